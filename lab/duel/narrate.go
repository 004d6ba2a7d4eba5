package duel

import "github.com/whisker-lab/whisker/lab"

// How it goes is said in these terms.
const (
	guessing = 0.62 // the discriminator is right about no more than that: the generator is ahead
	sure     = 0.75 // and from that on it is ahead itself
	alike    = 0.15 // clouds less far apart than that lie on each other
	early    = 60   // turns before that are too few to say anything
	patience = 30   // looks in a row in which places were missing
	late     = 1000 // turns after which that is no longer a matter of time
	stubborn = 120  // looks in a row after which even one place is
)

// Who is ahead.
const (
	neither = "level"
	aheadG  = "g"
	aheadD  = "d"
	nobody  = "none"
)

// Standing is who is ahead, and where the turn stands, as the page shows it.
type Standing struct {
	Ahead    string `json:"ahead"`    // g, d, level, or none before the first turn
	Passed   int    `json:"passed"`   // fakes that are taken for real
	Believed int    `json:"believed"` // real points that are
	N        int    `json:"n"`        // of either
	Turn     string `json:"turn"`
	Slow     bool   `json:"slow"`
	Phase    int    `json:"phase"` // from 1; 0 before the first
	Missing  int    `json:"missing"`
	Places   int    `json:"places"`
	Collapse string `json:"collapse,omitempty"` // what helps against it: noisedim, ratio or dlr
}

// Report is part of lab.Run.
func (r *Run) Report(s *lab.State) {
	m := r.measure()
	found, of := m.modes(&r.places)
	for _, v := range []struct {
		name  string
		value float64
	}{
		{"distance", m.distance}, {"divergence", m.divergence}, {"modes", float64(found)}, {"places", float64(of)}, {"lossG", m.lossG}, {"lossD", m.lossD},
		{"judgeAccuracy", m.right()}, {"passed", float64(m.passed)}, {"caught", float64(m.n - m.passed)}, {"fakes", float64(m.n)},
		{"believed", float64(m.believed)}, {"reals", float64(m.n)},
	} {
		s.Put(v.name, v.value)
	}
	s.Panels.Readouts.Metrics, s.Panels.Readouts.Count = []string{"distance", "modes", "divergence", "judgeAccuracy", "passed", "caught", "believed", "lossG", "lossD"}, r.turns
	s.Panels.Legend = []lab.Key{{Name: "real", Class: 1}, {Name: "fake", Class: 0, Hollow: true}}
	r.room.Report(s, []string{"fake", "real"})
	s.Panels.Data.Classes = 2
	s.Panels.Put("rivals", r.standing())
}

func (r *Run) standing() Standing {
	m := r.measure()
	found, of := m.modes(&r.places)
	return Standing{
		Ahead: r.ahead(), Passed: m.passed, Believed: m.believed, N: m.n, Turn: turns[r.turn], Slow: r.slow, Phase: int(r.phase), Missing: of - found, Places: of, Collapse: r.helps(),
	}
}

func (r *Run) ahead() string {
	right := r.measure().right()
	switch {
	case r.turns == 0:
		return nobody
	case right <= guessing:
		return aheadG
	case right >= sure:
		return aheadD
	}
	return neither
}

// collapsed tells whether the generator keeps leaving places out: a quarter of them, or any for long.
func (r *Run) collapsed() bool {
	missing := r.measure().missing(&r.places)
	return r.turns >= late && (r.losing >= patience && 4*missing >= len(r.places.share) || r.losing >= stubborn && missing > 0)
}

// helps is the control that helps against the collapse, if there is one: noise of one number is a line, which has to be torn to lie in many
// places; a generator that learns faster than its rival runs away from what that says, and one that learns far slower is shown nothing
// but that it is wrong.
func (r *Run) helps() string {
	switch {
	case !r.collapsed():
		return ""
	case r.dims == 1:
		return "noisedim"
	case r.rates[generator] > r.rates[discriminator]*float64(r.ratio):
		return "ratio"
	}
	return "dlr"
}

// Say is part of lab.Speaker.
func (r *Run) Say(about lab.About) lab.Line {
	m := r.measure()
	switch {
	case about.Occasion == lab.Obeyed && about.Message == "latent":
		o := r.see()
		var score [1]float32
		r.look.Score(score[:], o.own[:])
		if m.ground.of(float64(score[0])) > 0 {
			return lab.Line{Key: "narrator.rivals.own.passes"}
		}
		return lab.Line{Key: "narrator.rivals.own.caught"}
	case about.Occasion == lab.Obeyed && about.Message == "phase", about.Occasion == lab.Stepped && r.slow:
		return lab.Line{Key: "narrator.rivals.phase." + [...]string{"0", "1", "2", "3", "4", "5"}[r.phase]}
	case about.Occasion != lab.Passed || r.slow:
		return lab.Line{}
	}
	return about.Still(r.line())
}

func (r *Run) line() lab.Line {
	m := r.measure()
	found, of := m.modes(&r.places)
	switch {
	case r.turn == discriminator:
		return lab.Line{Key: "narrator.rivals.alone.d"}
	case r.turn == generator:
		return lab.Line{Key: "narrator.rivals.alone.g"}
	case r.turns < early:
		return lab.Line{Key: "narrator.rivals.begun"}
	case r.collapsed():
		return lab.Line{Key: "narrator.rivals.collapse." + r.helps()}
	case found == of && m.distance < alike:
		return lab.Line{Key: "narrator.rivals.alike"}
	case r.ahead() == aheadD:
		return lab.Line{Key: "narrator.rivals.ahead.d"}
	case r.ahead() == aheadG:
		return lab.Line{Key: "narrator.rivals.ahead.g"}
	}
	return lab.Line{Key: "narrator.rivals.level"}
}
