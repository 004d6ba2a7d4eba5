package nn_test

import (
	"bytes"
	"math"
	"slices"
	"testing"

	"github.com/whisker-lab/whisker/nn"
)

// valley is Rosenbrock's function (1960) of any even number of parameters, with its gradient: a bent valley, its floor at 1.
func valley(w, g []float32) func() float64 {
	return func() float64 {
		var value float64
		for i := 0; i < len(w); i += 2 {
			x, y := float64(w[i]), float64(w[i+1])
			value += (1-x)*(1-x) + 100*(y-x*x)*(y-x*x)
			g[i] = float32(-2*(1-x) - 400*x*(y-x*x))
			g[i+1] = float32(200 * (y - x*x))
		}
		return value
	}
}

func TestLBFGSFindsTheFloor(t *testing.T) {
	for _, n := range []int{2, 6, 40} {
		w, g := make([]float32, n), make([]float32, n)
		for i := range w {
			w[i] = []float32{-1.2, 1}[i%2] + 0.01*float32(i/2)
		}
		eval := valley(w, g)
		evals := 0
		o, counted, last := nn.NewLBFGS(n), func() float64 { evals++; return eval() }, eval()
		for step := range 150 {
			evals = 0
			o.Step(w, g, counted)
			value := eval()
			if value > last || evals > 21 {
				t.Fatalf("step %d: from %v to %v in %d evaluations", step, last, value, evals)
			}
			last = value
		}
		for _, v := range w {
			if math.Abs(float64(v)-1) > 2e-3 { // the valley is flat: 1e-6 high there
				t.Errorf("%d parameters: ends at %v, value %v", n, w, last)
				break
			}
		}
	}
}

// What a step is has to be known from the save alone.
func TestLBFGSSaveIsExact(t *testing.T) {
	for _, steps := range []int{0, 1, 5, 30} {
		w, g := []float32{-1.2, 1, -1, 0.5}, make([]float32, 4)
		o := nn.NewLBFGS(4)
		for range steps {
			o.Step(w, g, valley(w, g))
		}
		var b bytes.Buffer
		if err := o.Save(&b); err != nil {
			t.Fatal(err)
		}
		v, h := slices.Clone(w), slices.Clone(g)
		other := nn.NewLBFGS(4)
		for range 3 {
			u, f := []float32{5, 5, 5, 5}, make([]float32, 4)
			other.Step(u, f, valley(u, f))
		}
		if err := other.Load(bytes.NewReader(b.Bytes()[:b.Len()-1])); err == nil {
			t.Error("loads what is cut short")
		}
		if err := nn.NewLBFGS(5).Load(bytes.NewReader(b.Bytes())); err == nil {
			t.Error("loads what is of another size")
		}
		if err := other.Load(&b); err != nil {
			t.Fatal(err)
		}
		for i := range 20 {
			o.Step(w, g, valley(w, g))
			other.Step(v, h, valley(v, h))
			if !slices.Equal(v, w) {
				t.Fatalf("saved after %d steps, %d later: %v; want %v", steps, i+1, v, w)
			}
		}
	}
}

func TestLBFGSStaysPut(t *testing.T) {
	tests := []struct {
		name  string
		value float64
		slope float32
	}{
		{"on a plain", 1, 0}, {"where the value is NaN", math.NaN(), 1}, {"where the value is infinite", math.Inf(1), 1},
		{"where the gradient is NaN", 1, float32(math.NaN())}, {"where the gradient lies", 1, 1},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			w, g := []float32{3, 4}, make([]float32, 2)
			o := nn.NewLBFGS(2)
			for range 3 {
				o.Step(w, g, func() float64 { g[0], g[1] = tt.slope, tt.slope; return tt.value })
			}
			if w[0] != 3 || w[1] != 4 {
				t.Errorf("goes to %v", w)
			}
		})
	}
}

// Weights that were changed by hand, or another loss, make what is known of the curvature useless.
func TestLBFGSForgetsWhenMoved(t *testing.T) {
	scaled := func(by float32) func(w, g []float32) func() float64 {
		return func(w, g []float32) func() float64 {
			eval := valley(w, g)
			return func() float64 {
				value := eval()
				g[0], g[1] = g[0]*by, g[1]*by
				return value * float64(by)
			}
		}
	}
	tests := []struct {
		name string
		loss func(w, g []float32) func() float64
		move float32
	}{{"weights", valley, 0.3}, {"a steeper loss", scaled(1.5), 0}, {"a flatter loss", scaled(0.7), 0}, {"both", scaled(2), -0.1}}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			for steps := 1; steps < 12; steps++ {
				w, g := []float32{-1.2, 1}, make([]float32, 2)
				o := nn.NewLBFGS(2)
				for range steps {
					o.Step(w, g, valley(w, g))
				}
				w[0] += tt.move
				fresh, h := slices.Clone(w), make([]float32, 2)
				o.Step(w, g, tt.loss(w, g))
				nn.NewLBFGS(2).Step(fresh, h, tt.loss(fresh, h))
				if !slices.Equal(w, fresh) {
					t.Errorf("after %d steps: goes to %v; a new one goes to %v", steps, w, fresh)
				}
			}
		})
	}
}

func TestLBFGSAllocatesNothing(t *testing.T) {
	w, g := []float32{-1.2, 1, -1.2, 1}, make([]float32, 4)
	o, eval := nn.NewLBFGS(4), valley(w, g)
	o.Step(w, g, eval)
	if n := testing.AllocsPerRun(30, func() { o.Step(w, g, eval) }); n != 0 {
		t.Errorf("a step allocates %v times; want 0", n)
	}
}
