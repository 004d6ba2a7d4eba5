package model

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/whisker-lab/whisker/nn"
	"github.com/whisker-lab/whisker/nn/kernel"
)

// Losses and shares over sets of one example, of a block and a bit, and of none, against an example at a time in float64.
func TestEvaluate(t *testing.T) {
	for _, loss := range nn.Losses {
		for _, n := range []int{1, 3, blockPoints + 1} {
			t.Run(fmt.Sprint(loss, " ", n), func(t *testing.T) {
				outputs, sizes := 3, []int{2, 5, 3}
				if loss == "bce" {
					outputs, sizes = 1, []int{2, 5, 1}
				}
				if loss == "perceptron" {
					sizes = []int{2, 3}
				}
				r := rand.New(pcg(1))
				m := newMLP(t, MLPSpec{Sizes: sizes, Activations: slices.Repeat([]string{"tanh"}, len(sizes)-2), Loss: loss, Optimiser: "sgd"},
					cloud(loss, 2, outputs, 4, r), 1)
				set := cloud(loss, 2, outputs, n, r)
				params := make([]float64, len(m.params))
				for i, v := range m.params {
					params[i] = float64(v)
				}
				want := shadow(m, params, set)
				got, accuracy := m.Evaluate(set)
				if math.Abs(got-want) > 1e-6*(1+want) {
					t.Errorf("loss %v; want %v", got, want)
				}
				if !m.loss.Classifies() {
					if accuracy == accuracy {
						t.Errorf("accuracy %v of values", accuracy)
					}
					return
				}
				// The class is the one that Outputs shows, and Confusion counts it.
				y, right := make([]float32, outputs*n), 0
				m.Outputs(set.X, n, y)
				k := m.Classes()
				count, confusion := make([]int, k*k), slices.Repeat([]int{9}, k*k) // what is in it does not count
				for i, c := range set.Class {
					said := 0
					for o := 1; o < outputs; o++ {
						if y[o*n+i] > y[said*n+i] {
							said = o
						}
					}
					if outputs == 1 && y[i] > 0 {
						said = 1
					}
					if count[c*k+said]++; said == c {
						right++
					}
				}
				if want := float64(right) / float64(n); accuracy != want {
					t.Errorf("accuracy %v; want %v", accuracy, want)
				}
				if m.Confusion(set, confusion); !slices.Equal(confusion, count) {
					t.Errorf("confusion %v; want %v", confusion, count)
				}
			})
		}
	}
	m := newMLP(t, MLPSpec{Sizes: []int{2, 1}, Loss: "bce", Optimiser: "sgd"}, cloud("bce", 2, 1, 4, rand.New(pcg(1))), 1)
	if loss, accuracy := m.Evaluate(Set{}); loss == loss || accuracy == accuracy {
		t.Errorf("loss %v, accuracy %v of nothing", loss, accuracy)
	}
	nan := float32(math.NaN())
	if loss, _ := m.Evaluate(Set{N: 4, X: slices.Repeat([]float32{nan}, 8), Class: make([]int, 4)}); loss == loss {
		t.Errorf("loss %v of NaN", loss)
	}
	if loss, _ := m.Evaluate(Set{N: 3, X: make([]float32, 6), Class: make([]int, 3)}); loss != loss {
		t.Error("NaN of the set before is in the padding")
	}
}

// Every layer's activations, block by block, against an example at a time in float64.
func TestNodes(t *testing.T) {
	const n = blockPoints + 7
	m := newMLP(t, MLPSpec{Sizes: []int{2, 4, 3, 1}, Activations: []string{"gelu", "sigmoid"}, Loss: "bce", Optimiser: "sgd"},
		cloud("bce", 2, 1, 4, rand.New(pcg(1))), 1)
	x := cloud("bce", 2, 1, n, rand.New(pcg(2))).X
	seen := make([]int, 4)
	m.Nodes(x, n, func(b Block) {
		if b.Units != m.Sizes()[b.Layer] || b.At != seen[b.Layer] {
			t.Fatalf("layer %d: %d units from point %d on", b.Layer, b.Units, b.At)
		}
		seen[b.Layer] += b.N
		for i := range b.N {
			a := []float64{float64(x[b.At+i]), float64(x[n+b.At+i])}
			for l := 1; l <= b.Layer; l++ {
				next := make([]float64, m.Sizes()[l])
				for o := range next {
					next[o] = m.Bias(l, o)
					for k, v := range a {
						next[o] += m.Weight(l, o, k) * v
					}
					if l < 3 {
						next[o] = activation64(m.Activation(l), next[o])
					} else {
						next[o] = 2/(1+math.Exp(-next[o])) - 1
					}
				}
				a = next
			}
			for u, want := range a {
				if got := float64(b.Row(u)[i]); math.Abs(got-want) > 2e-6 {
					t.Fatalf("layer %d, unit %d gives %v for point %d; want %v", b.Layer, u, got, b.At+i, want)
				}
			}
		}
	})
	if !slices.Equal(seen, []int{0, n, n, n}) {
		t.Errorf("points seen by layer: %v", seen)
	}
}

