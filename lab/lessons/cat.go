package lessons

import (
	"github.com/whisker-lab/whisker/lab"
	"github.com/whisker-lab/whisker/lab/cat"
	"github.com/whisker-lab/whisker/lab/own"
	"github.com/whisker-lab/whisker/nn"
)

// catLesson is a network that learns what a cat is from what it is shown, and from nothing else.
func catLesson() *lab.Lesson {
	stocked := required{"start": {"any", "animals", "things"}}
	return &lab.Lesson{
		ID: "cat", Group: "inside",
		Opening:   set{"dataseed": "16"},
		Essential: []string{"start", "each", "copies", "mirror"},
		Takes:     own.Form{Planes: 1, Height: 28, Width: 28, Bits: 4, Most: cat.Most, Classes: []string{"notcat", "cat"}},
		Controls: []lab.Control{
			{Name: "start", Kind: lab.Choice, Group: "data", Default: "any", Options: []string{"any", "animals", "things", "empty"}, Effect: lab.Redata},
			{Name: "each", Kind: lab.Slider, Group: "data", Min: 1, Max: 10, Step: 1, Default: "10", Effect: lab.Rebuild, Requires: stocked},
			{Name: "mine", Kind: lab.Toggle, Group: "data", Role: lab.RoleOwn, Default: "on", Effect: lab.Redata},
			{Name: "judge", Kind: lab.Choice, Group: "data", Default: "drawings", Options: []string{"drawings", "own"}, Effect: lab.Redata},
			{Name: "pixels", Kind: lab.Choice, Group: "network", Default: "28", Options: []string{"14", "28"}, Effect: lab.Rebuild},
			{Name: "hidden", Kind: lab.Slider, Group: "recipe", Min: 1, Max: 32, Step: 1, Default: "8", Effect: lab.Rebuild},
			{Name: "copies", Kind: lab.Select, Group: "recipe", Default: "0", Options: []string{"0", "4", "16"}, Effect: lab.Rebuild},
			{Name: "mirror", Kind: lab.Toggle, Group: "recipe", Default: "off", Effect: lab.Rebuild},
			lr("0.003", 0.1),
			{Name: "optimiser", Kind: lab.Select, Group: "recipe", Default: "adam", Options: nn.Rules[:], Effect: lab.Rebuild},
			speed("20", "1", "4", "20", "60", "200", "max"),
			seed(),
			dataseed("1"),
		},
		Areas: append([]lab.Area{{Name: "verdict", Place: "main", Look: "strip"}, {Name: "trays", Place: "main", Look: "net", Below: true}}, areas()[1:]...),
		Panels: panels(
			lab.Panel{Kind: "pad", Place: "main", Bind: map[string]string{"reads": "", "buttons": padButtons}},
			lab.Panel{Kind: "album", Place: "data"},
		),
		Metrics: []lab.Metric{
			{Name: "testAccuracy", Format: "share", Better: 1}, {Name: "trainAccuracy", Format: "share", Better: 1}, {Name: "gap", Format: "share", Better: -1},
			{Name: "strangers", Format: "share", Better: -1}, {Name: "likelyLow", Format: "share"}, {Name: "likelyHigh", Format: "share"}, {Name: "crookedAccuracy", Format: "share", Better: 1},
			{Name: "testRight", Format: "count", Of: "testCount", Better: 1}, {Name: "testCount", Format: "count"},
			{Name: "trainRight", Format: "count", Of: "trainCount", Better: 1}, {Name: "trainCount", Format: "count"},
			{Name: "cats", Format: "count"}, {Name: "nots", Format: "count"}, {Name: "says", Format: "hundredths"},
		},
		Views: []lab.View{
			{Kind: "trays", Area: "trays", Bind: map[string]string{"trays": "tray/1,tray/0"}},
			{Kind: "verdict", Area: "verdict"},
			{Kind: "unseen", Area: "output"},
			{Kind: "lines", Area: "chart", Bind: map[string]string{"lines": "right/own,right/unseen", "x": "epoch", "y": "right"}},
		},
		Shots: []lab.Shot{{Steps: 200, Curve: "right/unseen"}, {}, {Steps: 200}, {Steps: 200, Curve: "right/own"}},
		Tries: []lab.Try{
			{ID: "neverseen", Right: no, Steps: 150, Evidence: "gap", Answer: atMost("gap", 0.05)},
			{ID: "onlythings", Right: yes, Base: set{"start": "things"}, Do: do(lab.NewMsg("pick", map[string]any{"from": "dog", "index": 5})), Steps: 150, Evidence: "says", Answer: reaches("says", 0)},
			{ID: "threecats", Right: yes, Base: set{"each": "3"}, Warm: 150, Set: set{"each": "10"}, Steps: 150, Evidence: "testAccuracy", Answer: grows("testAccuracy", 0.05)},
			{ID: "crooked", Right: yes, Warm: 150, Set: set{"copies": "16"}, Steps: 800, Evidence: "crookedAccuracy", Answer: grows("crookedAccuracy", 0.05)},
			{ID: "straightones", Right: no, Warm: 150, Set: set{"copies": "16"}, Steps: 800, Evidence: "testAccuracy", Answer: grows("testAccuracy", 0.03)},
		},
		New: func(c lab.Config) (lab.Run, error) { return cat.New(c) },
	}
}

// padButtons are what can be done with a drawing, as the pad of the page takes it.
const padButtons = `[{"word":"cats","msg":{"do":"pictures","add":[[1,"$pixels"]]},"clears":true},{"word":"nots","msg":{"do":"pictures","add":[[0,"$pixels"]]},"clears":true}]`

// grows answers yes where a metric has become more by at least that.
func grows(metric string, by float64) verdict {
	return given(func(was, now *lab.State) bool {
		return has(was, metric) && has(now, metric) && now.Metrics[metric] >= was.Metrics[metric]+by
	})
}
