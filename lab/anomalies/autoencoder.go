package anomalies

import (
	"fmt"
	"math"
	"math/rand/v2"

	"github.com/whisker-lab/whisker/frame"
	"github.com/whisker-lab/whisker/lab"
	"github.com/whisker-lab/whisker/nn"
	"github.com/whisker-lab/whisker/nn/model"
)

// encoder scores by how badly an autoencoder gives a point back.
type encoder struct {
	*model.Autoencoder
	mix        *mix
	bottleneck int
	back       []float32 // (features, test)
}

const (
	batch      = 16 // of an autoencoder
	mostTraces = 200
)

func newEncoder(c lab.Config, m *mix) (*encoder, error) {
	spec := model.AutoencoderSpec{
		Hidden: []int{int(c.Number("hidden"))}, Bottleneck: int(c.Number("bottleneck")), Activation: c.Text("activation"),
		Optimiser: "adam", Rate: c.Number("lr"), Batch: min(batch, m.normal),
	}
	net, err := model.NewAutoencoder(spec, m.x, m.normal, rand.New(c.Rand("seed", forWeights)), c.Rand("seed", forOrder))
	if err != nil {
		return nil, fmt.Errorf("anomalies: %w", err)
	}
	return &encoder{Autoencoder: net, mix: m, bottleneck: spec.Bottleneck, back: make([]float32, m.features*m.test)}, nil
}

func (e *encoder) own(dst []float64) { e.Scores(e.mix.x, e.mix.normal, dst) }
func (e *encoder) epoch() float64    { return e.Epoch() }
func (e *encoder) pass() int         { return e.BatchesPerEpoch() }
func (e *encoder) pace() float64     { return 400 }
func (e *encoder) still() bool       { return false }

// shown is how far what comes back lies from the point.
func (e *encoder) shown(score float64) float64 { return math.Sqrt(max(score, 0)) }

func (e *encoder) level(score, threshold float64) float64 {
	return ratio(math.Sqrt(score), math.Sqrt(threshold))
}
func (e *encoder) publish(emit func(name string, t *nn.Tensor)) { e.Publish(emit) }

// paint ties every point that is judged to what the network makes of it.
func (e *encoder) paint(f *frame.Frame) {
	m := e.mix
	n := min(m.test, mostTraces)
	e.Reconstruct(m.judged, m.test, e.back)
	traces := frame.Marks[frame.Segment](f, "segments", n)
	for i := range traces {
		from := m.test - n + i // strangers are the last ones
		at := m.at[2*(m.normal+from):][:2]
		s := frame.Segment{X1: at[0], Y1: at[1], Class: frame.Ink, Opacity: 0.28}
		s.X2, s.Y2 = m.lies(e.back, m.test, from)
		if m.strange[from] {
			s.Opacity = 0.6
		}
		traces[i] = s
	}
}

// answer points from a place to what the network makes of it.
func (e *encoder) answer(f *frame.Frame, at []float32) {
	back := make([]float32, len(at))
	e.Reconstruct(at, 1, back)
	x1, y1 := e.mix.lies(at, 1, 0)
	x2, y2 := e.mix.lies(back, 1, 0)
	frame.Marks[frame.Arrow](f, "arrows", 1)[0] = frame.Arrow{X1: x1, Y1: y1, X2: x2, Y2: y2, Class: frame.Nose, Opacity: 1}
}
