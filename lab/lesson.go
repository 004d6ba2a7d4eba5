package lab

import (
	"fmt"
	"slices"

	"github.com/whisker-lab/whisker/frame"
	"github.com/whisker-lab/whisker/nn"
)

// Lesson declares all that a page needs to build itself, and how to make what learns.
type Lesson struct {
	ID       string            `json:"id"`
	Controls []Control         `json:"controls"`
	Fixed    map[string]string `json:"-"` // settings that the run reads though no control shows them
	Areas    []Area            `json:"areas"`
	Views    []View            `json:"views"`
	Panels   []Panel           `json:"panels"`
	Metrics  []Metric          `json:"metrics"`
	Tries    []Try             `json:"tries,omitempty"`
	Compares []string          `json:"compares,omitempty"` // controls in which two runs on the same data may differ, as they are offered
	// Unlabelled lessons do not show which class a point is of, not even in the pictures of the data sets.
	Unlabelled bool `json:"unlabelled,omitempty"`

	// New makes what learns. Its error is for the reader: the config came from a link.
	New func(Config) (Run, error) `json:"-"`
}

// Area is a place for pictures: where in the page it is, and what it looks like.
type Area struct {
	Name  string `json:"name"`
	Place string `json:"place"` // main, side or foot
	Look  string `json:"look"`  // net, plot or loss
}

// Panel places one of the page's panels. A State says what it shows below its kind.
type Panel struct {
	Kind  string            `json:"kind"`
	Place string            `json:"place"`          // head, main, data, side or over; empty where it has no place of its own
	Bind  map[string]string `json:"bind,omitempty"` // the panel's slots to names of controls
}

// Metric is a number that a run reports and how it is read.
type Metric struct {
	Name   string `json:"name"`
	Format string `json:"format"`       // share, count, degrees or number
	Of     string `json:"of,omitempty"` // the metric that says of how many
	Better int    `json:"better"`       // 1 for more, −1 for less, 0 for neither
}

// View places one of package viz's views in an area of the page.
type View struct {
	Kind string            `json:"kind"`
	Area string            `json:"area"`
	Bind map[string]string `json:"bind,omitempty"` // the view's slots to names of arrays in the frame
}

// Try is a question that can be guessed before anything moves. Its words go by its ID; its messages show the answer.
type Try struct {
	ID       string           `json:"id"`
	Answers  []string         `json:"answers,omitempty"` // yes, no and unsure where left out
	Right    string           `json:"right"`
	Messages []map[string]any `json:"messages"`
}

// control is the place of a control, or -1.
func (l *Lesson) control(name string) int {
	return slices.IndexFunc(l.Controls, func(c Control) bool { return c.Name == name })
}

// role is the place of the control that has a role, or -1.
func (l *Lesson) role(r Role) int {
	return slices.IndexFunc(l.Controls, func(c Control) bool { return c.Role == r })
}

// dataset is the place of the control that chooses the data, or -1.
func (l *Lesson) dataset() int {
	return slices.IndexFunc(l.Controls, func(c Control) bool { return c.Kind == Data })
}

func errUnknown(what, name string) error { return fmt.Errorf("lab: no %s %.40q", what, name) }

// Run is a lesson under way: a learner together with its data, and what can be shown of both.
type Run interface {
	nn.Learner
	// Epoch is how often the data have been gone through; a run whose steps each see all of them counts steps.
	Epoch() float64
	// Batches is how many steps make one pass over the data.
	Batches() int
	// Examples is how many examples the last step saw, for the speed.
	Examples() int
	// Report fills in what a state says of the run: metrics and whatever else fits.
	Report(s *State)
	// Paint adds to a frame what Publish does not give: fields, points, ranges.
	Paint(f *frame.Frame, focus Focus)
}

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

// An Editor is a run whose weights can be set by hand: in < 0 means the bias.
type Editor interface {
	Edit(layer, out, in int, value float64) error
}

// An Actor is a run that understands messages of its own. Act tells whether it knows the message.
type Actor interface {
	Act(m Msg) (known bool, err error)
}

// A Teller is an Actor that has something to say about the message it has just obeyed.
type Teller interface {
	Tell() Line
}

// A Carrier is a run whose weights can be carried over to another one of the same shape.
type Carrier interface {
	Shape() []int // widths of the layers
	Weights() []float32
	SetWeights(w []float32) error
}

// A Scorer is a run with a loss over all of its training and its test data, for the curves over the epochs. Either is NaN
// where there is none.
type Scorer interface {
	Score() (train, test float64)
}

// A Judged run is right about some share of its test data, or not; both are NaN where there are none.
type Judged interface {
	Judge() (loss, accuracy float64)
}

// A Remarker has something to say about what a control was set to, which is more than that it was. No key is nothing.
type Remarker interface {
	Remark(control string) Line
}

// A Patient is a run that has diverged and can tell where that began.
type Patient interface {
	Runaway() *Runaway
}

// Runaway is where numbers first left all bounds.
type Runaway struct {
	Layer int     `json:"layer"` // 1 for the first hidden one
	Since int     `json:"since"` // the step
	Size  float64 `json:"size"`  // of its largest weight, or 0 if that was never a large number, but at once none
}

// A Commentator is a run that has something to say about every step, asked for whenever a state is.
type Commentator interface {
	Comment() Line
}

// A Bender is a run that can go on where a control is set that would otherwise make a new one. Bend tells whether it does.
type Bender interface {
	Bend(control string, v float64) bool
}

// A Pacer is a run that knows how many steps a second an eye can follow: the speed auto.
type Pacer interface {
	Pace() float64
}

// A Narrator is a run that has something to say about how it goes.
type Narrator interface {
	Narrate(h *History) Line
}

// Line is a sentence for the reader: a key of the page's words and what to fill in.
type Line struct {
	Key  string         `json:"key"`
	Args map[string]any `json:"args,omitempty"`
}
