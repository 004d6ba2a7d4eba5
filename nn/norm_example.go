package nn

import "math"

// ExampleNorm gives each example mean 0 and variance 1 over all of its values, whatever their shape: x, y (n, …). It is layer
// normalisation (Ba, Kiros and Hinton, 2016) without gain and bias, so that a network has the same weights with it and without.
type ExampleNorm struct {
	inv   []float32 // (n): 1/σ
	y, dx Tensor
}

// NewExampleNorm returns the layer.
func NewExampleNorm() *ExampleNorm { return &ExampleNorm{} }

// Forward is part of Layer.
func (l *ExampleNorm) Forward(x *Tensor, train bool) *Tensor {
	n, size := x.Shape[0], volume(x.Shape[1:])
	l.y.Resize(x.Shape...)
	l.inv = grown(l.inv, n)
	for i := range l.inv {
		row, y := x.Data[i*size:][:size], l.y.Data[i*size:][:size]
		mean, variance := moments(row)
		inv, m := float32(1/math.Sqrt(variance+normEpsilon)), float32(mean)
		l.inv[i] = inv
		for j, v := range row {
			y[j] = (v - m) * inv
		}
	}
	return &l.y
}

// Backward is part of Layer.
func (l *ExampleNorm) Backward(dy *Tensor) *Tensor {
	if len(dy.Data) != len(l.y.Data) {
		panic(badShape)
	}
	l.dx.Resize(dy.Shape...)
	size := volume(dy.Shape[1:])
	for i, inv := range l.inv {
		hat, d, dx := l.y.Data[i*size:][:size], dy.Data[i*size:][:size], l.dx.Data[i*size:][:size]
		var sum, dot float64
		for j, v := range d {
			sum += float64(v)
			dot += float64(v * hat[j])
		}
		mean, slope := float32(sum/float64(size)), float32(dot/float64(size))
		for j, v := range d {
			dx[j] = inv * (v - mean - float32(hat[j]*slope))
		}
	}
	return &l.dx
}

// Params is part of Layer.
func (l *ExampleNorm) Params() []*Param { return nil }
