package anomalies

import (
	"fmt"
	"math"
	"math/rand/v2"

	"github.com/whisker-lab/whisker/frame"
	"github.com/whisker-lab/whisker/lab"
	"github.com/whisker-lab/whisker/nn"
	"github.com/whisker-lab/whisker/nn/anomaly"
)

// gaussianMixture scores by how thinly a mixture of Gaussians covers a place.
type gaussianMixture struct {
	*anomaly.Density
	mix   *mix
	steps int
	peak  float64 // the least score that there is, of a single Gaussian
}

func newGaussianMixture(c lab.Config, m *mix) (*gaussianMixture, error) {
	k := min(int(c.Number("k")), max(m.normal/(m.features+1), 1)) // fewer points would not span a Gaussian
	d, err := anomaly.NewDensity(m.x, m.normal, k, rand.New(c.Rand("seed", forWeights)))
	if err != nil {
		return nil, fmt.Errorf("anomalies: %w", err)
	}
	g := &gaussianMixture{Density: d, mix: m}
	g.fit()
	return g, nil
}

// fit fits a single Gaussian at once, which takes no search: its mean and covariance are those of the points. The steps that
// follow find the same again.
func (g *gaussianMixture) fit() {
	if !g.still() {
		return
	}
	g.Density.Step()
	mean := make([]float32, g.mix.features)
	for i, v := range g.Mean(0) {
		mean[i] = float32(v)
	}
	g.peak = -g.LogDensity(mean)
}

func (g *gaussianMixture) still() bool { return g.Components() == 1 }

// shown is, of a single Gaussian, how many of its spreads a place is from its middle (Mahalanobis).
func (g *gaussianMixture) shown(score float64) float64 {
	if g.still() {
		return math.Sqrt(2 * max(score-g.peak, 0))
	}
	return score
}

// Step is part of nn.Learner.
func (g *gaussianMixture) Step() (loss float64, done bool) {
	g.steps++
	loss, done = g.Density.Step()
	return loss, done && (g.steps > 1 || !g.still()) // it ends after two, as those of links do that are older than fit
}

func (g *gaussianMixture) own(dst []float64) { g.Scores(g.mix.x, g.mix.normal, dst) }
func (g *gaussianMixture) epoch() float64    { return float64(g.steps) }
func (g *gaussianMixture) pass() int         { return 1 }
func (g *gaussianMixture) pace() float64     { return 5 }

// level is in logarithms already: what is e⁴ times as rare as the threshold is as far above it as the picture goes.
func (g *gaussianMixture) level(score, threshold float64) float64 {
	return math.Tanh((score - threshold) / 4)
}

func (g *gaussianMixture) publish(emit func(name string, t *nn.Tensor)) {
	g.Publish(func(name string, t *nn.Tensor) {
		if name == "means" || name == "covariances" || name == "weights" {
			emit(name, t)
		}
	})
}

// paint outlines the Gaussians where they lie in the plane. A single one is outlined by the threshold.
func (g *gaussianMixture) paint(f *frame.Frame) {
	m := g.mix
	if m.whole() || g.still() {
		return
	}
	outlines := frame.Marks[frame.Ellipse](f, "ellipses", g.Components())
	for i := range outlines {
		mean, cov := g.Mean(i), g.Covariance(i)
		sx, sy := m.scale.Spread[0], m.scale.Spread[1]
		x, y := m.lies([]float32{float32(mean[0]), float32(mean[1])}, 1, 0)
		outlines[i] = frame.Ellipse{
			X: x, Y: y, XX: float32(cov[0] * sx * sx), XY: float32(cov[1] * sx * sy), YY: float32(cov[3] * sy * sy), Class: frame.Ink,
		}
	}
}

func (g *gaussianMixture) answer(*frame.Frame, []float32) {}