func TestActivity(t *testing.T) {
	set := Set{N: 4, X: []float32{-2, -1, 1, 2}, Class: []int{0, 0, 1, 1}}
	m := newMLP(t, MLPSpec{Sizes: []int{1, 3, 2, 1}, Activations: []string{"tanh", "relu"}, Loss: "bce", Optimiser: "sgd"}, set, 1)
	m.SetWeight(1, 0, 0, 100) // ±1 everywhere
	m.SetWeight(1, 1, 0, 0.1)
	m.SetWeight(1, 2, 0, 0) // 0 everywhere
	for u := range 2 {
		for in := range 3 {
			m.SetWeight(2, u, in, 0)
		}
	}
	m.SetBias(2, 0, -1) // never above 0
	m.SetBias(2, 1, 3)
	m.SetWeight(1, 1, 0, 100)
	m.Activity(set.X, set.N, nil) // what was is not counted again
	m.SetWeight(1, 1, 0, 0.1)
	got := m.Activity(set.X, set.N, make([]Activity, 0, 6))
	want := []Activity{{1, true, false}, {float32(math.Tanh(0.1)+math.Tanh(0.2)) / 2, false, false}, {0, false, true}, {0, false, true}, {3, false, false}}
	for i, w := range want {
		if g := got[i]; math.Abs(float64(g.Mean-w.Mean)) > 1e-6 || g.Saturated != w.Saturated || g.Silent != w.Silent {
			t.Errorf("neuron %d: %+v; want %+v", i, g, w)
		}
	}
	if len(got) != 6 {
		t.Errorf("%d neurons; want 6", len(got))
	}
}

func TestThresholdStopsLearning(t *testing.T) {
	m := newMLP(t, MLPSpec{Sizes: []int{2, 3, 3, 1}, Activations: []string{"tanh", "threshold"}, Loss: "bce", Optimiser: "sgd", Rate: 0.1},
		cloud("bce", 2, 1, 20, rand.New(pcg(1))), 1)
	before := slices.Clone(m.params)
	for range 5 {
		m.Step()
	}
	if last := offset(m, 2); !slices.Equal(m.params[:last], before[:last]) || slices.Equal(m.params[last:], before[last:]) {
		t.Error("what lies before a threshold learns, or what lies behind it does not")
	}
}

// A run that has diverged says so by its loss, whatever its activations make of infinite weights, and says so for good.
func TestDivergenceShows(t *testing.T) {
	for _, loss := range nn.Losses {
		t.Run(loss, func(t *testing.T) {
			outputs, sizes := 2, []int{2, 3, 2}
			if loss == "bce" {
				outputs, sizes = 1, []int{2, 3, 1}
			}
			if loss == "perceptron" {
				sizes = []int{2, 2}
			}
			m := newMLP(t, MLPSpec{Sizes: sizes, Activations: slices.Repeat([]string{"tanh"}, len(sizes)-2), Loss: loss, Optimiser: "sgd", Rate: 3e38, Batch: 5},
				cloud(loss, 2, outputs, 20, rand.New(pcg(1))), 1)
			diverged := false
			for range 30 {
				v, done := m.Step()
				bad := math.IsNaN(v) || math.IsInf(v, 0)
				if diverged && !bad && loss != "perceptron" || done { // whose weights stay within bounds
					t.Fatalf("loss %v, done %v after it has diverged", v, done)
				}
				diverged = diverged || bad
				if !kernel.Finite(m.params) && !bad {
					t.Fatalf("loss %v of weights %v", v, m.params)
				}
			}
			if !diverged && loss != "perceptron" {
				t.Error("a rate of 3e38 does no harm")
			}
		})
	}
}

