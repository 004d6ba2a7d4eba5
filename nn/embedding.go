package nn

// Embedding looks up a row of weights for each code: x (…) of whole numbers in [0, codes) to y (…, width). It is a product
// with one-hot vectors, without the zeros. Codes have no gradient, so Backward returns nil.
type Embedding struct {
	W *Param // (codes, width)

	codes, width int
	x            *Tensor
	y            Tensor
}

const badCode = "nn: code out of range"

// NewEmbedding returns a table with zero weights.
func NewEmbedding(codes, width int) *Embedding {
	return &Embedding{W: newParam("w", codes, width), codes: codes, width: width}
}

// Forward is part of Layer.
func (l *Embedding) Forward(x *Tensor, train bool) *Tensor {
	l.x = x
	l.y.Shape = append(append(l.y.Shape[:0], x.Shape...), l.width)
	l.y.Data = grown(l.y.Data, len(x.Data)*l.width)
	for i, c := range x.Data {
		copy(l.y.Data[i*l.width:][:l.width], l.row(l.W.Value, c))
	}
	return &l.y
}

// Backward is part of Layer.
func (l *Embedding) Backward(dy *Tensor) *Tensor {
	if len(dy.Data) != len(l.y.Data) {
		panic(badShape)
	}
	for i, c := range l.x.Data {
		row := l.row(l.W.Grad, c)
		for j, v := range dy.Data[i*l.width:][:len(row)] {
			row[j] += v
		}
	}
	return nil
}

func (l *Embedding) row(t *Tensor, code float32) []float32 {
	return codeRow(t.Data, code, l.codes, l.width)
}

// codeRow is the row of a (codes, width) matrix for one code.
func codeRow(w []float32, code float32, codes, width int) []float32 {
	c := int(code)
	if c < 0 || c >= codes || float32(c) != code {
		panic(badCode)
	}
	return w[c*width:][:width]
}

// Params is part of Layer.
func (l *Embedding) Params() []*Param { return []*Param{l.W} }
