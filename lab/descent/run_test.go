package descent_test

import (
	"fmt"
	"math"
	"testing"
	"time"

	"github.com/whisker-lab/whisker/frame"
	"github.com/whisker-lab/whisker/lab"
	"github.com/whisker-lab/whisker/lab/descent"
	"github.com/whisker-lab/whisker/lab/lessons"
	"github.com/whisker-lab/whisker/nn"
	"github.com/whisker-lab/whisker/nn/data/packed"
	"github.com/whisker-lab/whisker/nn/nntest"
)

func config(link string) lab.Config { return lab.ParseLink(lessons.On(packed.Shelf()), link) }

func TestConform(t *testing.T) {
	for _, method := range []string{"sgd", "momentum", "rmsprop", "adam"} {
		for _, surface := range []string{"bowl", "minima", "saddle", "data"} {
			t.Run(method+" "+surface, func(t *testing.T) {
				nntest.Conform(t, func(seed uint64) nn.Learner {
					r, err := descent.New(config(fmt.Sprintf("#l=descent&lr=0.05&method=%s&surface=%s&seed=%d", method, surface, seed)))
					if err != nil {
						t.Fatal(err)
					}
					return r
				}, map[string]float64{"lr": 0.1, "showmini": 0})
			})
		}
	}
}

// session opens a link and makes some steps.
func session(t *testing.T, link string, steps int) (*lab.Session, *lab.State) {
	t.Helper()
	s := lab.New(lessons.On(packed.Shelf()), link)
	return s, apply(t, s, lab.NewMsg("step", map[string]any{"n": steps}))
}

func apply(t *testing.T, s *lab.Session, m lab.Msg) *lab.State {
	t.Helper()
	if err := s.Apply(m); err != nil {
		t.Fatal(err)
	}
	for s.Stepping() {
		s.Advance(time.Second)
	}
	return s.State()
}

const alone = "&showmini=off&showone=off"

// The ball that sees all examples comes to rest at 98 % of 2/λ and flies off at 102 % of it, on every bowl; with momentum the same
// is so for 2(1+β)/λ.
func TestDivergenceBeginsAtTheLimit(t *testing.T) {
	for _, link := range []string{"surface=bowl", "surface=bowl&scale=zscore", "surface=valley", "surface=valley&scale=zscore", "surface=data", "surface=data&scale=zscore", "surface=bowl&dataseed=7&samples=9", "surface=bowl&method=momentum", "surface=valley&method=momentum"} {
		t.Run(link, func(t *testing.T) {
			_, st := session(t, "#l=descent&"+link+alone, 0)
			limit := st.Metrics["limit"]
			if want := 2 / st.Metrics["curvature"]; limit != want {
				t.Errorf("the limit is %v; want 2/λ, %v", limit, want)
			}
			if st.Controls["method"] == "momentum" {
				limit *= 1.9
			}
			for _, share := range []float64{0.98, 1.02} {
				_, st := session(t, fmt.Sprintf("#l=descent&%s%s&lr=%.6f", link, alone, share*limit), 4000)
				if gone := share > 1; st.Diverged != gone {
					t.Errorf("at %v of the limit it has diverged: %v, with a loss of %v", share, st.Diverged, st.Metrics["trainLoss"])
				}
				if share < 1 && st.Metrics["trainLoss"] > 1.5*st.Metrics["lowestLoss"] {
					t.Errorf("below the limit it stays at %v; the lowest is %v", st.Metrics["trainLoss"], st.Metrics["lowestLoss"])
				}
			}
		})
	}
}

// Every example ten times changes nothing for the ball that sees all of them before a step, but for how many it has to read; the
// one that sees one at a time has read as many as before.
func TestCopies(t *testing.T) {
	const link = "#l=descent&lr=0.2&noise=0.3"
	_, once := session(t, link, 400)
	_, tenfold := session(t, link+"&copies=10", 400)
	a, b := once.Metrics, tenfold.Metrics
	if math.Abs(a["trainLoss"]-b["trainLoss"]) > 1e-6 || a["updates"] != b["updates"] || b["reads"] != 10*a["reads"] || a["reads"] != 24*a["updates"] {
		t.Errorf("once %v, ten times %v", a, b)
	}
	if a["oneUpdates"] == 0 || b["oneUpdates"] == 0 || b["oneReads"] != b["oneUpdates"] || b["oneReads"] > b["reads"]/20 {
		t.Errorf("one at a time: once %v, ten times %v", a, b)
	}
}

