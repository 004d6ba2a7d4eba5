//go:build js

package main

import (
	"math"
	"math/rand/v2"

	"github.com/whisker-lab/whisker/nn"
	"github.com/whisker-lab/whisker/nn/model"
)

// cnn builds the network of the workload, and its batches.
func cnn(w workload) (m *model.CNN, x []*nn.Tensor, labels [][]float32) {
	n, batch := w.int("n"), w.int("batch")
	images, classes := nn.TensorOf(w.floats("x"), n, 1, 28, 28), w.floats("y")
	m, err := model.NewCNN(model.CNNConfig{
		Net: nn.Description{Input: []int{1, 28, 28}, Layers: []nn.Spec{
			{Kind: "conv", Units: 8, Kernel: 5, Pad: "same"}, {Kind: "relu"}, {Kind: "maxpool", Kernel: 2},
			{Kind: "conv", Units: 16, Kernel: 5, Pad: "same"}, {Kind: "relu"}, {Kind: "maxpool", Kernel: 3},
			{Kind: "flatten"}, {Kind: "dense", Units: w.int("classes")},
		}},
		Batch: batch, Rate: w.float("lr"),
	}, images, classes, rand.New(rand.NewPCG(1, 1)), 1)
	if err != nil {
		panic(err)
	}
	params, init := m.Network().Params(), w.get("init")
	for _, c := range []struct {
		from, to   string
		out, in, k int
	}{{"c1", "0", 8, 1, 5}, {"c2", "3", 16, 8, 5}, {"fc", "7", w.int("classes"), 16, 4}} {
		layer := init.get(c.from)
		copy(param(params, c.to+".b"), layer.floats("b"))
		planes(param(params, c.to+".w"), layer.floats("w"), c.out, c.k*c.k, c.in)
	}
	for at := 0; at+batch <= n; at += batch {
		x = append(x, nn.TensorOf(images.Data[at*784:][:batch*784], batch, 1, 28, 28))
		labels = append(labels, classes[at:at+batch])
	}
	return m, x, labels
}

// planes sets dst (n, planes, area) to src (n, area, planes).
func planes(dst, src []float32, n, area, planes int) {
	for i := range n {
		copy(dst[i*area*planes:], transposed(src[i*area*planes:][:area*planes], area, planes))
	}
}

func cnnTrain(w workload) job {
	m, x, labels := cnn(w)
	at := 0
	step := func() {
		m.TrainBatch(x[at], labels[at])
		at = (at + 1) % len(x)
	}
	return job{step: step, units: w.int("batch"), check: func() float64 {
		for range w.int("checkSteps") {
			step()
		}
		var sum float64
		for i := range x {
			loss, _ := m.Loss(x[i], labels[i])
			sum += loss
		}
		return sum / float64(len(x))
	}}
}

func cnnInfer(w workload) job {
	m, x, labels := cnn(w)
	at, classes := 0, w.int("classes")
	p := make([]float32, w.int("batch")*classes)
	step := func() {
		m.Predict(p, x[at])
		at = (at + 1) % len(x)
	}
	return job{step: step, units: w.int("batch"), check: func() float64 {
		step()
		var sum float64
		for i, c := range labels[0] {
			sum -= math.Log(float64(p[i*classes+int(c)]))
		}
		return sum / float64(len(labels[0]))
	}}
}
