package semisup

import (
	"math"

	"github.com/whisker-lab/whisker/frame"
	"github.com/whisker-lab/whisker/lab"
	"github.com/whisker-lab/whisker/lab/sample"
	"github.com/whisker-lab/whisker/nn/model"
)

const (
	largeSide = 192  // of the field in the large plot
	smallSide = 96   // of that in the small one
	mostEdges = 6000 // that are drawn; beyond that every second, third… of them is
	mostTruth = 3000 // points of the small plot; of more it shows every second, third… one
	mostPins  = 80   // labels that are larger than other points
	halo      = 0.018
)

// painter fills frames.
type painter struct {
	large, small []float32 // the places of the two plots, (2, side²)
}

func newPainter(r *Run) painter {
	if r.alone == nil {
		return painter{}
	}
	return painter{r.board.grid(largeSide), r.board.grid(smallSide)}
}

// Paint is part of lab.Run: what the method makes of the points in the large plot, and in the small one what the supervised
// network makes of the plane, with the points as they really are.
func (r *Run) Paint(f *frame.Frame, _ lab.Focus) {
	b := r.board
	b.Room.Paint(f)
	answers := r.answers()
	r.dots(f, "points", func(i int) int32 { return r.answer(i, answers) })
	truth := r.dots(f, "truth", func(i int) int32 { return int32(b.points.Class[i]) })
	for i, stride := 0, 1+b.points.Len()/mostTruth; i < b.points.Len(); i++ {
		if i%stride != 0 && b.label[i] == none {
			truth[i].X = float32(math.NaN()) // lies nowhere
		}
	}
	r.pins(f)
	if r.alone != nil {
		r.field(f, "alone", r.alone, r.paint.small, smallSide)
		if net := r.net(); net != nil {
			r.field(f, "plot", net, r.paint.large, largeSide)
		}
	}
	r.segments(f, answers)
	r.halos(f, answers)
	r.note(f)
	if r.alone != nil {
		r.curves[0].Paint(f, "curve/method")
		if r.method != "supervised" {
			r.curves[1].Paint(f, "curve/alone")
		}
	}
}

// dots adds points; whoever has no label is hollow.
func (r *Run) dots(f *frame.Frame, name string, class func(i int) int32) []frame.Point {
	b := r.board
	return sample.PaintPoints(f, name, b.points, func(i int) (int, bool) { return int(class(i)), b.label[i] == none })
}

// pins adds the labels, where they are few enough to be looked for.
func (r *Run) pins(f *frame.Frame) {
	b := r.board
	if b.labelled > mostPins {
		return
	}
	pins := frame.Marks[frame.Pin](f, "pins", b.labelled)
	for i, l := range b.label {
		if l != none {
			pins[0] = frame.Pin{X: b.points.X[i], Y: b.points.Y[i], Class: float32(l)}
			pins = pins[1:]
		}
	}
}

// field adds what a network makes of the plane.
func (r *Run) field(f *frame.Frame, name string, net *model.MLP, x []float32, side int) {
	net.Outputs(x, side*side, f.Add(name, r.outputs(), side, side))
}

// segments adds the edges: grey until a label has come, then in its class, strongest where it has just passed, and in ink where
// two classes meet.
func (r *Run) segments(f *frame.Frame, answers []int32) {
	if r.flow == nil {
		return
	}
	b, stride := r.board, 1+len(r.edges)/mostEdges
	drawn := func(i int) (opacity float32, class int32, ok bool) {
		e := r.edges[i]
		p, q := answers[e.A], answers[e.B]
		late, early := r.since[e.A], r.since[e.B]
		if late < early {
			late, early = early, late
		}
		news := r.sweeps > 0 && int(late) == r.sweeps && early < late
		switch {
		case !b.shown(int(e.A)) || !b.shown(int(e.B)) || i%stride != 0 && !(news && i%stride < 3):
			return 0, 0, false
		case p == none || q == none:
			return 0.3, frame.Grey, true
		case p != q:
			return 0.55, frame.Ink, true
		case news:
			return 1, p, true
		}
		return 0.4, p, true
	}
	n := 0
	for i := range r.edges {
		if _, _, ok := drawn(i); ok {
			n++
		}
	}
	segments := frame.Marks[frame.Segment](f, "segments", n)
	for i, e := range r.edges {
		opacity, class, ok := drawn(i)
		if !ok {
			continue
		}
		segments[0] = frame.Segment{
			X1: b.points.X[e.A], Y1: b.points.Y[e.A], X2: b.points.X[e.B], Y2: b.points.Y[e.B], Class: float32(class), Opacity: opacity,
		}
		segments = segments[1:]
	}
}

// halos adds a circle around each point that got its answer in the last sweep.
func (r *Run) halos(f *frame.Frame, answers []int32) {
	b, s := r.board, r.board.Span()
	fresh := func(i int) bool {
		return r.sweeps > 0 && int(r.since[i]) == r.sweeps && b.shown(i) && answers[i] != none
	}
	n := 0
	for i := range answers {
		if fresh(i) {
			n++
		}
	}
	circles, radius := frame.Marks[frame.Circle](f, "circles", n), float32(halo*(s[1]-s[0]))
	for i, a := range answers {
		if fresh(i) {
			circles[0] = frame.Circle{X: b.points.X[i], Y: b.points.Y[i], Radius: radius, Class: float32(a)}
			circles = circles[1:]
		}
	}
}

// note adds what is said at a place.
func (r *Run) note(f *frame.Frame) {
	s := r.board.Span()
	switch {
	case r.asked.on:
		note, class, sure := r.verdict()
		if note != noteAnswer {
			sure = -1
		}
		frame.Marks[frame.Note](f, "notes", 1)[0] = frame.Note{
			X: float32(r.asked.x), Y: float32(r.asked.y), What: float32(note), Class: float32(class), Share: float32(sure),
		}
	case r.board.labelled == 0:
		// Of a class below Grey, as it stands by itself.
		frame.Marks[frame.Note](f, "notes", 1)[0] = frame.Note{
			X: float32((s[0] + s[1]) / 2), Y: float32((s[2] + s[3]) / 2), What: noteNothing, Class: frame.Ink, Share: -1,
		}
	}
}
