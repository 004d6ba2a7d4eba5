//go:build js

package main

import (
	"github.com/whisker-lab/whisker/nn"
	"github.com/whisker-lab/whisker/nn/kernel"
)

// peer computes one layer forward and back: {kind, x, shape, units…, weights: [Float32Array…], dy} gives {y, dx, grads}.
func peer(w workload) any {
	shape := w.ints("shape")
	layer := peerLayer(w, shape)
	w.get("weights").each(func(i int, v workload) { copy(layer.Params()[i].Value.Data, floats(v.v)) })
	y := layer.Forward(nn.TensorOf(w.floats("x"), shape...), true)
	result := map[string]any{"y": typed(y.Data), "shape": y.Shape[len(y.Shape)-1]}
	dx := layer.Backward(nn.TensorOf(w.floats("dy"), y.Shape...))
	result["dx"] = typed(dx.Data)
	grads := make([]any, 0, 3)
	for _, p := range layer.Params() {
		grads = append(grads, typed(p.Grad.Data))
	}
	result["grads"] = grads
	return result
}

func peerLayer(w workload, shape []int) nn.Layer {
	in := shape[len(shape)-1]
	switch kind := w.text("kind"); kind {
	case "dense":
		return nn.NewDense(in, w.int("units"))
	case "conv":
		window := kernel.Window{Height: shape[2], Width: shape[3], KernelH: w.int("kernel"), KernelW: w.int("kernel"), Stride: w.int("stride")}
		if w.text("pad") == "same" {
			window = window.Same()
		}
		return nn.NewConv(window, shape[1], w.int("units"))
	case "rnn":
		return nn.NewRNN(in, w.int("units"))
	case "gru":
		return nn.NewGRU(in, w.int("units"))
	case "lstm":
		return nn.NewLSTM(in, w.int("units"))
	case "softmax":
		return nn.NewSoftmax()
	default:
		panic("bench: no layer " + kind)
	}
}
