package anomalies

import (
	"fmt"
	"math"

	"github.com/whisker-lab/whisker/frame"
	"github.com/whisker-lab/whisker/lab"
)

// asked is a place that somebody wants judged.
type asked struct {
	features []float32
	u, v     float32 // on the plot
}

// farthest is how far away anything can be asked about.
const farthest = 1e6

// Act is part of lab.Actor: {do: "ask", x, y} has a place judged, or the nearest point where a method sees more than the
// plane, and {do: "light", actual, predicted} shows the points of a cell of the table.
func (r *Run) Act(m lab.Msg) (known bool, err error) {
	switch m.Do {
	case "ask":
		return true, r.ask(m)
	case "light":
		return true, r.light(m)
	}
	return false, nil
}

func (r *Run) ask(m lab.Msg) error {
	f := m.Fields()
	x, y := f.Float("x", math.NaN()), f.Float("y", math.NaN())
	if err := f.Err(); err != nil {
		return err
	}
	if !(math.Abs(x) <= farthest) || !(math.Abs(y) <= farthest) {
		return fmt.Errorf("anomalies: ask: want x and y")
	}
	d := r.mix
	if !d.whole() {
		at := d.seen(x, y)
		r.asked = &asked{at[:], float32(x), float32(y)}
		return nil
	}
	s := d.Span()
	best, least := 0, math.Inf(1)
	for i := range d.test {
		dx, dy := (float64(d.at[2*(d.normal+i)])-x)/(s[1]-s[0]), (float64(d.at[2*(d.normal+i)+1])-y)/(s[3]-s[2])
		if off := dx*dx + dy*dy; off < least {
			best, least = i, off
		}
	}
	r.asked = &asked{make([]float32, d.features), d.at[2*(d.normal+best)], d.at[2*(d.normal+best)+1]}
	for f := range r.asked.features {
		r.asked.features[f] = d.judged[f*d.test+best]
	}
	return nil
}

// light shows which points lie in a cell of the table; without a cell it ends.
func (r *Run) light(m lab.Msg) error {
	cell, err := m.Cell(2)
	if err == nil {
		r.lit, r.asked = cell, nil
	}
	return err
}

// strange tells whether the place raises an alarm, and its score.
func (r *Run) strange(a *asked) (score float64, alarm bool) {
	scores := make([]float64, 1)
	r.method.Scores(a.features, 1, scores)
	return r.method.shown(scores[0]), !(scores[0] <= r.judge().threshold)
}

// tell is what was asked about, in words.
func (r *Run) tell() lab.Line {
	if r.asked == nil {
		return lab.Line{}
	}
	score, alarm := r.strange(r.asked)
	args := map[string]any{"score": score, "threshold": r.method.shown(r.judge().threshold)}
	if alarm {
		return lab.Line{Key: "narrator.strangers.alarm", Args: args}
	}
	return lab.Line{Key: "narrator.strangers.calm", Args: args}
}

// paint marks the place, says whether it is strange, and shows why.
func (a *asked) paint(r *Run, f *frame.Frame) {
	verdict := float32(0)
	if _, alarm := r.strange(a); alarm {
		verdict = 1
	}
	frame.Marks[frame.Note](f, "notes", 1)[0] = frame.Note{X: a.u, Y: a.v, What: verdict, Class: verdict, Share: -1}
	r.method.answer(f, a.features)
}
