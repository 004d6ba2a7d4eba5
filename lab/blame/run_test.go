package blame_test

import (
	"bytes"
	"fmt"
	"math"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/whisker-lab/whisker/lab"
	"github.com/whisker-lab/whisker/lab/blame"
	"github.com/whisker-lab/whisker/lab/lessons"
	"github.com/whisker-lab/whisker/nn"
	"github.com/whisker-lab/whisker/nn/nntest"
)

func config(link string) lab.Config { return lab.ParseLink(lessons.All(), link) }

func TestConforms(t *testing.T) {
	for _, more := range []string{"", "&batch=4&loss=crossentropy", "&layers=3,3,2&activation=relu"} {
		t.Run(more, func(t *testing.T) {
			nntest.Conform(t, func(seed uint64) nn.Learner {
				r, err := blame.New(config(fmt.Sprintf("#l=blame&seed=%d%s", seed, more)))
				if err != nil {
					t.Fatal(err)
				}
				return r
			}, map[string]float64{"lr": 0.1})
		})
	}
}

func msg(do string, with map[string]any) lab.Msg { return lab.NewMsg(do, with) }

func steps(n int) lab.Msg { return msg("step", map[string]any{"n": n}) }

func send(t *testing.T, s *lab.Session, messages ...lab.Msg) *lab.State {
	t.Helper()
	for _, m := range messages {
		if err := s.Apply(m); err != nil {
			t.Fatal(err)
		}
		for s.Stepping() {
			s.Advance(time.Second)
		}
	}
	return s.State()
}

func credit(t *testing.T, st *lab.State) blame.Credit {
	t.Helper()
	c, ok := st.Panels.Of("credit").(blame.Credit)
	if !ok {
		t.Fatal("nothing is shown")
	}
	return c
}

// For every weight, what is shown is the product of its chain, its blame is what trying gives, and the update is what it says.
func TestEveryWeight(t *testing.T) {
	for _, more := range []string{"", "&batch=4", "&loss=crossentropy&activation=sigmoid", "&layers=3,3,2", "&data=moons&batch=2&layers=2"} {
		t.Run(more, func(t *testing.T) {
			s := lab.New(lessons.All(), "#l=blame&seed=15"+more)
			c := credit(t, send(t, s, steps(7))) // backward, for the second time
			if c.Phase != 3 {
				t.Fatalf("phase %d", c.Phase)
			}
			for _, p := range c.Params {
				where := fmt.Sprintf("layer %d, neuron %d, weight %d", p.Layer, p.Out, p.In)
				to, came := c.Units[p.Layer][p.Out], 1.0
				if p.In >= 0 {
					came = c.Units[p.Layer-1][p.In].Gives
				}
				if product := came * to.Slope * to.Passed; math.Abs(product-p.Alone) > 1e-12 {
					t.Errorf("%s: the chain comes to %v, the blame is %v", where, product, p.Alone)
				}
				if math.Abs(p.Value-c.Rate*p.Blame-p.Next) > 1e-12 {
					t.Errorf("%s: %v − %v × %v is not %v", where, p.Value, c.Rate, p.Blame, p.Next)
				}
				st := send(t, s, msg("edge", map[string]any{"layer": p.Layer, "out": p.Out, "in": p.In}), msg("check", nil))
				g, d := st.Metrics["gradient"], st.Metrics["difference"]
				if g != p.Blame || math.Abs(g-d) > 1e-4*math.Abs(g)+1e-9 {
					t.Errorf("%s: blame %v, by trying %v", where, g, d)
				}
				now := credit(t, st)
				if now.Check == nil || *now.Check != d {
					t.Errorf("%s: checked %v; want %v", where, now.Check, d)
				}
				mean := 0.0
				for _, part := range now.Parts {
					mean += part.Blame / float64(len(now.Parts))
				}
				if math.Abs(mean-p.Blame) > 1e-12 {
					t.Errorf("%s: the parts come to %v, the blame is %v", where, mean, p.Blame)
				}
			}
			after := credit(t, send(t, s, steps(2)))
			for i, p := range c.Params {
				if after.Params[i].Value != p.Next {
					t.Errorf("parameter %d became %v; want %v", i, after.Params[i].Value, p.Next)
				}
			}
		})
	}
}

