package memory

import (
	"math"
	"math/rand/v2"

	"github.com/whisker-lab/whisker/nn"
	"github.com/whisker-lab/whisker/nn/kernel"
)

// exam is how it does on sequences that are the same throughout, none of which it learns from.
type exam struct {
	net   *nn.Network
	drawn bool // whether there are sequences of this delay
	fresh bool
	seqs  []uint8
	x     *nn.Tensor
	y     []float32
	dz    []float32
	right float64 // share of the last answers; of a wave the share of its ups and downs that is foreseen
	loss  float64
}

func (e *exam) open(r *Run) { e.net, _ = r.student(); e.x = nn.NewTensor(0) }

// examine brings it up to date.
func (r *Run) examine() *exam {
	e := &r.exam
	if e.fresh {
		return e
	}
	e.fresh = true
	if r.task == wave {
		r.examineWave()
		return e
	}
	if !e.drawn {
		e.drawn = true
		e.draw(r.recipe, r.seed, r.length())
	}
	e.loss, e.right = e.judge(r.recipe, e.net)
	return e
}

// draw draws the sequences, in groups in which nothing differs but the first item, which is everything that it may be: who has forgotten
// that is right about just as many of them as a guess would be.
func (e *exam) draw(c recipe, seed uint64, steps int) {
	p := rand.New(rand.NewPCG(seed, forExam))
	if cap(e.seqs) < exams*steps {
		e.seqs = make([]uint8, exams*steps)
	}
	e.seqs = e.seqs[:exams*steps]
	_, n := c.task.kinds(0, steps)
	for i := range exams {
		seq := e.seqs[i*steps:][:steps]
		if i%n == 0 {
			c.task.draw(seq, p)
		} else {
			copy(seq, e.seqs[(i-1)*steps:])
		}
		seq[0] = uint8(i % n)
	}
	c.see(e.x, e.seqs, exams, steps)
	e.y = c.task.targets(e.y, e.seqs, exams, steps)
}

// judge is the loss of a network over the sequences, and which share of them it answers right in the end.
func (e *exam) judge(c recipe, net *nn.Network) (loss, right float64) {
	z := net.Forward(e.x, false).Data
	if cap(e.dz) < len(z) {
		e.dz = make([]float32, len(z))
	}
	loss = c.task.lose(e.dz[:len(z)], z, e.y)
	return loss, c.task.right(z, e.y, exams)
}

// examineWave has it foresee every value of the wave from those before.
func (r *Run) examineWave() {
	e := &r.exam
	from := [1]uint8{}
	n := len(r.wave) - 1
	r.seeWave(e.x, r.wave, from[:], n)
	z := e.net.Forward(e.x, false).Data
	var off, spread, mean float64
	for _, v := range r.wave {
		mean += float64(v) / float64(len(r.wave))
	}
	for t := range n {
		d, far := float64(z[t]-r.wave[t+1]), float64(r.wave[t+1])-mean
		off += float64(d * d)
		spread += float64(far * far)
	}
	e.loss, e.right = off/float64(2*n), math.NaN()
	if spread > 0 {
		e.right = max(1-off/spread, 0)
	}
}

// seen is what the network makes of the sequence that is shown, step by step.
type seen struct {
	net   *nn.Network
	loop  nn.Recurrent
	fresh bool
	x     *nn.Tensor
	seq   []uint8
	state []float32 // (steps, hidden)
	gates []float32 // (steps, gates, hidden)
	blame []float64 // (steps): as a share of that of the last step
	out   []float32 // (steps, outputs): probabilities, or numbers
	dz    nn.Tensor
	on    []float32 // (wave): how the wave goes on
}

func (v *seen) open(r *Run) {
	v.net, v.loop = r.student()
	v.x = nn.NewTensor(0)
	if v.loop != nil {
		v.loop.SetCut(r.cut)
		v.loop.SetTrace(true)
	}
}

// shownGates are the gates of a cell that are shown, by their places in it: of the LSTM what is kept, let in and let out; of the GRU what is
// kept, and what of the past is looked at.
var shownGates = [...][]int{plain: nil, gru: {0, 1}, lstm: {1, 0, 3}, feedforward: nil}

// look brings it up to date.
func (r *Run) look() *seen {
	v := &r.seen
	if v.fresh {
		return v
	}
	v.fresh = true
	if r.task == wave {
		r.goOn(v)
		return v
	}
	steps, hidden, outputs := r.length(), r.hidden, r.task.outputs()
	v.seq = r.sequence(v.seq[:0])
	r.see(v.x, v.seq, 1, steps)
	y := v.x
	v.state = v.state[:0]
	for i, layer := range v.net.Layers {
		y = layer.Forward(y, false)
		if i == len(v.net.Layers)-2 {
			v.state = append(v.state, y.Data...)
		}
	}
	v.gates = v.gates[:0]
	if v.loop != nil {
		for t := range steps {
			all := v.loop.Gates(t)
			for _, g := range shownGates[r.cell] {
				v.gates = append(v.gates, all[g*hidden:][:hidden]...)
			}
		}
	}
	v.out = append(v.out[:0], y.Data...)
	if r.task.classes() {
		kernel.SoftmaxRows(v.out, v.out, steps, outputs)
	}
	r.trace(v, y.Shape)
	return v
}

// trace sends the blame of the last answer back. How large it is as a whole tells how wrong the answer is, and here that is left out: of
// an answer that is nearly sure the rest would be too small a number.
func (r *Run) trace(v *seen, shape []int) {
	steps, outputs := shape[0], shape[2]
	v.blame = append(v.blame[:0], make([]float64, steps)...)
	v.blame[steps-1] = 1
	if v.loop == nil {
		return
	}
	v.dz.Resize(shape...)
	clear(v.dz.Data)
	last := v.dz.Data[(steps-1)*outputs:]
	if !r.task.classes() {
		last[0] = 1
	} else {
		right, wrong := r.task.answer(v.seq, steps-1), 0.0
		for k, p := range v.out[(steps-1)*outputs:] {
			if k != right {
				wrong += float64(p)
			}
		}
		for k, p := range v.out[(steps-1)*outputs:] {
			switch {
			case k == right:
				last[k] = -1
			case wrong > 0:
				last[k] = float32(float64(p) / wrong)
			default:
				last[k] = 1 / float32(outputs-1)
			}
		}
	}
	v.net.ClearGrads()
	v.net.Backward(&v.dz)
	for t := range v.blame {
		var sum float64
		for _, b := range v.loop.Blame(t) {
			sum += float64(float64(b) * float64(b))
		}
		v.blame[t] = math.Sqrt(sum)
	}
	whole := v.blame[steps-1]
	for t := range v.blame {
		v.blame[t] /= whole
	}
}
