package model

import (
	"bytes"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/whisker-lab/whisker/nn"
	"github.com/whisker-lab/whisker/nn/nntest"
)

// gatedMLP has all that can stand in a network's way: units dropped, cut out and frozen, and a schedule.
func gatedMLP(t testing.TB, rule string, seed uint64) *MLP {
	spec := MLPSpec{
		Sizes: []int{3, 6, 5, 2}, Activations: []string{"tanh", "gelu"}, Loss: "cce", Optimiser: rule, Rate: 0.05, L2: 1e-3, Batch: 10,
		Dropout: []float64{0.3, 0.5}, Schedule: nn.Schedule{Kind: "cosine", Warmup: 5, Period: 60, Floor: 0.1},
	}
	if rule == nn.LBFGSRule {
		spec.Dropout = nil
	}
	m := newMLP(t, spec, cloud("cce", 3, 2, 53, rand.New(pcg(9))), seed)
	m.Cut(1, 2, true)
	m.Cut(2, 0, true)
	m.Freeze(2, 3, true)
	m.Freeze(3, 1, true)
	return m
}

func TestGatesConform(t *testing.T) {
	tune := map[string]float64{"lr": 0.02, "dropout": 0.2, "dropout/2": 0.7, "l1": 1e-4, "batch": 7}
	for _, rule := range append(nn.Rules[:], nn.LBFGSRule) {
		t.Run(rule, func(t *testing.T) {
			nntest.Conform(t, func(seed uint64) nn.Learner { return gatedMLP(t, rule, seed) }, tune)
		})
	}
}

// A save holds what is frozen, cut and dropped, whatever the MLP that loads it had.
func TestGatesAreSaved(t *testing.T) {
	from, to := gatedMLP(t, "adam", 1), gatedMLP(t, "adam", 2)
	to.Cut(1, 2, false)
	to.Cut(2, 4, true)
	to.Freeze(1, EveryUnit, true)
	to.Freeze(2, 3, false)
	to.Tune("dropout/1", 0)
	from.Tune("lr", 0.7)
	from.Step()
	var save bytes.Buffer
	if err := from.Save(&save); err != nil {
		t.Fatal(err)
	}
	if err := to.Load(&save); err != nil {
		t.Fatal(err)
	}
	for layer, units := range from.Sizes()[1:] {
		for u := range units {
			if from.IsCut(layer+1, u) != to.IsCut(layer+1, u) || from.Frozen(layer+1, u) != to.Frozen(layer+1, u) {
				t.Errorf("layer %d, unit %d is cut %v and frozen %v after Load", layer+1, u, to.IsCut(layer+1, u), to.Frozen(layer+1, u))
			}
		}
		if from.Dropout(layer+1) != to.Dropout(layer+1) {
			t.Errorf("layer %d drops %v after Load; want %v", layer+1, to.Dropout(layer+1), from.Dropout(layer+1))
		}
	}
	if from.Rate() != to.Rate() || !slices.Equal(from.LastBatch(), to.LastBatch()) {
		t.Errorf("rate %v, last batch %v after Load; want %v, %v", to.Rate(), to.LastBatch(), from.Rate(), from.LastBatch())
	}
}

