package lessons

import (
	"github.com/whisker-lab/whisker/lab"
	"github.com/whisker-lab/whisker/lab/moredata"
	"github.com/whisker-lab/whisker/nn"
)

// moredataLesson is one network that learns from more and more examples.
func moredataLesson() *lab.Lesson {
	sets := []string{"circle", "moons", "xor", "spiral", "gauss", "rings"}
	return &lab.Lesson{
		ID: "moredata", Group: "inside",
		Opening:   set{"noise": "0.35", "dataseed": "21"},
		Essential: []string{"data", "examples", "flip", "l2"},
		Controls: []lab.Control{
			datasets(sets),
			{Name: "examples", Kind: lab.Select, Group: "data", Default: "50", Options: moredata.Sizes(), Effect: lab.Live},
			{Name: "flip", Kind: lab.Slider, Group: "data", Max: 0.4, Step: 0.05, Default: "0", Format: "percent", Effect: lab.Redata},
			noise("0.2"),
			{Name: "dropout", Kind: lab.Slider, Group: "recipe", Max: 0.8, Step: 0.05, Default: "0", Format: "percent", Effect: lab.Rebuild, Requires: required{"layers": {"+"}}},
			{Name: "patience", Kind: lab.Select, Group: "recipe", Max: 50, Step: 1, Default: "0", Options: []string{"0", "3", "5", "10", "20"}, Effect: lab.Rebuild},
			{Name: "seeds", Kind: lab.Slider, Group: "recipe", Min: 1, Max: moredata.MostSeeds, Step: 1, Default: "5", Effect: lab.Rebuild},
			{Name: "layers", Kind: lab.Layers, Group: "network", Min: 1, Max: 16, Most: 4, Default: "6,5", Effect: lab.Rebuild},
			lr("0.02", 0.3),
			{Name: "activation", Kind: lab.Select, Group: "recipe", Default: "tanh", Options: []string{"tanh", "relu", "sigmoid", "gelu"}, Effect: lab.Rebuild},
			{Name: "optimiser", Kind: lab.Select, Group: "recipe", Default: "adam", Options: nn.Rules[:], Effect: lab.Rebuild},
			{Name: "l2", Kind: lab.Select, Group: "recipe", Max: 1, Default: "0", Options: []string{"0", "0.0003", "0.001", "0.003", "0.01", "0.03", "0.1"}, Effect: lab.Rebuild},
			speed("200", "4", "20", "60", "200", "1000", "max"),
			seed(),
			dataseed("1"),
		},
		Areas: areas(),
		Panels: panels(
			lab.Panel{Kind: "progress", Place: "main"},
			lab.Panel{Kind: "names", Place: "side", Bind: map[string]string{"lines": "border:line,truth:dashes,worst:band"}},
		),
		Metrics: []lab.Metric{
			{Name: "testAccuracy", Format: "share", Better: 1}, {Name: "trainAccuracy", Format: "share", Better: 1}, {Name: "gap", Format: "share", Better: -1},
			{Name: "testLoss", Format: "number", Better: -1}, {Name: "trainLoss", Format: "number", Better: -1},
			{Name: "runs", Format: "count", Of: "allRuns"}, {Name: "allRuns", Format: "count"},
		},
		Views: []lab.View{
			{Kind: "sweep", Area: "network", Bind: map[string]string{
				"lines": "sweep/train,sweep/test", "sets": "examples", "axis": "examples", "unit": "%", "floor": "50", "level": "sweep/truth", "gap": "points", "pictures": "sizes",
			}},
			{Kind: "plot", Area: "output"},
			{Kind: "lines", Area: "chart", Bind: map[string]string{"lines": "losses/train,losses/test", "x": "batches", "y": "loss", "at": "losses/best", "says": "best"}},
		},
		Shots: []lab.Shot{{Set: set{"examples": "2000"}, Steps: everyRun}, {Set: set{"examples": "20"}, Steps: everyRun}, {Set: set{"examples": "200"}, Steps: everyRun}, {Set: set{"examples": "2000"}, Steps: everyRun}},
		Tries: []lab.Try{
			{ID: "byheart", Right: no, Base: set{"examples": "20"}, Steps: 1000, Evidence: "gap", Answer: atMost("gap", 0.05)},
			{ID: "hundredfold", Right: yes, Base: set{"examples": "20"}, Warm: 1000, Do: do(lab.NewMsg("set", map[string]any{"name": "examples", "value": 2000})), Steps: 3000, Evidence: "gap", Answer: atMost("gap", 0.03)},
			{ID: "wronglabels", Right: yes, Base: set{"flip": "0.2", "examples": "20"}, Steps: 1000, Evidence: "trainAccuracy", Answer: reaches("trainAccuracy", 0.9)},
			{ID: "smallweights", Right: yes, Base: set{"flip": "0.2", "examples": "50"}, Warm: 1500, Set: set{"l2": "0.01"}, Steps: 1500, Evidence: "gap", Answer: narrows("gap", 0.05)},
			{ID: "stopearly", Right: yes, Base: set{"flip": "0.2", "examples": "50"}, Warm: 1500, Set: set{"patience": "10"}, Steps: 1500, Evidence: "gap", Answer: narrows("gap", 0.05)},
		},
		New: func(c lab.Config) (lab.Run, error) { return moredata.New(c) },
	}
}

// everyRun is how many steps all networks of the opening need.
const everyRun = 4000

// narrows answers yes where a metric has become less by at least that.
func narrows(metric string, by float64) verdict {
	return given(func(was, now *lab.State) bool {
		return has(was, metric) && has(now, metric) && now.Metrics[metric] <= was.Metrics[metric]-by
	})
}
