package mlp

import (
	"errors"
	"fmt"
	"math"
	"slices"

	"github.com/whisker-lab/whisker/frame"
	"github.com/whisker-lab/whisker/lab"
	"github.com/whisker-lab/whisker/nn/data"
	"github.com/whisker-lab/whisker/nn/model"
)

// why is what a net needs to answer for itself.
type why struct {
	pushes []float32 // (training points), of the last step
	told   lab.Line  // what the last message came to
}

// Has is part of lab.Explainer.
func (n *Net) Has(layer, unit int) error {
	if layer == 0 && unit < len(data.FeatureNames) {
		return nil
	}
	return n.check(layer, max(unit, 0), -1)
}

// Explain is part of lab.Explainer.
func (n *Net) Explain(s lab.Selection) (*lab.Inspection, error) {
	if err := n.check(s.Layer, s.Unit, s.In); err != nil {
		return nil, err
	}
	found := &lab.Inspection{
		Layer: s.Layer, Unit: s.Unit, In: s.In, Bias: lab.Number(n.Bias(s.Layer, s.Unit)), Activation: n.Activation(s.Layer).String(),
		Frozen: n.Frozen(s.Layer, s.Unit), Cut: n.IsCut(s.Layer, s.Unit),
		Formula: n.formula(s.Layer, s.Unit, s.Point), Pushes: n.pushers(s),
	}
	for in := range n.Sizes()[s.Layer-1] {
		found.Weights = append(found.Weights, lab.Number(n.Weight(s.Layer, s.Unit, in)))
	}
	return found, nil
}

// Points is part of lab.Explainer.
func (n *Net) Points() int { return n.cloud.Points.Len() }

// mostPushes is how many points are named.
const mostPushes = 3

// pushers are the points that moved a weight, or a bias, most in the last step. What is frozen nobody moves.
func (n *Net) pushers(s lab.Selection) []lab.Push {
	found := []lab.Push{}
	if s.Layer < 1 || n.Frozen(s.Layer, s.Unit) {
		return found
	}
	batch := n.LastBatch()
	if len(n.why.pushes) < len(batch) {
		n.why.pushes = make([]float32, len(batch))
	}
	in := s.In
	if in < 0 {
		in = model.Bias
	}
	n.LastPushes(s.Layer, s.Unit, in, n.why.pushes)
	seen := make(map[int]bool, len(batch))
	for i, at := range batch {
		if n.train.N == 0 {
			break
		}
		at := n.cloud.train[int(at)%n.train.N] // the set may have been padded with itself
		if seen[at] {
			continue
		}
		seen[at] = true
		// A step goes down the slope.
		by := -float64(n.why.pushes[i])
		if by != 0 && !math.IsNaN(by) {
			found = append(found, lab.Push{Point: at, By: lab.Number(by + 0)})
		}
	}
	slices.SortStableFunc(found, func(a, b lab.Push) int {
		if d := math.Abs(float64(b.By)) - math.Abs(float64(a.By)); d != 0 {
			return int(math.Copysign(1, d))
		}
		return a.Point - b.Point
	})
	return found[:min(len(found), mostPushes)]
}

// What a mark on a point says.
const (
	chosenPoint = 1
	pushingMost = 2
	pushing     = 3
)

// Mark is part of lab.Explainer: why/points are points to ring and the reason.
func (n *Net) Mark(f *frame.Frame, s lab.Selection) {
	pushes := n.pushers(s)
	count := len(pushes)
	chosen := s.Point >= 0 && s.Point < n.Points()
	if chosen {
		count++
	}
	marks := frame.Marks[frame.Asked](f, "why/points", count)
	for i, p := range pushes {
		marks[i] = frame.Asked{Point: float32(p.Point), Why: pushing}
		if i == 0 {
			marks[i].Why = pushingMost
		}
	}
	if chosen {
		marks[count-1] = frame.Asked{Point: float32(s.Point), Why: chosenPoint}
	}
}

// What gate/l says of a neuron.
const (
	frozenGate = 1
	cutGate    = 2
)

// gates adds what is frozen and what is cut out.
func (n *Net) gates(f *frame.Frame) {
	for l, units := range n.Sizes()[1:] {
		gate := f.Add(n.paint.names[l+1][3], units)
		for u := range gate {
			gate[u] = 0
			if n.Frozen(l+1, u) {
				gate[u] += frozenGate
			}
			if n.IsCut(l+1, u) {
				gate[u] += cutGate
			}
		}
	}
}

