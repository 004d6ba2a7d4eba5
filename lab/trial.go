package lab

import (
	"bytes"
	"errors"
	"maps"
	"math"
	"slices"
	"time"

	"github.com/whisker-lab/whisker/frame"
	"github.com/whisker-lab/whisker/frame/border"
)

// trial is which of the lesson's questions is asked, and how far its experiment has come.
type trial struct {
	at    int
	phase phase
	guess string
	end   int // the step at which the phase ends
	from  int // that at which it began

	before []byte // the session as it was before the guess
	was    *State // before what the experiment changes; nil where it changes nothing
	now    *State // that the answer was read from
	border []float32
	answer string
	shows  bool // whether what is to be seen is still what the answer is about
}

// phase is how far an experiment has come.
type phase uint8

const (
	asked   phase = iota
	warming       // what is compared with comes first
	running
	told
)

var phases = [...]string{"asked", "warming", "running", "told"}

// TrialPanel is the question that is asked and what has become of it.
type TrialPanel struct {
	At     int                `json:"at"`    // which of the lesson's questions
	Phase  string             `json:"phase"` // asked, warming, running or told
	Guess  string             `json:"guess,omitempty"`
	Made   int                `json:"made"` // steps of the phase
	Of     int                `json:"of"`
	Answer string             `json:"answer,omitempty"`
	Was    map[string]float64 `json:"was,omitempty"` // metrics before the change
	Now    map[string]float64 `json:"now,omitempty"` // metrics that the answer was read from
	Rival  map[string]float64 `json:"rival,omitempty"`
	Shows  bool               `json:"shows,omitempty"`
}

func (t *trial) panel(step int) *TrialPanel {
	p := &TrialPanel{At: t.at, Phase: phases[t.phase], Guess: t.guess, Answer: t.answer, Shows: t.shows}
	if t.phase == warming || t.phase == running {
		p.Made, p.Of = step-t.from, t.end-t.from
	}
	if t.was != nil && t.phase >= running {
		p.Was = t.was.Metrics
	}
	if t.now != nil {
		p.Now = t.now.Metrics
		if c := t.now.Panels.Compare; c != nil {
			p.Rival = c.Metrics
		}
	}
	return p
}

// under tells whether its experiment is being made.
func (t *trial) under() bool { return t.phase == warming || t.phase == running }

// leave is what a message of the reader's does that goes another way: the question waits, or what was told is no longer seen.
func (t *trial) leave() {
	if t.under() {
		*t = trial{at: t.at}
	}
	t.shows = false
}

// most is how many of n steps are left to make.
func (t *trial) most(n, step int) int {
	if t.under() {
		return min(n, max(t.end-step, 0))
	}
	return n
}

// span is how long an experiment is watched: long enough to see it, too short to look away.
const span = 5 * time.Second

// rate is how many steps a second an experiment makes, 0 where none does.
func (t *trial) rate() float64 {
	switch t.phase {
	case warming:
		return math.Inf(1)
	case running:
		return float64(t.end-t.from) / span.Seconds()
	}
	return 0
}

var errNoTry = errors.New("lab: try: there is no such question")

// try is about the lesson's questions: {"at": 2} asks another one; {"guess": "yes"} answers it and has the experiment begin;
// {"what": "skip"} goes to its end, {"what": "again"} back to before the guess.
func (s *Session) try(m Msg) error {
	f := m.Fields()
	at, guess, what := f.Int("at", s.trial.at), f.Text("guess", ""), f.Text("what", "")
	if err := f.Err(); err != nil {
		return err
	}
	if at < 0 || at >= len(s.config.lesson.Tries) {
		return errNoTry
	}
	t := &s.trial
	switch {
	case guess != "":
		if !s.config.lesson.Tries[at].answers(guess) {
			return errUnknown("answer", guess)
		}
		before := *s // a session's run is replaced by another, never changed on the way to one
		s.trial = trial{at: at, guess: guess}
		if err := s.experiment(); err != nil {
			*s = before
			return err
		}
		return nil
	case what == "skip":
		if t.phase == running {
			s.todo = t.end - s.steps
		}
		return nil
	case what == "again":
		return s.unguess()
	case what != "":
		return errUnknown("thing to do with a question", what)
	}
	if t.under() {
		s.playing, s.todo = false, 0
	}
	s.trial, s.stale = trial{at: at}, true
	return nil
}

// answers tells whether a guess is one of those that are offered.
func (t *Try) answers(guess string) bool {
	return slices.Contains(t.offered(), guess)
}

// Unsure is the answer of those who have none, and never the right one.
const Unsure = "unsure"

// offered are the answers to choose from.
func (t *Try) offered() []string {
	if t.Answers != nil {
		return t.Answers
	}
	return []string{"yes", "no", Unsure}
}

