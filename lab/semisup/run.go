package semisup

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"

	"github.com/whisker-lab/whisker/lab"
	"github.com/whisker-lab/whisker/nn"
	"github.com/whisker-lab/whisker/nn/model"
	"github.com/whisker-lab/whisker/nn/semi"
)

// flow is a learner whose labels move along a graph.
type flow interface {
	nn.Learner
	Answers() []int32
	Beliefs() *nn.Tensor
	Graph() *semi.Graph
}

// Run answers for points without a label by the method that was chosen, and trains the supervised network beside it that
// the method has to beat. Both begin with the same labels and, where the method has a network too, with the same weights.
//
// A step is a sweep: labels move over every edge once, and networks learn from so many batches.
type Run struct {
	board  *board
	method string
	flow   flow            // of propagation and spreading
	self   *semi.SelfTrain // of self-training
	alone  *model.MLP      // supervised; nil where there is no label at all
	edges  []semi.Edge     // of the flow's graph

	sweeps int
	since  []int32   // (n): the sweep in which the point got the answer that it has, −1 for none
	out    []float32 // (outputs, n)
	class  []int32   // (n): what the supervised network says
	shown  [2]float64
	curves [2]lab.Trail // of shown, in per cent over the sweeps
	asked  asked
	paint  painter
}

const (
	batches = 10  // of the networks to a sweep
	batch   = 32  // points
	fair    = 200 // sweeps that the network gets at least before a flow that has settled ends the run
)

// New builds the run that a config describes. The controls it reads are those of the lesson fewlabels.
func New(c lab.Config) (*Run, error) {
	b, err := newBoard(c)
	if err != nil {
		return nil, err
	}
	n := b.points.Len()
	r := &Run{board: b, method: c.Text("method"), since: make([]int32, n), class: make([]int32, n), asked: nowhere()}
	if b.labelled > 0 {
		if err := r.learners(c); err != nil {
			return nil, fmt.Errorf("semisup: %w", err)
		}
		r.out = make([]float32, r.outputs()*n)
	}
	for i := range r.since {
		r.since[i] = none
	}
	r.paint = newPainter(r)
	r.look()
	r.trace()
	return r, nil
}

// learners makes what learns.
func (r *Run) learners(c lab.Config) error {
	b := r.board
	spec := model.MLPSpec{
		Sizes: append([]int{2}, c.Ints("layers")...), Loss: "cce", Optimiser: "adam", Rate: c.Number("lr"), Batch: batch,
	}
	spec.Activations = slices.Repeat([]string{"tanh"}, len(spec.Sizes)-1)
	outputs := b.classes
	if outputs == 2 {
		outputs, spec.Loss = 1, "bce"
	}
	spec.Sizes = append(spec.Sizes, outputs)
	var err error
	if r.alone, err = model.NewMLP(spec, b.known(), rand.New(c.Rand("seed", forWeights)), c.Rand("seed", forOrder)); err != nil {
		return err
	}
	switch r.method {
	case "selftrain":
		own := semi.SelfTrainSpec{Net: spec, Confidence: c.Number("confidence"), Round: batches}
		r.self, err = semi.NewSelfTrain(own, b.x, b.label, rand.New(c.Rand("seed", forWeights)), c.Rand("seed", forOrder))
		return err
	case "propagation", "spreading":
		graph, err := semi.NewGraph(b.rows(), int(c.Number("k")))
		if err != nil {
			return err
		}
		r.edges = graph.Edges()
		if r.method == "propagation" {
			r.flow, err = semi.NewPropagation(graph, b.label, b.classes)
		} else {
			r.flow, err = semi.NewSpreading(graph, b.label, b.classes)
		}
		return err
	}
	return nil
}

// known is the points with a label, as a network sees them.
func (b *board) known() model.Set {
	n, s := b.points.Len(), model.Set{N: b.labelled, X: make([]float32, 0, 2*b.labelled)}
	for f := range 2 {
		for i, l := range b.label {
			if l != semi.None {
				s.X = append(s.X, b.x[f*n+i])
			}
		}
	}
	for _, l := range b.label {
		if l != semi.None {
			s.Class = append(s.Class, int(l))
		}
	}
	return s
}

// outputs is how many numbers a network gives for a place.
func (r *Run) outputs() int { return r.alone.Sizes()[len(r.alone.Sizes())-1] }

// net is the network that answers for any place by the method, nil where the method has none.
func (r *Run) net() *model.MLP {
	switch {
	case r.self != nil:
		return r.self.Net()
	case r.flow != nil:
		return nil
	}
	return r.alone
}

const none = semi.None

// Step is part of nn.Learner. The loss is the networks'.
func (r *Run) Step() (loss float64, done bool) {
	if r.alone == nil {
		return 0, true
	}
	for range batches {
		alone, _ := r.alone.Step()
		loss += alone / batches
		if r.self != nil {
			own, _ := r.self.Step()
			loss += own / batches
		}
	}
	settled := false
	if r.flow != nil {
		_, settled = r.flow.Step()
	}
	r.sweeps++
	r.look()
	r.trace()
	return loss, settled && r.sweeps >= fair
}

