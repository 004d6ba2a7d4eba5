package kernel

import "math"

const badNorm = "kernel: Normalise and NormaliseBack want (rows, stride) values and (stride) for each column"

// Normalise gives the rows of x (rows, stride) mean 0 and variance 1 in each column: hat (rows, stride) is (x − mean)·inv, and inv (stride)
// is 1/√(variance + eps), as in Ba, Kiros and Hinton, "Layer Normalization" (2016), equation 3. mean (stride) is overwritten; hat may be x.
func Normalise(hat, inv, mean, x []float32, rows, stride int, eps float64) {
	if rows < 1 || stride < 0 || len(hat) < rows*stride || len(x) < rows*stride || len(inv) < stride || len(mean) < stride {
		panic(badNorm)
	}
	done := normalise(hat, inv, x, rows, stride, eps)
	normaliseScalar(hat, inv, mean, x, done, rows, stride, eps)
}

// NormaliseBack takes d (rows, stride), the loss by hat, to that by x; hat and inv are what Normalise has made. mean and dot (stride) are
// overwritten.
func NormaliseBack(d, hat, inv, mean, dot []float32, rows, stride int) {
	if rows < 1 || stride < 0 || len(d) < rows*stride || len(hat) < rows*stride || min(len(inv), len(mean), len(dot)) < stride {
		panic(badNorm)
	}
	done := normaliseBack(d, hat, inv, rows, stride)
	normaliseBackScalar(d, hat, inv, mean, dot, done, rows, stride)
}

// normaliseScalar is Normalise for the columns from the given one on.
func normaliseScalar(hat, inv, mean, x []float32, from, rows, stride int, eps float64) {
	share := 1 / float32(rows)
	mean, inv = mean[from:stride], inv[from:stride]
	clear(mean)
	clear(inv)
	for u := range rows {
		for j, v := range x[u*stride+from : (u+1)*stride] {
			mean[j] += v
		}
	}
	for j := range mean {
		mean[j] *= share
	}
	for u := range rows {
		to := hat[u*stride+from : (u+1)*stride]
		for j, v := range x[u*stride+from : (u+1)*stride] {
			d := v - mean[j]
			to[j] = d
			inv[j] += float32(d * d)
		}
	}
	for j, v := range inv {
		inv[j] = rootInverse(v*share, eps)
	}
	for u := range rows {
		to := hat[u*stride+from : (u+1)*stride]
		for j, v := range inv {
			to[j] *= v
		}
	}
}

// rootInverse is 1/√(v + eps), in 64 bits.
func rootInverse(v float32, eps float64) float32 { return float32(1 / math.Sqrt(float64(v)+eps)) }

// normaliseBackScalar is NormaliseBack for the columns from the given one on.
func normaliseBackScalar(d, hat, inv, mean, dot []float32, from, rows, stride int) {
	share := 1 / float32(rows)
	mean, dot, inv = mean[from:stride], dot[from:stride], inv[from:stride]
	clear(mean)
	clear(dot)
	for u := range rows {
		of := hat[u*stride+from : (u+1)*stride]
		for j, v := range d[u*stride+from : (u+1)*stride] {
			mean[j] += v
			dot[j] += float32(v * of[j])
		}
	}
	for j := range mean {
		mean[j] *= share
		dot[j] *= share
	}
	for u := range rows {
		of, row := hat[u*stride+from:(u+1)*stride], d[u*stride+from:(u+1)*stride]
		for j, v := range row {
			row[j] = inv[j] * (v - mean[j] - float32(of[j]*dot[j]))
		}
	}
}
