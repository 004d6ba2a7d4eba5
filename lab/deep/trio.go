package deep

import (
	"math"
	"math/rand/v2"

	"github.com/whisker-lab/whisker/lab"
	"github.com/whisker-lab/whisker/nn/model"
)

// The networks that learn side by side.
const (
	plain  = iota
	helped // by what the switches say
	wide   // as many weights, in one layer
	nets
)

const (
	lasts = 500 // steps that networks learn for
	every = 10  // steps between two looks at how they do
	looks = lasts/every + 1
)

// trio is the networks of one depth.
type trio struct {
	depth int
	net   [nets]*model.Deep
	made  int                  // steps
	share [looks][nets]float32 // of right answers, (made/every + 1)
	loss  [nets]float64        // of the last batch
	gone  [nets]bool           // it has run away and learns no longer
}

// newTrio draws three networks that have learnt nothing. Those of one seed begin with the same weights, as far as they are wired alike, and
// see the examples in the same order.
func (r *Run) newTrio(depth int) (*trio, error) {
	t := &trio{depth: depth}
	for i := range t.net {
		spec := r.spec
		spec.Hidden = depth
		switch i {
		case helped:
			spec.Residual, spec.Norm = r.residual, r.norm
		case wide:
			spec.Hidden, spec.Width = 1, r.wideOf(depth)
		}
		var err error
		if t.net[i], err = model.NewDeep(spec, r.train, rand.New(rand.NewPCG(r.base, forWeights)), rand.NewPCG(r.base, forOrder)); err != nil {
			return nil, err
		}
	}
	t.look(r.test)
	return t, nil
}

// wideOf is how wide one layer has to be to have as many weights as a stack, as nearly as can be.
func (r *Run) wideOf(depth int) int {
	stack := r.spec.Width*(r.spec.Features+1) + (depth-1)*r.spec.Width*(r.spec.Width+1) + r.spec.Width + 1
	return max((stack-1+(r.spec.Features+2)/2)/(r.spec.Features+2), 1)
}

// step is one batch for each.
func (t *trio) step(test model.Set) {
	for i, net := range t.net {
		if t.gone[i] {
			continue
		}
		loss, _ := net.Step()
		if t.loss[i] = loss; loss != loss || loss > 1e30 {
			t.gone[i], t.loss[i] = true, 0
		}
	}
	t.made++
	if t.made%every == 0 {
		t.look(test)
	}
}

func (t *trio) done() bool { return t.made >= lasts }

// look notes how they do.
func (t *trio) look(test model.Set) {
	for i, net := range t.net {
		_, share := net.Evaluate(test)
		t.share[t.made/every][i] = float32(share)
	}
}

// right is the share of right answers when they were last looked at.
func (t *trio) right(net int) float64 {
	return math.Round(float64(t.share[t.made/every][net])*tested) / tested // as exact as the number that was kept
}

// kept is what is kept of a depth whose networks have learnt.
type kept struct {
	params [helped + 1][]float32 // nil before
	share  [looks][nets]float32
}

// keep takes what has come of a trio.
func (k *kept) keep(t *trio) {
	for i := range k.params {
		k.params[i] = append([]float32(nil), t.net[i].Params()...)
	}
	k.share = t.share
}

// known tells whether there is something.
func (k *kept) known() bool { return k.params[plain] != nil }

// restored is a trio that has learnt. Of the wide network only the share of right answers is known.
func (r *Run) restored(at int) (*trio, error) {
	t, err := r.newTrio(stops[at])
	if err != nil {
		return nil, err
	}
	k := &r.kept[at]
	for i := range k.params {
		copy(t.net[i].Params(), k.params[i])
	}
	t.share, t.made = k.share, lasts
	return t, nil
}

// spec is what all networks have alike.
func specOf(c lab.Config) model.DeepSpec {
	return model.DeepSpec{
		Features: 2, Width: int(c.Number("width")), Activation: c.Text("activation"), Init: c.Text("init"),
		Optimiser: c.Text("optimiser"), Rate: c.Number("lr"), Batch: batch,
	}
}
