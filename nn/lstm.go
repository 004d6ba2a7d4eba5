package nn

import "github.com/whisker-lab/whisker/nn/kernel"

// LSTM is the long short-term memory cell with a forget gate (Hochreiter and Schmidhuber, 1997; Gers, Schmidhuber and
// Cummins, 2000). With σ the sigmoid and the gates in the order i, f, g, o:
//
//	i, f, o = σ(x·WX + h'·WH + b)   g = tanh(…)   c = f⊙c' + i⊙g   h = o⊙tanh(c)
type LSTM struct {
	recurrent
	c    []float32 // (1+time, n, hidden), beginning with the state before the first step
	tc   []float32 // (time, n, hidden): tanh(c)
	dc   []float32 // (n, hidden)
	cell Tensor    // carried over
}

// NewLSTM returns a cell with zero weights.
func NewLSTM(in, hidden int) *LSTM { return &LSTM{recurrent: newRecurrent(in, hidden, 4)} }

// Forward is part of Layer.
func (l *LSTM) Forward(x *Tensor, train bool) *Tensor {
	l.begin(x)
	n, width := l.batch*l.hidden, 4*l.hidden
	l.c, l.tc = grown(l.c, (l.steps+1)*n), grown(l.tc, l.steps*n)
	initial(l.c[:n], l.cell.Data, l.Carry)
	for t := 0; t < l.steps; t++ {
		z := at(l.z, t, 4*n)
		l.gemm.MulPacked(kernel.Mat(z, l.batch, width), kernel.Mat(at(l.h, t, n), l.batch, l.hidden), &l.wh, true)
		kernel.LSTMCell(at(l.h, t+1, n), at(l.c, t+1, n), at(l.tc, t, n), z, at(l.c, t, n), l.batch, l.hidden)
	}
	if l.Carry {
		carryOver(&l.cell, at(l.c, l.steps, n))
	}
	return l.end()
}

// Backward is part of Layer.
func (l *LSTM) Backward(dy *Tensor) *Tensor {
	l.beginBack(dy)
	n, width := l.batch*l.hidden, 4*l.hidden
	l.dc = grown(l.dc, n)
	clear(l.dc)
	for t := l.steps - 1; t >= 0; t-- {
		dz := at(l.dz, t, 4*n)
		l.note(t, at(dy.Data, t, n))
		kernel.LSTMGrad(dz, l.dc, at(dy.Data, t, n), l.dh, at(l.z, t, 4*n), at(l.c, t, n), at(l.tc, t, n), l.batch, l.hidden)
		if l.severed(t) {
			clear(l.dh)
			clear(l.dc)
		} else if t > 0 {
			l.gemm.MulPacked(kernel.Mat(l.dh, l.batch, l.hidden), kernel.Mat(dz, l.batch, width), &l.wh, false)
		}
	}
	return l.endBack(width)
}

// note keeps the gradient by c at step t: what comes from the step after, and what comes by h = o⊙tanh(c).
func (l *LSTM) note(t int, dy []float32) {
	if !l.traced {
		return
	}
	n := l.batch * l.hidden
	row, gates, tc := l.Blame(t), at(l.z, t, 4*n), at(l.tc, t, n)
	for i := range row {
		o := gates[i/l.hidden*4*l.hidden+3*l.hidden+i%l.hidden]
		row[i] = l.dc[i] + float32((dy[i]+l.dh[i])*float32(o*(1-float32(tc[i]*tc[i]))))
	}
}

// Reset forgets the carried state.
func (l *LSTM) Reset() {
	l.recurrent.Reset()
	l.cell.Resize(0)
}

// Keep is part of Keeper.
func (l *LSTM) Keep(e *Encoder) {
	l.recurrent.Keep(e)
	e.Floats(l.cell.Data)
}

// Restore is part of Keeper.
func (l *LSTM) Restore(d *Decoder) {
	l.recurrent.Restore(d)
	d.Tensor("cell state", &l.cell, saveLimit)
}
