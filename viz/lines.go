package viz

import (
	"math"
	"strings"

	"github.com/whisker-lab/whisker/lab"
	"github.com/whisker-lab/whisker/viz/layout"
	"github.com/whisker-lab/whisker/viz/shape"
)

// lines is a chart of curves against a common axis. Its curves are told apart by their dashes and named at their ends.
//
// Bind says what it is a chart of, as text: lines, the arrays (k, 2) of x and y between commas; x and y, the names of the
// axes in the page's words below stage.axis; unit, "1" where both axes go from 0 to 1. The array named by at, if there is one, holds
// the x that is marked.
type lines struct {
	bind     Bind
	names    []string
	tables   [][]float32
	at       []float32
	area     layout.Rect
	chart    layout.Rect
	lo, hi   [2]float64 // of the axes
	step     float64    // between two numbers on the upright one
	unit     bool
	labelled bool
}

func newLines(bind Bind) View {
	return &lines{bind: bind, names: strings.Split(bind.name("lines", ""), ","), unit: bind.name("unit", "") == "1"}
}

// Read implements View.
func (v *lines) Read(f *lab.Frame) {
	v.tables = v.tables[:0]
	v.lo, v.hi = [2]float64{math.Inf(1), 0}, [2]float64{math.Inf(-1), math.Inf(-1)}
	for _, name := range v.names {
		table := values(f, name)
		v.tables = append(v.tables, table)
		rows(table, 2, func(_ int, r []float64) {
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
	if !area.Empty() {
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
	if r.Empty() {
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
	if r.Empty() {
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
	ticks := layout.Ticks(v.lo[0], v.hi[0], int(max(r.W/48, 2)))
	step := v.hi[0]
	if len(ticks) > 1 {
		step = ticks[1] - ticks[0]
	}
	for i, t := range ticks {
		if x, _ := v.toScreen(t, 0); x <= r.Right()-10 || v.unit {
			put("x"+digits(i), x, r.Bottom()+6, "c", "t", "stage.tick", Arg{Name: "text", Text: tick(t, step)}, "tick")
		}
	}
	put("yname", r.X, r.Y-4, "l", "b", "stage.axis."+v.bind.name("y", "value"), Arg{}, "axis")
	put("xname", r.Right()+8, r.Bottom()+6, "l", "t", "stage.axis."+v.bind.name("x", "step"), Arg{}, "axis")
	v.ends(put)
}

// ends names the lines where they end, with the value there, from the top down and never over each other.
func (v *lines) ends(put func(name string, x, y float64, align, valign, key string, a Arg, class string)) {
	if v.unit {
		return
	}
	const apart = 16.0
	taken := math.Inf(-1)
	for i, table := range v.tables {
		n := len(table)
		if n < 2 || !finite(float64(table[n-1])) {
			continue
		}
		_, y := v.toScreen(0, float64(table[n-1]))
		y = max(min(y, v.chart.Bottom()-4), taken+apart)
		taken = y
		put("end"+digits(i), v.chart.Right()+8, y, "l", "m", "stage.line."+strings.ReplaceAll(v.names[i], "/", "."), Arg{Name: "value", Text: number(float64(table[n-1]))}, "end")
	}
}
