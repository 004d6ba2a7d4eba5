package model

import (
	"fmt"
	"io"
	"math"
	"math/rand/v2"

	"github.com/whisker-lab/whisker/nn"
	"github.com/whisker-lab/whisker/nn/kernel"
)

// RNNConfig describes a network that guesses the next code of a text.
type RNNConfig struct {
	Net       nn.Description // from a sequence of codes to one logit a code, at every step
	Batch     int            // places of the text that are read at once
	Steps     int            // codes in one step, through which gradients go back
	Optimiser string         // sgd where left out
	Rate      float64
	Clip      float64 // limit of the gradient's norm; none where 0
}

// RNN is a network that reads a text, code by code, and guesses the next one (Karpathy, "The Unreasonable Effectiveness of
// Recurrent Neural Networks", 2015). The text is read at Batch places at once, each step going on where the last one ended,
// with the hidden state carried over.
type RNN struct {
	config RNNConfig
	net    *nn.Network
	text   []float32
	codes  int
	stream int // codes from one place to the next
	at     int
	x, y   *nn.Tensor // (steps, batch)
	dz     nn.Tensor
	opt    *nn.Optimiser
	clip   float64
	loss   float64
	voice  *nn.Network // shares the weights, has its own state
	one    *nn.Tensor
	p      []float32
	bits   *nn.Tensor
}

// NewRNN trains on a text of codes, whole numbers from 0. Weights come from weights.
func NewRNN(c RNNConfig, text []float32, weights *rand.Rand) (*RNN, error) {
	shape, err := c.Net.Shape()
	if err != nil {
		return nil, fmt.Errorf("model: rnn: %w", err)
	}
	codes := c.Net.Codes
	if codes == 0 || len(shape) != 1 || shape[0] != codes {
		return nil, fmt.Errorf("model: rnn: the network gives %v for %d codes; want one logit a code", shape, codes)
	}
	if c.Batch < 1 || c.Steps < 1 || len(text)/c.Batch < c.Steps+1 {
		return nil, fmt.Errorf("model: rnn: %d codes are too few to be read %d at a time in %d places", len(text), c.Steps, c.Batch)
	}
	for i, v := range text {
		if k := int(v); v != float32(k) || k < 0 || k >= codes {
			return nil, fmt.Errorf("model: rnn: code %d is %v; the network knows %d", i, v, codes)
		}
	}
	net, err := c.Net.Build(weights)
	if err != nil {
		return nil, fmt.Errorf("model: rnn: %w", err)
	}
	voice, err := c.Net.Build(rand.New(rand.NewPCG(0, 0)))
	if err != nil {
		return nil, fmt.Errorf("model: rnn: %w", err)
	}
	for i, p := range voice.Params() {
		p.Value = net.Params()[i].Value
	}
	values, _ := net.Flat()
	opt, err := newOptimiser(c.Optimiser, len(values), c.Rate)
	if err != nil {
		return nil, fmt.Errorf("model: rnn: %w", err)
	}
	net.FeedsOnData()
	net.SetCarry(true)
	voice.SetCarry(true)
	return &RNN{
		config: c, net: net, text: text, codes: codes, stream: len(text) / c.Batch,
		x: nn.NewTensor(c.Steps, c.Batch), y: nn.NewTensor(c.Steps, c.Batch), opt: opt, clip: c.Clip,
		voice: voice, one: nn.NewTensor(1, 1), p: make([]float32, codes), bits: nn.NewTensor(1),
	}, nil
}

// Step is part of nn.Learner: the next codes at every place. At the end of the text it begins again, with a state of zeros.
func (m *RNN) Step() (loss float64, done bool) {
	if m.at+m.config.Steps+1 > m.stream {
		m.at = 0
		m.net.Reset()
	}
	for b := 0; b < m.config.Batch; b++ {
		from := m.text[b*m.stream+m.at:]
		for t := 0; t < m.config.Steps; t++ {
			m.x.Data[t*m.config.Batch+b], m.y.Data[t*m.config.Batch+b] = from[t], from[t+1]
		}
	}
	m.at += m.config.Steps
	return m.TrainBatch(m.x, m.y), false
}

// TrainBatch does one update on codes x and the ones that follow them y, both (steps, batch), and returns the loss before it,
// in nats a code.
func (m *RNN) TrainBatch(x, y *nn.Tensor) float64 {
	m.net.ClearGrads()
	z := m.net.Forward(x, true)
	m.dz.Resize(z.Shape...)
	m.loss = kernel.CrossEntropy(m.dz.Data, z.Data, y.Data, len(y.Data), m.codes)
	m.net.Backward(&m.dz)
	if m.clip > 0 {
		nn.ClipNorm(m.net.Params(), m.clip)
	}
	m.opt.Step(m.net.Flat())
	return m.loss
}

// Loss is the mean loss over x and y, in nats a code, from wherever the state is.
func (m *RNN) Loss(x, y *nn.Tensor) float64 {
	z := m.net.Forward(x, false)
	m.dz.Resize(z.Shape...)
	return kernel.CrossEntropy(m.dz.Data, z.Data, y.Data, len(y.Data), m.codes)
}

// Say goes on from a text with n codes of its own, each drawn from the network's guess: at temperature 1 as it is, below more
// surely, above more freely. It leaves the state of training alone.
func (m *RNN) Say(prompt []float32, n int, temperature float64, r *rand.Rand) []float32 {
	m.voice.Reset()
	said := make([]float32, 0, n)
	code := float32(0)
	for i := 0; i < len(prompt)+n-1 || i == 0; i++ {
		if i < len(prompt) {
			code = prompt[i]
		}
		m.one.Data[0] = code
		z := m.voice.Forward(m.one, false)
		if i < len(prompt)-1 {
			continue
		}
		for j, v := range z.Data {
			m.p[j] = v / float32(math.Max(temperature, 1e-3))
		}
		kernel.SoftmaxRows(m.p, m.p, 1, m.codes)
		code = draw(m.p, r.Float32())
		if said = append(said, code); len(said) == n {
			break
		}
	}
	return said
}

// draw picks the code at which the probabilities add up to u.
func draw(p []float32, u float32) float32 {
	for i, v := range p {
		if u -= v; u < 0 {
			return float32(i)
		}
	}
	return float32(len(p) - 1)
}

// Network is the network that is trained.
func (m *RNN) Network() *nn.Network { return m.net }

// Tune is part of nn.Learner: lr and clip.
func (m *RNN) Tune(name string, v float64) {
	switch name {
	case "lr":
		m.opt.Rate = v
	case "clip":
		m.clip = v
	}
}

// Publish is part of nn.Learner: the parameters by name, and the last loss in bits a code.
func (m *RNN) Publish(emit func(name string, t *nn.Tensor)) {
	for _, p := range m.net.Params() {
		emit(p.Name, p.Value)
	}
	m.bits.Data[0] = float32(m.loss / math.Ln2)
	emit("bitsPerChar", m.bits)
}

// Save is part of nn.Learner.
func (m *RNN) Save(w io.Writer) error {
	e := nn.NewEncoder(w, "rnn")
	m.net.Write(e)
	e.Uint(uint64(m.at))
	e.Optimiser(m.opt)
	e.Float(m.clip)
	return e.Close()
}

// Load is part of nn.Learner.
func (m *RNN) Load(r io.Reader) error {
	d := nn.NewDecoder(r, "rnn")
	m.net.Read(d)
	d.Int(&m.at, 0, m.stream)
	d.Optimiser(m.opt)
	d.Float(&m.clip)
	return d.Close()
}
