package viz

import (
	"math"
	"strings"

	"github.com/whisker-lab/whisker/frame"
	"github.com/whisker-lab/whisker/viz/layout"
)

// lines is a chart of curves against a common axis. Its curves are told apart by their dashes and named at their ends.
//
// Bind says what it is a chart of, as text: lines, the arrays (k, 2) of x and y between commas; x and y, the names of the
// axes in the page's words below stage.axis, y empty for that of the only line, or none; unit, "1" where both axes go from 0
// to 1; share, "1" where the upright one is of shares, and goes from 0% to 100%; level, the one of the lines that is there to be
// compared with, dotted. The array named by at, if there is one, holds the x that is marked; says, if that is to be said there, words below stage.mark.
//
// Of the lines, a frame holds those that are there now. While it holds none of them there is no chart, so that several may
// share an area and take turns.
//
// The kind loss is the chart of the loss on the training and on the test points over the epochs. Its slots are train, test,
// and b.train, b.test of a second run.
type lines struct {
	bind   Bind
	loss   bool     // both axes begin at 0, curves are broken where there is no number, and the chart is there without any
	known  []series // all lines
	series []series // those of the frame
	at     []float32
	chart  layout.Rect
	lo, hi [2]float64 // of the axes
	step   float64    // between two numbers on the upright one
	unit   bool
	share  bool // whether the upright axis is of shares
	shown  bool // whether there is anything to show
	whole  bool // whether every x is
}

// series is one curve.
type series struct {
	array, id, key, class string     // what it is of, and the words at its end
	rows                  []float32  // (k, 2); the last row is now
	dashes                [2]float64 // on and off; zeros for an unbroken line
	hollow, rival         bool       // what its end looks like, and whether it is a second run's
	level                 bool       // whether it is only there to be compared with
}

var (
	dashed = [2]float64{4, 3}
	dotted = [2]float64{1.5, 3}
)

func newLines(bind Bind) View {
	v := &lines{bind: bind, unit: bind.name("unit", "") == "1", share: bind.name("share", "") == "1"}
	for _, array := range strings.Split(bind.name("lines", ""), ",") {
		v.known = append(v.known, series{array: array, key: "stage.line." + keyed(array), class: "end", level: array == bind["level"]})
	}
	return v
}

func newLoss(bind Bind) View {
	return &lines{bind: bind, loss: true, known: []series{
		{array: bind.name("test", "loss/test"), id: "end.test", key: "test", class: "end", dashes: dashed, hollow: true},
		{array: bind.name("train", "loss/train"), id: "end.train", key: "train", class: "end"},
		{array: bind.name("b.test", "b/loss/test"), id: "end.b.test", key: "b.test", class: "end rival", dashes: dashed, hollow: true, rival: true},
		{array: bind.name("b.train", "b/loss/train"), id: "end.b.train", key: "b.train", class: "end rival", rival: true},
	}}
}

// keyed is an array's name as a part of a key.
func keyed(name string) string { return strings.ReplaceAll(name, "/", ".") }

// Read implements View.
func (v *lines) Read(f *frame.Frame) {
	v.series = v.series[:0]
	for _, s := range v.known {
		if a := f.Array(s.array); a != nil || v.loss {
			if s.rows = nil; a != nil {
				s.rows = a.Data
			}
			v.series = append(v.series, s)
		}
	}
	if v.loss {
		v.losses()
		return
	}
	nth := 0
	for i := range v.series {
		s := &v.series[i]
		if s.id = "end" + digits(i); s.level {
			s.dashes = dotted
			continue
		}
		if s.hollow = nth > 0; nth > 0 {
			s.dashes = dotted
		}
		if nth == 1 {
			s.dashes = dashed
		}
		nth++
	}
	v.at = values(f, v.bind.name("at", ""))
	v.axes()
}

