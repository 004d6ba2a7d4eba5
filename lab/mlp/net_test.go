package mlp_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/whisker-lab/whisker/frame"
	"github.com/whisker-lab/whisker/lab"
	"github.com/whisker-lab/whisker/lab/lessons"
	"github.com/whisker-lab/whisker/lab/mlp"
	"github.com/whisker-lab/whisker/nn"
	"github.com/whisker-lab/whisker/nn/data/packed"
	"github.com/whisker-lab/whisker/nn/nntest"
)

func build(t testing.TB, link string) *mlp.Net {
	t.Helper()
	n, err := mlp.NewNet(lab.ParseLink(lessons.On(packed.Shelf()), link))
	if err != nil {
		t.Fatalf("%s: %v", link, err)
	}
	return n
}

func ExampleNewNet() {
	n, err := mlp.NewNet(lab.ParseLink(lessons.All(), "#l=layers&data=gauss&layers=3"))
	if err != nil {
		panic(err)
	}
	for n.Epoch() < 30 {
		n.Step()
	}
	_, test := n.Score()
	fmt.Println(n.Sizes(), test < 0.1)
	// Output: [2 3 1] true
}

func TestNetsConform(t *testing.T) {
	for _, link := range []string{"#l=layers&", "#l=layers&data=blobs&optimiser=adam&layers=5&", "#l=layers&data=moons&layers=&loss=mse&"} {
		t.Run(link, func(t *testing.T) {
			nntest.Conform(t, func(seed uint64) nn.Learner { return build(t, fmt.Sprintf("%sseed=%d", link, seed)) },
				map[string]float64{"lr": 0.02, "l2": 0.001, "batch": 20})
		})
	}
}

func FuzzLoad(f *testing.F) {
	nntest.FuzzLoad(f, func(t testing.TB, seed uint64) nn.Learner {
		return build(t, fmt.Sprintf("#l=layers&samples=50&seed=%d", seed))
	})
}

// Seeds stand for one thing each: that of the data changes no weights, that of the weights no points.
func TestSeeds(t *testing.T) {
	facts := func(link string) (points, weights []float32) {
		var f frame.Frame
		n := build(t, link)
		n.Paint(&f, lab.Focus{})
		n.Publish(func(name string, x *nn.Tensor) {
			if name == "w/1" {
				weights = slices.Clone(x.Data)
			}
		})
		return slices.Clone(f.Array("points").Data), weights
	}
	p1, w1 := facts("#l=layers")
	p2, w2 := facts("#l=layers&seed=2")
	p3, w3 := facts("#l=layers&dataseed=2")
	if !slices.Equal(p1, p2) || slices.Equal(w1, w2) {
		t.Error("seed must change the weights and nothing else")
	}
	if slices.Equal(p1, p3) || !slices.Equal(w1, w3) {
		t.Error("dataseed must change the points and nothing else")
	}
}

// The views find what they show, in the shapes that they read.
func TestPaint(t *testing.T) {
	for _, tt := range []struct {
		link    string
		sizes   []float32
		classes int
	}{
		{"#l=layers", []float32{2, 4, 2, 1}, 2},
		{"#l=layers&layers=", []float32{2, 1}, 2},
		{"#l=layers&data=blobs&layers=3&inputs=x1,x1x2,sinx2", []float32{3, 3, 3}, 3},
	} {
		t.Run(tt.link, func(t *testing.T) {
			var f frame.Frame
			n := build(t, tt.link)
			for range 10 {
				n.Step()
			}
			n.Paint(&f, lab.Focus{})
			if got := f.Array("net/sizes").Data; !slices.Equal(got, tt.sizes) {
				t.Fatalf("sizes %v; want %v", got, tt.sizes)
			}
			last := len(tt.sizes) - 1
			outputs := int(tt.sizes[last])
			shapes := map[string][]int{
				"net/inputs": {7}, "field/0": {7, 40, 40}, "act/0": {7}, "plot": {outputs, 256, 256}, "plot/range": {4}, "plot/focus": {2}, "points": {200, 4},
			}
			for l := 1; l <= last; l++ {
				u := int(tt.sizes[l])
				shapes[fmt.Sprint("field/", l)], shapes[fmt.Sprint("act/", l)], shapes[fmt.Sprint("flag/", l)] = []int{u, 40, 40}, []int{u}, []int{u}
			}
			for name, shape := range shapes {
				a := f.Array(name)
				if a == nil || !slices.Equal(a.Shape, shape) {
					t.Errorf("%s is %+v; want the shape %v", name, a, shape)
					continue
				}
				for i, v := range a.Data {
					if v != v || strings.HasPrefix(name, "field/") && (v < -1.001 || v > 1.001) && name != "field/1" {
						t.Errorf("%s[%d] is %v", name, i, v)
						break
					}
				}
			}
			for i := range 200 {
				if c := f.Array("points").Data[4*i+2]; c < 0 || int(c) >= tt.classes {
					t.Fatalf("point %d is of class %v", i, c)
				}
			}
		})
	}
}

