package lessons

import (
	"github.com/whisker-lab/whisker/lab"
	"github.com/whisker-lab/whisker/lab/mlp"
	"github.com/whisker-lab/whisker/nn/data"
)

const mostLayers = 8

// layersLesson is the network of dense layers that learns points in the plane by their labels.
func layersLesson() *lab.Lesson {
	sets := []string{"circle", "xor", "gauss", "spiral", "moons", "blobs", "rings", "pinwheel", "penguins", "iris", "plane", "waves", "line", lab.OwnName}
	penalties := []string{"0", "0.0001", "0.0003", "0.001", "0.003", "0.01", "0.03", "0.1"}
	optimisers := mlp.Optimisers()
	stepwise := optimisers[:len(optimisers)-1] // what takes batches, at a rate that is set
	// What means something for classes only, for values only, and wherever there are two coordinates.
	classes, values, across := []string{data.OfClasses}, []string{data.OfSurface, data.OfCurve}, []string{data.OfClasses, data.OfSurface}
	return &lab.Lesson{
		ID:       "layers",
		Datasets: sets,
		Controls: []lab.Control{
			{Name: "data", Kind: lab.Data, Group: "data", Default: "circle", Options: sets, Effect: lab.Redata},
			{Name: "noise", Kind: lab.Slider, Group: "data", Max: 0.5, Step: 0.05, Default: "0.1", Format: "percent", Effect: lab.Redata,
				Requires: map[string][]string{"real": {"false"}}},
			{Name: "train", Kind: lab.Slider, Group: "data", Min: 0.1, Max: 0.9, Step: 0.1, Default: "0.7", Format: "percent", Effect: lab.Redata},
			{Name: "samples", Kind: lab.Slider, Group: "data", Min: 50, Max: 500, Step: 10, Default: "200", Format: "int", Effect: lab.Redata,
				Requires: map[string][]string{"data": sets[:len(sets)-1]}}, // of the reader's own there are as many as there are
			{Name: "scale", Kind: lab.Select, Group: "data", Default: "zscore", Options: []string{"raw", "minmax", "zscore"}, Format: "switch", Effect: lab.Redata},
			{Name: "inputs", Kind: lab.Inputs, Group: "network", Default: "x1,x2", Options: data.FeatureNames[:], Effect: lab.Rebuild,
				Only: map[string][]string{"x2": across, "x2x2": across, "x1x2": across, "sinx2": across}},
			{Name: "layers", Kind: lab.Layers, Group: "network", Min: 1, Max: 16, Most: mostLayers, Default: "4,2", Effect: lab.Rebuild},
			{Name: "lr", Kind: lab.Slider, Group: "recipe", Min: 0.0001, Max: 10, Default: "0.05", Log: true, Effect: lab.Live,
				Requires: map[string][]string{"optimiser": stepwise}},
			{Name: "activation", Kind: lab.Select, Group: "recipe", Default: "tanh", Each: true, Most: mostLayers,
				Options: []string{"tanh", "relu", "sigmoid", "linear", "leakyrelu", "gelu", "lecun", "threshold"}, Effect: lab.Rebuild},
			{Name: "optimiser", Kind: lab.Select, Group: "recipe", Default: "sgd", Options: optimisers, Effect: lab.Rebuild},
			{Name: "l2", Kind: lab.Select, Group: "recipe", Max: 1, Default: "0", Options: penalties, Effect: lab.Live},
			{Name: "batch", Kind: lab.Select, Group: "recipe", Min: 1, Max: 500, Step: 1, Default: "10", Options: []string{"1", "2", "5", "10", "20", "50", "100", "all"}, Effect: lab.Live,
				Requires: map[string][]string{"optimiser": stepwise}},
			{Name: "loss", Kind: lab.Select, Group: "more", Default: "crossentropy", Options: []string{"crossentropy", "mse", "hinge", "squared", "absolute", "huber"}, Effect: lab.Rebuild,
				Only: map[string][]string{"crossentropy": classes, "mse": classes, "hinge": classes, "squared": values, "absolute": values, "huber": values}},
			{Name: "l1", Kind: lab.Select, Group: "more", Max: 1, Default: "0", Options: penalties, Effect: lab.Live},
			{Name: "dropout", Kind: lab.Slider, Group: "more", Max: 0.8, Step: 0.05, Default: "0", Format: "percent", Effect: lab.Live,
				Requires: map[string][]string{"hidden": {"true"}, "optimiser": stepwise}},
			{Name: "init", Kind: lab.Select, Group: "more", Default: "auto", Options: mlp.Initialisers[:], Effect: lab.Rebuild},
			{Name: "initfactor", Kind: lab.Select, Group: "more", Min: 0.001, Max: 100, Default: "1", Options: []string{"0.01", "0.1", "1", "10"}, Effect: lab.Rebuild,
				Requires: map[string][]string{"init": {"auto", "small", "xavier", "he"}}},
			{Name: "schedule", Kind: lab.Select, Group: "more", Default: "none", Options: mlp.Schedules[:], Effect: lab.Live,
				Requires: map[string][]string{"optimiser": stepwise}},
			{Name: "period", Kind: lab.Select, Group: "more", Min: 1, Max: 10000, Step: 1, Default: "100", Options: []string{"10", "20", "50", "100", "200", "500"}, Effect: lab.Live,
				Requires: map[string][]string{"optimiser": stepwise, "schedule": mlp.Schedules[1:]}},
			{Name: "patience", Kind: lab.Select, Group: "more", Max: 10000, Step: 1, Default: "0", Options: []string{"0", "5", "10", "20", "50", "100"}, Effect: lab.Live},
			{Name: "stopat", Kind: lab.Select, Group: "more", Max: 1, Default: "0", Format: "percent", Options: []string{"0", "0.8", "0.9", "0.95", "0.98", "1"}, Effect: lab.Live,
				Requires: map[string][]string{"kind": classes}},
			{Name: "speed", Kind: lab.Select, Group: "transport", Min: 0.1, Max: 10000, Default: "200", Options: []string{"1", "4", "20", "60", "200", "1000", "max"}, Effect: lab.Live},
			{Name: "seed", Kind: lab.Slider, Group: "transport", Max: 999999, Step: 1, Default: "1", Effect: lab.Rebuild},
			{Name: "dataseed", Kind: lab.Slider, Group: "transport", Max: 999999, Step: 1, Default: "1", Effect: lab.Redata},
			{Name: "showtest", Kind: lab.Toggle, Group: "view", Default: "on", Effect: lab.Live},
			{Name: "discrete", Kind: lab.Toggle, Group: "view", Default: "off", Effect: lab.Live, Requires: map[string][]string{"kind": across}},
			{Name: "space", Kind: lab.Select, Group: "view", Max: 9, Default: "off", Options: []string{"off"}, Effect: lab.Live, Requires: map[string][]string{"kind": across}},
			{Name: "spacex", Kind: lab.Select, Group: "view", Min: 1, Max: 16, Step: 1, Default: "auto", Options: []string{"auto"}, Effect: lab.Live},
			{Name: "spacey", Kind: lab.Select, Group: "view", Min: 1, Max: 16, Step: 1, Default: "auto", Options: []string{"auto"}, Effect: lab.Live},
		},
		Views: []lab.View{
			{Kind: "network", Area: "network"},
			{Kind: "plot", Area: "output"},
			{Kind: "curve", Area: "output"},
			{Kind: "space", Area: "output"},
			{Kind: "plot", Area: "rival", Bind: map[string]string{"id": "b", "field": "b/plot", "range": "b/plot/range", "points": "b/points"}},
			{Kind: "curve", Area: "rival", Bind: map[string]string{"id": "b", "line": "b/curve", "points": "b/curve/points", "range": "b/curve/range"}},
			{Kind: "space", Area: "rival", Bind: map[string]string{"id": "b", "in": "b/space"}},
			{Kind: "loss", Area: "chart"},
		},
		Compares: []string{"lr", "activation", "optimiser", "layers", "inputs", "l2", "l1", "dropout", "batch", "loss", "init", "initfactor", "schedule", "scale"},
		Tries: []lab.Try{
			{ID: "nolayer", Right: "no", Messages: []map[string]any{
				{"do": "link", "link": "#l=layers&layers="}, {"do": "play"},
			}},
			{ID: "squares", Right: "yes", Messages: []map[string]any{
				{"do": "link", "link": "#l=layers&inputs=x1x1,x2x2&layers="}, {"do": "play"},
			}},
			{ID: "linear", Right: "no", Messages: []map[string]any{
				{"do": "link", "link": "#l=layers&activation=linear&data=xor&layers=6,4,2"}, {"do": "play"},
			}},
			{ID: "scale", Right: "no", Messages: []map[string]any{
				{"do": "link", "link": "#l=layers&data=penguins&samples=340&scale=raw"}, {"do": "play"},
			}},
		},
		New: func(c lab.Config) (lab.Run, error) { return mlp.NewNet(c) },
	}
}
