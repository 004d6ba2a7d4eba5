package viz

import (
	"math"

	"github.com/whisker-lab/whisker/viz/layout"
	"github.com/whisker-lab/whisker/viz/shape"
)

// ledger writes a neuron's sum out: a row a term, each with a bar that starts where the last one ended, and below it, on the same
// number line, the activation's curve, onto which the sum drops. Several neurons have no curve of their own: there the shares of all
// stand below. Slots: those of sums.
type ledger struct {
	sums
	area  layout.Rect
	line  layout.Rect // the number line's width, and the height of the curve
	row   float64     // height
	small bool
	cols  [4]float64 // right ends of: what goes in, the weight, the product; and left end of names
}

func newLedger(bind Bind) View { return &ledger{sums: sums{bind: bind}} }

// Arrange implements View.
func (v *ledger) Arrange(area layout.Rect, _ *Setup) {
	v.area = layout.Rect{}
	if area.Empty() || !v.there() {
		return
	}
	v.area, v.small = area, area.W < wordy
	terms := float64(len(v.x) + 2)
	v.row = min(max((area.H-96)/terms, 18), 25)
	left := 0.5
	if v.small {
		left = 0.62
	}
	v.line = layout.Rect{X: area.X + left*area.W, Y: area.Y + 6 + v.row*terms + 12, W: (1-left)*area.W - 14}
	v.line.H = max(area.Bottom()-24-v.line.Y, 20)
	wide := left*area.W - 10
	v.cols = [4]float64{area.X, area.X + 0.53*wide, area.X + 0.77*wide, area.X + wide}
	if v.small {
		v.cols[1], v.cols[2] = area.X+0.3*wide, area.X+0.68*wide
	}
}

// across is where a sum lies on the number line.
func (v *ledger) across(s float64) float64 {
	return v.line.X + (min(max(finiteOr(s)/v.reach, -1), 1)+1)/2*v.line.W
}

// level is the middle of a row.
func (v *ledger) level(i int) float64 { return v.area.Y + 6 + v.row*(float64(i)+0.5) }

// up is how high an answer lies.
func (v *ledger) up(y float64) float64 {
	return v.line.Bottom() - min(max((finiteOr(y)-v.bottom)/(v.top-v.bottom), 0), 1)*v.line.H
}

// Draw implements View.
func (v *ledger) Draw(p *Picture, s *Scene) {
	if v.area.Empty() {
		return
	}
	from, n := 0.0, len(v.x)
	rule := shape.Of(s.Theme.Line, 1)
	for i := range n + 1 {
		term := v.b[v.lit]
		if i < n {
			term = v.product(i)
		}
		to := from + term
		a, b, y := v.across(from), v.across(to), v.level(i)
		p.Over.Box(layout.Rect{X: min(a, b), Y: y - 5.5, W: max(math.Abs(b-a), 1), H: 11}, 2, 0, shape.Of(s.Theme.Sign(float32(term)), 1))
		p.Over.Dashes(layout.Through([][2]float64{{b, y + 6}, {b, y + v.row - 6}}), 2, 2, 1, shape.Of(s.Theme.Ink3, 1))
		p.Under.Line(v.area.X, math.Round(y+v.row/2)+0.5, v.area.Right()-14, math.Round(y+v.row/2)+0.5, 1, rule)
		from = to
	}
	if len(v.b) > 1 {
		v.shares(p, s)
		return
	}
	v.drop(p, s)
}

// drop is the sum, falling onto the curve.
func (v *ledger) drop(p *Picture, s *Scene) {
	ink, faint := shape.Of(s.Theme.Ink, 1), shape.Of(s.Theme.Line, 1)
	for _, y := range v.heights() {
		at := math.Round(v.up(y)) + 0.5
		p.Under.Line(v.line.X, at, v.line.Right(), at, 1, faint)
	}
	zero := v.across(0)
	p.Under.Line(zero, v.area.Y+4, zero, v.line.Bottom(), 1, faint)
	var run [][2]float64
	rows(v.curve, 2, func(_ int, row []float64) { run = append(run, [2]float64{v.across(row[0]), v.up(row[1])}) })
	p.Over.Ribbon(layout.Through(run), 1.75, ink)
	sum, y := v.sum[v.lit], v.y[v.lit]
	if !finite(sum) || !finite(y) {
		return
	}
	x, top, at := v.across(sum), v.level(len(v.x)+1), v.up(y)
	p.Over.Line(x, top, x, at, 1.5, ink)
	p.Over.Disc(x, top, 3.5, 0, ink)
	p.Over.Dashes(layout.Through([][2]float64{{v.line.X, at}, {x, at}}), 3, 3, 1.25, ink)
	p.Over.Disc(x, at, 7.5, 0, shape.Of(s.Theme.Surface, 1))
	p.Over.Disc(x, at, 5.5, 2, shape.Of(s.Theme.Nose, 1))
}

