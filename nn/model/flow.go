package model

import (
	"fmt"
	"math/rand/v2"

	"github.com/whisker-lab/whisker/nn"
)

// FlowConfig describes a network that turns noise into pictures that words ask for.
type FlowConfig struct {
	Codes     int // words that there are, and 0 for no word
	Words     int // of a prompt, at most
	Hidden    int // numbers that the encoder keeps
	Side      int // height and width of a picture, a multiple of 2
	Sketch    int // maps of the plan
	Filters   int // of each convolution
	Layers    int // convolutions between the first and the last
	Batch     int
	Rate      float64
	Optimiser string
	Average   float64 // share that the mean of the weights keeps at each step
	// Examples sets words (Words) and a picture (Side²), of which 0 is the middle, to an example. All chance comes from r.
	Examples func(words, picture []float32, r *rand.Rand) `json:"-"`
}

// Flow learns which way every pixel of noise has to go so that after a while a picture stands there: flow matching (Lipman et al.,
// "Flow Matching for Generative Modeling", 2023; Liu et al., "Flow Straight and Fast", 2023). At time t, from 0 to 1, a picture is
// x = (1−t)·noise + t·picture, and moves at the speed picture − noise. The network says at x where it goes to, y, which is the mean of
// the pictures that x may become; the speed is then (y−x)/(1−t).
//
// Words are read one after the other by an encoder that adds what each says to what it has: so a word means the same in all company, which
// a gated cell, measured beside it, did not learn from as few prompts. What it came to, and the time, become a plan: a few maps at half
// the height and width.
// Convolutions over the plan and the picture draw what comes of it: windows, which see a thing the same everywhere.
type Flow struct {
	config FlowConfig
	field  *field
	opt    *nn.Optimiser
	source *rand.PCG
	rand   *rand.Rand
	mean   []float32 // of the weights, over the last steps
	steps  int
	loss   float64

	x, dx, picture []float32  // (batch, side²)
	t              []float32  // (batch)
	words          *nn.Tensor // (words, batch)
	said, loud     []float32  // (words), (words, batch)
}

// NewFlow draws a network. Weights come from weights; examples, noise and times from seed.
func NewFlow(c FlowConfig, weights *rand.Rand, seed uint64) (*Flow, error) {
	if c.Codes < 1 || c.Words < 1 || c.Hidden < 1 || c.Side < 8 || c.Side%2 != 0 || c.Sketch < 1 || c.Filters < 1 || c.Layers < 0 || c.Batch < 1 {
		return nil, fmt.Errorf("model: flow: no such network: %+v", c)
	}
	m := &Flow{config: c, field: newField(c), source: rand.NewPCG(seed, 0xf10e)}
	m.rand = rand.New(m.source)
	m.field.draw(weights)
	values, _ := m.field.net.Flat()
	m.mean = append(m.mean, values...)
	opt, err := newOptimiser(c.Optimiser, len(values), c.Rate)
	if err != nil {
		return nil, fmt.Errorf("model: flow: %w", err)
	}
	m.opt = opt
	n, pixels := c.Batch, c.Side*c.Side
	m.x, m.dx, m.picture = make([]float32, n*pixels), make([]float32, n*pixels), make([]float32, n*pixels)
	m.t, m.words, m.said = make([]float32, n), nn.NewTensor(c.Words, n), make([]float32, c.Words)
	m.loud = make([]float32, c.Words*n)
	return m, nil
}

// softest is how loudly a word of an example is said at least, at most 1 more: who learns from few prompts learns so what each word says by
// itself, rather than by heart what they say together.
const softest = 0.5

// Step is part of nn.Learner: one batch of examples, each with noise and a time of its own.
func (m *Flow) Step() (loss float64, done bool) {
	pixels := m.config.Side * m.config.Side
	for i := range m.config.Batch {
		p := m.picture[i*pixels:][:pixels]
		m.config.Examples(m.said, p, m.rand)
		for w, code := range m.said {
			m.loud[w*m.config.Batch+i] = softest + m.rand.Float32()
			m.words.Data[w*m.config.Batch+i] = code
		}
		t := m.rand.Float32()
		m.t[i] = t
		for j, to := range p {
			noise := float32(m.rand.NormFloat64())
			m.x[i*pixels+j] = float32((1-t)*noise) + float32(t*to)
		}
	}
	return m.TrainBatch(m.x, m.t, m.words, m.picture), false
}

