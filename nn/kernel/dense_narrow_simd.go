//go:build goexperiment.simd && (wasm || amd64)

package kernel

import "unsafe"

// batchOf12 is the stride of a batch of ten, the usual one: it is held across three vectors, without a loop over columns.
const batchOf12 = 12

// product is productScalar. A stride of twelve it does itself, which saves a call: four rows at a time, then two, then one.
func product(y, w, b, x []float32, rows, depth, stride, across, down int, rectify bool) {
	if stride != batchOf12 {
		productTiles(y, w, b, x, rows, depth, stride, across, down, rectify)
		return
	}
	const row = 4 * batchOf12
	o, wp, xp := start(y), start(w), start(x)
	next, step := uintptr(4*across), uintptr(4*down)
	var none float32
	bp, bnext := unsafe.Pointer(&none), uintptr(0)
	if b != nil {
		bp, bnext = start(b), 4
	}
	for ; rows >= 4; rows -= 4 {
		c00, c10, c20, c30 := weight(bp, 0), weight(bp, bnext), weight(bp, 2*bnext), weight(bp, 3*bnext)
		c01, c02, c11, c12, c21, c22, c31, c32 := c00, c00, c10, c10, c20, c20, c30, c30
		p, u, k := xp, wp, depth
		for ; k >= 2; k -= 2 {
			x0, x1, x2 := load(p, 0), load(p, 16), load(p, 32)
			c00, c01, c02 = mac3(c00, c01, c02, weight(u, 0), x0, x1, x2)
			c10, c11, c12 = mac3(c10, c11, c12, weight(u, next), x0, x1, x2)
			c20, c21, c22 = mac3(c20, c21, c22, weight(u, 2*next), x0, x1, x2)
			c30, c31, c32 = mac3(c30, c31, c32, weight(u, 3*next), x0, x1, x2)
			u = unsafe.Add(u, step)
			x0, x1, x2 = load(p, row), load(p, row+16), load(p, row+32)
			c00, c01, c02 = mac3(c00, c01, c02, weight(u, 0), x0, x1, x2)
			c10, c11, c12 = mac3(c10, c11, c12, weight(u, next), x0, x1, x2)
			c20, c21, c22 = mac3(c20, c21, c22, weight(u, 2*next), x0, x1, x2)
			c30, c31, c32 = mac3(c30, c31, c32, weight(u, 3*next), x0, x1, x2)
			p, u = unsafe.Add(p, 2*row), unsafe.Add(u, step)
		}
		if k > 0 {
			x0, x1, x2 := load(p, 0), load(p, 16), load(p, 32)
			c00, c01, c02 = mac3(c00, c01, c02, weight(u, 0), x0, x1, x2)
			c10, c11, c12 = mac3(c10, c11, c12, weight(u, next), x0, x1, x2)
			c20, c21, c22 = mac3(c20, c21, c22, weight(u, 2*next), x0, x1, x2)
			c30, c31, c32 = mac3(c30, c31, c32, weight(u, 3*next), x0, x1, x2)
		}
		if rectify {
			c00, c01, c02, c10, c11, c12 = above(c00), above(c01), above(c02), above(c10), above(c11), above(c12)
			c20, c21, c22, c30, c31, c32 = above(c20), above(c21), above(c22), above(c30), above(c31), above(c32)
		}
		store3(c00, c01, c02, o, 0)
		store3(c10, c11, c12, o, row)
		store3(c20, c21, c22, o, 2*row)
		store3(c30, c31, c32, o, 3*row)
		o, wp, bp = unsafe.Add(o, 4*row), unsafe.Add(wp, 4*next), unsafe.Add(bp, 4*bnext)
	}
	if rows >= 2 {
		c00, c10 := weight(bp, 0), weight(bp, bnext)
		c01, c02, c11, c12 := c00, c00, c10, c10
		p, u, k := xp, wp, depth
		for ; k >= 2; k -= 2 {
			x0, x1, x2 := load(p, 0), load(p, 16), load(p, 32)
			c00, c01, c02 = mac3(c00, c01, c02, weight(u, 0), x0, x1, x2)
			c10, c11, c12 = mac3(c10, c11, c12, weight(u, next), x0, x1, x2)
			u = unsafe.Add(u, step)
			x0, x1, x2 = load(p, row), load(p, row+16), load(p, row+32)
			c00, c01, c02 = mac3(c00, c01, c02, weight(u, 0), x0, x1, x2)
			c10, c11, c12 = mac3(c10, c11, c12, weight(u, next), x0, x1, x2)
			p, u = unsafe.Add(p, 2*row), unsafe.Add(u, step)
		}
		if k > 0 {
			x0, x1, x2 := load(p, 0), load(p, 16), load(p, 32)
			c00, c01, c02 = mac3(c00, c01, c02, weight(u, 0), x0, x1, x2)
			c10, c11, c12 = mac3(c10, c11, c12, weight(u, next), x0, x1, x2)
		}
		if rectify {
			c00, c01, c02, c10, c11, c12 = above(c00), above(c01), above(c02), above(c10), above(c11), above(c12)
		}
		store3(c00, c01, c02, o, 0)
		store3(c10, c11, c12, o, row)
		o, wp, bp, rows = unsafe.Add(o, 2*row), unsafe.Add(wp, 2*next), unsafe.Add(bp, 2*bnext), rows-2
	}
	if rows > 0 {
		c0 := weight(bp, 0)
		c1, c2 := c0, c0
		k := depth
		for ; k >= 2; k -= 2 {
			c0, c1, c2 = mac3(c0, c1, c2, weight(wp, 0), load(xp, 0), load(xp, 16), load(xp, 32))
			c0, c1, c2 = mac3(c0, c1, c2, weight(wp, step), load(xp, row), load(xp, row+16), load(xp, row+32))
			xp, wp = unsafe.Add(xp, 2*row), unsafe.Add(wp, 2*step)
		}
		if k > 0 {
			c0, c1, c2 = mac3(c0, c1, c2, weight(wp, 0), load(xp, 0), load(xp, 16), load(xp, 32))
		}
		if rectify {
			c0, c1, c2 = above(c0), above(c1), above(c2)
		}
		store3(c0, c1, c2, o, 0)
	}
}

