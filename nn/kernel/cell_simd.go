//go:build goexperiment.simd && (wasm || amd64)

package kernel

import "unsafe"

// Each of these does as many whole fours as there are and returns how many values that was.

func sigmoidVec(x vec) vec { return tanhVec(x.Mul(splat(0.5))).Mul(splat(0.5)).Add(splat(0.5)) }

func start(x []float32) unsafe.Pointer { return unsafe.Pointer(unsafe.SliceData(x)) }

func addLanes(dst, a, b []float32) int {
	n := len(dst) &^ 3
	o, p, q := start(dst), start(a), start(b)
	for i := n; i > 0; i -= 4 {
		store(load(p, 0).Add(load(q, 0)), o, 0)
		o, p, q = unsafe.Add(o, 16), unsafe.Add(p, 16), unsafe.Add(q, 16)
	}
	return n
}

func tanhCellLanes(h, z []float32) int {
	n := len(h) &^ 3
	o, p := start(h), start(z)
	for i := n; i > 0; i -= 4 {
		store(tanhVec(load(p, 0)), o, 0)
		o, p = unsafe.Add(o, 16), unsafe.Add(p, 16)
	}
	return n
}

func tanhGradLanes(dz, h, dy, dh []float32) int {
	n := len(dz) &^ 3
	o, p, q, r := start(dz), start(h), start(dy), start(dh)
	one := splat(1)
	for i := n; i > 0; i -= 4 {
		y := load(p, 0)
		store(load(q, 0).Add(load(r, 0)).Mul(one.Sub(y.Mul(y))), o, 0)
		o, p, q, r = unsafe.Add(o, 16), unsafe.Add(p, 16), unsafe.Add(q, 16), unsafe.Add(r, 16)
	}
	return n
}

func lstmLanes(h, c, tc, z, was []float32) int {
	n := len(h) &^ 3
	gate := uintptr(4 * len(h))
	ph, pc, pt, pz, pw := start(h), start(c), start(tc), start(z), start(was)
	for off := uintptr(0); off < uintptr(4*n); off += 16 {
		p := unsafe.Add(pz, off)
		i, f := sigmoidVec(load(p, 0)), sigmoidVec(load(p, gate))
		store(i, p, 0)
		store(f, p, gate)
		g, o := tanhVec(load(p, 2*gate)), sigmoidVec(load(p, 3*gate))
		store(g, p, 2*gate)
		store(o, p, 3*gate)
		v := f.Mul(load(pw, off)).Add(i.Mul(g))
		store(v, pc, off)
		v = tanhVec(v)
		store(v, pt, off)
		store(o.Mul(v), ph, off)
	}
	return n
}

func lstmGradLanes(dz, dc, dy, dh, z, was, tc []float32) int {
	n := len(dc) &^ 3
	gate := uintptr(4 * len(dc))
	one := splat(1)
	for off := uintptr(0); off < uintptr(4*n); off += 16 {
		p, q := unsafe.Add(start(z), off), unsafe.Add(start(dz), off)
		i, f, g, o := load(p, 0), load(p, gate), load(p, 2*gate), load(p, 3*gate)
		d, t := load(start(dy), off).Add(load(start(dh), off)), load(start(tc), off)
		store(d.Mul(t).Mul(o.Mul(one.Sub(o))), q, 3*gate)
		e := load(start(dc), off).Add(d.Mul(o).Mul(one.Sub(t.Mul(t))))
		store(e.Mul(g).Mul(i.Mul(one.Sub(i))), q, 0)
		store(e.Mul(load(start(was), off)).Mul(f.Mul(one.Sub(f))), q, gate)
		store(e.Mul(i).Mul(one.Sub(g.Mul(g))), q, 2*gate)
		store(e.Mul(f), start(dc), off)
	}
	return n
}

func gruResetLanes(rh, z, was []float32) int {
	n := len(rh) &^ 3
	gate := uintptr(4 * len(rh))
	for off := uintptr(0); off < uintptr(4*n); off += 16 {
		p := unsafe.Add(start(z), off)
		r := sigmoidVec(load(p, gate))
		store(sigmoidVec(load(p, 0)), p, 0)
		store(r, p, gate)
		store(r.Mul(load(start(was), off)), start(rh), off)
	}
	return n
}

func gruOutLanes(h, z, was []float32) int {
	n := len(h) &^ 3
	gate := uintptr(4 * len(h))
	one := splat(1)
	for off := uintptr(0); off < uintptr(4*n); off += 16 {
		p := unsafe.Add(start(z), off)
		keep, g := load(p, 0), tanhVec(load(p, 2*gate))
		store(g, p, 2*gate)
		store(keep.Mul(load(start(was), off)).Add(one.Sub(keep).Mul(g)), start(h), off)
	}
	return n
}

// expLanes turns x into exp(x − most) and returns their sum too.
func expLanes(x []float32, most float32) (sum float32, done int) {
	n := len(x) &^ 3
	p, top, total := start(x), splat(most), splat(0)
	for i := n; i > 0; i -= 4 {
		e := expVec(load(p, 0).Sub(top))
		store(e, p, 0)
		total = total.Add(e)
		p = unsafe.Add(p, 16)
	}
	return across(total), n
}
