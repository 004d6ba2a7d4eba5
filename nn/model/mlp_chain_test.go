package model

import (
	"bytes"
	"fmt"
	"math"
	"math/rand/v2"
	"testing"

	"github.com/whisker-lab/whisker/nn"
)

// twins are two equal networks, of which the second takes its layers one by one.
func twins(t *testing.T, spec MLPSpec, n int) (chained, layered *MLP) {
	t.Helper()
	set := ring(n, spec.Sizes[0], rand.New(rand.NewPCG(1, 2)))
	outputs := spec.Sizes[len(spec.Sizes)-1]
	set.Value = make([]float32, outputs*n)
	for i := range set.Value {
		set.Value[i] = set.X[i%len(set.X)] / 3
	}
	var nets [2]*MLP
	for i := range nets {
		m, err := NewMLP(spec, set, rand.New(rand.NewPCG(3, 4)), rand.NewPCG(5, 6))
		if err != nil {
			t.Fatal(err)
		}
		nets[i] = m
	}
	nets[1].chain = nil
	return nets[0], nets[1]
}

// sameSteps has both learn and compares the loss of every step, and in the end everything that a saved network holds and all
// that is published: weights, gradients, the optimiser's state, the order of examples.
func sameSteps(t *testing.T, chained, layered *MLP, steps int) {
	t.Helper()
	for step := range steps {
		a, _ := chained.Step()
		b, _ := layered.Step()
		if math.Float64bits(a) != math.Float64bits(b) {
			t.Fatalf("step %d: a loss of %v; layer by layer %v", step, a, b)
		}
	}
	for i, v := range layered.grads {
		if math.Float32bits(chained.grads[i]) != math.Float32bits(v) {
			t.Fatalf("gradient %d is %v; layer by layer %v", i, chained.grads[i], v)
		}
	}
	var a, b bytes.Buffer
	if err := chained.Save(&a); err != nil {
		t.Fatal(err)
	}
	if err := layered.Save(&b); err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(a.Bytes(), b.Bytes()) {
		t.Error("what is saved differs")
	}
}

func TestChainLearnsWhatItsLayersLearn(t *testing.T) {
	activations := []string{"linear", "tanh", "sigmoid", "relu", "lecun"}
	for _, hidden := range [][]int{{}, {1}, {4, 2}, {8, 8}, {5, 7, 3}, {16}} {
		for _, loss := range nn.Losses {
			if loss == "perceptron" && len(hidden) > 0 {
				continue
			}
			outputs := 1
			if loss == "cce" {
				outputs = 2
			}
			for i, act := range activations {
				spec := MLPSpec{Sizes: append(append([]int{2 + len(hidden)}, hidden...), outputs), Loss: loss, Rate: 0.03}
				for j := range hidden {
					spec.Activations = append(spec.Activations, activations[(i+j*len(act))%len(activations)])
				}
				for j, batch := range []int{9, 10, 11, 12, 7, 13} {
					spec.Batch, spec.Optimiser = batch, nn.Rules[(i+j)%len(nn.Rules)]
					t.Run(fmt.Sprint(spec.Sizes, spec.Activations, loss, spec.Optimiser, batch), func(t *testing.T) {
						chained, layered := twins(t, spec, 57) // so that the last batch of an epoch is smaller
						if chained.chain == nil {
							t.Fatal("not chained")
						}
						sameSteps(t, chained, layered, 20)
					})
				}
			}
		}
	}
}

// The settings that act on gradients and weights come after the chain, and those that come between layers end it.
func TestChainAmongSettings(t *testing.T) {
	spec := MLPSpec{
		Sizes: []int{2, 4, 2, 1}, Activations: []string{"tanh", "relu"}, Loss: "bce", Optimiser: "adam", Rate: 0.03, Batch: 10,
		L1: 1e-3, L2: 1e-2, Schedule: nn.Schedule{Kind: "step", Period: 5, Decay: 0.5},
	}
	tests := []struct {
		name    string
		change  func(m *MLP)
		chained bool
	}{
		{"as it is", func(*MLP) {}, true},
		{"frozen", func(m *MLP) { m.Freeze(1, 2, true) }, true},
		{"another batch", func(m *MLP) { m.Tune("batch", 11) }, true},
		{"dropout", func(m *MLP) { m.Tune("dropout", 0.3) }, false},
		{"cut", func(m *MLP) { m.Cut(1, 1, true) }, false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			chained, layered := twins(t, spec, 57)
			sameSteps(t, chained, layered, 7)
			tt.change(chained)
			tt.change(layered)
			if got := chained.chain != nil; got != tt.chained {
				t.Fatalf("chained: %v; want %v", got, tt.chained)
			}
			sameSteps(t, chained, layered, 7)
		})
	}
	spec.Activations = []string{"tanh", "gelu"}
	if m, _ := twins(t, spec, 57); m.chain != nil {
		t.Error("an activation whose slope needs its input is chained")
	}
}

func TestChainAllocatesNothing(t *testing.T) {
	m, _ := twins(t, MLPSpec{
		Sizes: []int{2, 4, 2, 1}, Activations: []string{"tanh", "relu"}, Loss: "mse", Optimiser: "momentum", Rate: 0.03, Batch: 10,
	}, 57)
	if n := testing.AllocsPerRun(20, func() { m.Step() }); n != 0 {
		t.Errorf("a step allocates %v times", n)
	}
}
