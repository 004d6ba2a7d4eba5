package cat

import (
	"encoding/base64"
	"math"

	"github.com/whisker-lab/whisker/lab"
	"github.com/whisker-lab/whisker/nn"
)

// Pad is what lies on the page's pad.
type Pad struct {
	Pixels string `json:"pixels"` // base64 of a byte a pixel, empty for an empty one
	Size   int    `json:"size"`
	From   string `json:"from"` // hand, set, start or nothing
}

// Reads is what the network takes the drawing for.
type Reads struct {
	Class         int       `json:"class"`
	Probabilities []float64 `json:"probabilities"`
}

// Report is part of lab.Run.
func (r *Run) Report(s *lab.State) {
	r.judge()
	s.Panels.Data.Classes = 2
	s.Panels.Data.Names = []string{"notcat", "cat"}
	s.Panels.Readouts.Metrics = []string{"testAccuracy", "trainAccuracy", "gap"}
	s.Put("cats", float64(r.counts[isCat]))
	s.Put("nots", float64(r.counts[notCat]))
	own, all := right(r.shown, r.says, 1), len(r.shown)
	test, kept := right(r.unseen, r.keptSays, 1), len(r.unseen)
	if !r.ready() {
		all, kept = 0, 0 // nothing has been learnt, and nothing can be
	}
	if all > 0 {
		s.Put("trainRight", float64(own))
		s.Put("trainCount", float64(all))
		s.Put("trainAccuracy", float64(own)/float64(all))
	}
	if kept > 0 {
		s.Put("testRight", float64(test))
		s.Put("testCount", float64(kept))
		s.Put("testAccuracy", float64(test)/float64(kept))
		low, high := nn.Wilson(test, kept)
		s.Put("likelyLow", low)
		s.Put("likelyHigh", high)
		s.Put("crookedAccuracy", float64(right(r.unseen, r.crookedSays, crookedEach))/float64(len(r.crookedSays)))
	}
	if n := len(r.strangers); n > 0 && r.ready() {
		s.Put("strangers", float64(n-right(r.strangers, r.strangeSays, 1))/float64(n))
	}
	if all > 0 && kept > 0 && r.epoch() > 0 {
		s.Put("gap", float64(hundredths(own, all)-hundredths(test, kept))/100)
	}
	s.Panels.Put("pad", r.pad.shown())
	if r.pad.ink != nil {
		cat := (1 + float64(r.pad.says)) / 2
		reads := Reads{Probabilities: []float64{1 - cat, cat}}
		if r.pad.says > 0 {
			reads.Class = isCat
		}
		s.Put("says", float64(r.pad.says))
		s.Panels.Put("reads", reads)
	}
}

// hundredths is a share in whole per cent, as the page writes it.
func hundredths(right, n int) int {
	return int(math.Floor(100*float64(right)/float64(n) + 0.5 + 1e-6))
}

// shown is what the page is told of the pad.
func (v *verdict) shown() Pad {
	p := Pad{Size: side, From: [...]string{"", "hand", "set", "start"}[v.from]}
	bytes := make([]byte, side*side)
	for i, one := range v.ink {
		bytes[i] = byte(math.Round(float64(255 * one)))
	}
	p.Pixels = base64.StdEncoding.EncodeToString(bytes)
	return p
}

// wide is from which gap on what is shown is said to have been learnt by heart.
const wide = 10

// Say is part of lab.Speaker: how it goes. The numbers in these sentences are metrics, which the page fills in as they are now.
func (r *Run) Say(about lab.About) lab.Line {
	if about.Occasion == lab.Obeyed {
		return lab.Line{}
	}
	if !r.ready() {
		return lab.Line{Key: "narrator.cat.empty"}
	}
	if about.Occasion != lab.Passed {
		return lab.Line{}
	}
	r.judge()
	own, test := right(r.shown, r.says, 1), right(r.unseen, r.keptSays, 1)
	switch {
	case len(r.unseen) == 0:
		return lab.Line{Key: "narrator.cat.alone"}
	case own < len(r.shown):
		return lab.Line{Key: "narrator.cat.learning"}
	case r.fooled() && r.config.Text("start") == "things":
		return lab.Line{Key: "narrator.cat.noanimals"}
	case r.fooled():
		return lab.Line{Key: "narrator.cat.nothings"}
	case hundredths(own, len(r.shown))-hundredths(test, len(r.unseen)) >= wide:
		return lab.Line{Key: "narrator.cat.byheart"}
	}
	return lab.Line{Key: "narrator.cat.good"}
}

// fooled tells whether it takes many drawings for cats of kinds that are in no tray.
func (r *Run) fooled() bool {
	n := len(r.strangers)
	return n > 0 && wide*n <= 100*(n-right(r.strangers, r.strangeSays, 1))
}
