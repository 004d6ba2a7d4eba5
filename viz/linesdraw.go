package viz

import (
	"math"

	"github.com/whisker-lab/whisker/viz/layout"
	"github.com/whisker-lab/whisker/viz/shape"
)

// Draw implements View.
func (v *lines) Draw(p *Picture, s *Scene) {
	r := v.chart
	if r.Empty() || !v.shown {
		return
	}
	for _, t := range v.levels() {
		_, y := v.toScreen(0, t)
		y = math.Round(y) + 0.5 // on whole pixels
		p.Under.Line(r.X, y, r.Right(), y, 1, shape.Of(s.Theme.Line, 1))
	}
	if v.loss {
		v.drawLoss(p, s)
		return
	}
	if v.unit { // what guessing would give
		p.Over.Dashes(layout.Through([][2]float64{{r.X, r.Bottom()}, {r.Right(), r.Y}}), dotted[0], dotted[1], 1, shape.Of(s.Theme.Ink3, 1))
	}
	ink := shape.Of(s.Theme.Ink, 1)
	for i := range v.series {
		curve := &v.series[i]
		run := v.run(curve.rows)
		curve.draw(p, run, ink)
		if curve.level {
			continue
		}
		if len(run) > 0 && len(run) <= 12 && !v.unit {
			for _, at := range run {
				p.Over.Disc(at[0], at[1], 2.6, 0, ink)
			}
		}
		if n := len(run); n > 0 && !v.unit {
			p.Over.Disc(run[n-1][0], run[n-1][1], 3.4, 0, shape.Of(s.Theme.Bg, 1))
			p.Over.Disc(run[n-1][0], run[n-1][1], 3.4, 1.6*btoi(curve.hollow), ink)
		}
	}
	v.marked(p, s)
	if at, ok := v.hovered(s); ok {
		v.upright(p, at.x, shape.Of(s.Theme.Ink3, 1))
		x, y := v.toScreen(at.x, at.y)
		p.Over.Disc(x, y, 3.4, 0, ink)
	}
}

// run is where the rows lie that can be drawn.
func (v *lines) run(table []float32) (run [][2]float64) {
	rows(table, 2, func(_ int, row []float64) {
		x, y := v.toScreen(row[0], row[1])
		run = append(run, [2]float64{x, y})
	})
	return run
}

// draw draws the curve, or a piece of it.
func (s *series) draw(p *Picture, run [][2]float64, ink shape.Ink) {
	if curve := layout.Through(run); s.dashes[0] > 0 {
		p.Over.Dashes(curve, s.dashes[0], s.dashes[1], 1.75, ink)
	} else {
		p.Over.Ribbon(curve, 1.75, ink)
	}
}

// marked draws an upright at the x that matters now, and the places where the lines pass it.
func (v *lines) marked(p *Picture, s *Scene) {
	if len(v.at) == 0 || !finite(float64(v.at[0])) {
		return
	}
	if len(v.at) > 1 { // a place on the curve
		x, y := v.toScreen(float64(v.at[0]), float64(v.at[1]))
		p.Over.Disc(x, y, 5, 0, shape.Of(s.Theme.Surface, 1))
		p.Over.Disc(x, y, 5, 2, shape.Of(s.Theme.Nose, 1))
		return
	}
	v.upright(p, float64(v.at[0]), shape.Of(s.Theme.Nose, 1))
}

// drawLoss draws the loss: the second run below the first, training over test, and the ends over all.
func (v *lines) drawLoss(p *Picture, s *Scene) {
	order := [...]int{2, 3, 0, 1}
	ink := func(i int) shape.Ink {
		if v.series[i].rival {
			return shape.Of(s.Theme.Nose, 1)
		}
		return shape.Of(s.Theme.Ink, 1)
	}
	for _, i := range order {
		v.pieces(p, &v.series[i], ink(i))
	}
	if at, ok := v.hovered(s); ok {
		v.upright(p, at.x, shape.Of(s.Theme.Ink3, 1))
		for _, i := range order[2:] {
			curve := &v.series[i]
			if row := curve.row(curve.near(at.x)); row != nil {
				v.end(p, s, curve, at.x, row[1], ink(i))
			}
		}
		return
	}
	for _, i := range order {
		if row := v.series[i].last(); row != nil {
			v.end(p, s, &v.series[i], row[0], row[1], ink(i))
		}
	}
}

// pieces draws a curve that a loss which is no number leaves a gap in.
func (v *lines) pieces(p *Picture, s *series, ink shape.Ink) {
	var run [][2]float64
	for i := 0; 2*i+1 < len(s.rows); i++ {
		row := s.row(i)
		if row == nil {
			s.draw(p, run, ink)
			run = run[:0]
			continue
		}
		x, y := v.toScreen(row[0], row[1])
		if n := len(run); n > 0 && math.Hypot(run[n-1][0]-x, run[n-1][1]-y) < 0.7 && 2*i+3 < len(s.rows) {
			continue // no eye and no normal gains from points this close
		}
		run = append(run, [2]float64{x, y})
	}
	s.draw(p, run, ink)
}

// end is the dot at a curve's end, or under the pointer.
func (v *lines) end(p *Picture, s *Scene, curve *series, x, y float64, ink shape.Ink) {
	px, py := v.toScreen(x, y)
	if curve.hollow {
		p.Over.Disc(px, py, 3.2, 0, shape.Of(s.Theme.Bg, 1))
		p.Over.Disc(px, py, 3.2, 1.6, ink)
		return
	}
	p.Over.Disc(px, py, 3.4, 0, ink)
}
