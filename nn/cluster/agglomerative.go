package cluster

import (
	"fmt"
	"io"
	"math"
	"math/rand/v2"
	"slices"

	"github.com/whisker-lab/whisker/nn"
	"github.com/whisker-lab/whisker/nn/neighbour"
)

// Linkages lists what the distance between two groups may be.
//
//   - ward: how much merging them adds to the squared distances from the means (Ward, "Hierarchical Grouping to Optimize an
//     Objective Function", 1963).
//   - average: the mean distance of their points (Sokal and Michener, 1958).
//   - single: that of their nearest points (Florek et al., 1951), which finds chains of any shape.
//   - complete: that of their farthest points (Sørensen, 1948).
var Linkages = [...]string{"ward", "average", "single", "complete"}

const (
	ward = iota
	average
	single
	complete
)

// MaxLeaves is how many points can be merged: every pair of them has a distance to keep, 16 MB in all.
const MaxLeaves = 2000

// Merge is one knot of the dendrogram. Points are numbered from 0, and the knot of merge i is number leaves+i.
type Merge struct {
	A, B   int32   // A < B
	Height float64 // distance of the two; for ward the square root of twice what they add, so that for points it is their distance
	Size   int32   // points below
}

// Agglomerative merges the two groups that are closest, again and again, from every point on its own to all in one. The
// distances of a merged group follow from those of its parts (Lance and Williams, "A general theory of classificatory
// sorting strategies", 1967); each group remembers its nearest, so that a step takes about n steps and not n².
type Agglomerative struct {
	n, leaves, dims int
	linkage         int
	points          *nn.Tensor // (n, dims)
	sample          []int32    // (leaves)
	follows         []int32    // (n): the leaf nearest to each point

	apart   []float32 // (leaves, leaves); squared for ward
	nearest []int32   // (leaves): of each slot that is in use
	size    []int32   // (leaves): 0 for a slot that is not in use
	knot    []int32   // (leaves): number of the group in a slot
	merges  []Merge   // so far
	parent  []int32   // (2·leaves), for Cut
	named   []int32   // (2·leaves): group of a root, for Cut
	leaf    []int32   // (leaves): group of each leaf, for Cut
	cluster []int32   // (n)
	shown   []published
}

// NewAgglomerative begins with every point (n, dims) on its own. Of more than most points, which may be MaxLeaves at the
// most, a random sample of most is merged, and the others follow the nearest of these.
func NewAgglomerative(points *nn.Tensor, linkage string, most int, r *rand.Rand) (*Agglomerative, error) {
	if err := neighbour.Check(points); err != nil {
		return nil, fmt.Errorf("cluster: %w", err)
	}
	n, dims := points.Dim(0), points.Dim(1)
	kind := slices.Index(Linkages[:], linkage)
	switch {
	case n == 0:
		return nil, fmt.Errorf("cluster: no points")
	case kind < 0:
		return nil, fmt.Errorf("cluster: no linkage %q", linkage)
	case most < 1 || most > MaxLeaves:
		return nil, fmt.Errorf("cluster: merging %d points: want 1 to %d; of more, a sample can be merged", most, MaxLeaves)
	}
	leaves := min(n, most)
	m := &Agglomerative{
		n: n, leaves: leaves, dims: dims, linkage: kind, points: nn.TensorOf(slices.Clone(points.Data), n, dims),
		sample: make([]int32, leaves), follows: make([]int32, n), apart: make([]float32, leaves*leaves),
		nearest: make([]int32, leaves), size: make([]int32, leaves), knot: make([]int32, leaves), merges: make([]Merge, 0, leaves),
		parent: make([]int32, 2*leaves), named: make([]int32, 2*leaves), leaf: make([]int32, leaves), cluster: make([]int32, n),
	}
	m.shown = []published{
		{"points", m.points}, {"merges", nn.NewTensor(leaves-1, 4)}, {"assignment", nn.NewTensor(n)},
	}
	for i := range m.sample {
		m.sample[i] = int32(i)
	}
	if leaves < n {
		for i, at := range r.Perm(n)[:leaves] {
			m.sample[i] = int32(at)
		}
		slices.Sort(m.sample)
	}
	m.begin()
	return m, nil
}

