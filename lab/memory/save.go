package memory

import (
	"io"
	"math"

	"github.com/whisker-lab/whisker/lab"
	"github.com/whisker-lab/whisker/nn"
)

// Save is part of nn.Learner.
func (r *Run) Save(w io.Writer) error {
	e := nn.NewEncoder(w, "remember")
	r.net.Write(e)
	e.Uint(uint64(r.opt.Rule))
	e.Optimiser(r.opt)
	for _, v := range []int{r.steps, r.delay, r.cut, r.batch, r.moment + 1, bit(r.unrolled)} {
		e.Uint(uint64(v))
	}
	for _, v := range []float64{r.clip, r.loss, r.norm} {
		e.Float(v)
	}
	e.Source(r.source)
	e.Source(r.pick)
	shown := make([]int32, mostSteps)
	for i, item := range r.shown {
		shown[i] = int32(item)
	}
	e.Ints(shown)
	e.Floats(r.wave)
	for i := range r.trails {
		r.trails[i].Write(e)
	}
	return e.Close()
}

// Load is part of nn.Learner.
func (r *Run) Load(from io.Reader) error {
	d := nn.NewDecoder(from, "remember")
	next, state := *r, *r.learner
	r.net.Read(d)
	rule := nn.Rules[d.Count(len(nn.Rules)-1)]
	if err := state.follow(rule); err != nil {
		return err
	}
	d.Optimiser(state.opt)
	var moment, unrolled int
	d.Int(&next.steps, 0, math.MaxInt32)
	d.Int(&next.delay, 1, MostDelay)
	d.Int(&state.cut, 0, mostSteps)
	d.Int(&state.batch, 1, MostBatch)
	d.Int(&moment, 0, mostSteps)
	d.Int(&unrolled, 0, 1)
	d.Float(&state.clip)
	d.Float(&state.loss)
	d.Float(&state.norm)
	source, pick := *r.source, *r.pick
	d.Source(&source)
	d.Source(&pick)
	shown, w := make([]int32, mostSteps), make([]float32, len(r.wave))
	d.Ints("what is shown", shown, 0, digits+distracts-1)
	d.Floats("a wave", w)
	for i := range next.trails {
		next.trails[i] = lab.Trail{}
		next.trails[i].Read(d)
	}
	if err := d.Close(); err != nil {
		return err
	}
	*r.source, *r.pick = source, pick
	for i, item := range shown {
		from, n := r.task.kinds(i, mostSteps)
		next.shown[i] = uint8(min(max(int(item), from), from+n-1))
	}
	state.rate = state.opt.Rate
	*r.learner = state
	next.wave, next.moment, next.unrolled = w, min(moment, next.delay+2)-1, unrolled == 1
	next.exam.drawn, next.exam.fresh, next.seen.fresh = false, false, false
	*r = next
	r.setCut(state.cut)
	return nil
}
