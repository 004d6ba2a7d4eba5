package semisup_test

import (
	"bytes"
	"fmt"
	"math"
	"slices"
	"testing"

	"github.com/whisker-lab/whisker/frame"
	"github.com/whisker-lab/whisker/lab"
	"github.com/whisker-lab/whisker/lab/lessons"
	"github.com/whisker-lab/whisker/lab/semisup"
	"github.com/whisker-lab/whisker/nn"
	"github.com/whisker-lab/whisker/nn/data/packed"
	"github.com/whisker-lab/whisker/nn/nntest"
)

func build(t testing.TB, link string) *semisup.Run {
	t.Helper()
	r, err := semisup.New(lab.ParseLink(lessons.On(packed.Shelf()), "#l=fewlabels&"+link))
	if err != nil {
		t.Fatalf("%s: %v", link, err)
	}
	return r
}

// after makes so many sweeps, or fewer if there is an end to them.
func after(r *semisup.Run, sweeps int) *semisup.Run {
	for range sweeps {
		if _, done := r.Step(); done {
			break
		}
	}
	return r
}

func metrics(r *semisup.Run) map[string]float64 {
	s := lab.State{Metrics: map[string]float64{}}
	r.Report(&s)
	return s.Metrics
}

func paint(r *semisup.Run) *frame.Frame {
	f := new(frame.Frame)
	r.Paint(f, lab.Focus{})
	return f
}

func ask(t testing.TB, r *semisup.Run, x, y float64) lab.Line {
	t.Helper()
	known, err := r.Act(lab.NewMsg("ask", map[string]any{"x": x, "y": y}))
	if !known || err != nil {
		t.Fatalf("asked for (%v, %v): %v, %v", x, y, known, err)
	}
	return r.Say(lab.About{Occasion: lab.Obeyed})
}

func ExampleNew() {
	r, err := semisup.New(lab.ParseLink(lessons.On(packed.Shelf()), "#l=fewlabels&labels=0.02"))
	if err != nil {
		panic(err)
	}
	for range 60 {
		r.Step()
	}
	s := lab.State{Metrics: map[string]float64{}}
	r.Report(&s)
	fmt.Println(s.Metrics["labelled"], s.Metrics["unlabelledAccuracy"], s.Metrics["baselineAccuracy"] < 0.9)
	// Output: 6 1 true
}

func TestRunsConform(t *testing.T) {
	for _, method := range []string{"supervised", "selftrain", "propagation", "spreading"} {
		t.Run(method, func(t *testing.T) {
			nntest.Conform(t, func(seed uint64) nn.Learner {
				return build(t, fmt.Sprintf("method=%s&samples=80&labels=0.1&seed=%d", method, seed))
			}, map[string]float64{"lr": 0.01, "alpha": 0.9, "confidence": 0.8})
		})
	}
}

func FuzzLoad(f *testing.F) {
	nntest.FuzzLoad(f, func(t testing.TB, seed uint64) nn.Learner {
		return build(t, fmt.Sprintf("method=%s&samples=50&labels=0.1&seed=%d", []string{"selftrain", "spreading"}[seed%2], seed))
	})
}

// What each method is for, and what it is not. The bounds leave a tenth of what was seen to other seeds of the points.
func TestAccuracy(t *testing.T) {
	tests := []struct {
		name, link    string
		sweeps        int
		least, most   float64 // of the method
		ahead, least2 float64 // of the supervised network at least; that network's own at least
	}{
		{"six labels on two moons, spreading", "", 100, 0.99, 1, 0.1, 0.6},
		{"six labels on two moons, propagation", "method=propagation", 100, 0.99, 1, 0.1, 0.6},
		{"rings", "data=rings", 100, 0.95, 1, 0.3, 0.4},
		{"blobs need no more than their labels", "data=blobs", 100, 0.95, 1, -0.05, 0.9},
		{"penguins", "data=penguins", 100, 0.8, 1, -0.2, 0.8},
		{"digits lie on each other", "data=digits&samples=500&labels=0.1", 100, 0.5, 0.9, -0.2, 0.5},
		{"supervised is its own measure", "method=supervised", 100, 0.6, 0.95, 0, 0.6},
		{"self-training of blobs", "data=blobs&method=selftrain", 100, 0.95, 1, -0.05, 0.9},
		{"self-training teaches itself its mistakes on rings", "data=rings&method=selftrain", 100, 0.3, 0.8, -0.3, 0.3},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			m := metrics(after(build(t, tt.link), tt.sweeps))
			own, alone := m["unlabelledAccuracy"], m["baselineAccuracy"]
			if own < tt.least || own > tt.most || own-alone < tt.ahead || alone < tt.least2 {
				t.Errorf("the method %v, supervised alone %v", own, alone)
			}
		})
	}
}

