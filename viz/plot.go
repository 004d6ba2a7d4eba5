package viz

import (
	"math"

	"github.com/whisker-lab/whisker/frame"
	"github.com/whisker-lab/whisker/viz/heat"
	"github.com/whisker-lab/whisker/viz/layout"
	"github.com/whisker-lab/whisker/viz/palette"
	"github.com/whisker-lab/whisker/viz/shape"
)

// plot shows what the output, or one neuron, makes of the plane, and the points of the data on it.
//
// Slots: field, range, points, value, unit, lit, named, discrete, hidetest, and those of marks, asked and evidence. Bind may say large,
// wide, small, bare or, for a space, named for fit: it fills the middle of its area then, without room for a scale, or for any numbers.
// A second plot has an id, with which its labels' begin.
//
// Bind also says what the pointer meets: press, ask or select, what a press does; fate, train or labels, what points are told
// apart by; place, bare where a place is of no class; ends, words where the
// scale's ends are called by stage.scale.yes and no.
type plot struct {
	marks
	asked
	evidence
	bind    Bind
	field   []float32 // (classes, h, w), or (1, h, w) signed
	evener  heat.Evener
	classes int // 0 for signed values
	w, h    int
	span    [4]float64 // xmin, xmax, ymin, ymax
	points  []frame.Point
	value   []float32  // (n), −1…1: what points are coloured by; nil for their classes
	unit    [2]float64 // what a value of 0 stands for, and how much more one of 1
	valued  bool       // whether there is such a unit: points have values then, not classes
	lit     []float32  // (n): 1 for those that are looked at; nil for all alike
	logged  bool       // whether the axes are of logarithms
	named   bool       // whether the axes have names of some length
	decided bool       // only the decision is shown
	hidden  bool       // the points of the test are not
	dot     float64    // a point's radius, 0 for what there is room for
	place   layout.Plot
	setup   *Setup
	picture Field
}

// nobody is the plane of a field that says how far a place is no class's.
const nobody = 7

func newPlot(bind Bind) View { return &plot{bind: bind} }

// Read implements View.
func (v *plot) Read(f *frame.Frame) {
	v.field, v.classes, v.w, v.h = nil, 0, 0, 0
	if a := f.Array(v.bind.name("field", "plot")); a != nil && len(a.Shape) == 3 {
		if c, h, w := a.Shape[0], a.Shape[1], a.Shape[2]; c > 0 && h > 0 && w > 0 && len(a.Data) >= c*h*w {
			v.field, v.h, v.w = a.Data, h, w
			if c > 1 {
				v.classes = c
			}
		}
	}
	v.spans(f, v.bind.name("range", "plot/range"))
	v.points = frame.MarksOf[frame.Point](f, v.bind.name("points", "points"))
	v.value = values(f, v.bind.name("value", "points/value"))
	v.unit, v.valued = [2]float64{0, 1}, false
	if u := values(f, v.bind.name("unit", "plot/unit")); len(u) >= 2 && u[1] > 0 {
		v.valued = true
		v.unit = [2]float64{float64(u[0]), float64(u[1])}
	}
	v.lit = values(f, v.bind.name("lit", "points/lit"))
	v.logged = at(values(f, v.bind.name("log", "plot/log")), 0) != 0
	v.named = at(values(f, v.bind.name("named", "plot/named")), 0) != 0
	v.decided = at(values(f, v.bind.name("discrete", "plot/discrete")), 0) == 1
	v.hide(f)
	v.marks.read(f, v.bind)
	v.asked.read(f, v.bind)
	v.evidence.read(f, v.bind.name("field", "plot"))
}

// spans takes the part of the plane that is shown from an array, if that is one.
func (v *plot) spans(f *frame.Frame, name string) {
	v.span = [4]float64{-1, 1, -1, 1}
	if r := values(f, name); len(r) >= 4 && r[1] > r[0] && r[3] > r[2] && finite(float64(r[1]-r[0])) && finite(float64(r[3]-r[2])) {
		for i := range v.span {
			v.span[i] = float64(r[i])
		}
	}
}

func (v *plot) hide(f *frame.Frame) {
	v.hidden = at(values(f, v.bind.name("hidetest", "points/hidetest")), 0) == 1
}

// Arrange implements View.
func (v *plot) Arrange(area layout.Rect, s *Setup) {
	v.setup = s
	v.place = layout.Plot{}
	if !area.Empty() && (v.field != nil || v.points != nil) {
		fit, style := layout.NewPlot, s.style()
		switch v.bind.name("fit", "") {
		case "large":
			fit = layout.LargePlot
		case "wide":
			fit = layout.WidePlot
		case "small":
			fit, style = layout.LargePlot, layout.Phone
			area = layout.Rect{X: area.X - 6, Y: area.Y, W: area.W + 12, H: area.H + 6} // beside another, so that little is lost between them
		case "bare", "named":
			v.place = layout.BarePlot(area, v.bind["fit"] == "named" && s.style() == layout.Roomy)
			return
		}
		v.place = fit(area, style, layout.Room{})
		v.place = fit(area, style, v.room())
	}
}

