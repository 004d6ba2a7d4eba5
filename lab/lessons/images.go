package lessons

import (
	"github.com/whisker-lab/whisker/lab"
	"github.com/whisker-lab/whisker/lab/images"
	"github.com/whisker-lab/whisker/lab/own"
	"github.com/whisker-lab/whisker/nn"
	"github.com/whisker-lab/whisker/nn/convnet"
	"github.com/whisker-lab/whisker/nn/model"
)

// imagesLesson is a convolutional network that learns its own features from pictures.
func imagesLesson() *lab.Lesson {
	afresh := set{"weights": "fresh"}
	return &lab.Lesson{
		ID: "images", Group: "inside",
		Opening:   set{"seed": "6"},
		Essential: []string{"data"},
		Takes:     own.Form{Planes: 1, Height: 28, Width: 28, Bits: 4, Most: own.MostPictures},
		Controls: []lab.Control{
			datasets([]string{"mnist", "fashion", "digits", lab.OwnName}),
			{Name: "pixels", Kind: lab.Choice, Group: "data", Default: "14", Options: []string{"14", "28"}, Effect: lab.Redata, Requires: required{"data": {"mnist", "fashion", lab.OwnName}}},
			{Name: "samples", Kind: lab.Slider, Group: "data", Min: 100, Max: 4000, Step: 100, Default: "4000", Log: true, Effect: lab.Redata},
			{Name: "shift", Kind: lab.Slider, Group: "data", Min: 0, Max: 4, Step: 1, Default: "0", Effect: lab.Live},
			{Name: "blocks", Kind: lab.Blocks, Group: "build", Min: 1, Max: convnet.MostFilters, Most: convnet.MostBlocks, Default: "8x5p2,16x3p2", Effect: lab.Rebuild},
			{Name: "pool", Kind: lab.Choice, Group: "build", Default: "max", Options: []string{"max", "average", "sum", "none"}, Effect: lab.Rebuild, Requires: required{"blocks": {"+"}}},
			{Name: "dense", Kind: lab.Layers, Group: "builder", Min: 1, Max: 128, Most: 3, Default: "", Effect: lab.Rebuild},
			{Name: "activation", Kind: lab.Select, Group: "build", Default: "relu", Options: []string{"relu", "tanh", "sigmoid", "gelu", "linear"}, Effect: lab.Rebuild},
			{Name: "residual", Kind: lab.Toggle, Group: "build", Default: "off", Effect: lab.Rebuild, Requires: required{"blocks": {"+"}}},
			{Name: "norm", Kind: lab.Choice, Group: "build", Default: "none", Options: []string{"none", "layer"}, Effect: lab.Rebuild, Requires: required{"blocks": {"+"}}},
			lr("0.004", 0.3),
			{Name: "optimiser", Kind: lab.Select, Group: "recipe", Default: "adam", Options: nn.Rules[:], Effect: lab.Rebuild},
			{Name: "batch", Kind: lab.Select, Group: "recipe", Min: 1, Max: 256, Step: 1, Default: "8", Options: []string{"1", "4", "8", "16", "32", "64", "128"}, Effect: lab.Rebuild},
			{Name: "loss", Kind: lab.Choice, Group: "more", Default: "crossentropy", Options: model.CNNLosses[:], Effect: lab.Rebuild},
			{Name: "head", Kind: lab.Choice, Group: "build", Default: "softmax", Options: []string{"softmax", "plain"}, Effect: lab.Rebuild},
			{Name: "weights", Kind: lab.Choice, Group: "ready", Start: true, Default: "trained", Options: []string{"trained", "fresh"}, Effect: lab.Rebuild},
			speed("max", "4", "20", "60", "200", "max"),
			seed(),
			{Name: "over", Kind: lab.Choice, Group: "overlay", Default: "none", Options: []string{"none", "why", "hide"}, Effect: lab.Live},
		},
		Areas: areas()[:2],
		Panels: panels(
			lab.Panel{Kind: "pad", Place: "pad", Bind: map[string]string{"buttons": `[{"word":"next","msg":{"do":"next"}}]`}},
			lab.Panel{Kind: "pick", Place: "head", Bind: map[string]string{"control": "over"}},
			lab.Panel{Kind: "sum", Place: "main", Below: true},
			lab.Panel{Kind: "filter", Place: "main", Below: true},
			lab.Panel{Kind: "ready", Place: "side", Bind: map[string]string{"weights": "weights"}},
			lab.Panel{Kind: "confusion", Place: "side"},
			lab.Panel{Kind: "behind", Place: "side"},
			lab.Panel{Kind: "compare", Place: "side"},
			lab.Panel{Kind: "album", Place: "data", Bind: map[string]string{"shown": "own"}},
			lab.Panel{Kind: "diverged", Place: "over", Bind: map[string]string{"rate": "lr"}},
		),
		Metrics: []lab.Metric{
			{Name: "testAccuracy", Format: "share", Of: "tested", Better: 1}, {Name: "trainAccuracy", Format: "share", Better: 1},
			{Name: "shiftedAccuracy", Format: "share", Of: "tested", Better: 1}, {Name: "secondsTo95", Format: "number", Better: -1},
			{Name: "testLoss", Format: "number", Better: -1}, {Name: "trainLoss", Format: "number", Better: -1},
			{Name: "parameters", Format: "count"}, {Name: "denseParameters", Format: "count"}, {Name: "tested", Format: "count"},
		},
		Compares: []string{"blocks", "dense", "pool", "activation", "residual", "norm", "lr", "optimiser", "batch", "loss", "head"},
		Views: []lab.View{
			{Kind: "wall", Area: "network"},
			{Kind: "lines", Area: "output", Bind: map[string]string{"lines": "accuracy/test,accuracy/train", "x": "step", "y": "right"}},
		},
		Shots: []lab.Shot{
			{Set: afresh, Steps: 1500, Curve: "accuracy/test"}, {Set: afresh, Steps: 1500, Curve: "accuracy/test"},
			{Set: set{"weights": "fresh", "blocks": "", "dense": "64"}, Steps: 1500, Curve: "accuracy/test"},
			{Set: set{"weights": "fresh", "samples": "100"}, Steps: 1500, Curve: "accuracy/test"},
		},
		Tries: []lab.Try{
			{ID: "readsdigits", Right: yes, Base: afresh, Steps: 2500, Evidence: "testAccuracy", Answer: reaches("testAccuracy", 0.95)},
			{ID: "noconv", Right: no, Base: set{"weights": "fresh", "dense": "32"}, Do: do(lab.NewMsg("compare", map[string]any{"name": "blocks", "value": ""})),
				Steps: 1500, Evidence: "testAccuracy", Answer: rivals("testAccuracy", 0.02)},
			{ID: "movedaside", Right: no, Base: set{"weights": "fresh", "blocks": "", "dense": "64", "shift": "2"}, Steps: 1500, Evidence: "shiftedAccuracy", Answer: reaches("shiftedAccuracy", 0.5)},
			{ID: "onefilter", Right: yes, Base: set{"weights": "fresh", "blocks": "1x5p2"}, Steps: 2500, Evidence: "testAccuracy", Answer: reaches("testAccuracy", 0.8)},
			{ID: "hundred", Right: no, Base: set{"weights": "fresh", "samples": "100"}, Steps: 600, Evidence: "testAccuracy", Answer: reaches("testAccuracy", 0.9)},
		},
		New: func(c lab.Config) (lab.Run, error) { return images.New(c) },
	}
}