// The phases go forth and back, and back from an update leaves no trace of it.
func TestPhasesGoBack(t *testing.T) {
	s := lab.New(lessons.All(), "#l=blame&seed=15")
	before := send(t, s, steps(3))
	after := send(t, s, msg("phase", map[string]any{"at": 4}))
	if after.Metrics["trainLoss"] >= before.Metrics["trainLoss"] || after.Metrics["updates"] != 1 {
		t.Errorf("loss %v after %v updates; it was %v", after.Metrics["trainLoss"], after.Metrics["updates"], before.Metrics["trainLoss"])
	}
	back := send(t, s, msg("phase", map[string]any{"at": 3}))
	if !reflect.DeepEqual(back.Metrics, before.Metrics) || !reflect.DeepEqual(credit(t, back), credit(t, before)) {
		t.Errorf("%v; want %v", back.Metrics, before.Metrics)
	}
	for at := 1; at <= 4; at++ {
		if got := credit(t, send(t, s, msg("phase", map[string]any{"at": at}))).Phase; got != at {
			t.Errorf("phase %d; want %d", got, at)
		}
	}
}

// Another example begins anew, a weight that is set counts at once, and all of it is kept.
func TestExamplesWeightsAndFiles(t *testing.T) {
	s := lab.New(lessons.All(), "#l=blame&seed=15")
	first := credit(t, send(t, s, steps(4)))
	other := credit(t, send(t, s, msg("ask", map[string]any{"x": 5, "y": 5})))
	if other.Phase != 0 || other.Says == first.Says {
		t.Errorf("phase %d, says %v", other.Phase, other.Says)
	}
	set := credit(t, send(t, s, steps(3), msg("edit", map[string]any{"what": "weight", "layer": 1, "out": 1, "in": 0, "value": 2})))
	if at := set.Params[3]; at.Value != 2 || at.Layer != 1 || at.Out != 1 || at.In != 0 {
		t.Errorf("the weight is %+v", at)
	}
	var file bytes.Buffer
	if err := s.Save(&file); err != nil {
		t.Fatal(err)
	}
	again, err := lab.Restore(lessons.All(), &file)
	if err != nil {
		t.Fatal(err)
	}
	if a, b := credit(t, send(t, s, steps(9))), credit(t, send(t, again, steps(9))); !reflect.DeepEqual(a, b) {
		t.Errorf("%+v; want %+v", b, a)
	}
}

func TestRefuses(t *testing.T) {
	for _, tt := range []struct {
		do   string
		with map[string]any
		want string
	}{
		{"phase", map[string]any{"at": 5}, "phase 5 of 4"}, {"phase", nil, "phase -1 of 4"}, {"edge", map[string]any{"layer": 9, "out": 0}, "there is none"},
		{"edge", map[string]any{"layer": 1, "out": 0, "in": 2}, "there is none"}, {"ask", map[string]any{"x": 1}, "x and y"},
		{"edit", map[string]any{"what": "weight", "layer": 1, "out": 0, "in": 7, "value": 1}, "there is none"},
	} {
		t.Run(tt.do+" "+tt.want, func(t *testing.T) {
			s := lab.New(lessons.All(), "#l=blame")
			before := credit(t, s.State())
			if err := s.Apply(msg(tt.do, tt.with)); err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("%v; want %q", err, tt.want)
			}
			if !reflect.DeepEqual(before, credit(t, s.State())) {
				t.Error("something changed")
			}
		})
	}
}

func ExampleNew() {
	r, err := blame.New(config("#l=blame&seed=15"))
	if err != nil {
		fmt.Println(err)
		return
	}
	first, _ := r.Step()
	last := first
	for range 40 {
		last, _ = r.Step()
	}
	fmt.Println("ten updates:", last < first/10)
	// Output: ten updates: true
}
