package model

import (
	"fmt"
	"math"
	"math/rand/v2"

	"github.com/whisker-lab/whisker/nn"
	"github.com/whisker-lab/whisker/nn/kernel"
)

// MLPSpec says what network to build and how it is to learn. Rate, L1, L2, Dropout and Batch can be tuned later.
type MLPSpec struct {
	Sizes       []int    // inputs, hidden layers, outputs
	Activations []string // one for each hidden layer; the output's belongs to the loss
	Loss        string   // see nn.Losses; perceptron takes no hidden layers
	Optimiser   string   // see nn.Rules, or nn.LBFGSRule, whose steps are along all examples whatever Batch says
	Rate        float64
	Schedule    nn.Schedule // of the rate
	L1, L2      float64     // weigh |w| and w²/2, of weights and not of biases; the loss that is shown leaves them out
	Dropout     []float64   // the share of each hidden layer's units that is dropped while training; nil for none
	Batch       int         // examples a step; 0 for all of them
	Init        string      // see nn.Initialisers; empty for auto
	InitFactor  float64     // multiplies the first weights; 0 for 1
	Sequential  bool        // take the examples in their own order, every epoch
}

// Set is examples to learn from or to be judged by.
type Set struct {
	N     int
	X     []float32 // (features, N)
	Class []int     // (N), for losses that classify
	Value []float32 // (outputs, N), for the others
}

// MLP is a network of dense layers, a multilayer perceptron: Rumelhart, Hinton and Williams (1986). The batch lies
// across the vector's lanes, so that layers of two neurons are fast too.
type MLP struct {
	spec   MLPSpec
	loss   nn.Loss
	layers []layer       // layer l of the interface is layers[l-1]
	chain  *kernel.Chain // of all layers; nil where they are taken one by one
	params []float32
	grads  []float32 // laid out like params
	opt    *nn.Optimiser
	full   *fullBatch // instead of opt, for nn.LBFGSRule
	rate   float64    // before the schedule
	l1, l2 float32
	feed   feed
	steps  int
	last   float64 // loss of the last step

	drops *rand.PCG // decides what is dropped
	held  []span    // the parameters that are frozen
	kept  []float32 // what they are, during an update
	was   []float32 // all parameters, as they were before the last step

	input      []float32 // (features, room), for blocks of points from outside
	target     []float32 // (outputs, room)
	share      []float32 // (room)
	scratch    []float32 // (room)
	row        []float32 // (outputs)
	back, next []float32 // (widest, room): the loss by pre-activations of one layer and of the one before
	tally      []int     // (neurons)
	path       []float32 // see Parts
	published  []published
}

// layer is one dense layer over views of the MLP's flat arrays.
type layer struct {
	in, out int
	act     kernel.Activation
	w, dw   []float32 // (out, in)
	b, db   []float32 // (out)
	a       []float32 // (out, room): activations of the last batch; of the last layer, what its loss left there
	z       []float32 // (out, room): pre-activations, where the activation needs them
	gate    *gate     // nil where all that the layer gives gets through
	frozen  []bool    // (out)
}

type published struct {
	name   string
	tensor *nn.Tensor
}

// blockPoints is how many points go through the network at a time when nothing is learnt: two layers of eight stay in
// the first-level cache.
const blockPoints = 496

const (
	maxWidth  = 4096
	maxParams = 1 << 24
)

