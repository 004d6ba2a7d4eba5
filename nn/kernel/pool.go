package kernel

import "unsafe"

// Pool is a plan for pooling planes: x (planes, height, width) to y (planes, places).
type Pool struct {
	Window
	outH, outW int
	offsets    []int     // of the values under the kernel
	best       []float32 // of one row of the result: what a window would give that begins at each value of the input…
	which      []int32   // …and the offset it came from
}

// NewPool plans pooling by w. One Pool serves one goroutine.
func NewPool(w Window) *Pool {
	w.check()
	p := &Pool{Window: w}
	p.outH, p.outW = w.Out()
	for y := 0; y < w.KernelH; y++ {
		for x := 0; x < w.KernelW; x++ {
			p.offsets = append(p.offsets, y*w.Width+x)
		}
	}
	run := roundUp((p.outW-1)*w.Stride+1, 8)
	p.best, p.which = make([]float32, run), make([]int32, run)
	return p
}

// Max sets y to the largest value of x under each place of the window. Unless arg is nil, it gets the index in its plane
// that each value came from, the first one among equals.
func (p *Pool) Max(y []float32, arg []int32, x []float32, planes int) {
	size, places := p.Height*p.Width, p.outH*p.outW
	if len(x) != planes*size || len(y) != planes*places || (arg != nil && len(arg) != len(y)) {
		panic(badWindow)
	}
	reach := p.offsets[len(p.offsets)-1] + len(p.best)
	for c := 0; c < planes; c++ {
		plane := x[c*size:]
		for oy := 0; oy < p.outH; oy++ {
			top, at := oy*p.Stride-p.Top, c*places+oy*p.outW
			from := top * p.Width
			if p.Left > 0 || p.Right > 0 || top < 0 || top+p.KernelH > p.Height || from+reach > len(plane) {
				p.maxRow(y, arg, plane[:size], oy, at)
				continue
			}
			row := y[at:][:p.outW]
			if arg == nil {
				maxRun(p.best, plane[from:], p.offsets)
				pick(row, p.best, p.Stride)
				continue
			}
			maxRunArg(p.best, p.which, plane[from:], p.offsets)
			places := arg[at:][:p.outW]
			for i, j := 0, 0; i < len(row); i, j = i+1, j+p.Stride {
				row[i], places[i] = p.best[j], p.which[j]+int32(from+j)
			}
		}
	}
}

// pick sets dst[i] to src[i·step]. It moves the bits as whole numbers, as gather3 does.
func pick(dst, src []float32, step int) {
	n := len(dst)
	_ = src[(n-1)*step]
	o, p, apart := unsafe.Pointer(unsafe.SliceData(dst)), unsafe.Pointer(unsafe.SliceData(src)), uintptr(4*step)
	for ; n >= 2; n -= 2 {
		move(o, p)
		move(unsafe.Add(o, 4), unsafe.Add(p, apart))
		o, p = unsafe.Add(o, 8), unsafe.Add(p, 2*apart)
	}
	if n > 0 {
		move(o, p)
	}
}

// maxRow pools row oy, which may stick out over the edges of the plane.
func (p *Pool) maxRow(y []float32, arg []int32, plane []float32, oy, at int) {
	y0, y1 := clip(oy*p.Stride-p.Top, p.KernelH, p.Height)
	for ox := 0; ox < p.outW; ox++ {
		x0, x1 := clip(ox*p.Stride-p.Left, p.KernelW, p.Width)
		from := y0*p.Width + x0
		best := plane[from]
		for iy := y0; iy < y1; iy++ {
			row := iy * p.Width
			for ix, v := range plane[row+x0 : row+x1] {
				if v > best {
					best, from = v, row+x0+ix
				}
			}
		}
		y[at+ox] = best
		if arg != nil {
			arg[at+ox] = int32(from)
		}
	}
}

// MaxBack sets dx to dy carried back to where Max found its maxima.
func (p *Pool) MaxBack(dx, dy []float32, arg []int32, planes int) {
	size, places := p.Height*p.Width, p.outH*p.outW
	clear(dx)
	for c := 0; c < planes; c++ {
		plane, from := dx[c*size:][:size], arg[c*places:][:places]
		for i, v := range dy[c*places:][:places] {
			plane[from[i]] += v
		}
	}
}

// Sum sets y to the sum of x under each place of the window, or to the mean of what lies inside the plane.
func (p *Pool) Sum(y, x []float32, planes int, mean bool) {
	size := p.Height * p.Width
	n := 0
	for c := 0; c < planes; c++ {
		plane := x[c*size:][:size]
		for oy := 0; oy < p.outH; oy++ {
			y0, y1 := clip(oy*p.Stride-p.Top, p.KernelH, p.Height)
			for ox := 0; ox < p.outW; ox++ {
				x0, x1 := clip(ox*p.Stride-p.Left, p.KernelW, p.Width)
				var sum float32
				for iy := y0; iy < y1; iy++ {
					for _, v := range plane[iy*p.Width+x0 : iy*p.Width+x1] {
						sum += v
					}
				}
				if mean {
					sum /= float32((y1 - y0) * (x1 - x0))
				}
				y[n] = sum
				n++
			}
		}
	}
}

// SumBack sets dx to the gradient of what Sum was given.
func (p *Pool) SumBack(dx, dy []float32, planes int, mean bool) {
	size := p.Height * p.Width
	clear(dx)
	n := 0
	for c := 0; c < planes; c++ {
		plane := dx[c*size:][:size]
		for oy := 0; oy < p.outH; oy++ {
			y0, y1 := clip(oy*p.Stride-p.Top, p.KernelH, p.Height)
			for ox := 0; ox < p.outW; ox++ {
				x0, x1 := clip(ox*p.Stride-p.Left, p.KernelW, p.Width)
				v := dy[n]
				n++
				if mean {
					v /= float32((y1 - y0) * (x1 - x0))
				}
				for iy := y0; iy < y1; iy++ {
					row := plane[iy*p.Width+x0 : iy*p.Width+x1]
					for ix := range row {
						row[ix] += v
					}
				}
			}
		}
	}
}

// clip is the part of [from, from+length) that lies in [0, size).
func clip(from, length, size int) (lo, hi int) {
	return max(from, 0), min(from+length, size)
}

// maxRunScalar sets best[i] to the largest of x[offset+i]. Its length is a multiple of eight.
func maxRunScalar(best, x []float32, offsets []int) {
	for i := range best {
		best[i] = x[offsets[0]+i]
		for _, off := range offsets[1:] {
			if v := x[off+i]; v > best[i] {
				best[i] = v
			}
		}
	}
}

// maxRunArgScalar also sets which[i] to the first offset that gave it.
func maxRunArgScalar(best []float32, which []int32, x []float32, offsets []int) {
	for i := range best {
		best[i], which[i] = x[offsets[0]+i], int32(offsets[0])
		for _, off := range offsets[1:] {
			if v := x[off+i]; v > best[i] {
				best[i], which[i] = v, int32(off)
			}
		}
	}
}
