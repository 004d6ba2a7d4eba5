package cat

import (
	"fmt"
	"math"
	"math/rand/v2"

	"github.com/whisker-lab/whisker/lab"
	"github.com/whisker-lab/whisker/nn"
	"github.com/whisker-lab/whisker/nn/data"
	"github.com/whisker-lab/whisker/nn/model"
)

// Most is how many pictures of the reader's own there can be.
const Most = 400

const (
	batch        = 8
	mostExamples = 4000 // with all copies
	crookedEach  = 8    // crooked copies of each unseen drawing
)

// Run is a network that learns from two trays of drawings.
type Run struct {
	trays
	config lab.Config
	all    *data.Pictures
	sees   int // pixels that the network sees across
	net    *model.MLP
	begun  float64 // epochs before the trays were last changed

	inputs, kept, crooked []float32 // as networks take them: of what is shown, unseen, and unseen and shaken
	says                  []float32 // of all that is shown: -1 for no cat to 1
	keptSays              []float32
	crookedSays           []float32
	strange, strangeSays  []float32
	own, test             lab.Trail // shares of right answers after each epoch, in per cent

	pad verdict
	old bool // whether what it says is not what it would say now
}

var (
	_ lab.Run     = (*Run)(nil)
	_ lab.Speaker = (*Run)(nil)
	_ lab.Actor   = (*Run)(nil)
	_ lab.Adapter = (*Run)(nil)
)

// New fills the trays and makes a network that has learnt nothing.
func New(c lab.Config) (*Run, error) {
	all, err := c.PicturesOf("drawings")
	if err != nil {
		return nil, fmt.Errorf("cat: %w", err)
	}
	r := &Run{config: c, all: all, sees: int(c.Number("pixels")), trays: fill(c, all)}
	if err := r.build(); err != nil {
		return nil, err
	}
	if len(r.unseen) > 0 && r.ready() {
		r.pad.lay(r.unseen[0].ink, fromStart)
	}
	r.note()
	return r, nil
}

// build makes a network for what is in the trays, and all that is reckoned of them.
func (r *Run) build() error {
	c, size := r.config, r.sees*r.sees
	spec := model.MLPSpec{
		Sizes: []int{size, int(c.Number("hidden")), 1}, Activations: []string{"tanh"}, Loss: nn.BCE.String(), Optimiser: c.Text("optimiser"),
		Rate: c.Number("lr"), Batch: batch,
	}
	net, err := model.NewMLP(spec, r.lesson(), rand.New(c.Rand("seed", forWeights)), c.Rand("seed", forOrder))
	if err != nil {
		return fmt.Errorf("cat: %w", err)
	}
	r.net = net
	r.inputs, r.says = r.laid(r.shown), make([]float32, len(r.shown))
	r.kept, r.keptSays = r.laid(r.unseen), make([]float32, len(r.unseen))
	var crooked []picture
	chance := rand.New(c.Rand("dataseed", forCrooked))
	for _, one := range r.unseen {
		for range crookedEach {
			ink := make([]float32, len(one.ink))
			shaken(ink, one.ink, chance, true)
			crooked = append(crooked, picture{ink: ink, class: one.class})
		}
	}
	r.crooked, r.crookedSays = r.laid(crooked), make([]float32, len(crooked))
	r.strange, r.strangeSays = r.laid(r.strangers), make([]float32, len(r.strangers))
	r.old = true
	return nil
}

// ready tells whether there is something of both kinds to learn from.
func (r *Run) ready() bool { return r.counts[isCat] > 0 && r.counts[notCat] > 0 }

// lesson is what the network learns from: all that is shown, and copies. Where nothing can be learnt it is a blank.
func (r *Run) lesson() model.Set {
	if !r.ready() {
		return model.Set{N: 1, X: make([]float32, r.sees*r.sees), Class: []int{notCat}}
	}
	copies := min(int(r.config.Number("copies")), mostExamples/len(r.shown)-1)
	mirror := r.config.On("mirror")
	chance := rand.New(r.config.Rand("dataseed", forCopies))
	var list []picture
	for _, one := range r.shown {
		list = append(list, one)
		for range copies {
			ink := make([]float32, len(one.ink))
			shaken(ink, one.ink, chance, mirror)
			list = append(list, picture{ink: ink, class: one.class})
		}
		if mirror && copies == 0 {
			list = append(list, picture{ink: mirrored(one.ink), class: one.class})
		}
	}
	set := model.Set{N: len(list), X: r.laid(list)}
	for _, one := range list {
		set.Class = append(set.Class, one.class)
	}
	return set
}