func TestFrozenWeightsStay(t *testing.T) {
	for _, rule := range append(nn.Rules[:], nn.LBFGSRule) {
		t.Run(rule, func(t *testing.T) {
			m := newMLP(t, MLPSpec{
				Sizes: []int{3, 4, 3, 1}, Activations: []string{"tanh", "relu"}, Loss: "bce", Optimiser: rule, Rate: 0.05, L1: 1e-3, L2: 1e-2, Batch: 10,
			}, cloud("bce", 3, 1, 40, rand.New(pcg(1))), 1)
			for range 5 {
				m.Step() // some momentum
			}
			m.Freeze(1, EveryUnit, true)
			m.Freeze(2, 1, true)
			before := slices.Clone(m.params)
			for range 20 {
				m.Step()
			}
			if sum := slices.Max(m.layers[0].dw) - slices.Min(m.layers[0].dw) + m.layers[1].db[1]*m.layers[1].db[1]; sum != 0 {
				t.Error("what is frozen has a gradient")
			}
			for l := range m.layers {
				for u := range m.layers[l].out {
					same := m.Bias(l+1, u) == float64(before[offset(m, l)+m.layers[l].out*m.layers[l].in+u])
					for in := range m.layers[l].in {
						same = same && m.Weight(l+1, u, in) == float64(before[offset(m, l)+u*m.layers[l].in+in])
					}
					if want := l == 0 || l == 1 && u == 1; same != want {
						t.Errorf("layer %d, unit %d: unchanged is %v; want %v", l+1, u, same, want)
					}
				}
			}
			m.Freeze(1, EveryUnit, false)
			m.Freeze(2, 1, false)
			held := m.Weight(2, 1, 0)
			for range 5 {
				m.Step()
			}
			if m.Weight(2, 1, 0) == held {
				t.Error("a unit that was let go does not learn")
			}
		})
	}
}

// offset is where the weights of a layer begin among the parameters.
func offset(m *MLP, layer int) (at int) {
	for _, l := range m.layers[:layer] {
		at += l.out * (l.in + 1)
	}
	return at
}

func TestCutUnitsAreSilent(t *testing.T) {
	set := cloud("bce", 2, 1, 30, rand.New(pcg(1)))
	build := func() *MLP {
		return newMLP(t, MLPSpec{Sizes: []int{2, 3, 2, 1}, Activations: []string{"sigmoid", "gelu"}, Loss: "bce", Optimiser: "sgd", Rate: 0.1}, set, 1)
	}
	m, zeroed := build(), build()
	m.Cut(1, 1, true)
	for out := range 2 {
		zeroed.SetWeight(2, out, 1, 0) // the same for the layer after it
	}
	got, want := make([]float32, set.N), make([]float32, set.N)
	m.Outputs(set.X, set.N, got)
	zeroed.Outputs(set.X, set.N, want)
	if !slices.Equal(got, want) {
		t.Error("a unit cut out is not the same as one that nobody listens to")
	}
	m.Nodes(set.X, set.N, func(b Block) {
		if b.Layer == 1 && slices.Max(b.Row(1)) != 0 {
			t.Errorf("a unit cut out gives %v", b.Row(1))
		}
	})
	before := [2]float64{m.Weight(1, 1, 0), m.Weight(2, 0, 1)}
	m.Step()
	if after := [2]float64{m.Weight(1, 1, 0), m.Weight(2, 0, 1)}; after != before {
		t.Errorf("weights into and out of a unit cut out go from %v to %v", before, after)
	}
	m = build()
	m.Outputs(set.X, set.N, want)
	m.Cut(1, 1, true)
	m.Cut(3, 0, true)
	m.Outputs(set.X, set.N, got)
	if slices.Max(got) != 0 || slices.Min(got) != 0 {
		t.Error("an output cut out gives something")
	}
	m.Cut(3, 0, false)
	m.Cut(1, 1, false)
	if m.Outputs(set.X, set.N, got); !slices.Equal(got, want) {
		t.Error("what was put back is not as it was")
	}
}

// The mean over many ways of dropping units is what the whole network gives, and its gradient: that of a linear layer.
func TestDropoutKeepsTheMean(t *testing.T) {
	const n = 4000
	set := Set{N: n, X: make([]float32, n), Value: make([]float32, n)}
	for i := range set.X {
		set.X[i] = 1
	}
	m := newMLP(t, MLPSpec{Sizes: []int{1, 8, 1}, Activations: []string{"linear"}, Loss: "squared", Optimiser: "sgd", Dropout: []float64{0.25}}, set, 1)
	whole := make([]float32, n)
	m.Outputs(set.X, n, whole)
	m.Step()
	var mean, dropped float64
	for _, v := range m.layers[1].a[:n] {
		mean += float64(v) / n
	}
	for _, v := range m.layers[0].gate.mask[:8*n] {
		if v == 0 {
			dropped += 1. / (8 * n)
		}
	}
	// The deviation of a mean over 4000 examples is about 0.01, of the share over 32000 units 0.0025.
	if math.Abs(mean-float64(whole[0])) > 0.05 || math.Abs(dropped-0.25) > 0.01 {
		t.Errorf("mean %v with %v dropped; want %v with 0.25", mean, dropped, whole[0])
	}
	again := make([]float32, n)
	if m.Outputs(set.X, n, again); slices.Max(again) != slices.Min(again) {
		t.Error("units are dropped although nothing is learnt")
	}
}

