package lab

import "github.com/whisker-lab/whisker/nn"

// Stale tells whether something has changed that the last Snapshot did not hold.
func (s *Session) Stale() bool { return s.stale }

// Snapshot fills dst with all that the stage needs to draw the session as it is now.
func (s *Session) Snapshot(dst *Frame) {
	dst.Reset()
	s.seq++
	dst.Seq, dst.Flags = s.seq, 0
	if s.playing {
		dst.Flags |= FlagPlaying
	}
	if s.pulse {
		dst.Flags |= FlagPulse
		s.pulse = false
	}
	s.run.Publish(func(name string, t *nn.Tensor) { copy(dst.Add(name, t.Shape...), t.Data) })
	s.run.Paint(dst, s.focus)
	if e, ok := s.run.(Explainer); ok {
		e.Mark(dst, s.selected)
	}
	s.curves(dst)
	s.stale = false
}

// curves adds the loss over the epochs, with where it is now as the last row.
func (s *Session) curves(dst *Frame) {
	scorer, ok := s.run.(Scorer)
	if !ok {
		return
	}
	rows := s.history.Rows
	now := Score{Epoch: s.run.Epoch()}
	now.Train, now.Test = scorer.Score()
	n := len(rows)
	if n > 0 && rows[n-1].Epoch >= now.Epoch {
		n--
	}
	train, test := dst.Add("loss/train", n+1, 2), dst.Add("loss/test", n+1, 2)
	for i := range n + 1 {
		r := now
		if i < n {
			r = rows[i]
		}
		train[2*i], train[2*i+1] = float32(r.Epoch), float32(r.Train)
		test[2*i], test[2*i+1] = float32(r.Epoch), float32(r.Test)
	}
}
