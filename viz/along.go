package viz

import (
	"math"

	"github.com/whisker-lab/whisker/frame"
	"github.com/whisker-lab/whisker/viz/layout"
	"github.com/whisker-lab/whisker/viz/shape"
)

// along is one row of a picture as a line, how bright it is from side to side, and below it what a window finds along that row, with
// the window as a band through both. Slots, below window/: bright (n, 2) and found (m, 2) of column and value, row (3) the window's
// first column, how many columns it has, and the row; ends (2) from where to where the lower axis goes; look (2), of which the first is 1
// where the map is brightness.
type along struct {
	bind          Bind
	bright, found []float32
	row           [3]float64
	lo, hi        float64
	across        float64
	grey          bool
	up, down      layout.Rect
}

func newAlong(bind Bind) View { return &along{bind: bind} }

// Read implements View.
func (v *along) Read(f *frame.Frame) {
	get := func(slot string) []float32 { return values(f, v.bind.name(slot, "window/"+slot)) }
	v.bright, v.found = get("bright"), get("found")
	row := get("row")
	for i := range v.row {
		v.row[i] = finiteOr(float64(at(row, i)))
	}
	ends := get("ends")
	v.lo, v.hi = finiteOr(float64(at(ends, 0))), finiteOr(float64(at(ends, 1)))
	v.grey = at(get("look"), 0) == 1
	v.across = float64(len(v.bright) / 2)
}

// Arrange implements View.
func (v *along) Arrange(area layout.Rect, _ *Setup) {
	v.up, v.down = layout.Rect{}, layout.Rect{}
	if area.Empty() || v.across < 2 || v.across > mostPixels || !(v.hi > v.lo) {
		return
	}
	left, right, head, foot := 34.0, 14.0, 20.0, 22.0
	each := (area.H - 2*head - foot - 6) / 2
	if each < 12 || area.W < left+right+20 {
		return
	}
	v.up = layout.Rect{X: area.X + left, Y: area.Y + head, W: area.W - left - right, H: math.Floor(0.82 * each)}
	v.down = layout.Rect{X: v.up.X, Y: v.up.Bottom() + head + 6, W: v.up.W, H: math.Floor(1.18 * each)}
}

// x is where the left edge of a column lies.
func (v *along) x(column float64) float64 { return v.up.X + column/v.across*v.up.W }

func (v *along) bounded(value float64) float64 {
	return v.down.Bottom() - min(max((value-v.lo)/(v.hi-v.lo), 0), 1)*v.down.H
}

// Draw implements View.
func (v *along) Draw(p *Picture, s *Scene) {
	if v.up.Empty() {
		return
	}
	rule := shape.Of(s.Theme.Line, 1)
	for _, y := range [...]float64{v.up.Y, v.up.Y + v.up.H/2, v.up.Bottom(), v.down.Y, v.bounded(0), v.down.Bottom()} {
		y = math.Round(y) + 0.5
		p.Under.Line(v.up.X, y, v.up.Right(), y, 1, rule)
	}
	from := len(p.Over.Indices)
	band := layout.Rect{X: v.x(v.row[0]), Y: v.up.Y, W: v.x(v.row[1]) - v.x(0), H: v.up.H}
	p.Over.Box(band, 0, 0, shape.Of(s.Theme.Nose, 0.16))
	middle, _ := band.Middle()
	p.Over.Line(middle, v.down.Y, middle, v.down.Bottom(), 1.5, shape.Of(s.Theme.Nose, 0.8))
	var run [][2]float64
	rows(v.bright, 2, func(_ int, r []float64) {
		run = append(run, [2]float64{v.x(r[0] + 0.5), v.up.Bottom() - min(max(r[1], 0), 1)*v.up.H})
	})
	p.Over.Ribbon(layout.Through(run), 1.75, shape.Of(s.Theme.Ink, 1))
	width := max(v.up.W/v.across-1, 1)
	zero := v.bounded(0)
	rows(v.found, 2, func(_ int, r []float64) {
		y := v.bounded(r[1])
		x := v.x(r[0]+0.5) - width/2
		p.Over.Box(layout.Rect{X: x, Y: min(y, zero), W: width, H: max(math.Abs(y-zero), 0.75)}, 0, 0, barInk(s, r[1], v.grey))
	})
	p.Over.Clip(from, layout.Rect{X: v.up.X, Y: v.up.Y - 2, W: v.up.W, H: v.down.Bottom() - v.up.Y + 4})
}

// barInk is the colour of a bar for a number of a map.
func barInk(s *Scene, n float64, grey bool) shape.Ink {
	if grey {
		return shape.Of(s.Theme.Ink3, 1)
	}
	return shape.Of(s.Theme.Sign(float32(n)), 1)
}

// axis is what is written at an axis from lo to hi: its ends, and 0.
func axis(lo, hi float64) []float64 {
	if lo < 0 {
		return []float64{lo, 0, hi}
	}
	return []float64{lo, hi}
}

