package nn

import "github.com/whisker-lab/whisker/nn/kernel"

// Activation applies an activation function to every value: x and y (…).
type Activation struct {
	f     kernel.Activation
	x     *Tensor
	y, dx Tensor
}

// NewActivation returns a layer that applies f.
func NewActivation(f kernel.Activation) *Activation { return &Activation{f: f} }

// Forward is part of Layer.
func (l *Activation) Forward(x *Tensor, train bool) *Tensor {
	l.x = x
	l.y.Resize(x.Shape...)
	l.f.Apply(l.y.Data, x.Data)
	return &l.y
}

// Backward is part of Layer.
func (l *Activation) Backward(dy *Tensor) *Tensor {
	if len(dy.Data) != len(l.y.Data) {
		panic(badShape)
	}
	l.dx.Resize(dy.Shape...)
	copy(l.dx.Data, dy.Data)
	if l.f.NeedsInput() {
		l.f.Slope(l.dx.Data, l.x.Data)
	} else {
		l.f.Slope(l.dx.Data, l.y.Data)
	}
	return &l.dx
}

// Params is part of Layer.
func (l *Activation) Params() []*Param { return nil }

// Softmax turns each row into probabilities: x, y (…, classes). Train on the logits before it, with a cross-entropy that
// takes logits: that is both faster and exact where probabilities are as good as 0.
type Softmax struct{ y, dx Tensor }

// NewSoftmax returns the layer.
func NewSoftmax() *Softmax { return &Softmax{} }

// Forward is part of Layer.
func (l *Softmax) Forward(x *Tensor, train bool) *Tensor {
	classes := l.classes(x)
	l.y.Resize(x.Shape...)
	kernel.SoftmaxRows(l.y.Data, x.Data, len(x.Data)/classes, classes)
	return &l.y
}

// Backward is part of Layer.
func (l *Softmax) Backward(dy *Tensor) *Tensor {
	if len(dy.Data) != len(l.y.Data) {
		panic(badShape)
	}
	classes := l.classes(dy)
	l.dx.Resize(dy.Shape...)
	kernel.SoftmaxRowsGrad(l.dx.Data, l.y.Data, dy.Data, len(dy.Data)/classes, classes)
	return &l.dx
}

func (l *Softmax) classes(t *Tensor) int {
	if len(t.Shape) == 0 || t.Shape[len(t.Shape)-1] < 1 {
		panic(badShape)
	}
	return t.Shape[len(t.Shape)-1]
}

// Params is part of Layer.
func (l *Softmax) Params() []*Param { return nil }
