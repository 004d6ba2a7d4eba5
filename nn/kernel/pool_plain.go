//go:build !goexperiment.simd || !(wasm || amd64)

package kernel

func maxRun(best *[8]float32, x []float32, offsets []int) { maxRunScalar(best, x, offsets) }

func maxRunArg(best *[8]float32, which *[8]int32, x []float32, offsets []int) {
	maxRunArgScalar(best, which, x, offsets)
}