// toScreen and toPlane go between the plane and CSS pixels.
func (v *plot) toScreen(x, y float64) (float64, float64) {
	r := v.place.Square
	return r.X + (x-v.span[0])/(v.span[1]-v.span[0])*r.W, r.Y + (v.span[3]-y)/(v.span[3]-v.span[2])*r.H
}

func (v *plot) toPlane(x, y float64) (float64, float64) {
	r := v.place.Square
	return v.span[0] + (x-r.X)/r.W*(v.span[1]-v.span[0]), v.span[3] - (y-r.Y)/r.H*(v.span[3]-v.span[2])
}

// Draw implements View.
func (v *plot) Draw(p *Picture, s *Scene) {
	if v.place.Square.Empty() {
		return
	}
	if v.field != nil {
		v.pixels(p, s)
	} else {
		p.Under.Box(v.place.Square, 4, 1, shape.Of(s.Theme.Line, 1))
	}
	v.scale(p, s)
	v.evidence.draw(v, p, s)
	v.marks.below(v, p, s)
	v.dots(p, s)
	v.marks.above(v, p, s)
	v.asked.draw(v, p, s)
	v.hovered(p, s)
}

// hovered rings the point under the pointer.
func (v *plot) hovered(p *Picture, s *Scene) {
	under, ok := s.Hover.Of.(pointOf)
	if !ok {
		return
	}
	v.each(func(i int, x, y float64, class int, test bool) {
		if i == int(under) {
			p.Over.Disc(x, y, 7.5, 4.5, shape.Of(s.Theme.Surface, 1))
			p.Over.Disc(x, y, 7.5, 1.5, shape.Of(s.Theme.Ink, 1))
		}
	})
}

// pixels brings the field's picture up to date.
func (v *plot) pixels(p *Picture, s *Scene) {
	f := &v.picture
	f.W, f.H, f.At, f.Radius, f.Classes, f.Discrete = v.w, v.h, v.place.Square, 4, v.classes, v.decided
	f.Fresh = s.Fresh && v.evener.Bring(&f.V, v.w, v.h, max(v.classes, 1), v.field)
	p.Fields = append(p.Fields, f)
}

// scale is the bar of the nine colours, minus below and plus above; classes have none, as they are no scale.
func (v *plot) scale(p *Picture, s *Scene) {
	r := v.place.Scale
	if r.Empty() || v.field == nil || v.classes > 0 {
		return
	}
	bands := palette.Bands
	for i := range bands {
		y := r.Y + r.H*float64(i)/float64(bands)
		c := s.Ramp.Band(bands - 1 - i)
		if v.decided {
			c = s.Ramp.Band(0)
			if i < bands/2 {
				c = s.Ramp.Band(bands - 1)
			} else if i == bands/2 {
				half := layout.Rect{X: r.X, Y: y, W: r.W, H: r.H / float64(bands) / 2}
				p.Over.Box(half, 0, 0, shape.Of(s.Ramp.Band(bands-1), 1))
			}
		}
		// A little overlap, or the page would shine through between two bands.
		p.Under.Box(layout.Rect{X: r.X, Y: y, W: r.W, H: r.H/float64(bands) + 0.4*btoi(i < bands-1)}, 0, 0, shape.Of(c, 1))
	}
	p.Over.Line(r.X, r.Y+r.H/2, r.Right(), r.Y+r.H/2, 1.5, shape.Of(s.Theme.Ink, 1))
}

func btoi(b bool) float64 {
	if b {
		return 1
	}
	return 0
}

// radius is a point's: smaller where there is less room, and where there are thousands.
func (v *plot) radius() float64 {
	crowd := math.Sqrt(min(max(crowded/float64(len(v.points)+1), 0.3), 1))
	switch {
	case v.dot > 0:
		return v.dot * crowd
	case len(v.points) <= few:
		return 5
	case v.place.Square.W < 240:
		return 2.7 * crowd
	}
	return 3.1 * crowd
}

// few points are each one to look at.
const few = 12

// crowded is how many points have room at their full size.
const crowded = 2000

// each calls f with every point that is shown, in CSS pixels.
func (v *plot) each(f func(i int, x, y float64, class int, test bool)) {
	for i, q := range v.points {
		test := q.Test != 0
		if test && v.hidden && at(v.lit, i) == 0 {
			continue
		}
		x, y := v.screen(q.X, q.Y)
		if v.place.Square.Grow(1).Has(x, y) {
			f(i, x, y, int(q.Class), test)
		}
	}
}
