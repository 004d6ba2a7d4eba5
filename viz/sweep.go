package viz

import (
	"math"
	"strings"

	"github.com/whisker-lab/whisker/frame"
	"github.com/whisker-lab/whisker/viz/heat"
	"github.com/whisker-lab/whisker/viz/layout"
)

// sweep is a chart of what came of many runs that differ in one number. Its x axis, of logarithms, is the slider that chooses one of
// them: a pole stands on the handle, and pictures of some of the runs hang from the axis. A press on a dot or a picture chooses as well.
//
// Bind names arrays: x (k), what the number can be, above 0 and rising, where the handle can stand; at (1), where it stands; level
// (1), a height that is marked by a dotted line, words stage.level.NAME, where there is one and room for it.
//
// And it says as text:
//   - lines, arrays (n, 4) of x, mean, least and most, between commas, each with the rows there are: the first one solid with filled
//     dots, the second dashed with hollow ones, more dotted; words stage.line.NAME, with {value}, the last mean, and hint.sweep.NAME
//     with {x}, {value}, {least} and {most}; two that run close share a band of one grey;
//   - sets, the control that is set to an x; axis, its name, words stage.axis.AXIS and, in the hint, hint.sweep.AXIS with {x};
//   - unit, "%" where heights are shares; floor, the height at which the upright axis begins at most, in that unit;
//   - gap, words with {value} below stage.gap: the distance between the first two lines at the handle is marked and told;
//   - pictures, names between commas of what hangs from the axis, those of one x side by side. NAME (m, h, w) is fields from −1 to 1,
//     NAME/x (m) from where they hang, NAME/value (m) what is told below them, no number for nothing, NAME/points marks, of which
//     the first NAME/points/count (m) lie on each, and NAME/range their plane. Words stage.picture.NAME with {x}, and
//     hint.picture.NAME with {x} and {value}.
type sweep struct {
	bind     Bind
	x        []float64 // the stops
	here     int       // the handle's, −1 for none
	lines    []swept
	level    float64 // NaN for none
	percent  bool
	lo, hi   float64
	step     float64
	sheets   []sheet
	hangings []hanging
	chart    layout.Rect
	rail     float64 // its height on the screen
	ending   float64 // how wide the lines' names are
}

// swept is a line.
type swept struct {
	name string
	rows [][4]float64 // x, mean, least, most; x is a stop's
}

// sheet is the pictures of one name.
type sheet struct {
	name    string
	field   []float32
	m, h, w int
	x       []float64
	value   []float32
	points  []frame.Point
	count   []float32
	span    [4]float64
	side    []heat.Evener
	fields  []Field
}

// hanging is one picture that hangs from the axis.
type hanging struct {
	sheet, i int
	at       layout.Rect
	stop     int // the nearest
}

const mostHung = 16

func newSweep(bind Bind) View { return &sweep{bind: bind} }

// listed are the names between commas in a slot.
func (b Bind) listed(slot string) []string {
	return strings.FieldsFunc(b[slot], func(r rune) bool { return r == ',' })
}

// Read implements View.
func (v *sweep) Read(f *frame.Frame) {
	v.percent = v.bind["unit"] == "%"
	v.x, v.here, v.level = v.x[:0], -1, math.NaN()
	for _, x := range values(f, v.bind.name("x", "sweep/x")) {
		if x := float64(x); finite(x) && x > 0 && (len(v.x) == 0 || x > v.x[len(v.x)-1]) {
			v.x = append(v.x, x)
		}
	}
	if now := values(f, v.bind.name("at", "sweep/at")); len(now) > 0 && now[0] > 0 {
		v.here = v.stop(float64(now[0]))
	}
	if level := values(f, v.bind["level"]); len(level) > 0 && finite(float64(level[0])) {
		v.level = v.scaled(level[0])
	}
	v.lines = v.lines[:0]
	for _, name := range v.bind.listed("lines") {
		line := swept{name: name}
		rows(values(f, name), 4, func(_ int, r []float64) {
			if r[0] <= 0 {
				return
			}
			row := [4]float64{r[0]}
			for i := 1; i < 4; i++ {
				row[i] = v.scaled(float32(r[i]))
			}
			line.rows = append(line.rows, row)
		})
		v.lines = append(v.lines, line)
	}
	v.upright()
	v.hang(f)
}

