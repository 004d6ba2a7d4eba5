package lab

import (
	"github.com/whisker-lab/whisker/frame"
	"github.com/whisker-lab/whisker/nn"
)

// Stale tells whether something has changed that the last Snapshot did not hold.
func (s *Session) Stale() bool { return s.stale }

// Snapshot fills dst with all that the stage needs to draw the session as it is now.
func (s *Session) Snapshot(dst *frame.Frame) {
	dst.Reset()
	s.seq++
	dst.Seq, dst.Flags = s.seq, 0
	if s.playing {
		dst.Flags |= frame.Playing
	}
	if s.pulse {
		dst.Flags |= frame.Pulse
		s.pulse = false
	}
	s.run.Publish(func(name string, t *nn.Tensor) { copy(dst.Add(name, t.Shape...), t.Data) })
	s.run.Paint(dst, s.focus.painted())
	if e, ok := s.run.(Explainer); ok {
		e.Mark(dst, s.selected)
	}
	if s.twin != nil {
		s.twin.paint(dst, s.focus.painted(), s.config.lesson)
	}
	s.curves(dst)
	s.chosen(dst)
	s.evidence(dst)
	s.stale = false
}

// chosen adds what is selected, as layer, unit, in and point, and what is looked at; −1 stands for none.
func (s *Session) chosen(dst *frame.Frame) {
	at := s.selected
	if at.Layer == 0 {
		at.Layer, at.Unit = unchosen, unchosen
	}
	for i, row := 0, dst.Add("chosen", 4); i < len(row); i++ {
		row[i] = float32([...]int{at.Layer, at.Unit, at.In, at.Point}[i])
	}
	row := dst.Add("focus", 2)
	row[0], row[1] = float32(s.focus.Layer), float32(s.focus.Unit)
}

// curves adds the loss over the epochs, with where it is now as the last row.
func (s *Session) curves(dst *frame.Frame) {
	scorer, ok := s.run.(Scorer)
	if !ok {
		return
	}
	now := Score{Epoch: epoch(s.run)}
	now.Train, now.Test = scorer.Score()
	curve(dst, "loss/train", "loss/test", s.history.Rows, now)
	if s.twin != nil {
		curve(dst, "b/loss/train", "b/loss/test", s.twin.history.Rows, s.twin.score(now.Epoch))
	}
}

// curve adds to a frame the rows, with now as the last of them.
func curve(f *frame.Frame, train, test string, rows []Score, now Score) {
	n := len(rows)
	if n > 0 && rows[n-1].Epoch >= now.Epoch {
		n--
	}
	trains, tests := f.Add(train, n+1, 2), f.Add(test, n+1, 2)
	for i := range n + 1 {
		r := now
		if i < n {
			r = rows[i]
		}
		trains[2*i], trains[2*i+1] = float32(r.Epoch), float32(r.Train)
		tests[2*i], tests[2*i+1] = float32(r.Epoch), float32(r.Test)
	}
}
