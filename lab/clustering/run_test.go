package clustering_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math"
	"strings"
	"testing"
	"time"

	"github.com/whisker-lab/whisker/frame"
	"github.com/whisker-lab/whisker/lab"
	"github.com/whisker-lab/whisker/lab/clustering"
	"github.com/whisker-lab/whisker/lab/lessons"
	"github.com/whisker-lab/whisker/nn"
	"github.com/whisker-lab/whisker/nn/data/packed"
	"github.com/whisker-lab/whisker/nn/nntest"
)

var methods = []string{"kmeans", "gmm", "dbscan", "meanshift", "agglomerative", "som"}

func build(t testing.TB, link string) *clustering.Run {
	t.Helper()
	r, err := clustering.New(lab.ParseLink(lessons.On(packed.Shelf()), "#l=nolabels&"+link))
	if err != nil {
		t.Fatalf("%s: %v", link, err)
	}
	return r
}

// after makes so many steps, or fewer if there is an end to them.
func after(r *clustering.Run, steps int) *clustering.Run {
	for range steps {
		if _, done := r.Step(); done {
			break
		}
	}
	return r
}

const toTheEnd = 5000

func state(r *clustering.Run) *lab.State {
	s := &lab.State{Metrics: map[string]float64{}}
	r.Report(s)
	return s
}

func paint(r *clustering.Run) *frame.Frame {
	f := new(frame.Frame)
	r.Publish(func(name string, x *nn.Tensor) { copy(f.Add(name, x.Shape...), x.Data) })
	r.Paint(f, lab.Focus{})
	return f
}

func ExampleNew() {
	r, err := clustering.New(lab.ParseLink(lessons.On(packed.Shelf()), "#l=nolabels&data=moons&method=dbscan"))
	if err != nil {
		panic(err)
	}
	for done := false; !done; {
		_, done = r.Step()
	}
	s := lab.State{Metrics: map[string]float64{}}
	r.Report(&s)
	fmt.Println(s.Metrics["groups"], s.Metrics["ari"], r.Say(lab.About{Occasion: lab.Stepped}).Key)
	// Output: 2 1 narrator.groups.found
}

// Of 600 points mean shift and merging draw a sample, so that the seed matters to them too.
func TestRunsConform(t *testing.T) {
	for _, method := range methods {
		t.Run(method, func(t *testing.T) {
			nntest.Conform(t, func(seed uint64) nn.Learner {
				return build(t, fmt.Sprintf("method=%s&samples=600&seed=%d", method, seed))
			}, map[string]float64{"reveal": 1, "speed": 20})
		})
	}
}

func FuzzLoad(f *testing.F) {
	nntest.FuzzLoad(f, func(t testing.TB, seed uint64) nn.Learner {
		return build(t, fmt.Sprintf("samples=50&method=meanshift&seed=%d", seed))
	})
}

// Each method finds the groups in data that suit it and misses them in data that do not.
func TestSuitsAndFails(t *testing.T) {
	tests := []struct {
		link   string
		lo, hi float64 // of the adjusted Rand index
	}{
		{"data=blobs", 0.95, 1},
		{"data=moons&k=2", 0, 0.4},
		{"data=rings&k=2", -0.1, 0.1},
		{"data=stretched&start=plusplus", 0, 0.5},
		{"data=uneven", 0.2, 0.6},
		{"method=gmm&data=stretched&start=plusplus", 0.95, 1},
		{"method=gmm&data=blobs&start=plusplus", 0.95, 1},
		{"method=gmm&data=rings&k=2", -0.1, 0.4},
		{"method=dbscan&data=moons", 0.99, 1},
		{"method=dbscan&data=rings", 0.99, 1},
		{"method=dbscan&data=blobs", 0.9, 1},
		{"method=dbscan&data=stretched", -0.1, 0.6},
		{"method=meanshift&data=blobs", 0.95, 1},
		{"method=meanshift&data=rings", -0.1, 0.5},
		{"method=agglomerative&data=blobs", 0.95, 1},
		{"method=agglomerative&data=moons&k=2&linkage=single", 0.99, 1},
		{"method=agglomerative&data=rings&k=2", -0.1, 0.5},
		{"data=penguins", 0.7, 0.95},
	}
	for _, tt := range tests {
		t.Run(tt.link, func(t *testing.T) {
			if ari := state(after(build(t, tt.link), toTheEnd)).Metrics["ari"]; ari < tt.lo || ari > tt.hi {
				t.Errorf("adjusted Rand index %.3f; want %v to %v", ari, tt.lo, tt.hi)
			}
		})
	}
}

