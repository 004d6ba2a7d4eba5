package clustering

import (
	"io"
	"math"
	"math/rand/v2"

	"github.com/whisker-lab/whisker/frame"
	"github.com/whisker-lab/whisker/lab"
	"github.com/whisker-lab/whisker/nn/cluster"
	"github.com/whisker-lab/whisker/nn/data"
)

// dbscan is DBSCAN: groups that grow from point to point wherever enough of them lie within ε.
type dbscan struct {
	*cluster.DBSCAN
	crowd *crowd
	least int
	each  int // points a step
	land  land
}

// watchable is how many steps one may want to watch; of more points each step looks at several.
const watchable = 400

func newDBSCAN(c lab.Config, d *crowd) (*dbscan, error) {
	m, err := cluster.NewDBSCAN(d.points, c.Number("eps"), int(c.Number("least")), rand.New(c.Rand("seed", forMethod)))
	if err != nil {
		return nil, err
	}
	each := (d.len() + watchable - 1) / watchable
	m.Tune("pace", float64(each))
	return &dbscan{DBSCAN: m, crowd: d, least: int(c.Number("least")), each: each}, nil
}

func (m *dbscan) assignment() []int32 {
	if m.At() < 0 {
		return nil
	}
	return m.Assignment()
}

func (m *dbscan) groups() int           { return m.Groups() }
func (m *dbscan) pass() int             { return (m.crowd.len() + m.each - 1) / m.each }
func (m *dbscan) pace() float64         { return 20 }
func (m *dbscan) curve() (string, bool) { return "outside", false }
func (m *dbscan) hollow(point int) bool {
	r := m.Role(point)
	return r == cluster.Border || r == cluster.Noise
}

// noise is the share of the points that were looked at and are in no group.
func (m *dbscan) noise() float64 {
	n := 0
	for i := range m.crowd.len() {
		n += count(m.Role(i) == cluster.Noise)
	}
	return float64(n) / float64(m.crowd.len())
}

func (m *dbscan) report(s *lab.State) {
	s.Put("noiseShare", m.noise())
	for i := range m.crowd.len() {
		s.Panels.Readouts.Count += count(m.Role(i) != cluster.Unseen)
	}
	s.Panels.Readouts.Metrics = []string{"groups", "noiseShare", "silhouette", "ari"}
	s.Panels.Legend = []lab.Key{{Name: "core", Class: 0}, {Name: "border", Class: 0, Hollow: true}, {Name: "noise", Class: none, Hollow: true}}
}

func (m *dbscan) paint(c canvas) {
	m.land.grow(m)
	m.land.paint(c, m.Eps())
	if at := m.At(); at >= 0 && !c.done {
		x, y := c.at(at)
		frame.Marks[frame.Ring](c.Frame, "rings", 1)[0] = frame.Ring{X: x, Y: y}
		reach := float32(m.Eps() * c.crowd.unit[0])
		frame.Marks[frame.Circle](c.Frame, "circles", 1)[0] = frame.Circle{X: x, Y: y, Radius: reach, Class: frame.Nose}
	}
}

func (m *dbscan) comment(r *Run) lab.Line {
	args := map[string]any{"least": m.least}
	switch {
	case r.done && m.Groups() == 0:
		return lab.Line{Key: "narrator.dbscan.nothing", Args: args}
	case r.done && m.Groups() == 1 && m.crowd.Source.Classes > 1:
		return lab.Line{Key: "narrator.dbscan.everything"}
	case r.done:
		return r.verdict()
	}
	switch m.Role(m.At()) {
	case cluster.Core:
		return lab.Line{Key: "narrator.dbscan.core", Args: args}
	case cluster.Border:
		return lab.Line{Key: "narrator.dbscan.border", Args: args}
	}
	return lab.Line{Key: "narrator.dbscan.noise", Args: args}
}

// Load is part of nn.Learner.
func (m *dbscan) Load(r io.Reader) error {
	err := m.DBSCAN.Load(r)
	m.land = land{} // it grows again from the cores there are
	return err
}

// land is how far each place of the background is from the nearest core of each colour.
type land struct {
	known []bool    // (n), the cores that are in it
	far   []float32 // (mostK, side, side), squared
}

// grow brings the land up to the cores there are.
func (l *land) grow(m *dbscan) {
	n := m.crowd.len()
	if l.known == nil {
		*l = land{known: make([]bool, n), far: make([]float32, mostK*side*side)}
		for i := range l.far {
			l.far[i] = math.MaxFloat32
		}
	}
	const cell = 2 * data.Plane / side
	reach := int(m.Eps()/cell) + 2
	for i := range n {
		if l.known[i] || m.Role(i) != cluster.Core {
			continue
		}
		l.known[i] = true
		far := l.far[int(m.Assignment()[i])%mostK*side*side:][:side*side]
		x, y := m.crowd.points.Data[2*i], m.crowd.points.Data[2*i+1]
		column, row := int((float64(x)+data.Plane)/cell), int((data.Plane-float64(y))/cell)
		for r := max(row-reach, 0); r <= min(row+reach, side-1); r++ {
			for q := max(column-reach, 0); q <= min(column+reach, side-1); q++ {
				px, py := place(q, r)
				far[r*side+q] = min(far[r*side+q], (px-x)*(px-x)+(py-y)*(py-y))
			}
		}
	}
}

// nobody is the plane of a background for places that are no group's, as package viz has it.
const nobody = 7

// paint adds the background: 1 at a core, 0 at ε from the nearest one, less beyond. All groups lose against nobody there.
func (l *land) paint(c canvas, eps float64) {
	const size = side * side
	field := c.Add("plot", nobody+1, side, side)
	clear(field[mostK*size:])
	for i := range field[mostK*size : nobody*size] {
		field[mostK*size+i] = -1 // a colour that no group has
	}
	for i, d := range l.far {
		field[i] = max(float32(1-math.Sqrt(float64(d))/eps), -1)
	}
}
