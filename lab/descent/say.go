package descent

import (
	"math"

	"github.com/whisker-lab/whisker/lab"
	"github.com/whisker-lab/whisker/nn/surface"
)

// When a ball is said to go in one way or another.
const (
	calm     = 0.004 // of what its way down was, that is left where it rests
	slow     = 0.06  // of the limit, below which it creeps
	jumpy    = 0.5   // of the limit, beyond which it jumps over the lowest place at each step
	flatness = 0.1   // a slope that is hardly one, and on a saddle twice as much
)

// Say is part of lab.Speaker: how it goes.
func (r *Run) Say(about lab.About) lab.Line {
	if about.Occasion != lab.Stepped {
		return lab.Line{}
	}
	return lab.Line{Key: "narrator.descent." + r.mood()}
}

// mood is how it goes with the first ball that is shown, in a word.
func (r *Run) mood() string {
	lead, gone, seen := -1, -1, 0
	for i, w := range r.walkers {
		if r.visible(i) {
			seen++
		}
		switch {
		case !r.visible(i):
		case w.away > 0:
			gone = i
		case lead < 0:
			lead = i
		}
	}
	if lead < 0 || gone >= 0 && gone < lead {
		return "gone"
	}
	w, g := r.walkers[lead], r.ground
	left, way := w.loss-g.lowest, g.Loss(g.from[0], g.from[1])-g.lowest
	here := g.Bends(float64(w.w[0]), float64(w.w[1]))
	dp, dq := g.slopeAt(w)
	slope := math.Sqrt(dp*dp + dq*dq)
	high := left > 1.5*way && way > 0
	switch {
	case high && lead == all && g.Curve == surface.Line && r.edge() > 0 && r.rate*g.bend.Largest() > r.edge():
		return "leaving"
	case high:
		return "far"
	case left <= calm*way && gone >= 0:
		return "jittergone"
	case left <= calm*way && lead != all:
		return "jitter"
	case left <= calm*way && seen == 1:
		return "restalone"
	case left <= calm*way && !r.down():
		return "first"
	case left <= calm*way:
		return "rest"
	case g.Curve != surface.Line && slope < 2*flatness && here.Least() < 0:
		return "saddle"
	case g.Curve != surface.Line && slope < flatness && w.loss > g.lowest+near*way:
		return "dent"
	case gone >= 0:
		return "lost"
	}
	return r.gait(lead, seen)
}

// down tells whether all balls that are shown have come close to the lowest place.
func (r *Run) down() bool {
	for i, w := range r.walkers {
		if r.visible(i) && w.there == 0 {
			return false
		}
	}
	return true
}

// gait is how a ball goes that is on its way, by its rule and rate.
func (r *Run) gait(lead, seen int) string {
	share := r.rate / r.ground.limit()
	switch {
	case r.method == "momentum":
		return "roll"
	case r.method != "sgd":
		return "adapt"
	case share < slow:
		return "creep"
	case lead != all:
		return "crooked"
	case share > jumpy:
		return "bounce"
	case seen == 1:
		return "walkalone"
	case !r.visible(one):
		return "walkfew"
	}
	return "walk"
}

// slopeAt is the gradient of all examples where a ball is.
func (g *ground) slopeAt(w *walker) (dp, dq float64) {
	p, q := float64(w.w[0]), float64(w.w[1])
	for i, x := range g.X {
		j := g.Curve.At(p, q, x)
		e := (j.Y - g.Y[i]) / float64(len(g.X))
		dp, dq = dp+e*j.P, dq+e*j.Q
	}
	return dp, dq
}
