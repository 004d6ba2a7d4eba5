package lessons

import (
	"github.com/whisker-lab/whisker/lab"
	"github.com/whisker-lab/whisker/lab/clustering"
)

// nolabelsLesson finds groups among points whose classes nobody tells.
func nolabelsLesson() *lab.Lesson {
	sets := []string{"blobs", "moons", "rings", "stretched", "uneven", "uniform", "penguins", lab.OwnName}
	return &lab.Lesson{
		ID: "nolabels", Group: "fewer",
		Essential:  []string{"data", "method", "k", "eps", "bandwidth"},
		Unlabelled: true,
		Controls: []lab.Control{
			datasets(sets),
			noise("0.05"),
			// Of what was measured or drawn there is as much as there is.
			with(samples("500", 10000, 1), required{"data": without(sets, "penguins", lab.OwnName)}),
			{Name: "method", Kind: lab.Select, Group: "recipe", Default: "kmeans", Options: []string{"kmeans", "gmm", "dbscan", "meanshift", "agglomerative", "som"}, Effect: lab.Rebuild},
			{Name: "k", Kind: lab.Slider, Group: "recipe", Min: 1, Max: 6, Step: 1, Default: "3", Effect: lab.Rebuild, Requires: only("kmeans", "gmm", "agglomerative")},
			{Name: "start", Kind: lab.Select, Group: "recipe", Default: "random", Options: []string{"random", "plusplus", "farthest"}, Effect: lab.Rebuild, Requires: only("kmeans", "gmm")},
			{Name: "eps", Kind: lab.Slider, Group: "recipe", Min: 0.05, Max: 1, Step: 0.01, Default: "0.3", Effect: lab.Rebuild, Requires: only("dbscan")},
			{Name: "least", Kind: lab.Slider, Group: "recipe", Min: 2, Max: 20, Step: 1, Default: "5", Effect: lab.Rebuild, Requires: only("dbscan")},
			{Name: "bandwidth", Kind: lab.Slider, Group: "recipe", Min: 0.2, Max: 2, Step: 0.05, Default: "1", Effect: lab.Rebuild, Requires: only("meanshift")},
			{Name: "linkage", Kind: lab.Select, Group: "recipe", Default: "ward", Options: []string{"ward", "average", "single", "complete"}, Effect: lab.Rebuild, Requires: only("agglomerative")},
			speed("auto", "auto", "1", "4", "20", "60", "200", "max"),
			seed(),
			dataseed("1"),
			{Name: "reveal", Kind: lab.Toggle, Group: "view", Default: "off", Effect: lab.Live},
		},
		Areas:  areas(),
		Panels: panels(lab.Panel{Kind: "own", Place: "data"}, lab.Panel{Kind: "names", Place: "side", Bind: map[string]string{"lines": "k:choice,choose:none"}}),
		Metrics: []lab.Metric{
			{Name: "inertia", Format: "number", Better: -1}, {Name: "logLikelihood", Format: "number", Better: 1},
			{Name: "silhouette", Format: "number", Better: 1}, {Name: "ari", Format: "number", Better: 1},
			{Name: "groups", Format: "count"}, {Name: "noiseShare", Format: "share"}, {Name: "radius", Format: "number"},
		},
		Views: []lab.View{
			{Kind: "plot", Area: "network", Bind: map[string]string{"fit": "large", "place": "bare"}},
			// In the area below are the views of all methods; a frame holds what one of them shows.
			{Kind: "lines", Area: "output", Bind: map[string]string{"lines": "guide/elbow,guide/silhouette", "at": "guide/at", "x": "k", "y": ""}},
			{Kind: "lines", Area: "output", Bind: map[string]string{"lines": "guide/reach", "at": "guide/at", "x": "points", "y": ""}},
			{Kind: "lines", Area: "output", Bind: map[string]string{"lines": "guide/widths", "at": "guide/at", "x": "width", "y": ""}},
			{Kind: "dendrogram", Area: "output"},
			{Kind: "grid", Area: "output", Bind: map[string]string{"field": "map"}},
			{Kind: "lines", Area: "chart", Bind: map[string]string{"lines": "curve/inertia,curve/likelihood,curve/outside,curve/shift,curve/height,curve/error", "x": "step", "y": ""}},
		},
		Shots: []lab.Shot{{Steps: 7}, {Steps: 1}, {Steps: 7}, {Steps: 7, Curve: "curve/inertia"}},
		Tries: []lab.Try{
			{ID: "threeblobs", Right: yes, Steps: 30, Evidence: "ari", Answer: reaches("ari", 0.9)},
			{ID: "twomoons", Right: no, Base: set{"data": "moons", "k": "2"}, Steps: 30, Evidence: "ari", Answer: reaches("ari", 0.8)},
			{ID: "ringsgrow", Right: yes, Base: set{"data": "rings", "method": "dbscan"}, Steps: 600, Evidence: "ari", Answer: reaches("ari", 0.9)},
			{ID: "longclouds", Right: yes, Base: set{"data": "stretched", "method": "gmm", "start": "plusplus"}, Steps: 60, Evidence: "ari", Answer: reaches("ari", 0.8)},
			{ID: "nothing", Right: no, Base: set{"data": "uniform"}, Steps: 60, Evidence: "groups", Answer: given(func(_, now *lab.State) bool { return now.Metrics["groups"] < 2 })},
		},
		New: func(c lab.Config) (lab.Run, error) { return clustering.New(c) },
	}
}