// mirrored is a drawing the other way round.
func mirrored(ink []float32) []float32 {
	flipped := make([]float32, len(ink))
	for i, v := range ink {
		flipped[i/side*side+side-1-i%side] = v
	}
	return flipped
}

// laid are pictures as networks take them, (sees², n).
func (r *Run) laid(list []picture) []float32 {
	n, one := len(list), make([]float32, r.sees*r.sees)
	x := make([]float32, n*len(one))
	for i, p := range list {
		seen(one, p.ink, r.sees)
		for j, v := range one {
			x[j*n+i] = v
		}
	}
	return x
}

// Step is part of nn.Learner: one batch. Without something of both kinds there is nothing to learn.
func (r *Run) Step() (loss float64, done bool) {
	if !r.ready() {
		return 0, true
	}
	loss, _ = r.net.Step()
	r.old = true
	if r.net.BatchesDone() == 0 {
		r.note()
	}
	return loss, false
}

// note adds to the curves how the network does after an epoch.
func (r *Run) note() {
	r.judge()
	if !r.ready() {
		return
	}
	at := int(math.Round(r.epoch()))
	if n := len(r.shown); n > 0 {
		r.own.Add(at, 100*float64(right(r.shown, r.says, 1))/float64(n))
	}
	if n := len(r.unseen); n > 0 {
		r.test.Add(at, 100*float64(right(r.unseen, r.keptSays, 1))/float64(n))
	}
}

// judge has the network say what it takes everything for, if it would not say the same as before.
func (r *Run) judge() {
	if !r.old {
		return
	}
	r.old = false
	r.net.Outputs(r.inputs, len(r.says), r.says)
	r.net.Outputs(r.kept, len(r.keptSays), r.keptSays)
	r.net.Outputs(r.crooked, len(r.crookedSays), r.crookedSays)
	r.net.Outputs(r.strange, len(r.strangeSays), r.strangeSays)
	r.pad.ask(r)
}

// right is how many of what is said is right, each picture so many times in a row.
func right(list []picture, says []float32, each int) (n int) {
	for i, v := range says {
		if (v > 0) == (list[i/each].class == isCat) {
			n++
		}
	}
	return n
}

func (r *Run) epoch() float64 { return r.begun + r.net.Epoch() }

// Progress is part of lab.Run.
func (r *Run) Progress() lab.Progress {
	return lab.Progress{Epoch: r.epoch(), Batches: r.net.BatchesPerEpoch(), Examples: batch}
}

// Tune is part of nn.Learner.
func (r *Run) Tune(name string, v float64) {
	if name == "lr" {
		r.net.Tune(name, v)
	}
}

// Publish is part of nn.Learner: the weights of the last layer. Those of the first are too many for every picture of the stage.
func (r *Run) Publish(emit func(name string, t *nn.Tensor)) {
	r.net.Publish(func(name string, t *nn.Tensor) {
		if name == "w/2" {
			emit(name, t)
		}
	})
}

// Adapt is part of lab.Adapter: what has been learnt stays where other drawings come into the trays.
func (r *Run) Adapt(c lab.Config, changed lab.Change) bool {
	switch {
	case changed.Effect == lab.Live:
		r.config = c
		return true
	case changed.Effect == lab.Redata && changed.Control == "":
	case changed.Effect == lab.Rebuild && changed.Control == "each":
	default:
		return false
	}
	next := *r
	next.config, next.trays, next.begun = c, fill(c, r.all), math.Round(r.epoch())
	if next.build() != nil {
		return false
	}
	copy(next.net.Params(), r.net.Params())
	*r = next
	r.pad.forget()
	r.old = true
	r.note()
	return true
}
