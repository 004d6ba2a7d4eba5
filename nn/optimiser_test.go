package nn_test

import (
	"bytes"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/whisker-lab/whisker/nn"
)

// follow is the rules as their papers have them, in float64.
func follow(rule string, w []float64, grads [][]float64, rate float64) {
	const momentum, beta1, beta2, rho, eps = 0.9, 0.9, 0.999, 0.9, 1e-8
	m, v := make([]float64, len(w)), make([]float64, len(w))
	for t, g := range grads {
		for i, d := range g {
			switch rule {
			case "sgd":
				w[i] -= rate * d
			case "momentum":
				m[i] = momentum*m[i] + d
				w[i] -= rate * m[i]
			case "nesterov":
				m[i] = momentum*m[i] + d
				w[i] -= rate * (d + momentum*m[i])
			case "adagrad":
				v[i] += d * d
				w[i] -= rate * d / (math.Sqrt(v[i]) + eps)
			case "rmsprop":
				v[i] = rho*v[i] + (1-rho)*d*d
				w[i] -= rate * d / (math.Sqrt(v[i]) + eps)
			case "adam", "adamw":
				m[i] = beta1*m[i] + (1-beta1)*d
				v[i] = beta2*v[i] + (1-beta2)*d*d
				mean := m[i] / (1 - math.Pow(beta1, float64(t+1)))
				square := v[i] / (1 - math.Pow(beta2, float64(t+1)))
				w[i] -= rate * mean / (math.Sqrt(square) + eps)
			}
		}
	}
}

func TestOptimisersFollowTheirPapers(t *testing.T) {
	const steps, rate = 25, 0.1
	for _, rule := range nn.Rules {
		for _, n := range []int{1, 3, 4, 7, 37} {
			t.Run(fmt.Sprint(rule, " of ", n), func(t *testing.T) {
				r := rand.New(rand.NewPCG(3, uint64(n)))
				w := normal(r, n).Data
				want, o := wide(w), optimiser(t, rule, n, rate)
				var grads [][]float64
				for range steps {
					g := normal(r, n).Data
					grads = append(grads, wide(g))
					o.Step(w, g)
				}
				follow(rule, want, grads, rate)
				for i, v := range want {
					if math.Abs(float64(w[i])-v) > 1e-5 { // 25 roundings of numbers around 1
						t.Fatalf("parameter %d is %v; want %v", i, w[i], v)
					}
				}
			})
		}
	}
}

func optimiser(t testing.TB, rule string, n int, rate float64) *nn.Optimiser {
	t.Helper()
	o, err := nn.NewOptimiser(rule, n, rate)
	if err != nil {
		t.Fatal(err)
	}
	return o
}

func TestOptimisersSaveExactly(t *testing.T) {
	r := source()
	for _, rule := range nn.Rules {
		t.Run(rule, func(t *testing.T) {
			a, b := optimiser(t, rule, 7, 0.1), optimiser(t, rule, 7, 0.5)
			w := normal(r, 7).Data
			for _, name := range []string{"momentum", "beta1", "beta2", "eps"} {
				a.Tune(name, 0.37)
			}
			for range 5 {
				a.Step(w, normal(r, 7).Data)
				b.Step(slices.Clone(w), normal(r, 7).Data)
			}
			var save bytes.Buffer
			if err := a.Save(&save); err != nil {
				t.Fatal(err)
			}
			for n := range save.Len() {
				if err := b.Load(bytes.NewReader(save.Bytes()[:n])); err == nil {
					t.Fatalf("loads %d bytes of %d", n, save.Len())
				}
			}
			if err := b.Load(&save); err != nil {
				t.Fatal(err)
			}
			v := slices.Clone(w)
			for range 5 {
				g := normal(r, 7).Data
				a.Step(w, g)
				b.Step(v, g)
			}
			if !slices.Equal(v, w) {
				t.Errorf("after Load %v; want %v", v, w)
			}
			b.Forget()
			fresh := optimiser(t, rule, 7, 0.1)
			for _, name := range []string{"momentum", "beta1", "beta2", "eps"} {
				fresh.Tune(name, 0.37)
			}
			u := slices.Clone(v)
			g := normal(r, 7).Data
			b.Step(v, g)
			fresh.Step(u, g)
			if !slices.Equal(u, v) {
				t.Errorf("after Forget %v; a new one gives %v", v, u)
			}
		})
	}
}

func TestOptimisersRefuse(t *testing.T) {
	if _, err := nn.NewOptimiser("magic", 1, 1); err == nil || !strings.Contains(err.Error(), `"magic"`) {
		t.Errorf("error %v; want one that names the rule", err)
	}
	var save bytes.Buffer
	if err := optimiser(t, "adam", 3, 0.1).Save(&save); err != nil {
		t.Fatal(err)
	}
	for _, other := range []*nn.Optimiser{optimiser(t, "adamw", 3, 0.1), optimiser(t, "sgd", 3, 0.1), optimiser(t, "adam", 4, 0.1)} {
		if err := other.Load(bytes.NewReader(save.Bytes())); err == nil {
			t.Errorf("%s takes a save of adam for 3 parameters", nn.Rules[other.Rule])
		}
	}
	defer func() {
		if recover() == nil {
			t.Error("one optimiser serves two arrays")
		}
	}()
	optimiser(t, "adam", 3, 0.1).Step(make([]float32, 4), make([]float32, 4))
}

func TestOptimisersAllocateNothing(t *testing.T) {
	for _, rule := range nn.Rules {
		w, g, o := make([]float32, 9), make([]float32, 9), optimiser(t, rule, 9, 0.1)
		if n := testing.AllocsPerRun(10, func() { o.Step(w, g) }); n != 0 {
			t.Errorf("%s: a step allocates %v times; want 0", rule, n)
		}
	}
}

func ExampleOptimiser() {
	o, err := nn.NewOptimiser("momentum", 1, 0.1)
	if err != nil {
		fmt.Println(err)
		return
	}
	w := []float32{1}
	for range 60 {
		o.Step(w, []float32{2 * w[0]}) // downhill on w²
	}
	fmt.Println(math.Abs(float64(w[0])) < 0.1)
	// Output: true
}

// Whatever is read, an optimiser reads it or says why not, and can take a step afterwards.
func FuzzLoadOptimiser(f *testing.F) {
	var save bytes.Buffer
	for i, rule := range nn.Rules {
		save.Reset()
		if err := optimiser(f, rule, 5, 0.1).Save(&save); err != nil {
			f.Fatal(err)
		}
		f.Add(uint8(i), bytes.Clone(save.Bytes()))
	}
	save.Reset()
	l := nn.NewLBFGS(5)
	w, g := make([]float32, 5), make([]float32, 5)
	value := func() float64 {
		var sum float64
		for i, v := range w {
			g[i] = v - float32(i)
			sum += float64(g[i]) * float64(g[i]) / 2
		}
		return sum
	}
	l.Step(w, g, value)
	if err := l.Save(&save); err != nil {
		f.Fatal(err)
	}
	f.Add(uint8(len(nn.Rules)), bytes.Clone(save.Bytes()))
	f.Fuzz(func(t *testing.T, which uint8, data []byte) {
		if int(which) < len(nn.Rules) {
			o := optimiser(t, nn.Rules[which], 5, 0.1)
			_ = o.Load(bytes.NewReader(data))
			o.Step(w, g)
			return
		}
		o := nn.NewLBFGS(5)
		_ = o.Load(bytes.NewReader(data))
		o.Step(w, g, value)
	})
}
