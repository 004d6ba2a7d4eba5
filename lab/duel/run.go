package duel

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"math"
	"math/rand/v2"
	"slices"

	"github.com/whisker-lab/whisker/lab"
	"github.com/whisker-lab/whisker/lab/sample"
	"github.com/whisker-lab/whisker/nn"
	"github.com/whisker-lab/whisker/nn/data"
	"github.com/whisker-lab/whisker/nn/kernel"
	"github.com/whisker-lab/whisker/nn/model"
)

// What randomness is drawn for, so that one seed gives unrelated numbers for each.
const (
	forPoints = iota + 1
	forWeights
	forTurns
	forFakes
	forPlaces
)

// Whose turn it is, by the control's options.
const (
	both = iota
	generator
	discriminator
)

// The optimisers that the lesson offers, in its order.
var optimisers = [...]string{"adam", "rmsprop", "momentum", "sgd"}

// Optimisers are the rules that either rival may learn by, the usual one first.
func Optimisers() []string { return slices.Clone(optimisers[:]) }

// Losses are what the rivals may play for.
func Losses() []string { return slices.Clone(model.GANLosses[:]) }

const (
	// MostBatch is the largest batch that they can be set to.
	MostBatch = 256
	mostRatio = 10
	plane     = data.Plane
	penalty   = 0.1 // of the critic's slope: as in the authors' own trial on points of the plane
	kept      = 0.5 // of the mean gradient by adam: Radford et al., "Unsupervised Representation Learning with DCGANs" (2016), section 4
	wideNoise = 2.5 // of normal noise is shown, each way, in standard deviations
)

// Run is two rivals and the points that they are about.
type Run struct {
	gan    *model.GAN
	look   *model.Look
	room   sample.Room
	scale  *nn.Scaler
	points data.Points // the real ones, as they are shown
	real   []float32   // (n, 2), as the rivals see them: the plane shown from −2.4 to 2.4
	noise  []float32   // (n, dims) of the fakes that are shown, as many as there are real points: so a coin would be right about half
	probe  []float32   // (dims): the reader's own noise
	dims   int
	gauss  bool
	loss   int
	turn   int
	slow   bool
	batch  int
	ratio  int
	rates  [3]float64 // of either rival, by whose turn it is
	phase  phase
	turns  int // that have begun
	steps  int
	places places
	is     measured
	grid   view
	trails [trailed]lab.Trail
	arrows bool
	mesh   bool
	losing int // notes in a row that some places had hardly any fake
}

// What the charts show, over the turns.
const (
	trailG = iota
	trailD
	trailRight
	trailDistance
	trailDivergence
	trailed
)

var trailNames = [trailed]string{"lossG", "lossD", "judgeAccuracy", "distance", "divergence"}

var (
	_ lab.Run     = (*Run)(nil)
	_ lab.Speaker = (*Run)(nil)
	_ lab.Actor   = (*Run)(nil)
)

