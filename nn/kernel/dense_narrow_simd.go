//go:build goexperiment.simd && (wasm || amd64)

package kernel

import "unsafe"

// product is productScalar. A stride of twelve is a pass of its own.
func product(y, w, b, x []float32, rows, depth, stride, across, down int, relu bool) {
	if stride != ChainStride {
		productTiles(y, w, b, x, rows, depth, stride, across, down, relu)
		return
	}
	p := [1]pass{{y: y, w: w, b: b, x: x, rows: rows, depth: depth, across: across, down: down}}
	if relu {
		p[0].then = rectify
	}
	passes(p[:])
}

// wideOf8 is from how many columns on it pays to read eight inputs' weights beforehand.
const wideOf8 = 64

// productOf8 does four rows of productScalar, of depth eight or seven, over a multiple of eight columns. The weights are read
// once, into variables: the compiler keeps them in its stack frame, from where a vector comes in one instruction rather than
// in three.
func productOf8(o, wp, xp, bp unsafe.Pointer, bnext, row, next, step uintptr, columns, depth int, rectify bool) {
	b0, b1, b2, b3 := weight(bp, 0), weight(bp, bnext), weight(bp, 2*bnext), weight(bp, 3*bnext)
	w00, w10, w20, w30 := weight(wp, 0), weight(wp, next), weight(wp, 2*next), weight(wp, 3*next)
	wp = unsafe.Add(wp, step)
	w01, w11, w21, w31 := weight(wp, 0), weight(wp, next), weight(wp, 2*next), weight(wp, 3*next)
	wp = unsafe.Add(wp, step)
	w02, w12, w22, w32 := weight(wp, 0), weight(wp, next), weight(wp, 2*next), weight(wp, 3*next)
	wp = unsafe.Add(wp, step)
	w03, w13, w23, w33 := weight(wp, 0), weight(wp, next), weight(wp, 2*next), weight(wp, 3*next)
	wp = unsafe.Add(wp, step)
	w04, w14, w24, w34 := weight(wp, 0), weight(wp, next), weight(wp, 2*next), weight(wp, 3*next)
	wp = unsafe.Add(wp, step)
	w05, w15, w25, w35 := weight(wp, 0), weight(wp, next), weight(wp, 2*next), weight(wp, 3*next)
	wp = unsafe.Add(wp, step)
	w06, w16, w26, w36 := weight(wp, 0), weight(wp, next), weight(wp, 2*next), weight(wp, 3*next)
	if depth == 8 {
		wp = unsafe.Add(wp, step)
	}
	w07, w17, w27, w37 := weight(wp, 0), weight(wp, next), weight(wp, 2*next), weight(wp, 3*next)
	for ; columns > 0; columns -= 8 {
		p := xp
		x0, x1 := load(p, 0), load(p, 16)
		c00, c01 := mac(b0, b0, w00, x0, x1)
		c10, c11 := mac(b1, b1, w10, x0, x1)
		c20, c21 := mac(b2, b2, w20, x0, x1)
		c30, c31 := mac(b3, b3, w30, x0, x1)
		p = unsafe.Add(p, row)
		x0, x1 = load(p, 0), load(p, 16)
		c00, c01 = mac(c00, c01, w01, x0, x1)
		c10, c11 = mac(c10, c11, w11, x0, x1)
		c20, c21 = mac(c20, c21, w21, x0, x1)
		c30, c31 = mac(c30, c31, w31, x0, x1)
		p = unsafe.Add(p, row)
		x0, x1 = load(p, 0), load(p, 16)
		c00, c01 = mac(c00, c01, w02, x0, x1)
		c10, c11 = mac(c10, c11, w12, x0, x1)
		c20, c21 = mac(c20, c21, w22, x0, x1)
		c30, c31 = mac(c30, c31, w32, x0, x1)
		p = unsafe.Add(p, row)
		x0, x1 = load(p, 0), load(p, 16)
		c00, c01 = mac(c00, c01, w03, x0, x1)
		c10, c11 = mac(c10, c11, w13, x0, x1)
		c20, c21 = mac(c20, c21, w23, x0, x1)
		c30, c31 = mac(c30, c31, w33, x0, x1)
		p = unsafe.Add(p, row)
		x0, x1 = load(p, 0), load(p, 16)
		c00, c01 = mac(c00, c01, w04, x0, x1)
		c10, c11 = mac(c10, c11, w14, x0, x1)
		c20, c21 = mac(c20, c21, w24, x0, x1)
		c30, c31 = mac(c30, c31, w34, x0, x1)
		p = unsafe.Add(p, row)
		x0, x1 = load(p, 0), load(p, 16)
		c00, c01 = mac(c00, c01, w05, x0, x1)
		c10, c11 = mac(c10, c11, w15, x0, x1)
		c20, c21 = mac(c20, c21, w25, x0, x1)
		c30, c31 = mac(c30, c31, w35, x0, x1)
		p = unsafe.Add(p, row)
		x0, x1 = load(p, 0), load(p, 16)
		c00, c01 = mac(c00, c01, w06, x0, x1)
		c10, c11 = mac(c10, c11, w16, x0, x1)
		c20, c21 = mac(c20, c21, w26, x0, x1)
		c30, c31 = mac(c30, c31, w36, x0, x1)
		if depth == 8 {
			p = unsafe.Add(p, row)
			x0, x1 = load(p, 0), load(p, 16)
			c00, c01 = mac(c00, c01, w07, x0, x1)
			c10, c11 = mac(c10, c11, w17, x0, x1)
			c20, c21 = mac(c20, c21, w27, x0, x1)
			c30, c31 = mac(c30, c31, w37, x0, x1)
		}
		if rectify {
			c00, c01, c10, c11 = above(c00), above(c01), above(c10), above(c11)
			c20, c21, c30, c31 = above(c20), above(c21), above(c30), above(c31)
		}
		store(c00, o, 0)
		store(c01, o, 16)
		store(c10, o, row)
		store(c11, o, row+16)
		store(c20, o, 2*row)
		store(c21, o, 2*row+16)
		store(c30, o, 3*row)
		store(c31, o, 3*row+16)
		o, xp = unsafe.Add(o, 32), unsafe.Add(xp, 32)
	}
}

// outer is outerScalar, and rowSumsScalar of p, or of q where that is asked for. A stride of twelve is a pass of its own.
func outer(dw, sums, p, q []float32, np, nq, stride, across, down int, ofQ bool) {
	if stride == ChainStride {
		if ofQ {
			p, q, np, nq = q, p, nq, np
		}
		grads([]gradPass{{dw, sums, p, q, np, nq}})
		return
	}
	outerTiles(dw, p, q, np, nq, stride, across, down)
	if ofQ {
		p, np = q, nq
	}
	rowSums(sums, p, np, stride)
}
