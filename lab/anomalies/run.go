package anomalies

import (
	"fmt"
	"io"
	"math"

	"github.com/whisker-lab/whisker/lab"
	"github.com/whisker-lab/whisker/nn"
)

// Run is a method that learns what is normal, and the points that it is judged by.
type Run struct {
	mix     *mix
	method  method
	steps   int
	share   float64 // of what is normal that may raise an alarm
	verdict verdict
	grid    grid
	asked   *asked    // the place that was asked about, if any
	lit     *lab.Cell // whose points are shown, if any
}

var (
	_ lab.Run     = (*Run)(nil)
	_ lab.Scorer  = (*Run)(nil)
	_ lab.Speaker = (*Run)(nil)
	_ lab.Actor   = (*Run)(nil)
)

// New makes the run that a config describes. The controls it reads are those of the lesson anomalies.
func New(c lab.Config) (*Run, error) {
	m, err := newMix(c)
	if err != nil {
		return nil, err
	}
	r := &Run{mix: m, share: c.Number("threshold")}
	if r.method, err = newMethod(c, m); err != nil {
		return nil, err
	}
	r.verdict = verdict{own: make([]float64, m.normal), scores: make([]float64, m.test)}
	if _, slow := r.method.(*neighbours); slow && m.normal > many && !m.whole() {
		r.grid = newGrid(m, coarse)
	} else if !m.whole() {
		r.grid = newGrid(m, fine)
	}
	return r, nil
}

// Step is part of nn.Learner.
func (r *Run) Step() (loss float64, done bool) {
	r.steps++
	if r.passing() { // there is nothing to learn: one payment after the other is looked at
		return 0, r.steps >= r.mix.test
	}
	return r.method.Step()
}

// Tune is part of nn.Learner.
func (r *Run) Tune(name string, v float64) {
	if name == "threshold" {
		r.share = v
		return
	}
	r.method.Tune(name, v)
}

// Publish is part of nn.Learner.
func (r *Run) Publish(emit func(name string, t *nn.Tensor)) { r.method.publish(emit) }

// Progress is part of lab.Run.
func (r *Run) Progress() lab.Progress {
	pass := r.method.pass()
	return lab.Progress{Epoch: r.method.epoch(), Batches: pass, Examples: (r.mix.normal + pass - 1) / pass, Pace: r.method.pace()}
}

// Report is part of lab.Run.
func (r *Run) Report(s *lab.State) {
	v, m := r.judge(), r.mix
	c := v.counts
	if r.learnt() {
		s.Put("auc", v.auc)
		s.Put("caught", float64(c.Caught))
		s.Put("falseAlarms", float64(c.FalseAlarms))
		s.Panels.Confusion.Counts = [][]int{{c.Calm, c.FalseAlarms}, {c.Missed, c.Caught}}
	}
	s.Put("strangers", float64(c.Caught+c.Missed))
	s.Put("normal", float64(c.FalseAlarms+c.Calm))
	s.Put("learnt", float64(m.normal))
	s.Panels.Readouts.Metrics = []string{"auc", "caught", "falseAlarms"}
	if r.method.still() {
		s.Panels.Readouts.Count = m.normal
	}
	s.Panels.Legend = []lab.Key{{Name: "learnt", Class: 0}, {Name: "judged", Class: 0, Hollow: true}}
	if r.passes() { // what was learnt from is not shown
		s.Panels.Legend = []lab.Key{{Name: "normal", Class: 0, Hollow: true}}
	}
	s.Panels.Legend = append(s.Panels.Legend, lab.Key{Name: "strange", Class: 1, Hollow: true}, lab.Key{Name: "alarm", Class: -1, Hollow: true})
	m.Room.Report(s, m.names())
	s.Panels.Data.Classes, s.Panels.Confusion.Lit = 2, r.lit
}

// learnt tells whether there is anything to judge by: before the first step nothing is, but what takes no steps.
func (r *Run) learnt() bool {
	return r.method.still() || r.steps > 0
}

// Save is part of nn.Learner.
func (r *Run) Save(w io.Writer) error {
	e := nn.NewEncoder(w, "strangers")
	e.Uint(uint64(r.steps))
	if err := e.Close(); err != nil {
		return err
	}
	return r.method.Save(w)
}

// Load is part of nn.Learner.
func (r *Run) Load(from io.Reader) error {
	d := nn.NewDecoder(from, "strangers")
	var steps int
	d.Int(&steps, 0, math.MaxInt32)
	if err := d.Close(); err != nil {
		return fmt.Errorf("anomalies: load: %w", err)
	}
	if err := r.method.Load(from); err != nil {
		return fmt.Errorf("anomalies: load: %w", err)
	}
	if d, ok := r.method.(*gaussianMixture); ok {
		d.steps = steps // all of them are epochs
		d.fit()
	}
	r.steps, r.verdict.scored, r.verdict.at, r.grid.at = steps, 0, 0, 0
	return nil
}