// mac3 adds v·x to three accumulators.
func mac3(c0, c1, c2, v, x0, x1, x2 vec) (vec, vec, vec) {
	return c0.Add(v.Mul(x0)), c1.Add(v.Mul(x1)), c2.Add(v.Mul(x2))
}

func store3(v0, v1, v2 vec, p unsafe.Pointer, off uintptr) {
	store(v0, p, off)
	store(v1, p, off+16)
	store(v2, p, off+32)
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

// outer is outerScalar, and rowSumsScalar of p, or of q where that is asked for. A stride of twelve it does itself: four rows of
// p stay in variables, see productOf8.
func outer(dw, sums, p, q []float32, np, nq, stride, across, down int, ofQ bool) {
	if stride != batchOf12 {
		outerTiles(dw, p, q, np, nq, stride, across, down)
		if ofQ {
			p, np = q, nq
		}
		rowSums(sums, p, np, stride)
		return
	}
	const row = 4 * batchOf12
	o, pp, s := start(dw), start(p), start(sums)
	next, step := uintptr(4*across), uintptr(4*down)
	if ofQ {
		x := start(q)
		for n := nq; n > 0; n-- {
			put(sum3(load(x, 0), load(x, 16), load(x, 32)), s, 0)
			s, x = unsafe.Add(s, 4), unsafe.Add(x, row)
		}
	}
	for ; np >= 4; np -= 4 {
		a0, a1, a2 := load(pp, 0), load(pp, 16), load(pp, 32)
		b0, b1, b2 := load(pp, row), load(pp, row+16), load(pp, row+32)
		c0, c1, c2 := load(pp, 2*row), load(pp, 2*row+16), load(pp, 2*row+32)
		d0, d1, d2 := load(pp, 3*row), load(pp, 3*row+16), load(pp, 3*row+32)
		if !ofQ {
			put(sum3(a0, a1, a2), s, 0)
			put(sum3(b0, b1, b2), s, 4)
			put(sum3(c0, c1, c2), s, 8)
			put(sum3(d0, d1, d2), s, 12)
			s = unsafe.Add(s, 16)
		}
		to, x := o, start(q)
		for n := nq; n > 0; n-- {
			x0, x1, x2 := load(x, 0), load(x, 16), load(x, 32)
			put(dot3(a0, a1, a2, x0, x1, x2), to, 0)
			put(dot3(b0, b1, b2, x0, x1, x2), to, next)
			put(dot3(c0, c1, c2, x0, x1, x2), to, 2*next)
			put(dot3(d0, d1, d2, x0, x1, x2), to, 3*next)
			to, x = unsafe.Add(to, step), unsafe.Add(x, row)
		}
		o, pp = unsafe.Add(o, 4*next), unsafe.Add(pp, 4*row)
	}
	for ; np > 0; np-- {
		a0, a1, a2 := load(pp, 0), load(pp, 16), load(pp, 32)
		if !ofQ {
			put(sum3(a0, a1, a2), s, 0)
			s = unsafe.Add(s, 4)
		}
		to, x := o, start(q)
		for n := nq; n > 0; n-- {
			put(dot3(a0, a1, a2, load(x, 0), load(x, 16), load(x, 32)), to, 0)
			to, x = unsafe.Add(to, step), unsafe.Add(x, row)
		}
		o, pp = unsafe.Add(o, next), unsafe.Add(pp, row)
	}
}

// dot3 begins at zero as outerScalar does, so that no sum is −0.
func dot3(a0, a1, a2, x0, x1, x2 vec) vec {
	var zero vec
	return zero.Add(a0.Mul(x0)).Add(a1.Mul(x1)).Add(a2.Mul(x2))
}

func sum3(a0, a1, a2 vec) vec {
	var zero vec
	return zero.Add(a0).Add(a1).Add(a2)
}
