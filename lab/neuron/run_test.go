package neuron_test

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/whisker-lab/whisker/frame"
	"github.com/whisker-lab/whisker/lab"
	"github.com/whisker-lab/whisker/lab/lessons"
	"github.com/whisker-lab/whisker/lab/neuron"
	"github.com/whisker-lab/whisker/nn"
	"github.com/whisker-lab/whisker/nn/data"
	"github.com/whisker-lab/whisker/nn/data/packed"
	"github.com/whisker-lab/whisker/nn/nntest"
)

func config(link string) lab.Config { return lab.ParseLink(lessons.All(), link) }

func TestConforms(t *testing.T) {
	for _, more := range []string{"table=xor", "table=xor&activation=threshold&rule=perceptron", "table=species", "table=mass&lr=0.05", "table=people&activation=tanh"} {
		t.Run(more, func(t *testing.T) {
			nntest.Conform(t, func(seed uint64) nn.Learner {
				r, err := neuron.New(config(fmt.Sprintf("#l=neuron&%s&seed=%d", more, seed)))
				if err != nil {
					t.Fatal(err)
				}
				return r
			}, map[string]float64{"lr": 0.1})
		})
	}
}

func session(t *testing.T, link string, messages ...lab.Msg) *lab.Session {
	t.Helper()
	s := lab.New(lessons.All(), link)
	for _, m := range messages {
		if err := s.Apply(m); err != nil {
			t.Fatal(err)
		}
		for s.Stepping() {
			s.Advance(time.Second)
		}
	}
	return s
}

func msg(do string, with map[string]any) lab.Msg { return lab.NewMsg(do, with) }

func steps(n int) lab.Msg { return msg("step", map[string]any{"n": n}) }

// What is written out adds up: products, bias and sum, and the activation makes the answer of that.
func TestLedgerAddsUp(t *testing.T) {
	for _, link := range []string{"#l=neuron", "#l=neuron&table=people", "#l=neuron&table=species", "#l=neuron&table=mass&lr=0.05", "#l=neuron&table=people&scale=raw&lr=0.0001", "#l=neuron&activation=tanh&table=own&concept=9"} {
		for _, m := range []lab.Msg{steps(0), steps(37), msg("feed", map[string]any{"index": 1, "value": 0.8}), msg("edit", map[string]any{"what": "bias", "layer": 1, "out": 0, "value": -4.5})} {
			s := session(t, link, steps(9), m)
			var f frame.Frame
			s.Snapshot(&f)
			get := func(name string) []float32 { return f.Array("neuron/" + name).Data }
			x, w, b, sum, y := get("x"), get("w"), get("b"), get("sum"), get("y")
			for o := range b {
				want := float64(b[o])
				for i, v := range x {
					want += float64(v) * float64(w[o*len(x)+i])
				}
				if math.Abs(want-float64(sum[o])) > 1e-6*max(1, math.Abs(want)) {
					t.Errorf("%s: neuron %d: the terms come to %v, the sum is %v", link, o, want, sum[o])
				}
			}
			st := s.State()
			if lit := 0; math.Abs(st.Metrics["sum"]-float64(sum[lit])) > 1e-6*max(1, math.Abs(float64(sum[lit]))) || math.Abs(st.Metrics["output"]-float64(y[lit])) > 1e-6*max(1, math.Abs(float64(y[lit]))) {
				t.Errorf("%s: metrics %v; the frame says %v and %v", link, st.Metrics, sum[lit], y[lit])
			}
			if len(y) > 1 && math.Abs(float64(y[0]+y[1]+y[2])-1) > 1e-6 {
				t.Errorf("%s: the shares %v do not come to 1", link, y)
			}
		}
	}
}

// By its own rule or downhill, all that a line parts is learnt, and exclusive or never.
func TestLearnsWhatALineParts(t *testing.T) {
	for _, tt := range []struct {
		link  string
		wrong float64
		never bool
	}{
		{"#l=neuron&activation=threshold&rule=perceptron&lr=0.1", 0, false},
		{"#l=neuron&table=or", 0, false}, {"#l=neuron&table=nand&activation=tanh&lr=0.1", 0, false}, {"#l=neuron&table=not", 0, false},
		{"#l=neuron&table=people", 0, false}, {"#l=neuron&table=gentoo", 0, false}, {"#l=neuron&table=species", 0, false},
		{"#l=neuron&table=mass&lr=0.05", 0, false},
		{"#l=neuron&table=xor", 1, true}, {"#l=neuron&table=xor&rule=perceptron&activation=threshold", 1, true}, {"#l=neuron&table=own&concept=9", 1, true},
	} {
		t.Run(tt.link, func(t *testing.T) {
			st := session(t, tt.link, steps(3000)).State()
			if got := st.Metrics["errors"]; tt.wrong == 0 && got != 0 || tt.wrong > 0 && got < tt.wrong {
				t.Errorf("%v rows wrong of %v", got, st.Metrics["rows"])
			}
			truth := st.Panels.Of("truth").(neuron.Truth)
			if truth.Never != tt.never {
				t.Errorf("never %v", truth.Never)
			}
		})
	}
}

