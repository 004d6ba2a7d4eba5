//go:build !goexperiment.simd || !(wasm || amd64)

package kernel

func maxRun(best, x []float32, offsets []int) { maxRunScalar(best, x, offsets) }

func maxRunArg(best []float32, which []int32, x []float32, offsets []int) {
	maxRunArgScalar(best, which, x, offsets)
}
