package viz

import (
	"math"

	"github.com/whisker-lab/whisker/viz/layout"
	"github.com/whisker-lab/whisker/viz/shape"
)

const (
	wallCorner  = 5.0
	windowLine  = 2.0
	windowLeast = 5.0 // a pixel's window is no smaller
	windowShade = 0.13
)

// Draw implements View.
func (v *wall) Draw(p *Picture, s *Scene) {
	if v.picture.Empty() {
		return
	}
	hover, _ := s.Hover.Of.(wallAt)
	if s.Hover.Of == nil {
		hover = nowhere()
	}
	v.links(p, s, hover)
	v.paper(p, s)
	for i := range v.columns {
		v.tiles(p, s, &v.columns[i], hover)
	}
	v.answers(p, s, hover)
	v.sight(p, s)
}

// paper is the picture, and over it what of it decided.
func (v *wall) paper(p *Picture, s *Scene) {
	planes, h, w := v.input.Shape[0], v.input.Shape[1], v.input.Shape[2]
	look := inked
	if planes == 3 {
		look = coloured
	}
	p.raster(v.picture, wallCorner, 1, raster{w: w, h: h, v: v.input.Data, look: look})
	if v.over != nil {
		most := float32(0)
		for _, x := range v.over.Data {
			if a := float32(math.Abs(float64(x))); a > most && !math.IsInf(float64(a), 0) {
				most = a
			}
		}
		p.raster(v.picture, wallCorner, 0.82, raster{w: v.over.Shape[1], h: v.over.Shape[0], v: v.over.Data, look: vivid, unit: most * brightest})
	}
	p.Over.Box(v.picture, wallCorner, 1, shape.Of(s.Theme.LineStrong, 1))
}

// tiles are a column's maps with their filters.
func (v *wall) tiles(p *Picture, s *Scene, c *wallColumn, hover wallAt) {
	stage := &v.stages[c.stage]
	corner := wallCorner
	if c.side < 20 {
		corner = 3
	}
	for i, k := range c.planes {
		at, plane := c.tile(i), stage.plane(k)
		quiet := silentMap(plane)
		p.raster(at, corner, 1, raster{w: stage.w, h: stage.h, v: plane, look: vivid, unit: stage.unit})
		border, width := shape.Of(s.Theme.LineStrong, 1), 1.0
		if hover.stage == c.stage && hover.plane == k {
			border, width = shape.Of(s.Theme.Ink, 1), 1.5
		}
		p.Over.Box(at, corner, width, border)
		if quiet && c.side > wallCell {
			p.Over.Line(at.X+4, at.Bottom()-4, at.Right()-4, at.Y+4, 1, shape.Of(s.Theme.Ink3, 1))
		}
		if v.look.stage == c.stage && v.look.plane == k {
			p.Over.Box(at.Grow(1.5), corner+1.5, 2, shape.Of(s.Theme.Nose, 1))
		}
		if c.filter == 0 {
			continue
		}
		weights := stage.filters[k*stage.k*stage.k:][:stage.k*stage.k]
		most := float32(0)
		for _, w := range weights {
			most = max(most, float32(math.Abs(float64(w))))
		}
		small := c.small(i)
		p.raster(small, 3, 1, raster{w: stage.k, h: stage.k, v: weights, look: vivid, unit: most})
		p.Over.Box(small, 3, 1, shape.Of(s.Theme.LineStrong, 1))
	}
}

// answers are the classes' bars.
func (v *wall) answers(p *Picture, s *Scene, hover wallAt) {
	for k, a := range v.answer {
		bar := v.bar(k)
		p.Under.Box(bar, 3, 0, shape.Of(s.Theme.Well, 1))
		if share := min(max(float64(a), 0), 1); share == share {
			filled := bar
			filled.W = max(bar.W*share, 1.5)
			p.Over.Box(filled, min(3, filled.W/2), 0, shape.Of(s.Theme.Ink, 1))
		}
		if hover.stage == v.last() && hover.plane == k {
			p.Over.Box(bar.Grow(2), 4, 1.5, shape.Of(s.Theme.Ink, 1))
		}
		if v.look.stage == v.last() && v.look.plane == k {
			p.Over.Box(bar.Grow(3), 5, 2, shape.Of(s.Theme.Nose, 1))
		}
	}
}