// New draws the points and the rivals as a config says.
func New(c lab.Config) (*Run, error) {
	room, err := sample.Open(c)
	if err != nil {
		return nil, fmt.Errorf("duel: %w", err)
	}
	r := &Run{room: room, points: room.Draw(c, forPoints), dims: int(c.Number("noisedim")), gauss: c.Text("noisekind") == "gauss"}
	n := r.points.Len()
	if n == 0 {
		return nil, sample.Few{Need: 1}
	}
	r.scale = room.Onto(plane)
	points := nn.NewTensor(n, 2)
	r.real = points.Data
	for i := range n {
		r.real[2*i] = float32(r.scale.Do(0, float64(r.points.X[i])))
		r.real[2*i+1] = float32(r.scale.Do(1, float64(r.points.Y[i])))
	}
	hidden, err := kernel.ParseActivation(c.Text("activation"))
	if err != nil {
		return nil, fmt.Errorf("duel: %w", err)
	}
	widths := func(first int, name string, last int) []int {
		return append(append([]int{first}, c.Ints(name)...), last)
	}
	r.gan, err = model.NewGAN(model.GANConfig{
		Generator: widths(r.dims, "gnet", 2), Discriminator: widths(2, "dnet", 1), Hidden: hidden, Loss: c.Text("loss"), Penalty: penalty,
		Batch: min(int(c.Number("batch")), MostBatch), Most: MostBatch, Rates: [2]float64{c.Number("glr"), c.Number("dlr")},
		Optimisers: [2]string{c.Text("gopt"), c.Text("dopt")}, Keep: kept, Ratio: int(c.Number("ratio")), Gauss: r.gauss, Centred: true,
	}, points, rand.New(c.Rand("seed", forWeights)), c.Rand("seed", forTurns).Uint64())
	if err != nil {
		return nil, fmt.Errorf("duel: %w", err)
	}
	r.look = r.gan.Look(256)
	r.noise, r.probe = make([]float32, n*r.dims), make([]float32, r.dims)
	r.gan.Noise(r.noise, rand.New(c.Rand("seed", forFakes)))
	for i := range r.probe {
		r.probe[i] = 0.5
	}
	if r.places, err = settle(room, r.points, r.real, c.Rand("dataseed", forPlaces)); err != nil {
		return nil, fmt.Errorf("duel: %w", err)
	}
	r.is.room(n)
	for _, name := range []string{"turn", "slowmo", "loss", "batch", "showarrows", "showgrid", "glr", "dlr", "ratio"} {
		r.Tune(name, level(c, name))
	}
	r.note()
	return r, nil
}

// level is what a control tells Tune, before the session does.
func level(c lab.Config, name string) float64 {
	switch text := c.Text(name); name {
	case "turn":
		return float64(max(slices.Index(turns[:], text), 0))
	case "loss":
		return float64(max(slices.Index(model.GANLosses[:], text), 0))
	case "slowmo", "showarrows", "showgrid":
		return float64(bit(text == "on"))
	}
	return c.Number(name)
}

var turns = [...]string{"both", "g", "d"}

// Turns are whose turn it may be.
func Turns() []string { return slices.Clone(turns[:]) }

// Tune is part of nn.Learner.
func (r *Run) Tune(name string, v float64) {
	r.is.fresh, r.grid.fresh = false, false
	switch name {
	case "glr":
		r.rates[generator] = v
		r.gan.Tune("lrg", v)
	case "dlr":
		r.rates[discriminator] = v
		r.gan.Tune("lrd", v)
	case "gopt", "dopt":
		if v >= 0 && v < float64(len(optimisers)) {
			r.gan.Tune("rule"+name[:1], float64(slices.Index(nn.Rules[:], optimisers[int(v)])))
		}
	case "loss":
		if v >= 0 && v < float64(len(model.GANLosses)) {
			r.loss = int(v)
			r.gan.Tune(name, v)
		}
	case "batch":
		r.batch = int(min(max(v, 1), MostBatch))
		r.gan.Tune(name, v)
	case "ratio":
		r.ratio = int(min(max(v, 1), mostRatio))
		r.gan.Tune(name, float64(r.ratio))
	case "turn":
		if v >= 0 && v < float64(len(turns)) {
			r.turn = int(v)
		}
	case "slowmo":
		r.slow = v != 0
	case "showarrows":
		r.arrows = v != 0
	case "showgrid":
		r.mesh = v != 0
	}
}

// Step is part of nn.Learner: a turn, or in slow motion one phase of it. The loss is the discriminator's, of the points that are shown.
func (r *Run) Step() (loss float64, done bool) {
	r.steps++
	switch {
	case r.slow:
		r.enter(r.phase.after(r.turn))
	case r.turn == both && r.phase.ends(r.turn):
		r.gan.Step()
		r.turns++
		r.phase = forged
	default:
		r.enter(r.phase.after(r.turn))
		for !r.phase.ends(r.turn) {
			r.enter(r.phase.after(r.turn))
		}
	}
	r.is.fresh, r.grid.fresh = false, false
	if r.turns%every == 0 || r.slow {
		r.note()
		return r.is.lossD, false
	}
	g, d := r.gan.Losses()
	return g + d, false // either tells when there is no number left
}

// every is how many turns lie between two looks at how it goes.
const every = 10

