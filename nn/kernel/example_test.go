package kernel_test

import (
	"fmt"

	"github.com/whisker-lab/whisker/nn/kernel"
)

func Example() {
	// Two neurons with three inputs, over two examples: a row for each input, filled up to a multiple of four.
	stride := kernel.Stride(2)
	x := []float32{
		1, 0, 0, 0,
		2, 1, 0, 0,
		3, -1, 0, 0,
	}
	w, b := []float32{1, 1, 1 /**/, 0, 0, -2}, []float32{0.5, 0}
	y := make([]float32, 2*stride)
	kernel.Dense(y, w, b, x, 2, 3, stride)
	fmt.Println(y[:2], y[stride:][:2])
	kernel.ReLU.Apply(y, y)
	fmt.Println(y[:2], y[stride:][:2])
	// Output:
	// [6.5 0.5] [-6 2]
	// [6.5 0.5] [0 2]
}
