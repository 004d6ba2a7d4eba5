package viz

import (
	"math"
	"unicode/utf8"

	"github.com/whisker-lab/whisker/viz/layout"
	"github.com/whisker-lab/whisker/viz/shape"
)

// neuron is what a cell does, as circles: what goes in, weights on the way, the sum, the activation's curve and the answer. Inputs,
// weights and the bias can be dragged. Slots: those of sums.
type neuron struct {
	sums
	area       layout.Rect
	small      bool
	inner      float64      // radius of an input's circle, and of a sum's
	outer      float64      // of an answer's
	in         [][2]float64 // middles
	body, outs [][2]float64
	box        layout.Rect // of the activation
	edges      [][]layout.Curve
}

func newNeuron(bind Bind) View { return &neuron{sums: sums{bind: bind}} }

// Arrange implements View.
func (v *neuron) Arrange(area layout.Rect, _ *Setup) {
	v.area = layout.Rect{}
	if area.Empty() || !v.there() {
		return
	}
	v.area, v.small = area, area.W < wordy
	v.inner, v.outer = 24, 32
	if v.small || area.H < 150 || len(v.x) > 2 {
		v.inner, v.outer = 19, 23
	}
	if len(v.b) > 1 {
		v.outer = v.inner
	}
	// Where inputs have names, these stand before them.
	shares := [4]float64{0.13, 0.5, 0.69, 0.88}
	switch named := v.scaled || v.steps[0] != truthStep; {
	case named && v.small:
		shares = [4]float64{0.35, 0.62, 0.62, 0.9}
	case named:
		shares = [4]float64{0.25, 0.56, 0.72, 0.89}
	case area.W < narrowCard:
		shares = [4]float64{0.14, 0.58, 0.74, 0.91}
	case v.small:
		shares = [4]float64{0.13, 0.52, 0.7, 0.9}
	}
	place := func(share, y float64) [2]float64 { return [2]float64{math.Round(area.X + share*area.W), math.Round(y)} }
	v.in, v.body, v.outs = v.in[:0], v.body[:0], v.outs[:0]
	for i := range v.x {
		v.in = append(v.in, place(shares[0], v.level(i, len(v.x))))
	}
	for o := range v.b {
		y := v.level(o, len(v.b))
		if len(v.b) == 1 {
			y -= 8 // the bias hangs below
		}
		v.body, v.outs = append(v.body, place(shares[1], y)), append(v.outs, place(shares[3], y))
	}
	v.box = layout.Rect{}
	if len(v.b) == 1 && shares[2] > shares[1] {
		at := place(shares[2], v.body[0][1])
		w := 64.0
		if v.small {
			w = 46
		}
		v.box = layout.Rect{X: at[0] - w/2, Y: at[1] - 0.38*w, W: w, H: 0.76 * w}
	}
	v.edges = v.edges[:0]
	for _, body := range v.body {
		var into []layout.Curve
		for i, in := range v.in {
			end := body[1]
			if len(v.in) > 1 {
				end += v.inner * 0.6 * (2*float64(i)/float64(len(v.in)-1) - 1)
			}
			into = append(into, layout.Link(in[0]+v.inner, in[1], body[0]-v.inner+2, end, 24))
		}
		v.edges = append(v.edges, into)
	}
}

// narrowCard is below what width even phones leave little room.
const narrowCard = 300

// truthStep is by what the inputs of a truth table are set, which have no names of their own.
const truthStep = float64(float32(0.1))

// level is how high one of some circles lies that stand below each other.
func (v *neuron) level(i, of int) float64 {
	gap := min(max((v.area.H-2*v.inner-12)/max(float64(of-1), 1), 2*v.inner+4), 2*v.inner+34)
	return v.area.Y + v.area.H/2 + gap*(float64(i)-float64(of-1)/2)
}

