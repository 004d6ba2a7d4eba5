package model

import (
	"fmt"
	"math"
	"math/rand/v2"

	"github.com/whisker-lab/whisker/nn"
	"github.com/whisker-lab/whisker/nn/kernel"
)

// DeepSpec says how a stack of equal layers is wired and how it is to learn. Rate can be tuned later.
type DeepSpec struct {
	Features   int
	Hidden     int // layers, 1 to MostHidden
	Width      int // of each
	Activation string
	Init       string // see nn.Initialisers
	Residual   bool   // each layer adds to what came in
	Norm       bool   // layer normalisation before each activation
	Optimiser  string // see nn.Rules
	Rate       float64
	Batch      int // examples a step; 0 for all of them
}

// MostHidden is how many hidden layers a Deep has at most.
const MostHidden = 200

// Deep tells two classes apart by a stack of thin layers, in the order of He, Zhang, Ren and Sun, "Identity Mappings in Deep Residual
// Networks" (2016), figure 1b: normalise, activate, weigh, and add to what came in.
//
//	h₁ = w₁·x + b₁    hₗ = [hₗ₋₁] + wₗ·f(norm hₗ₋₁) + bₗ    logit = w·f(norm h) + b
//
// Without shortcuts and norm that is the usual multilayer perceptron. norm is that of Ba, Kiros and Hinton, "Layer Normalization" (2016),
// without its gain and bias, so that all wirings have the same weights. Branches beside a shortcut begin 1/√layers as large, so
// that their sum over all layers is as large as what comes in: Hanin and Rolnick, "How to Start Training" (2018), section 3.3.
type Deep struct {
	spec   DeepSpec
	act    kernel.Activation
	layers []rung // hidden ones, then the output
	params []float32
	grads  []float32
	opt    *nn.Optimiser
	feed   feed
	steps  int
	last   float64

	kept       []held  // of each hidden layer, for a batch
	passing    [2]held // the same of points that are only asked about
	z          []float32
	back, next []float32 // (width, room)
	input      []float32 // (features, blockDeep)
	mean, dot  []float32 // (room)
	target     []float32 // (room)
	share      []float32 // (room)
	scratch    []float32 // (room)
}

// rung is a dense layer.
type rung struct {
	in, out int
	w, dw   []float32 // (out, in)
	b, db   []float32 // (out)
}

// held is what a hidden layer makes of a batch. Without norm hat is h.
type held struct {
	h, hat, a []float32 // (width, room): the sum, normalised, activated
	inv       []float32 // (room): 1/σ
}

// blockDeep is how many points are asked about at a time.
const blockDeep = 256

// NewDeep builds a network and draws its weights. weights is used up to here only; order shuffles the examples from now on.
func NewDeep(spec DeepSpec, train Set, weights *rand.Rand, order *rand.PCG) (*Deep, error) {
	m := &Deep{spec: spec}
	switch {
	case spec.Features < 1 || spec.Features > maxWidth || spec.Width < 1 || spec.Width > maxWidth:
		return nil, fmt.Errorf("model: layers of %d units on %d features; want 1 to %d", spec.Width, spec.Features, maxWidth)
	case spec.Hidden < 1 || spec.Hidden > MostHidden:
		return nil, fmt.Errorf("model: %d hidden layers; want 1 to %d", spec.Hidden, MostHidden)
	case spec.Batch < 0:
		return nil, fmt.Errorf("model: batch of %d examples", spec.Batch)
	case !(spec.Rate >= 0) || math.IsInf(spec.Rate, 0):
		return nil, fmt.Errorf("model: rate %v: want 0 or a positive number", spec.Rate)
	case train.N < 1 || len(train.X) != spec.Features*train.N || len(train.Class) != train.N:
		return nil, fmt.Errorf("model: training set: %d values and %d classes for %d examples", len(train.X), len(train.Class), train.N)
	}
	for i, c := range train.Class {
		if c != 0 && c != 1 {
			return nil, fmt.Errorf("model: training set: example %d is of class %d of 2", i, c)
		}
	}
	total := spec.Width*(spec.Features+1) + (spec.Hidden-1)*spec.Width*(spec.Width+1) + spec.Width + 1
	if total > maxParams {
		return nil, fmt.Errorf("model: %d layers of %d: more than %d weights", spec.Hidden, spec.Width, maxParams)
	}
	var err error
	if m.act, err = kernel.ParseActivation(spec.Activation); err != nil {
		return nil, fmt.Errorf("model: %w", err)
	}
	init, err := nn.ParseInitialiser(spec.Init)
	if err != nil {
		return nil, fmt.Errorf("model: %w", err)
	}
	m.params, m.grads = make([]float32, kernel.Stride(total)), make([]float32, kernel.Stride(total))
	if m.opt, err = nn.NewOptimiser(spec.Optimiser, len(m.params), spec.Rate); err != nil {
		return nil, fmt.Errorf("model: %w", err)
	}
	m.feed.fill(nn.BCE, spec.Features, 1, train, order, false)
	m.feed.resize(spec.Batch)
	m.lay(max(kernel.Stride(m.feed.size), 4))
	for i := range m.layers {
		l, factor := &m.layers[i], 1.0
		if spec.Residual && i > 0 && i < spec.Hidden {
			factor = 1 / math.Sqrt(float64(spec.Hidden))
		}
		init.Fill(l.w, l.in, l.out, m.act, factor, weights)
	}
	return m, nil
}

