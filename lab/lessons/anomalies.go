package lessons

import (
	"github.com/whisker-lab/whisker/lab"
	"github.com/whisker-lab/whisker/lab/anomalies"
)

// anomaliesLesson learns what is normal, and calls strange what is unlike it.
func anomaliesLesson() *lab.Lesson {
	// Made up but for two tables, and what the reader draws.
	sets := []string{"payments", "moons", "rings", "blobs", "uneven", "cancer", "digits", lab.OwnName}
	only := func(methods ...string) map[string][]string { return map[string][]string{"method": methods} }
	return &lab.Lesson{
		ID:       "anomalies",
		Datasets: sets,
		Asks:     true,
		Controls: []lab.Control{
			{Name: "data", Kind: lab.Data, Group: "data", Default: "payments", Options: sets, Effect: lab.Redata},
			{Name: "sees", Kind: lab.Select, Group: "data", Default: "plane", Options: []string{"plane", "all"}, Format: "switch", Effect: lab.Redata,
				Requires: map[string][]string{"data": sets[5:7]}},
			{Name: "stranger", Kind: lab.Slider, Group: "data", Max: 9, Step: 1, Default: "0", Format: "int", Effect: lab.Redata,
				Requires: map[string][]string{"data": {"digits"}}},
			{Name: "ratio", Kind: lab.Slider, Group: "data", Max: 0.5, Step: 0.01, Default: "0.1", Format: "percent", Effect: lab.Redata,
				Requires: map[string][]string{"data": sets[:7]}},
			{Name: "noise", Kind: lab.Slider, Group: "data", Max: 0.5, Step: 0.05, Default: "0.05", Format: "percent", Effect: lab.Redata,
				Requires: map[string][]string{"data": sets[:5]}},
			{Name: "samples", Kind: lab.Slider, Group: "data", Min: 50, Max: 10000, Step: 1, Default: "400", Log: true, Format: "int", Effect: lab.Redata,
				Requires: map[string][]string{"data": sets[:7]}},
			{Name: "method", Kind: lab.Select, Group: "recipe", Default: "autoencoder", Options: []string{"autoencoder", "density", "knn"}, Effect: lab.Rebuild},
			{Name: "bottleneck", Kind: lab.Slider, Group: "recipe", Min: 1, Max: 16, Step: 1, Default: "1", Format: "int", Effect: lab.Rebuild, Requires: only("autoencoder")},
			{Name: "hidden", Kind: lab.Slider, Group: "recipe", Min: 2, Max: 32, Step: 1, Default: "12", Format: "int", Effect: lab.Rebuild, Requires: only("autoencoder")},
			{Name: "lr", Kind: lab.Slider, Group: "recipe", Min: 0.0001, Max: 1, Default: "0.01", Log: true, Effect: lab.Live, Requires: only("autoencoder")},
			{Name: "activation", Kind: lab.Select, Group: "recipe", Default: "tanh", Options: []string{"tanh", "relu", "linear"}, Effect: lab.Rebuild, Requires: only("autoencoder")},
			{Name: "k", Kind: lab.Slider, Group: "recipe", Min: 1, Max: 30, Step: 1, Default: "4", Format: "int", Effect: lab.Rebuild, Requires: only("density", "knn")},
			{Name: "speed", Kind: lab.Select, Group: "transport", Min: 0.1, Max: 10000, Default: "auto", Options: []string{"auto", "1", "4", "20", "60", "200", "1000", "max"}, Effect: lab.Live},
			{Name: "seed", Kind: lab.Slider, Group: "transport", Max: 999999, Step: 1, Default: "1", Effect: lab.Rebuild},
			{Name: "dataseed", Kind: lab.Slider, Group: "transport", Max: 999999, Step: 1, Default: "1", Effect: lab.Redata},
			{Name: "threshold", Kind: lab.Slider, Group: "view", Max: 0.5, Step: 0.01, Default: "0.05", Format: "percent", Effect: lab.Live},
		},
		Views: []lab.View{
			{Kind: "plot", Area: "network", Bind: map[string]string{"fit": "large"}},
			{Kind: "lines", Area: "output", Bind: map[string]string{"lines": "roc", "unit": "1", "at": "roc/at", "x": "falsealarms", "y": "caught"}},
			{Kind: "lines", Area: "chart", Bind: map[string]string{"lines": "loss/train,loss/test", "x": "epoch", "y": "score"}},
		},
		Tries: []lab.Try{
			{ID: "widebottleneck", Right: "no", Messages: []map[string]any{
				{"do": "link", "link": "#l=anomalies&data=blobs&bottleneck=2&activation=linear"}, {"do": "play"},
			}},
			{ID: "oval", Right: "no", Messages: []map[string]any{
				{"do": "link", "link": "#l=anomalies&data=rings&method=density&k=1"}, {"do": "play"},
			}},
			{ID: "pixels", Right: "yes", Messages: []map[string]any{
				{"do": "link", "link": "#l=anomalies&data=digits&sees=all&method=knn"}, {"do": "step", "n": 1},
			}},
		},
		New: func(c lab.Config) (lab.Run, error) { return anomalies.New(c) },
	}
}
