package viz

import (
	"math"

	"github.com/whisker-lab/whisker/frame"
	"github.com/whisker-lab/whisker/viz/heat"
	"github.com/whisker-lab/whisker/viz/layout"
	"github.com/whisker-lab/whisker/viz/shape"
)

// tiles are the hidden neurons of a network as small pictures of what each makes of the plane, layer after layer; one of them is
// looked at.
//
// Slots: sizes, and at, layer and unit of the one that is looked at; the pictures are field/l and gate/l as a network has them. Bind
// says as press the control that a press sets to the neuron's number, counted from 1 over all hidden layers.
type tiles struct {
	bind   Bind
	layers []tileLayer
	at     [2]int
	places []tilePlace
	named  bool // whether there is room for names below them
}

// tileLayer is a hidden layer: the pictures (units, h, w) and gates (units) of its neurons.
type tileLayer struct {
	units, w, h int
	field, gate []float32
}

// tilePlace is where a neuron's picture lies.
type tilePlace struct {
	layer, unit int // layer from 1
	at          layout.Rect
}

func newTiles(bind Bind) View { return &tiles{bind: bind} }

// mostTiles is how many neurons are shown.
const mostTiles = 256

// Read implements View.
func (v *tiles) Read(f *frame.Frame) {
	v.layers = v.layers[:0]
	sizes, all := values(f, v.bind.name("sizes", "net/sizes")), 0
	for l := 1; l+1 < len(sizes); l++ {
		one := tileLayer{gate: values(f, "gate/"+digits(l))}
		if a := f.Array("field/" + digits(l)); a != nil && len(a.Shape) == 3 && a.Shape[1] > 0 && a.Shape[2] > 0 {
			one.h, one.w, one.field = a.Shape[1], a.Shape[2], a.Data
			one.units = max(min(a.Shape[0], len(a.Data)/(one.w*one.h), mostTiles-all), 0)
		}
		all += one.units
		v.layers = append(v.layers, one)
	}
	chosen := values(f, v.bind.name("at", "tiles/at"))
	v.at = [2]int{whole(chosen, 0), whole(chosen, 1)}
}

// Of a tile: its side at most, what stands below it, and the room between two.
const (
	tileMost, tileBelow, tileGap = 44.0, 18.0, 9.0
	tileFrame                    = 4.0  // about the one that is looked at
	tileLeast                    = 26.0 // below that they stand in rows
)

// Arrange implements View: all in one row where there is room, else in as many as leave them largest, without what stands below.
func (v *tiles) Arrange(area layout.Rect, _ *Setup) {
	v.places = v.places[:0]
	all := 0
	for _, l := range v.layers {
		all += l.units
	}
	area = area.Grow(-tileFrame)
	if area.W <= 0 || area.H <= 0 || all == 0 {
		return
	}
	across, gap, down := all, tileGap, 0.0
	side := math.Floor(min(tileMost, (area.W+gap)/float64(all)-gap, area.H-tileBelow))
	if side < tileLeast {
		gap, side = tileGap/2, 1
		for rows := 1; rows <= all; rows++ {
			n := (all + rows - 1) / rows
			if s := math.Floor(min((area.W+gap)/float64(n), (area.H+gap)/float64(rows)) - gap); s > side {
				across, side = n, s
			}
		}
		down = side + gap
	}
	i := 0
	for l := range v.layers {
		for u := range v.layers[l].units {
			x, y := area.X+float64(i%across)*(side+gap), area.Y+float64(i/across)*down
			v.places = append(v.places, tilePlace{l + 1, u, layout.Rect{X: x, Y: y, W: side, H: side}})
			i++
		}
	}
	v.named = down == 0
}

// Draw implements View.
func (v *tiles) Draw(p *Picture, s *Scene) {
	for i, t := range v.places {
		l := &v.layers[t.layer-1]
		radius, alpha := min(corner, t.at.W*0.16), 1.0
		out := int(at(l.gate, t.unit))&cutOut != 0
		if out {
			alpha = offered
		}
		if s.Fresh {
			size := l.w * l.h
			p.fill(i, heat.Field{W: l.w, H: l.h, V: l.field[t.unit*size:][:size]}, s.Ramp)
		}
		p.tile(i, t.at, radius, alpha)
		if out {
			in := t.at.W * 0.1
			p.Over.Line(t.at.X+in, t.at.Bottom()-in, t.at.Right()-in, t.at.Y+in, 1.5, shape.Of(s.Theme.Ink2, 1))
			p.Over.Line(t.at.X+in, t.at.Y+in, t.at.Right()-in, t.at.Bottom()-in, 1.5, shape.Of(s.Theme.Ink2, 1))
		}
		switch {
		case v.at == [2]int{t.layer, t.unit}:
			p.Over.Box(t.at.Grow(3), radius+3, 2, shape.Of(s.Theme.Nose, 1))
		case s.Hover.Of == unitPart(t.layer, t.unit):
			p.Over.Box(t.at.Grow(2), radius+2, 1.5, shape.Of(s.Theme.Ink3, 1))
		default:
			p.Over.Box(t.at.Grow(0.5), radius, 1, shape.Of(s.Theme.LineStrong, 1))
		}
	}
}

// Hit implements View.
func (v *tiles) Hit(x, y float64, touch bool) Target {
	for i, t := range v.places {
		if !near(t.at, t.at.W+tileGap, x, y, touch) {
			continue
		}
		said := Target{ID: name("tile", t.layer, t.unit), Kind: "tile", Cursor: "pointer", Of: unitPart(t.layer, t.unit), Box: &v.places[i].at,
			Say: &Say{Key: "hint.tile", Args: Args{"name": UnitArg{[2]int{t.layer, t.unit}}}, More: "hint.tile.press"}}
		if control := v.bind["press"]; control != "" {
			said.Press = Msg{"do": "set", "name": control, "value": i + 1}
		}
		return said
	}
	return Target{}
}

// Announce implements View: layer and neuron below each, where there is room.
func (v *tiles) Announce(e *Layout) {
	for _, t := range v.places {
		if !v.named {
			break
		}
		x, _ := t.at.Middle()
		class := "tile"
		if v.at == [2]int{t.layer, t.unit} {
			class += " on"
		}
		e.Labels = append(e.Labels, Label{"tile" + digits(t.layer) + "." + digits(t.unit), math.Round(x), t.at.Bottom() + 4, "c", "t", "stage.tick", worded(digits(t.layer) + "." + digits(t.unit+1)), class})
	}
}