// Draw implements View.
func (v *neuron) Draw(p *Picture, s *Scene) {
	if v.area.Empty() {
		return
	}
	ink, paper := shape.Of(s.Theme.Ink, 1), shape.Of(s.Theme.Surface, 1)
	for o, into := range v.edges {
		for i, edge := range into {
			w := v.w[o][i]
			width := 1.25 + 1.6*min(math.Abs(w), 3)
			if !finite(width) {
				width = 1.25
			}
			strength := 1.0
			if o != v.lit {
				strength, width = 0.45, min(width, 2)
			}
			p.Over.Ribbon(edge, width, shape.Of(s.Theme.Sign(float32(w)), strength))
		}
	}
	for _, at := range v.in {
		p.Over.Disc(at[0], at[1], v.inner, 0, paper)
		p.Over.Disc(at[0], at[1], v.inner, 1.75, ink)
		// It may be turned.
		v.chevron(p, at[0], at[1]-0.72*v.inner, -1, shape.Of(s.Theme.Ink3, 1))
		v.chevron(p, at[0], at[1]+0.72*v.inner, 1, shape.Of(s.Theme.Ink3, 1))
	}
	for o, at := range v.body {
		out := v.outs[o]
		from := at[0] + v.inner
		if !v.box.Empty() {
			p.Over.Line(from, at[1], v.box.X, at[1], 1.5, ink)
			from = v.box.Right()
		}
		p.Over.Line(from, out[1], out[0]-v.outer, out[1], 1.5+1.5*btoi(v.fires == 1), ink)
		p.Over.Disc(at[0], at[1], v.inner+2, 0, paper)
		ring := 1.75
		if len(v.b) > 1 && o == v.lit {
			ring = 3
		}
		p.Over.Disc(at[0], at[1], v.inner+2, ring, ink)
		v.answer(p, s, o)
	}
	if len(v.b) == 1 {
		b, at := v.b[0], v.body[0]
		p.Over.Line(at[0], at[1]+v.inner+2, at[0], at[1]+v.inner+13, 1.25+1.2*min(math.Abs(finiteOr(b)), 4), shape.Of(s.Theme.Sign(float32(b)), 1))
	}
	v.function(p, s)
}

func finiteOr(v float64) float64 {
	if finite(v) {
		return v
	}
	return 0
}

// chevron is a small arrow head up or down.
func (v *neuron) chevron(p *Picture, x, y, way float64, ink shape.Ink) {
	p.Over.Rod(x-3.5, y-1.6*way, x, y+1.6*way, 1.25, ink)
	p.Over.Rod(x, y+1.6*way, x+3.5, y-1.6*way, 1.25, ink)
}

// answer draws what comes out of a neuron, in the colour that it has on the plane, or, of several, of its class by its share.
func (v *neuron) answer(p *Picture, s *Scene, o int) {
	place, y := v.outs[o], finiteOr(v.y[o])
	fill := s.Theme.Surface
	switch {
	case v.classes != nil:
		fill = between(s.Theme.Surface, s.Theme.Class(int(at(v.classes, o))), float32(min(max(y, 0), 1))*0.55)
	case v.fires >= 0:
		fill = s.Ramp.At(float32(2*(y-v.bottom)/(v.top-v.bottom) - 1))
		if v.top > 1.5 { // it has no upper end
			fill = s.Ramp.At(float32(2*y - 1))
		}
	}
	p.Over.Disc(place[0], place[1], v.outer, 0, shape.Of(fill, 1))
	p.Over.Disc(place[0], place[1], v.outer, 1.75, shape.Of(s.Theme.Ink, 1))
}

// function draws the activation in its box, and where on it the sum lies.
func (v *neuron) function(p *Picture, s *Scene) {
	if v.box.Empty() {
		return
	}
	p.Over.Box(v.box, 7, 0, shape.Of(s.Theme.Surface, 1))
	p.Over.Box(v.box, 7, 1.5, shape.Of(s.Theme.Ink, 1))
	r := v.box.Grow(-8)
	place := func(x, y float64) [2]float64 {
		return [2]float64{r.X + min(max((x/v.reach+1)/2, 0), 1)*r.W, r.Bottom() - min(max((y-v.bottom)/(v.top-v.bottom), 0), 1)*r.H}
	}
	var run [][2]float64
	rows(v.curve, 2, func(_ int, row []float64) { run = append(run, place(row[0], row[1])) })
	p.Over.Ribbon(layout.Through(run), 1.5, shape.Of(s.Theme.Ink, 1))
	if len(run) > 0 && finite(v.sum[0]) && finite(v.y[0]) {
		at := place(v.sum[0], v.y[0])
		p.Over.Disc(at[0], at[1], 4.5, 0, shape.Of(s.Theme.Surface, 1))
		p.Over.Disc(at[0], at[1], 3.5, 1.75, shape.Of(s.Theme.Nose, 1))
	}
}

