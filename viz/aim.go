package viz

import (
	"math"

	"github.com/whisker-lab/whisker/frame"
	"github.com/whisker-lab/whisker/viz/layout"
	"github.com/whisker-lab/whisker/viz/shape"
)

// aim is drawn over a plot that is bound alike: the weights of linear cells as arrows from the middle, the directions that these
// are to find, the angle between each two, and what the first cell makes of one point: how far that lies along its arrow.
//
// Slots: weights (k, 2), spreads (k, 2), off (k) in degrees, next (2), and what the plot needs to know where it lies.
type aim struct {
	plot
	weights, spreads, off, next []float32
}

func newAim(bind Bind) View { return &aim{plot: plot{bind: bind}} }

// Read implements View.
func (v *aim) Read(f *frame.Frame) {
	v.plot.Read(f)
	v.weights, v.spreads = values(f, v.bind.name("weights", "cells")), values(f, v.bind.name("spreads", "cells/spreads"))
	v.off, v.next = values(f, v.bind.name("off", "cells/off")), values(f, v.bind.name("next", "cells/next"))
}

// to is where something lies from the middle.
func (v *aim) to(values []float32, i int) (x, y float64) {
	return v.screen(at(values, 2*i), at(values, 2*i+1))
}

// cells calls f with every cell: the way its arrow points and the way to the nearer end of the direction that it is to find, as
// angles on the screen, and how long the arrow is.
func (v *aim) cells(f func(i int, way, goal, length float64)) {
	ox, oy := v.toScreen(0, 0)
	rows(v.weights, 2, func(i int, w []float64) {
		x, y := v.toScreen(w[0], w[1])
		gx, gy := v.to(v.spreads, i)
		way, goal := math.Atan2(y-oy, x-ox), math.Atan2(gy-oy, gx-ox)
		if math.Cos(way-goal) < 0 {
			goal += math.Pi
		}
		f(i, way, way+math.Remainder(goal-way, 2*math.Pi), math.Hypot(x-ox, y-oy))
	})
}

// Draw implements View.
func (v *aim) Draw(p *Picture, s *Scene) {
	if v.place.Square.Empty() || len(v.weights) < 2 {
		return
	}
	ox, oy := v.toScreen(0, 0)
	ink, paper := shape.Of(s.Theme.Ink, 1), shape.Of(s.Theme.Surface, 0.9)
	v.cells(func(i int, _, goal, _ float64) {
		for _, turn := range []float64{0, math.Pi} {
			far := inside(v.place.Square, ox, oy, goal+turn)
			line := layout.Through([][2]float64{{ox, oy}, {ox + far*math.Cos(goal+turn), oy + far*math.Sin(goal+turn)}})
			p.Over.Dashes(line, 7-3*btoi(i > 0), 5, 1.75, ink)
		}
	})
	v.answer(p, s)
	v.cells(func(i int, way, goal, length float64) {
		p.Over.Ribbon(layout.Through(arc(ox, oy, v.bend(i), way, goal)), 1.5, ink)
		x, y := ox+length*math.Cos(way), oy+length*math.Sin(way)
		arrow(p, ox, oy, x, y, paper, 2.5)
		arrow(p, ox, oy, x, y, ink, 0)
	})
}

// answer draws the first cell's answer to the next point as a bar along its arrow, and what ties it to the point.
func (v *aim) answer(p *Picture, s *Scene) {
	w, x := [2]float64{float64(v.weights[0]), float64(v.weights[1])}, [2]float64{float64(at(v.next, 0)), float64(at(v.next, 1))}
	squares := w[0]*w[0] + w[1]*w[1]
	if len(v.next) < 2 || !(squares > 0) || !finite(squares) {
		return
	}
	y := w[0]*x[0] + w[1]*x[1]
	ox, oy := v.toScreen(0, 0)
	fx, fy := v.toScreen(y/squares*w[0], y/squares*w[1])
	px, py := v.toScreen(x[0], x[1])
	bar := shape.Of(s.Theme.Sign(float32(y)), 1)
	p.Over.Line(ox, oy, fx, fy, 11, shape.Of(s.Theme.Surface, 0.9))
	p.Over.Line(ox, oy, fx, fy, 9, bar)
	if gap := math.Hypot(px-fx, py-fy); gap > 10 { // up to the ring about the point
		px, py = px-(px-fx)/gap*9, py-(py-fy)/gap*9
		p.Over.Dashes(layout.Through([][2]float64{{fx, fy}, {px, py}}), dotted[0]+0.5, dotted[1], 1.75, shape.Of(s.Theme.Nose, 1))
	}
}

// bend is the radius of a cell's arc.
func (v *aim) bend(i int) float64 { return v.place.Square.W * (0.15 + 0.06*float64(i)) }

// arc is the way round a middle from one angle to another.
func arc(x, y, radius, from, to float64) (way [][2]float64) {
	n := max(int(math.Abs(to-from)*12), 1)
	for i := range n + 1 {
		sin, cos := math.Sincos(from + (to-from)*float64(i)/float64(n))
		way = append(way, [2]float64{x + radius*cos, y + radius*sin})
	}
	return way
}

// inside is how far one gets from a place in a rectangle before leaving it.
func inside(r layout.Rect, x, y, way float64) float64 {
	sin, cos := math.Sincos(way)
	reach := func(d, lo, hi float64) float64 {
		switch {
		case d > 1e-9:
			return hi / d
		case d < -1e-9:
			return lo / d
		}
		return math.Inf(1)
	}
	return max(min(reach(cos, r.X-x, r.Right()-x), reach(sin, r.Y-y, r.Bottom()-y)), 0)
}

// Hit implements View: the plot below has all that can be met.
func (v *aim) Hit(x, y float64, touch bool) Target { return Target{} }

// narrow is the angle below which the number has no room within.
const narrow = 0.6

// Announce implements View.
func (v *aim) Announce(e *Layout) {
	if v.place.Square.Empty() {
		return
	}
	ox, oy := v.toScreen(0, 0)
	v.cells(func(i int, way, goal, _ float64) {
		degrees := float64(at(v.off, i))
		if !finite(degrees) {
			return
		}
		// Beyond the arc where that is wide, else beside the dashes, on the side where the arrow does not lie.
		far, to := v.bend(i)+20, (way+goal)/2
		if math.Abs(goal-way) < narrow {
			to = goal + math.Copysign(24/far, goal-way)
		}
		text := grouped(degrees) + "°"
		e.Labels = append(e.Labels, Label{"aim" + digits(i), math.Round(ox + far*math.Cos(to)), math.Round(oy + far*math.Sin(to)), "c", "m", "stage.tick", worded(text), "paper"})
	})
}
