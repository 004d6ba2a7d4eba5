package lessons

import (
	"github.com/whisker-lab/whisker/lab"
	"github.com/whisker-lab/whisker/lab/semisup"
	"github.com/whisker-lab/whisker/nn/semi"
)

// fewlabelsLesson erases labels, and has the points that lost theirs answered for by those that kept theirs.
func fewlabelsLesson() *lab.Lesson {
	sets := []string{"moons", "rings", "blobs", "spiral", "digits", "penguins"}
	plain := map[string]string{"field": "alone", "points": "truth", "id": "alone."}
	for _, slot := range []string{"segments", "circles", "notes"} {
		plain[slot] = "" // of the large plot alone
	}
	return &lab.Lesson{
		ID: "fewlabels", Group: "fewer",
		Essential: []string{"data", "labels", "method", "break"},
		Controls: []lab.Control{
			datasets(sets),
			{Name: "labels", Kind: lab.Slider, Group: "data", Max: 1, Step: 0.001, Default: "0.02", Log: true, Format: "percent", Effect: lab.Rebuild},
			noise("0.05"),
			samples("300", 10000, 1),
			{Name: "layers", Kind: lab.Layers, Group: "network", Min: 1, Max: 16, Most: 4, Default: "8,8", Effect: lab.Rebuild},
			{Name: "method", Kind: lab.Select, Group: "recipe", Default: "spreading", Options: []string{"supervised", "selftrain", "propagation", "spreading"}, Effect: lab.Rebuild},
			{Name: "k", Kind: lab.Slider, Group: "recipe", Min: 1, Max: 30, Step: 1, Default: "7", Effect: lab.Rebuild, Requires: only("propagation", "spreading")},
			{Name: "alpha", Kind: lab.Slider, Group: "recipe", Max: 0.999, Step: 0.001, Default: "0.99", Effect: lab.Live, Requires: only("spreading")},
			{Name: "confidence", Kind: lab.Slider, Group: "recipe", Min: 0.5, Max: 1, Step: 0.01, Default: "0.95", Format: "percent", Effect: lab.Live, Requires: only("selftrain")},
			lr("0.02", 1),
			{Name: "break", Kind: lab.Select, Group: "recipe", Default: "none", Options: append([]string{"none"}, semi.Assumptions[:]...), Effect: lab.Redata},
			speed("auto", "auto", "1", "4", "20", "60", "200", "max"),
			seed(),
			dataseed("9"),
		},
		Areas:  areas(),
		Panels: panels(lab.Panel{Kind: "network", Place: "side"}),
		Metrics: []lab.Metric{
			{Name: "unlabelledAccuracy", Format: "share", Better: 1}, {Name: "baselineAccuracy", Format: "share", Better: 1},
			{Name: "labelled", Format: "count", Of: "points"}, {Name: "points", Format: "count"},
		},
		Views: []lab.View{
			{Kind: "plot", Area: "network", Bind: map[string]string{"fit": "large", "press": "ask", "fate": "labels"}},
			{Kind: "plot", Area: "output", Bind: plain},
			{Kind: "lines", Area: "chart", Bind: map[string]string{"lines": "curve/method,curve/alone", "x": "sweep", "y": "accuracy"}},
		},
		Shots: []lab.Shot{{Steps: 6}, {}, {Steps: 40}, {Steps: 40, Curve: "curve/method"}},
		Tries: []lab.Try{
			{ID: "sixlabels", Right: yes, Steps: 40, Evidence: "unlabelledAccuracy", Answer: reaches("unlabelledAccuracy", 0.95)},
			{ID: "newpoint", Right: no, Warm: 40, Do: do(lab.NewMsg("ask", place(0.5, 1.6))), Answer: says("narrator.ask.answer")},
			{ID: "rule", Right: yes, Base: set{"method": "selftrain"}, Warm: 60, Do: do(lab.NewMsg("ask", place(0.5, 1.6))), Answer: says("narrator.ask.answer")},
			{ID: "brokencluster", Right: no, Warm: 40, Set: set{"break": "cluster"}, Steps: 40, Evidence: "unlabelledAccuracy", Answer: reaches("unlabelledAccuracy", 0.8)},
			{ID: "morelabels", Right: yes, Warm: 40, Set: set{"labels": "0.2"}, Steps: 40, Evidence: "baselineAccuracy", Answer: reaches("baselineAccuracy", 0.95)},
		},
		New: func(c lab.Config) (lab.Run, error) { return semisup.New(c) },
	}
}

// place is where a message asks.
func place(x, y float64) map[string]any { return map[string]any{"x": x, "y": y} }
