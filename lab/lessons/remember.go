package lessons

import (
	"github.com/whisker-lab/whisker/lab"
	"github.com/whisker-lab/whisker/lab/memory"
)

// rememberLesson is a network with a loop, which has to answer what it can only know from long ago.
func rememberLesson() *lab.Lesson {
	asked := required{"task": without(memory.Tasks(), "wave")}
	looped := required{"cell": without(memory.Cells(), "feedforward")}
	return &lab.Lesson{
		ID: "remember", Group: "memory", Unlabelled: true,
		Opening:   set{"seed": "1"},
		Essential: []string{"task", "delay", "cell", "hidden", "lr"},
		Controls: []lab.Control{
			{Name: "task", Kind: lab.Select, Group: "recipe", Default: "recall", Options: memory.Tasks(), Effect: lab.Redata},
			with(lab.Control{Name: "delay", Kind: lab.Slider, Group: "data", Min: 1, Max: memory.MostDelay, Step: 1, Default: "8", Effect: lab.Live}, asked),
			{Name: "cell", Kind: lab.Choice, Group: "network", Default: "plain", Options: memory.Cells(), Effect: lab.Rebuild},
			{Name: "hidden", Kind: lab.Slider, Group: "network", Min: 2, Max: memory.MostHidden, Step: 1, Default: "8", Effect: lab.Rebuild},
			lr("0.01", 1),
			{Name: "optimiser", Kind: lab.Select, Group: "recipe", Default: "adam", Options: memory.Optimisers(), Effect: lab.Live},
			{Name: "clip", Kind: lab.Select, Group: "recipe", Max: 100, Default: "1", Options: []string{"0", "0.1", "0.5", "1", "5", "10"}, Effect: lab.Live},
			with(lab.Control{Name: "truncate", Kind: lab.Select, Group: "recipe", Max: 50, Step: 1, Default: "0", Options: []string{"0", "1", "2", "5", "10", "20"}, Effect: lab.Live}, looped),
			{Name: "batch", Kind: lab.Select, Group: "recipe", Min: 1, Max: memory.MostBatch, Step: 1, Default: "16", Options: []string{"1", "4", "16", "32", "64"}, Effect: lab.Live},
			with(lab.Control{Name: "initfactor", Kind: lab.Select, Group: "more", Start: true, Min: 0.01, Max: 10, Default: "1", Options: []string{"0.2", "0.5", "1", "2", "4"}, Effect: lab.Rebuild}, looped),
			{Name: "keep", Kind: lab.Select, Group: "more", Start: true, Min: -5, Max: 5, Default: "3", Options: []string{"-1", "0", "1", "2", "3", "5"}, Effect: lab.Rebuild, Requires: required{"cell": {"gru", "lstm"}}},
			{Name: "wave", Kind: lab.Kernel, Group: "memory", Min: -1, Max: 1, Counts: []int{memory.WaveLong}, Default: "sine", Options: memory.Waves(), Effect: lab.Rebuild},
			{Name: "unroll", Kind: lab.Toggle, Group: "memory", Default: "on", Effect: lab.Live},
			{Name: "survey", Kind: lab.Toggle, Group: "memory", Default: "off", Effect: lab.Live},
			speed("auto", "auto", "1", "4", "20", "60", "200", "max"),
			seed(),
			dataseed("1"),
		},
		Areas: areas(),
		Panels: panels(
			lab.Panel{Kind: "memory", Place: "main", Below: true},
			lab.Panel{Kind: "measure", Place: "side", Bind: map[string]string{"metrics": "recallAccuracy,blameLeft,foreseen"}},
			lab.Panel{Kind: "survey", Place: "side", Below: true},
			lab.Panel{Kind: "diverged", Place: "over", Bind: map[string]string{"rate": "lr"}},
		),
		Metrics: []lab.Metric{
			{Name: "recallAccuracy", Format: "share", Better: 1}, {Name: "blameLeft", Format: "fine"}, {Name: "foreseen", Format: "share", Better: 1},
			{Name: "gradNorm", Format: "number"}, {Name: "loss", Format: "number", Better: -1},
			{Name: "guess", Format: "share"}, {Name: "depth", Format: "count"}, {Name: "delay", Format: "count"},
		},
		Views: []lab.View{
			{Kind: "unrolled", Area: "network"},
			{Kind: "foresee", Area: "network", Bind: map[string]string{"control": "wave"}},
			{Kind: "lines", Area: "output", Bind: map[string]string{"lines": "recalled/plain,recalled/lstm,recalled/none,recalled/guess,recalled/here", "level": "recalled/guess", "x": "delay", "y": "recalled", "at": "recalled/at", "share": "1"}},
			{Kind: "lines", Area: "output", Bind: map[string]string{"lines": "foreseen", "y": "foreseen", "share": "1"}},
			{Kind: "lines", Area: "chart", Bind: map[string]string{"lines": "loss", "y": "loss"}},
		},
		Shots: []lab.Shot{{Steps: 400, Field: "memory/states"}, {Field: "memory/states"}, {Steps: 400, Curve: "recallAccuracy"}, {Set: set{"cell": "lstm"}, Steps: 400, Field: "memory/states"}},
		Tries: []lab.Try{
			{ID: "noloop", Right: no, Set: set{"cell": "feedforward"}, Steps: 400, Evidence: "recallAccuracy", Answer: reaches("recallAccuracy", 0.9)},
			{ID: "longer", Right: no, Base: set{"delay": "24"}, Steps: 600, Evidence: "recallAccuracy", Answer: reaches("recallAccuracy", 0.9)},
			{ID: "gates", Right: yes, Base: set{"delay": "24", "cell": "lstm"}, Steps: 600, Evidence: "recallAccuracy", Answer: reaches("recallAccuracy", 0.9)},
			{ID: "shortblame", Right: no, Base: set{"truncate": "5"}, Steps: 500, Evidence: "blameLeft", Answer: reaches("recallAccuracy", 0.9)},
			{ID: "counting", Right: yes, Base: set{"task": "parity"}, Warm: 1000, Set: set{"delay": "38"}, Evidence: "recallAccuracy", Answer: reaches("recallAccuracy", 0.9)},
		},
		New: func(c lab.Config) (lab.Run, error) { return memory.New(c) },
	}
}
