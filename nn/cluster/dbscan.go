package cluster

import (
	"fmt"
	"io"
	"math"
	"math/rand/v2"

	"github.com/whisker-lab/whisker/nn"
	"github.com/whisker-lab/whisker/nn/neighbour"
)

// Role is what a point turns out to be for DBSCAN.
type Role int32

// The roles.
const (
	Unseen Role = iota
	Noise       // too few neighbours, and no core among them
	Border      // too few neighbours, but a core among them
	Core        // enough neighbours
)

// DBSCAN lets groups grow from point to point wherever enough of them lie close together, and leaves the others out (Ester,
// Kriegel, Sander and Xu, "A Density-Based Algorithm for Discovering Clusters in Large Spatial Databases with Noise",
// 1996). It takes any shape and needs no k.
type DBSCAN struct {
	n, dims int
	eps     float64
	least   int // neighbours that make a core, the point itself among them
	pace    int // points a step
	tree    *neighbour.Tree

	order   []int32 // (n): in which points are looked at for the start of a new group
	cluster []int32 // (n): none, 0, 1…
	role    []int32 // (n), as Role
	queue   []int32 // (n): points of the group that grows; the first taken are done
	queued  int
	taken   int
	next    int // in order
	groups  int
	within  int   // any group
	at      int32 // the point looked at last

	shown []published
}

const none = -1

// NewDBSCAN begins with no point (n, dims) looked at. A point with at least least others or itself within eps is a core. The
// order in which points are looked at, which numbers the groups and says whose a border between two is, comes from r.
func NewDBSCAN(points *nn.Tensor, eps float64, least int, r *rand.Rand) (*DBSCAN, error) {
	tree, err := neighbour.NewTree(points)
	if err != nil {
		return nil, fmt.Errorf("cluster: %w", err)
	}
	n := points.Dim(0)
	switch {
	case n == 0:
		return nil, fmt.Errorf("cluster: no points")
	case !(eps > 0) || math.IsInf(eps, 0):
		return nil, fmt.Errorf("cluster: eps %v: want a distance above 0", eps)
	case least < 1:
		return nil, fmt.Errorf("cluster: a core of %d points: want at least 1", least)
	}
	m := &DBSCAN{
		n: n, dims: points.Dim(1), eps: eps, least: least, pace: 1, tree: tree, at: none,
		order: make([]int32, n), cluster: make([]int32, n), role: make([]int32, n), queue: make([]int32, n),
	}
	for i, v := range r.Perm(n) {
		m.order[i], m.cluster[i] = int32(v), none
	}
	kept := nn.NewTensor(n, m.dims)
	copy(kept.Data, points.Data)
	m.shown = []published{
		{"points", kept}, {"assignment", nn.NewTensor(n)}, {"role", nn.NewTensor(n)}, {"at", nn.NewTensor(1)},
	}
	return m, nil
}

// Step looks at the next points, one unless Tune says otherwise. The loss is the share of points that are in no group, or not
// yet. It is done when all have been looked at.
func (m *DBSCAN) Step() (loss float64, done bool) {
	for range m.pace {
		if !m.look() {
			break
		}
	}
	return 1 - float64(m.within)/float64(m.n), m.taken == m.queued && m.over()
}

// over skips the points that have a role and tells whether none is left.
func (m *DBSCAN) over() bool {
	for m.next < m.n && Role(m.role[m.order[m.next]]) != Unseen {
		m.next++
	}
	return m.next == m.n
}

