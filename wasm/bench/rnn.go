//go:build js

package main

import (
	"math/rand/v2"

	"github.com/whisker-lab/whisker/nn"
	"github.com/whisker-lab/whisker/nn/model"
)

func rnnTrain(w workload) job {
	vocab, hidden, seq, batch := w.int("vocab"), w.int("hidden"), w.int("seq"), w.int("batch")
	var xs, ys []*nn.Tensor
	var text []float32
	w.get("xs").each(func(i int, x workload) {
		codes := floats(x.v)
		text = append(text, codes...)
		xs = append(xs, nn.TensorOf(transposed(codes, batch, seq), seq, batch))
		ys = append(ys, nn.TensorOf(transposed(floats(w.get("ys").index(i).v), batch, seq), seq, batch))
	})
	m, err := model.NewRNN(model.RNNConfig{
		Net:   nn.Description{Codes: vocab, Layers: []nn.Spec{{Kind: w.text("cell"), Units: hidden}, {Kind: "dense", Units: vocab}}},
		Batch: batch, Steps: seq, Rate: w.float("lr"),
	}, text, rand.New(rand.NewPCG(1, 1)))
	if err != nil {
		panic(err)
	}
	m.Network().SetCarry(false)
	params, init := m.Network().Params(), w.get("init")
	for _, name := range []string{"wx", "wh", "b"} {
		copy(param(params, "0."+name), init.floats(name))
	}
	copy(param(params, "1.w"), transposed(init.floats("wo"), hidden, vocab))
	copy(param(params, "1.b"), init.floats("bo"))
	at := 0
	step := func() {
		m.TrainBatch(xs[at], ys[at])
		at = (at + 1) % len(xs)
	}
	return job{step: step, units: batch * seq, check: func() float64 {
		for range w.int("checkSteps") {
			step()
		}
		var sum float64
		for i := range xs {
			sum += m.Loss(xs[i], ys[i])
		}
		return sum / float64(len(xs))
	}}
}
