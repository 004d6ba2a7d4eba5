//go:build js

package main

import "github.com/whisker-lab/whisker/nn/kernel"

// product multiplies two matrices of 128 × 128, packing included, next to a tile made by hand that never leaves the first-level
// cache.
func product(workload) job {
	const n = 128
	a, b, c := make([]float32, n*n), make([]float32, n*n), make([]float32, n*n)
	for i := range a {
		a[i], b[i] = float32(i%7)*1e-3, float32(i%5)*1e-3
	}
	var g kernel.Gemm
	return job{
		step:  func() { g.Mul(kernel.Mat(c, n, n), kernel.Mat(a, n, n), kernel.Mat(b, n, n), false) },
		units: 2 * n * n * n,
		check: func() float64 { return float64(c[0]) },
	}
}
