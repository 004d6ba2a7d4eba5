package model

import (
	"fmt"
	"io"
	"math"
	"math/rand/v2"
	"slices"

	"github.com/whisker-lab/whisker/nn"
	"github.com/whisker-lab/whisker/nn/kernel"
)

// NeuronRules lists the rules by which a neuron learns from an example x that it should answer with t. s = w·x + b is its
// weighted sum, y = f(s) its answer.
//
//   - perceptron: w += η·(t − d)·x, where d is the answer that y stands for: it learns from mistakes only (Rosenblatt, "The
//     perceptron", 1958). Of several neurons the right one moves towards x and the one that won instead away from it.
//   - delta: w += η·(t − y)·f′(s)·x, downhill on half the squared error (Widrow and Hoff, "Adaptive switching circuits", 1960). A
//     softmax goes downhill on the cross-entropy, which has no f′.
var NeuronRules = [...]string{"perceptron", "delta"}

const perceptronRule = 0

// SoftmaxName is the activation of several neurons that share out what is certain.
const SoftmaxName = "softmax"

// NeuronSpec says what neurons learn by which rule.
type NeuronSpec struct {
	Activation string // of package kernel, or softmax
	Rule       string // see NeuronRules
	Rate       float64
	Near       float64 // how far off an answer may be and still be right, for a linear neuron, which says values
}

// Neuron is one neuron, or a few side by side on the same inputs, that learn from rows of a table, one row a step in their order.
type Neuron struct {
	rule, soft int // soft is 1 where the answers share out what is certain
	act        kernel.Activation
	rate, near float64
	n          int        // rows
	x, want    *nn.Tensor // (n, in), (n, out)
	weights    *nn.Tensor // (out, in)
	bias       *nn.Tensor // (out)
	sum, y     []float32  // (out): of the row that is being looked at
	slope      []float32  // (out)
	at, steps  int        // the row that comes next
	clean      int        // rows since the last that changed anything
}

const (
	mostInputs = 64
	neuronFrom = 2 // how large the first weights are at most
	badAnswer  = "model: want as many numbers as there are inputs and neurons"
)

// NewNeuron begins with small weights. x (n, in) are the rows and want (n, out) the answers that they should have, both of which stay
// the caller's; without rows nothing can be learnt.
func NewNeuron(spec NeuronSpec, x, want *nn.Tensor, r *rand.Rand) (*Neuron, error) {
	if len(x.Shape) != 2 || len(want.Shape) != 2 || x.Dim(0) != want.Dim(0) || x.Dim(1) < 1 || x.Dim(1) > mostInputs || want.Dim(1) < 1 || want.Dim(1) > mostInputs {
		return nil, fmt.Errorf("model: neuron: rows of %v with answers of %v", x.Shape, want.Shape)
	}
	n, in, out := x.Dim(0), x.Dim(1), want.Dim(1)
	m := &Neuron{
		n: n, x: x, want: want, weights: nn.NewTensor(out, in), bias: nn.NewTensor(out),
		sum: make([]float32, out), y: make([]float32, out), slope: make([]float32, out),
	}
	for i := range m.weights.Data {
		m.weights.Data[i] = float32(neuronFrom * (2*r.Float64() - 1))
	}
	for i := range m.bias.Data {
		m.bias.Data[i] = float32(neuronFrom * (2*r.Float64() - 1))
	}
	return m, m.Teach(spec)
}

// Teach goes on with the same weights by another spec. After an error all is as it was.
func (m *Neuron) Teach(spec NeuronSpec) error {
	rule := slices.Index(NeuronRules[:], spec.Rule)
	act, err := kernel.ParseActivation(spec.Activation)
	soft := spec.Activation == SoftmaxName
	switch {
	case err != nil && !soft:
		return fmt.Errorf("model: neuron: %w", err)
	case act.NeedsInput():
		return fmt.Errorf("model: neuron: %s has a slope that its answer does not tell", spec.Activation)
	case rule < 0:
		return fmt.Errorf("model: neuron: no rule %q", spec.Rule)
	case !(spec.Rate > 0) || math.IsInf(spec.Rate, 0) || !(spec.Near >= 0):
		return fmt.Errorf("model: neuron: rate %v, near %v", spec.Rate, spec.Near)
	}
	m.rule, m.act, m.soft, m.rate, m.near, m.clean = rule, act, 0, spec.Rate, spec.Near, 0
	if soft {
		m.act, m.soft = kernel.Linear, 1
	}
	return nil
}

// Renew says that what the caller's rows should be answered with has changed.
func (m *Neuron) Renew() { m.clean = 0 }

// Answer sets y (out) to what the neurons say to x (in), and sum (out), where it is not nil, to their weighted sums.
func (m *Neuron) Answer(y, sum, x []float32) {
	in, out := m.weights.Dim(1), m.weights.Dim(0)
	if len(x) != in || len(y) != out || sum != nil && len(sum) != out {
		panic(badAnswer)
	}
	for o := range y {
		// A product of two float32 is exact in float64, so that it makes no difference whether the processor fuses it with the sum.
		s := float64(m.bias.Data[o])
		for i, w := range m.weights.Data[o*in:][:in] {
			s += float64(w) * float64(x[i])
		}
		y[o] = float32(s)
	}
	if sum != nil {
		copy(sum, y)
	}
	m.Activate(y)
}

// Activate turns sums (out, n), the rows neurons, into answers.
func (m *Neuron) Activate(sums []float32) {
	if m.soft == 1 {
		kernel.Softmax(sums, nil, sums, m.bias.Len(), len(sums)/m.bias.Len())
		return
	}
	m.act.Apply(sums, sums)
}

