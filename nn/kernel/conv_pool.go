package kernel

// Pools tells whether [Conv.ForwardMax] does anything for that pool: windows of two by two or three by three that do not
// overlap, over what the convolution gives, without padding.
func (c *Conv) Pools(p *Pool) bool {
	return c.forward4 != nil && p.Height == c.outH && p.Width == c.outW && p.KernelH == p.KernelW &&
		(p.KernelH == 2 || p.KernelH == 3) && p.Stride >= p.KernelH && p.Top+p.Bottom+p.Left+p.Right == 0
}

// ForwardMax sets y to what [Pool.Max] makes of the [ReLU] of the convolution of a batch of images, to the bit, for as many
// images as go side by side, and returns how many that is: the batch but for up to three. What no window reaches is not computed.
func (c *Conv) ForwardMax(y, x, w, b []float32, batch int, p *Pool) (done int) {
	size := c.Out * p.outH * p.outW
	if !c.Pools(p) || len(x) != batch*c.SizeX() || len(y) != batch*size || len(w) != c.SizeW() || len(b) != c.Out {
		panic(badMatrix)
	}
	for ; done+4 <= batch; done += 4 {
		c.forward4.runMax(y[done*size:], x[done*c.SizeX():], w, b, p)
	}
	return done
}

// runMax is run with ReLU and p.Max after it: y (4, out, places of the pool).
func (f *fours) runMax(y, x, w, b []float32, p *Pool) {
	f.take(x)
	line, places := 4*f.outW, p.outH*p.outW
	f.window = sized(f.window, p.KernelH*line)
	for o := range f.out {
		for oy := range p.outH {
			for r := range p.KernelH {
				f.convolve(f.window[r*line:][:line], o, oy*p.Stride+r, w, b)
			}
			maxReLU(f.row[:4*p.outW], f.window, p.KernelH, line, 4*p.Stride)
			deinterleave(y[o*places+oy*p.outW:], f.row, p.outW, f.out*places)
		}
	}
}

// maxReLUScalar is what maxReLU computes: each of y (n, 4) is the largest relu of x under a window of k by k, the first one
// among equals; windows lie step apart and lines line apart.
func maxReLUScalar(y, x []float32, k, line, step int) {
	for i := range y {
		at := i/4*step + i%4
		best := reluOf(x[at])
		for r := range k {
			for c := range k {
				if v := reluOf(x[at+r*line+4*c]); v > best {
					best = v
				}
			}
		}
		y[i] = best
	}
}
