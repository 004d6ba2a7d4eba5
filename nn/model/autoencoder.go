package model

import (
	"fmt"
	"math/rand/v2"
	"slices"
)

// AutoencoderSpec says what autoencoder to build and how it is to learn.
type AutoencoderSpec struct {
	Hidden     []int  // layers before the bottleneck; the same stand behind it in reverse
	Bottleneck int    // units of the code
	Activation string // of all layers but the last, which is linear; empty for tanh
	Optimiser  string // see nn.Rules
	Rate, L2   float64
	Batch      int // examples a step; 0 for all of them
}

// Autoencoder is a network that learns to give back what it is given, through a layer too narrow to let everything pass
// (Rumelhart, Hinton and Williams, "Learning internal representations by error propagation", 1986). What is unlike that which
// it has learnt from it gives back badly (Japkowicz, Myers and Gluck, "A Novelty Detection Approach to Classification",
// 1995). It is an MLP in all else.
type Autoencoder struct {
	*MLP
	code int       // the layer of the bottleneck
	back []float32 // (features, room)
}

// NewAutoencoder builds the network for examples x (features, n), of what is normal. weights is used up to here only; order
// shuffles the examples from now on.
func NewAutoencoder(spec AutoencoderSpec, x []float32, n int, weights *rand.Rand, order *rand.PCG) (*Autoencoder, error) {
	if n < 1 || len(x) == 0 || len(x)%n != 0 {
		return nil, fmt.Errorf("model: %d values of %d examples", len(x), n)
	}
	features := len(x) / n
	sizes := append(append([]int{features}, spec.Hidden...), spec.Bottleneck)
	behind := slices.Clone(spec.Hidden)
	slices.Reverse(behind)
	sizes = append(append(sizes, behind...), features)
	act := spec.Activation
	if act == "" {
		act = "tanh"
	}
	net, err := NewMLP(MLPSpec{
		Sizes: sizes, Activations: slices.Repeat([]string{act}, len(sizes)-2), Loss: "squared",
		Optimiser: spec.Optimiser, Rate: spec.Rate, L2: spec.L2, Batch: spec.Batch,
	}, Set{N: n, X: x, Value: x}, weights, order)
	if err != nil {
		return nil, err
	}
	return &Autoencoder{MLP: net, code: len(spec.Hidden) + 1}, nil
}

// Reconstruct sets dst (features, n) to what the network makes of x (features, n).
func (m *Autoencoder) Reconstruct(x []float32, n int, dst []float32) { m.Outputs(x, n, dst) }

// Code sets dst (bottleneck, n) to what passes through the bottleneck for x (features, n).
func (m *Autoencoder) Code(x []float32, n int, dst []float32) {
	if len(dst) < m.Sizes()[m.code]*n {
		panic(badPoints)
	}
	m.Nodes(x, n, func(b Block) {
		if b.Layer == m.code {
			for u := range b.Units {
				copy(dst[u*n+b.At:][:b.N], b.Row(u))
			}
		}
	})
}

// Scores sets dst (n) to how badly the network gives x (features, n) back: the squared error, meaned over the features. The
// higher, the stranger.
func (m *Autoencoder) Scores(x []float32, n int, dst []float64) {
	features := m.features()
	if len(dst) < n {
		panic(badPoints)
	}
	m.back = again(m.back, features*n)
	m.Outputs(x, n, m.back)
	clear(dst[:n])
	for f := range features {
		for i, v := range m.back[f*n:][:n] {
			off := float64(v) - float64(x[f*n+i])
			dst[i] += off * off / float64(features)
		}
	}
}
