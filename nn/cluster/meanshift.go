package cluster

import (
	"cmp"
	"fmt"
	"io"
	"math"
	"math/rand/v2"
	"slices"

	"github.com/whisker-lab/whisker/nn"
	"github.com/whisker-lab/whisker/nn/neighbour"
)

// MeanShift lets climbers walk uphill to where points are densest, each to the mean of all points within its bandwidth
// (Fukunaga and Hostetler, "The estimation of the gradient of a density function", 1975; Comaniciu and Meer, "Mean Shift: A
// Robust Approach Toward Feature Space Analysis", 2002). Climbers that end up together are a group. It needs no k.
type MeanShift struct {
	n, dims   int
	bandwidth float64
	tree      *neighbour.Tree
	points    *nn.Tensor // (n, dims)
	starts    []int32    // (climbers): the points at which they begin
	climbers  *nn.Tensor // (climbers, dims): where they are
	still     []int32    // (climbers): 1 for those that have arrived
	held      []int32    // (climbers): how many points lay around them when they last moved
	ranked    []int32    // (climbers): by that, the most first
	next      int        // climber to move
	follows   []int32    // (n): the climber that began nearest to each point

	modes      []float32 // (groups, dims)
	group      []int32   // (climbers)
	groups     int
	assignment []int32 // (n)
	sums       []float64
	shown      []published
}

// MaxClimbers is how many points climb; of more points a random sample does, and the others follow the nearest of these.
const MaxClimbers = 400

// stillShare of the bandwidth is a step so short that a climber has arrived.
const stillShare = 1e-3

// NewMeanShift begins with a climber at every point (n, dims), or at MaxClimbers of them that r draws.
func NewMeanShift(points *nn.Tensor, bandwidth float64, r *rand.Rand) (*MeanShift, error) {
	tree, err := neighbour.NewTree(points)
	if err != nil {
		return nil, fmt.Errorf("cluster: %w", err)
	}
	n, dims := points.Dim(0), points.Dim(1)
	switch {
	case n == 0:
		return nil, fmt.Errorf("cluster: no points")
	case !(bandwidth > 0) || math.IsInf(bandwidth, 0):
		return nil, fmt.Errorf("cluster: bandwidth %v: want a distance above 0", bandwidth)
	}
	count := min(n, MaxClimbers)
	m := &MeanShift{
		n: n, dims: dims, bandwidth: bandwidth, tree: tree, points: nn.TensorOf(slices.Clone(points.Data), n, dims),
		starts: make([]int32, count), climbers: nn.NewTensor(count, dims), still: make([]int32, count), held: make([]int32, count), ranked: make([]int32, count), follows: make([]int32, n),
		modes: make([]float32, count*dims), group: make([]int32, count), assignment: make([]int32, n), sums: make([]float64, dims),
	}
	for i, at := range r.Perm(n)[:count] {
		m.starts[i] = int32(at)
	}
	m.shown = []published{
		{"points", m.points}, {"climbers", m.climbers}, {"starts", nn.NewTensor(count, dims)}, {"group", nn.NewTensor(count)},
		{"assignment", nn.NewTensor(n)},
	}
	m.begin()
	copy(m.climbers.Data, m.shown[2].tensor.Data)
	m.gather()
	return m, nil
}

// begin finds whom every point follows.
func (m *MeanShift) begin() {
	starts := m.shown[2].tensor
	for i, at := range m.starts {
		copy(starts.Data[i*m.dims:][:m.dims], m.points.Data[int(at)*m.dims:])
	}
	near, err := neighbour.NewTree(starts)
	if err != nil {
		panic(badStarts)
	}
	for i := range m.n {
		m.follows[i] = near.Nearest(m.points.Data[i*m.dims:][:m.dims], 1)[0].Index
	}
}

const badStarts = "cluster: climbers begin at no points"

// climbBudget is how many points are added up in a step, so that a crowd around each climber does not hold up a picture.
const climbBudget = 100_000

// Step moves each climber once, or the next ones where crowds are so large that a step would take long. The loss is the mean
// length of their ways. It is done when all have arrived.
func (m *MeanShift) Step() (loss float64, done bool) {
	moved, met := 0, 0
	for range m.still {
		if met > climbBudget {
			break
		}
		i := m.next
		m.next = (m.next + 1) % len(m.still)
		if m.still[i] != 0 {
			continue
		}
		length, near := m.climb(i)
		if length <= stillShare*m.bandwidth {
			m.still[i] = 1
		}
		loss += length
		met += near
		moved++
	}
	m.gather()
	return loss / float64(max(moved, 1)), !slices.Contains(m.still, 0)
}

