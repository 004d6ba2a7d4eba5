//go:build js

package main

import (
	"math/rand/v2"

	"github.com/whisker-lab/whisker/nn"
	"github.com/whisker-lab/whisker/nn/convnet"
	"github.com/whisker-lab/whisker/nn/model"
)

// peerNet computes a network of blocks forward and back: {blocks, pool, activation, residual, norm, dense, classes, plain, loss, shape,
// x, labels, weights} gives {y, loss, grads, dx}: the outputs, the loss, its gradient by all weights, and the first logit's by the pictures.
func peerNet(w workload) any {
	shape := w.ints("shape")
	blocks, err := convnet.Parse(w.text("blocks"))
	if err != nil {
		panic(err)
	}
	plan, err := convnet.Spec{
		Planes: shape[1], Height: shape[2], Width: shape[3], Classes: w.int("classes"), Blocks: blocks, Pool: w.text("pool"), Dense: w.ints("dense"),
		Activation: w.text("activation"), Residual: w.has("residual"), Norm: w.has("norm"),
	}.Plan()
	if err != nil {
		panic(err)
	}
	x, labels := nn.TensorOf(w.floats("x"), shape...), w.floats("labels")
	still := func() *rand.Rand { return rand.New(rand.NewPCG(1, 1)) }
	m, err := model.NewCNN(model.CNNConfig{Net: plan.Net, Batch: shape[0], Loss: w.text("loss"), Plain: w.has("plain")}, x, labels, still(), 1)
	if err != nil {
		panic(err)
	}
	net, err := plan.Net.Build(still())
	if err != nil {
		panic(err)
	}
	values, slopes := m.Network().Flat()
	copy(values, w.floats("weights"))
	own, _ := net.Flat()
	copy(own, values)
	y := make([]float32, shape[0]*plan.Spec.Classes)
	m.Predict(y, x)
	loss := m.TrainBatch(x, labels) // at a rate of 0
	by := nn.NewTensor(shape[0], plan.Spec.Classes)
	for i := range shape[0] {
		by.Data[i*plan.Spec.Classes] = 1
	}
	net.Forward(x, true)
	return map[string]any{"y": typed(y), "loss": loss, "grads": typed(slopes), "dx": typed(net.Backward(by).Data)}
}