// Gradients through dropped and cut units, against differences of the loss with the same units dropped.
func TestGatedGradient(t *testing.T) {
	const step, tolerance = 1e-2, 1e-3 // as differences of float32 allow
	for _, act := range []string{"tanh", "gelu"} {
		t.Run(act, func(t *testing.T) {
			m := newMLP(t, MLPSpec{
				Sizes: []int{3, 6, 5, 2}, Activations: []string{act, act}, Loss: "cce", Optimiser: "sgd", Dropout: []float64{0.4, 0.2},
			}, cloud("cce", 3, 2, 33, rand.New(pcg(3))), 5)
			m.Cut(1, 2, true)
			drops := *m.drops
			value := func() float64 {
				*m.drops = drops
				x, tt, share, stride := m.feed.next()
				return m.slopes(x, tt, share, stride)
			}
			value()
			grads := slices.Clone(m.grads)
			for i := range m.params[:offset(m, 3)] {
				was := m.params[i]
				m.params[i] = was + step
				up := value()
				m.params[i] = was - step
				down := value()
				m.params[i] = was
				if slope := (up - down) / (2 * step); math.Abs(slope-float64(grads[i])) > tolerance {
					t.Errorf("parameter %d: gradient %v; differences give %v", i, grads[i], slope)
				}
			}
		})
	}
}

func TestScheduleSetsTheRate(t *testing.T) {
	m := newMLP(t, MLPSpec{
		Sizes: []int{2, 1}, Loss: "bce", Optimiser: "sgd", Rate: 0.8, Schedule: nn.Schedule{Kind: "step", Period: 3, Decay: 0.5},
	}, cloud("bce", 2, 1, 9, rand.New(pcg(1))), 1)
	for i, want := range []float64{0.8, 0.8, 0.8, 0.4, 0.4, 0.4, 0.2} {
		if got := m.Rate(); got != want {
			t.Errorf("step %d: rate %v; want %v", i, got, want)
		}
		before := m.Bias(1, 0)
		m.Step()
		after := before - want*float64(m.layers[0].db[0])
		if got := m.Bias(1, 0); math.Abs(got-after) > 1e-7 {
			t.Errorf("step %d moves the bias to %v; want %v", i, got, after)
		}
	}
	m.Tune("lr", 0.08)
	if got := m.Rate(); math.Abs(got-0.02) > 1e-12 {
		t.Errorf("rate %v after Tune; want 0.02", got)
	}
}

func TestPushesAddUpToTheGradient(t *testing.T) {
	for _, loss := range nn.Losses {
		t.Run(loss, func(t *testing.T) {
			outputs, spec := 3, MLPSpec{Loss: loss, Optimiser: "sgd"}
			if loss == "bce" {
				outputs = 1
			}
			spec.Sizes, spec.Activations = []int{2, 5, 4, outputs}, []string{"tanh", "gelu"}
			if loss == "perceptron" {
				spec.Sizes, spec.Activations = []int{2, outputs}, nil
			}
			set := cloud(loss, 2, outputs, 530, rand.New(pcg(4))) // two blocks of points
			m := newMLP(t, spec, set, 2)
			if outputs > 1 {
				m.Cut(len(spec.Sizes)-1, 1, true)
			}
			if len(spec.Sizes) > 2 {
				m.Cut(1, 3, true)
			}
			m.Step() // at rate 0
			dst := make([]float32, set.N)
			for l, sizes := 1, spec.Sizes; l < len(sizes); l++ {
				for out := range sizes[l] {
					for in := Bias; in < sizes[l-1]; in++ {
						want := float64(m.layers[l-1].db[out])
						if in != Bias {
							want = float64(m.layers[l-1].dw[out*sizes[l-1]+in])
						}
						m.Pushes(set, l, out, in, dst)
						var mean float64
						for _, v := range dst {
							mean += float64(v) / float64(set.N)
						}
						if math.Abs(mean-want) > 1e-6 { // sums of 530 float32
							t.Errorf("layer %d, from %d to %d: mean push %v; want the gradient %v", l, in, out, mean, want)
						}
					}
				}
			}
		})
	}
}

