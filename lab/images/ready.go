package images

import (
	"github.com/whisker-lab/whisker/lab"
	"github.com/whisker-lab/whisker/nn/data"
)

// ready is the weights of the network that has learnt already, where a config asks for them and there are some for its pictures. Two
// runs side by side both begin with nothing. The error is a data.Missing.
func ready(c lab.Config) ([]float64, error) {
	net, ok := data.FindNet(c.Text("data"))
	if !ok || c.Text("weights") != "trained" || c.Compared() || c.Text("pixels") == large || c.Text("head") != "softmax" {
		return nil, nil
	}
	return net.Open(c.Lesson().Shelf)
}

// learn takes the weights of the network that has learnt already, if this one is built as that is.
func (r *Run) learn(weights []float64) {
	values, _ := r.Network().Flat()
	if r.trained = r.plan.Spec.Same(taught()) && len(weights) == len(values); r.trained {
		for i, w := range weights {
			values[i] = float32(w)
		}
	}
}