// heights are what is written at the upright axis.
func (v *ledger) heights() []float64 {
	if v.line.H < 34 || v.top > 1.5 {
		return []float64{v.bottom, v.top}
	}
	return []float64{v.bottom, (v.bottom + v.top) / 2, v.top}
}

// shares are the answers of several neurons, which come to 1.
func (v *ledger) shares(p *Picture, s *Scene) {
	x := v.area.X
	width := v.area.W - 14
	for o := range v.y {
		w := min(max(finiteOr(v.y[o]), 0), 1) * width
		if w > 0.5 {
			p.Over.Box(layout.Rect{X: x, Y: v.shareY(), W: w, H: 18}, 0, 0, shape.Of(s.Theme.Class(int(at(v.classes, o))), 0.75))
		}
		x += w
	}
	p.Over.Box(layout.Rect{X: v.area.X, Y: v.shareY(), W: width, H: 18}, 3, 1.25, shape.Of(s.Theme.Ink, 1))
}

func (v *ledger) shareY() float64 { return v.area.Bottom() - 46 }

// Hit implements View: it is only read.
func (v *ledger) Hit(x, y float64, touch bool) Target { return Target{} }

// Announce implements View.
func (v *ledger) Announce(e *Layout) {
	if v.area.Empty() {
		return
	}
	put, places, n := e.putter("ledger.", 1), v.places(), len(v.x)
	terms, sum := v.column(places)
	sign := func(x float64) string {
		if x < 0 {
			return " minus"
		}
		return " plus"
	}
	for i := range v.x {
		y := v.level(i)
		put("name"+digits(i), v.cols[0], y, "l", "m", "stage.axis", Arg{Name: "i", Number: i + 1}, "at-name")
		in := placed(v.x[i], 2, false)
		if !v.scaled {
			in = stepped(v.raw[i], v.steps[i])
		}
		if v.scaled && v.small {
			in = " " // its name takes the place; the circle above holds it
		}
		put("x"+digits(i), v.cols[1], y, "r", "m", "stage.tick", worded(in), "at-sum")
		put("w"+digits(i), v.cols[2], y, "r", "m", "stage.cell.times", worded(placed(v.w[v.lit][i], min(places, 2), false)), "at-sum"+sign(v.w[v.lit][i]))
		put("p"+digits(i), v.cols[3], y, "r", "m", "stage.ledger.term", worded(placed(terms[i], places, true)), "at-sum"+sign(terms[i]))
	}
	put("bias", v.cols[0], v.level(n), "l", "m", "stage.ledger.bias", Arg{}, "at-name")
	put("b", v.cols[3], v.level(n), "r", "m", "stage.ledger.term", worded(placed(terms[n], places, true)), "at-sum"+sign(terms[n]))
	put("total", v.cols[0], v.level(n+1), "l", "m", "stage.ledger.sum", Arg{}, "at-name strong")
	put("sum", v.cols[3], v.level(n+1), "r", "m", "stage.ledger.term", worded(placed(sum, places, true)), "at-sum total")
	if len(v.b) > 1 {
		v.sayShares(put)
		return
	}
	for i, y := range v.heights() {
		put("y"+digits(i), v.line.X-7, v.up(y), "r", "m", "stage.tick", worded(tick(y, 0.5)), "tick")
	}
	for i, x := range []float64{-v.reach, 0, v.reach} {
		text := short(x)
		if x > 0 {
			text = "+" + text
		}
		put("s"+digits(i), v.across(x), v.line.Bottom()+6, "c", "t", "stage.tick", worded(text), "tick")
	}
	if v.line.H > 44 {
		put("answer", v.cols[0], v.line.Bottom()-18, "l", "m", "stage.ledger.answer", worded(placed(v.y[v.lit], 2, false)), "at-answer")
	}
}

// sayShares names the shares that have room for it.
func (v *ledger) sayShares(put put) {
	x, width := v.area.X, v.area.W-14
	put("shares", v.area.X, v.shareY()-6, "l", "b", "stage.ledger.shares", Arg{}, "at-cap")
	for o := range v.y {
		w := min(max(finiteOr(v.y[o]), 0), 1) * width
		if w > 70 {
			put("share"+digits(o), x+w/2, v.shareY()+24, "c", "t", "stage.ledger.share", Arg{Name: "percent", Number: int(math.Round(100 * v.y[o])), Class: int(at(v.classes, o)) + 1}, "at-cap")
		}
		x += w
	}
}
