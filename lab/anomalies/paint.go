package anomalies

import (
	"math"

	"github.com/whisker-lab/whisker/frame"
	"github.com/whisker-lab/whisker/lab"
)

const (
	fine   = 128   // places of the field each way
	coarse = 64    // where each takes long, as for neighbours among more than
	many   = 1000  // known points
	halo   = 0.028 // of the plot's width: the radius of the ring about a false alarm
)

// grid is the plane as side×side places, row by row from the top, and how strange each is.
type grid struct {
	side   int
	x      []float32 // (2, side²), as a method sees them
	scores []float64 // (side²)
	at     int       // the step they were found after, plus 1
}

func newGrid(m *mix, side int) grid {
	g := grid{side: side, x: make([]float32, 2*side*side), scores: make([]float64, side*side)}
	for i := range side * side {
		at := m.seen(m.Place(side, i%side, i/side))
		g.x[i], g.x[side*side+i] = at[0], at[1]
	}
	return g
}

// Paint is part of lab.Run.
func (r *Run) Paint(f *frame.Frame, _ lab.Focus) {
	m, v := r.mix, r.judge()
	m.Paint(f)
	r.field(f)
	r.points(f)
	r.method.paint(f)
	r.rings(f)
	r.piles(f)
	if r.asked != nil {
		r.asked.paint(r, f)
	}
	if rows := corners(v.curve); rows != nil {
		copy(f.Add("roc", len(rows)/2, 2), rows)
		of := f.Add("roc/of", 2)
		of[0], of[1] = float32(v.counts.FalseAlarms+v.counts.Calm), float32(v.counts.Caught+v.counts.Missed)
		at := f.Add("roc/at", 2)
		at[0] = float32(v.counts.FalseAlarms) / float32(v.counts.FalseAlarms+v.counts.Calm)
		at[1] = float32(v.counts.Caught) / float32(v.counts.Caught+v.counts.Missed)
	}
}

// field adds how far every place of the plane lies above the threshold. A method that sees more than the plane has no such
// picture, so points are coloured by their own scores instead.
func (r *Run) field(f *frame.Frame) {
	m, v := r.mix, r.judge()
	if m.whole() {
		values := f.Add("points/value", m.normal+m.test)
		for i, score := range v.own {
			values[i] = strong(r.method.level(score, v.threshold))
		}
		for i, score := range v.scores {
			values[m.normal+i] = strong(r.method.level(score, v.threshold))
		}
		return
	}
	g := &r.grid
	if g.at != r.steps+1 && !(r.method.still() && g.at > 0) {
		g.at = r.steps + 1
		r.method.Scores(g.x, len(g.scores), g.scores)
	}
	field := f.Add("plot", 1, g.side, g.side)
	for i, score := range g.scores {
		field[i] = float32(r.method.level(score, v.threshold))
	}
}

// strong is a level as the colour of a point, which has to be told from the paper.
func strong(level float64) float32 { return float32(math.Cbrt(level)) }

// from is the first point that is shown: payments that were learnt from would hide those that are judged.
func (r *Run) from() int {
	if r.passes() {
		return r.mix.normal
	}
	return 0
}

// points adds those that are learnt from, filled, and those that are judged, hollow.
func (r *Run) points(f *frame.Frame) {
	m, from := r.mix, r.from()
	points := frame.Marks[frame.Point](f, "points", m.normal+m.test-from)
	for j := range points {
		i := j + from
		points[j] = frame.Point{X: m.at[2*i], Y: m.at[2*i+1]}
		if i >= m.normal {
			points[j].Test = 1
			if m.strange[i-m.normal] {
				points[j].Class = 1
			}
		}
	}
	if r.lit == nil {
		return
	}
	lit := f.Add("points/lit", len(points))
	clear(lit)
	for i := range m.test {
		if r.cell(i) == *r.lit {
			lit[m.normal+i-from] = 1
		}
	}
}

// cell is what a point that is judged is, and what it was taken for.
func (r *Run) cell(i int) (c lab.Cell) {
	if r.mix.strange[i] {
		c.Actual = 1
	}
	if v := r.judge(); !(v.scores[i] <= v.threshold) {
		c.Predicted = 1
	}
	return c
}

// rings marks every alarm, and the payment that is looked at.
func (r *Run) rings(f *frame.Frame) {
	m, c := r.mix, r.judge().counts
	if r.lit != nil || !r.learnt() {
		return // they are ringed already, or nothing is judged yet
	}
	s := m.Span()
	alarms := frame.Marks[frame.Circle](f, "circles", c.FalseAlarms+c.Caught)
	radius := float32(halo / 2 * (s[1] - s[0]))
	for i := range m.test {
		if at := m.at[2*(m.normal+i):][:2]; r.cell(i).Predicted == 1 {
			alarms[0] = frame.Circle{X: at[0], Y: at[1], Radius: radius, Class: frame.Ink}
			alarms = alarms[1:]
		}
	}
	if i := r.turn(); i >= 0 {
		at := m.at[2*(m.normal+i):][:2]
		frame.Marks[frame.Ring](f, "rings", 1)[0] = frame.Ring{X: at[0], Y: at[1]}
	}
}
