package easel

import (
	"fmt"
	"math"
	"math/rand/v2"

	"github.com/whisker-lab/whisker/lab"
	"github.com/whisker-lab/whisker/nn"
	"github.com/whisker-lab/whisker/nn/scene"
)

// What randomness is drawn for; of ForKept grows which prompts are kept back.
const (
	forWeights = iota + 1
	forExamples
	ForKept
	forShown
	forJudge
	forNoise
)

// learner learns to draw, and hands out what draws by weights as they were.
type learner interface {
	nn.Learner
	Drawer() drawer
	Words() *nn.Tensor       // by which words are taken in
	Recall(w []float32) bool // of what was learnt before, if it is of the same form
}

// drawer draws by weights that stay as they were taken.
type drawer interface {
	Take()              // the weights as they are now
	Weights() []float32 // those that it draws with
	// Stages is how many steps a picture takes, where so many are asked for.
	Stages(of int) int
	// Advance takes pictures x (n, pixels), noise at first, by words (words, n) from one stage to the next.
	Advance(x []float32, words *nn.Tensor, at, of int, guidance float32)
}

// Run is what learns to draw what words say, and what it draws.
type Run struct {
	learner
	c       lab.Config
	judge   *scene.Judge
	course  *scene.Course
	trained bool // it began with what it had learnt before
	reads   float64
	batch   int

	eye     *eye
	drawers [looks]drawer
	steps   int
	loss    float64
	right   [2]lab.Trail // of those that were never shown, and of the others

	said     scene.Sentence
	text     string
	another  int
	stages   int
	guidance float32
	asked    bool // whether the last message said something else
	strip    strip
}

var (
	_ lab.Run     = (*Run)(nil)
	_ lab.Speaker = (*Run)(nil)
	_ lab.Actor   = (*Run)(nil)
	_ lab.Adapter = (*Run)(nil)
	_ lab.Idler   = (*Run)(nil)
)

// New draws what a config describes.
func New(c lab.Config) (*Run, error) {
	known, err := ready(c)
	if err != nil {
		return nil, fmt.Errorf("easel: %w", err)
	}
	r := &Run{c: c, judge: scene.NewJudge(), batch: int(c.Number("batch")), another: int(c.Number("another")), stages: int(c.Number("drawsteps")), guidance: float32(c.Number("guidance"))}
	r.strip.at = last
	r.course = scene.NewCourse(scene.Kept(int(c.Number("heldback")), rand.New(c.Rand("dataseed", ForKept))))
	copy(r.judge.Weights(), known.judge)
	if r.learner, err = r.newLearner(c, known); err != nil {
		return nil, fmt.Errorf("easel: %w", err)
	}
	r.learn(known)
	r.eye = newEye(r.course.Kept)
	for i := range r.drawers {
		r.drawers[i] = r.Drawer()
	}
	r.begin(under)
	r.begin(rest)
	r.reads = r.checkJudge()
	r.hear(c.Text("prompt"))
	return r, nil
}

// checkJudge is the share of new drawings that the judge reads rightly, of four of each prompt.
func (r *Run) checkJudge() float64 {
	const each = 4
	source := rand.New(rand.NewPCG(1, forJudge))
	x, p := make([]float32, scene.Prompts*scene.Pixels), make([]float32, scene.Prompts*(scene.Codes-1))
	right := 0
	for range each {
		for i := range scene.Prompts {
			scene.Draw(x[i*scene.Pixels:][:scene.Pixels], scene.At(i), source)
		}
		r.judge.Read(p, x)
		for i := range scene.Prompts {
			if scene.Best(p[i*(scene.Codes-1):][:scene.Codes-1]) == scene.At(i) {
				right++
			}
		}
	}
	return float64(right) / (each * scene.Prompts)
}

// Step is part of nn.Learner: one batch, and now and then a slice of the look under way.
func (r *Run) Step() (loss float64, done bool) {
	r.asked = false
	r.steps++
	r.loss, _ = r.learner.Step()
	if math.IsNaN(r.loss) || math.IsInf(r.loss, 0) {
		return math.Inf(1), false
	}
	if r.steps%every == 0 && r.look(under, slice) {
		r.swap()
	}
	return r.loss, false
}

// look goes on with a look by at most so many pictures, and tells whether it has come to its end.
func (r *Run) look(which, n int) (ended bool) {
	return r.eye.some(&r.eye.looks[which], r.drawers[which], r.judge, n, r.another)
}

