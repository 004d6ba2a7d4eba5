package easel

import (
	"strings"

	"github.com/whisker-lab/whisker/lab"
)

// Say is part of lab.Speaker.
func (r *Run) Say(about lab.About) lab.Line {
	switch {
	case about.Occasion == lab.Set && about.Control == "prompt":
		return r.sayPrompt()
	case about.Occasion == lab.Obeyed && about.Message == "look":
		s := r.draw()
		if s.large() == s.stills()-1 {
			return r.sayPrompt()
		}
		return lab.Line{Key: "narrator.words.still", Args: map[string]any{"n": s.stage(s.large()), "of": s.of}}
	case about.Occasion == lab.Passed:
		return r.sayLearning()
	}
	return lab.Line{}
}

// sayPrompt is what came of what is said.
func (r *Run) sayPrompt() lab.Line {
	if unknown := r.said.Unknown(); len(unknown) > 0 {
		return lab.Line{Key: "narrator.words.unknown", Args: map[string]any{"words": strings.Join(unknown, ", ")}}
	}
	p := r.said.Prompt()
	args := map[string]any{"prompt": map[string]any{"said": p.String()}}
	key := "narrator.words."
	switch {
	case p.String() == "":
		return lab.Line{Key: "narrator.words.empty"}
	case !p.Whole():
		key += "open"
	case r.never():
		key += "never"
	default:
		key += "shown"
	}
	if !r.comesOut() {
		key += ".wrong"
	}
	return lab.Line{Key: key, Args: args}
}

// sayLearning is how far it has come.
func (r *Run) sayLearning() lab.Line {
	l := r.whole()
	if l == nil {
		return lab.Line{}
	}
	if never, n := r.share(l, true, all); n == 0 {
		return lab.Line{Key: "narrator.words.all"}
	} else if shown, _ := r.share(l, false, all); shown > never+0.1 {
		return lab.Line{Key: "narrator.words.gap"}
	}
	return lab.Line{Key: "narrator.words.learning"}
}
