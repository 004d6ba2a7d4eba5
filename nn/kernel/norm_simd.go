//go:build goexperiment.simd && (wasm || amd64)

package kernel

import "unsafe"

// normalise is Normalise for the columns that make whole vectors, and returns how many these are. What a column has to be summed up
// stays in one vector, and its rows are still in the cache when they are read again.
func normalise(hat, inv, x []float32, rows, stride int, eps float64) (done int) {
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
		for k := range (*quad)(ip) {
			(*quad)(ip)[k] = rootInverse((*quad)(ip)[k], eps)
		}
		by := load(ip, 0)
		to = hp
		for range rows {
			store(load(to, 0).Mul(by), to, 0)
			to = unsafe.Add(to, row)
		}
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
