package lab

import (
	"encoding/json"
	"errors"
	"math"
)

// Selection is what a reader wants explained: a neuron or one of its weights, and the point whose numbers are filled in. It
// lasts until the next run begins.
type Selection struct {
	Layer int `json:"layer"` // 0 for no neuron
	Unit  int `json:"unit"`
	In    int `json:"in"`    // the weight from that unit of the layer before, or −1
	Point int `json:"point"` // or −1 where none was chosen
}

// Selected is what a reader wants explained and what is looked at.
type Selected struct {
	Selection
	Focus Focus `json:"focus"`
}

const unchosen = -1

// nowhere is the focus where nothing is looked at.
var nowhere = Focus{unchosen, unchosen}

func nothing() Selection { return Selection{In: unchosen, Point: unchosen} }

// Inspection is one neuron in numbers.
type Inspection struct {
	Layer      int      `json:"layer"`
	Unit       int      `json:"unit"`
	In         int      `json:"in"` // the weight that is selected, or −1
	Bias       Number   `json:"bias"`
	Weights    []Number `json:"weights"`
	Activation string   `json:"activation"`
	Frozen     bool     `json:"frozen,omitempty"`
	Cut        bool     `json:"cut,omitempty"`
	Formula    *Formula `json:"formula,omitempty"`
	Pushes     []Push   `json:"pushes"` // on the weight that is selected, or on the bias: the strongest first
}

// Formula is a neuron's sum with the numbers of one point filled in. All are rounded to the digits that are to be shown, which
// are as many as the sum and the output need to come out right from what is shown.
type Formula struct {
	Point    int       `json:"point"`
	Chosen   bool      `json:"chosen"` // by the reader
	Class    int       `json:"class"`
	Test     bool      `json:"test"`
	Inputs   []float64 `json:"inputs"`
	Weights  []float64 `json:"weights"`
	Bias     float64   `json:"bias"`
	Sum      float64   `json:"sum"`
	Output   float64   `json:"output"`
	Function string    `json:"function"` // from the sum to the output: an activation, sigmoid or softmax
	Digits   [3]int    `json:"digits"`   // after the point: of inputs, weights and bias, of the sum, of the output
}

// Push is how far one training point moved a weight in the last step, before the learning rate.
type Push struct {
	Point int    `json:"point"`
	By    Number `json:"by"`
}

// Number is a number that JSON shows as null where it is none: a run that has diverged is full of them.
type Number float64

// MarshalJSON is part of json.Marshaler.
func (n Number) MarshalJSON() ([]byte, error) {
	if v := float64(n); math.IsNaN(v) || math.IsInf(v, 0) {
		return []byte("null"), nil
	}
	return json.Marshal(float64(n))
}

var errNoPoint = errors.New("lab: select: there is no such point")

// choose selects a neuron, a weight or a point: {"what": "neuron", "layer": 1, "unit": 0}, {"what": "edge", "layer": 1, "out": 0,
// "in": 1}, {"what": "point", "index": 40}, where −1 lets the point go, or {"what": "none"}.
func (s *Session) choose(m Msg) error {
	f := m.Fields()
	what, layer, unit, out, in, index := f.Text("what", ""), f.Int("layer", 0), f.Int("unit", 0), f.Int("out", 0), f.Int("in", unchosen), f.Int("index", unchosen)
	if err := f.Err(); err != nil {
		return err
	}
	next := s.selected
	switch what {
	case "none":
		next = nothing()
	case "neuron":
		next.Layer, next.Unit, next.In = layer, unit, unchosen
	case "edge":
		if next.Layer, next.Unit, next.In = layer, out, in; in < 0 {
			return errUnknown("kind of selection", "edge without in")
		}
	case "point":
		next.Point = max(index, unchosen)
	default:
		return errUnknown("kind of selection", what)
	}
	return s.sel(next)
}

// sel makes a selection the session's, if the run has what it names.
func (s *Session) sel(next Selection) error {
	if next.Layer <= 0 || next.Unit < 0 {
		next.Layer, next.Unit, next.In = 0, 0, unchosen
	}
	if e, ok := s.run.(Explainer); !ok {
		next.In, next.Point = unchosen, unchosen
	} else if next.Point >= e.Points() {
		return errNoPoint
	}
	if next.Layer > 0 {
		if _, err := s.explain(next); err != nil {
			return err
		}
	}
	if s.selected != next {
		s.selected, s.stale = next, true
	}
	return nil
}

var errNoNumbers = errors.New("lab: this lesson has no neurons to look at")

// explain asks the run for the numbers of a selection with a neuron.
func (s *Session) explain(at Selection) (*Inspection, error) {
	if e, ok := s.run.(Explainer); ok {
		return e.Explain(at)
	}
	return nil, errNoNumbers
}
