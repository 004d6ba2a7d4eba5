package kernel

// Bend multiplies d[i] by f″/f′, how the slope of the activation changes: second-order gradients go by the product of [Activation.Slope]
// and this. v holds the activations. It tells whether anything bends at all: where nothing does it leaves d as it is, which
// then counts as 0. An activation whose slope is found from the pre-activation has none.
func (a Activation) Bend(d, v []float32) bool {
	switch a {
	case Linear, ReLU, LeakyReLU, Threshold:
		return false
	case Tanh:
		bend(d, v, 0, -2)
	case Sigmoid:
		bend(d, v, 1, -2)
	case LeCun:
		bend(d, v, 0, -2*lecunSlope/lecunScale)
	default:
		panic(badActivation)
	}
	return true
}

// bend multiplies d by c + m·v.
func bend(d, v []float32, c, m float32) {
	for i, x := range v[:len(d)] {
		d[i] *= c + float32(m*x)
	}
}
