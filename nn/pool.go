package nn

import "github.com/whisker-lab/whisker/nn/kernel"

// Pooling says what a Pool makes of the values under its window.
type Pooling uint8

// The kinds of pooling.
const (
	MaxPooling Pooling = iota
	MeanPooling
	SumPooling
)

// Pool sums up neighbouring values of each plane: x (n, planes, height, width) to y (n, planes, height', width'). Padding
// is left out of maxima and means.
type Pool struct {
	kind   Pooling
	planes int
	plan   *kernel.Pool
	arg    []int32
	y, dx  Tensor
	shape  []int
}

// NewPool returns a pooling layer over images of so many planes.
func NewPool(kind Pooling, w kernel.Window, planes int) *Pool {
	return &Pool{kind: kind, planes: planes, plan: kernel.NewPool(w)}
}

// Forward is part of Layer.
func (l *Pool) Forward(x *Tensor, train bool) *Tensor {
	p := l.plan
	n := imagesOf(x, l.planes, p.Height, p.Width)
	l.shape = append(l.shape[:0], x.Shape...)
	h, w := p.Window.Out()
	l.y.Resize(n, l.planes, h, w)
	switch {
	case l.kind == MaxPooling && train:
		if cap(l.arg) < len(l.y.Data) {
			l.arg = make([]int32, len(l.y.Data))
		}
		l.arg = l.arg[:len(l.y.Data)]
		p.Max(l.y.Data, l.arg, x.Data, n*l.planes)
	case l.kind == MaxPooling:
		p.Max(l.y.Data, nil, x.Data, n*l.planes)
	default:
		p.Sum(l.y.Data, x.Data, n*l.planes, l.kind == MeanPooling)
	}
	return &l.y
}

// Backward is part of Layer. Forward must have been told to train.
func (l *Pool) Backward(dy *Tensor) *Tensor {
	if len(dy.Data) != len(l.y.Data) || (l.kind == MaxPooling && len(l.arg) != len(l.y.Data)) {
		panic(badShape)
	}
	l.dx.Resize(l.shape...)
	if l.kind == MaxPooling {
		l.plan.MaxBack(l.dx.Data, dy.Data, l.arg, l.shape[0]*l.planes)
	} else {
		l.plan.SumBack(l.dx.Data, dy.Data, l.shape[0]*l.planes, l.kind == MeanPooling)
	}
	return &l.dx
}

// Params is part of Layer.
func (l *Pool) Params() []*Param { return nil }
