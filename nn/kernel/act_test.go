package kernel

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

// everywhere is float32 from one end to the other, NaN and both infinities among them: every 4001st of all there are, which
// takes a new exponent and mantissa each time, and what lies around the places where functions change over.
func everywhere() []float32 {
	var x []float32
	for bits := uint64(0); bits < 1<<32; bits += 4001 {
		x = append(x, math.Float32frombits(uint32(bits)))
	}
	for _, v := range []float32{0, 0.5, 1, tanhLimit, 2 * tanhLimit, expHigh, expLow, smallest, geluLow, math.MaxFloat32, math.SmallestNonzeroFloat32} {
		for range 9 {
			x = append(x, v, -v)
			v = math.Nextafter32(v, math.MaxFloat32)
		}
	}
	return append(x, float32(math.NaN()), inf(), -inf())
}

// ulps is how far got lies from want, in the ulps of float32 there. Both NaN, or the same infinity, is no error.
func ulps(got float32, want float64) float64 {
	rounded := float32(want)
	if got == rounded || got != got && want != want {
		return 0
	}
	if got != got || want != want || math.IsInf(float64(got), 0) || math.IsInf(float64(rounded), 0) {
		return math.Inf(1)
	}
	ulp := float64(math.Nextafter32(max(rounded, -rounded), inf())) - math.Abs(float64(rounded))
	return math.Abs(float64(got)-want) / ulp
}

func sigmoid64(x float64) float64 { return 1 / (1 + math.Exp(-x)) }

// softplus64 keeps its digits where eˣ is small beside 1.
func softplus64(x float64) float64 { return max(x, 0) + math.Log1p(math.Exp(-math.Abs(x))) }

// gelu64 is the tanh form, and its limits where ∞·0 comes into it.
func gelu64(x float64) float64 {
	switch {
	case x < -20:
		return 0
	case x > 20:
		return x
	}
	return x / 2 * (1 + math.Tanh(math.Sqrt(2/math.Pi)*(x+0.044715*x*x*x)))
}

func TestFunctionsOverTheWholeRange(t *testing.T) {
	tests := []struct {
		name     string
		of       func(y, x []float32)
		want     func(x float64) float64
		ulps     float64 // within this
		absolute float64 // or within this
		tiny     float64 // what may be 0 instead
	}{
		{"tanh", TanhTo, math.Tanh, 4, 4e-7, 0},
		{"sigmoid", SigmoidTo, sigmoid64, 0, 2e-7, 0},
		{"signed sigmoid", SignedSigmoidTo, func(x float64) float64 { return math.Tanh(x / 2) }, 4, 4e-7, 0},
		{"lecun", LeCun.Apply, func(x float64) float64 { return 1.7159 * math.Tanh(2*x/3) }, 4, 7e-7, 0},
		{"gelu", GELU.Apply, gelu64, 4, 1e-6, 0},
		{"exp", ExpTo, math.Exp, 4, 0, 1.3e-38},
		{"log", LogTo, math.Log, 4, 0, 0},
		{"softplus", SoftplusTo, softplus64, 5, 0, 1.3e-38},
		{"relu", ReLU.Apply, func(x float64) float64 { return math.Max(x, 0) }, 0, 0, 0},
		{"leaky relu", LeakyReLU.Apply, func(x float64) float64 { return math.Max(x, x*LeakySlope) }, 1, 0, 0},
		{"linear", Linear.Apply, func(x float64) float64 { return x }, 0, 0, 0},
		{"threshold", Threshold.Apply, func(x float64) float64 {
			if x < 0 {
				return 0
			}
			return min(1, x*0+1) // NaN stays, as the infinities do not
		}, 0, 0, 0},
	}
	x := everywhere()
	y := make([]float32, len(x))
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			tt.of(y, x)
			for i, got := range y {
				want := tt.want(float64(x[i]))
				if tt.name == "threshold" && math.IsInf(float64(x[i]), 1) {
					want = 1
				}
				if got == 0 && math.Abs(want) <= tt.tiny {
					continue
				}
				wrong, off := ulps(got, want), math.Abs(float64(got)-want)
				if wrong > tt.ulps && !(off <= tt.absolute) {
					t.Fatalf("f(%v) = %v; want %v: %v ulp, %v away", x[i], got, want, wrong, off)
				}
			}
		})
	}
}

