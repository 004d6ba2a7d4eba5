package mlp

import (
	"fmt"
	"slices"
)

// Shape is part of lab.Weighted.
func (n *Net) Shape() []int { return slices.Clone(n.Sizes()) }

// Weights is part of lab.Weighted: of each neuron the weights, then the bias, layer after layer.
func (n *Net) Weights() []float32 {
	var w []float32
	n.each(func(layer, unit, in int) {
		if in < 0 {
			w = append(w, float32(n.Bias(layer, unit)))
		} else {
			w = append(w, float32(n.Weight(layer, unit, in)))
		}
	})
	return w
}

// SetWeights is part of lab.Weighted.
func (n *Net) SetWeights(w []float32) error {
	want := 0
	n.each(func(layer, unit, in int) { want++ })
	if len(w) != want {
		return fmt.Errorf("mlp: %d weights for a network of %v, which has %d", len(w), n.Sizes(), want)
	}
	n.each(func(layer, unit, in int) {
		if v := float64(w[0]); in < 0 {
			n.SetBias(layer, unit, v)
		} else {
			n.SetWeight(layer, unit, in, v)
		}
		w = w[1:]
	})
	return nil
}

// each calls f for every weight in their order; in < 0 is the bias.
func (n *Net) each(f func(layer, unit, in int)) {
	sizes := n.Sizes()
	for layer := 1; layer < len(sizes); layer++ {
		for unit := range sizes[layer] {
			for in := range sizes[layer-1] {
				f(layer, unit, in)
			}
			f(layer, unit, -1)
		}
	}
}
