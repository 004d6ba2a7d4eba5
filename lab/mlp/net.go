package mlp

import (
	"fmt"
	"math/rand/v2"
	"slices"

	"github.com/whisker-lab/whisker/lab"
	"github.com/whisker-lab/whisker/nn/model"
)

// Net is a network of dense layers that learns a cloud by its labels.
type Net struct {
	*model.MLP
	cloud       *Cloud
	train, test model.Set
	seen        int       // examples of the last step
	lit         *lab.Cell // whose points are shown, if any
	rate        rate
	runaway     runaway
	spreads     []lab.Spread
	paint       painter
	why         why
	space       space
	discrete    bool // whether the plot shows the decision only
	hidetest    bool
}

var (
	_ lab.Run       = (*Net)(nil)
	_ lab.Weighted  = (*Net)(nil)
	_ lab.Explainer = (*Net)(nil)
	_ lab.Scorer    = (*Net)(nil)
	_ lab.Speaker   = (*Net)(nil)
	_ lab.Actor     = (*Net)(nil)
	_ lab.Adapter   = (*Net)(nil)
)

// NewNet builds the network that a config describes. The settings it reads are those in usual, which
// a lesson need not have.
func NewNet(c lab.Config) (*Net, error) {
	c = c.Usually(usual)
	cloud, err := NewCloud(c)
	if err != nil {
		return nil, err
	}
	n := &Net{cloud: cloud, train: cloud.Train(), test: cloud.Judge()}
	spec := recipe(c, len(cloud.Features), cloud.Source)
	weights, order := c.Rand("seed", forWeights), c.Rand("seed", forOrder)
	if n.MLP, err = model.NewMLP(spec, n.first(c), rand.New(weights), order); err != nil {
		return nil, err
	}
	if err := n.teach(c); err != nil {
		return nil, err
	}
	n.rate, n.runaway, n.spreads = newRate(spec.Rate), newRunaway(n), cloud.spreads()
	n.paint = newPainter(n)
	return n, nil
}

// Step is part of nn.Learner.
func (n *Net) Step() (loss float64, done bool) {
	if n.train.N == 0 {
		n.seen = 0
		return 0, true // there is nothing to learn from
	}
	before := n.Epoch()
	if n.rate.schedule.Kind != "" {
		n.MLP.Tune("lr", n.rate.now(before))
	}
	loss, done = n.MLP.Step()
	n.runaway.watch(n, loss)
	n.seen = int((n.Epoch()-before)*float64(n.train.N) + 0.5)
	return loss, done
}

// Progress is part of lab.Run.
func (n *Net) Progress() lab.Progress {
	return lab.Progress{Epoch: n.Epoch(), Batches: n.BatchesPerEpoch(), Examples: n.seen}
}

// Score is part of lab.Scorer.
func (n *Net) Score() (train, test float64) {
	train, _ = n.Evaluate(n.train)
	test, _ = n.Evaluate(n.test)
	return train, test
}

// Report is part of lab.Run.
func (n *Net) Report(s *lab.State) {
	s.Panels.Readouts.Metrics = []string{"testAccuracy", "trainAccuracy"}
	if n.cloud.Source.Values {
		s.Panels.Readouts.Metrics = []string{"mae", "rmse"}
	}
	s.Panels.Network.Sizes, s.Panels.Data.Classes, s.Panels.Confusion.Lit = slices.Clone(n.Sizes()), n.Classes(), n.lit
	n.cloud.Report(s, n.cloud.Source.Names)
	n.score(s, n.MLP)
	n.reportGates(s)
	n.reportSpace(s)
	if n.rate.schedule.Kind != "" {
		s.Put("learningRate", n.rate.now(n.Epoch()))
	}
	s.Panels.Outputs, s.Panels.Spreads = n.outputs(), n.spreads
	k := n.Classes()
	counts := make([]int, k*k)
	n.Confusion(n.test, counts)
	for i := range k {
		s.Panels.Confusion.Counts = append(s.Panels.Confusion.Counts, counts[i*k:][:k])
	}
}

// judged is what can be scored: the network as it is, or with nothing cut out.
type judged interface {
	Evaluate(s model.Set) (loss, accuracy float64)
	Outputs(x []float32, n int, dst []float32)
}

// score puts loss and accuracy of a network over all training and all test points.
func (n *Net) score(s *lab.State, net judged) {
	for _, part := range []struct {
		name string
		set  model.Set
	}{{"train", n.train}, {"test", n.test}} {
		loss, accuracy := net.Evaluate(part.set)
		s.Put(part.name+"Loss", loss)
		s.Put(part.name+"Accuracy", accuracy)
	}
	if n.cloud.Source.Values {
		mae, rmse := n.errors(net, n.test)
		s.Put("mae", mae)
		s.Put("rmse", rmse)
	}
}

// check says what is wrong with a place in the network, if anything; in < 0 is the bias.
func (n *Net) check(layer, out, in int) error {
	sizes := n.Sizes()
	if layer < 1 || layer >= len(sizes) || out < 0 || out >= sizes[layer] || in >= sizes[layer-1] {
		return fmt.Errorf("mlp: layer %d, neuron %d, weight %d: there is none in a network of %v", layer, out, in, sizes)
	}
	return nil
}

// Edit is part of lab.Weighted.
func (n *Net) Edit(layer, out, in int, value float64) error {
	if err := n.check(layer, out, in); err != nil {
		return err
	}
	if in < 0 {
		n.SetBias(layer, out, value)
	} else {
		n.SetWeight(layer, out, in, value)
	}
	return nil
}
