package semi

// Propagation lets labels flow along the edges of a graph: every point takes the mean of its neighbours' beliefs, by weight,
// and labelled points never change their mind (Zhu and Ghahramani, "Learning from Labeled and Unlabeled Data with Label
// Propagation", 2002). Where it settles, every belief is the mean of those around it: beliefs are the chances that a random
// walk from the point first meets a label of each class.
//
// Points begin with no belief instead of a random one, which settles at the same and shows how far the labels have come. A
// part of the graph without any label never gets an answer.
type Propagation struct{ *flow }

// NewPropagation begins with beliefs at the labelled points (n) only.
func NewPropagation(g *Graph, label []int32, classes int) (*Propagation, error) {
	f, err := newFlow("label propagation", g, label, classes)
	if err != nil {
		return nil, err
	}
	for i := range g.n {
		for e := g.start[i]; e < g.start[i+1]; e++ {
			f.pull[e] = float64(g.weight[e]) / g.degree[i]
		}
	}
	m := &Propagation{f}
	m.clamp(m.belief)
	return m, nil
}

// clamp gives labelled points their own class and nothing else.
func (m *Propagation) clamp(belief []float64) {
	for i, l := range m.label {
		if l != None {
			row := belief[i*m.classes:][:m.classes]
			clear(row)
			row[l] = 1
		}
	}
}

// Step is one sweep over all points. The loss is the mean change of a belief.
func (m *Propagation) Step() (loss float64, done bool) {
	m.sweep()
	m.clamp(m.next)
	return m.take()
}

// SetLabel tells the class of a point, or takes it away: None. Its belief stays until the next sweep.
func (m *Propagation) SetLabel(point, class int) { m.setLabel(point, class) }

// Tune is part of nn.Learner: propagation has nothing to tune on the way.
func (m *Propagation) Tune(name string, v float64) {}
