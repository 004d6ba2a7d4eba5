package viz

import (
	"math"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/whisker-lab/whisker/frame"
	"github.com/whisker-lab/whisker/viz/layout"
	"github.com/whisker-lab/whisker/viz/shape"
)

// cell is one linear cell at work: the two numbers of a point, each times a weight, and their sum. The numbers are those that
// a reader gets who reckons with what is written. Slots: weights (k, 2), of which the first row counts, next (2), the point, and
// full (1), the answer that has the full colour.
type cell struct {
	bind      Bind
	x, w      [2]float64 // as they are written
	full      float64    // the answer that has the full colour
	y         float64
	there     bool
	at        layout.Rect
	ledger    bool    // whether there is room to write the sum out
	small     bool    // whether there is none to say what is what
	inner     float64 // radius of an input's circle
	outer     float64 // of the cell's and of its answer's
	in        [2][2]float64
	body, out [2]float64
}

func newCell(bind Bind) View { return &cell{bind: bind} }

const (
	wordy = 520   // from what width on the sum is written out
	low   = 140.0 // below what height all is smaller
	fits  = 6     // letters that stand within a circle
)

// Read implements View.
func (v *cell) Read(f *frame.Frame) {
	weights, next := values(f, v.bind.name("weights", "cells")), values(f, v.bind.name("next", "cells/next"))
	v.there, v.y = len(weights) >= 2 && len(next) >= 2, 0
	for i := range v.x {
		v.x[i], v.w[i] = tidy(float64(at(next, i))), tidy(float64(at(weights, i)))
		v.y += v.x[i] * v.w[i]
	}
	v.y = tidy(v.y)
	v.full = max(float64(at(values(f, v.bind.name("full", "cells/full")), 0)), 1e-9)
}

// tidy is a number with as many digits as are written of it.
func tidy(v float64) float64 {
	unit := 0.01
	if a := math.Abs(v); a >= 100 {
		unit = math.Pow(10, math.Floor(math.Log10(a))-2)
	}
	return math.Round(v/unit) * unit
}

// written is a tidy number.
func written(v float64) string {
	if a := math.Abs(v); a >= 1e6 {
		return number(v)
	} else if a >= 100 {
		return grouped(v)
	}
	return strings.ReplaceAll(strconv.FormatFloat(v+0, 'f', 2, 64), "-", minus)
}

// plus is a number with its sign, which every answer has.
func plus(v float64) string {
	if v > 0 {
		return "+" + written(v)
	}
	return written(v)
}

// Arrange implements View.
func (v *cell) Arrange(area layout.Rect, _ *Setup) {
	v.at = layout.Rect{}
	if area.Empty() || !v.there {
		return
	}
	v.at, v.ledger = area, area.W >= wordy
	shares := [3]float64{0.2, 0.54, 0.84}
	if v.ledger {
		shares = [3]float64{0.14, 0.44, 0.68}
	}
	v.inner, v.outer, v.small = 23, 27, area.H < low
	legend := 30.0
	if v.small {
		v.inner, v.outer, legend = 20, 23, 0
	}
	middle := area.Y + (area.H-legend)/2
	gap := min(max((area.H-legend)/4, v.inner+3), 32)
	place := func(share, y float64) [2]float64 { return [2]float64{math.Round(area.X + share*area.W), math.Round(y)} }
	v.in = [2][2]float64{place(shares[0], middle-gap), place(shares[0], middle+gap)}
	v.body, v.out = place(shares[1], middle), place(shares[2], middle)
}

// edge is the way from an input to the cell.
func (v *cell) edge(i int) layout.Curve {
	end := v.body[1] + 8*float64(2*i-1)
	return layout.Link(v.in[i][0]+v.inner, v.in[i][1], v.body[0]-v.outer+1, end, 24)
}

// Draw implements View.
func (v *cell) Draw(p *Picture, s *Scene) {
	if v.at.Empty() {
		return
	}
	ink := shape.Of(s.Theme.Ink, 1)
	for i, at := range v.in {
		width := 1 + 2.5*min(math.Abs(v.w[i]), 1)
		p.Over.Ribbon(v.edge(i), width, shape.Of(s.Theme.Sign(float32(v.w[i])), 1))
		p.Over.Disc(at[0], at[1], v.inner, 0, shape.Of(s.Theme.Surface, 1))
		p.Over.Disc(at[0], at[1], v.inner, 2, shape.Of(s.Theme.Nose, 1))
	}
	p.Over.Line(v.body[0], v.body[1], v.out[0], v.out[1], 2, ink)
	p.Over.Disc(v.body[0], v.body[1], v.outer, 0, shape.Of(s.Theme.Bg, 1))
	p.Over.Disc(v.body[0], v.body[1], v.outer, 2, ink)
	p.Over.Line(v.body[0]-7, v.body[1], v.body[0]+7, v.body[1], 2, ink)
	p.Over.Line(v.body[0], v.body[1]-7, v.body[0], v.body[1]+7, 2, ink)
	p.Over.Disc(v.out[0], v.out[1], v.outer, 0, shape.Of(s.Ramp.At(float32(v.y/v.full)), 1))
	p.Over.Disc(v.out[0], v.out[1], v.outer, 2, ink)
}

// Hit implements View: it is only read.
func (v *cell) Hit(x, y float64, touch bool) Target { return Target{} }

// Announce implements View.
func (v *cell) Announce(e *Layout) {
	if v.at.Empty() {
		return
	}
	put := func(id string, x, y float64, align, key string, a Arg, class string) {
		e.Labels = append(e.Labels, Label{"cell." + id, x, y, align, "m", key, a, "at-" + class})
	}
	for i, at := range v.in {
		put("name"+digits(i), at[0]-v.inner-8, at[1], "r", "stage.axis", Arg{Name: "i", Number: i + 1}, "name")
		put("x"+digits(i), at[0], at[1], "c", "stage.tick", worded(written(v.x[i])), "num")
		curve := v.edge(i)
		half, sign := curve.At(0.45*curve.Length()), "plus"
		if v.w[i] < 0 {
			sign = "minus"
		}
		put("w"+digits(i), math.Round(half.X), math.Round(half.Y), "c", "stage.cell.times", worded(written(v.w[i])), "times "+sign)
	}
	answer, height := plus(v.y), v.out[1]
	if utf8.RuneCountInString(answer) > fits {
		height -= v.outer + 11
	}
	put("y", v.out[0], height, "c", "stage.tick", worded(answer), "num")
	if v.small {
		return
	}
	below := v.at.Bottom() - 17
	put("point", v.in[0][0], below, "c", "stage.cell.point", Arg{}, "cap")
	put("body", v.body[0], below, "c", "stage.cell.body", Arg{}, "cap")
	put("answer", v.out[0], below, "c", "stage.cell.answer", Arg{}, "cap")
	if !v.ledger {
		return
	}
	right := v.at.Right() - 18
	put("first", right, v.out[1]-19, "r", "stage.tick", worded(written(v.x[0])+" × "+written(v.w[0])), "sum")
	put("second", right, v.out[1], "r", "stage.tick", worded("+ "+written(v.x[1])+" × "+written(v.w[1])), "sum")
	put("total", right, v.out[1]+20, "r", "stage.cell.total", worded(plus(v.y)), "sum")
}
