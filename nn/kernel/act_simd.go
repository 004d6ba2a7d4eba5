//go:build goexperiment.simd && (wasm || amd64)

package kernel

import (
	"simd/archsimd"
	"unsafe"
)

type vec = archsimd.Float32x4

func splat(v float32) vec { return archsimd.BroadcastFloat32x4(v) }

// Apply sets y[i] = f(x[i]). y may be x. A call costs as much as eight activations in Go's WebAssembly, so it is at most one.
func (a Activation) Apply(y, x []float32) {
	_ = y[:len(x)]
	o, p, n := start(y), start(x), len(x)/4
	switch a {
	case Linear:
		copy(y, x)
		return
	case Tanh:
		tanhScaled(o, p, n, 1, 1)
	case Sigmoid:
		sigmoidVecs(o, p, n)
	case ReLU:
		reluVecs(o, p, n)
	case LeakyReLU:
		leakyVecs(o, p, n)
	case GELU:
		geluVecs(o, p, n)
	case Threshold:
		thresholdVecs(o, p, n)
	case LeCun:
		tanhScaled(o, p, n, lecunSlope, lecunScale)
	default:
		panic(badActivation)
	}
	if len(x)&3 > 0 {
		overRest(y, x, func(y, x unsafe.Pointer, vectors int) {
			a.Apply(unsafe.Slice((*float32)(y), 4), unsafe.Slice((*float32)(x), 4))
		})
	}
}

// over runs f, which takes whole vectors, over y and x of any length: what is left over goes through a copy.
func over(y, x []float32, f func(y, x unsafe.Pointer, vectors int)) {
	_ = y[:len(x)]
	f(start(y), start(x), len(x)/4)
	if len(x)&3 > 0 {
		overRest(y, x, f)
	}
}

func overRest(y, x []float32, f func(y, x unsafe.Pointer, vectors int)) {
	n := len(x) &^ 3
	y, x = y[n:len(x)], x[n:]
	var in, out quad
	copy(in[:], x)
	copy(out[:], y)
	f(unsafe.Pointer(&out), unsafe.Pointer(&in), 1)
	copy(y, out[:])
}

// SignedSigmoidTo sets y[i] = 2/(1+exp(−x[i])) − 1. y may be x, here and below.
func SignedSigmoidTo(y, x []float32) { over(y, x, signedSigmoidVecs) }

// ExpTo sets y[i] = exp x[i], within 4 ulp; what would be below 1.3e-38 is 0.
func ExpTo(y, x []float32) { over(y, x, expVecs) }

// LogTo sets y[i] = ln x[i], within 4 ulp.
func LogTo(y, x []float32) { over(y, x, logVecs) }

// SoftplusTo sets y[i] = ln(1+exp x[i]), within 5 ulp; what would be below 1.3e-38 is 0.
func SoftplusTo(y, x []float32) { over(y, x, softplusVecs) }

func signedSigmoidVecs(o, p unsafe.Pointer, vectors int) { tanhScaled(o, p, vectors, 0.5, 1) }

// tanhScaled is y = scale·tanh(slope·x), two vectors at a time: making the constants takes as long as using them once. The
// last of an odd number is done twice.
func tanhScaled(o, p unsafe.Pointer, vectors int, slope, scale float32) {
	in, out := splat(slope), splat(scale)
	for ; vectors > 0; vectors -= 2 {
		second := uintptr(16)
		if vectors == 1 {
			second = 0
		}
		x, z := tanhBound(load(p, 0).Mul(in)), tanhBound(load(p, second).Mul(in))
		u, v := x.Mul(x), z.Mul(z)
		store(x.Mul(tanhOver(u)).Div(tanhUnder(u)).Mul(out), o, 0)
		store(z.Mul(tanhOver(v)).Div(tanhUnder(v)).Mul(out), o, second)
		p, o = unsafe.Add(p, 32), unsafe.Add(o, 32)
	}
}

