package kernel

// Conv is a plan for the convolution of a batch of images, channel by channel in planes: x (n, in, height, width), w
// (out, in, kernel height, kernel width), b (out), y (n, out, height, width). It owns its scratch storage, so one Conv
// serves one goroutine.
//
// With stride 1 it works straight from images with a border of zeros: four output channels times eight places are held in
// registers, and eight neighbours of a row are loaded at once whatever the kernel's size is. Four images at a time go through
// fours where that fits. Other strides go through Im2col and Gemm.
type Conv struct {
	Window
	In, Out int // channels
	outH    int
	outW    int

	direct  bool
	stride  int // of a row with its border
	planeX  int // a plane of the input with its border
	planeDY int // a plane of the gradient with its border
	atX     int // where the image begins in its plane
	atDY    int
	forward steps // x to y
	back    steps // dy to dx
	x, dy   []float32

	forward4, back4 *fours    // nil where they do not fit
	turned          []float32 // (in, out, kernel height, kernel width): the weights turned by half a circle

	gemm  Gemm
	cols  []float32
	dcols []float32
}

// steps holds what one direction of a direct convolution reads, in order.
type steps struct {
	offsets []int     // of each weight's input from the place's base
	weights []float32 // (⌈out/4⌉, len(offsets), 4, spread)
	bias    []float32 // (⌈out/4⌉, 4, spread)
	bases   []int     // of each run of four places in the input…
	places  []int     // …and in the result
}

// NewConv plans a convolution from in to out channels.
func NewConv(w Window, in, out int) *Conv {
	w.check()
	c := &Conv{Window: w, In: in, Out: out}
	c.outH, c.outW = w.Out()
	c.direct = w.Stride == 1 && c.outW >= 4 && w.Width >= 4 &&
		max(w.Top, w.Bottom) < w.KernelH && max(w.Left, w.Right) < w.KernelW
	if !c.direct {
		return c
	}
	// Both borders get rows of one length, so that the gradient of the weights is one run over whole planes.
	c.stride = w.Width + w.KernelW - 1
	slack := 8
	c.planeX = (w.Height+w.Top+w.Bottom)*c.stride + slack
	c.planeDY = (w.Height+w.KernelH-1)*c.stride + slack
	c.atX = w.Top*c.stride + w.Left
	c.atDY = (w.KernelH-1-w.Top)*c.stride + w.KernelW - 1 - w.Left
	c.forward = newSteps(in, out, w.KernelH, w.KernelW, c.planeX, c.stride, c.outH, c.outW)
	c.back = newSteps(out, in, w.KernelH, w.KernelW, c.planeDY, c.stride, w.Height, w.Width)
	if fits(w.KernelW, c.outW) && fits(w.KernelW, w.Width) {
		c.forward4 = newFours(in, out, w.KernelH, w.KernelW, w.Height, w.Width, c.outH, c.outW, w.Top, w.Left)
		c.back4 = newFours(out, in, w.KernelH, w.KernelW, c.outH, c.outW, w.Height, w.Width, w.KernelH-1-w.Top, w.KernelW-1-w.Left)
		c.turned = make([]float32, c.SizeW())
	}
	return c
}

func newSteps(in, out, kh, kw, plane, stride, height, width int) steps {
	s := steps{
		offsets: make([]int, 0, in*kh*kw),
		weights: make([]float32, roundUp(out, 4)*in*kh*kw*spread),
		bias:    make([]float32, roundUp(out, 4)*spread),
	}
	for c := 0; c < in; c++ {
		for y := 0; y < kh; y++ {
			for x := 0; x < kw; x++ {
				s.offsets = append(s.offsets, c*plane+y*stride+x)
			}
		}
	}
	for y := 0; y < height; y++ {
		for x := 0; x < width; x += 4 {
			x := min(x, width-4) // the last run overlaps the one before
			s.bases = append(s.bases, y*stride+x)
			s.places = append(s.places, y*width+x)
		}
	}
	if len(s.bases)%2 != 0 {
		s.bases = append(s.bases, s.bases[len(s.bases)-1])
		s.places = append(s.places, s.places[len(s.places)-1])
	}
	return s
}

// set puts weight v between output channel o and step k.
func (s *steps) set(o, k int, v float32) {
	at := ((o/4*len(s.offsets)+k)*4 + o%4) * spread
	for i := range s.weights[at:][:spread] {
		s.weights[at+i] = v
	}
}

