package images

import (
	"fmt"
	"math"
	"math/rand/v2"

	"github.com/whisker-lab/whisker/lab"
	"github.com/whisker-lab/whisker/nn"
	"github.com/whisker-lab/whisker/nn/convnet"
	"github.com/whisker-lab/whisker/nn/model"
)

// What randomness is drawn for.
const (
	forWeights = iota + 1
	forOrder
)

// still is a source for weights that are overwritten at once.
func still() *rand.Rand { return rand.New(rand.NewPCG(1, 1)) }

// Run is a network that learns to read pictures, and what it is looking at.
type Run struct {
	*model.CNN
	set     *set
	plan    *convnet.Plan
	reaches []convnet.Reach
	batch   int
	trained bool // it began as the ready network
	judge   *judge
	eye     *eye
	plain   bool

	ponder ponder
	pad    pad
	chosen place
	lit    *lab.Cell
	over   int  // what is laid over the picture, see overs
	asked  bool // whether the last message brought a picture
	right  [2]lab.Trail

	seen    int // the steps after which the eye looked last
	outputs []float32
	edges   [][]float32 // (stages) of (planes, planes of the stage before)
	fields  []convnet.Rect
	strong  []int // (stages) the plane that a field is drawn on
}

var (
	_ lab.Run     = (*Run)(nil)
	_ lab.Speaker = (*Run)(nil)
	_ lab.Actor   = (*Run)(nil)
	_ lab.Scorer  = (*Run)(nil)
	_ lab.Idler   = (*Run)(nil)
)

// looked is how many pictures a look goes through at most of those to test by, and half as many to learn from; of a network that takes
// long for each so many that lookWork products are enough.
const (
	looked   = 1000
	lookWork = 400 << 20
	fewest   = 100
)

// New takes the pictures and draws the network that a config describes.
func New(c lab.Config) (*Run, error) {
	learnt, err := ready(c) // the small file first: the large one is on its way already
	if err != nil {
		return nil, fmt.Errorf("images: %w", err)
	}
	s, err := openSet(c)
	if err != nil {
		return nil, fmt.Errorf("images: %w", err)
	}
	spec, err := specOf(c, s)
	if err != nil {
		return nil, err
	}
	plan, err := spec.Plan()
	if err != nil {
		return nil, refused(err)
	}
	r := &Run{set: s, plan: plan, reaches: plan.Reaches(), batch: min(int(c.Number("batch")), len(s.learn)), plain: c.Text("head") == "plain", seen: -1}
	x, labels := s.tensors(s.learn)
	config := model.CNNConfig{
		Net: plan.Net, Batch: r.batch, Optimiser: c.Text("optimiser"), Rate: c.Number("lr"), Loss: c.Text("loss"), Plain: r.plain,
	}
	weights := rand.New(c.Rand("seed", forWeights))
	if r.CNN, err = model.NewCNN(config, x, labels, weights, c.Rand("seed", forOrder).Uint64()); err != nil {
		return nil, fmt.Errorf("images: %w", err)
	}
	r.learn(learnt)
	if err := r.newJudge(config); err != nil {
		return nil, fmt.Errorf("images: %w", err)
	}
	if r.eye, err = newEye(plan, r.Network()); err != nil {
		return nil, fmt.Errorf("images: %w", err)
	}
	if r.ponder.eye, err = newEye(plan, r.Network()); err != nil {
		return nil, fmt.Errorf("images: %w", err)
	}
	r.ponder.eye.room(most)
	r.outputs = make([]float32, spec.Classes)
	r.fields, r.strong = make([]convnet.Rect, len(plan.Stages)), make([]int, len(plan.Stages))
	r.edges = make([][]float32, len(plan.Stages))
	for i := 1; i < len(plan.Stages); i++ {
		if plan.Stages[i].Kind != convnet.Pool {
			r.edges[i] = make([]float32, plan.Stages[i].Planes*plan.Stages[i-1].Planes)
		}
	}
	r.pad.next(s, -1)
	r.choose()
	return r, nil
}

