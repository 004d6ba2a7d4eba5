package nn

import "github.com/whisker-lab/whisker/nn/kernel"

// Dense multiplies by a matrix and adds a bias: y = x·Wᵀ + b, with x (…, in) and y (…, out). All dimensions before the last
// one are taken as one batch.
type Dense struct {
	W, B *Param // (out, in), (out)

	in, out int
	first   bool
	x       *Tensor
	y, dx   Tensor
	gemm    kernel.Gemm
	panels  kernel.Panels
}

// NewDense returns a layer with zero weights.
func NewDense(in, out int) *Dense {
	return &Dense{W: newParam("w", out, in), B: newParam("b", out), in: in, out: out}
}

func newParam(name string, shape ...int) *Param {
	return &Param{Name: name, Value: NewTensor(shape...), Grad: NewTensor(shape...)}
}

// Forward is part of Layer.
func (l *Dense) Forward(x *Tensor, train bool) *Tensor {
	rows := rowsOf(x, l.in)
	l.x = x
	l.y.Shape = append(append(l.y.Shape[:0], x.Shape[:len(x.Shape)-1]...), l.out)
	l.y.Data = grown(l.y.Data, rows*l.out)
	fillRows(l.y.Data, l.B.Value.Data)
	l.panels.Pack(kernel.Mat(l.W.Value.Data, l.out, l.in).T())
	l.gemm.MulPacked(kernel.Mat(l.y.Data, rows, l.out), kernel.Mat(x.Data, rows, l.in), &l.panels, true)
	return &l.y
}

// Backward is part of Layer.
func (l *Dense) Backward(dy *Tensor) *Tensor {
	rows := rowsOf(dy, l.out)
	d := kernel.Mat(dy.Data, rows, l.out)
	l.gemm.Mul(kernel.Mat(l.W.Grad.Data, l.out, l.in), d.T(), kernel.Mat(l.x.Data, rows, l.in), true)
	addRows(l.B.Grad.Data, dy.Data)
	if l.first {
		return nil
	}
	l.dx.Resize(l.x.Shape...)
	l.gemm.Mul(kernel.Mat(l.dx.Data, rows, l.in), d, kernel.Mat(l.W.Value.Data, l.out, l.in), false)
	return &l.dx
}

// Params is part of Layer.
func (l *Dense) Params() []*Param { return []*Param{l.W, l.B} }

func (l *Dense) feedsOnData() { l.first = true }

// rowsOf is the number of rows of t, whose last dimension must be width.
func rowsOf(t *Tensor, width int) int {
	if len(t.Shape) == 0 || t.Shape[len(t.Shape)-1] != width {
		panic(badShape)
	}
	if width == 0 {
		return 0
	}
	return len(t.Data) / width
}

// grown returns a slice of length n, over s where that is large enough.
func grown(s []float32, n int) []float32 {
	if cap(s) < n {
		return make([]float32, n)
	}
	return s[:n]
}

// fillRows sets every row of x to row.
func fillRows(x, row []float32) {
	for i := 0; i < len(x); i += len(row) {
		copy(x[i:], row)
	}
}

// addRows adds every row of x to sum.
func addRows(sum, x []float32) {
	for i := 0; i+len(sum) <= len(x) && len(sum) > 0; i += len(sum) {
		for j, v := range x[i:][:len(sum)] {
			sum[j] += v
		}
	}
}
