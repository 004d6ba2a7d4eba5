package model

import (
	"errors"
	"fmt"
	"io"
	"math"
	"math/rand/v2"

	"github.com/whisker-lab/whisker/nn"
	"github.com/whisker-lab/whisker/nn/kernel"
)

// SpellerConfig describes a network that learns to write lines, code by code.
type SpellerConfig struct {
	Net       nn.Description // from a sequence of codes to one logit a code, at every step; its first layer is what remembers
	Batch     int            // lines that are read side by side
	Steps     int            // codes of a line in one step, through which gradients go back
	Optimiser string         // sgd where left out
	Rate      float64
	Clip      float64 // limit of the gradient's norm; none where 0
}

// Speller is a network that reads lines, each from a state of zeros, and guesses the next code at every place (Karpathy, "The Unreasonable
// Effectiveness of Recurrent Neural Networks", 2015). Code 0 stands before a line and is what has to be guessed after its last one. A
// line that is longer than a step goes on in the next one, with its state carried over.
type Speller struct {
	net   *nn.Network
	codes int
	lines [][]float32
	order *order
	scan  scan
	dz    nn.Tensor
	opt   *nn.Optimiser
	clip  float64
	read  int // lines that were begun
	loss  float64
	bits  *nn.Tensor
}

const (
	mostRows  = 256
	mostSteps = 256
)

var errNoLines = errors.New("model: speller: there are no lines to learn")

// NewSpeller learns lines of codes, whole numbers from 1. Weights come from weights, the order of the lines from a seed.
func NewSpeller(c SpellerConfig, lines [][]float32, weights *rand.Rand, seed uint64) (*Speller, error) {
	shape, err := c.Net.Shape()
	if err != nil {
		return nil, fmt.Errorf("model: speller: %w", err)
	}
	codes := c.Net.Codes
	switch {
	case codes == 0 || len(shape) != 1 || shape[0] != codes:
		return nil, fmt.Errorf("model: speller: the network gives %v for %d codes; want one logit a code", shape, codes)
	case c.Batch < 1 || c.Batch > mostRows || c.Steps < 1 || c.Steps > mostSteps:
		return nil, fmt.Errorf("model: speller: %d lines of %d codes in a step; want 1 to %d of 1 to %d", c.Batch, c.Steps, mostRows, mostSteps)
	case len(lines) == 0:
		return nil, errNoLines
	}
	for i, line := range lines {
		for _, v := range line {
			if k := int(v); v != float32(k) || k < 1 || k >= codes {
				return nil, fmt.Errorf("model: speller: line %d holds code %v; the network knows 1 to %d", i, v, codes-1)
			}
		}
	}
	net, err := c.Net.Build(weights)
	if err != nil {
		return nil, fmt.Errorf("model: speller: %w", err)
	}
	values, _ := net.Flat()
	opt, err := newOptimiser(c.Optimiser, len(values), c.Rate)
	if err != nil {
		return nil, fmt.Errorf("model: speller: %w", err)
	}
	net.FeedsOnData()
	net.SetCarry(true)
	m := &Speller{net: net, codes: codes, lines: lines, order: newOrder(len(lines), seed), opt: opt, clip: c.Clip, bits: nn.NewTensor(1)}
	m.scan.size(c.Batch, c.Steps)
	return m, nil
}

// Step is part of nn.Learner: the next codes of as many lines as a batch has. The loss is in nats a code.
func (m *Speller) Step() (loss float64, done bool) {
	m.scan.fill(m.lines, m.net, m.next)
	m.net.ClearGrads()
	z := m.net.Forward(m.scan.x, true)
	m.dz.Resize(z.Shape...)
	m.loss = m.scan.errors(m.dz.Data, z.Data, m.codes) / float64(m.scan.used)
	m.net.Backward(&m.dz)
	if m.clip > 0 {
		nn.ClipNorm(m.net.Params(), m.clip)
	}
	m.opt.Step(m.net.Flat())
	m.scan.pass(m.lines)
	return m.loss, false
}

// next is the line that is to be read now.
func (m *Speller) next() int {
	m.read++
	return int(m.order.take(1)[0])
}

// Epochs is how often all lines have been begun.
func (m *Speller) Epochs() float64 { return float64(m.read) / float64(len(m.lines)) }

// Used is how many codes the last step guessed.
func (m *Speller) Used() int { return m.scan.used }

// Network is the network that is trained.
func (m *Speller) Network() *nn.Network { return m.net }

// Tune is part of nn.Learner: lr, clip, and, with lines that are begun anew, batch and steps.
func (m *Speller) Tune(name string, v float64) {
	switch name {
	case "lr":
		m.opt.Rate = v
	case "clip":
		m.clip = v
	case "batch":
		m.scan.size(int(min(max(v, 1), mostRows)), m.scan.steps)
	case "steps":
		m.scan.size(m.scan.rows, int(min(max(v, 1), mostSteps)))
	}
}

