package lab

import (
	"errors"

	"github.com/whisker-lab/whisker/lab/own"
	"github.com/whisker-lab/whisker/nn/data"
)

// OwnName is the data set that the reader makes.
const OwnName = own.Name

// mostUndone is how many edits can be taken back.
const mostUndone = 100

// drawn is how the reader's data came about.
type drawn struct {
	past, future []brought
	stroke       float64 // the edits of one movement of the hand are taken back together
}

// brought is one kind of the reader's data; the other is nil.
type brought struct {
	points   *own.Points
	pictures *own.Pictures
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

// ownState is nil where the data are not the reader's own.
func (s *Session) ownState() *OwnState {
	if !s.config.isOwn() {
		return nil
	}
	o := s.config.Own()
	st := &OwnState{
		N: o.Len(), Most: own.Most, Counts: o.Counts(), Undo: len(s.drawn.past) > 0, Redo: len(s.drawn.future) > 0,
		Linked: s.config.linked(), Table: o.Measured(),
	}
	if o.Kind() != data.OfClasses {
		lo, hi := o.Value()
		st.Values = []float64{lo, hi}
	}
	return st
}

var errNoOwn = errors.New("lab: points: this lesson has no data of the reader's own")

// draw changes the reader's own points: {"do": "points", "add": [[0.5, -1, 2]], "stroke": 7}. Points of one class more, or of
// another kind, want another network, which begins at step 0; else the one there is goes on with what is there now.
func (s *Session) draw(m Msg) error {
	f := m.Fields()
	edit := own.Edit{
		Kind: f.Text("kind", ""), Example: f.Bool("example", false), Clear: f.Bool("clear", false), Add: f.Rows("add"), Move: f.Rows("move"),
		Relabel: f.Rows("relabel"), Remove: f.Ints("remove"), Erase: f.Floats("erase"),
	}
	undo, redo, stroke := f.Bool("undo", false), f.Bool("redo", false), f.Float("stroke", 0)
	if err := f.Err(); err != nil {
		return err
	}
	if !s.config.offersOwn() {
		return errNoOwn
	}
	before := s.config.Own()
	switch {
	case undo:
		return s.unmake(&s.drawn.past, &s.drawn.future, "narrator.points.undone")
	case redo:
		return s.unmake(&s.drawn.future, &s.drawn.past, "narrator.points.redone")
	}
	after, err := edit.Apply(before)
	if err != nil {
		return err
	}
	if s.config.isOwn() && after.Equal(before) {
		if len(edit.Add) > 0 {
			s.say("narrator.points.full", map[string]any{"most": own.Most})
		}
		return nil
	}
	return s.replace(after, stroke, false)
}

// replace makes points the data, which can be taken back. Where they are fresh, what learns begins anew.
func (s *Session) replace(after *own.Points, stroke float64, fresh bool) error {
	before := s.config.Own()
	past, same := s.drawn.past, stroke != 0 && stroke == s.drawn.stroke
	if err := s.take(after, fresh); err != nil {
		return err
	}
	s.remember(brought{points: before}, past, stroke, same)
	s.say("narrator.points.some", map[string]any{"n": after.Len()})
	if after.Len() == 0 {
		s.say("narrator.points.none", nil)
	}
	return nil
}

// remember keeps what was there before an edit, unless that was of the same movement of the hand.
func (s *Session) remember(before brought, past []brought, stroke float64, same bool) {
	if !same {
		if past = append(past, before); len(past) > mostUndone {
			past = past[1:]
		}
	}
	s.drawn = drawn{past: past, stroke: stroke}
}

// unmake takes the newest of the one list in place of what there is, which goes to the other.
func (s *Session) unmake(from, to *[]brought, said string) (err error) {
	n := len(*from)
	if n == 0 {
		return nil
	}
	newest, before := (*from)[n-1], brought{}
	if newest.pictures != nil {
		before.pictures = s.config.OwnPictures()
		err = s.hang(newest.pictures)
	} else {
		before.points = s.config.Own()
		err = s.take(newest.points, false)
	}
	if err != nil {
		return err
	}
	left := s.config.Own().Len()
	if newest.pictures != nil {
		left = newest.pictures.Len()
	}
	*from, *to, s.drawn.stroke = (*from)[:n-1], append(*to, before), 0
	s.say(said, map[string]any{"n": left})
	return nil
}

// take makes points the data. A run that can goes on with them, unless they are fresh.
func (s *Session) take(o *own.Points, fresh bool) error {
	was := s.config
	c, _, err := was.withOwn(o).with(s.config.lesson.Controls[s.config.lesson.dataset()].Name, OwnName)
	if err != nil {
		return err
	}
	return s.goOn(c, !fresh && was.isOwn())
}

// goOn has the run learn from other data of the reader's own, if it may and can; else another one begins.
func (s *Session) goOn(c Config, may bool) error {
	if !may || s.twin != nil || !c.adapt(s.run, Change{Effect: Redata}) {
		return s.begin(c)
	}
	s.config, s.done, s.stale = c, false, true
	s.selected.Point = unchosen
	s.score()
	s.keep()
	return nil
}
