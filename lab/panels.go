package lab

import "github.com/whisker-lab/whisker/lab/sheet"

// Panels is what the page's panels show, by their kinds; what there is nothing of is left out.
type Panels struct {
	Data      DataPanel      `json:"data,omitzero"`
	Network   NetworkPanel   `json:"network,omitzero"`
	Readouts  ReadoutsPanel  `json:"readouts,omitzero"`
	Confusion ConfusionPanel `json:"confusion,omitzero"`
	Legend    []Key          `json:"legend,omitempty"`  // what marks on the large plot mean
	Outputs   []Histogram    `json:"outputs,omitempty"` // what each layer gives for the training points, the first hidden one first
	Spreads   []Spread       `json:"spreads,omitempty"` // of the inputs that are on
	Inspector *Inspection    `json:"inspector,omitempty"`
	Space     *Space         `json:"space,omitempty"`
	Compare   *Compare       `json:"compare,omitempty"`  // the second run, if there is one
	Own       *OwnState      `json:"own,omitempty"`      // where the data are the reader's
	Table     *sheet.State   `json:"table,omitempty"`    // that is being looked at
	Diverged  *DivergedPanel `json:"diverged,omitempty"` // only while the run has
}

// DataPanel says what the points are.
type DataPanel struct {
	Kind    string   `json:"kind,omitempty"`    // classes, surface or curve
	Classes int      `json:"classes"`           // that are told apart, 0 for none
	Names   []string `json:"names,omitempty"`   // of the classes: keys of the page's words, or texts of the reader's own
	Axes    []Axis   `json:"axes,omitempty"`    // what is plotted, likewise; left out where it is x1 and x2
	OwnKind string   `json:"ownKind,omitempty"` // of what the reader has drawn, chosen or not
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
