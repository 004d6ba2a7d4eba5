package mlp_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/whisker-lab/whisker/frame"
	"github.com/whisker-lab/whisker/lab"
	"github.com/whisker-lab/whisker/lab/lessons"
	"github.com/whisker-lab/whisker/nn/data/packed"
)

// begin opens a link and applies messages, given as JSON.
func begin(t *testing.T, link string, messages ...string) *lab.Session {
	t.Helper()
	s := lab.New(lessons.On(packed.Shelf()), link)
	for _, m := range messages {
		if err := tell(s, m); err != nil {
			t.Fatalf("%s: %v", m, err)
		}
	}
	return s
}

// tell applies one message and makes the steps that it asks for.
func tell(s *lab.Session, text string) error {
	m, err := lab.ParseMsg([]byte(text))
	if err == nil {
		err = s.Apply(m)
	}
	for s.Stepping() {
		s.Advance(time.Second)
	}
	return err
}

const train = `{"do":"step","unit":"epoch","n":3}`

// Whoever adds up the numbers of a formula, as they are written, gets the sum that is written.
func TestFormulaAddsUp(t *testing.T) {
	tests := []struct{ name, link string }{
		{"tanh", "#l=layers"},
		{"three classes", "#l=layers&data=blobs&activation=relu&layers=5,3"},
		{"raw grams", "#l=layers&data=penguins&scale=raw&lr=0.0001"},
		{"squares, mean square", "#l=layers&inputs=x1,x2,x1x1,x2x2,x1x2,sinx1,sinx2&loss=mse&activation=gelu&layers=16,16"},
		{"no hidden layer", "#l=layers&layers="},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			s := begin(t, test.link, train)
			sizes, met := s.State().Panels.Network.Sizes, 0
			for layer := 1; layer < len(sizes); layer++ {
				for unit := range sizes[layer] {
					for _, point := range []int{-1, 0, 17, 42} {
						for _, m := range []string{`{"do":"select","what":"point","index":%d}`, `{"do":"select","what":"neuron","layer":%d,"unit":%d}`} {
							args := []any{point}
							if strings.Contains(m, "neuron") {
								args = []any{layer, unit}
							}
							if err := tell(s, fmt.Sprintf(m, args...)); err != nil {
								t.Fatal(err)
							}
						}
						met++
						f := s.State().Panels.Inspector.Formula
						total := f.Bias
						for i, x := range f.Inputs {
							total += x * f.Weights[i]
						}
						if half := 0.5 * math.Pow10(-f.Digits[1]); math.Abs(total-f.Sum) > half+1e-9 {
							t.Errorf("layer %d, neuron %d, point %d: the terms come to %v; shown is %v", layer, unit, point, total, f.Sum)
						}
						want := f.Output
						switch f.Function {
						case "tanh":
							want = math.Tanh(f.Sum)
						case "sigmoid":
							want = 1 / (1 + math.Exp(-f.Sum))
						case "relu":
							want = max(f.Sum, 0)
						}
						if math.Abs(want-f.Output) > 0.005+1e-6 {
							t.Errorf("layer %d, neuron %d, point %d: %s(%v) is %v; shown is %v", layer, unit, point, f.Function, f.Sum, want, f.Output)
						}
						if (f.Point != point) != (point < 0) || f.Chosen != (point >= 0) {
							t.Errorf("point %d, chosen %v; want %d", f.Point, f.Chosen, point)
						}
					}
				}
			}
			if met < 4 {
				t.Errorf("%d formulas", met)
			}
		})
	}
}

func TestSelect(t *testing.T) {
	none := lab.Selection{In: -1, Point: -1}
	tests := []struct {
		name, message string
		want          lab.Selection
		wrong         string // part of the error
	}{
		{"a neuron", `{"do":"select","what":"neuron","layer":2,"unit":1}`, lab.Selection{Layer: 2, Unit: 1, In: -1, Point: -1}, ""},
		{"a weight", `{"do":"select","what":"edge","layer":2,"out":1,"in":3}`, lab.Selection{Layer: 2, Unit: 1, In: 3, Point: -1}, ""},
		{"a point", `{"do":"select","what":"point","index":41}`, lab.Selection{In: -1, Point: 41}, ""},
		{"no point", `{"do":"select","what":"point","index":-1}`, none, ""},
		{"nothing", `{"do":"select","what":"none"}`, none, ""},
		{"no such neuron", `{"do":"select","what":"neuron","layer":2,"unit":2}`, none, "there is none"},
		{"no such layer", `{"do":"select","what":"neuron","layer":9,"unit":0}`, none, "there is none"},
		{"no such weight", `{"do":"select","what":"edge","layer":2,"out":1,"in":4}`, none, "there is none"},
		{"half a weight", `{"do":"select","what":"edge","layer":2,"out":1}`, none, "without in"},
		{"no such point", `{"do":"select","what":"point","index":200}`, none, "no such point"},
		{"no such thing", `{"do":"select","what":"cat"}`, none, "cat"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			s := begin(t, "#l=layers")
			err := tell(s, test.message)
			if (err == nil) != (test.wrong == "") || err != nil && !strings.Contains(err.Error(), test.wrong) {
				t.Errorf("error %v; want %q", err, test.wrong)
			}
			if got := s.State().Selected.Selection; got != test.want {
				t.Errorf("%+v; want %+v", got, test.want)
			}
		})
	}
}

