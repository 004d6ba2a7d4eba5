package lessons

import (
	"github.com/whisker-lab/whisker/lab"
	"github.com/whisker-lab/whisker/lab/anomalies"
)

// anomaliesLesson learns what is normal, and calls strange what is unlike it.
func anomaliesLesson() *lab.Lesson {
	// Made up but for two tables, and what the reader draws.
	sets := []string{"payments", "moons", "rings", "blobs", "uneven", "cancer", "digits", lab.OwnName}
	return &lab.Lesson{
		ID: "anomalies", Group: "fewer",
		Essential: []string{"data", "threshold", "method"},
		Controls: []lab.Control{
			datasets(sets),
			{Name: "sees", Kind: lab.Choice, Group: "data", Default: "plane", Options: []string{"plane", "all"}, Effect: lab.Redata,
				Requires: required{"data": measured(sets)}},
			{Name: "stranger", Kind: lab.Slider, Group: "data", Max: 9, Step: 1, Default: "0", Effect: lab.Redata,
				Requires: required{"data": {"digits"}}},
			{Name: "ratio", Kind: lab.Slider, Group: "data", Max: 0.5, Step: 0.01, Default: "0.1", Format: "percent", Effect: lab.Redata,
				Requires: required{"data": without(sets, lab.OwnName)}},
			with(noise("0.05"), required{"data": without(sets, append(measured(sets), lab.OwnName)...)}),
			with(samples("400", 10000, 1), required{"data": without(sets, lab.OwnName)}),
			{Name: "method", Kind: lab.Select, Group: "recipe", Default: "autoencoder", Options: []string{"autoencoder", "density", "knn"}, Effect: lab.Rebuild},
			{Name: "bottleneck", Kind: lab.Slider, Group: "recipe", Min: 1, Max: 16, Step: 1, Default: "1", Effect: lab.Rebuild, Requires: only("autoencoder")},
			{Name: "hidden", Kind: lab.Slider, Group: "recipe", Min: 2, Max: 32, Step: 1, Default: "12", Effect: lab.Rebuild, Requires: only("autoencoder")},
			with(lr("0.01", 1), only("autoencoder")),
			{Name: "activation", Kind: lab.Select, Group: "recipe", Default: "tanh", Options: []string{"tanh", "relu", "linear"}, Effect: lab.Rebuild, Requires: only("autoencoder")},
			{Name: "k", Kind: lab.Slider, Group: "recipe", Min: 1, Max: 30, Step: 1, Default: "4", Effect: lab.Rebuild, Requires: only("density", "knn")},
			speed("auto", "auto", "1", "4", "20", "60", "200", "1000", "max"),
			seed(),
			dataseed("1"),
			{Name: "threshold", Kind: lab.Slider, Group: "view", Max: 0.5, Step: 0.01, Default: "0.05", Format: "percent", Effect: lab.Live},
		},
		Areas:  areas(),
		Panels: panels(lab.Panel{Kind: "confusion", Place: "side"}, lab.Panel{Kind: "own", Place: "data"}),
		Metrics: []lab.Metric{
			{Name: "auc", Format: "number", Better: 1},
			{Name: "caught", Format: "count", Of: "strangers", Better: 1}, {Name: "falseAlarms", Format: "count", Of: "normal", Better: -1},
			{Name: "strangers", Format: "count"}, {Name: "normal", Format: "count"}, {Name: "learnt", Format: "count"},
		},
		Views: []lab.View{
			{Kind: "plot", Area: "network", Bind: map[string]string{"fit": "large", "press": "ask"}},
			{Kind: "lines", Area: "output", Bind: map[string]string{"lines": "roc", "unit": "1", "at": "roc/at", "x": "falsealarms", "y": "caught"}},
			{Kind: "lines", Area: "chart", Bind: map[string]string{"lines": "loss/train,loss/test", "x": "epoch", "y": "score"}},
		},
		Shots: []lab.Shot{{Steps: 60}, {Steps: 60}, {Steps: 60}, {Steps: 60, Curve: "roc"}},
		Tries: []lab.Try{
			{ID: "widebottleneck", Right: no, Base: set{"data": "blobs", "bottleneck": "2", "activation": "linear"}, Steps: 1500, Evidence: "auc", Answer: reaches("auc", 0.75)},
			{ID: "oval", Right: no, Base: set{"data": "rings", "method": "density", "k": "1"}, Steps: 30, Evidence: "auc", Answer: reaches("auc", 0.9)},
			{ID: "pixels", Right: yes, Base: set{"data": "digits", "method": "knn"}, Warm: 1, Set: set{"sees": "all"}, Steps: 1, Evidence: "auc", Answer: given(func(was, now *lab.State) bool { return now.Metrics["auc"] > was.Metrics["auc"]+0.1 })},
		},
		New: func(c lab.Config) (lab.Run, error) { return anomalies.New(c) },
	}
}