// Vectors and scalars give the same bits, whatever is left over after fours.
func TestFunctionsEqualScalar(t *testing.T) {
	type function struct {
		name         string
		fast, scalar func(y, x []float32)
	}
	functions := []function{
		{"signed sigmoid", SignedSigmoidTo, func(y, x []float32) { each(y, x, signedSigmoidOf) }},
		{"exp", ExpTo, func(y, x []float32) { each(y, x, expOf) }},
		{"log", LogTo, func(y, x []float32) { each(y, x, logOf) }},
		{"softplus", SoftplusTo, func(y, x []float32) { each(y, x, softplusOf) }},
		{"gelu's slope", slopeGELU, func(y, x []float32) {
			for i, v := range x {
				y[i] *= geluSlopeOf(v)
			}
		}},
		{"kink", func(y, x []float32) { slopeKink(y[:len(x)], x, 0.3) }, func(y, x []float32) { slopeKinkScalar(y[:len(x)], x, 0.3) }},
		{"parabola", func(y, x []float32) { slopeParabola(y[:len(x)], x, 0.3, 0.4, -0.5) }, func(y, x []float32) { slopeParabolaScalar(y[:len(x)], x, 0.3, 0.4, -0.5) }},
	}
	for i, name := range Activations {
		functions = append(functions, function{name, Activation(i).Apply, Activation(i).applyScalar})
	}
	r := rand.New(rand.NewPCG(1, 1))
	all := everywhere()
	for _, f := range functions {
		t.Run(f.name, func(t *testing.T) {
			for n := range 40 {
				for range 20 {
					x, want := make([]float32, n), noise(r, n+1)
					for i := range x {
						if x[i] = all[r.IntN(len(all))]; i%2 == 0 {
							x[i] = float32(3 * r.NormFloat64())
						}
					}
					got := slices.Clone(want)
					f.fast(got, x)
					f.scalar(want, x)
					for i := range got {
						if math.Float32bits(got[i]) != math.Float32bits(want[i]) && !(got[i] != got[i] && want[i] != want[i]) {
							t.Fatalf("%d of %d: f(%v) = %v; want %v", i, n, x[min(i, n-1)], got[i], want[i])
						}
					}
				}
			}
		})
	}
}

// The slopes are those of the functions, found from what Slope is given.
func TestSlopes(t *testing.T) {
	derivative := map[Activation]func(x float64) float64{
		Linear:  func(x float64) float64 { return 1 },
		Tanh:    func(x float64) float64 { return 1 - math.Tanh(x)*math.Tanh(x) },
		Sigmoid: func(x float64) float64 { return sigmoid64(x) * (1 - sigmoid64(x)) },
		ReLU: func(x float64) float64 {
			if x > 0 {
				return 1
			}
			return 0
		},
		LeakyReLU: func(x float64) float64 {
			if x > 0 {
				return 1
			}
			return LeakySlope
		},
		GELU: func(x float64) float64 {
			const c = 0.7978845608028654
			u := c * (x + 0.044715*x*x*x)
			return (1+math.Tanh(u))/2 + x/2*(1-math.Tanh(u)*math.Tanh(u))*c*(1+3*0.044715*x*x)
		},
		Threshold: func(x float64) float64 { return 0 },
		LeCun:     func(x float64) float64 { th := math.Tanh(2 * x / 3); return 1.7159 * 2 / 3 * (1 - th*th) },
	}
	for i, name := range Activations {
		a := Activation(i)
		t.Run(name, func(t *testing.T) {
			x := []float32{-1e4, -30, -11, -9.5, -4, -1, -0.3, -1e-3, 1e-9, 0.2, 0.9, 3, 8, 9.5, 30, 1e4}
			v, d := slices.Clone(x), make([]float32, len(x))
			if a.Apply(v, x); a.NeedsInput() {
				copy(v, x)
			}
			for i := range d {
				d[i] = 3
			}
			a.Slope(d, v)
			for i, got := range d {
				// A slope found from a function near its bound has the function's error, times x cubed for gelu.
				tolerance := 1e-6
				if a == GELU {
					tolerance = 1e-5
				}
				if want := derivative[a](float64(x[i])); math.Abs(float64(got)/3-want) > tolerance {
					t.Errorf("slope at %v is %v; want %v", x[i], got/3, want)
				}
			}
		})
	}
}

