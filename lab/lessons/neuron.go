package lessons

import (
	"github.com/whisker-lab/whisker/lab"
	"github.com/whisker-lab/whisker/lab/neuron"
	"github.com/whisker-lab/whisker/nn/model"
)

// neuronLesson is one cell: what goes in, what that is multiplied by, what comes out, and how it learns a small table.
func neuronLesson() *lab.Lesson {
	return &lab.Lesson{
		ID: "neuron", Group: "inside",
		Opening:   set{"seed": "8"},
		Essential: []string{"table", "activation", "rule", "lr"},
		Controls: []lab.Control{
			{Name: "table", Kind: lab.Select, Group: "data", Default: "and", Options: neuron.Tables(), Few: 4, Effect: lab.Redata},
			{Name: "concept", Kind: lab.Numeric, Group: "truth", Max: 15, Step: 1, Default: "8", Effect: lab.Rebuild, Requires: required{"table": {"own"}}},
			{Name: "scale", Kind: lab.Choice, Group: "data", Default: "zscore", Options: []string{"raw", "zscore"}, Effect: lab.Redata,
				Requires: required{"table": neuron.Observed()}},
			{Name: "activation", Kind: lab.Select, Group: "recipe", Default: "sigmoid", Options: []string{"threshold", "sigmoid", "relu", "tanh"}, Few: 2, Effect: lab.Rebuild,
				Requires: required{"table": neuron.Truths()}},
			{Name: "rule", Kind: lab.Choice, Group: "recipe", Default: "delta", Options: model.NeuronRules[:], Effect: lab.Rebuild},
			lr("0.5", 10),
			speed("auto", "auto", "1", "4", "20", "60", "200", "max"),
			seed(),
		},
		Areas: []lab.Area{
			{Name: "anatomy", Place: "main", Look: "strip"}, {Name: "network", Place: "main", Look: "net"}, {Name: "ledger", Place: "main", Look: "strip", Below: true},
			{Name: "output", Place: "side", Look: "plot"}, {Name: "chart", Place: "foot", Look: "loss"},
		},
		Views: []lab.View{
			{Kind: "anatomy", Area: "anatomy"},
			{Kind: "neuron", Area: "network"},
			{Kind: "ledger", Area: "ledger"},
			{Kind: "plot", Area: "output", Bind: map[string]string{"press": "ask", "ends": "words"}},
			{Kind: "trail", Area: "chart", Bind: map[string]string{"lines": "rounds", "top": "1", "first": "40"}},
		},
		Panels: panels(
			lab.Panel{Kind: "names", Place: "side", Bind: map[string]string{"lines": "line:line,row:ring"}},
			lab.Panel{Kind: "truth", Place: "side", Bind: map[string]string{"own": "concept"}},
			lab.Panel{Kind: "diverged", Place: "over", Bind: map[string]string{"rate": "lr"}},
		),
		Metrics: []lab.Metric{
			{Name: "errors", Format: "count", Of: "rows", Better: -1}, {Name: "rows", Format: "count"}, {Name: "sum", Format: "hundredths"}, {Name: "output", Format: "hundredths"},
			{Name: "trainLoss", Format: "number", Better: -1},
		},
		Shots: []lab.Shot{{Steps: 200}, {}, {Steps: 200}, {Steps: 200, Curve: "rounds"}},
		Tries: []lab.Try{
			{ID: "learnand", Right: yes, Steps: 120, Evidence: "errors", Answer: atMost("errors", 0)},
			{ID: "learnxor", Right: no, Base: set{"table": "xor"}, Steps: 400, Evidence: "errors", Answer: atMost("errors", 0)},
			{ID: "bias", Right: no, Warm: 200, Do: do(lab.NewMsg("row", map[string]any{"index": 3}), lab.NewMsg("edit", map[string]any{"what": "bias", "layer": 1, "out": 0, "value": -9})),
				Evidence: "output", Answer: reaches("output", 0.5)},
			{ID: "flat", Right: no, Base: set{"activation": "threshold"}, Steps: 120, Evidence: "errors", Answer: atMost("errors", 0)},
			{ID: "drown", Right: no, Base: set{"table": "people", "scale": "raw"}, Steps: 400, Evidence: "errors", Answer: atMost("errors", 0)},
		},
		New: func(c lab.Config) (lab.Run, error) { return neuron.New(c) },
	}
}
