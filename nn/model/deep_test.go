package model_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/whisker-lab/whisker/nn"
	"github.com/whisker-lab/whisker/nn/data"
	"github.com/whisker-lab/whisker/nn/model"
	"github.com/whisker-lab/whisker/nn/nntest"
)

func deepSet(name string, n int, seed uint64) model.Set {
	s, _ := data.Find(name)
	p := s.Generate(n, 0.1, rand.New(rand.NewPCG(seed, 7)))
	return model.Set{N: p.Len(), X: append(append([]float32{}, p.X...), p.Y...), Class: p.Class}
}

func newDeep(t testing.TB, spec model.DeepSpec, set model.Set, seed uint64) *model.Deep {
	t.Helper()
	spec.Features = 2
	if spec.Optimiser == "" {
		spec.Optimiser, spec.Rate = "adam", 0.003
	}
	m, err := model.NewDeep(spec, set, rand.New(rand.NewPCG(seed, 1)), rand.NewPCG(seed, 2))
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// deepWirings are all ways in which layers can be joined.
var deepWirings = []model.DeepSpec{{}, {Residual: true}, {Norm: true}, {Residual: true, Norm: true}}

func TestDeepConforms(t *testing.T) {
	for _, w := range deepWirings {
		t.Run(fmt.Sprint(w.Residual, w.Norm), func(t *testing.T) {
			w.Hidden, w.Width, w.Activation, w.Init, w.Batch = 7, 5, "gelu", "he", 13
			nntest.Conform(t, func(seed uint64) nn.Learner { return newDeep(t, w, deepSet("moons", 60, 1), seed) }, map[string]float64{"lr": 0.01})
		})
	}
}

// The gradient is that of the loss: one plain step along it, of all examples, is compared with differences of the loss.
func TestDeepGradient(t *testing.T) {
	const rate = 1.0
	set := deepSet("moons", 20, 3)
	for _, w := range deepWirings {
		for _, f := range []string{"tanh", "sigmoid", "gelu"} {
			t.Run(fmt.Sprint(w.Residual, w.Norm, f), func(t *testing.T) {
				w.Hidden, w.Width, w.Activation, w.Init, w.Optimiser, w.Rate = 4, 6, f, "xavier", "sgd", rate
				m, asked := newDeep(t, w, set, 5), newDeep(t, w, set, 5)
				m.Step()
				var largest float64
				want := make([]float64, len(m.Params()))
				for i, v := range asked.Params() {
					want[i] = float64(v-m.Params()[i]) / rate
					largest = max(largest, math.Abs(want[i]))
				}
				loss := func(i int, v float32) float64 {
					old := asked.Params()[i]
					asked.Params()[i] = v
					l, _ := asked.Evaluate(set)
					asked.Params()[i] = old
					return l
				}
				for i, v := range asked.Params() {
					const h = 1e-2
					got := (8*(loss(i, v+h)-loss(i, v-h)) - (loss(i, v+2*h) - loss(i, v-2*h))) / (12 * h)
					if math.Abs(got-want[i]) > 2e-3*largest {
						t.Fatalf("weight %d: the step says %v, differences %v", i, want[i], got)
					}
				}
			})
		}
	}
}

// A plain stack is the usual network: from the same weights it learns the same, to the bit.
func TestPlainDeepIsAnMLP(t *testing.T) {
	set := deepSet("moons", 48, 1)
	m := newDeep(t, model.DeepSpec{Hidden: 3, Width: 5, Activation: "tanh", Init: "xavier", Optimiser: "adam", Rate: 0.01}, set, 1)
	usual, err := model.NewMLP(model.MLPSpec{Sizes: []int{2, 5, 5, 5, 1}, Activations: []string{"tanh", "tanh", "tanh"}, Loss: "bce", Optimiser: "adam", Rate: 0.01, Init: "xavier"},
		set, rand.New(rand.NewPCG(1, 1)), rand.NewPCG(1, 2))
	if err != nil {
		t.Fatal(err)
	}
	for i := range 30 {
		a, _ := m.Step()
		b, _ := usual.Step()
		if a != b {
			t.Fatalf("step %d: loss %v, of an MLP %v", i, a, b)
		}
	}
	if !slices.Equal(m.Params(), usual.Params()) {
		t.Error("other weights than an MLP's")
	}
}

// One help alone; neither and both are held over five seeds by package deep.
func TestAHundredLayers(t *testing.T) {
	tests := []struct {
		name        string
		spec        model.DeepSpec
		least, most float64
	}{
		{"with layer norm alone", model.DeepSpec{Norm: true}, 0, 0.6},
		{"with shortcuts alone", model.DeepSpec{Residual: true}, 0.95, 1},
	}
	const seed = 1 // the lesson's own experiments have others
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			tt.spec.Hidden, tt.spec.Width, tt.spec.Activation, tt.spec.Init, tt.spec.Batch = 100, 8, "relu", "he", 48
			m := newDeep(t, tt.spec, deepSet("moons", 240, seed), seed)
			for range 500 {
				m.Step()
			}
			if _, right := m.Evaluate(deepSet("moons", 400, seed+100)); right < tt.least || right > tt.most {
				t.Errorf("%v right; want %v to %v", right, tt.least, tt.most)
			}
		})
	}
}

