//go:build js

package main

import (
	"math"
	"math/rand/v2"

	"github.com/whisker-lab/whisker/nn/model"
)

// mlp builds the network that a workload describes, with its weights, over its examples.
func mlp(w workload, train model.Set) *model.MLP {
	sizes := w.ints("shape")
	hidden := make([]string, len(sizes)-2)
	for i := range hidden {
		hidden[i] = w.text("hidden")
	}
	m, err := model.NewMLP(model.MLPSpec{
		Sizes: sizes, Activations: hidden, Loss: "mse", Optimiser: "sgd",
		Rate: w.float("lr"), Batch: w.int("batch"), Sequential: true,
	}, train, rand.New(rand.NewPCG(1, 1)), rand.NewPCG(1, 1))
	if err != nil {
		panic(err)
	}
	w.get("init").each(func(l int, layer workload) {
		weights, biases, in := layer.floats("w"), layer.floats("b"), layer.int("inputs")
		for out, b := range biases {
			m.SetBias(l+1, out, float64(b))
			for i, v := range weights[out*in:][:in] {
				m.SetWeight(l+1, out, i, float64(v))
			}
		}
	})
	return m
}

func mlpTrain(w workload) job {
	n, inputs := w.int("n"), w.ints("shape")[0]
	set := model.Set{N: n, X: transposed(w.floats("x"), n, inputs), Class: make([]int, n)}
	for i, y := range w.floats("y") {
		if y > 0 {
			set.Class[i] = 1
		}
	}
	m := mlp(w, set)
	return job{
		step:  func() { m.Step() },
		units: w.int("batch"),
		check: func() float64 {
			for range w.int("checkSteps") {
				m.Step()
			}
			loss, _ := m.Evaluate(set)
			return loss
		},
	}
}

// mlpGrid leaves its results in memory that JavaScript can read.
func mlpGrid(w workload) job {
	n, sizes := w.int("points"), w.ints("shape")
	x := transposed(w.floats("x"), n, sizes[0])
	m := mlp(w, model.Set{N: 1, X: make([]float32, sizes[0]), Class: make([]int, 1)})
	units := 0
	from := make([]int, len(sizes)) // the first row of each layer
	for l, s := range sizes[1:] {
		from[l+1] = units
		units += s
	}
	out := make([]float32, n)
	step := func() { m.Outputs(x, n, out) }
	if w.has("allNodes") {
		out = make([]float32, units*n)
		keep := func(b model.Block) {
			for u := range b.Units {
				copy(out[(from[b.Layer]+u)*n+b.At:], b.Row(u))
			}
		}
		step = func() { m.Nodes(x, n, keep) }
	}
	return job{
		step:  step,
		units: n,
		check: func() float64 {
			step()
			var sum float64
			for _, v := range out {
				sum += math.Abs(float64(v))
			}
			return sum / float64(len(out))
		},
	}
}
