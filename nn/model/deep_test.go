package model_test

import (
	"math/rand/v2"
	"testing"
	"time"

	"github.com/whisker-lab/whisker/nn/data"
	"github.com/whisker-lab/whisker/nn/model"
)

func deepSet(t testing.TB, name string, n int, seed uint64) model.Set {
	s, _ := data.Find(name)
	p := s.Generate(n, 0.1, rand.New(rand.NewPCG(seed, 7)))
	set := model.Set{N: p.Len(), X: append(append([]float32{}, p.X...), p.Y...), Class: p.Class}
	return set
}

func TestTrial(t *testing.T) {
	for _, name := range []string{"moons", "spiral", "rings", "xor"} {
		for _, res := range []bool{false, true} {
			for _, lr := range []float64{0.003, 0.01} {
				for seed := range uint64(3) {
					start := time.Now()
					m, err := model.NewDeep(model.DeepSpec{Features: 2, Hidden: 100, Width: 8, Activation: "relu", Init: "he", Residual: res, Norm: res, Optimiser: "adam", Rate: lr, Batch: 48},
						deepSet(t, name, 240, seed), rand.New(rand.NewPCG(seed, 1)), rand.NewPCG(seed, 2))
					if err != nil {
						t.Fatal(err)
					}
					test := deepSet(t, name, 400, seed+100)
					var acc [5]float64
					for i := range 5 {
						for range 100 {
							m.Step()
						}
						_, acc[i] = m.Evaluate(test)
					}
					t.Log(name, res, lr, seed, acc, m.Weights(), time.Since(start))
				}
			}
		}
	}
}
