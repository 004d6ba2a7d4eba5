package model

import (
	"math"
	"math/rand/v2"
	"testing"
)

// ring is a disc labelled 1 inside a ring labelled 0, over the first of the seven inputs that a playground offers.
func ring(n, features int, r *rand.Rand) Set {
	s := Set{N: n, X: make([]float32, features*n), Class: make([]int, n)}
	for i := range n {
		inside := i%2 == 0
		radius, angle := 3.5+1.5*r.Float64(), 2*math.Pi*r.Float64()
		if inside {
			radius, s.Class[i] = 2.5*r.Float64(), 1
		}
		x, y := radius*math.Sin(angle), radius*math.Cos(angle)
		for f, v := range []float64{x, y, x * x, y * y, x * y, math.Sin(x), math.Sin(y)}[:features] {
			s.X[f*n+i] = float32(v)
		}
	}
	return s
}

var benchNets = []struct {
	name string
	spec MLPSpec
	n    int
}{
	{"2-4-2-1 tanh batch 10", MLPSpec{Sizes: []int{2, 4, 2, 1}, Activations: []string{"tanh", "tanh"}, Loss: "mse", Optimiser: "sgd", Rate: 0.03, Batch: 10}, 250},
	{"7-8x6-1 relu batch 10", MLPSpec{Sizes: []int{7, 8, 8, 8, 8, 8, 8, 1}, Activations: []string{"relu", "relu", "relu", "relu", "relu", "relu"}, Loss: "mse", Optimiser: "sgd", Rate: 0.003, Batch: 10}, 250},
	{"2-64-64-64-1 relu batch 32", MLPSpec{Sizes: []int{2, 64, 64, 64, 1}, Activations: []string{"relu", "relu", "relu"}, Loss: "mse", Optimiser: "sgd", Rate: 0.003, Batch: 32}, 256},
}

func benchNet(b *testing.B, i int) *MLP {
	net := benchNets[i]
	m, err := NewMLP(net.spec, ring(net.n, net.spec.Sizes[0], rand.New(rand.NewPCG(1, 2))), rand.New(rand.NewPCG(3, 4)), rand.NewPCG(5, 6))
	if err != nil {
		b.Fatal(err)
	}
	return m
}

// macs is the multiplications of one example going forward.
func macs(sizes []int) (n int) {
	for i, out := range sizes[1:] {
		n += sizes[i] * out
	}
	return n
}

func BenchmarkMLPStep(b *testing.B) {
	for i, net := range benchNets {
		b.Run(net.name, func(b *testing.B) {
			m := benchNet(b, i)
			for b.Loop() {
				m.Step()
			}
			examples := float64(b.N*net.spec.Batch) / b.Elapsed().Seconds()
			flops := 2 * (3*macs(net.spec.Sizes) - net.spec.Sizes[0]*net.spec.Sizes[1])
			b.ReportMetric(examples, "examples/s")
			b.ReportMetric(examples*float64(flops)/1e9, "GFLOP/s")
		})
	}
}

func BenchmarkMLPGrid(b *testing.B) {
	for i, net := range benchNets {
		b.Run(net.name, func(b *testing.B) {
			m := benchNet(b, i)
			const n = 256 * 256
			x, y := make([]float32, n*net.spec.Sizes[0]), make([]float32, n)
			for i := range x {
				x[i] = float32(i%512)/256 - 1
			}
			for b.Loop() {
				m.Outputs(x, n, y)
			}
			points := float64(b.N*n) / b.Elapsed().Seconds()
			b.ReportMetric(points, "points/s")
			b.ReportMetric(points*2*float64(macs(net.spec.Sizes))/1e9, "GFLOP/s")
		})
	}
}
