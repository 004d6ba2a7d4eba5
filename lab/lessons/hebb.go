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
		Opening:    set{"data": "long", "start": "one", "samples": "160", "seed": "271", "dataseed": "101"},
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
		Areas: append([]lab.Area{{Name: "cell", Place: "main", Look: "strip"}}, areas()...),
		Panels: panels(
			lab.Panel{Kind: "cell", Place: "main"},
			lab.Panel{Kind: "names", Place: "main", Bind: map[string]string{"lines": "arrow:arrow,spread:dashes,answer:bar,zero:line,rival:ring,means:ring"}},
			lab.Panel{Kind: "measure", Place: "side", Bind: map[string]string{"metrics": "angle,angle2,distance"}},
			lab.Panel{Kind: "measure", Place: "side", Bind: map[string]string{"metrics": "length,inertia"}},
		),
		Metrics: []lab.Metric{
			{Name: "angle", Format: "degrees", Better: -1}, {Name: "angle2", Format: "degrees", Better: -1}, {Name: "length", Format: "hundredths"},
			{Name: "distance", Format: "hundredths", Better: -1}, {Name: "inertia", Format: "hundredths", Better: -1},
		},
		Views: []lab.View{
			{Kind: "cell", Area: "cell"},
			{Kind: "plot", Area: "network", Bind: map[string]string{"fit": "large", "place": "bare"}},
			{Kind: "aim", Area: "network", Bind: map[string]string{"fit": "large"}},
			{Kind: "trail", Area: "output", Bind: map[string]string{"lines": "angle", "top": "90", "unit": "°", "first": "500"}},
			{Kind: "trail", Area: "output", Bind: map[string]string{"lines": "distance", "top": "2", "first": "500"}},
			{Kind: "trail", Area: "chart", Bind: map[string]string{"lines": "length,inertia", "top": "2", "first": "500"}},
		},
		Shots: []lab.Shot{{Steps: 300}, {}, {Steps: 300}, {Steps: 300, Curve: "angle"}},
		Tries: []lab.Try{
			{ID: "turn", Right: yes, Steps: 500, Evidence: "angle", Answer: atMost("angle", 10)},
			{ID: "runaway", Right: no, Base: set{"method": "hebb"}, Steps: 400, Evidence: "length", Answer: atMost("length", 3)},
			{ID: "roundcloud", Right: no, Base: set{"data": "round"}, Steps: 500, Evidence: "angle", Answer: atMost("angle", 10)},
			{ID: "second", Right: yes, Base: set{"method": "sanger"}, Steps: 2000, Evidence: "angle2", Answer: atMost("angle2", 10)},
			{ID: "share", Right: yes, Base: set{"data": "blobs", "method": "competitive", "k": "3", "lr": "0.02"}, Steps: 600, Evidence: "distance", Answer: atMost("distance", 0.35)},
		},
		New: func(c lab.Config) (lab.Run, error) { return hebb.New(c) },
	}
}
