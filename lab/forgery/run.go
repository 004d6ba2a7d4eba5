package forgery

import (
	"fmt"
	"math"
	"math/rand/v2"

	"github.com/whisker-lab/whisker/lab"
	"github.com/whisker-lab/whisker/lab/images"
	"github.com/whisker-lab/whisker/nn"
	"github.com/whisker-lab/whisker/nn/kernel"
	"github.com/whisker-lab/whisker/nn/model"
)

// What randomness is drawn for, so that one seed gives unrelated numbers for each.
const (
	forWeights = iota + 1
	forTurns
	forFakes
	forReals
	forQuiz
)

// The two that learn, as a control's options have them.
const (
	generator = iota
	discriminator
)

const (
	// MostBatch is the largest batch that they can be set to.
	MostBatch = 128
	mostRatio = 5
	kept      = 0.5   // of the mean gradient by adam: Radford et al., "Unsupervised Representation Learning with DCGANs" (2016), section 4
	atOnce    = 50    // pictures in a look
	average   = 0.999 // of the mean weights that stays at each turn: some thousand turns are in it, or the last quarter of fewer
)

// Run is two rivals and the real digits that they are about.
type Run struct {
	gan    *model.GAN
	look   *model.Look
	set    *set
	reader *images.Reader
	find   finder
	dims   int       // numbers of noise
	noise  []float32 // (n, dims+classes) of the fakes that are graded, each with its digit
	reals  []float32 // (n, size+classes) as many real digits, likewise
	beyond float64   // how far unseen digits are from the nearest real one, see fromUnseen; NaN until it is asked for
	batch  int
	ratio  int
	steps  int
	prints prints
	walk   walk
	seen   seen
	quiz   quiz
	is     measured
	trails [trailed]lab.Trail
	spare  []float32

	dealer uint64 // from which the quiz is dealt
	source *rand.PCG
	dice   *rand.Rand
	dealt  []float32 // (width+size), scratch of a deal
}

// What the charts show, over the turns.
const (
	trailGrade = iota
	trailD
	trailG
	trailReals
	trailFakes
	trailed
)

var trailNames = [trailed]string{"grade", "lossD", "lossG", "believesReals", "believesFakes"}

var (
	_ lab.Run     = (*Run)(nil)
	_ lab.Speaker = (*Run)(nil)
	_ lab.Actor   = (*Run)(nil)
)

// New takes the real digits and draws the rivals as a config says.
func New(c lab.Config) (*Run, error) {
	reader, err := images.NewReader(c.Lesson().Shelf, "mnist")
	if err != nil {
		return nil, fmt.Errorf("forgery: %w", err)
	}
	s, err := openSet(c)
	if err != nil {
		return nil, fmt.Errorf("forgery: %w", err)
	}
	r := &Run{set: s, reader: reader, find: finder{set: s}, dims: int(c.Number("noisedim")), beyond: math.NaN()}
	widths := func(first int, name string, last int) []int {
		return append(append([]int{first}, c.Ints(name)...), last)
	}
	r.gan, err = model.NewGAN(model.GANConfig{
		Generator: widths(r.width(), "gnet", s.size), Discriminator: widths(s.size, "dnet", 1),
		Hidden: kernel.Tanh, Out: kernel.Tanh, Batch: min(int(c.Number("batch")), MostBatch), Most: MostBatch,
		Rates: [2]float64{c.Number("glr"), c.Number("dlr")}, Optimiser: "adam", Keep: kept, Ratio: int(c.Number("ratio")), Gauss: true, Average: average,
		Given: model.OneHot(s.class, s.classes),
	}, s.learn, rand.New(c.Rand("seed", forWeights)), c.Rand("seed", forTurns).Uint64())
	if err != nil {
		return nil, fmt.Errorf("forgery: %w", err)
	}
	r.look = r.gan.Look(atOnce)
	r.is.room(s)
	r.choose(rand.New(c.Rand("seed", forFakes)), rand.New(c.Rand("seed", forReals)))
	r.source = c.Rand("seed", forQuiz)
	r.dice, r.dealer = rand.New(r.source), r.source.Uint64()
	r.dealt, r.quiz.pixels = make([]float32, r.width()+s.size), make([]byte, tiles*s.size)
	r.prints.room(s)
	for _, name := range [...]string{"glr", "dlr", "ratio", "batch"} {
		r.Tune(name, c.Number(name))
	}
	r.begin(first)
	r.deal()
	r.keep()
	r.note()
	return r, nil
}

// first is the column from which the walk begins: its digit has a shape that is known at a glance.
const first = 3

// choose draws the noise of the fakes that are graded, and real digits to be compared with them.
func (r *Run) choose(fakes, reals *rand.Rand) {
	s, n := r.set, r.is.n
	r.noise, r.reals = make([]float32, n*r.width()), make([]float32, n*(s.size+s.classes))
	for i := range n {
		class := i % s.classes
		r.noise[i*r.width()+r.dims+class] = 1
		row := r.reals[i*(s.size+s.classes):][:s.size+s.classes]
		copy(row, s.at(s.from[class]+reals.IntN(s.from[class+1]-s.from[class])))
		row[s.size+class] = 1
	}
	r.gan.Noise(r.noise, fakes)
}

// Tune is part of nn.Learner.
func (r *Run) Tune(name string, v float64) {
	switch name {
	case "glr":
		r.gan.Tune("lrg", v)
	case "dlr":
		r.gan.Tune("lrd", v)
	case "batch":
		r.batch = int(min(max(v, 1), MostBatch))
		r.gan.Tune(name, float64(r.batch))
	case "ratio":
		r.ratio = int(min(max(v, 1), mostRatio))
		r.gan.Tune(name, float64(r.ratio))
	}
}

// every is how many turns lie between two looks at how it goes.
const every = 50

// Step is part of nn.Learner: a turn, in which the discriminator learns, and then the generator.
func (r *Run) Step() (loss float64, done bool) {
	r.gan.Step()
	r.steps++
	r.is.fresh, r.seen.fresh = false, false
	if r.prints.due(r.steps) {
		r.keep()
		if r.quiz.untouched() {
			r.deal()
		}
	}
	if r.steps%every == 0 {
		r.note()
	}
	g, d := r.gan.Losses()
	return g + d, false // either tells when there is no number left
}

// note looks at how it goes and adds that to the trails.
func (r *Run) note() {
	m := r.measure()
	for i, v := range [trailed]float64{100 * float64(m.right) / float64(m.n), m.lossD, m.lossG, 100 * m.believed[ofReals], 100 * m.believed[ofFakes]} {
		r.trails[i].Add(r.steps, v)
	}
}

// Progress is part of lab.Run.
func (r *Run) Progress() lab.Progress {
	n := len(r.set.class)
	return lab.Progress{Epoch: float64(r.steps) * float64(r.batch) / float64(n), Batches: (n + r.batch - 1) / r.batch, Examples: r.batch, Pace: 60}
}

// Publish is part of nn.Learner: the biases of both. The weights are too many for every picture of the stage.
func (r *Run) Publish(emit func(name string, t *nn.Tensor)) {
	for _, p := range r.gan.Params() {
		if len(p.Value.Shape) == 1 {
			emit(p.Name, p.Value)
		}
	}
}

func bit(b bool) int {
	if b {
		return 1
	}
	return 0
}