// look takes one point from the group that grows, or else one that nobody has looked at.
func (m *DBSCAN) look() bool {
	grows := m.taken < m.queued
	if grows {
		m.at = m.queue[m.taken]
		m.taken++
	} else {
		if m.over() {
			return false
		}
		m.at = m.order[m.next]
		m.queued, m.taken = 0, 0
	}
	near := m.tree.Within(m.shown[0].tensor.Data[int(m.at)*m.dims:][:m.dims], m.eps)
	if len(near) < m.least {
		if !grows {
			m.role[m.at] = int32(Noise)
		}
		return true
	}
	if !grows {
		m.cluster[m.at] = int32(m.groups)
		m.groups++
		m.within++
	}
	m.role[m.at] = int32(Core)
	for _, f := range near {
		switch Role(m.role[f.Index]) {
		case Unseen:
			m.queue[m.queued] = f.Index
			m.queued++
		case Noise: // looked at before, and known to be no core
		default:
			continue
		}
		m.role[f.Index] = int32(Border) // until it is looked at itself
		m.cluster[f.Index] = m.cluster[m.at]
		m.within++
	}
	return true
}

// Eps is the radius within which neighbours are counted.
func (m *DBSCAN) Eps() float64 { return m.eps }

// Groups is how many groups there are so far.
func (m *DBSCAN) Groups() int { return m.groups }

// Assignment is the group of each point (n), −1 for none. It is the learner's.
func (m *DBSCAN) Assignment() []int32 { return m.cluster }

// Role is what a point has turned out to be. A point of the growing group that waits to be looked at counts as border.
func (m *DBSCAN) Role(point int) Role { return Role(m.role[point]) }

// At is the point that was looked at last, −1 before the first.
func (m *DBSCAN) At() int { return int(m.at) }

// Tune changes pace, the points looked at in a step.
func (m *DBSCAN) Tune(name string, v float64) {
	if name == "pace" && v >= 1 {
		m.pace = int(min(v, float64(m.n)))
	}
}

// Publish is part of nn.Learner: the points (n, dims), their group (n) or −1, their Role (n) and the point looked at last (1).
func (m *DBSCAN) Publish(emit func(name string, t *nn.Tensor)) {
	floats(m.shown[1].tensor.Data, m.cluster)
	floats(m.shown[2].tensor.Data, m.role)
	m.shown[3].tensor.Data[0] = float32(m.at)
	for _, p := range m.shown {
		emit(p.name, p.tensor)
	}
}

// Save is part of nn.Learner. The points are not saved: they come from the data.
func (m *DBSCAN) Save(w io.Writer) error {
	e := nn.NewEncoder(w, "dbscan")
	for _, v := range []int{m.pace, m.queued, m.taken, m.next, m.groups, int(m.at) + 1} {
		e.Uint(uint64(v))
	}
	e.Ints(m.order)
	e.Ints(m.cluster)
	e.Ints(m.role)
	e.Ints(m.queue)
	return e.Close()
}

// Load is part of nn.Learner.
func (m *DBSCAN) Load(r io.Reader) error {
	trial, at := *m, 0
	trial.order, trial.cluster = make([]int32, m.n), make([]int32, m.n)
	trial.role, trial.queue = make([]int32, m.n), make([]int32, m.n)
	d := nn.NewDecoder(r, "dbscan")
	d.Int(&trial.pace, 1, m.n)
	for _, v := range []*int{&trial.queued, &trial.taken, &trial.next, &trial.groups, &at} {
		d.Int(v, 0, m.n)
	}
	d.Ints("order", trial.order, 0, m.n-1)
	d.Ints("assignment", trial.cluster, none, m.n-1)
	d.Ints("roles", trial.role, int(Unseen), int(Core))
	d.Ints("queue", trial.queue, 0, m.n-1)
	if err := d.Close(); err != nil {
		return err
	}
	trial.at, trial.within = int32(at-1), 0
	seen := 0
	for i, c := range trial.cluster {
		if c != none {
			trial.within++
		}
		if Role(trial.role[i]) != Unseen {
			seen++
		}
	}
	if trial.taken > trial.queued || trial.queued > seen { // who waits has been seen, so that the queue has room for the rest
		return fmt.Errorf("cluster: load: queue of %d after %d of %d seen: %w", trial.queued, trial.taken, seen, nn.ErrDamaged)
	}
	*m = trial
	return nil
}