// begin puts every leaf on its own and measures all distances.
func (m *Agglomerative) begin() {
	rows := nn.NewTensor(m.leaves, m.dims)
	for i, at := range m.sample {
		copy(rows.Data[i*m.dims:][:m.dims], m.points.Data[int(at)*m.dims:])
	}
	for i := range m.leaves {
		m.size[i], m.knot[i] = 1, int32(i)
		for j := range i {
			var squared float64
			for d := range m.dims {
				diff := float64(rows.Data[i*m.dims+d]) - float64(rows.Data[j*m.dims+d])
				squared += diff * diff
			}
			if m.linkage != ward {
				squared = math.Sqrt(squared)
			}
			m.apart[i*m.leaves+j], m.apart[j*m.leaves+i] = float32(squared), float32(squared)
		}
	}
	for i := range m.leaves {
		m.search(i)
	}
	m.merges = m.merges[:0]
	if m.leaves == m.n {
		copy(m.follows, m.sample)
		return
	}
	tree, err := neighbour.NewTree(rows)
	if err != nil {
		panic(badStarts)
	}
	for i := range m.n {
		m.follows[i] = tree.Nearest(m.points.Data[i*m.dims:][:m.dims], 1)[0].Index
	}
}

// search finds the slot nearest to slot i, the first among equals.
func (m *Agglomerative) search(i int) {
	best, row := -1, m.apart[i*m.leaves:][:m.leaves]
	for j, size := range m.size {
		if size > 0 && j != i && (best < 0 || row[j] < row[best]) {
			best = j
		}
	}
	m.nearest[i] = int32(best)
}

// Step merges the two groups that are closest. The loss is the height at which it does. It is done when all are one.
func (m *Agglomerative) Step() (loss float64, done bool) {
	if len(m.merges) == m.leaves-1 {
		if m.leaves == 1 {
			return 0, true
		}
		return m.merges[len(m.merges)-1].Height, true
	}
	a, least := -1, float32(0)
	for i, size := range m.size {
		if size == 0 {
			continue
		}
		if d := m.apart[i*m.leaves+int(m.nearest[i])]; a < 0 || d < least {
			a, least = i, d
		}
	}
	b := int(m.nearest[a])
	a, b = min(a, b), max(a, b)
	height := float64(least)
	if m.linkage == ward {
		height = math.Sqrt(height)
	}
	m.merges = append(m.merges, Merge{
		A: min(m.knot[a], m.knot[b]), B: max(m.knot[a], m.knot[b]), Height: height, Size: m.size[a] + m.size[b],
	})
	m.join(a, b)
	return height, len(m.merges) == m.leaves-1
}

// join puts the group of slot b into slot a.
func (m *Agglomerative) join(a, b int) {
	na, nb := float64(m.size[a]), float64(m.size[b])
	ab := float64(m.apart[a*m.leaves+b])
	for i, size := range m.size {
		if size == 0 || i == a || i == b {
			continue
		}
		ia, ib := float64(m.apart[i*m.leaves+a]), float64(m.apart[i*m.leaves+b])
		var d float64
		switch m.linkage {
		case ward:
			ni := float64(size)
			d = ((na+ni)*ia + (nb+ni)*ib - ni*ab) / (na + nb + ni)
		case average:
			d = (na*ia + nb*ib) / (na + nb)
		case single:
			d = min(ia, ib)
		case complete:
			d = max(ia, ib)
		}
		m.apart[i*m.leaves+a], m.apart[a*m.leaves+i] = float32(d), float32(d)
	}
	m.size[a] += m.size[b]
	m.size[b] = 0
	m.knot[a] = int32(m.leaves + len(m.merges) - 1)
	for i, size := range m.size {
		if size == 0 {
			continue
		}
		near := int(m.nearest[i])
		switch row := m.apart[i*m.leaves:]; {
		case i == a || near == a || near == b:
			m.search(i)
		case row[a] < row[near] || row[a] == row[near] && a < near:
			m.nearest[i] = int32(a)
		}
	}
}

