package descent

import (
	"fmt"
	"io"
	"math"
	"strings"

	"github.com/whisker-lab/whisker/lab"
	"github.com/whisker-lab/whisker/nn"
)

// What randomness is drawn for, so that one seed gives unrelated numbers for each.
const (
	forPoints = iota + 1
	forFew
	forOne
)

// The balls, by what they look at. Each has a control of its name after show, which shows or hides it.
const (
	all = iota
	few
	one
)

// Run is three balls on one landscape.
type Run struct {
	ground  *ground
	method  string
	walkers [3]*walker
	shown   [3]bool
	rate    float64
	steps   int
	w       [3]nn.Tensor // what is published: (2) each
}

var (
	_ lab.Run     = (*Run)(nil)
	_ lab.Speaker = (*Run)(nil)
)

// New makes the landscape and puts the balls down as a config says.
func New(c lab.Config) (*Run, error) {
	g, err := newGround(c)
	if err != nil {
		return nil, err
	}
	r := &Run{ground: g, method: c.Text("method"), rate: c.Number("lr"), shown: [3]bool{true, true, true}}
	times := int(c.Number("copies"))
	n := times * len(g.X)
	for i, w := range [...]struct {
		name    string
		size    int
		purpose uint64
	}{{"all", n, 0}, {"mini", min(int(c.Number("batch")), n), forFew}, {"one", 1, forOne}} {
		if r.walkers[i], err = newWalker(w.name, r.method, w.size, g, times, c.Rand("seed", w.purpose)); err != nil {
			return nil, fmt.Errorf("descent: %w", err)
		}
		r.walkers[i].rule.Rate = r.rate
	}
	return r, nil
}

// Step is part of nn.Learner: each ball makes one step. The loss is the mean of theirs; there is none when none that is shown is
// left.
func (r *Run) Step() (loss float64, done bool) {
	r.steps++
	left, seen := 0, 0
	for i, w := range r.walkers {
		w.step(r.ground, r.steps)
		if w.away > 0 {
			continue
		}
		loss += w.loss
		left++
		if r.visible(i) {
			seen++
		}
	}
	if seen == 0 {
		return math.Inf(1), false
	}
	return loss / float64(left), false
}

// visible tells whether a ball is shown; where all are hidden none is meant.
func (r *Run) visible(i int) bool { return r.shown[i] || r.shown == [3]bool{} }

// Tune is part of nn.Learner.
func (r *Run) Tune(name string, v float64) {
	for i, w := range r.walkers {
		if name == "lr" {
			w.rule.Rate, r.rate = v, v
		}
		if name == "show"+w.name {
			r.shown[i] = v != 0
		}
	}
}

// Publish is part of nn.Learner.
func (r *Run) Publish(emit func(name string, t *nn.Tensor)) {
	for i, w := range r.walkers {
		r.w[i].Shape, r.w[i].Data = append(r.w[i].Shape[:0], 2), w.w
		emit("w/"+w.name, &r.w[i])
	}
}

// Progress is part of lab.Run: the data have been gone through when the ball that sees one at a time has seen them all.
func (r *Run) Progress() lab.Progress {
	n := len(r.walkers[one].order)
	p := lab.Progress{Epoch: float64(r.steps) / float64(n), Batches: n}
	for _, w := range r.walkers {
		p.Examples += w.size
	}
	return p
}

// Walker is what a state says of a ball.
type Walker struct {
	Name    string `json:"name"`
	Size    int    `json:"size"`              // examples before each step
	Updates int    `json:"updates,omitempty"` // steps until it was close to the lowest place
	Read    int    `json:"read,omitempty"`    // examples that it had looked at by then
	Away    int    `json:"away,omitempty"`    // the step at which it had flown off
}

// Report is part of lab.Run.
func (r *Run) Report(s *lab.State) {
	walkers := make([]Walker, len(r.walkers))
	for i, w := range r.walkers {
		walkers[i] = Walker{Name: w.name, Size: w.size, Away: w.away}
		prefix := [...]string{"", "mini", "one"}[i]
		s.Put([...]string{"trainLoss", "miniLoss", "oneLoss"}[i], w.loss)
		if w.there > 0 {
			walkers[i].Updates, walkers[i].Read = w.there, w.read(w.there)
			s.Put(prefixed(prefix, "updates"), float64(w.there))
			s.Put(prefixed(prefix, "reads"), float64(w.read(w.there)))
		}
	}
	s.Panels.Put("walkers", walkers)
	s.Put("curvature", r.ground.bend.Largest())
	s.Put("limit", r.ground.limit())
	s.Put("lowestLoss", r.ground.lowest)
	s.Panels.Readouts.Metrics = []string{"trainLoss", "curvature", "limit"}
	s.Panels.Readouts.Count = r.steps
	s.Panels.Data.Axes = r.axes()
}

// prefixed is a metric of one of the balls.
func prefixed(ball, metric string) string {
	if ball == "" {
		return metric
	}
	return ball + strings.ToUpper(metric[:1]) + metric[1:]
}

func (r *Run) axes() []lab.Axis {
	if r.ground.measured {
		if r.ground.levelled {
			return []lab.Axis{{Name: "flipperlevel"}, {Name: "bodymass", Unit: "kg"}}
		}
		return []lab.Axis{{Name: "flipperlength", Unit: "dm"}, {Name: "bodymass", Unit: "kg"}}
	}
	return []lab.Axis{{Name: "x"}, {Name: "y"}}
}

const saveKind = "descent"

// Save is part of nn.Learner.
func (r *Run) Save(w io.Writer) error {
	e := nn.NewEncoder(w, saveKind)
	e.Uint(uint64(r.steps))
	for _, one := range r.walkers {
		if err := one.write(e); err != nil {
			return err
		}
	}
	return e.Close()
}

// Load is part of nn.Learner.
func (r *Run) Load(from io.Reader) error {
	d := nn.NewDecoder(from, saveKind)
	var steps int
	var found [3]*kept
	var rules [3]string
	d.Int(&steps, 0, math.MaxInt32)
	for i, w := range r.walkers {
		found[i] = w.restore(d, &rules[i], len(r.ground.X))
	}
	if err := d.Close(); err != nil {
		return err
	}
	for i := range found {
		rule, err := nn.NewOptimiser(r.method, 2, r.rate)
		if err == nil {
			err = rule.Load(strings.NewReader(rules[i]))
		}
		if err != nil {
			return fmt.Errorf("descent: %w", err)
		}
		found[i].rule = rule
	}
	r.steps = steps
	for i, w := range r.walkers {
		w.become(found[i])
	}
	return nil
}
