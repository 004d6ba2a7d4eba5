package viz

import (
	"math"

	"github.com/whisker-lab/whisker/frame"
	"github.com/whisker-lab/whisker/viz/layout"
	"github.com/whisker-lab/whisker/viz/palette"
	"github.com/whisker-lab/whisker/viz/shape"
)

// marks are what a plot shows besides its field and its points, in the plane's own units.
//
// Slots, each a table with a row a mark; a class below 0 is one of the colours below:
//
//	segments  x, y, x, y, class, opacity    under the points
//	arrows    x, y, x, y, class, opacity    over them, with a head at the second end
//	ellipses  x, y, xx, xy, yy, class       the covariance's outline at one and two standard deviations
//	circles   x, y, radius, class
//	centres   x, y, class                   can be dragged
//	rings     x, y                          what is looked at
//	pins      x, y, class                   points that are larger than others
//	notes     x, y, what, class, share      something to say of a place in the words of stage.note.what; below class −1 in the middle
//	spots     x, y, class, radius           over the points; the radius in CSS pixels
//	summits   x, y, class, radius           over these
type marks struct {
	segments, arrows, ellipses, circles, centres, rings, pins, notes, spots, summits []float32
}

// Colours of marks that belong to no class.
const (
	ofGrey = -1
	ofInk  = -2
	ofNose = -3
)

func (m *marks) read(f *frame.Frame, b Bind) {
	get := func(slot string) []float32 { return values(f, b.name(slot, slot)) }
	*m = marks{
		get("segments"), get("arrows"), get("ellipses"), get("circles"), get("centres"), get("rings"), get("pins"), get("notes"), get("spots"), get("summits"),
	}
}

// rows calls f with every whole row of numbers that can be drawn.
func rows(table []float32, columns int, f func(i int, row []float64)) {
	row := make([]float64, columns)
next:
	for i := 0; (i+1)*columns <= len(table); i++ {
		for j, v := range table[i*columns:][:columns] {
			if row[j] = float64(v); !finite(row[j]) {
				continue next
			}
		}
		f(i, row)
	}
}

func markColour(t *palette.Theme, class float64) palette.Colour {
	switch int(class) {
	case ofInk:
		return t.Ink
	case ofNose:
		return t.Nose
	}
	return t.Class(int(class))
}

// below draws what lies under the points.
func (m *marks) below(v *plot, p *Picture, s *Scene) {
	rows(m.segments, 6, func(_ int, r []float64) {
		x1, y1 := v.toScreen(r[0], r[1])
		x2, y2 := v.toScreen(r[2], r[3])
		p.Over.Line(x1, y1, x2, y2, 1.25, shape.Of(markColour(s.Theme, r[4]), min(max(r[5], 0), 1)))
	})
	rows(m.circles, 4, func(_ int, r []float64) {
		x, y := v.toScreen(r[0], r[1])
		radius := r[2] / (v.span[1] - v.span[0]) * v.place.Square.W
		c := markColour(s.Theme, r[3])
		if radius > 0 && radius < 2000 {
			p.Over.Disc(x, y, radius, 0, shape.Of(c, 0.1))
			p.Over.Disc(x, y, radius, 1.25, shape.Of(c, 0.8))
		}
	})
}

// spot draws a mark of its own size in the shape of its class.
func spot(v *plot, p *Picture, s *Scene, r []float64) {
	x, y := v.toScreen(r[0], r[1])
	if !v.place.Square.Grow(1).Has(x, y) || r[3] <= 0 || r[3] > 100 {
		return
	}
	p.Over.Marker(int(r[2]), x, y, r[3]+1.5, 0, shape.Of(s.Theme.Surface, 1))
	p.Over.Marker(int(r[2]), x, y, r[3], 0, shape.Of(markColour(s.Theme, r[2]), 1))
}

