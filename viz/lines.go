package viz

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"github.com/whisker-lab/whisker/frame"
	"github.com/whisker-lab/whisker/viz/layout"
	"github.com/whisker-lab/whisker/viz/shape"
)

// lines is a chart of curves against a common axis. Its curves are told apart by their dashes and named at their ends.
//
// Bind says what it is a chart of, as text: lines, the arrays (k, 2) of x and y between commas; x and y, the names of the
// axes in the page's words below stage.axis, y empty for
// that of the only line, or none; unit, "1" where both axes go from 0 to 1. The array named by at, if there is one, holds the x that is marked.
//
// Of the lines, a frame holds those that are there now. While it holds none of them there is no chart, so that several may
// share an area and take turns.
type lines struct {
	bind     Bind
	known    []string    // all lines
	names    []string    // those of the frame
	tables   [][]float32 // of these
	at       []float32
	area     layout.Rect
	chart    layout.Rect
	lo, hi   [2]float64 // of the axes
	step     float64    // between two numbers on the upright one
	unit     bool
	labelled bool // whether there is anything to show
	whole    bool // whether every x is
}

func newLines(bind Bind) View {
	return &lines{bind: bind, known: strings.Split(bind.name("lines", ""), ","), unit: bind.name("unit", "") == "1"}
}

// Read implements View.
func (v *lines) Read(f *frame.Frame) {
	v.names, v.tables, v.whole = v.names[:0], v.tables[:0], !v.unit
	v.lo, v.hi = [2]float64{math.Inf(1), 0}, [2]float64{math.Inf(-1), math.Inf(-1)}
	for _, name := range v.known {
		if f.Array(name) == nil {
			continue
		}
		table := values(f, name)
		v.names, v.tables = append(v.names, name), append(v.tables, table)
		rows(table, 2, func(_ int, r []float64) {
			v.whole = v.whole && r[0] == math.Trunc(r[0])
			for i := range r {
				v.lo[i], v.hi[i] = min(v.lo[i], r[i]), max(v.hi[i], r[i])
			}
		})
	}
	v.at = values(f, v.bind.name("at", ""))
	v.labelled = v.hi[0] >= v.lo[0]
	if v.unit || !v.labelled {
		v.lo, v.hi = [2]float64{}, [2]float64{1, 1}
	}
	for i := range v.lo {
		if v.hi[i] <= v.lo[i] {
			v.hi[i] = v.lo[i] + 1
		}
	}
	v.step = layout.Nice((v.hi[1] - v.lo[1]) / 3.5)
	v.lo[1], v.hi[1] = math.Floor(v.lo[1]/v.step+1e-9)*v.step, math.Ceil(v.hi[1]/v.step-1e-9)*v.step
}

// Arrange implements View.
func (v *lines) Arrange(area layout.Rect, _ *Setup) {
	v.area, v.chart = area, layout.Rect{}
	if !area.Empty() && len(v.names) > 0 {
		v.chart = layout.Chart(area)
		if v.unit { // a square, or a slope would lie
			side := min(v.chart.W, v.chart.H)
			v.chart.W, v.chart.H = side, side
		}
	}
}

func (v *lines) toScreen(x, y float64) (float64, float64) {
	r := v.chart
	share := func(i int, value float64) float64 { return (value - v.lo[i]) / (v.hi[i] - v.lo[i]) }
	return r.X + min(max(share(0, x), 0), 1)*r.W, r.Bottom() - min(max(share(1, y), 0), 1)*r.H
}

func (v *lines) levels() []float64 {
	return layout.Ticks(v.lo[1], v.hi[1], int((v.hi[1]-v.lo[1])/v.step+0.5))
}

// Draw implements View.
func (v *lines) Draw(p *Picture, s *Scene) {
	r := v.chart
	if r.Empty() || !v.labelled {
		return
	}
	for _, t := range v.levels() {
		_, y := v.toScreen(0, t)
		y = math.Round(y) + 0.5 // on whole pixels
		p.Under.Line(r.X, y, r.Right(), y, 1, shape.Of(s.Theme.Line, 1))
	}
	if v.unit { // what guessing would give
		p.Over.Dashes(layout.Through([][2]float64{{r.X, r.Bottom()}, {r.Right(), r.Y}}), 1.5, 3, 1, shape.Of(s.Theme.Ink3, 1))
	}
	ink := shape.Of(s.Theme.Ink, 1)
	for i, table := range v.tables {
		var run [][2]float64
		rows(table, 2, func(_ int, row []float64) {
			x, y := v.toScreen(row[0], row[1])
			run = append(run, [2]float64{x, y})
		})
		switch curve := layout.Through(run); i {
		case 0:
			p.Over.Ribbon(curve, 1.75, ink)
		case 1:
			p.Over.Dashes(curve, 4, 3, 1.75, ink)
		default:
			p.Over.Dashes(curve, 1.5, 3, 1.75, ink)
		}
		if len(run) > 0 && len(run) <= 12 && !v.unit {
			for _, at := range run {
				p.Over.Disc(at[0], at[1], 2.6, 0, ink)
			}
		}
		if n := len(run); n > 0 && !v.unit {
			p.Over.Disc(run[n-1][0], run[n-1][1], 3.4, 0, shape.Of(s.Theme.Bg, 1))
			p.Over.Disc(run[n-1][0], run[n-1][1], 3.4, 1.6*btoi(i > 0), ink)
		}
	}
	v.marked(p, s)
}

