package model_test

import (
	"math"
	"math/rand/v2"
	"testing"

	"github.com/whisker-lab/whisker/nn/model"
)

// Parts add up to what an output is more than for all zeros, and those of a network without hidden layers are weight times input.
func TestPartsAddUp(t *testing.T) {
	for _, tt := range []struct {
		name    string
		sizes   []int
		acts    []string
		loss    string
		output  int
		linear  bool
		nearest float64
	}{
		{"linear", []int{5, 1}, nil, "bce", 0, true, 1e-5},
		{"tanh", []int{5, 4, 1}, []string{"tanh"}, "bce", 0, false, 2e-3},
		{"two layers, third class", []int{5, 6, 4, 3}, []string{"gelu", "tanh"}, "cce", 2, false, 2e-3},
	} {
		t.Run(tt.name, func(t *testing.T) {
			r := rand.New(rand.NewPCG(3, 4))
			x := []float32{1, 0, 0.5, -0.75, 0.25}
			set := model.Set{N: 1, X: x, Class: []int{0}}
			m, err := model.NewMLP(model.MLPSpec{Sizes: tt.sizes, Activations: tt.acts, Loss: tt.loss, Optimiser: "sgd", InitFactor: 2}, set, r, rand.NewPCG(1, 2))
			if err != nil {
				t.Fatal(err)
			}
			for layer := range len(tt.sizes) - 1 {
				for unit := range tt.sizes[layer+1] {
					m.SetBias(layer+1, unit, r.NormFloat64()/2)
				}
			}
			got := make([]float32, len(x))
			m.Parts(x, tt.output, got)
			sum := 0.0
			for i, v := range got {
				sum += float64(v)
				if tt.linear && math.Abs(float64(v)-m.Weight(1, 0, i)*float64(x[i])) > 1e-6 {
					t.Errorf("part %d is %v; want %v", i, v, m.Weight(1, 0, i)*float64(x[i]))
				}
			}
			// Scores before the loss shows them, up to what all share: logs of the shares of two classes differ as they do.
			score := func(x []float32) float64 {
				out := make([]float32, m.Sizes()[len(m.Sizes())-1])
				m.Outputs(x, 1, out)
				if tt.loss == "bce" {
					p := (1 + float64(out[0])) / 2
					return math.Log(p / (1 - p))
				}
				return math.Log(float64(out[tt.output])) - math.Log(float64(out[0]))
			}
			want := score(x) - score(make([]float32, len(x)))
			if tt.loss == "cce" {
				other := make([]float32, len(x))
				m.Parts(x, 0, other)
				for _, v := range other {
					sum -= float64(v)
				}
			}
			if math.Abs(sum-want) > tt.nearest {
				t.Errorf("parts add up to %v; want %v", sum, want)
			}
		})
	}
}