// L1 and L2 change the gradient of weights and not of biases; AdamW shrinks the weights themselves.
func TestPenalties(t *testing.T) {
	set := cloud("bce", 2, 1, 20, rand.New(pcg(1)))
	build := func(rule string, l1, l2 float64) *MLP {
		return newMLP(t, MLPSpec{Sizes: []int{2, 3, 1}, Activations: []string{"tanh"}, Loss: "bce", Optimiser: rule, Rate: 0.1, L1: l1, L2: l2}, set, 1)
	}
	plain, both := build("sgd", 0, 0), build("sgd", 0.01, 0.1)
	before := slices.Clone(plain.params)
	loss, _ := plain.Step()
	if penalised, _ := both.Step(); penalised != loss {
		t.Errorf("loss %v with penalties; want %v", penalised, loss)
	}
	free, decayed := build("adamw", 0, 0), build("adamw", 0, 0.1)
	free.Step()
	decayed.Step()
	for l := range plain.layers {
		size, at := plain.layers[l].in*plain.layers[l].out, offset(plain, l)
		for i := range size + plain.layers[l].out {
			w, extra := before[at+i], float32(0)
			if i < size {
				extra = 0.1*w + 0.01*float32(math.Copysign(1, float64(w)))
			}
			if got, want := both.grads[at+i], plain.grads[at+i]+extra; math.Abs(float64(got-want)) > 1e-7 {
				t.Errorf("layer %d, gradient %d is %v; want %v", l+1, i, got, want)
			}
			shrunk := float32(0)
			if i < size {
				shrunk = 0.1 * 0.1 * w
			}
			if got, want := decayed.params[at+i], free.params[at+i]-shrunk; math.Abs(float64(got-want)) > 1e-6 {
				t.Errorf("layer %d, AdamW takes parameter %d to %v; want %v", l+1, i, got, want)
			}
		}
	}
}

// An epoch has every example once, in a new order, and ends with what is left of them; a batch of all is all of them.
func TestEpochs(t *testing.T) {
	const n = 23
	set := Set{N: n, X: make([]float32, n), Value: make([]float32, n)}
	for i := range n {
		set.X[i], set.Value[i] = float32(i), float32(100+i)
	}
	for _, tt := range []struct {
		batch, batches int
		sequential     bool
	}{{5, 5, false}, {23, 1, false}, {0, 1, false}, {1, 23, false}, {22, 2, false}, {8, 3, true}} {
		t.Run(fmt.Sprint(tt.batch, tt.sequential), func(t *testing.T) {
			m := newMLP(t, MLPSpec{Sizes: []int{1, 1}, Loss: "squared", Optimiser: "sgd", Batch: tt.batch, Sequential: tt.sequential}, set, 1)
			var orders [][]int
			for epoch := range 3 {
				if m.Epoch() != float64(epoch) || m.BatchesPerEpoch() != tt.batches || m.BatchesDone() != 0 {
					t.Fatalf("epoch %v with %d of %d batches; want %d with 0 of %d", m.Epoch(), m.BatchesDone(), m.BatchesPerEpoch(), epoch, tt.batches)
				}
				var order []int
				for range tt.batches {
					x, target, share, stride := m.feed.next()
					var total float32
					for j, s := range share {
						if total += s; s == 0 {
							continue
						}
						if order = append(order, int(x[j])); target[j] != x[j]+100 {
							t.Fatalf("example %v has target %v", x[j], target[j])
						}
					}
					if math.Abs(float64(total)-1) > 1e-6 || len(x) != stride {
						t.Fatalf("shares add up to %v, %d values for %d", total, len(x), stride)
					}
				}
				sorted := slices.Sorted(slices.Values(order))
				for i, v := range sorted {
					if v != i || len(sorted) != n {
						t.Fatalf("epoch of %v", order)
					}
				}
				orders = append(orders, order)
			}
			if shuffled := !slices.Equal(orders[0], orders[1]); shuffled != (tt.batches > 1 && !tt.sequential) {
				t.Errorf("orders %v", orders)
			}
		})
	}
}

