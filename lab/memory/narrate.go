package memory

import "github.com/whisker-lab/whisker/lab"

// How it goes is said in these terms.
const (
	learnt  = 0.95 // share of the answers from which on it remembers
	halfway = 0.15 // above mere guessing from which on something has got through
	early   = 40   // steps before which it is too soon to say anything
	faint   = 0.02 // share of the blame below which next to nothing comes back
	follows = 0.9  // share of a wave's ups and downs from which on it is foreseen
)

// Shown is what the page's strip of things to show needs to know.
type Shown struct {
	Task   string `json:"task"`
	First  int    `json:"first"` // the symbol that is shown first
	Steps  int    `json:"steps"`
	Moment int    `json:"moment"`
	Runs   int    `json:"runs"`  // of the survey at every delay
	Done   int    `json:"done"`  // networks of the survey
	Of     int    `json:"of"`    // of so many
	Going  bool   `json:"going"` // whether it goes on
	Each   int    `json:"each"`  // steps of each
}

// Report is part of lab.Run.
func (r *Run) Report(s *lab.State) {
	m := r.examine()
	metrics := []string{"recallAccuracy", "blameLeft", "gradNorm", "loss"}
	if r.task == wave {
		metrics = []string{"foreseen", "gradNorm", "loss"}
		s.Put("foreseen", m.right)
	} else {
		s.Put("recallAccuracy", m.right)
		s.Put("guess", r.task.guess())
		s.Put("blameLeft", r.look().blame[0])
		s.Put("depth", float64(r.depth()))
		s.Put("delay", float64(r.delay))
	}
	s.Put("loss", m.loss)
	if r.steps > 0 {
		s.Put("gradNorm", r.norm)
	}
	s.Panels.Readouts.Metrics, s.Panels.Readouts.Count = metrics, r.steps
	shown := Shown{Task: tasks[r.task], First: int(r.shown[0]), Steps: r.length(), Moment: r.moment, Runs: r.survey.runs(), Done: r.survey.next, Of: surveyAll, Going: r.survey.running(r), Each: surveySteps}
	s.Panels.Put("memory", shown)
}

// depth is how many weights in a row lie between the first item and the answer: the credit assignment path. Each step adds one.
func (r *Run) depth() int {
	if r.loop == nil {
		return 2
	}
	return r.length() + 1
}

// Say is part of lab.Speaker.
func (r *Run) Say(about lab.About) lab.Line {
	switch {
	case about.Occasion == lab.Obeyed && about.Message == "show" && r.task != wave:
		v := r.look()
		steps := r.length()
		key := "narrator.remember.shown.wrong"
		if r.right(v, steps-1) {
			key = "narrator.remember.shown.right"
		}
		return lab.Line{Key: key}
	case about.Occasion == lab.Obeyed && about.Message == "moment" && r.moment >= 0:
		return lab.Line{Key: "narrator.remember.moment", Args: map[string]any{"step": r.moment}}
	case about.Occasion == lab.Set && about.Control == "survey" && r.survey.on:
		return lab.Line{Key: "narrator.remember.survey"}
	case about.Occasion != lab.Passed:
		return lab.Line{}
	}
	return about.Still(r.line())
}

// right tells whether the answer at a step is right.
func (r *Run) right(v *seen, step int) bool {
	out := r.task.outputs()
	right := r.task.answer(v.seq, step)
	if row := v.out[step*out:][:out]; r.task.classes() {
		return largest(row) == right
	}
	off := r.task.told(v.out[step]) - float64(right)
	return off > -0.5 && off < 0.5
}

func (r *Run) line() lab.Line {
	m := r.examine()
	if r.task == wave {
		switch {
		case m.right >= follows:
			return lab.Line{Key: "narrator.remember.wave.follows"}
		}
		return lab.Line{Key: "narrator.remember.wave.learns"}
	}
	over := m.right - r.task.guess()
	switch {
	case m.right >= learnt:
		return lab.Line{Key: "narrator.remember.learnt." + tasks[r.task]}
	case r.steps < early:
		return lab.Line{Key: "narrator.remember.begun"}
	case r.loop == nil && r.length() > Window && over < halfway:
		return lab.Line{Key: "narrator.remember.noloop"}
	case r.loop != nil && r.cut > 0 && r.cut < r.length() && !r.task.everywhere() && over < halfway:
		return lab.Line{Key: "narrator.remember.cut"}
	case over < halfway && r.look().blame[0] < faint:
		return lab.Line{Key: "narrator.remember.faint"}
	case over < halfway:
		return lab.Line{Key: "narrator.remember.guessing"}
	}
	return lab.Line{Key: "narrator.remember.some"}
}
