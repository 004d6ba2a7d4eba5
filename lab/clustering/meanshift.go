package clustering

import (
	"fmt"
	"io"
	"math/rand/v2"

	"github.com/whisker-lab/whisker/frame"
	"github.com/whisker-lab/whisker/lab"
	"github.com/whisker-lab/whisker/nn"
	"github.com/whisker-lab/whisker/nn/cluster"
)

// meanshift is mean shift: meanshift walk to where points are densest, and leave paths.
type meanshift struct {
	*cluster.MeanShift
	crowd *crowd
	paths int       // of the first meanshift: more would hide each other
	path  []float32 // (paths, longestPath, 2)
	long  []int32   // (paths), places on each path
}

const (
	mostPaths   = 200
	longestPath = 64
	fewSummits  = 2 * mostK // so few groups that colours can tell them apart
)

func newMeanShift(c lab.Config, d *crowd) (*meanshift, error) {
	m, err := cluster.NewMeanShift(d.points, c.Number("bandwidth"), rand.New(c.Rand("seed", forMethod)))
	if err != nil {
		return nil, err
	}
	paths := min(m.Climbers().Dim(0), mostPaths)
	w := &meanshift{MeanShift: m, crowd: d, paths: paths, path: make([]float32, 2*paths*longestPath), long: make([]int32, paths)}
	w.walk()
	return w, nil
}

// Step moves the meanshift.
func (m *meanshift) Step() (loss float64, done bool) {
	loss, done = m.MeanShift.Step()
	m.walk()
	return loss, done
}

// walk adds where the meanshift stand to their paths; the end of a full one moves on.
func (m *meanshift) walk() {
	for i := range m.paths {
		at, path := m.Climbers().Data[2*i:2*i+2], m.path[2*i*longestPath:][:2*longestPath]
		n := int(m.long[i])
		if n > 0 && path[2*n-2] == at[0] && path[2*n-1] == at[1] {
			continue
		}
		if n == longestPath {
			n--
		}
		copy(path[2*n:], at)
		m.long[i] = int32(n + 1)
	}
}

// assignment waits until there are few enough groups to tell apart.
func (m *meanshift) assignment() []int32 {
	if m.Groups() > fewSummits {
		return nil
	}
	return m.Assignment()
}

func (m *meanshift) groups() int           { return m.Groups() }
func (m *meanshift) pass() int             { return 1 }
func (m *meanshift) pace() float64         { return 4 }
func (m *meanshift) curve() (string, bool) { return "shift", false }

func (m *meanshift) report(s *lab.State) {
	s.Put("groups", float64(m.Groups()))
	s.Panels.Readouts.Metrics = []string{"groups", "silhouette", "ari"}
}

func (m *meanshift) paint(c canvas) {
	pieces := 0
	for _, n := range m.long {
		pieces += int(n) - 1
	}
	steps := frame.Marks[frame.Segment](c.Frame, "segments", pieces)
	for i, n := range m.long {
		path := m.path[2*i*longestPath:]
		for j := range int(n) - 1 {
			s := &steps[0]
			s.X1, s.Y1 = c.crowd.out(path[2*j], path[2*j+1])
			s.X2, s.Y2 = c.crowd.out(path[2*j+2], path[2*j+3])
			s.Class, s.Opacity = frame.Ink, 0.35
			steps = steps[1:]
		}
	}
	all := m.Climbers().Data
	spots := frame.Marks[frame.Spot](c.Frame, "spots", m.paths)
	for i := range spots {
		x, y := c.crowd.out(all[2*i], all[2*i+1])
		spots[i] = frame.Spot{X: x, Y: y, Class: frame.Ink, Radius: 2}
	}
	if m.Groups() <= fewSummits {
		summits := frame.Marks[frame.Spot](c.Frame, "summits", m.Groups())
		for g := range summits {
			x, y := c.crowd.out(m.Mode(g)[0], m.Mode(g)[1])
			summits[g] = frame.Spot{X: x, Y: y, Class: colour(int32(g)), Radius: 5}
		}
	}
}

func (m *meanshift) comment(r *Run) lab.Line {
	args := map[string]any{"n": m.Groups()}
	switch {
	case r.done && m.Groups() == 1 && m.crowd.Source.Classes > 1:
		return lab.Line{Key: "narrator.meanshift.one"}
	case r.done && m.Groups() > fewSummits:
		return lab.Line{Key: "narrator.meanshift.many", Args: args}
	case r.done:
		return r.verdict()
	}
	return lab.Line{Key: "narrator.meanshift.step", Args: args}
}

// Save is part of nn.Learner.
func (m *meanshift) Save(w io.Writer) error {
	e := nn.NewEncoder(w, "climbers")
	e.Floats(m.path)
	e.Ints(m.long)
	if err := e.Close(); err != nil {
		return err
	}
	return m.MeanShift.Save(w)
}

// Load is part of nn.Learner.
func (m *meanshift) Load(r io.Reader) error {
	d := nn.NewDecoder(r, "climbers")
	path, long := make([]float32, len(m.path)), make([]int32, len(m.long))
	d.Floats("paths", path)
	d.Ints("lengths of paths", long, 1, longestPath)
	if err := d.Close(); err != nil {
		return fmt.Errorf("meanshift: %w", err)
	}
	if err := m.MeanShift.Load(r); err != nil {
		return err
	}
	m.path, m.long = path, long
	return nil
}
