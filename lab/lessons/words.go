package lessons

import (
	"github.com/whisker-lab/whisker/lab"
	"github.com/whisker-lab/whisker/lab/easel"
	"github.com/whisker-lab/whisker/nn/scene"
)

// wordsLesson is a network that draws what words say, also what it was never shown.
func wordsLesson() *lab.Lesson {
	return &lab.Lesson{
		ID: "words", Group: "rivals",
		Essential: []string{"drawsteps", "guidance"},
		Controls: []lab.Control{
			{Name: "way", Kind: lab.Choice, Group: "overlay", Default: "flow", Options: []string{"flow", "rivals"}, Effect: lab.Rebuild},
			{Name: "prompt", Kind: lab.Text, Group: "saying", Role: lab.RolePrompt, Most: scene.MostLetters, Default: "one small square right", Effect: lab.Live},
			{Name: "another", Kind: lab.Numeric, Group: "seeds", Max: 999, Step: 1, Default: "1", Effect: lab.Live},
			{Name: "drawsteps", Kind: lab.Slider, Group: "data", Min: 1, Max: easel.MostStages, Step: 1, Default: "6", Effect: lab.Live, Requires: required{"way": {"flow"}}},
			{Name: "guidance", Kind: lab.Slider, Group: "data", Min: 1, Max: easel.MostGuidance, Default: "3", Effect: lab.Live, Requires: required{"way": {"flow"}}},
			{Name: "heldback", Kind: lab.Slider, Group: "data", Max: scene.MostKept, Step: 1, Default: "16", Effect: lab.Redata},
			lr("0.004", 0.1),
			{Name: "batch", Kind: lab.Select, Group: "recipe", Min: 1, Max: 64, Step: 1, Default: "8", Options: []string{"4", "8", "16", "32"}, Effect: lab.Rebuild},
			{Name: "filters", Kind: lab.Select, Group: "recipe", Default: "16", Options: []string{"8", "12", "16", "24"}, Effect: lab.Rebuild, Requires: required{"way": {"flow"}}},
			{Name: "weights", Kind: lab.Choice, Group: "ready", Start: true, Default: "trained", Options: []string{"trained", "fresh"}, Effect: lab.Rebuild},
			speed("max", "4", "20", "60", "max"),
			seed(),
			dataseed("1"),
		},
		Areas: append(areas()[:2], lab.Area{Name: "prompts", Place: "main", Look: "strip", Below: true}),
		Panels: panels(
			lab.Panel{Kind: "pick", Place: "head", Bind: map[string]string{"control": "way"}},
			lab.Panel{Kind: "saying", Place: "main", Below: true, Bind: map[string]string{"another": "another"}},
			lab.Panel{Kind: "examples", Place: "data"},
			lab.Panel{Kind: "ready", Place: "side", Bind: map[string]string{"weights": "weights"}},
			lab.Panel{Kind: "judge", Place: "side"},
			lab.Panel{Kind: "diverged", Place: "over", Bind: map[string]string{"rate": "lr"}},
		),
		Metrics: []lab.Metric{
			{Name: "promptAccuracy", Format: "share", Of: "tested", Better: 1}, {Name: "shownAccuracy", Format: "share", Of: "shownTested", Better: 1}, {Name: "guessAccuracy", Format: "share"},
			{Name: "rightNumber", Format: "share", Better: 1}, {Name: "rightSize", Format: "share", Better: 1}, {Name: "rightShape", Format: "share", Better: 1}, {Name: "rightPlace", Format: "share", Better: 1},
			{Name: "judgeAccuracy", Format: "share"}, {Name: "loss", Format: "number", Better: -1},
			{Name: "parameters", Format: "count"}, {Name: "keptBack", Format: "count"}, {Name: "tested", Format: "count"}, {Name: "shownTested", Format: "count"},
		},
		Views: []lab.View{
			{Kind: "making", Area: "network", Bind: map[string]string{"vocabulary": "one,two,small,big,ring,square,cat,left,right,top,bottom"}},
			{Kind: "prompts", Area: "prompts", Bind: map[string]string{"parts": "one small,one big,two small,two big", "columns": "ring,square,cat", "rows": "left,right,top,bottom"}},
			{Kind: "lines", Area: "output", Bind: map[string]string{"lines": "right/shown,right/never", "x": "step", "y": "right"}},
		},
		Shots: []lab.Shot{{Field: "made/print"}, {Set: set{"prompt": "one small ring left"}, Field: "made/print"}, {Set: set{"drawsteps": "1", "guidance": "1"}, Field: "made/print"}, {Field: "made/print"}},
		Tries: []lab.Try{
			{ID: "newwords", Right: yes, Steps: 2, Evidence: "promptAccuracy", Answer: drawnRight},
			{ID: "huge", Right: no, Base: set{"prompt": "ring left"}, Warm: 1, Set: set{"prompt": "huge ring left"}, Steps: 1, Evidence: "promptAccuracy", Answer: given(func(was, now *lab.State) bool {
				return saidIn(was) != saidIn(now)
			})},
			{ID: "fromnothing", Right: no, Base: set{"weights": "fresh"}, Steps: 300, Evidence: "promptAccuracy", Answer: reaches("promptAccuracy", 0.5)},
		},
		New: func(c lab.Config) (lab.Run, error) { return easel.New(c) },
	}
}

// drawnRight answers yes where the judge sees what was said.
func drawnRight(_, now *lab.State) string {
	if seen, ok := now.Panels.Of("judge").(easel.Seen); ok && seen.Right {
		return yes
	}
	return no
}

// saidIn is what is said as far as it is known.
func saidIn(s *lab.State) string {
	v, _ := s.Panels.Of("saying").(easel.Saying)
	return v.Said
}