// Inertia is what k-means lowers, and log-likelihood what a mixture raises, but for rounding in float32.
func TestNeverGetsWorse(t *testing.T) {
	for _, tt := range []struct {
		link, metric string
		sign         float64
	}{
		{"data=uneven&k=5", "inertia", 1}, {"data=uniform&k=6&samples=3000", "inertia", 1}, {"data=moons&k=4&start=farthest", "inertia", 1},
		{"data=uneven&method=gmm", "logLikelihood", -1}, {"data=stretched&method=gmm", "logLikelihood", -1},
	} {
		t.Run(tt.link, func(t *testing.T) {
			r := build(t, tt.link)
			r.Step()
			before := tt.sign * state(r).Metrics[tt.metric]
			for done := false; !done; {
				_, done = r.Step()
				now := tt.sign * state(r).Metrics[tt.metric]
				if now > before+1e-5*math.Abs(before) {
					t.Fatalf("%s went from %v to %v", tt.metric, before, now)
				}
				before = now
			}
		})
	}
}

func TestTwoBeats(t *testing.T) {
	r := build(t, "data=blobs&seed=2")
	places := func(name string) []float32 { return append([]float32(nil), paint(r).Array(name).Data...) }
	if f := paint(r); f.Array("groups").Data[0] != -1 || f.Array("points").Data[2] != -1 || f.Array("centres") == nil || r.Say(lab.About{Occasion: lab.Stepped}).Key == "" {
		t.Error("before the first step no point is anybody's, and the centres are there")
	}
	centres, points := places("centres"), places("points")
	r.Step()
	if same(places("points"), points) || !same(places("centres"), centres) {
		t.Error("the first beat gives points to centres and moves none of these")
	}
	if f := paint(r); f.Array("segments") == nil || f.Array("arrows") != nil {
		t.Error("after it lines tie points to centres")
	}
	points = places("points")
	r.Step()
	if !same(places("points"), points) || same(places("centres"), centres) {
		t.Error("the second beat moves the centres and gives no point to another")
	}
	if f := paint(r); f.Array("segments") != nil || f.Array("arrows") == nil {
		t.Error("after it arrows say where the centres were")
	}
}

func same(a, b []float32) bool { return bytes.Equal(bits(a), bits(b)) }

func bits(v []float32) []byte {
	b, _ := json.Marshal(v)
	return b
}

func TestCentresCanBePutElsewhere(t *testing.T) {
	for _, method := range []string{"kmeans", "gmm"} {
		t.Run(method, func(t *testing.T) {
			r := after(build(t, "data=penguins&method="+method), toTheEnd)
			if known, err := r.Act(lab.NewMsg("centre", map[string]any{"index": 1, "x": 40, "y": 22})); !known || err != nil {
				t.Fatal(known, err)
			}
			at := paint(r).Array("centres").Data[3:5]
			if math.Abs(float64(at[0])-40) > 1e-3 || math.Abs(float64(at[1])-22) > 1e-3 {
				t.Errorf("it is at %v; want 40, 22, in the units of the data", at)
			}
			if r.Say(lab.About{Occasion: lab.Obeyed}).Key != "narrator.groups.moved" {
				t.Error("nothing is said of it")
			}
			if _, done := r.Step(); done {
				t.Error("it is done, with a centre where the hand put it")
			}
		})
	}
	for _, tt := range []struct{ link, message, says string }{
		{"", `{"do":"centre","index":3,"x":0,"y":0}`, "centre 3"},
		{"", `{"do":"centre","index":-1,"x":0,"y":0}`, "centre -1"},
		{"", `{"do":"centre","index":1,"x":0}`, "want x and y"},
		{"", `{"do":"centre","index":1,"x":1e30,"y":0}`, "want x and y"},
		{"", `{"do":"centre","index":"one"}`, "index"},
		{"method=dbscan", `{"do":"centre","index":0,"x":0,"y":0}`, "no centres"},
	} {
		r := build(t, tt.link)
		m, err := lab.ParseMsg([]byte(tt.message))
		if err != nil {
			t.Fatal(err)
		}
		if known, err := r.Act(m); !known || err == nil || !strings.Contains(strings.ToLower(err.Error()), tt.says) {
			t.Errorf("%s: %v, %v; want an error that says %q", tt.message, known, err, tt.says)
		}
	}
	if known, _ := build(t, "").Act(lab.NewMsg("dance", nil)); known {
		t.Error("it knows a message that it does not")
	}
}

