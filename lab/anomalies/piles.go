package anomalies

import (
	"slices"

	"github.com/whisker-lab/whisker/frame"
)

// passes tells whether the points are a stream, in which one comes after the other.
func (r *Run) passes() bool { return r.mix.Source.Log }

// passing tells whether to play is to look at one point after the other, as there is nothing to learn.
func (r *Run) passing() bool { return r.passes() && r.method.still() }

// turn is the point to be judged that is looked at, or −1.
func (r *Run) turn() int {
	if !r.passing() || r.steps == 0 {
		return -1
	}
	return r.mix.turns[(r.steps-1)%r.mix.test]
}

// piles adds the score of each point that is judged, what it is and where it is among the points; the threshold; and the scores
// that this can be moved to, which are those of known points, from the highest down, for each share of them that is to raise an
// alarm.
func (r *Run) piles(f *frame.Frame) {
	if !r.learnt() {
		return
	}
	m, v := r.mix, r.judge()
	rows := f.Add("piles", m.test, 3)
	for i, score := range v.scores {
		rows[3*i], rows[3*i+1], rows[3*i+2] = float32(r.method.shown(score)), 0, float32(m.normal+i-r.from())
		if m.strange[i] {
			rows[3*i+1] = 1
		}
	}
	f.Add("piles/at", 1)[0] = float32(r.method.shown(v.threshold))
	known := f.Add("piles/known", m.normal)
	for i, score := range v.own {
		known[i] = float32(r.method.shown(score))
	}
	slices.Sort(known)
	slices.Reverse(known)
	if i := r.turn(); i >= 0 {
		f.Add("piles/turn", 1)[0] = float32(i)
	}
}
