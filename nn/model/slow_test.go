package model_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"

	"gonum.org/v1/gonum/diff/fd"

	"github.com/whisker-lab/whisker/nn/model"
)

// What is passed back is the slope of the loss, by gonum's differences: they agree to eight digits where the loss is smooth.
func TestSlowGradients(t *testing.T) {
	for _, sizes := range [][]int{{2, 1}, {2, 3, 2, 1}, {1, 4, 1}, {3, 2, 2, 2, 1}} {
		for _, activation := range model.SlowActivations {
			for _, loss := range model.SlowLosses {
				t.Run(fmt.Sprint(sizes, activation, loss), func(t *testing.T) {
					r := rand.New(rand.NewPCG(7, 1))
					m, err := model.NewSlow(sizes, activation, loss, r)
					if err != nil {
						t.Fatal(err)
					}
					x := make([]float64, sizes[0])
					for i := range x {
						x[i] = r.NormFloat64()
					}
					_, target := m.Ends()
					at := m.Params(nil)
					want := fd.Gradient(nil, func(p []float64) float64 {
						m.SetParams(p)
						l, _ := m.Loss(m.Forward(x), target)
						return l
					}, at, &fd.Settings{Formula: fd.Central, Step: 1e-5})
					m.SetParams(at)
					m.Forward(x)
					m.Backward(target)
					k := 0
					for l := 1; l < len(sizes); l++ {
						for o := range sizes[l] {
							for i := range sizes[l-1] + 1 {
								in := i
								if i == sizes[l-1] {
									in = model.Bias
								}
								if got := m.Gradient(l, o, in); math.Abs(got-want[k]) > 1e-8*(1+math.Abs(got)) {
									t.Errorf("layer %d, neuron %d, weight %d: %v; want %v", l, o, in, got, want[k])
								}
								k++
							}
						}
					}
				})
			}
		}
	}
}

// It is the network that MLP is, only slower: the same weights give the same losses and slopes.
func TestSlowAgreesWithMLP(t *testing.T) {
	for _, tt := range []struct{ activation, slow, fast string }{{"tanh", "mse", "mse"}, {"sigmoid", "crossentropy", "bce"}, {"relu", "mse", "mse"}} {
		t.Run(tt.activation, func(t *testing.T) {
			sizes := []int{2, 3, 2, 1}
			x := []float32{0.5, -1.25}
			set := model.Set{X: x, Class: []int{1}, N: 1}
			fast, err := model.NewMLP(model.MLPSpec{Sizes: sizes, Activations: []string{tt.activation, tt.activation}, Loss: tt.fast, Optimiser: "sgd", Rate: 0.1, Batch: 1, InitFactor: 1, Init: "auto"}, set, rand.New(rand.NewPCG(1, 2)), rand.NewPCG(3, 4))
			if err != nil {
				t.Fatal(err)
			}
			slow, err := model.NewSlow(sizes, tt.activation, tt.slow, rand.New(rand.NewPCG(5, 6)))
			if err != nil {
				t.Fatal(err)
			}
			for l := 1; l < len(sizes); l++ {
				for o := range sizes[l] {
					for i := range sizes[l-1] {
						*slow.Weight(l, o, i) = fast.Weight(l, o, i)
					}
					*slow.Weight(l, o, model.Bias) = fast.Bias(l, o)
				}
			}
			y := slow.Forward([]float64{0.5, -1.25})
			slow.Backward(1)
			loss, _ := slow.Loss(y, 1)
			if want, _ := fast.Evaluate(set); math.Abs(loss-want) > 1e-5 {
				t.Errorf("loss %v; want %v", loss, want)
			}
			push := []float32{0}
			for l := 1; l < len(sizes); l++ {
				for o := range sizes[l] {
					for i := range sizes[l-1] {
						fast.Pushes(set, l, o, i, push)
						if got := slow.Gradient(l, o, i); math.Abs(got-float64(push[0])) > 1e-5 { // float32
							t.Errorf("layer %d, neuron %d, weight %d: %v; want %v", l, o, i, got, push[0])
						}
					}
				}
			}
		})
	}
}

func TestSlowRefuses(t *testing.T) {
	for _, tt := range []struct {
		sizes            []int
		activation, loss string
	}{{[]int{2}, "tanh", "mse"}, {[]int{2, 2}, "tanh", "mse"}, {[]int{2, 0, 1}, "tanh", "mse"}, {[]int{2, 1}, "sine", "mse"}, {[]int{2, 1}, "tanh", "hinge"}} {
		if _, err := model.NewSlow(tt.sizes, tt.activation, tt.loss, rand.New(rand.NewPCG(1, 1))); err == nil {
			t.Errorf("%v, %s, %s: no error", tt.sizes, tt.activation, tt.loss)
		}
	}
}
