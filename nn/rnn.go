package nn

import "github.com/whisker-lab/whisker/nn/kernel"

// RNN is the plain recurrent cell: h = tanh(x·WX + h'·WH + b), where h' is the state one step before (Elman, "Finding
// Structure in Time", 1990).
type RNN struct{ recurrent }

// NewRNN returns a cell with zero weights.
func NewRNN(in, hidden int) *RNN { return &RNN{newRecurrent(in, hidden, 1)} }

// Forward is part of Layer.
func (l *RNN) Forward(x *Tensor, train bool) *Tensor {
	l.begin(x)
	n := l.batch * l.hidden
	for t := 0; t < l.steps; t++ {
		z, before, after := at(l.z, t, n), at(l.h, t, n), at(l.h, t+1, n)
		l.gemm.MulPacked(kernel.Mat(z, l.batch, l.hidden), kernel.Mat(before, l.batch, l.hidden), &l.wh, true)
		kernel.TanhCell(after, z)
	}
	return l.end()
}

// Backward is part of Layer.
func (l *RNN) Backward(dy *Tensor) *Tensor {
	l.beginBack(dy)
	n := l.batch * l.hidden
	for t := l.steps - 1; t >= 0; t-- {
		dz := at(l.dz, t, n)
		l.note(t, at(dy.Data, t, n))
		kernel.TanhGrad(dz, at(l.h, t+1, n), at(dy.Data, t, n), l.dh)
		if l.severed(t) {
			clear(l.dh)
		} else if t > 0 {
			l.gemm.MulPacked(kernel.Mat(l.dh, l.batch, l.hidden), kernel.Mat(dz, l.batch, l.hidden), &l.wh, false)
		}
	}
	return l.endBack(l.hidden)
}
