package model

import (
	"math/rand/v2"

	"github.com/whisker-lab/whisker/nn"
	"github.com/whisker-lab/whisker/nn/kernel"
)

// field is the network of a Flow: pictures x (n, 1, side, side) at times t (n), and words (words, n), to pictures y (n, 1, side, side).
type field struct {
	side, half, cells int // cells of a picture
	coarse            int // of the plan
	sketch, filters   int
	words, hidden     int
	n                 int
	loud              []float32 // (words, n) how loudly each word is said; nil for all alike

	encoder *nn.Embedding
	plan    *nn.Dense
	convs   []*nn.Conv
	tints   []*nn.Dense // of each convolution but the last: what the words add to each of its filters
	net     *nn.Network // all of them, for the parameters alone

	cond, dcond nn.Tensor   // (n, hidden+hats): what was read, and the time
	dread       nn.Tensor   // (words, n, hidden)
	first       nn.Tensor   // (n, 1+sketch, side, side)
	bent, acts  []nn.Tensor // (n, filters, side, side): after ReLU, and with what came past the layer
	grads       []nn.Tensor
	dtint       nn.Tensor // (n, filters)
	dplan       nn.Tensor // (n, sketch, half, half)
	dout        nn.Tensor // (n, 1, side, side)
}

// hats is by how many numbers the time is told: each is 1 at its own time and 0 at those of the others.
const hats = 6

func newField(c FlowConfig) *field {
	half := c.Side / 2
	f := &field{
		side: c.Side, half: half, cells: c.Side * c.Side, coarse: half * half, sketch: c.Sketch, filters: c.Filters, words: c.Words, hidden: c.Hidden,
		encoder: nn.NewEmbedding(c.Codes, c.Hidden),
	}
	wide := c.Hidden + hats
	f.plan = nn.NewDense(wide, c.Sketch*f.coarse)
	window := kernel.Window{Height: c.Side, Width: c.Side, KernelH: 3, KernelW: 3, Stride: 1}.Same()
	layers := []nn.Layer{f.encoder, f.plan}
	in := 1 + c.Sketch
	for i := range c.Layers + 2 {
		out := c.Filters
		if i == c.Layers+1 {
			out = 1
		}
		conv := nn.NewConv(window, in, out)
		f.convs, layers = append(f.convs, conv), append(layers, conv)
		if in = out; i <= c.Layers {
			tint := nn.NewDense(wide, c.Filters)
			f.tints, layers = append(f.tints, tint), append(layers, tint)
		}
	}
	f.bent, f.acts, f.grads = make([]nn.Tensor, c.Layers+1), make([]nn.Tensor, c.Layers+1), make([]nn.Tensor, c.Layers+1)
	f.net = nn.NewNetwork(layers...)
	return f
}

// draw draws the first weights.
func (f *field) draw(r *rand.Rand) {
	fill := func(p *nn.Param, in, out int, act kernel.Activation, factor float64) {
		nn.Auto.Fill(p.Value.Data, in, out, act, factor, r)
	}
	nn.Normal.Fill(f.encoder.W.Value.Data, f.hidden, len(f.encoder.W.Value.Data)/f.hidden, kernel.Linear, 0.5, r)
	fill(f.plan.W, f.hidden+hats, f.sketch*f.coarse, kernel.Linear, 1)
	for i, c := range f.convs {
		s, act := c.W.Value.Shape, kernel.ReLU
		if i == len(f.convs)-1 {
			act = kernel.Linear
		}
		fill(c.W, s[1]*s[2]*s[3], s[0], act, 1)
	}
	for _, d := range f.tints {
		s := d.W.Value.Shape
		fill(d.W, s[1], s[0], kernel.Linear, 1)
	}
}

// forward sends pictures x (n, side²) at times t (n) through, with words (words, n), and returns y (n, side²).
func (f *field) forward(x, t []float32, words *nn.Tensor) []float32 {
	f.read(t, words)
	return f.paint(x)
}

// read takes in the words and the time, and makes the plan.
func (f *field) read(t []float32, words *nn.Tensor) {
	n := len(t)
	f.n = n
	h := f.encoder.Forward(words, true)
	wide := f.hidden + hats
	f.cond.Resize(n, wide)
	clear(f.cond.Data)
	for i := range n {
		row := f.cond.Data[i*wide:][:wide]
		for w := range f.words {
			v := h.Data[(w*n+i)*f.hidden:][:f.hidden]
			if f.loud != nil {
				for k := range v {
					v[k] *= f.loud[w*n+i]
				}
			}
			kernel.AddTo(row[:f.hidden], row[:f.hidden], v)
		}
		hat(row[f.hidden:], t[i])
	}
	plan := f.plan.Forward(&f.cond, true)
	planes := 1 + f.sketch
	f.first.Resize(n, planes, f.side, f.side)
	for i := range n {
		for k := range f.sketch {
			spread(f.first.Data[(i*planes+1+k)*f.cells:], plan.Data[(i*f.sketch+k)*f.coarse:], f.half)
		}
	}
}

