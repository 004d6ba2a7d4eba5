//go:build goexperiment.simd && (wasm || amd64)

package kernel

import "unsafe"

func sgd(w, g []float32, rate float32) {
	n := len(w) &^ 3
	wp, gp, r := unsafe.Pointer(unsafe.SliceData(w)), unsafe.Pointer(unsafe.SliceData(g)), splat(rate)
	i := n
	for ; i >= 16; i -= 16 {
		store(load(wp, 0).Sub(load(gp, 0).Mul(r)), wp, 0)
		store(load(wp, 16).Sub(load(gp, 16).Mul(r)), wp, 16)
		store(load(wp, 32).Sub(load(gp, 32).Mul(r)), wp, 32)
		store(load(wp, 48).Sub(load(gp, 48).Mul(r)), wp, 48)
		wp, gp = unsafe.Add(wp, 64), unsafe.Add(gp, 64)
	}
	for ; i > 0; i -= 4 {
		store(load(wp, 0).Sub(load(gp, 0).Mul(r)), wp, 0)
		wp, gp = unsafe.Add(wp, 16), unsafe.Add(gp, 16)
	}
	if n < len(w) {
		sgdScalar(w[n:], g[n:], rate)
	}
}

func momentum(w, g, m []float32, rate, decay float32, ahead bool) {
	n := len(w) &^ 3
	wp, gp, mp := unsafe.Pointer(unsafe.SliceData(w)), unsafe.Pointer(unsafe.SliceData(g)), unsafe.Pointer(unsafe.SliceData(m))
	r, keep := splat(rate), splat(decay)
	for i := n; i > 0; i -= 4 {
		d := load(gp, 0)
		v := load(mp, 0).Mul(keep).Add(d)
		store(v, mp, 0)
		if ahead {
			v = v.Mul(keep).Add(d)
		}
		store(load(wp, 0).Sub(v.Mul(r)), wp, 0)
		wp, gp, mp = unsafe.Add(wp, 16), unsafe.Add(gp, 16), unsafe.Add(mp, 16)
	}
	momentumScalar(w[n:], g[n:], m[n:], rate, decay, ahead)
}

func scaled(w, g, v []float32, rate, keep, take, eps float32) {
	n := len(w) &^ 3
	wp, gp, vp := unsafe.Pointer(unsafe.SliceData(w)), unsafe.Pointer(unsafe.SliceData(g)), unsafe.Pointer(unsafe.SliceData(v))
	r, k, t, e := splat(rate), splat(keep), splat(take), splat(eps)
	for i := n; i > 0; i -= 4 {
		d := load(gp, 0)
		s := load(vp, 0).Mul(k).Add(d.Mul(d).Mul(t))
		store(s, vp, 0)
		store(load(wp, 0).Sub(d.Mul(r).Div(s.Sqrt().Add(e))), wp, 0)
		wp, gp, vp = unsafe.Add(wp, 16), unsafe.Add(gp, 16), unsafe.Add(vp, 16)
	}
	scaledScalar(w[n:], g[n:], v[n:], rate, keep, take, eps)
}

func adam(w, g, m, v []float32, rate, keep1, take1, keep2, take2, eps float32) {
	n := len(w) &^ 3
	wp, gp := unsafe.Pointer(unsafe.SliceData(w)), unsafe.Pointer(unsafe.SliceData(g))
	mp, vp := unsafe.Pointer(unsafe.SliceData(m)), unsafe.Pointer(unsafe.SliceData(v))
	r, k1, t1, k2, t2, e := splat(rate), splat(keep1), splat(take1), splat(keep2), splat(take2), splat(eps)
	for i := n; i > 0; i -= 4 {
		d := load(gp, 0)
		a := load(mp, 0).Mul(k1).Add(d.Mul(t1))
		s := load(vp, 0).Mul(k2).Add(d.Mul(d).Mul(t2))
		store(a, mp, 0)
		store(s, vp, 0)
		store(load(wp, 0).Sub(a.Mul(r).Div(s.Sqrt().Add(e))), wp, 0)
		wp, gp, mp, vp = unsafe.Add(wp, 16), unsafe.Add(gp, 16), unsafe.Add(mp, 16), unsafe.Add(vp, 16)
	}
	adamScalar(w[n:], g[n:], m[n:], v[n:], rate, keep1, take1, keep2, take2, eps)
}

func penalise(g, w []float32, l1, l2 float32) {
	n := len(w) &^ 3
	wp, gp := unsafe.Pointer(unsafe.SliceData(w)), unsafe.Pointer(unsafe.SliceData(g))
	k1, k2, zero := splat(l1), splat(l2), splat(0)
	for i := n; i > 0; i -= 4 {
		v := load(wp, 0)
		d := v.Mul(k2)
		d = d.Add(k1.Masked(v.Greater(zero))).Sub(k1.Masked(v.Less(zero)))
		store(load(gp, 0).Add(d), gp, 0)
		wp, gp = unsafe.Add(wp, 16), unsafe.Add(gp, 16)
	}
	penaliseScalar(g[n:], w[n:], l1, l2)
}

func finite(x []float32) bool {
	n := len(x) &^ 3
	p, zero := unsafe.Pointer(unsafe.SliceData(x)), splat(0)
	var sum, more vec
	i := n
	for ; i >= 8; i -= 8 {
		sum, more = sum.Add(load(p, 0).Mul(zero)), more.Add(load(p, 16).Mul(zero))
		p = unsafe.Add(p, 32)
	}
	if i > 0 {
		sum = sum.Add(load(p, 0).Mul(zero))
	}
	return across(sum.Add(more)) == 0 && finiteScalar(x[n:])
}