// A file says what it is, so that one of another program, or of a later one, is told apart from a damaged one.
func TestLoadSaysWhatIsWrong(t *testing.T) {
	r := rand.New(pcg(1))
	set := cloud("bce", 2, 1, 20, r)
	spec := MLPSpec{Sizes: []int{2, 3, 1}, Activations: []string{"tanh"}, Loss: "bce", Optimiser: "adam", Rate: 0.1, Batch: 5}
	m := newMLP(t, spec, set, 1)
	m.Step()
	var save bytes.Buffer
	if err := m.Save(&save); err != nil {
		t.Fatal(err)
	}
	other := func(change func(s *MLPSpec)) *MLP {
		s := spec
		s.Sizes, s.Activations = slices.Clone(spec.Sizes), slices.Clone(spec.Activations)
		change(&s)
		return newMLP(t, s, set, 1)
	}
	sealed := func(at int, to ...byte) []byte {
		b := slices.Clone(save.Bytes())
		copy(b[at:], to)
		end := len(b) - 4
		binary.LittleEndian.PutUint32(b[end:], crc32.ChecksumIEEE(b[:end]))
		return b
	}
	tests := []struct {
		name, want string
		m          *MLP
		file       []byte
	}{
		{"another program's", "foreign", m, []byte("a picture of a cat")},
		{"a later version", "version 2", m, sealed(16, 2)},
		{"damaged", "damaged", m, slices.Concat(save.Bytes()[:200], []byte{save.Bytes()[200] ^ 4}, save.Bytes()[201:])},
		{"cut short", "damaged", m, save.Bytes()[:300]},
		{"nothing", "damaged", m, nil},
		{"wider", "the network is", other(func(s *MLPSpec) { s.Sizes[1] = 4 }), save.Bytes()},
		{"of another activation", "the network is", other(func(s *MLPSpec) { s.Activations[0] = "relu" }), save.Bytes()},
		{"of another loss", "the loss is", other(func(s *MLPSpec) { s.Loss = "mse" }), save.Bytes()},
		{"of another optimiser", "the optimiser is", other(func(s *MLPSpec) { s.Optimiser = "momentum" }), save.Bytes()},
		{"of L-BFGS", "the optimiser is", other(func(s *MLPSpec) { s.Optimiser = nn.LBFGSRule }), save.Bytes()},
		{"of another training set", "the number of examples is", newMLP(t, spec, cloud("bce", 2, 1, 21, r), 1), save.Bytes()},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			before := slices.Clone(tt.m.params)
			if err := tt.m.Load(bytes.NewReader(tt.file)); err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("error %v; want one with %q", err, tt.want)
			}
			if !slices.Equal(tt.m.params, before) {
				t.Error("changed the weights")
			}
		})
	}
}

// A file whose checksum is right may still say what cannot be.
func TestLoadRefusesTheImpossible(t *testing.T) {
	for name, change := range map[string]func(m *MLP){
		"an example twice":          func(m *MLP) { m.feed.index[0] = m.feed.index[1] },
		"an example beyond the set": func(m *MLP) { m.feed.index[0] = 20 },
		"an example before the set": func(m *MLP) { m.feed.index[0] = -1 },
		"no batch":                  func(m *MLP) { m.feed.size = 0 },
		"a large batch":             func(m *MLP) { m.feed.size = 21 },
		"a late place":              func(m *MLP) { m.feed.at = 20 },
		"more batches than places":  func(m *MLP) { m.feed.at, m.feed.drawn = 1, 2 },
		"a last batch of none":      func(m *MLP) { m.feed.recent = span{5, 2} },
		"a last batch beyond":       func(m *MLP) { m.feed.recent = span{5, 21} },
		"a dropped output":          func(m *MLP) { m.layers[1].gated().share = 0.5 },
		"all dropped":               func(m *MLP) { m.layers[0].gated().share = 1 },
		"fewer than none dropped":   func(m *MLP) { m.layers[0].gated().share = -1 },
	} {
		t.Run(name, func(t *testing.T) {
			build := func() *MLP {
				return newMLP(t, MLPSpec{Sizes: []int{2, 3, 1}, Activations: []string{"tanh"}, Loss: "bce", Optimiser: "sgd", Batch: 5},
					cloud("bce", 2, 1, 20, rand.New(pcg(1))), 1)
			}
			from := build()
			from.Step()
			change(from)
			var save bytes.Buffer
			if err := from.Save(&save); err != nil {
				t.Fatal(err)
			}
			if err := build().Load(&save); err == nil {
				t.Error("no error")
			}
		})
	}
}

