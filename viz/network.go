package viz

import (
	"strconv"

	"github.com/whisker-lab/whisker/frame"
	"github.com/whisker-lab/whisker/viz/heat"
	"github.com/whisker-lab/whisker/viz/layout"
)

// most is how many units of a layer are drawn.
const most = 1024

// What a neuron's flag says.
const (
	saturated = 1
	silent    = 2
)

// network shows the layers as columns of tiles, the weights as curves between them and the biases at their corners.
//
// Slots: sizes, on (which inputs are), and the prefixes w, b, g, act, flag, gate and field, to which the layer's number is added.
// Bind says for inputs which control a press on one of them toggles.
type network struct {
	bind   Bind
	sizes  []int
	inputs []float32 // 1 where that input is on, as long as there are inputs
	on     []int     // the inputs that are on, in order: what column i of the first weights belongs to
	layers []layer   // layers[0] are the inputs
	key    string    // what the arrangement depends on
	net    *layout.Network
	setup  *Setup
	rows   []int // the inputs that are shown, from the top
	off    int   // how many there are to be had besides
	curves [][]layout.Curve
	names  names
	picked Part // what is selected
}

// layer is what a frame says of one layer with n units and m units before it.
type layer struct {
	w, g   []float32 // (n, m)
	b      []float32 // (n)
	act    []float32 // (n)
	flag   []float32 // (n)
	gate   []float32 // (n)
	fields []float32 // (n, h, w)
	side   [2]int    // w, h
}

func newNetwork(bind Bind) View { return &network{bind: bind} }

// Read implements View.
func (v *network) Read(f *frame.Frame) {
	v.sizes = v.sizes[:0]
	for _, n := range values(f, v.bind.name("sizes", "net/sizes")) {
		if !(n > 0) {
			n = 0
		}
		v.sizes = append(v.sizes, int(min(n, most)))
	}
	v.picked = chosen(f)
	v.inputs = values(f, v.bind.name("on", "net/inputs"))
	v.on = v.on[:0]
	for i, on := range v.inputs {
		if on > 0 {
			v.on = append(v.on, i)
		}
	}
	if v.inputs == nil && len(v.sizes) > 0 {
		for i := range v.sizes[0] {
			v.on = append(v.on, i)
		}
	}
	v.layers = v.layers[:0]
	for l := range v.sizes {
		get := func(slot string) []float32 { return values(f, v.bind.name(slot, slot+"/")+digits(l)) }
		row := layer{get("w"), get("g"), get("b"), get("act"), get("flag"), get("gate"), nil, [2]int{}}
		if a := f.Array(v.bind.name("field", "field/") + digits(l)); a != nil && len(a.Shape) == 3 {
			row.fields, row.side = a.Data, [2]int{a.Shape[2], a.Shape[1]}
		}
		v.layers = append(v.layers, row)
	}
}

func digits(l int) string { return strconv.Itoa(l) }

// Arrange implements View. As long as the numbers of units stay, so do the curves.
func (v *network) Arrange(area layout.Rect, s *Setup) {
	v.setup = s
	if len(v.sizes) < 2 || area.Empty() {
		v.net, v.key = nil, ""
		return
	}
	rows := v.on
	v.off = 0
	if v.inputs != nil && !s.Embed { // an input that is off is there to be put on, except in a figure
		rows = nil
		for i, on := range v.inputs {
			switch {
			case on == 0 && s.Folded:
				v.off++
			case on >= 0: // below 0 it is not to be had
				rows = append(rows, i)
			}
		}
	}
	counts := append([]int{len(rows)}, v.sizes[1:]...)
	key := digits(v.off) + map[bool]string{true: "|", false: ":"}[s.Beside]
	for _, n := range append(append(counts, v.on...), rows...) {
		key += digits(n) + ","
	}
	if key == v.key && v.net.Area == area {
		return
	}
	v.key, v.rows = key, append([]int(nil), rows...)
	style := s.style()
	if s.Beside {
		style = layout.Beside
	}
	v.net = layout.NewNetwork(area, counts, style, v.off > 0)
	v.curves = make([][]layout.Curve, len(counts))
	for l := 1; l < len(counts); l++ {
		m := v.before(l)
		v.curves[l] = make([]layout.Curve, v.sizes[l]*m)
		for i := range v.curves[l] {
			v.curves[l][i] = v.net.Edge(l, i/m, v.row(l-1, i%m))
		}
	}
}

