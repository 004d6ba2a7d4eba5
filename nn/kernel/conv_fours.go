package kernel

import "unsafe"

// runOf is how many neighbouring places of a row are held in registers at once: 28 and 14 are multiples of it.
const runOf = 7

// fours convolves four images at once, one in each lane of a vector, with stride 1. A vector of the input is loaded once and
// used for all columns of the kernel, and rows of the kernel that lie outside the image are left out.
type fours struct {
	in, out       int // channels
	kh, kw        int
	height        int // of the input
	outH, outW    int
	top, left     int       // padding
	width, stride int       // of a row of the input, and with its padding
	x             []float32 // (in, height, stride, 4): the padding stays 0
	row           []float32 // (outW, 4): one row of one channel of the result
	window        []float32 // (2 or 3, outW, 4): the rows under a row of a pool's windows
}

// fits tells whether fours is made for a kernel of that width and rows of that length: its last run overlaps the one before.
func fits(kernelW, outW int) bool {
	return (kernelW == 3 || kernelW == 5) && outW >= runOf && 8*outW >= 7*roundUp(outW, runOf)
}

func newFours(in, out, kh, kw, height, width, outH, outW, top, left int) *fours {
	f := &fours{
		in: in, out: out, kh: kh, kw: kw, height: height, width: width, outH: outH, outW: outW, top: top, left: left,
		stride: outW + kw - 1, row: make([]float32, 4*outW),
	}
	f.x = make([]float32, 4*in*height*f.stride)
	return f
}

// run sets y (4, out, outH, outW) to b plus the convolution of x (4, in, height, width) with w (out, in, kh, kw). b may be nil.
func (f *fours) run(y, x, w, b []float32) {
	f.take(x)
	places := f.outH * f.outW
	for o := range f.out {
		for oy := range f.outH {
			f.convolve(f.row, o, oy, w, b)
			deinterleave(y[o*places+oy*f.outW:], f.row, f.outW, f.out*places)
		}
	}
}

// take lays four images out side by side.
func (f *fours) take(x []float32) {
	for r := range f.in * f.height {
		interleave(f.x[4*(r*f.stride+f.left):], x[r*f.width:], f.width, f.in*f.height*f.width)
	}
}

// convolve sets row (outW, 4) to row oy of channel o of the result.
func (f *fours) convolve(row []float32, o, oy int, w, b []float32) {
	var start float32
	if b != nil {
		start = b[o]
	}
	area := f.kh * f.kw
	first, end := max(0, f.top-oy), min(f.kh, f.height+f.top-oy)
	convRow(row, f.x[4*(oy-f.top+first)*f.stride:], w[o*f.in*area+first*f.kw:], start,
		f.in, end-first, 4*f.height*f.stride, 4*f.stride, area, f.kw)
}

// convRowScalar is what convRow computes: a row y (places, 4) of the result from x, rows that lie row apart in planes that lie
// plane apart, and w, rows of kw weights in kernels that lie area apart.
func convRowScalar(y, x, w []float32, b float32, planes, rows, plane, row, area, kw int) {
	for i := range y {
		sum := b
		for c := range planes {
			for r := range rows {
				for k := range kw {
					sum += x[c*plane+r*row+4*k+i] * w[c*area+r*kw+k]
				}
			}
		}
		y[i] = sum
	}
}

// interleave sets dst (n, 4) to four rows of n values that lie apart. It moves the bits as whole numbers, as gather3 does.
func interleave(dst, src []float32, n, apart int) {
	_, _ = dst[4*n-1], src[3*apart+n-1]
	o, a, step := unsafe.Pointer(unsafe.SliceData(dst)), unsafe.Pointer(unsafe.SliceData(src)), uintptr(4*apart)
	b := unsafe.Add(a, step)
	c := unsafe.Add(b, step)
	d := unsafe.Add(c, step)
	for ; n >= 4; n -= 4 {
		moveTo4(o, a)
		moveTo4(unsafe.Add(o, 4), b)
		moveTo4(unsafe.Add(o, 8), c)
		moveTo4(unsafe.Add(o, 12), d)
		o = unsafe.Add(o, 64)
		a, b, c, d = unsafe.Add(a, 16), unsafe.Add(b, 16), unsafe.Add(c, 16), unsafe.Add(d, 16)
	}
	for ; n > 0; n-- {
		move(o, a)
		move(unsafe.Add(o, 4), b)
		move(unsafe.Add(o, 8), c)
		move(unsafe.Add(o, 12), d)
		o = unsafe.Add(o, 16)
		a, b, c, d = unsafe.Add(a, 4), unsafe.Add(b, 4), unsafe.Add(c, 4), unsafe.Add(d, 4)
	}
}

// deinterleave undoes interleave.
func deinterleave(dst, src []float32, n, apart int) {
	_, _ = src[4*n-1], dst[3*apart+n-1]
	o, a, step := unsafe.Pointer(unsafe.SliceData(src)), unsafe.Pointer(unsafe.SliceData(dst)), uintptr(4*apart)
	b := unsafe.Add(a, step)
	c := unsafe.Add(b, step)
	d := unsafe.Add(c, step)
	for ; n >= 4; n -= 4 {
		moveFrom4(a, o)
		moveFrom4(b, unsafe.Add(o, 4))
		moveFrom4(c, unsafe.Add(o, 8))
		moveFrom4(d, unsafe.Add(o, 12))
		o = unsafe.Add(o, 64)
		a, b, c, d = unsafe.Add(a, 16), unsafe.Add(b, 16), unsafe.Add(c, 16), unsafe.Add(d, 16)
	}
	for ; n > 0; n-- {
		move(a, o)
		move(b, unsafe.Add(o, 4))
		move(c, unsafe.Add(o, 8))
		move(d, unsafe.Add(o, 12))
		o = unsafe.Add(o, 16)
		a, b, c, d = unsafe.Add(a, 4), unsafe.Add(b, 4), unsafe.Add(c, 4), unsafe.Add(d, 4)
	}
}

func move(to, from unsafe.Pointer) { *(*uint32)(to) = *(*uint32)(from) }

// moveTo4 moves four neighbours to places four apart.
func moveTo4(to, from unsafe.Pointer) {
	t, f := (*[13]uint32)(to), (*[4]uint32)(from)
	t[0], t[4], t[8], t[12] = f[0], f[1], f[2], f[3]
}

// moveFrom4 undoes moveTo4.
func moveFrom4(to, from unsafe.Pointer) {
	t, f := (*[4]uint32)(to), (*[13]uint32)(from)
	t[0], t[1], t[2], t[3] = f[0], f[4], f[8], f[12]
}
