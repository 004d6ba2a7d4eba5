package viz

import "github.com/whisker-lab/whisker/frame"

// Part is a part of a network: a neuron, one of its weights or its bias, an input, or a whole column. The zero Part is none.
type Part struct {
	Kind        string
	Layer, Unit int // of an edge, the neuron that it leads to; of an input, its place among all inputs
	In          int // of an edge, which of that neuron's weights it is
}

// Kinds of parts, and of their targets.
const (
	neuronPart = "neuron"
	inputPart  = "input"
	edgePart   = "edge"
	biasPart   = "bias"
	columnPart = "column" // a whole layer, which only the page looks at
)

// chosen is what the frame says is selected.
func chosen(f *frame.Frame) Part {
	v := values(f, "chosen")
	if layer, unit, in := whole(v, 0), whole(v, 1), whole(v, 2); layer > 0 && unit >= 0 && in >= 0 {
		return Part{edgePart, layer, unit, in}
	} else if layer >= 0 && unit >= 0 {
		return unitPart(layer, unit)
	}
	return Part{}
}

// focused is what the frame says is looked at.
func focused(f *frame.Frame) Part {
	v := values(f, "focus")
	layer, unit := whole(v, 0), whole(v, 1)
	switch {
	case layer > 0 && unit < 0 && len(v) > 1:
		return Part{Kind: columnPart, Layer: layer}
	case layer >= 0 && unit >= 0:
		return unitPart(layer, unit)
	}
	return Part{}
}

func unitPart(layer, unit int) Part {
	if layer == 0 {
		return Part{Kind: inputPart, Unit: unit}
	}
	return Part{Kind: neuronPart, Layer: layer, Unit: unit}
}

// whole is v[i] as a whole number, or −1 where it is none.
func whole(v []float32, i int) int {
	if x := at(v, i); i < len(v) && x >= 0 && x < 1<<20 {
		return int(x)
	}
	return -1
}
