package anomalies

import (
	"fmt"
	"math"

	"github.com/whisker-lab/whisker/frame"
	"github.com/whisker-lab/whisker/lab"
	"github.com/whisker-lab/whisker/nn"
	"github.com/whisker-lab/whisker/nn/anomaly"
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
	// shown is a score as it is read: on a scale that goes the same way and begins where nothing is strange.
	shown(score float64) float64
	// still tells whether there is nothing to learn by steps.
	still() bool
	// publish is what of the learner is shown beside what is painted.
	publish(emit func(name string, t *nn.Tensor))
	// paint adds the method's own marks.
	paint(f *frame.Frame)
	// answer adds the marks that explain the score of a place (features).
	answer(f *frame.Frame, at []float32)
}

// newMethod makes the one that a config asks for.
func newMethod(c lab.Config, m *mix) (method, error) {
	switch name := c.Text("method"); name {
	case "autoencoder":
		return newEncoder(c, m)
	case "density":
		return newGaussianMixture(c, m)
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
