package model

import (
	"fmt"
	"math/rand/v2"
	"slices"

	"github.com/whisker-lab/whisker/nn"
	"github.com/whisker-lab/whisker/nn/kernel"
)

// GANConfig describes two rivals over points.
type GANConfig struct {
	Generator     []int             // sizes: noise and what is given, hidden layers, dimensions of a point
	Discriminator []int             // sizes: dimensions of a point, hidden layers, 1
	Hidden        kernel.Activation // of the hidden layers; relu is usual
	Out           kernel.Activation // of the generator
	Loss          string            // one of GANLosses; the first where left out
	Penalty       float64           // of the critic's gradient, wasserstein only: λ
	Batch         int
	Most          int        // the largest batch that it may be tuned to; Batch where that is more
	Rate          float64    // of both, unless Rates says otherwise
	Rates         [2]float64 // of the generator and of the discriminator; Rate where 0
	Optimiser     string     // of both, unless Optimisers says otherwise; sgd where left out
	Optimisers    [2]string
	Keep          float64 // share of the mean gradient that adam keeps, β₁; the customary one where 0
	Ratio         int     // updates of the discriminator for one of the generator; 1 where 0
	Gauss         bool    // noise is normal; otherwise uniform in [0, 1)
	Centred       bool    // uniform noise is in [−1, 1) instead
	// Given (n, width) is what both rivals are told of each point, such as its class, see OneHot: the generator makes a fake for it, and
	// the discriminator asks whether a point is a real one of that (Mirza and Osindero, "Conditional Generative Adversarial Nets", 2014).
	// The generator has it beside its noise, the discriminator as in stack.project, for which it has so many outputs more. In a batch
	// the fakes are given what the real points are. nil is nothing.
	Given *nn.Tensor
	// Average is how much of the running mean of the generator's weights stays at each of its steps, below 1; 0 for no such mean. Fakes
	// that are looked at are made with the mean, which does not swing from turn to turn as the weights do (Yazıcı et al., "The Unusual
	// Effectiveness of Averaging in GAN Training", 2019).
	Average float64
}

// OneHot is what tells rivals of each point's class: (len(class), classes), 1 where the class is and 0 elsewhere.
func OneHot(class []int, classes int) *nn.Tensor {
	t := nn.NewTensor(len(class), classes)
	for i, c := range class {
		t.Data[i*classes+c] = 1
	}
	return t
}

// told is how many numbers are given with each point.
func (c *GANConfig) told() int {
	if c.Given == nil {
		return 0
	}
	return c.Given.Shape[1]
}

// The rivals, where there is something for each.
const (
	Generator = iota
	Discriminator
)

// GAN is a generator that makes points out of noise and a discriminator that tells them from real ones, each learning from
// the other (Goodfellow et al., "Generative Adversarial Networks", 2014).
type GAN struct {
	config GANConfig
	points *nn.Tensor // (n, dims)
	source *rand.PCG
	rand   *rand.Rand

	g, d        *stack
	mean        *stack // a generator of the mean weights, nil where there is no mean
	forged      int    // steps of the generator that are in it
	loss        ganLoss
	penalty     *penalty
	batch, next int        // and what it is from the next draw on
	stride      int        // of one batch
	real, noise *nn.Tensor // (batch, dims) and (batch, width), each row followed by what is given
	mix         []float32  // (batch): how far from a fake to a real point the penalty looks
	made        *nn.Tensor
	opts        [2]*nn.Optimiser
	lossD       float64
	lossG       float64
	metrics     *nn.Tensor
}

