package features

import (
	"math"

	"github.com/whisker-lab/whisker/lab"
)

// When the layers are said to have made one straight cut enough.
const (
	enough = 0.97 // share of training points on the right side after the last layer
	gained = 0.03 // more than on the plane
)

// Say is part of lab.Speaker: a word on where one looks, and how far the layers have come; what else there is to say of a network
// is its own.
func (r *Run) Say(about lab.About) lab.Line {
	switch about.Occasion {
	case lab.Set:
		switch about.Control {
		case "fold":
			return r.folded()
		case "which":
			layer, unit := r.chosen()
			if layer == 0 {
				return lab.Line{}
			}
			return lab.Line{Key: "narrator.features.neuron", Args: map[string]any{"name": map[string]any{"unit": [2]int{layer, unit}}}}
		}
	case lab.Passed:
		if line := r.Net.Say(about); line.Key != "narrator.learning" && line.Key != "narrator.good" {
			return line
		}
		b := r.bent()
		switch cut := b.Cut[b.Last()]; {
		case b.Cut[0] >= enough:
			return lab.Line{Key: "narrator.features.already"}
		case cut >= enough && cut >= b.Cut[0]+gained:
			return lab.Line{Key: "narrator.features.enough", Args: map[string]any{"layer": b.Last()}}
		case cut >= b.Cut[0]+gained:
			return lab.Line{Key: "narrator.features.bending", Args: map[string]any{"layer": b.Last()}}
		}
		return lab.Line{Key: "narrator.features.flat"}
	}
	return r.Net.Say(about)
}

// folded says what one straight cut comes to where the fold is.
func (r *Run) folded() lab.Line {
	at, b := r.place(), r.bent()
	layer := int(math.Round(at))
	if at != float64(layer) {
		return lab.Line{Key: "narrator.features.between", Args: map[string]any{"from": int(at), "to": int(at) + 1}}
	}
	if math.IsNaN(b.Cut[layer]) {
		return lab.Line{}
	}
	args := map[string]any{"layer": layer, "percent": int(math.Round(100 * b.Cut[layer]))}
	if layer == 0 {
		return lab.Line{Key: "narrator.features.plane", Args: args}
	}
	return lab.Line{Key: "narrator.features.layer", Args: args}
}
