package model

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"

	"github.com/whisker-lab/whisker/nn"
)

// SlowActivations lists what the hidden neurons of a Slow may be.
var SlowActivations = [...]string{"tanh", "sigmoid", "relu", "linear"}

// SlowLosses lists what it may learn by: half the squared error of a tanh that should be −1 or 1, or minus the logarithm of the
// share that a sigmoid gives to what should be 0 or 1.
var SlowLosses = [...]string{"mse", "crossentropy"}

const (
	tanhUnit = iota
	sigmoidUnit
	reluUnit
	linearUnit
)

// Slow is a network of dense layers with one output that takes one example at a time, in float64, and keeps every number on the way
// there and back, for whoever wants to see them. MLP is the one that learns fast.
//
// Layer 0 is the inputs. The passes are those of Rumelhart, Hinton and Williams, "Learning representations by back-propagating
// errors" (1986).
type Slow struct {
	sizes []int
	acts  []int // of each layer behind the inputs, at its number
	cross bool
	w     [][]float64 // at a layer's number: its weights (out, in), row by row
	b     [][]float64 // and its biases (out)

	A      [][]float64 // what each neuron gives, the inputs in layer 0
	Slope  [][]float64 // of its activation, where its sum landed
	Passed [][]float64 // the loss by what it gives: blame that came back to it
	Delta  [][]float64 // the loss by its sum, Passed · Slope
}

const badSlow = "model: no such layer, neuron or weight"

// NewSlow begins with weights of a normal distribution of deviation 1/√in, and no biases.
func NewSlow(sizes []int, activation, loss string, r *rand.Rand) (*Slow, error) {
	act, kind := slices.Index(SlowActivations[:], activation), slices.Index(SlowLosses[:], loss)
	switch {
	case len(sizes) < 2 || sizes[len(sizes)-1] != 1 || slices.Min(sizes) < 1 || slices.Max(sizes) > 64:
		return nil, fmt.Errorf("model: slow: a network of %v", sizes)
	case act < 0:
		return nil, fmt.Errorf("model: slow: no activation %q", activation)
	case kind < 0:
		return nil, fmt.Errorf("model: slow: no loss %q", loss)
	}
	m := &Slow{sizes: slices.Clone(sizes), cross: kind == 1}
	for l, n := range sizes {
		m.A, m.Slope, m.Passed, m.Delta = append(m.A, make([]float64, n)), append(m.Slope, make([]float64, n)), append(m.Passed, make([]float64, n)), append(m.Delta, make([]float64, n))
		if l == 0 {
			m.w, m.b, m.acts = append(m.w, nil), append(m.b, nil), append(m.acts, linearUnit)
			continue
		}
		w := make([]float64, n*sizes[l-1])
		for i := range w {
			w[i] = r.NormFloat64() / math.Sqrt(float64(sizes[l-1]))
		}
		m.w, m.b, m.acts = append(m.w, w), append(m.b, make([]float64, n)), append(m.acts, act)
	}
	m.acts[len(sizes)-1] = tanhUnit
	if m.cross {
		m.acts[len(sizes)-1] = sigmoidUnit
	}
	return m, nil
}

// Sizes are the widths of the layers, which stay the learner's.
func (m *Slow) Sizes() []int { return m.sizes }

// Ends are what the output should be for no and for yes.
func (m *Slow) Ends() (no, yes float64) {
	if m.cross {
		return 0, 1
	}
	return -1, 1
}

// Weight is a parameter: the weight of a layer's neuron out for what neuron in of the layer before gives, or, with in [Bias], its
// bias. It may be set.
func (m *Slow) Weight(layer, out, in int) *float64 {
	if layer < 1 || layer >= len(m.sizes) || out < 0 || out >= m.sizes[layer] || in < Bias || in >= m.sizes[layer-1] {
		panic(badSlow)
	}
	if in == Bias {
		return &m.b[layer][out]
	}
	return &m.w[layer][out*m.sizes[layer-1]+in]
}

