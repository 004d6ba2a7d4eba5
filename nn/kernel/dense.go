package kernel

// Dense layers keep the batch across the vector's lanes: values are feature-major, (units, stride), where a row holds one
// unit's value for every example and stride is the number of examples rounded up to a multiple of four. Sums run in a
// fixed order, so SIMD and scalar code give the same bits.

const badDense = "kernel: sizes of a dense layer do not fit"

// Stride is the length of a row that holds n examples.
func Stride(n int) int { return (n + 3) &^ 3 }

// Dense sets y = w·x + b: x (in, stride), y (out, stride), w (out, in), b (out).
func Dense(y, w, b, x []float32, out, in, stride int) {
	checkDense(y, w, x, out, in, stride)
	if len(b) < out {
		panic(badDense)
	}
	product(y, w, b, x, out, in, stride, in, 1, false)
}

// DenseReLU is Dense with [ReLU] after it, which saves going through y again.
func DenseReLU(y, w, b, x []float32, out, in, stride int) {
	checkDense(y, w, x, out, in, stride)
	if len(b) < out {
		panic(badDense)
	}
	product(y, w, b, x, out, in, stride, in, 1, true)
}

// DenseBack sets dx = wᵀ·dy: the loss by the inputs, from the loss by the outputs.
func DenseBack(dx, w, dy []float32, out, in, stride int) {
	checkDense(dy, w, dx, out, in, stride)
	product(dx, w, nil, dy, in, out, stride, 1, in, false)
}

// DenseGrad sets dw = dy·xᵀ and db to the sums of the rows of dy: the loss by the weights. A row's padding must be 0 in
// dy, and finite in x.
func DenseGrad(dw, db, dy, x []float32, out, in, stride int) {
	checkDense(dy, dw, x, out, in, stride)
	if len(db) < out {
		panic(badDense)
	}
	// The tile is four rows by two, so the four should come from the side that has them.
	if out >= 4 {
		outer(dw, db, dy, x, out, in, stride, in, 1, false)
	} else {
		outer(dw, db, x, dy, in, out, stride, 1, in, true)
	}
}

func checkDense(y, w, x []float32, out, in, stride int) {
	if out < 1 || in < 1 || stride < 4 || stride&3 != 0 || len(w) < out*in || len(x) < in*stride || len(y) < out*stride {
		panic(badDense)
	}
}

// productScalar is what product computes: y[r] = b[r] + Σₖ w[r·across + k·down]·x[k], for rows of length stride,
// with relu after it where rectify is set.
func productScalar(y, w, b, x []float32, rows, depth, stride, across, down int, rectify bool) {
	for r := range rows {
		var start float32
		if b != nil {
			start = b[r]
		}
		row := y[r*stride:][:stride]
		for j := range row {
			sum := start
			for k := range depth {
				sum += w[r*across+k*down] * x[k*stride+j]
			}
			if rectify {
				sum = reluOf(sum)
			}
			row[j] = sum
		}
	}
}

// outerScalar is what outer computes: dw[i·across + j·down] = Σ p[i]·q[j] over rows of length stride, in four lanes.
func outerScalar(dw, p, q []float32, np, nq, stride, across, down int) {
	for i := range np {
		for j := range nq {
			var lane [4]float32
			a, b := p[i*stride:][:stride], q[j*stride:][:stride]
			for k, v := range a {
				lane[k&3] += v * b[k]
			}
			dw[i*across+j*down] = (lane[0] + lane[1]) + (lane[2] + lane[3])
		}
	}
}

func rowSumsScalar(db, dy []float32, rows, stride int) {
	for r := range rows {
		var lane [4]float32
		for k, v := range dy[r*stride:][:stride] {
			lane[k&3] += v
		}
		db[r] = (lane[0] + lane[1]) + (lane[2] + lane[3])
	}
}
