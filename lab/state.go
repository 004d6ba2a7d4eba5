package lab

import (
	"encoding/json"
	"math"

	"github.com/whisker-lab/whisker/lab/sheet"
)

// State is what the page is told: JSON, at most twenty times a second. Its metrics belong to its step.
type State struct {
	Lesson    string             `json:"lesson"`
	Step      int                `json:"step"`
	Epoch     float64            `json:"epoch"`
	Playing   bool               `json:"playing"`
	Done      bool               `json:"done,omitempty"`
	Seed      float64            `json:"seed"`
	Link      string             `json:"link"`
	Controls  map[string]any     `json:"controls"`
	Metrics   map[string]float64 `json:"metrics"`
	Readouts  []string           `json:"readouts"` // the metrics that matter most here, the first one first
	Events    []Event            `json:"events"`
	Diverged  bool               `json:"diverged,omitempty"`
	CanGoBack bool               `json:"canGoBack,omitempty"`
	Narrator  Line               `json:"narrator"`
	Count     int                `json:"count,omitempty"`     // what is shown in the place of the epoch, where that says little
	Legend    []Key              `json:"legend,omitempty"`    // what marks on the large plot mean
	Kind      string             `json:"kind,omitempty"`      // of the data: classes, surface or curve
	Classes   int                `json:"classes"`             // that are told apart, 0 for none
	Names     []string           `json:"names,omitempty"`     // of the classes: keys of the page's words, or texts of the reader's own
	Axes      []Axis             `json:"axes,omitempty"`      // what is plotted, likewise; left out where it is x1 and x2
	Sizes     []int              `json:"sizes"`               // of a network's columns: inputs, hidden layers, outputs
	Confusion [][]int            `json:"confusion,omitempty"` // test examples by what they are (the row) and what they were taken for
	Own       *OwnState          `json:"own,omitempty"`       // where the data are the reader's
	OwnKind   string             `json:"ownKind,omitempty"`   // of what the reader has drawn, chosen or not
	Table     *sheet.State       `json:"table,omitempty"`     // that is being looked at
	Lit       *Cell              `json:"lit,omitempty"`       // the cell of Confusion whose points are shown
	Selected  Selection          `json:"selected"`
	Outputs   []Histogram        `json:"outputs,omitempty"` // what each layer gives for the training points, the first hidden one first
	Spreads   []Spread           `json:"spreads,omitempty"` // of the inputs that are on
	Inspect   *Inspection        `json:"inspect"`
	Frozen    [][2]int           `json:"frozen,omitempty"` // layer and unit of each neuron whose weights stay as they are
	Cut       [][2]int           `json:"cut,omitempty"`    // layer and unit of each neuron that is out
	Space     *Space             `json:"space,omitempty"`
	Whole     map[string]float64 `json:"whole,omitempty"`   // metrics of the network with nothing cut out
	Compare   *Compare           `json:"compare,omitempty"` // the second run, if there is one
	Shared    string             `json:"shared,omitempty"`  // the link with what was learned, if the last message asked for it
	File      json.RawMessage    `json:"file,omitempty"`    // what to keep the session in, likewise
}

// Axis is the name of something that was measured and its unit, if it has one.
type Axis struct {
	Name string `json:"name"`
	Unit string `json:"unit,omitempty"`
}

// Key is a kind of mark and its name, a key of the page's words below legend.
type Key struct {
	Name   string `json:"name"`
	Class  int    `json:"class"` // whose colour and shape it has, −1 for none
	Hollow bool   `json:"hollow,omitempty"`
}

// Cell is a cell of a confusion matrix.
type Cell struct {
	Actual    int `json:"actual"`
	Predicted int `json:"predicted"`
}

// Put adds a metric, unless it is no number.
func (s *State) Put(name string, v float64) {
	if !math.IsNaN(v) && !math.IsInf(v, 0) {
		s.Metrics[name] = v
	}
}

// State is what the session is at now.
func (s *Session) State() *State {
	st := &State{
		Lesson: s.config.lesson.ID, Step: s.steps, Epoch: s.run.Epoch(), Playing: s.playing, Done: s.done,
		Link: s.config.Link(), Controls: s.config.all(), Metrics: map[string]float64{}, Events: append([]Event{}, s.events...),
		Diverged: s.diverged, CanGoBack: s.good != nil, Narrator: s.said, Sizes: []int{}, Readouts: []string{}, Selected: s.selected,
	}
	if st.Own = s.ownState(); s.config.offersOwn() {
		st.OwnKind = s.config.Own().Kind()
	}
	if s.table != nil {
		st.Table = s.table.State()
	}
	if s.config.Has("seed") {
		st.Seed = s.config.Number("seed")
	}
	if s.metric > 0 {
		st.Metrics["examplesPerSecond"] = s.metric
	}
	s.run.Report(st)
	if c, ok := s.run.(Commentator); ok && s.telling {
		if line := c.Comment(); line.Key != "" {
			st.Narrator = line
		}
	}
	if s.selected.Layer > 0 {
		st.Inspect, _ = s.explain(s.selected)
	}
	st.Shared, st.File = s.answer.Shared, s.answer.File
	if s.twin != nil {
		st.Compare = s.twin.report(s.config.versus)
	}
	return st
}
