package lessons

import (
	"github.com/whisker-lab/whisker/lab"
	"github.com/whisker-lab/whisker/lab/window"
)

// everywhere is how many steps the window makes over a whole photograph.
const everywhere = 62 * 62

// kernelLesson is a small window: the same few numbers, slid over a picture, find one thing everywhere.
func kernelLesson() *lab.Lesson {
	many := required{"data": {"mnist", "digits"}}
	place := func(name string, role lab.Role, usual string) lab.Control {
		return lab.Control{Name: name, Kind: lab.Slider, Group: "more", Role: role, Max: 63, Step: 1, Default: usual, Effect: lab.Rebuild}
	}
	across, down := place("windowx", lab.RoleAcross, "26"), place("windowy", lab.RoleUp, "24")
	across.Shows, down.Shows = "column", "row"
	return &lab.Lesson{
		ID: "kernel", Group: "inside",
		Essential: []string{"kernel", "photo", "picture", "pool"},
		Takes:     window.Form(),
		Controls: []lab.Control{
			datasets([]string{"photos", "digits", "mnist", "own"}),
			{Name: "photo", Kind: lab.Choice, Group: "data", Default: "chelsea", Options: []string{"chelsea", "coffee"}, Effect: lab.Rebuild, Requires: required{"data": {"photos"}}},
			{Name: "picture", Kind: lab.Slider, Group: "data", Min: 1, Max: 100, Step: 1, Default: "1", Effect: lab.Rebuild, Requires: many},
			{Name: "colour", Kind: lab.Toggle, Group: "data", Default: "off", Effect: lab.Rebuild, Requires: required{"data": {"photos", "own"}}},
			{Name: "kernel", Kind: lab.Kernel, Group: "recipe", Min: -window.Largest, Max: window.Largest, Default: "edges", Options: window.Presets(), Counts: []int{9, 25, 27, 75},
				Sketches: window.Sketches(), Effect: lab.Rebuild},
			{Name: "size", Kind: lab.Choice, Group: "recipe", Min: 3, Max: 5, Default: "3", Options: []string{"3", "5"}, Effect: lab.Rebuild, Requires: required{"kernel": window.Presets()}},
			{Name: "stride", Kind: lab.Choice, Group: "recipe", Default: "1", Options: []string{"1", "2", "3"}, Effect: lab.Rebuild},
			{Name: "padding", Kind: lab.Choice, Group: "recipe", Default: "none", Options: []string{"none", "border"}, Effect: lab.Rebuild},
			{Name: "after", Kind: lab.Choice, Group: "recipe", Default: "relu", Options: []string{"none", "relu"}, Effect: lab.Rebuild},
			{Name: "pool", Kind: lab.Choice, Group: "recipe", Default: "max", Options: window.Pools(), Effect: lab.Rebuild},
			across, down,
			{Name: "numbers", Kind: lab.Toggle, Group: "view", Default: "off", Effect: lab.Live},
			speed("auto", "auto", "1", "4", "20", "200", "1000", "max"),
			with(seed(), required{"kernel": {"random"}}),
		},
		Areas: []lab.Area{
			{Name: "network", Place: "main", Look: "net"}, {Name: "chain", Place: "main", Look: "strip", Below: true},
			{Name: "output", Place: "side", Look: "plot"}, {Name: "chart", Place: "foot", Look: "loss"},
		},
		Views: []lab.View{
			{Kind: "window", Area: "network"},
			{Kind: "kept", Area: "chain"},
			{Kind: "along", Area: "output"},
			{Kind: "counts", Area: "chart"},
		},
		Panels: panels(
			lab.Panel{Kind: "signs", Place: "head"},
			lab.Panel{Kind: "products", Place: "main", Bind: map[string]string{"numbers": "kernel"}},
			lab.Panel{Kind: "mapsize", Place: "side"},
			lab.Panel{Kind: "album", Place: "data"},
		),
		Metrics: []lab.Metric{
			{Name: "numbers", Format: "count"}, {Name: "places", Format: "count"}, {Name: "pixel", Format: "hundredths"}, {Name: "detail", Format: "hundredths"},
			{Name: "upright", Format: "share"}, {Name: "strongest", Format: "hundredths"}, {Name: "mapStrongest", Format: "hundredths"}, {Name: "kept", Format: "share"},
			{Name: "column", Format: "count"}, {Name: "row", Format: "count"},
		},
		Tries: []lab.Try{
			{ID: "ninth", Answers: []string{"sharper", "softer", lab.Unsure}, Right: "softer", Base: set{"kernel": "identity"}, Warm: 1, Set: set{"kernel": "blur"}, Steps: everywhere, Evidence: "products",
				Answer: func(was, now *lab.State) string {
					if now.Metrics["detail"] < was.Metrics["detail"] {
						return "softer"
					}
					return "sharper"
				}},
			{ID: "quarter", Answers: []string{"upright", "lying", lab.Unsure}, Right: "lying", Set: set{"kernel": "lying"}, Steps: everywhere, Evidence: "signs", Answer: func(_, now *lab.State) string {
				if now.Metrics["upright"] > 0.5 {
					return "upright"
				}
				return "lying"
			}},
			{ID: "fur", Answers: []string{"large", "nearzero", lab.Unsure}, Right: "nearzero", Do: do(lab.NewMsg("drop", map[string]any{"x": 10, "y": 44})), Evidence: "pixel", Answer: func(_, now *lab.State) string {
				if v := now.Metrics["pixel"]; v > 0.5 || v < -0.5 {
					return "large"
				}
				return "nearzero"
			}},
			{ID: "cup", Right: yes, Set: set{"photo": "coffee"}, Steps: everywhere, Evidence: "signs", Answer: reaches("upright", 0.6)},
			{ID: "pooled", Right: yes, Base: set{"pool": "none"}, Warm: 1, Set: set{"pool": "max"}, Steps: everywhere, Evidence: "strongest",
				Answer: given(func(was, now *lab.State) bool { return now.Metrics["strongest"] >= was.Metrics["strongest"] })},
		},
		Shots: []lab.Shot{{Field: "window/map"}, {Field: "window/seen"}, {Set: set{"kernel": "blur"}, Field: "window/map"}, {Field: "window/pooled"}},
		New:   func(c lab.Config) (lab.Run, error) { return window.New(c) },
	}
}