// NewGAN sets rivals over points (n, dims). Weights come from weights; noise and the order of examples from seed.
func NewGAN(c GANConfig, points *nn.Tensor, weights *rand.Rand, seed uint64) (*GAN, error) {
	c.usual()
	if err := c.check(points); err != nil {
		return nil, err
	}
	dims, most := points.Dim(1), kernel.Stride(c.Most)
	told := c.told()
	m := &GAN{
		config: c, points: points, source: rand.NewPCG(seed, 0x6a4e), loss: ganLoss(slices.Index(GANLosses[:], c.Loss)), next: c.Batch,
		real: nn.NewTensor(c.Most, dims+told), noise: nn.NewTensor(c.Most, c.Generator[0]), made: nn.NewTensor(c.Most, dims), mix: make([]float32, c.Most),
		metrics: nn.NewTensor(2),
	}
	m.resize(c.Batch)
	m.rand = rand.New(m.source)
	m.g = newStack("g", slices.Clone(c.Generator), c.Hidden, c.Out, most)
	judges := slices.Clone(c.Discriminator)
	judges[len(judges)-1] += told
	m.d = newStackTold("d", judges, c.Hidden, kernel.Linear, 2*most, told)
	m.g.draw(weights)
	m.d.draw(weights)
	if c.Average > 0 {
		m.mean = newStack("mean", slices.Clone(c.Generator), c.Hidden, c.Out, 4)
		copy(m.mean.w, m.g.w)
	}
	if !c.Hidden.NeedsInput() {
		m.penalty = newPenalty(m.d.twin(most))
	}
	for who := range m.opts {
		o, err := m.optimiser(who, c.Optimisers[who])
		if err != nil {
			return nil, fmt.Errorf("model: gan: %w", err)
		}
		m.opts[who] = o
	}
	return m, nil
}

// usual fills in what was left out.
func (c *GANConfig) usual() {
	if c.Ratio == 0 {
		c.Ratio = 1
	}
	if c.Loss == "" {
		c.Loss = GANLosses[nonSaturating]
	}
	c.Most = max(c.Most, c.Batch)
	for who := range c.Rates {
		if c.Rates[who] == 0 {
			c.Rates[who] = c.Rate
		}
		if c.Optimisers[who] == "" {
			c.Optimisers[who] = c.Optimiser
		}
	}
}

// optimiser is a new one for a rival.
func (m *GAN) optimiser(who int, rule string) (*nn.Optimiser, error) {
	o, err := newOptimiser(rule, len(m.weights(who)), m.config.Rates[who])
	if err == nil && m.config.Keep > 0 {
		o.Keep1 = m.config.Keep
	}
	return o, err
}

func (m *GAN) weights(who int) []float32 {
	if who == Generator {
		return m.g.w
	}
	return m.d.w
}

// resize sets how many examples a batch has.
func (m *GAN) resize(batch int) {
	m.batch, m.stride = batch, kernel.Stride(batch)
	for _, t := range []*nn.Tensor{m.real, m.noise, m.made} {
		t.Shape[0], t.Data = batch, t.Data[:batch*t.Shape[1]]
	}
	m.mix = m.mix[:batch]
}

func (c GANConfig) check(points *nn.Tensor) error {
	if len(points.Shape) != 2 || points.Dim(0) < 1 {
		return fmt.Errorf("model: gan: points of shape %v, want (n, dims)", points.Shape)
	}
	if c.Batch < 1 || c.Ratio < 1 || len(c.Generator) < 2 || len(c.Discriminator) < 2 {
		return fmt.Errorf("model: gan: batch=%d, ratio=%d, sizes %v and %v: all must be 1 or more, and two sizes each", c.Batch, c.Ratio, c.Generator, c.Discriminator)
	}
	for _, v := range slices.Concat(c.Generator, c.Discriminator) {
		if v < 1 || v > 1<<12 {
			return fmt.Errorf("model: gan: sizes %v and %v: want 1 to %d", c.Generator, c.Discriminator, 1<<12)
		}
	}
	dims := points.Dim(1)
	if c.Given != nil && (len(c.Given.Shape) != 2 || c.Given.Dim(0) != points.Dim(0)) {
		return fmt.Errorf("model: gan: what is given is of shape %v, for %d points", c.Given.Shape, points.Dim(0))
	}
	if got := c.Generator[len(c.Generator)-1]; got != dims {
		return fmt.Errorf("model: gan: the generator makes points of %d dimensions, the data has %d", got, dims)
	}
	if got := c.Generator[0]; got <= c.told() {
		return fmt.Errorf("model: gan: the generator takes %d numbers, of which %d are given: there is no noise", got, c.told())
	}
	if got := c.Discriminator[0]; got != dims || c.Discriminator[len(c.Discriminator)-1] != 1 {
		return fmt.Errorf("model: gan: the discriminator's sizes are %v; want %d first and 1 last", c.Discriminator, dims)
	}
	switch at := slices.Index(GANLosses[:], c.Loss); {
	case !(c.Average >= 0 && c.Average < 1):
		return fmt.Errorf("model: gan: average=%v: want 0 to less than 1", c.Average)
	case at < 0:
		return fmt.Errorf("model: gan: no loss %.40q", c.Loss)
	case at == wasserstein && c.Hidden.NeedsInput():
		return fmt.Errorf("model: gan: %s has no second slope here, which the loss %s needs", c.Hidden, c.Loss)
	}
	return nil
}

