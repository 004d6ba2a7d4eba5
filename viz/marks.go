package viz

import (
	"math"
	"reflect"
	"slices"

	"github.com/whisker-lab/whisker/frame"
	"github.com/whisker-lab/whisker/viz/layout"
	"github.com/whisker-lab/whisker/viz/palette"
	"github.com/whisker-lab/whisker/viz/shape"
)

// marks are what a plot shows besides its field and its points, in the plane's own units: see package frame for their rows.
//
// Each is a slot of its own name. Segments and circles lie under the points, everything else over them; centres can be dragged;
// a note is said in the words of stage.note.what.
type marks struct {
	segments set[frame.Segment]
	arrows   set[frame.Arrow]
	ellipses set[frame.Ellipse]
	circles  set[frame.Circle]
	centres  set[frame.Centre]
	rings    set[frame.Ring]
	pins     set[frame.Pin]
	notes    set[frame.Note]
	spots    set[frame.Spot]
	summits  set[frame.Spot]
}

// set is the marks of a slot, with the numbers that they are made of.
type set[M frame.Mark] struct {
	marks   []M
	numbers []float32
}

func setOf[M frame.Mark](f *frame.Frame, b Bind, slot string) set[M] {
	name := b.name(slot, slot)
	return set[M]{frame.MarksOf[M](f, name), values(f, name)}
}

// each calls f with every mark that can be drawn: all of its numbers are numbers.
func (s set[M]) each(f func(i int, m M)) {
	if len(s.marks) == 0 {
		return
	}
	columns := reflect.TypeFor[M]().NumField()
	for i, m := range s.marks {
		if !slices.ContainsFunc(s.numbers[i*columns:(i+1)*columns], func(v float32) bool { return !finite(float64(v)) }) {
			f(i, m)
		}
	}
}

func (m *marks) read(f *frame.Frame, b Bind) {
	*m = marks{
		setOf[frame.Segment](f, b, "segments"), setOf[frame.Arrow](f, b, "arrows"), setOf[frame.Ellipse](f, b, "ellipses"),
		setOf[frame.Circle](f, b, "circles"), setOf[frame.Centre](f, b, "centres"), setOf[frame.Ring](f, b, "rings"),
		setOf[frame.Pin](f, b, "pins"), setOf[frame.Note](f, b, "notes"), setOf[frame.Spot](f, b, "spots"), setOf[frame.Spot](f, b, "summits"),
	}
}

func markColour(t *palette.Theme, class float32) palette.Colour {
	switch int(class) {
	case frame.Ink:
		return t.Ink
	case frame.Nose:
		return t.Nose
	}
	return t.Class(int(class))
}

// screen is where a mark lies in CSS pixels.
func (v *plot) screen(x, y float32) (float64, float64) { return v.toScreen(float64(x), float64(y)) }

func opacity(v float32) float64 { return min(max(float64(v), 0), 1) }

// below draws what lies under the points.
func (m *marks) below(v *plot, p *Picture, s *Scene) {
	m.segments.each(func(_ int, r frame.Segment) {
		x1, y1 := v.screen(r.X1, r.Y1)
		x2, y2 := v.screen(r.X2, r.Y2)
		p.Over.Line(x1, y1, x2, y2, 1.25, shape.Of(markColour(s.Theme, r.Class), opacity(r.Opacity)))
	})
	m.circles.each(func(_ int, r frame.Circle) {
		x, y := v.screen(r.X, r.Y)
		radius := float64(r.Radius) / (v.span[1] - v.span[0]) * v.place.Square.W
		c := markColour(s.Theme, r.Class)
		if radius > 0 && radius < 2000 {
			p.Over.Disc(x, y, radius, 0, shape.Of(c, 0.1))
			p.Over.Disc(x, y, radius, 1.25, shape.Of(c, 0.8))
		}
	})
}

// spot draws a mark of its own size in the shape of its class.
func spot(v *plot, p *Picture, s *Scene, r frame.Spot) {
	x, y := v.screen(r.X, r.Y)
	if !v.place.Square.Grow(1).Has(x, y) || r.Radius <= 0 || r.Radius > 100 {
		return
	}
	p.Over.Marker(int(r.Class), x, y, float64(r.Radius)+1.5, 0, shape.Of(s.Theme.Surface, 1))
	p.Over.Marker(int(r.Class), x, y, float64(r.Radius), 0, shape.Of(markColour(s.Theme, r.Class), 1))
}