// note looks at how it goes and adds that to the trails.
func (r *Run) note() {
	m := r.measure()
	for i, v := range [trailed]float64{m.lossG, m.lossD, m.right(), m.distance, m.divergence} {
		r.trails[i].Add(r.turns, v)
	}
	if m.missing(&r.places) > 0 {
		r.losing++
	} else {
		r.losing = 0
	}
}

// Progress is part of lab.Run.
func (r *Run) Progress() lab.Progress {
	n := r.points.Len()
	p := lab.Progress{Epoch: float64(r.turns) * float64(r.batch) / float64(n), Batches: (n + r.batch - 1) / r.batch, Examples: r.batch, Pace: 60}
	if r.slow {
		p.Pace = 0.8
	}
	return p
}

// Act is part of lab.Actor: {"do": "latent", "x": 0.5, "y": -1} puts the reader's noise there, of which one fake is made;
// {"do": "phase", "at": 3} goes on to a phase, in slow motion.
func (r *Run) Act(m lab.Msg) (known bool, err error) {
	f := m.Fields()
	switch m.Do {
	case "latent":
		x, y := f.Float("x", math.NaN()), f.Float("y", 0)
		if err := f.Err(); err != nil {
			return true, err
		}
		if math.IsNaN(x) {
			return true, errors.New("duel: latent: want x")
		}
		far := r.reach()
		for i, v := range []float64{x, y}[:r.dims] {
			r.probe[i] = float32(min(max(v, -far), far))
		}
		r.grid.fresh = false
		return true, nil
	case "phase":
		at := f.Int("at", 0)
		if err := f.Err(); err != nil {
			return true, err
		}
		return true, r.seek(phase(at))
	}
	return false, nil
}

// reach is how far noise is shown each way.
func (r *Run) reach() float64 {
	if r.gauss {
		return wideNoise
	}
	return 1
}

// Publish is part of nn.Learner: all parameters of both.
func (r *Run) Publish(emit func(name string, t *nn.Tensor)) {
	for _, p := range r.gan.Params() {
		emit(p.Name, p.Value)
	}
}

// Save is part of nn.Learner.
func (r *Run) Save(w io.Writer) error {
	var gan bytes.Buffer
	if err := r.gan.Save(&gan); err != nil {
		return err
	}
	e := nn.NewEncoder(w, "rivals")
	e.String(gan.String())
	for _, v := range []int{int(r.phase), r.turns, r.steps, r.losing, r.loss, r.batch, r.ratio, r.turn, bit(r.slow)} {
		e.Uint(uint64(v))
	}
	e.Float(r.rates[generator])
	e.Float(r.rates[discriminator])
	e.Floats(r.noise)
	e.Floats(r.probe)
	for i := range r.trails {
		r.trails[i].Write(e)
	}
	return e.Close()
}

func bit(b bool) int {
	if b {
		return 1
	}
	return 0
}

// Load is part of nn.Learner.
func (r *Run) Load(from io.Reader) error {
	d := nn.NewDecoder(from, "rivals")
	var gan string
	var now, slow int
	next := *r
	next.noise, next.probe = make([]float32, len(r.noise)), make([]float32, len(r.probe))
	d.Text(&gan)
	d.Int(&now, 0, int(forged))
	d.Int(&next.turns, 0, math.MaxInt32)
	d.Int(&next.steps, 0, math.MaxInt32)
	d.Int(&next.losing, 0, math.MaxInt32)
	d.Int(&next.loss, 0, len(model.GANLosses)-1)
	d.Int(&next.batch, 1, MostBatch)
	d.Int(&next.ratio, 1, mostRatio)
	d.Int(&next.turn, 0, len(turns)-1)
	d.Int(&slow, 0, 1)
	d.Float(&next.rates[generator])
	d.Float(&next.rates[discriminator])
	d.Floats("noise", next.noise)
	d.Floats("the reader's noise", next.probe)
	for i := range next.trails {
		next.trails[i] = lab.Trail{}
		next.trails[i].Read(d)
	}
	if err := d.Close(); err != nil {
		return err
	}
	if err := r.gan.Load(bytes.NewReader([]byte(gan))); err != nil {
		return err
	}
	next.phase, next.slow, next.is.fresh, next.grid.fresh = phase(now), slow == 1, false, false
	*r = next
	return nil
}
