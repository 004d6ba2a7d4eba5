package kernel

// The losses that are made of straight lines. They are laid out like [HalfSquares]; where they bend, the slope is 0.

// AbsoluteLoss returns Σ share·|y−t| and sets d to its gradient by y.
func AbsoluteLoss(d, y, t, share []float32, rows, stride int) float32 {
	return piecewise(d, y, t, share, rows, stride, absolute)
}

// HuberLoss is ½e² for an error e = y−t up to 1 and |e|−½ beyond: Huber, "Robust Estimation of a Location Parameter" (1964).
// It returns Σ share·loss and sets d to its gradient by y.
func HuberLoss(d, y, t, share []float32, rows, stride int) float32 {
	return piecewise(d, y, t, share, rows, stride, huber)
}

// HingeLoss returns Σ share·max(0, 1−t·y), for targets ±1, and sets d to its gradient by y (Cortes and Vapnik, 1995).
func HingeLoss(d, y, t, share []float32, rows, stride int) float32 {
	return piecewise(d, y, t, share, rows, stride, hinge)
}

// PerceptronLoss is |z| of every unit that is on the wrong side: above 0 for target 0, else for target 1. It returns
// Σ share·loss and sets d to share·(unit−t), with which gradient descent is Rosenblatt's rule (1958).
func PerceptronLoss(d, z, t, share []float32, rows, stride int) float32 {
	return piecewise(d, z, t, share, rows, stride, perceptron)
}

// piecewise adds up a loss of every output in four lanes, as the other losses are.
func piecewise(d, y, t, share []float32, rows, stride int, f func(y, t float32) (loss, slope float32)) float32 {
	checkLoss(d, y, t, share, rows, stride)
	var lane [4]float32
	for r := range rows {
		for j := range stride {
			i := r*stride + j
			loss, slope := f(y[i], t[i])
			lane[j&3] += loss * share[j]
			d[i] = slope * share[j]
		}
	}
	return (lane[0] + lane[1]) + (lane[2] + lane[3])
}

func absolute(y, t float32) (loss, slope float32) {
	switch e := y - t; {
	case e > 0:
		return e, 1
	case e < 0:
		return -e, -1
	default:
		return e, e // 0, or NaN, which should show
	}
}

func huber(y, t float32) (loss, slope float32) {
	switch e := y - t; {
	case e > 1:
		return e - 0.5, 1
	case e < -1:
		return -e - 0.5, -1
	default:
		return e * e * 0.5, e
	}
}

func hinge(y, t float32) (loss, slope float32) {
	if short := 1 - t*y; !(short <= 0) {
		return short, -t
	}
	return 0, 0
}

func perceptron(z, t float32) (loss, slope float32) {
	switch {
	case z > 0:
		return z * (1 - t), 1 - t
	case z <= 0:
		return -z * t, -t
	default:
		return z, z
	}
}