// above draws what lies over them.
func (m *marks) above(v *plot, p *Picture, s *Scene) {
	m.spots.each(func(_ int, r frame.Spot) { spot(v, p, s, r) })
	m.summits.each(func(_ int, r frame.Spot) { spot(v, p, s, r) })
	m.ellipses.each(func(_ int, r frame.Ellipse) {
		for _, deviations := range []float64{2, 1} {
			v.ellipse(p, r, deviations, shape.Of(markColour(s.Theme, r.Class), 0.5+0.5*btoi(deviations == 1)))
		}
	})
	m.arrows.each(func(_ int, r frame.Arrow) {
		x1, y1 := v.screen(r.X1, r.Y1)
		x2, y2 := v.screen(r.X2, r.Y2)
		arrow(p, x1, y1, x2, y2, shape.Of(s.Theme.Surface, float64(r.Opacity)), 2)
		arrow(p, x1, y1, x2, y2, shape.Of(markColour(s.Theme, r.Class), opacity(r.Opacity)), 0)
	})
	m.centres.each(func(i int, r frame.Centre) {
		x, y := v.screen(r.X, r.Y)
		ring := 2.0
		if s.Hover.Of == centreOf(i) {
			ring = 3
		}
		p.Over.Disc(x, y, 10, 0, shape.Of(s.Theme.Surface, 1))
		p.Over.Disc(x, y, 10, ring, shape.Of(s.Theme.Ink, 1))
		p.Over.Marker(int(r.Class), x, y, 5, 0, shape.Of(markColour(s.Theme, r.Class), 1))
	})
	m.pins.each(func(_ int, r frame.Pin) {
		x, y := v.screen(r.X, r.Y)
		radius := v.radius() + 2.4
		p.Over.Marker(int(r.Class), x, y, radius, 2.5, shape.Of(s.Theme.Surface, 1))
		p.Over.Marker(int(r.Class), x, y, radius, 1.25, shape.Of(s.Theme.Ink, 1))
		p.Over.Marker(int(r.Class), x, y, radius, -0.25, shape.Of(markColour(s.Theme, r.Class), 1))
	})
	m.notes.each(func(_ int, r frame.Note) {
		if r.Class < frame.Grey {
			return
		}
		x, y := v.screen(r.X, r.Y)
		p.Over.Disc(x, y, 9, 3.5, shape.Of(s.Theme.Surface, 1))
		p.Over.Disc(x, y, 9, 2, shape.Of(s.Theme.Nose, 1))
		p.Over.Marker(int(r.Class), x, y, 4.5, 1.5, shape.Of(s.Theme.Surface, 1))
		p.Over.Marker(int(r.Class), x, y, 4.5, 0, shape.Of(markColour(s.Theme, r.Class), 1))
	})
	m.rings.each(func(_ int, r frame.Ring) {
		x, y := v.screen(r.X, r.Y)
		radius := max(7.5, v.radius()+4)
		p.Over.Disc(x, y, radius, 4.5, shape.Of(s.Theme.Surface, 1))
		p.Over.Disc(x, y, radius, 2, shape.Of(s.Theme.Nose, 1))
	})
}

// pieces is how many straight pieces stand for an ellipse.
const pieces = 48

// ellipse is the outline at so many standard deviations of a row.
func (v *plot) ellipse(p *Picture, r frame.Ellipse, deviations float64, ink shape.Ink) {
	// Cholesky's root of the covariance bends the unit circle into it.
	x, y, xy, yy := float64(r.X), float64(r.Y), float64(r.XY), float64(r.YY)
	a := math.Sqrt(max(float64(r.XX), 0))
	if a == 0 {
		return
	}
	b := xy / a
	c := math.Sqrt(max(yy-b*b, 0))
	var run [][2]float64
	for i := range pieces + 1 {
		sin, cos := math.Sincos(2 * math.Pi * float64(i) / pieces)
		px, py := v.toScreen(x+deviations*a*cos, y+deviations*(b*cos+c*sin))
		inside := v.place.Square.Has(px, py)
		if inside {
			run = append(run, [2]float64{px, py})
		}
		if !inside || i == pieces {
			p.Over.Ribbon(layout.Through(run), 1.75, ink)
			run = run[:0]
		}
	}
}

// arrow has a head at its second end; wider draws it so much wider, as an outline under it.
func arrow(p *Picture, x1, y1, x2, y2 float64, ink shape.Ink, wider float64) {
	length := math.Hypot(x2-x1, y2-y1)
	if length < 1 || length > 1e4 {
		return
	}
	p.Over.Rod(x1, y1, x2, y2, 2.5+wider, ink)
	cos, sin := (x2-x1)/length, (y2-y1)/length
	for _, side := range []float64{-1, 1} {
		p.Over.Rod(x2, y2, x2-9*cos-side*5*sin, y2-9*sin+side*5*cos, 2.5+wider, ink)
	}
}

// say gives the page the words of the notes: above their place, or below where there is no room, and towards the middle.
func (m *marks) say(v *plot, e *Layout, own string) {
	m.notes.each(func(i int, r frame.Note) {
		x, y := v.screen(r.X, r.Y)
		box := v.place.Square
		align, valign, side, off := "l", "b", -10.0, -14.0
		if x > box.X+box.W/2 {
			align, side = "r", -side
		}
		if y < box.Y+box.H/4 {
			valign, off = "t", 14
		}
		if r.Class < frame.Grey {
			align, valign, side, off = "c", "m", 0, 0
		}
		said := Arg{Class: max(int(r.Class)+1, 0)}
		if r.Share >= 0 {
			said.Name, said.Number = "percent", int(math.Round(100*float64(r.Share)))
		}
		e.Labels = append(e.Labels, Label{own + "note" + digits(i), math.Round(x + side), math.Round(y + off), align, valign, "stage.note." + digits(int(r.What)), said, "note"})
	})
}