// Each broken assumption costs accuracy, on average over five choices of points and labels.
func TestBrokenAssumptions(t *testing.T) {
	mean := map[string]float64{}
	for _, what := range []string{"none", "continuity", "cluster", "manifold"} {
		for seed := range 5 {
			mean[what] += metrics(after(build(t, fmt.Sprintf("break=%s&dataseed=%d", what, seed)), 100))["unlabelledAccuracy"] / 5
		}
	}
	for _, what := range []string{"continuity", "cluster", "manifold"} {
		if !(mean[what] < mean["none"]-0.08) {
			t.Errorf("%v without %s; %v with it", mean[what], what, mean["none"])
		}
	}
}

// Without labels there is nothing to do and nothing to say but that; with all of them nothing is left to guess.
func TestNoneAndAll(t *testing.T) {
	for _, method := range []string{"supervised", "selftrain", "propagation", "spreading"} {
		r := build(t, "labels=0&method="+method)
		if _, done := r.Step(); !done {
			t.Errorf("%s: goes on without labels", method)
		}
		var s lab.State
		s.Metrics = map[string]float64{}
		r.Report(&s)
		if _, there := s.Metrics["unlabelledAccuracy"]; there || s.Metrics["labelled"] != 0 || s.Narrator.Key != "narrator.fewlabels.none" {
			t.Errorf("%s without labels: %+v", method, s)
		}
		f := paint(r)
		if note := f.Array("notes"); note == nil || note.Data[2] != 4 {
			t.Errorf("%s: nothing is said in the picture", method)
		}
		for i := range 300 {
			if f.Array("points").Data[4*i+2] != -1 {
				t.Fatalf("%s: point %d has a class", method, i)
			}
		}
		if said := ask(t, r, 0, 0); said.Key != "narrator.fewlabels.none" {
			t.Errorf("%s: asked, it says %+v", method, said)
		}
		var b bytes.Buffer
		if err := r.Save(&b); err != nil {
			t.Fatal(err)
		}
		if err := build(t, "labels=0&method="+method).Load(&b); err != nil {
			t.Errorf("%s: %v", method, err)
		}
		whole := after(build(t, "labels=1&samples=60&method="+method), 3)
		if m := metrics(whole); m["labelled"] != 60 || m["unlabelledAccuracy"] != 0 || math.IsNaN(m["unlabelledAccuracy"]) {
			t.Errorf("%s with all labels: %v", method, m)
		}
	}
}

// Inductive methods answer for a new place, transductive ones only for the points of their graph.
func TestAsk(t *testing.T) {
	tests := []struct {
		method        string
		inside, other string // keys, of a point without a label and of a new place
	}{
		{"supervised", "narrator.ask.answer", "narrator.ask.answer"},
		{"selftrain", "narrator.ask.answer", "narrator.ask.answer"},
		{"propagation", "narrator.ask.inside", "narrator.ask.outside"},
		{"spreading", "narrator.ask.inside", "narrator.ask.outside"},
	}
	for _, tt := range tests {
		t.Run(tt.method, func(t *testing.T) {
			r := after(build(t, "method="+tt.method), 60)
			points := paint(r).Array("points").Data
			at := 0
			for points[4*at+3] == 0 {
				at++
			}
			inside := ask(t, r, float64(points[4*at]), float64(points[4*at+1]))
			if inside.Key != tt.inside || inside.Args["percent"].(int) < 50 {
				t.Errorf("of point %d it says %+v", at, inside)
			}
			if said := ask(t, r, 0.5, 1.6); said.Key != tt.other {
				t.Errorf("of a new place it says %+v", said)
			}
			if note := paint(r).Array("notes"); note == nil || note.Data[0] != 0.5 || (note.Data[3] >= 0) != (tt.other == "narrator.ask.answer") {
				t.Errorf("the picture says %+v", note)
			}
			for _, wrong := range []map[string]any{{}, {"x": 1}, {"x": 1e30, "y": 0}, {"x": "here", "y": 0}} {
				if _, err := r.Act(lab.NewMsg("ask", wrong)); err == nil {
					t.Errorf("%v was answered", wrong)
				}
			}
		})
	}
	r := build(t, "")
	points := paint(r).Array("points").Data
	for i := range 300 {
		said := ask(t, r, float64(points[4*i]), float64(points[4*i+1]))
		want := "narrator.ask.waiting"
		if points[4*i+3] == 0 {
			want = "narrator.ask.label"
		}
		if said.Key != want {
			t.Fatalf("at the start it says of point %d %+v; want %s", i, said, want)
		}
	}
	if known, _ := r.Act(lab.NewMsg("dance", nil)); known {
		t.Error("it knows a message that is none")
	}
}

