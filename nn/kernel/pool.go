package kernel

// Pool is a plan for pooling planes: x (planes, height, width) to y (planes, places).
type Pool struct {
	Window
	outH, outW int
	offsets    []int // of the values under the kernel
	group      int   // places whose windows begin within eight neighbours
}

// NewPool plans pooling by w.
func NewPool(w Window) *Pool {
	w.check()
	p := &Pool{Window: w, group: 7/w.Stride + 1}
	p.outH, p.outW = w.Out()
	for y := 0; y < w.KernelH; y++ {
		for x := 0; x < w.KernelW; x++ {
			p.offsets = append(p.offsets, y*w.Width+x)
		}
	}
	return p
}

// Max sets y to the largest value of x under each place of the window. Unless arg is nil, it gets the index in its plane
// that each value came from, the first one among equals.
func (p *Pool) Max(y []float32, arg []int32, x []float32, planes int) {
	size, places := p.Height*p.Width, p.outH*p.outW
	if len(x) != planes*size || len(y) != planes*places || (arg != nil && len(arg) != len(y)) {
		panic(badWindow)
	}
	reach := p.offsets[len(p.offsets)-1] + 8
	inside := p.Left == 0 && p.Right == 0 && p.outW >= p.group
	for c := 0; c < planes; c++ {
		plane := x[c*size:]
		for oy := 0; oy < p.outH; oy++ {
			top, at := oy*p.Stride-p.Top, c*places+oy*p.outW
			left := (p.outW - p.group) * p.Stride
			if !inside || top < 0 || top+p.KernelH > p.Height || top*p.Width+left+reach > len(plane) {
				p.maxRow(y, arg, plane[:size], oy, at)
				continue
			}
			for ox := 0; ox < p.outW; ox += p.group {
				ox := min(ox, p.outW-p.group) // the last group overlaps the one before
				from := top*p.Width + ox*p.Stride
				p.maxGroup(y[at+ox:], arg, at+ox, plane[from:], from)
			}
		}
	}
}

// maxGroup pools as many neighbouring places as fit into eight neighbouring values.
func (p *Pool) maxGroup(y []float32, arg []int32, at int, x []float32, from int) {
	var best [8]float32
	if arg == nil {
		maxRun(&best, x, p.offsets)
		for i, j := 0, 0; i < p.group; i, j = i+1, j+p.Stride {
			y[i] = best[j&7]
		}
		return
	}
	var which [8]int32
	maxRunArg(&best, &which, x, p.offsets)
	arg = arg[at:]
	for i, j := 0, 0; i < p.group; i, j = i+1, j+p.Stride {
		y[i] = best[j&7]
		arg[i] = int32(from+j) + which[j&7]
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

// maxRunScalar sets best[i] to the largest of x[offset+i], for eight neighbouring places.
func maxRunScalar(best *[8]float32, x []float32, offsets []int) {
	var which [8]int32
	maxRunArgScalar(best, &which, x, offsets)
}

// maxRunArgScalar also sets which[i] to the first offset that gave it.
func maxRunArgScalar(best *[8]float32, which *[8]int32, x []float32, offsets []int) {
	for i := range best {
		best[i], which[i] = x[offsets[0]+i], int32(offsets[0])
		for _, off := range offsets[1:] {
			if v := x[off+i]; v > best[i] {
				best[i], which[i] = v, int32(off)
			}
		}
	}
}
