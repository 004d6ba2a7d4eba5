package viz

import (
	"math"

	"github.com/whisker-lab/whisker/frame"
	"github.com/whisker-lab/whisker/viz/layout"
	"github.com/whisker-lab/whisker/viz/palette"
	"github.com/whisker-lab/whisker/viz/shape"
)

// curve shows a value over one coordinate: the points, what the network makes of them, and how far each is from that. It
// is a plot that shows a line in place of a field.
//
// Slots: line, points, range, rings.
type curve struct {
	plot
	line []float32 // (k, 2)
	fits []float32 // (n, 4): x, y, the network's y, 1 if test
	off  bool      // whether the line is a hidden neuron's
}

func newCurve(bind Bind) View { return &curve{plot: plot{bind: bind}} }

// Read implements View.
func (v *curve) Read(f *frame.Frame) {
	v.line = values(f, v.bind.name("line", "curve"))
	v.fits = values(f, v.bind.name("points", "curve/points"))
	v.spans(f, v.bind.name("range", "curve/range"))
	v.hide(f)
	v.named = at(values(f, "plot/named"), 0) != 0
	v.off = at(values(f, "plot/focus"), 0) > 0
	v.marks = marks{rings: setOf[frame.Ring](f, v.bind, "rings")}
	// Places of points as the plot knows them.
	v.points = v.points[:0]
	for i := 0; 4*i+3 < len(v.fits); i++ {
		v.points = append(v.points, frame.Point{X: v.fits[4*i], Y: v.fits[4*i+1], Test: v.fits[4*i+3]})
	}
}

// Arrange implements View.
func (v *curve) Arrange(area layout.Rect, s *Setup) {
	v.setup, v.place = s, layout.Plot{}
	if !area.Empty() && v.line != nil {
		v.place = layout.NewPlot(area, s.style(), layout.Room{})
		v.place = layout.NewPlot(area, s.style(), v.room())
		v.place.Scale = layout.Rect{}
	}
}

// Draw implements View.
func (v *curve) Draw(p *Picture, s *Scene) {
	r := v.place.Square
	if r.Empty() {
		return
	}
	p.Under.Box(r, 4, 0, shape.Of(s.Theme.Surface, 1))
	v.grid(p, s)
	v.each(func(i int, x, y float64, _ int, _ bool) {
		fit := float64(v.fits[4*i+2])
		if v.off || !finite(fit) {
			return
		}
		_, to := v.toScreen(0, fit)
		to = min(max(to, r.Y), r.Bottom())
		p.Over.Line(x, y, x, to, 1.25, shape.Of(v.side(s, i), 0.75))
	})
	radius := v.radius()
	v.each(func(i int, x, y float64, _ int, test bool) {
		ink := shape.Of(v.side(s, i), 1)
		if test {
			p.Over.Disc(x, y, radius+0.6, 0, ink)
			p.Over.Disc(x, y, radius-1, 0, shape.Of(s.Theme.Surface, 1))
			return
		}
		p.Over.Disc(x, y, radius+0.5, 0, shape.Of(s.Theme.Surface, 1))
		p.Over.Disc(x, y, radius-0.5, 0, ink)
	})
	v.through(p, s)
	v.marks.above(&v.plot, p, s)
	p.Over.Box(r, 4, 1, shape.Of(s.Theme.LineStrong, 1))
	v.hovered(p, s)
}

// side is the colour of a point: which side of the curve it is on.
func (v *curve) side(s *Scene, i int) palette.Colour {
	if v.fits[4*i+1] < v.fits[4*i+2] {
		return s.Theme.Neg
	}
	return s.Theme.Pos
}

// grid is a line at every number of the axes.
func (v *curve) grid(p *Picture, s *Scene) {
	r, ink := v.place.Square, shape.Of(s.Theme.Line, 1)
	most := int(max(r.W/60, 2)) + 1
	for _, t := range layout.Ticks(v.span[0], v.span[1], most) {
		x, _ := v.toScreen(t, 0)
		p.Under.Line(math.Round(x)+0.5, r.Y, math.Round(x)+0.5, r.Bottom(), 1, ink)
	}
	for _, t := range layout.Ticks(v.span[2], v.span[3], most) {
		_, y := v.toScreen(0, t)
		p.Under.Line(r.X, math.Round(y)+0.5, r.Right(), math.Round(y)+0.5, 1, ink)
	}
}

// through draws the line, in pieces where it leaves the plot.
func (v *curve) through(p *Picture, s *Scene) {
	var run [][2]float64
	flush := func() {
		c, ink := layout.Through(run), shape.Of(s.Theme.Ink, 1)
		if v.off {
			p.Over.Dashes(c, 4, 3, 2, ink)
		} else {
			p.Over.Ribbon(c, 4.25, shape.Of(s.Theme.Surface, 0.8))
			p.Over.Ribbon(c, 2.25, ink)
		}
		run = run[:0]
	}
	for i := 0; 2*i+1 < len(v.line); i++ {
		x, y := v.toScreen(float64(v.line[2*i]), float64(v.line[2*i+1]))
		if !finite(x) || !finite(y) || !v.place.Square.Grow(0.5).Has(x, y) {
			flush()
			continue
		}
		run = append(run, [2]float64{x, y})
	}
	flush()
}

// Hit implements View: the nearest point, or else the place on the line above or below.
func (v *curve) Hit(x, y float64, touch bool) Target {
	if !v.has(x, y) {
		return Target{}
	}
	if i := v.nearest(x, y, touch); i >= 0 {
		q := v.points[i]
		said := &Say{Key: "hint.point.curve", Args: where(float64(q.X), float64(q.Y)), More: v.fate(q.Test != 0)}
		said.Args["value"] = number(float64(v.fits[4*i+2]))
		return v.point(i, x, y, said)
	}
	u, w := v.toPlane(x, y)
	said := &Say{Key: "hint.place", Args: where(u, w)}
	best, value := math.Inf(1), math.NaN()
	for i := 0; 2*i+1 < len(v.line); i++ {
		if d := math.Abs(float64(v.line[2*i]) - u); d < best {
			best, value = d, float64(v.line[2*i+1])
		}
	}
	if finite(value) {
		said.Key, said.Args = "hint.plot.curve", where(u, value)
	}
	return v.spot(x, y, said)
}
