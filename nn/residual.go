package nn

import (
	"fmt"

	"github.com/whisker-lab/whisker/nn/kernel"
)

// Residual adds to what some layers give what came into them: y = f(x) + x, with x and y of one shape (He, Zhang, Ren and Sun,
// "Deep Residual Learning for Image Recognition", 2016).
type Residual struct {
	Layers []Layer

	params []*Param
	y, dx  Tensor
}

// NewResidual puts a way around layers, which must keep the shape. Their parameters are numbered, as those of a Network are.
func NewResidual(layers ...Layer) *Residual {
	l := &Residual{Layers: layers}
	for i, inner := range layers {
		for _, p := range inner.Params() {
			p.Name = fmt.Sprintf("%d.%s", i, p.Name)
			l.params = append(l.params, p)
		}
	}
	return l
}

// Forward is part of Layer.
func (l *Residual) Forward(x *Tensor, train bool) *Tensor {
	y := x
	for _, inner := range l.Layers {
		y = inner.Forward(y, train)
	}
	return sum(&l.y, y, x)
}

// Backward is part of Layer.
func (l *Residual) Backward(dy *Tensor) *Tensor {
	d := dy
	for i := len(l.Layers) - 1; i >= 0; i-- {
		d = l.Layers[i].Backward(d)
	}
	return sum(&l.dx, d, dy)
}

// sum sets to to a + b.
func sum(to, a, b *Tensor) *Tensor {
	if len(a.Data) != len(b.Data) {
		panic(badShape)
	}
	to.Resize(b.Shape...)
	copy(to.Data, a.Data)
	kernel.SGD(to.Data, b.Data, -1)
	return to
}

// Params is part of Layer.
func (l *Residual) Params() []*Param { return l.params }

// Keep is part of Keeper.
func (l *Residual) Keep(e *Encoder) { keepEach(l.Layers, e) }

// Restore is part of Keeper.
func (l *Residual) Restore(d *Decoder) { restoreEach(l.Layers, d) }
