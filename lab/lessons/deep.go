package lessons

import (
	"github.com/whisker-lab/whisker/lab"
	"github.com/whisker-lab/whisker/lab/deep"
	"github.com/whisker-lab/whisker/nn"
)

// deepLesson is a hundred layers, stacked plainly and with shortcuts.
func deepLesson() *lab.Lesson {
	return &lab.Lesson{
		ID: "deep", Group: "inside",
		Opening:   set{"seed": "15"},
		Essential: []string{"depth", "residual", "norm", "activation", "init"},
		Controls: []lab.Control{
			datasets([]string{"moons", "rings", "xor", "gauss", "circle", "spiral"}),
			noise("0.1"),
			{Name: "depth", Kind: lab.Slider, Group: "network", Min: 1, Max: 200, Step: 1, Default: "100", Log: true, Effect: lab.Rebuild},
			{Name: "residual", Kind: lab.Toggle, Group: "network", Default: "on", Effect: lab.Rebuild},
			{Name: "norm", Kind: lab.Choice, Group: "network", Default: "layer", Options: []string{"none", "layer"}, Effect: lab.Rebuild},
			{Name: "activation", Kind: lab.Select, Group: "network", Default: "relu", Options: []string{"relu", "tanh", "sigmoid", "gelu"}, Effect: lab.Rebuild},
			{Name: "init", Kind: lab.Select, Group: "network", Start: true, Default: "he", Options: []string{"he", "xavier", "normal", "zeros"}, Effect: lab.Rebuild},
			{Name: "width", Kind: lab.Slider, Group: "network", Min: 2, Max: 8, Step: 1, Default: "8", Effect: lab.Rebuild},
			{Name: "lr", Kind: lab.Slider, Group: "recipe", Role: lab.RoleRate, Min: 0.0001, Max: 0.3, Default: "0.003", Log: true, Effect: lab.Rebuild},
			{Name: "optimiser", Kind: lab.Select, Group: "recipe", Default: "adam", Options: nn.Rules[:], Effect: lab.Rebuild},
			speed("100", "4", "20", "100", "1000", "max"),
			seed(),
			dataseed("1"),
		},
		Areas:  append([]lab.Area{{Name: "network", Place: "main", Look: "net"}, {Name: "depths", Place: "main", Look: "strip", Below: true}}, append(areas()[1:], lab.Area{Name: "helped", Place: "side", Look: "plot"})...),
		Panels: panels(),
		Metrics: []lab.Metric{
			{Name: "testAccuracy", Format: "share", Better: 1}, {Name: "plainAccuracy", Format: "share", Better: 1}, {Name: "wideAccuracy", Format: "share", Better: 1},
			{Name: "depth", Format: "count"}, {Name: "weights", Format: "count"}, {Name: "wideWidth", Format: "count"}, {Name: "trainLoss", Format: "number", Better: -1},
			{Name: "depths", Format: "count", Of: "allDepths"}, {Name: "allDepths", Format: "count"},
		},
		Views: []lab.View{
			{Kind: "strip", Area: "network", Bind: map[string]string{"nets": "strip/plain,strip/helped"}},
			{Kind: "sweep", Area: "depths", Bind: map[string]string{"lines": "sweep/helped,sweep/plain", "sets": "depth", "axis": "depth", "unit": "%", "floor": "40"}},
			{Kind: "plot", Area: "output", Bind: map[string]string{"fit": "small"}},
			{Kind: "plot", Area: "helped", Bind: map[string]string{"fit": "small", "id": "b", "field": "b/plot", "range": "b/plot/range", "points": "b/points"}},
			{Kind: "lines", Area: "chart", Bind: map[string]string{"lines": "steps/helped,steps/plain,steps/wide", "x": "step", "y": "right"}},
		},
		Shots: []lab.Shot{{Steps: 500, Curve: "steps/helped"}, {Steps: 500}, {Set: set{"depth": "3"}, Steps: 500}, {Steps: 500, Curve: "steps/helped"}},
		Tries: []lab.Try{
			{ID: "plainhundred", Right: no, Steps: 500, Evidence: "plainAccuracy", Answer: reaches("plainAccuracy", 0.95)},
			{ID: "shortcuthundred", Right: yes, Steps: 500, Evidence: "testAccuracy", Answer: reaches("testAccuracy", 0.95)},
			{ID: "withoutnorm", Right: yes, Set: set{"norm": "none"}, Steps: 500, Evidence: "testAccuracy", Answer: reaches("testAccuracy", 0.95)},
			{ID: "normalone", Right: no, Set: set{"residual": "off"}, Steps: 500, Evidence: "testAccuracy", Answer: reaches("testAccuracy", 0.95)},
			{ID: "onewide", Right: yes, Steps: 500, Evidence: "wideAccuracy", Answer: reaches("wideAccuracy", 0.95)},
		},
		New: func(c lab.Config) (lab.Run, error) { return deep.New(c) },
	}
}