// reportGates lists what is frozen and what is cut out, and how good the network would be with all of it back.
func (n *Net) reportGates(s *lab.State) {
	for l, units := range n.Sizes()[1:] {
		for u := range units {
			if n.Frozen(l+1, u) {
				s.Panels.Network.Frozen = append(s.Panels.Network.Frozen, [2]int{l + 1, u})
			}
			if n.IsCut(l+1, u) {
				s.Panels.Network.Cut = append(s.Panels.Network.Cut, [2]int{l + 1, u})
			}
		}
	}
	if len(s.Panels.Network.Cut) == 0 {
		return
	}
	whole := lab.State{Metrics: map[string]float64{}}
	n.score(&whole, n.Whole())
	s.Panels.Network.Whole = whole.Metrics
}

// Act is part of lab.Actor: {"do": "freeze", "layer": 1, "unit": 0, "on": true} keeps a neuron's weights as they are, without a
// unit those of its layer, without a layer of all; cut takes a hidden neuron out, or, with on false, puts it or all back; light
// shows the points of a cell of the confusion matrix.
func (n *Net) Act(m lab.Msg) (known bool, err error) {
	n.why.told = lab.Line{}
	switch m.Do {
	case "freeze":
		return true, n.freeze(m)
	case "cut":
		return true, n.cut(m)
	case "light":
		return true, n.light(m)
	}
	return false, nil
}

// part is a neuron, a layer or all of the network that a message speaks of.
type part struct {
	Layer, Unit int // −1 for all
	On          bool
}

func (n *Net) part(m lab.Msg) (p part, err error) {
	f := m.Fields()
	p = part{f.Int("layer", -1), f.Int("unit", -1), f.Bool("on", true)}
	if err := f.Err(); err != nil {
		return p, err
	}
	if p.Layer < 0 {
		return part{-1, -1, p.On}, nil
	}
	return p, n.check(p.Layer, max(p.Unit, 0), -1)
}

func (n *Net) freeze(m lab.Msg) error {
	p, err := n.part(m)
	if err != nil {
		return err
	}
	if p.Layer < 0 {
		for l := range n.Sizes()[1:] {
			n.Freeze(l+1, model.EveryUnit, p.On)
		}
	} else if p.Unit < 0 {
		n.Freeze(p.Layer, model.EveryUnit, p.On)
	} else {
		n.Freeze(p.Layer, p.Unit, p.On)
	}
	n.why.told = p.line("frozen", "thawed")
	return nil
}

var errCut = errors.New("only hidden neurons can be cut out, one at a time")

func (n *Net) cut(m lab.Msg) error {
	p, err := n.part(m)
	if err != nil {
		return err
	}
	if p.On && (p.Unit < 0 || p.Layer == len(n.Sizes())-1) {
		return fmt.Errorf("mlp: cut: %w", errCut)
	}
	lossBefore, before := n.Evaluate(n.test)
	for l, units := range n.Sizes()[1:] {
		for u := range units {
			if (p.Layer < 0 || p.Layer == l+1) && (p.Unit < 0 || p.Unit == u) {
				n.Cut(l+1, u, p.On)
			}
		}
	}
	loss, after := n.Evaluate(n.test)
	if n.why.told = p.line("cut", "back"); p.Unit < 0 {
		n.why.told.Key = "narrator.back.all"
	}
	args := n.why.told.Args
	if math.IsNaN(after) { // values have no accuracy
		n.why.told.Key += ".loss"
		after, before = loss, lossBefore
	} else {
		after, before = math.Round(100*after), math.Round(100*before)
	}
	if !finite([]float64{before, after}) {
		n.why.told = lab.Line{}
		return nil
	}
	args["before"], args["after"] = before, after
	return nil
}

// line says what became of a part.
func (p part) line(on, off string) lab.Line {
	key, args := "narrator."+on, map[string]any{}
	if !p.On {
		key = "narrator." + off
	}
	switch {
	case p.Layer < 0:
		key += ".all"
	case p.Unit < 0:
		key += ".layer"
		args["layer"] = p.Layer
	default:
		args["layer"], args["n"] = p.Layer, p.Unit+1
	}
	return lab.Line{Key: key, Args: args}
}
