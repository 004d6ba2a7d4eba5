package clustering

import (
	"math"
	"math/rand/v2"

	"github.com/whisker-lab/whisker/frame"
	"github.com/whisker-lab/whisker/lab"
	"github.com/whisker-lab/whisker/nn/cluster"
)

// mixture is a mixture of Gaussians, whose ellipses move and bend to the points they answer for.
type mixture struct {
	*cluster.GMM
	crowd *crowd
}

// faint is the share of the points below which a Gaussian is worth a word.
const faint = 0.03

func newMixture(c lab.Config, d *crowd) (*mixture, error) {
	k := min(int(c.Number("k")), d.len())
	at, err := cluster.NewKMeansAt(c.Text("start"), d.points, k, rand.New(c.Rand("seed", forMethod)))
	if err != nil {
		return nil, err
	}
	m, err := cluster.GMMFrom(d.points, at.Centres())
	if err != nil {
		return nil, err
	}
	return &mixture{m, d}, nil
}

func (m *mixture) assignment() []int32      { return m.Assignment() }
func (m *mixture) groups() int              { return used(m.Assignment(), m.Components()) } // a Gaussian may have no point of its own
func (m *mixture) pass() int                { return 1 }
func (m *mixture) pace() float64            { return 3 }
func (m *mixture) curve() (string, bool)    { return "likelihood", true }
func (m *mixture) centres() int             { return m.Components() }
func (m *mixture) move(c int, x, y float32) { m.SetMean(c, x, y) }

func (m *mixture) report(s *lab.State) {
	s.Put("logLikelihood", m.LogLikelihood())
	s.Panels.Readouts.Metrics = []string{"logLikelihood", "silhouette", "ari", "groups"}
}

func (m *mixture) paint(c canvas) {
	k := m.Components()
	at := make([]float32, 2*k)
	outlines := frame.Marks[frame.Ellipse](c.Frame, "ellipses", k)
	for g := range k {
		mean, cov := m.Mean(g), m.Covariance(g)
		at[2*g], at[2*g+1] = float32(mean[0]), float32(mean[1])
		x, y := c.crowd.out(at[2*g], at[2*g+1])
		ux, uy := c.crowd.unit[0], c.crowd.unit[1]
		outlines[g] = frame.Ellipse{
			X: x, Y: y, XX: float32(cov[0] * ux * ux), XY: float32(cov[1] * ux * uy), YY: float32(cov[3] * uy * uy), Class: frame.Ink,
		}
	}
	c.membership(k, func(g, row int, to []float32) {
		mean, cov := m.Mean(g), m.Covariance(g)
		// Half the squared distance that counts in standard deviations, by Cramer's rule.
		det := cov[0]*cov[3] - cov[1]*cov[2]
		xx, xy, yy := float32(cov[3]/det/2), float32(-cov[1]/det), float32(cov[0]/det/2)
		top := float32(math.Log(max(m.Weight(g), math.SmallestNonzeroFloat32)) - math.Log(det)/2)
		mx, my := float32(mean[0]), float32(mean[1])
		for i := range to {
			x, y := place(i, row)
			x, y = x-mx, y-my
			to[i] = top - xx*x*x - xy*x*y - yy*y*y
		}
	})
	c.centres(at)
}

func (m *mixture) comment(r *Run) lab.Line {
	if r.done {
		return r.verdict()
	}
	for g := range m.Components() {
		if w := m.Weight(g); w < faint {
			return lab.Line{Key: "narrator.gmm.faint", Args: map[string]any{"percent": int(math.Round(100 * w))}}
		}
	}
	return lab.Line{Key: "narrator.gmm.step", Args: map[string]any{"value": m.LogLikelihood()}}
}