// NewMLP builds a network and draws its weights. weights is used up to here only; order shuffles the examples from now on.
// The error names what cannot be built.
func NewMLP(spec MLPSpec, train Set, weights *rand.Rand, order *rand.PCG) (*MLP, error) {
	m := &MLP{spec: spec}
	total, err := m.plan()
	if err != nil {
		return nil, err
	}
	if err := m.check("training set", train); err != nil {
		return nil, err
	}
	if train.N == 0 {
		return nil, fmt.Errorf("model: training set: empty")
	}
	// A multiple of four, so that the optimiser has no rest.
	m.params, m.grads = make([]float32, kernel.Stride(total)), make([]float32, kernel.Stride(total))
	m.was = make([]float32, len(m.params))
	if spec.Optimiser == nn.LBFGSRule {
		m.full, spec.Batch, m.spec.Batch = m.newFullBatch(), 0, 0
	} else if m.opt, err = nn.NewOptimiser(spec.Optimiser, len(m.params), spec.Rate); err != nil {
		return nil, fmt.Errorf("model: %w", err)
	}
	init, err := nn.ParseInitialiser(spec.Init)
	if err != nil {
		return nil, fmt.Errorf("model: %w", err)
	}
	m.rate, m.l1, m.l2 = spec.Rate, float32(spec.L1), float32(spec.L2)
	m.feed.fill(m.loss, m.features(), m.outputs(), train, order, spec.Sequential)
	m.feed.resize(spec.Batch)
	m.lay(max(kernel.Stride(train.N), blockPoints))
	factor := spec.InitFactor
	if factor == 0 {
		factor = 1
	}
	for i := range m.layers {
		l := &m.layers[i]
		init.Fill(l.w, l.in, l.out, l.act, factor, weights)
	}
	m.drops = rand.NewPCG(weights.Uint64(), weights.Uint64())
	for i, share := range spec.Dropout {
		m.drop(i+1, share)
	}
	return m, nil
}

// plan reads the spec into layers without storage and returns the number of parameters.
func (m *MLP) plan() (total int, err error) {
	s := m.spec
	if len(s.Sizes) < 2 {
		return 0, fmt.Errorf("model: sizes %v: want at least inputs and outputs", s.Sizes)
	}
	for i, n := range s.Sizes {
		if n < 1 || n > maxWidth {
			return 0, fmt.Errorf("model: sizes %v: layer %d has %d units; want 1 to %d", s.Sizes, i, n, maxWidth)
		}
	}
	if len(s.Activations) != len(s.Sizes)-2 {
		return 0, fmt.Errorf("model: %d activations for %d hidden layers", len(s.Activations), len(s.Sizes)-2)
	}
	if m.loss, err = nn.ParseLoss(s.Loss); err != nil {
		return 0, fmt.Errorf("model: %w", err)
	}
	switch n := s.Sizes[len(s.Sizes)-1]; {
	case m.loss == nn.BCE && n != 1:
		return 0, fmt.Errorf("model: loss bce with %d outputs: want 1", n)
	case m.loss == nn.CCE && n < 2:
		return 0, fmt.Errorf("model: loss cce with %d outputs: want one for each class", n)
	case m.loss == nn.Perceptron && len(s.Sizes) > 2:
		return 0, fmt.Errorf("model: loss perceptron with %d hidden layers: its rule is for one layer", len(s.Sizes)-2)
	}
	for what, v := range [...]float64{s.Rate, s.L1, s.L2, s.InitFactor} {
		if !(v >= 0) || math.IsInf(v, 0) {
			return 0, fmt.Errorf("model: %s %v: want 0 or a positive number", [...]string{"rate", "l1", "l2", "init factor"}[what], v)
		}
	}
	if s.Batch < 0 {
		return 0, fmt.Errorf("model: batch of %d examples", s.Batch)
	}
	if err := s.Schedule.Check(); err != nil {
		return 0, fmt.Errorf("model: %w", err)
	}
	if err := s.checkDropout(); err != nil {
		return 0, err
	}
	for i, out := range s.Sizes[1:] {
		l := layer{in: s.Sizes[i], out: out, frozen: make([]bool, out)}
		switch {
		case i < len(s.Activations):
			if l.act, err = kernel.ParseActivation(s.Activations[i]); err != nil {
				return 0, fmt.Errorf("model: hidden layer %d: %w", i+1, err)
			}
		case m.loss == nn.MSE:
			l.act = kernel.Tanh
		case m.loss == nn.Perceptron:
			l.act = kernel.Threshold
		}
		m.layers = append(m.layers, l)
		if total += out * (l.in + 1); total > maxParams {
			return 0, fmt.Errorf("model: sizes %v: more than %d weights", s.Sizes, maxParams)
		}
	}
	if s.Optimiser == nn.LBFGSRule && total > nn.LBFGSMost {
		return 0, fmt.Errorf("model: sizes %v: more than %d weights, which is too many for %s", s.Sizes, nn.LBFGSMost, s.Optimiser)
	}
	m.spec.Sizes = append([]int(nil), s.Sizes...)
	m.spec.Activations = append([]string(nil), s.Activations...)
	return total, nil
}