// asking is the question that is asked.
func (s *Session) asking() *Try { return &s.config.lesson.Tries[s.trial.at] }

// Opened is a session as a lesson opens, with some controls set besides.
func Opened(l *Lesson, set map[string]string) (*Session, error) {
	c, err := l.opening().withAll(set)
	if err != nil {
		return nil, err
	}
	s := &Session{lessons: []*Lesson{l}, focus: nowhere}
	if err := s.begin(c); err != nil {
		return nil, err
	}
	s.greet()
	return s, nil
}

// experiment begins to answer the question.
func (s *Session) experiment() error {
	var b bytes.Buffer
	if err := s.Save(&b); err != nil {
		return err
	}
	t, try := &s.trial, s.asking()
	c, err := s.config.lesson.opening().withAll(try.Base)
	if err != nil {
		return err
	}
	c.own, c.albums = s.config.own, s.config.albums // kept, not shown
	c = c.amid(false)
	changed, err := c.withAll(try.Set)
	if err != nil {
		return err
	}
	if err := changed.lacks(); err != nil { // what it is going to need must be there before it is under way
		return err
	}
	if err := s.begin(c); err != nil {
		return err
	}
	t.before = b.Bytes()
	s.say("narrator.start", nil)
	if try.Warm > 0 {
		t.phase, t.from, t.end = warming, 0, try.Warm
		s.playing, s.todo = true, 0
		s.pace.start(time.Now())
		return nil
	}
	return s.change()
}

// change makes the change that the question is about, and has the steps begin that answer it.
func (s *Session) change() error {
	t, try := &s.trial, s.asking()
	if try.Warm > 0 || try.Set != nil || try.Do != nil {
		t.was = s.State()
		t.border = s.border()
	}
	c, err := s.config.withAll(try.Set)
	if err != nil {
		return err
	}
	if len(try.Set) > 0 {
		if s.live(try.Set) {
			for _, name := range slices.Sorted(maps.Keys(try.Set)) {
				if err := s.put(name, c.Text(name)); err != nil {
					return err
				}
			}
		} else if err := s.begin(c); err != nil {
			return err
		}
	}
	for _, m := range try.Do {
		if err := s.do(m); err != nil {
			return err
		}
	}
	t.phase, t.from, t.end = running, s.steps, s.steps+try.Steps
	s.playing, s.todo, s.stale = true, 0, true
	s.pace.start(time.Now())
	s.tried()
	return nil
}

// live tells whether all of some controls can be set while a run goes on.
func (s *Session) live(set map[string]string) bool {
	for name := range set {
		if s.config.lesson.Controls[s.config.lesson.control(name)].Effect != Live {
			return false
		}
	}
	return true
}

// tried goes on to the next phase of an experiment whose steps are made, or cannot be.
func (s *Session) tried() {
	t := &s.trial
	if !t.under() || s.steps < t.end && !s.done && !s.diverged {
		t.shows = t.shows && s.steps == t.end
		return
	}
	if t.phase == warming {
		if s.change() != nil {
			panic(badLesson)
		}
		return
	}
	s.playing, s.todo, s.stale = false, 0, true
	t.phase, t.end = told, s.steps
	now := s.State()
	was := t.was
	if was == nil {
		was = now
	}
	t.answer, t.now, t.shows = s.asking().Answer(was, now), now, true
}

// unguess goes back to before the guess.
func (s *Session) unguess() error {
	t := s.trial
	if t.before == nil {
		return errNoWayBack
	}
	old, err := Restore(s.lessons, bytes.NewReader(t.before))
	if err != nil {
		return err
	}
	old.seq, old.drawn, old.table = s.seq, s.drawn, s.table
	*s = *old
	s.trial = trial{at: t.at}
	return nil
}

// border is where what the large plot shows changes, as pieces of the plane (k, 4).
func (s *Session) border() []float32 {
	var f frame.Frame
	s.run.Paint(&f, Focus{})
	field, span := f.Array("plot"), f.Array("plot/range")
	if field == nil || span == nil || len(field.Shape) != 3 || len(span.Data) < 4 {
		return nil
	}
	r := span.Data
	return border.Of(nil, field.Data, field.Shape[0], field.Shape[2], field.Shape[1], [4]float64{float64(r[0]), float64(r[1]), float64(r[2]), float64(r[3])})
}

// evidence adds what shows the answer.
func (s *Session) evidence(f *frame.Frame) {
	t := &s.trial
	if !t.shows || s.asking().Evidence != evidentBorder {
		return
	}
	f.Add("plot/evidence", 1)[0] = 1
	if len(t.border) > 0 {
		copy(f.Add("plot/before", len(t.border)/4, 4), t.border)
	}
}

// evidentBorder is the evidence that is the border in the large plot.
const evidentBorder = "border"
