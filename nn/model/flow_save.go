package model

import (
	"io"

	"github.com/whisker-lab/whisker/nn"
)

// Tune is part of nn.Learner: lr.
func (m *Flow) Tune(name string, v float64) {
	if name == "lr" {
		m.opt.Rate = v
	}
}

// Publish is part of nn.Learner: all parameters.
func (m *Flow) Publish(emit func(name string, t *nn.Tensor)) {
	for _, p := range m.field.net.Params() {
		emit(p.Name, p.Value)
	}
}

// Words are the weights by which the encoder takes in each word (codes, hidden).
func (m *Flow) Words() *nn.Tensor { return m.field.encoder.W.Value }

// Weights are all weights as pictures are made with them: their mean over the last steps.
func (m *Flow) Weights() []float32 { return m.mean }

// SetWeights takes weights that were learnt before, and tells whether they are as many.
func (m *Flow) SetWeights(w []float32) bool {
	values, _ := m.field.net.Flat()
	if len(w) != len(values) {
		return false
	}
	copy(values, w)
	copy(m.mean, w)
	m.steps = settled
	return true
}

// settled is after how many steps the mean is one of many.
const settled = 1 << 16

// Save is part of nn.Learner.
func (m *Flow) Save(w io.Writer) error {
	e := nn.NewEncoder(w, "flow")
	values, _ := m.field.net.Flat()
	e.Floats(values)
	e.Floats(m.mean)
	e.Optimiser(m.opt)
	e.Source(m.source)
	e.Uint(uint64(m.steps))
	e.Float(m.loss)
	return e.Close()
}

// Load is part of nn.Learner.
func (m *Flow) Load(r io.Reader) error {
	d := nn.NewDecoder(r, "flow")
	values, _ := m.field.net.Flat()
	d.Floats("weights", values)
	d.Floats("the mean of the weights", m.mean)
	d.Optimiser(m.opt)
	d.Source(m.source)
	d.Int(&m.steps, 0, 1<<40)
	d.Float(&m.loss)
	return d.Close()
}
