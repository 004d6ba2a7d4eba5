package viz

import (
	"math"

	"github.com/whisker-lab/whisker/viz/layout"
	"github.com/whisker-lab/whisker/viz/palette"
	"github.com/whisker-lab/whisker/viz/shape"
)

const (
	corner  = 7.0  // radius of a tile
	dimmed  = 0.35 // opacity of what steps back
	offered = 0.38 // opacity of an input that is off
)

// edgeWidth and edgeOpacity grow with |w|, up to where more would say nothing.
func edgeWidth(w float64) float64   { return 0.75 + 3.25*min(math.Abs(w)/3, 1) }
func edgeOpacity(w float64) float64 { return 0.3 + 0.6*min(math.Abs(w)/1.5, 1) }

// shown is v[i] for drawing: a diverged network has weights that are no numbers, which lie there as zeros.
func shown(v []float32, i int) float64 {
	if x := at(v, i); x == x {
		return float64(x)
	}
	return 0
}

// Draw implements View.
func (v *network) Draw(p *Picture, s *Scene) {
	if v.net == nil {
		return
	}
	v.ruler(p, s)
	v.edges(p, s)
	if s.Pulse.on {
		v.pulse(p, s)
	}
	v.explain(p, s)
	slot := 0
	for l := range v.net.Columns {
		for i := range v.net.Columns[l].Y {
			v.tile(p, s, l, i, slot)
			slot++
		}
	}
}

// ruler has a tick for each column and a gap for each hop's number.
func (v *network) ruler(p *Picture, s *Scene) {
	y, ink := v.net.Ruler, shape.Of(s.Theme.LineStrong, 1)
	if y == 0 {
		return
	}
	for l := range v.net.Columns {
		x := v.net.Columns[l].X
		p.Under.Line(x, y-4, x, y+4, 1, ink)
		if l == 0 {
			continue
		}
		from := v.net.Columns[l-1].X
		if middle, ok := v.hop(l); ok {
			p.Under.Line(from, y, middle-9, y, 1, ink)
			from = middle + 9
		}
		p.Under.Line(from, y, x, y, 1, ink)
	}
}

// edges draws all curves, the ones that matter last.
func (v *network) edges(p *Picture, s *Scene) {
	hops := v.hops()
	hover, _ := s.Hover.Of.(Part)
	neuron := hover.Kind == neuronPart
	blaming := s.Pulse.blaming(hops)
	for l := 1; l <= hops; l++ {
		w, m := v.layers[l].w, v.before(l)
		thin := v.net.Thin(l)
		for i, curve := range v.curves[l] {
			value := shown(w, i)
			width, opacity := edgeWidth(value)*thin, edgeOpacity(value)
			t := Part{edgePart, l, i / m, i % m}
			dotted, passing := v.gated(l, t.Unit, t.In)
			switch {
			case t == s.Selected || t == hover:
				continue
			case neuron && (hover == unitPart(l, t.Unit) || hover == unitPart(l-1, t.In)):
				opacity = 1
			case neuron || blaming:
				opacity *= dimmed
			}
			v.edge(p, s, curve, value, width, opacity*passing, dotted)
		}
	}
	v.chosen(p, s, hover, false)
	v.chosen(p, s, s.Selected, true)
}

func (v *network) edge(p *Picture, s *Scene, curve layout.Curve, value, width, opacity float64, dotted bool) {
	ink := shape.Of(s.Theme.Sign(float32(value)), opacity)
	if dotted {
		dots(p, curve, width, ink)
		return
	}
	if value < 0 && s.Setup.Contrast {
		p.Under.Dashes(curve, 6, 4, width, ink)
		return
	}
	p.Under.Ribbon(curve, width, ink)
}

