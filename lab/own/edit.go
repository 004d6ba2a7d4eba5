package own

import (
	"errors"
	"fmt"
	"math"
	"slices"

	"github.com/whisker-lab/whisker/nn/data"
)

// Edit is what a message asks for, in units of the axes. A what is a class from 0, or a value of a surface; a curve has none.
type Edit struct {
	Kind    string      // begin with no points of that kind, unless there are some; curve, classes or surface
	Example bool        // begin with the example of the kind
	Clear   bool        // take all away
	Add     [][]float64 // x, y, what
	Move    [][]float64 // index, x, y
	Relabel [][]float64 // index, what
	Remove  []int       // indices
	Erase   []float64   // x, y and how far to either side and up and down: an ellipse
}

// Apply returns the points after the edits; those before stay as they are.
func (e *Edit) Apply(o *Points) (*Points, error) {
	if e.Kind != "" && (e.Kind != o.kind || e.Example) {
		if !slices.Contains(kinds[:], e.Kind) {
			return nil, fmt.Errorf("own: no kind of data %.40q", e.Kind)
		}
		if o = Empty(e.Kind); e.Example {
			o = Example(e.Kind)
		}
	}
	if e.Clear {
		o = o.with(nil)
	}
	if err := e.check(o); err != nil {
		return nil, err
	}
	if e.Remove != nil {
		o = o.remove(e.Remove)
	}
	if e.Erase != nil {
		o = o.remove(o.within(e.Erase[0], e.Erase[1], e.Erase[2], e.Erase[3]))
	}
	points := slices.Clone(o.points)
	for _, r := range e.Move {
		p := &points[int(r[0])]
		p.x, p.y = o.step(0, r[1]), o.step(1, r[2])
	}
	for _, r := range e.Relabel {
		if p := &points[int(r[0])]; o.kind == data.OfClasses {
			p.class = uint8(r[1])
		} else {
			p.value = o.step(2, r[1])
		}
	}
	return o.with(points).add(e.Add), nil
}

// check says what of the edits cannot be done to these points.
func (e *Edit) check(o *Points) error {
	wrong := func(what string, i int) error { return fmt.Errorf("own: %s[%d]: no such row", what, i) }
	classes := float64(MostClasses)
	if o.table != nil {
		classes = float64(len(o.table.classes))
	}
	what := func(v float64) bool { return o.kind != data.OfClasses || v >= 0 && v < classes && v == float64(int(v)) }
	index := func(v float64) bool { return v >= 0 && v < float64(o.Len()) && v == float64(int(v)) }
	width := 3
	if o.kind == data.OfCurve {
		width = 2
	}
	for i, r := range e.Add {
		if len(r) != width || width == 3 && !what(r[2]) {
			return wrong("add", i)
		}
	}
	for i, r := range e.Move {
		if len(r) != 3 || !index(r[0]) {
			return wrong("move", i)
		}
	}
	for i, r := range e.Relabel {
		if len(r) != 2 || !index(r[0]) || !what(r[1]) || o.kind == data.OfCurve {
			return wrong("relabel", i)
		}
	}
	for i, at := range e.Remove {
		if !index(float64(at)) {
			return wrong("remove", i)
		}
	}
	if e.Erase != nil && (len(e.Erase) != 4 || !(e.Erase[2] > 0) || !(e.Erase[3] > 0)) {
		return wrong("erase", 0)
	}
	if e.Remove != nil || e.Erase != nil {
		if e.Move != nil || e.Relabel != nil {
			return errors.New("own: what is removed cannot be moved or relabelled in the same message")
		}
	}
	return nil
}

// with is the same with other points.
func (o *Points) with(points []point) *Points { return &Points{o.kind, o.table, points} }

// curveStep is how far apart the points of a curve that is drawn lie, in units of the plane.
const curveStep = 0.08

// add appends points of rows x, y and what: a class, or a value for a surface. A new point of a curve takes the place of those
// above and below it. Fewer are added where there is no room for all.
func (o *Points) add(rows [][]float64) *Points {
	points := slices.Clone(o.points)
	for _, r := range rows {
		p := point{x: o.step(0, r[0]), y: o.step(1, r[1])}
		switch o.kind {
		case data.OfClasses:
			p.class = uint8(r[2])
		case data.OfSurface:
			p.value = o.step(2, r[2])
		case data.OfCurve:
			points = slices.DeleteFunc(points, func(q point) bool { return abs(int(q.x)-int(p.x)) < o.beside() })
		}
		if len(points) < Most {
			points = append(points, p)
		}
	}
	return o.with(points)
}

// beside is how many steps to either side of a point of a curve belong to it.
func (o *Points) beside() int {
	return int(curveStep / 2 / (2 * data.Plane) * float64(int(1)<<o.bits()))
}

func abs(v int) int { return max(v, -v) }

// remove takes points away. The last ones come into their places, so that the others stay where they are in the order, which
// decides what is kept back to be judged by.
func (o *Points) remove(at []int) *Points {
	points, at := slices.Clone(o.points), slices.Clone(at)
	slices.Sort(at)
	for _, i := range slices.Backward(slices.Compact(at)) {
		points[i] = points[len(points)-1]
		points = points[:len(points)-1]
	}
	return o.with(points)
}

// within are the places of the points in an ellipse.
func (o *Points) within(x, y, rx, ry float64) (at []int) {
	for i, p := range o.points {
		if math.Hypot((o.at(0, p.x)-x)/rx, (o.at(1, p.y)-y)/ry) <= 1 {
			at = append(at, i)
		}
	}
	return at
}
