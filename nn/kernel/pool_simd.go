//go:build goexperiment.simd && (wasm || amd64)

package kernel

import (
	"simd/archsimd"
	"unsafe"
)

// maxRun is maxRunScalar. It compares and chooses, because the hardware's own maximum treats NaN differently on each.
func maxRun(best *[8]float32, x []float32, offsets []int) {
	p := unsafe.Pointer(unsafe.SliceData(x))
	b0, b1 := load(p, uintptr(4*offsets[0])), load(p, uintptr(4*offsets[0]+16))
	for _, off := range offsets[1:] {
		_ = x[off+7]
		v0, v1 := load(p, uintptr(4*off)), load(p, uintptr(4*off+16))
		b0, b1 = v0.IfElse(v0.Greater(b0), b0), v1.IfElse(v1.Greater(b1), b1)
	}
	store(b0, unsafe.Pointer(best), 0)
	store(b1, unsafe.Pointer(best), 16)
}

// maxRunArg is maxRunArgScalar.
func maxRunArg(best *[8]float32, which *[8]int32, x []float32, offsets []int) {
	p := unsafe.Pointer(unsafe.SliceData(x))
	b0, b1 := load(p, uintptr(4*offsets[0])), load(p, uintptr(4*offsets[0]+16))
	w0 := archsimd.BroadcastInt32x4(int32(offsets[0]))
	w1 := w0
	for _, off := range offsets[1:] {
		_ = x[off+7]
		v0, v1, w := load(p, uintptr(4*off)), load(p, uintptr(4*off+16)), archsimd.BroadcastInt32x4(int32(off))
		m0, m1 := v0.Greater(b0), v1.Greater(b1)
		b0, b1 = v0.IfElse(m0, b0), v1.IfElse(m1, b1)
		w0, w1 = w.IfElse(m0, w0), w.IfElse(m1, w1)
	}
	store(b0, unsafe.Pointer(best), 0)
	store(b1, unsafe.Pointer(best), 16)
	w0.StoreArray((*[4]int32)(unsafe.Pointer(which)))
	w1.StoreArray((*[4]int32)(unsafe.Add(unsafe.Pointer(which), 16)))
}
