package clustering

import (
	"fmt"
	"io"
	"math"

	"github.com/whisker-lab/whisker/lab"
	"github.com/whisker-lab/whisker/nn"
	"github.com/whisker-lab/whisker/nn/cluster"
)

// none is the group of a point that is in no group.
const none = -1

// Run is a crowd and a method that looks for groups in it.
type Run struct {
	crowd  *crowd
	method method
	guide  guide
	trail  lab.Trail
	steps  int
	loss   float64 // of the last step
	done   bool
	reveal bool
	scores scores
	shown  *nn.Tensor // (n)
}

var (
	_ lab.Run     = (*Run)(nil)
	_ lab.Speaker = (*Run)(nil)
	_ lab.Actor   = (*Run)(nil)
	_ lab.Adapter = (*Run)(nil)
)

// method is one way to find groups.
type method interface {
	nn.Learner
	// assignment is the group of each point (n), none for none; nil while there are no groups.
	assignment() []int32
	// groups is how many there are.
	groups() int
	// pass is how many steps make one round.
	pass() int
	// pace is how many steps a second an eye can follow.
	pace() float64
	// curve is what the loss is called in the chart, and whether it is shown the other way up.
	curve() (name string, down bool)
	// report adds the method's own metrics and chooses which are shown.
	report(s *lab.State)
	// paint adds the method's own marks.
	paint(c canvas)
	// comment is what is to be said of the last step.
	comment(r *Run) lab.Line
}

// mover is a method whose centres can be put elsewhere.
type mover interface {
	centres() int
	move(c int, x, y float32)
}

// bender is a method that can go on with another setting.
type bender interface {
	bend(control string, v float64) bool
}

// New makes the run that a config describes. The controls it reads are those of the lesson nolabels.
func New(c lab.Config) (*Run, error) {
	d, err := newCrowd(c)
	if err != nil {
		return nil, err
	}
	r := &Run{crowd: d, loss: math.NaN(), shown: nn.NewTensor(d.len())}
	if d.len() == 0 {
		r.method = nothing{}
		return r, nil
	}
	if r.method, err = newMethod(c, d); err != nil {
		return nil, err
	}
	r.guide, err = newGuide(c, d)
	return r, err
}

func newMethod(c lab.Config, d *crowd) (method, error) {
	switch c.Text("method") {
	case "kmeans":
		return newKMeans(c, d)
	case "gmm":
		return newMixture(c, d)
	case "dbscan":
		return newDBSCAN(c, d)
	case "meanshift":
		return newMeanShift(c, d)
	case "som":
		return newSOM(c, d)
	case "agglomerative":
		return newAgglomerative(c, d)
	}
	return nil, fmt.Errorf("clustering: no method %q", c.Text("method"))
}

// Step is part of nn.Learner.
func (r *Run) Step() (loss float64, done bool) {
	loss, done = r.method.Step()
	r.steps++
	r.loss, r.done = loss, done
	if _, down := r.method.curve(); down {
		r.trail.Add(r.steps, -loss)
	} else {
		r.trail.Add(r.steps, loss)
	}
	return loss, done
}

// Tune is part of nn.Learner.
func (r *Run) Tune(name string, v float64) {
	if name == "reveal" {
		r.reveal = v != 0
		return
	}
	r.method.Tune(name, v)
}

// Publish is part of nn.Learner: the group of each point (n), none for none. All else is painted.
func (r *Run) Publish(emit func(name string, t *nn.Tensor)) {
	group := r.method.assignment()
	for i := range r.shown.Data {
		r.shown.Data[i] = none
		if group != nil {
			r.shown.Data[i] = float32(group[i])
		}
	}
	emit("groups", r.shown)
}

// Progress is part of lab.Run.
func (r *Run) Progress() lab.Progress {
	pass := r.method.pass()
	return lab.Progress{Epoch: float64(r.steps) / float64(pass), Batches: pass, Pace: r.method.pace()}
}

