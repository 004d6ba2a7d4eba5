package sample

import (
	"github.com/whisker-lab/whisker/frame"
	"github.com/whisker-lab/whisker/lab"
	"github.com/whisker-lab/whisker/nn/data"
)

// Paint adds the part of the plane that is shown.
func (r *Room) Paint(f *frame.Frame) {
	span := f.Add("plot/range", 4)
	for i, v := range r.span {
		span[i] = float32(v)
	}
	if r.named {
		f.Add("plot/named", 1)[0] = 1
	}
	if r.Source.Log {
		f.Add("plot/log", 1)[0] = 1
	}
}

// PaintValues adds points' values as a learner sees them, where they have some, and what these stand for.
func (r *Room) PaintValues(f *frame.Frame, value []float32) {
	if !r.Source.Values {
		return
	}
	values, unit := f.Add("points/value", len(value)), f.Add("plot/unit", 2)
	for i, v := range value {
		values[i] = r.Seen(v)
	}
	unit[0], unit[1] = float32(r.Middle), float32(r.Unit)
}

// Seen is a value as a learner sees it.
func (r *Room) Seen(v float32) float32 { return float32((float64(v) - r.Middle) / r.Unit) }

// PaintPoints adds points, each of the class and as hollow as look says, and returns them.
func PaintPoints(f *frame.Frame, name string, p data.Points, look func(i int) (class int, hollow bool)) []frame.Point {
	points := frame.Marks[frame.Point](f, name, p.Len())
	for i := range points {
		class, hollow := look(i)
		points[i] = frame.Point{X: p.X[i], Y: p.Y[i], Class: float32(class)}
		if hollow {
			points[i].Test = 1
		}
	}
	return points
}

// Report says what the points are, and what the classes are called.
func (r *Room) Report(s *lab.State, names []string) {
	s.Panels.Data.Kind, s.Panels.Data.Names, s.Panels.Data.Given = r.Source.Kind(), names, r.given
	if !r.named && !r.Source.Curve {
		return
	}
	for _, a := range r.Source.Axes {
		s.Panels.Data.Axes = append(s.Panels.Data.Axes, lab.Axis{Name: a.Name, Unit: a.Unit})
	}
}