// swap takes what a look beside the steps has come to, and begins the next.
func (r *Run) swap() {
	l := &r.eye.looks
	l[done], l[under] = l[under], l[done]
	r.drawers[done], r.drawers[under] = r.drawers[under], r.drawers[done]
	r.note()
	r.begin(under)
	r.strip.fresh = false
}

// begin takes the weights for a new look.
func (r *Run) begin(which int) {
	r.drawers[which].Take()
	r.eye.looks[which].at, r.eye.looks[which].step = 0, r.steps
}

// Idle is part of lab.Idler: between steps it looks at what is there now.
func (r *Run) Idle(learning bool) (busy bool) {
	l := &r.eye.looks[rest]
	if learning {
		return false
	}
	if l.step != r.steps {
		r.begin(rest)
		r.strip.fresh = false
	}
	if l.at == len(r.eye.all) {
		return false
	}
	r.look(rest, slice)
	return true
}

// newest is the look whose weights draw what is shown.
func (r *Run) newest() int {
	if r.eye.looks[done].step > r.eye.looks[rest].step {
		return done
	}
	return rest
}

// whole is the newest look that has come to its end, nil for none.
func (r *Run) whole() *look {
	if l := &r.eye.looks[rest]; r.newest() == rest && l.at == len(r.eye.all) {
		return l
	}
	if l := &r.eye.looks[done]; l.step != none {
		return l
	}
	return nil
}

// note adds to the curves what the last look came to.
func (r *Run) note() {
	for part := range r.right {
		if share, n := r.share(&r.eye.looks[done], part == 0, all); n > 0 {
			r.right[part].Add(r.eye.looks[done].step, 100*share)
		}
	}
}

// all stands for all groups of words.
const all = -1

// share is which share of a look's pictures of prompts that were never shown, or of the others, was read as what was said, in all its words or in
// one group, and of how many.
func (r *Run) share(l *look, never bool, group int) (share float64, n int) {
	right := 0
	for i, a := range r.eye.all {
		if r.course.Kept[a.prompt] != never {
			continue
		}
		n++
		said, read := scene.At(int(a.prompt)), scene.At(int(l.read[i]))
		if said == read || group >= 0 && said[group] == read[group] {
			right++
		}
	}
	return float64(right) / float64(max(n, 1)), n
}

// Tune is part of nn.Learner.
func (r *Run) Tune(name string, v float64) {
	switch name {
	case "another":
		if int(v) != r.another {
			r.another, r.strip.fresh = int(v), false
			r.again()
		}
	case "drawsteps":
		if n := int(min(max(v, 1), MostStages)); n != r.stages {
			r.stages, r.strip.fresh, r.strip.at = n, false, last
		}
	case "guidance":
		if g := float32(min(max(v, 1), MostGuidance)); g != r.guidance {
			r.guidance, r.strip.fresh = g, false
		}
	default:
		r.learner.Tune(name, v)
	}
}

// again has all looked at anew: the noise that is shown is another.
func (r *Run) again() {
	for i := range r.eye.looks {
		if l := &r.eye.looks[i]; l.step != none && i != under {
			l.at = 0
			for l.at < scene.Prompts {
				r.look(i, slice)
			}
			if i == done {
				l.at = len(r.eye.all)
			}
		}
	}
	r.begin(under)
}

// Adapt is part of lab.Adapter: what is said is a text, which no number tells.
func (r *Run) Adapt(c lab.Config, changed lab.Change) bool {
	if changed.Effect != lab.Live {
		return false
	}
	r.hear(c.Text("prompt"))
	return true
}

// hear takes what is said.
func (r *Run) hear(text string) {
	if text == r.text && r.said != nil {
		return
	}
	r.text, r.said = text, scene.Parse(text)
	r.strip.fresh, r.strip.at, r.asked = false, last, true
}

// Progress is part of lab.Run.
func (r *Run) Progress() lab.Progress {
	return lab.Progress{Epoch: float64(r.steps) / pass, Batches: pass, Examples: r.batch}
}

// pass is how many steps count as one.
const pass = 100

// Publish is part of nn.Learner: what is small.
func (r *Run) Publish(emit func(name string, t *nn.Tensor)) { emit("w/words", r.learner.Words()) }
