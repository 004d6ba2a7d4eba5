package lab

import (
	"math"
	"slices"

	"github.com/whisker-lab/whisker/nn"
)

// History is the loss over the epochs: at first after each of them, later after every second, fourth, eighth…, so that it
// stays short however long a run is. When a row is added depends on the steps alone.
type History struct {
	Rows  []Score
	every int // epochs between two rows
}

// Score is the loss over all training and all test data at one time. Either is NaN where there is none.
type Score struct {
	Epoch       float64
	Train, Test float64
}

const longestHistory = 256

// due tells whether an epoch has a row.
func (h *History) due(epoch int) bool { return h.every == 0 || epoch%h.every == 0 }

// add appends a row and, when there are too many, drops every second one.
func (h *History) add(r Score) {
	h.every = max(h.every, 1)
	h.Rows = append(h.Rows, r)
	if len(h.Rows) <= longestHistory {
		return
	}
	kept := h.Rows[:0]
	for i, row := range h.Rows {
		if i%2 == 0 {
			kept = append(kept, row)
		}
	}
	h.Rows = kept
	h.every *= 2
}

// cut forgets what came after an epoch.
func (h *History) cut(epoch float64) {
	h.Rows = slices.DeleteFunc(h.Rows, func(r Score) bool { return r.Epoch > epoch })
}

func (h *History) encode(e *nn.Encoder) {
	e.Uint(uint64(h.every))
	e.Uint(uint64(len(h.Rows)))
	for _, r := range h.Rows {
		e.Float(r.Epoch)
		e.Float(r.Train)
		e.Float(r.Test)
	}
}

func (h *History) decode(d *nn.Decoder) {
	d.Int(&h.every, 0, 1<<40)
	h.Rows = make([]Score, d.Count(longestHistory))
	for i := range h.Rows {
		r := &h.Rows[i]
		d.Float(&r.Epoch)
		d.Float(&r.Train)
		d.Float(&r.Test)
	}
}

// Last is the newest row.
func (h *History) Last() Score {
	if len(h.Rows) == 0 {
		return Score{Train: math.NaN(), Test: math.NaN()}
	}
	return h.Rows[len(h.Rows)-1]
}

// record adds a row for now. The first one says what loss is to be expected of a run that goes well.
func (s *Session) record() {
	scorer, ok := s.run.(Scorer)
	if !ok {
		return
	}
	train, test := scorer.Score()
	if len(s.history.Rows) == 0 {
		s.sane = train
	}
	s.history.add(Score{epoch(s.run), train, test})
	if s.twin != nil {
		s.twin.history.add(s.twin.score(epoch(s.run)))
	}
}

// score brings the newest row up to date after an edit.
func (s *Session) score() {
	if scorer, ok := s.run.(Scorer); ok && len(s.history.Rows) > 0 {
		r := &s.history.Rows[len(s.history.Rows)-1]
		if r.Epoch == epoch(s.run) {
			r.Train, r.Test = scorer.Score()
			if s.twin != nil {
				rows := s.twin.history.Rows
				rows[len(rows)-1] = s.twin.score(r.Epoch)
			}
		}
	}
}

// epoch is called at the end of one: it adds to the curve, and keeps a copy of a run that goes well to come back to.
func (s *Session) epoch() {
	if !s.history.due(int(epoch(s.run))) {
		return
	}
	s.record()
	s.narrate()
	if _, ok := s.run.(Scorer); !ok {
		return // what has no loss cannot run away
	}
	// A loss far above what it began with is on its way out, and no place to come back to.
	if r := s.history.Last(); r.Train <= 2*s.sane || math.IsNaN(r.Train) {
		s.keep()
	}
}

func (s *Session) narrate() {
	if line := ask(s.run, About{Occasion: Passed, History: &s.history}); line.Key != "" {
		s.said, s.telling, s.passing = line, false, true
	}
}
