package memory

import (
	"fmt"
	"math/rand/v2"
	"slices"

	"github.com/whisker-lab/whisker/lab"
	"github.com/whisker-lab/whisker/nn"
)

// What randomness is drawn for, so that one seed gives unrelated numbers for each.
const (
	forWeights = iota + 1
	forSequences
	forExam
	forShown
	forSurvey
)

// The optimisers that the lesson offers, in its order.
var optimisers = [...]string{"adam", "rmsprop", "momentum", "sgd"}

// Optimisers are the rules that it may learn by, the usual one first.
func Optimisers() []string { return slices.Clone(optimisers[:]) }

// Cells are what a network may be made of.
func Cells() []string { return slices.Clone(cells[:]) }

const (
	// MostDelay is how many steps may lie between what is shown and what is asked.
	MostDelay = 48
	// MostHidden is how many numbers a state may have.
	MostHidden = 32
	// MostBatch is how many sequences a step may learn from.
	MostBatch = 64
	mostSteps = MostDelay + 2
	exams     = 100 // sequences that it is examined by
	every     = 5   // steps between two looks at how it goes
)

// Run is a network with something to keep in mind.
type Run struct {
	*learner
	usual    recipe // as the config has it
	source   *rand.PCG
	rand     *rand.Rand // draws what it learns from
	pick     *rand.PCG  // draws what is shown
	delay    int
	steps    int
	seed     uint64 // of the examples
	weights  uint64 // of the weights
	wave     []float32
	shown    [mostSteps]uint8 // the sequence that is shown, of the longest delay: the last item is that of the question
	moment   int              // the step that is looked at; none where −1
	unrolled bool
	exam     exam
	seen     seen
	survey   survey
	trails   [trailed]lab.Trail
}

// What the charts show, over the steps.
const (
	trailLoss = iota
	trailRight
	trailed
)

var trailNames = [trailed]string{"loss", "recallAccuracy"}

var (
	_ lab.Run     = (*Run)(nil)
	_ lab.Speaker = (*Run)(nil)
	_ lab.Actor   = (*Run)(nil)
	_ lab.Idler   = (*Run)(nil)
	_ lab.Adapter = (*Run)(nil)
)

// New draws the weights and the sequences as a config says.
func New(c lab.Config) (*Run, error) {
	r := &Run{
		source: c.Rand("dataseed", forSequences), pick: c.Rand("dataseed", forShown), moment: -1,
		seed: uint64(c.Number("dataseed")), weights: uint64(c.Number("seed")),
		usual: recipe{
			task: task(max(slices.Index(tasks[:], c.Text("task")), 0)), cell: max(slices.Index(cells[:], c.Text("cell")), 0), hidden: int(c.Number("hidden")),
			factor: c.Number("initfactor"), keep: c.Number("keep"), rule: c.Text("optimiser"), rate: c.Number("lr"),
		},
	}
	r.rand = rand.New(r.source)
	var err error
	if r.learner, err = newLearner(r.usual, rand.New(c.Rand("seed", forWeights))); err != nil {
		return nil, err
	}
	if r.wave, err = parseWave(c.Text("wave")); err != nil {
		return nil, err
	}
	r.delay = int(c.Number("delay"))
	for _, name := range []string{"batch", "clip", "truncate"} {
		r.Tune(name, c.Number(name))
	}
	r.unrolled = c.On("unroll")
	r.redraw()
	r.exam.open(r)
	r.seen.open(r)
	r.note()
	return r, nil
}

// redraw draws another sequence to be shown.
func (r *Run) redraw() {
	p := rand.New(r.pick)
	from, n := r.task.kinds(0, mostSteps)
	r.shown[0] = uint8(from + p.IntN(n))
	for i := 1; i < mostSteps-1; i++ {
		from, n := r.task.kinds(i, mostSteps)
		r.shown[i] = uint8(from + p.IntN(n))
	}
	from, n = r.task.kinds(mostSteps-1, mostSteps)
	r.shown[mostSteps-1] = uint8(from + p.IntN(n))
}

// length is how many steps a sequence has.
func (r *Run) length() int { return r.delay + 2 }

// item is where the item of a step is kept.
func (r *Run) item(step int) *uint8 {
	if step == r.length()-1 {
		step = mostSteps - 1
	}
	return &r.shown[step]
}

// sequence is what is shown.
func (r *Run) sequence(to []uint8) []uint8 {
	for i := range r.length() {
		to = append(to, *r.item(i))
	}
	return to
}

