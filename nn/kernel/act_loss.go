package kernel

// The losses over a batch, feature-major: targets t, outputs and gradients are (rows, stride), share is (stride): what
// each example weighs in the mean, and 0 in the padding.

const badLoss = "kernel: sizes of a loss do not fit"

// HalfSquares returns Σ share·½(y−t)² and sets d = share·(y−t).
func HalfSquares(d, y, t, share []float32, rows, stride int) float32 {
	checkLoss(d, y, t, share, rows, stride)
	return halfSquares(d, y, t, share, rows, stride)
}

// LogitLoss returns Σ share·(soft − Σᵣ t·z) and sets d = share·(d−t). On entry d holds the probabilities and soft
// (stride) the logarithm of what they were divided by: softplus z for one logit, the log-sum-exp for several.
func LogitLoss(d, soft, z, t, share []float32, rows, stride int) float32 {
	checkLoss(d, z, t, share, rows, stride)
	if len(soft) < stride {
		panic(badLoss)
	}
	return logitLoss(d, soft, z, t, share, rows, stride)
}

func checkLoss(d, y, t, share []float32, rows, stride int) {
	n := rows * stride
	if rows < 1 || stride < 4 || stride&3 != 0 || len(d) < n || len(y) < n || len(t) < n || len(share) < stride {
		panic(badLoss)
	}
}

func halfSquaresScalar(d, y, t, share []float32, rows, stride int) float32 {
	var lane [4]float32
	for r := range rows {
		for j := range stride {
			i := r*stride + j
			e := y[i] - t[i]
			d[i] = e * share[j]
			lane[j&3] += e * d[i]
		}
	}
	return ((lane[0] + lane[1]) + (lane[2] + lane[3])) * 0.5
}

func logitLossScalar(d, soft, z, t, share []float32, rows, stride int) float32 {
	var lane [4]float32
	for j := range stride {
		lane[j&3] += soft[j] * share[j]
	}
	for r := range rows {
		for j := range stride {
			i := r*stride + j
			lane[j&3] -= z[i] * t[i] * share[j]
			d[i] = (d[i] - t[i]) * share[j]
		}
	}
	return (lane[0] + lane[1]) + (lane[2] + lane[3])
}
