package viz

import (
	"encoding/json"
	"math"
	"slices"

	"github.com/whisker-lab/whisker/viz/layout"
)

// The events below are what the page hears; they go to it as JSON.

// Drawn says that the frame with this number is on the screen.
type Drawn struct {
	Type string `json:"type"` // "drawn"
	Seq  uint32 `json:"seq"`
}

// Hover says what is under the pointer, Tap what was clicked: Target is null for nothing.
type Hover struct {
	Type   string  `json:"type"` // "hover" or "tap"
	Target *Target `json:"target"`
	At     Place   `json:"at"`
}

// Place is a point in CSS pixels.
type Place struct {
	X float64 `json:"x"`
	Y float64 `json:"y"`
}

// Send carries a message for the engine.
type Send struct {
	Type string `json:"type"` // "msg"
	Msg  any    `json:"msg"`
}

// Edit sets a weight or a bias; In is nil for a bias.
type Edit struct {
	Do    string  `json:"do"`   // "edit"
	What  string  `json:"what"` // "weight" or "bias"
	Layer int     `json:"layer"`
	Out   int     `json:"out"`
	In    *int    `json:"in,omitempty"`
	Value float64 `json:"value"`
}

// Put sets a centre down somewhere else on the plane.
type Put struct {
	Do    string  `json:"do"` // "centre"
	Index int     `json:"index"`
	X     float64 `json:"x"`
	Y     float64 `json:"y"`
}

// Focus asks for the field of one neuron in the large plot; -1, -1 asks for the output again.
type Focus struct {
	Do    string `json:"do"` // "focus"
	Layer int    `json:"layer"`
	Unit  int    `json:"unit"`
}

// Layout says where the page puts its words and its controls.
type Layout struct {
	Type   string   `json:"type"` // "layout"
	Nodes  []Node   `json:"nodes"`
	Labels []Label  `json:"labels"`
	Heads  []Head   `json:"heads"`
	Plot   *PlotBox `json:"plot"`
}

// Labels is a layout in which nothing but the labels is another than before.
type Labels struct {
	Type   string  `json:"type"` // "labels"
	Labels []Label `json:"labels"`
}

// Node is a tile by its centre. Units of layer 0 are the inputs, also those that are off.
type Node struct {
	Layer int     `json:"layer"`
	Unit  int     `json:"unit"`
	X     float64 `json:"x"`
	Y     float64 `json:"y"`
	W     float64 `json:"w"`
	H     float64 `json:"h"`
}

// Head is the top of a column: its centre, its top and the room it may take.
type Head struct {
	Layer int     `json:"layer"`
	X     float64 `json:"x"`
	Y     float64 `json:"y"`
	W     float64 `json:"w"`
}

// PlotBox is the square of the large plot and the part of the plane it shows: xmin, xmax, ymin, ymax.
type PlotBox struct {
	layout.Rect
	Range [4]float64 `json:"range"`
}

// Label is a word or a number for the page to write: a key of its string tables and that string's argument.
type Label struct {
	ID     string  `json:"id"`
	X      float64 `json:"x"`
	Y      float64 `json:"y"`
	Align  string  `json:"align"`  // c, l or r
	Valign string  `json:"valign"` // m, t or b
	Key    string  `json:"key"`
	Args   Arg     `json:"args"`
	Class  string  `json:"cls"`
}

// put adds a label: what it is called, where it stands, its key with an argument, and its class.
type put func(id string, x, y float64, align, valign, key string, a Arg, class string)

// putter adds labels that are called prefix and more, at whole multiples of grid.
func (a *Layout) putter(prefix string, grid float64) put {
	return func(id string, x, y float64, align, valign, key string, said Arg, class string) {
		a.put(prefix, grid, id, x, y, align, valign, key, said, class)
	}
}

// put adds a label. Views call it for every word of theirs, and inlined it would be a good part of the stage's program.
//
//go:noinline
func (a *Layout) put(prefix string, grid float64, id string, x, y float64, align, valign, key string, said Arg, class string) {
	a.Labels = append(a.Labels, Label{prefix + id, math.Round(x/grid) * grid, math.Round(y/grid) * grid, align, valign, key, said, class})
}

// Arg is at most one named argument, text or number, and a class that is to be called by its name.
type Arg struct {
	Name   string
	Text   string
	Number int
	Class  int // from 1, 0 for none
}

// worded is an argument that is a text.
func worded(text string) Arg { return Arg{Name: "text", Text: text} }

// MarshalJSON writes {} or {"name": value}, and {"class": 0} for the first class.
func (a Arg) MarshalJSON() ([]byte, error) {
	m := map[string]any{}
	switch {
	case a.Name == "":
	case a.Text != "":
		m[a.Name] = a.Text
	default:
		m[a.Name] = a.Number
	}
	if a.Class > 0 {
		m["class"] = a.Class - 1
	}
	return json.Marshal(m)
}

// stands tells whether all but the labels is as in the other.
func (a *Layout) stands(b *Layout) bool {
	plots := (a.Plot == nil) == (b.Plot == nil) && (a.Plot == nil || *a.Plot == *b.Plot)
	return plots && slices.Equal(a.Nodes, b.Nodes) && slices.Equal(a.Heads, b.Heads)
}