// marked draws an upright at the x that matters now, and the places where the lines pass it.
func (v *lines) marked(p *Picture, s *Scene) {
	if len(v.at) == 0 || !finite(float64(v.at[0])) {
		return
	}
	x, _ := v.toScreen(float64(v.at[0]), 0)
	if len(v.at) > 1 { // a place on the curve
		_, y := v.toScreen(0, float64(v.at[1]))
		p.Over.Disc(x, y, 5, 0, shape.Of(s.Theme.Surface, 1))
		p.Over.Disc(x, y, 5, 2, shape.Of(s.Theme.Nose, 1))
		return
	}
	for y := v.chart.Y; y < v.chart.Bottom(); y += 4.5 {
		p.Over.Line(x, y, x, y+1.5, 1, shape.Of(s.Theme.Nose, 1))
	}
}

// Hit implements View: a chart is only read.
func (v *lines) Hit(x, y float64, touch bool) Target { return Target{} }

// Announce implements View.
func (v *lines) Announce(e *Layout) {
	r := v.chart
	if r.Empty() || !v.labelled {
		return
	}
	id := "lines." + v.names[0] + "."
	put := func(name string, x, y float64, align, valign, key string, a Arg, class string) {
		e.Labels = append(e.Labels, Label{id + name, math.Round(x*2) / 2, math.Round(y*2) / 2, align, valign, key, a, class})
	}
	for i, t := range v.levels() {
		_, y := v.toScreen(0, t)
		put("y"+digits(i), r.X-7, y, "r", "m", "stage.tick", Arg{Name: "text", Text: tick(t, v.step)}, "tick")
	}
	most := int(max(r.W/48, 2))
	if v.whole {
		most = min(most, max(int(v.hi[0]-v.lo[0]), 1))
	}
	ticks := layout.Ticks(v.lo[0], v.hi[0], most)
	step := v.hi[0]
	if len(ticks) > 1 {
		step = ticks[1] - ticks[0]
	}
	for i, t := range ticks {
		if x, _ := v.toScreen(t, 0); x <= r.Right()-10 || v.unit {
			put("x"+digits(i), x, r.Bottom()+6, "c", "t", "stage.tick", Arg{Name: "text", Text: tick(t, step)}, "tick")
		}
	}
	name := v.bind.name("y", "value")
	if name == "" && len(v.names) == 1 {
		name = strings.ReplaceAll(v.names[0], "/", ".")
	}
	if name != "" {
		put("yname", r.X, r.Y-4, "l", "b", "stage.axis."+name, Arg{}, "axis")
	}
	beyond := 8.0
	if v.unit { // there is a number at the very end
		beyond = 16
	}
	put("xname", r.Right()+beyond, r.Bottom()+6, "l", "t", "stage.axis."+v.bind.name("x", "step"), Arg{}, "axis")
	v.ends(put)
}

// ends names the lines where they end, with the value there, and never over each other.
func (v *lines) ends(put func(name string, x, y float64, align, valign, key string, a Arg, class string)) {
	if v.unit {
		return
	}
	const apart = 16.0
	type end struct {
		line  int
		value float64
		y     float64
	}
	var all []end
	for i, table := range v.tables {
		if n := len(table); n > 1 && finite(float64(table[n-1])) {
			value := float64(table[n-1])
			_, y := v.toScreen(0, value)
			all = append(all, end{i, value, y})
		}
	}
	slices.SortStableFunc(all, func(a, b end) int { return cmp.Compare(a.y, b.y) })
	// As low as the last one may be, and from there upwards with room for each.
	below := v.chart.Bottom() - 4
	for i := len(all) - 1; i >= 0; i-- {
		all[i].y = min(all[i].y, below)
		below = all[i].y - apart
	}
	for _, e := range all {
		name := strings.ReplaceAll(v.names[e.line], "/", ".")
		put("end"+digits(e.line), v.chart.Right()+8, e.y, "l", "m", "stage.line."+name, Arg{Name: "value", Text: number(e.value)}, "end")
	}
}