// lay makes the storage for batches of up to room examples.
func (m *Deep) lay(room int) {
	at, width := 0, m.spec.Width
	take := func(n int) (value, grad []float32) {
		value, grad = m.params[at:at+n:at+n], m.grads[at:at+n:at+n]
		at += n
		return value, grad
	}
	for i := range m.spec.Hidden + 1 {
		l := rung{in: width, out: width}
		if i == 0 {
			l.in = m.spec.Features
		}
		if i == m.spec.Hidden {
			l.out = 1
		}
		l.w, l.dw = take(l.out * l.in)
		l.b, l.db = take(l.out)
		m.layers = append(m.layers, l)
	}
	m.kept = make([]held, m.spec.Hidden)
	for i := range m.kept {
		m.kept[i] = m.newHeld(room)
	}
	for i := range min(len(m.passing), m.spec.Hidden) {
		m.passing[i] = m.newHeld(blockDeep)
	}
	most := max(room, blockDeep)
	m.back, m.next = make([]float32, max(width*room, most)), make([]float32, width*room)
	m.input = make([]float32, m.spec.Features*blockDeep)
	for _, row := range [...]*[]float32{&m.z, &m.mean, &m.dot, &m.target, &m.share, &m.scratch} {
		*row = make([]float32, most)
	}
}

func (m *Deep) newHeld(room int) (h held) {
	n := m.spec.Width * room
	h.h, h.a = make([]float32, n), make([]float32, n)
	h.hat = h.h
	if m.spec.Norm {
		h.hat, h.inv = make([]float32, n), make([]float32, room)
	}
	return h
}

// Step learns from one batch and returns its mean loss before the step, which is not finite if and only if the run has diverged. A
// Deep is never done.
func (m *Deep) Step() (loss float64, done bool) {
	x, t, share, stride := m.feed.next()
	m.forward(x, stride, true)
	loss = float64(nn.BCE.Backward(m.back, m.z, t, share, m.scratch, 1, stride))
	m.backward(x, stride, nil)
	m.opt.Step(m.params, m.grads)
	m.steps++
	if !kernel.Finite(m.params) {
		loss = math.Inf(1)
	}
	m.last = loss
	return loss, false
}

// forward runs x (features, stride) through the layers up to the logits. What each layer holds is kept where that is to be learnt from.
func (m *Deep) forward(x []float32, stride int, keep bool) {
	n := m.spec.Width * stride
	var before []float32
	for i := range m.spec.Hidden {
		l, to := &m.layers[i], &m.passing[i&1]
		if keep {
			to = &m.kept[i]
		}
		kernel.Dense(to.h[:n], l.w, l.b, x, l.out, l.in, stride)
		if m.spec.Residual && i > 0 {
			add(to.h[:n], before)
		}
		if m.spec.Norm {
			kernel.Normalise(to.hat, to.inv, m.mean, to.h, m.spec.Width, stride, deepEpsilon)
		}
		m.act.Apply(to.a[:n], to.hat[:n])
		x, before = to.a[:n], to.h[:n]
	}
	top := &m.layers[m.spec.Hidden]
	kernel.Dense(m.z[:stride], top.w, top.b, x, 1, top.in, stride)
}

// backward takes m.back, the loss by the logits, down to the gradient of every weight. seen, where there is one, is shown the loss by
// each layer's h in place of that.
func (m *Deep) backward(x []float32, stride int, seen func(layer int, d []float32)) {
	n := m.spec.Width * stride
	d, e := m.back, m.next
	for i := m.spec.Hidden; i > 0; i-- {
		l, k := &m.layers[i], &m.kept[i-1]
		if seen == nil {
			kernel.DenseGrad(l.dw, l.db, d, k.a, l.out, l.in, stride)
		}
		kernel.DenseBack(e[:n], l.w, d, l.out, l.in, stride)
		v := k.a
		if m.act.NeedsInput() {
			v = k.hat
		}
		m.act.Slope(e[:n], v[:n])
		if m.spec.Norm {
			kernel.NormaliseBack(e, k.hat, k.inv, m.mean, m.dot, m.spec.Width, stride)
		}
		if m.spec.Residual && i < m.spec.Hidden {
			add(e[:n], d[:n])
		}
		if seen != nil {
			seen(i-1, e[:n])
		}
		d, e = e, d
	}
	if seen == nil {
		l := &m.layers[0]
		kernel.DenseGrad(l.dw, l.db, d, x, l.out, l.in, stride)
	}
}

// add sets y += x.
func add(y, x []float32) { kernel.SGD(y, x, -1) }

// deepEpsilon keeps layer normalisation from dividing by 0, see nn.LayerNorm.
const deepEpsilon = 1e-5

// Tune changes lr, or a setting of the optimiser.
func (m *Deep) Tune(name string, v float64) { m.opt.Tune(name, v) }

// Publish hands out all weights, as one row.
func (m *Deep) Publish(emit func(name string, t *nn.Tensor)) {
	emit("w", nn.TensorOf(m.params, len(m.params)))
}

// Weights is how many weights and biases there are.
func (m *Deep) Weights() (n int) {
	for i := range m.layers {
		n += len(m.layers[i].w) + len(m.layers[i].b)
	}
	return n
}

// Params returns all weights and biases: of each layer the weights (out, in), then the biases. They are the Deep's own.
func (m *Deep) Params() []float32 { n := m.Weights(); return m.params[:n:n] }

// Steps returns the number of steps so far.
func (m *Deep) Steps() int { return m.steps }

// Epoch returns how often the examples have been gone through, with the part of the epoch that is under way.
func (m *Deep) Epoch() float64 { return float64(m.feed.epochs) + float64(m.feed.at)/float64(m.feed.n) }

// BatchesPerEpoch returns how many steps go through all examples once.
func (m *Deep) BatchesPerEpoch() int { return m.feed.batches() }