// scaled is a height in the unit of its axis.
func (v *sweep) scaled(h float32) float64 {
	if v.percent {
		return 100 * float64(h)
	}
	return float64(h)
}

// stop is the nearest one to a number, −1 where there are none.
func (v *sweep) stop(x float64) int {
	best, found := math.Inf(1), -1
	for i, s := range v.x {
		if d := math.Abs(math.Log(s / x)); d < best {
			best, found = d, i
		}
	}
	return found
}

// upright fits the upright axis to the lines.
func (v *sweep) upright() {
	lo, hi := math.Inf(1), math.Inf(-1)
	for _, line := range v.lines {
		for _, r := range line.rows {
			lo, hi = min(lo, r[2], r[1]), max(hi, r[3], r[1])
		}
	}
	if !math.IsNaN(v.level) {
		lo, hi = min(lo, v.level), max(hi, v.level)
	}
	if v.percent {
		v.step, hi = 10, 100
	}
	lo = min(lo, v.bind.parsed("floor", 0))
	if !(hi > lo) || !finite(hi-lo) {
		lo, hi = v.bind.parsed("floor", 0), v.bind.parsed("floor", 0)+1
	}
	if !v.percent {
		v.step = layout.Nice((hi - lo) / 4)
	}
	v.lo, v.hi = math.Floor(lo/v.step+1e-9)*v.step, math.Ceil(hi/v.step-1e-9)*v.step
}

// hang takes the pictures.
func (v *sweep) hang(f *frame.Frame) {
	names := v.bind.listed("pictures")
	if len(v.sheets) != len(names) {
		v.sheets = make([]sheet, len(names))
	}
	for i, name := range names {
		s := &v.sheets[i]
		s.name, s.field, s.m, s.h, s.w, s.x = name, nil, 0, 0, 0, s.x[:0]
		if a := f.Array(name); a != nil && len(a.Shape) == 3 {
			if m, h, w := a.Shape[0], a.Shape[1], a.Shape[2]; m > 0 && m <= mostHung && h > 0 && w > 0 && len(a.Data) >= m*h*w {
				s.field, s.m, s.h, s.w = a.Data, m, h, w
			}
		}
		for _, x := range values(f, name+"/x") {
			s.x = append(s.x, float64(x))
		}
		s.m = min(s.m, len(s.x))
		s.value, s.count = values(f, name+"/value"), values(f, name+"/points/count")
		s.points = frame.MarksOf[frame.Point](f, name+"/points")
		s.span = [4]float64{-1, 1, -1, 1}
		if r := values(f, name+"/range"); len(r) >= 4 && r[1] > r[0] && r[3] > r[2] && finite(float64(r[1]-r[0])) && finite(float64(r[3]-r[2])) {
			for j := range s.span {
				s.span[j] = float64(r[j])
			}
		}
		if len(s.fields) < s.m {
			s.fields, s.side = make([]Field, s.m), make([]heat.Evener, s.m)
		}
	}
}

// seen is how many of a sheet's points lie on a picture.
func (s *sheet) seen(i int) int {
	n := len(s.points)
	if s.count == nil {
		return n
	}
	if c := at(s.count, i); c >= 0 && float64(c) < float64(n) {
		return int(c)
	}
	return n
}

// How much room things take, in CSS pixels.
const (
	sweepTop    = 14.0
	sweepRail   = 16.0 // from the chart to the axis
	sweepTicks  = 30.0 // from the axis to below its numbers
	sweepStrand = 18.0 // for what pictures hang by
	sweepTold   = 20.0 // below a picture
	sweepNear   = 2.0  // between two pictures of one x
	sweepLeast  = 110.0
	mostPicture = 132.0
	knob        = 9.0
	sweepInset  = 18.0 // from the sides of the area, 4 where it is narrow
)

