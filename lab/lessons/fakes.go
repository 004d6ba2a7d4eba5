package lessons

import (
	"github.com/whisker-lab/whisker/lab"
	"github.com/whisker-lab/whisker/lab/forgery"
)

// fakesLesson is two rivals over pictures: a generator that makes digits on demand against a discriminator that tells them from real ones.
func fakesLesson() *lab.Lesson {
	net := func(name, usual string) lab.Control {
		return lab.Control{Name: name, Kind: lab.Layers, Group: "more", Min: 8, Max: 256, Most: 2, Default: usual, Effect: lab.Rebuild}
	}
	rate := func(name, usual string) lab.Control {
		return lab.Control{Name: name, Kind: lab.Slider, Group: "recipe", Min: 0.0001, Max: 0.01, Default: usual, Log: true, Effect: lab.Live}
	}
	return &lab.Lesson{
		ID: "fakes", Group: "rivals", Unlabelled: true,
		Essential: []string{"samples", "glr", "dlr"},
		Controls: []lab.Control{
			{Name: "samples", Kind: lab.Slider, Group: "data", Min: 50, Max: 4000, Step: 50, Default: "4000", Log: true, Effect: lab.Redata},
			rate("glr", "0.001"),
			rate("dlr", "0.002"),
			{Name: "ratio", Kind: lab.Slider, Group: "recipe", Min: 1, Max: 5, Step: 1, Default: "1", Effect: lab.Live},
			{Name: "batch", Kind: lab.Select, Group: "recipe", Min: 1, Max: forgery.MostBatch, Step: 1, Default: "16", Options: []string{"8", "16", "32", "64", "128"}, Effect: lab.Live},
			{Name: "noisedim", Kind: lab.Select, Group: "recipe", Start: true, Min: 2, Max: 32, Step: 1, Default: "4", Options: []string{"2", "4", "8", "16", "32"}, Effect: lab.Rebuild},
			net("gnet", "96"), net("dnet", "64"),
			speed("max", "1", "4", "20", "60", "200", "max"),
			seed(),
		},
		Areas: append(areas(), lab.Area{Name: "walk", Place: "main", Look: "strip", Below: true}),
		Panels: panels(
			lab.Panel{Kind: "walk", Place: "main", Below: true},
			lab.Panel{Kind: "quiz", Place: "side"},
			lab.Panel{Kind: "measure", Place: "side", Bind: map[string]string{"metrics": "gradeAccuracy"}},
			lab.Panel{Kind: "measure", Place: "side", Bind: map[string]string{"metrics": "judgeAccuracy,unlikeNearest,unlikeUnseen"}},
			lab.Panel{Kind: "diverged", Place: "over", Bind: map[string]string{"rate": "glr"}},
		),
		Metrics: []lab.Metric{
			{Name: "gradeAccuracy", Format: "share", Of: "graded", Better: 1}, {Name: "judgeAccuracy", Format: "share"},
			{Name: "believesReals", Format: "share"}, {Name: "believesFakes", Format: "share"},
			{Name: "lossG", Format: "number"}, {Name: "lossD", Format: "number"},
			{Name: "unlikeNearest", Format: "share"}, {Name: "unlikeUnseen", Format: "share"},
			{Name: "readRight", Format: "count", Of: "graded", Better: 1}, {Name: "graded", Format: "count"}, {Name: "realDigits", Format: "count"},
		},
		Views: []lab.View{
			{Kind: "prints", Area: "network"},
			{Kind: "stroll", Area: "walk"},
			{Kind: "lines", Area: "output", Bind: map[string]string{"lines": "grade", "x": "turn", "y": "graded"}},
			{Kind: "lines", Area: "chart", Bind: map[string]string{"lines": "lossD,lossG", "x": "turn", "y": "loss"}},
		},
		Shots: []lab.Shot{{Steps: 1500, Field: "walk/fake", Ink: true}, {Steps: 1500, Field: "walk/fake", Ink: true}, {Steps: 1500, Curve: "grade"}, {Steps: 1500, Field: "walk/near", Ink: true}},
		Tries: []lab.Try{
			{ID: "onrequest", Right: yes, Steps: 1000, Evidence: "gradeAccuracy", Answer: reaches("gradeAccuracy", 0.8)},
			{ID: "copied", Right: no, Steps: 1500, Evidence: "unlikeNearest", Answer: copies},
			{ID: "fewdigits", Right: yes, Base: set{"samples": "50"}, Steps: 1500, Evidence: "unlikeNearest", Answer: copies},
			{ID: "sleepy", Right: no, Base: set{"dlr": "0.0001"}, Steps: 1000, Evidence: "gradeAccuracy", Answer: reaches("gradeAccuracy", 0.8)},
			{ID: "guessing", Right: no, Steps: 1500, Evidence: "judgeAccuracy", Answer: atMost("judgeAccuracy", 0.6)},
		},
		New: func(c lab.Config) (lab.Run, error) { return forgery.New(c) },
	}
}

// copies answers yes where fakes are less than half as far from real digits as real ones are that were not shown.
func copies(_, now *lab.State) string {
	if has(now, "unlikeNearest") && now.Metrics["unlikeNearest"] < now.Metrics["unlikeUnseen"]/2 {
		return yes
	}
	return no
}
