package anomalies

import (
	"fmt"
	"math"
	"math/rand/v2"

	"github.com/whisker-lab/whisker/lab"
	"github.com/whisker-lab/whisker/nn"
	"github.com/whisker-lab/whisker/nn/anomaly"
	"github.com/whisker-lab/whisker/nn/model"
)

// method is one way to tell how strange a point is.
type method interface {
	nn.Learner
	anomaly.Scorer
	// own sets dst (normal) to the scores of the points that were learnt from.
	own(dst []float64)
	// epoch is how often the points have been gone through, and pass how many steps that takes.
	epoch() float64
	pass() int
	// pace is how many steps a second an eye can follow.
	pace() float64
	// level is how far a score lies above a threshold, from −1 to 1.
	level(score, threshold float64) float64
	// publish is what of the learner is shown beside what is painted.
	publish(emit func(name string, t *nn.Tensor))
	// paint adds the method's own marks.
	paint(c canvas)
	// answer adds the marks that explain the score of a place (features).
	answer(c canvas, at []float32)
}

// newMethod makes the one that a config asks for.
func newMethod(c lab.Config, m *mixture) (method, error) {
	switch name := c.Text("method"); name {
	case "autoencoder":
		return newEncoder(c, m)
	case "density":
		return newDensity(c, m)
	case "knn":
		return newNeighbours(c, m)
	default:
		return nil, fmt.Errorf("anomalies: no method %q", name)
	}
}

// ratio is level for scores that are never negative: 0 where they are equal, 1/3 where one is twice the other.
func ratio(score, threshold float64) float64 {
	if sum := score + threshold; sum > 0 && !math.IsInf(sum, 0) {
		return (score - threshold) / sum
	}
	return -1
}

// encoder scores by how badly an autoencoder gives a point back.
type encoder struct {
	*model.Autoencoder
	mixture    *mixture
	bottleneck int
	back       []float32 // (features, test)
}

const (
	batch      = 16 // of an autoencoder
	mostTraces = 200
)

func newEncoder(c lab.Config, m *mixture) (*encoder, error) {
	spec := model.AutoencoderSpec{
		Hidden: []int{int(c.Number("hidden"))}, Bottleneck: int(c.Number("bottleneck")), Activation: c.Text("activation"),
		Optimiser: "adam", Rate: c.Number("lr"), Batch: min(batch, m.normal),
	}
	net, err := model.NewAutoencoder(spec, m.x, m.normal, rand.New(c.Rand("seed", forWeights)), c.Rand("seed", forOrder))
	if err != nil {
		return nil, fmt.Errorf("anomalies: %w", err)
	}
	return &encoder{Autoencoder: net, mixture: m, bottleneck: spec.Bottleneck, back: make([]float32, m.features*m.test)}, nil
}

func (e *encoder) own(dst []float64) { e.Scores(e.mixture.x, e.mixture.normal, dst) }
func (e *encoder) epoch() float64    { return e.Epoch() }
func (e *encoder) pass() int         { return e.BatchesPerEpoch() }
func (e *encoder) pace() float64     { return 400 }
func (e *encoder) level(score, threshold float64) float64 {
	return ratio(math.Sqrt(score), math.Sqrt(threshold))
}
func (e *encoder) publish(emit func(name string, t *nn.Tensor)) { e.Publish(emit) }

// paint ties every point that is judged to what the network makes of it.
func (e *encoder) paint(c canvas) {
	m := e.mixture
	n := min(m.test, mostTraces)
	e.Reconstruct(m.judged, m.test, e.back)
	rows := c.Add("segments", n, 6)
	for i := range n {
		from := m.test - n + i // strangers are the last ones
		row := rows[6*i : 6*i+6]
		row[0], row[1] = m.at[2*(m.normal+from)], m.at[2*(m.normal+from)+1]
		row[2], row[3] = m.lies(e.back, m.test, from)
		row[4], row[5] = ink, 0.28
		if m.strange[from] {
			row[5] = 0.6
		}
	}
}

// answer points from a place to what the network makes of it.
func (e *encoder) answer(c canvas, at []float32) {
	back := make([]float32, len(at))
	e.Reconstruct(at, 1, back)
	row := c.Add("arrows", 1, 6)
	row[0], row[1] = e.mixture.lies(at, 1, 0)
	row[2], row[3] = e.mixture.lies(back, 1, 0)
	row[4], row[5] = nose, 1
}

// density scores by how thinly a mixture of Gaussians covers a place.
type density struct {
	*anomaly.Density
	mixture *mixture
	steps   int
}

func newDensity(c lab.Config, m *mixture) (*density, error) {
	k := min(int(c.Number("k")), max(m.normal/(m.features+1), 1)) // fewer points would not span a Gaussian
	d, err := anomaly.NewDensity(m.x, m.normal, k, rand.New(c.Rand("seed", forWeights)))
	if err != nil {
		return nil, fmt.Errorf("anomalies: %w", err)
	}
	return &density{Density: d, mixture: m}, nil
}

// Step is part of nn.Learner.
func (d *density) Step() (loss float64, done bool) {
	d.steps++
	return d.Density.Step()
}

func (d *density) own(dst []float64) { d.Scores(d.mixture.x, d.mixture.normal, dst) }
func (d *density) epoch() float64    { return float64(d.steps) }
func (d *density) pass() int         { return 1 }
func (d *density) pace() float64     { return 5 }

// level is in logarithms already: what is e⁴ times as rare as the threshold is as far above it as the picture goes.
func (d *density) level(score, threshold float64) float64 { return math.Tanh((score - threshold) / 4) }

func (d *density) publish(emit func(name string, t *nn.Tensor)) {
	d.Publish(func(name string, t *nn.Tensor) {
		if name == "means" || name == "covariances" || name == "weights" {
			emit(name, t)
		}
	})
}

// paint outlines the Gaussians where they lie in the plane.
func (d *density) paint(c canvas) {
	m := d.mixture
	if m.whole() {
		return
	}
	rows := c.Add("ellipses", d.Components(), 6)
	for g := range d.Components() {
		mean, cov := d.Mean(g), d.Covariance(g)
		sx, sy := m.scale.Spread[0], m.scale.Spread[1]
		x, y := m.lies([]float32{float32(mean[0]), float32(mean[1])}, 1, 0)
		copy(rows[6*g:], []float32{x, y, float32(cov[0] * sx * sx), float32(cov[1] * sx * sy), float32(cov[3] * sy * sy), ink})
	}
}

func (d *density) answer(canvas, []float32) {}

// neighbours scores by the distance to the nearest normal points.
type neighbours struct {
	*anomaly.KNN
	mixture *mixture
	k       int
}

// newNeighbours scores the normal points at once, as there is nothing to learn before.
func newNeighbours(c lab.Config, m *mixture) (*neighbours, error) {
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
func (n *neighbours) level(score, threshold float64) float64       { return ratio(score, threshold) }
func (n *neighbours) publish(emit func(name string, t *nn.Tensor)) {}
func (n *neighbours) paint(canvas)                                 {}

// answer ties a place to the neighbours that its score comes from.
func (n *neighbours) answer(c canvas, at []float32) {
	m := n.mixture
	nearest := nearest(m.x, m.normal, at, n.k)
	rows := c.Add("segments", len(nearest), 6)
	u, v := m.lies(at, 1, 0)
	for i, j := range nearest {
		copy(rows[6*i:], []float32{u, v, m.at[2*j], m.at[2*j+1], nose, 0.9})
	}
}