// hat tells a time from 0 to 1.
func hat(row []float32, t float32) {
	at := t * (hats - 1)
	for k := range row {
		far := at - float32(k)
		row[k] = max(0, 1-max(far, -far))
	}
}

// paint draws on pictures x (n, side²) by the plan.
func (f *field) paint(x []float32) []float32 {
	planes := 1 + f.sketch
	for i := range f.n {
		copy(f.first.Data[i*planes*f.cells:][:f.cells], x[i*f.cells:])
	}
	at := &f.first
	for k, tint := range f.tints {
		y, add := f.convs[k].Forward(at, true), tint.Forward(&f.cond, true)
		for i, v := range add.Data {
			for j, was := range y.Data[i*f.cells:][:f.cells] {
				y.Data[i*f.cells+j] = was + v
			}
		}
		b := &f.bent[k]
		b.Resize(y.Shape...)
		kernel.ReLU.Apply(b.Data, y.Data)
		if k > 0 {
			a := &f.acts[k]
			a.Resize(y.Shape...)
			kernel.AddTo(a.Data, b.Data, at.Data)
			b = a
		}
		at = b
	}
	y := f.convs[len(f.convs)-1].Forward(at, true)
	return y.Data
}

// backward adds to the gradients from that by y (n, side²).
func (f *field) backward(dy []float32) {
	n := f.n
	f.dout.Resize(n, 1, f.side, f.side)
	copy(f.dout.Data, dy)
	wide := f.hidden + hats
	f.dcond.Resize(n, wide)
	clear(f.dcond.Data)
	d := f.convs[len(f.convs)-1].Backward(&f.dout)
	for k := len(f.tints) - 1; k >= 0; k-- {
		g := &f.grads[k]
		g.Resize(d.Shape...)
		copy(g.Data, d.Data)
		kernel.ReLU.Slope(g.Data, f.bent[k].Data)
		f.dtint.Resize(n, f.filters)
		for i := range f.dtint.Data {
			sum := float32(0)
			for _, v := range g.Data[i*f.cells:][:f.cells] {
				sum += v
			}
			f.dtint.Data[i] = sum
		}
		kernel.AddTo(f.dcond.Data, f.dcond.Data, f.tints[k].Backward(&f.dtint).Data)
		back := f.convs[k].Backward(g)
		if k > 0 {
			kernel.AddTo(back.Data, back.Data, d.Data)
		}
		d = back
	}
	planes := 1 + f.sketch
	f.dplan.Resize(n, f.sketch*f.coarse)
	for i := range n {
		for k := range f.sketch {
			gather(f.dplan.Data[(i*f.sketch+k)*f.coarse:], d.Data[(i*planes+1+k)*f.cells:], f.half)
		}
	}
	kernel.AddTo(f.dcond.Data, f.dcond.Data, f.plan.Backward(&f.dplan).Data)
	f.dread.Resize(f.words, n, f.hidden)
	for w := range f.words {
		for i := range n {
			d := f.dread.Data[(w*n+i)*f.hidden:][:f.hidden]
			copy(d, f.dcond.Data[i*wide:])
			if f.loud != nil {
				for k := range d {
					d[k] *= f.loud[w*n+i]
				}
			}
		}
	}
	f.encoder.Backward(&f.dread)
}

// spread sets dst (2·half, 2·half) to x (half, half), each of which fills a square of four.
func spread(dst, x []float32, half int) {
	for y := range half {
		row := dst[4*y*half:][:4*half]
		for i, v := range x[y*half:][:half] {
			row[2*i], row[2*i+1] = v, v
		}
		copy(row[2*half:], row[:2*half])
	}
}

// gather sets dst (half, half) to the sums of the squares of four in x (2·half, 2·half).
func gather(dst, x []float32, half int) {
	for y := range half {
		row := x[4*y*half:][:4*half]
		for i := range half {
			dst[y*half+i] = (row[2*i] + row[2*i+1]) + (row[2*half+2*i] + row[2*half+2*i+1])
		}
	}
}
