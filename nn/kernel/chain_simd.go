//go:build goexperiment.simd && (wasm || amd64)

package kernel

import "unsafe"

// passes is passesScalar, with rows that are held in three vectors, without a loop over columns: four rows at a time, then two,
// then one.
func passes(all []pass) {
	const row = 4 * ChainStride
	for i := range all {
		pass := &all[i]
		o, wp, xp := start(pass.y), start(pass.w), start(pass.x)
		next, step := uintptr(4*pass.across), uintptr(4*pass.down)
		rows, depth, relu := pass.rows, pass.depth, pass.then == rectify
		var none float32
		bp, bnext := unsafe.Pointer(&none), uintptr(0)
		if pass.b != nil {
			bp, bnext = start(pass.b), 4
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
			if relu {
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
			if relu {
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
			if relu {
				c0, c1, c2 = above(c0), above(c1), above(c2)
			}
			store3(c0, c1, c2, o, 0)
		}
		o = start(pass.y)
		switch k := &pass.k; pass.then {
		case curve:
			in, out, shift := splat(k[0]), splat(k[1]), splat(k[2])
			for n := pass.rows; n > 0; n-- {
				x, y, z := tanhBound(load(o, 0).Mul(in)), tanhBound(load(o, 16).Mul(in)), tanhBound(load(o, 32).Mul(in))
				u, v, w := x.Mul(x), y.Mul(y), z.Mul(z)
				x, y, z = x.Mul(tanhOver(u)), y.Mul(tanhOver(v)), z.Mul(tanhOver(w))
				x, y, z = x.Div(tanhUnder(u)), y.Div(tanhUnder(v)), z.Div(tanhUnder(w))
				store3(x.Mul(out).Add(shift), y.Mul(out).Add(shift), z.Mul(out).Add(shift), o, 0)
				o = unsafe.Add(o, row)
			}
		case kink:
			var zero vec
			v := start(pass.v)
			for n := pass.rows; n > 0; n-- {
				x, y, z := load(v, 0).Greater(zero), load(v, 16).Greater(zero), load(v, 32).Greater(zero)
				store3(load(o, 0).Masked(x), load(o, 16).Masked(y), load(o, 32).Masked(z), o, 0)
				o, v = unsafe.Add(o, row), unsafe.Add(v, row)
			}
		case parabola:
			k0, k1, k2 := splat(k[0]), splat(k[1]), splat(k[2])
			v := start(pass.v)
			for n := pass.rows; n > 0; n-- {
				x, y, z := load(v, 0), load(v, 16), load(v, 32)
				x, y, z = x.Mul(k2).Add(k1).Mul(x).Add(k0), y.Mul(k2).Add(k1).Mul(y).Add(k0), z.Mul(k2).Add(k1).Mul(z).Add(k0)
				store3(load(o, 0).Mul(x), load(o, 16).Mul(y), load(o, 32).Mul(z), o, 0)
				o, v = unsafe.Add(o, row), unsafe.Add(v, row)
			}
		}
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

// grads is DenseGrad over rows that are held in three vectors: four rows of what has the more of them stay in variables, see
// productOf8.
func grads(all []gradPass) {
	const row = 4 * ChainStride
	for i := range all {
		g := &all[i]
		o, s, pp, q := start(g.dw), start(g.db), start(g.dy), start(g.x)
		np, nq, next, step := g.out, g.in, uintptr(4*g.in), uintptr(4)
		ofQ := np < 4 // the four rows should come from the side that has them
		if ofQ {
			pp, q, np, nq, next, step = q, pp, nq, np, step, next
		}
		if ofQ {
			x := q
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
			to, x := o, q
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
			to, x := o, q
			for n := nq; n > 0; n-- {
				put(dot3(a0, a1, a2, load(x, 0), load(x, 16), load(x, 32)), to, 0)
				to, x = unsafe.Add(to, step), unsafe.Add(x, row)
			}
			o, pp = unsafe.Add(o, next), unsafe.Add(pp, row)
		}
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
