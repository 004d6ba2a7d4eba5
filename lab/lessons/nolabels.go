package lessons

import (
	"github.com/whisker-lab/whisker/lab"
	"github.com/whisker-lab/whisker/lab/groups"
)

// nolabels finds groups among points whose classes nobody tells.
func nolabels() *lab.Lesson {
	sets := []string{"blobs", "moons", "rings", "stretched", "uneven", "uniform", "penguins"}
	only := func(methods ...string) map[string][]string { return map[string][]string{"method": methods} }
	return &lab.Lesson{
		ID:         "nolabels",
		Datasets:   sets,
		Unlabelled: true,
		Controls: []lab.Control{
			{Name: "data", Kind: lab.Data, Group: "data", Default: "blobs", Options: sets, Effect: lab.Redata},
			{Name: "noise", Kind: lab.Slider, Group: "data", Max: 0.5, Step: 0.05, Default: "0.1", Format: "percent", Effect: lab.Redata,
				Requires: map[string][]string{"real": {"false"}}},
			{Name: "samples", Kind: lab.Slider, Group: "data", Min: 50, Max: 10000, Step: 1, Log: true, Default: "300", Format: "int", Effect: lab.Redata,
				Requires: map[string][]string{"real": {"false"}}},
			{Name: "method", Kind: lab.Select, Group: "recipe", Default: "kmeans", Options: []string{"kmeans"}, Effect: lab.Rebuild},
			{Name: "k", Kind: lab.Slider, Group: "recipe", Min: 1, Max: 6, Step: 1, Default: "3", Format: "int", Effect: lab.Rebuild, Requires: only("kmeans")},
			{Name: "start", Kind: lab.Select, Group: "recipe", Default: "random", Options: []string{"random", "plusplus", "farthest"}, Effect: lab.Rebuild, Requires: only("kmeans")},
			{Name: "speed", Kind: lab.Select, Group: "transport", Min: 0.1, Max: 10000, Default: "auto", Options: []string{"auto", "1", "4", "20", "60", "200", "max"}, Effect: lab.Live},
			{Name: "seed", Kind: lab.Slider, Group: "transport", Max: 999999, Step: 1, Default: "1", Effect: lab.Rebuild},
			{Name: "dataseed", Kind: lab.Slider, Group: "transport", Max: 999999, Step: 1, Default: "1", Effect: lab.Redata},
			{Name: "reveal", Kind: lab.Toggle, Group: "view", Default: "off", Effect: lab.Live},
		},
		Views: []lab.View{
			{Kind: "plot", Area: "network", Bind: map[string]string{"fit": "large"}},
			{Kind: "lines", Area: "output", Bind: map[string]string{"lines": "guide/elbow,guide/silhouette", "at": "guide/k", "x": "k", "y": ""}},
			{Kind: "lines", Area: "chart", Bind: map[string]string{"lines": "curve/inertia", "x": "step", "y": ""}},
		},
		Tries: []lab.Try{
			{ID: "twomoons", Right: "no", Messages: []map[string]any{
				{"do": "link", "link": "#l=nolabels&data=moons&k=2"}, {"do": "play"},
			}},
		},
		New: func(c lab.Config) (lab.Run, error) { return groups.New(c) },
	}
}
