package deep

import (
	"fmt"
	"math/rand/v2"
	"slices"

	"github.com/whisker-lab/whisker/lab"
	"github.com/whisker-lab/whisker/lab/sample"
	"github.com/whisker-lab/whisker/nn"
	"github.com/whisker-lab/whisker/nn/data"
	"github.com/whisker-lab/whisker/nn/model"
)

// What randomness is drawn for.
const (
	forTrain = iota + 1
	forTest
	forWeights
	forOrder
)

const (
	batch   = 48
	learnt  = 240 // examples to learn from
	tested  = 400
	reach   = 2.0 // of the plane as a network sees it
	example = 0   // of the training set, whose signal is shown
)

// stops are the depths that the curve is made of.
var stops = [...]int{1, 2, 3, 5, 10, 20, 50, 100, 200}

// Run is the networks of the depth that is looked at, and what has come of others.
type Run struct {
	room           sample.Room
	scale          *nn.Scaler
	points         data.Points // to learn from
	train, test    model.Set
	spec           model.DeepSpec
	residual, norm bool
	base           uint64 // the seed

	shown *trio
	other *trio // what learns meanwhile, of a depth in stops; nil for none
	kept  [len(stops)]kept
	made  int // steps of all of them
	paint painter
}

var (
	_ lab.Run     = (*Run)(nil)
	_ lab.Speaker = (*Run)(nil)
	_ lab.Adapter = (*Run)(nil)
)

// New draws the examples and the first networks.
func New(c lab.Config) (*Run, error) {
	room, err := sample.Open(c)
	if err != nil {
		return nil, fmt.Errorf("deep: %w", err)
	}
	if room.Source.Classes != 2 || room.Source.Real || room.Source.Values {
		return nil, fmt.Errorf("deep: %q: want two classes of which there are as many examples as one likes", room.Source.Name)
	}
	r := &Run{
		room: room, scale: room.Onto(reach), spec: specOf(c), base: uint64(c.Number("seed")),
		residual: c.On("residual"), norm: c.Text("norm") == "layer",
	}
	draw := func(n int, purpose uint64) data.Points {
		return room.Source.Generate(n, room.Noise, rand.New(c.Rand("dataseed", purpose)))
	}
	r.points = draw(learnt, forTrain)
	r.train, r.test = r.set(r.points), r.set(draw(tested, forTest))
	if r.shown, err = r.newTrio(int(c.Number("depth"))); err != nil {
		return nil, err
	}
	r.paint = newPainter()
	return r, nil
}

// set is points as a network sees them.
func (r *Run) set(p data.Points) model.Set {
	x := p.Coordinates()
	r.scale.Apply(x, x, p.Len())
	return model.Set{N: p.Len(), X: x, Class: p.Class}
}

const badDepth = "deep: networks of a depth in stops cannot be made"

// Step is part of nn.Learner: one batch for the networks that are looked at, and when these have learnt, for those of another depth. It
// allocates where a depth begins, and only there.
func (r *Run) Step() (loss float64, done bool) {
	t := r.shown
	if t.done() {
		if t = r.next(); t == nil {
			return 0, true
		}
	}
	t.step(r.test)
	r.made++
	if t.done() {
		if at := slices.Index(stops[:], t.depth); at >= 0 {
			r.kept[at].keep(t)
		}
		if t == r.other {
			r.other = nil
		}
	}
	return t.loss[helped], r.done() == len(stops) && r.shown.done()
}

// next is what learns while what is looked at has learnt, nil for nothing.
func (r *Run) next() *trio {
	for at := 0; at < len(stops) && r.other == nil; at++ {
		if !r.kept[at].known() {
			var err error
			if r.other, err = r.newTrio(stops[at]); err != nil {
				panic(badDepth)
			}
		}
	}
	return r.other
}

// done is of how many depths the networks have learnt.
func (r *Run) done() (n int) {
	for i := range r.kept {
		if r.kept[i].known() {
			n++
		}
	}
	return n
}

// turn looks at another depth: what has been learnt of it, or is being learnt, stays.
func (r *Run) turn(depth int) error {
	if depth == r.shown.depth {
		return nil
	}
	at := slices.Index(stops[:], depth)
	if left := r.shown; r.other == nil && !left.done() && left.made > 0 && slices.Contains(stops[:], left.depth) {
		r.other = left
	}
	var err error
	switch {
	case at >= 0 && r.kept[at].known():
		var t *trio
		if t, err = r.restored(at); err == nil {
			r.shown = t
		}
	case r.other != nil && r.other.depth == depth:
		r.shown, r.other = r.other, nil
	default:
		var t *trio
		if t, err = r.newTrio(depth); err == nil {
			r.shown = t
		}
	}
	return err
}

// Tune is part of nn.Learner. All that changes how networks learn begins anew, so that one curve is of one kind.
func (r *Run) Tune(name string, v float64) {}

// Publish is part of nn.Learner.
func (r *Run) Publish(emit func(name string, t *nn.Tensor)) {
	for i, name := range [...]string{"plain", "helped", "wide"} {
		r.shown.net[i].Publish(func(of string, t *nn.Tensor) { emit(name+"/"+of, t) })
	}
}

// Adapt is part of lab.Adapter: another depth is looked at.
func (r *Run) Adapt(c lab.Config, changed lab.Change) bool {
	if changed.Effect == lab.Live {
		return true
	}
	return changed.Control == "depth" && r.turn(int(c.Number("depth"))) == nil
}

// Progress is part of lab.Run: an epoch is a pass of whichever networks learn.
func (r *Run) Progress() lab.Progress {
	return lab.Progress{Epoch: float64(r.made) / (learnt / batch), Batches: learnt / batch, Examples: batch}
}
