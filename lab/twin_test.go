package lab_test

import (
	"maps"
	"strings"
	"testing"

	"github.com/whisker-lab/whisker/frame"
	"github.com/whisker-lab/whisker/lab"
	"github.com/whisker-lab/whisker/lab/lessons"
	"github.com/whisker-lab/whisker/nn/data/packed"
)

// metrics are a session's at this step.
func metrics(s *lab.Session) map[string]float64 {
	m := s.State().Metrics
	delete(m, "examplesPerSecond")
	return m
}

// Either of two runs learns what it would learn alone.
func TestRivalsLearnAsIfAlone(t *testing.T) {
	for _, tt := range []struct{ link, vs, value string }{
		{"#l=layers", "lr", "0.3"},
		{"#l=layers&data=blobs", "optimiser", "adam"},
		{"#l=layers", "layers", "6,3"},
		{"#l=layers&data=penguins", "scale", "raw"},
		{"#l=layers", "batch", "all"},
		{"#l=layers", "inputs", "x1,x2,x1x2"},
		{"#l=layers&lr=0.3", "l2", "0.03"},
	} {
		t.Run(tt.vs, func(t *testing.T) {
			a, b := lab.New(lessons.On(packed.Shelf()), tt.link), lab.New(lessons.On(packed.Shelf()), tt.link+"&"+tt.vs+"="+tt.value)
			both := lab.New(lessons.On(packed.Shelf()), tt.link+"&vs="+tt.vs+":"+tt.value)
			if !strings.HasSuffix(both.State().Link, "&vs="+tt.vs+":"+tt.value) {
				t.Errorf("the link is %s", both.State().Link)
			}
			for range 3 {
				st := both.State()
				if !maps.Equal(metrics(both), metrics(a)) || !maps.Equal(st.Panels.Compare.Metrics, metrics(b)) {
					t.Fatalf("step %d: got %v and %v; want %v and %v", st.Step, st.Metrics, st.Panels.Compare.Metrics, metrics(a), metrics(b))
				}
				if st.Panels.Compare.Step != st.Step || st.Panels.Compare.Epoch != b.State().Epoch {
					t.Errorf("the second run is at step %d, epoch %v; want %d, %v", st.Panels.Compare.Step, st.Panels.Compare.Epoch, st.Step, b.State().Epoch)
				}
				for _, s := range []*lab.Session{a, b, both} {
					run(t, s, `{"do":"step","n":53}`)
				}
			}
		})
	}
}

// Of the same shape they begin with the same weights, however either would by itself; unless that is what differs.
func TestRivalsBeginAlike(t *testing.T) {
	first := func(link string) (a, b map[string]float64) {
		st := lab.New(lessons.On(packed.Shelf()), link).State()
		delete(st.Metrics, "examplesPerSecond")
		return st.Metrics, st.Panels.Compare.Metrics
	}
	if a, b := first("#l=layers&layers=5&optimiser=adam&vs=optimiser:sgd"); !maps.Equal(a, b) {
		t.Errorf("%v and %v", a, b)
	}
	// ReLU begins with larger weights than tanh: only with tanh's does it give what follows from them.
	s := lab.New(lessons.On(packed.Shelf()), "#l=layers&layers=5&vs=activation:linear")
	run(t, s, `{"do":"compare","name":"activation","value":"relu"}`)
	var f frame.Frame
	s.Snapshot(&f)
	if own := lab.New(lessons.On(packed.Shelf()), "#l=layers&layers=5&activation=relu").State().Metrics["trainLoss"]; own == s.State().Panels.Compare.Metrics["trainLoss"] {
		t.Error("the second run begins with weights of its own")
	}
}

