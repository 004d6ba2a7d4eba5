package lessons

import (
	"github.com/whisker-lab/whisker/lab"
	"github.com/whisker-lab/whisker/lab/features"
	"github.com/whisker-lab/whisker/nn"
)

// bends is how many steps the opening is given to bend the moons apart: 60 epochs.
const bends = 660

// featuresLesson is what each layer makes of the plane: it is bent until one straight cut is enough.
func featuresLesson() *lab.Lesson {
	sets := []string{"moons", "spiral", "rings", "circle", "xor", "gauss"}
	return &lab.Lesson{
		ID: "features", Group: "inside",
		Opening:   set{"seed": "37"},
		Essential: []string{"data", "layers", "activation", "noise"},
		Fixed:     set{"initfactor": "1.5"}, // so that every layer bends from the start, and the pictures are as large as their planes
		Controls: []lab.Control{
			datasets(sets),
			noise("0.1"),
			samples("160", 400, 10),
			{Name: "layers", Kind: lab.Layers, Group: "network", Min: 1, Max: 8, Most: 4, Default: "2,2,2", Effect: lab.Rebuild},
			lr("0.02", 1),
			{Name: "activation", Kind: lab.Select, Group: "recipe", Default: "tanh", Options: []string{"tanh", "sigmoid", "relu", "leakyrelu", "linear"}, Effect: lab.Rebuild},
			{Name: "optimiser", Kind: lab.Select, Group: "recipe", Default: "adam", Options: without(nn.Rules[:]), Effect: lab.Rebuild},
			{Name: "batch", Kind: lab.Select, Group: "recipe", Min: 1, Max: 400, Step: 1, Default: "10", Options: []string{"1", "10", "50", "all"}, Effect: lab.Live},
			{Name: "fold", Kind: lab.Slider, Group: "fold", Max: 4, Step: 0.05, Default: "0", Effect: lab.Live},
			{Name: "which", Kind: lab.Slider, Group: "likes", Min: 1, Max: 32, Step: 1, Default: "1", Effect: lab.Live},
			speed("60", "1", "4", "20", "60", "200", "1000", "max"),
			seed(),
			dataseed("1"),
		},
		Areas: append([]lab.Area{{Name: "planes", Place: "main", Look: "strip", Below: true}}, append(areas(),
			lab.Area{Name: "neurons", Place: "main", Look: "strip", Below: true}, lab.Area{Name: "likes", Place: "main", Look: "strip", Below: true})...),
		Panels: panels(
			lab.Panel{Kind: "fold", Place: "main", Bind: map[string]string{"at": "fold"}},
			lab.Panel{Kind: "likes", Place: "main", Bind: map[string]string{"at": "which"}, Below: true},
			lab.Panel{Kind: "names", Place: "side", Bind: map[string]string{"lines": "border:line,colour:colours"}},
			lab.Panel{Kind: "network", Place: "head"},
			lab.Panel{Kind: "diverged", Place: "over", Bind: map[string]string{"rate": "lr"}},
		),
		Metrics: []lab.Metric{
			{Name: "testAccuracy", Format: "share", Better: 1}, {Name: "trainAccuracy", Format: "share", Better: 1},
			{Name: "cut", Format: "share", Better: 1}, {Name: "flatcut", Format: "share", Better: 1},
			{Name: "apart", Format: "number", Better: 1}, {Name: "flatapart", Format: "number", Better: 1},
			{Name: "testLoss", Format: "number", Better: -1}, {Name: "trainLoss", Format: "number", Better: -1},
		},
		Views: []lab.View{
			{Kind: "planes", Area: "planes", Bind: map[string]string{"press": "fold"}},
			{Kind: "space", Area: "network", Bind: map[string]string{"in": "fold", "id": "fold", "fit": "named", "press": "select", "fate": "train"}},
			{Kind: "tiles", Area: "neurons", Bind: map[string]string{"at": "likes/at", "press": "which"}},
			{Kind: "plot", Area: "likes", Bind: map[string]string{"id": "likes", "fit": "bare", "field": "likes/field", "lit": "likes/lit", "press": "select", "fate": "train"}},
			{Kind: "plot", Area: "output", Bind: map[string]string{"press": "select", "fate": "train"}},
			{Kind: "lines", Area: "chart", Bind: map[string]string{"lines": "apart", "x": "layer", "y": "apart", "at": "bend/at"}},
		},
		Shots: []lab.Shot{{Steps: bends}, {Steps: bends, Unit: 1}, {Steps: bends}, {Steps: bends, Curve: "apart"}},
		Tries: []lab.Try{
			{ID: "straight", Right: yes, Steps: bends, Evidence: "cut", Answer: reaches("cut", 0.97)},
			{ID: "nobend", Right: no, Set: set{"activation": "linear"}, Steps: bends, Evidence: "cut", Answer: reaches("cut", 0.97)},
			{ID: "cut", Right: no, Warm: bends, Do: do(lab.NewMsg("cut", unit(1, 0, true))), Evidence: "testAccuracy", Answer: holds("testAccuracy", 0.05)},
			{ID: "disc", Right: no, Base: set{"data": "rings"}, Steps: 2 * bends, Evidence: "border", Answer: reaches("testAccuracy", 0.97)},
			{ID: "third", Right: yes, Base: set{"data": "rings", "layers": "3"}, Steps: 2 * bends, Evidence: "border", Answer: reaches("testAccuracy", 0.97)},
		},
		New: func(c lab.Config) (lab.Run, error) { return features.New(c) },
	}
}
