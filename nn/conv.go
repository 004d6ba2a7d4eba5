package nn

import "github.com/whisker-lab/whisker/nn/kernel"

// Conv is a convolution of images: x (n, in, height, width) to y (n, out, height', width').
type Conv struct {
	W, B *Param // (out, in, kernel, kernel), (out)

	plan  *kernel.Conv
	first bool
	x     *Tensor
	y, dx Tensor
}

// NewConv returns a convolution with zero weights. The window says the size of the images, of the kernel, stride and
// padding.
func NewConv(w kernel.Window, in, out int) *Conv {
	return &Conv{
		W: newParam("w", out, in, w.KernelH, w.KernelW), B: newParam("b", out),
		plan: kernel.NewConv(w, in, out),
	}
}

// Forward is part of Layer.
func (l *Conv) Forward(x *Tensor, train bool) *Tensor {
	p := l.plan
	n := imagesOf(x, p.In, p.Height, p.Width)
	l.x = x
	h, w := p.Window.Out()
	l.y.Resize(n, p.Out, h, w)
	p.Forward(l.y.Data, x.Data, l.W.Value.Data, l.B.Value.Data, n)
	return &l.y
}

// Backward is part of Layer.
func (l *Conv) Backward(dy *Tensor) *Tensor {
	if len(dy.Data) != len(l.y.Data) {
		panic(badShape)
	}
	var dx []float32
	if !l.first {
		l.dx.Resize(l.x.Shape...)
		dx = l.dx.Data
	}
	l.plan.Backward(dx, l.W.Grad.Data, l.B.Grad.Data, dy.Data, l.x.Data, l.W.Value.Data, l.x.Dim(0))
	if l.first {
		return nil
	}
	return &l.dx
}

// Params is part of Layer.
func (l *Conv) Params() []*Param { return []*Param{l.W, l.B} }

func (l *Conv) feedsOnData() { l.first = true }

// imagesOf is the number of images in t (n, planes, height, width).
func imagesOf(t *Tensor, planes, height, width int) int {
	if len(t.Shape) != 4 || t.Shape[1] != planes || t.Shape[2] != height || t.Shape[3] != width {
		panic(badShape)
	}
	return t.Shape[0]
}
