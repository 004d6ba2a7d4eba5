package model

import "github.com/whisker-lab/whisker/nn/kernel"

// GANLosses are what rivals may play for, by name: the first two of Goodfellow et al. (2014), sections 3 and 4, of which the generator
// of minimax does as its rival loses and the one of nonsaturating maximises log D(G(z)); Mao et al., "Least Squares Generative
// Adversarial Networks" (2017), with labels 0 and 1; and Wasserstein with a gradient penalty, Gulrajani et al. (2017).
var GANLosses = [...]string{"nonsaturating", "minimax", "leastsquares", "wasserstein"}

type ganLoss uint8

const (
	nonSaturating = iota
	minimax
	leastSquares
	wasserstein
)

// real is the discriminator's loss on real points: the mean over n scores. It sets grad to its gradient by them, 0 in the padding.
func (l ganLoss) real(grad, scores []float32, n int) float64 {
	switch l {
	case leastSquares:
		return squares(grad, scores, n, 1)
	case wasserstein:
		return straight(grad, scores, n, -1)
	}
	return logistic(grad, scores, n, 1)
}

// fake is its loss on fakes, likewise.
func (l ganLoss) fake(grad, scores []float32, n int) float64 {
	switch l {
	case leastSquares:
		return squares(grad, scores, n, 0)
	case wasserstein:
		return straight(grad, scores, n, 1)
	}
	return logistic(grad, scores, n, 0)
}

// made is the generator's loss, likewise.
func (l ganLoss) made(grad, scores []float32, n int) float64 {
	if l != minimax {
		return l.real(grad, scores, n) // it would have its fakes taken for real
	}
	loss := logistic(grad, scores, n, 0)
	for i := range grad {
		grad[i] = -grad[i]
	}
	return -loss
}

// logistic is the mean over n logits of −log of the probability of the target, 1 or 0, and sets grad to its gradient by them,
// 0 in the padding.
func logistic(grad, logits []float32, n int, target float32) float64 {
	// −log σ(z) = softplus(−z) and −log(1 − σ(z)) = softplus(z).
	for i, z := range logits[:n] {
		if target > 0 {
			z = -z
		}
		grad[i] = z
	}
	kernel.SoftplusTo(grad, grad)
	loss := float64(kernel.Sum(grad[:n])) / float64(n)
	kernel.SigmoidTo(grad, logits)
	scale := 1 / float32(n)
	for i := range grad {
		grad[i] = (grad[i] - target) * scale
	}
	clear(grad[n:])
	return loss
}

// squares is half the mean squared distance of n scores to a target.
func squares(grad, scores []float32, n int, target float32) float64 {
	scale := 1 / float32(n)
	var sum float64
	for i, s := range scores[:n] {
		e := s - target
		sum += float64(e * e)
		grad[i] = e * scale
	}
	clear(grad[n:])
	return sum / float64(2*n)
}

// straight is the mean of n scores times a sign.
func straight(grad, scores []float32, n int, sign float32) float64 {
	for i := range grad {
		grad[i] = sign / float32(n)
	}
	clear(grad[n:])
	return float64(sign) * float64(kernel.Sum(scores[:n])) / float64(n)
}