// axes fits both axes to the lines.
func (v *lines) axes() {
	v.whole = !v.unit
	v.lo, v.hi = [2]float64{math.Inf(1), 0}, [2]float64{math.Inf(-1), math.Inf(-1)}
	for _, s := range v.series {
		rows(s.rows, 2, func(_ int, r []float64) {
			v.whole = v.whole && r[0] == math.Trunc(r[0])
			for i := range r {
				v.lo[i], v.hi[i] = min(v.lo[i], r[i]), max(v.hi[i], r[i])
			}
		})
	}
	v.shown = v.hi[0] >= v.lo[0]
	if v.unit || !v.shown {
		v.lo, v.hi = [2]float64{}, [2]float64{1, 1}
	}
	for i := range v.lo {
		if v.hi[i] <= v.lo[i] {
			v.hi[i] = v.lo[i] + 1
		}
	}
	if v.share {
		v.lo[1], v.hi[1], v.step = 0, 1, 0.25
		return
	}
	v.step = layout.Nice((v.hi[1] - v.lo[1]) / 3.5)
	v.lo[1], v.hi[1] = math.Floor(v.lo[1]/v.step+1e-9)*v.step, math.Ceil(v.hi[1]/v.step-1e-9)*v.step
}

// tallest is how many times as high as the first run's curves the chart of the loss may be for those of the second.
const tallest = 2.5

// losses fits the axes to the loss.
func (v *lines) losses() {
	v.shown = true
	epochs, top := bounds(v.series[0].rows, v.series[1].rows)
	if e, other := bounds(v.series[2].rows, v.series[3].rows); e > 0 || other > 0 {
		epochs = max(epochs, e)
		if top > 0 { // one run's failure must not flatten the other's curve
			other = min(other, tallest*top)
		}
		top = max(top, other)
	}
	if epochs == 0 {
		epochs = 1
	}
	if top == 0 {
		top = 1
	}
	v.step = layout.Nice(top / 3.5)
	v.lo, v.hi = [2]float64{}, [2]float64{epochs, math.Ceil(top/v.step-1e-9) * v.step}
}

// bounds are the last epoch and the largest loss.
func bounds(curves ...[]float32) (epochs, top float64) {
	for _, curve := range curves {
		rows(curve, 2, func(_ int, r []float64) { epochs, top = max(epochs, r[0]), max(top, r[1]) })
	}
	return epochs, top
}

// rival says whether there is a second run.
func (v *lines) rival() bool { return v.loss && v.series[3].rows != nil }

// Arrange implements View.
func (v *lines) Arrange(area layout.Rect, s *Setup) {
	v.chart = layout.Rect{}
	if area.Empty() || len(v.series) == 0 {
		return
	}
	numbers := 0.0
	for _, t := range v.levels() {
		numbers = max(numbers, wide(v.level(t)))
	}
	v.chart = layout.Chart(area, numbers, s.Ends)
	if v.unit { // a square, or a slope would lie
		side := min(v.chart.W, v.chart.H)
		v.chart.W, v.chart.H = side, side
	}
	if v.rival() && s.Ends == 0 {
		v.chart.W = max(v.chart.W-16, 1) // for the letter before each name
	}
}

func (v *lines) toScreen(x, y float64) (float64, float64) {
	r := v.chart
	share := func(i int, value float64) float64 { return (value - v.lo[i]) / (v.hi[i] - v.lo[i]) }
	return r.X + min(max(share(0, x), 0), 1)*r.W, r.Bottom() - min(max(share(1, y), 0), 1)*r.H
}

// levels are the values that have a line and a number.
func (v *lines) levels() []float64 {
	return layout.Ticks(v.lo[1], v.hi[1], int((v.hi[1]-v.lo[1])/v.step+0.5))
}

// level is how a value is written that has a line.
func (v *lines) level(value float64) string {
	if v.share {
		return whole100(value)
	}
	return tick(value, v.step)
}

// last is the newest row, nil where it is not finite or not there.
func (s *series) last() *[2]float64 { return s.row(len(s.rows)/2 - 1) }

func (s *series) row(i int) *[2]float64 {
	if i < 0 || 2*i+1 >= len(s.rows) {
		return nil
	}
	r := [2]float64{float64(s.rows[2*i]), float64(s.rows[2*i+1])}
	if !finite(r[0]) || !finite(r[1]) {
		return nil
	}
	return &r
}

// near is the row whose x is the nearest to a value, −1 for none.
func (s *series) near(x float64) int {
	best, found := math.Inf(1), -1
	for i := 0; 2*i+1 < len(s.rows); i++ {
		if d := math.Abs(float64(s.rows[2*i]) - x); d < best {
			best, found = d, i
		}
	}
	return found
}
