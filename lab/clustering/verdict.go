package clustering

import (
	"math"

	"github.com/whisker-lab/whisker/lab"
)

// How far groups and hidden classes must agree to be called alike, by the adjusted Rand index.
const (
	alike  = 0.9
	partly = 0.5
)

// verdict is what is to be said at the end: how the groups compare with the classes that were hidden.
func (r *Run) verdict() lab.Line {
	_, ari := r.judge()
	args := map[string]any{"n": r.method.groups(), "ari": ari}
	switch {
	case r.crowd.Source.Classes == 1:
		return lab.Line{Key: "narrator.groups.madeup", Args: map[string]any{"n": r.method.groups()}}
	case math.IsNaN(ari):
		return lab.Line{}
	case ari >= alike:
		return lab.Line{Key: "narrator.groups.found", Args: args}
	case ari >= partly:
		return lab.Line{Key: "narrator.groups.partly", Args: args}
	}
	return lab.Line{Key: "narrator.groups.missed", Args: args}
}
