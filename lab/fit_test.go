package lab_test

import (
	"testing"

	"github.com/whisker-lab/whisker/lab"
	"github.com/whisker-lab/whisker/lab/lessons"
)

// What a control is set to goes with the kind of the data, and links leave out what goes without saying.
func TestControlsFitTheData(t *testing.T) {
	for _, tt := range []struct{ name, link, loss, inputs, again string }{
		{"classes", "#l=layers", "crossentropy", "x1,x2", "#l=layers"},
		{"a surface", "#l=layers&data=plane", "squared", "x1,x2", "#l=layers&data=plane"},
		{"a curve", "#l=layers&data=line", "squared", "x1", "#l=layers&data=line"},
		{"a loss of its own", "#l=layers&loss=huber&data=waves", "huber", "x1,x2", "#l=layers&data=waves&loss=huber"},
		{"a loss for classes", "#l=layers&data=waves&loss=mse", "squared", "x1,x2", "#l=layers&data=waves"},
		{"a loss for values", "#l=layers&loss=absolute", "crossentropy", "x1,x2", "#l=layers"},
		{"some inputs", "#l=layers&data=line&inputs=x1x1,x2,sinx1", "squared", "x1x1,sinx1", "#l=layers&data=line&inputs=x1x1,sinx1"},
		{"no input", "#l=layers&data=line&inputs=x2,x2x2", "squared", "x1", "#l=layers&data=line"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			c := lab.ParseLink(lessons.All(), tt.link)
			if got := c.Text("loss"); got != tt.loss {
				t.Errorf("loss %s; want %s", got, tt.loss)
			}
			if got := c.Text("inputs"); got != tt.inputs {
				t.Errorf("inputs %s; want %s", got, tt.inputs)
			}
			if got := c.Link(); got != tt.again {
				t.Errorf("link %s; want %s", got, tt.again)
			}
		})
	}
}

// There and back again, what was as usual is as usual, and what was chosen stays where it means something.
func TestControlsGoWithTheData(t *testing.T) {
	s := lab.New(lessons.All(), "#l=layers")
	set := func(name, value string) {
		t.Helper()
		if err := s.Apply(lab.NewMsg("set", map[string]any{"name": name, "value": value})); err != nil {
			t.Fatal(err)
		}
	}
	for _, step := range []struct{ name, value, link string }{
		{"data", "line", "#l=layers&data=line"},
		{"data", "waves", "#l=layers&data=waves"},
		{"loss", "huber", "#l=layers&data=waves&loss=huber"},
		{"data", "line", "#l=layers&data=line&loss=huber"},
		{"data", "xor", "#l=layers&data=xor"},
		{"inputs", "x1,x2,x1x1", "#l=layers&data=xor&inputs=x1,x2,x1x1"},
		{"data", "line", "#l=layers&data=line&inputs=x1,x1x1"},
		{"data", "xor", "#l=layers&data=xor&inputs=x1,x1x1"},
	} {
		set(step.name, step.value)
		if got := s.State().Link; got != step.link {
			t.Errorf("after %s=%s the link is %s; want %s", step.name, step.value, got, step.link)
		}
	}
	if err := s.Apply(lab.NewMsg("set", map[string]any{"name": "loss", "value": "squared"})); err == nil {
		t.Error("a loss for values was accepted for classes")
	}
}
