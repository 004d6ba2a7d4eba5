package deep_test

import (
	"bytes"
	"fmt"
	"slices"
	"testing"

	"github.com/whisker-lab/whisker/frame"
	"github.com/whisker-lab/whisker/lab"
	"github.com/whisker-lab/whisker/lab/deep"
	"github.com/whisker-lab/whisker/lab/lessons"
	"github.com/whisker-lab/whisker/nn"
	"github.com/whisker-lab/whisker/nn/nntest"
)

func config(link string) lab.Config { return lab.ParseLink(lessons.All(), "#l=deep&"+link) }

func begin(t testing.TB, link string) *deep.Run {
	t.Helper()
	r, err := deep.New(config(link))
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func metrics(r *deep.Run) map[string]float64 {
	s := lab.State{Metrics: map[string]float64{}}
	r.Report(&s)
	return s.Metrics
}

func turn(t testing.TB, r *deep.Run, link string) {
	t.Helper()
	if !r.Adapt(config(link), lab.Change{Effect: lab.Rebuild, Control: "depth"}) {
		t.Fatal("the run does not go on")
	}
}

func TestConforms(t *testing.T) {
	for _, link := range []string{"depth=4", "depth=1", "depth=3&norm=none", "depth=3&residual=off&activation=sigmoid"} {
		t.Run(link, func(t *testing.T) {
			nntest.Conform(t, func(seed uint64) nn.Learner { return begin(t, fmt.Sprintf("%s&seed=%d", link, seed)) }, map[string]float64{"speed": 4})
		})
	}
}

// What the lesson says, over five seeds: at a hundred layers plain stacking is as good as a coin, and shortcuts learn.
func TestFiveSeeds(t *testing.T) {
	for seed := range 5 {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			t.Parallel()
			r := begin(t, fmt.Sprintf("seed=%d&dataseed=%d", seed, seed))
			for range 500 {
				r.Step()
			}
			m := metrics(r)
			if m["depth"] != 101 {
				t.Errorf("100 hidden layers are %v hops; want 101", m["depth"])
			}
			if m["plainAccuracy"] > 0.6 || m["testAccuracy"] < 0.95 {
				t.Errorf("plain %v, with shortcuts and layer norm %v; want 0.6 at most, 0.95 at least", m["plainAccuracy"], m["testAccuracy"])
			}
		})
	}
}

// One wide layer has as many weights as a stack, but for what one cell more would have.
func TestTheSameWeights(t *testing.T) {
	for _, link := range []string{"depth=1", "depth=2&width=2", "depth=100", "depth=200"} {
		m := metrics(begin(t, link))
		if of := 4*m["wideWidth"] + 1; of < m["weights"]-2 || of > m["weights"]+2 {
			t.Errorf("%s: a stack has %v weights, one layer of %v has %v", link, m["weights"], m["wideWidth"], of)
		}
	}
}

// The depth that is looked at learns first, then those of the curve, and what has been learnt is there again at once.
func TestDepthsAreKept(t *testing.T) {
	r := begin(t, "depth=3")
	for range 500 {
		r.Step()
	}
	want := nntest.Snapshot(r)
	wide := len(metrics(r))
	turn(t, r, "depth=2")
	for range 120 {
		r.Step()
	}
	half := nntest.Snapshot(r)
	turn(t, r, "depth=3")
	got := nntest.Snapshot(r)
	// Of the wide network only what it got right is kept.
	if n := 2 * 180; !slices.Equal(got[:n], want[:n]) {
		t.Error("what was learnt is gone")
	}
	if len(metrics(r)) < wide-1 {
		t.Error("numbers are gone")
	}
	turn(t, r, "depth=2")
	if !slices.Equal(nntest.Snapshot(r), half) {
		t.Error("what was under way is gone")
	}
	steps := 0
	for done := false; !done; steps++ {
		_, done = r.Step()
		if steps > 9*500 {
			t.Fatal("it does not come to an end")
		}
	}
	var f frame.Frame
	r.Paint(&f, lab.Focus{})
	if x := f.Array("sweep/plain"); x == nil || x.Shape[0] != 9 {
		t.Error("the curve has not all depths")
	}
	var b bytes.Buffer
	if err := r.Save(&b); err != nil {
		t.Fatal(err)
	}
	again := begin(t, "depth=2")
	if err := again.Load(&b); err != nil {
		t.Fatal(err)
	}
	if _, done := again.Step(); !done {
		t.Error("what was saved had learnt all, and learns on")
	}
}

// A depth between those of the curve has its place on the axis.
func TestAxis(t *testing.T) {
	var f frame.Frame
	begin(t, "depth=37").Paint(&f, lab.Focus{})
	if x := f.Array("sweep/x").Data; !slices.Equal(x, []float32{1, 2, 3, 5, 10, 20, 37, 50, 100, 200}) {
		t.Errorf("the dial stands at %v", x)
	}
}

func TestSays(t *testing.T) {
	set := lab.About{Occasion: lab.Set, Control: "depth"}
	tests := []struct {
		link, want string
		about      lab.About
	}{
		{"depth=1", "narrator.deep.shallow", set},
		{"depth=2", "narrator.deep.threshold", set},
		{"depth=3", "narrator.deep.hops", set},
		{"depth=100", "narrator.deep.blame", lab.About{Occasion: lab.Passed}},
	}
	for _, tt := range tests {
		if got := begin(t, tt.link).Say(tt.about); got.Key != tt.want {
			t.Errorf("%s: says %q; want %q", tt.link, got.Key, tt.want)
		}
	}
}

func TestRefuses(t *testing.T) {
	c := config("")
	for _, data := range []string{"iris", "blobs", "plane"} {
		if other := lab.ParseLink(lessons.All(), "#l=layers&data="+data); other.Text("data") == data {
			if _, err := deep.New(other); err == nil {
				t.Errorf("%s: no error", data)
			}
		}
	}
	if _, err := deep.New(c); err != nil {
		t.Error(err)
	}
}

// While it plays the pictures of two large networks take turns, so that none is older than the one before; at rest both are the newest.
func TestPicturesTakeTurns(t *testing.T) {
	paint := func(r *deep.Run, flags uint32) (shown [2][]float32) {
		f := frame.Frame{Flags: flags}
		r.Paint(&f, lab.Focus{})
		return [2][]float32{slices.Clone(f.Array("plot").Data), slices.Clone(f.Array("b/plot").Data)}
	}
	for _, link := range []string{"depth=100", "depth=3"} {
		t.Run(link, func(t *testing.T) {
			at := func(steps int, flags uint32) [2][]float32 { // with nothing painted before
				r := begin(t, link)
				for range steps {
					r.Step()
				}
				return paint(r, flags)
			}
			r := begin(t, link)
			paint(r, frame.Playing)
			for steps := 1; steps <= 3; steps++ {
				r.Step()
				got, newest := paint(r, frame.Playing), 0
				for i := range got {
					switch {
					case slices.Equal(got[i], at(steps, frame.Playing)[i]):
						newest++
					case !slices.Equal(got[i], at(steps-1, frame.Playing)[i]):
						t.Errorf("after %d steps picture %d is older than one step", steps, i)
					}
				}
				if newest == 0 || link == "depth=3" && newest < 2 {
					t.Errorf("after %d steps %d pictures are the newest", steps, newest)
				}
			}
			got, want := paint(r, 0), at(3, 0)
			if !slices.Equal(got[0], want[0]) || !slices.Equal(got[1], want[1]) || len(got[0]) < 128*128 {
				t.Error("at rest the pictures are not as fine and new as they can be")
			}
		})
	}
}
