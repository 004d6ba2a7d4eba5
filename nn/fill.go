package nn

import (
	"fmt"
	"math"
	"math/rand/v2"

	"github.com/whisker-lab/whisker/nn/kernel"
)

// beginning draws the weights of one layer.
type beginning struct {
	kind   Initialiser
	act    kernel.Activation // that follows
	factor float64
}

// beginning finds how the weights of s begin.
func (s Spec) beginning(act kernel.Activation) (beginning, error) {
	b := beginning{act: act, factor: s.Factor}
	if b.factor == 0 {
		b.factor = 1
	}
	if math.IsNaN(b.factor) || math.IsInf(b.factor, 0) {
		return b, fmt.Errorf("factor=%v: want a finite number", b.factor)
	}
	kind, err := ParseInitialiser(s.Init)
	if err != nil {
		return b, fmt.Errorf("init=%q: no such initialiser", s.Init)
	}
	b.kind = kind
	return b, nil
}

// fill draws the weights of a new layer. Biases stay 0, but the LSTM's forget gate begins open, so that a gradient gets
// through from the first step on (Jozefowicz, Zaremba and Sutskever, 2015).
func (b beginning) fill(layer Layer, r *rand.Rand) {
	draw := func(p *Param, in, out int) { b.kind.Fill(p.Value.Data, in, out, b.act, b.factor, r) }
	cell := func(l *recurrent) {
		b.act = kernel.Tanh
		draw(l.WX, l.in, l.gates*l.hidden)
		draw(l.WH, l.hidden, l.gates*l.hidden)
	}
	switch l := layer.(type) {
	case *Dense:
		draw(l.W, l.in, l.out)
	case *Conv:
		draw(l.W, l.plan.In*l.plan.Area(), l.plan.Out)
	case *Embedding:
		draw(l.W, l.codes, l.width)
	case *RNN:
		cell(&l.recurrent)
	case *GRU:
		cell(&l.recurrent)
	case *LSTM:
		cell(&l.recurrent)
		ones(l.B.Value.Data[l.hidden : 2*l.hidden])
	}
}
