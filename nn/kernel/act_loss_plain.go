//go:build !(goexperiment.simd && (wasm || amd64))

package kernel

func halfSquares(d, y, t, share []float32, rows, stride int) float32 {
	return halfSquaresScalar(d, y, t, share, rows, stride)
}

func logitLoss(d, soft, z, t, share []float32, rows, stride int) float32 {
	return logitLossScalar(d, soft, z, t, share, rows, stride)
}
