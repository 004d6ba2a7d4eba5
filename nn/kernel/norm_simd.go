//go:build goexperiment.simd && (wasm || amd64)

package kernel

import "unsafe"

// normalise is Normalise for the columns that make whole vectors, and returns how many these are.
func normalise(hat, inv, x []float32, rows, stride int, eps float64) (done int) {
	n := stride &^ 3
	if rows == 8 {
		centre8(hat, inv, x, stride)
	} else {
		centre(hat, inv, x, rows, stride)
	}
	rootInverses(inv[:n], eps)
	scaleRows(hat, inv, rows, stride, n)
	return n
}

// centre sets hat to x without its mean in each column, and inv to the variance.
func centre(hat, inv, x []float32, rows, stride int) {
	n, row := stride&^3, 4*uintptr(stride)
	ip, hp, xp, share := start(inv), start(hat), start(x), splat(1/float32(rows))
	for i := n; i > 0; i -= 4 {
		sum, p := splat(0), xp
		for range rows {
			sum, p = sum.Add(load(p, 0)), unsafe.Add(p, row)
		}
		mean, squares := sum.Mul(share), splat(0)
		p, to := xp, hp
		for range rows {
			d := load(p, 0).Sub(mean)
			store(d, to, 0)
			squares = squares.Add(d.Mul(d))
			p, to = unsafe.Add(p, row), unsafe.Add(to, row)
		}
		store(squares.Mul(share), ip, 0)
		ip, hp, xp = unsafe.Add(ip, 16), unsafe.Add(hp, 16), unsafe.Add(xp, 16)
	}
}

// rootInverses takes variances to the inverses of their roots, by itself: between vectors each would have them go to memory and back.
func rootInverses(v []float32, eps float64) {
	for i, x := range v {
		v[i] = rootInverse(x, eps)
	}
}

// scaleRows multiplies each row by the first n values of by.
func scaleRows(x, by []float32, rows, stride, n int) {
	for u := range rows {
		p, q := start(x[u*stride:]), start(by)
		for i := n; i > 0; i -= 4 {
			store(load(p, 0).Mul(load(q, 0)), p, 0)
			p, q = unsafe.Add(p, 16), unsafe.Add(q, 16)
		}
	}
}

// centre8 is centre for eight rows, which stay in variables.
func centre8(hat, inv, x []float32, stride int) {
	n, row := stride&^3, 4*uintptr(stride)
	ip, hp, xp, share, zero := start(inv), start(hat), start(x), splat(1.0/8), splat(0)
	for i := n; i > 0; i -= 4 {
		a, b, c, d := load(xp, 0), load(xp, row), load(xp, 2*row), load(xp, 3*row)
		e, f, g, h := load(xp, 4*row), load(xp, 5*row), load(xp, 6*row), load(xp, 7*row)
		mean := zero.Add(a).Add(b).Add(c).Add(d).Add(e).Add(f).Add(g).Add(h).Mul(share)
		a, b, c, d, e, f, g, h = a.Sub(mean), b.Sub(mean), c.Sub(mean), d.Sub(mean), e.Sub(mean), f.Sub(mean), g.Sub(mean), h.Sub(mean)
		squares := zero.Add(a.Mul(a)).Add(b.Mul(b)).Add(c.Mul(c)).Add(d.Mul(d)).Add(e.Mul(e)).Add(f.Mul(f)).Add(g.Mul(g)).Add(h.Mul(h))
		store(squares.Mul(share), ip, 0)
		store(a, hp, 0)
		store(b, hp, row)
		store(c, hp, 2*row)
		store(d, hp, 3*row)
		store(e, hp, 4*row)
		store(f, hp, 5*row)
		store(g, hp, 6*row)
		store(h, hp, 7*row)
		ip, hp, xp = unsafe.Add(ip, 16), unsafe.Add(hp, 16), unsafe.Add(xp, 16)
	}
}

// normaliseBack is NormaliseBack in the way of normalise.
func normaliseBack(d, hat, inv []float32, rows, stride int) (done int) {
	n, row := stride&^3, 4*uintptr(stride)
	ip, hp, dp, share := start(inv), start(hat), start(d), splat(1/float32(rows))
	for i := n; i > 0; i -= 4 {
		sum, dot, p, of := splat(0), splat(0), dp, hp
		for range rows {
			v := load(p, 0)
			sum, dot = sum.Add(v), dot.Add(v.Mul(load(of, 0)))
			p, of = unsafe.Add(p, row), unsafe.Add(of, row)
		}
		mean, along, by := sum.Mul(share), dot.Mul(share), load(ip, 0)
		p, of = dp, hp
		for range rows {
			store(by.Mul(load(p, 0).Sub(mean).Sub(load(of, 0).Mul(along))), p, 0)
			p, of = unsafe.Add(p, row), unsafe.Add(of, row)
		}
		ip, hp, dp = unsafe.Add(ip, 16), unsafe.Add(hp, 16), unsafe.Add(dp, 16)
	}
	return n
}
