package model

import (
	"math"
	"math/rand/v2"

	"github.com/whisker-lab/whisker/nn"
	"github.com/whisker-lab/whisker/nn/kernel"
)

// What a speller knows is looked at by networks of their own, so that training is left alone.

// copyOf is a network like the speller's, with weights of its own.
func (m *Speller) copyOf(c nn.Description) *nn.Network {
	net, err := c.Build(rand.New(rand.NewPCG(0, 0)))
	if err != nil {
		panic(badCopy)
	}
	return net
}

const badCopy = "model: speller: a network that was built once can be built again"

// Judge measures what a speller's weights of one moment know of some lines, piece by piece, while the speller goes on learning.
type Judge struct {
	net   *nn.Network
	codes int
	lines [][]float32
	scan  scan
	dz    nn.Tensor
	begun int // lines
	sum   float64
	n     int

	// Heard, if it is there, is told of every code that was read: of which line it is the at-th, from 0 for the code before the line, and
	// the cells after it (hidden), which are the judge's own.
	Heard func(line, at int, cells []float32)
}

// Judge makes a judge of some lines, of which it reads so many side by side.
func (m *Speller) Judge(c nn.Description, lines [][]float32, rows int) *Judge {
	j := &Judge{net: m.copyOf(c), codes: m.codes, lines: lines}
	j.net.SetCarry(true)
	j.scan.size(min(max(min(rows, len(lines)), 1), mostRows), m.scan.steps)
	return j
}

// Begin takes the speller's weights as they are now, and forgets what was measured.
func (j *Judge) Begin(m *Speller) {
	to, _ := j.net.Flat()
	from, _ := m.net.Flat()
	copy(to, from)
	j.net.Reset()
	j.scan.clear()
	j.begun, j.sum, j.n = 0, 0, 0
}

// Go reads one piece, and tells whether there was one to read.
func (j *Judge) Go() bool {
	if j.begun >= len(j.lines) && !j.scan.open() {
		return false
	}
	j.scan.fill(j.lines, j.net, j.next)
	if j.Heard == nil {
		z := j.net.Forward(j.scan.x, false)
		j.measure(z)
	} else {
		h := j.net.Layers[0].Forward(j.scan.x, false)
		j.tell(h)
		for _, l := range j.net.Layers[1:] {
			h = l.Forward(h, false)
		}
		j.measure(h)
	}
	j.scan.pass(j.lines)
	return true
}

func (j *Judge) measure(z *nn.Tensor) {
	j.dz.Resize(z.Shape...)
	j.sum += j.scan.errors(j.dz.Data, z.Data, j.codes)
	j.n += j.scan.used
}

func (j *Judge) tell(h *nn.Tensor) {
	width := h.Shape[2]
	for i, y := range j.scan.y.Data {
		if y >= 0 {
			t, b := i/j.scan.rows, i%j.scan.rows
			j.Heard(int(j.scan.line[b]), int(j.scan.at[b])+t, h.Data[i*width:][:width])
		}
	}
}

func (j *Judge) next() int {
	if j.begun >= len(j.lines) {
		return -1
	}
	j.begun++
	return j.begun - 1
}

// open tells whether a line has been begun that has not ended.
func (f *scan) open() bool {
	for _, k := range f.line {
		if k >= 0 {
			return true
		}
	}
	return false
}

// Bits is how many bits a code the network lacks on average, of what was read since Begin; no number where that is nothing.
func (j *Judge) Bits() float64 {
	if j.n == 0 {
		return math.NaN()
	}
	return j.sum / float64(j.n) / math.Ln2
}

// Write saves a judge in the middle of its work.
func (j *Judge) Write(e *nn.Encoder) {
	j.net.Write(e)
	j.scan.write(e)
	e.Uint(uint64(j.begun))
	e.Float(j.sum)
	e.Uint(uint64(j.n))
}

// Read takes what Write wrote. What it returns is to be called once the decoder is closed without an error.
func (j *Judge) Read(d *nn.Decoder) (done func()) {
	j.net.Read(d)
	next := readScan(d, j.lines)
	d.Int(&j.begun, 0, len(j.lines))
	d.Float(&j.sum)
	d.Int(&j.n, 0, math.MaxInt32)
	return func() { j.scan = next }
}

// Voice writes with a speller's weights as they are.
type Voice struct {
	Mute int // the code that it never writes, 0 for none

	net   *nn.Network
	codes int
	x     nn.Tensor
	p     []float32
	cells []float32
}

// Voice makes one, which shares the weights.
func (m *Speller) Voice(c nn.Description) *Voice {
	net := m.copyOf(c)
	for i, p := range net.Params() {
		p.Value = m.net.Params()[i].Value
	}
	return &Voice{net: net, codes: m.codes}
}

// Read reads a line's beginning, behind code 0, from a state of zeros. It returns the cells after each code (1+len, hidden) and the chances of each
// code to come next (1+len, codes) at a temperature: at 1 as they are, below surer, above freer. Both are the voice's own.
func (v *Voice) Read(line []float32, temperature float64) (cells, chances []float32) {
	v.net.SetCarry(false)
	n := 1 + len(line)
	v.x.Resize(n, 1)
	v.x.Data[0] = 0
	copy(v.x.Data[1:], line)
	h := v.net.Layers[0].Forward(&v.x, false)
	v.cells = append(v.cells[:0], h.Data...)
	for _, l := range v.net.Layers[1:] {
		h = l.Forward(h, false)
	}
	v.p = resized(v.p, n*v.codes)
	v.soften(h.Data, temperature)
	kernel.SoftmaxRows(v.p, v.p, n, v.codes)
	return v.cells, v.p
}

// coldest is the lowest temperature: there the likeliest code is as good as certain.
const coldest = 1e-2

// mute is a logit of next to no chance.
const mute = -1e9

// soften sets p to logits at a temperature, and to none of the code that is mute.
func (v *Voice) soften(z []float32, temperature float64) {
	t := float32(max(temperature, coldest))
	for i := range v.p {
		v.p[i] = z[i] / t
	}
	for i := v.Mute; v.Mute > 0 && i < len(v.p); i += v.codes {
		v.p[i] = mute
	}
}

// Write writes as many lines as there are dice, each code drawn by its line's own, up to so many codes. Lines are without code 0; those that come to no
// end are cut off.
func (v *Voice) Write(lines [][]float32, most int, temperature float64, dice []*rand.Rand) {
	v.net.SetCarry(true)
	v.net.Reset()
	n := len(lines)
	v.x.Resize(1, n)
	clear(v.x.Data)
	for i := range lines {
		lines[i] = lines[i][:0]
	}
	v.p = resized(v.p, n*v.codes)
	for at, open := 0, n; at < most && open > 0; at++ {
		z := v.net.Forward(&v.x, false)
		v.soften(z.Data, temperature)
		kernel.SoftmaxRows(v.p, v.p, n, v.codes)
		open = 0
		for i := range lines {
			if at > 0 && v.x.Data[i] == 0 {
				continue // it has ended
			}
			code := draw(v.p[i*v.codes:][:v.codes], dice[i].Float32())
			if v.x.Data[i] = code; code != 0 {
				lines[i] = append(lines[i], code)
				open++
			}
		}
	}
}

func resized(x []float32, n int) []float32 {
	if cap(x) < n {
		return make([]float32, n)
	}
	return x[:n]
}
