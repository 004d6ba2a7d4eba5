package model

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"math"
	"math/rand/v2"
	"strings"

	"github.com/whisker-lab/whisker/nn"
)

// mlpState is what a save holds: all that the next steps depend on and that the spec and the training set do not say.
type mlpState struct {
	params, was, grads        []float32
	index, units              []int32
	penalties                 []float32 // l1 and l2
	shares                    []float64
	size, at, drawn, from, to int // see feed; from and to are its recent
	epochs, steps             int
	shuffle                   uint64
	last, rate                float64
	order, drops              *rand.PCG
	opt                       *nn.Optimiser // or
	full                      *fullBatch
}

// What a save says of each unit.
const (
	unitFrozen = 1 << iota
	unitCut
)

// Save writes the weights, the optimiser, the order of the examples and the place in it, so that after Load into an MLP of
// the same spec and training set the next steps give the same bits.
func (m *MLP) Save(w io.Writer) error {
	e := nn.NewEncoder(w, "mlp")
	for _, said := range m.identity() {
		e.String(said[1])
	}
	units, shares := m.gates()
	for _, x := range [][]float32{m.params, m.was, m.grads, {m.l1, m.l2}} {
		e.Floats(x)
	}
	e.Ints(m.feed.index)
	e.Ints(units)
	e.Doubles(shares)
	f := &m.feed
	for _, v := range [...]int{f.size, f.at, f.drawn, f.recent.from, f.recent.to, f.epochs, m.steps} {
		e.Uint(uint64(v))
	}
	e.Uint(f.state)
	e.Float(m.last)
	e.Float(m.rate)
	e.Source(f.order)
	e.Source(m.drops)
	if m.full != nil {
		e.LBFGS(m.full.method)
	} else {
		e.Optimiser(m.opt)
	}
	if err := e.Close(); err != nil {
		return fmt.Errorf("model: saving the network: %w", err)
	}
	return nil
}

// identity is what must be the same where a save is loaded, each with its name.
func (m *MLP) identity() [4][2]string {
	var layers strings.Builder
	fmt.Fprint(&layers, m.features())
	for _, l := range m.layers {
		fmt.Fprint(&layers, " ", l.out, " ", l.act)
	}
	rule := nn.LBFGSRule
	if m.opt != nil {
		rule = nn.Rules[m.opt.Rule]
	}
	return [...][2]string{
		{"the loss", m.loss.String()}, {"the network", layers.String()}, {"the optimiser", rule},
		{"the number of examples", fmt.Sprint(m.feed.n)},
	}
}

// gates is what a save says of every unit and of what every layer drops.
func (m *MLP) gates() (units []int32, shares []float64) {
	for i := range m.layers {
		l := &m.layers[i]
		for u, frozen := range l.frozen {
			var is int32
			if frozen {
				is |= unitFrozen
			}
			if l.gate != nil && l.gate.cut[u] {
				is |= unitCut
			}
			units = append(units, is)
		}
		shares = append(shares, m.Dropout(i+1))
	}
	return units, shares
}

// setGates takes what gates gave.
func (m *MLP) setGates(units []int32, shares []float64) {
	for i := range m.layers {
		l := &m.layers[i]
		for u := range l.frozen {
			l.frozen[u] = units[u]&unitFrozen != 0
			m.Cut(i+1, u, units[u]&unitCut != 0)
		}
		units = units[l.out:]
		m.drop(i+1, shares[i])
	}
	m.hold()
}

// Load reads what Save wrote, and no byte more. After an error the MLP is as it was.
func (m *MLP) Load(r io.Reader) error {
	// The first bytes say which of two formats it is; a file too short for that is the newer one's to refuse.
	magic := make([]byte, len(oldMagic))
	n, err := io.ReadFull(r, magic)
	if err != nil && err != io.EOF && err != io.ErrUnexpectedEOF {
		return fmt.Errorf("model: loading the network: %w", err)
	}
	r = io.MultiReader(bytes.NewReader(magic[:n]), r)
	read := m.read
	if string(magic[:n]) == oldMagic {
		read = m.readOld
	}
	s, err := m.blank()
	if err == nil {
		err = read(r, s)
	}
	if err == nil {
		err = s.check(m)
	}
	if err != nil {
		return fmt.Errorf("model: loading the network: %w", err)
	}
	m.take(s)
	return nil
}