// above draws what lies over them.
func (m *marks) above(v *plot, p *Picture, s *Scene) {
	rows(m.spots, 4, func(_ int, r []float64) { spot(v, p, s, r) })
	rows(m.summits, 4, func(_ int, r []float64) { spot(v, p, s, r) })
	rows(m.ellipses, 6, func(_ int, r []float64) {
		for _, deviations := range []float64{2, 1} {
			v.ellipse(p, r, deviations, shape.Of(markColour(s.Theme, r[5]), 0.5+0.5*btoi(deviations == 1)))
		}
	})
	rows(m.arrows, 6, func(_ int, r []float64) {
		x1, y1 := v.toScreen(r[0], r[1])
		x2, y2 := v.toScreen(r[2], r[3])
		arrow(p, x1, y1, x2, y2, shape.Of(s.Theme.Surface, r[5]), 2)
		arrow(p, x1, y1, x2, y2, shape.Of(markColour(s.Theme, r[4]), min(max(r[5], 0), 1)), 0)
	})
	rows(m.centres, 3, func(i int, r []float64) {
		x, y := v.toScreen(r[0], r[1])
		ring := 2.0
		if s.Hover.Kind == CentreAt && s.Hover.Unit == i {
			ring = 3
		}
		p.Over.Disc(x, y, 10, 0, shape.Of(s.Theme.Surface, 1))
		p.Over.Disc(x, y, 10, ring, shape.Of(s.Theme.Ink, 1))
		p.Over.Marker(int(r[2]), x, y, 5, 0, shape.Of(markColour(s.Theme, r[2]), 1))
	})
	rows(m.pins, 3, func(_ int, r []float64) {
		x, y := v.toScreen(r[0], r[1])
		radius := v.radius() + 2.4
		p.Over.Marker(int(r[2]), x, y, radius, 2.5, shape.Of(s.Theme.Surface, 1))
		p.Over.Marker(int(r[2]), x, y, radius, 1.25, shape.Of(s.Theme.Ink, 1))
		p.Over.Marker(int(r[2]), x, y, radius, -0.25, shape.Of(markColour(s.Theme, r[2]), 1))
	})
	rows(m.notes, 5, func(_ int, r []float64) {
		if r[3] < ofGrey {
			return
		}
		x, y := v.toScreen(r[0], r[1])
		p.Over.Disc(x, y, 9, 3.5, shape.Of(s.Theme.Surface, 1))
		p.Over.Disc(x, y, 9, 2, shape.Of(s.Theme.Nose, 1))
		p.Over.Marker(int(r[3]), x, y, 4.5, 1.5, shape.Of(s.Theme.Surface, 1))
		p.Over.Marker(int(r[3]), x, y, 4.5, 0, shape.Of(markColour(s.Theme, r[3]), 1))
	})
	rows(m.rings, 2, func(_ int, r []float64) {
		x, y := v.toScreen(r[0], r[1])
		p.Over.Disc(x, y, 7.5, 4.5, shape.Of(s.Theme.Surface, 1))
		p.Over.Disc(x, y, 7.5, 2, shape.Of(s.Theme.Nose, 1))
	})
}

// pieces is how many straight pieces stand for an ellipse.
const pieces = 48

// ellipse is the outline at so many standard deviations of a row of the slot ellipses.
func (v *plot) ellipse(p *Picture, r []float64, deviations float64, ink shape.Ink) {
	// Cholesky's root of the covariance bends the unit circle into it.
	a := math.Sqrt(max(r[2], 0))
	if a == 0 {
		return
	}
	b := r[3] / a
	c := math.Sqrt(max(r[4]-b*b, 0))
	var run [][2]float64
	for i := range pieces + 1 {
		sin, cos := math.Sincos(2 * math.Pi * float64(i) / pieces)
		x, y := v.toScreen(r[0]+deviations*a*cos, r[1]+deviations*(b*cos+c*sin))
		inside := v.place.Square.Has(x, y)
		if inside {
			run = append(run, [2]float64{x, y})
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

// hit is the centre under the point.
func (m *marks) hit(v *plot, x, y float64, touch bool) (found Target) {
	reach := 12.0
	if touch {
		reach = 22
	}
	rows(m.centres, 3, func(i int, r []float64) {
		cx, cy := v.toScreen(r[0], r[1])
		if d := math.Hypot(cx-x, cy-y); d < reach {
			reach, found = d, Target{Kind: CentreAt, Unit: i, X: r[0], Y: r[1], Class: int(r[2])}
		}
	})
	return found
}

// say gives the page the words of the notes: above their place, or below where there is no room, and towards the middle.
func (m *marks) say(v *plot, e *Layout, own string) {
	rows(m.notes, 5, func(i int, r []float64) {
		x, y := v.toScreen(r[0], r[1])
		box := v.place.Square
		align, valign, side, off := "l", "b", -10.0, -14.0
		if x > box.X+box.W/2 {
			align, side = "r", -side
		}
		if y < box.Y+box.H/4 {
			valign, off = "t", 14
		}
		if r[3] < ofGrey {
			align, valign, side, off = "c", "m", 0, 0
		}
		said := Arg{Class: max(int(r[3])+1, 0)}
		if r[4] >= 0 {
			said.Name, said.Number = "percent", int(math.Round(100*r[4]))
		}
		e.Labels = append(e.Labels, Label{own + "note" + digits(i), math.Round(x + side), math.Round(y + off), align, valign, "stage.note." + digits(int(r[2])), said, "note"})
	})
}
