package lessons

import (
	"github.com/whisker-lab/whisker/lab"
	"github.com/whisker-lab/whisker/lab/hebb"
)

// hebbLesson is cells that learn without a teacher: those that fire together wire together.
func hebbLesson() *lab.Lesson {
	sets := []string{"long", "round", "gauss", "blobs", "stretched", "moons", "uneven", "uniform", "penguins"}
	return &lab.Lesson{
		ID: "hebb", Group: "fewer",
		Opening:    set{"data": "long", "start": "one", "samples": "160", "seed": "271"},
		Essential:  []string{"data", "lr", "method"},
		Unlabelled: true,
		Controls: []lab.Control{
			usually(datasets(sets), "gauss"),
			noise("0.1"),
			samples("200", 2000, 10),
			{Name: "method", Kind: lab.Select, Group: "recipe", Default: "oja", Options: []string{"hebb", "oja", "sanger", "competitive"}, Effect: lab.Rebuild},
			lr("0.01", 0.3),
			{Name: "batch", Kind: lab.Select, Group: "recipe", Min: 1, Max: 2000, Step: 1, Default: "1", Options: []string{"1", "5", "20", "100"}, Effect: lab.Rebuild},
			{Name: "k", Kind: lab.Slider, Group: "recipe", Min: 1, Max: 8, Step: 1, Default: "3", Effect: lab.Rebuild, Requires: only("competitive")},
			{Name: "start", Kind: lab.Choice, Group: "recipe", Start: true, Default: "short", Options: []string{"short", "one"}, Effect: lab.Rebuild,
				Requires: only("hebb", "oja", "sanger")},
			speed("60", "1", "4", "20", "60", "200", "1000", "max"),
			seed(),
			dataseed("1"),
		},
		Areas:  areas(),
		Panels: panels(),
		Metrics: []lab.Metric{
			{Name: "angle", Format: "degrees", Better: -1}, {Name: "angle2", Format: "degrees", Better: -1}, {Name: "length", Format: "number"},
			{Name: "distance", Format: "number", Better: -1}, {Name: "inertia", Format: "number", Better: -1},
		},
		Views: []lab.View{
			{Kind: "plot", Area: "network", Bind: map[string]string{"fit": "large", "place": "bare"}},
			{Kind: "lines", Area: "output", Bind: map[string]string{"lines": "angle,distance", "x": "step", "y": "found"}},
			{Kind: "lines", Area: "chart", Bind: map[string]string{"lines": "length,inertia", "x": "step", "y": "value"}},
		},
		Tries: []lab.Try{
			{ID: "runaway", Right: no, Base: set{"method": "hebb"}, Steps: 600, Evidence: "length", Answer: given(func(_, now *lab.State) bool { return now.Metrics["length"] < 3 })},
			{ID: "second", Right: yes, Base: set{"method": "sanger"}, Steps: 2000, Evidence: "angle2", Answer: given(func(_, now *lab.State) bool { return now.Metrics["angle2"] < 10 })},
		},
		New: func(c lab.Config) (lab.Run, error) { return hebb.New(c) },
	}
}