// blank is a state with room for this network's.
func (m *MLP) blank() (s *mlpState, err error) {
	n := len(m.params)
	s = &mlpState{
		params: make([]float32, n), was: make([]float32, n), grads: make([]float32, n), penalties: make([]float32, 2),
		index: make([]int32, m.feed.n), units: make([]int32, len(m.tally)), shares: make([]float64, len(m.layers)),
		order: new(rand.PCG), drops: new(rand.PCG),
	}
	if m.full != nil {
		s.full = m.newFullBatch()
		return s, nil
	}
	s.opt, err = nn.NewOptimiser(nn.Rules[m.opt.Rule], n, 0)
	return s, err
}

// read fills s with what Save wrote.
func (m *MLP) read(r io.Reader, s *mlpState) error {
	d := nn.NewDecoder(r, "mlp")
	for _, said := range m.identity() {
		d.Expect(said[0], said[1])
	}
	d.Floats("the weights", s.params)
	d.Floats("the weights before", s.was)
	d.Floats("the gradients", s.grads)
	d.Floats("the penalties", s.penalties)
	d.Ints("the order", s.index, 0, m.feed.n-1)
	d.Ints("the units", s.units, 0, unitFrozen|unitCut)
	d.Doubles("the shares dropped", s.shares)
	for _, v := range [...]*int{&s.size, &s.at, &s.drawn, &s.from, &s.to} {
		d.Int(v, 0, m.feed.n)
	}
	d.Int(&s.epochs, 0, math.MaxInt32)
	d.Int(&s.steps, 0, math.MaxInt32)
	d.Uint(&s.shuffle)
	d.Float(&s.last)
	d.Float(&s.rate)
	d.Source(s.order)
	d.Source(s.drops)
	if s.full != nil {
		d.LBFGS(s.full.method)
	} else {
		d.Optimiser(s.opt)
	}
	return d.Close()
}

var (
	errOrder  = errors.New("order of the examples is unusable")
	errPlaces = errors.New("place in the epoch is impossible")
	errGates  = errors.New("what is dropped, cut or frozen is impossible")
)

// check tells what cannot be, whatever the format and its checksum say.
func (s *mlpState) check(m *MLP) error {
	for i, share := range s.shares {
		if !(share >= 0 && share < 1) || share > 0 && (s.full != nil || i == len(s.shares)-1) {
			return errGates
		}
	}
	for _, is := range s.units {
		if is&^(unitFrozen|unitCut) != 0 {
			return errGates
		}
	}
	n := m.feed.n
	seen := make([]bool, n)
	for _, v := range s.index {
		if v < 0 || int(v) >= n || seen[v] {
			return errOrder
		}
		seen[v] = true
	}
	if s.size < 1 || s.size > n || s.at < 0 || s.at >= n || s.drawn < 0 || s.drawn > s.at || s.at > 0 && s.size == n ||
		s.from < 0 || s.from > s.to || s.to > n || s.epochs < 0 || s.epochs > math.MaxInt32 || s.steps < 0 || s.steps > math.MaxInt32 {
		return errPlaces
	}
	return nil
}

// take makes the network what a checked state says.
func (m *MLP) take(s *mlpState) {
	copy(m.params, s.params)
	copy(m.was, s.was)
	copy(m.grads, s.grads)
	m.opt, m.full = s.opt, s.full
	m.l1, m.l2 = s.penalties[0], s.penalties[1]
	m.rate, m.steps, m.last = s.rate, s.steps, s.last
	*m.drops = *s.drops
	m.setGates(s.units, s.shares)
	f := &m.feed
	copy(f.index, s.index)
	*f.order = *s.order
	f.recent = span{s.from, s.to}
	f.size, f.at, f.drawn, f.epochs, f.state = s.size, s.at, s.drawn, s.epochs, s.shuffle
}
