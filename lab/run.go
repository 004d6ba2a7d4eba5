package lab

import (
	"fmt"

	"github.com/whisker-lab/whisker/frame"
	"github.com/whisker-lab/whisker/nn"
)

// Run is a lesson under way: a learner together with its data, and what can be shown of both. What it can do besides, it says
// by the interfaces of this file, of which each is had whole or not at all.
type Run interface {
	nn.Learner
	// Progress is how far it has come, and how it goes through its data. It is asked at every step.
	Progress() Progress
	// Report fills in what a state says of the run: metrics and whatever else fits.
	Report(s *State)
	// Paint adds to a frame what Publish does not give: fields, points, ranges.
	Paint(f *frame.Frame, focus Focus)
}

// Progress is how far a run has come, and how it goes through its data.
type Progress struct {
	Epoch    float64 // how often the data have been gone through; a run whose steps each see all of them counts steps
	Batches  int     // steps that make one pass over the data
	Examples int     // that the last step saw, for the speed
	Pace     float64 // steps a second that an eye can follow, the speed auto; 0 where that is not for the run to say
}

// Weighted is a run whose weights can be set by hand, shared in a link, and carried over to another one of the same shape.
type Weighted interface {
	// Edit sets one weight; in < 0 means the bias.
	Edit(layer, out, in int, value float64) error
	// Shape is the widths of the layers.
	Shape() []int
	Weights() []float32
	SetWeights(w []float32) error
}

// An Explainer is a run that shows the numbers of one neuron, and fills in those of points.
type Explainer interface {
	// Has says what is not there of a place: a neuron, an input (layer 0), or, with unit −1, a column.
	Has(layer, unit int) error
	// Explain shows the numbers of a selection with a neuron. The error says what is not there.
	Explain(s Selection) (*Inspection, error)
	// Mark adds to a frame what the stage is to point at.
	Mark(f *frame.Frame, s Selection)
	// Points is how many points can be selected.
	Points() int
}

// A Scorer is a run with a loss, which can run away.
type Scorer interface {
	// Score is the loss over all of its training and its test data, for the curves over the epochs. Either is NaN where there is
	// none.
	Score() (train, test float64)
	// Judge is the test loss and the share of the test data that it is right about, for when to stop; both are NaN where that is
	// nothing to stop by.
	Judge() (loss, accuracy float64)
	// Runaway is where a run that has diverged began to, nil where that is not known.
	Runaway() *Runaway
}

// A Speaker is a run that has something to say about itself. No key is nothing.
type Speaker interface {
	Say(about About) Line
}

// About is what a run is asked to say something about.
type About struct {
	Occasion Occasion
	Message  string   // that it has just obeyed
	Control  string   // that was set
	History  *History // of how it goes
	Said     Line     // what stands of how it goes, if anything
}

// Still is a line, or what stands where that says the same: its numbers are those of when it was said.
func (a About) Still(line Line) Line {
	if line.Key == a.Said.Key {
		return a.Said
	}
	return line
}

// Occasion is when a run is asked.
type Occasion uint8

// Occasions.
const (
	Obeyed  Occasion = iota // a message of its own: what came of it
	Set                     // a control, and it has more to say than that it was
	Stepped                 // whenever a state is asked for after a step
	Passed                  // an epoch: how it goes; and again whenever a state is asked for after a further step
)

// An Actor is a run that understands messages of its own. Act tells whether it knows the message.
type Actor interface {
	Act(m Msg) (known bool, err error)
}

// An Adapter is a run that looks at the config itself, not only at the numbers that Tune hands it. Adapt tells whether it goes
// on after a change for which a new one would be made otherwise; where it does not, it is as it was.
type Adapter interface {
	Adapt(c Config, changed Change) bool
}

// Change is what changed in a config. Live ones, for which no new run would be made, may be any number at once; else it is one
// control, or, for Redata, the reader's own points.
type Change struct {
	Effect  Effect
	Control string  // of a rebuild
	Value   float64 // that it is set to, as Tune would have it
}

// An Idler works out between steps what is shown besides: bounded pieces, of which neither a step nor a file depends. Idle does one
// and tells whether there was one to do; while the run is learning it is to be sparing.
type Idler interface {
	Idle(learning bool) (busy bool)
}

// Refusal is an error that the page has words for: what was asked for cannot be, and nothing has changed but what is said.
type Refusal struct{ Line }

func (r Refusal) Error() string { return fmt.Sprintf("lab: refused: %s %v", r.Key, r.Args) }

// Focus is what is looked at: a neuron, an input (layer 0), or, with unit −1, a column. Layer −1 is nothing. A run is asked to
// paint neurons only, in place of the output, for which the zero value stands.
type Focus struct {
	Layer int `json:"layer"`
	Unit  int `json:"unit"`
}

// painted is what the large plot shows.
func (f Focus) painted() Focus {
	if f.Layer > 0 && f.Unit >= 0 {
		return f
	}
	return Focus{}
}

// Runaway is where numbers first left all bounds.
type Runaway struct {
	Layer int     `json:"layer"` // 1 for the first hidden one
	Since int     `json:"since"` // the step
	Size  float64 `json:"size"`  // of its largest weight, or 0 if that was never a large number, but at once none
}

// Line is a sentence for the reader: a key of the page's words and what to fill in.
type Line struct {
	Key  string         `json:"key"`
	Args map[string]any `json:"args,omitempty"`
}

// epoch is how often a run has gone through its data.
func epoch(r Run) float64 { return r.Progress().Epoch }

// ask is what a run has to say; no key is nothing.
func ask(r Run, about About) Line {
	if s, ok := r.(Speaker); ok {
		return s.Say(about)
	}
	return Line{}
}

// adapt has a run look at its config, and tells whether it goes on with it.
func (c Config) adapt(r Run, changed Change) bool {
	a, ok := r.(Adapter)
	return ok && a.Adapt(c, changed)
}

// view has a run look at what is live in its config.
func (c Config) view(r Run) {
	if t, ok := r.(*twin); ok {
		r = t.Run
	}
	c.adapt(r, Change{Effect: Live})
}
