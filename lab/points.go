package lab

import (
	"errors"
	"fmt"
	"slices"
)

// OwnName is the data set that the reader makes.
const OwnName = "own"

// mostUndone is how many edits can be taken back.
const mostUndone = 100

// drawn is how the reader's data came about.
type drawn struct {
	past, future []*Own
	stroke       float64 // the edits of one movement of the hand are taken back together
}

// OwnState is what a state says of the reader's own data.
type OwnState struct {
	N      int   `json:"n"`
	Most   int   `json:"most"`
	Counts []int `json:"counts"` // of each class
	Undo   bool  `json:"undo"`
	Redo   bool  `json:"redo"`
	Linked bool  `json:"linked"` // whether the link holds them
	Table  bool  `json:"table"`  // whether they are measurements with names

	Values []float64 `json:"values,omitempty"` // the smallest and the largest that there may be
}

// A Relearner is a run that can go on with other data, where they are of the same kind. Relearn tells whether it does.
type Relearner interface {
	Relearn(c Config) bool
}

// ownState is nil where the data are not the reader's own.
func (s *Session) ownState() *OwnState {
	if !s.config.isOwn() {
		return nil
	}
	o := s.config.Own()
	st := &OwnState{
		N: o.Len(), Most: MostOwn, Counts: make([]int, o.classes()), Undo: len(s.drawn.past) > 0, Redo: len(s.drawn.future) > 0,
		Linked: s.config.linked(), Table: o.table != nil,
	}
	for _, p := range o.points {
		st.Counts[p.class]++
	}
	if o.kind != OfClasses {
		lo, hi := o.Value()
		st.Values = []float64{lo, hi}
	}
	return st
}

// edits are what a message asks for, one at a time, in units of the axes. A what is a class from 0, or a value of a surface; a
// curve has none.
type edits struct {
	Kind    string      // begin with no points of that kind, unless there are some; curve, classes or surface
	Example bool        // begin with the example of the kind
	Clear   bool        // take all away
	Add     [][]float64 // x, y, what
	Move    [][]float64 // index, x, y
	Relabel [][]float64 // index, what
	Remove  []int       // indices
	Erase   []float64   // x, y and how far to either side and up and down: an ellipse
	Undo    bool
	Redo    bool
	Stroke  float64
}

var errNoOwn = errors.New("lab: points: this lesson has no data of the reader's own")

// draw changes the reader's own points: {"do": "points", "add": [[0.5, -1, 2]], "stroke": 7}. Points of one class more, or of
// another kind, want another network, which begins at step 0; else the one there is goes on with what is there now.
func (s *Session) draw(m Msg) error {
	var want edits
	if err := m.Into(&want); err != nil {
		return err
	}
	if !s.config.offersOwn() {
		return errNoOwn
	}
	before := s.config.Own()
	switch {
	case want.Undo:
		return s.unmake(&s.drawn.past, &s.drawn.future, "narrator.points.undone")
	case want.Redo:
		return s.unmake(&s.drawn.future, &s.drawn.past, "narrator.points.redone")
	}
	after, err := want.apply(before)
	if err != nil {
		return err
	}
	if s.config.isOwn() && after.Equal(before) {
		if len(want.Add) > 0 {
			s.say("narrator.points.full", map[string]any{"most": MostOwn})
		}
		return nil
	}
	return s.replace(after, want.Stroke, false)
}

// replace makes points the data, which can be taken back. Where they are fresh, what learns begins anew.
func (s *Session) replace(after *Own, stroke float64, fresh bool) error {
	before := s.config.Own()
	past, same := s.drawn.past, stroke != 0 && stroke == s.drawn.stroke
	if err := s.take(after, fresh); err != nil {
		return err
	}
	if !same {
		if past = append(past, before); len(past) > mostUndone {
			past = past[1:]
		}
	}
	s.drawn = drawn{past: past, stroke: stroke}
	s.say("narrator.points.some", map[string]any{"n": after.Len()})
	if after.Len() == 0 {
		s.say("narrator.points.none", nil)
	}
	return nil
}

