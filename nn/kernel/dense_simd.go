//go:build goexperiment.simd && (wasm || amd64)

package kernel

import "unsafe"

// weight reads one float at byte offset off from p into all lanes.
func weight(p unsafe.Pointer, off uintptr) vec { return splat(float(p, off)) }

func float(p unsafe.Pointer, off uintptr) float32 { return *(*float32)(unsafe.Add(p, off)) }

// productTiles is productScalar in tiles that are held in registers: two rows by sixteen columns where the batch is wide, which
// needs the fewest loads, four rows by eight where it is narrow, or very wide with many inputs, of which V8 makes more; what
// is left by smaller ones. Inner sums are unrolled by hand and there are few branches: a jump goes through a table in Go's
// WebAssembly.
func productTiles(y, w, b, x []float32, rows, depth, stride, across, down int, rectify bool) {
	o, wp, xp := start(y), start(w), start(x)
	row, next, step := uintptr(4*stride), uintptr(4*across), uintptr(4*down)
	var none float32
	bp, bnext := unsafe.Pointer(&none), uintptr(0)
	if b != nil {
		bp, bnext = start(b), 4
	}
	for ; rows >= 4 && (depth == 8 || depth == 7) && stride >= wideOf8 && stride&7 == 0; rows -= 4 {
		productOf8(o, wp, xp, bp, bnext, row, next, step, stride, depth, rectify)
		o, wp, bp = unsafe.Add(o, 4*row), unsafe.Add(wp, 4*next), unsafe.Add(bp, 4*bnext)
	}
	for ; rows >= 4 && (stride < 16 || stride >= wideOf8 && depth > 8); rows -= 4 {
		b0, b1, b2, b3 := float(bp, 0), float(bp, bnext), float(bp, 2*bnext), float(bp, 3*bnext)
		c, from := o, xp
		n := stride
		for ; n >= 8; n -= 8 {
			c00, c10, c20, c30 := splat(b0), splat(b1), splat(b2), splat(b3)
			c01, c11, c21, c31 := c00, c10, c20, c30
			p, u, k := from, wp, depth
			for ; k >= 2; k -= 2 {
				x0, x1 := load(p, 0), load(p, 16)
				c00, c01 = mac(c00, c01, weight(u, 0), x0, x1)
				c10, c11 = mac(c10, c11, weight(u, next), x0, x1)
				c20, c21 = mac(c20, c21, weight(u, 2*next), x0, x1)
				c30, c31 = mac(c30, c31, weight(u, 3*next), x0, x1)
				u = unsafe.Add(u, step)
				x0, x1 = load(p, row), load(p, row+16)
				c00, c01 = mac(c00, c01, weight(u, 0), x0, x1)
				c10, c11 = mac(c10, c11, weight(u, next), x0, x1)
				c20, c21 = mac(c20, c21, weight(u, 2*next), x0, x1)
				c30, c31 = mac(c30, c31, weight(u, 3*next), x0, x1)
				p, u = unsafe.Add(p, 2*row), unsafe.Add(u, step)
			}
			if k > 0 {
				x0, x1 := load(p, 0), load(p, 16)
				c00, c01 = mac(c00, c01, weight(u, 0), x0, x1)
				c10, c11 = mac(c10, c11, weight(u, next), x0, x1)
				c20, c21 = mac(c20, c21, weight(u, 2*next), x0, x1)
				c30, c31 = mac(c30, c31, weight(u, 3*next), x0, x1)
			}
			if rectify {
				c00, c01, c10, c11 = above(c00), above(c01), above(c10), above(c11)
				c20, c21, c30, c31 = above(c20), above(c21), above(c30), above(c31)
			}
			store(c00, c, 0)
			store(c01, c, 16)
			store(c10, c, row)
			store(c11, c, row+16)
			store(c20, c, 2*row)
			store(c21, c, 2*row+16)
			store(c30, c, 3*row)
			store(c31, c, 3*row+16)
			c, from = unsafe.Add(c, 32), unsafe.Add(from, 32)
		}
		if n > 0 {
			c0, c1, c2, c3 := splat(b0), splat(b1), splat(b2), splat(b3)
			p, u, k := from, wp, depth
			for ; k >= 2; k -= 2 {
				x0, x1 := load(p, 0), load(p, row)
				c0, c1 = mac(c0, c1, x0, weight(u, 0), weight(u, next))
				c2, c3 = mac(c2, c3, x0, weight(u, 2*next), weight(u, 3*next))
				u = unsafe.Add(u, step)
				c0, c1 = mac(c0, c1, x1, weight(u, 0), weight(u, next))
				c2, c3 = mac(c2, c3, x1, weight(u, 2*next), weight(u, 3*next))
				p, u = unsafe.Add(p, 2*row), unsafe.Add(u, step)
			}
			if k > 0 {
				x0 := load(p, 0)
				c0, c1 = mac(c0, c1, x0, weight(u, 0), weight(u, next))
				c2, c3 = mac(c2, c3, x0, weight(u, 2*next), weight(u, 3*next))
			}
			if rectify {
				c0, c1, c2, c3 = above(c0), above(c1), above(c2), above(c3)
			}
			store(c0, c, 0)
			store(c1, c, row)
			store(c2, c, 2*row)
			store(c3, c, 3*row)
		}
		o, wp, bp = unsafe.Add(o, 4*row), unsafe.Add(wp, 4*next), unsafe.Add(bp, 4*bnext)
	}
	for ; rows >= 2; rows -= 2 {
		b0, b1 := float(bp, 0), float(bp, bnext)
		c, from := o, xp
		n := stride
		for ; n >= 16; n -= 16 {
			c00, c10 := splat(b0), splat(b1)
			c01, c02, c03, c11, c12, c13 := c00, c00, c00, c10, c10, c10
			p, u, k := from, wp, depth
			for ; k >= 2; k -= 2 {
				x0, x1, x2, x3 := load(p, 0), load(p, 16), load(p, 32), load(p, 48)
				v := weight(u, 0)
				c00, c01 = mac(c00, c01, v, x0, x1)
				c02, c03 = mac(c02, c03, v, x2, x3)
				v = weight(u, next)
				c10, c11 = mac(c10, c11, v, x0, x1)
				c12, c13 = mac(c12, c13, v, x2, x3)
				p, u = unsafe.Add(p, row), unsafe.Add(u, step)
				x0, x1, x2, x3 = load(p, 0), load(p, 16), load(p, 32), load(p, 48)
				v = weight(u, 0)
				c00, c01 = mac(c00, c01, v, x0, x1)
				c02, c03 = mac(c02, c03, v, x2, x3)
				v = weight(u, next)
				c10, c11 = mac(c10, c11, v, x0, x1)
				c12, c13 = mac(c12, c13, v, x2, x3)
				p, u = unsafe.Add(p, row), unsafe.Add(u, step)
			}
			if k > 0 {
				x0, x1, x2, x3 := load(p, 0), load(p, 16), load(p, 32), load(p, 48)
				v := weight(u, 0)
				c00, c01 = mac(c00, c01, v, x0, x1)
				c02, c03 = mac(c02, c03, v, x2, x3)
				v = weight(u, next)
				c10, c11 = mac(c10, c11, v, x0, x1)
				c12, c13 = mac(c12, c13, v, x2, x3)
			}
			if rectify {
				c00, c01, c02, c03 = above(c00), above(c01), above(c02), above(c03)
				c10, c11, c12, c13 = above(c10), above(c11), above(c12), above(c13)
			}
			store(c00, c, 0)
			store(c01, c, 16)
			store(c02, c, 32)
			store(c03, c, 48)
			store(c10, c, row)
			store(c11, c, row+16)
			store(c12, c, row+32)
			store(c13, c, row+48)
			c, from = unsafe.Add(c, 64), unsafe.Add(from, 64)
		}
		for ; n >= 8; n -= 8 {
			c00, c10 := splat(b0), splat(b1)
			c01, c11 := c00, c10
			p, u, k := from, wp, depth
			for ; k >= 2; k -= 2 {
				x0, x1, y0, y1 := load(p, 0), load(p, 16), load(p, row), load(p, row+16)
				c00, c01 = mac(c00, c01, weight(u, 0), x0, x1)
				c10, c11 = mac(c10, c11, weight(u, next), x0, x1)
				c00, c01 = mac(c00, c01, weight(u, step), y0, y1)
				c10, c11 = mac(c10, c11, weight(u, next+step), y0, y1)
				p, u = unsafe.Add(p, 2*row), unsafe.Add(u, 2*step)
			}
			if k > 0 {
				x0, x1 := load(p, 0), load(p, 16)
				c00, c01 = mac(c00, c01, weight(u, 0), x0, x1)
				c10, c11 = mac(c10, c11, weight(u, next), x0, x1)
			}
			if rectify {
				c00, c01, c10, c11 = above(c00), above(c01), above(c10), above(c11)
			}
			store(c00, c, 0)
			store(c01, c, 16)
			store(c10, c, row)
			store(c11, c, row+16)
			c, from = unsafe.Add(c, 32), unsafe.Add(from, 32)
		}
		if n > 0 {
			c0, c1 := splat(b0), splat(b1)
			p, u, k := from, wp, depth
			for ; k >= 2; k -= 2 {
				c0, c1 = mac(c0, c1, load(p, 0), weight(u, 0), weight(u, next))
				c0, c1 = mac(c0, c1, load(p, row), weight(u, step), weight(u, next+step))
				p, u = unsafe.Add(p, 2*row), unsafe.Add(u, 2*step)
			}
			if k > 0 {
				c0, c1 = mac(c0, c1, load(p, 0), weight(u, 0), weight(u, next))
			}
			if rectify {
				c0, c1 = above(c0), above(c1)
			}
			store(c0, c, 0)
			store(c1, c, row)
		}
		o, wp, bp = unsafe.Add(o, 2*row), unsafe.Add(wp, 2*next), unsafe.Add(bp, 2*bnext)
	}
	if rows > 0 {
		b0 := float(bp, 0)
		n := stride
		for ; n >= 8; n -= 8 {
			c0 := splat(b0)
			c1 := c0
			p, u, k := xp, wp, depth
			for ; k >= 2; k -= 2 {
				c0, c1 = mac(c0, c1, weight(u, 0), load(p, 0), load(p, 16))
				c0, c1 = mac(c0, c1, weight(u, step), load(p, row), load(p, row+16))
				p, u = unsafe.Add(p, 2*row), unsafe.Add(u, 2*step)
			}
			if k > 0 {
				c0, c1 = mac(c0, c1, weight(u, 0), load(p, 0), load(p, 16))
			}
			if rectify {
				c0, c1 = above(c0), above(c1)
			}
			store(c0, o, 0)
			store(c1, o, 16)
			o, xp = unsafe.Add(o, 32), unsafe.Add(xp, 32)
		}
		if n > 0 {
			c0 := splat(b0)
			for k := depth; k > 0; k-- {
				c0 = c0.Add(weight(wp, 0).Mul(load(xp, 0)))
				xp, wp = unsafe.Add(xp, row), unsafe.Add(wp, step)
			}
			if rectify {
				c0 = above(c0)
			}
			store(c0, o, 0)
		}
	}
}

