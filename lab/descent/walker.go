package descent

import (
	"bytes"
	"math"
	"math/rand/v2"

	"github.com/whisker-lab/whisker/lab"
	"github.com/whisker-lab/whisker/nn"
)

// walker is a ball: a model of its own that looks at so many examples before each of its steps.
type walker struct {
	*kept
	name  string
	size  int // examples that it looks at
	r     *rand.Rand
	slope []float32 // (2), of the last step
}

// kept is all of a walker that is saved.
type kept struct {
	w      []float32 // (2): where it is
	rule   *nn.Optimiser
	order  []int32 // examples, in the order of this pass; each as often as there are copies of it
	at     int     // how many of them it has looked at
	source *rand.PCG
	loss   float64 // over all examples
	there  int     // the step at which it was first close to the lowest place, 0 if it was not
	away   int     // the step at which it left all bounds, 0 if it has not
	path   path
	trail  lab.Trail // of its loss
}

const (
	near   = 0.02 // of the way down that is left where a ball counts as there
	beyond = 1e8  // the loss from which on it has flown off
	stride = 1500 // parts of the width that a path's pieces have at least
)

// newWalker is a ball at the start.
func newWalker(name, method string, size int, g *ground, times int, source *rand.PCG) (*walker, error) {
	w := &walker{name: name, size: size, slope: make([]float32, 2)}
	k := &kept{w: []float32{float32(g.from[0]), float32(g.from[1])}, source: source}
	var err error
	if k.rule, err = nn.NewOptimiser(method, 2, 0); err != nil {
		return nil, err
	}
	for i := range times * len(g.X) {
		k.order = append(k.order, int32(i%len(g.X)))
	}
	w.become(k)
	w.look(g, 0)
	return w, nil
}

// become takes what was kept.
func (w *walker) become(k *kept) { w.kept, w.r = k, rand.New(k.source) }

// step looks at the next examples and goes down their slope. What is beyond all bounds stays there.
func (w *walker) step(g *ground, number int) {
	if w.away > 0 {
		return
	}
	if w.size < len(w.order) && w.at == 0 {
		w.r.Shuffle(len(w.order), func(i, j int) { w.order[i], w.order[j] = w.order[j], w.order[i] })
	}
	to := min(w.at+w.size, len(w.order))
	dp, dq := g.Slope(float64(w.w[0]), float64(w.w[1]), w.order[w.at:to])
	if w.at = to; to == len(w.order) {
		w.at = 0
	}
	w.slope[0], w.slope[1] = float32(dp), float32(dq)
	w.rule.Step(w.w, w.slope)
	w.look(g, number)
}

// look notes where it is now.
func (w *walker) look(g *ground, number int) {
	w.loss = g.Loss(float64(w.w[0]), float64(w.w[1]))
	if !(w.loss < beyond) {
		w.away = max(number, 1)
		if math.IsNaN(w.loss) || math.IsInf(w.loss, 0) {
			w.loss = math.MaxFloat32
		}
	}
	if w.there == 0 && w.loss-g.lowest <= near*(g.Loss(g.from[0], g.from[1])-g.lowest) {
		w.there = max(number, 1)
	}
	if w.away == 0 {
		w.path.add(w.w[0], w.w[1], float32((g.span[1]-g.span[0])/stride))
	}
	w.trail.Add(number, w.loss)
}

// read is how many examples it looks at in so many steps, if each of its passes begins anew.
func (w *walker) read(steps int) int {
	all := len(w.order)
	each := (all + w.size - 1) / w.size // steps of a pass, of which the last may be shorter
	return steps/each*all + steps%each*w.size
}

func (k *kept) write(e *nn.Encoder) error {
	var rule bytes.Buffer
	if err := k.rule.Save(&rule); err != nil {
		return err
	}
	e.Floats(k.w)
	e.String(rule.String())
	e.Ints(k.order)
	e.Uint(uint64(k.at))
	e.Source(k.source)
	e.Float(k.loss)
	e.Uint(uint64(k.there))
	e.Uint(uint64(k.away))
	k.path.write(e)
	k.trail.Write(e)
	return nil
}

// restore reads what was written of a walker like w. Its rule is only noted, to be read where all is in order.
func (w *walker) restore(d *nn.Decoder, rule *string, examples int) *kept {
	k := &kept{w: make([]float32, 2), order: make([]int32, len(w.order)), source: new(rand.PCG)}
	d.Floats("a place", k.w)
	d.Text(rule)
	d.Ints("an order", k.order, 0, examples-1)
	d.Int(&k.at, 0, len(k.order)-1)
	d.Source(k.source)
	d.Float(&k.loss)
	d.Int(&k.there, 0, math.MaxInt32)
	d.Int(&k.away, 0, math.MaxInt32)
	k.path.read(d)
	k.trail.Read(d)
	return k
}