// Say is part of lab.Speaker.
func (r *Run) Say(about lab.About) lab.Line {
	switch about.Occasion {
	case lab.Stepped:
		return r.method.comment(r)
	case lab.Obeyed:
		return lab.Line{Key: "narrator.groups.moved"}
	}
	return lab.Line{}
}

// Report is part of lab.Run.
func (r *Run) Report(s *lab.State) {
	silhouette, ari := r.judge()
	s.Put("silhouette", silhouette)
	s.Put("ari", ari)
	if a := r.method.assignment(); a != nil {
		s.Put("groups", float64(r.method.groups()))
	}
	r.crowd.report(s, r.reveal, r.method.assignment())
	r.method.report(s)
}

// Adapt is part of lab.Adapter: some methods go on with another setting.
func (r *Run) Adapt(_ lab.Config, changed lab.Change) bool {
	b, ok := r.method.(bender)
	if !ok || changed.Effect != lab.Rebuild || !b.bend(changed.Control, changed.Value) {
		return false
	}
	r.scores.stale = true
	return true
}

// Act is part of lab.Actor: {do: "centre", index, x, y} puts a centre somewhere else, in the data's own units.
func (r *Run) Act(m lab.Msg) (known bool, err error) {
	if m.Do != "centre" {
		return false, nil
	}
	f := m.Fields()
	index, atX, atY := f.Int("index", 0), f.Float("x", math.NaN()), f.Float("y", math.NaN())
	if err := f.Err(); err != nil {
		return true, err
	}
	to, ok := r.method.(mover)
	switch {
	case !ok:
		return true, fmt.Errorf("clustering: this method has no centres to move")
	case index < 0 || index >= to.centres():
		return true, fmt.Errorf("clustering: centre %d: there are %d", index, to.centres())
	case !(math.Abs(atX) <= farthest) || !(math.Abs(atY) <= farthest):
		return true, fmt.Errorf("clustering: centre %d: want x and y", index)
	}
	x, y := r.crowd.in(atX, atY)
	to.move(index, float32(x), float32(y))
	r.done = false
	r.trail.Clear() // it may rise from here, as no method would
	r.scores.stale = true
	return true, nil
}

// farthest is how far away anything can be put.
const farthest = 1e6

// Save is part of nn.Learner.
func (r *Run) Save(w io.Writer) error {
	e := nn.NewEncoder(w, "groups")
	e.Uint(uint64(r.steps))
	e.Uint(uint64(count(r.done)))
	e.Float(r.loss)
	r.trail.Write(e)
	if err := e.Close(); err != nil {
		return err
	}
	return r.method.Save(w)
}

// Load is part of nn.Learner.
func (r *Run) Load(from io.Reader) error {
	d := nn.NewDecoder(from, "groups")
	var steps, done int
	var loss float64
	var kept lab.Trail
	d.Int(&steps, 0, math.MaxInt32)
	d.Int(&done, 0, 1)
	d.Float(&loss)
	kept.Read(d)
	if err := d.Close(); err != nil {
		return fmt.Errorf("clustering: load: %w", err)
	}
	if err := r.method.Load(from); err != nil {
		return fmt.Errorf("clustering: load: %w", err)
	}
	r.steps, r.done, r.loss, r.trail = steps, done == 1, loss, kept
	r.scores.stale = true
	return nil
}

func count(b bool) int {
	if b {
		return 1
	}
	return 0
}

// scores are how good the groups are, found when they are asked for.
type scores struct {
	stale           bool
	at              int // the step they were found at, plus 1
	silhouette, ari float64
}

// judge measures the groups; what cannot be measured is NaN.
func (r *Run) judge() (silhouette, ari float64) {
	s := &r.scores
	if s.at == r.steps+1 && !s.stale {
		return s.silhouette, s.ari
	}
	*s = scores{at: r.steps + 1, silhouette: math.NaN(), ari: math.NaN()}
	if a := r.method.assignment(); a != nil {
		s.silhouette = cluster.Silhouette(r.crowd.points, a)
		if r.crowd.Source.Classes > 1 {
			s.ari = cluster.AdjustedRand(r.crowd.class, a)
		}
	}
	return s.silhouette, s.ari
}
