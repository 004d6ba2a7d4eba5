package lab

import "slices"

// Space is how the plane looks to a layer of a network, in words.
type Space struct {
	At     float64      `json:"at"`     // the layer, 0 for the plane itself; between two layers, part of the way
	Layers int          `json:"layers"` // the last there is: the output
	Axes   [2]SpaceAxis `json:"axes"`
	Parted Number       `json:"parted"` // the share of training points that straight lines have on the right side
	Before Number       `json:"before"` // the same for the plane itself
}

// SpaceAxis is what is drawn along one axis: an input, a neuron, an output or the sole one, a component, or a
// spread that means nothing.
type SpaceAxis struct {
	Kind string `json:"kind"`
	N    int    `json:"n"` // from 1
}

// Code is the kind as a frame has it: its place among input, neuron, output, component, spread and sole.
func (a SpaceAxis) Code() int {
	return slices.Index([]string{"input", "neuron", "output", "component", "spread", "sole"}, a.Kind)
}
