//go:build goexperiment.simd && (wasm || amd64)

package kernel

import (
	"simd/archsimd"
	"unsafe"
)

// spread is how often packLeft repeats a value: in all four lanes, because a load is cheaper than a load and a splat.
const spread = 4

type quad = [4]float32

// load reads four floats at byte offset off from p. A slice's load keeps its bounds check in the inner loop.
func load(p unsafe.Pointer, off uintptr) archsimd.Float32x4 {
	return archsimd.LoadFloat32x4Array((*quad)(unsafe.Add(p, off)))
}

func store(v archsimd.Float32x4, p unsafe.Pointer, off uintptr) {
	v.StoreArray((*quad)(unsafe.Add(p, off)))
}

// mac adds v·b to two accumulators.
func mac(c0, c1, v, b0, b1 archsimd.Float32x4) (archsimd.Float32x4, archsimd.Float32x4) {
	return c0.Add(v.Mul(b0)), c1.Add(v.Mul(b1))
}

// tile is tileScalar with the tile in eight registers. The loop is unrolled by hand: a turn of a loop costs a jump table
// in Go's WebAssembly.
func tile(c []float32, stride int, a, b []float32, depth int, add bool) {
	_, _, _ = c[(tileRows-1)*stride+tileCols-1], a[depth*tileRows*spread-1], b[depth*tileCols-1]
	var c00, c01, c10, c11, c20, c21, c30, c31 archsimd.Float32x4
	p, q := unsafe.Pointer(unsafe.SliceData(a)), unsafe.Pointer(unsafe.SliceData(b))
	for ; depth >= 8; depth -= 8 {
		b0, b1 := load(q, 0), load(q, 16)
		c00, c01 = mac(c00, c01, load(p, 0), b0, b1)
		c10, c11 = mac(c10, c11, load(p, 16), b0, b1)
		c20, c21 = mac(c20, c21, load(p, 32), b0, b1)
		c30, c31 = mac(c30, c31, load(p, 48), b0, b1)
		b0, b1 = load(q, 32), load(q, 48)
		c00, c01 = mac(c00, c01, load(p, 64), b0, b1)
		c10, c11 = mac(c10, c11, load(p, 80), b0, b1)
		c20, c21 = mac(c20, c21, load(p, 96), b0, b1)
		c30, c31 = mac(c30, c31, load(p, 112), b0, b1)
		b0, b1 = load(q, 64), load(q, 80)
		c00, c01 = mac(c00, c01, load(p, 128), b0, b1)
		c10, c11 = mac(c10, c11, load(p, 144), b0, b1)
		c20, c21 = mac(c20, c21, load(p, 160), b0, b1)
		c30, c31 = mac(c30, c31, load(p, 176), b0, b1)
		b0, b1 = load(q, 96), load(q, 112)
		c00, c01 = mac(c00, c01, load(p, 192), b0, b1)
		c10, c11 = mac(c10, c11, load(p, 208), b0, b1)
		c20, c21 = mac(c20, c21, load(p, 224), b0, b1)
		c30, c31 = mac(c30, c31, load(p, 240), b0, b1)
		b0, b1 = load(q, 128), load(q, 144)
		c00, c01 = mac(c00, c01, load(p, 256), b0, b1)
		c10, c11 = mac(c10, c11, load(p, 272), b0, b1)
		c20, c21 = mac(c20, c21, load(p, 288), b0, b1)
		c30, c31 = mac(c30, c31, load(p, 304), b0, b1)
		b0, b1 = load(q, 160), load(q, 176)
		c00, c01 = mac(c00, c01, load(p, 320), b0, b1)
		c10, c11 = mac(c10, c11, load(p, 336), b0, b1)
		c20, c21 = mac(c20, c21, load(p, 352), b0, b1)
		c30, c31 = mac(c30, c31, load(p, 368), b0, b1)
		b0, b1 = load(q, 192), load(q, 208)
		c00, c01 = mac(c00, c01, load(p, 384), b0, b1)
		c10, c11 = mac(c10, c11, load(p, 400), b0, b1)
		c20, c21 = mac(c20, c21, load(p, 416), b0, b1)
		c30, c31 = mac(c30, c31, load(p, 432), b0, b1)
		b0, b1 = load(q, 224), load(q, 240)
		c00, c01 = mac(c00, c01, load(p, 448), b0, b1)
		c10, c11 = mac(c10, c11, load(p, 464), b0, b1)
		c20, c21 = mac(c20, c21, load(p, 480), b0, b1)
		c30, c31 = mac(c30, c31, load(p, 496), b0, b1)
		p, q = unsafe.Add(p, 8*64), unsafe.Add(q, 8*32)
	}
	if depth > 0 {
		b0, b1 := load(q, 0), load(q, 16)
		c00, c01 = mac(c00, c01, load(p, 0), b0, b1)
		c10, c11 = mac(c10, c11, load(p, 16), b0, b1)
		c20, c21 = mac(c20, c21, load(p, 32), b0, b1)
		c30, c31 = mac(c30, c31, load(p, 48), b0, b1)
		b0, b1 = load(q, 32), load(q, 48)
		c00, c01 = mac(c00, c01, load(p, 64), b0, b1)
		c10, c11 = mac(c10, c11, load(p, 80), b0, b1)
		c20, c21 = mac(c20, c21, load(p, 96), b0, b1)
		c30, c31 = mac(c30, c31, load(p, 112), b0, b1)
		b0, b1 = load(q, 64), load(q, 80)
		c00, c01 = mac(c00, c01, load(p, 128), b0, b1)
		c10, c11 = mac(c10, c11, load(p, 144), b0, b1)
		c20, c21 = mac(c20, c21, load(p, 160), b0, b1)
		c30, c31 = mac(c30, c31, load(p, 176), b0, b1)
		b0, b1 = load(q, 96), load(q, 112)
		c00, c01 = mac(c00, c01, load(p, 192), b0, b1)
		c10, c11 = mac(c10, c11, load(p, 208), b0, b1)
		c20, c21 = mac(c20, c21, load(p, 224), b0, b1)
		c30, c31 = mac(c30, c31, load(p, 240), b0, b1)
	}
	o, row := unsafe.Pointer(unsafe.SliceData(c)), uintptr(4*stride)
	if add {
		c00, c01 = load(o, 0).Add(c00), load(o, 16).Add(c01)
		c10, c11 = load(o, row).Add(c10), load(o, row+16).Add(c11)
		c20, c21 = load(o, 2*row).Add(c20), load(o, 2*row+16).Add(c21)
		c30, c31 = load(o, 3*row).Add(c30), load(o, 3*row+16).Add(c31)
	}
	store(c00, o, 0)
	store(c01, o, 16)
	store(c10, o, row)
	store(c11, o, row+16)
	store(c20, o, 2*row)
	store(c21, o, 2*row+16)
	store(c30, o, 3*row)
	store(c31, o, 3*row+16)
}