// Ends are what a neuron should say for no and for yes.
func (m *Neuron) Ends() (no, yes float64) {
	if m.act == kernel.Tanh {
		return -1, 1
	}
	return 0, 1
}

// Fires tells whether an answer stands for yes.
func (m *Neuron) Fires(y float32) bool {
	no, yes := m.Ends()
	return float64(y) > (no+yes)/2
}

// Right tells whether answers (out) stand for what they should be.
func (m *Neuron) Right(y, want []float32) bool {
	switch {
	case m.soft == 1:
		return Best(y) == Best(want)
	case m.act == kernel.Linear:
		return math.Abs(float64(y[0])-float64(want[0])) <= m.near
	}
	return m.Fires(y[0]) == m.Fires(want[0])
}

// Best is the place of the largest answer, the first of equals.
func Best(v []float32) (at int) {
	for i := range v {
		if v[i] > v[at] {
			at = i
		}
	}
	return at
}

// row is one of the rows and what it should be answered with.
func (m *Neuron) row(i int) (x, want []float32) {
	in, out := m.x.Dim(1), m.want.Dim(1)
	return m.x.Data[i*in:][:in], m.want.Data[i*out:][:out]
}

// Step is part of nn.Learner: one row. The loss is that of the row before it was learnt from. By the perceptron rule it is done
// when all rows in turn changed nothing.
func (m *Neuron) Step() (loss float64, done bool) {
	if m.n == 0 {
		return 0, true
	}
	x, want := m.row(m.at)
	m.at = (m.at + 1) % m.n
	m.steps++
	m.Answer(m.y, m.sum, x)
	loss = m.loss(m.y, want)
	if m.rule == perceptronRule {
		return loss, m.correct(x, want)
	}
	m.Push(m.slope, m.y, want)
	m.move(x)
	return loss, false
}

// correct is a row by the perceptron rule. It tells whether there is nothing left to correct.
func (m *Neuron) correct(x, want []float32) (done bool) {
	m.clean++
	if m.Right(m.y, want) {
		return m.clean >= m.n
	}
	m.clean = 0
	for o := range m.slope {
		switch no, yes := m.Ends(); {
		case m.soft == 1:
			m.slope[o] = want[o]
			if o == Best(m.y) {
				m.slope[o]--
			}
		case m.act == kernel.Linear:
			m.slope[o] = want[o] - m.y[o]
		case m.Fires(m.y[o]):
			m.slope[o] = want[o] - float32(yes)
		default:
			m.slope[o] = want[o] - float32(no)
		}
	}
	m.move(x)
	return false
}

// Push sets push (out) to how far the delta rule would move each sum: (t − y)·f′(s), which is minus the slope of the loss.
func (m *Neuron) Push(push, y, want []float32) {
	for o := range push {
		push[o] = want[o] - y[o]
	}
	if m.soft == 0 {
		m.act.Slope(push, y)
	}
}

// move takes the weights by what m.slope says along x.
func (m *Neuron) move(x []float32) {
	in := len(x)
	for o, push := range m.slope {
		by := m.rate * float64(push)
		for i, v := range x {
			w := &m.weights.Data[o*in+i]
			*w = float32(float64(*w) + float64(by*float64(v))) // rounded before it is added, on every processor
		}
		m.bias.Data[o] = float32(float64(m.bias.Data[o]) + by)
	}
}

func (m *Neuron) loss(y, want []float32) (loss float64) {
	for o := range y {
		if off := float64(want[o]) - float64(y[o]); m.soft == 0 {
			loss += off * off / 2
		} else if want[o] > 0 {
			loss -= math.Log(max(float64(y[o]), 1e-30))
		}
	}
	return loss
}

// Score is the mean loss over all rows and how many of them are wrong. It changes nothing that a step reads.
func (m *Neuron) Score() (loss float64, wrong int) {
	for i := range m.n {
		x, want := m.row(i)
		m.Answer(m.y, m.sum, x)
		loss += m.loss(m.y, want) / float64(m.n)
		if !m.Right(m.y, want) {
			wrong++
		}
	}
	return loss, wrong
}

// Weights (out, in) and Bias (out) are the learner's.
func (m *Neuron) Weights() *nn.Tensor { return m.weights }
func (m *Neuron) Bias() *nn.Tensor    { return m.bias }

// Steps is how many rows were shown, and Next the place of the one that comes next.
func (m *Neuron) Steps() int { return m.steps }
func (m *Neuron) Next() int  { return m.at }

// Tune changes lr.
func (m *Neuron) Tune(name string, v float64) {
	if name == "lr" && v > 0 && !math.IsInf(v, 0) {
		m.rate = v
	}
}

// Publish is part of nn.Learner: the weights (out, in) and the biases (out).
func (m *Neuron) Publish(emit func(name string, t *nn.Tensor)) {
	emit("weights", m.weights)
	emit("bias", m.bias)
}

// Save is part of nn.Learner. The rows are not saved: they come from the table.
func (m *Neuron) Save(w io.Writer) error {
	e := nn.NewEncoder(w, "neuron")
	e.Float(m.rate)
	e.Uint(uint64(m.steps))
	e.Uint(uint64(m.at))
	e.Uint(uint64(m.clean))
	e.Floats(m.weights.Data)
	e.Floats(m.bias.Data)
	return e.Close()
}

// Load is part of nn.Learner.
func (m *Neuron) Load(r io.Reader) error {
	d := nn.NewDecoder(r, "neuron")
	d.Float(&m.rate)
	d.Int(&m.steps, 0, math.MaxInt32)
	d.Int(&m.at, 0, max(m.n-1, 0))
	d.Int(&m.clean, 0, m.n)
	d.Floats("weights", m.weights.Data)
	d.Floats("biases", m.bias.Data)
	return d.Close()
}