// It says what stands in its way.
func TestSays(t *testing.T) {
	for _, tt := range []struct {
		link string
		n    int
		want string
	}{
		{"#l=neuron&seed=4", 400, "narrator.neuron.learnt"}, {"#l=neuron&table=xor", 400, "narrator.neuron.never"},
		{"#l=neuron&activation=threshold&table=xor", 40, "narrator.neuron.flat"}, {"#l=neuron&table=people&scale=raw", 400, "narrator.neuron.drowned"},
	} {
		t.Run(tt.link, func(t *testing.T) {
			s := session(t, tt.link, msg("step", map[string]any{"unit": "epoch", "n": tt.n / 4}))
			if got := s.State().Narrator.Key; got != tt.want {
				t.Errorf("says %s; want %s", got, tt.want)
			}
		})
	}
	for _, tt := range []struct {
		bias float64
		want string
	}{{-9, "narrator.neuron.quiet"}, {9, "narrator.neuron.fires"}} {
		s := session(t, "#l=neuron", msg("edit", map[string]any{"what": "bias", "layer": 1, "out": 0, "value": tt.bias}), msg("row", map[string]any{"index": 3}))
		if got := s.State().Narrator.Key; got != tt.want {
			t.Errorf("bias %v: says %s; want %s", tt.bias, got, tt.want)
		}
	}
}

// What the reader says a row should give, another rule and another activation leave the weights as they are.
func TestTeachingAnewKeepsTheWeights(t *testing.T) {
	for _, set := range [][2]string{{"concept", "6"}, {"rule", "perceptron"}, {"activation", "tanh"}} {
		s := session(t, "#l=neuron&table=own", steps(50))
		var before, after frame.Frame
		s.Snapshot(&before)
		if err := s.Apply(msg("set", map[string]any{"name": set[0], "value": set[1]})); err != nil {
			t.Fatal(err)
		}
		s.Snapshot(&after)
		if !slices.Equal(before.Array("neuron/w").Data, after.Array("neuron/w").Data) {
			t.Errorf("%s: the weights changed", set[0])
		}
	}
	// A neuron that had nothing left to learn has again.
	s := session(t, "#l=neuron&table=own&activation=threshold&rule=perceptron", steps(2000))
	if !s.State().Done {
		t.Fatal("it is not done")
	}
	step := s.State().Step
	for _, m := range []lab.Msg{msg("set", map[string]any{"name": "concept", "value": 14}), steps(400)} {
		if err := s.Apply(m); err != nil {
			t.Fatal(err)
		}
		for s.Stepping() {
			s.Advance(time.Second)
		}
	}
	if st := s.State(); st.Step <= step || st.Metrics["errors"] != 0 {
		t.Errorf("at step %d of %d with %v wrong", st.Step, step, st.Metrics["errors"])
	}
}

func TestRefuses(t *testing.T) {
	for _, tt := range []struct {
		do   string
		with map[string]any
		want string
	}{
		{"feed", map[string]any{"index": 2, "value": 1}, "one of 2 inputs"}, {"feed", map[string]any{"index": 0}, "a value"},
		{"feed", map[string]any{"index": 0, "value": 1e9}, "at most a million"}, {"row", map[string]any{"index": 4}, "row 4 of 4"},
		{"light", map[string]any{"unit": 1}, "neuron 1 of 1"}, {"ask", map[string]any{"x": 0}, "x and y"},
		{"edit", map[string]any{"what": "weight", "layer": 1, "out": 0, "in": 2, "value": 1}, "there is none"},
	} {
		t.Run(tt.do+" "+tt.want, func(t *testing.T) {
			s := session(t, "#l=neuron")
			before := s.State().Metrics["sum"]
			if err := s.Apply(msg(tt.do, tt.with)); err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("%v; want %q", err, tt.want)
			}
			if s.State().Metrics["sum"] != before {
				t.Error("something changed")
			}
		})
	}
}

// The penguins of the tables are among those that were measured.
func TestPenguinsWereMeasured(t *testing.T) {
	all, ok := packed.Shelf()["penguins.bin"].(*data.Table)
	if !ok {
		t.Fatal("no table of penguins")
	}
	column := func(name string) []float64 {
		for _, c := range all.Columns {
			if c.Name == name {
				return c.Values
			}
		}
		t.Fatalf("no column %s", name)
		return nil
	}
	length, depth, flipper, mass := column("billlength"), column("billdepth"), column("flipperlength"), column("bodymass")
	heavy := session(t, "#l=neuron&table=mass").State().Panels.Of("truth").(neuron.Truth)
	kinds := session(t, "#l=neuron&table=species").State().Panels.Of("truth").(neuron.Truth)
	for i, row := range heavy.Rows {
		found := false
		for k := range length {
			found = found || row.In[0] == length[k] && row.In[1] == depth[k] && row.In[2] == flipper[k] && math.Abs(row.Want-mass[k]/1000) < 1e-9 && kinds.Rows[i].Class == all.Class[k]
		}
		if !found {
			t.Errorf("row %d: %v of %v kg, class %d, was never measured", i, row.In, row.Want, kinds.Rows[i].Class)
		}
	}
}

func ExampleNew() {
	r, err := neuron.New(config("#l=neuron&table=or&activation=threshold&rule=perceptron&lr=0.1&seed=3"))
	if err != nil {
		fmt.Println(err)
		return
	}
	for done := false; !done; {
		_, done = r.Step()
	}
	_, wrong := r.Score()
	fmt.Println(wrong, "rows wrong")
	// Output: 0 rows wrong
}
