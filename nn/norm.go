package nn

import "math"

const normEpsilon = 1e-5

// LayerNorm gives each row mean 0 and variance 1, then scales and shifts each column: x, y (…, width) (Ba, Kiros and
// Hinton, "Layer Normalization", 2016).
type LayerNorm struct {
	Scale, Shift *Param // (width)

	width int
	hat   []float32 // x after normalising
	inv   []float32 // 1/σ of each row
	y, dx Tensor
}

// NewLayerNorm returns a layer that at first only normalises.
func NewLayerNorm(width int) *LayerNorm {
	l := &LayerNorm{Scale: newParam("scale", width), Shift: newParam("shift", width), width: width}
	ones(l.Scale.Value.Data)
	return l
}

// Forward is part of Layer.
func (l *LayerNorm) Forward(x *Tensor, train bool) *Tensor {
	rows := rowsOf(x, l.width)
	l.y.Resize(x.Shape...)
	l.hat, l.inv = grown(l.hat, len(x.Data)), grown(l.inv, rows)
	for r := range l.inv {
		row := x.Data[r*l.width:][:l.width]
		mean, variance := moments(row)
		inv := float32(1 / math.Sqrt(variance+normEpsilon))
		l.inv[r] = inv
		hat, y := l.hat[r*l.width:][:l.width], l.y.Data[r*l.width:][:l.width]
		for i, v := range row {
			hat[i] = (v - float32(mean)) * inv
			y[i] = hat[i]*l.Scale.Value.Data[i] + l.Shift.Value.Data[i]
		}
	}
	return &l.y
}

// Backward is part of Layer.
func (l *LayerNorm) Backward(dy *Tensor) *Tensor {
	if len(dy.Data) != len(l.hat) {
		panic(badShape)
	}
	l.dx.Resize(dy.Shape...)
	scale, dScale, dShift := l.Scale.Value.Data, l.Scale.Grad.Data, l.Shift.Grad.Data
	for r, inv := range l.inv {
		hat, d := l.hat[r*l.width:][:l.width], dy.Data[r*l.width:][:l.width]
		dx := l.dx.Data[r*l.width:][:l.width]
		var sum, dot float64
		for i, v := range d {
			dScale[i] += v * hat[i]
			dShift[i] += v
			sum += float64(v * scale[i])
			dot += float64(v * scale[i] * hat[i])
		}
		sum, dot = sum/float64(l.width), dot/float64(l.width)
		for i, v := range d {
			dx[i] = inv * (v*scale[i] - float32(sum) - hat[i]*float32(dot))
		}
	}
	return &l.dx
}

// Params is part of Layer.
func (l *LayerNorm) Params() []*Param { return []*Param{l.Scale, l.Shift} }

// BatchNorm gives each feature mean 0 and variance 1 over the batch, then scales and shifts it (Ioffe and Szegedy, "Batch
// Normalization", 2015). Features are the planes of images (n, planes, height, width), or the columns of anything else.
// When not training it uses the running mean and variance.
type BatchNorm struct {
	Scale, Shift *Param // (features)

	features       int
	momentum       float32
	mean, variance []float32 // running
	hat, inv       []float32
	y, dx          Tensor
}

// NewBatchNorm returns a layer that at first only normalises.
func NewBatchNorm(features int) *BatchNorm {
	l := &BatchNorm{
		Scale: newParam("scale", features), Shift: newParam("shift", features), features: features, momentum: 0.1,
		mean: make([]float32, features), variance: make([]float32, features), inv: make([]float32, features),
	}
	ones(l.Scale.Value.Data)
	ones(l.variance)
	return l
}

// layout says where feature f lies: outer runs of inner neighbouring values, one run each inner·features.
func (l *BatchNorm) layout(t *Tensor) (outer, inner int) {
	if len(t.Shape) == 4 && t.Shape[1] == l.features {
		return t.Shape[0], t.Shape[2] * t.Shape[3]
	}
	return rowsOf(t, l.features), 1
}

// Forward is part of Layer.
func (l *BatchNorm) Forward(x *Tensor, train bool) *Tensor {
	outer, inner := l.layout(x)
	l.y.Resize(x.Shape...)
	l.hat = grown(l.hat, len(x.Data))
	count := float64(outer * inner)
	for f := 0; f < l.features; f++ {
		mean, variance := float64(l.mean[f]), float64(l.variance[f])
		if train && count > 0 {
			var sum, square float64
			l.each(outer, inner, f, func(i int) { sum += float64(x.Data[i]) })
			mean = sum / count
			l.each(outer, inner, f, func(i int) { d := float64(x.Data[i]) - mean; square += d * d })
			variance = square / count
			l.mean[f] += l.momentum * (float32(mean) - l.mean[f])
			l.variance[f] += l.momentum * (float32(variance) - l.variance[f])
		}
		inv, m := float32(1/math.Sqrt(variance+normEpsilon)), float32(mean)
		l.inv[f] = inv
		scale, shift := l.Scale.Value.Data[f], l.Shift.Value.Data[f]
		l.each(outer, inner, f, func(i int) {
			l.hat[i] = (x.Data[i] - m) * inv
			l.y.Data[i] = l.hat[i]*scale + shift
		})
	}
	return &l.y
}

// each calls visit with the index of every value of feature f.
func (l *BatchNorm) each(outer, inner, f int, visit func(i int)) {
	for o := 0; o < outer; o++ {
		from := (o*l.features + f) * inner
		for i := from; i < from+inner; i++ {
			visit(i)
		}
	}
}

// Backward is part of Layer: of the training form, in which mean and variance depend on the batch.
func (l *BatchNorm) Backward(dy *Tensor) *Tensor {
	if len(dy.Data) != len(l.hat) {
		panic(badShape)
	}
	outer, inner := l.layout(dy)
	l.dx.Resize(dy.Shape...)
	count := float64(outer * inner)
	for f := 0; f < l.features; f++ {
		var sum, dot float64
		l.each(outer, inner, f, func(i int) {
			sum += float64(dy.Data[i])
			dot += float64(dy.Data[i]) * float64(l.hat[i])
		})
		l.Shift.Grad.Data[f] += float32(sum)
		l.Scale.Grad.Data[f] += float32(dot)
		k, mean, slope := l.inv[f]*l.Scale.Value.Data[f], float32(sum/count), float32(dot/count)
		l.each(outer, inner, f, func(i int) { l.dx.Data[i] = k * (dy.Data[i] - mean - l.hat[i]*slope) })
	}
	return &l.dx
}

// Params is part of Layer.
func (l *BatchNorm) Params() []*Param { return []*Param{l.Scale, l.Shift} }

// Keep is part of Keeper.
func (l *BatchNorm) Keep(e *Encoder) {
	e.Floats(l.mean)
	e.Floats(l.variance)
}

// Restore is part of Keeper.
func (l *BatchNorm) Restore(d *Decoder) {
	d.Floats("running mean", l.mean)
	d.Floats("running variance", l.variance)
}

// moments are mean and variance of x, in two passes because one cancels in float32.
func moments(x []float32) (mean, variance float64) {
	for _, v := range x {
		mean += float64(v)
	}
	mean /= float64(len(x))
	for _, v := range x {
		d := float64(v) - mean
		variance += d * d
	}
	return mean, variance / float64(len(x))
}

func ones(x []float32) {
	for i := range x {
		x[i] = 1
	}
}
