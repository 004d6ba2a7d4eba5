package semi

import (
	"io"
	"math"

	"github.com/whisker-lab/whisker/nn"
)

// Spreading lets labels flow along the edges of a graph, and each point keep a part of what it was told: F ← αSF + (1−α)Y with
// S = D^−½WD^−½ (Zhou, Bousquet, Lal, Weston and Schölkopf, "Learning with Local and Global Consistency", 2004). It settles at
// (1−α)(I−αS)⁻¹Y. Unlike propagation it may overrule a label that all others contradict.
type Spreading struct {
	*flow
	alpha float64
}

// spreadingAlpha is the authors' own choice.
const spreadingAlpha = 0.99

// NewSpreading begins with beliefs at the labelled points (n) only.
func NewSpreading(g *Graph, label []int32, classes int) (*Spreading, error) {
	f, err := newFlow("label spreading", g, label, classes)
	if err != nil {
		return nil, err
	}
	for i := range g.n {
		for e := g.start[i]; e < g.start[i+1]; e++ {
			f.pull[e] = float64(g.weight[e]) / math.Sqrt(g.degree[i]*g.degree[g.to[e]])
		}
	}
	m := &Spreading{flow: f, alpha: spreadingAlpha}
	for i, l := range m.label {
		if l != None {
			m.belief[i*m.classes+int(l)] = 1
		}
	}
	return m, nil
}

// Step is one sweep over all points. The loss is the mean change of a belief.
func (m *Spreading) Step() (loss float64, done bool) {
	m.sweep()
	for i := range m.next {
		m.next[i] *= m.alpha
	}
	for i, l := range m.label {
		if l != None {
			m.next[i*m.classes+int(l)] += 1 - m.alpha
		}
	}
	return m.take()
}

// SetLabel tells the class of a point, or takes it away: None.
func (m *Spreading) SetLabel(point, class int) { m.setLabel(point, class) }

// Tune changes alpha, between 0 (labels stay where they are) and below 1 (they are forgotten).
func (m *Spreading) Tune(name string, v float64) {
	if name == "alpha" && v >= 0 && v < 1 {
		m.alpha = v
	}
}

// Save is part of nn.Learner: labels, beliefs and alpha.
func (m *Spreading) Save(w io.Writer) error {
	e := nn.NewEncoder(w, m.kind)
	m.write(e)
	e.Float(m.alpha)
	return e.Close()
}

// Load is part of nn.Learner.
func (m *Spreading) Load(r io.Reader) error {
	d := nn.NewDecoder(r, m.kind)
	m.read(d)
	d.Float(&m.alpha)
	return d.Close()
}
