package model

import (
	"math/rand/v2"
	"testing"

	"github.com/whisker-lab/whisker/nn"
	"github.com/whisker-lab/whisker/nn/kernel"
)

// stepper is what is timed: one piece of work, what it counts for, and the multiplications and additions of the mathematics in it.
type stepper struct {
	step  func()
	units int
	what  string
	flops float64
}

func (s stepper) run(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		s.step()
	}
	steps := float64(b.N) / b.Elapsed().Seconds()
	b.ReportMetric(steps*float64(s.units), s.what)
	b.ReportMetric(steps*s.flops/1e9, "GFLOP/s")
}

// benchCNN is the network of 28 × 28 images that the lessons begin with, over a batch of twenty.
func benchCNN(b *testing.B) (m *CNN, x *nn.Tensor, labels []float32, forward float64) {
	r := rand.New(rand.NewPCG(1, 1))
	const n = 20
	x, labels = nn.NewTensor(n, 1, 28, 28), make([]float32, n)
	for i := range x.Data {
		x.Data[i] = r.Float32()
	}
	for i := range labels {
		labels[i] = float32(i % 10)
	}
	m, err := NewCNN(CNNConfig{
		Net: nn.Description{Input: []int{1, 28, 28}, Layers: []nn.Spec{
			{Kind: "conv", Units: 8, Kernel: 5, Pad: "same"}, {Kind: "relu"}, {Kind: "maxpool", Kernel: 2},
			{Kind: "conv", Units: 16, Kernel: 5, Pad: "same"}, {Kind: "relu"}, {Kind: "maxpool", Kernel: 3},
			{Kind: "flatten"}, {Kind: "dense", Units: 10},
		}},
		Batch: n, Rate: 0.02,
	}, x, labels, r, 1)
	if err != nil {
		b.Fatal(err)
	}
	return m, x, labels, 2 * n * (28*28*8*25 + 14*14*16*200 + 2560)
}

func BenchmarkCNNStep(b *testing.B) {
	m, x, labels, forward := benchCNN(b)
	first := float64(2 * 20 * 28 * 28 * 8 * 25) // whose input has no gradient
	stepper{func() { m.TrainBatch(x, labels) }, 20, "images/s", 3*forward - first}.run(b)
}

func BenchmarkCNNPredict(b *testing.B) {
	m, x, _, forward := benchCNN(b)
	p := make([]float32, 20*10)
	stepper{func() { m.Predict(p, x) }, 20, "images/s", forward}.run(b)
}

func BenchmarkRNNStep(b *testing.B) {
	for _, cell := range []struct {
		kind  string
		gates int
	}{{"rnn", 1}, {"gru", 3}, {"lstm", 4}} {
		b.Run(cell.kind, func(b *testing.B) {
			const codes, hidden, steps, batch = 40, 64, 25, 16
			r := rand.New(rand.NewPCG(1, 1))
			text := make([]float32, 16*batch*(steps+1))
			for i := range text {
				text[i] = float32(r.IntN(codes))
			}
			m, err := NewRNN(RNNConfig{
				Net:   nn.Description{Codes: codes, Layers: []nn.Spec{{Kind: cell.kind, Units: hidden}, {Kind: "dense", Units: codes}}},
				Batch: batch, Steps: steps, Rate: 0.1,
			}, text, r)
			if err != nil {
				b.Fatal(err)
			}
			flops := 3 * 2 * steps * batch * float64(cell.gates*hidden*hidden+hidden*codes)
			stepper{func() { m.Step() }, steps * batch, "characters/s", flops}.run(b)
		})
	}
}

func BenchmarkGANStep(b *testing.B) {
	const batch = 150
	r := rand.New(rand.NewPCG(1, 1))
	points := nn.NewTensor(1000, 2)
	for i := range points.Data {
		points.Data[i] = r.Float32()
	}
	g, d := []int{2, 16, 16, 2}, []int{2, 16, 16, 1}
	m, err := NewGAN(GANConfig{
		Generator: g, Discriminator: d, Hidden: kernel.ReLU, Out: kernel.Tanh, Batch: batch, Rate: 0.1,
	}, points, r, 1)
	if err != nil {
		b.Fatal(err)
	}
	mg, md := macs(g), macs(d)
	flops := 2 * batch * float64(mg+2*(3*md-32)+3*mg-32+2*md)
	stepper{func() { m.Step() }, 1, "steps/s", flops}.run(b)
}
