package semisup_test

import (
	"bytes"
	"math"
	"slices"
	"testing"

	"github.com/whisker-lab/whisker/frame"
	"github.com/whisker-lab/whisker/lab"
)

// A flow that has settled waits until the network beside it has had its time, and then there is an end.
func TestEnds(t *testing.T) {
	r := build(t, "labels=0.7&alpha=0.1&samples=60")
	r.Tune("alpha", 0.1)
	sweeps := 1
	for done := false; !done; sweeps++ {
		if _, done = r.Step(); sweeps > 5000 {
			t.Fatal("there is no end")
		}
	}
	if sweeps < 200 {
		t.Errorf("it ended after %d sweeps", sweeps)
	}
}

// What is tuned acts: on the flow, on the network that trains itself, and on the one beside it.
func TestTune(t *testing.T) {
	state := func(link, name string, v float64) []byte {
		r := build(t, link)
		r.Tune(name, v)
		after(r, 30)
		var b bytes.Buffer
		if err := r.Save(&b); err != nil {
			t.Fatal(err)
		}
		var f frame.Frame
		r.Paint(&f, lab.Focus{})
		f.Arrays = slices.DeleteFunc(f.Arrays, func(a frame.Array) bool { return a.Name == "alone" }) // of the network beside it
		return f.Append(nil)
	}
	for _, tt := range []struct {
		link, name string
		a, b       float64
		same       bool
	}{
		{"labels=0.1&break=continuity", "alpha", 0.1, 0.99, false},
		{"labels=0.1&method=propagation", "alpha", 0.1, 0.99, true},
		{"labels=0.1&method=selftrain&data=digits", "confidence", 0.6, 1, false},
		{"method=selftrain", "lr", 0.001, 0.1, false},
	} {
		if same := bytes.Equal(state(tt.link, tt.name, tt.a), state(tt.link, tt.name, tt.b)); same != tt.same {
			t.Errorf("%s: whether %s matters: %v", tt.link, tt.name, !same)
		}
	}
}

// What was measured is not shaken; what is drawn is.
func TestNoise(t *testing.T) {
	at := func(link string) []float32 { return slices.Clone(paint(build(t, link)).Array("truth").Data) }
	for data, same := range map[string]bool{"penguins": true, "digits": true, "moons": false} {
		if got := slices.Equal(at("data="+data+"&noise=0"), at("data="+data+"&noise=0.4")); got != same {
			t.Errorf("%s: the same points with noise: %v", data, got)
		}
	}
	if classes := at("data=digits&samples=10000"); len(classes) < 4*1000 || len(classes) > 4*1200 {
		t.Errorf("%d digits from 0 to 5; want 1083", len(classes)/4)
	}
}

// The field of the large plot is what the method answers at each place, row by row from the top.
func TestFieldIsTheAnswer(t *testing.T) {
	for _, link := range []string{"method=supervised", "method=selftrain&data=penguins&labels=0.2"} {
		r := after(build(t, link), 60)
		f := paint(r)
		plot, span := f.Array("plot"), f.Array("plot/range").Data
		side := plot.Shape[1]
		for row := 5; row < side; row += 31 {
			for column := 5; column < side; column += 31 {
				x := float64(span[0]) + (float64(column)+0.5)/float64(side)*float64(span[1]-span[0])
				y := float64(span[3]) - (float64(row)+0.5)/float64(side)*float64(span[3]-span[2])
				at, said := row*side+column, ask(t, r, x, y)
				class, sure := 0, float64(plot.Data[at])
				if plot.Shape[0] == 1 {
					if sure > 0 {
						class = 1
					}
					sure = (1 + math.Abs(sure)) / 2
				}
				for c := 1; c < plot.Shape[0]; c++ {
					if v := float64(plot.Data[c*side*side+at]); v > sure {
						class, sure = c, v
					}
				}
				// A place is rounded to float32 on the way.
				if percent := said.Args["percent"].(int); sure > 0.55 && said.Args["class"] != class || math.Abs(100*sure-float64(percent)) > 1 {
					t.Fatalf("%s: at (%v, %v) the plot says %d with %v, the answer is %+v", link, x, y, class, sure, said)
				}
			}
		}
	}
}

// An answer of two is never less sure than a coin, not even of a network that has learnt nothing.
func TestUnsure(t *testing.T) {
	if said := ask(t, build(t, "method=supervised&seed=3"), 0, 0); said.Args["percent"].(int) < 50 {
		t.Errorf("at the start it says %+v", said)
	}
}

// The curves stay short, end at the newest sweep, and are per cents.
func TestCurves(t *testing.T) {
	r := build(t, "")
	for sweep := range 1100 {
		f := paint(r)
		for _, name := range []string{"curve/method", "curve/alone"} {
			a := f.Array(name)
			n := a.Shape[0]
			if n > 512 || n < min(sweep, 64) {
				t.Fatalf("sweep %d: %s has %d rows", sweep, name, n)
			}
			for i := 1; i < n; i++ {
				step := a.Data[2*i] - a.Data[2*i-2]
				if step <= 0 || i < n-1 && step != a.Data[2]-a.Data[0] {
					t.Fatalf("sweep %d: %s goes on by %v after %v", sweep, name, step, a.Data[2*i-2])
				}
			}
			metric := "unlabelledAccuracy"
			if name == "curve/alone" {
				metric = "baselineAccuracy"
			}
			if x, y := a.Data[2*n-2], float64(a.Data[2*n-1]); x != float32(sweep) || math.Abs(y-100*metrics(r)[metric]) > 1e-4 {
				t.Fatalf("sweep %d: %s ends at (%v, %v); the metric is %v", sweep, name, x, y, metrics(r)[metric])
			}
		}
		r.Step()
	}
}