// Tune is part of nn.Learner.
func (r *Run) Tune(name string, v float64) {
	r.seen.fresh = false
	switch name {
	case "delay":
		if d := int(min(max(v, 1), MostDelay)); d != r.delay {
			r.delay, r.moment = d, -1
			r.exam.drawn, r.exam.fresh = false, false
		}
	case "lr":
		r.rate, r.opt.Rate = v, v
	case "clip":
		r.clip = max(v, 0)
	case "truncate":
		r.setCut(int(min(max(v, 0), mostSteps)))
	case "batch":
		r.batch = int(min(max(v, 1), MostBatch))
	case "optimiser":
		if v >= 0 && v < float64(len(optimisers)) && r.rule != optimisers[int(v)] {
			_ = r.follow(optimisers[int(v)]) // there are no others
		}
	case "unroll":
		r.unrolled = v != 0
	case "survey":
		r.survey.on = v != 0
	}
	r.survey.check(r)
}

func (r *Run) setCut(steps int) {
	r.cut = steps
	for _, loop := range []nn.Recurrent{r.loop, r.seen.loop} {
		if loop != nil {
			loop.SetCut(steps)
		}
	}
}

// Adapt is part of lab.Adapter: another wave is learnt on from what was learnt of the one before.
func (r *Run) Adapt(c lab.Config, changed lab.Change) bool {
	if changed.Effect != lab.Rebuild || changed.Control != "wave" {
		return false
	}
	w, err := parseWave(c.Text("wave"))
	if err != nil {
		return false
	}
	r.wave, r.exam.fresh, r.seen.fresh = w, false, false
	return true
}

// Step is part of nn.Learner: one update on fresh sequences.
func (r *Run) Step() (loss float64, done bool) {
	r.steps++
	if r.task == wave {
		r.trainWave(r.wave, r.rand)
	} else {
		r.train(r.length(), r.rand)
	}
	r.exam.fresh, r.seen.fresh = false, false
	if r.steps%every == 0 {
		r.note()
	}
	return r.loss, false
}

// note looks at how it goes and adds that to the trails.
func (r *Run) note() {
	m := r.examine()
	r.trails[trailLoss].Add(r.steps, m.loss)
	r.trails[trailRight].Add(r.steps, m.right)
}

// Progress is part of lab.Run.
func (r *Run) Progress() lab.Progress {
	return lab.Progress{Epoch: float64(r.steps), Batches: 1, Examples: r.batch, Pace: 60}
}

// Publish is part of nn.Learner: all parameters.
func (r *Run) Publish(emit func(name string, t *nn.Tensor)) {
	for _, p := range r.net.Params() {
		emit(p.Name, p.Value)
	}
}

// Act is part of lab.Actor: {"do": "show", "at": 0, "value": 2} shows another item at a step, the next of those that may be there where
// the value is left out; {"do": "show", "new": true} draws all of them; {"do": "moment", "at": 3} looks at a step, −1 at none.
func (r *Run) Act(m lab.Msg) (known bool, err error) {
	f := m.Fields()
	switch m.Do {
	case "show":
		if f.Has("new") {
			again := f.Bool("new", true)
			if err := f.Err(); err != nil {
				return true, err
			}
			if again {
				r.redraw()
			}
			r.seen.fresh = false
			return true, nil
		}
		step, value := f.Int("at", 0), f.Int("value", -1)
		if err := f.Err(); err != nil {
			return true, err
		}
		return true, r.show(step, value)
	case "moment":
		step := f.Int("at", -1)
		if err := f.Err(); err != nil {
			return true, err
		}
		if step < -1 || step >= r.length() || r.task == wave {
			return true, fmt.Errorf("memory: moment: step %d: there are %d", step, r.length())
		}
		r.moment = step
		return true, nil
	}
	return false, nil
}

// show sets an item, or with a value below 0 the next one.
func (r *Run) show(step, value int) error {
	if r.task == wave || step < 0 || step >= r.length() {
		return fmt.Errorf("memory: show: step %d: there are %d", step, r.length())
	}
	from, n := r.task.kinds(step, r.length())
	to := r.item(step)
	if value < 0 {
		value = (int(*to) - from + 1) % n
	}
	if value >= n {
		return fmt.Errorf("memory: show: value %d: there are %d", value, n)
	}
	*to, r.seen.fresh = uint8(from+value), false
	return nil
}
