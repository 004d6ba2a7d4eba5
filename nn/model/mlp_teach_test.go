package model

import (
	"math/rand/v2"
	"testing"

	"github.com/whisker-lab/whisker/nn"
)

func TestTeachGoesOnWithAnotherSet(t *testing.T) {
	spec := MLPSpec{Sizes: []int{3, 4, 1}, Activations: []string{"tanh"}, Loss: "squared", Optimiser: "sgd", Rate: 0.1, Batch: 5}
	all := cloud("squared", 3, 1, 40, rand.New(pcg(1)))
	few := cloud("squared", 3, 1, 7, rand.New(pcg(2)))
	m := newMLP(t, spec, all, 1)
	for range 11 {
		m.Step()
	}
	before := m.Weight(1, 0, 0)
	if err := m.Teach(few); err != nil {
		t.Fatal(err)
	}
	if m.Weight(1, 0, 0) != before || m.BatchesPerEpoch() != 2 || m.Epoch() != 1 {
		t.Errorf("weight %v, %d batches, epoch %v; want %v, 2 and 1", m.Weight(1, 0, 0), m.BatchesPerEpoch(), m.Epoch(), before)
	}
	was, _ := m.Evaluate(few)
	for range 2000 {
		m.Step()
	}
	if is, _ := m.Evaluate(few); is > was/10 {
		t.Errorf("loss over the new set %v; it was %v", is, was)
	}
	if n := testing.AllocsPerRun(5, func() {
		_ = m.Teach(all)
		_ = m.Teach(few)
	}); n != 0 {
		t.Errorf("%v allocations", n)
	}
	for name, set := range map[string]Set{
		"empty":        {},
		"too large":    cloud("squared", 3, 1, 600, rand.New(pcg(2))),
		"other inputs": cloud("squared", 2, 1, 7, rand.New(pcg(2))),
	} {
		if m.Teach(set) == nil {
			t.Errorf("%s: no error", name)
		}
	}
	if got, _ := m.Evaluate(few); got > was/10 || m.BatchesPerEpoch() != 2 {
		t.Error("a refused set changed the network")
	}
	spec.Optimiser = nn.LBFGSRule // which notices that the loss is another
	m = newMLP(t, spec, all, 1)
	m.Step()
	if err := m.Teach(few); err != nil || m.BatchesPerEpoch() != 1 {
		t.Errorf("lbfgs: error %v, %d batches", err, m.BatchesPerEpoch())
	}
}