// Edges are grey until labels have come to both ends, ink where two classes meet, else of the class of their ends; full where a
// label has just come along.
func TestEdges(t *testing.T) {
	for _, sweeps := range []int{0, 4, 12, 60} {
		r := after(build(t, "break=manifold"), sweeps)
		f := paint(r)
		type place [2]float32
		class, fresh := map[place]float32{}, map[place]bool{}
		points, circles, edges := f.Array("points").Data, f.Array("circles").Data, f.Array("segments").Data
		for i := 0; i < len(points); i += 4 {
			class[place{points[i], points[i+1]}] = points[i+2]
		}
		for i := 0; i < len(circles); i += 4 {
			fresh[place{circles[i], circles[i+1]}] = true
		}
		seen := map[float32]int{}
		for i := 0; i < len(edges); i += 6 {
			e := edges[i:][:6]
			a, b := place{e[0], e[1]}, place{e[2], e[3]}
			want := class[a]
			switch {
			case class[a] < 0 || class[b] < 0:
				want = -1
			case class[a] != class[b]:
				want = -2
			}
			if e[4] != want {
				t.Fatalf("sweep %d: an edge from class %v to %v is drawn as %v", sweeps, class[a], class[b], e[4])
			}
			if full := e[5] == 1; full && !(fresh[a] != fresh[b]) {
				t.Fatalf("sweep %d: a label came along an edge between fresh: %v and %v", sweeps, fresh[a], fresh[b])
			}
			seen[e[4]]++
		}
		switch {
		case sweeps == 0 && (len(circles) > 0 || seen[-1] < 500):
			t.Errorf("at the start: %d circles, edges %v", len(circles)/4, seen)
		case sweeps == 4 && (len(circles) == 0 || seen[-1] == 0 || seen[0] == 0):
			t.Errorf("on the way: %d circles, edges %v", len(circles)/4, seen)
		case sweeps == 60 && (len(circles) > 0 || seen[-2] == 0 || seen[-1] > 60):
			t.Errorf("at the end: %d circles, edges %v", len(circles)/4, seen)
		}
	}
}

// What a teacher would say, by situation.
func TestComment(t *testing.T) {
	for _, tt := range []struct {
		name, link string
		sweeps     int
		key        string
	}{
		{"labels on their way", "", 4, "narrator.fewlabels.flowing"},
		{"it worked", "", 80, "narrator.fewlabels.ahead"},
		{"no better than the labels alone", "data=blobs&noise=0.1", 80, "narrator.fewlabels.even"},
		{"worse", "data=penguins&k=30", 80, "narrator.fewlabels.behind"},
		{"cut off", "k=1", 80, "narrator.fewlabels.island"},
		{"close points differ", "break=continuity", 80, "narrator.fewlabels.broken.continuity"},
		{"clouds are cut", "break=cluster", 80, "narrator.fewlabels.broken.cluster"},
		{"strewn about", "break=manifold&k=15", 80, "narrator.fewlabels.broken.manifold"},
		{"supervised", "method=supervised", 20, "narrator.fewlabels.supervised"},
		{"unsure", "method=selftrain&confidence=1&lr=0.0001", 1, "narrator.fewlabels.unsure"},
		{"sure and right", "method=selftrain&data=blobs", 60, "narrator.fewlabels.believes"},
		{"sure and wrong", "method=selftrain&data=rings", 60, "narrator.fewlabels.mistaken"},
		{"sure, and broken", "method=selftrain&break=cluster", 60, "narrator.fewlabels.broken.cluster"},
		{"nothing left to guess", "labels=1", 5, "narrator.fewlabels.all"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			r := after(build(t, tt.link), tt.sweeps)
			if said := r.Say(lab.About{Occasion: lab.Stepped}); said.Key != tt.key {
				t.Errorf("it says %+v, with %v; want %s", said, metrics(r), tt.key)
			}
		})
	}
	r := after(build(t, ""), 20)
	answer := ask(t, r, 0.5, 1.6)
	if said := r.Say(lab.About{Occasion: lab.Stepped}); said.Key != answer.Key {
		t.Errorf("the answer is gone: %+v", said)
	}
	if said := after(r, 20).Say(lab.About{Occasion: lab.Stepped}); said.Key == answer.Key {
		t.Error("the answer stands for ever")
	}
}

// Slowly while labels are on their way, then on.
func TestPace(t *testing.T) {
	r := build(t, "")
	first, then := r.Progress().Pace, after(r, 10).Progress().Pace
	if late := after(r, 100).Progress().Pace; !(first <= 5 && then == first && late >= 2*first) {
		t.Errorf("%v sweeps a second, then %v, later %v", first, then, late)
	}
}