// run convolves one image: y (out, plane) from x, which has its border.
func (s *steps) run(y, x []float32, out, plane int) {
	k := len(s.offsets)
	for o := 0; o < out; o += 4 {
		rows := min(4, out-o)
		w, b := s.weights[o*k*spread:][:4*k*spread], s.bias[o*spread:][:4*spread]
		dst := y[o*plane:][:rows*plane]
		for g := 0; g < len(s.bases); g += 2 {
			convTile(dst, plane, s.places[g], s.places[g+1], x, s.bases[g], s.bases[g+1], s.offsets, w, b)
		}
	}
}

// SizeX, SizeY and SizeW are the numbers of values of an image, of its result, and of the weights.
func (c *Conv) SizeX() int { return c.In * c.Height * c.Width }
func (c *Conv) SizeY() int { return c.Out * c.outH * c.outW }
func (c *Conv) SizeW() int { return c.Out * c.In * c.Area() }

// Forward sets y to the convolution of a batch of images.
func (c *Conv) Forward(y, x, w, b []float32, batch int) {
	if len(x) != batch*c.SizeX() || len(y) != batch*c.SizeY() || len(w) != c.SizeW() || len(b) != c.Out {
		panic(badMatrix)
	}
	if !c.direct {
		c.forwardCols(y, x, w, b, batch)
		return
	}
	done := 0
	if c.forward4 != nil {
		for ; done+4 <= batch; done += 4 {
			c.forward4.run(y[done*c.SizeY():], x[done*c.SizeX():], w, b)
		}
	}
	if done == batch {
		return
	}
	k := c.In * c.Area()
	for o := 0; o < c.Out; o++ {
		for i, v := range w[o*k:][:k] {
			c.forward.set(o, i, v)
		}
		for i := range c.forward.bias[o*spread:][:spread] {
			c.forward.bias[o*spread+i] = b[o]
		}
	}
	c.x = cleared(c.x, c.In*c.planeX+8)
	for n := done; n < batch; n++ {
		border(c.x, x[n*c.SizeX():], c.In, c.Height, c.Width, c.planeX, c.stride, c.atX)
		c.forward.run(y[n*c.SizeY():], c.x, c.Out, c.outH*c.outW)
	}
}

// Backward adds the gradients of weights and biases to dw and db, and sets dx, unless that is nil, to the gradient of
// the images x.
func (c *Conv) Backward(dx, dw, db, dy, x, w []float32, batch int) {
	plane := c.outH * c.outW
	for n := 0; n < batch; n++ {
		for o := 0; o < c.Out; o++ {
			db[o] += Sum(dy[n*c.SizeY()+o*plane:][:plane])
		}
	}
	if !c.direct {
		c.backwardCols(dx, dw, dy, x, w, batch)
		return
	}
	done := batch
	if dx != nil {
		done = c.backFours(dx, dy, w, batch)
	}
	if done < batch {
		area := c.Area()
		for o := 0; o < c.Out; o++ {
			for i := 0; i < c.In; i++ {
				for a, v := range w[(o*c.In+i)*area:][:area] {
					c.back.set(i, o*area+area-1-a, v) // turned by half a circle
				}
			}
		}
	}
	c.x, c.dy = cleared(c.x, c.In*c.planeX+8), cleared(c.dy, c.Out*c.planeDY+8)
	for n := 0; n < batch; n++ {
		border(c.x, x[n*c.SizeX():], c.In, c.Height, c.Width, c.planeX, c.stride, c.atX)
		border(c.dy, dy[n*c.SizeY():], c.Out, c.outH, c.outW, c.planeDY, c.stride, c.atDY)
		c.weights(dw, c.x)
		if n >= done {
			c.back.run(dx[n*c.SizeX():], c.dy, c.In, c.Height*c.Width)
		}
	}
}

// backFours sets dx for as many images as there are fours, and returns how many that is.
func (c *Conv) backFours(dx, dy, w []float32, batch int) (done int) {
	if c.back4 == nil || batch < 4 {
		return 0
	}
	area := c.Area()
	for o := 0; o < c.Out; o++ {
		for i := 0; i < c.In; i++ {
			to := c.turned[(i*c.Out+o)*area:][:area]
			for a, v := range w[(o*c.In+i)*area:][:area] {
				to[area-1-a] = v
			}
		}
	}
	for ; done+4 <= batch; done += 4 {
		c.back4.run(dx[done*c.SizeX():], dy[done*c.SizeY():], c.turned, nil)
	}
	return done
}

