package nn

import "math"

// Tanh is the hyperbolic tangent, and Sigmoid 1/(1+exp(−x)), of what gives the same bits on every machine, which math.Exp and
// math.Tanh, in assembly on some, do not. Arrays are the business of package kernel.
func Tanh(x float64) float64 {
	if math.Abs(x) > 20 {
		return math.Copysign(1, x)
	}
	e := math.Expm1(2 * x)
	return e / (e + 2)
}

// Sigmoid is like Tanh.
func Sigmoid(x float64) float64 { return 1 / (math.Expm1(-x) + 2) }