// Publish is part of nn.Learner: the parameters by name, and the last loss in bits a code.
func (m *Speller) Publish(emit func(name string, t *nn.Tensor)) {
	for _, p := range m.net.Params() {
		emit(p.Name, p.Value)
	}
	m.bits.Data[0] = float32(m.loss / math.Ln2)
	emit("bitsPerCode", m.bits)
}

// Save is part of nn.Learner.
func (m *Speller) Save(w io.Writer) error {
	e := nn.NewEncoder(w, "speller")
	m.net.Write(e)
	m.order.write(e)
	e.Uint(uint64(m.read))
	m.scan.write(e)
	e.Optimiser(m.opt)
	e.Float(m.clip)
	return e.Close()
}

// Load is part of nn.Learner.
func (m *Speller) Load(r io.Reader) error {
	d := nn.NewDecoder(r, "speller")
	m.net.Read(d)
	m.order.read(d)
	d.Int(&m.read, 0, math.MaxInt32)
	next := readScan(d, m.lines)
	d.Optimiser(m.opt)
	d.Float(&m.clip)
	if err := d.Close(); err != nil {
		return err
	}
	m.scan = next
	return nil
}

// scan reads lines side by side, so many codes of each at a time.
type scan struct {
	rows, steps int
	line, at    []int32    // (rows): which one is read and how much of it was, −1 for none
	x, y        *nn.Tensor // (steps, rows): codes, and the ones that follow them, −1 where nothing counts
	used        int        // codes that count
}

// size makes room; what was begun is begun anew.
func (f *scan) size(rows, steps int) {
	if f.rows == rows && f.steps == steps {
		return
	}
	f.rows, f.steps = rows, steps
	f.line, f.at = make([]int32, rows), make([]int32, rows)
	f.x, f.y = nn.NewTensor(steps, rows), nn.NewTensor(steps, rows)
	f.clear()
}

func (f *scan) clear() {
	for b := range f.line {
		f.line[b], f.at[b] = -1, 0
	}
}

// fill takes the next codes of every row. A row whose line has ended begins the next one, or none for −1, with a state of zeros.
func (f *scan) fill(lines [][]float32, net *nn.Network, next func() int) {
	f.used = 0
	for b := range f.line {
		if f.line[b] < 0 {
			f.line[b], f.at[b] = int32(next()), 0
			net.ResetRow(b, f.rows)
		}
		var line []float32
		n := 0
		if f.line[b] >= 0 {
			line = lines[f.line[b]]
			n = min(f.steps, len(line)+1-int(f.at[b]))
		}
		for t := range f.steps {
			x, y := float32(0), float32(-1)
			if t < n {
				if k := int(f.at[b]) + t; k > 0 {
					x = line[k-1]
				}
				if k := int(f.at[b]) + t; k < len(line) {
					y = line[k]
				} else {
					y = 0
				}
			}
			f.x.Data[t*f.rows+b], f.y.Data[t*f.rows+b] = x, y
		}
		f.used += n
	}
}

// pass goes on behind what was filled in.
func (f *scan) pass(lines [][]float32) {
	for b, k := range f.line {
		if k < 0 {
			continue
		}
		if f.at[b] += int32(f.steps); int(f.at[b]) > len(lines[k]) {
			f.line[b], f.at[b] = -1, 0
		}
	}
}

const leastChance = 1e-12 // that a code is given credit for, so that no loss is without bounds

// errors sets dz to the gradient by z (steps, rows, codes) of the mean loss over the codes that count, and returns the sum of those losses in nats.
// The logarithm is Log1p, which gives the same bits on every machine.
func (f *scan) errors(dz, z []float32, codes int) (sum float64) {
	kernel.SoftmaxRows(dz, z, len(f.y.Data), codes)
	scale := 1 / float32(max(f.used, 1))
	for i, class := range f.y.Data {
		d := dz[i*codes:][:codes]
		if class < 0 {
			clear(d)
			continue
		}
		sum -= lnOf(d[int(class)])
		for j := range d {
			d[j] *= scale
		}
		d[int(class)] -= scale
	}
	return sum
}

// lnOf is the logarithm of a chance; of one that is next to none, that of the least.
func lnOf(p float32) float64 { return math.Log1p(max(float64(p), leastChance) - 1) }

// write saves which lines are being read, and how far.
func (f *scan) write(e *nn.Encoder) {
	e.Uint(uint64(f.rows))
	e.Uint(uint64(f.steps))
	e.Ints(f.line)
	e.Ints(f.at)
}

// readScan reads what write wrote; it holds once the decoder is closed.
func readScan(d *nn.Decoder, lines [][]float32) scan {
	longest := 0
	for _, line := range lines {
		longest = max(longest, len(line))
	}
	var next scan
	next.size(max(d.Count(mostRows), 1), max(d.Count(mostSteps), 1))
	d.Ints("lines that are being read", next.line, -1, len(lines)-1)
	d.Ints("how far", next.at, 0, longest)
	return next
}
