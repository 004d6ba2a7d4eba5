package nn

import (
	"encoding/binary"
	"fmt"
	"io"
	"math"
	"slices"

	"github.com/whisker-lab/whisker/nn/kernel"
)

// Rule is how an optimiser turns a gradient into a change of the parameters.
type Rule uint8

// The rules. Adam and AdamW fold the correction of their means into the rate, as the end of section 2 of Kingma and Ba,
// "Adam" (2015), does; AdamW takes weight decay out of the gradient: Loshchilov and Hutter (2019).
const (
	SGD      Rule = iota
	Momentum      // Polyak (1964)
	Nesterov      // in the form of Sutskever et al. (2013), looking ahead from the new place
	AdaGrad       // Duchi, Hazan and Singer (2011)
	RMSProp       // Tieleman and Hinton (2012)
	Adam
	AdamW
)

// Rules lists the names in the order of the constants.
var Rules = [...]string{"sgd", "momentum", "nesterov", "adagrad", "rmsprop", "adam", "adamw"}

const badParams = "nn: an optimiser serves one array of parameters"

// Optimiser changes one flat array of parameters along its gradient. Its rates may be changed between steps.
type Optimiser struct {
	Rule     Rule
	Rate     float64
	Momentum float64 // share kept of the last change (momentum, nesterov)
	Keep1    float64 // share kept of the mean gradient (adam): β₁
	Keep2    float64 // share kept of the mean squared gradient: β₂ of adam, ρ of rmsprop
	Eps      float64

	mean, square []float32 // one for each parameter, where the rule has them
	left1, left2 float64   // Keep1 and Keep2 to the power of the steps so far
}

// NewOptimiser returns an optimiser by name for n parameters, with the customary settings.
func NewOptimiser(rule string, n int, rate float64) (*Optimiser, error) {
	at := slices.Index(Rules[:], rule)
	if at < 0 {
		return nil, fmt.Errorf("nn: no optimiser %q", rule)
	}
	o := &Optimiser{Rule: Rule(at), Rate: rate, Momentum: 0.9, Keep1: 0.9, Keep2: 0.999, Eps: 1e-8, left1: 1, left2: 1}
	switch o.Rule {
	case Momentum, Nesterov:
		o.mean = make([]float32, n)
	case AdaGrad:
		o.square = make([]float32, n)
	case RMSProp:
		o.square, o.Keep2 = make([]float32, n), 0.9
	case Adam, AdamW:
		o.mean, o.square = make([]float32, n), make([]float32, n)
	}
	return o, nil
}

// Decoupled tells whether weight decay should shrink the weights themselves rather than add to the gradient.
func (o *Optimiser) Decoupled() bool { return o.Rule == AdamW }

// Step changes w along its gradient g.
func (o *Optimiser) Step(w, g []float32) {
	if o.mean != nil && len(o.mean) != len(w) || o.square != nil && len(o.square) != len(w) {
		panic(badParams)
	}
	rate := float32(o.Rate)
	switch o.Rule {
	case SGD:
		kernel.SGD(w, g, rate)
	case Momentum:
		kernel.Momentum(w, g, o.mean, rate, float32(o.Momentum))
	case Nesterov:
		kernel.Nesterov(w, g, o.mean, rate, float32(o.Momentum))
	case AdaGrad:
		kernel.Scaled(w, g, o.square, rate, 1, 1, float32(o.Eps))
	case RMSProp:
		kernel.Scaled(w, g, o.square, rate, float32(o.Keep2), float32(1-o.Keep2), float32(o.Eps))
	case Adam, AdamW:
		o.left1 *= o.Keep1
		o.left2 *= o.Keep2
		grown := math.Sqrt(1 - o.left2)
		rate = float32(o.Rate * grown / (1 - o.left1))
		kernel.Adam(w, g, o.mean, o.square, rate, float32(o.Keep1), float32(1-o.Keep1), float32(o.Keep2),
			float32(1-o.Keep2), float32(o.Eps*grown))
	}
}

// Tune changes lr, momentum, beta1, beta2, rho or eps. Names it does not know it ignores.
func (o *Optimiser) Tune(name string, v float64) {
	switch name {
	case "lr":
		o.Rate = v
	case "momentum":
		o.Momentum = v
	case "beta1":
		o.Keep1 = v
	case "beta2", "rho":
		o.Keep2 = v
	case "eps":
		o.Eps = v
	}
}

// Forget sets the optimiser back to before its first step.
func (o *Optimiser) Forget() {
	clear(o.mean)
	clear(o.square)
	o.left1, o.left2 = 1, 1
}

// Save writes the rates and the state, so that after Load the next steps give the same bits.
func (o *Optimiser) Save(w io.Writer) error {
	for _, part := range []any{o.head(), o.mean, o.square} {
		if err := binary.Write(w, binary.LittleEndian, part); err != nil {
			return fmt.Errorf("nn: saving the optimiser: %w", err)
		}
	}
	return nil
}

// Load reads what Save wrote for the same rule and as many parameters. After an error o is as it was.
func (o *Optimiser) Load(r io.Reader) error {
	var head optimiserHead
	mean, square := make([]float32, len(o.mean)), make([]float32, len(o.square))
	for i, part := range []any{&head, mean, square} {
		if err := binary.Read(r, binary.LittleEndian, part); err != nil {
			return fmt.Errorf("nn: loading the optimiser: %w", err)
		}
		if i == 0 && (head.Rule != o.Rule || int(head.Mean) != len(mean) || int(head.Square) != len(square)) {
			return fmt.Errorf("nn: loading the optimiser: saved by another one (rule %d)", head.Rule)
		}
	}
	o.Rate, o.Momentum, o.Keep1, o.Keep2, o.Eps = head.Rates[0], head.Rates[1], head.Rates[2], head.Rates[3], head.Rates[4]
	o.left1, o.left2 = head.Left[0], head.Left[1]
	copy(o.mean, mean)
	copy(o.square, square)
	return nil
}

type optimiserHead struct {
	Rule         Rule
	Mean, Square uint32 // lengths
	Rates        [5]float64
	Left         [2]float64
}

func (o *Optimiser) head() optimiserHead {
	return optimiserHead{
		Rule: o.Rule, Mean: uint32(len(o.mean)), Square: uint32(len(o.square)),
		Rates: [5]float64{o.Rate, o.Momentum, o.Keep1, o.Keep2, o.Eps}, Left: [2]float64{o.left1, o.left2},
	}
}