// before is how many weights each unit of layer l has.
func (v *network) before(l int) int {
	if l == 1 {
		return len(v.on)
	}
	return v.sizes[l-1]
}

// row is which tile of column l unit i of the weights is: inputs that are off have no weights.
func (v *network) row(l, i int) int {
	if l > 0 {
		return i
	}
	for r, input := range v.rows {
		if input == v.on[i] {
			return r
		}
	}
	return 0
}

// hops is how many layers have weights.
func (v *network) hops() int { return len(v.sizes) - 1 }

// lit says whether input i is on.
func (v *network) lit(i int) bool { return v.inputs == nil || at(v.inputs, i) > 0 }

// field is what unit i of layer l makes of the plane; for layer 0, i is the input's index.
func (v *network) field(l, i int) (heat.Field, bool) {
	row := &v.layers[l]
	n := row.side[0] * row.side[1]
	if n == 0 || (i+1)*n > len(row.fields) {
		return heat.Field{}, false
	}
	return heat.Field{W: row.side[0], H: row.side[1], V: row.fields[i*n : (i+1)*n]}, true
}

// Announce implements View.
func (v *network) Announce(e *Layout) {
	if v.net == nil {
		return
	}
	last := v.hops()
	for l := range v.net.Columns {
		c := &v.net.Columns[l]
		if v.net.Open(l) {
			continue
		}
		e.Heads = append(e.Heads, Head{l, c.X, v.net.Head, v.net.Room(l)})
		for i, y := range c.Y {
			unit := i
			if l == 0 {
				unit = v.rows[i]
			}
			e.Nodes = append(e.Nodes, Node{l, unit, c.X, y, c.Side, c.Side})
			id := "n" + digits(l) + "." + digits(unit)
			switch {
			case l == 0:
				class := "input"
				if !v.lit(unit) {
					class = "input off"
				}
				e.Labels = append(e.Labels, Label{id, c.X - c.Side/2 - 8, y, "r", "m", "stage.input", Arg{Name: "i", Number: unit}, class})
			case l < last && v.setup.style() == layout.Roomy && v.net.Numbered(l):
				key, class := "stage.neuron", "num"
				switch flag := at(v.layers[l].flag, i); {
				case l == 1 && v.names.neuron == i+1:
					key, class = "stage.name.neuron", "called strong"
				case v.net.Room(l) < 90:
				case v.gate(l, i, cutOut):
					key, class = "stage.cut", "num sat"
				case v.gate(l, i, frozen):
					key, class = "stage.frozen", "num sat"
				case flag == saturated:
					key, class = "stage.saturated", "num sat"
				case flag == silent:
					key, class = "stage.silent", "num sat"
				}
				e.Labels = append(e.Labels, Label{id, c.X, y + c.Side/2 + 3, "c", "t", key, Arg{Name: "n", Number: i + 1}, class})
			}
		}
	}
	if v.net.Foot > 0 {
		c := v.net.Columns[0]
		x, align, key := c.X, "c", "stage.inputs.more"
		if v.setup.Beside { // the next column is near
			x, align, key = c.X+c.Side/2, "r", "stage.inputs.plus"
		}
		e.Labels = append(e.Labels, Label{"more", x, v.net.Foot, align, "t", key, Arg{Name: "n", Number: v.off}, "more"})
	}
	e.Labels = append(e.Labels, v.names.labels...)
	if v.net.Ruler == 0 {
		return
	}
	for l := 1; l <= last; l++ {
		x, ok := v.hop(l)
		if ok {
			e.Labels = append(e.Labels, Label{"hop" + digits(l), x, v.net.Ruler, "c", "m", "stage.hop", Arg{Name: "n", Number: l}, "hop"})
		}
	}
	x := (v.net.Columns[0].X + v.net.Columns[last].X) / 2
	e.Labels = append(e.Labels, Label{"cap", x, v.net.Ruler + 18, "c", "m", "stage.cap", Arg{Name: "n", Number: last}, "cap"})
}

// hop is the middle of the ruler between two columns, and whether there is room for a number.
func (v *network) hop(l int) (x float64, ok bool) {
	a, b := v.net.Columns[l-1].X, v.net.Columns[l].X
	return (a + b) / 2, b-a >= 24
}
