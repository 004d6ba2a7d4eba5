package model_test

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"gonum.org/v1/gonum/diff/fd"

	"github.com/whisker-lab/whisker/nn"
	"github.com/whisker-lab/whisker/nn/model"
	"github.com/whisker-lab/whisker/nn/nntest"
)

// corners are the four rows of a truth table of two inputs, and concept the answers to them as bits.
func corners(concept int) (x, want *nn.Tensor) {
	x, want = nn.TensorOf([]float32{0, 0, 0, 1, 1, 0, 1, 1}, 4, 2), nn.NewTensor(4, 1)
	for i := range want.Data {
		want.Data[i] = float32(concept >> i & 1)
	}
	return x, want
}

func neuron(t testing.TB, spec model.NeuronSpec, x, want *nn.Tensor, seed uint64) *model.Neuron {
	t.Helper()
	m, err := model.NewNeuron(spec, x, want, rand.New(rand.NewPCG(seed, 1)))
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func TestNeuronConforms(t *testing.T) {
	for _, spec := range []model.NeuronSpec{
		{Activation: "threshold", Rule: "perceptron", Rate: 0.1},
		{Activation: "sigmoid", Rule: "delta", Rate: 0.5},
		{Activation: "softmax", Rule: "delta", Rate: 0.5},
	} {
		t.Run(spec.Activation, func(t *testing.T) {
			nntest.Conform(t, func(seed uint64) nn.Learner {
				x, want := corners(0b0110) // never done
				if spec.Activation == model.SoftmaxName {
					want = nn.TensorOf([]float32{1, 0, 0, 1, 0, 1, 1, 0}, 4, 2)
				}
				return neuron(t, spec, x, want, seed)
			}, map[string]float64{"lr": 0.2})
		})
	}
}

// Of the sixteen truth tables of two inputs a line parts fourteen, and those the perceptron learns from any start (Novikoff,
// "On convergence proofs on perceptrons", 1962); exclusive or and its opposite it never does (Minsky and Papert, 1969).
func TestPerceptronLearnsWhatALineParts(t *testing.T) {
	for concept := range 16 {
		for seed := range uint64(5) {
			x, want := corners(concept)
			m := neuron(t, model.NeuronSpec{Activation: "threshold", Rule: "perceptron", Rate: 0.1}, x, want, seed)
			done := false
			for range 4000 {
				if _, done = m.Step(); done {
					break
				}
			}
			_, wrong := m.Score()
			if apart := concept != 0b0110 && concept != 0b1001; done != apart || (wrong == 0) != apart {
				t.Errorf("concept %04b, seed %d: done %v with %d wrong; want %v", concept, seed, done, wrong, apart)
			}
		}
	}
}

// From weights that are whole numbers it comes back to the same ones, over and over: the perceptron cycling theorem.
func TestPerceptronCyclesOnExclusiveOr(t *testing.T) {
	x, want := corners(0b0110)
	m := neuron(t, model.NeuronSpec{Activation: "threshold", Rule: "perceptron", Rate: 1}, x, want, 1)
	clear(m.Weights().Data)
	clear(m.Bias().Data)
	var seen [][]float32
	for range 20 {
		for range 4 {
			m.Step()
		}
		now := append(slices.Clone(m.Weights().Data), m.Bias().Data...)
		if slices.ContainsFunc(seen, func(old []float32) bool { return slices.Equal(old, now) }) {
			return
		}
		seen = append(seen, now)
	}
	t.Errorf("no weights came back in 20 rounds: %v", seen)
}

// What the delta rule moves by is minus the slope of the loss.
func TestDeltaRuleGoesDownhill(t *testing.T) {
	for _, tt := range []struct {
		activation string
		want       []float32
	}{{"sigmoid", []float32{1}}, {"tanh", []float32{-1}}, {"relu", []float32{1}}, {"linear", []float32{4.2}}, {"softmax", []float32{0, 1, 0}}} {
		t.Run(tt.activation, func(t *testing.T) {
			out := len(tt.want)
			x := []float32{0.5, -1.25, 2}
			m := neuron(t, model.NeuronSpec{Activation: tt.activation, Rule: "delta", Rate: 1}, nn.TensorOf(x, 1, 3), nn.TensorOf(tt.want, 1, out), 3)
			if tt.activation == "relu" {
				m.Bias().Data[0] = 3 // where it has a slope
			}
			at := make([]float64, 4*out)
			for o := range out {
				for i := range x {
					at[4*o+i] = float64(m.Weights().Data[3*o+i])
				}
				at[4*o+3] = float64(m.Bias().Data[o])
			}
			put := func(at []float64) {
				for o := range out {
					for i := range x {
						m.Weights().Data[3*o+i] = float32(at[4*o+i])
					}
					m.Bias().Data[o] = float32(at[4*o+3])
				}
			}
			slope := fd.Gradient(nil, func(at []float64) float64 {
				put(at)
				loss, _ := m.Score()
				return loss
			}, at, &fd.Settings{Formula: fd.Central, Step: 1e-2})
			put(at)
			m.Step()
			for o := range out {
				for i := range x {
					moved := float64(m.Weights().Data[3*o+i]) - at[4*o+i]
					// The weights are float32 and the difference is over a hundredth: four digits are what it can tell.
					if math.Abs(moved+slope[4*o+i]) > 1e-3*(1+math.Abs(moved)) {
						t.Errorf("weight %d,%d moved by %v; the slope is %v", o, i, moved, slope[4*o+i])
					}
				}
				if moved := float64(m.Bias().Data[o]) - at[4*o+3]; math.Abs(moved+slope[4*o+3]) > 1e-3*(1+math.Abs(moved)) {
					t.Errorf("bias %d moved by %v; the slope is %v", o, moved, slope[4*o+3])
				}
			}
		})
	}
}

// A threshold is flat on both sides of its jump: the delta rule has no way to go.
func TestThresholdGivesTheDeltaRuleNoWayToGo(t *testing.T) {
	x, want := corners(0b1000)
	m := neuron(t, model.NeuronSpec{Activation: "threshold", Rule: "delta", Rate: 1}, x, want, 2)
	before := slices.Clone(m.Weights().Data)
	for range 100 {
		m.Step()
	}
	if !slices.Equal(before, m.Weights().Data) {
		t.Errorf("weights %v became %v", before, m.Weights().Data)
	}
}

func TestNeuronRefuses(t *testing.T) {
	x, want := corners(1)
	good := model.NeuronSpec{Activation: "sigmoid", Rule: "delta", Rate: 1}
	for _, tt := range []struct {
		name    string
		change  func(s *model.NeuronSpec)
		x, want *nn.Tensor
	}{
		{"no activation", func(s *model.NeuronSpec) { s.Activation = "sine" }, x, want},
		{"a slope that the answer does not tell", func(s *model.NeuronSpec) { s.Activation = "gelu" }, x, want},
		{"no rule", func(s *model.NeuronSpec) { s.Rule = "hope" }, x, want},
		{"no rate", func(s *model.NeuronSpec) { s.Rate = math.NaN() }, x, want},
		{"too few answers", func(*model.NeuronSpec) {}, x, nn.NewTensor(3, 1)},
		{"no inputs", func(*model.NeuronSpec) {}, nn.NewTensor(4, 0), want},
	} {
		t.Run(tt.name, func(t *testing.T) {
			spec := good
			tt.change(&spec)
			if _, err := model.NewNeuron(spec, tt.x, tt.want, rand.New(rand.NewPCG(1, 1))); err == nil {
				t.Error("no error")
			}
		})
	}
}
