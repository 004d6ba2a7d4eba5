package model

import (
	"fmt"

	"github.com/whisker-lab/whisker/nn/kernel"
)

// Teach goes on with another training set, from the weights and the optimiser as they are, at the start of an epoch, in batches
// of the size that the spec named. It allocates nothing where the set is not larger than all before. The first training set
// must have been as large.
func (m *MLP) Teach(train Set) error {
	if err := m.check("training set", train); err != nil {
		return err
	}
	if train.N == 0 || kernel.Stride(train.N) > len(m.share) {
		return fmt.Errorf("model: training set: %d examples; want 1 to %d", train.N, len(m.share))
	}
	epochs := m.feed.epochs
	m.feed.fill(m.loss, m.features(), m.outputs(), train, m.feed.order, m.spec.Sequential)
	m.feed.resize(m.spec.Batch)
	m.feed.epochs = epochs
	return nil
}
