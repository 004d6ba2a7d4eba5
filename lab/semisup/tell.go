package semisup

import (
	"math"

	"github.com/whisker-lab/whisker/lab"
)

const (
	ahead = 0.03 // of the supervised network, from which it is worth a word
	soon  = 3    // sweeps before anything can be said
	heard = 12   // sweeps that an answer to the reader stands
)

// Say is part of lab.Speaker.
func (r *Run) Say(about lab.About) lab.Line {
	switch {
	case about.Occasion == lab.Obeyed:
		return r.reply()
	case about.Occasion != lab.Stepped:
		return lab.Line{}
	case r.asked.on && r.sweeps-r.asked.sweep < heard:
		return r.reply()
	}
	return r.line()
}

// line is what a teacher would say looking over the learner's shoulder.
func (r *Run) line() lab.Line {
	b := r.board
	unlabelled := b.points.Len() - b.labelled
	switch {
	case b.labelled == 0:
		return lab.Line{Key: "narrator.fewlabels.none"}
	case unlabelled == 0:
		return lab.Line{Key: "narrator.fewlabels.all"}
	}
	args := map[string]any{"percent": percent(r.shown[0]), "alone": percent(r.shown[1]), "labelled": b.labelled, "answered": percent(float64(r.answered()) / float64(unlabelled))}
	switch {
	case r.method == "supervised":
		return lab.Line{Key: "narrator.fewlabels.supervised", Args: args}
	case r.self != nil:
		return r.believes(args)
	case r.sweeps < soon || r.fresh() > 0:
		return lab.Line{Key: "narrator.fewlabels.flowing", Args: args}
	case r.answered() < unlabelled:
		return lab.Line{Key: "narrator.fewlabels.island", Args: map[string]any{"n": unlabelled - r.answered()}}
	case b.broken != "":
		return lab.Line{Key: "narrator.fewlabels.broken." + b.broken, Args: args}
	}
	return r.compared(args)
}

// compared sets the method against the supervised network.
func (r *Run) compared(args map[string]any) lab.Line {
	switch gap := r.shown[0] - r.shown[1]; {
	case gap >= ahead:
		return lab.Line{Key: "narrator.fewlabels.ahead", Args: args}
	case gap <= -ahead:
		return lab.Line{Key: "narrator.fewlabels.behind", Args: args}
	}
	return lab.Line{Key: "narrator.fewlabels.even", Args: args}
}

// believes says how well a network fares that learns from its own answers.
func (r *Run) believes(args map[string]any) lab.Line {
	taken, wrong := 0, 0
	for i, p := range r.self.Pseudo() {
		if p != none {
			taken++
			if int(p) != r.board.points.Class[i] {
				wrong++
			}
		}
	}
	args["n"], args["wrong"] = taken, wrong
	switch {
	case taken == 0:
		return lab.Line{Key: "narrator.fewlabels.unsure", Args: args}
	case r.board.broken != "":
		return lab.Line{Key: "narrator.fewlabels.broken." + r.board.broken, Args: args}
	case math.Round(100*float64(wrong)/float64(taken)) >= 5:
		return lab.Line{Key: "narrator.fewlabels.mistaken", Args: args}
	}
	return lab.Line{Key: "narrator.fewlabels.believes", Args: args}
}
