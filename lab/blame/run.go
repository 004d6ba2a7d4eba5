package blame

import (
	"errors"
	"fmt"
	"io"
	"math"
	"math/rand/v2"

	"github.com/whisker-lab/whisker/lab"
	"github.com/whisker-lab/whisker/lab/sample"
	"github.com/whisker-lab/whisker/nn"
	"github.com/whisker-lab/whisker/nn/data"
	"github.com/whisker-lab/whisker/nn/model"
)

// What randomness is drawn for, so that one seed gives unrelated numbers for each.
const (
	forPoints = iota + 1
	forWeights
	forChoice
)

// The phases of a step, in their order; before the first one nothing has begun.
const (
	waiting = iota
	forward
	scored
	backward
	updated
	phases
)

const (
	nudge      = 1e-4 // of a weight, up and down, to check its blame
	mostWeight = 1e6
)

// Run is a network, the examples that go through it, and how far they have come.
type Run struct {
	net     *model.Slow
	spread  *model.Slow // a second one with the same weights, for what is asked besides
	room    sample.Room
	points  data.Points
	scale   *nn.Scaler
	batch   int
	example int // the first of the batch, whose numbers are shown
	phase   int
	steps   int
	updates int
	rate    float64
	now     []float64 // parameters
	was     []float64 // and those that the numbers belong to: in the last phase, before the update
	slope   []float64 // the mean blame of each
	x       [2]float64
	edge    edge
	checked bool
	loss    lab.Trail
	weights *nn.Tensor // for Publish
}

// edge is a weight, or with In −1 a bias.
type edge struct{ Layer, Out, In int }

var (
	_ nn.Learner   = (*Run)(nil)
	_ lab.Run      = (*Run)(nil)
	_ lab.Weighted = (*Run)(nil)
	_ lab.Speaker  = (*Run)(nil)
	_ lab.Actor    = (*Run)(nil)
)

// New draws the points and the network as a config says.
func New(c lab.Config) (*Run, error) {
	room, err := sample.Open(c)
	if err != nil {
		return nil, fmt.Errorf("blame: %w", err)
	}
	r := &Run{room: room, points: room.Draw(c, forPoints), rate: c.Number("lr"), batch: int(c.Number("batch"))}
	n := r.points.Len()
	if r.scale, err = nn.NewScaler("zscore", r.points.Coordinates(), 2, n); err != nil {
		return nil, fmt.Errorf("blame: %w", err)
	}
	sizes := append(append([]int{2}, c.Ints("layers")...), 1)
	for _, to := range []**model.Slow{&r.net, &r.spread} {
		if *to, err = model.NewSlow(sizes, c.Text("activation"), c.Text("loss"), rand.New(c.Rand("seed", forWeights))); err != nil {
			return nil, fmt.Errorf("blame: %w", err)
		}
	}
	r.batch = min(max(r.batch, 1), n)
	r.now = r.net.Params(nil)
	r.was, r.slope = append([]float64(nil), r.now...), make([]float64, len(r.now))
	r.weights = nn.NewTensor(len(r.now))
	r.example = rand.New(c.Rand("seed", forChoice)).IntN(n)
	r.edge = edge{1, 0, 0}
	r.trace()
	r.note()
	return r, nil
}

// input is an example as the network sees it, and what it should say to it.
func (r *Run) input(i int) (target float64) {
	x := [2]float64{float64(r.points.X[i]), float64(r.points.Y[i])}
	for k, v := range x {
		r.x[k] = r.scale.Do(k, v)
	}
	no, yes := r.net.Ends()
	if r.points.Class[i] == 1 {
		return yes
	}
	return no
}

// member is the k-th example of the batch.
func (r *Run) member(k int) int { return (r.example + k) % r.points.Len() }

// trace sends the batch through, there and back, with the weights that the numbers belong to. The numbers of the first example, which
// is shown, are what net holds afterwards.
func (r *Run) trace() {
	r.net.SetParams(r.was)
	clear(r.slope)
	for k := r.batch - 1; k >= 0; k-- {
		target := r.input(r.member(k))
		r.net.Forward(r.x[:])
		r.net.Backward(target)
		at := 0
		r.eachParam(func(e edge) {
			r.slope[at] += r.net.Gradient(e.Layer, e.Out, e.In) / float64(r.batch)
			at++
		})
	}
}

