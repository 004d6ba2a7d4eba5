package lessons

import (
	"github.com/whisker-lab/whisker/lab"
	"github.com/whisker-lab/whisker/lab/letters"
)

// namesLesson is a recurrent network that learns to write first names, letter by letter.
func namesLesson() *lab.Lesson {
	return &lab.Lesson{
		ID: "names", Group: "memory",
		Essential: []string{"text", "temperature", "cell", "lr"},
		Controls: []lab.Control{
			{Name: "text", Kind: lab.Choice, Group: "data", Role: lab.RoleText, Default: "names", Options: letters.Texts(), Effect: lab.Redata},
			{Name: "train", Kind: lab.Slider, Group: "data", Min: 0.5, Max: 0.95, Step: 0.05, Default: "0.9", Format: "percent", Effect: lab.Redata},
			{Name: "temperature", Kind: lab.Slider, Group: "recipe", Min: 0.1, Max: 2, Step: 0.1, Default: "0.8", Effect: lab.Live},
			{Name: "cell", Kind: lab.Choice, Group: "recipe", Default: "lstm", Options: letters.Cells(), Effect: lab.Rebuild},
			{Name: "hidden", Kind: lab.Slider, Group: "recipe", Min: 4, Max: letters.MostCells, Step: 4, Default: "32", Effect: lab.Rebuild},
			lr("0.005", 0.1),
			{Name: "optimiser", Kind: lab.Select, Group: "recipe", Default: "adam", Options: letters.Optimisers(), Effect: lab.Rebuild},
			{Name: "batch", Kind: lab.Select, Group: "recipe", Min: 1, Max: letters.MostBatch, Step: 1, Default: "16", Options: []string{"1", "4", "8", "16", "32", "64"}, Effect: lab.Live},
			{Name: "truncate", Kind: lab.Slider, Group: "recipe", Min: 1, Max: letters.MostSteps, Step: 1, Default: "12", Effect: lab.Rebuild},
			{Name: "clip", Kind: lab.Slider, Group: "recipe", Max: 10, Step: 0.5, Default: "5", Effect: lab.Live},
			{Name: "knows", Kind: lab.Choice, Group: "knows", Default: "vowel", Options: letters.Traits(), Effect: lab.Live},
			speed("max", "auto", "1", "4", "20", "60", "200", "max"),
			seed(),
			dataseed("1"),
		},
		Areas: areas()[:2],
		Panels: panels(
			lab.Panel{Kind: "names", Place: "main", Bind: map[string]string{"lines": "remembers:colours"}},
			lab.Panel{Kind: "writer", Place: "main", Below: true},
			lab.Panel{Kind: "knows", Place: "main", Below: true, Bind: map[string]string{"trait": "knows"}},
			lab.Panel{Kind: "diary", Place: "side"},
			lab.Panel{Kind: "measure", Place: "side", Bind: map[string]string{"metrics": "validBitsPerChar,pairBitsPerChar"}},
			lab.Panel{Kind: "prose", Place: "data", Bind: map[string]string{"from": "text"}},
			lab.Panel{Kind: "diverged", Place: "over", Bind: map[string]string{"rate": "lr"}},
		),
		Metrics: []lab.Metric{
			{Name: "validBitsPerChar", Format: "hundredths", Better: -1}, {Name: "bitsPerChar", Format: "hundredths", Better: -1},
			{Name: "pairBitsPerChar", Format: "hundredths"}, {Name: "letterBitsPerChar", Format: "hundredths"}, {Name: "uniformBitsPerChar", Format: "hundredths"},
			{Name: "ahead", Format: "hundredths", Better: 1}, {Name: "leastBits", Format: "hundredths"},
			{Name: "newLines", Format: "count", Of: "writtenLines", Better: 1}, {Name: "differentLines", Format: "count", Of: "writtenLines"},
			{Name: "readLines", Format: "count"}, {Name: "keptLines", Format: "count"}, {Name: "writtenLines", Format: "count"},
			{Name: "cellKnows", Format: "share", Better: 1},
		},
		Views: []lab.View{
			{Kind: "spell", Area: "network"},
			{Kind: "lines", Area: "output", Bind: map[string]string{"lines": "bits/test,bits/train,bits/pairs,bits/letters,bits/guessing", "x": "step", "y": "bits", "floor": "lowest"}},
		},
		Shots: []lab.Shot{{Steps: 1500, Field: "memory"}, {Field: "memory"}, {Steps: 300, Curve: "bits/test"}, {Steps: 1500, Curve: "bits/test"}},
		Tries: []lab.Try{
			{ID: "beatpairs", Right: yes, Steps: 1500, Evidence: "validBitsPerChar", Answer: reaches("ahead", 0.15)},
			{ID: "copies", Right: no, Warm: 300, Steps: 2700, Evidence: "newLines", Answer: atMost("newLines", 12)},
			{ID: "cold", Right: yes, Warm: 1500, Set: set{"temperature": "0.2"}, Steps: 1, Evidence: "newLines", Answer: given(func(was, now *lab.State) bool {
				return now.Metrics["readLines"] >= was.Metrics["readLines"]+5
			})},
			{ID: "vowels", Right: yes, Steps: 230, Evidence: "cellKnows", Answer: reaches("cellKnows", 0.85)},
			{ID: "poems", Right: no, Base: set{"text": "tang"}, Warm: 250, Steps: 500, Evidence: "validBitsPerChar", Answer: given(func(was, now *lab.State) bool {
				return now.Metrics["validBitsPerChar"] < was.Metrics["validBitsPerChar"]
			})},
		},
		New: func(c lab.Config) (lab.Run, error) { return letters.New(c) },
	}
}
