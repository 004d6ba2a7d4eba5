package mlp_test

import (
	"encoding/json"
	"math"
	"testing"

	"github.com/whisker-lab/whisker/frame"
	"github.com/whisker-lab/whisker/lab"
	"github.com/whisker-lab/whisker/lab/mlp"
)

// spaceOf sets the controls of the space and returns what the stage and the page are told.
func spaceOf(t *testing.T, s *lab.Session, messages ...string) (points []float32, told *mlp.SpacePanel, f *frame.Frame) {
	t.Helper()
	for _, m := range messages {
		if err := tell(s, m); err != nil {
			t.Fatalf("%s: %v", m, err)
		}
	}
	f = &frame.Frame{}
	s.Snapshot(f)
	if a := f.Array("space/points"); a != nil {
		points = a.Data
	}
	panels := s.State().Panels
	told, _ = panels.Of("space").(*mlp.SpacePanel)
	return points, told, f
}

func TestSpaceIsOffAtFirst(t *testing.T) {
	points, told, f := spaceOf(t, begin(t, "#l=layers"))
	if points != nil || told != nil || f.Array("plot") == nil {
		t.Error("the hidden space is shown though nobody asked")
	}
	points, told, f = spaceOf(t, begin(t, "#l=layers&space=1"))
	if points == nil || told == nil || f.Array("plot") != nil || f.Array("points") != nil {
		t.Error("the boundary is shown as well")
	}
}

// Layer 0 is the plane itself: a place of the picture is a place of the plane.
func TestSpaceBeginsWithThePlane(t *testing.T) {
	points, told, f := spaceOf(t, begin(t, "#l=layers&space=0", train))
	from := f.Array("space/from").Data
	ratio := math.NaN()
	for i := 0; 2*i < len(from); i++ {
		if x := float64(from[2*i]); math.Abs(x) > 0.5 {
			r := float64(points[4*i]) / x
			if !math.IsNaN(ratio) && math.Abs(r-ratio) > 1e-5 {
				t.Fatalf("point %d lies at %v of the picture and %v of the plane; others say 1 : %v", i, points[4*i], x, ratio)
			}
			ratio = r
		}
	}
	if told.Parted != told.Before || told.Axes[0].Kind != "input" {
		t.Errorf("%+v", told)
	}
	if told.Parted < 0.6 || told.Parted > 0.85 {
		t.Errorf("a straight line parts a ring from its middle for %v of the points", told.Parted)
	}
}

// What no straight line can part on the plane, one can where the network has bent it.
func TestSpaceIsParted(t *testing.T) {
	tests := []struct{ name, link, axis string }{
		{"two neurons", "#l=layers&space=2", "neuron"},
		{"the output", "#l=layers&space=3", "sole"},
		{"components of five", "#l=layers&layers=6,4&space=2&lr=0.2", "component"},
		{"three classes", "#l=layers&data=rings&layers=8,6&lr=0.1&space=2", "component"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			_, told, _ := spaceOf(t, begin(t, test.link, `{"do":"step","unit":"epoch","n":250}`))
			if told.Parted < 0.9 || told.Parted < told.Before+0.1 || told.Axes[0].Kind != test.axis {
				t.Errorf("parted %v, before %v, axes %v", told.Parted, told.Before, told.Axes)
			}
		})
	}
}

// Between two layers every point is on its way, as far as was asked.
func TestSpaceGoesFromLayerToLayer(t *testing.T) {
	s := begin(t, "#l=layers", train)
	a, _, _ := spaceOf(t, s, `{"do":"set","name":"space","value":1}`)
	b, _, _ := spaceOf(t, s, `{"do":"set","name":"space","value":2}`)
	between, told, _ := spaceOf(t, s, `{"do":"set","name":"space","value":1.25}`)
	for i := 0; i < len(a); i += 4 {
		for j := range 2 {
			if want := 0.75*a[i+j] + 0.25*b[i+j]; math.Abs(float64(between[i+j]-want)) > 1e-5 {
				t.Fatalf("point %d is at %v; want %v", i/4, between[i+j], want)
			}
		}
	}
	if told.At != 1.25 || told.Layers != 3 {
		t.Errorf("%+v", told)
	}
	if _, told, _ = spaceOf(t, s, `{"do":"set","name":"space","value":9}`); told.At != 3 {
		t.Errorf("layer %v of 3", told.At)
	}
}

