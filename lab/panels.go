package lab

import (
	"encoding/json"
	"reflect"
	"strings"

	"github.com/whisker-lab/whisker/lab/sheet"
)

// Panels is what the page's panels show, by their kinds; what there is nothing of is left out. The fields are those that many
// lessons share, or the session fills; kinds of a lesson's own are Put.
type Panels struct {
	Data      DataPanel      `json:"data,omitzero"`
	Network   NetworkPanel   `json:"network,omitzero"`
	Readouts  ReadoutsPanel  `json:"readouts,omitzero"`
	Confusion ConfusionPanel `json:"confusion,omitzero"`
	Legend    []Key          `json:"legend,omitempty"`  // what marks on the large plot mean
	Outputs   []Histogram    `json:"outputs,omitempty"` // what each layer gives for the training points, the first hidden one first
	Spreads   []Spread       `json:"spreads,omitempty"` // of the inputs that are on
	Inspector *Inspection    `json:"inspector,omitempty"`
	Compare   *Compare       `json:"compare,omitempty"`  // the second run, if there is one
	Own       *OwnState      `json:"own,omitempty"`      // where the data are the reader's
	Album     *Album         `json:"album,omitempty"`    // where the lesson takes pictures of the reader's
	Table     *sheet.State   `json:"table,omitempty"`    // that is being looked at
	Diverged  *DivergedPanel `json:"diverged,omitempty"` // only while the run has
	Trial     *TrialPanel    `json:"trial,omitempty"`    // the question that is being asked

	put []panel // in the order of Put
}

// panel is what one of a lesson's own panels shows.
type panel struct {
	kind string
	v    any
}

const badPanel = "lab: a panel of that kind is there already"

// Put adds what a panel of a lesson's own kind shows. A kind that is there already is the caller's bug.
func (p *Panels) Put(kind string, v any) {
	if kind == "" || p.Of(kind) != nil {
		panic(badPanel)
	}
	for f := range reflect.TypeFor[Panels]().Fields() {
		if name, _, _ := strings.Cut(f.Tag.Get("json"), ","); name == kind {
			panic(badPanel)
		}
	}
	p.put = append(p.put, panel{kind, v})
}

// Of is what was Put of a kind, or nil.
func (p *Panels) Of(kind string) any {
	for _, own := range p.put {
		if own.kind == kind {
			return own.v
		}
	}
	return nil
}

// MarshalJSON is part of json.Marshaler: the fields, then what was Put.
func (p Panels) MarshalJSON() ([]byte, error) {
	type fields Panels // without this method
	b, err := json.Marshal(fields(p))
	if err != nil {
		return nil, err
	}
	for _, own := range p.put {
		kind, err := json.Marshal(own.kind)
		if err != nil {
			return nil, err
		}
		v, err := json.Marshal(own.v)
		if err != nil {
			return nil, err
		}
		if b = b[:len(b)-1]; len(b) > 1 {
			b = append(b, ',')
		}
		b = append(append(append(append(b, kind...), ':'), v...), '}')
	}
	return b, nil
}

// DataPanel says what the points are.
type DataPanel struct {
	Kind    string   `json:"kind,omitempty"`    // classes, surface or curve
	Classes int      `json:"classes"`           // that are told apart, 0 for none
	Names   []string `json:"names,omitempty"`   // of the classes: keys of the page's words, or texts of the reader's own
	Axes    []Axis   `json:"axes,omitempty"`    // what is plotted, likewise; left out where it is x1 and x2
	Given   bool     `json:"given,omitempty"`   // they are the reader's own, out of a table, even where the page has a word for them
	OwnKind string   `json:"ownKind,omitempty"` // of what the reader has drawn, chosen or not
	// A few of the points that the reader has drawn or brought, see own.Points.Sketch; none of the example.
	OwnSketch [][3]float64 `json:"ownSketch,omitempty"`
}

// NetworkPanel is a network's columns and what in them is not as usual.
type NetworkPanel struct {
	Sizes  []int              `json:"sizes"`            // inputs, hidden layers, outputs
	Frozen [][2]int           `json:"frozen,omitempty"` // layer and unit of each neuron whose weights stay as they are
	Cut    [][2]int           `json:"cut,omitempty"`    // layer and unit of each neuron that is out
	Whole  map[string]float64 `json:"whole,omitempty"`  // metrics of the network with nothing cut out
}

// ReadoutsPanel is the metrics that matter most here, the first one first.
type ReadoutsPanel struct {
	Metrics []string `json:"metrics"`
	Count   int      `json:"count,omitempty"` // what is shown in the place of the epoch, where that says little
}

// ConfusionPanel is test examples by what they are (the row) and what they were taken for.
type ConfusionPanel struct {
	Counts [][]int `json:"counts"`
	Lit    *Cell   `json:"lit,omitempty"` // the cell whose points are shown
}

// DivergedPanel says where a run left all bounds, if that is known, and whether there is an earlier one to go back to.
type DivergedPanel struct {
	Back bool `json:"back"`
	*Runaway
}
