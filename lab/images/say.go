package images

import (
	"math"

	"github.com/whisker-lab/whisker/lab"
)

const (
	certain = 0.6 // from where on a picture is said to be read for certain
	soon    = 50  // steps after which there is something to say of the first pass
)

// Say is part of lab.Speaker.
func (r *Run) Say(about lab.About) lab.Line {
	switch {
	case about.Occasion == lab.Obeyed && (about.Message == "draw" || about.Message == "next"):
		return r.sayReads()
	case about.Occasion == lab.Obeyed && about.Message == "look":
		return r.sayLook()
	case r.set.few && about.Occasion != lab.Obeyed:
		return lab.Line{Key: "narrator.images.few"}
	case about.Occasion == lab.Stepped && r.Epoch() < 1 && r.Steps() >= soon:
		return lab.Line{Key: "narrator.images.first", Args: map[string]any{"n": r.Steps() * r.batch}}
	case about.Occasion == lab.Passed:
		return r.sayLearning()
	}
	return lab.Line{}
}

// sayReads is what the picture is taken for.
func (r *Run) sayReads() lab.Line {
	if r.pad.empty {
		return lab.Line{Key: "narrator.images.empty"}
	}
	r.see()
	v := r.reads()
	args := map[string]any{"a": map[string]any{"class": v.Class}, "percent": int(math.Round(100 * v.Probabilities[v.Class]))}
	if v.Probabilities[v.Class] >= certain || v.Then < 0 {
		return lab.Line{Key: "narrator.images.reads", Args: args}
	}
	args["b"] = map[string]any{"class": v.Then}
	return lab.Line{Key: "narrator.images.unsure", Args: args}
}

// sayLook is what the chosen pixel sees of the picture.
func (r *Run) sayLook() lab.Line {
	if r.chosen == noplace || r.chosen.x < 0 {
		return lab.Line{}
	}
	r.see()
	field := r.fields[0]
	return lab.Line{Key: "narrator.images.sees", Args: map[string]any{"height": field.Y1 - field.Y0, "width": field.X1 - field.X0}}
}

// sayLearning is how far it has come.
func (r *Run) sayLearning() lab.Line {
	r.judged()
	epoch := int(r.Epoch())
	if r.judge.share(ofTrain) > r.judge.share(ofTest)+0.03 {
		return lab.Line{Key: "narrator.images.gap", Args: map[string]any{"epoch": epoch}}
	}
	return lab.Line{Key: "narrator.images.learning", Args: map[string]any{"epoch": epoch}}
}
