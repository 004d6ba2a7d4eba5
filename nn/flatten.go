package nn

// Flatten makes a row of each example: x (n, …) to y (n, rest). Images come out plane by plane.
type Flatten struct {
	y, dx Tensor
	shape []int
}

// NewFlatten returns the layer.
func NewFlatten() *Flatten { return &Flatten{} }

// Forward is part of Layer. The result shares x's storage.
func (l *Flatten) Forward(x *Tensor, train bool) *Tensor {
	if len(x.Shape) == 0 {
		panic(badShape)
	}
	l.shape = append(l.shape[:0], x.Shape...)
	l.y.Data = x.Data
	l.y.Shape = append(l.y.Shape[:0], x.Shape[0], volume(x.Shape[1:]))
	return &l.y
}

// Backward is part of Layer. The result shares dy's storage.
func (l *Flatten) Backward(dy *Tensor) *Tensor {
	if len(dy.Data) != len(l.y.Data) {
		panic(badShape)
	}
	l.dx.Data, l.dx.Shape = dy.Data, append(l.dx.Shape[:0], l.shape...)
	return &l.dx
}

// Params is part of Layer.
func (l *Flatten) Params() []*Param { return nil }

// Last keeps the last time step of a sequence: x (time, n, width) to y (n, width).
type Last struct {
	y, dx Tensor
	shape []int
}

// NewLast returns the layer.
func NewLast() *Last { return &Last{} }

// Forward is part of Layer. The result shares x's storage.
func (l *Last) Forward(x *Tensor, train bool) *Tensor {
	if len(x.Shape) != 3 || x.Shape[0] == 0 {
		panic(badShape)
	}
	l.shape = append(l.shape[:0], x.Shape...)
	l.y.Shape = append(l.y.Shape[:0], x.Shape[1:]...)
	l.y.Data = x.Data[len(x.Data)-x.Shape[1]*x.Shape[2]:]
	return &l.y
}

// Backward is part of Layer.
func (l *Last) Backward(dy *Tensor) *Tensor {
	if len(dy.Data) != len(l.y.Data) {
		panic(badShape)
	}
	l.dx.Resize(l.shape...)
	rest := len(l.dx.Data) - len(dy.Data)
	clear(l.dx.Data[:rest])
	copy(l.dx.Data[rest:], dy.Data)
	return &l.dx
}

// Params is part of Layer.
func (l *Last) Params() []*Param { return nil }