func sigmoidVecs(o, p unsafe.Pointer, vectors int) {
	half := splat(0.5)
	for ; vectors > 0; vectors-- {
		x := tanhBound(load(p, 0).Mul(half))
		u := x.Mul(x)
		store(x.Mul(tanhOver(u)).Div(tanhUnder(u)).Mul(half).Add(half), o, 0)
		p, o = unsafe.Add(p, 16), unsafe.Add(o, 16)
	}
}

// tanhVec is tanhOf. It is too long for the compiler to inline, so the loops above are made of its parts.
func tanhVec(x vec) vec {
	x = tanhBound(x)
	u := x.Mul(x)
	return x.Mul(tanhOver(u)).Div(tanhUnder(u))
}

func tanhBound(x vec) vec {
	hi, lo := archsimd.BroadcastFloat32x4(tanhLimit), archsimd.BroadcastFloat32x4(-tanhLimit)
	x = hi.IfElse(x.Greater(hi), x)
	return lo.IfElse(x.Less(lo), x)
}

func tanhOver(u vec) vec {
	return u.Mul(archsimd.BroadcastFloat32x4(tanhP4)).Add(archsimd.BroadcastFloat32x4(tanhP3)).
		Mul(u).Add(archsimd.BroadcastFloat32x4(tanhP2)).Mul(u).Add(archsimd.BroadcastFloat32x4(tanhP1)).
		Mul(u).Add(archsimd.BroadcastFloat32x4(tanhP0))
}

func tanhUnder(u vec) vec {
	return u.Mul(archsimd.BroadcastFloat32x4(tanhQ4)).Add(archsimd.BroadcastFloat32x4(tanhQ3)).
		Mul(u).Add(archsimd.BroadcastFloat32x4(tanhQ2)).Mul(u).Add(archsimd.BroadcastFloat32x4(tanhQ1)).
		Mul(u).Add(archsimd.BroadcastFloat32x4(1))
}

func geluVecs(o, p unsafe.Pointer, vectors int) {
	low, half, one := splat(geluLow), splat(0.5), splat(1)
	for ; vectors > 0; vectors-- {
		x := load(p, 0)
		x = low.IfElse(x.Less(low), x)
		t := tanhVec(x.Mul(x).Mul(x).Mul(splat(geluK)).Add(x).Mul(splat(geluC)))
		store(x.Mul(half).Mul(t.Add(one)), o, 0)
		p, o = unsafe.Add(p, 16), unsafe.Add(o, 16)
	}
}

func geluSlopeVecs(o, p unsafe.Pointer, vectors int) {
	low, high, half, one := splat(geluLow), splat(-geluLow), splat(0.5), splat(1)
	for ; vectors > 0; vectors-- {
		x := load(p, 0)
		x = low.IfElse(x.Less(low), x)
		x = high.IfElse(x.Greater(high), x)
		u := x.Mul(x)
		t := tanhVec(u.Mul(x).Mul(splat(geluK)).Add(x).Mul(splat(geluC)))
		rise := u.Mul(splat(3 * geluK)).Add(one).Mul(splat(geluC))
		s := t.Add(one).Mul(half).Add(x.Mul(half).Mul(one.Sub(t.Mul(t))).Mul(rise))
		store(load(o, 0).Mul(s), o, 0)
		p, o = unsafe.Add(p, 16), unsafe.Add(o, 16)
	}
}

func expVecs(o, p unsafe.Pointer, vectors int) {
	for ; vectors > 0; vectors-- {
		store(expVec(load(p, 0)), o, 0)
		p, o = unsafe.Add(p, 16), unsafe.Add(o, 16)
	}
}

func expVec(x vec) vec {
	n := x.Mul(splat(log2e)).Add(splat(magic))
	bits := n.ToBits().BitsToInt32().Sub(archsimd.BroadcastInt32x4(magicBits)).ShiftAllLeft(mantissaLen)
	n = n.Sub(splat(magic))
	r := x.Sub(n.Mul(splat(ln2Hi)))
	r = r.Sub(n.Mul(splat(ln2Lo)))
	y := r.Mul(splat(expP6)).Add(splat(expP5)).Mul(r).Add(splat(expP4)).Mul(r).Add(splat(expP3)).Mul(r).
		Add(splat(expP2)).Mul(r).Add(splat(expP1)).Mul(r).Add(splat(expP0))
	y = y.ToBits().BitsToInt32().Add(bits).ToBits().BitsToFloat32()
	y = splat(inf()).IfElse(x.Greater(splat(expHigh)), y)
	y = splat(0).IfElse(x.Less(splat(expLow)), y)
	return y.IfElse(x.Equal(x), x)
}

