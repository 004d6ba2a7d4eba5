package hebb_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/whisker-lab/whisker/frame"
	"github.com/whisker-lab/whisker/lab"
	"github.com/whisker-lab/whisker/lab/hebb"
	"github.com/whisker-lab/whisker/lab/lessons"
	"github.com/whisker-lab/whisker/nn"
	"github.com/whisker-lab/whisker/nn/data/packed"
	"github.com/whisker-lab/whisker/nn/nntest"
)

func config(link string) lab.Config { return lab.ParseLink(lessons.On(packed.Shelf()), link) }

func TestConform(t *testing.T) {
	for _, method := range []string{"hebb", "oja", "sanger", "competitive"} {
		t.Run(method, func(t *testing.T) {
			nntest.Conform(t, func(seed uint64) nn.Learner {
				r, err := hebb.New(config(fmt.Sprintf("#l=hebb&lr=0.005&method=%s&seed=%d", method, seed)))
				if err != nil {
					t.Fatal(err)
				}
				return r
			}, map[string]float64{"lr": 0.02})
		})
	}
}

// run plays a link for some epochs.
func run(t *testing.T, link string, epochs int) (*lab.Session, *lab.State) {
	t.Helper()
	s := lab.New(lessons.On(packed.Shelf()), link)
	if err := s.Apply(lab.NewMsg("step", map[string]any{"unit": "epoch", "n": epochs})); err != nil {
		t.Fatal(err)
	}
	for s.Stepping() {
		s.Advance(time.Second)
	}
	return s, s.State()
}

func TestMethodsDoWhatTheyAreKnownFor(t *testing.T) {
	tests := []struct {
		link    string
		epochs  int
		metric  string
		atLeast float64
		atMost  float64
		says    string
	}{
		{"#l=hebb&method=oja", 5, "angle", 0, 4, "narrator.hebb.settled"},
		{"#l=hebb&method=oja", 5, "length", 0.95, 1.05, "narrator.hebb.settled"},
		{"#l=hebb&method=oja&data=penguins", 20, "angle", 0, 6, ""},
		{"#l=hebb&method=sanger", 20, "angle2", 0, 5, "narrator.hebb.both"},
		{"#l=hebb&method=hebb", 3, "length", 10, 1e9, ""},
		{"#l=hebb&method=competitive&data=blobs&lr=0.02", 10, "distance", 0, 0.3, "narrator.hebb.shared"},
		{"#l=hebb&method=competitive&data=blobs&lr=0.02", 10, "inertia", 0.1, 0.4, ""},
	}
	for _, tt := range tests {
		t.Run(tt.link+" "+tt.metric, func(t *testing.T) {
			_, st := run(t, tt.link, tt.epochs)
			if v, ok := st.Metrics[tt.metric]; !ok || v < tt.atLeast || v > tt.atMost {
				t.Errorf("%s = %v; want %v to %v", tt.metric, v, tt.atLeast, tt.atMost)
			}
			if tt.says != "" && st.Narrator.Key != tt.says {
				t.Errorf("says %v; want %s", st.Narrator, tt.says)
			}
		})
	}
}

func TestPlainHebbRunsAwayAndStops(t *testing.T) {
	_, st := run(t, "#l=hebb&method=hebb&lr=0.1", 100)
	if !st.Done || st.Diverged {
		t.Errorf("done %v, diverged %v; want it to have come to an end of its own", st.Done, st.Diverged)
	}
}

func TestFrameHoldsWhatTheViewsShow(t *testing.T) {
	for link, want := range map[string][]string{
		"#l=hebb":                    {"points", "plot", "plot/range", "cells", "cells/spreads", "cells/off", "cells/next", "rings", "angle", "length"},
		"#l=hebb&method=sanger":      {"cells", "cells/spreads", "cells/off"},
		"#l=hebb&method=competitive": {"points", "centres", "circles", "distance", "inertia"},
	} {
		s, _ := run(t, link, 1)
		var f frame.Frame
		s.Snapshot(&f)
		for _, name := range want {
			if a := f.Array(name); a == nil || len(a.Data) == 0 {
				t.Errorf("%s: no %s", link, name)
			}
		}
	}
}

func TestCellsCanBeDragged(t *testing.T) {
	s, _ := run(t, "#l=hebb&method=competitive", 1)
	move := func(index int) error {
		return s.Apply(lab.NewMsg("centre", map[string]any{"index": index, "x": 1.5, "y": -1.25}))
	}
	if err := move(1); err != nil {
		t.Fatal(err)
	}
	var f frame.Frame
	s.Snapshot(&f)
	if c := f.Array("centres").Data; c[3] != 1.5 || c[4] != -1.25 {
		t.Errorf("the cell is at %v", c[3:5])
	}
	if move(9) == nil {
		t.Error("a cell that is none was moved")
	}
	if alone, _ := run(t, "#l=hebb", 1); alone.Apply(lab.NewMsg("centre", map[string]any{"index": 0, "x": 0, "y": 0})) == nil {
		t.Error("Oja's cell has no centre to move")
	}
}

func ExampleNew() {
	r, err := hebb.New(config("#l=hebb&method=oja&seed=3"))
	if err != nil {
		fmt.Println(err)
		return
	}
	for r.Progress().Epoch < 10 {
		r.Step()
	}
	fmt.Printf("%.0f° off, %.1f long\n", r.Angle(0, 0)/10, r.Length(0))
	// Output: 0° off, 1.0 long
}
