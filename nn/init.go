package nn

import (
	"fmt"
	"math"
	"math/rand/v2"

	"github.com/whisker-lab/whisker/nn/kernel"
)

// Initialiser draws the first weights of a layer. Biases start at 0.
type Initialiser uint8

// The initialisers, for a layer of in inputs and out outputs.
const (
	Auto    Initialiser = iota // He before relu kinds, else Xavier
	Zeros                      // all alike: hidden neurons then stay alike
	Uniform                    // evenly over −½…½
	Normal                     // standard deviation 1
	LeCun                      // standard deviation 1/√in: LeCun et al., "Efficient BackProp" (1998), section 4.6
	Xavier                     // evenly over ±√(6/(in+out)): Glorot and Bengio (2010), equation 16
	He                         // standard deviation √(2/in): He et al., "Delving Deep into Rectifiers" (2015), equation 10
)

// Initialisers lists the names in the order of the constants.
var Initialisers = [...]string{"auto", "zeros", "uniform", "normal", "lecun", "xavier", "he"}

// ParseInitialiser returns the initialiser of that name; no name is auto.
func ParseInitialiser(name string) (Initialiser, error) {
	if name == "" {
		return Auto, nil
	}
	for i, known := range Initialisers {
		if name == known {
			return Initialiser(i), nil
		}
	}
	return 0, fmt.Errorf("nn: no initialiser %q", name)
}

func (k Initialiser) String() string { return Initialisers[k] }

// Fill draws w (out, in) for a layer that ends in the given activation, times factor.
func (k Initialiser) Fill(w []float32, in, out int, act kernel.Activation, factor float64, r *rand.Rand) {
	if k == Auto {
		switch act {
		case kernel.ReLU, kernel.LeakyReLU, kernel.GELU:
			k = He
		default:
			k = Xavier
		}
	}
	span, deviation := 0.0, 0.0
	switch k {
	case Uniform:
		span = 0.5
	case Normal:
		deviation = 1
	case LeCun:
		deviation = 1 / math.Sqrt(float64(in))
	case Xavier:
		span = math.Sqrt(6 / float64(in+out))
	case He:
		deviation = math.Sqrt(2 / float64(in))
	}
	for i := range w[:in*out] {
		switch {
		case span > 0:
			w[i] = float32((2*r.Float64() - 1) * span * factor)
		case deviation > 0:
			w[i] = float32(r.NormFloat64() * deviation * factor)
		default:
			w[i] = 0
		}
	}
}