func TestComments(t *testing.T) {
	tests := []struct {
		link  string
		steps int
		want  string
	}{
		{"", 1, "narrator.kmeans.first"},
		{"", 2, "narrator.kmeans.move"},
		{"data=uneven", 3, "narrator.kmeans.assign"},
		{"", toTheEnd, "narrator.groups.found"},
		{"data=moons&k=2", toTheEnd, "narrator.groups.missed"},
		{"data=penguins", toTheEnd, "narrator.groups.partly"},
		{"data=uniform", toTheEnd, "narrator.groups.madeup"},
		{"method=gmm", 1, "narrator.gmm.step"},
		{"method=dbscan&eps=0.05&samples=50&least=20", toTheEnd, "narrator.dbscan.nothing"},
		{"method=dbscan&eps=1", toTheEnd, "narrator.dbscan.everything"},
		{"method=dbscan", 100, "narrator.dbscan.core"},
		{"method=meanshift", 1, "narrator.meanshift.step"},
		{"method=meanshift&bandwidth=2", toTheEnd, "narrator.meanshift.one"},
		{"method=meanshift&bandwidth=0.2", toTheEnd, "narrator.meanshift.many"},
		{"method=agglomerative&samples=100", 10, "narrator.agglomerative.step"},
		{"method=agglomerative&samples=100", 97, "narrator.agglomerative.cut"},
		{"method=agglomerative&samples=100", 98, "narrator.agglomerative.beyond"},
		{"method=som", 1, "narrator.som.unfolds"},
		{"method=som", 200, "narrator.som.settles"},
		{"method=som", 300, "narrator.som.done"},
	}
	for _, tt := range tests {
		t.Run(fmt.Sprint(tt.link, " after ", tt.steps), func(t *testing.T) {
			if got := after(build(t, tt.link), tt.steps).Say(lab.About{Occasion: lab.Stepped}).Key; got != tt.want {
				t.Errorf("%s; want %s", got, tt.want)
			}
		})
	}
}

// Whatever is chosen, every step can be drawn and told: nothing panics, and no number is none.
func TestEverythingCanBeShown(t *testing.T) {
	for _, method := range methods {
		for _, link := range []string{"samples=50&k=6", "k=1&samples=50", "data=penguins", "data=own", "data=uniform&reveal=on", "samples=50&least=20&eps=1&bandwidth=0.2", "samples=2600"} {
			t.Run(method+" "+link, func(t *testing.T) {
				r := build(t, link+"&method="+method)
				r.Tune("reveal", 1)
				for range 12 {
					for _, a := range paint(r).Arrays {
						for _, v := range a.Data {
							if math.IsNaN(float64(v)) || math.IsInf(float64(v), 0) {
								t.Fatalf("%s holds %v", a.Name, v)
							}
						}
					}
					if s := state(r); len(s.Panels.Readouts.Metrics) == 0 {
						t.Fatal("no metric matters")
					}
					after(r, 30)
					if r.Say(lab.About{Occasion: lab.Stepped}).Key == "" {
						t.Fatal("nothing to say")
					}
				}
			})
		}
	}
}