// TrainBatch does one update on pictures x (batch, side²) at times t (batch) that are to become others (batch, side²) by words
// (words, batch), and returns the loss before it.
func (m *Flow) TrainBatch(x, t []float32, words *nn.Tensor, picture []float32) float64 {
	m.field.loud = m.loud
	m.loss = m.gradient(x, t, words, picture)
	m.field.loud = nil
	values, grads := m.field.net.Flat()
	m.opt.Step(values, grads)
	m.steps++
	// The mean is that of all steps at first, later of the last ones.
	take := float32(max(1-m.config.Average, 1/float64(m.steps+1)))
	for i, v := range values {
		m.mean[i] += float32((v - m.mean[i]) * take)
	}
	return m.loss
}

// gradient sets the gradients, and returns the loss: the squared error of where the pixels go to, a pixel's mean. That is the error of the
// speed, which counts less and less towards the end.
func (m *Flow) gradient(x, t []float32, words *nn.Tensor, picture []float32) float64 {
	m.field.net.ClearGrads()
	y := m.field.forward(x, t, words)
	share, loss := 2/float32(len(y)), 0.0
	for i, to := range picture[:len(y)] {
		d := y[i] - to
		loss += float64(float32(d * d))
		m.dx[i] = float32(d * share)
	}
	m.field.backward(m.dx[:len(y)])
	return loss / float64(len(y))
}

// Painter makes pictures with weights that stay as they were taken.
type Painter struct {
	field *field
	of    *Flow
	x, t  []float32
	words nn.Tensor
	read  []float32
}

// Painter is a new one, with no weights yet.
func (m *Flow) Painter() *Painter { return &Painter{field: newField(m.config), of: m} }

// Take takes the weights as they are now: their mean over the last steps.
func (p *Painter) Take() { copy(p.Weights(), p.of.mean) }

// Weights are those that it paints with.
func (p *Painter) Weights() []float32 {
	values, _ := p.field.net.Flat()
	return values
}

// Read is what the encoder makes of words (words, n): (n, hidden), good until the next.
func (p *Painter) Read(words *nn.Tensor) []float32 {
	n := words.Dim(1)
	p.t = append(p.t[:0], make([]float32, n)...)
	p.field.read(p.t, words)
	h := p.field.hidden
	p.read = p.read[:0]
	for i := range n {
		p.read = append(p.read, p.field.cond.Data[i*(h+hats):][:h]...)
	}
	return p.read
}

// Advance takes pictures x (n, side²) by words (words, n) from step at to the next, of so many: from noise at step 0 to pictures. With
// guidance 1 it goes where the words lead; with more, so many times as far from where it would go without any: Ho and Salimans,
// "Classifier-Free Diffusion Guidance" (2022), equation 6.
func (p *Painter) Advance(x []float32, words *nn.Tensor, at, of int, guidance float32) {
	n, share := words.Dim(1), 1/float32(of-at) // of the way that is left
	both := n
	if guidance != 1 {
		both = 2 * n
	}
	p.t, p.x = p.t[:0], append(append(p.x[:0], x...), x[:len(x)/n*(both-n)]...)
	p.words.Resize(words.Dim(0), both)
	clear(p.words.Data)
	for w := range words.Dim(0) {
		copy(p.words.Data[w*both:][:n], words.Data[w*n:])
	}
	for range both {
		p.t = append(p.t, float32(at)/float32(of))
	}
	y := p.field.forward(p.x, p.t, &p.words)
	for i := range x {
		to := y[i]
		if both > n {
			without := y[len(x)+i]
			to = without + float32((to-without)*guidance)
		}
		x[i] += float32((to - x[i]) * share)
	}
}
