package kernel

import "math"

// CrossEntropy is the mean over n rows of −log of the softmax of z (n, classes) at each row's class, computed from the logits
// (log Σ exp(z − max) + max − z[class]), and dz, its gradient by z. Classes are whole numbers in float32. dz may be z.
func CrossEntropy(dz, z, class []float32, n, classes int) (loss float64) {
	scale := 1 / float32(n)
	for r := 0; r < n; r++ {
		row, d := z[r*classes:][:classes], dz[r*classes:][:classes]
		most := row[0]
		for _, v := range row {
			if v > most {
				most = v
			}
		}
		target := int(class[r])
		loss += float64(most - row[target])
		copy(d, row)
		sum, done := expLanes(d, most)
		for i := done; i < classes; i++ {
			d[i] = expOf(d[i] - most)
			sum += d[i]
		}
		loss += math.Log1p(float64(sum) - 1) // of the logarithms this one has the same bits everywhere, and sum is at least 1
		inv := scale / sum
		for i := range d {
			d[i] *= inv
		}
		d[target] -= scale
	}
	return loss / float64(n)
}

// SoftmaxRows sets each row of p to the softmax of the same row of z, both (n, classes). p may be z.
func SoftmaxRows(p, z []float32, n, classes int) {
	for r := 0; r < n; r++ {
		row, d := z[r*classes:][:classes], p[r*classes:][:classes]
		sum := expRow(d, row)
		for i := range d {
			d[i] /= sum
		}
	}
}

// SoftmaxRowsGrad sets dz to the gradient before a softmax that gave p: p⊙(dp − ⟨dp, p⟩), row by row.
func SoftmaxRowsGrad(dz, p, dp []float32, n, classes int) {
	for r := 0; r < n; r++ {
		row, d, out := p[r*classes:][:classes], dp[r*classes:][:classes], dz[r*classes:][:classes]
		var dot float32
		for i, v := range row {
			dot += v * d[i]
		}
		for i, v := range row {
			out[i] = v * (d[i] - dot)
		}
	}
}

// expRow sets d to exp(row − its largest value) and returns the sum.
func expRow(d, row []float32) float32 {
	most := row[0]
	for _, v := range row {
		if v > most {
			most = v
		}
	}
	copy(d, row)
	sum, done := expLanes(d, most)
	for i := done; i < len(d); i++ {
		d[i] = expOf(d[i] - most)
		sum += d[i]
	}
	return sum
}
