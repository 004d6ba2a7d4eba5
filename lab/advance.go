package lab

import (
	"math"
	"time"
)

// pace spreads the steps of a playing session over time, and measures how fast they go. It is the only thing in a
// session that knows the hour, and it decides when steps are made, never what they do.
type pace struct {
	looked time.Time // until when the clock was read
	owed   float64   // steps that it had allowed by then and that were not made
	since  time.Time // when examples began to be counted
	seen   int       // examples since then
	burst  int       // steps between two looks at the clock
	pulsed time.Time
}

const (
	window       = 500 * time.Millisecond // over which the speed is measured
	lateness     = 200 * time.Millisecond // beyond which what was missed is not made up for
	glance       = 500 * time.Microsecond // between two looks at the clock, about
	longestBurst = 1 << 12                // steps between them
	watched      = 4.0                    // steps a second that an eye can follow
	pulses       = time.Second            // between two pulses
)

func (p *pace) start(now time.Time) { *p = pace{looked: now, since: now, burst: p.burst} }

// take is how many steps the clock allows now, at so many a second and at most so many at once. Only the time since the last look counts, at the rate of
// now: what was done at another rate is no debt, or a run that goes slowly after it went fast would stand still.
func (p *pace) take(now time.Time, rate float64, most int) int {
	p.owed += now.Sub(p.looked).Seconds() * rate
	p.looked = now
	if p.owed > max(lateness.Seconds()*rate, 1) {
		p.owed = 1 // the machine cannot keep up, or slept
	}
	n := min(int(p.owed+1e-9), most) // what rounding alone keeps from a step is one
	p.owed -= float64(n)
	return n
}

// wait is how long there is no step to make, at so many a second: never longer than one takes.
func (p *pace) wait(now time.Time, rate float64) time.Duration {
	next := p.looked.Add(time.Duration((1 - p.owed) / rate * float64(time.Second)))
	return max(0, next.Sub(now))
}

// rate is how many steps a second are wanted, infinitely many for as fast as can be.
func (s *Session) rate() float64 {
	if rate := s.trial.rate(); rate > 0 {
		return rate
	}
	speed, ok := s.config.of(RoleSpeed)
	if !ok || speed == "max" {
		return math.Inf(1)
	}
	if pace := s.run.Progress().Pace; pace > 0 && speed == "auto" {
		return max(pace, 0.1)
	}
	return max(s.config.numberOf(RoleSpeed), 0.1)
}

// Wait is how long there is nothing to do: 0 if there is something, less than 0 for ever.
func (s *Session) Wait() time.Duration {
	switch {
	case s.todo > 0 || s.idling:
		return 0
	case !s.playing:
		return -1
	}
	rate := s.rate()
	if math.IsInf(rate, 0) {
		return 0
	}
	return s.pace.wait(time.Now(), rate)
}

// Stepping tells whether steps that were asked for are still to be made.
func (s *Session) Stepping() bool { return s.todo > 0 }

// Advance makes the steps that are due, for about as long as the budget allows, and returns how many.
func (s *Session) Advance(budget time.Duration) (steps int) {
	now := time.Now()
	end := now.Add(budget)
	if s.todo > 0 {
		s.clock.looked = now
	}
	for (s.todo > 0 || s.playing) && now.Before(end) {
		burst := max(1, s.pace.burst)
		n := burst
		if s.todo > 0 {
			n = min(n, s.todo)
		} else if rate := s.rate(); !math.IsInf(rate, 0) {
			if n = s.pace.take(now, rate, n); n == 0 {
				break
			}
			if rate <= watched && now.Sub(s.pace.pulsed) >= pulses {
				s.pulse, s.pace.pulsed = true, now
			}
		}
		made := s.make(s.trial.most(n, s.steps))
		steps += made
		s.tried()
		then := time.Now()
		// Browsers round the clock, to a millisecond even, so that no single burst tells how long a step takes.
		switch took := then.Sub(now); {
		case took > 2*glance:
			burst = max(1, burst/2)
		case took < glance/2 && made == burst:
			burst = min(2*burst, longestBurst)
		}
		s.pace.burst = burst
		now = then
		if s.clock.on {
			s.clock.watch(now, s.right())
		}
	}
	s.measure(now)
	if soon := now.Add(longestIdle); soon.Before(end) {
		end = soon
	}
	s.idle(end)
	return steps
}

// longestIdle is more than a page lets pass between two calls: whoever gives a second for steps does not wait for what is shown besides.
const longestIdle = 10 * time.Millisecond

// idle lets a run work out what is shown besides: one piece while it learns, as much as there is time for else.
func (s *Session) idle(end time.Time) {
	r, ok := s.run.(Idler)
	if !ok {
		return
	}
	learning := s.playing || s.todo > 0
	for s.idling = r.Idle(learning); s.idling; s.idling = r.Idle(learning) {
		s.stale = true
		if learning || !time.Now().Before(end) {
			return
		}
	}
}

// make makes n steps, or fewer if there is an end to it.
func (s *Session) make(n int) (made int) {
	for ; made < n && (s.todo > 0 || s.playing); made++ {
		if s.todo > 0 {
			s.todo--
		}
		before := int(epoch(s.run))
		loss, done := s.run.Step()
		s.steps++
		s.answer, s.stale, s.telling = answer{}, true, true
		now := s.run.Progress()
		s.pace.seen += now.Examples
		if s.twin != nil && s.twin.advance() {
			s.happened("twin")
			s.say("narrator.compare.diverged", map[string]any{"step": s.steps})
		}
		switch {
		case math.IsNaN(loss) || math.IsInf(loss, 0):
			s.diverge()
			return made + 1
		case done:
			s.playing, s.todo, s.done = false, 0, true
			s.record()
			s.happened("done")
		case int(now.Epoch) != before:
			s.epoch()
			s.stop()
		}
	}
	return made
}

// diverge stops at numbers that are none.
func (s *Session) diverge() {
	s.playing, s.todo, s.diverged = false, 0, true
	e := Event{Type: "diverged"}
	if p, ok := s.run.(Scorer); ok {
		e.Runaway = p.Runaway()
	}
	s.note(e)
	if e.Runaway != nil {
		s.focus = Focus{e.Layer, unchosen}
		s.say("narrator.diverged.layer", map[string]any{"step": s.steps, "layer": e.Layer})
		return
	}
	s.say("narrator.diverged", map[string]any{"step": s.steps})
}

// measure brings the speed up to date, about twice a second.
func (s *Session) measure(now time.Time) {
	if !s.playing {
		s.metric = 0
		return
	}
	if took := now.Sub(s.pace.since); took >= window || s.metric == 0 && took >= window/5 {
		s.metric = float64(s.pace.seen) / took.Seconds()
		s.pace.since, s.pace.seen = now, 0
	}
}