func TestInitFactor(t *testing.T) {
	for _, factor := range []float64{0, 0.01, 10} {
		build := func(factor float64) *MLP {
			return newMLP(t, MLPSpec{Sizes: []int{2, 3, 1}, Activations: []string{"relu"}, Loss: "bce", Optimiser: "sgd", InitFactor: factor},
				cloud("bce", 2, 1, 9, rand.New(pcg(1))), 1)
		}
		by := factor
		if by == 0 {
			by = 1
		}
		if got, want := build(factor).Weight(1, 2, 1), build(1).Weight(1, 2, 1)*by; math.Abs(got-want) > 1e-6*math.Abs(want) {
			t.Errorf("factor %v: weight %v; want %v", factor, got, want)
		}
	}
}

// What L-BFGS minimises has the gradient that it is given, penalties and all.
func TestFullBatchGradient(t *testing.T) {
	const step = 1e-2 // as differences of float32 allow
	m := newMLP(t, MLPSpec{Sizes: []int{2, 4, 1}, Activations: []string{"tanh"}, Loss: "huber", Optimiser: nn.LBFGSRule, L1: 0.03, L2: 0.2},
		cloud("huber", 2, 1, 40, rand.New(pcg(1))), 1)
	m.full.x, m.full.t, m.full.share, m.full.stride = m.feed.next()
	m.full.evaluate()
	grads := slices.Clone(m.grads)
	for i := range m.params[:offset(m, 2)] {
		was := m.params[i]
		m.params[i] = was + step
		up := m.full.evaluate()
		m.params[i] = was - step
		down := m.full.evaluate()
		m.params[i] = was
		if slope := (up - down) / (2 * step); math.Abs(slope-float64(grads[i])) > 1e-3 {
			t.Errorf("parameter %d: gradient %v; differences give %v", i, grads[i], slope)
		}
	}
}

func TestNoSuchUnit(t *testing.T) {
	m := newMLP(t, MLPSpec{Sizes: []int{2, 3, 1}, Activations: []string{"tanh"}, Loss: "bce", Optimiser: "sgd"}, cloud("bce", 2, 1, 9, rand.New(pcg(1))), 1)
	set := cloud("bce", 2, 1, 9, rand.New(pcg(1)))
	for name, f := range map[string]func(){
		"layer 0":           func() { m.Weight(0, 0, 0) },
		"layer 3":           func() { m.SetBias(3, 0, 1) },
		"unit 3":            func() { m.Bias(1, 3) },
		"input 2":           func() { m.SetWeight(1, 0, 2, 1) },
		"unit -1":           func() { m.Weight(1, -1, 0) },
		"cut of unit 3":     func() { m.Cut(1, 3, true) },
		"cut of all":        func() { m.Cut(1, EveryUnit, true) },
		"freezing layer 9":  func() { m.Freeze(9, EveryUnit, true) },
		"freezing unit 3":   func() { m.Freeze(1, 3, true) },
		"pushes of input 2": func() { m.Pushes(set, 1, 0, 2, make([]float32, 9)) },
		"few pushes":        func() { m.Pushes(set, 1, 0, 0, make([]float32, 8)) },
		"no bins":           func() { m.Histograms(set.X, 9, 0, 1, nil) },
		"bins of nothing":   func() { m.Histograms(set.X, 9, 1, 1, make([]int, 8)) },
		"few outputs":       func() { m.Outputs(set.X, 9, make([]float32, 8)) },
		"few points":        func() { m.Outputs(set.X, 10, make([]float32, 10)) },
		"another set":       func() { m.Evaluate(Set{N: 9}) },
		"little confusion":  func() { m.Confusion(set, make([]int, 3)) },
	} {
		t.Run(name, func(t *testing.T) {
			defer func() {
				if s, ok := recover().(string); !ok || !strings.HasPrefix(s, "model: ") {
					t.Errorf("panics with %v; want a string of model's", s)
				}
			}()
			f()
		})
	}
}

func ExampleMLP() {
	// The four corners of a square; opposite ones are of the same class.
	train := Set{N: 4, X: []float32{-1, -1, 1, 1 /* x1 */, -1, 1, -1, 1 /* x2 */}, Class: []int{1, 0, 0, 1}}
	net, err := NewMLP(MLPSpec{
		Sizes: []int{2, 4, 1}, Activations: []string{"tanh"}, Loss: "bce", Optimiser: "adam", Rate: 0.05,
	}, train, rand.New(rand.NewPCG(1, 1)), rand.NewPCG(1, 2))
	if err != nil {
		fmt.Println(err)
		return
	}
	for range 200 {
		net.Step()
	}
	_, accuracy := net.Evaluate(train)
	fmt.Println(accuracy)
	// Output: 1
}
