package mlp

import (
	"math"

	"github.com/whisker-lab/whisker/lab"
)

// When a run is said to go in one way or another.
const (
	goodFrom    = 0.9  // share of test points that are right
	byHeartGap  = 0.12 // between training and test accuracy
	byHeartRise = 1.05 // of the test loss above its lowest
	chanceGap   = 0.05 // above what always guessing the largest class gives
	patience    = 20   // epochs before guessing is worth a word
	stuckAfter  = 80   // epochs
	stuckChange = 0.02 // of the loss over the last third of its curve
	trendFrom   = 7    // rows of a curve before it goes anywhere
)

// Say is part of lab.Speaker.
func (n *Net) Say(about lab.About) lab.Line {
	switch about.Occasion {
	case lab.Obeyed:
		return n.why.told
	case lab.Set:
		return n.remark(about.Control)
	case lab.Passed:
		return n.narrate(about.History)
	}
	return lab.Line{}
}

// narrate is what a teacher would say looking over the learner's shoulder.
func (n *Net) narrate(h *lab.History) lab.Line {
	if n.cloud.Source.Values {
		return n.narrateValues(h)
	}
	_, train := n.Evaluate(n.train)
	_, test := n.Evaluate(n.test)
	if math.IsNaN(test) {
		return lab.Line{}
	}
	share := func(v float64) int { return int(math.Round(100 * v)) }
	args := map[string]any{"percent": share(test)}
	epoch := n.Epoch()
	switch {
	case train >= goodFrom && train-test >= byHeartGap && h.Last().Test >= byHeartRise*lowest(h):
		return lab.Line{Key: "narrator.overfit", Args: map[string]any{"train": share(train), "test": share(test)}}
	case test >= goodFrom:
		return lab.Line{Key: "narrator.good", Args: args}
	}
	if line := n.idleLine(); line.Key != "" && epoch >= patience {
		return line
	}
	switch {
	case epoch >= patience && test <= n.chance()+chanceGap:
		return lab.Line{Key: "narrator.chance", Args: args}
	case epoch >= stuckAfter && still(h):
		return lab.Line{Key: "narrator.stuck", Args: args}
	}
	return lab.Line{Key: trend(h, "narrator.learning", "narrator.trained", "narrator.worse"), Args: args}
}

// trend is what is to be said of the way that the curves go: learning, unless the loss of unseen points rises, while that of the
// training points falls or rises too. The mean of the newest rows is held against that of those before, as one row says little.
func trend(h *lab.History, learning, trained, worse string) string {
	n := len(h.Rows)
	if n < trendFrom {
		return learning
	}
	few := max(n/6, 3)
	then, now := mean(h.Rows[n-2*few:n-few]), mean(h.Rows[n-few:])
	switch {
	case !(now.Test > then.Test):
		return learning
	case now.Train < then.Train:
		return trained
	}
	return worse
}

func mean(rows []lab.Score) (m lab.Score) {
	for _, r := range rows {
		m.Train += r.Train / float64(len(rows))
		m.Test += r.Test / float64(len(rows))
	}
	return m
}

// lowest is the least test loss so far: while it still falls, what is learnt is not only learnt by heart.
func lowest(h *lab.History) float64 {
	low := math.Inf(1)
	for _, r := range h.Rows {
		low = min(low, r.Test)
	}
	return low
}

// chance is how often the most common class of the test points would be right.
func (n *Net) chance() float64 {
	counts := make([]int, n.cloud.Source.Classes)
	most := 0
	for _, c := range n.test.Class {
		counts[c]++
		most = max(most, counts[c])
	}
	return float64(most) / float64(max(n.test.N, 1))
}

// idleLine names the first hidden neuron that hardly learns any more, if there is one.
func (n *Net) idleLine() lab.Line {
	layer, unit, flag := n.idle()
	if flag == 0 {
		return lab.Line{}
	}
	key := "narrator.saturated"
	if flag == silent {
		key = "narrator.silent"
	}
	return lab.Line{Key: key, Args: map[string]any{"layer": layer, "n": unit + 1}}
}

// idle finds the first hidden neuron that hardly learns any more; flag is 0 if there is none.
func (n *Net) idle() (layer, unit int, flag float32) {
	n.paint.activity = n.Activity(n.train.X, n.train.N, n.paint.activity[:0])
	rest := n.paint.activity
	sizes := n.Sizes()
	for l := 1; l < len(sizes)-1; l++ {
		for u, a := range rest[:sizes[l]] {
			if flag := flagOf(a); flag != 0 {
				return l, u, flag
			}
		}
		rest = rest[sizes[l]:]
	}
	return 0, 0, 0
}

// still tells whether the loss has hardly changed over the last third of its curve.
func still(h *lab.History) bool {
	now, then := h.Last(), h.Rows[len(h.Rows)*2/3]
	return math.Abs(now.Train-then.Train) <= stuckChange*then.Train
}