// newJudge makes what looks how good the network is.
func (r *Run) newJudge(config model.CNNConfig) error {
	tests := min(looked, len(r.set.test), max(lookWork/(r.plan.Work*3/2), fewest))
	test, testLabels := r.set.tensors(spaced(r.set.test, tests))
	train, trainLabels := r.set.tensors(spaced(r.set.learn, max(tests/2, 1)))
	config.Optimiser = "sgd" // it never learns by itself
	net, err := model.NewCNN(config, test, testLabels, still(), 1)
	if err != nil {
		return err
	}
	values, _ := r.Network().Flat()
	r.judge = newJudge(net, values, test, train, testLabels, trainLabels)
	return nil
}

// spaced are n of some, at equal distances.
func spaced(all []int, n int) []int {
	n = min(n, len(all))
	some := make([]int, n)
	for i := range some {
		some[i] = all[i*len(all)/n]
	}
	return some
}

// specOf is the network that a config describes.
func specOf(c lab.Config, s *set) (convnet.Spec, error) {
	blocks, err := convnet.Parse(c.Text("blocks"))
	if err != nil {
		return convnet.Spec{}, fmt.Errorf("images: %w", err)
	}
	return convnet.Spec{
		Planes: s.Planes, Height: s.Height, Width: s.Width, Classes: len(s.Classes), Blocks: blocks, Pool: c.Text("pool"), Dense: c.Ints("dense"),
		Activation: c.Text("activation"), Residual: c.On("residual"), Norm: c.Text("norm") == "layer", Batch: int(c.Number("batch")),
	}, nil
}

// refused is why there is no such network, in words where there are some.
func refused(err error) error {
	if no, ok := err.(*convnet.Impossible); ok {
		return lab.Refusal{Line: lab.Line{Key: "narrator.images.refused." + no.Why, Args: no.Args}}
	}
	return fmt.Errorf("images: %w", err)
}

// Step is part of nn.Learner: one batch, and a slice of the look under way.
func (r *Run) Step() (loss float64, done bool) {
	if r.asked = false; r.set.few {
		return 0, true
	}
	r.judged()
	loss, _ = r.CNN.Step()
	if math.IsNaN(loss) || math.IsInf(loss, 0) {
		return math.Inf(1), false
	}
	if r.judge.advance() {
		r.note()
		r.judge.begin(r.Steps())
	}
	return loss, false
}

// judged is what looks how good the network is, after a first look at one that begins: a run that is loaded needs none.
func (r *Run) judged() *judge {
	if !r.judge.begun {
		r.judge.now(r.Steps())
		r.note()
	}
	return r.judge
}

// note adds to the curves what the last look came to.
func (r *Run) note() {
	for part := range r.right {
		r.right[part].Add(r.judge.done.step, 100*r.judge.share(part))
	}
}

// another has another picture looked at.
func (r *Run) another() {
	r.seen = -1
	r.ponder.picture++
}

// Tune is part of nn.Learner.
func (r *Run) Tune(name string, v float64) {
	switch name {
	case "over":
		r.over = int(v)
	case "shift":
		if r.judge.shift != int(v) {
			if r.judge.shift = int(v); r.judge.begun {
				r.judge.now(r.Steps())
			}
			r.pad.shift(r.set, int(v))
			r.another()
		}
	default:
		r.CNN.Tune(name, v)
	}
}

// Publish is part of nn.Learner: what is small, of which the filters of the first block are.
func (r *Run) Publish(emit func(name string, t *nn.Tensor)) {
	for _, p := range r.Network().Params() {
		if len(p.Value.Data) <= mostPublished {
			emit("w/"+p.Name, p.Value)
		}
	}
}

const mostPublished = 1600

// Progress is part of lab.Run.
func (r *Run) Progress() lab.Progress {
	n := len(r.set.learn)
	return lab.Progress{Epoch: r.Epoch(), Batches: (n + r.batch - 1) / r.batch, Examples: r.batch}
}

// Score is part of lab.Scorer: of the last look.
func (r *Run) Score() (train, test float64) {
	done := &r.judged().done
	return done.loss[ofTrain], done.loss[ofTest]
}

// Judge is part of lab.Scorer.
func (r *Run) Judge() (loss, accuracy float64) {
	return r.judged().done.loss[ofTest], r.judge.share(ofTest)
}

// Runaway is part of lab.Scorer.
func (r *Run) Runaway() *lab.Runaway { return nil }
