package viz

import (
	"encoding/json"
	"strconv"

	"github.com/whisker-lab/whisker/frame"
	"github.com/whisker-lab/whisker/viz/layout"
)

// Target is a thing under the pointer, as its view tells of it: what it is called, what is said of it, what a press does and
// whether it can be dragged. The zero Target is nothing.
type Target struct {
	ID    string       `json:"id"`              // stays the same as long as the thing does: "neuron.2.0"
	Kind  string       `json:"kind"`            // a word for style sheets and tests
	Say   *Say         `json:"say,omitempty"`   // its hint
	Press any          `json:"press,omitempty"` // the message that a press sends
	Opens string       `json:"opens,omitempty"` // the panel that a press opens beside it
	Box   *layout.Rect `json:"box,omitempty"`   // where it lies, if it has an extent

	Cursor  string                `json:"-"` // empty for the usual one
	Follows bool                  `json:"-"` // its hint goes with the pointer
	Focus   [2]int                `json:"-"` // layer and unit of the neuron that one looks at; layer 0 for none
	Of      any                   `json:"-"` // what of it to draw otherwise, a comparable value for its own view
	Take    func(nth int) Gesture `json:"-"` // takes it into the hand, at the nth press; nil for what stays where it is
}

// Nothing is the kind of the zero Target.
const Nothing = ""

// Gesture is a thing in the hand, or a movement that draws. It shows at once what it does and tells the engine once a picture.
type Gesture interface {
	// Drag follows the hand.
	Drag(to Drag)
	// Drop ends it and says whether a press that did not move was a tap.
	Drop(moved bool) (tap bool)
	// Hold writes what is in the hand into a frame that may not know of it yet.
	Hold(f *frame.Frame)
	// Message is the next that the engine has to hear, nil for no more.
	Message() any
	// Target is what is in the hand, with its value as it is now. Of nothing only the cursor counts: the hand hides what is there.
	Target() Target
}

// Drag is where the hand has got to and by how much it has moved, in CSS pixels.
type Drag struct {
	X, Y, DX, DY float64
	Fine         bool // slower
}

// Say is a hint: a key of the page's words and what fills it, a second line, and the class whose mark stands before it.
type Say struct {
	Key  string `json:"key"`
	Args Args   `json:"args"`
	More string `json:"more,omitempty"`
	Mark *int   `json:"mark,omitempty"`
}

// Args are what words are filled with: texts, numbers, or what the page has a name for.
type Args map[string]any

// ClassArg is called by the class's name.
type ClassArg struct {
	Class int `json:"class"`
}

// AxisArg is a number on an axis of the plane (0 or 1), called with its name and unit.
type AxisArg struct {
	Axis  int    `json:"axis"`
	Value string `json:"value"`
}

// UnitArg is called by the name of a unit: its layer and its place in it; of layer 0, the input's among all inputs.
type UnitArg struct {
	Unit [2]int `json:"unit"`
}

// SaidArg is what is said, in the words of links, called as the reader's language says it.
type SaidArg struct {
	Said string `json:"said"`
}

// Msg is a message for the engine.
type Msg map[string]any

// same says whether nothing is drawn otherwise for one than for the other.
func (t *Target) same(u *Target) bool { return t.ID == u.ID && t.Of == u.Of }

// said is the target as the page hears it, null for nothing.
func (t *Target) said() *Target {
	if t.ID == "" {
		return nil
	}
	return t
}

// text is what the page hears, for comparing.
func (t *Target) text() string {
	b, _ := json.Marshal(t.said())
	return string(b)
}

// name joins the words and numbers of a target's id.
func name(kind string, numbers ...int) string {
	for _, n := range numbers {
		kind += "." + strconv.Itoa(n)
	}
	return kind
}

// marked is a class for a hint's mark.
func marked(class int) *int { return &class }

// plain is a number for JSON, as short as the frame's float32 is, or null: JSON has no NaN, a diverged network has.
func plain(v float64) any {
	if !finite(v) {
		return nil
	}
	return float32(v)
}
