package model

import (
	"bytes"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/whisker-lab/whisker/nn"
)

// A network that begins anew is the one that NewMLP would have made, to the bit and to the end, whatever it was before.
func TestRestartIsAnew(t *testing.T) {
	all, few := cloud("bce", 2, 1, 60, rand.New(pcg(1))), cloud("bce", 2, 1, 17, rand.New(pcg(2)))
	for _, rule := range append(slices.Clone(nn.Rules[:]), nn.LBFGSRule) {
		t.Run(rule, func(t *testing.T) {
			spec := MLPSpec{Sizes: []int{2, 5, 3, 1}, Activations: []string{"tanh", "relu"}, Loss: "bce", Optimiser: rule, Rate: 0.05, L2: 0.01, Batch: 5}
			if rule != nn.LBFGSRule {
				spec.Dropout = []float64{0.2, 0}
			}
			build := func(set Set, seed uint64) *MLP {
				m, err := NewMLP(spec, set, rand.New(pcg(seed)), pcg(seed+100))
				if err != nil {
					t.Fatal(err)
				}
				return m
			}
			m, want := build(all, 1), build(few, 2)
			for range 23 {
				m.Step()
			}
			if err := m.Restart(few, rand.New(pcg(2)), pcg(102)); err != nil {
				t.Fatal(err)
			}
			if !slices.Equal(m.Params(), want.Params()) {
				t.Fatal("it begins with other weights")
			}
			for i := range 40 {
				a, _ := m.Step()
				if b, _ := want.Step(); a != b {
					t.Fatalf("step %d: loss %v; want %v", i, a, b)
				}
			}
			var a, b bytes.Buffer
			if err := m.Save(&a); err != nil {
				t.Fatal(err)
			}
			if err := want.Save(&b); err != nil || !bytes.Equal(a.Bytes(), b.Bytes()) {
				t.Errorf("it saves other bytes; error %v", err)
			}
			if rule == nn.LBFGSRule {
				return
			}
			weights, order := rand.New(pcg(3)), pcg(4)
			if n := testing.AllocsPerRun(5, func() {
				_ = m.Restart(all, weights, order)
				m.Step()
				_ = m.Restart(few, weights, order)
				m.Step()
			}); n != 0 {
				t.Errorf("%v allocations", n)
			}
		})
	}
	m := newMLP(t, MLPSpec{Sizes: []int{2, 1}, Loss: "bce", Optimiser: "sgd", Rate: 0.1, Batch: 5}, few, 1)
	before := slices.Clone(m.Params())
	if m.Restart(cloud("bce", 2, 1, 600, rand.New(pcg(2))), rand.New(pcg(1)), pcg(1)) == nil || !slices.Equal(m.Params(), before) {
		t.Error("a set with no room for it was taken, or a refused one changed the weights")
	}
}