// packLeft is packLeftScalar for four rows at a time, by squares of 4 × 4 away from the edges.
func packLeft(dst []float32, a Matrix, i, k, depth int) {
	full := min(depth, a.Cols-k) &^ 3
	if i+tileRows > a.Rows {
		full = 0
	}
	packLeftScalar(dst, a, i, k, full, depth)
	if full == 0 {
		return
	}
	_ = dst[full*tileRows*spread-1]
	o, row := unsafe.Pointer(unsafe.SliceData(dst)), uintptr(4*a.Stride)
	if a.Trans {
		_ = a.Data[(k+full-1)*a.Stride+i+tileRows-1]
		p := unsafe.Pointer(&a.Data[k*a.Stride+i])
		for ; full > 0; full -= 4 {
			spreadAcross(load(p, 0), o, 0, 16)
			spreadAcross(load(p, row), o, 64, 16)
			spreadAcross(load(p, 2*row), o, 128, 16)
			spreadAcross(load(p, 3*row), o, 192, 16)
			p, o = unsafe.Add(p, 4*row), unsafe.Add(o, 256)
		}
		return
	}
	_ = a.Data[(i+tileRows-1)*a.Stride+k+full-1]
	p := unsafe.Pointer(&a.Data[i*a.Stride+k])
	for ; full > 0; full -= 4 {
		spreadAcross(load(p, 0), o, 0, 64)
		spreadAcross(load(p, row), o, 16, 64)
		spreadAcross(load(p, 2*row), o, 32, 64)
		spreadAcross(load(p, 3*row), o, 48, 64)
		p, o = unsafe.Add(p, 16), unsafe.Add(o, 256)
	}
}

// spreadAcross stores each lane of v as a whole vector, step bytes apart.
func spreadAcross(v archsimd.Float32x4, p unsafe.Pointer, off, step uintptr) {
	store(archsimd.BroadcastFloat32x4(v.GetElem(0)), p, off)
	store(archsimd.BroadcastFloat32x4(v.GetElem(1)), p, off+step)
	store(archsimd.BroadcastFloat32x4(v.GetElem(2)), p, off+2*step)
	store(archsimd.BroadcastFloat32x4(v.GetElem(3)), p, off+3*step)
}

// copyPanel copies rows of eight, stride apart, to where they lie one after the other.
func copyPanel(dst, src []float32, stride, rows int) {
	_, _ = dst[rows*tileCols-1], src[(rows-1)*stride+tileCols-1]
	o, p, row := unsafe.Pointer(unsafe.SliceData(dst)), unsafe.Pointer(unsafe.SliceData(src)), uintptr(4*stride)
	for ; rows >= 2; rows -= 2 {
		store(load(p, 0), o, 0)
		store(load(p, 16), o, 16)
		store(load(p, row), o, 32)
		store(load(p, row+16), o, 48)
		p, o = unsafe.Add(p, 2*row), unsafe.Add(o, 64)
	}
	if rows > 0 {
		store(load(p, 0), o, 0)
		store(load(p, 16), o, 16)
	}
}
