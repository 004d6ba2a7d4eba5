package lab

import (
	"slices"
	"time"
)

// stopwatch is how long a run has been learning by the clock on the wall, with all that was drawn and said meanwhile, until most of
// its answers were right. As a pace it knows the hour, so no file holds it and nothing follows from it.
type stopwatch struct {
	on      bool // whether there still is something to wait for
	looked  time.Time
	spent   time.Duration
	arrived float64 // in seconds; 0 before
}

// secondsMetric is the metric by which a lesson asks for a stopwatch, and mostRight the share of right answers that it waits for.
const (
	secondsMetric = "secondsTo95"
	mostRight     = 0.95
)

// wind sets the stopwatch back for a run that begins. One that is there already has nowhere to go.
func (s *Session) wind() {
	s.clock = stopwatch{}
	asked := slices.ContainsFunc(s.config.lesson.Metrics, func(m Metric) bool { return m.Name == secondsMetric })
	s.clock.on = asked && !s.right()
}

// right tells whether most answers are.
func (s *Session) right() bool {
	judge, ok := s.run.(Scorer)
	if !ok {
		return false
	}
	_, accuracy := judge.Judge()
	return accuracy >= mostRight
}

// watch looks at the clock after steps. What went by while nothing learnt does not count.
func (w *stopwatch) watch(now time.Time, right bool) {
	if !w.looked.IsZero() {
		w.spent += now.Sub(w.looked)
	}
	w.looked = now
	if right {
		w.arrived, w.on = w.spent.Seconds(), false
	}
}
