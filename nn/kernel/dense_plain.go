//go:build !(goexperiment.simd && (wasm || amd64))

package kernel

func product(y, w, b, x []float32, rows, depth, stride, across, down int, rectify bool) {
	productScalar(y, w, b, x, rows, depth, stride, across, down, rectify)
}

func outer(dw, sums, p, q []float32, np, nq, stride, across, down int, ofQ bool) {
	outerScalar(dw, p, q, np, nq, stride, across, down)
	if ofQ {
		p, np = q, nq
	}
	rowSumsScalar(sums, p, np, stride)
}