// Step is one turn: Ratio updates of the discriminator, one of the generator. The loss is the discriminator's. It never
// says that it is done.
func (m *GAN) Step() (loss float64, done bool) {
	m.draw()
	m.Teach()
	m.Forge()
	return m.lossD, false
}

// A turn in its parts, for those who step one rival alone or look between: Begin, then Teach or Forge or both. Step does the same,
// to the bit.

// Begin draws a batch of points and of noise, and makes fakes of that.
func (m *GAN) Begin() {
	m.draw()
	m.fake()
}

// Teach is the discriminator's part of a turn: Ratio updates, the first on the batch that was drawn last, the others on new ones.
func (m *GAN) Teach() {
	for i := range m.config.Ratio {
		if i > 0 {
			m.draw()
		}
		m.lossD = m.TrainDiscriminator(m.real.Data, m.noise.Data)
	}
}

// Forge is the generator's part of a turn, on the noise that was drawn last.
func (m *GAN) Forge() { m.lossG = m.TrainGenerator() }

// Losses are those of the last updates, before these.
func (m *GAN) Losses() (g, d float64) { return m.lossG, m.lossD }

// draw takes a batch of points, with replacement, and one of noise.
func (m *GAN) draw() {
	if m.next != m.batch {
		m.resize(m.next)
	}
	dims, told := m.points.Dim(1), m.config.told()
	for i := 0; i < m.batch; i++ {
		at := m.rand.IntN(m.points.Dim(0))
		row := m.real.Data[i*(dims+told):][:dims+told]
		copy(row[:dims], m.points.Data[at*dims:])
		if told > 0 {
			copy(row[dims:], m.config.Given.Data[at*told:])
			width := m.noise.Shape[1]
			copy(m.noise.Data[(i+1)*width-told:][:told], row[dims:])
		}
	}
	m.Noise(m.noise.Data, m.rand)
	if m.loss == wasserstein {
		for i := range m.mix {
			m.mix[i] = m.rand.Float32()
		}
	}
}

// Noise draws noise (n, width). From another source it has nothing to do with the noise of training. What is given, at the end of each
// row, stays as it is.
func (m *GAN) Noise(z []float32, r *rand.Rand) {
	width := m.config.Generator[0]
	noise := width - m.config.told()
	for i := range z {
		switch {
		case i%width >= noise:
		case m.config.Gauss:
			z[i] = float32(r.NormFloat64())
		case m.config.Centred:
			z[i] = 2*r.Float32() - 1
		default:
			z[i] = r.Float32()
		}
	}
}

// fake sends the noise that was drawn last through the generator.
func (m *GAN) fake() {
	m.g.put(m.noise.Data, m.batch, 0, m.stride)
	m.g.forward(m.stride)
}

// TrainDiscriminator does one update on a batch of real points (batch, dims) and of points made of noise (batch, width), each row with
// what is given at its end, and returns the loss before it, see Rivalry.
func (m *GAN) TrainDiscriminator(real, noise []float32) float64 {
	loss := m.Rivalry(real, noise)
	m.blame()
	m.opts[Discriminator].Step(m.d.w, m.d.g)
	return loss
}

// blame sets the gradients of the discriminator's weights, after Rivalry.
func (m *GAN) blame() {
	m.d.share(2 * m.stride)
	m.d.backward(2*m.stride, true, false)
	if m.loss == wasserstein {
		m.penalty.backward(m.stride)
	}
}

