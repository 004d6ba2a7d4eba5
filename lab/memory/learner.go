package memory

import (
	"fmt"
	"math"
	"math/rand/v2"

	"github.com/whisker-lab/whisker/nn"
	"github.com/whisker-lab/whisker/nn/kernel"
)

// Window is how many steps the network without a loop sees at once: the present one and those just before it.
const Window = 4

// The cells, by the control's options; the last one has no loop.
var cells = [...]string{"plain", "gru", "lstm", "feedforward"}

const (
	plain = iota
	gru
	lstm
	feedforward
)

// kinds are the cells' names as layers.
var kinds = [...]string{"rnn", "gru", "lstm"}

// recipe is what a network is made of and how it learns.
type recipe struct {
	task   task
	cell   int
	hidden int
	factor float64 // that the loop's first weights are multiplied by
	keep   float64 // bias that the gates that keep begin with
	rule   string
	rate   float64
	clip   float64 // limit of the gradient's norm, none where 0
	cut    int     // steps that a gradient goes back at most, all where 0
	batch  int
}

// learner is a network that answers at the end of a sequence, with what teaches it.
type learner struct {
	recipe
	net  *nn.Network
	loop nn.Recurrent // nil for the one that has none
	opt  *nn.Optimiser
	loss float64
	norm float64 // of the last gradient, before it was clipped
	x    *nn.Tensor
	y    []float32
	dz   nn.Tensor
	seqs []uint8 // (batch, steps)
}

// newLearner draws the weights.
func newLearner(c recipe, weights *rand.Rand) (*learner, error) {
	l := &learner{recipe: c, x: nn.NewTensor(0)}
	var err error
	if l.net, l.loop, err = c.build(weights); err != nil {
		return nil, err
	}
	l.net.FeedsOnData()
	if l.loop != nil {
		l.loop.SetCut(c.cut)
		loop := l.loop.Params()[1].Value.Data
		kernel.SGD(loop, loop, float32(1-c.factor)) // w − (1−f)·w
		l.openGates()
	}
	err = l.follow(c.rule)
	return l, err
}

// openGates has the gates that keep begin open, so that memory and blame come through from the first step on: the wider, the longer
// (Tallec and Ollivier, "Can Recurrent Neural Networks Warp Time?", 2018).
func (l *learner) openGates() {
	b, from := l.loop.Params()[2].Value.Data, 0
	switch l.cell {
	case plain:
		return
	case lstm:
		from = l.hidden
	}
	for i := range b[from : from+l.hidden] {
		b[from+i] = float32(l.keep)
	}
}

// build makes a network of the recipe.
func (c recipe) build(weights *rand.Rand) (*nn.Network, nn.Recurrent, error) {
	out := nn.Spec{Kind: "dense", Units: c.task.outputs()}
	d := nn.Description{Input: []int{c.task.inputs()}, Sequence: true}
	if c.cell == feedforward {
		d.Input[0] *= Window
		d.Layers = []nn.Spec{{Kind: "dense", Units: c.hidden}, {Kind: "tanh"}, out}
	} else {
		d.Layers = []nn.Spec{{Kind: kinds[c.cell], Units: c.hidden}, out}
	}
	net, err := d.Build(weights)
	if err != nil {
		return nil, nil, fmt.Errorf("memory: %w", err)
	}
	loop, _ := net.Layers[0].(nn.Recurrent)
	return net, loop, nil
}

// follow gives it another optimiser, which begins with nothing.
func (l *learner) follow(rule string) error {
	w, _ := l.net.Flat()
	opt, err := nn.NewOptimiser(rule, len(w), l.rate)
	if err != nil {
		return fmt.Errorf("memory: %w", err)
	}
	l.rule, l.opt = rule, opt
	return nil
}

// see lays sequences (n, steps) out as the network sees them: (steps, n, inputs), and for the one without a loop the inputs of the last
// few steps, the present one first.
func (c recipe) see(x *nn.Tensor, seqs []uint8, n, steps int) {
	width, sees := c.task.inputs(), 1
	if c.cell == feedforward {
		sees = Window
	}
	x.Resize(steps, n, width*sees)
	for t := range steps {
		for i := range n {
			row := x.Data[(t*n+i)*width*sees:][:width*sees]
			for back := range sees {
				to := row[back*width:][:width]
				if t < back {
					clear(to)
					continue
				}
				c.task.encode(to, seqs[i*steps+t-back])
			}
		}
	}
}