func TestSpaceAxes(t *testing.T) {
	tests := []struct {
		name, link string
		want       [2]mlp.Axis
	}{
		{"two neurons are both", "#l=layers&space=2", [2]mlp.Axis{{Kind: "neuron", N: 1}, {Kind: "neuron", N: 2}}},
		{"more are components", "#l=layers&space=1", [2]mlp.Axis{{Kind: "component", N: 1}, {Kind: "component", N: 2}}},
		{"chosen by hand", "#l=layers&space=1&spacex=4&spacey=2", [2]mlp.Axis{{Kind: "neuron", N: 4}, {Kind: "neuron", N: 2}}},
		{"one by hand", "#l=layers&space=1&spacey=1", [2]mlp.Axis{{Kind: "neuron", N: 2}, {Kind: "neuron", N: 1}}},
		{"twice the same", "#l=layers&space=1&spacex=1&spacey=1", [2]mlp.Axis{{Kind: "neuron", N: 1}, {Kind: "neuron", N: 2}}},
		{"more than there are", "#l=layers&space=1&spacex=16&spacey=1", [2]mlp.Axis{{Kind: "neuron", N: 4}, {Kind: "neuron", N: 1}}},
		{"a single neuron", "#l=layers&layers=1&space=1&spacex=3", [2]mlp.Axis{{Kind: "neuron", N: 1}, {Kind: "spread"}}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if _, told, _ := spaceOf(t, begin(t, test.link)); told.Axes != test.want {
				t.Errorf("%v; want %v", told.Axes, test.want)
			}
		})
	}
}

// A component and its opposite are both right: the picture must not flip from one to the other while the network learns.
func TestSpaceDoesNotFlip(t *testing.T) {
	for _, link := range []string{"#l=layers&layers=6&space=1", "#l=layers&data=spiral&layers=8,8&space=2&lr=0.3&seed=4"} {
		s := begin(t, link)
		before, _, _ := spaceOf(t, s)
		for step := range 60 {
			after, _, _ := spaceOf(t, s, `{"do":"step","n":5}`)
			for axis := range 2 {
				var along, size float64
				for i := axis; i < len(after); i += 4 {
					along += float64(before[i] * after[i])
					size += float64(before[i] * before[i])
				}
				if along < -0.5*size {
					t.Errorf("%s: axis %d flips at step %d", link, axis, 5*step)
				}
			}
			before = after
		}
	}
}

// Whatever there is to see, something can be drawn and told.
func TestSpaceTakesAnything(t *testing.T) {
	tests := []struct {
		name, link string
		messages   []string
	}{
		{"numbers that ran away", "#l=layers&data=penguins&scale=raw&activation=linear&layers=8,8&lr=10&space=1", []string{`{"do":"step","unit":"epoch","n":50}`}},
		{"no points", "#l=layers&data=own&space=1", nil},
		{"a curve", "#l=layers&data=line&space=1", nil},
		{"a surface", "#l=layers&data=plane&space=1", []string{train}},
		{"no hidden layer", "#l=layers&layers=&space=1", []string{train}},
		{"everything cut", "#l=layers&space=2", []string{`{"do":"cut","layer":2,"unit":0}`, `{"do":"cut","layer":2,"unit":1}`}},
		{"silent", "#l=layers&activation=relu&init=zeros&space=1.5", nil},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			s := begin(t, test.link, test.messages...)
			for range 2 {
				points, _, f := spaceOf(t, s)
				if mesh := f.Array("space/mesh"); (mesh == nil) != (points == nil) {
					t.Error("half a picture")
				}
				if _, err := json.Marshal(s.State()); err != nil {
					t.Error(err)
				}
			}
		})
	}
}