// Rivalry is the discriminator's loss on real points and points made of noise, without an update.
func (m *GAN) Rivalry(real, noise []float32) float64 {
	n, stride := m.batch, m.stride
	m.g.put(noise, n, 0, stride)
	m.g.forward(stride)
	m.d.put(real, n, 0, 2*stride)
	for u, dims := 0, m.points.Dim(1); u < dims; u++ {
		copy(m.d.act[0][u*2*stride+stride:][:stride], m.g.result()[u*stride:])
	}
	given := m.given()
	for u := range m.config.told() {
		copy(m.d.given[u*2*stride+stride:][:stride], given[u*stride:])
	}
	m.d.forward(2 * stride)
	m.d.project(2 * stride)
	scores, grad := m.d.result(), m.d.grad[len(m.d.grad)-1]
	loss := m.loss.real(grad[:stride], scores[:stride], n) + m.loss.fake(grad[stride:2*stride], scores[stride:2*stride], n)
	if m.loss == wasserstein {
		loss += m.penalty.forward(m.d.act[0], m.d.given, m.mix, n, stride, float32(m.config.Penalty))
	}
	return loss
}

// given is what the fakes of the generator's last pass were made for, (told, stride).
func (m *GAN) given() []float32 {
	return m.g.act[0][(m.config.Generator[0]-m.config.told())*m.stride:]
}

// TrainGenerator does one update of the generator on the noise that the discriminator saw last, and returns the loss before
// it. It follows a TrainDiscriminator or a Begin, which leave the generator's layers as they are on that noise.
func (m *GAN) TrainGenerator() float64 {
	n, stride := m.batch, m.stride
	dims, told := m.points.Dim(1), m.config.told()
	copy(m.d.act[0], m.g.result()[:dims*stride])
	copy(m.d.given, m.given()[:told*stride])
	m.d.forward(stride)
	m.d.project(stride)
	loss := m.loss.made(m.d.grad[len(m.d.grad)-1][:stride], m.d.result()[:stride], n)
	m.d.share(stride)
	m.d.backward(stride, false, true)
	out := m.g.grad[len(m.g.grad)-1][:dims*stride]
	copy(out, m.d.grad[0][:len(out)])
	last := len(m.g.sizes) - 1
	if v := m.g.pre[last]; v != nil {
		m.config.Out.Slope(out, v)
	} else {
		m.config.Out.Slope(out, m.g.result())
	}
	m.g.backward(stride, true, false)
	m.opts[Generator].Step(m.g.w, m.g.g)
	m.follow()
	return loss
}

// follow brings the mean up to a step of the generator; at first it holds on to little.
func (m *GAN) follow() {
	if m.mean == nil {
		return
	}
	m.forged++
	share := float32(max(1-m.config.Average, 4/float64(m.forged+5)))
	for i, w := range m.g.w {
		m.mean.w[i] += float32(share * (w - m.mean.w[i]))
	}
}

// maker is the generator whose fakes are looked at.
func (m *GAN) maker() *stack {
	if m.mean != nil {
		return m.mean
	}
	return m.g
}

// Generate makes points dst (n, dims) out of noise (n, width), with what is given at the end of each row.
func (m *GAN) Generate(dst, noise []float32) { generate(m.g, dst, noise, m.batch) }

// generate sends noise through a generator, at most so many at a time.
func generate(g *stack, dst, noise []float32, batch int) {
	dims, width, stride := g.sizes[len(g.sizes)-1], g.sizes[0], kernel.Stride(batch)
	for n := len(dst) / dims; n > 0; {
		k := min(n, batch)
		g.put(noise[:k*width], k, 0, stride)
		noise = noise[k*width:]
		g.forward(stride)
		for i := 0; i < k; i++ {
			for u := 0; u < dims; u++ {
				dst[i*dims+u] = g.result()[u*stride+i]
			}
		}
		dst, n = dst[k*dims:], n-k
	}
}

// Judge sets p to the discriminator's probability that each of n points (n, dims), with what is given at the end of each row, is real, as
// its logits have it.
func (m *GAN) Judge(p, points []float32) {
	width := m.d.sizes[0] + m.d.told
	for len(p) > 0 {
		k := min(len(p), m.batch)
		m.d.put(points, k, 0, m.stride)
		m.d.forward(m.stride)
		m.d.project(m.stride)
		kernel.SigmoidTo(p[:k], m.d.result()[:k])
		p, points = p[k:], points[k*width:]
	}
}

// Params are the parameters of the generator, then of the discriminator: "g.1.w" (out, in), "g.1.b"… "d.1.w"…
func (m *GAN) Params() []*nn.Param { return slices.Concat(m.g.params, m.d.params) }
