package viz

import "encoding/json"

// Kind says what a Target is.
type Kind string

// What the pointer can be over.
const (
	Nothing   Kind = ""
	Neuron    Kind = "neuron"
	Input     Kind = "input"
	Edge      Kind = "edge"
	Bias      Kind = "bias"
	DataAt    Kind = "point"
	PlotAt    Kind = "plot"
	LossAt    Kind = "loss"
	CentreAt  Kind = "centre"
	Column    Kind = "column" // a whole layer, which only the page selects
	nowhere        = -1
	valued         = -2 // in place of the class of a point that has a value
	crosshair      = "crosshair"
)

// Target is a thing under the pointer. Which fields count depends on the kind.
type Target struct {
	Kind  Kind
	Layer int // neuron, edge, bias
	Unit  int // neuron, bias, edge (its out), input, point, centre (its index)
	In    int // edge
	On    bool
	Value float64 // edge, bias, plot; point without a class
	X, Y  float64 // point, plot, centre: on the plane
	Class int     // point, centre; plot with classes: the winner; else -1
	Test  bool
	Epoch float64
	Train *float32 // loss: nil where there is none
	Tests *float32
}

// same says whether both are the same thing, whatever value it has.
func (t Target) same(u Target) bool {
	return t.Kind == u.Kind && t.Layer == u.Layer && t.Unit == u.Unit && t.In == u.In
}

// is says whether the target is this neuron.
func (t Target) is(layer, unit int) bool {
	return t.Kind == Neuron && t.Layer == layer && t.Unit == unit
}

// MarshalJSON writes the fields that belong to the kind.
func (t Target) MarshalJSON() ([]byte, error) {
	m := map[string]any{"kind": t.Kind}
	switch t.Kind {
	case Neuron:
		m["layer"], m["unit"] = t.Layer, t.Unit
	case Input:
		m["index"], m["on"] = t.Unit, t.On
	case Edge:
		m["layer"], m["out"], m["in"], m["value"] = t.Layer, t.Unit, t.In, plain(t.Value)
	case Bias:
		m["layer"], m["unit"], m["value"] = t.Layer, t.Unit, plain(t.Value)
	case DataAt:
		m["index"], m["x"], m["y"], m["test"] = t.Unit, plain(t.X), plain(t.Y), t.Test
		if t.Class != valued {
			m["class"] = t.Class
		} else {
			m["value"] = plain(t.Value)
		}
	case CentreAt:
		m["index"], m["x"], m["y"], m["class"] = t.Unit, plain(t.X), plain(t.Y), t.Class
	case PlotAt:
		m["x"], m["y"], m["value"] = plain(t.X), plain(t.Y), plain(t.Value)
		if t.Class >= 0 {
			m["class"] = t.Class
		}
	case LossAt:
		m["epoch"], m["train"], m["test"] = plain(t.Epoch), t.Train, t.Tests
	}
	return json.Marshal(m)
}

// plain is a number for JSON, as short as the frame's float32 is, or null: JSON has no NaN, a diverged network has.
func plain(v float64) any {
	if !finite(v) {
		return nil
	}
	return float32(v)
}

// selection is a neuron, an edge or a layer that the page selected.
type selection struct {
	Layer int  `json:"layer"`
	Unit  *int `json:"unit"`
	Out   *int `json:"out"`
	In    *int `json:"in"`
}

// target is what the selection means.
func (s *selection) target() Target {
	switch {
	case s == nil:
		return Target{}
	case s.Out != nil && s.In != nil:
		return Target{Kind: Edge, Layer: s.Layer, Unit: *s.Out, In: *s.In}
	case s.Unit != nil && s.Layer == 0:
		return Target{Kind: Input, Unit: *s.Unit}
	case s.Unit != nil:
		return Target{Kind: Neuron, Layer: s.Layer, Unit: *s.Unit}
	case s.Layer > 0:
		return Target{Kind: Column, Layer: s.Layer}
	}
	return Target{}
}
