package lessons

import (
	"github.com/whisker-lab/whisker/lab"
	"github.com/whisker-lab/whisker/lab/duel"
	"github.com/whisker-lab/whisker/lab/sample"
)

// rivalsLesson is a generator that makes points out of noise against a discriminator that tells them from real ones.
func rivalsLesson() *lab.Lesson {
	sets := []string{"eight", "ring", "pair", "spiral", "streak", lab.OwnName}
	net := func(name string) lab.Control {
		return lab.Control{Name: name, Kind: lab.Layers, Group: "more", Min: 2, Max: 64, Most: 3, Default: "32,32", Effect: lab.Rebuild}
	}
	rate := func(name, usual string) lab.Control {
		return lab.Control{Name: name, Kind: lab.Slider, Group: "recipe", Min: 0.0001, Max: 0.1, Default: usual, Log: true, Effect: lab.Live}
	}
	rule := func(name string) lab.Control {
		return lab.Control{Name: name, Kind: lab.Select, Group: "more", Default: "adam", Options: duel.Optimisers(), Effect: lab.Live}
	}
	shown := func(name string) lab.Control {
		return lab.Control{Name: name, Kind: lab.Toggle, Group: "view", Default: "on", Effect: lab.Live}
	}
	return &lab.Lesson{
		ID: "rivals", Group: "rivals", Unlabelled: true,
		Essential: []string{"data", "glr", "dlr", "ratio"},
		Controls: []lab.Control{
			datasets(sets),
			with(noise("0.1"), required{"data": without(sets, lab.OwnName)}),
			with(samples("200", 400, 10), required{"data": without(sets, lab.OwnName)}),
			rate("glr", "0.002"),
			rate("dlr", "0.003"),
			{Name: "ratio", Kind: lab.Slider, Group: "recipe", Min: 1, Max: 10, Step: 1, Default: "1", Effect: lab.Live},
			{Name: "loss", Kind: lab.Select, Group: "recipe", Default: "nonsaturating", Options: duel.Losses(), Effect: lab.Live},
			{Name: "batch", Kind: lab.Select, Group: "recipe", Min: 1, Max: duel.MostBatch, Step: 1, Default: "128", Options: []string{"8", "16", "32", "64", "128", "256"}, Effect: lab.Live},
			{Name: "noisekind", Kind: lab.Choice, Group: "recipe", Start: true, Default: "gauss", Options: []string{"uniform", "gauss"}, Effect: lab.Rebuild},
			{Name: "noisedim", Kind: lab.Choice, Group: "recipe", Start: true, Default: "2", Options: []string{"1", "2"}, Effect: lab.Rebuild},
			net("gnet"), net("dnet"),
			{Name: "activation", Kind: lab.Select, Group: "more", Default: "tanh", Options: []string{"tanh", "relu", "leakyrelu"}, Effect: lab.Rebuild},
			rule("gopt"), rule("dopt"),
			{Name: "turn", Kind: lab.Choice, Group: "turns", Default: "both", Options: duel.Turns(), Effect: lab.Live},
			{Name: "slowmo", Kind: lab.Toggle, Group: "turns", Default: "off", Effect: lab.Live},
			shown("showarrows"), shown("showgrid"),
			speed("auto", "auto", "1", "4", "20", "60", "200", "1000", "max"),
			seed(),
			dataseed("1"),
		},
		Areas: append(areas(), lab.Area{Name: "noise", Place: "main", Look: "strip", Below: true}, lab.Area{Name: "rightness", Place: "side", Look: "plot"}),
		Panels: panels(
			lab.Panel{Kind: "score", Place: "main"},
			lab.Panel{Kind: "names", Place: "main", Bind: map[string]string{"lines": "opinion:colours,pull:blame,bent:mesh"}},
			lab.Panel{Kind: "turns", Place: "main", Below: true},
			lab.Panel{Kind: "measure", Place: "side", Bind: map[string]string{"metrics": "distance,modes,divergence"}},
			lab.Panel{Kind: "diverged", Place: "over", Bind: map[string]string{"rate": "glr"}},
			lab.Panel{Kind: "own", Place: "data"},
		),
		Metrics: []lab.Metric{
			{Name: "distance", Format: "number", Better: -1}, {Name: "divergence", Format: "number", Better: -1},
			{Name: "modes", Format: "count", Of: "places", Better: 1}, {Name: "judgeAccuracy", Format: "share"},
			{Name: "passed", Format: "count", Of: "fakes"}, {Name: "believed", Format: "count", Of: "reals"}, {Name: "caught", Format: "count", Of: "fakes"},
			{Name: "lossG", Format: "number"}, {Name: "lossD", Format: "number"},
			{Name: "places", Format: "count"}, {Name: "fakes", Format: "count"}, {Name: "reals", Format: "count"},
		},
		Views: []lab.View{
			{Kind: "bent", Area: "network", Bind: map[string]string{"ends": "words"}},
			{Kind: "plot", Area: "network", Bind: map[string]string{"ends": "words"}},
			{Kind: "latent", Area: "noise"},
			{Kind: "lines", Area: "output", Bind: map[string]string{"lines": "distance,divergence", "x": "turn", "y": "apart"}},
			{Kind: "lines", Area: "rightness", Bind: map[string]string{"lines": "judgeAccuracy", "x": "turn", "y": "right"}},
			{Kind: "lines", Area: "chart", Bind: map[string]string{"lines": "lossD,lossG,draw", "x": "turn", "y": "loss"}},
		},
		Shots: []lab.Shot{{Steps: 1500}, {}, {Steps: 250}, {Steps: 1500, Curve: "distance"}},
		Tries: []lab.Try{
			{ID: "imitate", Right: yes, Steps: 1500, Evidence: "modes", Answer: reaches("modes", 7)},
			{ID: "alone", Right: no, Warm: 300, Set: set{"turn": "d"}, Steps: 60, Evidence: "distance", Answer: given(func(was, now *lab.State) bool {
				return now.Metrics["distance"] != was.Metrics["distance"]
			})},
			{ID: "outrun", Right: no, Base: set{"glr": "0.006", "dlr": "0.0006"}, Steps: 800, Evidence: "modes", Answer: reaches("modes", 7)},
			{ID: "catchup", Right: yes, Base: set{"glr": "0.006", "dlr": "0.0006"}, Warm: 800, Set: set{"ratio": "6"}, Steps: 800, Evidence: "modes", Answer: reaches("modes", 7)},
			{ID: "onenumber", Right: yes, Base: set{"data": "ring", "noisedim": "1", "activation": "relu"}, Steps: 1800, Evidence: "distance", Answer: atMost("distance", 0.2)},
		},
		New: func(c lab.Config) (lab.Run, error) {
			run, err := duel.New(c)
			return sample.OrWait(c, run, err)
		},
	}
}
