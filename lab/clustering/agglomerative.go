package clustering

import (
	"bytes"
	"io"
	"math"
	"math/rand/v2"
	"slices"

	"github.com/whisker-lab/whisker/frame"
	"github.com/whisker-lab/whisker/lab"
	"github.com/whisker-lab/whisker/nn/cluster"
)

// agglomerative is merging from below: every point on its own, then the two nearest groups become one, again and again.
type agglomerative struct {
	*cluster.Agglomerative
	crowd  *crowd
	begin  func() (*cluster.Agglomerative, error) // another one
	k      int
	ahead  *cluster.Agglomerative // one that has come to its end
	end    []cluster.Merge        // all agglomerative there will be: what the dendrogram will look like is settled, only not yet seen
	order  []int32                // (leaves), from the left to the right of the dendrogram
	branch []int32                // (n), the group of each point in the end
	dye    []int32                // (n), where shown puts it
	knots  []int32                // (leaves+agglomerative), the group that all leaves below a knot share, none where they do not
	links  [][2]int32             // (agglomerative), the nearest two points of the groups that each merge joins
}

// mostLeaves is how many a dendrogram can show.
const mostLeaves = 500

func newAgglomerative(c lab.Config, d *crowd) (*agglomerative, error) {
	most := min(mostLeaves, d.len())
	m := &agglomerative{crowd: d, k: min(int(c.Number("k")), most), dye: make([]int32, d.len())}
	m.begin = func() (*cluster.Agglomerative, error) {
		return cluster.NewAgglomerative(d.points, c.Text("linkage"), most, rand.New(c.Rand("seed", forMethod)))
	}
	var err error
	if m.Agglomerative, err = m.begin(); err != nil {
		return nil, err
	}
	ahead, err := m.begin()
	if err != nil {
		return nil, err
	}
	m.foresee(ahead)
	return m, nil
}

// bend cuts the tree elsewhere.
func (m *agglomerative) bend(control string, v float64) bool {
	if control != "k" {
		return false
	}
	m.k = min(int(v), len(m.order))
	m.branch = slices.Clone(m.ahead.Cut(m.k))
	m.settle()
	return true
}

// foresee looks where one that stands where this one does will end.
func (m *agglomerative) foresee(ahead *cluster.Agglomerative) {
	for done := false; !done; {
		_, done = ahead.Step()
	}
	m.ahead, m.end, m.order, m.branch = ahead, ahead.Merges(), ahead.Order(), slices.Clone(ahead.Cut(m.k))
	m.settle()
}

// Load is part of nn.Learner.
func (m *agglomerative) Load(r io.Reader) error {
	ahead, err := m.begin()
	if err != nil {
		return err
	}
	var again bytes.Buffer
	if err := m.Agglomerative.Load(io.TeeReader(r, &again)); err != nil {
		return err
	}
	if err := ahead.Load(&again); err != nil {
		return err
	}
	m.foresee(ahead)
	return nil
}

// settle finds the groups of the knots and the links of the agglomerative.
func (m *agglomerative) settle() {
	leaves := m.Leaves()
	n := len(leaves)
	below := make([][]int32, n, 2*n)
	m.knots, m.links = make([]int32, n, 2*n), nil
	for i, point := range leaves {
		below[i], m.knots[i] = []int32{point}, m.branch[point]
	}
	for _, merge := range m.end {
		a, b := below[merge.A], below[merge.B]
		least, link := float32(math.MaxFloat32), [2]int32{}
		for _, p := range a {
			px, py := m.crowd.points.Data[2*p], m.crowd.points.Data[2*p+1]
			for _, q := range b {
				dx, dy := px-m.crowd.points.Data[2*q], py-m.crowd.points.Data[2*q+1]
				if d := dx*dx + dy*dy; d < least {
					least, link = d, [2]int32{p, q}
				}
			}
		}
		m.links = append(m.links, link)
		below = append(below, append(append([]int32(nil), a...), b...))
		group := m.knots[merge.A]
		if m.knots[merge.B] != group {
			group = none
		}
		m.knots = append(m.knots, group)
	}
}

