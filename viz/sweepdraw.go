package viz

import (
	"math"

	"github.com/whisker-lab/whisker/viz/layout"
	"github.com/whisker-lab/whisker/viz/shape"
)

// What the lines of a sweep look like.
const (
	bandInk  = 0.09
	lineWide = 1.9
	dotWide  = 3.4
	gapWide  = 3.0
)

// Draw implements View.
func (v *sweep) Draw(p *Picture, s *Scene) {
	r := v.chart
	if r.Empty() {
		return
	}
	for _, t := range v.levels() {
		y := math.Round(v.height(t)) + 0.5 // on whole pixels
		p.Under.Line(r.X, y, r.Right(), y, 1, shape.Of(s.Theme.Line, 1))
	}
	v.bands(p, s)
	if !math.IsNaN(v.level) {
		y := math.Round(v.height(v.level)) + 0.5
		p.Over.Dashes(layout.Through([][2]float64{{r.X, y}, {r.Right(), y}}), dotted[0], dotted[1], 1.25, shape.Of(s.Theme.Ink2, 1))
	}
	if v.here >= 0 {
		x := v.across(v.x[v.here])
		p.Over.Line(x, r.Y-8, x, v.rail, 1.25, shape.Of(s.Theme.Nose, 1))
	}
	for i := range v.lines {
		v.line(p, s, i)
	}
	v.gap(p, s)
	v.slider(p, s)
	v.pictures(p, s)
}

// bands are how far the runs lie apart.
func (v *sweep) bands(p *Picture, s *Scene) {
	ink := shape.Of(s.Theme.Ink, bandInk)
	for _, line := range v.lines {
		for i := 1; i < len(line.rows); i++ {
			a, b := line.rows[i-1], line.rows[i]
			x1, x2 := v.across(a[0]), v.across(b[0])
			p.Under.Quad([4][2]float64{{x1, v.height(a[3])}, {x2, v.height(b[3])}, {x1, v.height(a[2])}, {x2, v.height(b[2])}}, ink)
		}
		if len(line.rows) == 1 { // nothing lies between one x and none
			a := line.rows[0]
			x := v.across(a[0])
			p.Under.Line(x, v.height(a[3]), x, v.height(a[2]), 5, ink)
		}
	}
}

// line is one of them, with its dots.
func (v *sweep) line(p *Picture, s *Scene, i int) {
	ink, paper := shape.Of(s.Theme.Ink, 1), shape.Of(s.Theme.Surface, 1)
	var run [][2]float64
	for _, r := range v.lines[i].rows {
		run = append(run, [2]float64{v.across(r[0]), v.height(r[1])})
	}
	switch curve := layout.Through(run); i {
	case 0:
		p.Over.Ribbon(curve, lineWide, ink)
	case 1:
		p.Over.Dashes(curve, dashed[0], dashed[1], lineWide, ink)
	default:
		p.Over.Dashes(curve, dotted[0], dotted[1], lineWide, ink)
	}
	under, _ := s.Hover.Of.(sweepDot)
	for j, at := range run {
		radius := dotWide
		if s.Hover.Of != nil && under == (sweepDot{i, v.stop(v.lines[i].rows[j][0])}) {
			radius += 2
		}
		if i == 0 {
			p.Over.Disc(at[0], at[1], radius+1, 0, paper)
			p.Over.Disc(at[0], at[1], radius, 0, ink)
			continue
		}
		p.Over.Disc(at[0], at[1], radius, 0, paper)
		p.Over.Disc(at[0], at[1], radius, 1.6, ink)
	}
}

// gap is the distance of the first two lines at the handle, and the dots that it is between.
func (v *sweep) gap(p *Picture, s *Scene) {
	nose := shape.Of(s.Theme.Nose, 1)
	a, b := v.row(0, v.here), v.row(1, v.here)
	if a != nil && b != nil && v.bind["gap"] != "" {
		x := v.across(v.x[v.here])
		p.Over.Line(x, v.height(a[1]), x, v.height(b[1]), gapWide, nose)
	}
	for i := range v.lines {
		if r := v.row(i, v.here); r != nil {
			x, y := v.across(r[0]), v.height(r[1])
			inside := shape.Of(s.Theme.Surface, 1)
			if i == 0 {
				inside = shape.Of(s.Theme.Ink, 1)
			}
			p.Over.Disc(x, y, 5, 0, inside)
			p.Over.Disc(x, y, 5, 2, nose)
		}
	}
}