// chosen draws the edge under the pointer, or the one that is selected, over all others.
func (v *network) chosen(p *Picture, s *Scene, t Part, selected bool) {
	if t.Kind != edgePart || t.Layer < 1 || t.Layer > v.hops() || t.In < 0 || t.In >= v.before(t.Layer) {
		return
	}
	i := t.Unit*v.before(t.Layer) + t.In
	if i < 0 || i >= len(v.curves[t.Layer]) {
		return
	}
	curve, value := v.curves[t.Layer][i], shown(v.layers[t.Layer].w, i)
	width := edgeWidth(value) + 1
	if selected {
		width = edgeWidth(value) + 0.75
		p.Under.Ribbon(curve, 12, shape.Of(s.Theme.Surface, 1))
		p.Under.Ribbon(curve, 10, shape.Of(s.Theme.Nose, 0.24))
	}
	dotted, _ := v.gated(t.Layer, t.Unit, t.In)
	v.edge(p, s, curve, value, width, 1, dotted)
	if selected {
		middle := curve.At(curve.Length() / 2)
		p.Over.Disc(middle.X, middle.Y, 4, 0, shape.Of(s.Theme.Surface, 1))
		p.Over.Disc(middle.X, middle.Y, 4, 2, shape.Of(s.Theme.Nose, 1))
	}
}

// tile draws one unit: its field, its border and its marks.
func (v *network) tile(p *Picture, s *Scene, l, row, slot int) {
	column := &v.net.Columns[l]
	unit, opacity := row, 1.0
	if l == 0 {
		unit = v.rows[row]
		if !v.lit(unit) {
			opacity = offered
		}
	}
	cold := v.gate(l, unit, frozen)
	if v.gate(l, unit, cutOut) {
		opacity = offered
	}
	r, radius := column.Tile(row), min(corner, column.Side*0.16)
	if f, ok := v.field(l, unit); ok {
		if s.Fresh {
			ramp := s.Ramp
			if cold {
				ramp = s.Pale
			}
			p.fill(slot, f, ramp)
		}
		p.tile(slot, r, radius, opacity)
	} else {
		p.Over.Box(r, radius, 0, shape.Of(s.Theme.Zero, opacity))
	}
	flag := at(v.layers[l].flag, unit)
	if l == 0 || v.gate(l, unit, cutOut) {
		flag = 0
	}
	if flag == silent {
		in := column.Side * 0.1
		p.Over.Line(r.X+in, r.Bottom()-in, r.Right()-in, r.Y+in, 1.5, shape.Of(s.Theme.LineStrong, 1))
	}
	if cold {
		ice(p, s.Theme, r, radius)
	}
	v.border(p, s, r, radius, opacity, unitPart(l, unit), l)
	if flag == saturated {
		pins(p, s.Theme, r)
	}
	if l > 0 && column.Side >= 14 && !v.gate(l, unit, cutOut) {
		v.bias(p, s, l, unit)
	}
	if l == v.hops() && len(column.Y) > 1 {
		v.class(p, s, r, unit)
	}
}

// class marks an output with the class that it stands for, where there is room beside it.
func (v *network) class(p *Picture, s *Scene, tile layout.Rect, class int) {
	_, y := tile.Middle()
	if x := tile.Right() + 11; x+5 <= v.net.Area.Right() {
		p.Over.Marker(class, x, y, 3.6, 0, shape.Of(s.Theme.Class(class), 1))
	}
}

// border tells hovered, selected and reached tiles from those at rest.
func (v *network) border(p *Picture, s *Scene, r layout.Rect, radius, opacity float64, t Part, l int) {
	// At rest the line runs outside the field, as a shadow would.
	selected := t == s.Selected || s.Selected == (Part{Kind: columnPart, Layer: l})
	if selected {
		p.Over.Box(r.Grow(1), radius+1, 2, shape.Of(s.Theme.Surface, 1))
		p.Over.Box(r.Grow(3), radius+3, 2, shape.Of(s.Theme.Nose, 1))
	}
	switch {
	case s.Hover.Of == t || s.Pulse.arrived(l, v.hops()) && opacity == 1:
		p.Over.Box(r.Grow(0.5), radius+0.5, 1.5, shape.Of(s.Theme.Ink, 1))
	case !selected:
		ink := shape.Of(s.Theme.LineStrong, 1)
		if opacity < 1 {
			ink = shape.Of(s.Theme.Line, offered)
		}
		p.Over.Box(r.Grow(0.5), radius+0.5, 1, ink)
	}
}