func TestFreezeKeepsWeights(t *testing.T) {
	const edge = `{"do":"select","what":"edge","layer":1,"out":2,"in":0}`
	tests := []struct {
		name, message, key string
		frozen             [][2]int
	}{
		{"a neuron", `{"do":"freeze","layer":1,"unit":2}`, "narrator.frozen", [][2]int{{1, 2}}},
		{"a layer", `{"do":"freeze","layer":1}`, "narrator.frozen.layer", [][2]int{{1, 0}, {1, 1}, {1, 2}, {1, 3}}},
		{"all", `{"do":"freeze"}`, "narrator.frozen.all", [][2]int{{1, 0}, {1, 1}, {1, 2}, {1, 3}, {2, 0}, {2, 1}, {3, 0}}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			s := begin(t, "#l=layers", edge, test.message)
			before := s.State()
			if !reflect.DeepEqual(before.Panels.Network.Frozen, test.frozen) || !before.Panels.Inspector.Frozen || before.Narrator.Key != test.key {
				t.Errorf("frozen %v, %q; want %v, %q", before.Panels.Network.Frozen, before.Narrator.Key, test.frozen, test.key)
			}
			if err := tell(s, train); err != nil {
				t.Fatal(err)
			}
			after := s.State()
			if !slices.Equal(after.Panels.Inspector.Weights, before.Panels.Inspector.Weights) || after.Panels.Inspector.Bias != before.Panels.Inspector.Bias {
				t.Errorf("weights %v became %v", before.Panels.Inspector.Weights, after.Panels.Inspector.Weights)
			}
			if len(after.Panels.Inspector.Pushes) != 0 {
				t.Errorf("%d points are said to push what is frozen", len(after.Panels.Inspector.Pushes))
			}
			for _, m := range []string{strings.Replace(test.message, "}", `,"on":false}`, 1), train} {
				if err := tell(s, m); err != nil {
					t.Fatal(err)
				}
			}
			if thawed := s.State(); len(thawed.Panels.Network.Frozen) != 0 || slices.Equal(thawed.Panels.Inspector.Weights, before.Panels.Inspector.Weights) {
				t.Errorf("still frozen: %v", thawed.Panels.Network.Frozen)
			}
		})
	}
}

func TestCut(t *testing.T) {
	s := begin(t, "#l=layers", `{"do":"step","unit":"epoch","n":100}`)
	whole := s.State().Metrics
	if err := tell(s, `{"do":"cut","layer":1,"unit":0}`); err != nil {
		t.Fatal(err)
	}
	cut := s.State()
	if cut.Metrics["testAccuracy"] == whole["testAccuracy"] {
		t.Error("cutting a neuron out changes nothing")
	}
	if !reflect.DeepEqual(cut.Panels.Network.Whole, whole) {
		t.Errorf("said to be %v when whole; was %v", cut.Panels.Network.Whole, whole)
	}
	args := cut.Narrator.Args
	if cut.Narrator.Key != "narrator.cut" || args["before"] != math.Round(100*whole["testAccuracy"]) || args["after"] != math.Round(100*cut.Metrics["testAccuracy"]) {
		t.Errorf("%v", cut.Narrator)
	}
	for _, m := range []string{`{"do":"cut","layer":3,"unit":0}`, `{"do":"cut","layer":1}`, `{"do":"cut","layer":1,"unit":4}`, `{"do":"freeze","layer":7}`} {
		if err := tell(s, m); err == nil {
			t.Errorf("%s was obeyed", m)
		}
	}
	for _, back := range []string{`{"do":"cut","layer":1,"unit":0,"on":false}`, `{"do":"cut","on":false}`} {
		if err := tell(s, back); err != nil {
			t.Fatal(err)
		}
		if st := s.State(); len(st.Panels.Network.Cut) != 0 || st.Panels.Network.Whole != nil || !reflect.DeepEqual(st.Metrics, whole) {
			t.Errorf("%s: %v, %v; want %v", back, st.Panels.Network.Cut, st.Metrics, whole)
		}
		tell(s, `{"do":"cut","layer":2,"unit":1}`)
	}
}

