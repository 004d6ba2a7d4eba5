package lessons

import (
	"github.com/whisker-lab/whisker/lab"
	"github.com/whisker-lab/whisker/lab/anomalies"
	"github.com/whisker-lab/whisker/lab/sample"
)

// anomaliesLesson learns what is normal, and calls strange what is unlike it.
func anomaliesLesson() *lab.Lesson {
	// Made up but for two tables, and what the reader draws.
	sets := []string{"cards", "moons", "rings", "payments", "blobs", "uneven", "cancer", "digits", lab.OwnName}
	return &lab.Lesson{
		ID: "anomalies", Group: "fewer", Unlabelled: true, // the classes of other lessons are not what is strange here
		// What is known of it: 14 of 20 strangers caught, with 9 false alarms among 180.
		Opening:   set{"data": "cards", "method": "density", "k": "1", "dataseed": "1416"},
		Essential: []string{"data", "threshold", "method"},
		Controls: []lab.Control{
			usually(datasets(sets), "payments"),
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
		Areas:  append(areas(), lab.Area{Name: "piles", Place: "main", Look: "strip"}),
		Panels: panels(lab.Panel{Kind: "gives", Place: "side"}, lab.Panel{Kind: "pairs", Place: "side"}, lab.Panel{Kind: "own", Place: "data"}),
		Metrics: []lab.Metric{
			{Name: "auc", Format: "number", Better: 1},
			{Name: "caught", Format: "count", Of: "strangers", Better: 1}, {Name: "falseAlarms", Format: "count", Of: "normal", Better: -1},
			{Name: "strangers", Format: "count"}, {Name: "normal", Format: "count"}, {Name: "learnt", Format: "count"},
		},
		Views: []lab.View{
			{Kind: "plot", Area: "network", Bind: map[string]string{"fit": "wide", "press": "ask"}},
			{Kind: "piles", Area: "piles", Bind: map[string]string{"set": "threshold"}},
			{Kind: "roc", Area: "output"},
			{Kind: "lines", Area: "chart", Bind: map[string]string{"lines": "loss/train,loss/test", "x": "epoch", "y": "score"}},
		},
		Shots: []lab.Shot{{Steps: 60}, {Steps: 60}, {Steps: 60}, {Steps: 60, Curve: "roc"}},
		Tries: []lab.Try{
			// No threshold that catches 19 raises fewer than 35 false alarms, and this one raises as many.
			{ID: "nineteen", Right: no, Set: set{"threshold": "0.16"}, Evidence: "falseAlarms", Answer: given(func(_, now *lab.State) bool {
				return now.Metrics["caught"] >= 19 && now.Metrics["falseAlarms"] < now.Metrics["normal"]/10
			})},
			{ID: "oval", Right: no, Base: set{"data": "rings"}, Steps: 2, Evidence: "caught", Answer: reaches("caught", 11)},
			{ID: "widebottleneck", Right: no, Base: set{"data": "blobs", "method": "autoencoder", "bottleneck": "2", "activation": "linear"}, Steps: 1500, Evidence: "caught", Answer: reaches("caught", 11)},
			{ID: "pixels", Right: yes, Base: set{"data": "digits", "method": "knn", "k": "4"}, Set: set{"sees": "all"}, Evidence: "falseAlarms", Answer: given(func(was, now *lab.State) bool {
				return now.Metrics["caught"] >= was.Metrics["caught"] && now.Metrics["falseAlarms"] < was.Metrics["falseAlarms"]
			})},
		},
		New: func(c lab.Config) (lab.Run, error) {
			run, err := anomalies.New(c)
			return sample.OrWait(c, run, err)
		},
	}
}