// Forward fills in A and Slope for an input (in), and returns the output.
func (m *Slow) Forward(x []float64) float64 {
	copy(m.A[0], x)
	for l := 1; l < len(m.sizes); l++ {
		in := m.sizes[l-1]
		for o := range m.A[l] {
			z := m.b[l][o]
			for i, v := range m.A[l-1] {
				z += float64(m.w[l][o*in+i] * v) // rounded before it is added, on every processor
			}
			m.A[l][o], m.Slope[l][o] = activate(m.acts[l], z)
		}
	}
	return m.A[len(m.A)-1][0]
}

// activate is an activation and its slope.
func activate(act int, z float64) (y, slope float64) {
	switch act {
	case tanhUnit:
		y = nn.Tanh(z)
		return y, 1 - float64(y*y)
	case sigmoidUnit:
		y = nn.Sigmoid(z)
		return y, float64(y * (1 - y))
	case reluUnit:
		if z > 0 {
			return z, 1
		}
		return 0, 0
	}
	return z, 1
}

// Loss is that of an output, and its slope by the output.
func (m *Slow) Loss(y, target float64) (loss, slope float64) {
	if !m.cross {
		return (y - target) * (y - target) / 2, y - target
	}
	share := y // of what is right
	if target == 0 {
		share = 1 - y
	}
	share = max(share, 1e-300)
	if slope = -1 / share; target == 0 {
		slope = -slope
	}
	return -math.Log(share), slope
}

// Backward fills in Passed and Delta, after Forward.
func (m *Slow) Backward(target float64) {
	last := len(m.sizes) - 1
	_, m.Passed[last][0] = m.Loss(m.A[last][0], target)
	for l := last; l > 0; l-- {
		for o, slope := range m.Slope[l] {
			m.Delta[l][o] = float64(m.Passed[l][o] * slope)
		}
		if l == 1 {
			break
		}
		in := m.sizes[l-1]
		for i := range m.Passed[l-1] {
			back := 0.0
			for o, d := range m.Delta[l] {
				back += float64(m.w[l][o*in+i] * d)
			}
			m.Passed[l-1][i] = back
		}
	}
}

// Gradient is the loss by a parameter, named as in Weight, after Backward: what came in, times the slope, times what was passed back.
func (m *Slow) Gradient(layer, out, in int) float64 {
	if in == Bias {
		return m.Delta[layer][out]
	}
	return float64(m.A[layer-1][in] * m.Delta[layer][out])
}

// Difference is the same by trying: the loss with the parameter a little larger and a little smaller, over the way between. It
// leaves A and Slope as the last try has them.
func (m *Slow) Difference(x []float64, target float64, layer, out, in int, nudge float64) float64 {
	w := m.Weight(layer, out, in)
	was := *w
	*w = was + nudge
	more, _ := m.Loss(m.Forward(x), target)
	*w = was - nudge
	less, _ := m.Loss(m.Forward(x), target)
	*w = was
	return (more - less) / (2 * nudge)
}

// Params copies all parameters, layer by layer, a neuron's weights and then its bias, to dst or a new slice; SetParams takes them back.
func (m *Slow) Params(dst []float64) []float64 {
	dst = dst[:0]
	m.each(func(p *float64) { dst = append(dst, *p) })
	return dst
}

// SetParams takes what Params gave.
func (m *Slow) SetParams(src []float64) {
	i := 0
	m.each(func(p *float64) {
		*p = src[i]
		i++
	})
}

// each calls f with every parameter in its order.
func (m *Slow) each(f func(p *float64)) {
	for l := 1; l < len(m.sizes); l++ {
		in := m.sizes[l-1]
		for o := range m.sizes[l] {
			for i := range in {
				f(&m.w[l][o*in+i])
			}
			f(&m.b[l][o])
		}
	}
}