// check tells what about a set does not fit the network.
func (m *MLP) check(what string, s Set) error {
	if s.N < 0 || len(s.X) != m.features()*s.N {
		return fmt.Errorf("model: %s: %d values for %d examples of %d features", what, len(s.X), s.N, m.features())
	}
	if !m.loss.Classifies() {
		if len(s.Value) != m.outputs()*s.N {
			return fmt.Errorf("model: %s: %d targets for %d examples of %d outputs", what, len(s.Value), s.N, m.outputs())
		}
		return nil
	}
	if len(s.Class) != s.N {
		return fmt.Errorf("model: %s: %d classes for %d examples", what, len(s.Class), s.N)
	}
	for i, c := range s.Class {
		if c < 0 || c >= m.Classes() {
			return fmt.Errorf("model: %s: example %d is of class %d of %d", what, i, c, m.Classes())
		}
	}
	return nil
}

// lay makes the storage for batches of up to room examples.
func (m *MLP) lay(room int) {
	at, widest, neurons := 0, 0, 0
	take := func(n int) (value, grad []float32) {
		value, grad = m.params[at:at+n:at+n], m.grads[at:at+n:at+n]
		at += n
		return value, grad
	}
	for i := range m.layers {
		l := &m.layers[i]
		l.w, l.dw = take(l.out * l.in)
		l.b, l.db = take(l.out)
		l.a = make([]float32, l.out*room)
		if l.act.NeedsInput() {
			l.z = make([]float32, l.out*room)
		}
		widest, neurons = max(widest, l.out), neurons+l.out
		m.published = append(m.published,
			published{fmt.Sprintf("w/%d", i+1), nn.TensorOf(l.w, l.out, l.in)},
			published{fmt.Sprintf("b/%d", i+1), nn.TensorOf(l.b, l.out)},
			published{fmt.Sprintf("g/%d", i+1), nn.TensorOf(l.dw, l.out, l.in)})
	}
	m.back, m.next = make([]float32, widest*room), make([]float32, widest*room)
	m.input, m.target = make([]float32, m.features()*room), make([]float32, m.outputs()*room)
	m.share, m.scratch, m.row = make([]float32, room), make([]float32, room), make([]float32, m.outputs())
	m.tally = make([]int, neurons)
	m.chain = m.join()
}

func (m *MLP) features() int { return m.spec.Sizes[0] }
func (m *MLP) outputs() int  { return m.spec.Sizes[len(m.spec.Sizes)-1] }

// Sizes returns the widths of the columns: inputs, hidden layers, outputs. It is the MLP's own.
func (m *MLP) Sizes() []int { return m.spec.Sizes }

// Loss returns the loss that the network learns by.
func (m *MLP) Loss() nn.Loss { return m.loss }

// Activation returns that of a layer, 1 for the first hidden one; an output of logits is linear.
func (m *MLP) Activation(layer int) kernel.Activation { return m.at(layer).act }

// Classes returns how many classes the network tells apart, 0 if it gives values.
func (m *MLP) Classes() int {
	switch {
	case !m.loss.Classifies():
		return 0
	case m.outputs() == 1:
		return 2
	}
	return m.outputs()
}

const badUnit = "model: no such layer or unit"

func (m *MLP) at(layer int) *layer {
	if layer < 1 || layer > len(m.layers) {
		panic(badUnit)
	}
	return &m.layers[layer-1]
}

func (l *layer) weight(out, in int) *float32 {
	if out < 0 || out >= l.out || in < 0 || in >= l.in {
		panic(badUnit)
	}
	return &l.w[out*l.in+in]
}

func (l *layer) bias(unit int) *float32 {
	if unit < 0 || unit >= l.out {
		panic(badUnit)
	}
	return &l.b[unit]
}

// Weight returns the weight from unit in of the layer before into unit out of a layer; layer 1 is the first hidden one.
func (m *MLP) Weight(layer, out, in int) float64 { return float64(*m.at(layer).weight(out, in)) }

// SetWeight changes a weight.
func (m *MLP) SetWeight(layer, out, in int, v float64) { *m.at(layer).weight(out, in) = float32(v) }

// Bias returns the bias of a unit.
func (m *MLP) Bias(layer, unit int) float64 { return float64(*m.at(layer).bias(unit)) }

// SetBias changes a bias.
func (m *MLP) SetBias(layer, unit int, v float64) { *m.at(layer).bias(unit) = float32(v) }
