package model

import (
	"fmt"
	"io"
	"math"
	"math/rand/v2"
	"slices"

	"github.com/whisker-lab/whisker/nn"
	"github.com/whisker-lab/whisker/nn/kernel"
)

// GANConfig describes two rivals over points.
type GANConfig struct {
	Generator     []int             // sizes: noise, hidden layers, dimensions of a point
	Discriminator []int             // sizes: dimensions of a point, hidden layers, 1
	Hidden        kernel.Activation // of the hidden layers; relu is usual
	Out           kernel.Activation // of the generator
	Batch         int
	Rate          float64 // of both
	Optimiser     string  // of both; sgd where left out
	Ratio         int     // updates of the discriminator for one of the generator; 1 where 0
	Gauss         bool    // noise is normal; otherwise uniform in [0, 1)
}

// GAN is a generator that makes points out of noise and a discriminator that tells them from real ones, each learning from
// the other (Goodfellow et al., "Generative Adversarial Networks", 2014; the generator maximises log D(G(z))).
type GAN struct {
	config GANConfig
	points *nn.Tensor // (n, dims)
	source *rand.PCG
	rand   *rand.Rand

	g, d        *stack
	stride      int // of one batch
	real, noise *nn.Tensor
	made        *nn.Tensor
	optG, optD  *nn.Optimiser
	lossD       float64
	lossG       float64
	metrics     *nn.Tensor
}

// NewGAN sets rivals over points (n, dims). Weights come from weights; noise and the order of examples from seed.
func NewGAN(c GANConfig, points *nn.Tensor, weights *rand.Rand, seed uint64) (*GAN, error) {
	if c.Ratio == 0 {
		c.Ratio = 1
	}
	if err := c.check(points); err != nil {
		return nil, err
	}
	dims := points.Dim(1)
	m := &GAN{
		config: c, points: points, source: rand.NewPCG(seed, 0x6a4e), stride: kernel.Stride(c.Batch),
		real: nn.NewTensor(c.Batch, dims), noise: nn.NewTensor(c.Batch, c.Generator[0]), made: nn.NewTensor(c.Batch, dims),
		metrics: nn.NewTensor(2),
	}
	m.rand = rand.New(m.source)
	m.g = newStack("g", slices.Clone(c.Generator), c.Hidden, c.Out, m.stride)
	m.d = newStack("d", slices.Clone(c.Discriminator), c.Hidden, kernel.Linear, 2*m.stride)
	m.g.draw(weights)
	m.d.draw(weights)
	var err error
	if m.optG, err = newOptimiser(c.Optimiser, len(m.g.w), c.Rate); err != nil {
		return nil, fmt.Errorf("model: gan: %w", err)
	}
	m.optD, _ = newOptimiser(c.Optimiser, len(m.d.w), c.Rate)
	return m, nil
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
	if got := c.Generator[len(c.Generator)-1]; got != dims {
		return fmt.Errorf("model: gan: the generator makes points of %d dimensions, the data has %d", got, dims)
	}
	if got := c.Discriminator[0]; got != dims || c.Discriminator[len(c.Discriminator)-1] != 1 {
		return fmt.Errorf("model: gan: the discriminator's sizes are %v; want %d first and 1 last", c.Discriminator, dims)
	}
	return nil
}

// Step is one turn: Ratio updates of the discriminator, one of the generator. The loss is the discriminator's. It never
// says that it is done.
func (m *GAN) Step() (loss float64, done bool) {
	for range m.config.Ratio {
		m.draw()
		m.lossD = m.TrainDiscriminator(m.real.Data, m.noise.Data)
	}
	m.lossG = m.TrainGenerator()
	return m.lossD, false
}

// draw takes a batch of points, with replacement, and one of noise.
func (m *GAN) draw() {
	dims := m.points.Dim(1)
	for i := 0; i < m.config.Batch; i++ {
		copy(m.real.Data[i*dims:][:dims], m.points.Data[m.rand.IntN(m.points.Dim(0))*dims:])
	}
	m.drawNoise(m.noise.Data, m.rand)
}

func (m *GAN) drawNoise(z []float32, r *rand.Rand) {
	for i := range z {
		if m.config.Gauss {
			z[i] = float32(r.NormFloat64())
		} else {
			z[i] = r.Float32()
		}
	}
}

// TrainDiscriminator does one update on a batch of real points (batch, dims) and of points made of noise (batch, width), and
// returns the loss before it: −mean log D(real) − mean log(1 − D(made)).
func (m *GAN) TrainDiscriminator(real, noise []float32) float64 {
	loss := m.Rivalry(real, noise)
	m.d.backward(2*m.stride, true, false)
	m.optD.Step(m.d.w, m.d.g)
	return loss
}

// Rivalry is the discriminator's loss on real points and points made of noise, without an update.
func (m *GAN) Rivalry(real, noise []float32) float64 {
	n, stride := m.config.Batch, m.stride
	m.g.put(noise, n, 0, stride)
	m.g.forward(stride)
	m.d.put(real, n, 0, 2*stride)
	for u, dims := 0, m.points.Dim(1); u < dims; u++ {
		copy(m.d.act[0][u*2*stride+stride:][:stride], m.g.result()[u*stride:])
	}
	m.d.forward(2 * stride)
	logits, grad := m.d.result(), m.d.grad[len(m.d.grad)-1]
	return logistic(grad[:stride], logits[:stride], n, 1) + logistic(grad[stride:2*stride], logits[stride:], n, 0)
}

