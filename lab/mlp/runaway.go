package mlp

import (
	"math"

	"github.com/whisker-lab/whisker/lab"
)

const (
	wildLoss    = 4   // times the first loss: then weights are worth a look at every step
	seldom      = 16  // steps
	wildWeights = 100 // times the largest first weight, or 1 if that is less: no weights that learn are so large
)

// runaway looks for the layer whose weights leave all bounds first. It looks at every step while the loss is wild, else now
// and then: some losses hardly show it.
type runaway struct {
	bounds []float64 // one for each layer
	first  float64   // the loss of the first step
	begun  bool
	found  *lab.Runaway
}

// watch takes the loss of a step that was just made.
func (r *runaway) watch(n *Net, loss float64) {
	if !r.begun {
		r.begun, r.first = true, math.Abs(loss)
	}
	if loss <= wildLoss*r.first+1 && n.Steps()%seldom != 0 {
		return
	}
	worst, at := 1.0, 0
	broken, largest := 0, 0.0
	for l := 1; l < len(n.Sizes()); l++ {
		size, finite := n.largest(l)
		if !finite && broken == 0 {
			broken = l
		}
		if finite && size/r.bounds[l-1] > worst {
			worst, at, largest = size/r.bounds[l-1], l, size
		}
	}
	switch {
	case broken == 0 && at == 0:
		r.found = nil
	case r.found != nil:
	case broken > 0:
		r.found = &lab.Runaway{Layer: broken, Since: n.Steps()}
	default:
		r.found = &lab.Runaway{Layer: at, Since: n.Steps(), Size: largest}
	}
}

// largest is the largest weight of a layer in size, and whether all of them are numbers.
func (n *Net) largest(layer int) (size float64, finite bool) {
	finite = true
	for out := range n.Sizes()[layer] {
		for in := range n.Sizes()[layer-1] {
			w := math.Abs(n.Weight(layer, out, in))
			if math.IsNaN(w) || math.IsInf(w, 0) {
				finite = false
				continue
			}
			size = max(size, w)
		}
	}
	return size, finite
}

func newRunaway(n *Net) runaway {
	r := runaway{}
	for l := 1; l < len(n.Sizes()); l++ {
		size, _ := n.largest(l)
		r.bounds = append(r.bounds, wildWeights*max(size, 1))
	}
	return r
}

// Runaway is part of lab.Scorer. If no weight was ever large, it is the sums of the last layer that came to no number.
func (n *Net) Runaway() *lab.Runaway {
	if n.runaway.found != nil {
		return n.runaway.found
	}
	return &lab.Runaway{Layer: len(n.Sizes()) - 1, Since: n.Steps()}
}