// What the examples of a batch had to say adds up to the gradient that the step went by, whatever has become of the weights.
func TestLastPushesAddUpToTheStep(t *testing.T) {
	specs := []struct {
		name string
		spec MLPSpec
		cut  bool
	}{
		{"a batch", MLPSpec{Loss: "bce", Optimiser: "sgd", Rate: 0.5, Batch: 7}, false},
		{"all, two blocks", MLPSpec{Loss: "cce", Optimiser: "adam", Rate: 0.1}, false},
		{"with a neuron cut out", MLPSpec{Loss: "mse", Optimiser: "momentum", Rate: 0.1, Batch: 40}, true},
	}
	for _, test := range specs {
		t.Run(test.name, func(t *testing.T) {
			outputs := 1
			if test.spec.Loss == "cce" {
				outputs = 3
			}
			test.spec.Sizes, test.spec.Activations = []int{2, 5, 4, outputs}, []string{"tanh", "gelu"}
			set := cloud(test.spec.Loss, 2, outputs, 530, rand.New(pcg(4)))
			m := newMLP(t, test.spec, set, 2)
			dst := make([]float32, set.N)
			if n := m.LastPushes(1, 0, 0, dst); n != 0 {
				t.Fatalf("%d pushes before the first step", n)
			}
			m.Cut(2, 1, test.cut)
			for range 3 {
				m.Step()
			}
			params := slices.Clone(m.params)
			var save bytes.Buffer
			if err := m.Save(&save); err != nil {
				t.Fatal(err)
			}
			again := newMLP(t, test.spec, set, 3)
			if err := again.Load(&save); err != nil {
				t.Fatal(err)
			}
			for l, sizes := 1, test.spec.Sizes; l < len(sizes); l++ {
				for out := range sizes[l] {
					for in := Bias; in < sizes[l-1]; in++ {
						want := float64(m.layers[l-1].db[out])
						if in != Bias {
							want = float64(m.layers[l-1].dw[out*sizes[l-1]+in])
						}
						n := m.LastPushes(l, out, in, dst)
						if n != len(m.LastBatch()) {
							t.Fatalf("%d pushes of a batch of %d", n, len(m.LastBatch()))
						}
						var mean float64
						for _, v := range dst[:n] {
							mean += float64(v) / float64(n)
						}
						if math.Abs(mean-want) > 1e-6 { // sums of up to 530 float32
							t.Errorf("layer %d, from %d to %d: mean push %v; want the gradient %v", l, in, out, mean, want)
						}
						loaded := make([]float32, n)
						if again.LastPushes(l, out, in, loaded); !slices.Equal(loaded, dst[:n]) {
							t.Errorf("layer %d, from %d to %d: other pushes after Load", l, in, out)
						}
					}
				}
			}
			if !slices.Equal(m.params, params) {
				t.Error("asking has changed the weights")
			}
		})
	}
}

