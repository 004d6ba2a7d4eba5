package moredata

import (
	"bytes"
	"errors"
	"io"
	"math"
	"math/rand/v2"
	"slices"

	"github.com/whisker-lab/whisker/lab"
	"github.com/whisker-lab/whisker/nn"
	"github.com/whisker-lab/whisker/nn/model"
)

// Save is part of nn.Learner.
func (r *Run) Save(w io.Writer) error {
	var net bytes.Buffer
	if err := r.net.Save(&net); err != nil {
		return err
	}
	e := nn.NewEncoder(w, saveKind)
	e.Uint(r.base)
	for _, v := range [...]int{r.size, r.seed, r.piece, r.since} {
		e.Uint(uint64(v))
	}
	e.String(net.String())
	e.Floats(r.best)
	e.Float(r.least)
	for size := range sizes {
		for _, one := range r.right[size] {
			e.Uint(uint64(one.train + 1))
			e.Uint(uint64(one.test + 1))
		}
		k := &r.kept[size]
		e.Floats(k.params)
		e.Uint(uint64(k.n))
		e.Uint(uint64(k.at))
		var rows []float32
		for _, row := range k.rows[:k.n] {
			rows = append(rows, row.batches, row.train, row.test)
		}
		e.Floats(rows)
	}
	return e.Close()
}

const saveKind = "moredata"

var errPlace = errors.New("moredata: loading: there is no such network")

// Load is part of nn.Learner. After an error the run is as it was.
func (r *Run) Load(from io.Reader) error {
	d := nn.NewDecoder(from, saveKind)
	n := *r
	var net string
	var rows [len(sizes)][]float32
	d.Uint(&n.base)
	d.Int(&n.size, 0, len(sizes))
	d.Int(&n.seed, 0, MostSeeds-1)
	d.Int(&n.piece, 0, pieces-1)
	d.Int(&n.since, 0, looks)
	d.Text(&net)
	n.best = make([]float32, len(r.best))
	d.Floats("the best weights", n.best)
	d.Float(&n.least)
	for size := range sizes {
		for seed := range n.right[size] {
			n.right[size][seed] = result{int32(d.Count(sizes[size]+1)) - 1, int32(d.Count(tested+1)) - 1}
		}
		k := &n.kept[size]
		k.params = make([]float32, len(r.best))
		d.Floats("the weights", k.params)
		k.n = d.Count(looks)
		k.at = d.Count(max(k.n-1, 0))
		rows[size] = make([]float32, 3*k.n)
		d.Floats("the curve", rows[size])
	}
	if err := d.Close(); err != nil {
		return err
	}
	for size, flat := range rows {
		for i := range n.kept[size].n {
			n.kept[size].rows[i] = score{flat[3*i], flat[3*i+1], flat[3*i+2]}
		}
	}
	return r.take(&n, net)
}

// take makes the run what was read, if that can be.
func (r *Run) take(n *Run, net string) (err error) {
	learns := 0
	if n.size < len(sizes) {
		learns = n.size
		if n.right[n.size][n.seed].test != unknown || n.seed == 0 && n.kept[n.size].n != n.piece/every+1 {
			return errPlace
		}
	}
	if n.base != r.base {
		own := *r.examples
		n.examples = &own
		n.shuffle(n.base)
	}
	// What is damaged is to change nothing, so another network reads it.
	if n.net, err = model.NewMLP(r.spec, r.first(0, most), r.drawn, new(rand.PCG)); err != nil {
		return err
	}
	if err = n.net.Teach(n.first(n.seed, sizes[learns])); err != nil {
		return err
	}
	if err = n.net.Load(bytes.NewReader([]byte(net))); err != nil {
		return err
	}
	*r = *n
	return nil
}

// fingerprint is a short name of all that results depend on: FNV-1a.
func fingerprint(c lab.Config) uint32 {
	h := uint32(2166136261)
	for _, name := range [...]string{"data", "noise", "flip", "layers", "lr", "activation", "optimiser", "l2", "dropout", "patience", "seed", "dataseed"} {
		for _, b := range []byte(name + "=" + c.Text(name) + "&") {
			h = (h ^ uint32(b)) * 16777619
		}
	}
	return h
}

// A link holds what is known as whole numbers, which halves hold exactly, and after them the weights of the networks that are
// kept, where there is room.
const (
	linkFormat = 1
	chunk      = 11  // bits of a print in a half
	mostLinked = 560 // numbers that a link takes
	head       = 6   // format, print in three, seeds, and whether weights follow
)

// Shape is part of lab.Weighted.
func (r *Run) Shape() []int { return append([]int(nil), r.net.Sizes()...) }

// Weights is part of lab.Weighted: the results, and the networks that are kept where they fit into a link.
func (r *Run) Weights() []float32 {
	w := r.head()
	for size := range sizes {
		for _, one := range r.right[size][:r.seeds] {
			w = append(w, float32(one.train), float32(one.test))
		}
	}
	if len(w)+len(sizes)*len(r.best) > mostLinked || !r.finite() {
		return w
	}
	w[head-1] = 1
	for size := range sizes {
		w = append(w, r.kept[size].params...)
	}
	return w
}

// finite tells whether what is kept can stand in a link.
func (r *Run) finite() bool {
	for size := range sizes {
		for _, v := range r.kept[size].params {
			if v != v || math.Abs(float64(v)) > 60000 {
				return false
			}
		}
	}
	return true
}

var errLinked = errors.New("moredata: these are no results of such networks")

// head is what a link says before the results.
func (r *Run) head() []float32 {
	const mask = 1<<chunk - 1
	return []float32{linkFormat, float32(r.print & mask), float32(r.print >> chunk & mask), float32(r.print >> (2 * chunk)), float32(r.seeds), 0}
}

// SetWeights is part of lab.Weighted, for a run that has made no step. What a link tells of other settings is not taken; networks
// whose weights it leaves out learn once more.
func (r *Run) SetWeights(w []float32) error {
	if len(w) < head || !slices.Equal(w[:head-2], r.head()[:head-2]) {
		return errLinked
	}
	seeds, whole, params := int(w[head-2]), w[head-1] == 1, len(r.best)
	want := head + 2*len(sizes)*seeds
	if whole {
		want += len(sizes) * params
	}
	if seeds < 1 || seeds > MostSeeds || len(w) != want {
		return errLinked
	}
	right, w := r.right, w[head:]
	for size, n := range sizes {
		for seed := range seeds {
			one := result{int32(w[0]), int32(w[1])}
			w = w[2:]
			if (one.train == unknown) != (one.test == unknown) || one.train < unknown || int(one.train) > n || one.test < unknown || one.test > tested {
				return errLinked
			}
			if whole || seed > 0 {
				right[size][seed] = one
			}
		}
	}
	r.right = right
	for size := range sizes {
		if whole {
			copy(r.kept[size].params, w[size*params:])
		}
	}
	r.next()
	return nil
}

// Edit is part of lab.Weighted: these weights are no one's to set.
func (r *Run) Edit(layer, out, in int, value float64) error { return errEdit }

var errEdit = errors.New("moredata: these networks learn by themselves")
