//go:build goexperiment.simd && (wasm || amd64)

package kernel

import (
	"simd/archsimd"
	"unsafe"
)

// Sum adds up x.
func Sum(x []float32) float32 {
	var s0, s1, s2, s3 archsimd.Float32x4
	p := unsafe.Pointer(unsafe.SliceData(x))
	n := len(x)
	for ; n >= 16; n -= 16 {
		s0, s1 = s0.Add(load(p, 0)), s1.Add(load(p, 16))
		s2, s3 = s2.Add(load(p, 32)), s3.Add(load(p, 48))
		p = unsafe.Add(p, 64)
	}
	var rest [16]float32
	copy(rest[:], x[len(x)-n:])
	r := unsafe.Pointer(&rest)
	s0, s1 = s0.Add(load(r, 0)), s1.Add(load(r, 16))
	s2, s3 = s2.Add(load(r, 32)), s3.Add(load(r, 48))
	return across(s0.Add(s1).Add(s2.Add(s3)))
}

// across adds up the lanes of v.
func across(v archsimd.Float32x4) float32 {
	return (v.GetElem(0) + v.GetElem(1)) + (v.GetElem(2) + v.GetElem(3))
}

// copyRow is copy for short rows, where a call costs more than the copying.
func copyRow(dst, src []float32) {
	n := len(src)
	if n < 4 {
		copy(dst, src)
		return
	}
	_ = dst[n-1]
	p, o := unsafe.Pointer(unsafe.SliceData(src)), unsafe.Pointer(unsafe.SliceData(dst))
	last := uintptr(4 * (n - 4)) // overlaps the others where n is no multiple of four
	store(load(p, last), o, last)
	for ; n >= 32; n -= 32 {
		store(load(p, 0), o, 0)
		store3(load(p, 16), load(p, 32), load(p, 48), o, 16)
		store(load(p, 64), o, 64)
		store3(load(p, 80), load(p, 96), load(p, 112), o, 80)
		p, o = unsafe.Add(p, 128), unsafe.Add(o, 128)
	}
	for ; n >= 8; n -= 8 {
		store(load(p, 0), o, 0)
		store(load(p, 16), o, 16)
		p, o = unsafe.Add(p, 32), unsafe.Add(o, 32)
	}
	if n >= 4 {
		store(load(p, 0), o, 0)
	}
}

// convTile is convTileScalar with the four channels times eight places in registers.
func convTile(y []float32, plane, at0, at1 int, x []float32, base0, base1 int, offsets []int, w, b []float32) {
	k := len(offsets)
	if k == 0 {
		convTileScalar(y, plane, at0, at1, x, base0, base1, offsets, w, b)
		return
	}
	_, _, _ = w[k*4*spread-1], b[4*spread-1], x[max(base0, base1)+offsets[k-1]+3]
	p, t := unsafe.Pointer(unsafe.SliceData(w)), unsafe.Pointer(unsafe.SliceData(offsets))
	x0, x1 := unsafe.Pointer(&x[base0]), unsafe.Pointer(&x[base1])
	bias := unsafe.Pointer(unsafe.SliceData(b))
	c00, c10, c20, c30 := load(bias, 0), load(bias, 16), load(bias, 32), load(bias, 48)
	c01, c11, c21, c31 := c00, c10, c20, c30
	for ; k >= 4; k -= 4 {
		off := offset(t, 0)
		b0, b1 := load(x0, off), load(x1, off)
		c00, c01 = mac(c00, c01, load(p, 0), b0, b1)
		c10, c11 = mac(c10, c11, load(p, 16), b0, b1)
		c20, c21 = mac(c20, c21, load(p, 32), b0, b1)
		c30, c31 = mac(c30, c31, load(p, 48), b0, b1)
		off = offset(t, 1)
		b0, b1 = load(x0, off), load(x1, off)
		c00, c01 = mac(c00, c01, load(p, 64), b0, b1)
		c10, c11 = mac(c10, c11, load(p, 80), b0, b1)
		c20, c21 = mac(c20, c21, load(p, 96), b0, b1)
		c30, c31 = mac(c30, c31, load(p, 112), b0, b1)
		off = offset(t, 2)
		b0, b1 = load(x0, off), load(x1, off)
		c00, c01 = mac(c00, c01, load(p, 128), b0, b1)
		c10, c11 = mac(c10, c11, load(p, 144), b0, b1)
		c20, c21 = mac(c20, c21, load(p, 160), b0, b1)
		c30, c31 = mac(c30, c31, load(p, 176), b0, b1)
		off = offset(t, 3)
		b0, b1 = load(x0, off), load(x1, off)
		c00, c01 = mac(c00, c01, load(p, 192), b0, b1)
		c10, c11 = mac(c10, c11, load(p, 208), b0, b1)
		c20, c21 = mac(c20, c21, load(p, 224), b0, b1)
		c30, c31 = mac(c30, c31, load(p, 240), b0, b1)
		p, t = unsafe.Add(p, 256), unsafe.Add(t, 4*unsafe.Sizeof(int(0)))
	}
	for ; k > 0; k-- {
		off := offset(t, 0)
		b0, b1 := load(x0, off), load(x1, off)
		c00, c01 = mac(c00, c01, load(p, 0), b0, b1)
		c10, c11 = mac(c10, c11, load(p, 16), b0, b1)
		c20, c21 = mac(c20, c21, load(p, 32), b0, b1)
		c30, c31 = mac(c30, c31, load(p, 48), b0, b1)
		p, t = unsafe.Add(p, 64), unsafe.Add(t, unsafe.Sizeof(int(0)))
	}
	o, row := unsafe.Pointer(unsafe.SliceData(y)), uintptr(4*plane)
	o0, o1 := uintptr(4*at0), uintptr(4*at1)
	rows := len(y) / plane
	_ = y[(rows-1)*plane+max(at0, at1)+3]
	store(c00, o, o0)
	store(c01, o, o1)
	if rows > 1 {
		store(c10, o, row+o0)
		store(c11, o, row+o1)
	}
	if rows > 2 {
		store(c20, o, 2*row+o0)
		store(c21, o, 2*row+o1)
	}
	if rows > 3 {
		store(c30, o, 3*row+o0)
		store(c31, o, 3*row+o1)
	}
}