func TestLastBatch(t *testing.T) {
	set := Set{N: 10, X: []float32{0, 1, 2, 3, 4, 5, 6, 7, 8, 9}, Value: make([]float32, 10)}
	m := newMLP(t, MLPSpec{Sizes: []int{1, 1}, Loss: "squared", Optimiser: "sgd", Batch: 4}, set, 1)
	if got := m.LastBatch(); len(got) != 0 {
		t.Errorf("batch %v before the first step", got)
	}
	var epoch []int32
	for i, size := range []int{4, 4, 2} {
		m.Step()
		batch := m.LastBatch()
		if len(batch) != size {
			t.Fatalf("step %d: batch of %d; want %d", i, len(batch), size)
		}
		for j, at := range batch {
			if m.feed.batch[j] != set.X[at] {
				t.Errorf("step %d: example %d is said to be %d, and is %v", i, j, at, m.feed.batch[j])
			}
		}
		epoch = append(epoch, batch...)
	}
	slices.Sort(epoch)
	if !slices.Equal(epoch, []int32{0, 1, 2, 3, 4, 5, 6, 7, 8, 9}) {
		t.Errorf("an epoch of %v", epoch)
	}
	m.Tune("batch", 0)
	m.Step()
	if got := m.LastBatch(); len(got) != 10 {
		t.Errorf("batch %v; want all", got)
	}
}

func TestHistograms(t *testing.T) {
	m := newMLP(t, MLPSpec{Sizes: []int{1, 2, 1}, Activations: []string{"linear"}, Loss: "squared", Optimiser: "sgd"},
		Set{N: 1, X: []float32{0}, Value: []float32{0}}, 1)
	m.SetWeight(1, 0, 0, 1)
	m.SetWeight(1, 1, 0, -1)
	m.SetWeight(2, 0, 0, 0.5)
	m.SetWeight(2, 0, 1, 0)
	dst := []int{9, 9, 9, 9, 9, 9, 9, 9} // what is in it does not count
	m.Histograms([]float32{0.1, 0.6, 7, -1, float32(math.NaN())}, 5, -1, 1, dst)
	// Unit 0 gives 0.1, 0.6, 7, −1, unit 1 the opposite; the output 0.05, 0.3, 3.5, −0.5.
	if want := []int{3, 1, 1, 3, 0, 1, 2, 1}; !slices.Equal(dst, want) {
		t.Errorf("got %v; want %v", dst, want)
	}
}

func TestPerceptronRule(t *testing.T) {
	set := Set{N: 1, X: []float32{2, -1}, Class: []int{1}}
	m := newMLP(t, MLPSpec{Sizes: []int{2, 1}, Loss: "perceptron", Optimiser: "sgd", Rate: 0.5, Init: "zeros", Batch: 1}, set, 1)
	weights := func() [3]float64 { return [3]float64{m.Weight(1, 0, 0), m.Weight(1, 0, 1), m.Bias(1, 0)} }
	m.Step() // 0 is the wrong side for class 1: w += rate·x
	if got, want := weights(), [3]float64{1, -0.5, 0.5}; got != want {
		t.Errorf("weights %v after an error; want %v", got, want)
	}
	if loss, _ := m.Step(); loss != 0 || weights() != [3]float64{1, -0.5, 0.5} {
		t.Errorf("loss %v, weights %v on the right side", loss, weights())
	}
	got := make([]float32, 2)
	m.Outputs([]float32{2, -2, -1, 1}, 2, got)
	if want := []float32{1, -1}; !slices.Equal(got, want) {
		t.Errorf("shows %v; want %v", got, want)
	}
}

