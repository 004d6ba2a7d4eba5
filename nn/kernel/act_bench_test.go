package kernel

import (
	"fmt"
	"testing"
)

func BenchmarkActivation(b *testing.B) {
	for i, name := range Activations {
		for _, n := range []int{24, 512} {
			b.Run(fmt.Sprint(name, " ", n), func(b *testing.B) {
				x, y := make([]float32, n), make([]float32, n)
				for i := range x {
					x[i] = float32(i%7) - 3
				}
				for b.Loop() {
					Activation(i).Apply(y, x)
				}
				b.ReportMetric(float64(b.N*n)/b.Elapsed().Seconds()/1e6, "M/s")
			})
		}
	}
}

func BenchmarkSoftmax(b *testing.B) {
	const classes, n = 3, 512
	x, y := make([]float32, classes*n), make([]float32, classes*n)
	for b.Loop() {
		Softmax(y, nil, x, classes, n)
	}
	b.ReportMetric(float64(b.N*n)/b.Elapsed().Seconds()/1e6, "M/s")
}
