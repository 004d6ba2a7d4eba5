//go:build goexperiment.simd && (wasm || amd64)

package kernel

import "unsafe"

// convRow is convRowScalar, seven places at a time; y holds at least as many.
func convRow(y, x, w []float32, b float32, planes, rows, plane, row, area, kw int) {
	n := len(y) / 4
	_, _ = x[(planes-1)*plane+(rows-1)*row+4*(n+kw-1)-1], w[(planes-1)*area+rows*kw-1]
	for from := 0; from < n; from += runOf {
		at := uintptr(16 * min(from, n-runOf)) // the last run overlaps the one before
		o, p := unsafe.Add(start(y), at), unsafe.Add(start(x), at)
		if kw == 5 {
			convRow5(o, p, start(w), b, planes, rows, uintptr(4*plane), uintptr(4*row), uintptr(4*area))
		} else {
			convRow3(o, p, start(w), b, planes, rows, uintptr(4*plane), uintptr(4*row), uintptr(4*area))
		}
	}
}

// convRow5 is convRowScalar for kernels five wide: seven sums, and every vector of the input loaded once.
func convRow5(o, xp, wp unsafe.Pointer, b float32, planes, rows int, plane, row, area uintptr) {
	c0 := splat(b)
	c1, c2, c3, c4, c5, c6 := c0, c0, c0, c0, c0, c0
	for ; planes > 0; planes-- {
		p, u := xp, wp
		for r := rows; r > 0; r-- {
			x0, x1, x2, x3, x4, x5, x6 := load(p, 0), load(p, 16), load(p, 32), load(p, 48), load(p, 64), load(p, 80), load(p, 96)
			w0 := weight(u, 0)
			c0, c1, c2 = mac3(c0, c1, c2, w0, x0, x1, x2)
			c3, c4 = mac(c3, c4, w0, x3, x4)
			c5, c6 = mac(c5, c6, w0, x5, x6)
			x7 := load(p, 112)
			w1 := weight(u, 4)
			c0, c1, c2 = mac3(c0, c1, c2, w1, x1, x2, x3)
			c3, c4 = mac(c3, c4, w1, x4, x5)
			c5, c6 = mac(c5, c6, w1, x6, x7)
			x8 := load(p, 128)
			w2 := weight(u, 8)
			c0, c1, c2 = mac3(c0, c1, c2, w2, x2, x3, x4)
			c3, c4 = mac(c3, c4, w2, x5, x6)
			c5, c6 = mac(c5, c6, w2, x7, x8)
			x9 := load(p, 144)
			w3 := weight(u, 12)
			c0, c1, c2 = mac3(c0, c1, c2, w3, x3, x4, x5)
			c3, c4 = mac(c3, c4, w3, x6, x7)
			c5, c6 = mac(c5, c6, w3, x8, x9)
			x10 := load(p, 160)
			w4 := weight(u, 16)
			c0, c1, c2 = mac3(c0, c1, c2, w4, x4, x5, x6)
			c3, c4 = mac(c3, c4, w4, x7, x8)
			c5, c6 = mac(c5, c6, w4, x9, x10)
			p, u = unsafe.Add(p, row), unsafe.Add(u, 20)
		}
		xp, wp = unsafe.Add(xp, plane), unsafe.Add(wp, area)
	}
	store(c0, o, 0)
	store3(c1, c2, c3, o, 16)
	store3(c4, c5, c6, o, 64)
}

// convRow3 is convRowScalar for kernels three wide: seven sums, and every vector of the input loaded once.
func convRow3(o, xp, wp unsafe.Pointer, b float32, planes, rows int, plane, row, area uintptr) {
	c0 := splat(b)
	c1, c2, c3, c4, c5, c6 := c0, c0, c0, c0, c0, c0
	for ; planes > 0; planes-- {
		p, u := xp, wp
		for r := rows; r > 0; r-- {
			x0, x1, x2, x3, x4, x5, x6 := load(p, 0), load(p, 16), load(p, 32), load(p, 48), load(p, 64), load(p, 80), load(p, 96)
			w0 := weight(u, 0)
			c0, c1, c2 = mac3(c0, c1, c2, w0, x0, x1, x2)
			c3, c4 = mac(c3, c4, w0, x3, x4)
			c5, c6 = mac(c5, c6, w0, x5, x6)
			x7 := load(p, 112)
			w1 := weight(u, 4)
			c0, c1, c2 = mac3(c0, c1, c2, w1, x1, x2, x3)
			c3, c4 = mac(c3, c4, w1, x4, x5)
			c5, c6 = mac(c5, c6, w1, x6, x7)
			x8 := load(p, 128)
			w2 := weight(u, 8)
			c0, c1, c2 = mac3(c0, c1, c2, w2, x2, x3, x4)
			c3, c4 = mac(c3, c4, w2, x5, x6)
			c5, c6 = mac(c5, c6, w2, x7, x8)
			p, u = unsafe.Add(p, row), unsafe.Add(u, 12)
		}
		xp, wp = unsafe.Add(xp, plane), unsafe.Add(wp, area)
	}
	store(c0, o, 0)
	store3(c1, c2, c3, o, 16)
	store3(c4, c5, c6, o, 64)
}

// maxReLU is maxReLUScalar, for k of two or three.
func maxReLU(y, x []float32, k, line, step int) {
	n := len(y) / 4
	_ = x[(n-1)*step+(k-1)*(line+4)+3]
	o, p, down, along := start(y), start(x), uintptr(4*line), uintptr(4*step)
	for ; n > 0; n-- {
		best := larger(above(load(p, 16)), above(load(p, 0)))
		if k == 3 {
			best = larger(above(load(p, 32)), best)
		}
		q := unsafe.Add(p, down)
		best = larger(above(load(q, 16)), larger(above(load(q, 0)), best))
		if k == 3 {
			best = larger(above(load(q, 32)), best)
			q = unsafe.Add(q, down)
			best = larger(above(load(q, 16)), larger(above(load(q, 0)), best))
			best = larger(above(load(q, 32)), best)
		}
		store(best, o, 0)
		o, p = unsafe.Add(o, 16), unsafe.Add(p, along)
	}
}