// The large plot agrees with the network at the places of its grid, row by row from the top.
func TestPlotIsTheOutput(t *testing.T) {
	n := build(t, "#l=layers&data=blobs&layers=3&scale=zscore")
	for range 50 {
		n.Step()
	}
	var f frame.Frame
	n.Paint(&f, lab.Focus{})
	plot, span := f.Array("plot"), f.Array("plot/range").Data
	right, points := 0, f.Array("points").Data
	for i := range 200 {
		p := points[4*i:]
		column := int((p[0] - span[0]) / (span[1] - span[0]) * 256)
		row := int((span[3] - p[1]) / (span[3] - span[2]) * 256)
		if column < 0 || column > 255 || row < 0 || row > 255 {
			continue
		}
		best := 0
		for c := range 3 {
			if plot.Data[(c*256+row)*256+column] > plot.Data[(best*256+row)*256+column] {
				best = c
			}
		}
		if best == int(p[2]) {
			right++
		}
	}
	var s lab.State
	s.Metrics = map[string]float64{}
	n.Report(&s)
	want := (s.Metrics["trainAccuracy"]*140 + s.Metrics["testAccuracy"]*60) / 200
	if got := float64(right) / 200; math.Abs(got-want) > 0.03 || want < 0.8 { // a point lies beside the middle of its place
		t.Errorf("by the plot %v are right, by the network %v", got, want)
	}
}

// Focus shows one neuron; one that is none shows the output.
func TestFocus(t *testing.T) {
	n := build(t, "#l=layers&data=blobs&layers=3")
	var f frame.Frame
	for _, tt := range []struct {
		focus lab.Focus
		shown int // fields in the large plot
		layer float32
	}{{lab.Focus{}, 3, 0}, {lab.Focus{Layer: 1, Unit: 2}, 1, 1}, {lab.Focus{Layer: 9}, 3, 9}} {
		f.Reset()
		n.Paint(&f, tt.focus)
		if got := f.Array("plot").Shape[0]; got != tt.shown || f.Array("plot/focus").Data[0] != tt.layer {
			t.Errorf("focus %+v shows %d fields; want %d", tt.focus, got, tt.shown)
		}
	}
}

func TestEditAndInspect(t *testing.T) {
	n := build(t, "#l=layers")
	if err := n.Edit(1, 3, 1, 0.25); err != nil {
		t.Fatal(err)
	}
	if err := n.Edit(1, 3, -1, -2); err != nil {
		t.Fatal(err)
	}
	found, err := n.Explain(lab.Selection{Layer: 1, Unit: 3, In: -1, Point: -1})
	if err != nil || found.Bias != -2 || len(found.Weights) != 2 || found.Weights[1] != 0.25 || found.Activation != "tanh" {
		t.Errorf("inspected %+v, %v", found, err)
	}
	for _, at := range [][3]int{{0, 0, 0}, {4, 0, 0}, {1, 4, 0}, {1, -1, 0}, {1, 0, 2}, {-1, 0, 0}} {
		if err := n.Edit(at[0], at[1], at[2], 1); err == nil {
			t.Errorf("%v was edited", at)
		}
		if _, err := n.Explain(lab.Selection{Layer: at[0], Unit: at[1], In: -1, Point: -1}); err == nil && at[2] != 2 {
			t.Errorf("%v was inspected", at)
		}
	}
}