// eachParam calls f with the place of every parameter in the order of Params.
func (r *Run) eachParam(f func(e edge)) {
	sizes := r.net.Sizes()
	for l := 1; l < len(sizes); l++ {
		for o := range sizes[l] {
			for i := range sizes[l-1] {
				f(edge{l, o, i})
			}
			f(edge{l, o, model.Bias})
		}
	}
}

// place is where a parameter lies among all.
func (r *Run) place(want edge) (at int) {
	k := 0
	r.eachParam(func(e edge) {
		if e == want {
			at = k
		}
		k++
	})
	return at
}

// score is the mean loss of the batch with some parameters.
func (r *Run) score(params []float64) (mean float64) {
	r.spread.SetParams(params)
	for k := range r.batch {
		target := r.input(r.member(k))
		loss, _ := r.spread.Loss(r.spread.Forward(r.x[:]), target)
		mean += loss / float64(r.batch)
	}
	return mean
}

// Step is part of nn.Learner: one phase. The loss is that of the batch as its weights are.
func (r *Run) Step() (loss float64, done bool) {
	r.steps++
	if r.phase++; r.phase == phases {
		r.phase = forward
	}
	switch r.phase {
	case forward:
		copy(r.was, r.now)
		r.trace()
		r.checked = false
	case updated:
		for i, slope := range r.slope {
			r.now[i] = r.was[i] - float64(r.rate*slope)
		}
		r.updates++
		r.note()
	}
	return r.score(r.now), false
}

// note adds to the trail.
func (r *Run) note() { r.loss.Add(r.updates, r.score(r.now)) }

// Progress is part of lab.Run.
func (r *Run) Progress() lab.Progress {
	return lab.Progress{Epoch: float64(r.updates), Batches: phases - 1, Examples: 1, Pace: 1.2}
}

// difference is the chosen parameter's blame by trying, over the batch.
func (r *Run) difference() (mean float64) {
	r.spread.SetParams(r.was)
	for k := range r.batch {
		target := r.input(r.member(k))
		mean += r.spread.Difference(r.x[:], target, r.edge.Layer, r.edge.Out, r.edge.In, nudge) / float64(r.batch)
	}
	return mean
}

// settle takes weights that were set by hand as what the numbers belong to.
func (r *Run) settle() {
	copy(r.was, r.now)
	if r.phase == updated {
		r.phase = waiting
	}
	r.checked = false
	r.trace()
}

// check says what is wrong with a place in the network, if anything; In < 0 is the bias.
func (r *Run) check(e edge) error {
	sizes := r.net.Sizes()
	if e.Layer < 1 || e.Layer >= len(sizes) || e.Out < 0 || e.Out >= sizes[e.Layer] || e.In >= sizes[e.Layer-1] {
		return fmt.Errorf("blame: layer %d, neuron %d, weight %d: there is none in a network of %v", e.Layer, e.Out, e.In, sizes)
	}
	return nil
}

// Edit is part of lab.Weighted.
func (r *Run) Edit(layer, out, in int, value float64) error {
	e := edge{layer, out, max(in, model.Bias)}
	if err := r.check(e); err != nil {
		return err
	}
	r.now[r.place(e)] = value
	r.settle()
	return nil
}

// Shape is part of lab.Weighted.
func (r *Run) Shape() []int { return r.net.Sizes() }

// Weights is part of lab.Weighted.
func (r *Run) Weights() []float32 {
	w := make([]float32, len(r.now))
	for i, v := range r.now {
		w[i] = float32(v)
	}
	return w
}

var errShape = errors.New("blame: another number of weights")

// SetWeights is part of lab.Weighted.
func (r *Run) SetWeights(w []float32) error {
	if len(w) != len(r.now) {
		return errShape
	}
	for i, v := range w {
		r.now[i] = float64(v)
	}
	r.settle()
	return nil
}

