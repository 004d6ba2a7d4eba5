package model

import "github.com/whisker-lab/whisker/nn"

// Gradient sets the gradients of all weights, and returns both.
func (m *Flow) Gradient(x, t []float32, words *nn.Tensor, picture []float32) (values, grads []float32) {
	m.gradient(x, t, words, picture)
	return m.field.net.Flat()
}

// Loss is that which gradient returns.
func (m *Flow) Loss(x, t []float32, words *nn.Tensor, picture []float32) float64 {
	return m.gradient(x, t, words, picture)
}
