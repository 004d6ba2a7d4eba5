package lessons

import (
	"github.com/whisker-lab/whisker/lab"
	"github.com/whisker-lab/whisker/lab/mlp"
	"github.com/whisker-lab/whisker/nn"
	"github.com/whisker-lab/whisker/nn/data"
)

const mostLayers = 8

// layersLesson is the network of dense layers that learns points in the plane by their labels.
func layersLesson() *lab.Lesson {
	sets := []string{"circle", "xor", "gauss", "spiral", "moons", "blobs", "rings", "pinwheel", "penguins", "iris", "plane", "waves", "line", lab.OwnName}
	penalties := []string{"0", "0.0001", "0.0003", "0.001", "0.003", "0.01", "0.03", "0.1"}
	optimisers := mlp.Optimisers()
	stepwise := without(optimisers, nn.LBFGSRule) // what takes batches, at a rate that is set
	rate := with(lr("0.05", 10), required{"optimiser": stepwise})
	rate.Shows = "learningRate" // which a schedule may lower
	// What means something for classes only, for values only, and wherever there are two coordinates.
	classes, values, across := []string{data.OfClasses}, []string{data.OfSurface, data.OfCurve}, []string{data.OfClasses, data.OfSurface}
	return &lab.Lesson{
		ID: "layers", Group: "inside", Front: true,
		Opening:   set{"layers": "3", "noise": "0.2", "lr": "0.1", "seed": "44", "dataseed": "2"},
		Essential: []string{"data", "lr", "activation", "layers"},
		Controls: []lab.Control{
			datasets(sets),
			noise("0.1"),
			{Name: "train", Kind: lab.Slider, Group: "data", Min: 0.1, Max: 0.9, Step: 0.1, Default: "0.7", Format: "percent", Effect: lab.Redata},
			with(samples("200", 500, 10), required{"data": without(sets, lab.OwnName)}),
			{Name: "scale", Kind: lab.Choice, Group: "data", Default: "zscore", Options: []string{"raw", "minmax", "zscore"}, Effect: lab.Redata},
			{Name: "inputs", Kind: lab.Inputs, Group: "network", Default: "x1,x2", Options: data.FeatureNames[:], Effect: lab.Rebuild,
				Only: required{"x2": across, "x2x2": across, "x1x2": across, "sinx2": across}},
			{Name: "layers", Kind: lab.Layers, Group: "network", Min: 1, Max: 16, Most: mostLayers, Default: "4,2", Effect: lab.Rebuild},
			rate,
			{Name: "activation", Kind: lab.Select, Group: "recipe", Default: "tanh", Each: true, Most: mostLayers, Few: 3,
				Options: []string{"tanh", "relu", "sigmoid", "linear", "leakyrelu", "gelu", "lecun", "threshold"}, Effect: lab.Rebuild},
			{Name: "optimiser", Kind: lab.Select, Group: "recipe", Default: "sgd", Options: optimisers, Effect: lab.Rebuild},
			{Name: "l2", Kind: lab.Select, Group: "recipe", Max: 1, Default: "0", Options: penalties, Effect: lab.Live},
			{Name: "batch", Kind: lab.Select, Group: "recipe", Min: 1, Max: 500, Step: 1, Default: "10", Options: []string{"1", "2", "5", "10", "20", "50", "100", "all"}, Effect: lab.Live,
				Requires: required{"optimiser": stepwise}},
			{Name: "loss", Kind: lab.Select, Group: "more", Default: "crossentropy", Options: []string{"crossentropy", "mse", "hinge", "squared", "absolute", "huber"}, Effect: lab.Rebuild,
				Only: required{"crossentropy": classes, "mse": classes, "hinge": classes, "squared": values, "absolute": values, "huber": values}},
			{Name: "l1", Kind: lab.Select, Group: "more", Max: 1, Default: "0", Options: penalties, Effect: lab.Live},
			{Name: "dropout", Kind: lab.Slider, Group: "more", Max: 0.8, Step: 0.05, Default: "0", Format: "percent", Effect: lab.Live,
				Requires: required{"layers": {"+"}, "optimiser": stepwise}},
			{Name: "init", Kind: lab.Select, Group: "more", Start: true, Default: "auto", Options: mlp.Initialisers[:], Effect: lab.Rebuild},
			{Name: "initfactor", Kind: lab.Select, Group: "more", Start: true, Min: 0.001, Max: 100, Default: "1", Options: []string{"0.01", "0.1", "1", "10"}, Effect: lab.Rebuild,
				Requires: required{"init": {"auto", "small", "xavier", "he"}}},
			{Name: "schedule", Kind: lab.Select, Group: "more", Default: "none", Options: mlp.Schedules[:], Effect: lab.Live,
				Requires: required{"optimiser": stepwise}},
			{Name: "period", Kind: lab.Select, Group: "more", Min: 1, Max: 10000, Step: 1, Default: "100", Options: []string{"10", "20", "50", "100", "200", "500"}, Effect: lab.Live,
				Requires: required{"optimiser": stepwise, "schedule": without(mlp.Schedules[:], "none")}},
			{Name: "patience", Kind: lab.Select, Group: "more", Role: lab.RolePatience, Max: 10000, Step: 1, Default: "0", Options: []string{"0", "5", "10", "20", "50", "100"}, Effect: lab.Live},
			{Name: "stopat", Kind: lab.Select, Group: "more", Role: lab.RoleGoal, Max: 1, Default: "0", Format: "percent", Options: []string{"0", "0.8", "0.9", "0.95", "0.98", "1"}, Effect: lab.Live,
				Requires: required{"kind": classes}},
			speed("200", "1", "4", "20", "60", "200", "1000", "max"),
			seed(),
			dataseed("1"),
			{Name: "showtest", Kind: lab.Toggle, Group: "view", Default: "on", Effect: lab.Live},
			{Name: "confusion", Kind: lab.Toggle, Group: "view", Default: "off", Effect: lab.Live, Requires: required{"kind": classes}},
			{Name: "discrete", Kind: lab.Toggle, Group: "view", Default: "off", Effect: lab.Live, Requires: required{"kind": across}},
			{Name: "space", Kind: lab.Select, Group: "space", Max: 9, Default: "off", Options: []string{"off"}, Effect: lab.Live, Requires: required{"kind": across}},
			{Name: "spacex", Kind: lab.Select, Group: "space", Min: 1, Max: 16, Step: 1, Default: "auto", Options: []string{"auto"}, Effect: lab.Live},
			{Name: "spacey", Kind: lab.Select, Group: "space", Min: 1, Max: 16, Step: 1, Default: "auto", Options: []string{"auto"}, Effect: lab.Live},
		},
		Areas: append(areas(), lab.Area{Name: "twin", Place: "side", Look: "plot"}),
		Views: []lab.View{
			{Kind: "network", Area: "network", Bind: map[string]string{"toggles": "inputs"}},
			{Kind: "plot", Area: "output", Bind: map[string]string{"press": "select", "fate": "train"}},
			{Kind: "curve", Area: "output"},
			{Kind: "space", Area: "output"},
			{Kind: "plot", Area: "twin", Bind: map[string]string{"id": "b", "field": "b/plot", "range": "b/plot/range", "points": "b/points"}},
			{Kind: "curve", Area: "twin", Bind: map[string]string{"id": "b", "line": "b/curve", "points": "b/curve/points", "range": "b/curve/range"}},
			{Kind: "space", Area: "twin", Bind: map[string]string{"id": "b", "in": "b/space"}},
			{Kind: "loss", Area: "chart"},
		},
		Panels: panels(
			lab.Panel{Kind: "names", Place: "side", Bind: map[string]string{"lines": "border:line,colour:colours", "space": "mind:line,best:dashes"}},
			lab.Panel{Kind: "confusion", Place: "side", Bind: map[string]string{"shown": "confusion"}},
			lab.Panel{Kind: "outputs"},
			lab.Panel{Kind: "spreads", Place: "data", Bind: map[string]string{"scale": "scale"}},
			lab.Panel{Kind: "space", Place: "side", Bind: map[string]string{"at": "space", "x": "spacex", "y": "spacey"}},
			lab.Panel{Kind: "compare", Place: "side"},
			lab.Panel{Kind: "inspector", Place: "over"},
			lab.Panel{Kind: "diverged", Place: "over", Bind: map[string]string{"rate": "lr"}},
			lab.Panel{Kind: "own", Place: "data"},
			lab.Panel{Kind: "network", Place: "head"},
			lab.Panel{Kind: "key", Place: "side"},
		),
		Metrics: []lab.Metric{
			{Name: "testAccuracy", Format: "share", Better: 1}, {Name: "trainAccuracy", Format: "share", Better: 1},
			{Name: "mae", Format: "number", Better: -1}, {Name: "rmse", Format: "number", Better: -1},
			{Name: "testLoss", Format: "number", Better: -1}, {Name: "trainLoss", Format: "number", Better: -1},
			{Name: "learningRate", Format: "number"},
		},
		Compares: []string{"lr", "activation", "optimiser", "layers", "inputs", "l2", "l1", "dropout", "batch", "loss", "init", "initfactor", "schedule", "scale"},
		Shots:    []lab.Shot{{Steps: opened}, {Steps: opened, Unit: 2}, {Steps: opened}, {Steps: opened, Curve: "loss/test"}},
		Tries: []lab.Try{
			{ID: "nolayer", Right: no, Warm: opened, Set: set{"layers": ""}, Steps: 420, Evidence: "border", Answer: reaches("testAccuracy", 0.8)},
			{ID: "space", Right: yes, Base: set{"layers": "4,2"}, Warm: opened, Set: set{"space": "2"}, Evidence: "space", Answer: parts},
			{ID: "cut", Right: no, Warm: opened, Do: do(lab.NewMsg("cut", unit(1, 0, true))), Evidence: "testAccuracy", Answer: holds("testAccuracy", 0.05)},
			{ID: "freeze", Right: no, Do: do(lab.NewMsg("freeze", unit(1, -1, true))), Steps: opened, Evidence: "border", Answer: reaches("testAccuracy", 0.9)},
			{ID: "linear", Right: no, Base: set{"data": "xor", "layers": "6,4"}, Do: do(lab.NewMsg("compare", map[string]any{"name": "activation", "value": "linear"})),
				Steps: 1400, Answer: rivals("testAccuracy", 0.1)},
		},
		New: func(c lab.Config) (lab.Run, error) { return mlp.NewNet(c) },
	}
}

// opened is how many steps the lesson's opening is given to close its border: 60 epochs.
const opened = 840

// unit names a neuron, or with −1 a whole layer, in a message that turns something on or off.
func unit(layer, unit int, on bool) map[string]any {
	return map[string]any{"layer": layer, "unit": unit, "on": on}
}

// parts answers yes where a straight line parts nearly all points of the hidden space that is shown, and many more than of the plane.
func parts(_, now *lab.State) string {
	if p, ok := now.Panels.Of("space").(*mlp.SpacePanel); ok && p.Parted > 0.85 && p.Parted > p.Before+0.1 {
		return yes
	}
	return no
}

// rivals answers yes where the second run does no worse than the first.
func rivals(metric string, slack float64) verdict {
	return given(func(_, now *lab.State) bool {
		return now.Panels.Compare != nil && now.Panels.Compare.Metrics[metric] >= now.Metrics[metric]-slack
	})
}
