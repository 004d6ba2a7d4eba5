package easel

import (
	"fmt"
	"math/rand/v2"

	"github.com/whisker-lab/whisker/lab"
	"github.com/whisker-lab/whisker/nn/data"
	"github.com/whisker-lab/whisker/nn/model"
	"github.com/whisker-lab/whisker/nn/scene"
)

// known is what was learnt before a reader comes: the judge, and what draws, in each of the two ways.
type known struct {
	judge []float32
	ways  [2][]float32
}

// The two ways.
const (
	flow = iota
	rivals
)

// ready takes what was learnt before. The error is a data.Missing.
func ready(c lab.Config) (k known, err error) {
	net, _ := data.FindNet("words")
	weights, err := net.Open(c.Lesson().Shelf)
	if err != nil {
		return k, err
	}
	values := make([]float32, len(weights))
	for i, w := range weights {
		values[i] = float32(w)
	}
	n := len(scene.NewJudge().Weights())
	k.judge, values = values[:n], values[n:]
	n = min(FlowWeights, len(values))
	k.ways[flow], k.ways[rivals] = values[:n], values[n:]
	return k, nil
}

// FlowWeights is how many weights that with the usual number of filters has.
const FlowWeights = 11325

// FlowOf is the network that learns by flow matching.
func FlowOf(filters int) model.FlowConfig {
	return model.FlowConfig{
		Codes: scene.Codes, Words: scene.Groups, Hidden: 16, Side: scene.Side, Sketch: 4, Filters: filters, Layers: 2,
		Batch: 8, Rate: 0.004, Optimiser: "adam", Average: 0.998,
	}
}

// usual are the settings that belong to what was learnt before.
var usual = [...]struct{ control, value string }{{"weights", "trained"}, {"heldback", "16"}, {"dataseed", "1"}}

// learn takes what was learnt before, where this is what it was learnt with.
func (r *Run) learn(k known) {
	for _, u := range usual {
		if r.c.Text(u.control) != u.value {
			return
		}
	}
	r.trained = !r.c.Compared() && r.Recall(k.ways[way(r.c)])
}

// way is which of the two a config chooses.
func way(c lab.Config) int {
	if c.Text("way") == "rivals" {
		return rivals
	}
	return flow
}

// newLearner is what learns as a config says.
func (r *Run) newLearner(c lab.Config, k known) (learner, error) {
	weights, seed := rand.New(c.Rand("seed", forWeights)), c.Rand("seed", forExamples).Uint64()
	if way(c) == rivals {
		return newForger(c, r.course, k.ways[flow], weights, seed)
	}
	config := FlowOf(int(c.Number("filters")))
	config.Batch, config.Rate, config.Examples = r.batch, c.Number("lr"), r.course.Example
	m, err := model.NewFlow(config, weights, seed)
	if err != nil {
		return nil, fmt.Errorf("easel: %w", err)
	}
	return stream{m}, nil
}

// stream is the way of flow matching.
type stream struct{ *model.Flow }

// Recall is part of learner.
func (s stream) Recall(w []float32) bool { return s.SetWeights(w) }

// Drawer is part of learner.
func (s stream) Drawer() drawer { return painter{s.Painter()} }

type painter struct{ *model.Painter }

// Stages is part of drawer.
func (painter) Stages(of int) int { return of }