// slider is the axis.
func (v *sweep) slider(p *Picture, s *Scene) {
	from, to := v.chart.X-4, v.chart.Right()+4
	p.Over.Rod(from, v.rail, to, v.rail, 4, shape.Of(s.Theme.LineStrong, 1))
	for _, x := range v.x {
		p.Over.Disc(v.across(x), v.rail, 1.2, 0, shape.Of(s.Theme.Surface, 1))
	}
	if v.here < 0 {
		return
	}
	x := v.across(v.x[v.here])
	p.Over.Rod(from, v.rail, x, v.rail, 4, shape.Of(s.Theme.Ink, 1))
	if s.Hover.Kind == railKind {
		p.Over.Disc(x, v.rail, knob+4, 0, shape.Of(s.Theme.Ink, 0.1))
	}
	p.Over.Disc(x, v.rail, knob, 0, shape.Of(s.Theme.Surface, 1))
	p.Over.Disc(x, v.rail, knob-1, 2, shape.Of(s.Theme.Ink, 1))
}

// pictures are those that hang from the axis.
func (v *sweep) pictures(p *Picture, s *Scene) {
	for _, h := range v.hangings {
		sh := &v.sheets[h.sheet]
		chosen := h.stop >= 0 && h.stop == v.here
		ink := shape.Of(s.Theme.LineStrong, 1)
		if chosen {
			ink = shape.Of(s.Theme.Nose, 1)
		}
		if h.sheet == 0 && h.stop >= 0 && h.at.Y == v.hangings[0].at.Y { // a second row hangs from the first
			x, _ := h.at.Middle()
			if len(v.sheets) > 1 {
				x = h.at.Right()
			}
			p.Over.Line(v.across(v.x[h.stop]), v.rail+sweepTicks-4, x, h.at.Y-3, 1, ink)
		}
		f, size := &sh.fields[h.i], sh.h*sh.w
		f.W, f.H, f.At, f.Radius = sh.w, sh.h, h.at, 4
		f.Fresh = s.Fresh && sh.side[h.i].Bring(&f.V, sh.w, sh.h, 1, sh.field[h.i*size:][:size])
		p.Fields = append(p.Fields, f)
		from := len(p.Over.Indices)
		v.specks(p, s, sh, h)
		p.Over.Clip(from, h.at)
		switch {
		case chosen:
			p.Over.Box(h.at.Grow(2.5), 6, 2, ink)
		case s.Hover.Of == sweepPicture{h.sheet, h.i}:
			p.Over.Box(h.at.Grow(0.5), 4, 1.5, shape.Of(s.Theme.Ink, 1))
		default:
			p.Over.Box(h.at.Grow(-0.5), 4, 1, ink)
		}
	}
}

// mostSpecks is how many points a small picture shows at most: more would hide it.
const mostSpecks = 200

// specks are the points on a small picture.
func (v *sweep) specks(p *Picture, s *Scene, sh *sheet, h hanging) {
	n := sh.seen(h.i)
	radius := min(max(h.at.W/50, 1.1), 2.4)
	if n > 60 {
		radius *= 0.65
	}
	for _, q := range sh.points[:min(n, mostSpecks)] {
		x := h.at.X + (float64(q.X)-sh.span[0])/(sh.span[1]-sh.span[0])*h.at.W
		y := h.at.Y + (sh.span[3]-float64(q.Y))/(sh.span[3]-sh.span[2])*h.at.H
		if !h.at.Has(x, y) {
			continue
		}
		p.Over.Rimmed(int(q.Class), x, y, radius, 0.6, 0, false, shape.Of(s.Theme.Class(int(q.Class)), 1), shape.Of(s.Theme.Surface, 1))
	}
}
