package mlp

import (
	"slices"

	"github.com/whisker-lab/whisker/lab"
	"github.com/whisker-lab/whisker/lab/own"
	"github.com/whisker-lab/whisker/nn/model"
)

// first is the set to build the network with: for the reader's own points as many as there may ever be, so that it can go on
// with more.
func (n *Net) first(c lab.Config) model.Set {
	if c.Text("data") != lab.OwnName {
		return n.train
	}
	return n.padded(own.Most)
}

// padded is the training set, or a point in the middle where that is empty, repeated to at least that many.
func (n *Net) padded(least int) model.Set {
	s, features := n.train, len(n.cloud.Features)
	if s.N == 0 {
		s = model.Set{N: 1, X: make([]float32, features), Class: make([]int, 1), Value: make([]float32, 1)}
	}
	times := (least + s.N - 1) / s.N
	p := model.Set{N: times * s.N}
	for f := range features {
		p.X = append(p.X, slices.Repeat(s.X[f*s.N:][:s.N], times)...)
	}
	p.Class, p.Value = slices.Repeat(s.Class, times), slices.Repeat(s.Value, times)
	return p
}

// teach hands the reader's own points to the network.
func (n *Net) teach(c lab.Config) error {
	if c.Text("data") != lab.OwnName {
		return nil
	}
	return n.Teach(n.padded(1))
}

// Adapt is part of lab.Adapter: the reader's own points may change, and pictures depend on controls that are no numbers.
func (n *Net) Adapt(c lab.Config, changed lab.Change) bool {
	switch changed.Effect {
	case lab.Live:
		n.view(c)
		return true
	case lab.Redata:
		return n.relearn(c)
	}
	return false
}

// relearn goes on with other points, where they are of the same kind.
func (n *Net) relearn(c lab.Config) bool {
	c = c.Usually(usual)
	cloud, err := NewCloud(c)
	if err != nil {
		return false
	}
	if spec := recipe(c, len(cloud.Features), cloud.Source); !slices.Equal(spec.Sizes, n.Sizes()) || spec.Loss != n.Loss().String() {
		return false
	}
	before := *n
	n.cloud, n.train, n.test = cloud, cloud.Train(), cloud.Judge()
	if err := n.teach(c); err != nil {
		n.cloud, n.train, n.test = before.cloud, before.train, before.test
		return false
	}
	n.spreads = cloud.spreads()
	n.paint = newPainter(n)
	n.space.renew()
	return true
}
