package viz

import (
	"math"
	"slices"

	"github.com/whisker-lab/whisker/frame"
	"github.com/whisker-lab/whisker/frame/border"
	"github.com/whisker-lab/whisker/viz/layout"
	"github.com/whisker-lab/whisker/viz/palette"
	"github.com/whisker-lab/whisker/viz/shape"
)

// landmap is a landscape seen from above: nine bands of grey with a line between each two, its lowest place, and balls that walk on
// it, each with where it has been. The ring where they start can be dragged: that drops them there.
//
// Slots: field (1, h, w) from −1 to 1, band by band; range (4), low (2), from (3), x, y and height of the start, balls (k, 4) x, y, height and
// 0 for hidden, 1 for there, 2 for gone. A ball's path (n, 2) is the array called paths, a stroke and its name in walkers.
type landmap struct {
	plot
	low, start, balls []float32
	paths             [][]float32
	lines             [][][2]float32 // between bands, on the plane
	drawn             []float32      // the field that these are of
	ground            Field
	stale             bool // whether its pixels are
	grey              *palette.Ramp
	of                palette.Theme // the colours that this is of
}

func newContour(bind Bind) View { return &landmap{plot: plot{bind: bind}, stale: true} }

// walkers are the balls in the order of a frame: all examples, a few, one.
var walkers = [...]string{"all", "mini", "one"}

// Read implements View.
func (v *landmap) Read(f *frame.Frame) {
	v.field, v.w, v.h = nil, 0, 0
	if a := f.Array(v.bind.name("field", "contour")); a != nil && len(a.Shape) == 3 && a.Shape[0] == 1 && a.Shape[1] > 1 && a.Shape[2] > 1 && len(a.Data) >= a.Shape[1]*a.Shape[2] {
		v.field, v.h, v.w = a.Data, a.Shape[1], a.Shape[2]
	}
	before := v.span
	v.spans(f, v.bind.name("range", "contour/range"))
	v.low, v.start = values(f, v.bind.name("low", "contour/low")), values(f, v.bind.name("from", "contour/from"))
	v.balls = values(f, v.bind.name("balls", "balls"))
	v.paths = v.paths[:0]
	for _, name := range walkers {
		v.paths = append(v.paths, values(f, "path/"+name))
	}
	if !slices.Equal(v.field, v.drawn) || before != v.span {
		v.drawn, v.stale = slices.Clone(v.field), true
		v.trace()
	}
}

// trace finds the lines between the bands.
func (v *landmap) trace() {
	v.lines = v.lines[:0]
	if v.field == nil {
		return
	}
	off := make([]float32, v.w*v.h)
	for i := range palette.Bands - 1 {
		level := (float32(i)+0.5)/4 - 1
		for k := range off {
			off[k] = v.field[k] - level
		}
		v.lines = append(v.lines, border.Lines(border.Of(nil, off, 1, v.w, v.h, v.span))...)
	}
}

// Arrange implements View: as large as it may be with both axes in the same scale, or a round bowl would not look round.
func (v *landmap) Arrange(area layout.Rect, s *Setup) {
	v.setup, v.place = s, layout.Plot{}
	if area.Empty() || v.field == nil {
		return
	}
	left, right, top, below := 50.0, 16.0, 4.0, 30.0
	if s.style() != layout.Roomy {
		left, right, top, below = 8, 8, 2, 8
	}
	wide, high := v.span[1]-v.span[0], v.span[3]-v.span[2]
	unit := max(min((area.W-left-right)/wide, (area.H-top-below)/high), 1/max(wide, high))
	w, h := math.Floor(unit*wide), math.Floor(unit*high)
	x := area.X + left + math.Floor(max(area.W-left-right-w, 0)/2)
	y := area.Y + top + math.Floor(max(area.H-top-below-h, 0)/2)
	v.place = layout.Plot{Square: layout.Rect{X: x, Y: y, W: max(w, 1), H: max(h, 1)}, Ticked: s.style() == layout.Roomy}
}

// Draw implements View.
func (v *landmap) Draw(p *Picture, s *Scene) {
	r := v.place.Square
	if r.Empty() {
		return
	}
	if v.grey == nil || v.of != *s.Theme {
		v.of = *s.Theme
		shade := func(share float32) palette.Colour { return between(s.Theme.Surface, s.Theme.Ink, share) }
		v.grey = palette.NewRamp(shade(0.01), shade(0.085), shade(0.16))
	}
	v.ground = Field{W: v.w, H: v.h, V: v.field, At: r, Radius: 4, Fresh: v.stale, Ramp: v.grey}
	v.stale = false
	p.Fields = append(p.Fields, &v.ground)
	from := len(p.Over.Indices)
	for _, line := range v.lines {
		p.Over.Ribbon(layout.Through(v.along(line)), 0.8, shape.Of(s.Theme.Ink3, 0.75))
	}
	v.mark(p, s)
	// Those that move most lie lowest.
	for i := len(walkers) - 1; i >= 0; i-- {
		v.path(p, s, i)
	}
	p.Over.Clip(from, r)
	v.ring(p, s)
	v.each(func(i int, x, y float64) { ball(p, s, i, x, y, 8) })
}

