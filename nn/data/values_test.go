package data_test

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"gonum.org/v1/gonum/stat"

	"github.com/whisker-lab/whisker/nn/data"
)

func generate(t *testing.T, name string, n int, noise float64) (data.Source, data.Points) {
	t.Helper()
	s, ok := data.Find(name)
	if !ok {
		t.Fatalf("no data set %s", name)
	}
	return s, s.Generate(n, noise, rand.New(rand.NewPCG(5, 6)))
}

func TestValues(t *testing.T) {
	tests := []struct {
		name   string
		curve  bool
		height func(x, y float64) float64
	}{
		{"plane", false, func(x, y float64) float64 { return (x + y) / 4.2 }},
		{"waves", false, func(x, y float64) float64 { return math.Sin(1.5*x) * math.Cos(1.5*y) }},
		{"line", true, func(x, _ float64) float64 { return 0.75*math.Sin(2.2*x) + 0.2*x }},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s, p := generate(t, tt.name, 300, 0)
			if !s.Values || s.Curve != tt.curve || s.Classes != 1 {
				t.Errorf("values %v, curve %v, %d classes", s.Values, s.Curve, s.Classes)
			}
			for i, v := range p.Value {
				// 1e-6 is what float32 leaves of x and y.
				if want := tt.height(float64(p.X[i]), float64(p.Y[i])); math.Abs(float64(v)-want) > 1e-6 {
					t.Fatalf("value %v at %v, %v; want %v", v, p.X[i], p.Y[i], want)
				}
				if tt.curve && p.Y[i] != v {
					t.Fatalf("a curve is drawn at %v; its value is %v", p.Y[i], v)
				}
			}
			at := []int{7, 3, 7}
			if q := p.Pick(at); q.Value[0] != p.Value[7] || q.Value[1] != p.Value[3] || q.Value[2] != p.Value[7] {
				t.Errorf("Pick(%v) has values %v", at, q.Value)
			}
			if slices.IsSorted(p.X) {
				t.Error("not shuffled")
			}
			_, noisy := generate(t, tt.name, 3000, 0.2)
			var squares float64
			for i, v := range noisy.Value {
				d := float64(v) - tt.height(float64(noisy.X[i]), float64(noisy.Y[i]))
				squares += d * d
			}
			// Four standard errors of a standard deviation from 3,000 draws are some 5 %.
			if got := math.Sqrt(squares / 3000); math.Abs(got-0.2) > 0.01 {
				t.Errorf("noise of 0.2 moves the values by %v", got)
			}
		})
	}
	if _, p := generate(t, "moons", 9, 0); p.Value != nil || p.Pick([]int{1}).Value != nil {
		t.Error("moons have values")
	}
}

func TestGroupsThatMisleadKMeans(t *testing.T) {
	t.Run("stretched", func(t *testing.T) {
		_, p := generate(t, "stretched", 3000, 0)
		for c := range 3 {
			var along, across []float64
			for i, class := range p.Class {
				if class == c {
					along = append(along, float64(p.X[i]+p.Y[i]))
					across = append(across, float64(p.X[i]-p.Y[i]))
				}
			}
			if ratio := stat.StdDev(along, nil) / stat.StdDev(across, nil); ratio < 5 {
				t.Errorf("class %d is %v times as long as wide", c, ratio)
			}
		}
	})
	t.Run("uneven", func(t *testing.T) {
		s, p := generate(t, "uneven", 1000, 0)
		count := make([]int, s.Classes)
		var spread [3][]float64
		for i, c := range p.Class {
			count[c]++
			spread[c] = append(spread[c], float64(p.Y[i]))
		}
		if !slices.Equal(count, []int{600, 200, 200}) {
			t.Errorf("sizes %v", count)
		}
		if wide, dense := stat.StdDev(spread[0], nil), stat.StdDev(spread[1], nil); wide < 3*dense {
			t.Errorf("spread %v beside %v", wide, dense)
		}
	})
	t.Run("uniform", func(t *testing.T) {
		_, p := generate(t, "uniform", 4000, 0)
		var count [4][4]int
		for i := range p.X {
			count[int((p.X[i]+2.1)/1.05)][int((p.Y[i]+2.1)/1.05)]++
		}
		var chi2 float64
		for _, row := range count {
			for _, n := range row {
				chi2 += float64((n-250)*(n-250)) / 250
			}
		}
		if chi2 > 37.7 { // one seed in a thousand is beyond, for 15 degrees of freedom
			t.Errorf("χ² %v over sixteen fields: not even", chi2)
		}
	})
}
