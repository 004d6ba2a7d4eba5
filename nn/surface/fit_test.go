package surface_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"

	"gonum.org/v1/gonum/diff/fd"
	"gonum.org/v1/gonum/mat"

	"github.com/whisker-lab/whisker/nn/surface"
)

var curves = []struct {
	name  string
	curve surface.Curve
}{{"line", surface.Line}, {"hump", surface.Hump}, {"neuron", surface.Neuron}}

// fit is examples strewn about a curve.
func fit(curve surface.Curve, n int, seed uint64) *surface.Fit {
	r := rand.New(rand.NewPCG(seed, 0))
	f := &surface.Fit{Curve: curve, X: make([]float64, n), Y: make([]float64, n)}
	for i := range f.X {
		f.X[i] = 4*r.Float64() - 2
		f.Y[i] = curve.At(0.9, 0.6, f.X[i]).Y + 0.2*r.NormFloat64()
	}
	return f
}

func places(n int) []int32 {
	all := make([]int32, n)
	for i := range all {
		all[i] = int32(i)
	}
	return all
}

// The gradient and the Hessian are what Gonum finds by small steps of the loss.
func TestDerivatives(t *testing.T) {
	for _, tt := range curves {
		t.Run(tt.name, func(t *testing.T) {
			f := fit(tt.curve, 15, 3)
			loss := func(w []float64) float64 { return f.Loss(w[0], w[1]) }
			r := rand.New(rand.NewPCG(8, 0))
			for range 40 {
				w := []float64{4*r.Float64() - 2, 4*r.Float64() - 2}
				dp, dq := f.Slope(w[0], w[1], places(15))
				want := fd.Gradient(nil, loss, w, &fd.Settings{Formula: fd.Central})
				for i, got := range []float64{dp, dq} {
					if math.Abs(got-want[i]) > 1e-6 {
						t.Fatalf("at %v the gradient has %v; want %v", w, got, want[i])
					}
				}
				h := mat.NewSymDense(2, nil)
				fd.Hessian(h, loss, w, &fd.Settings{Formula: fd.Central, Step: 1e-4})
				b := f.Bends(w[0], w[1])
				for i, pair := range [][2]float64{{b.PP, h.At(0, 0)}, {b.PQ, h.At(0, 1)}, {b.QQ, h.At(1, 1)}} {
					if math.Abs(pair[0]-pair[1]) > 1e-5 {
						t.Fatalf("at %v part %d of the Hessian is %v; want %v", w, i, pair[0], pair[1])
					}
				}
				var eigen mat.EigenSym
				if !eigen.Factorize(h, false) {
					t.Fatal("no eigenvalues")
				}
				values := eigen.Values(nil)
				if math.Abs(b.Least()-values[0]) > 1e-5 || math.Abs(b.Largest()-values[1]) > 1e-5 {
					t.Fatalf("at %v it bends by %v and %v; want %v", w, b.Least(), b.Largest(), values)
				}
			}
		})
	}
}

// The gradient of a part is that of the examples in it.
func TestSlopeOfSome(t *testing.T) {
	f := fit(surface.Line, 5, 1)
	var p, q float64
	for i := range 5 {
		dp, dq := f.Slope(1, -1, []int32{int32(i)})
		p, q = p+dp/5, q+dq/5
	}
	dp, dq := f.Slope(1, -1, places(5))
	if math.Abs(dp-p) > 1e-12 || math.Abs(dq-q) > 1e-12 {
		t.Errorf("%v, %v; want the mean of the examples' own, %v, %v", dp, dq, p, q)
	}
}

// The lowest place of a line's bowl is what the normal equations say, even far outside; elsewhere it is flat there, and nothing
// that chance tries is lower.
func TestLowest(t *testing.T) {
	lo, hi := [2]float64{-3, -2}, [2]float64{3, 2}
	for _, tt := range curves {
		t.Run(tt.name, func(t *testing.T) {
			f := fit(tt.curve, 30, 5)
			if tt.curve == surface.Line {
				for i := range f.Y {
					f.Y[i] += 40
				}
			}
			p, q := f.Lowest(lo, hi)
			dp, dq := f.Slope(p, q, places(30))
			if math.Hypot(dp, dq) > 1e-7 || f.Bends(p, q).Least() <= 0 {
				t.Errorf("at %v, %v the slope is %v, %v and the least bend %v", p, q, dp, dq, f.Bends(p, q).Least())
			}
			r := rand.New(rand.NewPCG(2, 0))
			for range 2000 {
				if x, y := lo[0]+6*r.Float64(), lo[1]+4*r.Float64(); f.Loss(x, y) < f.Loss(p, q)-1e-12 {
					t.Fatalf("%v, %v is lower than %v, %v", x, y, p, q)
				}
			}
		})
	}
	same := &surface.Fit{X: []float64{1, 1}, Y: []float64{2, 4}}
	if p, q := same.Lowest(lo, hi); math.Abs(same.Loss(p, q)-0.5) > 1e-9 {
		t.Errorf("where many places are lowest it finds %v, %v, with a loss of %v", p, q, same.Loss(p, q))
	}
}

// A hump far away leaves a plain, and a tanh that is full is full: no value is no number.
func TestFarAway(t *testing.T) {
	for _, tt := range curves {
		for _, far := range []float64{1e6, -1e6} {
			f := fit(tt.curve, 9, 4)
			if v := f.Loss(far, 1); math.IsNaN(v) || math.IsInf(v, 0) {
				t.Errorf("%s: a loss of %v at %v", tt.name, v, far)
			}
			if dp, dq := f.Slope(far, 1, places(9)); math.IsNaN(dp + dq) {
				t.Errorf("%s: a slope of %v, %v at %v", tt.name, dp, dq, far)
			}
		}
	}
}

func ExampleFit_Lowest() {
	f := surface.Fit{Curve: surface.Line, X: []float64{0, 1, 2}, Y: []float64{1, 3, 5}}
	slope, offset := f.Lowest([2]float64{-3, -3}, [2]float64{3, 3})
	fmt.Printf("%.2f·x + %.2f, and no faster than %.2f\n", slope, offset, 2/f.Bends(slope, offset).Largest())
	// Output: 2.00·x + 1.00, and no faster than 0.84
}
