package nn

import "github.com/whisker-lab/whisker/nn/kernel"

// GRU is the gated recurrent unit (Cho et al., "Learning Phrase Representations using RNN Encoder–Decoder", 2014), with
// the reset gate before the product. With σ the sigmoid and the gates in the order z, r, g:
//
//	z, r = σ(x·WX + h'·WH + b)   g = tanh(x·WX + (r⊙h')·WH + b)   h = z⊙h' + (1-z)⊙g
type GRU struct {
	recurrent
	rh   []float32 // (time, n, hidden): r⊙h'
	dg   []float32 // (n, hidden)
	cand kernel.Panels
}

// NewGRU returns a cell with zero weights.
func NewGRU(in, hidden int) *GRU { return &GRU{recurrent: newRecurrent(in, hidden, 3)} }

// columns is a view of so many columns of a (rows, 3·hidden) array.
func (l *GRU) columns(x []float32, rows, from, cols int) kernel.Matrix {
	m := kernel.Matrix{Rows: rows, Cols: cols, Stride: 3 * l.hidden}
	if rows > 0 {
		m.Data = x[from:]
	}
	return m
}

// Forward is part of Layer.
func (l *GRU) Forward(x *Tensor, train bool) *Tensor {
	l.begin(x)
	b, h := l.batch, l.hidden
	n := b * h
	l.rh = grown(l.rh, l.steps*n)
	l.wh.Pack(l.columns(l.WH.Value.Data, h, 0, 2*h))
	l.cand.Pack(l.columns(l.WH.Value.Data, h, 2*h, h))
	for t := 0; t < l.steps; t++ {
		z, before, rh := at(l.z, t, 3*n), at(l.h, t, n), at(l.rh, t, n)
		l.gemm.MulPacked(l.columns(z, b, 0, 2*h), kernel.Mat(before, b, h), &l.wh, true)
		kernel.GRUReset(rh, z, before, b, h)
		l.gemm.MulPacked(l.columns(z, b, 2*h, h), kernel.Mat(rh, b, h), &l.cand, true)
		kernel.GRUOut(at(l.h, t+1, n), z, before, b, h)
	}
	return l.end()
}

// Backward is part of Layer.
func (l *GRU) Backward(dy *Tensor) *Tensor {
	l.beginBack(dy)
	b, h := l.batch, l.hidden
	n := b * h
	l.dg = grown(l.dg, n)
	w := l.WH.Value.Data
	l.wh.Pack(l.columns(w, h, 0, 2*h).T())
	l.cand.Pack(l.columns(w, h, 2*h, h).T())
	for t := l.steps - 1; t >= 0; t-- {
		z, dz, before := at(l.z, t, 3*n), at(l.dz, t, 3*n), at(l.h, t, n)
		l.note(t, at(dy.Data, t, n))
		kernel.GRUGrad(dz, l.dh, at(dy.Data, t, n), z, before, b, h)
		l.gemm.MulPacked(kernel.Mat(l.dg, b, h), l.columns(dz, b, 2*h, h), &l.cand, false) // of r⊙h'
		kernel.GRUResetGrad(dz, l.dh, l.dg, z, before, b, h)
		l.gemm.MulPacked(kernel.Mat(l.dh, b, h), l.columns(dz, b, 0, 2*h), &l.wh, true)
		if l.severed(t) {
			clear(l.dh)
		}
	}
	rows := l.steps * b
	l.gemm.Mul(l.columns(l.WH.Grad.Data, h, 2*h, h), kernel.Mat(l.rh, rows, h).T(), l.columns(l.dz, rows, 2*h, h), true)
	return l.endBack(2 * h)
}