func TestImpossibleMLPs(t *testing.T) {
	tests := []struct {
		want   string
		change func(s *MLPSpec)
	}{
		{"perceptron with 1 hidden", func(s *MLPSpec) { s.Loss = "perceptron" }},
		{"2 shares to drop for 1", func(s *MLPSpec) { s.Dropout = []float64{0, 0.1} }},
		{"hidden layer 1: dropout 1", func(s *MLPSpec) { s.Dropout = []float64{1} }},
		{"hidden layer 1: dropout NaN", func(s *MLPSpec) { s.Dropout = []float64{math.NaN()} }},
		{"lbfgs needs a loss that stays", func(s *MLPSpec) { s.Dropout, s.Optimiser = []float64{0.1}, "lbfgs" }},
		{"too many for lbfgs", func(s *MLPSpec) {
			s.Sizes, s.Optimiser = []int{2, 4096, 64, 1}, "lbfgs"
			s.Activations = []string{"tanh", "tanh"}
		}},
		{"no such kind", func(s *MLPSpec) { s.Schedule = nn.Schedule{Kind: "lunar", Period: 1} }},
		{"no loss", func(s *MLPSpec) { s.Loss = "gain" }},
		{"no optimiser", func(s *MLPSpec) { s.Optimiser = "magic" }},
		{"no initialiser", func(s *MLPSpec) { s.Init = "magic" }},
		{"hidden layer 1: kernel: no activation", func(s *MLPSpec) { s.Activations = []string{"magic"} }},
		{"want at least inputs", func(s *MLPSpec) { s.Sizes = []int{2} }},
		{"layer 1 has 0 units", func(s *MLPSpec) { s.Sizes = []int{2, 0, 1} }},
		{"2 activations for 1", func(s *MLPSpec) { s.Activations = []string{"tanh", "tanh"} }},
		{"bce with 2 outputs", func(s *MLPSpec) { s.Sizes = []int{2, 3, 2} }},
		{"cce with 1 outputs", func(s *MLPSpec) { s.Loss = "cce" }},
		{"rate -1", func(s *MLPSpec) { s.Rate = -1 }},
		{"batch of -1", func(s *MLPSpec) { s.Batch = -1 }},
		{"features", func(s *MLPSpec) { s.Sizes = []int{3, 3, 1} }},
	}
	for _, tt := range tests {
		t.Run(tt.want, func(t *testing.T) {
			spec := MLPSpec{Sizes: []int{2, 3, 1}, Activations: []string{"tanh"}, Loss: "bce", Optimiser: "sgd"}
			tt.change(&spec)
			_, err := NewMLP(spec, cloud("bce", 2, 1, 9, rand.New(pcg(1))), rand.New(pcg(1)), pcg(2))
			if err == nil || !strings.Contains(fmt.Sprint(err), tt.want) {
				t.Errorf("error %v; want one with %q", err, tt.want)
			}
		})
	}
}

func FuzzLoadMLP(f *testing.F) {
	nntest.FuzzLoad(f, func(t testing.TB, seed uint64) nn.Learner { return gatedMLP(t, "adam", seed) })
}

func FuzzLoadMLPOfLBFGS(f *testing.F) {
	nntest.FuzzLoad(f, func(t testing.TB, seed uint64) nn.Learner { return gatedMLP(t, nn.LBFGSRule, seed) })
}

// Whole says to the bit what the network would with all put back, and leaves cut what is cut.
func TestWholeLeavesTheCuts(t *testing.T) {
	set := cloud("cce", 3, 2, 600, rand.New(pcg(3)))
	cut, back := gatedMLP(t, "adam", 1), gatedMLP(t, "adam", 1)
	back.Cut(1, 2, false)
	back.Cut(2, 0, false)
	var before, after bytes.Buffer
	if err := cut.Save(&before); err != nil {
		t.Fatal(err)
	}
	lossCut, _ := cut.Evaluate(set)
	loss, accuracy := cut.Whole().Evaluate(set)
	if wantLoss, want := back.Evaluate(set); loss != wantLoss || accuracy != want || loss == lossCut {
		t.Errorf("loss %v, accuracy %v; want %v, %v, and not the loss with cuts, %v", loss, accuracy, wantLoss, want, lossCut)
	}
	got, want := make([]float32, 2*set.N), make([]float32, 2*set.N)
	cut.Whole().Outputs(set.X, set.N, got)
	back.Outputs(set.X, set.N, want)
	if !slices.Equal(got, want) {
		t.Error("other outputs than with all put back")
	}
	if err := cut.Save(&after); err != nil {
		t.Fatal(err)
	}
	if again, _ := cut.Evaluate(set); again != lossCut || !bytes.Equal(before.Bytes(), after.Bytes()) {
		t.Errorf("asking changed the network: loss %v; want %v", again, lossCut)
	}
}
