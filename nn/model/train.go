package model

import (
	"math/rand/v2"

	"github.com/whisker-lab/whisker/nn"
	"github.com/whisker-lab/whisker/nn/kernel"
)

// order goes through the examples of a data set, drawn anew for every epoch.
type order struct {
	source *rand.PCG
	rand   *rand.Rand
	index  []int32
	next   int
	epoch  int
}

func newOrder(n int, seed uint64) *order {
	o := &order{source: rand.NewPCG(seed, 0x0d3), index: make([]int32, n)}
	o.rand = rand.New(o.source)
	for i := range o.index {
		o.index[i] = int32(i)
	}
	o.shuffle()
	return o
}

func (o *order) shuffle() {
	for i := len(o.index) - 1; i > 0; i-- {
		j := o.rand.IntN(i + 1)
		o.index[i], o.index[j] = o.index[j], o.index[i]
	}
	o.next = 0
}

// take returns the next examples, at most n: the last ones of an epoch may be fewer.
func (o *order) take(n int) []int32 {
	if o.next == len(o.index) {
		o.shuffle()
		o.epoch++
	}
	from := o.next
	o.next = min(from+n, len(o.index))
	return o.index[from:o.next]
}

func (o *order) write(e *nn.Encoder) {
	e.Source(o.source)
	e.Uint(uint64(o.next))
	e.Uint(uint64(o.epoch))
	for _, i := range o.index {
		e.Uint(uint64(i))
	}
}

func (o *order) read(d *nn.Decoder) {
	d.Source(o.source)
	d.Int(&o.next, 0, len(o.index))
	d.Int(&o.epoch, 0, 1<<40)
	for i := range o.index {
		d.Index(&o.index[i], len(o.index))
	}
}

// newOptimiser is nn.NewOptimiser, plain gradient descent where the name is left out.
func newOptimiser(name string, n int, rate float64) (*nn.Optimiser, error) {
	if name == "" {
		name = "sgd"
	}
	return nn.NewOptimiser(name, n, rate)
}

// decay pulls the weights, but not the biases, to 0: through their gradients, or where the optimiser asks for that by
// itself, at its rate.
func decay(params []*nn.Param, l2 float32, opt *nn.Optimiser) {
	if l2 == 0 {
		return
	}
	for _, p := range params {
		switch {
		case len(p.Value.Shape) < 2:
		case opt.Decoupled():
			kernel.SGD(p.Value.Data, p.Value.Data, float32(opt.Rate)*l2)
		default:
			kernel.Penalise(p.Grad.Data, p.Value.Data, 0, l2)
		}
	}
}