// offset reads entry i of a table of offsets and turns it into bytes.
func offset(t unsafe.Pointer, i uintptr) uintptr {
	return uintptr(*(*int)(unsafe.Add(t, i*unsafe.Sizeof(int(0))))) * 4
}

// convGrad is convGradScalar, four channels at once. Where dy has fewer, the sums of the others mean nothing.
func convGrad(sums *[8]float32, dy []float32, plane, rows int, x0, x1 []float32, n int) {
	_, _, _ = dy[(rows-1)*plane+n-1], x0[n-1], x1[n-1]
	d0 := unsafe.Pointer(unsafe.SliceData(dy))
	d1, d2, d3 := d0, d0, d0
	if rows > 1 {
		d1 = unsafe.Pointer(&dy[plane])
	}
	if rows > 2 {
		d2 = unsafe.Pointer(&dy[2*plane])
	}
	if rows > 3 {
		d3 = unsafe.Pointer(&dy[3*plane])
	}
	p, q := unsafe.Pointer(unsafe.SliceData(x0)), unsafe.Pointer(unsafe.SliceData(x1))
	var c00, c01, c10, c11, c20, c21, c30, c31 archsimd.Float32x4
	for ; n > 0; n -= 8 {
		b0, b1 := load(p, 0), load(q, 0)
		c00, c01 = mac(c00, c01, load(d0, 0), b0, b1)
		c10, c11 = mac(c10, c11, load(d1, 0), b0, b1)
		c20, c21 = mac(c20, c21, load(d2, 0), b0, b1)
		c30, c31 = mac(c30, c31, load(d3, 0), b0, b1)
		b0, b1 = load(p, 16), load(q, 16)
		c00, c01 = mac(c00, c01, load(d0, 16), b0, b1)
		c10, c11 = mac(c10, c11, load(d1, 16), b0, b1)
		c20, c21 = mac(c20, c21, load(d2, 16), b0, b1)
		c30, c31 = mac(c30, c31, load(d3, 16), b0, b1)
		p, q = unsafe.Add(p, 32), unsafe.Add(q, 32)
		d0, d1, d2, d3 = unsafe.Add(d0, 32), unsafe.Add(d1, 32), unsafe.Add(d2, 32), unsafe.Add(d3, 32)
	}
	sums[0], sums[1], sums[2], sums[3] = across(c00), across(c10), across(c20), across(c30)
	sums[4], sums[5], sums[6], sums[7] = across(c01), across(c11), across(c21), across(c31)
}