// Announce implements View.
func (v *neuron) Announce(e *Layout) {
	if v.area.Empty() {
		return
	}
	put, places := e.putter("neuron.", 1), min(v.places(), 2)
	terms, sum := v.column(places)
	for i, at := range v.in {
		left, text := at[0]-v.inner-8, stepped(v.raw[i], v.steps[i])
		if v.scaled { // the circle holds what the neuron sees
			put("name"+digits(i), left, at[1]-9, "r", "m", "stage.axis", Arg{Name: "i", Number: i + 1}, "at-name")
			put("raw"+digits(i), left, at[1]+8, "r", "m", "stage.neuron.raw", worded(text), "at-raw")
			text = placed(v.x[i], 2, false)
		} else {
			put("name"+digits(i), left, at[1], "r", "m", "stage.axis", Arg{Name: "i", Number: i + 1}, "at-name")
		}
		put("x"+digits(i), at[0], at[1], "c", "m", "stage.tick", worded(text), "at-num"+v.narrowed(text))
		curve := v.edges[v.lit][i]
		share := 0.38
		if v.small {
			share = 0.34
		}
		at, w := curve.At(share*curve.Length()), v.w[v.lit][i]
		sign := "plus"
		if w < 0 {
			sign = "minus"
		}
		put("w"+digits(i), at.X, at.Y, "c", "m", "stage.cell.times", worded(placed(w, places, false)), "at-times "+sign)
	}
	for o, at := range v.body {
		text := placed(v.sum[o], places, true)
		if o == v.lit {
			text = placed(sum, places, true)
		}
		put("sum"+digits(o), at[0], at[1], "c", "m", "stage.tick", worded(text), "at-num"+v.narrowed(text))
		out := placed(v.y[o], 2, false)
		class := "at-num big"
		if len(v.b) > 1 {
			class = "at-num"
		}
		put("y"+digits(o), v.outs[o][0], v.outs[o][1], "c", "m", "stage.tick", worded(out), class+v.narrowed(out))
	}
	v.captions(put, placed(terms[len(v.x)], places, true))
}

// narrowed is a further class for what has many letters and stands within a circle.
func (v *neuron) narrowed(text string) string {
	if utf8.RuneCountInString(text) > int(v.inner/4)-1 {
		return " tight"
	}
	return ""
}

// captions say what is what.
func (v *neuron) captions(put put, bias string) {
	if len(v.b) > 1 {
		return
	}
	at, b := v.body[0], v.b[0]
	sign := "plus"
	if b < 0 {
		sign = "minus"
	}
	left, align := at[0], "c"
	if v.small { // beside the weight's number there is no room
		left, align = at[0]-16, "l"
	}
	put("bias", left, at[1]+v.inner+24, align, "m", "stage.neuron.bias", worded(bias), "at-times "+sign)
	put("sumname", at[0], at[1]-v.inner-14, "c", "m", "stage.neuron.sum", Arg{}, "at-cap")
	if x, _ := v.box.Middle(); !v.box.Empty() && !v.small {
		put("function", x, v.box.Y-12, "c", "m", "stage.neuron.function", Arg{}, "at-cap")
	}
	out := v.outs[0]
	if v.fires < 0 {
		put("fires", out[0], out[1]+v.outer+12, "c", "m", "stage.neuron.value", Arg{}, "at-cap strong")
		return
	}
	put("fires", out[0], out[1]+v.outer+12, "c", "m", "stage.neuron.means", Arg{Class: int(v.fires) + 1}, "at-cap strong")
}
