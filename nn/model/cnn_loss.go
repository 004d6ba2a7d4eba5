package model

import (
	"fmt"
	"slices"

	"github.com/whisker-lab/whisker/nn"
	"github.com/whisker-lab/whisker/nn/kernel"
)

// CNNLosses are what a CNN can be trained by: −ln of the probability of the right class, or half the squared error of all outputs.
var CNNLosses = [...]string{"crossentropy", "squared"}

// verdict is how logits become outputs, and what these cost.
type verdict struct {
	squared bool
	plain   bool // each output goes through a sigmoid by itself; else they share a softmax
	y, soft []float32
}

func newVerdict(loss string, plain bool) (verdict, error) {
	if loss != "" && !slices.Contains(CNNLosses[:], loss) {
		return verdict{}, fmt.Errorf("no loss %q", loss)
	}
	return verdict{squared: loss == "squared", plain: plain}, nil
}

// outputs sets y (n, classes), which may be z, to the outputs for logits z.
func (v *verdict) outputs(y, z []float32, n, classes int) {
	if v.plain {
		kernel.SigmoidTo(y, z)
		return
	}
	kernel.SoftmaxRows(y, z, n, classes)
}

// loss is the mean over n rows of logits z (n, classes) with labels, and dz its gradient by them.
func (v *verdict) loss(dz *nn.Tensor, z *nn.Tensor, labels []float32, classes int) float64 {
	n := len(labels)
	dz.Resize(z.Shape...)
	d := dz.Data
	if !v.plain && !v.squared {
		return kernel.CrossEntropy(d, z.Data, labels, n, classes)
	}
	if len(v.y) < len(d) {
		v.y, v.soft = make([]float32, len(d)), make([]float32, kernel.Stride(len(d)))
	}
	y, share := v.y[:len(d)], 1/float32(n)
	v.outputs(y, z.Data, n, classes)
	var sum float64
	if !v.squared {
		// −ln y where the class is right and −ln(1−y) where it is not: ln(1+exp z) − t·z.
		soft := v.soft[:kernel.Stride(len(d))] // whole vectors
		clear(soft[copy(soft, z.Data):])
		kernel.SoftplusTo(soft, soft)
		for i, c := range soft[:len(d)] {
			sum += float64(c)
			d[i] = y[i] * share
		}
		for r, label := range labels {
			at := r*classes + int(label)
			sum -= float64(z.Data[at])
			d[at] -= share
		}
		return sum / float64(n)
	}
	for r, label := range labels {
		for c := range classes {
			at := r*classes + c
			off := y[at]
			if c == int(label) {
				off--
			}
			sum += float64(off * off)
			d[at] = off * share
		}
	}
	if v.plain {
		kernel.Sigmoid.Slope(d, y)
	} else {
		kernel.SoftmaxRowsGrad(d, y, d, n, classes)
	}
	return sum / 2 / float64(n)
}
