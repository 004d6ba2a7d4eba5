package heat_test

import (
	"fmt"
	"math"
	"testing"

	"github.com/whisker-lab/whisker/frame/border"
	"github.com/whisker-lab/whisker/viz/heat"
)

// However steep a field is, its border is where it belongs and no staircase.
func TestEvenBordersAreSmooth(t *testing.T) {
	const side = 64
	forms := map[string]func(x, y float64) float64{
		"line":   func(x, y float64) float64 { return 0.17*x + y - 0.083 },
		"steep":  func(x, y float64) float64 { return x - 0.31*y },
		"circle": func(x, y float64) float64 { return (0.36 - x*x - y*y) / 1.2 },
	}
	for name, f := range forms {
		for _, times := range []float64{1, 20, 100, 250} {
			signed := field(side, side, func(x, y float64) float64 { return math.Tanh(times * f(x, y)) })
			one := field(side, side, func(x, y float64) float64 { return 1 / (1 + math.Exp(-2*times*f(x, y))) })
			other := field(side, side, func(x, y float64) float64 { return 1 / (1 + math.Exp(2*times*f(x, y))) })
			none := field(side, side, func(x, y float64) float64 { return 0 })
			for planes, v := range map[int][]float32{1: signed.V, 3: append(append(one.V, other.V...), none.V...)} {
				t.Run(fmt.Sprint(name, times, planes), func(t *testing.T) {
					pieces := border.Of(nil, new(heat.Evener).Even(side, side, planes, v), planes, side, side, [4]float64{-1, 1, -1, 1})
					if len(pieces) == 0 {
						t.Fatal("no border")
					}
					worst := 0.0
					for i := 0; i < len(pieces); i += 2 {
						worst = max(worst, math.Abs(f(float64(pieces[i]), float64(pieces[i+1]))))
					}
					if cell := 2.0 / side; worst > 0.12*cell {
						t.Errorf("the border is up to %.2f cells from its place", worst/cell)
					}
				})
			}
		}
	}
}

// What is gentle, and what are no shares, comes back as it is.
func TestEvenLeavesTheRest(t *testing.T) {
	flat := field(32, 32, func(x, y float64) float64 { return math.Tanh(x + y) })
	steps := field(32, 32, func(x, y float64) float64 { return math.Copysign(3, x) })
	for name, v := range map[string][]float32{"gentle": flat.V, "no numbers": {nan, 1, inf, -inf}} {
		if got := new(heat.Evener).Even(2, len(v)/2, 1, v); name == "gentle" && &new(heat.Evener).Even(32, 32, 1, v)[0] != &v[0] || len(got) != len(v) {
			t.Errorf("%s: not itself", name)
		}
	}
	if planes := append(append([]float32(nil), steps.V...), flat.V...); &new(heat.Evener).Even(32, 32, 2, planes)[0] != &planes[0] {
		t.Error("distances were taken for shares")
	}
	v := []float32{1, 1, -1, -1}
	if got := new(heat.Evener).Even(4, 1, 1, v); got[0] != 1 || got[3] != -1 || v[1] != 1 || got[1] >= 1 || got[1] != -got[2] {
		t.Errorf("%v of %v", got, v)
	}
}

// Which way the rows run makes no difference, whatever their length, and nothing is allocated the second time.
func TestEvenEitherWay(t *testing.T) {
	for _, side := range []int{5, 8, 9, 16, 17, 31} {
		f := field(side, side, func(x, y float64) float64 { return math.Tanh(90 * (math.Sin(9*x) + math.Cos(7*y) - 0.4)) })
		turned := make([]float32, side*side)
		for i := range turned {
			turned[i] = f.V[i%side*side+i/side]
		}
		var e, other heat.Evener
		got, want := e.Even(side, side, 1, f.V), other.Even(side, side, 1, turned)
		for i := range got {
			if math.Abs(float64(got[i]-want[i%side*side+i/side])) > 1e-6 {
				t.Fatalf("side %d: %v at %d; the other way %v", side, got[i], i, want[i%side*side+i/side])
			}
		}
		if n := testing.AllocsPerRun(3, func() { e.Even(side, side, 1, f.V) }); n != 0 {
			t.Errorf("side %d: %v allocations", side, n)
		}
	}
}

func BenchmarkEven(b *testing.B) {
	for _, times := range []float64{1, 100} {
		b.Run(fmt.Sprint(times), func(b *testing.B) {
			f := field(256, 256, func(x, y float64) float64 { return math.Tanh(times * (x + y)) })
			var e heat.Evener
			for b.Loop() {
				e.Even(256, 256, 1, f.V)
			}
		})
	}
}
