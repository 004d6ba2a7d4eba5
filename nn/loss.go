package nn

import (
	"fmt"

	"github.com/whisker-lab/whisker/nn/kernel"
)

// Loss compares what a network gives with what it should give, together with the output's activation, which belongs to
// it. All arrays are feature-major (outputs, stride); the loss is a mean over the examples of a batch.
type Loss uint8

// The losses, y for an output after its activation, z for it before.
const (
	MSE        Loss = iota // tanh outputs, targets ±1: half the squared error, Σ ½(y−t)²
	BCE                    // one logit, target 0 or 1: −ln of the probability of the right class
	CCE                    // a logit for each class, softmax: −ln of the probability of the right class
	Squared                // linear outputs, any targets: half the squared error
	Absolute               // linear outputs, any targets: |y−t|
	Huber                  // linear outputs, any targets: squared up to an error of 1, absolute beyond
	Hinge                  // linear outputs, targets ±1: how far an example is from a margin of 1
	Perceptron             // threshold units, target 0 or 1: how far an example is on the wrong side
)

// Losses lists the names in the order of the constants.
var Losses = [...]string{"mse", "bce", "cce", "squared", "absolute", "huber", "hinge", "perceptron"}

// ParseLoss returns the loss of that name.
func ParseLoss(name string) (Loss, error) {
	for i, known := range Losses {
		if name == known {
			return Loss(i), nil
		}
	}
	return 0, fmt.Errorf("nn: no loss %q", name)
}

func (l Loss) String() string { return Losses[l] }

// Classifies tells whether targets are classes rather than values.
func (l Loss) Classifies() bool { return l != Squared && l != Absolute && l != Huber }

// Outputs returns how many outputs tell k classes apart, 0 if the loss cannot.
func (l Loss) Outputs(k int) int {
	switch {
	case k < 2 || !l.Classifies() || l == BCE && k > 2:
		return 0
	case k == 2 && l != CCE:
		return 1
	}
	return k
}

// Target fills t, one value for each output, with what the outputs should be for a class.
func (l Loss) Target(t []float32, class int) {
	off := float32(0)
	if l == MSE || l == Hinge {
		off = -1
	}
	if len(t) == 1 {
		t[0] = off
		if class == 1 {
			t[0] = 1
		}
		return
	}
	for i := range t {
		t[i] = off
	}
	t[class] = 1
}

// Backward returns the loss Σ share·loss and sets d to its gradient by z, the outputs before their activation. t holds
// the targets; share (stride) what each example weighs in the mean, and 0 for padding; scratch is (stride).
// Afterwards z may hold the outputs after it.
func (l Loss) Backward(d, z, t, share, scratch []float32, outputs, stride int) float32 {
	n := outputs * stride
	d, z = d[:n], z[:n]
	switch l {
	case MSE:
		kernel.Tanh.Apply(z, z)
		loss := kernel.HalfSquares(d, z, t, share, outputs, stride)
		kernel.Tanh.Slope(d, z)
		return loss
	case BCE:
		kernel.Sigmoid.Apply(d, z)
		kernel.SoftplusTo(scratch[:stride], z)
		return kernel.LogitLoss(d, scratch, z, t, share, 1, stride)
	case CCE:
		kernel.Softmax(d, scratch, z, outputs, stride)
		return kernel.LogitLoss(d, scratch, z, t, share, outputs, stride)
	case Absolute:
		return kernel.AbsoluteLoss(d, z, t, share, outputs, stride)
	case Huber:
		return kernel.HuberLoss(d, z, t, share, outputs, stride)
	case Hinge:
		return kernel.HingeLoss(d, z, t, share, outputs, stride)
	case Perceptron:
		return kernel.PerceptronLoss(d, z, t, share, outputs, stride)
	}
	return kernel.HalfSquares(d, z, t, share, outputs, stride)
}

// Show turns z, the outputs before their activation, into what is shown of them. One output that tells two classes apart
// is −1…1, above 0 for class 1: 2σ(z)−1 for BCE, z up to the margins for Hinge, a side for Perceptron. Of several, the largest
// is the class: probabilities for CCE, z for Hinge, 1 for that class and 0 for the others for Perceptron. MSE is −1…1 always,
// and the losses of values show z itself. y may be z.
func (l Loss) Show(y, z []float32, outputs, stride int) {
	n := outputs * stride
	y, z = y[:n], z[:n]
	switch l {
	case MSE:
		kernel.Tanh.Apply(y, z)
	case BCE:
		kernel.SignedSigmoidTo(y, z)
	case CCE:
		kernel.Softmax(y, nil, z, outputs, stride)
	case Hinge, Perceptron:
		l.showSides(y, z, outputs, stride)
	default:
		copy(y, z)
	}
}

// showSides is Show for what has no curve.
func (l Loss) showSides(y, z []float32, outputs, stride int) {
	switch {
	case outputs == 1 && l == Hinge:
		for i, v := range z {
			y[i] = min(max(v, -1), 1)
		}
	case outputs == 1:
		for i, v := range z {
			switch {
			case v > 0:
				v = 1
			case v <= 0:
				v = -1
			}
			y[i] = v
		}
	case l == Hinge:
		copy(y, z)
	default:
		for j := range stride {
			best := 0
			for o := 1; o < outputs; o++ {
				if z[o*stride+j] > z[best*stride+j] {
					best = o
				}
			}
			for o := range outputs {
				y[o*stride+j] = 0
			}
			y[best*stride+j] = 1
		}
	}
}