// Tune is part of nn.Learner.
func (r *Run) Tune(name string, v float64) {
	if name == "lr" && v > 0 && !math.IsInf(v, 0) {
		r.rate = v
	}
}

// Act is part of lab.Actor: {"do": "phase", "at": 3} goes there, forth or back; {"do": "edge", "layer": 1, "out": 0, "in": 1} opens a
// weight, without in a bias; {"do": "check"} tries it; {"do": "ask", "x": 0, "y": 1} takes the nearest example.
func (r *Run) Act(m lab.Msg) (known bool, err error) {
	f := m.Fields()
	at, e, x, y := f.Int("at", -1), edge{f.Int("layer", -1), f.Int("out", -1), f.Int("in", model.Bias)}, f.Float("x", math.NaN()), f.Float("y", math.NaN())
	if err := f.Err(); err != nil {
		return true, err
	}
	switch m.Do {
	case "phase":
		if at < forward || at >= phases {
			return true, fmt.Errorf("blame: phase %d of %d", at, phases-1)
		}
		r.turn(at)
	case "edge":
		e.In = max(e.In, model.Bias)
		if err := r.check(e); err != nil {
			return true, err
		}
		r.edge, r.checked = e, false
	case "check":
		r.checked = true
	case "ask":
		if !(math.Abs(x) <= math.MaxFloat32) || !(math.Abs(y) <= math.MaxFloat32) {
			return true, errors.New("blame: ask: want x and y")
		}
		r.take(x, y)
	default:
		return false, nil
	}
	return true, nil
}

// turn goes to a phase of this step, forth or back.
func (r *Run) turn(to int) {
	if r.phase == updated && to < updated { // what the update did is undone
		copy(r.now, r.was)
		r.updates--
		r.phase = to
		r.note()
		return
	}
	for r.phase != to {
		r.Step()
	}
}

// take shows the example nearest to a place, at the beginning of a step.
func (r *Run) take(x, y float64) {
	nearest := math.Inf(1)
	for i := range r.points.Len() {
		if d := math.Hypot(float64(r.points.X[i])-x, float64(r.points.Y[i])-y); d < nearest {
			nearest, r.example = d, i
		}
	}
	r.phase, r.updates = waiting, 0
	r.loss.Clear()
	r.settle()
	r.note()
}

// Publish is part of nn.Learner: all parameters, layer by layer, a neuron's weights and then its bias.
func (r *Run) Publish(emit func(name string, t *nn.Tensor)) {
	for i, v := range r.now {
		r.weights.Data[i] = float32(v)
	}
	emit("weights", r.weights)
}

// Save is part of nn.Learner.
func (r *Run) Save(w io.Writer) error {
	e := nn.NewEncoder(w, "blame")
	e.Float(r.rate)
	for _, v := range []int{r.example, r.phase, r.steps, r.updates, r.edge.Layer, r.edge.Out, r.edge.In + 1} {
		e.Uint(uint64(v))
	}
	e.Doubles(r.now)
	e.Doubles(r.was)
	r.loss.Write(e)
	return e.Close()
}

// Load is part of nn.Learner.
func (r *Run) Load(from io.Reader) error {
	d := nn.NewDecoder(from, "blame")
	next := *r
	next.now, next.was = make([]float64, len(r.now)), make([]float64, len(r.was))
	in := 0
	d.Float(&next.rate)
	d.Int(&next.example, 0, r.points.Len()-1)
	d.Int(&next.phase, 0, phases-1)
	d.Int(&next.steps, 0, math.MaxInt32)
	d.Int(&next.updates, 0, math.MaxInt32)
	d.Int(&next.edge.Layer, 1, len(r.net.Sizes())-1)
	d.Int(&next.edge.Out, 0, 64)
	d.Int(&in, 0, 64)
	d.Doubles("weights", next.now)
	d.Doubles("weights before", next.was)
	next.loss = lab.Trail{}
	next.loss.Read(d)
	if err := d.Close(); err != nil {
		return err
	}
	next.edge.In = in - 1
	if err := r.check(next.edge); err != nil {
		return err
	}
	*r = next
	r.checked = false
	r.trace()
	return nil
}
