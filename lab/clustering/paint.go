package clustering

import (
	"math"

	"github.com/whisker-lab/whisker/frame"
	"github.com/whisker-lab/whisker/lab"
	"github.com/whisker-lab/whisker/nn/data"
	"github.com/whisker-lab/whisker/nn/kernel"
)

// side is how many places the background has each way.
const side = 128

// canvas is a frame, and the plane that is drawn into it.
type canvas struct {
	*frame.Frame
	crowd *crowd
	done  bool // whether there is nothing left to do
}

// Paint is part of lab.Run.
func (r *Run) Paint(f *frame.Frame, _ lab.Focus) {
	c := canvas{f, r.crowd, r.done}
	r.crowd.Paint(f)
	c.points(r.method, r.reveal)
	r.method.paint(c)
	r.guide.paint(f)
	name, _ := r.method.curve()
	r.trail.Paint(f, "curve/"+name)
}

// hollows is a method some of whose points are drawn hollow.
type hollows interface {
	hollow(point int) bool
}

// shower is a method that colours points otherwise than by their groups.
type shower interface {
	shown() []int32
}

// points adds all points in the colours of their groups, or of their hidden classes.
func (c canvas) points(m method, reveal bool) {
	points := frame.Marks[frame.Point](c.Frame, "points", c.crowd.len())
	group := m.assignment()
	h, _ := m.(hollows)
	if s, ok := m.(shower); ok && !reveal {
		group = s.shown()
	}
	var dye []int32
	if reveal {
		dye, group, h = c.crowd.dyes(group), c.crowd.class, nil
	}
	for i := range c.crowd.class {
		x, y := c.at(i)
		points[i] = frame.Point{X: x, Y: y, Class: frame.Grey}
		if group != nil {
			points[i].Class = colour(group[i])
			if reveal {
				points[i].Class = float32(dye[group[i]])
			}
		}
		if h != nil && h.hollow(i) {
			points[i].Test = 1
		}
	}
}

// colour is the class whose colour a group has: where there are more groups than colours, these come round again.
func colour(group int32) float32 {
	if group < 0 {
		return frame.Grey
	}
	return float32(group % mostK)
}

// at is where a point lies, in the data's own units.
func (c canvas) at(point int) (x, y float32) {
	return c.crowd.out(c.crowd.points.Data[2*point], c.crowd.points.Data[2*point+1])
}

// place is the place in the middle of a column and a row of the background, as the methods see it.
func place(column, row int) (x, y float32) {
	const step = 2 * data.Plane / side
	return float32(-data.Plane + (float64(column)+0.5)*step), float32(data.Plane - (float64(row)+0.5)*step)
}

// membership adds the background: how much of each place belongs to each of k groups, from what score says of a group and a
// row of places. Only differences between the scores of groups count; e to the score is what the shares go by.
func (c canvas) membership(k int, score func(group, row int, to []float32)) {
	const size = side * side
	field := c.Add("plot", max(k, 2), side, side)
	if k == 1 {
		clear(field[size:]) // a field of one plane would be one of signs
	}
	for g := range k {
		for row := range side {
			score(g, row, field[g*size+row*side:][:side])
		}
	}
	for from := 0; from < size; from += side {
		var most, sum [side]float32
		for i := range most {
			most[i] = float32(math.Inf(-1))
		}
		for g := range k {
			for i, v := range field[g*size+from:][:side] {
				most[i] = max(most[i], v)
			}
		}
		for g := range k {
			line := field[g*size+from:][:side]
			for i := range line {
				line[i] -= most[i]
			}
			kernel.ExpTo(line, line)
			for i, v := range line {
				sum[i] += v
			}
		}
		for g := range k {
			line := field[g*size+from:][:side]
			for i := range line {
				line[i] /= sum[i]
			}
		}
	}
}