// Blame that sigmoid lets through is a quarter at most in each layer, and He's weights make up for less than half of that.
func TestProfile(t *testing.T) {
	set := deepSet("moons", 48, 1)
	share := func(w model.DeepSpec) float64 {
		w.Hidden, w.Width, w.Batch = 30, 8, 48
		m := newDeep(t, w, set, 15)
		signal, blame, cells := make([]float32, 30), make([]float32, 30), make([]float32, 30*8)
		m.Profile(set, 0, signal, blame, cells)
		if !(signal[0] > 0) {
			t.Error("no signal at the first layer")
		}
		return float64(blame[0] / blame[29])
	}
	if s := share(model.DeepSpec{Activation: "sigmoid", Init: "xavier"}); s > math.Pow(0.4, 29) {
		t.Errorf("sigmoid lets %v of the blame through", s)
	}
	if s := share(model.DeepSpec{Activation: "sigmoid", Init: "xavier", Residual: true}); s < 0.5 || s > 2 {
		t.Errorf("with shortcuts %v of the blame comes through", s)
	}
	if s := share(model.DeepSpec{Activation: "relu", Init: "he", Residual: true, Norm: true}); s < 0.5 || s > 10 {
		t.Errorf("with shortcuts and layer norm %v of the blame comes through", s)
	}
}

func TestNewDeepRefuses(t *testing.T) {
	good := model.DeepSpec{Features: 2, Hidden: 3, Width: 4, Activation: "relu", Init: "he", Optimiser: "adam", Rate: 0.1}
	set := deepSet("moons", 20, 1)
	tests := map[string]func(s *model.DeepSpec, set *model.Set){
		"no layer":            func(s *model.DeepSpec, _ *model.Set) { s.Hidden = 0 },
		"too many layers":     func(s *model.DeepSpec, _ *model.Set) { s.Hidden = model.MostHidden + 1 },
		"no unit":             func(s *model.DeepSpec, _ *model.Set) { s.Width = 0 },
		"too wide":            func(s *model.DeepSpec, _ *model.Set) { s.Width = 1 << 20 },
		"too many weights":    func(s *model.DeepSpec, _ *model.Set) { s.Hidden, s.Width = 200, 4000 },
		"no such activation":  func(s *model.DeepSpec, _ *model.Set) { s.Activation = "bent" },
		"no such initialiser": func(s *model.DeepSpec, _ *model.Set) { s.Init = "lucky" },
		"no such optimiser":   func(s *model.DeepSpec, _ *model.Set) { s.Optimiser = "luck" },
		"rate":                func(s *model.DeepSpec, _ *model.Set) { s.Rate = math.NaN() },
		"batch":               func(s *model.DeepSpec, _ *model.Set) { s.Batch = -1 },
		"nothing to learn":    func(_ *model.DeepSpec, set *model.Set) { *set = model.Set{} },
		"three classes":       func(_ *model.DeepSpec, set *model.Set) { set.Class = slices.Clone(set.Class); set.Class[3] = 2 },
	}
	for name, spoil := range tests {
		t.Run(name, func(t *testing.T) {
			spec, set := good, set
			spoil(&spec, &set)
			if _, err := model.NewDeep(spec, set, rand.New(rand.NewPCG(1, 1)), rand.NewPCG(1, 1)); err == nil {
				t.Error("no error")
			}
		})
	}
}
