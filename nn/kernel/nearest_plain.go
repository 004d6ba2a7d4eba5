//go:build !goexperiment.simd || !(wasm || amd64)

package kernel

// Nearest finds for every point the nearest centre.
func (g *Centres) Nearest(index []int32, dist, x []float32, n int) {
	nearestScalar(index, dist, x, g.rows, n, g.dims)
}

// AddRowsAt adds each row of x (len(index), width) to that row of sums (…, width) which its index names.
func AddRowsAt(sums, x []float32, index []int32, width int) {
	addRowsAtScalar(sums, x, index, width)
}