// The points that are named pushed most, in the direction in which the step went.
func TestPushes(t *testing.T) {
	s := begin(t, "#l=layers&batch=1&optimiser=sgd", `{"do":"select","what":"edge","layer":2,"out":0,"in":1}`)
	before := s.State().Panels.Inspector
	if len(before.Pushes) != 0 {
		t.Fatalf("%v before the first step", before.Pushes)
	}
	for range 20 {
		tell(s, `{"do":"step"}`)
		after := s.State().Panels.Inspector
		if len(after.Pushes) != 1 {
			t.Fatalf("%d pushes of a batch of one", len(after.Pushes))
		}
		const rate = 0.05
		if moved := float64(after.Weights[1] - before.Weights[1]); math.Abs(moved-rate*float64(after.Pushes[0].By)) > 1e-6 {
			t.Errorf("moved by %v; want %v of the push %v", moved, rate, after.Pushes[0].By)
		}
		before = after
	}
	s = begin(t, "#l=layers", `{"do":"select","what":"edge","layer":2,"out":0,"in":1}`, train)
	pushes := s.State().Panels.Inspector.Pushes
	if len(pushes) != 3 || math.Abs(float64(pushes[0].By)) < math.Abs(float64(pushes[2].By)) {
		t.Errorf("%v; want the three strongest, the first in front", pushes)
	}
	var f frame.Frame
	s.Snapshot(&f)
	if marks := f.Array("why/points"); marks == nil || len(marks.Data) != 6 || marks.Data[0] != float32(pushes[0].Point) {
		t.Errorf("the stage is told of %v; want the points of %v", marks, pushes)
	}
}

func TestWhySurvives(t *testing.T) {
	messages := []string{
		train, `{"do":"freeze","layer":1,"unit":1}`, `{"do":"cut","layer":1,"unit":2}`, train,
		`{"do":"select","what":"edge","layer":2,"out":1,"in":0}`, `{"do":"select","what":"point","index":41}`,
	}
	s := begin(t, "#l=layers", messages...)
	var save bytes.Buffer
	if err := s.Save(&save); err != nil {
		t.Fatal(err)
	}
	again, err := lab.Restore(lessons.On(packed.Shelf()), &save)
	if err != nil {
		t.Fatal(err)
	}
	want, got := s.State(), again.State()
	if !reflect.DeepEqual(got.Panels.Inspector, want.Panels.Inspector) || got.Selected != want.Selected || !reflect.DeepEqual(got.Panels.Network.Frozen, want.Panels.Network.Frozen) || !reflect.DeepEqual(got.Panels.Network.Cut, want.Panels.Network.Cut) {
		t.Errorf("restored %+v, %v, %v, %v", got.Panels.Inspector, got.Selected, got.Panels.Network.Frozen, got.Panels.Network.Cut)
	}
	// Whatever begins anew lets go of everything.
	for _, m := range []string{`{"do":"reset"}`, `{"do":"reroll"}`, `{"do":"set","name":"layers","value":"4,2,2"}`, `{"do":"set","name":"noise","value":0.2}`, `{"do":"lesson","id":"layers"}`} {
		s := begin(t, "#l=layers", append(messages, m)...)
		if st := s.State(); st.Panels.Inspector != nil || st.Selected.Selection != (lab.Selection{In: -1, Point: -1}) || st.Panels.Network.Frozen != nil || st.Panels.Network.Cut != nil {
			t.Errorf("%s keeps %v, %v, %v", m, st.Selected, st.Panels.Network.Frozen, st.Panels.Network.Cut)
		}
	}
}

// A run that has diverged can be looked at.
func TestDivergedCanBeInspected(t *testing.T) {
	s := begin(t, "#l=layers&data=penguins&scale=raw&activation=linear&layers=8,8&lr=10", `{"do":"step","unit":"epoch","n":50}`)
	if st := s.State(); !st.Diverged {
		t.Fatal("it has not diverged")
	}
	for layer, units := range s.State().Panels.Network.Sizes[1:] {
		for unit := range units {
			if err := tell(s, fmt.Sprintf(`{"do":"select","what":"neuron","layer":%d,"unit":%d}`, layer+1, unit)); err != nil {
				t.Fatal(err)
			}
			if _, err := json.Marshal(s.State()); err != nil {
				t.Errorf("layer %d, neuron %d: %v", layer+1, unit, err)
			}
		}
	}
}
