package lab

import "math"

// watch is what is remembered of a run that is to stop by itself.
type watch struct {
	begun bool
	best  float64 // the smallest test loss so far
	at    float64 // the epoch of that
	there bool    // the accuracy that was asked for has been reached, and is not asked for again until it is lost
}

// Why a run stopped.
const (
	stoppedByAccuracy = "accuracy"
	stoppedByPatience = "patience"
)

// stop is called at the end of an epoch: it pauses a run whose test accuracy has come to its goal, or whose test loss has not
// become smaller for so many epochs as its patience is (Prechelt, "Early Stopping, but when?", 1998). Play goes on from there.
func (s *Session) stop() {
	patience, goal := s.config.numberOf(RolePatience), s.config.numberOf(RoleGoal)
	scorer, ok := s.run.(Scorer)
	if !ok || patience == 0 && goal == 0 {
		return
	}
	loss, accuracy := scorer.Judge()
	epoch, w := epoch(s.run), &s.watch
	reached := goal > 0 && accuracy >= goal
	if reached && !w.there {
		s.stopped(stoppedByAccuracy, map[string]any{"epoch": int(epoch), "percent": int(math.Round(100 * accuracy))})
	}
	w.there = reached
	switch {
	case math.IsNaN(loss):
	case !w.begun || loss < w.best:
		w.begun, w.best, w.at = true, loss, epoch
	case patience > 0 && epoch-w.at >= patience:
		s.stopped(stoppedByPatience, map[string]any{"epoch": int(epoch), "n": int(patience)})
		w.begun = false // if it is told to go on, it gets as long again
	}
}

func (s *Session) stopped(why string, args map[string]any) {
	s.playing, s.todo = false, 0
	s.note(Event{Type: "stopped", Why: why})
	s.say("narrator.stopped."+why, args)
	s.passing = true // until it goes on
}
