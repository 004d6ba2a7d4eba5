package features_test

import (
	"bytes"
	"fmt"
	"math"
	"slices"
	"testing"

	"github.com/whisker-lab/whisker/frame"
	"github.com/whisker-lab/whisker/lab"
	"github.com/whisker-lab/whisker/lab/features"
	"github.com/whisker-lab/whisker/lab/lessons"
	"github.com/whisker-lab/whisker/lab/mlp"
	"github.com/whisker-lab/whisker/nn"
	"github.com/whisker-lab/whisker/nn/nntest"
)

func build(t testing.TB, link string) *features.Run {
	t.Helper()
	r, err := features.New(lab.ParseLink(lessons.All(), link))
	if err != nil {
		t.Fatalf("%s: %v", link, err)
	}
	return r
}

func report(r *features.Run) *lab.State {
	s := &lab.State{Metrics: map[string]float64{}}
	r.Report(s)
	return s
}

func likes(r *features.Run) *features.LikesPanel {
	p, _ := report(r).Panels.Of("likes").(*features.LikesPanel)
	return p
}

func TestRunsConform(t *testing.T) {
	for _, link := range []string{"#l=features&", "#l=features&data=rings&layers=3&", "#l=features&data=xor&layers=5,2&activation=relu&"} {
		t.Run(link, func(t *testing.T) {
			nntest.Conform(t, func(seed uint64) nn.Learner { return build(t, fmt.Sprintf("%sseed=%d", link, seed)) },
				map[string]float64{"lr": 0.02, "batch": 20, "fold": 1.5, "which": 2})
		})
	}
}

// A layer of two neurons is drawn as it is, but for its axes, which may be swapped and flipped; and what it says at the plane is the
// points themselves.
func TestPlanesAreWhatTheLayersGive(t *testing.T) {
	r := build(t, "#l=features&layers=2,2")
	for range 50 {
		r.Step()
	}
	var f frame.Frame
	r.Paint(&f, lab.Focus{})
	for layer := 1; layer <= 2; layer++ {
		points := frame.MarksOf[frame.Point](&f, fmt.Sprintf("bend/%d/points", layer))
		for unit := range 2 {
			// The answers of all points, from most to least.
			all, off := r.Excites(layer, unit, r.Points()), [4]float64{}
			for _, e := range all {
				x, y, want := float64(points[e.Point].X), float64(points[e.Point].Y), float64(e.Answer)/1.12
				for i, drawn := range [4]float64{x, -x, y, -y} {
					off[i] = max(off[i], math.Abs(drawn-want))
				}
			}
			if least := slices.Min(off[:]); least > 1e-5 || len(all) != r.Points() {
				t.Errorf("layer %d, neuron %d: the nearest axis is %.3g off over %d points", layer, unit, least, len(all))
			}
		}
	}
}

// Of swaps and flips the one is taken that leaves the points most where they were.
func TestPlanesDoNotTurnOver(t *testing.T) {
	for seed := range 20 {
		r := build(t, fmt.Sprintf("#l=features&layers=2,2,2&seed=%d", seed))
		var f frame.Frame
		r.Paint(&f, lab.Focus{})
		for layer := 1; layer <= 3; layer++ {
			before, now := frame.MarksOf[frame.Point](&f, fmt.Sprintf("bend/%d/points", layer-1)), frame.MarksOf[frame.Point](&f, fmt.Sprintf("bend/%d/points", layer))
			var s [4]float64
			for i, p := range before {
				if q := now[i]; p.Test == 0 {
					s[0], s[1] = s[0]+float64(p.X*q.X), s[1]+float64(p.Y*q.Y)
					s[2], s[3] = s[2]+float64(p.X*q.Y), s[3]+float64(p.Y*q.X)
				}
			}
			if s[0] < 0 || s[1] < 0 || s[0]+s[1] < math.Abs(s[2])+math.Abs(s[3])-1e-3 {
				t.Errorf("seed %d, layer %d: %.3v", seed, layer, s)
			}
		}
	}
}

func TestThePointsThatExciteMost(t *testing.T) {
	r := build(t, "#l=features&layers=3,2")
	for range 30 {
		r.Step()
	}
	for at := 1; at <= 7; at++ {
		r.Tune("which", float64(at))
		want := [][2]int{{1, 0}, {1, 1}, {1, 2}, {2, 0}, {2, 1}, {2, 1}, {2, 1}}[at-1]
		p := likes(r)
		if got := [2]int{p.Layer, p.Unit}; got != want || p.At != min(at, 5) || p.Count != 5 {
			t.Fatalf("neuron %d is %v, the %d of %d; want %v", at, got, p.At, p.Count, want)
		}
		all := r.Excites(p.Layer, p.Unit, r.Points())
		if len(p.Points) != features.Most || !slices.Equal(p.Points, all[:features.Most]) {
			t.Errorf("neuron %d: %v; want the first of %v", at, p.Points, all)
		}
		for i := 1; i < len(all); i++ {
			if all[i].Answer > all[i-1].Answer {
				t.Fatalf("neuron %d: %v after %v", at, all[i], all[i-1])
			}
		}
		var f frame.Frame
		r.Paint(&f, lab.Focus{})
		lit := f.Array("likes/lit").Data
		for i, v := range lit {
			if ringed := slices.ContainsFunc(p.Points, func(e mlp.Excited) bool { return e.Point == i }); ringed != (v == 1) {
				t.Errorf("neuron %d: point %d is ringed: %v", at, i, v)
			}
		}
	}
}