// Merges are the knots of the dendrogram so far. They are the learner's.
func (m *Agglomerative) Merges() []Merge { return m.merges }

// Leaves are the points that are merged, in the order of their numbers. They are the learner's.
func (m *Agglomerative) Leaves() []int32 { return m.sample }

// Groups is how many groups there are now.
func (m *Agglomerative) Groups() int { return m.leaves - len(m.merges) }

// Order is the leaves, by their number, in an order in which no two branches of the dendrogram cross.
func (m *Agglomerative) Order() []int32 {
	order := make([]int32, 0, m.leaves)
	var walk func(knot int32)
	walk = func(knot int32) {
		if int(knot) < m.leaves {
			order = append(order, knot)
			return
		}
		walk(m.merges[int(knot)-m.leaves].A)
		walk(m.merges[int(knot)-m.leaves].B)
	}
	for i, size := range m.size {
		if size > 0 {
			walk(m.knot[i])
		}
	}
	return order
}

// Assignment is the group of each point (n) as groups are now.
func (m *Agglomerative) Assignment() []int32 { return m.Cut(1) }

// Cut returns the group of each point (n) where the dendrogram has k branches, or as few more as there are groups as yet. They
// are numbered in the order of their first points. The result is the learner's until the next Cut.
func (m *Agglomerative) Cut(k int) []int32 {
	for i := range m.parent {
		m.parent[i] = int32(i)
	}
	for i, merge := range m.merges[:max(min(m.leaves-k, len(m.merges)), 0)] {
		m.parent[merge.A], m.parent[merge.B] = int32(m.leaves+i), int32(m.leaves+i)
	}
	// A knot stands behind its parts, so that from the back every parent is already at its root.
	for i := len(m.parent) - 1; i >= 0; i-- {
		m.parent[i] = m.parent[m.parent[i]]
	}
	for i := range m.named {
		m.named[i] = none
	}
	groups := int32(0)
	for i := range m.leaf {
		name := &m.named[m.parent[i]]
		if *name == none {
			*name = groups
			groups++
		}
		m.leaf[i] = *name
	}
	for i, leaf := range m.follows {
		m.cluster[i] = m.leaf[leaf]
	}
	return m.cluster
}

// Tune is part of nn.Learner: merging has nothing to tune on the way.
func (m *Agglomerative) Tune(name string, v float64) {}

// Publish is part of nn.Learner: the points (n, dims), the merges (leaves−1, 4) as A, B, height and size, zeros where none has
// been yet, and the group of each point (n).
func (m *Agglomerative) Publish(emit func(name string, t *nn.Tensor)) {
	rows := m.shown[1].tensor.Data
	clear(rows)
	for i, merge := range m.merges {
		copy(rows[4*i:], []float32{float32(merge.A), float32(merge.B), float32(merge.Height), float32(merge.Size)})
	}
	floats(m.shown[2].tensor.Data, m.Assignment())
	for _, p := range m.shown {
		emit(p.name, p.tensor)
	}
}

// Save is part of nn.Learner: which points are merged and how many merges there have been, from which all else follows.
func (m *Agglomerative) Save(w io.Writer) error {
	e := nn.NewEncoder(w, "agglomerative "+Linkages[m.linkage])
	e.Ints(m.sample)
	e.Uint(uint64(len(m.merges)))
	return e.Close()
}

// Load is part of nn.Learner. It merges again what had been merged.
func (m *Agglomerative) Load(r io.Reader) error {
	d := nn.NewDecoder(r, "agglomerative "+Linkages[m.linkage])
	merges := 0
	d.Ints("leaves", m.sample, 0, m.n-1)
	d.Int(&merges, 0, m.leaves-1)
	if err := d.Close(); err != nil {
		return err
	}
	m.begin()
	for range merges {
		m.Step()
	}
	return nil
}
