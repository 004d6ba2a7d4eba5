package lessons

import (
	"github.com/whisker-lab/whisker/lab"
	"github.com/whisker-lab/whisker/lab/descent"
)

// descentLesson is learning as a walk downhill: the whole loss of a model with two parameters, and three balls on it.
func descentLesson() *lab.Lesson {
	lines := []string{"bowl", "valley", "data"} // whose model is a line
	start := func(name string, role lab.Role) lab.Control {
		return lab.Control{Name: name, Kind: lab.Select, Group: "more", Role: role, Min: -20, Max: 20, Default: "auto", Options: []string{"auto"}, Effect: lab.Rebuild}
	}
	ball := func(name string) lab.Control {
		return lab.Control{Name: name, Kind: lab.Toggle, Group: "walkers", Default: "on", Effect: lab.Live}
	}
	noisy := noise("0.2")
	noisy.Requires = required{"surface": {"bowl", "valley", "minima", "saddle"}}
	few := samples("24", 200, 1)
	few.Min = 4
	return &lab.Lesson{
		ID: "descent", Group: "inside",
		Opening:   set{"lr": "0.3", "noise": "0.3"},
		Essential: []string{"surface", "lr", "method"},
		Controls: []lab.Control{
			{Name: "surface", Kind: lab.Select, Group: "recipe", Default: "bowl", Options: []string{"bowl", "valley", "minima", "saddle", "data"}, Effect: lab.Redata},
			noisy,
			few,
			{Name: "copies", Kind: lab.Slider, Group: "data", Min: 1, Max: 10, Step: 1, Default: "1", Effect: lab.Redata},
			{Name: "scale", Kind: lab.Choice, Group: "data", Default: "raw", Options: []string{"raw", "zscore"}, Effect: lab.Redata, Requires: required{"surface": lines}},
			lr("0.1", 10),
			{Name: "method", Kind: lab.Select, Group: "recipe", Default: "sgd", Options: []string{"sgd", "momentum", "rmsprop", "adam"}, Effect: lab.Rebuild},
			{Name: "batch", Kind: lab.Select, Group: "recipe", Min: 1, Max: 200, Step: 1, Default: "6", Options: []string{"2", "3", "6", "12"}, Effect: lab.Rebuild},
			start("startx", lab.RoleAcross), start("starty", lab.RoleUp),
			ball("showall"), ball("showmini"), ball("showone"),
			speed("10", "1", "4", "10", "30", "100", "1000", "max"),
			seed(),
			dataseed("1"),
		},
		Areas: []lab.Area{
			{Name: "network", Place: "main", Look: "net"},
			{Name: "dial", Place: "main", Look: "strip"},
			{Name: "output", Place: "side", Look: "plot"},
			{Name: "chart", Place: "foot", Look: "loss"},
		},
		Views: []lab.View{
			{Kind: "contour", Area: "network"},
			{Kind: "dial", Area: "dial", Bind: map[string]string{"set": "lr"}},
			{Kind: "plot", Area: "output", Bind: map[string]string{"id": "data", "fit": "wide", "place": "bare"}},
			{Kind: "fits", Area: "output", Bind: map[string]string{"fit": "wide"}},
			{Kind: "lines", Area: "chart", Bind: map[string]string{"lines": "loss/all,loss/mini,loss/one", "y": "loss"}},
		},
		Panels: panels(
			lab.Panel{Kind: "walkers", Place: "data", Bind: map[string]string{"all": "showall", "mini": "showmini", "one": "showone"}},
			lab.Panel{Kind: "tryall", Place: "side"},
			lab.Panel{Kind: "diverged", Place: "over", Bind: map[string]string{"rate": "lr"}},
		),
		Metrics: []lab.Metric{
			{Name: "trainLoss", Format: "number", Better: -1}, {Name: "miniLoss", Format: "number", Better: -1}, {Name: "oneLoss", Format: "number", Better: -1},
			{Name: "lowestLoss", Format: "number"}, {Name: "curvature", Format: "hundredths"}, {Name: "limit", Format: "hundredths"},
			{Name: "updates", Format: "count", Better: -1}, {Name: "miniUpdates", Format: "count", Better: -1}, {Name: "oneUpdates", Format: "count", Better: -1},
			{Name: "reads", Format: "count", Better: -1}, {Name: "miniReads", Format: "count", Better: -1}, {Name: "oneReads", Format: "count", Better: -1},
		},
		Shots: []lab.Shot{
			{Steps: 59, Curve: "path/one"}, {Steps: 59, Curve: "path/all"}, {Set: set{"lr": "0.9"}, Steps: 24, Curve: "path/all"}, {Steps: 59, Curve: "path/one"},
		},
		Tries: []lab.Try{
			{ID: "pastmark", Right: no, Base: set{"showmini": "off", "showone": "off"}, Warm: 1, Set: set{"lr": "1"}, Steps: 24, Evidence: "trainLoss", Answer: atMost("trainLoss", 0.2)},
			{ID: "jitter", Right: no, Base: set{"showmini": "off"}, Steps: 300, Evidence: "oneLoss", Answer: rests},
			{ID: "tenfold", Right: no, Base: set{"showmini": "off"}, Warm: 120, Set: set{"copies": "10"}, Steps: 120, Evidence: "walkers", Answer: fewer},
			{ID: "onescale", Right: yes, Base: set{"surface": "valley", "showmini": "off", "showone": "off"}, Warm: 300, Set: set{"scale": "zscore"}, Steps: 60, Evidence: "walkers", Answer: fewer},
			{ID: "dent", Right: no, Base: set{"surface": "minima", "showmini": "off", "showone": "off", "lr": "1.5"}, Steps: 120, Evidence: "trainLoss", Answer: lowest},
		},
		New: func(c lab.Config) (lab.Run, error) { return descent.New(c) },
	}
}

// rests answers yes where the ball that sees one example at a time lies as low as it can.
func rests(_, now *lab.State) string {
	return given(func(_, now *lab.State) bool {
		return has(now, "oneLoss") && now.Metrics["oneLoss"] <= 1.005*now.Metrics["lowestLoss"]
	})(now, now)
}

// lowest answers yes where the ball that sees all examples does.
func lowest(_, now *lab.State) string {
	return given(func(_, now *lab.State) bool {
		return has(now, "trainLoss") && now.Metrics["trainLoss"] <= 1.1*now.Metrics["lowestLoss"]
	})(now, now)
}

// fewer answers yes where the ball that sees all examples needs fewer steps than it did.
func fewer(was, now *lab.State) string {
	return given(func(was, now *lab.State) bool {
		return has(was, "updates") && has(now, "updates") && now.Metrics["updates"] < was.Metrics["updates"]
	})(was, now)
}