func logVecs(o, p unsafe.Pointer, vectors int) {
	for ; vectors > 0; vectors-- {
		store(logVec(load(p, 0)), o, 0)
		p, o = unsafe.Add(p, 16), unsafe.Add(o, 16)
	}
}

func logVec(x vec) vec {
	tiny := x.Less(splat(smallest))
	v := x.Mul(splat(denormalScale)).IfElse(tiny, x)
	shift := splat(25).Masked(tiny)
	bits := v.ToBits().BitsToInt32()
	e := bits.Sub(archsimd.BroadcastInt32x4(rootHalfBits)).ShiftAllRight(mantissaLen)
	t := bits.Sub(e.ShiftAllLeft(mantissaLen)).ToBits().BitsToFloat32().Sub(splat(1))
	n := e.ConvertToFloat32().Sub(shift)
	p := t.Mul(splat(logP8)).Add(splat(logP7)).Mul(t).Add(splat(logP6)).Mul(t).Add(splat(logP5)).Mul(t).Add(splat(logP4)).
		Mul(t).Add(splat(logP3)).Mul(t).Add(splat(logP2)).Mul(t).Add(splat(logP1)).Mul(t).Add(splat(logP0))
	y := n.Mul(splat(ln2Hi)).Add(t.Mul(p).Add(n.Mul(splat(ln2Lo))))
	y = y.IfElse(x.Less(splat(inf())), x)
	zero := splat(0)
	y = zero.Div(zero).IfElse(x.LessEqual(zero), y)
	return splat(-inf()).IfElse(x.Equal(zero), y)
}

func softplusVecs(o, p unsafe.Pointer, vectors int) {
	for ; vectors > 0; vectors-- {
		store(softplusVec(load(p, 0)), o, 0)
		p, o = unsafe.Add(p, 16), unsafe.Add(o, 16)
	}
}

func softplusVec(x vec) vec {
	zero := splat(0)
	below := x.Less(zero)
	t := expVec(x.IfElse(below, x.Neg()))
	p := t.Mul(splat(log1pP3)).Add(splat(log1pP2)).Mul(t).Add(splat(log1pP1)).Mul(t).Add(splat(log1pP0))
	q := t.Mul(splat(log1pQ3)).Add(splat(log1pQ2)).Mul(t).Add(splat(log1pQ1)).Mul(t).Add(splat(1))
	return zero.IfElse(below, x).Add(t.Mul(p).Div(q))
}

func reluVecs(o, p unsafe.Pointer, vectors int) {
	for ; vectors >= 4; vectors -= 4 {
		store(above(load(p, 0)), o, 0)
		store(above(load(p, 16)), o, 16)
		store(above(load(p, 32)), o, 32)
		store(above(load(p, 48)), o, 48)
		p, o = unsafe.Add(p, 64), unsafe.Add(o, 64)
	}
	for ; vectors > 0; vectors-- {
		store(above(load(p, 0)), o, 0)
		p, o = unsafe.Add(p, 16), unsafe.Add(o, 16)
	}
}

func leakyVecs(o, p unsafe.Pointer, vectors int) {
	s, zero := splat(LeakySlope), splat(0)
	for ; vectors > 0; vectors-- {
		v := load(p, 0)
		store(v.Mul(s).IfElse(v.Less(zero), v), o, 0)
		p, o = unsafe.Add(p, 16), unsafe.Add(o, 16)
	}
}

