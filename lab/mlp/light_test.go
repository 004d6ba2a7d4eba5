package mlp_test

import (
	"testing"

	"github.com/whisker-lab/whisker/frame"
	"github.com/whisker-lab/whisker/lab"
	"github.com/whisker-lab/whisker/lab/lessons"
	"github.com/whisker-lab/whisker/nn/data/packed"
)

// send applies a message that has to be accepted.
func send(t *testing.T, s *lab.Session, do string, with map[string]any) {
	t.Helper()
	if err := s.Apply(lab.NewMsg(do, with)); err != nil {
		t.Fatalf("%s %v: %v", do, with, err)
	}
}

func snapshot(s *lab.Session) *frame.Frame {
	f := new(frame.Frame)
	s.Snapshot(f)
	return f
}

func TestACellsPointsAreLit(t *testing.T) {
	for _, link := range []string{"#l=layers&noise=0.4", "#l=layers&data=penguins", "#l=layers&data=pinwheel&noise=0.3", "#l=layers&loss=mse&data=xor"} {
		t.Run(link, func(t *testing.T) {
			s := lab.New(lessons.On(packed.Shelf()), link)
			if snapshot(s).Array("points/lit") != nil {
				t.Error("points are lit that nobody asked for")
			}
			if err := tell(s, `{"do":"step","unit":"epoch","n":3}`); err != nil {
				t.Fatal(err)
			}
			for s.Stepping() {
				s.Advance(1e9)
			}
			confusion := s.State().Panels.Confusion.Counts
			for actual, row := range confusion {
				for predicted, want := range row {
					send(t, s, "light", map[string]any{"actual": actual, "predicted": predicted})
					f := snapshot(s)
					points, lit, got := f.Array("points").Data, f.Array("points/lit").Data, 0
					for i, on := range lit {
						if on == 0 {
							continue
						}
						got++
						if class, test := int(points[4*i+2]), points[4*i+3]; class != actual || test != 1 {
							t.Errorf("cell %d, %d lights point %d of class %d, test %v", actual, predicted, i, class, test)
						}
					}
					if got != want {
						t.Errorf("cell %d, %d lights %d points; its number is %d", actual, predicted, got, want)
					}
				}
			}
			send(t, s, "light", nil)
			if s.State().Panels.Confusion.Lit != nil || snapshot(s).Array("points/lit") != nil {
				t.Error("points stay lit")
			}
		})
	}
}

func TestLightRefusesWhatIsNoCell(t *testing.T) {
	s := lab.New(lessons.On(packed.Shelf()), "#l=layers&data=blobs")
	send(t, s, "light", map[string]any{"actual": 2, "predicted": 0})
	for _, cell := range []map[string]any{{"actual": 3, "predicted": 0}, {"actual": 0, "predicted": -1}, {"actual": "a", "predicted": 0}} {
		if err := s.Apply(lab.NewMsg("light", cell)); err == nil {
			t.Errorf("%v was accepted", cell)
		}
	}
	if lit := s.State().Panels.Confusion.Lit; lit == nil || *lit != (lab.Cell{Actual: 2}) {
		t.Errorf("after refusals %v is lit; want what was", lit)
	}
}
