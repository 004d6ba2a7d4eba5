package lessons

import (
	"github.com/whisker-lab/whisker/lab"
	"github.com/whisker-lab/whisker/lab/hebb"
)

// hebbLesson is cells that learn without a teacher: those that fire together wire together.
func hebbLesson() *lab.Lesson {
	sets := []string{"gauss", "blobs", "stretched", "moons", "uneven", "uniform", "penguins"}
	alone := map[string][]string{"method": {"competitive"}}
	return &lab.Lesson{
		ID:         "hebb",
		Datasets:   sets,
		Unlabelled: true,
		Controls: []lab.Control{
			{Name: "data", Kind: lab.Data, Group: "data", Default: "gauss", Options: sets, Effect: lab.Redata},
			{Name: "noise", Kind: lab.Slider, Group: "data", Max: 0.5, Step: 0.05, Default: "0.1", Format: "percent", Effect: lab.Redata,
				Requires: map[string][]string{"real": {"false"}}},
			{Name: "samples", Kind: lab.Slider, Group: "data", Min: 50, Max: 2000, Step: 10, Default: "200", Format: "int", Effect: lab.Redata},
			{Name: "method", Kind: lab.Select, Group: "recipe", Default: "oja", Options: []string{"hebb", "oja", "sanger", "competitive"}, Effect: lab.Rebuild},
			{Name: "lr", Kind: lab.Slider, Group: "recipe", Min: 0.0001, Max: 0.3, Default: "0.01", Log: true, Effect: lab.Live},
			{Name: "batch", Kind: lab.Select, Group: "recipe", Min: 1, Max: 2000, Step: 1, Default: "1", Options: []string{"1", "5", "20", "100"}, Effect: lab.Rebuild},
			{Name: "k", Kind: lab.Slider, Group: "recipe", Min: 1, Max: 8, Step: 1, Default: "3", Format: "int", Effect: lab.Rebuild, Requires: alone},
			{Name: "speed", Kind: lab.Select, Group: "transport", Min: 0.1, Max: 10000, Default: "60", Options: []string{"1", "4", "20", "60", "200", "1000", "max"}, Effect: lab.Live},
			{Name: "seed", Kind: lab.Slider, Group: "transport", Max: 999999, Step: 1, Default: "1", Effect: lab.Rebuild},
			{Name: "dataseed", Kind: lab.Slider, Group: "transport", Max: 999999, Step: 1, Default: "1", Effect: lab.Redata},
		},
		Views: []lab.View{
			{Kind: "plot", Area: "network", Bind: map[string]string{"fit": "large"}},
			{Kind: "lines", Area: "output", Bind: map[string]string{"lines": "angle,distance", "x": "step", "y": "found"}},
			{Kind: "lines", Area: "chart", Bind: map[string]string{"lines": "length,inertia", "x": "step", "y": "value"}},
		},
		Tries: []lab.Try{
			{ID: "runaway", Right: "no", Messages: []map[string]any{{"do": "link", "link": "#l=hebb&method=hebb"}, {"do": "play"}}},
			{ID: "second", Right: "yes", Messages: []map[string]any{{"do": "link", "link": "#l=hebb&method=sanger"}, {"do": "play"}}},
		},
		New: func(c lab.Config) (lab.Run, error) { return hebb.New(c) },
	}
}
