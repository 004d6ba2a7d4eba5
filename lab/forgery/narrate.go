package forgery

import "github.com/whisker-lab/whisker/lab"

// How it goes is said in these terms.
const (
	early    = 100  // turns before that only gather ink where digits have it
	legible  = 0.8  // of the fakes are read as what they were asked to be
	strokes  = 0.4  // from that share on
	copied   = 0.5  // of how far unseen digits are from real ones: what is nearer is as good as a copy
	copyable = 1000 // turns before that are too few to say so
	fooled   = 0.6  // the discriminator is right about no more than that
)

// Say is part of lab.Speaker.
func (r *Run) Say(about lab.About) lab.Line {
	switch {
	case about.Occasion == lab.Obeyed && about.Message == "walk":
		v := r.see()
		args := map[string]any{"a": r.walk.digit, "b": v.read[0]}
		if v.read[0] == r.walk.digit {
			return lab.Line{Key: "narrator.fakes.walk.right", Args: args}
		}
		return lab.Line{Key: "narrator.fakes.walk.wrong", Args: args}
	case about.Occasion == lab.Obeyed && about.Message == "suspect":
		n := 0
		for _, marked := range r.quiz.marked {
			n += bit(marked)
		}
		return lab.Line{Key: "narrator.fakes.suspect", Args: map[string]any{"n": n}}
	case about.Occasion == lab.Obeyed && about.Message == "reveal":
		you, rival := r.quiz.right()
		key := "narrator.fakes.told.even"
		if you > rival {
			key = "narrator.fakes.told.you"
		} else if you < rival {
			key = "narrator.fakes.told.rival"
		}
		return lab.Line{Key: key, Args: map[string]any{"a": you, "b": rival}}
	case about.Occasion == lab.Obeyed && about.Message == "deal":
		return lab.Line{Key: "narrator.fakes.dealt"}
	case about.Occasion == lab.Stepped && r.steps < r.Progress().Batches, about.Occasion == lab.Passed:
		return about.Still(r.line())
	}
	return lab.Line{}
}

func (r *Run) line() lab.Line {
	m := r.measure()
	grade := float64(m.right) / float64(m.n)
	switch {
	case r.steps < early:
		return lab.Line{Key: "narrator.fakes.begun"}
	case r.steps >= copyable && r.compare() < copied*r.unlike():
		return lab.Line{Key: "narrator.fakes.copied"}
	case grade < strokes:
		return lab.Line{Key: "narrator.fakes.ink"}
	case grade < legible:
		return lab.Line{Key: "narrator.fakes.strokes"}
	case float64(m.caught)/float64(2*m.n) <= fooled:
		return lab.Line{Key: "narrator.fakes.fooled"}
	}
	return lab.Line{Key: "narrator.fakes.legible"}
}
