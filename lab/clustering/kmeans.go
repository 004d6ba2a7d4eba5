package clustering

import (
	"fmt"
	"io"
	"math"
	"math/rand/v2"

	"github.com/whisker-lab/whisker/lab"
	"github.com/whisker-lab/whisker/nn"
	"github.com/whisker-lab/whisker/nn/cluster"
)

// kmeans is k-means in its two beats.
type kmeans struct {
	*cluster.Beats
	crowd   *crowd
	k       int
	loss    float64
	began   bool      // whether the points have been given to centres
	changed int       // points that the last assignment gave to another centre
	settled bool      // whether that was none
	before  []int32   // (n), the assignment before
	from    []float32 // (k, 2), where the centres were before they last moved
}

const (
	sharpness  = 8   // of the borders on the background
	mostSpokes = 600 // points that are tied to their centres by a line
)

func newKMeans(c lab.Config, d *crowd) (*kmeans, error) {
	k := min(int(c.Number("k")), d.len())
	m, err := cluster.NewKMeansAt(c.Text("start"), d.points, k, rand.New(c.Rand("seed", forMethod)))
	if err != nil {
		return nil, err
	}
	b := &kmeans{Beats: cluster.InBeats(m), crowd: d, k: k, loss: math.NaN(), before: make([]int32, d.len()), from: make([]float32, 2*k)}
	copy(b.from, b.Centres().Data)
	return b, nil
}

// Step does one beat.
func (b *kmeans) Step() (loss float64, done bool) {
	switch b.Next() {
	case cluster.Assign:
		copy(b.before, b.Assignment())
		loss, done = b.Beats.Step()
		b.changed = 0
		for i, g := range b.Assignment() {
			if !b.began || g != b.before[i] {
				b.changed++
			}
		}
		b.began, b.settled = true, done
	case cluster.Move:
		copy(b.from, b.Centres().Data)
		loss, done = b.Beats.Step()
	}
	b.loss = loss
	return loss, done
}

func (b *kmeans) assignment() []int32 {
	if !b.began {
		return nil
	}
	return b.Assignment()
}

func (b *kmeans) groups() int { return used(b.Assignment(), b.k) }

// used is how many of k groups have a point.
func used(assignment []int32, k int) (n int) {
	has := make([]bool, k)
	for _, g := range assignment {
		n += count(!has[g])
		has[g] = true
	}
	return n
}

func (b *kmeans) pass() int             { return 2 }
func (b *kmeans) pace() float64         { return 1.5 }
func (b *kmeans) curve() (string, bool) { return "inertia", false }
func (b *kmeans) centres() int          { return b.k }

// move puts a centre elsewhere; the next beat is to assign.
func (b *kmeans) move(c int, x, y float32) {
	b.SetCentre(c, x, y)
	copy(b.from, b.Centres().Data)
	b.settled = false
}

func (b *kmeans) report(s *lab.State) {
	s.Put("inertia", b.loss)
	s.Panels.Readouts.Metrics = []string{"inertia", "silhouette", "ari", "groups"}
}

func (b *kmeans) paint(c canvas) {
	at := b.Centres().Data
	c.membership(b.k, func(g, row int, to []float32) {
		cx, cy := at[2*g], at[2*g+1]
		for i := range to {
			x, y := place(i, row)
			to[i] = -sharpness * ((x-cx)*(x-cx) + (y-cy)*(y-cy))
		}
	})
	c.centres(at)
	// After the beat that gave the points to the centres one sees whose they are, after the other how far the centres went.
	if b.Next() == cluster.Move || b.settled {
		if c.crowd.len() <= mostSpokes {
			c.spokes(b.Assignment(), at)
		}
		return
	}
	c.arrows(b.from, at)
}

// comment says which beat it was, and what of it is odd.
func (b *kmeans) comment(r *Run) lab.Line {
	used := b.groups()
	args := map[string]any{"inertia": b.loss, "changed": b.changed, "empty": b.k - used}
	switch {
	case r.done:
		return r.verdict()
	case b.Next() == cluster.Assign:
		return lab.Line{Key: "narrator.kmeans.move", Args: args}
	case r.steps == 1:
		return lab.Line{Key: "narrator.kmeans.first"}
	case used < b.k:
		return lab.Line{Key: "narrator.kmeans.empty", Args: args}
	}
	return lab.Line{Key: "narrator.kmeans.assign", Args: args}
}

// Save is part of nn.Learner.
func (b *kmeans) Save(w io.Writer) error {
	e := nn.NewEncoder(w, "centroids")
	for _, v := range []int{count(b.began), count(b.settled), b.changed} {
		e.Uint(uint64(v))
	}
	e.Float(b.loss)
	e.Floats(b.from)
	if err := e.Close(); err != nil {
		return err
	}
	return b.Beats.Save(w)
}

// Load is part of nn.Learner.
func (b *kmeans) Load(r io.Reader) error {
	d := nn.NewDecoder(r, "centroids")
	var began, settled, changed int
	var loss float64
	from := make([]float32, len(b.from))
	d.Int(&began, 0, 1)
	d.Int(&settled, 0, 1)
	d.Int(&changed, 0, b.crowd.len())
	d.Float(&loss)
	d.Floats("places before", from)
	if err := d.Close(); err != nil {
		return fmt.Errorf("centres: %w", err)
	}
	if err := b.Beats.Load(r); err != nil {
		return err
	}
	b.began, b.settled, b.changed, b.loss, b.from = began == 1, settled == 1, changed, loss, from
	return nil
}
