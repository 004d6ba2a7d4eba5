//go:build goexperiment.simd && (wasm || amd64)

package kernel

import "unsafe"

// normalise is Normalise for the columns that make whole vectors, and returns how many these are. What a column has to be summed up
// stays in one vector, and its rows are still in the cache when they are read again.
func normalise(hat, inv, x []float32, rows, stride int, eps float64) (done int) {
	if rows == 8 {
		return normalise8(hat, inv, x, stride, eps)
	}
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
		by := rootInverses(ip, squares.Mul(share), eps)
		to = hp
		for range rows {
			store(load(to, 0).Mul(by), to, 0)
			to = unsafe.Add(to, row)
		}
		ip, hp, xp = unsafe.Add(ip, 16), unsafe.Add(hp, 16), unsafe.Add(xp, 16)
	}
	return n
}

// rootInverses keeps the inverses of four roots at p and returns them.
func rootInverses(p unsafe.Pointer, v vec, eps float64) vec {
	store(v, p, 0)
	four := (*quad)(p)
	four[0], four[1], four[2], four[3] = rootInverse(four[0], eps), rootInverse(four[1], eps), rootInverse(four[2], eps), rootInverse(four[3], eps)
	return load(p, 0)
}

// normalise8 is normalise for eight rows, which stay in variables.
func normalise8(hat, inv, x []float32, stride int, eps float64) (done int) {
	n, row := stride&^3, 4*uintptr(stride)
	ip, hp, xp, share, zero := start(inv), start(hat), start(x), splat(1.0/8), splat(0)
	for i := n; i > 0; i -= 4 {
		a, b, c, d := load(xp, 0), load(xp, row), load(xp, 2*row), load(xp, 3*row)
		e, f, g, h := load(xp, 4*row), load(xp, 5*row), load(xp, 6*row), load(xp, 7*row)
		mean := zero.Add(a).Add(b).Add(c).Add(d).Add(e).Add(f).Add(g).Add(h).Mul(share)
		a, b, c, d, e, f, g, h = a.Sub(mean), b.Sub(mean), c.Sub(mean), d.Sub(mean), e.Sub(mean), f.Sub(mean), g.Sub(mean), h.Sub(mean)
		squares := zero.Add(a.Mul(a)).Add(b.Mul(b)).Add(c.Mul(c)).Add(d.Mul(d)).Add(e.Mul(e)).Add(f.Mul(f)).Add(g.Mul(g)).Add(h.Mul(h))
		by := rootInverses(ip, squares.Mul(share), eps)
		store(a.Mul(by), hp, 0)
		store(b.Mul(by), hp, row)
		store(c.Mul(by), hp, 2*row)
		store(d.Mul(by), hp, 3*row)
		store(e.Mul(by), hp, 4*row)
		store(f.Mul(by), hp, 5*row)
		store(g.Mul(by), hp, 6*row)
		store(h.Mul(by), hp, 7*row)
		ip, hp, xp = unsafe.Add(ip, 16), unsafe.Add(hp, 16), unsafe.Add(xp, 16)
	}
	return n
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
