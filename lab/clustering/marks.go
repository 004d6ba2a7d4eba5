package clustering

import (
	"math"

	"github.com/whisker-lab/whisker/frame"
)

// centres adds places (k, 2) that can be dragged.
func (c canvas) centres(at []float32) {
	centres := frame.Marks[frame.Centre](c.Frame, "centres", len(at)/2)
	for g := range centres {
		x, y := c.crowd.out(at[2*g], at[2*g+1])
		centres[g] = frame.Centre{X: x, Y: y, Class: float32(g)}
	}
}

// short is how far before the middle of a centre an arrow to it ends, so that its head is seen.
const short = 0.13

// arrows adds one from each place (k, 2) to another, where they are far enough apart.
func (c canvas) arrows(from, to []float32) {
	arrows := frame.Marks[frame.Arrow](c.Frame, "arrows", len(from)/2)
	for g := range arrows {
		a := &arrows[g]
		x, y := float64(from[2*g]), float64(from[2*g+1])
		dx, dy := float64(to[2*g])-x, float64(to[2*g+1])-y
		share := max(1-short/max(math.Hypot(dx, dy), short), 0)
		a.X1, a.Y1 = c.crowd.out(float32(x), float32(y))
		a.X2, a.Y2 = c.crowd.out(float32(x+share*dx), float32(y+share*dy))
		a.Class, a.Opacity = frame.Ink, 1
	}
}

// spokes ties every point to the centre of its group.
func (c canvas) spokes(group []int32, centres []float32) {
	spokes := frame.Marks[frame.Segment](c.Frame, "segments", len(group))
	for i, g := range group {
		s := &spokes[i]
		s.X1, s.Y1 = c.at(i)
		s.X2, s.Y2 = c.crowd.out(centres[2*g], centres[2*g+1])
		s.Class, s.Opacity = float32(g), 0.28
	}
}