// The views find what they show, in the shapes that they read; labels come along edges that lead from where they are.
func TestPaint(t *testing.T) {
	for _, tt := range []struct {
		link   string
		fields map[string][]int
		edges  bool
	}{
		{"", map[string][]int{"plot": nil, "alone": {1, 96, 96}}, true},
		{"data=blobs&method=selftrain", map[string][]int{"plot": {3, 192, 192}, "alone": {3, 96, 96}}, false},
		{"data=digits&method=supervised&labels=0.1", map[string][]int{"plot": {6, 192, 192}, "alone": {6, 96, 96}}, false},
		{"samples=10000&labels=0.001", map[string][]int{"plot": nil, "alone": {1, 96, 96}}, true},
	} {
		t.Run(tt.link, func(t *testing.T) {
			r := after(build(t, tt.link), 5)
			f := paint(r)
			for name, shape := range tt.fields {
				a := f.Array(name)
				if (a == nil) != (shape == nil) || a != nil && !slices.Equal(a.Shape, shape) {
					t.Errorf("%s is %+v; want the shape %v", name, a, shape)
				}
			}
			points, truth := f.Array("points"), f.Array("truth")
			if !slices.Equal(points.Shape, truth.Shape) || points.Shape[1] != 4 {
				t.Fatalf("points %v, truth %v", points.Shape, truth.Shape)
			}
			labelled := 0
			for i := range points.Shape[0] {
				p, q := points.Data[4*i:][:4], truth.Data[4*i:][:4]
				if q[0] != q[0] && p[3] == 1 && points.Shape[0] > 3000 {
					continue // left out of a crowd
				}
				if p[0] != q[0] || p[1] != q[1] || p[3] != q[3] || q[2] < 0 || p[3] == 0 && p[2] != q[2] {
					t.Fatalf("point %d is %v, in truth %v", i, p, q)
				}
				if p[3] == 0 {
					labelled++
				}
			}
			if m := metrics(r); float64(labelled) != m["labelled"] || float64(points.Shape[0]) != m["points"] {
				t.Errorf("%d of %d have a label; want %v of %v", labelled, points.Shape[0], m["labelled"], m["points"])
			}
			edges := f.Array("segments")
			if (edges != nil) != tt.edges {
				t.Fatalf("edges: %v", edges != nil)
			}
			if edges == nil {
				return
			}
			if n := edges.Shape[0]; n == 0 || n > 10000 {
				t.Errorf("%d edges are drawn", n)
			}
			if f.Array("circles").Shape[0] == 0 {
				t.Error("no label has come anywhere in the fifth sweep")
			}
		})
	}
}

// A session that is saved and restored goes on with the same bits, the picture included.
func TestRestore(t *testing.T) {
	for _, tt := range []struct {
		method string
		steps  int
	}{{"supervised", 20}, {"selftrain", 6}, {"selftrain", 300}, {"propagation", 5}, {"spreading", 5}, {"spreading", 300}} {
		t.Run(fmt.Sprint(tt.method, tt.steps), func(t *testing.T) {
			do := func(s *lab.Session, texts ...string) {
				for _, text := range texts {
					m, err := lab.ParseMsg([]byte(text))
					if err == nil {
						err = s.Apply(m)
					}
					if err != nil {
						t.Fatal(err)
					}
					for s.Stepping() {
						s.Advance(1e9)
					}
				}
			}
			s := lab.New(lessons.On(packed.Shelf()), "#l=fewlabels&method="+tt.method)
			do(s, `{"do":"set","name":"lr","value":0.01}`, fmt.Sprintf(`{"do":"step","n":%d}`, tt.steps), `{"do":"ask","x":0.5,"y":1.6}`)
			var file bytes.Buffer
			if err := s.Save(&file); err != nil {
				t.Fatal(err)
			}
			back, err := lab.Restore(lessons.On(packed.Shelf()), &file)
			if err != nil {
				t.Fatal(err)
			}
			for range 2 {
				var f, g frame.Frame
				s.Snapshot(&f)
				back.Snapshot(&g)
				f.Seq, g.Seq = 1, 1
				if !bytes.Equal(f.Append(nil), g.Append(nil)) {
					t.Fatal("the pictures differ")
				}
				do(s, `{"do":"step","n":7}`)
				do(back, `{"do":"step","n":7}`)
			}
		})
	}
}