// seeWave lays out a wave likewise, from each of some places on.
func (c recipe) seeWave(x *nn.Tensor, w []float32, from []uint8, steps int) {
	sees := 1
	if c.cell == feedforward {
		sees = Window
	}
	n := len(from)
	x.Resize(steps, n, sees)
	for t := range steps {
		for i := range n {
			for back := range sees {
				v := float32(0)
				if t >= back {
					v = w[int(from[i])+t-back]
				}
				x.Data[(t*n+i)*sees+back] = v
			}
		}
	}
}

// asked is how many steps are asked of so many, which are the last ones.
func (t task) asked(steps int) int {
	if t.everywhere() {
		return steps
	}
	return 1
}

// targets are the right answers of sequences (n, steps), (asked steps, n).
func (t task) targets(y []float32, seqs []uint8, n, steps int) []float32 {
	y = y[:0]
	for step := steps - t.asked(steps); step < steps; step++ {
		for i := range n {
			y = append(y, t.target(t.answer(seqs[i*steps:][:steps], step)))
		}
	}
	return y
}

// train makes one update on fresh sequences of so many steps.
func (l *learner) train(steps int, r *rand.Rand) {
	if room := l.batch * steps; cap(l.seqs) < room {
		l.seqs = make([]uint8, room)
	}
	l.seqs = l.seqs[:l.batch*steps]
	for i := range l.batch {
		l.task.draw(l.seqs[i*steps:][:steps], r)
	}
	l.see(l.x, l.seqs, l.batch, steps)
	l.y = l.task.targets(l.y, l.seqs, l.batch, steps)
	l.update(l.batch)
}

// stretch is how many steps of a wave are gone through at once.
const stretch = 32

// trainWave makes one update on some stretches of a wave.
func (l *learner) trainWave(w []float32, r *rand.Rand) {
	if cap(l.seqs) < l.batch {
		l.seqs = make([]uint8, l.batch)
	}
	l.seqs = l.seqs[:l.batch]
	for i := range l.seqs {
		l.seqs[i] = uint8(r.IntN(len(w) - stretch))
	}
	l.seeWave(l.x, w, l.seqs, stretch)
	l.y = l.y[:0]
	for t := range stretch {
		for _, from := range l.seqs {
			l.y = append(l.y, w[int(from)+t+1])
		}
	}
	l.update(l.batch)
}

// update makes one update from x and y, with n sequences.
func (l *learner) update(n int) {
	l.net.ClearGrads()
	z := l.net.Forward(l.x, true)
	l.dz.Resize(z.Shape...)
	clear(l.dz.Data)
	l.loss = l.task.lose(l.dz.Data, z.Data, l.y)
	l.net.Backward(&l.dz)
	l.norm = nn.GradNorm(l.net.Params())
	if l.clip > 0 {
		nn.ClipNorm(l.net.Params(), l.clip)
	}
	l.opt.Step(l.net.Flat())
}

// lose is the mean loss of the asked steps, which are the last rows of z, and sets the gradient by those: −log of the right answer's
// probability, or half the squared error of a number.
func (t task) lose(dz, z, y []float32) (loss float64) {
	out := t.outputs()
	first := len(z) - len(y)*out
	dz, z = dz[first:], z[first:]
	if t.classes() {
		return kernel.CrossEntropy(dz, z, y, len(y), out)
	}
	each := 1 / float32(len(y))
	for i, want := range y {
		d := z[i] - want
		dz[i] = d * each
		loss += float64(float64(d) * float64(d))
	}
	return loss / float64(2*len(y))
}

// right is which share of the last answers are right: of n classes, or of numbers that are meant for the right sum.
func (t task) right(z, y []float32, n int) float64 {
	out, count := t.outputs(), 0
	z, y = z[len(z)-n*out:], y[len(y)-n:]
	for i := range n {
		row := z[i*out:][:out]
		if t == add {
			count += bit(math.Abs(t.told(row[0]-y[i])) < 0.5)
			continue
		}
		count += bit(largest(row) == int(y[i]))
	}
	return float64(count) / float64(n)
}

// largest is the place of the largest number.
func largest(row []float32) (at int) {
	for i, v := range row {
		if v > row[at] {
			at = i
		}
	}
	return at
}

func bit(b bool) int {
	if b {
		return 1
	}
	return 0
}

// student shares the weights of a learner, and has a state of its own.
func (l *learner) student() (*nn.Network, nn.Recurrent) {
	net, loop, err := l.build(rand.New(rand.NewPCG(0, 0)))
	if err != nil {
		panic(badRecipe)
	}
	for i, p := range net.Params() {
		p.Value = l.net.Params()[i].Value
	}
	net.FeedsOnData()
	return net, loop
}

const badRecipe = "memory: a recipe that could be built once cannot be built again"
