package model

import (
	"fmt"
	"io"
	"math"

	"github.com/whisker-lab/whisker/nn"
	"github.com/whisker-lab/whisker/nn/kernel"
)

// blocks runs x (features, n) through the network and calls visit after each block, when z holds the block's logits.
func (m *Deep) blocks(x []float32, n int, visit func(at, count, stride int)) {
	if n < 0 || len(x) < m.spec.Features*n {
		panic(badPoints)
	}
	for at := 0; at < n; at += blockDeep {
		count := min(blockDeep, n-at)
		stride := kernel.Stride(count)
		for f := range m.spec.Features {
			row := m.input[f*stride:][:stride]
			copy(row, x[f*n+at:][:count])
			clear(row[count:])
		}
		m.forward(m.input[:m.spec.Features*stride], stride, false)
		visit(at, count, stride)
	}
}

// Outputs sets dst (n) to what the network says of x (features, n), from −1 to 1.
func (m *Deep) Outputs(x []float32, n int, dst []float32) {
	if len(dst) < n {
		panic(badPoints)
	}
	m.blocks(x, n, func(at, count, stride int) {
		nn.BCE.Show(m.z, m.z, 1, stride)
		copy(dst[at:][:count], m.z)
	})
}

// Evaluate returns the mean loss over a set and the share of examples that are classified right, both NaN for an empty set.
func (m *Deep) Evaluate(s Set) (loss, accuracy float64) {
	right := 0
	m.blocks(s.X, s.N, func(at, count, stride int) {
		clear(m.share[:stride])
		clear(m.target[:stride])
		for i := range count {
			class := s.Class[at+i]
			m.share[i] = 1
			nn.BCE.Target(m.target[i:i+1], class)
			if z := m.z[i]; z > 0 && class == 1 || z <= 0 && class == 0 {
				right++
			}
		}
		loss += float64(nn.BCE.Backward(m.back, m.z, m.target, m.share, m.scratch, 1, stride))
	})
	if s.N == 0 {
		return math.NaN(), math.NaN()
	}
	return loss / float64(s.N), float64(right) / float64(s.N)
}

// Profile tells how signal and blame fare on their way through the hidden layers, for as many of a set's examples as a batch has. signal
// (hidden) is how far what a layer hands on differs from example to example: the root mean square over its cells of the deviation from
// their means. blame (hidden) is the root mean square of the loss by each layer's sums, of one example on the average. Vanishing is told
// apart by these since Glorot and Bengio, "Understanding the difficulty of training deep feedforward neural networks" (2010), section 4.
// cells (width, hidden) is what the layers hand on of example at.
func (m *Deep) Profile(s Set, at int, signal, blame, cells []float32) {
	n, hidden, width := min(s.N, m.feed.size), m.spec.Hidden, m.spec.Width
	if n < 1 || at < 0 || at >= n || len(s.X) < m.spec.Features*s.N || len(signal) < hidden || len(blame) < hidden || len(cells) < hidden*width {
		panic(badPoints)
	}
	stride := kernel.Stride(n)
	x := make([]float32, m.spec.Features*stride)
	for f := range m.spec.Features {
		copy(x[f*stride:], s.X[f*s.N:][:n])
	}
	clear(m.share[:stride])
	clear(m.target[:stride])
	for i := range n {
		m.share[i] = 1
		nn.BCE.Target(m.target[i:i+1], s.Class[i])
	}
	m.forward(x, stride, true)
	nn.BCE.Backward(m.back, m.z, m.target, m.share, m.scratch, 1, stride)
	m.backward(x, stride, func(layer int, d []float32) { blame[layer] = float32(rootMeanSquare(d, width, stride, n, false)) })
	for i := range hidden {
		given := m.kept[i].a
		if m.spec.Residual {
			given = m.kept[i].h
		}
		signal[i] = float32(rootMeanSquare(given, width, stride, n, true))
		for u := range width {
			cells[u*hidden+i] = given[u*stride+at]
		}
	}
}

// rootMeanSquare is that of the first n columns of x (rows, stride), where centred of what is left of each row after its mean.
func rootMeanSquare(x []float32, rows, stride, n int, centred bool) float64 {
	var sum float64
	for u := range rows {
		row := x[u*stride:][:n]
		var mean float64
		if centred {
			for _, v := range row {
				mean += float64(v)
			}
			mean /= float64(n)
		}
		for _, v := range row {
			d := float64(v) - mean
			sum += d * d
		}
	}
	return math.Sqrt(sum / float64(rows*n))
}

// Save writes the weights, the optimiser, the order of the examples and the place in it, so that after Load into a Deep of the same spec
// and training set the next steps give the same bits.
func (m *Deep) Save(w io.Writer) error {
	e := nn.NewEncoder(w, "deep")
	e.String(m.identity())
	e.Floats(m.params)
	e.Ints(m.feed.index)
	for _, v := range [...]int{m.feed.at, m.feed.drawn, m.feed.epochs, m.steps} {
		e.Uint(uint64(v))
	}
	e.Uint(m.feed.state)
	e.Float(m.last)
	e.Source(m.feed.order)
	e.Optimiser(m.opt)
	return e.Close()
}

// identity is what two networks must have alike for one to read the other's save.
func (m *Deep) identity() string {
	s := m.spec
	return fmt.Sprintf("%d %d×%d %s %t %t %s %d/%d", s.Features, s.Hidden, s.Width, s.Activation, s.Residual, s.Norm, s.Optimiser, m.feed.size, m.feed.n)
}

// Load reads what Save wrote. After an error the Deep is as it was.
func (m *Deep) Load(r io.Reader) error {
	d := nn.NewDecoder(r, "deep")
	d.Expect("the network", m.identity())
	d.Floats("the weights", m.params)
	index := make([]int32, m.feed.n)
	d.Ints("the order", index, 0, m.feed.n-1)
	var at, drawn, epochs, steps int
	var state uint64
	var last float64
	d.Int(&at, 0, m.feed.n-1)
	d.Int(&drawn, 0, m.feed.n)
	d.Int(&epochs, 0, math.MaxInt32)
	d.Int(&steps, 0, math.MaxInt32)
	d.Uint(&state)
	d.Float(&last)
	d.Source(m.feed.order)
	d.Optimiser(m.opt)
	if err := d.Close(); err != nil {
		return err
	}
	copy(m.feed.index, index)
	m.feed.at, m.feed.drawn, m.feed.epochs, m.feed.state = at, drawn, epochs, state
	m.steps, m.last = steps, last
	return nil
}