func TestCompare(t *testing.T) {
	s := lab.New(toys(), "")
	run(t, s, `{"do":"step","n":5}`, `{"do":"compare","name":"by","value":3}`)
	if st := s.State(); st.Step != 0 || st.Link != "#l=toy&vs=by:3" || st.Panels.Compare == nil || st.Panels.Compare.Name != "by" || st.Panels.Compare.Value != 3.0 || st.Narrator.Key != "narrator.compare" {
		t.Fatalf("it begins as %+v", st)
	}
	run(t, s, `{"do":"step","n":5}`)
	weights := func(a, b float64) {
		t.Helper()
		st := s.State()
		if st.Metrics["weight"] != a || st.Panels.Compare.Metrics["weight"] != b {
			t.Errorf("weights %v and %v; want %v and %v", st.Metrics["weight"], st.Panels.Compare.Metrics["weight"], a, b)
		}
	}
	weights(5, 15)
	// A new value of what is compared is the first run's; where both would be the same, they change places.
	run(t, s, `{"do":"set","name":"by","value":2}`, `{"do":"step"}`)
	weights(7, 18)
	run(t, s, `{"do":"set","name":"by","value":3}`, `{"do":"step"}`)
	weights(10, 20)
	if link := s.State().Link; link != "#l=toy&by=3&vs=by:2" {
		t.Errorf("the link is %s", link)
	}
	// What is done to the first is done to the second.
	run(t, s, `{"do":"edit","what":"weight","layer":1,"out":0,"in":0,"value":1}`, `{"do":"double","times":2}`)
	weights(4, 4)
	run(t, s, `{"do":"set","name":"noise","value":0.3}`, `{"do":"step"}`)
	weights(3, 2)
	run(t, s, `{"do":"reroll"}`, `{"do":"step","n":2}`)
	weights(6, 4)
	run(t, s, `{"do":"compare"}`)
	if st := s.State(); st.Panels.Compare != nil || st.Step != 2 || st.Metrics["weight"] != 6 || strings.Contains(st.Link, "vs=") {
		t.Errorf("it ends as %+v", st)
	}
	run(t, s, `{"do":"step"}`, `{"do":"lesson","id":"other"}`)
	if st := s.State(); st.Panels.Compare != nil || st.Link != "#l=other" {
		t.Errorf("another lesson begins as %+v", st)
	}
}

// A second run that fails stands still, and the first goes on.
func TestRivalDiverges(t *testing.T) {
	s := lab.New(toys(), "#l=toy&vs=burst:6")
	run(t, s, `{"do":"step","n":20}`)
	st := s.State()
	if st.Step != 20 || st.Diverged || st.Panels.Compare.Step != 6 || !st.Panels.Compare.Diverged || st.Panels.Compare.Metrics["weight"] != 6 {
		t.Errorf("at %+v", st.Panels.Compare)
	}
	if len(st.Events) != 1 || st.Events[0].Type != "twin" || st.Events[0].Step != 6 {
		t.Errorf("events %v", st.Events)
	}
}

// Going back takes both to where they were.
func TestBackWithRival(t *testing.T) {
	s := lab.New(toys(), "#l=toy&burst=10&vs=by:3")
	run(t, s, `{"do":"step","n":20}`, `{"do":"back"}`)
	st := s.State()
	if st.Step != 8 || st.Metrics["weight"] != 8 || st.Panels.Compare.Step != 8 || st.Panels.Compare.Metrics["weight"] != 24 {
		t.Errorf("at step %d and %d, weights %v and %v", st.Step, st.Panels.Compare.Step, st.Metrics["weight"], st.Panels.Compare.Metrics["weight"])
	}
	var f frame.Frame
	s.Snapshot(&f)
	if a, b := f.Array("loss/train"), f.Array("b/loss/train"); len(a.Data) != len(b.Data) || b.Data[4] != 2 || b.Data[5] != 1.0/25 {
		t.Errorf("the curves are %v and %v", a.Data, b.Data)
	}
}

// The frame has the second run's plot, points and curve, under names of their own.
func TestRivalIsShown(t *testing.T) {
	s := lab.New(lessons.On(packed.Shelf()), "#l=layers&vs=lr:1")
	run(t, s, `{"do":"step","unit":"epoch","n":3}`)
	var f frame.Frame
	s.Snapshot(&f)
	for _, name := range []string{"plot", "plot/range", "points", "loss/train", "loss/test"} {
		a, b := f.Array(name), f.Array("b/"+name)
		if a == nil || b == nil || len(a.Data) != len(b.Data) {
			t.Fatalf("%s: %v and %v", name, a, b)
		}
	}
	if f.Array("plot").Data[0] == f.Array("b/plot").Data[0] || f.Array("loss/train").Data[7] == f.Array("b/loss/train").Data[7] {
		t.Error("both runs look the same")
	}
	run(t, s, `{"do":"compare"}`)
	s.Snapshot(&f)
	if f.Array("b/plot") != nil {
		t.Error("a second run is shown that is none")
	}
}
