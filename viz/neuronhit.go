package viz

import (
	"math"

	"github.com/whisker-lab/whisker/frame"
)

// What of a neuron's picture a target is: an input, or one of its weights, or with in −1 the bias.
type (
	inputOf  int
	weightOf struct{ out, in int }
)

// Hit implements View: inputs, then weights and the bias, then the neurons themselves where there are several.
func (v *neuron) Hit(x, y float64, touch bool) Target {
	if v.area.Empty() || !v.area.Grow(4).Has(x, y) {
		return Target{}
	}
	reach := 9.0
	if touch {
		reach = 16
	}
	for i, at := range v.in {
		if math.Hypot(x-at[0], y-at[1]) <= v.inner+reach/3 {
			return v.input(i)
		}
	}
	for o, at := range v.body {
		if len(v.b) > 1 && math.Hypot(x-at[0], y-at[1]) <= v.inner+2 {
			return Target{ID: name("unit", o), Kind: "unit", Cursor: "pointer", Press: Msg{"do": "light", "unit": o},
				Say: &Say{Key: "hint.unit.light", Args: Args{"name": ClassArg{o}}}}
		}
		if len(v.b) == 1 && math.Abs(x-at[0]) <= 44 && math.Abs(y-at[1]-v.inner-20) <= 16 {
			return v.weight(weightOf{0, -1})
		}
	}
	best, found := reach, -1
	for i, edge := range v.edges[v.lit] {
		if d := edge.Distance(x, y); d < best && x > v.in[i][0]+v.inner {
			best, found = d, i
		}
	}
	if found < 0 {
		return Target{}
	}
	return v.weight(weightOf{v.lit, found})
}

// input is the target of what goes in: a press turns 0 into 1 and back.
func (v *neuron) input(i int) Target {
	t := v.inputAs(i, v.raw[i])
	t.Take = func(int) Gesture { return &feed{v: v, i: i, value: finiteOr(v.raw[i]), start: finiteOr(v.raw[i])} }
	if v.steps[i] == truthStep {
		to := 1.0
		if v.raw[i] > 0.5 {
			to = 0
		}
		t.Press = Feed{"feed", i, to}
	}
	return t
}

func (v *neuron) inputAs(i int, value float64) Target {
	said := &Say{Key: "hint.fed", Args: Args{"name": Args{"axis": i}, "value": stepped(value, v.steps[i])}, More: "hint.drag"}
	if v.steps[i] == truthStep {
		said.More = "hint.fed.press"
	}
	return Target{ID: name("fed", i), Kind: "fed", Of: inputOf(i), Cursor: "ns-resize", Say: said}
}

// weight is the target of a weight or of the bias.
func (v *neuron) weight(of weightOf) Target {
	value := v.valueOf(of)
	t := v.weightAs(of, value)
	t.Take = func(int) Gesture { return &turn{v: v, of: of, value: finiteOr(value)} }
	return t
}

func (v *neuron) valueOf(of weightOf) float64 {
	if of.in < 0 {
		return v.b[of.out]
	}
	return v.w[of.out][of.in]
}

func (v *neuron) weightAs(of weightOf, value float64) Target {
	if of.in < 0 {
		return Target{ID: name(biasPart, 1, of.out), Kind: biasPart, Of: of, Cursor: "ns-resize",
			Say: &Say{Key: "hint.bias.of", Args: Args{"value": number(value)}, More: "hint.drag"}}
	}
	return Target{ID: name(edgePart, 1, of.out, of.in), Kind: edgePart, Of: of, Cursor: "ns-resize",
		Say: &Say{Key: "hint.weight.of", Args: Args{"name": Args{"axis": of.in}, "value": number(value)}, More: "hint.drag"}}
}

// Feed sets what goes in.
type Feed struct {
	Do    string  `json:"do"` // "feed"
	Index int     `json:"index"`
	Value float64 `json:"value"`
}

// feed is an input in the hand: it goes by steps.
type feed struct {
	v            *neuron
	i            int
	start, value float64
	far          float64 // px
	news         bool
}

// pixels is how far the hand goes for one step of an input.
const pixelsAStep = 5

// Drag implements Gesture: up and to the right is more.
func (g *feed) Drag(to Drag) {
	each := 1.0
	if to.Fine {
		each = 0.2
	}
	g.far += (to.DX - to.DY) * each
	step := g.v.steps[g.i]
	g.value = math.Round((g.start+g.far/pixelsAStep*step)/step) * step
	g.news = true
}

// Drop implements Gesture.
func (g *feed) Drop(moved bool) (tap bool) { return true }

// Hold implements Gesture.
func (g *feed) Hold(f *frame.Frame) {
	if a := f.Array(g.v.bind.name("raw", "neuron/raw")); a != nil && g.i < len(a.Data) {
		a.Data[g.i] = float32(g.value)
	}
}

// Message implements Gesture.
func (g *feed) Message() any {
	if !g.news {
		return nil
	}
	g.news = false
	return Feed{"feed", g.i, math.Round(g.value*1e6) / 1e6}
}

// Target implements Gesture.
func (g *feed) Target() Target { return g.v.inputAs(g.i, g.value) }

// turn is a weight or a bias in the hand.
type turn struct {
	v     *neuron
	of    weightOf
	value float64
	news  bool
}

// Drag implements Gesture: up and to the right is more.
func (g *turn) Drag(to Drag) {
	g.value = math.Round(to.weight(g.value)*1e3) / 1e3
	g.news = true
}

// Drop implements Gesture.
func (g *turn) Drop(moved bool) (tap bool) { return true }

// Hold implements Gesture.
func (g *turn) Hold(f *frame.Frame) {
	slot, i := "b", g.of.out
	if g.of.in >= 0 {
		slot, i = "w", g.of.out*len(g.v.x)+g.of.in
	}
	if a := f.Array(g.v.bind.name(slot, "neuron/"+slot)); a != nil && i < len(a.Data) {
		a.Data[i] = float32(g.value)
	}
}

// Message implements Gesture.
func (g *turn) Message() any {
	if !g.news {
		return nil
	}
	g.news = false
	msg := Edit{Do: "edit", What: "bias", Layer: 1, Out: g.of.out, Value: g.value}
	if g.of.in >= 0 {
		msg.What, msg.In = "weight", &g.of.in
	}
	return msg
}

// Target implements Gesture.
func (g *turn) Target() Target { return g.v.weightAs(g.of, g.value) }
