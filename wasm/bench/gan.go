//go:build js

package main

import (
	"fmt"
	"math/rand/v2"

	"github.com/whisker-lab/whisker/nn"
	"github.com/whisker-lab/whisker/nn/cluster"
	"github.com/whisker-lab/whisker/nn/kernel"
	"github.com/whisker-lab/whisker/nn/model"
)

func gan(w workload) job {
	var reals, noises [][]float32
	w.get("reals").each(func(i int, x workload) {
		reals, noises = append(reals, floats(x.v)), append(noises, floats(w.get("noises").index(i).v))
	})
	m, err := model.NewGAN(model.GANConfig{
		Generator: w.ints("g"), Discriminator: w.ints("d"), Hidden: kernel.ReLU, Out: kernel.Tanh,
		Batch: w.int("batch"), Rate: w.float("lr"),
	}, nn.TensorOf(reals[0], len(reals[0])/2, 2), rand.New(rand.NewPCG(1, 1)), 1)
	if err != nil {
		panic(err)
	}
	for from, to := range map[string]string{"gInit": "g", "dInit": "d"} {
		w.get(from).each(func(l int, layer workload) {
			copy(param(m.Params(), fmt.Sprintf("%s.%d.w", to, l+1)), layer.floats("w"))
			copy(param(m.Params(), fmt.Sprintf("%s.%d.b", to, l+1)), layer.floats("b"))
		})
	}
	at := 0
	step := func() {
		m.TrainDiscriminator(reals[at], noises[at])
		m.TrainGenerator()
		at = (at + 1) % len(reals)
	}
	return job{step: step, units: 1, check: func() float64 {
		for range w.int("checkSteps") {
			step()
		}
		return m.Rivalry(reals[0], noises[0])
	}}
}

func kmeans(w workload) job {
	n, k := w.int("n"), w.int("k")
	start := nn.NewTensor(k, 2)
	w.get("start").each(func(i int, c workload) {
		start.Data[2*i], start.Data[2*i+1] = float32(c.v.Index(0).Float()), float32(c.v.Index(1).Float())
	})
	m, err := cluster.KMeansFrom(nn.TensorOf(w.floats("x"), n, 2), start)
	if err != nil {
		panic(err)
	}
	at, most := 0, w.int("maxIterations")
	step := func() {
		if at == most {
			m.Restart(start)
			at = 0
		}
		at++
		if _, done := m.Step(); done {
			at = most
		}
	}
	return job{step: step, units: 1, check: func() float64 {
		for range most {
			m.Step()
		}
		return m.Inertia()
	}}
}
