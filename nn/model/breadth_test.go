package model_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/whisker-lab/whisker/nn"
	"github.com/whisker-lab/whisker/nn/kernel"
	"github.com/whisker-lab/whisker/nn/model"
	"github.com/whisker-lab/whisker/nn/nntest"
)

func weights(seed uint64) *rand.Rand { return rand.New(rand.NewPCG(seed, 77)) }

// spots is n images of 12×12 with a bright spot in one of four corners, which is the class.
func spots(n int) (*nn.Tensor, []float32) {
	r := weights(5)
	x, labels := nn.NewTensor(n, 1, 12, 12), make([]float32, n)
	for i := range labels {
		c := i % 4
		labels[i] = float32(c)
		img := x.Data[i*144:][:144]
		for j := range img {
			img[j] = 0.3 * r.Float32()
		}
		at := (c/2*6+1+r.IntN(4))*12 + c%2*6 + 1 + r.IntN(4)
		img[at], img[at+1] = 1, 1
	}
	return x, labels
}

func buildCNN(t testing.TB, optimiser string, seed uint64) *model.CNN {
	x, labels := spots(90)
	m, err := model.NewCNN(model.CNNConfig{
		Net: nn.Description{Input: []int{1, 12, 12}, Layers: []nn.Spec{
			{Kind: "conv", Units: 5, Kernel: 3, Pad: "same"}, {Kind: "batchnorm"}, {Kind: "relu"}, {Kind: "maxpool", Kernel: 2},
			{Kind: "conv", Units: 6, Kernel: 3, Stride: 2}, {Kind: "gelu"}, {Kind: "flatten"}, {Kind: "dropout", Share: 0.1}, {Kind: "dense", Units: 4},
		}},
		Batch: 20, Rate: 0.01, Optimiser: optimiser, L2: 1e-4, Schedule: nn.Schedule{Kind: "cosine", Period: 500, Floor: 0.1},
	}, x, labels, weights(seed), seed)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func buildRNN(t testing.TB, cell, optimiser string, seed uint64) *model.RNN {
	text := make([]float32, 400)
	for i := range text {
		text[i] = []float32{0, 1, 2, 0, 3, 4}[i%6] // after 0 comes 1 or 3: that takes memory
	}
	m, err := model.NewRNN(model.RNNConfig{
		Net:   nn.Description{Codes: 5, Layers: []nn.Spec{{Kind: cell, Units: 13}, {Kind: "dense", Units: 5}}},
		Batch: 3, Steps: 7, Rate: 0.02, Optimiser: optimiser, Clip: 1,
	}, text, weights(seed))
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func buildGAN(t testing.TB, optimiser string, seed uint64) *model.GAN {
	r := weights(3)
	points := nn.NewTensor(200, 2)
	for i := range points.Data {
		points.Data[i] = 0.5 + 0.05*float32(r.NormFloat64())
	}
	m, err := model.NewGAN(model.GANConfig{
		Generator: []int{2, 16, 16, 2}, Discriminator: []int{2, 16, 16, 1}, Hidden: kernel.ReLU, Out: kernel.Tanh,
		Batch: 30, Rate: 0.01, Optimiser: optimiser,
	}, points, weights(seed), seed)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

type builder struct {
	name  string
	build func(t testing.TB, optimiser string, seed uint64) nn.Learner
}

func builders() []builder {
	return []builder{
		{"cnn", func(t testing.TB, o string, seed uint64) nn.Learner { return buildCNN(t, o, seed) }},
		{"rnn", func(t testing.TB, o string, seed uint64) nn.Learner { return buildRNN(t, "rnn", o, seed) }},
		{"gru", func(t testing.TB, o string, seed uint64) nn.Learner { return buildRNN(t, "gru", o, seed) }},
		{"lstm", func(t testing.TB, o string, seed uint64) nn.Learner { return buildRNN(t, "lstm", o, seed) }},
		{"gan", func(t testing.TB, o string, seed uint64) nn.Learner { return buildGAN(t, o, seed) }},
	}
}

func losses(l nn.Learner, n int) []float64 {
	out := make([]float64, n)
	for i := range out {
		out[i], _ = l.Step()
	}
	return out
}

func TestLearnersConform(t *testing.T) {
	tune := map[string]float64{"lr": 0.005, "l2": 1e-3, "dropout": 0.3, "clip": 0.5, "lrg": 0.004, "lrd": 0.003, "ratio": 2}
	for _, b := range builders() {
		for _, optimiser := range nn.Rules {
			t.Run(b.name+" "+optimiser, func(t *testing.T) {
				nntest.Conform(t, func(seed uint64) nn.Learner { return b.build(t, optimiser, seed) }, tune)
			})
		}
	}
}

func TestCNNLearns(t *testing.T) {
	m := buildCNN(t, "adam", 1)
	losses(m, 150)
	x, labels := spots(40)
	loss, accuracy := m.Loss(x, labels)
	if accuracy < 0.95 {
		t.Errorf("loss %v, accuracy %v after 150 steps", loss, accuracy)
	}
	p := make([]float32, 40*4)
	m.Predict(p, x)
	var sum float32
	for _, v := range p[:4] {
		sum += v
	}
	if math.Abs(float64(sum)-1) > 1e-5 {
		t.Errorf("probabilities add up to %v", sum)
	}
}

// Decay pulls weights and not biases: through the gradient, or under AdamW by itself at the rate that the schedule has.
func TestCNNDecays(t *testing.T) {
	x, labels := spots(20)
	build := func(optimiser string, l2 float64) *model.CNN {
		m, err := model.NewCNN(model.CNNConfig{
			Net:   nn.Description{Input: []int{1, 12, 12}, Layers: []nn.Spec{{Kind: "flatten"}, {Kind: "dense", Units: 4}}},
			Batch: 20, Rate: 0.2, Optimiser: optimiser, L2: l2, Schedule: nn.Schedule{Warmup: 1},
		}, x, labels, weights(1), 1)
		if err != nil {
			t.Fatal(err)
		}
		return m
	}
	for _, optimiser := range []string{"sgd", "adamw"} {
		before, plain, pulled := build(optimiser, 0), build(optimiser, 0), build(optimiser, 0.3)
		plain.Step()
		pulled.Step()
		for k, p := range pulled.Network().Params() {
			for i, got := range p.Value.Data {
				was, want := before.Network().Params()[k].Value.Data[i], plain.Network().Params()[k].Value.Data[i]
				if k == 0 {
					want -= 0.1 * 0.3 * was
				}
				if math.Abs(float64(got-want)) > 1e-6 {
					t.Fatalf("%s takes %s[%d] to %v; want %v", optimiser, p.Name, i, got, want)
				}
			}
		}
	}
}

func TestRNNRemembers(t *testing.T) {
	for _, cell := range []string{"rnn", "gru", "lstm"} {
		t.Run(cell, func(t *testing.T) {
			m := buildRNN(t, cell, "adam", 1)
			all := losses(m, 400)
			if last := all[len(all)-1]; last > 0.05 {
				t.Errorf("loss %v after 400 steps", last)
			}
			before := losses(m, 1)[0]
			said := m.Say([]float32{0, 1, 2, 0, 3, 4, 0}, 6, 0.1, weights(1))
			if want := []float32{1, 2, 0, 3, 4, 0}; !slices.Equal(said, want) {
				t.Errorf("says %v; want %v (loss %v)", said, want, before)
			}
		})
	}
}

func TestSayingLeavesTrainingAlone(t *testing.T) {
	a, b := buildRNN(t, "lstm", "sgd", 1), buildRNN(t, "lstm", "sgd", 1)
	for range 5 {
		x, _ := a.Step()
		y, _ := b.Step()
		if x != y {
			t.Fatalf("loss %v; want %v", y, x)
		}
		b.Say([]float32{1}, 4, 1, weights(1))
	}
}

func TestGANFindsTheCloud(t *testing.T) {
	m := buildGAN(t, "adam", 1)
	losses(m, 1500)
	z, made := make([]float32, 400), make([]float32, 400)
	m.Noise(z, weights(2))
	m.Generate(made, z)
	var mean float64
	for _, v := range made {
		mean += float64(v) / 400
	}
	if math.Abs(mean-0.5) > 0.15 {
		t.Errorf("made points lie around %v; want 0.5", mean)
	}
	p := make([]float32, 2)
	m.Judge(p, []float32{0.5, 0.5, -3, 3})
	if !(p[0] > p[1]) {
		t.Errorf("judges a real point %v, a far one %v", p[0], p[1])
	}
}

func TestConfigsAreChecked(t *testing.T) {
	x, labels := spots(8)
	net := nn.Description{Input: []int{1, 12, 12}, Layers: []nn.Spec{{Kind: "flatten"}, {Kind: "dense", Units: 4}}}
	text := []float32{0, 1, 2, 3, 0, 1, 2, 3}
	chars := nn.Description{Codes: 4, Layers: []nn.Spec{{Kind: "rnn", Units: 4}, {Kind: "dense", Units: 4}}}
	cnn := func(c model.CNNConfig, labels []float32) error {
		_, err := model.NewCNN(c, x, labels, weights(1), 1)
		return err
	}
	rnn := func(c model.RNNConfig, text []float32) error {
		_, err := model.NewRNN(c, text, weights(1))
		return err
	}
	gan := func(c model.GANConfig) error {
		_, err := model.NewGAN(c, nn.NewTensor(9, 2), weights(1), 1)
		return err
	}
	tests := []struct {
		want string
		err  error
	}{
		{"batch=0", cnn(model.CNNConfig{Net: net}, labels)},
		{"no optimiser", cnn(model.CNNConfig{Net: net, Batch: 1, Optimiser: "magic"}, labels)},
		{"classes", cnn(model.CNNConfig{Net: net, Batch: 1}, []float32{0, 1, 2, 3, 4, 0, 1, 2})},
		{"do not fit", cnn(model.CNNConfig{Net: net, Batch: 1}, labels[:3])},
		{"layer 1 (dense)", cnn(model.CNNConfig{Net: nn.Description{Input: []int{1, 12, 12}, Layers: net.Layers[1:]}, Batch: 1}, labels)},
		{"schedule", cnn(model.CNNConfig{Net: net, Batch: 1, Schedule: nn.Schedule{Kind: "x", Period: 1}}, labels)},
		{"too few", rnn(model.RNNConfig{Net: chars, Batch: 4, Steps: 3}, text)},
		{"knows 4", rnn(model.RNNConfig{Net: chars, Batch: 1, Steps: 3}, []float32{0, 1, 4, 0, 1})},
		{"one logit a code", rnn(model.RNNConfig{Net: nn.Description{Codes: 4, Layers: []nn.Spec{{Kind: "rnn", Units: 5}}}, Batch: 1, Steps: 3}, text)},
		{"discriminator", gan(model.GANConfig{Generator: []int{1, 2}, Discriminator: []int{2, 2}, Batch: 1})},
		{"generator", gan(model.GANConfig{Generator: []int{1, 3}, Discriminator: []int{2, 1}, Batch: 1})},
		{"batch=0", gan(model.GANConfig{Generator: []int{1, 2}, Discriminator: []int{2, 1}})},
	}
	for _, tt := range tests {
		t.Run(tt.want, func(t *testing.T) {
			if tt.err == nil || !strings.Contains(tt.err.Error(), tt.want) {
				t.Errorf("error %v; want one with %q", tt.err, tt.want)
			}
		})
	}
}

func ExampleRNN() {
	text := []float32{0, 1, 2, 0, 1, 2, 0, 1, 2, 0, 1, 2, 0, 1, 2, 0, 1, 2}
	m, err := model.NewRNN(model.RNNConfig{
		Net:   nn.Description{Codes: 3, Layers: []nn.Spec{{Kind: "gru", Units: 8}, {Kind: "dense", Units: 3}}},
		Batch: 2, Steps: 4, Rate: 0.05, Optimiser: "adam",
	}, text, rand.New(rand.NewPCG(1, 1)))
	if err != nil {
		fmt.Println(err)
		return
	}
	for range 100 {
		m.Step()
	}
	fmt.Println(m.Say([]float32{0}, 5, 0.1, rand.New(rand.NewPCG(1, 1))))
	// Output: [1 2 0 1 2]
}

func FuzzLoadCNN(f *testing.F) {
	nntest.FuzzLoad(f, func(t testing.TB, seed uint64) nn.Learner { return buildCNN(t, "momentum", seed) })
}

func FuzzLoadRNN(f *testing.F) {
	nntest.FuzzLoad(f, func(t testing.TB, seed uint64) nn.Learner { return buildRNN(t, "lstm", "rmsprop", seed) })
}

func FuzzLoadGAN(f *testing.F) {
	nntest.FuzzLoad(f, func(t testing.TB, seed uint64) nn.Learner { return buildGAN(t, "adam", seed) })
}