// weights adds one image's gradient to dw: for each weight the product of two shifted planes.
func (c *Conv) weights(dw, x []float32) {
	offsets, k := c.forward.offsets, len(c.forward.offsets)
	run := roundUp((c.outH-1)*c.stride+c.outW, 8)
	var sums [8]float32 // (2 steps, 4 channels)
	for o := 0; o < c.Out; o += 4 {
		rows := min(4, c.Out-o)
		dy := c.dy[o*c.planeDY+c.atDY:]
		for i := 0; i < k; i += 2 {
			j := min(i+1, k-1)
			convGrad(&sums, dy, c.planeDY, rows, x[offsets[i]:], x[offsets[j]:], run)
			for r := 0; r < rows; r++ {
				dw[(o+r)*k+i] += sums[r]
				if j > i {
					dw[(o+r)*k+j] += sums[4+r]
				}
			}
		}
	}
}

// border copies planes of height × width into planes with a border.
func border(dst, src []float32, planes, height, width, plane, stride, at int) {
	for c := 0; c < planes; c++ {
		to, from := dst[c*plane+at:], src[c*height*width:][:height*width]
		for y := 0; y < height; y++ {
			copyRow(to[y*stride:][:width], from[y*width:][:width])
		}
	}
}

func (c *Conv) forwardCols(y, x, w, b []float32, batch int) {
	k, plane := c.In*c.Area(), c.outH*c.outW
	c.cols = sized(c.cols, k*plane)
	for n := 0; n < batch; n++ {
		Im2col(c.cols, x[n*c.SizeX():], c.In, c.Window)
		out := y[n*c.SizeY():][:c.SizeY()]
		for o, v := range b {
			row := out[o*plane:][:plane]
			for i := range row {
				row[i] = v
			}
		}
		c.gemm.Mul(Mat(out, c.Out, plane), Mat(w, c.Out, k), Mat(c.cols, k, plane), true)
	}
}

func (c *Conv) backwardCols(dx, dw, dy, x, w []float32, batch int) {
	k, plane := c.In*c.Area(), c.outH*c.outW
	c.cols, c.dcols = sized(c.cols, k*plane), sized(c.dcols, k*plane)
	for n := 0; n < batch; n++ {
		out := Mat(dy[n*c.SizeY():], c.Out, plane)
		Im2col(c.cols, x[n*c.SizeX():], c.In, c.Window)
		c.gemm.Mul(Mat(dw, c.Out, k), out, Mat(c.cols, k, plane).T(), true)
		if dx != nil {
			c.gemm.Mul(Mat(c.dcols, k, plane), Mat(w, c.Out, k).T(), out, false)
			img := dx[n*c.SizeX():][:c.SizeX()]
			clear(img)
			Col2im(img, c.dcols, c.In, c.Window)
		}
	}
}

// convTileScalar sets, for up to four output channels (as many as y has planes) and two runs of four places,
// y[r][at+i] = b[r] + Σₖ w[k][r]·x[base + offset[k] + i].
func convTileScalar(y []float32, plane, at0, at1 int, x []float32, base0, base1 int, offsets []int, w, b []float32) {
	for r := 0; r*plane < len(y); r++ {
		for _, run := range [2][2]int{{at0, base0}, {at1, base1}} {
			for i := 0; i < 4; i++ {
				sum := b[r*spread]
				for k, off := range offsets {
					sum += w[(k*4+r)*spread] * x[run[1]+off+i]
				}
				y[r*plane+run[0]+i] = sum
			}
		}
	}
}

// convGradScalar sets sums[r] = Σᵢ dy[r][i]·x0[i] and sums[4+r] = Σᵢ dy[r][i]·x1[i] for i below n, a multiple of eight, in
// four partial sums each. Channels of dy from rows on are left out.
func convGradScalar(sums *[8]float32, dy []float32, plane, rows int, x0, x1 []float32, n int) {
	for r := 0; r < rows; r++ {
		for j, x := range [2][]float32{x0, x1} {
			var lane [4]float32
			for i, v := range dy[r*plane:][:n] {
				lane[i%4] += v * x[i]
			}
			sums[4*j+r] = (lane[0] + lane[1]) + (lane[2] + lane[3])
		}
	}
}

// cleared is sized, with zeros where the storage is new.
func cleared(s []float32, n int) []float32 {
	if cap(s) < n {
		return make([]float32, n)
	}
	return s[:n]
}