// links are the curves: from the picture to every filter, from maps to what is pooled of them, and into one map of each stage and
// one answer those of all that they are made of.
func (v *wall) links(p *Picture, s *Scene, hover wallAt) {
	faint := shape.Of(s.Theme.Ink3, 0.55)
	for ci := range v.columns {
		c := &v.columns[ci]
		if ci == 0 {
			x, y := v.picture.Right(), v.picture.Y+v.picture.H/2
			for i := range c.planes {
				tx, ty := v.entry(c, i)
				p.Under.Ribbon(layout.Link(x, y, tx, ty, 24), 1, faint)
			}
			continue
		}
		before := &v.columns[ci-1]
		switch {
		case c.skipped > 0 || !v.follows(before.stage, c.stage):
			x1, x2 := before.x+before.maps()+8, c.x-8-(c.wide()-c.maps())
			y := v.picture.Y + v.picture.H/2
			for i := range 3 {
				p.Under.Disc(x1+(x2-x1)*(0.35+0.15*float64(i)), y, 1.6, 0, shape.Of(s.Theme.Ink3, 1))
			}
		case v.stages[c.stage].kind == wallPool:
			for i := range c.planes {
				x, y := before.exit(i)
				tx, ty := v.entry(c, i)
				p.Under.Ribbon(layout.Link(x, y, tx, ty, 8), 1, faint)
			}
		default:
			to := v.traced(c.stage)
			if hover.stage == c.stage {
				to = hover.plane
			}
			if _, i := v.find(c.stage, to); i >= 0 {
				x, y := v.entry(c, i)
				v.curves(p, s, before, c.stage, to, x, y)
			}
		}
	}
	last := v.last()
	if last < 0 || len(v.columns) == 0 {
		return
	}
	to := v.traced(last)
	if v.look.stage != last {
		to = v.top()
	}
	if hover.stage == last {
		to = hover.plane
	}
	before := &v.columns[len(v.columns)-1]
	if to >= 0 && to < len(v.answer) && v.follows(before.stage, last) {
		_, y := v.bar(to).Middle()
		v.curves(p, s, before, last, to, v.bars.X-6, y)
	}
}

// follows tells whether the one stage is made of the other, by itself or after it has been pooled.
func (v *wall) follows(before, stage int) bool {
	return before == stage-1 || before == stage-2 && v.stages[stage-1].kind == wallPool
}

// curves are those from a column into one plane of a stage.
func (v *wall) curves(p *Picture, s *Scene, from *wallColumn, stage, plane int, x, y float64) {
	st := &v.stages[stage]
	if st.edges == nil || plane < 0 || (plane+1)*st.before > len(st.edges) {
		return
	}
	edges := st.edges[plane*st.before:][:st.before]
	most := 0.0
	for _, e := range edges {
		most = max(most, math.Abs(shown([]float32{e}, 0)))
	}
	for i, k := range from.planes {
		if k >= len(edges) || most == 0 {
			continue
		}
		e := shown(edges, k)
		share := math.Abs(e) / most
		fx, fy := from.exit(i)
		p.Under.Ribbon(layout.Link(fx, fy, x, y, 24), 0.75+3.25*share, shape.Of(s.Theme.Sign(float32(e)), 0.25+0.65*share))
	}
}

// exit is where the curves of a map leave its column: each map of a row a little lower than the one before.
func (c *wallColumn) exit(i int) (x, y float64) {
	_, y = c.tile(i).Middle()
	return c.x + c.maps(), y + (float64(i%c.across)-float64(c.across-1)/2)*8
}

// entry is where the curves into a map arrive: at its filter, or else at the column's side.
func (v *wall) entry(c *wallColumn, i int) (x, y float64) {
	_, y = c.tile(i).Middle()
	if c.filter > 0 {
		return c.small(i).X, y
	}
	return c.tile(i).X, y
}

// sight is the window of the chosen pixel from the picture on, through every stage that is shown, and the beam between them.
func (v *wall) sight(p *Picture, s *Scene) {
	var at []layout.Rect
	if r, ok := v.frameOf(v.picture, 0); ok {
		at = append(at, r)
	}
	for i := range v.columns {
		c := &v.columns[i]
		if c.stage > v.look.stage {
			break
		}
		_, k := v.find(c.stage, v.traced(c.stage))
		if k < 0 {
			continue
		}
		if r, ok := v.frameOf(c.tile(k), c.stage); ok {
			at = append(at, r)
		}
	}
	shade, line := shape.Of(s.Theme.Nose, windowShade), shape.Of(s.Theme.Nose, 0.9)
	for i := 1; i < len(at); i++ {
		a, b := at[i-1], at[i]
		p.Over.Face([][2]float64{{a.Right(), a.Y}, {b.X, b.Y}, {b.X, b.Bottom()}, {a.Right(), a.Bottom()}}, shade)
		p.Over.Line(a.Right(), a.Y, b.X, b.Y, 1, line)
		p.Over.Line(a.Right(), a.Bottom(), b.X, b.Bottom(), 1, line)
	}
	for _, r := range at {
		p.Over.Box(r, 1.5, 0, shade)
		p.Over.Box(r, 2, windowLine+2, shape.Of(s.Theme.Surface, 0.85))
		p.Over.Box(r, 2, windowLine, shape.Of(s.Theme.Nose, 1))
	}
}

// frameOf is the window of the chosen pixel on a stage's tile.
func (v *wall) frameOf(tile layout.Rect, stage int) (layout.Rect, bool) {
	w, ok := v.window(stage)
	if !ok {
		return w, false
	}
	wide, high := float64(v.stages[stage].w), float64(v.stages[stage].h)
	x1, y1 := max(w.X, 0), max(w.Y, 0)
	x2, y2 := min(w.Right(), wide), min(w.Bottom(), high)
	r := layout.Rect{X: tile.X + x1/wide*tile.W, Y: tile.Y + y1/high*tile.H, W: (x2 - x1) / wide * tile.W, H: (y2 - y1) / high * tile.H}
	if r.W < windowLeast {
		r.X, r.W = r.X+(r.W-windowLeast)/2, windowLeast
	}
	if r.H < windowLeast {
		r.Y, r.H = r.Y+(r.H-windowLeast)/2, windowLeast
	}
	return r, r.W > 0 && r.H > 0
}
