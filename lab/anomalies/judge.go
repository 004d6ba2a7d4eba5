package anomalies

import (
	"cmp"
	"math"
	"slices"

	"github.com/whisker-lab/whisker/lab"
	"github.com/whisker-lab/whisker/nn/anomaly"
)

// verdict is what a run makes of its points, found when it is asked for.
type verdict struct {
	scored int       // the step that the scores are from, plus 1
	own    []float64 // (normal)
	scores []float64 // (test)

	at    int // the step that the curve is from, plus 1
	curve anomaly.Curve
	auc   float64

	share     float64 // that the threshold was found for
	threshold float64
	counts    anomaly.Counts
}

// score brings the scores up to date, and allocates nothing.
func (r *Run) score() *verdict {
	v := &r.verdict
	if v.scored != r.steps+1 {
		v.scored = r.steps + 1
		r.method.own(v.own)
		r.method.Scores(r.mix.judged, r.mix.test, v.scores)
	}
	return v
}

// judge brings all of the verdict up to date.
func (r *Run) judge() *verdict {
	v := r.score()
	if v.at != v.scored {
		v.at, v.share = v.scored, math.NaN()
		v.curve = anomaly.ROC(v.scores, r.mix.strange)
		v.auc = anomaly.AUC(v.scores, r.mix.strange)
	}
	if v.share != r.share {
		v.share = r.share
		v.threshold = anomaly.Threshold(v.own, r.share)
		v.counts = anomaly.Count(v.scores, r.mix.strange, v.threshold)
	}
	return v
}

// corners are the points of a curve without those on a straight line between others: false alarms and caught, as shares.
func corners(c anomaly.Curve) (rows []float32) {
	n := len(c.Caught)
	for i := range n {
		x, y := c.FalseAlarms[i], c.Caught[i]
		if i > 0 && i < n-1 && (c.FalseAlarms[i-1] == x && c.FalseAlarms[i+1] == x || c.Caught[i-1] == y && c.Caught[i+1] == y) {
			continue
		}
		rows = append(rows, float32(x), float32(y))
	}
	return rows
}

// Score is part of lab.Scorer: how strange a normal point and a stranger are on average, NaN where nothing is learnt.
func (r *Run) Score() (normal, strange float64) {
	if r.method.still() {
		return math.NaN(), math.NaN()
	}
	v := r.score()
	calm := r.mix.test - r.mix.strangers() // they come first
	return mean(v.own), mean(v.scores[calm:])
}

// Judge is part of lab.Scorer: there are no classes to be right about.
func (r *Run) Judge() (loss, accuracy float64) { return math.NaN(), math.NaN() }

// Runaway is part of lab.Scorer.
func (r *Run) Runaway() *lab.Runaway { return nil }

func mean(x []float64) (sum float64) {
	for _, v := range x {
		sum += v
	}
	return sum / float64(len(x))
}

// nearest are the k points of x (features, n) nearest to a place (features).
func nearest(x []float32, n int, at []float32, k int) []int {
	distance := make([]float64, n)
	order := make([]int, n)
	for i := range n {
		order[i] = i
		for f, v := range at {
			d := float64(x[f*n+i]) - float64(v)
			distance[i] += d * d
		}
	}
	slices.SortStableFunc(order, func(i, j int) int { return cmp.Compare(distance[i], distance[j]) })
	return order[:min(k, n)]
}
