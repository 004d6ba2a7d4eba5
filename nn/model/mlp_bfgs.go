package model

import (
	"math"

	"github.com/whisker-lab/whisker/nn"
)

// fullBatch learns by nn.LBFGS, from all examples in every step.
type fullBatch struct {
	method      *nn.LBFGS
	evaluate    func() float64
	x, t, share []float32
	stride      int
	first, last float64 // the loss before the step, and at the place that was tried last
	tried       bool
}

func (m *MLP) newFullBatch() *fullBatch {
	f := &fullBatch{method: nn.NewLBFGS(len(m.params))}
	f.evaluate = func() float64 { return f.value(m) }
	return f
}

// step goes down one direction, and returns the loss before that.
func (f *fullBatch) step(m *MLP, x, t, share []float32, stride int) float64 {
	f.x, f.t, f.share, f.stride, f.tried = x, t, share, stride, false
	f.method.Step(m.params, m.grads, f.evaluate)
	return f.first
}

// value is what is minimised at the weights as they are: the loss with what L1 and L2 add. The gradients are set to its own.
func (f *fullBatch) value(m *MLP) float64 {
	loss := m.slopes(f.x, f.t, f.share, f.stride)
	if !f.tried {
		f.first, f.tried = loss, true
	}
	m.penalise()
	m.stillGrads()
	if m.l1 == 0 && m.l2 == 0 {
		return loss
	}
	var sum, squares float64
	for i := range m.layers {
		for _, w := range m.layers[i].w {
			sum += math.Abs(float64(w))
			squares += float64(w) * float64(w)
		}
	}
	return loss + float64(m.l1)*sum + float64(m.l2)*squares/2
}