// above is v, or zero where it is less; NaN stays. Clearing bits takes two instructions where choosing takes four.
func above(v vec) vec {
	var zero vec
	return v.ToBits().AndNot(v.Less(zero).ToInt32x4().ToBits()).BitsToFloat32()
}

// outerTiles is outerScalar in tiles of four by two sums.
func outerTiles(dw, p, q []float32, np, nq, stride, across, down int) {
	o, pp := start(dw), start(p)
	row, next, step := uintptr(4*stride), uintptr(4*across), uintptr(4*down)
	for ; np >= 4; np -= 4 {
		c, qp, n := o, start(q), nq
		for ; n >= 2; n -= 2 {
			var c00, c01, c10, c11, c20, c21, c30, c31 vec
			a, b := pp, qp
			for k := stride; k > 0; k -= 4 {
				x0, x1 := load(b, 0), load(b, row)
				c00, c01 = mac(c00, c01, load(a, 0), x0, x1)
				c10, c11 = mac(c10, c11, load(a, row), x0, x1)
				c20, c21 = mac(c20, c21, load(a, 2*row), x0, x1)
				c30, c31 = mac(c30, c31, load(a, 3*row), x0, x1)
				a, b = unsafe.Add(a, 16), unsafe.Add(b, 16)
			}
			put(c00, c, 0)
			put(c10, c, next)
			put(c20, c, 2*next)
			put(c30, c, 3*next)
			c = unsafe.Add(c, step)
			put(c01, c, 0)
			put(c11, c, next)
			put(c21, c, 2*next)
			put(c31, c, 3*next)
			c, qp = unsafe.Add(c, step), unsafe.Add(qp, 2*row)
		}
		if n > 0 {
			var c0, c1, c2, c3 vec
			a, b := pp, qp
			for k := stride; k > 0; k -= 4 {
				x := load(b, 0)
				c0, c1 = mac(c0, c1, x, load(a, 0), load(a, row))
				c2, c3 = mac(c2, c3, x, load(a, 2*row), load(a, 3*row))
				a, b = unsafe.Add(a, 16), unsafe.Add(b, 16)
			}
			put(c0, c, 0)
			put(c1, c, next)
			put(c2, c, 2*next)
			put(c3, c, 3*next)
		}
		o, pp = unsafe.Add(o, 4*next), unsafe.Add(pp, 4*row)
	}
	for ; np > 0; np-- {
		c, qp, n := o, start(q), nq
		for ; n >= 2; n -= 2 {
			var c0, c1 vec
			a, b := pp, qp
			for k := stride; k > 0; k -= 4 {
				c0, c1 = mac(c0, c1, load(a, 0), load(b, 0), load(b, row))
				a, b = unsafe.Add(a, 16), unsafe.Add(b, 16)
			}
			put(c0, c, 0)
			put(c1, c, step)
			c, qp = unsafe.Add(c, 2*step), unsafe.Add(qp, 2*row)
		}
		if n > 0 {
			var c0 vec
			a, b := pp, qp
			for k := stride; k > 0; k -= 4 {
				c0 = c0.Add(load(a, 0).Mul(load(b, 0)))
				a, b = unsafe.Add(a, 16), unsafe.Add(b, 16)
			}
			put(c0, c, 0)
		}
		o, pp = unsafe.Add(o, next), unsafe.Add(pp, row)
	}
}

// put stores the sum of the lanes of v.
func put(v vec, p unsafe.Pointer, off uintptr) { *(*float32)(unsafe.Add(p, off)) = across(v) }

// rowSums is rowSumsScalar, four rows at a time.
func rowSums(db, dy []float32, rows, stride int) {
	o, p, row := start(db), start(dy), uintptr(4*stride)
	for ; rows >= 4; rows -= 4 {
		var s0, s1, s2, s3 vec
		a := p
		for k := stride; k > 0; k -= 4 {
			s0, s1 = s0.Add(load(a, 0)), s1.Add(load(a, row))
			s2, s3 = s2.Add(load(a, 2*row)), s3.Add(load(a, 3*row))
			a = unsafe.Add(a, 16)
		}
		put(s0, o, 0)
		put(s1, o, 4)
		put(s2, o, 8)
		put(s3, o, 12)
		o, p = unsafe.Add(o, 16), unsafe.Add(p, 4*row)
	}
	for ; rows > 0; rows-- {
		var s0 vec
		for k := stride; k > 0; k -= 4 {
			s0 = s0.Add(load(p, 0))
			p = unsafe.Add(p, 16)
		}
		put(s0, o, 0)
		o = unsafe.Add(o, 4)
	}
}
