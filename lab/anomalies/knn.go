package anomalies

import (
	"fmt"
	"math/rand/v2"

	"github.com/whisker-lab/whisker/frame"
	"github.com/whisker-lab/whisker/lab"
	"github.com/whisker-lab/whisker/nn"
	"github.com/whisker-lab/whisker/nn/anomaly"
)

// neighbours scores by the distance to the nearest normal points.
type neighbours struct {
	*anomaly.KNN
	mix *mix
	k   int
}

// newNeighbours scores the normal points at once, as there is nothing to learn before.
func newNeighbours(c lab.Config, m *mix) (*neighbours, error) {
	k := min(int(c.Number("k")), m.normal-1)
	knn, err := anomaly.NewKNN(m.x, m.normal, k, rand.New(c.Rand("seed", forOrder)))
	if err != nil {
		return nil, fmt.Errorf("anomalies: %w", err)
	}
	for done := false; !done; {
		_, done = knn.Step()
	}
	return &neighbours{knn, m, k}, nil
}

func (n *neighbours) own(dst []float64)                            { copy(dst, n.Own()) }
func (n *neighbours) epoch() float64                               { return 0 }
func (n *neighbours) pass() int                                    { return 1 }
func (n *neighbours) pace() float64                                { return 1 }
func (n *neighbours) still() bool                                  { return true }
func (n *neighbours) shown(score float64) float64                  { return score }
func (n *neighbours) level(score, threshold float64) float64       { return ratio(score, threshold) }
func (n *neighbours) publish(emit func(name string, t *nn.Tensor)) {}
func (n *neighbours) paint(*frame.Frame)                           {}

// answer ties a place to the neighbours that its score comes from.
func (n *neighbours) answer(f *frame.Frame, at []float32) {
	m := n.mix
	nearest := nearest(m.x, m.normal, at, n.k)
	ties := frame.Marks[frame.Segment](f, "segments", len(nearest))
	u, v := m.lies(at, 1, 0)
	for i, j := range nearest {
		ties[i] = frame.Segment{X1: u, Y1: v, X2: m.at[2*j], Y2: m.at[2*j+1], Class: frame.Nose, Opacity: 0.9}
	}
}