// Bringing the inputs to one scale rounds the valley: both curvatures become one, and the way is shorter.
func TestStandardisingRoundsTheValley(t *testing.T) {
	_, raw := session(t, "#l=descent&surface=valley&lr=0.3"+alone, 500)
	_, level := session(t, "#l=descent&surface=valley&lr=0.3&scale=zscore"+alone, 500)
	if c := level.Metrics["curvature"]; math.Abs(c-1) > 1e-9 {
		t.Errorf("the curvature is %v; want 1", c)
	}
	if a, b := raw.Metrics["updates"], level.Metrics["updates"]; a < 5*b || b == 0 {
		t.Errorf("%v steps to the bottom of the valley, %v of the bowl that it becomes", a, b)
	}
}

// In the valley each rule that is made for it is there before plain descent, at a rate that all of them bear.
func TestRulesForTheValley(t *testing.T) {
	const link = "#l=descent&surface=valley&lr=0.1&method="
	steps := map[string]float64{}
	for _, method := range []string{"sgd", "momentum", "rmsprop", "adam"} {
		_, st := session(t, link+method+alone, 2000)
		if steps[method] = st.Metrics["updates"]; steps[method] == 0 {
			t.Errorf("%s does not arrive", method)
		}
	}
	for _, method := range []string{"momentum", "rmsprop", "adam"} {
		if !(steps[method] < steps["sgd"]/2) {
			t.Errorf("%s takes %v steps, plain descent %v", method, steps[method], steps["sgd"])
		}
	}
}

// Where it is dropped decides in which dent a ball rests, and that place is in the link.
func TestDrop(t *testing.T) {
	s, _ := session(t, "#l=descent&surface=minima&lr=1.5"+alone, 3)
	for _, tt := range []struct {
		x    float64
		best bool
	}{{-2, true}, {2, false}} {
		st := apply(t, s, lab.NewMsg("drop", map[string]any{"x": tt.x, "y": 1.25}))
		if st.Step != 0 || st.Controls["startx"] != fmt.Sprint(tt.x) || st.Controls["starty"] != "1.25" || st.Narrator.Key != "narrator.dropped" {
			t.Fatalf("dropped at %v: step %d, %v, %v", tt.x, st.Step, st.Controls, st.Narrator)
		}
		st = apply(t, s, lab.NewMsg("step", map[string]any{"n": 400}))
		if best := st.Metrics["trainLoss"] < 1.001*st.Metrics["lowestLoss"]; best != tt.best {
			t.Errorf("dropped at %v it ends at %v; the lowest is %v", tt.x, st.Metrics["trainLoss"], st.Metrics["lowestLoss"])
		}
		if want := map[bool]string{true: "restalone", false: "dent"}[tt.best]; st.Narrator.Key != "narrator.descent."+want {
			t.Errorf("dropped at %v it says %s", tt.x, st.Narrator.Key)
		}
		again := lab.New(lessons.On(packed.Shelf()), st.Link)
		if got := apply(t, again, lab.NewMsg("step", map[string]any{"n": 400})); got.Metrics["trainLoss"] != st.Metrics["trainLoss"] {
			t.Errorf("%s leads elsewhere", st.Link)
		}
	}
	for _, bad := range []map[string]any{nil, {"x": 1}, {"x": 1, "y": "up"}} {
		if err := s.Apply(lab.NewMsg("drop", bad)); err == nil {
			t.Errorf("%v was dropped", bad)
		}
	}
	if err := lab.New(lessons.On(packed.Shelf()), "#l=layers").Apply(lab.NewMsg("drop", map[string]any{"x": 1, "y": 1})); err == nil {
		t.Error("a network was dropped")
	}
}

// What is said is so.
func TestSays(t *testing.T) {
	for _, tt := range []struct {
		link  string
		steps int
		want  string
	}{
		{"lr=0.2", 5, "walk"},
		{"lr=0.2" + alone, 5, "walkalone"},
		{"lr=0.2" + alone, 400, "restalone"},
		{"lr=0.01" + alone, 5, "creep"},
		{"lr=0.8" + alone, 5, "bounce"},
		{"lr=1" + alone, 30, "leaving"},
		{"surface=valley&lr=0.37&showall=off&showmini=off", 15, "far"},
		{"lr=0.2&showall=off", 5, "crooked"},
		{"lr=0.2&showone=off", 5, "walkfew"},
		{"lr=0.2&noise=0.3", 400, "rest"},
		{"surface=valley&lr=0.1&method=adam", 120, "first"},
		{"lr=0.2&showall=off&noise=0", 400, "jitter"},
		{"lr=0.6&method=momentum", 300, "jittergone"},
		{"surface=saddle&lr=0.2" + alone, 16, "saddle"},
		{"method=momentum&lr=0.1" + alone, 5, "roll"},
		{"method=adam&lr=0.1" + alone, 5, "adapt"},
	} {
		if _, st := session(t, "#l=descent&"+tt.link, tt.steps); st.Narrator.Key != "narrator.descent."+tt.want {
			t.Errorf("%s says %s; want %s; %v", tt.link, st.Narrator.Key, tt.want, st.Metrics)
		}
	}
}