func thresholdVecs(o, p unsafe.Pointer, vectors int) {
	zero, one := splat(0), splat(1)
	for ; vectors > 0; vectors-- {
		v := load(p, 0)
		v = one.IfElse(v.GreaterEqual(zero), zero.IfElse(v.Less(zero), v))
		store(v, o, 0)
		p, o = unsafe.Add(p, 16), unsafe.Add(o, 16)
	}
}

func slopeGELU(d, x []float32) { over(d, x, geluSlopeVecs) }

func slopeParabola(d, a []float32, c0, c1, c2 float32) {
	d = d[:len(a)]
	n := len(a) &^ 3
	o, p := unsafe.Pointer(unsafe.SliceData(d)), unsafe.Pointer(unsafe.SliceData(a))
	k0, k1, k2 := splat(c0), splat(c1), splat(c2)
	i := n
	for ; i >= 12; i -= 12 {
		u, v, w := load(p, 0), load(p, 16), load(p, 32)
		store(load(o, 0).Mul(u.Mul(k2).Add(k1).Mul(u).Add(k0)), o, 0)
		store(load(o, 16).Mul(v.Mul(k2).Add(k1).Mul(v).Add(k0)), o, 16)
		store(load(o, 32).Mul(w.Mul(k2).Add(k1).Mul(w).Add(k0)), o, 32)
		p, o = unsafe.Add(p, 48), unsafe.Add(o, 48)
	}
	for ; i > 0; i -= 4 {
		v := load(p, 0)
		store(load(o, 0).Mul(v.Mul(k2).Add(k1).Mul(v).Add(k0)), o, 0)
		p, o = unsafe.Add(p, 16), unsafe.Add(o, 16)
	}
	if n < len(a) {
		slopeParabolaScalar(d[n:], a[n:], c0, c1, c2)
	}
}

func slopeKink(d, a []float32, slope float32) {
	d = d[:len(a)]
	n := len(a) &^ 3
	o, p := unsafe.Pointer(unsafe.SliceData(d)), unsafe.Pointer(unsafe.SliceData(a))
	s, zero := splat(slope), splat(0)
	i := n
	if slope == 0 {
		for ; i >= 12; i -= 12 {
			store(load(o, 0).Masked(load(p, 0).Greater(zero)), o, 0)
			store(load(o, 16).Masked(load(p, 16).Greater(zero)), o, 16)
			store(load(o, 32).Masked(load(p, 32).Greater(zero)), o, 32)
			p, o = unsafe.Add(p, 48), unsafe.Add(o, 48)
		}
		for ; i > 0; i -= 4 {
			store(load(o, 0).Masked(load(p, 0).Greater(zero)), o, 0)
			p, o = unsafe.Add(p, 16), unsafe.Add(o, 16)
		}
	}
	for ; i > 0; i -= 4 {
		v := load(o, 0)
		store(v.IfElse(load(p, 0).Greater(zero), v.Mul(s)), o, 0)
		p, o = unsafe.Add(p, 16), unsafe.Add(o, 16)
	}
	if n < len(a) {
		slopeKinkScalar(d[n:], a[n:], slope)
	}
}

// softmax goes through its columns four at a time.
func softmax(p, soft, z []float32, classes, stride int) {
	n, row := stride&^3, uintptr(4*stride)
	for j := 0; j < n; j += 4 {
		in, out := unsafe.Pointer(&z[j]), unsafe.Pointer(&p[j])
		top := load(in, 0)
		for c := 1; c < classes; c++ {
			v := load(in, uintptr(c)*row)
			top = v.IfElse(v.Greater(top), top)
		}
		sum := splat(0)
		for c := range classes {
			e := expVec(load(in, uintptr(c)*row).Sub(top))
			store(e, out, uintptr(c)*row)
			sum = sum.Add(e)
		}
		if soft != nil {
			store(logVec(sum).Add(top), unsafe.Pointer(&soft[j]), 0)
		}
		for c := range classes {
			store(load(out, uintptr(c)*row).Div(sum), out, uintptr(c)*row)
		}
	}
	if n < stride {
		softmaxScalar(p, soft, z, classes, stride, n)
	}
}
