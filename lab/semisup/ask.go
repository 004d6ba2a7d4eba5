package semisup

import (
	"errors"
	"math"

	"github.com/whisker-lab/whisker/lab"
	"github.com/whisker-lab/whisker/nn/semi"
)

// asked is the place that the reader wants an answer for.
type asked struct {
	on    bool
	x, y  float64
	point int // the one that lies there, −1 for none
	sweep int // when
}

func nowhere() asked { return asked{point: -1} }

// What can be said of a place; a note's third number.
const (
	noteAnswer  = iota // a class, and how sure
	noteOutside        // not in the graph: a transductive method has no answer
	noteWaiting        // in the graph, and no label has come so far
	noteLabel          // it has a label
	noteNothing        // there are no labels to learn from
)

var errPlace = errors.New("semisup: ask: want a place within the plane")

// Act is part of lab.Actor: {"do": "ask", "x": 0.5, "y": 1} asks what a place is held to be.
func (r *Run) Act(m lab.Msg) (known bool, err error) {
	if m.Do != "ask" {
		return false, nil
	}
	f := m.Fields()
	x, y := f.Float("x", math.NaN()), f.Float("y", math.NaN())
	if err := f.Err(); err != nil {
		return true, err
	}
	if !(math.Abs(x) <= 1e9) || !(math.Abs(y) <= 1e9) {
		return true, errPlace
	}
	r.asked = asked{on: true, x: x, y: y, point: r.at(x, y), sweep: r.sweeps}
	return true, nil
}

// at is the point at a place, −1 if there is none. The page hands back what it was given, as a float32.
func (r *Run) at(x, y float64) int {
	for i := range r.board.points.X {
		if r.board.points.X[i] == float32(x) && r.board.points.Y[i] == float32(y) {
			return i
		}
	}
	return -1
}

// verdict is what the method says of the place that was asked for.
func (r *Run) verdict() (note int, class int32, sure float64) {
	b, at := r.board, r.asked.point
	if r.alone == nil {
		return noteNothing, none, 0
	}
	if at >= 0 && b.label[at] != none {
		return noteLabel, b.label[at], 1
	}
	if net := r.net(); net != nil {
		x := [2]float32{float32(r.asked.x), float32(r.asked.y)}
		b.scale.Apply(x[:], x[:], 1)
		out := make([]float32, r.outputs())
		net.Outputs(x[:], 1, out)
		class, sure = verdict(out, 1)
		return noteAnswer, class, sure
	}
	if at < 0 {
		return noteOutside, none, 0
	}
	class = r.flow.Answers()[at]
	if class == semi.None {
		return noteWaiting, none, 0
	}
	var all float64
	row := r.flow.Beliefs().Data[at*b.classes:][:b.classes]
	for _, v := range row {
		all += float64(v)
	}
	return noteAnswer, class, float64(row[class]) / all
}

// reply is the verdict as a sentence.
func (r *Run) reply() lab.Line {
	note, class, sure := r.verdict()
	args := map[string]any{"class": int(class), "percent": percent(sure)}
	switch note {
	case noteAnswer:
		if r.flow != nil {
			return lab.Line{Key: "narrator.ask.inside", Args: args}
		}
		return lab.Line{Key: "narrator.ask.answer", Args: args}
	case noteLabel:
		return lab.Line{Key: "narrator.ask.label", Args: args}
	case noteWaiting:
		return lab.Line{Key: "narrator.ask.waiting"}
	case noteNothing:
		return lab.Line{Key: "narrator.fewlabels.none"}
	}
	return lab.Line{Key: "narrator.ask.outside"}
}

func percent(share float64) int { return int(math.Round(100 * share)) }
