package descent

import (
	"math"
	"slices"

	"github.com/whisker-lab/whisker/frame"
	"github.com/whisker-lab/whisker/lab"
	"github.com/whisker-lab/whisker/nn"
	"github.com/whisker-lab/whisker/nn/surface"
)

const (
	bands   = 9  // of the landscape's heights
	pieces  = 60 // of a curve that is no line
	tall    = 2.5
	notched = 24 // steps of the walks on the dial
)

// Paint is part of lab.Run.
func (r *Run) Paint(f *frame.Frame, _ lab.Focus) {
	r.paintGround(f)
	balls := f.Add("balls", len(r.walkers), 4)
	g := r.ground
	top := tall * g.Loss(g.from[0], g.from[1])
	for i, w := range r.walkers {
		state := float32(ballShown)
		switch {
		case !r.visible(i):
			state = ballHidden
		case w.away > 0:
			state = ballAway
		}
		copy(balls[4*i:], []float32{w.w[0], w.w[1], float32(w.loss), state})
		if state == ballHidden {
			continue
		}
		w.path.paint(f, "path/"+w.name)
		name := "loss/" + w.name
		w.trail.Paint(f, name)
		rows := f.Array(name).Data
		leave(rows, float32(top))
	}
	r.paintData(f)
	r.paintDial(f)
}

// leave cuts a curve (n, 2) at a height: one that flies off must not flatten the others. It goes up to there and has no numbers
// until it comes back, so that no line and no number at its end says what is not so.
func leave(rows []float32, top float32) {
	high := func(k int) bool { return k > 0 && k < len(rows) && !(rows[k] <= top) }
	gone := false
	for k := 1; k < len(rows); k += 2 {
		here := high(k)
		if here && (gone || k == len(rows)-1) && (high(k+2) || k == len(rows)-1) {
			rows[k] = float32(math.NaN())
		} else if here {
			rows[k] = top
		}
		gone = here
	}
}

// What becomes of a ball.
const (
	ballHidden = iota
	ballShown
	ballAway
)

// paintGround adds the landscape: which of nine bands a place belongs to, from −1 for the lowest to 1, closer together near the
// bottom; and where the lowest place and the start are.
func (r *Run) paintGround(f *frame.Frame) {
	g := r.ground
	columns, rows := 72, 48
	if g.Curve == surface.Line {
		columns, rows = 144, 96
	}
	field := f.Add("contour", 1, rows, columns)
	s, highest := &g.span, 0.0
	for row := range rows {
		q := s[3] - (s[3]-s[2])*(float64(row)+0.5)/float64(rows)
		for column := range columns {
			p := s[0] + (s[1]-s[0])*(float64(column)+0.5)/float64(columns)
			v := max(g.height(p, q)-g.lowest, 0)
			field[row*columns+column] = float32(v)
			highest = max(highest, v)
		}
	}
	for i, v := range field {
		k := bands * math.Cbrt(float64(v)/max(highest, 1e-30))
		field[i] = float32((k - bands/2.0) / 4)
	}
	span := f.Add("contour/range", 4)
	for i, v := range s {
		span[i] = float32(v)
	}
	copy(f.Add("contour/low", 2), []float32{float32(g.low[0]), float32(g.low[1])})
	copy(f.Add("contour/from", 3), []float32{float32(g.from[0]), float32(g.from[1]), float32(g.Loss(g.from[0], g.from[1]))})
}

