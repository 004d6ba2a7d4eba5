package model

import (
	"fmt"
	"math/rand/v2"

	"github.com/whisker-lab/whisker/nn"
)

// Restart begins anew with other weights and another training set: the next steps give the same bits as those of a network that
// NewMLP makes of the same spec, set and sources. What was tuned, frozen or cut stays so. It allocates nothing, but for
// nn.LBFGSRule, where the set is not larger than the first one was. After an error the MLP is as it was.
func (m *MLP) Restart(train Set, weights *rand.Rand, order *rand.PCG) error {
	if err := m.Teach(train); err != nil {
		return err
	}
	init, err := nn.ParseInitialiser(m.spec.Init)
	if err != nil {
		return fmt.Errorf("model: %w", err)
	}
	factor := m.spec.InitFactor
	if factor == 0 {
		factor = 1
	}
	clear(m.params)
	clear(m.grads)
	clear(m.was)
	for i := range m.layers {
		l := &m.layers[i]
		init.Fill(l.w, l.in, l.out, l.act, factor, weights)
	}
	m.drops.Seed(weights.Uint64(), weights.Uint64())
	*m.feed.order = *order
	m.feed.epochs, m.feed.state = 0, 0
	m.steps, m.last = 0, 0
	if m.full != nil {
		m.full = m.newFullBatch()
	} else {
		m.opt.Forget()
	}
	return nil
}

// Params returns all weights and biases: of each layer the weights (out, in), then the biases. They are the MLP's own.
func (m *MLP) Params() []float32 {
	n := 0
	for i := range m.layers {
		n += len(m.layers[i].w) + len(m.layers[i].b)
	}
	return m.params[:n:n]
}
