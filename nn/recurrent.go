package nn

import "github.com/whisker-lab/whisker/nn/kernel"

// recurrent is what the cells have in common. Sequences are time by time: x (time, n, in), or x (time, n) of codes in
// [0, in), which stand for one-hot vectors and cost a look-up instead of a product; y (time, n, hidden).
//
// Backward goes back through the steps of the last Forward and no further: truncated backpropagation through time
// (Williams and Peng, 1990). With Carry set, a Forward begins with the state that the last one ended with. With a Cut, Backward takes a
// sequence for pieces of so many steps, counted from its end, and no gradient passes from one to the one before.
type recurrent struct {
	WX, WH, B *Param // (in, gates·hidden), (hidden, gates·hidden), (gates·hidden)
	Carry     bool
	Cut       int // steps; none where 0

	in, hidden, gates int
	first             bool
	x                 *Tensor
	steps, batch      int
	z, dz             []float32 // (time, n, gates·hidden): gates after their activation, gradients before it
	h                 []float32 // (1+time, n, hidden), beginning with the state before the first step
	dh                []float32 // (n, hidden)
	state             Tensor    // carried over
	y, dx             Tensor
	gemm              kernel.Gemm
	wx, wh            kernel.Panels
	traced            bool
	blame             []float32 // (time, n, hidden)
}

// Recurrent is a layer with a state that each step hands on to the next, as it went through its last sequence.
type Recurrent interface {
	Layer
	// SetCut sets through how many steps a gradient goes back at most, 0 for all.
	SetCut(steps int)
	// SetTrace has every Backward keep what Blame gives.
	SetTrace(on bool)
	// State is the hidden state (n, hidden) after a step.
	State(step int) []float32
	// Gates is what the gates let through at a step, each between 0 and 1 but for the candidate, (n, gates·hidden) in the cell's own
	// order; nil for a cell without.
	Gates(step int) []float32
	// Blame is the loss's gradient by what a step remembers (n, hidden): by h, or by c where a cell has that, through all that comes of it.
	Blame(step int) []float32
}

var _, _, _ Recurrent = (*RNN)(nil), (*GRU)(nil), (*LSTM)(nil)

// SetCut is part of Recurrent.
func (l *recurrent) SetCut(steps int) { l.Cut = steps }

// SetTrace is part of Recurrent.
func (l *recurrent) SetTrace(on bool) { l.traced = on }

// State is part of Recurrent.
func (l *recurrent) State(step int) []float32 { return at(l.y.Data, step, l.batch*l.hidden) }

// Gates is part of Recurrent.
func (l *recurrent) Gates(step int) []float32 {
	if l.gates == 1 {
		return nil
	}
	return at(l.z, step, l.batch*l.gates*l.hidden)
}

// Blame is part of Recurrent.
func (l *recurrent) Blame(step int) []float32 { return at(l.blame, step, l.batch*l.hidden) }

// note keeps the gradient by h at step t, of which dy came from above and l.dh from the step after.
func (l *recurrent) note(t int, dy []float32) {
	if l.traced {
		kernel.AddTo(l.Blame(t), dy, l.dh)
	}
}

// severed tells whether a piece begins with step t, so that no gradient goes further back.
func (l *recurrent) severed(t int) bool { return l.Cut > 0 && (l.steps-t)%l.Cut == 0 }

func newRecurrent(in, hidden, gates int) recurrent {
	w := gates * hidden
	return recurrent{
		WX: newParam("wx", in, w), WH: newParam("wh", hidden, w), B: newParam("b", w),
		in: in, hidden: hidden, gates: gates,
	}
}

// Params is part of Layer.
func (l *recurrent) Params() []*Param { return []*Param{l.WX, l.WH, l.B} }

// Reset forgets the carried state.
func (l *recurrent) Reset() { l.state.Resize(0) }

// SetCarry sets Carry.
func (l *recurrent) SetCarry(on bool) { l.Carry = on }

func (l *recurrent) feedsOnData() { l.first = true }

// Keep is part of Keeper.
func (l *recurrent) Keep(e *Encoder) { e.Floats(l.state.Data) }

// Restore is part of Keeper.
func (l *recurrent) Restore(d *Decoder) { d.Tensor("hidden state", &l.state, saveLimit) }