// paintData adds the examples and what the balls make of them.
func (r *Run) paintData(f *frame.Frame) {
	g := r.ground
	lo, hi := [2]float64{slices.Min(g.X), slices.Min(g.Y)}, [2]float64{slices.Max(g.X), slices.Max(g.Y)}
	for i, room := range [...]float64{0.06, 0.22} {
		wide := max(hi[i]-lo[i], 0.1)
		lo[i], hi[i] = lo[i]-room*wide, hi[i]+room*wide
	}
	copy(f.Add("plot/range", 4), []float32{float32(lo[0]), float32(hi[0]), float32(lo[1]), float32(hi[1])})
	if g.measured {
		f.Add("plot/named", 1)[0] = 1
	}
	points := frame.Marks[frame.Point](f, "points", len(g.X))
	for i := range points {
		points[i] = frame.Point{X: float32(g.X[i]), Y: float32(g.Y[i]), Class: frame.Grey}
	}
	lead := true
	for i, w := range r.walkers {
		if !r.visible(i) || w.away > 0 {
			continue
		}
		p, q := float64(w.w[0]), float64(w.w[1])
		n := pieces
		if g.Curve == surface.Line {
			n = 1
		}
		curve := f.Add("fit/"+w.name, n+1, 2)
		for k := range n + 1 {
			x := lo[0] + (hi[0]-lo[0])*float64(k)/float64(n)
			curve[2*k], curve[2*k+1] = float32(x), float32(g.Curve.At(p, q, x).Y)
		}
		if lead { // how far off the first one is at each example
			lead = false
			apart := f.Add("fit/apart", len(g.X), 3)
			for k, x := range g.X {
				copy(apart[3*k:], []float32{float32(x), float32(g.Y[k]), float32(g.Curve.At(p, q, x).Y)})
			}
		}
	}
}

// The dial: its axis goes from so much of the limit to so many times it, or, for rules that make steps of a length of their own,
// from so much to so much.
const (
	dialFrom, dialTo = 1 / 60.0, 3.0
	freeFrom, freeTo = 0.002, 2.0
	leastRate        = 0.0001 // of the control
	mostRate         = 10
)

// edge is the rate from which on the rule cannot rest at the lowest place, in parts of λ, 0 for none. That of momentum is
// 2(1+β)/λ: Polyak (1964).
func (r *Run) edge() float64 {
	switch rule := r.walkers[all].rule; rule.Rule {
	case nn.SGD:
		return 2
	case nn.Momentum:
		return 2 * (1 + rule.Momentum)
	}
	return 0
}

// paintDial adds the rate with its axis, the mark, and what a few steps of the ball with all examples come to at five rates.
func (r *Run) paintDial(f *frame.Frame) {
	g, factor := r.ground, r.edge()
	edge := factor / g.bend.Largest()
	lo, hi := freeFrom, freeTo
	rates := []float64{0.005, 0.03, 0.25, 1}
	if edge > 0 {
		lo, hi = max(edge*dialFrom, leastRate), min(edge*dialTo, mostRate)
		rates = []float64{0.03 * edge, 0.18 * edge, 0.97 * edge, 1.06 * edge}
	}
	copy(f.Add("dial", 5), []float32{float32(r.rate), float32(lo), float32(hi), float32(edge), float32(factor)})
	now := len(rates)
	for i, rate := range rates {
		if r.rate < rate {
			now = i
			break
		}
	}
	rates = slices.Insert(rates, now, r.rate)
	walks, at := f.Add("dial/walks", len(rates), notched+1, 2), 0
	f.Add("dial/now", 1)[0] = float32(now)
	paintRates := f.Add("dial/rates", len(rates))
	order := r.walkers[all].order[:len(g.X)] // copies of the data change nothing here
	for i, rate := range rates {
		paintRates[i] = float32(rate)
		rule, err := nn.NewOptimiser(r.method, 2, rate)
		if err != nil {
			panic(badRule)
		}
		place, slope := []float32{float32(g.from[0]), float32(g.from[1])}, make([]float32, 2)
		for k := range notched + 1 {
			if k > 0 {
				dp, dq := g.Slope(float64(place[0]), float64(place[1]), order)
				slope[0], slope[1] = float32(dp), float32(dq)
				rule.Step(place, slope)
			}
			walks[at], walks[at+1] = place[0], place[1]
			at += 2
		}
	}
}

const badRule = "descent: a rule that a run has cannot be made"