// TrainGenerator does one update of the generator on the noise that the discriminator saw last, and returns the loss before
// it: −mean log D(made). It follows a TrainDiscriminator, which leaves the generator's layers as they are on that noise.
func (m *GAN) TrainGenerator() float64 {
	n, stride := m.config.Batch, m.stride
	copy(m.d.act[0], m.g.result())
	m.d.forward(stride)
	loss := logistic(m.d.grad[len(m.d.grad)-1][:stride], m.d.result()[:stride], n, 1)
	m.d.backward(stride, false, true)
	out := m.g.grad[len(m.g.grad)-1]
	copy(out, m.d.grad[0][:len(out)])
	last := len(m.g.sizes) - 1
	if v := m.g.pre[last]; v != nil {
		m.config.Out.Slope(out, v)
	} else {
		m.config.Out.Slope(out, m.g.result())
	}
	m.g.backward(stride, true, false)
	m.optG.Step(m.g.w, m.g.g)
	return loss
}

// logistic is the mean over n logits of −log of the probability of the target, 1 or 0, and sets grad to its gradient by them,
// 0 in the padding.
func logistic(grad, logits []float32, n int, target float32) float64 {
	// −log σ(z) = softplus(−z) and −log(1 − σ(z)) = softplus(z).
	for i, z := range logits[:n] {
		if target > 0 {
			z = -z
		}
		grad[i] = z
	}
	kernel.SoftplusTo(grad, grad)
	loss := float64(kernel.Sum(grad[:n])) / float64(n)
	kernel.SigmoidTo(grad, logits)
	scale := 1 / float32(n)
	for i := range grad {
		grad[i] = (grad[i] - target) * scale
	}
	clear(grad[n:])
	return loss
}

// Noise draws what Generate takes: z (n, width). It has nothing to do with the noise of training.
func (m *GAN) Noise(z []float32, r *rand.Rand) { m.drawNoise(z, r) }

// Generate makes points dst (n, dims) out of noise (n, width).
func (m *GAN) Generate(dst, noise []float32) {
	dims, width, batch := m.points.Dim(1), m.config.Generator[0], m.config.Batch
	for n := len(dst) / dims; n > 0; {
		k := min(n, batch)
		m.g.put(noise[:k*width], k, 0, m.stride)
		noise = noise[k*width:]
		m.g.forward(m.stride)
		for i := 0; i < k; i++ {
			for u := 0; u < dims; u++ {
				dst[i*dims+u] = m.g.result()[u*m.stride+i]
			}
		}
		dst, n = dst[k*dims:], n-k
	}
}

// Judge sets p to the discriminator's probability that each of n points (n, dims) is real.
func (m *GAN) Judge(p, points []float32) {
	dims, batch := m.points.Dim(1), m.config.Batch
	for len(p) > 0 {
		k := min(len(p), batch)
		m.d.put(points, k, 0, m.stride)
		m.d.forward(m.stride)
		kernel.SigmoidTo(p[:k], m.d.result()[:k])
		p, points = p[k:], points[k*dims:]
	}
}

// Params are the parameters of the generator, then of the discriminator: "g.1.w" (out, in), "g.1.b"… "d.1.w"…
func (m *GAN) Params() []*nn.Param { return slices.Concat(m.g.params, m.d.params) }

// Tune is part of nn.Learner: lr, or the learning rate of one rival alone (lrg, lrd), and ratio.
func (m *GAN) Tune(name string, v float64) {
	switch name {
	case "lr":
		m.optG.Rate, m.optD.Rate = v, v
	case "lrg":
		m.optG.Rate = v
	case "lrd":
		m.optD.Rate = v
	case "ratio":
		m.config.Ratio = max(1, int(v))
	}
}

// Publish is part of nn.Learner: the last batch of real and of made points (batch, dims), the losses (discriminator,
// generator) and all parameters.
func (m *GAN) Publish(emit func(name string, t *nn.Tensor)) {
	dims := m.points.Dim(1)
	for i := 0; i < m.config.Batch; i++ {
		for u := 0; u < dims; u++ {
			m.made.Data[i*dims+u] = m.g.result()[u*m.stride+i]
		}
	}
	m.metrics.Data[0], m.metrics.Data[1] = float32(m.lossD), float32(m.lossG)
	emit("real", m.real)
	emit("made", m.made)
	emit("loss", m.metrics)
	for _, p := range m.g.params {
		emit(p.Name, p.Value)
	}
	for _, p := range m.d.params {
		emit(p.Name, p.Value)
	}
}

// Save is part of nn.Learner.
func (m *GAN) Save(w io.Writer) error {
	e := nn.NewEncoder(w, "gan")
	for _, p := range m.Params() {
		e.String(p.Name)
		e.Floats(p.Value.Data)
	}
	e.Floats(m.noise.Data)
	e.Uint(uint64(m.config.Ratio))
	e.Optimiser(m.optG)
	e.Optimiser(m.optD)
	e.Source(m.source)
	return e.Close()
}

// Load is part of nn.Learner.
func (m *GAN) Load(r io.Reader) error {
	d := nn.NewDecoder(r, "gan")
	for _, p := range m.Params() {
		d.Expect("a parameter", p.Name)
		d.Floats(p.Name, p.Value.Data)
	}
	d.Floats("noise", m.noise.Data)
	d.Int(&m.config.Ratio, 1, math.MaxInt32)
	d.Optimiser(m.optG)
	d.Optimiser(m.optD)
	d.Source(m.source)
	return d.Close()
}