func TestActivationsByName(t *testing.T) {
	for i, name := range Activations {
		a, err := ParseActivation(name)
		if err != nil || a != Activation(i) || a.String() != name {
			t.Errorf("ParseActivation(%q) = %v, %v", name, a, err)
		}
		y := make([]float32, 2)
		lo, hi, bounded := a.Range()
		if !bounded {
			lo, hi = -1, 100 // the reach of no other
		}
		a.Apply(y, []float32{-100, 100})
		if low, high := y[0]-lo, hi-y[1]; bounded && !(low >= 0 && low < 1e-6 && high >= 0 && high < 1e-6) || !bounded && high > 0 {
			t.Errorf("%s reaches %v; its range is %v to %v, %v", name, y, lo, hi, bounded)
		}
	}
	if _, err := ParseActivation("magic"); err == nil || !strings.Contains(err.Error(), `"magic"`) {
		t.Errorf("error %v; want one that names the activation", err)
	}
	for name, f := range map[string]func(){
		"apply": func() { Activation(99).Apply(make([]float32, 4), make([]float32, 4)) },
		"slope": func() { Activation(99).Slope(make([]float32, 4), make([]float32, 4)) },
	} {
		t.Run(name, func(t *testing.T) {
			defer func() {
				if recover() == nil {
					t.Error("no panic")
				}
			}()
			f()
		})
	}
}

func TestSoftmax(t *testing.T) {
	r := rand.New(rand.NewPCG(2, 2))
	for _, classes := range []int{1, 2, 3, 10} {
		for _, stride := range []int{1, 3, 4, 7, 13} {
			t.Run(fmt.Sprint(classes, " of ", stride), func(t *testing.T) {
				z := noise(r, classes*stride)
				for i := range z {
					z[i] *= []float32{1, 30, 3000}[i%stride%3]
				}
				p, soft := make([]float32, len(z)), make([]float32, stride)
				want, wantSoft := make([]float32, len(z)), make([]float32, stride)
				softmaxScalar(want, wantSoft, z, classes, stride, 0)
				Softmax(p, soft, z, classes, stride)
				if !slices.Equal(p, want) || !slices.Equal(soft, wantSoft) {
					t.Errorf("gives %v, %v; the scalar form %v, %v", p, soft, want, wantSoft)
				}
				for j := range stride {
					top := math.Inf(-1)
					for c := range classes {
						top = max(top, float64(z[c*stride+j]))
					}
					var sum float64
					for c := range classes {
						sum += math.Exp(float64(z[c*stride+j]) - top)
					}
					if lse := top + math.Log(sum); math.Abs(float64(soft[j])-lse) > 1e-6*max(1, math.Abs(lse)) {
						t.Errorf("log-sum-exp %v; want %v", soft[j], lse)
					}
					for c := range classes {
						if w := math.Exp(float64(z[c*stride+j])-top) / sum; math.Abs(float64(p[c*stride+j])-w) > 1e-6 {
							t.Errorf("probability %v; want %v", p[c*stride+j], w)
						}
					}
				}
				alone := slices.Clone(z)
				if Softmax(alone, nil, alone, classes, stride); !slices.Equal(alone, p) {
					t.Errorf("in place %v; want %v", alone, p)
				}
			})
		}
	}
}
