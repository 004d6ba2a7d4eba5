package lessons

import (
	"github.com/whisker-lab/whisker/lab"
	"github.com/whisker-lab/whisker/lab/blame"
	"github.com/whisker-lab/whisker/nn/model"
)

// blameLesson is backpropagation in slow motion: one example, there and back.
func blameLesson() *lab.Lesson {
	return &lab.Lesson{
		ID: "blame", Group: "inside",
		Opening:   set{"seed": "15"},
		Essential: []string{"data", "lr", "layers", "batch"},
		Fixed:     map[string]string{"noise": "0.1", "samples": "40"},
		Controls: []lab.Control{
			datasets([]string{"circle", "xor", "gauss", "moons"}),
			{Name: "layers", Kind: lab.Choice, Group: "network", Default: "3,2", Options: []string{"2", "3", "3,2", "3,3,2"}, Effect: lab.Rebuild},
			lr("0.3", 10),
			{Name: "batch", Kind: lab.Choice, Group: "recipe", Default: "1", Options: []string{"1", "2", "4"}, Effect: lab.Rebuild},
			{Name: "activation", Kind: lab.Select, Group: "recipe", Default: "tanh", Options: model.SlowActivations[:], Effect: lab.Rebuild},
			{Name: "loss", Kind: lab.Select, Group: "recipe", Default: "mse", Options: model.SlowLosses[:], Effect: lab.Rebuild},
			speed("auto", "auto", "1", "4", "20", "60", "200", "max"),
			seed(),
			dataseed("1"),
		},
		Areas: areas(),
		Views: []lab.View{
			{Kind: "credit", Area: "network"},
			{Kind: "plot", Area: "output", Bind: map[string]string{"press": "ask"}},
			{Kind: "trail", Area: "chart", Bind: map[string]string{"lines": "rounds", "top": "1", "first": "10"}},
		},
		Panels: panels(
			lab.Panel{Kind: "phases", Place: "head"},
			lab.Panel{Kind: "chain", Place: "main", Below: true},
			lab.Panel{Kind: "standing", Place: "side"},
		),
		Metrics: []lab.Metric{
			{Name: "trainLoss", Format: "number", Better: -1}, {Name: "output", Format: "hundredths"}, {Name: "gradient", Format: "number"}, {Name: "difference", Format: "number"},
			{Name: "updates", Format: "count"}, {Name: "firstBlame", Format: "number"}, {Name: "lastBlame", Format: "number"},
		},
		Shots: []lab.Shot{{Steps: 160}, {Steps: 80}, {Steps: 160}, {Steps: 160, Curve: "rounds"}},
		Tries: []lab.Try{
			{ID: "leastblame", Answers: []string{"first", "last", lab.Unsure}, Right: "first", Steps: 3, Evidence: "firstBlame", Answer: smaller("firstBlame", "lastBlame")},
			{ID: "helps", Right: yes, Warm: 2, Steps: 2, Evidence: "trainLoss", Answer: given(func(was, now *lab.State) bool { return now.Metrics["trainLoss"] < was.Metrics["trainLoss"] })},
			{ID: "silentblame", Right: no, Base: set{"activation": "relu"}, Do: do(lab.NewMsg("edit", map[string]any{"what": "bias", "layer": 1, "out": 0, "value": -9})), Steps: 3,
				Evidence: "gradient", Answer: given(func(_, now *lab.State) bool { return now.Metrics["gradient"] != 0 })},
			{ID: "sigmoidblame", Right: no, Base: set{"activation": "sigmoid", "layers": "3,3,2"}, Steps: 3, Evidence: "firstBlame",
				Answer: given(func(_, now *lab.State) bool { return now.Metrics["firstBlame"] > now.Metrics["lastBlame"]/10 })},
		},
		New: func(c lab.Config) (lab.Run, error) { return blame.New(c) },
	}
}

// smaller answers first where one metric is less than another, else last.
func smaller(a, b string) verdict {
	return func(_, now *lab.State) string {
		if now.Metrics[a] < now.Metrics[b] {
			return "first"
		}
		return "last"
	}
}
