// Package kernel holds the arithmetic that training spends its time in: matrix products, convolutions, activations and
// the three products of a dense layer, over plain float32 slices in row-major order.
//
// It owns loops and nothing else: no randomness, no state beyond scratch storage, and it imports neither nn nor anything
// outside the standard library. Every kernel has a scalar form, which is the reference in tests and what a plain go build
// gets, and a SIMD form in *_simd.go, which never fuses a multiplication with an addition, so that both give the same
// bits on every machine. A caller's mistake panics with a constant string.
//
// A layer of three neurons over ten examples, feature-major:
//
//	stride := kernel.Stride(10)
//	kernel.Dense(y, w, b, x, 3, 2, stride) // y (3, stride) = w (3, 2) · x (2, stride) + b
//	kernel.Tanh.Apply(y, y)
package kernel