func TestRemovingANeuron(t *testing.T) {
	r := build(t, "#l=features&seed=37")
	for range 660 {
		r.Step()
	}
	before := report(r)
	act := func(on bool) {
		t.Helper()
		if known, err := r.Act(lab.NewMsg("cut", map[string]any{"layer": 1, "unit": 0, "on": on})); !known || err != nil {
			t.Fatal(known, err)
		}
	}
	act(true)
	after := report(r)
	if p := after.Panels.Of("likes").(*features.LikesPanel); !p.Cut || len(p.Points) != 0 {
		t.Errorf("%+v; want it out, and no points", p)
	}
	if after.Panels.Network.Whole["testAccuracy"] != before.Metrics["testAccuracy"] {
		t.Errorf("whole: %v; want %v", after.Panels.Network.Whole, before.Metrics)
	}
	if was, is := before.Metrics["cut"], after.Metrics["cut"]; is > was-0.05 {
		t.Errorf("a straight cut came to %v and comes to %v: the planes were not looked at anew", was, is)
	}
	act(false)
	if again := report(r); again.Metrics["cut"] != before.Metrics["cut"] || len(again.Panels.Of("likes").(*features.LikesPanel).Points) != features.Most {
		t.Errorf("back: %v; want %v", again.Metrics, before.Metrics)
	}
}

// The fold is at most as deep as the network, and between two layers every place is on the way between its two.
func TestFold(t *testing.T) {
	r := build(t, "#l=features&layers=2,2")
	for range 20 {
		r.Step()
	}
	mesh := func(at float64) []float32 {
		r.Tune("fold", at)
		var f frame.Frame
		r.Paint(&f, lab.Focus{})
		return slices.Clone(f.Array("fold/mesh").Data)
	}
	zero, one, two := mesh(0), mesh(1), mesh(2)
	for name, c := range map[string]struct {
		got, a, b []float32
		part      float32
	}{"plane": {zero, zero, one, 0}, "quarter": {mesh(0.25), zero, one, 0.25}, "beyond": {mesh(3.5), one, two, 1}, "half": {mesh(1.5), one, two, 0.5}} {
		for i := range c.got {
			if i%3 == 2 {
				continue // what the network says there
			}
			if want := c.a[i] + (c.b[i]-c.a[i])*c.part; math.Abs(float64(c.got[i]-want)) > 1e-5 {
				t.Fatalf("%s: place %d is at %v; want %v", name, i/3, c.got[i], want)
			}
		}
	}
	if p := report(r).Panels.Of("fold").(*features.FoldPanel); p.Last != 2 || len(p.Cut) != 3 {
		t.Errorf("%+v", p)
	}
}

// Moons without noise are two half circles of one radius, whose middles and deviations can be worked out.
func TestApart(t *testing.T) {
	s := report(build(t, "#l=features&data=moons&noise=0&samples=400"))
	const radius, aside, down = 1.35, 0.65, 0.4 // see nn/data
	middle := radius * 2 / math.Pi
	want := math.Hypot(2*aside, 2*(middle-down)) / math.Sqrt(radius*radius-middle*middle)
	if got := s.Metrics["flatapart"]; math.Abs(got-want) > 0.05 {
		t.Errorf("moons are %.3f apart; want about %.3f", got, want)
	}
	if flat := build(t, "#l=features&layers="); report(flat).Metrics["apart"] != report(flat).Metrics["flatapart"] {
		t.Error("without a layer the last picture is not the plane")
	}
}

func TestSavedAndLoaded(t *testing.T) {
	a := build(t, "#l=features&seed=3&layers=4,2")
	for range 40 {
		a.Step()
	}
	var file bytes.Buffer
	if err := a.Save(&file); err != nil {
		t.Fatal(err)
	}
	b := build(t, "#l=features&seed=3&layers=4,2")
	report(b)
	if err := b.Load(&file); err != nil {
		t.Fatal(err)
	}
	if x, y := report(a), report(b); x.Metrics["cut"] != y.Metrics["cut"] || x.Metrics["apart"] != y.Metrics["apart"] || !slices.Equal(likes(a).Points, likes(b).Points) {
		t.Errorf("%v and %v", x.Metrics, y.Metrics)
	}
}
