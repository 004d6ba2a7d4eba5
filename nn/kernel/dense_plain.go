//go:build !(goexperiment.simd && (wasm || amd64))

package kernel

func product(y, w, b, x []float32, rows, depth, stride, across, down int, rectify bool) {
	productScalar(y, w, b, x, rows, depth, stride, across, down, rectify)
}

func outer(dw, p, q []float32, np, nq, stride, across, down int) {
	outerScalar(dw, p, q, np, nq, stride, across, down)
}

func outerSums(dw, sums, p, q []float32, np, nq, stride, across, down int) {
	outerScalar(dw, p, q, np, nq, stride, across, down)
	rowSumsScalar(sums, p, np, stride)
}

func rowSums(db, dy []float32, rows, stride int) { rowSumsScalar(db, dy, rows, stride) }
