package neuron

import (
	"math"

	"github.com/whisker-lab/whisker/lab"
	"github.com/whisker-lab/whisker/nn/model"
)

// When a run is said to go in one way or another.
const (
	patience = 12  // rounds after which it is said what stands in the way
	drowned  = 100 // times as large as the others together one product is that drowns them
)

// Say is part of lab.Speaker: what a neuron does with what is put in, and how it goes while it learns.
func (r *Run) Say(about lab.About) lab.Line {
	switch about.Occasion {
	case lab.Obeyed:
		return r.told()
	case lab.Passed:
		return about.Still(r.line())
	}
	return lab.Line{}
}

// told is what becomes of what is put in.
func (r *Run) told() lab.Line {
	now := r.answer()
	bias, sum, y := float64(r.Bias().Data[r.lit]), float64(now.sum[r.lit]), float64(now.y[r.lit])
	args := map[string]any{"inputs": signed(sum - bias), "bias": signed(bias), "y": hundredth(y)}
	switch r.firing(now.y) {
	case 1:
		return lab.Line{Key: "narrator.neuron.fires", Args: args}
	case 0:
		return lab.Line{Key: "narrator.neuron.quiet", Args: args}
	}
	if r.table.several() {
		best := model.Best(now.y)
		return lab.Line{Key: "narrator.neuron.class", Args: map[string]any{"class": map[string]any{"class": best}, "share": int(math.Round(100 * float64(now.y[best])))}}
	}
	return lab.Line{Key: "narrator.neuron.value", Args: args}
}

// line is how it goes.
func (r *Run) line() lab.Line {
	_, wrong := r.Score()
	n := len(r.table.rows)
	count := map[string]any{"wrong": wrong, "n": n}
	tried := r.Steps() >= patience*n
	flat := r.stepped() && r.spec.Rule == model.NeuronRules[1]
	switch {
	case wrong == 0:
		return lab.Line{Key: "narrator.neuron.learnt", Args: count}
	case flat && r.Steps() >= n:
		return lab.Line{Key: "narrator.neuron.flat"}
	case tried && !r.table.apart():
		return lab.Line{Key: "narrator.neuron.never"}
	case tried && r.drowns():
		return lab.Line{Key: "narrator.neuron.drowned"}
	}
	return lab.Line{Key: "narrator.neuron.learning", Args: count}
}

// drowns tells whether one input is so large that the others make no difference.
func (r *Run) drowns() bool {
	if r.table.counted || r.scale.Spread[0] != 1 {
		return false
	}
	most, all := 0.0, 0.0
	for _, v := range r.shown {
		most, all = max(most, math.Abs(v)), all+math.Abs(v)
	}
	return most > drowned*(all-most)
}

// signed is a number to read that is added: with its sign, and two digits after the point.
func signed(v float64) string {
	text := lab.FormatNumber(math.Round(100*v) / 100)
	if v > 0 {
		return "+" + text
	}
	return text
}

func hundredth(v float64) float64 { return math.Round(100*v) / 100 }