// In a session the run has the word after every step, until a message says something else; showing the classes changes colours
// and nothing else; and playing after the end begins again.
func TestInASession(t *testing.T) {
	s := lab.New(lessons.On(packed.Shelf()), "#l=nolabels&data=moons&k=2&speed=max")
	do := func(what string, with map[string]any) *lab.State {
		t.Helper()
		if err := s.Apply(lab.NewMsg(what, with)); err != nil {
			t.Fatal(err)
		}
		for s.Stepping() {
			s.Advance(1e9)
		}
		return s.State()
	}
	if key := do("step", nil).Narrator.Key; key != "narrator.kmeans.first" {
		t.Errorf("after a step: %s", key)
	}
	end := do("step", map[string]any{"n": toTheEnd})
	if !end.Done || end.Narrator.Key != "narrator.groups.missed" {
		t.Errorf("at the end: done %v, %s", end.Done, end.Narrator.Key)
	}
	points := func() []float32 {
		f := new(frame.Frame)
		s.Snapshot(f)
		return append([]float32(nil), f.Array("points").Data...)
	}
	before := points()
	if st := do("set", map[string]any{"name": "reveal", "value": "on"}); st.Step != end.Step || st.Narrator.Key != "narrator.changed.reveal" || len(st.Panels.Data.Names) == 0 {
		t.Errorf("step %d, %s, names %v after the classes were shown", st.Step, st.Narrator.Key, st.Panels.Data.Names)
	}
	other := 0
	for i, v := range points() {
		if v != before[i] {
			other++
		}
	}
	// By the better of two ways to match colours, at most half of the points have another one.
	if n := len(before) / 4; other == 0 || other > n/2 {
		t.Errorf("%d of %d points have another colour", other, n)
	}
	if st := do("centre", map[string]any{"index": 0, "x": 2, "y": 2}); st.Done || st.Narrator.Key != "narrator.groups.moved" {
		t.Errorf("done %v, %s after a centre was dragged", st.Done, st.Narrator.Key)
	}
	do("step", map[string]any{"n": toTheEnd})
	if st := do("play", nil); st.Step != 0 || !st.Playing {
		t.Errorf("step %d, playing %v after the end", st.Step, st.Playing)
	}
	var kept bytes.Buffer
	s.Advance(1e8)
	if err := s.Save(&kept); err != nil {
		t.Fatal(err)
	}
	back, err := lab.Restore(lessons.On(packed.Shelf()), &kept)
	if err != nil {
		t.Fatal(err)
	}
	a, b := s.State(), back.State()
	if a.Narrator.Key != b.Narrator.Key || fmt.Sprint(a.Metrics["ari"], a.Metrics["inertia"]) != fmt.Sprint(b.Metrics["ari"], b.Metrics["inertia"]) {
		t.Errorf("%v, %v became %v, %v when it was restored", a.Narrator, a.Metrics, b.Narrator, b.Metrics)
	}
}

// A finished tree can be cut elsewhere without merging anew, and then is as if it had been cut there from the start.
func TestCutElsewhere(t *testing.T) {
	s := lab.New(lessons.On(packed.Shelf()), "#l=nolabels&data=uneven&samples=80&method=agglomerative&k=2&speed=max")
	for _, m := range []lab.Msg{lab.NewMsg("step", map[string]any{"n": 200}), lab.NewMsg("set", map[string]any{"name": "k", "value": 3})} {
		if err := s.Apply(m); err != nil {
			t.Fatal(err)
		}
		for s.Stepping() {
			s.Advance(1e9)
		}
	}
	st := s.State()
	if st.Step != 79 || st.Metrics["groups"] != 3 || !strings.Contains(st.Link, "method=agglomerative") || strings.Contains(st.Link, "k=2") {
		t.Errorf("step %d, %v groups, %s", st.Step, st.Metrics["groups"], st.Link)
	}
	f := new(frame.Frame)
	s.Snapshot(f)
	want := paint(after(build(t, "data=uneven&samples=80&method=agglomerative&k=3"), 200))
	for _, name := range []string{"points", "segments", "tree", "tree/cut"} {
		if !same(f.Array(name).Data, want.Array(name).Data) {
			t.Errorf("%s differs", name)
		}
	}
	if err := s.Apply(lab.NewMsg("set", map[string]any{"name": "linkage", "value": "single"})); err != nil || s.State().Step != 0 {
		t.Errorf("step %d, %v after another linkage", s.State().Step, err)
	}
}

// What is drawn follows from what is saved: a run that was somewhere else shows the same after Load.
func TestPaintsWhatItLoads(t *testing.T) {
	for _, method := range methods {
		t.Run(method, func(t *testing.T) {
			link := "samples=600&data=rings&method=" + method
			first, other := after(build(t, link), 200), build(t, link+"&seed=9")
			var saved bytes.Buffer
			if err := first.Save(&saved); err != nil {
				t.Fatal(err)
			}
			for range 4 {
				paint(after(other, 120))
			}
			if err := other.Load(&saved); err != nil {
				t.Fatal(err)
			}
			want, got := paint(first), paint(other)
			for _, a := range want.Arrays {
				if b := got.Array(a.Name); b == nil || !same(a.Data, b.Data) {
					t.Errorf("%s differs", a.Name)
				}
			}
			if len(got.Arrays) != len(want.Arrays) {
				t.Errorf("%d arrays; want %d", len(got.Arrays), len(want.Arrays))
			}
		})
	}
}

