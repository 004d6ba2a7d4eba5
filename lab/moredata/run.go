package moredata

import (
	"math"
	"math/rand/v2"

	"github.com/whisker-lab/whisker/lab"
	"github.com/whisker-lab/whisker/nn"
	"github.com/whisker-lab/whisker/nn/model"
)

// sizes are how many examples the networks learn from.
var sizes = [...]int{10, 20, 50, 100, 200, 500, 1000, 2000}

// hung are those of which there are small pictures: places in sizes.
var hung = [...]int{0, 2, 4, 7}

// MostSeeds is how many networks learn from each number of examples at most.
const MostSeeds = 10

const (
	batch   = 10
	batches = 40  // a step makes so many: 400 examples
	pieces  = 100 // steps that a network learns for at most, whatever it learns from
	every   = 2   // steps between two looks at how it does
	looks   = pieces/every + 1
	unknown = -1 // nothing has come of a network so far
)

// Run is a network that learns again and again: from few examples to many, and from each number with several starts.
type Run struct {
	*examples
	spec     model.MLPSpec
	net      *model.MLP // that is learning
	other    *model.MLP // that shows another one's weights
	print    uint32     // what the results depend on, in short
	base     uint64     // the seed
	seeds    int
	at       int // which of sizes is looked at
	patience int // looks without a better one after which a network stops; 0 for never

	size, seed, piece int // what is learning, size len(sizes) for nothing, and how many steps it has made
	best              []float32
	least             float64 // the loss of the watched examples that best had
	since             int     // looks since then
	right             [len(sizes)][MostSeeds]result
	kept              [len(sizes)]kept

	pcg   [2]*rand.PCG
	drawn *rand.Rand
	paint painter
}

// result is how many of its own and of the test's examples a network got right, unknown before it has learnt.
type result struct{ train, test int32 }

// kept is what is kept of the first network of a size.
type kept struct {
	params []float32
	rows   [looks]score // (n)
	n      int
	at     int // the row of the network that is kept, or is learning
}

// score is the losses of a network after some batches.
type score struct{ batches, train, test float32 }

var (
	_ lab.Run      = (*Run)(nil)
	_ lab.Speaker  = (*Run)(nil)
	_ lab.Adapter  = (*Run)(nil)
	_ lab.Weighted = (*Run)(nil)
)

// New draws the examples and begins with the first network.
func New(c lab.Config) (*Run, error) {
	e, err := newExamples(c)
	if err != nil {
		return nil, err
	}
	r := &Run{examples: e, base: uint64(c.Number("seed")), patience: int(c.Number("patience")), print: fingerprint(c)}
	e.shuffle(r.base)
	for i := range r.pcg {
		r.pcg[i] = rand.NewPCG(0, 0)
	}
	r.drawn = rand.New(r.pcg[0])
	for i := range r.right {
		for k := range r.right[i] {
			r.right[i][k] = result{unknown, unknown}
		}
	}
	r.spec = model.MLPSpec{
		Sizes: append(append([]int{2}, c.Ints("layers")...), 1), Loss: nn.BCE.String(), Optimiser: c.Text("optimiser"),
		Rate: c.Number("lr"), L2: c.Number("l2"), Batch: batch,
	}
	for range len(r.spec.Sizes) - 2 {
		r.spec.Activations = append(r.spec.Activations, c.Text("activation"))
		r.spec.Dropout = append(r.spec.Dropout, c.Number("dropout"))
	}
	for _, net := range []**model.MLP{&r.net, &r.other} {
		if *net, err = model.NewMLP(r.spec, e.first(0, most), r.drawn, new(rand.PCG)); err != nil {
			return nil, err
		}
	}
	r.best = make([]float32, len(r.net.Params()))
	r.start(0, 0)
	for i := range r.kept {
		r.kept[i].params = append([]float32(nil), r.net.Params()...)
	}
	r.seeds = 1
	r.turn(c)
	r.paint = newPainter(r)
	return r, nil
}

// start has a network begin.
func (r *Run) start(size, seed int) {
	r.size, r.seed, r.piece = size, seed, 0
	r.begin(size, seed)
	if seed == 0 {
		r.kept[size].n, r.kept[size].at = 0, 0
	}
	r.look()
}

// begin makes the network one that has learnt nothing.
func (r *Run) begin(size, seed int) {
	r.pcg[0].Seed(r.base, forWeights+uint64(seed))
	r.pcg[1].Seed(r.base, forOrder+uint64(seed))
	if err := r.net.Restart(r.first(seed, sizes[size]), r.drawn, r.pcg[1]); err != nil {
		panic(badSet)
	}
	r.least, r.since = math.Inf(1), 0
}