// What a teacher would say, by situation.
func TestNarrate(t *testing.T) {
	tests := []struct{ name, link, key string }{
		{"it works", "#l=layers&data=gauss", "narrator.good"},
		{"learnt by heart", "#l=layers&data=circle&noise=0.5&train=0.1&layers=12,12&optimiser=adam&lr=0.05", "narrator.overfit"},
		{"no better than chance", "#l=layers&data=xor&layers=&lr=0.01&dataseed=2", "narrator.chance"},
		{"no further", "#l=layers&data=moons&noise=0.3&layers=&lr=0.1", "narrator.stuck"},
		{"a neuron that never answers", "#l=layers&activation=relu&data=xor&layers=8&lr=1&batch=1", "narrator.silent"},
		{"under way", "#l=layers&data=spiral&lr=0.001&layers=4", "narrator.learning"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s := lab.New(lessons.On(packed.Shelf()), tt.link)
			m, _ := lab.ParseMsg([]byte(`{"do":"step","unit":"epoch","n":1}`))
			said := map[string]bool{}
			for range 400 {
				if err := s.Apply(m); err != nil {
					t.Fatal(err)
				}
				for s.Stepping() {
					s.Advance(1e9)
				}
				key := s.State().Narrator.Key
				if said[key] = true; key == tt.key {
					return
				}
			}
			t.Errorf("said only %v; want %s", said, tt.key)
		})
	}
}

// sets are the data sets of a lesson.
func sets(id string) []string {
	for _, l := range lessons.All() {
		if l.ID == id {
			return l.Controls[0].Options
		}
	}
	return nil
}

// Every data set is dealt out as it should be and can be learnt; real ones are not shaken by noise.
func TestClouds(t *testing.T) {
	for _, name := range sets("layers") {
		if name == lab.OwnName {
			continue // what the reader draws has no points yet
		}
		s := packed.Find(name)
		t.Run(s.Name, func(t *testing.T) {
			c := lab.ParseLink(lessons.On(packed.Shelf()), "#l=layers&noise=0.3&data="+s.Name)
			d, err := mlp.NewCloud(c)
			if err != nil {
				t.Fatal(err)
			}
			train, test := d.Train(), d.Judge()
			if train.N+test.N != d.Points.Len() || math.Abs(float64(train.N)/float64(d.Points.Len())-0.7) > 0.02 {
				t.Errorf("%d to learn from and %d to judge by of %d", train.N, test.N, d.Points.Len())
			}
			// z-scores of the training points, which the test points have no part in.
			for f := range d.Features {
				sum, square := 0.0, 0.0
				for _, v := range train.X[f*train.N:][:train.N] {
					sum, square = sum+float64(v), square+float64(v)*float64(v)
				}
				n := float64(train.N)
				if math.Abs(sum/n) > 1e-4 || math.Abs(square/n-1) > 1e-2 {
					t.Errorf("feature %d has the mean %v and the variance %v", f, sum/n, square/n)
				}
			}
			if s.Real {
				calm := s.Generate(200, 0, rand.New(c.Rand("dataseed", 1)))
				if !slices.Equal(calm.X, d.Points.X) {
					t.Error("what was measured has been shaken")
				}
			}
			n := build(t, "#l=layers&layers=6&lr=0.1&data="+s.Name)
			before, _ := n.Score()
			for n.Epoch() < 100 {
				n.Step()
			}
			if after, _ := n.Score(); !(after < 0.99*before) {
				t.Errorf("after 100 epochs the loss went from %v to %v", before, after)
			}
		})
	}
}