// trace adds to the curves what there is to be shown.
func (r *Run) trace() {
	for i, share := range r.shown {
		if !math.IsNaN(share) {
			r.curves[i].Add(r.sweeps, 100*share)
		}
	}
}

// look brings up to date what is known of every point, and how much of it is right.
func (r *Run) look() {
	for i, a := range r.answers() {
		switch {
		case r.board.label[i] != none:
			r.since[i] = 0
		case a == none:
			r.since[i] = none
		case r.since[i] == none:
			r.since[i] = int32(r.sweeps)
		}
	}
	r.shown = [2]float64{math.NaN(), math.NaN()}
	if r.alone == nil {
		return
	}
	b := r.board
	r.alone.Outputs(b.x, b.points.Len(), r.out)
	classes(r.out, b.points.Len(), r.class)
	r.shown[1] = semi.Accuracy(r.class, b.label, b.points.Class)
	switch {
	case r.flow != nil:
		r.shown[0] = semi.Accuracy(r.flow.Answers(), b.label, b.points.Class)
	case r.self != nil:
		r.shown[0] = r.self.Accuracy(b.points.Class)
	default:
		r.shown[0] = r.shown[1]
	}
}

// answers are what the method holds every point to be (n), none where it has no answer: of a network, those it counts on.
func (r *Run) answers() []int32 {
	switch {
	case r.flow != nil:
		return r.flow.Answers()
	case r.self != nil:
		return r.self.Pseudo()
	}
	return r.board.label
}

// answer is what the method holds a point to be.
func (r *Run) answer(i int, all []int32) int32 {
	if r.flow == nil && r.board.label[i] != none {
		return r.board.label[i]
	}
	return all[i]
}

// classes reads the classes off what a network shows (outputs, n).
func classes(shown []float32, n int, dst []int32) {
	for i := range n {
		dst[i], _ = verdict(shown[i:], n)
	}
}

// verdict is the class that a network's outputs, n apart, speak for, and how sure it is, from 0 to 1.
func verdict(shown []float32, n int) (class int32, sure float64) {
	if len(shown) <= n {
		v := float64(shown[0])
		if v > 0 {
			class = 1
		}
		return class, (1 + math.Abs(v)) / 2
	}
	for c := 0; c*n < len(shown); c++ {
		if v := float64(shown[c*n]); c == 0 || v > sure {
			class, sure = int32(c), v
		}
	}
	return class, sure
}

// Tune is part of nn.Learner.
func (r *Run) Tune(name string, v float64) {
	if r.alone == nil {
		return
	}
	r.alone.Tune(name, v)
	if r.self != nil {
		r.self.Tune(name, v)
	}
	if r.flow != nil {
		r.flow.Tune(name, v)
	}
}

// Publish is part of nn.Learner: the beliefs (n, classes) of a flow, and what the networks publish, the supervised one's
// below alone/.
func (r *Run) Publish(emit func(name string, t *nn.Tensor)) {
	if r.alone == nil {
		return
	}
	if r.flow != nil {
		emit("beliefs", r.flow.Beliefs())
	}
	if r.self != nil {
		r.self.Publish(emit)
	}
	r.alone.Publish(func(name string, t *nn.Tensor) { emit("alone/"+name, t) })
}

var (
	_ lab.Run     = (*Run)(nil)
	_ lab.Speaker = (*Run)(nil)
	_ lab.Actor   = (*Run)(nil)
)

// Progress is part of lab.Run: every sweep sees all points.
func (r *Run) Progress() lab.Progress {
	return lab.Progress{Epoch: float64(r.sweeps), Batches: 1, Examples: r.board.points.Len(), Pace: r.pace()}
}

// pace is how many sweeps a second an eye can follow: slowly while labels are on their way, then on.
func (r *Run) pace() float64 {
	if r.flow != nil && r.fresh() > 0 || r.sweeps < 8 {
		return 4
	}
	return 20
}

// fresh is how many points got their answer in the last sweep.
func (r *Run) fresh() (n int) {
	for _, s := range r.since {
		if s > 0 && int(s) == r.sweeps {
			n++
		}
	}
	return n
}

// answered is how many points without a label have an answer that counts.
func (r *Run) answered() (n int) {
	for i, s := range r.since {
		if s != none && r.board.label[i] == none {
			n++
		}
	}
	return n
}

// Report is part of lab.Run.
func (r *Run) Report(s *lab.State) {
	r.board.report(s)
	s.Panels.Readouts.Metrics = []string{"unlabelledAccuracy", "baselineAccuracy"}
	s.Put("unlabelledAccuracy", r.shown[0])
	s.Put("baselineAccuracy", r.shown[1])
	if r.board.labelled == 0 || r.board.labelled == r.board.points.Len() {
		s.Narrator = r.line() // there is nothing else to be said, and no step to say it after
	}
}
