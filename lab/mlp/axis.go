package mlp

import (
	"slices"

	"github.com/whisker-lab/whisker/lab"
)

// SpacePanel is how the plane looks to a layer of a network, in words.
type SpacePanel struct {
	At     float64    `json:"at"`     // the layer, 0 for the plane itself; between two layers, part of the way
	Layers int        `json:"layers"` // the last there is: the output
	Axes   [2]Axis    `json:"axes"`
	Parted lab.Number `json:"parted"` // the share of training points that straight lines have on the right side
	Before lab.Number `json:"before"` // the same for the plane itself
}

// Axis is what is drawn along one axis: an input, a neuron, an output or the sole one, a component, or a
// spread that means nothing.
type Axis struct {
	Kind string `json:"kind"`
	N    int    `json:"n"` // from 1
}

// code is the kind as a frame has it: its place among input, neuron, output, component, spread and sole.
func (a Axis) code() int {
	return slices.Index([]string{"input", "neuron", "output", "component", "spread", "sole"}, a.Kind)
}
