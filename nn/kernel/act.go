package kernel

import "fmt"

// Activation is a neuron's activation function, applied to its pre-activation.
type Activation uint8

// The activations. Threshold has slope 0 everywhere, so nothing before it learns. GELU is the tanh form of Hendrycks
// and Gimpel, "Gaussian Error Linear Units" (2016), section 2. LeCun is 1.7159·tanh(2x/3) of LeCun et al.,
// "Efficient BackProp" (1998), section 4.4.
const (
	Linear    Activation = iota
	Tanh                 // −1…1
	Sigmoid              // 0…1
	ReLU                 // 0 below 0
	LeakyReLU            // LeakySlope·x below 0
	GELU                 // x·Φ(x), nearly
	Threshold            // 0 below 0, else 1
	LeCun                // ±1 at ±1, which keeps the variance of its inputs near 1
)

// Activations lists the names, as links and saves hold them, in the order of the constants.
var Activations = [...]string{"linear", "tanh", "sigmoid", "relu", "leakyrelu", "gelu", "threshold", "lecun"}

// LeakySlope is the slope of LeakyReLU below 0.
const LeakySlope = 0.01

const (
	lecunScale = 1.7159
	lecunSlope = 2.0 / 3
)

const badActivation = "kernel: no such activation"

// ParseActivation returns the activation of that name.
func ParseActivation(name string) (Activation, error) {
	for i, known := range Activations {
		if name == known {
			return Activation(i), nil
		}
	}
	return 0, fmt.Errorf("kernel: no activation %q", name)
}

func (a Activation) String() string { return Activations[a] }

// NeedsInput tells whether the slope is found from the pre-activation rather than from the activation.
func (a Activation) NeedsInput() bool { return a == GELU }

// Range returns the bounds that the activation never crosses, and whether it has any.
func (a Activation) Range() (lo, hi float32, bounded bool) {
	switch a {
	case Tanh:
		return -1, 1, true
	case Sigmoid, Threshold:
		return 0, 1, true
	case LeCun:
		return -lecunScale, lecunScale, true
	}
	return 0, 0, false
}

// Slope multiplies d[i] by f′, the step of backpropagation through the activation. v holds the activations, or the
// pre-activations where [Activation.NeedsInput] says so.
func (a Activation) Slope(d, v []float32) {
	switch a {
	case Linear:
	case Tanh:
		slopeParabola(d, v, 1, 0, -1)
	case Sigmoid:
		slopeParabola(d, v, 0, 1, -1)
	case ReLU:
		slopeKink(d, v, 0)
	case LeakyReLU:
		slopeKink(d, v, LeakySlope)
	case GELU:
		slopeGELU(d, v)
	case Threshold:
		clear(d)
	case LeCun:
		slopeParabola(d, v, lecunScale*lecunSlope, 0, -lecunSlope/lecunScale)
	default:
		panic(badActivation)
	}
}

// Softmax sets each column of p to the softmax of the same column of z, both (classes, stride). Where soft is not nil it
// receives the log-sum-exp of each column (stride). p may be z.
func Softmax(p, soft, z []float32, classes, stride int) {
	if classes < 1 || stride < 0 || len(p) < classes*stride || len(z) < classes*stride || soft != nil && len(soft) < stride {
		panic(badActivation)
	}
	softmax(p, soft, z, classes, stride)
}

// TanhTo sets y[i] = tanh x[i], within 4e-7. y may be x.
func TanhTo(y, x []float32) { Tanh.Apply(y, x) }

// SigmoidTo sets y[i] = 1/(1+exp(−x[i])), within 2e-7. y may be x.
func SigmoidTo(y, x []float32) { Sigmoid.Apply(y, x) }