const badSet = "moredata: there is no room for the examples"

// next goes on to the first network that nothing is known of, from few examples to many.
func (r *Run) next() {
	for size := range r.right {
		for seed := range r.seeds {
			if r.right[size][seed].test == unknown {
				r.start(size, seed)
				return
			}
		}
	}
	r.size, r.seed, r.piece = len(sizes), 0, 0
	r.begin(0, 0)
}

// Step is part of nn.Learner: a few batches of the network that is learning. A network that runs away is judged as it is.
func (r *Run) Step() (loss float64, done bool) {
	if r.size == len(sizes) {
		return 0, true
	}
	gone := false
	for range batches {
		now, _ := r.net.Step()
		if gone = math.IsNaN(now) || math.IsInf(now, 0); gone {
			break
		}
		loss += now / batches
	}
	r.piece++
	tired := r.piece%every == 0 && r.look()
	if gone || tired || r.piece == pieces {
		r.finish()
		r.next()
	}
	if gone {
		loss = 0
	}
	return loss, r.size == len(sizes)
}

// look notes how the network does, and tells whether it has not done better for so long that it is to stop: Prechelt, "Early
// Stopping, but when?" (1998).
func (r *Run) look() (tired bool) {
	if r.seed == 0 {
		k := &r.kept[r.size]
		row := &k.rows[k.n]
		k.at = k.n
		k.n++
		row.batches = float32(r.piece * batches)
		train, _ := r.net.Evaluate(r.first(0, sizes[r.size]))
		test, _ := r.net.Evaluate(r.test)
		row.train, row.test = float32(train), float32(test)
	}
	if r.patience == 0 {
		return false
	}
	if loss, _ := r.net.Evaluate(r.watch); loss < r.least {
		r.least, r.since = loss, 0
		copy(r.best, r.net.Params())
		return false
	}
	r.since++
	return r.since >= r.patience
}

// finish judges the network, as it was at its best where it was to stop there, and keeps the first of its size.
func (r *Run) finish() {
	if r.patience > 0 && !math.IsInf(r.least, 1) {
		copy(r.net.Params(), r.best)
	}
	own := r.first(r.seed, sizes[r.size])
	_, train := r.net.Evaluate(own)
	_, test := r.net.Evaluate(r.test)
	r.right[r.size][r.seed] = result{int32(train*float64(own.N) + 0.5), int32(test*tested + 0.5)}
	if r.seed == 0 {
		k := &r.kept[r.size]
		copy(k.params, r.net.Params())
		if r.patience > 0 {
			k.at = max(k.at-r.since, 0)
		}
	}
}

// Tune is part of nn.Learner: what is live is more than numbers, see Adapt.
func (r *Run) Tune(name string, v float64) {}

// Publish is part of nn.Learner.
func (r *Run) Publish(emit func(name string, t *nn.Tensor)) { r.net.Publish(emit) }

// Adapt is part of lab.Adapter: another size is looked at; for other starts more networks learn, and those that have stay.
func (r *Run) Adapt(c lab.Config, changed lab.Change) bool {
	if changed.Effect != lab.Live && changed.Control != "seeds" {
		return false
	}
	r.turn(c)
	return true
}

// turn takes what may change while the networks learn.
func (r *Run) turn(c lab.Config) {
	seeds := min(max(int(c.Number("seeds")), 1), MostSeeds)
	if more := seeds > r.seeds; seeds != r.seeds {
		r.seeds = seeds
		if r.seed >= seeds || more && r.size == len(sizes) {
			r.next()
		}
	}
	for i, n := range sizes {
		if float64(n) == c.Number("examples") {
			r.at = i
		}
	}
}

// done is how many networks have learnt.
func (r *Run) done() (n int) {
	for size := range r.right {
		n += r.known(size)
	}
	return n
}

// known is how many networks of a size have learnt.
func (r *Run) known(size int) (n int) {
	for _, one := range r.right[size][:r.seeds] {
		if one.test != unknown {
			n++
		}
	}
	return n
}

// Progress is part of lab.Run: an epoch is a network.
func (r *Run) Progress() lab.Progress {
	return lab.Progress{Epoch: float64(r.done()) + float64(r.piece)/pieces, Batches: pieces, Examples: batch * batches}
}
