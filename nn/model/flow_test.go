package model_test

import (
	"math"
	"math/rand/v2"
	"testing"

	"github.com/whisker-lab/whisker/nn"
	"github.com/whisker-lab/whisker/nn/model"
	"github.com/whisker-lab/whisker/nn/nntest"
)

// dots are pictures of 8×8 in which a word says in which half there is ink.
func dots(words, picture []float32, r *rand.Rand) {
	word := 1 + r.IntN(2)
	words[0], words[1] = 0, float32(word)
	for i := range picture {
		picture[i] = -1
		if (i%8 >= 4) == (word == 2) {
			picture[i] = 1
		}
	}
}

func flow(t testing.TB, seed uint64) *model.Flow {
	t.Helper()
	m, err := model.NewFlow(model.FlowConfig{
		Codes: 3, Words: 2, Hidden: 5, Side: 8, Sketch: 2, Filters: 4, Layers: 2, Batch: 3, Rate: 0.003, Optimiser: "adam", Average: 0.9, Examples: dots,
	}, rand.New(rand.NewPCG(seed, 1)), seed)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// The gradient of every weight is what the loss changes by, whichever way the weight goes in: encoder, plan, tints, convolutions.
func TestFlowGradient(t *testing.T) {
	m := flow(t, 3)
	r := rand.New(rand.NewPCG(4, 4))
	const n, pixels = 3, 64
	x, picture := make([]float32, n*pixels), make([]float32, n*pixels)
	for i := range x {
		x[i], picture[i] = float32(r.NormFloat64()), float32(r.NormFloat64())
	}
	times := []float32{0.07, 0.46, 0.93}
	words := nn.TensorOf([]float32{0, 1, 2, 1, 2, 0}, 2, 3)
	values, grads := m.Gradient(x, times, words, picture)
	want := append([]float32(nil), grads...)
	loss := func() float64 { return m.Loss(x, times, words, picture) }
	checked, off := 0, 0
	for i := range values {
		if i%7 != 0 {
			continue
		}
		was, eps := values[i], float32(0.0003)
		values[i] = was + eps
		up := loss()
		values[i] = was - eps
		down := loss()
		values[i] = was
		got := (up - down) / float64(2*eps)
		checked++
		if math.Abs(got-float64(want[i])) > 2e-3+0.03*math.Abs(got) {
			off++ // a kink of a ReLU lies within the step now and then
			if off > checked/50+2 {
				t.Errorf("weight %d: the loss changes by %v, its gradient is %v", i, got, want[i])
			}
		}
	}
	if checked < 100 {
		t.Errorf("%d weights", checked)
	}
}

func TestFlowConforms(t *testing.T) {
	nntest.Conform(t, func(seed uint64) nn.Learner { return flow(t, seed) }, map[string]float64{"lr": 0.001})
}

// It learns what two words mean, and what was learnt once can be taken over.
func TestFlowDraws(t *testing.T) {
	m := flow(t, 1)
	for range 600 {
		m.Step()
	}
	p := m.Painter()
	p.Take()
	right := func(p *model.Painter) float64 {
		r := rand.New(rand.NewPCG(9, 9))
		words := nn.TensorOf([]float32{0, 0, 1, 2}, 2, 2)
		x := make([]float32, 2*64)
		for i := range x {
			x[i] = float32(r.NormFloat64())
		}
		for at := range 6 {
			p.Advance(x, words, at, 6, 1.5)
		}
		n := 0.0
		for i, v := range x {
			if (v > 0) == ((i%8 >= 4) == (i >= 64)) {
				n++
			}
		}
		return n / float64(len(x))
	}
	if share := right(p); share < 0.97 {
		t.Errorf("%.0f%% of the pixels are right", 100*share)
	}
	other := flow(t, 2)
	other.SetWeights(m.Weights())
	q := other.Painter()
	q.Take()
	if a, b := right(p), right(q); a != b {
		t.Errorf("with the same weights %v and %v", a, b)
	}
}

func TestFlowRefuses(t *testing.T) {
	for _, c := range []model.FlowConfig{{}, {Codes: 3, Words: 2, Hidden: 5, Side: 9, Sketch: 2, Filters: 4, Batch: 3}} {
		if _, err := model.NewFlow(c, rand.New(rand.NewPCG(1, 1)), 1); err == nil {
			t.Errorf("%+v is built", c)
		}
	}
}

func FuzzFlowLoad(f *testing.F) {
	nntest.FuzzLoad(f, func(t testing.TB, seed uint64) nn.Learner { return flow(t, seed) })
}