// assignment is the group of each point where the dendrogram has k branches, once there are so few.
func (m *agglomerative) assignment() []int32 {
	if m.Groups() > m.k {
		return nil
	}
	return m.branch
}

func (m *agglomerative) groups() int           { return m.k }
func (m *agglomerative) pass() int             { return max(len(m.end), 1) }
func (m *agglomerative) pace() float64         { return max(float64(len(m.end))/15, 4) }
func (m *agglomerative) curve() (string, bool) { return "height", false }

func (m *agglomerative) report(s *lab.State) {
	s.Put("groups", float64(max(m.Groups(), m.k)))
	s.Panels.Readouts.Count = len(m.Merges())
	s.Panels.Readouts.Metrics = []string{"groups", "silhouette", "ari"}
}

// shown gives points the colour of the branch that they hang from, as soon as they hang from one.
func (m *agglomerative) shown() []int32 {
	if group := m.assignment(); group != nil {
		return group
	}
	for i := range m.dye {
		m.dye[i] = none
	}
	for _, merge := range m.Merges() {
		for _, knot := range [2]int32{merge.A, merge.B} {
			if int(knot) < len(m.order) {
				point := m.Leaves()[knot]
				m.dye[point] = m.branch[point]
			}
		}
	}
	return m.dye
}

func (m *agglomerative) paint(c canvas) {
	done := len(m.Merges())
	links := frame.Marks[frame.Segment](c.Frame, "segments", done)
	for i, link := range m.links[:done] {
		s := &links[i]
		s.X1, s.Y1 = c.at(int(link[0]))
		s.X2, s.Y2 = c.at(int(link[1]))
		s.Class, s.Opacity = frame.Grey, 0.7
		if g := m.knots[len(m.order)+i]; g >= 0 {
			s.Class, s.Opacity = colour(g), 0.9
		}
	}
	m.tree(c)
}

// tree adds the dendrogram: a bracket for every merge so far, and where it is to be cut.
func (m *agglomerative) tree(c canvas) {
	n := len(m.order)
	across, up := make([]float64, 2*n), make([]float64, 2*n)
	for i, leaf := range m.order {
		across[leaf] = (float64(i) + 0.5) / float64(n)
	}
	rows := c.Add("tree", len(m.Merges()), 6)
	top := 0.0
	if len(m.end) > 0 {
		top = m.end[len(m.end)-1].Height
	}
	for i, merge := range m.end {
		across[n+i], up[n+i] = (across[merge.A]+across[merge.B])/2, merge.Height/max(top, 1e-12)
		if i < len(m.Merges()) {
			row := rows[6*i : 6*i+6]
			row[0], row[1] = float32(across[merge.A]), float32(up[merge.A])
			row[2], row[3] = float32(across[merge.B]), float32(up[merge.B])
			row[4], row[5] = float32(up[n+i]), colour(m.knots[n+i])
		}
	}
	// Between the last merge below the cut and the first above.
	cut := c.Add("tree/cut", 2)
	cut[0], cut[1] = 1, float32(top)
	if above := len(m.end) - m.k + 1; above < len(m.end) {
		low := 0.0
		if above > 0 {
			low = up[n+above-1]
		}
		cut[0] = float32((low + up[n+max(above, 0)]) / 2)
	}
}

func (m *agglomerative) comment(r *Run) lab.Line {
	args := map[string]any{"n": m.Groups()}
	switch {
	case r.done:
		return r.verdict()
	case m.Groups() == m.k:
		return lab.Line{Key: "narrator.agglomerative.cut", Args: args}
	case m.Groups() < m.k:
		return lab.Line{Key: "narrator.agglomerative.beyond", Args: args}
	}
	return lab.Line{Key: "narrator.agglomerative.step", Args: args}
}