func (l *recurrent) codes() bool { return len(l.x.Shape) == 2 }

// begin sets up the storage and z = x·WX + b for all steps at once.
func (l *recurrent) begin(x *Tensor) {
	if d := len(x.Shape); d < 2 || d > 3 || (d == 3 && x.Shape[2] != l.in) {
		panic(badShape)
	}
	l.x, l.steps, l.batch = x, x.Shape[0], x.Shape[1]
	rows, width := l.steps*l.batch, l.gates*l.hidden
	l.z = grown(l.z, rows*width)
	l.h = grown(l.h, (rows+l.batch)*l.hidden)
	initial(l.h[:l.batch*l.hidden], l.state.Data, l.Carry)
	b := l.B.Value.Data
	if l.codes() {
		for i, c := range x.Data {
			kernel.AddTo(l.z[i*width:][:width], b, codeRow(l.WX.Value.Data, c, l.in, width))
		}
	} else {
		fillRows(l.z, b)
		l.wx.Pack(kernel.Mat(l.WX.Value.Data, l.in, width))
		l.gemm.MulPacked(kernel.Mat(l.z, rows, width), kernel.Mat(x.Data, rows, l.in), &l.wx, true)
	}
	l.wh.Pack(kernel.Mat(l.WH.Value.Data, l.hidden, width))
}

// initial sets the state before the first step: what was carried over, or zeros.
func initial(dst, carried []float32, carry bool) {
	if carry && len(carried) == len(dst) {
		copy(dst, carried)
	} else {
		clear(dst)
	}
}

// carryOver keeps the state after the last step.
func carryOver(t *Tensor, last []float32) {
	t.Resize(len(last))
	copy(t.Data, last)
}

// end keeps the last state and returns the result, which is h without the state before the first step.
func (l *recurrent) end() *Tensor {
	n := l.batch * l.hidden
	if l.Carry {
		carryOver(&l.state, l.h[l.steps*n:])
	}
	l.y.Data = l.h[n:]
	l.y.Shape = append(l.y.Shape[:0], l.steps, l.batch, l.hidden)
	return &l.y
}

// at is step t of an array of so many values a step.
func at(x []float32, t, size int) []float32 { return x[t*size:][:size] }

// beginBack sets up the storage for the way back.
func (l *recurrent) beginBack(dy *Tensor) {
	if len(dy.Data) != len(l.y.Data) {
		panic(badShape)
	}
	l.dz = grown(l.dz, len(l.z))
	l.dh = grown(l.dh, l.batch*l.hidden)
	clear(l.dh)
	if l.traced {
		l.blame = grown(l.blame, len(l.y.Data))
	}
	l.wh.Pack(kernel.Mat(l.WH.Value.Data, l.hidden, l.gates*l.hidden).T())
}

// endBack adds the gradients of the weights from dz, all steps at once, and returns that of the input. The gradient of
// the recurrent weights is summed over cols columns from the left; the cell adds that of the others itself.
func (l *recurrent) endBack(cols int) *Tensor {
	rows, width := l.steps*l.batch, l.gates*l.hidden
	dz := kernel.Mat(l.dz, rows, width)
	addRows(l.B.Grad.Data, l.dz)
	part := func(m kernel.Matrix) kernel.Matrix { m.Cols = cols; return m }
	l.gemm.Mul(part(kernel.Mat(l.WH.Grad.Data, l.hidden, width)), kernel.Mat(l.h, rows, l.hidden).T(), part(dz), true)
	if l.codes() {
		for i, c := range l.x.Data {
			row := codeRow(l.WX.Grad.Data, c, l.in, width)
			kernel.AddTo(row, row, l.dz[i*width:][:width])
		}
		return nil
	}
	l.gemm.Mul(kernel.Mat(l.WX.Grad.Data, l.in, width), kernel.Mat(l.x.Data, rows, l.in).T(), dz, true)
	if l.first {
		return nil
	}
	l.dx.Resize(l.x.Shape...)
	l.gemm.Mul(kernel.Mat(l.dx.Data, rows, l.in), dz, kernel.Mat(l.WX.Value.Data, l.in, width).T(), false)
	return &l.dx
}