// A ball that has flown off is told of, and the run ends when none of those that are shown is left.
func TestFlyingOff(t *testing.T) {
	_, st := session(t, "#l=descent&lr=0.6&method=momentum", 400)
	walkers := st.Panels.Of("walkers").([]descent.Walker)
	if st.Diverged || walkers[0].Away > 0 || walkers[2].Away == 0 {
		t.Errorf("diverged: %v, %+v; want only one at a time to have gone", st.Diverged, walkers)
	}
	if loss := st.Metrics["oneLoss"]; loss < 1e8 {
		t.Errorf("what has flown off has a loss of %v", loss)
	}
	if _, st = session(t, "#l=descent&lr=0.6&method=momentum&showall=off&showmini=off", 400); !st.Diverged {
		t.Error("nothing that is shown is left, and it goes on")
	}
}

func TestFrameHoldsWhatTheViewsShow(t *testing.T) {
	for _, tt := range []struct {
		link    string
		want    []string
		without []string
	}{
		{"#l=descent", []string{"contour", "contour/range", "contour/low", "contour/from", "balls", "path/all", "path/mini", "path/one", "loss/all", "points", "plot/range", "fit/all", "fit/apart", "dial", "dial/walks", "dial/rates", "dial/now"}, nil},
		{"#l=descent&showone=off&surface=minima", []string{"path/all", "fit/mini"}, []string{"path/one", "fit/one", "loss/one"}},
	} {
		s, _ := session(t, tt.link, 30)
		var f frame.Frame
		s.Snapshot(&f)
		for _, name := range tt.want {
			if a := f.Array(name); a == nil || len(a.Data) == 0 {
				t.Errorf("%s: no %s", tt.link, name)
			}
		}
		for _, name := range tt.without {
			if f.Array(name) != nil {
				t.Errorf("%s: %s, which is hidden", tt.link, name)
			}
		}
		for i, v := range f.Array("contour").Data {
			if !(v >= -1.13 && v <= 1.13) {
				t.Fatalf("%s: place %d is in band %v", tt.link, i, v)
			}
		}
	}
}

// However long it jumps about, a path keeps its beginning and its newest places, and no more.
func TestPathsAreBounded(t *testing.T) {
	s, _ := session(t, "#l=descent&noise=0.5&lr=0.3", 3)
	var early, late frame.Frame
	s.Snapshot(&early)
	apply(t, s, lab.NewMsg("step", map[string]any{"n": 5000}))
	s.Snapshot(&late)
	a, b := early.Array("path/one").Data, late.Array("path/one").Data
	if len(b) > 2*700 || len(b) < 2*600 {
		t.Errorf("%d places", len(b)/2)
	}
	for i := range a {
		if a[i] != b[i] {
			t.Fatal("the beginning is another")
		}
	}
	balls := late.Array("balls").Data
	if n := len(b); b[n-2] != balls[8] || b[n-1] != balls[9] {
		t.Errorf("it ends at %v, the ball is at %v", b[n-2:], balls[8:10])
	}
}

func ExampleNew() {
	r, err := descent.New(config("#l=descent&surface=valley&scale=zscore&lr=1"))
	if err != nil {
		fmt.Println(err)
		return
	}
	r.Step() // a round bowl takes one step, at half of 2/λ
	var s lab.State
	s.Metrics = map[string]float64{}
	r.Report(&s)
	fmt.Printf("%.3f, the lowest is %.3f\n", s.Metrics["trainLoss"], s.Metrics["lowestLoss"])
	// Output: 0.014, the lowest is 0.014
}

// The curve of a ball that flies off ends where it leaves the chart, without a number; one that comes back has all of its numbers.
func TestCurvesLeaveTheChart(t *testing.T) {
	s, _ := session(t, "#l=descent&lr=1"+alone, 60)
	var f frame.Frame
	s.Snapshot(&f)
	rows, top := f.Array("loss/all").Data, 2.5*f.Array("contour/from").Data[2]
	last := -1
	for k := 1; k < len(rows); k += 2 {
		switch v := float64(rows[k]); {
		case v > float64(top)*1.0001:
			t.Fatalf("step %v stands at %v, above the chart's %v", rows[k-1], v, top)
		case !math.IsNaN(v):
			last = k
		}
	}
	if last < 3 || last > len(rows)-10 || math.Abs(float64(rows[last]-top)) > 1e-4 {
		t.Errorf("it ends at %v of %v rows", last/2, len(rows)/2)
	}
	s, _ = session(t, "#l=descent&lr=0.2"+alone, 60)
	s.Snapshot(&f)
	for _, v := range f.Array("loss/all").Data {
		if math.IsNaN(float64(v)) {
			t.Error("a curve that stays has gaps")
		}
	}
}
