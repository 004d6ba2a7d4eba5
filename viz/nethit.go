package viz

import (
	"math"

	"github.com/whisker-lab/whisker/viz/layout"
)

// Hit implements View: biases lie over tiles, tiles over edges.
func (v *network) Hit(x, y float64, touch bool) Target {
	if v.net == nil || !v.net.Area.Grow(8).Has(x, y) {
		return Target{}
	}
	reach := 8.0
	if touch {
		reach = 12
	}
	for l := range v.net.Columns {
		c := &v.net.Columns[l]
		if math.Abs(x-c.X) > max(c.Side/2, 22)+reach {
			continue
		}
		for i := range c.Y {
			if l > 0 {
				bx, by := v.net.Bias(l, i)
				if r := min(reach, c.Side*0.36); math.Hypot(x-bx, y-by) <= r {
					return v.weight(Part{Kind: biasPart, Layer: l, Unit: i}, float64(at(v.layers[l].b, i)), touch)
				}
			}
			if near(c.Tile(i), c.Gap, x, y, touch) {
				if l > 0 {
					return v.neuron(l, i, touch)
				}
				return v.input(i)
			}
		}
	}
	best, found := reach, Part{}
	for l := 1; l < len(v.net.Columns); l++ {
		a, b := &v.net.Columns[l-1], &v.net.Columns[l]
		if x < a.X || x > b.X {
			continue
		}
		for i, curve := range v.curves[l] {
			// Where edges are dense, the nearest wins, and of equals the first.
			if d := curve.Distance(x, y); d < best {
				m := v.before(l)
				best, found = d, Part{edgePart, l, i / m, i % m}
			}
		}
	}
	if found.Kind == "" {
		return Target{}
	}
	return v.weight(found, float64(at(v.layers[found.Layer].w, found.Unit*v.before(found.Layer)+found.In)), touch)
}

// inspector is the panel that says where a neuron's value comes from.
const inspector = "inspector"

// neuron is the target of a tile behind the inputs.
func (v *network) neuron(l, i int, touch bool) Target {
	t := Target{
		ID: name(neuronPart, l, i), Kind: neuronPart, Say: v.sayNeuron(l, i), Press: Msg{"do": "select", "what": "neuron", "layer": l, "unit": i},
		Opens: inspector, Box: v.box(l, i), Cursor: "pointer", Focus: [2]int{l, i}, Of: Part{Kind: neuronPart, Layer: l, Unit: i},
	}
	if touch {
		t.Say.More = "" // what a finger is at is open already
	}
	return t
}

func (v *network) sayNeuron(l, i int) *Say {
	said := &Say{Key: "hint.neuron", Args: Args{"layer": l, "n": i + 1}, More: "hint.open"}
	flag := at(v.layers[l].flag, i)
	switch {
	case l == v.hops() && v.sizes[l] > 1:
		said.Key, said.Args = "hint.output", Args{"name": ClassArg{i}}
	case l == v.hops():
		said.Key, said.Args = "hint.oneoutput", Args{}
	case v.gate(l, i, frozen|cutOut):
	case flag == saturated:
		said.Key, said.Args = "hint.saturated", Args{"name": UnitArg{[2]int{l, i}}}
	case flag == silent:
		said.Key, said.Args = "hint.silent", Args{"name": UnitArg{[2]int{l, i}}}
	}
	return said
}

// input is the target of a tile of the first column.
func (v *network) input(row int) Target {
	i := v.rows[row]
	said := &Say{Key: "stage.input", Args: Args{"i": i}, More: "hint.input.off"}
	if v.lit(i) {
		said.More = "hint.input.on"
	}
	return Target{
		ID: name(inputPart, i), Kind: inputPart, Say: said, Press: Msg{"do": "toggle", "name": v.bind.name("inputs", "inputs"), "index": i},
		Box: v.box(0, row), Cursor: "pointer", Of: Part{Kind: inputPart, Unit: i},
	}
}

// weight is the target of an edge or a bias that has the given value. A finger that is about to scroll must not change one: it
// takes what it has tapped before.
func (v *network) weight(p Part, value float64, touch bool) Target {
	t := Target{ID: name(biasPart, p.Layer, p.Unit), Kind: p.Kind, Opens: inspector, Of: p}
	more := "hint.tap"
	if !touch || v.picked == p || p.Kind == biasPart && v.picked == unitPart(p.Layer, p.Unit) {
		more, t.Cursor, t.Take = "hint.drag", "ns-resize", func(int) Gesture { return newEdit(v, p, value) }
	}
	if p.Kind == biasPart {
		t.Say = &Say{Key: "hint.bias", Args: Args{"value": number(value), "of": UnitArg{[2]int{p.Layer, p.Unit}}}, More: more}
		t.Press, t.Box = Msg{"do": "select", "what": "neuron", "layer": p.Layer, "unit": p.Unit}, v.box(p.Layer, p.Unit)
		return t
	}
	from := p.In
	if p.Layer == 1 && p.In < len(v.on) {
		from = v.on[p.In]
	}
	t.ID = name(edgePart, p.Layer, p.Unit, p.In)
	t.Say = &Say{Key: "hint.weight", More: more,
		Args: Args{"value": number(value), "from": UnitArg{[2]int{p.Layer - 1, from}}, "to": UnitArg{[2]int{p.Layer, p.Unit}}}}
	t.Press = Msg{"do": "select", "what": "edge", "layer": p.Layer, "out": p.Unit, "in": p.In}
	return t
}

// box is the tile in a row of a column, nil where it has gone.
func (v *network) box(l, row int) *layout.Rect {
	if v.net == nil || l >= len(v.net.Columns) || row >= len(v.net.Columns[l].Y) {
		return nil
	}
	r := v.net.Columns[l].Tile(row)
	return &r
}
