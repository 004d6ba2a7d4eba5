//go:build !goexperiment.simd || !(wasm || amd64)

package kernel

const spread = 1

func tile(c []float32, stride int, a, b []float32, depth int, add bool) {
	tileScalar(c, stride, a, b, depth, add)
}

func packLeft(dst []float32, a Matrix, i, k, depth int) { packLeftScalar(dst, a, i, k, 0, depth) }

func copyPanel(dst, src []float32, stride, rows int) { copyPanelScalar(dst, src, stride, rows) }