// unmake takes the newest of the one list in place of what there is, which goes to the other.
func (s *Session) unmake(from, to *[]*Own, said string) error {
	n := len(*from)
	if n == 0 {
		return nil
	}
	before := s.config.Own()
	if err := s.take((*from)[n-1], false); err != nil {
		return err
	}
	*from, *to, s.drawn.stroke = (*from)[:n-1], append(*to, before), 0
	s.say(said, map[string]any{"n": s.config.Own().Len()})
	return nil
}

// take makes points the data. A run that can goes on with them, unless they are fresh.
func (s *Session) take(o *Own, fresh bool) error {
	was := s.config
	c, _, err := was.withOwn(o).with(s.config.lesson.Controls[s.config.lesson.dataset()].Name, OwnName)
	if err != nil {
		return err
	}
	if r, ok := s.run.(Relearner); ok && !fresh && s.twin == nil && was.isOwn() && r.Relearn(c) {
		s.config, s.done, s.stale = c, false, true
		s.selected.Point = unchosen
		s.score()
		s.keep()
		return nil
	}
	return s.begin(c)
}

// apply is the points after the edits; those before stay as they are.
func (e *edits) apply(o *Own) (*Own, error) {
	if e.Kind != "" && (e.Kind != o.kind || e.Example) {
		if !slices.Contains(ownKinds[:], e.Kind) {
			return nil, errUnknown("kind of data", e.Kind)
		}
		if o = (&Own{kind: e.Kind}); e.Example {
			o = Example(e.Kind)
		}
	}
	if e.Clear {
		o = o.with(nil)
	}
	if err := e.check(o); err != nil {
		return nil, err
	}
	if e.Remove != nil {
		o = o.remove(e.Remove)
	}
	if e.Erase != nil {
		o = o.remove(o.within(e.Erase[0], e.Erase[1], e.Erase[2], e.Erase[3]))
	}
	points := slices.Clone(o.points)
	for _, r := range e.Move {
		p := &points[int(r[0])]
		p.x, p.y = o.step(0, r[1]), o.step(1, r[2])
	}
	for _, r := range e.Relabel {
		if p := &points[int(r[0])]; o.kind == OfClasses {
			p.class = uint8(r[1])
		} else {
			p.value = o.step(2, r[1])
		}
	}
	return o.with(points).add(e.Add), nil
}

// check says what of the edits cannot be done to these points.
func (e *edits) check(o *Own) error {
	wrong := func(what string, i int) error { return fmt.Errorf("lab: points: %s[%d]: no such row", what, i) }
	classes := float64(MostClasses)
	if o.table != nil {
		classes = float64(len(o.table.classes))
	}
	what := func(v float64) bool { return o.kind != OfClasses || v >= 0 && v < classes && v == float64(int(v)) }
	index := func(v float64) bool { return v >= 0 && v < float64(o.Len()) && v == float64(int(v)) }
	width := 3
	if o.kind == OfCurve {
		width = 2
	}
	for i, r := range e.Add {
		if len(r) != width || width == 3 && !what(r[2]) {
			return wrong("add", i)
		}
	}
	for i, r := range e.Move {
		if len(r) != 3 || !index(r[0]) {
			return wrong("move", i)
		}
	}
	for i, r := range e.Relabel {
		if len(r) != 2 || !index(r[0]) || !what(r[1]) || o.kind == OfCurve {
			return wrong("relabel", i)
		}
	}
	for i, at := range e.Remove {
		if !index(float64(at)) {
			return wrong("remove", i)
		}
	}
	if e.Erase != nil && (len(e.Erase) != 4 || !(e.Erase[2] > 0) || !(e.Erase[3] > 0)) {
		return wrong("erase", 0)
	}
	if e.Remove != nil || e.Erase != nil {
		if e.Move != nil || e.Relabel != nil {
			return errors.New("lab: points: what is removed cannot be moved or relabelled in the same message")
		}
	}
	return nil
}