// Arrange implements View.
func (v *sweep) Arrange(area layout.Rect, s *Setup) {
	v.chart, v.hangings = layout.Rect{}, v.hangings[:0]
	if area.Empty() || len(v.x) == 0 {
		return
	}
	numbers := 0.0
	for _, t := range v.levels() {
		numbers = max(numbers, wide(v.told(t)))
	}
	inset := sweepInset
	if area.W < 480 {
		inset = 4
	}
	area.X, area.W = area.X+inset, max(area.W-2*inset, 1)
	left, right := numbers+12, 76.0
	if s.Ends > 0 {
		right = min(s.Ends+12, area.W*0.3)
	}
	below := sweepRail + sweepTicks
	v.ending = s.Ends
	groups, each := 0, max(len(v.sheets), 1)
	for i := range v.sheets {
		groups = max(groups, v.sheets[i].m)
	}
	rows := 1
	if groups > 2 && area.W < 480 && area.H > area.W*1.25 {
		rows = 2
	}
	if groups > 0 {
		across := (groups + rows - 1) / rows
		most := (area.W - 12*float64(across-1)) / float64(across)
		side := math.Floor(min((most-sweepNear*float64(each-1))/float64(each), mostPicture,
			(area.H-sweepTop-below-sweepStrand-sweepLeast)/float64(rows)-sweepTold))
		side = min(side, math.Floor(area.H*0.3))
		if side >= 36 {
			v.arrangePictures(area, side, rows, across, each)
			below += sweepStrand + float64(rows)*(side+sweepTold)
		}
	}
	v.chart = layout.Rect{X: area.X + left, Y: area.Y + sweepTop, W: max(area.W-left-right, 1), H: max(area.H-sweepTop-below, 1)}
	v.rail = v.chart.Bottom() + sweepRail
}

// arrangePictures hangs them evenly along the lower edge.
func (v *sweep) arrangePictures(area layout.Rect, side float64, rows, across, each int) {
	wide := side*float64(each) + sweepNear*float64(each-1)
	top := area.Bottom() - float64(rows)*(side+sweepTold)
	gap := 0.0
	if across > 1 {
		gap = (area.W - wide*float64(across)) / float64(across-1)
	}
	for n := range v.sheets {
		sh := &v.sheets[n]
		for i := range sh.m {
			x := area.X + float64(i%across)*(wide+gap) + float64(n)*(side+sweepNear)
			y := top + float64(i/across)*(side+sweepTold)
			v.hangings = append(v.hangings, hanging{n, i, layout.Rect{X: math.Round(x), Y: math.Round(y), W: side, H: side}, v.stop(sh.x[i])})
		}
	}
}

// across is where a number lies on the axis.
func (v *sweep) across(x float64) float64 {
	lo, hi := math.Log(v.x[0]), math.Log(v.x[len(v.x)-1])
	if hi <= lo {
		return v.chart.X + v.chart.W/2
	}
	return v.chart.X + min(max((math.Log(x)-lo)/(hi-lo), 0), 1)*v.chart.W
}

// nearest is the stop that a place of the screen means.
func (v *sweep) nearest(x float64) int {
	best, found := math.Inf(1), -1
	for i, s := range v.x {
		if d := math.Abs(v.across(s) - x); d < best {
			best, found = d, i
		}
	}
	return found
}

// height is where a value lies on the upright axis.
func (v *sweep) height(value float64) float64 {
	return v.chart.Bottom() - min(max((value-v.lo)/(v.hi-v.lo), 0), 1)*v.chart.H
}

// levels are the values that have a line and a number.
func (v *sweep) levels() []float64 {
	return layout.Ticks(v.lo, v.hi, int((v.hi-v.lo)/v.step+0.5))
}

// told is a height on the axis as it is written.
func (v *sweep) told(t float64) string { return tick(t, v.step) + v.bind["unit"] }

// figure is a height as words are filled with it.
func (v *sweep) figure(value float64) string {
	if v.percent {
		return fixed(wholly(value), 0) + "%"
	}
	return number(value)
}

// wholly is a share in whole per cent, as the page writes it: a half that is a little less as a number is a half.
func wholly(value float64) float64 { return math.Floor(value + 0.5 + 1e-4) }

// apart is the difference of two heights as it is written: of those that are read.
func (v *sweep) apart(a, b float64) string {
	if v.percent {
		return v.figure(wholly(a) - wholly(b))
	}
	return v.figure(a - b)
}

// row is what a line has at a stop, nil for nothing.
func (v *sweep) row(line, stop int) *[4]float64 {
	if line < 0 || line >= len(v.lines) || stop < 0 {
		return nil
	}
	rows := v.lines[line].rows
	for i := range rows {
		if math.Abs(rows[i][0]/v.x[stop]-1) < 1e-3 {
			return &rows[i]
		}
	}
	return nil
}
