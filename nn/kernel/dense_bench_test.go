package kernel

import (
	"fmt"
	"testing"
)

func BenchmarkDense(b *testing.B) {
	for _, c := range []struct{ out, in, n int }{{4, 2, 10}, {2, 4, 10}, {1, 2, 10}, {8, 8, 10}, {64, 64, 32}, {4, 2, 512}, {8, 8, 512}, {8, 8, 496}, {1, 8, 512}} {
		stride := Stride(c.n)
		w, bias := make([]float32, c.out*c.in), make([]float32, c.out)
		x, y := make([]float32, c.in*stride), make([]float32, c.out*stride)
		dw := make([]float32, c.out*c.in)
		flops := float64(2 * c.out * c.in * c.n)
		for _, k := range []struct {
			name string
			run  func()
		}{
			{"forward", func() { Dense(y, w, bias, x, c.out, c.in, stride) }},
			{"back", func() { DenseBack(x, w, y, c.out, c.in, stride) }},
			{"grad", func() { DenseGrad(dw, bias, y, x, c.out, c.in, stride) }},
		} {
			b.Run(fmt.Sprintf("%s %dx%d of %d", k.name, c.out, c.in, c.n), func(b *testing.B) {
				for b.Loop() {
					k.run()
				}
				b.ReportMetric(flops*float64(b.N)/b.Elapsed().Seconds()/1e9, "GFLOP/s")
			})
		}
	}
}