func TestAPaceToWatch(t *testing.T) {
	for _, method := range methods {
		r := build(t, "method="+method)
		if pace := r.Progress().Pace; pace < 1 || pace > 60 {
			t.Errorf("%s: %v steps a second cannot be watched", method, pace)
		}
		if n := r.Progress().Batches; n < 1 {
			t.Errorf("%s: a round of %d steps", method, n)
		}
	}
}

// The reader may have drawn a point or two, all in one place, or none.
func TestFewPointsOfTheReadersOwn(t *testing.T) {
	for _, method := range methods {
		for _, points := range [][][]float64{{}, {{0.5, 0.5, 0}}, {{0.5, 0.5, 0}, {-1, 1, 1}}, {{1, 1, 0}, {1, 1, 0}, {1, 1, 1}, {1, 1, 1}, {1, 1, 1}}} {
			t.Run(fmt.Sprint(method, " ", len(points)), func(t *testing.T) {
				s := lab.New(lessons.On(packed.Shelf()), "#l=nolabels&data=own&k=6&method="+method)
				for _, m := range []lab.Msg{lab.NewMsg("points", map[string]any{"clear": true, "add": points}), lab.NewMsg("step", map[string]any{"n": 40})} {
					if err := s.Apply(m); err != nil {
						t.Fatal(err)
					}
				}
				for s.Wait() == 0 {
					s.Advance(1e9)
					f := new(frame.Frame)
					s.Snapshot(f)
				}
				st := s.State()
				if st.Diverged || st.Narrator.Key == "" {
					t.Errorf("diverged: %v, says %q", st.Diverged, st.Narrator.Key)
				}
				if len(points) == 0 && st.Narrator.Key != "narrator.groups.nobody" {
					t.Errorf("without points it says %s", st.Narrator.Key)
				}
			})
		}
	}
}

// BenchmarkFrame is what a picture of 10,000 points costs the engine, and BenchmarkStep what a step does.
func BenchmarkFrame(b *testing.B) {
	for _, method := range methods {
		b.Run(method, func(b *testing.B) {
			r := after(build(b, "samples=10000&method="+method), 10)
			f := new(frame.Frame)
			var bytes []byte
			for b.Loop() {
				f.Reset()
				r.Paint(f, lab.Focus{})
				bytes = f.Append(bytes[:0])
			}
		})
	}
}

func BenchmarkStep(b *testing.B) {
	for _, method := range methods {
		b.Run(method, func(b *testing.B) {
			r := build(b, "samples=10000&data=uniform&k=6&method="+method)
			for b.Loop() {
				r.Step()
			}
		})
	}
}

func BenchmarkNew(b *testing.B) {
	for _, method := range methods {
		b.Run(method, func(b *testing.B) {
			for b.Loop() {
				build(b, "samples=10000&method="+method)
			}
		})
	}
}

// BenchmarkReport is what the numbers of a new step cost.
func BenchmarkReport(b *testing.B) {
	r := build(b, "samples=10000&data=uniform&k=6&method=dbscan&eps=0.05")
	for b.Loop() {
		r.Step() // hardly anything, or the numbers would be those of before
		state(r)
	}
}

// Of six Gaussians over three places some have no point of their own: what is counted is groups that hold points.
func TestGroupsInUse(t *testing.T) {
	for _, method := range []string{"gmm", "kmeans"} {
		s := lab.New(lessons.All(), "#l=nolabels&method="+method+"&k=6&data=own&seed=2")
		var points []any
		for i := range 30 {
			points = append(points, []any{[]float64{-2, 0, 2}[i%3], []float64{-1, 2, -2}[i%3], 0.0})
		}
		for _, m := range []lab.Msg{lab.NewMsg("points", map[string]any{"clear": true}), lab.NewMsg("points", map[string]any{"add": points})} {
			if err := s.Apply(m); err != nil {
				t.Fatal(err)
			}
		}
		if err := s.Apply(lab.NewMsg("step", map[string]any{"n": 400})); err != nil {
			t.Fatal(err)
		}
		for range 400 {
			s.Advance(100 * time.Millisecond)
		}
		if got := s.State().Metrics["groups"]; got != 3 {
			t.Errorf("%s finds %v groups in three places", method, got)
		}
	}
}
