package model

import (
	"errors"
	"io"
	"math"

	"github.com/whisker-lab/whisker/nn"
)

// Tune is part of nn.Learner: lr, or the learning rate of one rival alone (lrg, lrd), ratio, batch, up to the most that there is
// room for, loss, by its place among GANLosses, and ruleg and ruled, an optimiser by its place among nn.Rules.
func (m *GAN) Tune(name string, v float64) {
	switch name {
	case "lr":
		m.rate(Generator, v)
		m.rate(Discriminator, v)
	case "lrg":
		m.rate(Generator, v)
	case "lrd":
		m.rate(Discriminator, v)
	case "ratio":
		m.config.Ratio = int(min(max(1, v), 1<<10))
	case "batch":
		m.next = int(min(max(1, v), float64(m.config.Most)))
	case "loss":
		if v >= 0 && v < float64(len(GANLosses)) && (m.penalty != nil || v != wasserstein) {
			m.loss = ganLoss(v)
		}
	case "ruleg":
		m.rule(Generator, v)
	case "ruled":
		m.rule(Discriminator, v)
	}
}

func (m *GAN) rate(who int, v float64) { m.opts[who].Rate, m.config.Rates[who] = v, v }

// rule gives a rival another optimiser, which begins with nothing.
func (m *GAN) rule(who int, v float64) {
	if !(v >= 0 && v < float64(len(nn.Rules))) || m.opts[who].Rule == nn.Rule(v) {
		return
	}
	if o, err := m.optimiser(who, nn.Rules[int(v)]); err == nil {
		m.opts[who] = o
	}
}

// Publish is part of nn.Learner: the last batch of real and of made points (batch, dims), the losses (discriminator,
// generator) and all parameters.
func (m *GAN) Publish(emit func(name string, t *nn.Tensor)) {
	dims := m.points.Dim(1)
	for i := 0; i < m.batch; i++ {
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
	for _, v := range []int{m.config.Ratio, int(m.loss), m.next, m.batch} {
		e.Uint(uint64(v))
	}
	e.Floats(m.real.Data)
	e.Floats(m.noise.Data)
	e.Floats(m.mix)
	e.Float(m.lossG)
	e.Float(m.lossD)
	for _, o := range m.opts {
		e.Uint(uint64(o.Rule))
		e.Optimiser(o)
	}
	e.Source(m.source)
	if m.mean != nil {
		e.Uint(uint64(m.forged))
		e.Floats(m.mean.w)
	}
	return e.Close()
}

var errGAN = errors.New("model: gan: load: no batch, or a loss that these rivals have not")

// Load is part of nn.Learner. In the middle of a turn it brings back what the turn is about.
func (m *GAN) Load(r io.Reader) error {
	d := nn.NewDecoder(r, "gan")
	for _, p := range m.Params() {
		d.Expect("a parameter", p.Name)
		d.Floats(p.Name, p.Value.Data)
	}
	var ratio, next int
	d.Int(&ratio, 1, math.MaxInt32)
	loss := d.Count(len(GANLosses) - 1)
	d.Int(&next, 1, m.config.Most)
	batch := d.Count(m.config.Most)
	if batch < 1 || loss == wasserstein && m.penalty == nil {
		d.Fail(errGAN)
	}
	real, noise, mix := make([]float32, batch*m.real.Shape[1]), make([]float32, batch*m.noise.Shape[1]), make([]float32, batch)
	d.Floats("a batch", real)
	d.Floats("noise", noise)
	d.Floats("a mixture", mix)
	var losses [2]float64
	d.Float(&losses[Generator])
	d.Float(&losses[Discriminator])
	var opts [2]*nn.Optimiser
	for who := range opts {
		o, err := m.optimiser(who, nn.Rules[d.Count(len(nn.Rules)-1)])
		if err != nil {
			d.Fail(err)
			break
		}
		opts[who] = o
		d.Optimiser(o)
	}
	d.Source(m.source)
	forged := m.forged
	if m.mean != nil {
		d.Int(&forged, 0, math.MaxInt32)
		d.Floats("mean weights", m.mean.w)
	}
	if err := d.Close(); err != nil {
		return err
	}
	m.config.Ratio, m.loss, m.next, m.opts, m.lossG, m.lossD = ratio, ganLoss(loss), next, opts, losses[Generator], losses[Discriminator]
	m.forged = forged
	m.resize(batch)
	copy(m.real.Data, real)
	copy(m.noise.Data, noise)
	copy(m.mix, mix)
	m.fake()
	return nil
}
