//go:build !goexperiment.simd || !(wasm || amd64)

package kernel

// Sum adds up x.
func Sum(x []float32) float32 { return sumScalar(x) }

func convTile(y []float32, plane, at0, at1 int, x []float32, base0, base1 int, offsets []int, w, b []float32) {
	convTileScalar(y, plane, at0, at1, x, base0, base1, offsets, w, b)
}

func convGrad(sums *[8]float32, dy []float32, plane, rows int, x0, x1 []float32, n int) {
	convGradScalar(sums, dy, plane, rows, x0, x1, n)
}

func copyRow(dst, src []float32) { copy(dst, src) }

func convRow(y, x, w []float32, b float32, planes, rows, plane, row, area, kw int) {
	convRowScalar(y, x, w, b, planes, rows, plane, row, area, kw)
}

func maxReLU(y, x []float32, k, line, step int) { maxReLUScalar(y, x, k, line, step) }