// pins hold a saturated tile at both of its rails.
func pins(p *Picture, t *palette.Theme, r layout.Rect) {
	x, _ := r.Middle()
	long := min(16, r.W*0.36)
	thick := min(3, r.W*0.08)
	in := thick/2 + min(2, r.W*0.05)
	for _, y := range []float64{r.Y + in, r.Bottom() - in} {
		bar := layout.Rect{X: x - long/2, Y: y - thick/2, W: long, H: thick}
		p.Over.Box(bar.Grow(1.5), thick/2+1.5, 0, shape.Of(t.Surface, 1))
		p.Over.Box(bar, thick/2, 0, shape.Of(t.Ink, 1))
	}
}

// bias is a dot on the tile's lower left corner, larger and stronger with |b|.
func (v *network) bias(p *Picture, s *Scene, l, unit int) {
	x, y := v.net.Bias(l, unit)
	value := shown(v.layers[l].b, unit)
	scale := min(1, v.net.Columns[l].Side/34)
	radius := (2.4 + 1.6*min(math.Abs(value)/2, 1)) * scale
	ink := shape.Of(s.Theme.Sign(float32(value)), 1)
	if s.Hover.Of == (Part{Kind: biasPart, Layer: l, Unit: unit}) {
		radius++
		p.Over.Disc(x, y, radius+1.5, 0, shape.Of(s.Theme.Ink, 1))
	} else {
		p.Over.Disc(x, y, radius+1, 0, shape.Of(s.Theme.Surface, 1))
	}
	if value == 0 {
		ink = shape.Of(s.Theme.Ink3, 1)
	}
	p.Over.Disc(x, y, radius, 0, ink)
}

// pulse draws the signal on its way forth and the blame on its way back.
func (v *network) pulse(p *Picture, s *Scene) {
	hops := v.hops()
	if s.Pulse.over(hops) {
		return
	}
	for l := 1; l <= hops; l++ {
		signal, blame := v.strengths(l)
		if s.Setup.ReducedMotion {
			v.glow(p, l, s.Pulse.phase(l, hops, false, fade), signal, s.Theme.Ink)
			v.glow(p, l, s.Pulse.phase(l, hops, true, fade), blame, s.Theme.Nose)
			continue
		}
		if t := s.Pulse.phase(l, hops, false, travel); t > 0 && t < 1 {
			ink := shape.Of(s.Theme.Ink, 1)
			for i, curve := range v.curves[l] {
				at := curve.At(ease(t) * curve.Length())
				p.Under.Disc(at.X, at.Y, 2+signal(i), 0, ink)
			}
		}
		if t := s.Pulse.phase(l, hops, true, travel); t > 0 && t < 1 {
			ink := shape.Of(s.Theme.Nose, 1)
			for i, curve := range v.curves[l] {
				if v.gate(l, i/max(v.before(l), 1), frozen|cutOut) {
					continue // no blame goes that way
				}
				head := (1 - ease(t)) * (curve.Length() + dash)
				p.Under.Dash(curve, head-dash, head, 1.5+3*blame(i), true, ink)
			}
		}
	}
}

// dash is how long a piece of blame is.
const dash = 18.0

// glow fades all edges into a layer up and down in place.
func (v *network) glow(p *Picture, l int, t float64, strength func(int) float64, c palette.Colour) {
	if t <= 0 || t >= 1 {
		return
	}
	ink := shape.Of(c, 0.8*math.Sin(math.Pi*t))
	for i, curve := range v.curves[l] {
		p.Under.Ribbon(curve, 1.5+3*strength(i), ink)
	}
}

// strengths are how much signal and how much blame each edge into layer l carries, in [0,1] of the most in the layer.
func (v *network) strengths(l int) (signal, blame func(i int) float64) {
	m := max(v.before(l), 1)
	act := func(i int) float64 {
		from := i % m
		if l == 1 {
			from = v.on[from]
		}
		return math.Abs(float64(at(v.layers[l-1].act, from)) * float64(at(v.layers[l].w, i)))
	}
	grad := func(i int) float64 { return math.Abs(float64(at(v.layers[l].g, i))) }
	share := func(f func(int) float64) func(int) float64 {
		most := 0.0
		for i := range v.curves[l] {
			if x := f(i); x > most && !math.IsInf(x, 0) {
				most = x
			}
		}
		return func(i int) float64 {
			if x := f(i) / most; x >= 0 && x <= 1 {
				return x
			}
			return 0
		}
	}
	return share(act), share(grad)
}
