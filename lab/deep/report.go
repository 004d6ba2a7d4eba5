package deep

import (
	"strconv"

	"github.com/whisker-lab/whisker/lab"
)

// Report is part of lab.Run.
func (r *Run) Report(s *lab.State) {
	t := r.shown
	r.room.Report(s, r.room.Source.Names)
	s.Panels.Data.Classes = r.room.Source.Classes
	s.Panels.Readouts.Metrics = []string{"plainAccuracy", "testAccuracy", "wideAccuracy", "depth"}
	s.Panels.Readouts.Count = t.made
	s.Put("plainAccuracy", t.right(plain))
	s.Put("testAccuracy", t.right(helped))
	s.Put("wideAccuracy", t.right(wide))
	if t.made > 0 && t.loss[helped] > 0 {
		s.Put("trainLoss", t.loss[helped])
	}
	s.Put("depth", float64(t.depth+1))
	s.Put("weights", float64(r.weights(t.depth)))
	s.Put("wideWidth", float64(r.wideOf(t.depth)))
	s.Put("depths", float64(r.done()))
	s.Put("allDepths", float64(len(stops)))
}

// deepFrom is from how many hops on most call a network deep: Schmidhuber, "Deep Learning in Neural Networks: An Overview" (2015),
// section 3, by whom credit assignment paths of more than two are meant.
const deepFrom = 3

// Say is part of lab.Speaker.
func (r *Run) Say(about lab.About) lab.Line {
	t := r.shown
	args := map[string]any{"n": t.depth, "k": t.depth + 1, "value": portion(min(r.profiles()[plain].arrives(), 1)), "a": portion(min(r.profiles()[helped].arrives(), 1))}
	switch {
	case about.Occasion == lab.Set && about.Control == "depth" && t.depth+1 < deepFrom:
		return lab.Line{Key: "narrator.deep.shallow", Args: args}
	case about.Occasion == lab.Set && about.Control == "depth" && t.depth+1 == deepFrom:
		return lab.Line{Key: "narrator.deep.threshold", Args: args}
	case about.Occasion == lab.Set && about.Control == "depth":
		return lab.Line{Key: "narrator.deep.hops", Args: args}
	case about.Occasion != lab.Passed:
		return lab.Line{}
	case t.made < every:
		return lab.Line{Key: "narrator.deep.blame", Args: args}
	case !t.done():
		return lab.Line{Key: "narrator.deep.learning", Args: args}
	case r.done() < len(stops):
		args["n"] = t.depth
		return lab.Line{Key: "narrator.deep.others", Args: args}
	}
	return lab.Line{Key: "narrator.deep.done", Args: args}
}

// portion is a share as it is read: of what is small its first digit, and what is next to nothing as that.
func portion(share float64) string {
	percent, digits := 100*share, 0
	if !(percent >= 1e-7) {
		percent = 0
	}
	for v := percent; v > 0 && v < 0.95; v *= 10 {
		digits++
	}
	return strconv.FormatFloat(percent, 'f', digits, 64) + "%"
}
