package lab

import "math"

// State is what the page is told: JSON, at most twenty times a second. Its metrics belong to its step.
type State struct {
	Lesson   string             `json:"lesson"`
	Step     int                `json:"step"`
	Epoch    float64            `json:"epoch"`
	Playing  bool               `json:"playing"`
	Done     bool               `json:"done"`
	Diverged bool               `json:"diverged"`
	Seed     float64            `json:"seed"`
	Link     string             `json:"link"`
	Controls map[string]any     `json:"controls"`
	Metrics  map[string]float64 `json:"metrics"`
	Events   []Event            `json:"events"`
	Narrator Line               `json:"narrator"`
	Selected Selected           `json:"selected"`
	Panels   Panels             `json:"panels"`
	Misread  []Misread          `json:"misread,omitempty"` // what was not understood of the link that this began with
	Answer   answer             `json:"answer,omitzero"`   // what the last message asked for
}

// Axis is the name of something that was measured and its unit, if it has one.
type Axis struct {
	Name string `json:"name"`
	Unit string `json:"unit,omitempty"`
}

// Key is a kind of mark and its name, a key of the page's words below legend.
type Key struct {
	Name   string `json:"name"`
	Class  int    `json:"class"` // whose colour and shape it has, −1 for none
	Hollow bool   `json:"hollow,omitempty"`
}

// Cell is a cell of a confusion matrix.
type Cell struct {
	Actual    int `json:"actual"`
	Predicted int `json:"predicted"`
}

// Put adds a metric, unless it is no number.
func (s *State) Put(name string, v float64) {
	if !math.IsNaN(v) && !math.IsInf(v, 0) {
		s.Metrics[name] = v
	}
}

// Take answers the last message by what its picture was taken for.
func (s *State) Take(class int, probabilities []float64) {
	s.Answer.Class, s.Answer.Probabilities = &class, probabilities
}

// sketched is how many points stand for the reader's own data in a picture of them.
const sketched = 48

// State is what the session is at now.
func (s *Session) State() *State {
	st := &State{
		Lesson: s.config.lesson.ID, Step: s.steps, Epoch: epoch(s.run), Playing: s.playing, Done: s.done, Diverged: s.diverged,
		Seed: s.config.numberOf(RoleSeed), Link: s.config.Link(), Controls: s.config.all(), Metrics: map[string]float64{},
		Events: append([]Event{}, s.events...), Narrator: s.line(), Selected: Selected{s.selected, s.focus}, Misread: s.misread, Answer: s.answer,
	}
	p := &st.Panels
	if p.Own = s.ownState(); s.config.offersOwn() {
		p.Data.OwnKind = s.config.Own().Kind()
		if s.config.own != nil {
			p.Data.OwnSketch = s.config.own.Sketch(sketched)
		}
	}
	p.Album = s.album()
	if s.table != nil {
		p.Table = s.table.State()
	}
	if s.diverged {
		p.Diverged = &DivergedPanel{Back: s.good != nil}
		if r, ok := s.run.(Scorer); ok {
			p.Diverged.Runaway = r.Runaway()
		}
	}
	if s.metric > 0 {
		st.Metrics["examplesPerSecond"] = s.metric
	}
	if s.clock.arrived > 0 {
		st.Metrics[secondsMetric] = s.clock.arrived
	}
	s.run.Report(st)
	if s.selected.Layer > 0 {
		p.Inspector, _ = s.explain(s.selected)
	}
	if s.twin != nil {
		p.Compare = s.twin.report(s.config.versus)
	}
	p.Trial = s.trial.panel(s.steps)
	return st
}
