//go:build goexperiment.simd && (wasm || amd64)

package kernel

import (
	"simd/archsimd"
	"unsafe"
)

// maxRun is maxRunScalar, sixteen at a time. It compares and chooses, because the hardware's own maximum treats NaN differently
// on each.
func maxRun(best, x []float32, offsets []int) {
	p, o, n := start(x), start(best), len(best)
	for _, off := range offsets {
		_ = x[off+n-1]
	}
	for ; n >= 16; n -= 16 {
		q := unsafe.Add(p, 4*offsets[0])
		b0, b1, b2, b3 := load(q, 0), load(q, 16), load(q, 32), load(q, 48)
		for _, off := range offsets[1:] {
			q = unsafe.Add(p, 4*off)
			b0, b1 = larger(load(q, 0), b0), larger(load(q, 16), b1)
			b2, b3 = larger(load(q, 32), b2), larger(load(q, 48), b3)
		}
		store(b0, o, 0)
		store3(b1, b2, b3, o, 16)
		p, o = unsafe.Add(p, 64), unsafe.Add(o, 64)
	}
	if n > 0 {
		q := unsafe.Add(p, 4*offsets[0])
		b0, b1 := load(q, 0), load(q, 16)
		for _, off := range offsets[1:] {
			q = unsafe.Add(p, 4*off)
			b0, b1 = larger(load(q, 0), b0), larger(load(q, 16), b1)
		}
		store(b0, o, 0)
		store(b1, o, 16)
	}
}

// larger is v where it is greater than best.
func larger(v, best vec) vec { return v.IfElse(v.Greater(best), best) }

// maxRunArg is maxRunArgScalar, eight at a time.
func maxRunArg(best []float32, which []int32, x []float32, offsets []int) {
	p, o, n := start(x), start(best), len(best)
	w := unsafe.Pointer(unsafe.SliceData(which[:n]))
	for _, off := range offsets {
		_ = x[off+n-1]
	}
	for ; n > 0; n -= 8 {
		q := unsafe.Add(p, 4*offsets[0])
		b0, b1 := load(q, 0), load(q, 16)
		w0 := archsimd.BroadcastInt32x4(int32(offsets[0]))
		w1 := w0
		for _, off := range offsets[1:] {
			q = unsafe.Add(p, 4*off)
			v0, v1, at := load(q, 0), load(q, 16), archsimd.BroadcastInt32x4(int32(off))
			m0, m1 := v0.Greater(b0), v1.Greater(b1)
			b0, b1 = v0.IfElse(m0, b0), v1.IfElse(m1, b1)
			w0, w1 = at.IfElse(m0, w0), at.IfElse(m1, w1)
		}
		store(b0, o, 0)
		store(b1, o, 16)
		w0.StoreArray((*[4]int32)(w))
		w1.StoreArray((*[4]int32)(unsafe.Add(w, 16)))
		p, o, w = unsafe.Add(p, 32), unsafe.Add(o, 32), unsafe.Add(w, 32)
	}
}
