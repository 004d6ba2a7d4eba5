package nn

import (
	"fmt"
	"math"
	"math/rand/v2"
)

// Dropout sets a share of its inputs to zero while training and scales the others so that the mean stays (Srivastava et
// al., "Dropout: A Simple Way to Prevent Neural Networks from Overfitting", 2014). Otherwise it changes nothing.
type Dropout struct {
	share  float64
	source *rand.PCG
	mask   []float32
	on     bool
	y, dx  Tensor
}

// NewDropout returns a layer that drops the given share of its inputs, at least 0 and below 1. It takes the seed of its own
// source from r.
func NewDropout(share float64, r *rand.Rand) *Dropout {
	l := &Dropout{source: rand.NewPCG(r.Uint64(), r.Uint64())}
	l.SetShare(share)
	return l
}

// SetShare changes how much is dropped from the next step on.
func (l *Dropout) SetShare(share float64) {
	if !(share >= 0 && share < 1) {
		panic(badShare)
	}
	l.share = share
}

const badShare = "nn: the share to drop must be at least 0 and below 1"

// Forward is part of Layer.
func (l *Dropout) Forward(x *Tensor, train bool) *Tensor {
	l.on = train && l.share > 0
	if !l.on {
		return x
	}
	l.y.Resize(x.Shape...)
	l.mask = grown(l.mask, len(x.Data))
	limit, scale := uint32(l.share*(1<<32)), float32(1/(1-l.share))
	var bits uint64
	for i := range l.mask {
		if i%2 == 0 {
			bits = l.source.Uint64()
		}
		l.mask[i] = 0
		if uint32(bits) >= limit {
			l.mask[i] = scale
		}
		bits >>= 32
	}
	for i, v := range x.Data {
		l.y.Data[i] = v * l.mask[i]
	}
	return &l.y
}

// Backward is part of Layer.
func (l *Dropout) Backward(dy *Tensor) *Tensor {
	if !l.on {
		return dy
	}
	if len(dy.Data) != len(l.mask) {
		panic(badShape)
	}
	l.dx.Resize(dy.Shape...)
	for i, v := range dy.Data {
		l.dx.Data[i] = v * l.mask[i]
	}
	return &l.dx
}

// Params is part of Layer.
func (l *Dropout) Params() []*Param { return nil }

// Keep is part of Keeper.
func (l *Dropout) Keep(e *Encoder) {
	e.Float(l.share)
	e.Source(l.source)
}

// Restore is part of Keeper.
func (l *Dropout) Restore(d *Decoder) {
	share := math.Float64frombits(d.uint())
	if !(share >= 0 && share < 1) {
		d.Fail(fmt.Errorf("nn: load: a share of %v to drop: %w", share, ErrDamaged))
	}
	d.fill = append(d.fill, func() { l.share = share })
	d.Source(l.source)
}
