package nn_test

import (
	"bytes"
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"gonum.org/v1/gonum/stat"

	"github.com/whisker-lab/whisker/nn"
)

func wide(x []float32) []float64 {
	w := make([]float64, len(x))
	for i, v := range x {
		w[i] = float64(v)
	}
	return w
}

func TestScaler(t *testing.T) {
	x := []float32{
		1, 2, 3, 6, // feature 0
		-5, -5, -5, -5, // never changes
	}
	root := math.Sqrt(3.5) // the standard deviation of feature 0
	tests := []struct {
		scaling string
		want    []float64
	}{
		{"raw", []float64{1, 2, 3, 6, -5, -5, -5, -5}},
		{"minmax", []float64{-1, -0.6, -0.2, 1, 0, 0, 0, 0}},
		{"zscore", []float64{-2 / root, -1 / root, 0, 3 / root, 0, 0, 0, 0}},
	}
	for _, tt := range tests {
		t.Run(tt.scaling, func(t *testing.T) {
			s, err := nn.NewScaler(tt.scaling, x, 2, 4)
			if err != nil {
				t.Fatal(err)
			}
			got := make([]float32, len(x))
			s.Apply(got, x, 4)
			for i, w := range tt.want {
				if math.Abs(float64(got[i])-w) > 1e-6 {
					t.Fatalf("got %v; want %v", got, tt.want)
				}
				if back := s.Undo(i/4, float64(got[i])); math.Abs(back-float64(x[i])) > 1e-5 {
					t.Errorf("value %d goes from %v back to %v", i, x[i], back)
				}
			}
			if s.Apply(got, got, 4); tt.scaling == "raw" && !slices.Equal(got, x) {
				t.Errorf("raw twice gives %v", got)
			}
		})
	}
	if _, err := nn.NewScaler("magic", x, 2, 4); err == nil || !strings.Contains(err.Error(), `"magic"`) {
		t.Errorf("error %v; want one that names the scaling", err)
	}
}

func TestScalersSave(t *testing.T) {
	x := normal(source(), 3, 20).Data
	scaler, _ := nn.NewScaler("zscore", x, 3, 20)
	other, _ := nn.NewScaler("raw", x, 3, 20)
	whitener, white := nn.NewWhitener(x, 3, 20), nn.NewWhitener(make([]float32, 3), 3, 1)
	type saved interface {
		Apply(dst, x []float32, n int)
	}
	tests := []struct {
		name     string
		save     func(b *bytes.Buffer) error
		load     func(b *bytes.Buffer) error
		from, to saved
	}{
		{"scaler", func(b *bytes.Buffer) error { return scaler.Save(b) }, func(b *bytes.Buffer) error { return other.Load(b) }, scaler, other},
		{"whitener", func(b *bytes.Buffer) error { return whitener.Save(b) }, func(b *bytes.Buffer) error { return white.Load(b) }, whitener, white},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var b bytes.Buffer
			if err := tt.save(&b); err != nil {
				t.Fatal(err)
			}
			want, before, got := make([]float32, 60), make([]float32, 60), make([]float32, 60)
			tt.from.Apply(want, x, 20)
			tt.to.Apply(before, x, 20)
			if err := tt.load(bytes.NewBuffer(b.Bytes()[:b.Len()-1])); err == nil {
				t.Error("loads what is cut short")
			}
			if tt.to.Apply(got, x, 20); !slices.Equal(got, before) {
				t.Error("a refused file changed it")
			}
			if err := tt.load(&b); err != nil {
				t.Fatal(err)
			}
			if tt.to.Apply(got, x, 20); !slices.Equal(got, want) {
				t.Errorf("after Load %v; want %v", got, want)
			}
		})
	}
}

func TestWhitener(t *testing.T) {
	const n = 200
	r := source()
	x := make([]float32, 4*n)
	for i := range n {
		a, b := r.NormFloat64(), r.NormFloat64()
		x[i], x[n+i], x[2*n+i], x[3*n+i] = float32(3+2*a), float32(5*a+0.1*b), float32(-x[i]), 7
	}
	for _, tt := range []struct {
		name     string
		features int
		rank     int
	}{{"one", 1, 1}, {"two, correlated", 2, 2}, {"three, one a copy", 3, 2}, {"four, one never changes", 4, 2}} {
		t.Run(tt.name, func(t *testing.T) {
			w, got := nn.NewWhitener(x, tt.features, n), make([]float32, tt.features*n)
			w.Apply(got, x, n)
			trace := 0.
			for i := range tt.features {
				a := wide(got[i*n:][:n])
				if mean := stat.Mean(a, nil); math.Abs(mean) > 1e-6 {
					t.Errorf("feature %d has mean %v", i, mean)
				}
				trace += stat.PopVariance(a, nil)
				for j := range i {
					if c := stat.Correlation(a, wide(got[j*n:][:n]), nil); tt.rank == tt.features && math.Abs(c) > 1e-4 {
						t.Errorf("features %d and %d correlate: %v", j, i, c)
					}
				}
			}
			if math.Abs(trace-float64(tt.rank)) > 1e-4 {
				t.Errorf("variances add up to %v; want %d", trace, tt.rank)
			}
			back := make([]float32, len(got))
			w.Undo(back, got, n)
			for i, v := range back {
				if math.Abs(float64(v-x[i])) > 1e-4 {
					t.Fatalf("value %d goes from %v back to %v", i, x[i], v)
				}
			}
		})
	}
	one := nn.NewWhitener([]float32{3, 4}, 2, 1)
	got := make([]float32, 2)
	if one.Apply(got, []float32{9, 9}, 1); got[0] != 0 || got[1] != 0 {
		t.Errorf("a single point tells no directions, and yet gives %v", got)
	}
}

func ExampleScaler() {
	train := []float32{10, 20, 30} // one feature of three examples
	s, err := nn.NewScaler("minmax", train, 1, 3)
	if err != nil {
		fmt.Println(err)
		return
	}
	x := []float32{10, 25, 40}
	s.Apply(x, x, 3)
	fmt.Println(x, s.Undo(0, 2))
	// Output: [-1 0.5 2] 40
}
