package lab

import (
	"fmt"
	"slices"

	"github.com/whisker-lab/whisker/lab/own"
	"github.com/whisker-lab/whisker/nn/data"
)

// Lesson declares all that a page needs to build itself, and how to make what learns.
type Lesson struct {
	ID       string            `json:"id"`
	Group    string            `json:"group"`           // of lessons in the menu, which are told apart in this order
	Front    bool              `json:"front,omitempty"` // it opens for those who come without a link, and by links that name no lesson
	Controls []Control         `json:"controls"`
	Fixed    map[string]string `json:"-"` // settings that the run reads though no control shows them
	// Opening is what is set otherwise than by default for a reader who comes without a link: the seeds and data whose numbers carry
	// the lesson's questions. Defaults are what old links leave out, so they stay as they are for ever.
	Opening   map[string]string `json:"opening,omitempty"`
	Essential []string          `json:"essential"` // controls that are always in view, at most five; the others are folded
	Areas     []Area            `json:"areas"`
	Views     []View            `json:"views"`
	Panels    []Panel           `json:"panels"`
	Metrics   []Metric          `json:"metrics"`
	Tries     []Try             `json:"tries,omitempty"`
	Shots     []Shot            `json:"-"`                  // pictures of it: the menu's, then those of the help's sentences
	Compares  []string          `json:"compares,omitempty"` // controls in which two runs on the same data may differ, as they are offered
	// Unlabelled lessons do not show which class a point is of, not even in the pictures of the data sets.
	Unlabelled bool `json:"unlabelled,omitempty"`
	// Takes is what pictures of the reader's own it learns from; the zero value is none.
	Takes own.Form `json:"takes,omitzero"`
	// Shelf holds what was measured. A session whose data are not on it does not begin, and says by a data.Missing what it lacks.
	Shelf data.Shelf `json:"-"`

	// New makes what learns. Its error is for the reader: the config came from a link.
	New func(Config) (Run, error) `json:"-"`
}

// Area is a place for pictures: where in the page it is, and what it looks like.
type Area struct {
	Name  string `json:"name"`
	Place string `json:"place"`           // main, side or foot
	Look  string `json:"look"`            // net, plot, loss or strip
	Below bool   `json:"below,omitempty"` // on a phone it stands below the question, with which the other pictures have to be in view
}

// Panel places one of the page's panels. A State says what it shows below its kind.
type Panel struct {
	Kind  string            `json:"kind"`
	Place string            `json:"place"`           // head, main, data, side or over; empty where it has no place of its own
	Bind  map[string]string `json:"bind,omitempty"`  // the panel's slots to names of controls, or what a kind of its own makes of them
	Below bool              `json:"below,omitempty"` // as of an area: on a phone it stands below the question
}

// Metric is a number that a run reports and how it is read.
type Metric struct {
	Name   string `json:"name"`
	Format string `json:"format"`       // share, count, degrees, hundredths or number
	Of     string `json:"of,omitempty"` // the metric that says of how many
	Better int    `json:"better"`       // 1 for more, −1 for less, 0 for neither
}

// Shot is how a true picture of a lesson comes about: its opening, in which Set is set besides, after some steps, seen as its
// large plot shows it, or, where Curve names an array of x and y, or Field one of rows of numbers, as that.
type Shot struct {
	Set   map[string]string
	Steps int
	Unit  int // of the first hidden layer, from 1, where it is that neuron's
	Curve string
	Field string
	Ink   bool // its field is ink on paper, from 0 to 1
}

// View places one of package viz's views in an area of the page.
type View struct {
	Kind string            `json:"kind"`
	Area string            `json:"area"`
	Bind map[string]string `json:"bind,omitempty"` // the view's slots to names of arrays in the frame
}

// front is the lesson that opens where none is named: the one that says so, else the first.
func front(all []*Lesson) *Lesson {
	return all[max(slices.IndexFunc(all, func(l *Lesson) bool { return l.Front }), 0)]
}

// opening is the config that a reader begins with who comes without a link.
func (l *Lesson) opening() Config {
	c, err := l.Defaults().withAll(l.Opening)
	if err != nil {
		panic(badLesson)
	}
	return c
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