// Hit implements View: the column under the pointer, what is seen and what is found there.
func (v *along) Hit(x, y float64, _ bool) Target {
	if v.up.Empty() || x < v.up.X || x >= v.up.Right() || y < v.up.Y-4 || y > v.down.Bottom()+4 {
		return Target{}
	}
	column := math.Floor((x - v.up.X) / v.up.W * v.across)
	t := Target{ID: "along", Kind: "chart", Cursor: crosshair, Follows: true}
	rows(v.bright, 2, func(_ int, r []float64) {
		if r[0] == column {
			t.Say = &Say{Key: "hint.along.bright", Args: Args{"x": int(column), "value": placed(r[1], 2, false)}}
		}
	})
	rows(v.found, 2, func(_ int, r []float64) {
		if r[0] == column && t.Say != nil {
			t.Say.Key, t.Say.Args["found"] = "hint.along", placed(r[1], 2, false)
		}
	})
	if t.Say == nil {
		return Target{}
	}
	return t
}

// Announce implements View.
func (v *along) Announce(e *Layout) {
	if v.up.Empty() {
		return
	}
	put := e.putter("along.", 1)
	put("seen", v.up.X, v.up.Y-5, "l", "b", "stage.along.bright", Arg{}, "axis")
	put("found", v.down.X, v.down.Y-5, "l", "b", "stage.along.found", Arg{}, "axis")
	for i, text := range [...]string{"1.0", "0.5", "0.0"} {
		put("u"+digits(i), v.up.X-7, v.up.Y+float64(i)*v.up.H/2, "r", "m", "stage.tick", worded(text), "tick")
	}
	for i, t := range axis(v.lo, v.hi) {
		put("d"+digits(i), v.down.X-7, v.bounded(t), "r", "m", "stage.tick", worded(tick(t, v.hi)), "tick")
	}
	each := layout.Nice(v.across / 4)
	for c := 0.0; c < v.across-each/3; c += each {
		put("x"+digits(int(c)), v.x(c), v.down.Bottom()+6, "c", "t", "stage.tick", worded(digits(int(c))), "tick")
	}
	put("column", v.up.Right(), v.down.Bottom()+6, "r", "t", "stage.along.column", Arg{}, "axis")
}

// counts are how many pixels of a map have which number: a bar for each stretch of numbers. Slots, below window/: counts (n), ends (2) and look (2).
type counts struct {
	bind   Bind
	n      []float32
	lo, hi float64
	most   float64
	all    int
	grey   bool
	chart  layout.Rect
}

func newCounts(bind Bind) View { return &counts{bind: bind} }

// Read implements View.
func (v *counts) Read(f *frame.Frame) {
	v.n = values(f, v.bind.name("counts", "window/counts"))
	ends := values(f, v.bind.name("ends", "window/ends"))
	v.lo, v.hi = float64(at(ends, 0)), float64(at(ends, 1))
	v.most, v.all, v.grey = 0, 0, at(values(f, v.bind.name("look", "window/look")), 0) == 1
	for _, n := range v.n {
		v.most = max(v.most, finiteOr(float64(n)))
		v.all += int(min(max(finiteOr(float64(n)), 0), 1e6))
	}
}

// Arrange implements View.
func (v *counts) Arrange(area layout.Rect, _ *Setup) {
	v.chart = layout.Rect{}
	if area.Empty() || len(v.n) == 0 || len(v.n) > mostPixels || !(v.hi > v.lo) || v.most <= 0 || area.H < 54 || area.W < 80 {
		return
	}
	v.chart = layout.Rect{X: area.X + 34, Y: area.Y + 22, W: area.W - 48, H: area.H - 46}
}

// Draw implements View.
func (v *counts) Draw(p *Picture, s *Scene) {
	r := v.chart
	if r.Empty() {
		return
	}
	each := r.W / float64(len(v.n))
	for i, n := range v.n {
		middle := v.lo + (float64(i)+0.5)/float64(len(v.n))*(v.hi-v.lo)
		high := finiteOr(float64(n)) / v.most * r.H
		if high <= 0 {
			continue
		}
		high = max(high, 1)
		p.Over.Box(layout.Rect{X: r.X + float64(i)*each, Y: r.Bottom() - high, W: max(each-1, 1), H: high}, 0, 0, barInk(s, middle, v.grey))
	}
	p.Under.Line(r.X, math.Round(r.Bottom())+0.5, r.Right(), math.Round(r.Bottom())+0.5, 1, shape.Of(s.Theme.LineStrong, 1))
}

// Hit implements View.
func (v *counts) Hit(x, y float64, _ bool) Target {
	if v.chart.Empty() || !v.chart.Grow(4).Has(x, y) {
		return Target{}
	}
	i := min(max(int((x-v.chart.X)/v.chart.W*float64(len(v.n))), 0), len(v.n)-1)
	from := func(i int) string { return number(v.lo + float64(i)/float64(len(v.n))*(v.hi-v.lo)) }
	return Target{ID: name("count", i), Kind: "chart", Cursor: crosshair,
		Say: &Say{Key: "hint.counts", Args: Args{"n": int(finiteOr(float64(v.n[i]))), "from": from(i), "to": from(i + 1)}}}
}

// Announce implements View.
func (v *counts) Announce(e *Layout) {
	r := v.chart
	if r.Empty() {
		return
	}
	put := e.putter("counts.", 1)
	put("name", r.X, r.Y-5, "l", "b", "stage.counts", Arg{Name: "n", Number: v.all}, "axis")
	for i, t := range axis(v.lo, v.hi) {
		x := r.X + (t-v.lo)/(v.hi-v.lo)*r.W
		put("x"+digits(i), x, r.Bottom()+6, "c", "t", "stage.tick", worded(tick(t, v.hi)), "tick")
	}
}
