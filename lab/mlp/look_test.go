package mlp_test

import (
	"fmt"
	"testing"

	"github.com/whisker-lab/whisker/frame"
)

// What is selected and looked at is in state and frame alike.
func TestLooking(t *testing.T) {
	for _, tt := range []struct {
		name     string
		messages []string
		chosen   string
		focus    string
		shown    string // by the large plot
		wrong    bool   // whether the last message is refused
	}{
		{"nothing", nil, "[-1 -1 -1 -1]", "[-1 -1]", "[0 0]", false},
		{"a neuron", []string{`{"do":"focus","layer":1,"unit":2}`}, "[-1 -1 -1 -1]", "[1 2]", "[1 2]", false},
		{"an input", []string{`{"do":"focus","layer":0,"unit":1}`}, "[-1 -1 -1 -1]", "[0 1]", "[0 0]", false},
		{"a column", []string{`{"do":"focus","layer":2,"unit":-1}`}, "[-1 -1 -1 -1]", "[2 -1]", "[0 0]", false},
		{"nowhere again", []string{`{"do":"focus","layer":1,"unit":2}`, `{"do":"focus"}`}, "[-1 -1 -1 -1]", "[-1 -1]", "[0 0]", false},
		{"no such neuron", []string{`{"do":"focus","layer":1,"unit":9}`}, "[-1 -1 -1 -1]", "[-1 -1]", "[0 0]", true},
		{"a weight and a point", []string{`{"do":"select","what":"edge","layer":2,"out":1,"in":3}`, `{"do":"select","what":"point","index":4}`}, "[2 1 3 4]", "[-1 -1]", "[0 0]", false},
		{"the way it is lost", []string{`{"do":"select","what":"neuron","layer":1,"unit":0}`, `{"do":"inspect","layer":1,"unit":1}`}, "[1 0 -1 -1]", "[-1 -1]", "[0 0]", true},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s := begin(t, "#l=layers")
			var err error
			for _, m := range tt.messages {
				err = tell(s, m)
			}
			var f frame.Frame
			s.Snapshot(&f)
			at := s.State().Selected.Focus
			if got := fmt.Sprint(f.Array("chosen").Data); got != tt.chosen || (err != nil) != tt.wrong {
				t.Errorf("chosen %s, error %v; want %s", got, err, tt.chosen)
			}
			if got := fmt.Sprint(f.Array("focus").Data); got != tt.focus || fmt.Sprint([]int{at.Layer, at.Unit}) != tt.focus {
				t.Errorf("focus %s in the frame, %v in the state; want %s", got, at, tt.focus)
			}
			if got := fmt.Sprint(f.Array("plot/focus").Data); got != tt.shown {
				t.Errorf("the large plot shows %s; want %s", got, tt.shown)
			}
		})
	}
}

// The stage is told by the frame what the plot is to leave out.
func TestPlotToggles(t *testing.T) {
	s := begin(t, "#l=layers&discrete=on&showtest=off")
	var f frame.Frame
	for i, want := range []float32{1, 0} {
		if s.Snapshot(&f); f.Array("plot/discrete").Data[0] != want || f.Array("points/hidetest").Data[0] != want {
			t.Errorf("%d: discrete %v, hidetest %v; want %v", i, f.Array("plot/discrete").Data, f.Array("points/hidetest").Data, want)
		}
		for _, m := range []string{`{"do":"set","name":"discrete","value":false}`, `{"do":"set","name":"showtest","value":true}`} {
			if err := tell(s, m); err != nil {
				t.Fatal(err)
			}
		}
	}
}

func TestToggle(t *testing.T) {
	for _, tt := range []struct{ name, link, message, inputs, said string }{
		{"on", "#l=layers", `{"do":"toggle","name":"inputs","index":2}`, "x1,x2,x1x1", "narrator.changed.inputs"},
		{"off", "#l=layers", `{"do":"toggle","name":"inputs","index":0}`, "x2", "narrator.changed.inputs"},
		{"the last one", "#l=layers&inputs=x2", `{"do":"toggle","name":"inputs","index":1}`, "x2", "narrator.lastinput"},
		{"what a curve has not", "#l=layers&data=line", `{"do":"toggle","name":"inputs","index":1}`, "x1", "narrator.ready"},
		{"one that is none", "#l=layers", `{"do":"toggle","name":"inputs","index":70}`, "x1,x2", "narrator.ready"},
		{"no index", "#l=layers", `{"do":"toggle","name":"inputs"}`, "x1,x2", "narrator.ready"},
		{"another control", "#l=layers", `{"do":"toggle","name":"lr","index":0}`, "x1,x2", "narrator.ready"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s := begin(t, tt.link)
			err := tell(s, tt.message)
			st := s.State()
			if st.Controls["inputs"] != tt.inputs || st.Narrator.Key != tt.said || (err != nil) != (tt.said == "narrator.ready") {
				t.Errorf("%v, %s, %v; want %s, %s", st.Controls["inputs"], st.Narrator.Key, err, tt.inputs, tt.said)
			}
		})
	}
}