// along is where a line lies on the screen.
func (v *landmap) along(line [][2]float32) [][2]float64 {
	run := make([][2]float64, 0, len(line))
	for _, at := range line {
		x, y := v.screen(at[0], at[1])
		run = append(run, [2]float64{x, y})
	}
	return run
}

// mark is the lowest place.
func (v *landmap) mark(p *Picture, s *Scene) {
	x, y := v.screen(at(v.low, 0), at(v.low, 1))
	if len(v.low) < 2 || !finite(x+y) {
		return
	}
	for _, of := range [...]struct {
		wide float64
		ink  shape.Ink
	}{{4.5, shape.Of(s.Theme.Surface, 0.9)}, {2, shape.Of(s.Theme.Nose, 1)}} {
		p.Over.Rod(x-5, y-5, x+5, y+5, of.wide, of.ink)
		p.Over.Rod(x-5, y+5, x+5, y-5, of.wide, of.ink)
	}
}

// path draws where a ball has been, up to where it is.
func (v *landmap) path(p *Picture, s *Scene, i int) {
	var run [][2]float64
	dots, last := 0, [2]float64{}
	flush := func() {
		tread(p, s, i, run, v.place.Square, at(v.balls, 4*i+3) == ballGone)
		run = run[:0]
	}
	path := v.paths[i]
	for k := 0; 2*k+1 < len(path); k++ {
		x, y := v.screen(path[2*k], path[2*k+1])
		if !finite(x + y) {
			flush()
			continue
		}
		x, y = bounded(x), bounded(y)
		if n := len(run); n > 0 && math.Hypot(run[n-1][0]-x, run[n-1][1]-y) < 0.5 {
			continue
		}
		run = append(run, [2]float64{x, y})
		if i == 0 && at(v.balls, 3) == ballThere && math.Hypot(last[0]-x, last[1]-y) > 7 { // its first steps
			last = [2]float64{x, y}
			if dots++; dots < 60 {
				p.Over.Disc(x, y, 2.6, 0, shape.Of(s.Theme.Ink, 1))
			}
		}
	}
	if x, y := v.screen(at(v.balls, 4*i), at(v.balls, 4*i+1)); at(v.balls, 4*i+3) == ballThere && len(run) > 0 && finite(x+y) {
		run = append(run, [2]float64{bounded(x), bounded(y)})
	}
	flush()
}

// bounded keeps what flies off within what a picture can hold.
func bounded(v float64) float64 { return min(max(v, -1e5), 1e5) }

// States of a ball in a frame.
const (
	ballThere = 1
	ballGone  = 2
)

// ball is filled for all examples, half for a few and hollow for one.
func ball(p *Picture, s *Scene, i int, x, y, radius float64) {
	ink := shape.Of(s.Theme.Ink, 1)
	p.Over.Disc(x, y, radius+1.5, 0, shape.Of(s.Theme.Surface, 1))
	if i == 0 {
		p.Over.Disc(x, y, radius, 0, ink)
		return
	}
	if i == 1 {
		from := len(p.Over.Indices)
		p.Over.Disc(x, y, radius, 0, ink)
		p.Over.Clip(from, layout.Rect{X: x, Y: y - 2*radius, W: 2 * radius, H: 4 * radius})
	}
	p.Over.Disc(x, y, radius-0.9, 1.8, ink)
}

// each calls f with every ball that is on the map or just left it, the one with all examples last.
func (v *landmap) each(f func(i int, x, y float64)) {
	r := v.place.Square.Grow(-6)
	for i := len(walkers) - 1; i >= 0; i-- {
		state := at(v.balls, 4*i+3)
		x, y := v.screen(at(v.balls, 4*i), at(v.balls, 4*i+1))
		if state != ballThere || !finite(x+y) {
			continue
		}
		if fx, fy, ok := v.startAt(); ok && math.Hypot(fx-x, fy-y) < 1.5 {
			continue // the ring stands for those that have not left it
		}
		f(i, min(max(x, r.X), r.Right()), min(max(y, r.Y), r.Bottom()))
	}
}

// ring is where the balls start.
func (v *landmap) ring(p *Picture, s *Scene) {
	x, y, ok := v.startAt()
	if !ok {
		return
	}
	ink, radius := shape.Of(s.Theme.Ink, 1), 8+2*btoi(s.Hover.Kind == startKind)
	p.Over.Disc(x, y, radius+2, 0, shape.Of(s.Theme.Surface, 1))
	p.Over.Disc(x, y, radius, 2.2, ink)
	p.Over.Disc(x, y, 3, 0, ink)
}

// startAt is where the ring lies, at the map's edge where it starts beyond that.
func (v *landmap) startAt() (x, y float64, ok bool) {
	r := v.place.Square
	x, y = v.screen(at(v.start, 0), at(v.start, 1))
	if r.Empty() || len(v.start) < 2 || !finite(x+y) {
		return 0, 0, false
	}
	return min(max(x, r.X), r.Right()), min(max(y, r.Y), r.Bottom()), true
}