// climb takes a climber to the mean of the points around it and returns how far that was, and how many they are.
func (m *MeanShift) climb(i int) (length float64, count int) {
	at := m.climbers.Data[i*m.dims:][:m.dims]
	near := m.tree.Within(at, m.bandwidth)
	if len(near) == 0 { // only by rounding: the mean of points in a ball has one of them within the radius
		return 0, 0
	}
	m.held[i] = int32(len(near))
	clear(m.sums)
	for _, f := range near {
		for d, v := range m.points.Data[int(f.Index)*m.dims:][:m.dims] {
			m.sums[d] += float64(v)
		}
	}
	var squared float64
	for d, sum := range m.sums {
		to := sum / float64(len(near))
		squared += (to - float64(at[d])) * (to - float64(at[d]))
		at[d] = float32(to)
	}
	return math.Sqrt(squared), len(near)
}

// gather puts climbers that stand within a bandwidth of the first of their group into that group. First comes who has most
// points around: a climber that is stuck on a slope near a summit does not found a group.
func (m *MeanShift) gather() {
	for i := range m.ranked {
		m.ranked[i] = int32(i)
	}
	slices.SortFunc(m.ranked, func(a, b int32) int { return cmp.Or(cmp.Compare(m.held[b], m.held[a]), cmp.Compare(a, b)) })
	m.groups = 0
next:
	for _, i := range m.ranked {
		at := m.climbers.Data[int(i)*m.dims:][:m.dims]
		for g := range m.groups {
			var squared float64
			for d, v := range m.modes[g*m.dims:][:m.dims] {
				diff := float64(v) - float64(at[d])
				squared += diff * diff
			}
			if squared <= m.bandwidth*m.bandwidth {
				m.group[i] = int32(g)
				continue next
			}
		}
		copy(m.modes[m.groups*m.dims:][:m.dims], at)
		m.group[i] = int32(m.groups)
		m.groups++
	}
	for i, climber := range m.follows {
		m.assignment[i] = m.group[climber]
	}
}

// Groups is how many groups the climbers form as they stand, the one around the densest summit first.
func (m *MeanShift) Groups() int { return m.groups }

// Mode is where the first climber of a group stands (dims). It is the learner's.
func (m *MeanShift) Mode(group int) []float32 { return m.modes[group*m.dims:][:m.dims] }

// Climbers are where the climbers stand (climbers, dims). They are the learner's.
func (m *MeanShift) Climbers() *nn.Tensor { return m.climbers }

// Assignment is the group of each point (n): that of the climber that began nearest to it.
func (m *MeanShift) Assignment() []int32 { return m.assignment }

// Tune is part of nn.Learner: mean shift has nothing to tune on the way.
func (m *MeanShift) Tune(name string, v float64) {}

// Publish is part of nn.Learner: the points (n, dims), the climbers and where they began (climbers, dims), and the groups of
// climbers and of points (n).
func (m *MeanShift) Publish(emit func(name string, t *nn.Tensor)) {
	floats(m.shown[3].tensor.Data, m.group)
	floats(m.shown[4].tensor.Data, m.assignment)
	for _, p := range m.shown {
		emit(p.name, p.tensor)
	}
}

// Save is part of nn.Learner. The points are not saved: they come from the data.
func (m *MeanShift) Save(w io.Writer) error {
	e := nn.NewEncoder(w, "mean shift")
	e.Uint(uint64(m.next))
	e.Ints(m.starts)
	e.Ints(m.still)
	e.Ints(m.held)
	e.Floats(m.climbers.Data)
	return e.Close()
}

// Load is part of nn.Learner.
func (m *MeanShift) Load(r io.Reader) error {
	d := nn.NewDecoder(r, "mean shift")
	d.Int(&m.next, 0, len(m.still)-1)
	d.Ints("starts", m.starts, 0, m.n-1)
	d.Ints("arrivals", m.still, 0, 1)
	d.Ints("company", m.held, 0, m.n)
	d.Floats("climbers", m.climbers.Data)
	if err := d.Close(); err != nil {
		return err
	}
	m.begin()
	m.gather()
	return nil
}
