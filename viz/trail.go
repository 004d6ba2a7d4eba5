package viz

import (
	"math"
	"strings"

	"github.com/whisker-lab/whisker/frame"
	"github.com/whisker-lab/whisker/viz/layout"
	"github.com/whisker-lab/whisker/viz/shape"
)

// trail is a chart of one number over the steps, which has its axes before there is a line, and then says so.
//
// Bind says as text: lines, the arrays (k, 2) of step and value between commas, of which a frame holds one; top, how far the
// upright axis goes at least, as a number, and unit, what stands behind its numbers; first, how many steps there is room for at
// first. A value that grows beyond a hundred times the top goes by decades: a curve that leaves every scale is a straight line there.
type trail struct {
	bind   Bind
	name   string
	rows   []float32
	chart  layout.Rect
	top    float64
	steps  float64
	ticks  []float64
	step   float64 // between two of them
	decade bool
}

func newTrail(bind Bind) View { return &trail{bind: bind} }

// parsed is a number of the bind.
func (b Bind) parsed(slot string, usual float64) float64 {
	v := usual
	for i, r := range b[slot] {
		if i == 0 {
			v = 0
		}
		if r < '0' || r > '9' {
			return usual
		}
		v = 10*v + float64(r-'0')
	}
	return v
}

// Read implements View.
func (v *trail) Read(f *frame.Frame) {
	v.name, v.rows = "", nil
	for name := range strings.SplitSeq(v.bind["lines"], ",") {
		if a := f.Array(name); a != nil && v.name == "" {
			v.name, v.rows = name, a.Data
		}
	}
	highest, last := 0.0, 0.0
	rows(v.rows, 2, func(_ int, r []float64) { highest, last = max(highest, r[1]), max(last, r[0]) })
	v.steps = max(v.bind.parsed("first", 300), last)
	least := v.bind.parsed("top", 1)
	v.decade, v.ticks = highest > 100*least, nil
	if v.decade {
		v.step = 1
		v.top = math.Ceil(math.Log10(highest))
		for t := -1.0; t <= v.top; t += math.Ceil((v.top + 1) / 6) {
			v.ticks = append(v.ticks, t)
		}
		return
	}
	v.top, v.step = max(highest, least), layout.Nice(max(highest, least)/3)
	if highest <= least && v.bind["unit"] == "°" {
		v.step = least / 3
	}
	v.top = math.Ceil(v.top/v.step-1e-9) * v.step
	for i := range int(v.top/v.step+0.5) + 1 {
		v.ticks = append(v.ticks, float64(i)*v.step)
	}
}

// Arrange implements View.
func (v *trail) Arrange(area layout.Rect, _ *Setup) {
	v.chart = layout.Rect{}
	if area.Empty() || v.name == "" {
		return
	}
	left, right, top, below := 34.0, 48.0, 22.0, 24.0
	if v.decade && v.top > 4 {
		left = 54 // for numbers of six digits
	}
	v.chart = layout.Rect{X: area.X + left, Y: area.Y + top, W: max(area.W-left-right, 1), H: max(area.H-top-below, 1)}
}

// height is where a value lies on the upright axis.
func (v *trail) height(value float64) float64 {
	lo := 0.0
	if v.decade {
		value, lo = math.Log10(max(value, 0.1)), -1
	}
	return v.level(value, lo)
}

func (v *trail) level(value, lo float64) float64 {
	return v.chart.Bottom() - min(max((value-lo)/(v.top-lo), 0), 1)*v.chart.H
}

// tickAt is where a tick lies, and what stands there.
func (v *trail) tickAt(t float64) (y float64, text string) {
	if !v.decade {
		return v.level(t, 0), tick(t, v.step) + v.bind["unit"]
	}
	value := math.Pow(10, t)
	if t < 0 {
		return v.level(t, -1), tick(value, value)
	}
	return v.level(t, -1), short(value)
}

func (v *trail) across(step float64) float64 { return v.chart.X + step/v.steps*v.chart.W }

// Draw implements View.
func (v *trail) Draw(p *Picture, s *Scene) {
	r := v.chart
	if r.Empty() {
		return
	}
	for _, t := range v.ticks {
		y, _ := v.tickAt(t)
		y = math.Round(y) + 0.5 // on whole pixels
		p.Under.Line(r.X, y, r.Right(), y, 1, shape.Of(s.Theme.Line, 1))
	}
	ink := shape.Of(s.Theme.Ink, 1)
	var run [][2]float64
	rows(v.rows, 2, func(_ int, row []float64) { run = append(run, [2]float64{v.across(row[0]), v.height(row[1])}) })
	p.Over.Ribbon(layout.Through(run), 1.75, ink)
	if n := len(run); n > 0 {
		p.Over.Disc(run[n-1][0], run[n-1][1], 4, 0, ink)
	}
	if at, ok := s.Hover.Of.(chartAt); ok && at.chart == v.id() {
		x, y := v.across(at.x), v.height(at.y)
		p.Over.Dashes(layout.Through([][2]float64{{x, r.Y}, {x, r.Bottom()}}), dotted[0], dotted[1], 1, shape.Of(s.Theme.Ink3, 1))
		p.Over.Disc(x, y, 3.4, 0, ink)
	}
}

func (v *trail) id() string { return "chart." + keyed(v.name) }

// Hit implements View: the step under the pointer, and the value after it.
func (v *trail) Hit(x, y float64, _ bool) Target {
	if v.chart.Empty() || !v.chart.Grow(6).Has(x, y) {
		return Target{}
	}
	s := series{rows: v.rows}
	row := s.row(s.near((x - v.chart.X) / v.chart.W * v.steps))
	if row == nil {
		return Target{}
	}
	return Target{ID: v.id(), Kind: "chart", Cursor: crosshair, Of: chartAt{v.id(), row[0], row[1]},
		Say: &Say{Key: "hint.place", Args: Args{"x": short(row[0]), "y": number(row[1]) + v.bind["unit"]}}}
}

// Announce implements View.
func (v *trail) Announce(e *Layout) {
	r := v.chart
	if r.Empty() {
		return
	}
	put := e.putter("trail."+v.name+".", 1)
	for i, t := range v.ticks {
		y, text := v.tickAt(t)
		put("y"+digits(i), r.X-7, y, "r", "m", "stage.tick", worded(text), "tick")
	}
	put("from", r.X, r.Bottom()+7, "c", "t", "stage.tick", worded("0"), "tick")
	put("to", r.Right(), r.Bottom()+7, "c", "t", "stage.tick", worded(short(v.steps)), "tick")
	put("step", r.Right()+14+3*float64(len(short(v.steps))), r.Bottom()+7, "l", "t", "stage.axis.step", Arg{}, "axis")
	put("name", r.X, r.Y-4, "l", "b", "stage.axis."+keyed(v.name), Arg{}, "axis")
	if len(v.rows) < 4 {
		x, y := r.Middle()
		put("empty", x, y, "c", "m", "stage.chart.empty", Arg{}, "empty")
	}
}
