package nn

import "math"

// GradNorm is the Euclidean norm of all gradients together.
func GradNorm(params []*Param) float64 {
	var sum float64
	for _, p := range params {
		for _, g := range p.Grad.Data {
			sum += float64(g) * float64(g)
		}
	}
	return math.Sqrt(sum)
}

// ClipNorm scales all gradients together so that their norm is at most limit, and returns what it was (Pascanu, Mikolov and
// Bengio, "On the difficulty of training recurrent neural networks", 2013). A norm that is no number is left alone: a
// diverged run should show as one.
func ClipNorm(params []*Param, limit float64) float64 {
	norm := GradNorm(params)
	if !(norm > limit) || math.IsInf(norm, 1) {
		return norm
	}
	scale := float32(limit / norm)
	for _, p := range params {
		for i := range p.Grad.Data {
			p.Grad.Data[i] *= scale
		}
	}
	return norm
}

// ClipValue limits every gradient to [-limit, limit].
func ClipValue(params []*Param, limit float64) {
	most := float32(limit)
	for _, p := range params {
		for i, g := range p.Grad.Data {
			if g > most {
				p.Grad.Data[i] = most
			} else if g < -most {
				p.Grad.Data[i] = -most
			}
		}
	}
}
