package model

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"math"
	"math/rand/v2"

	"github.com/whisker-lab/whisker/nn"
)

const (
	saveMagic   = "WMLP"
	saveVersion = 2
	orderBytes  = 20 // of a rand.PCG
)

// saveHead is the start of a save, little-endian, after the magic. What it says of the network must be the same when it
// is loaded; the rest comes back.
type saveHead struct {
	Version, Loss, Columns uint16
	Params, Examples       uint32
	L1, L2                 float32
	Batch, At, Drawn       uint32
	RecentFrom, RecentTo   uint32
	Epochs, Steps, State   uint64
	Last, Rate             float64
	Order, Drops           [orderBytes]byte
}

// What a save says of each unit.
const (
	unitFrozen = 1 << iota
	unitCut
)

// Save writes the weights, the optimiser, the order of the examples and the place in it, so that after Load into an MLP of
// the same spec and training set the next steps give the same bits. A checksum ends it.
func (m *MLP) Save(w io.Writer) error {
	order, err := m.feed.order.MarshalBinary()
	drops, err2 := m.drops.MarshalBinary()
	if err = errors.Join(err, err2); err != nil || len(order) != orderBytes || len(drops) != orderBytes {
		return fmt.Errorf("model: saving the order: %w", errors.Join(err, errOrder))
	}
	head := saveHead{
		Version: saveVersion, Loss: uint16(m.loss), Columns: uint16(len(m.spec.Sizes)),
		Params: uint32(len(m.params)), Examples: uint32(m.feed.n), L1: m.l1, L2: m.l2,
		Batch: uint32(m.feed.size), At: uint32(m.feed.at), Drawn: uint32(m.feed.drawn),
		RecentFrom: uint32(m.feed.recent.from), RecentTo: uint32(m.feed.recent.to),
		Epochs: uint64(m.feed.epochs), Steps: uint64(m.steps), State: m.feed.state, Last: m.last, Rate: m.rate,
		Order: [orderBytes]byte(order), Drops: [orderBytes]byte(drops),
	}
	units, shares := m.gates()
	var buf bytes.Buffer
	buf.WriteString(saveMagic)
	for _, part := range []any{head, m.shape(), m.params, m.was, m.grads, m.feed.index, units, shares} {
		if err := binary.Write(&buf, binary.LittleEndian, part); err != nil {
			return fmt.Errorf("model: saving the network: %w", err)
		}
	}
	if err := m.keeper().Save(&buf); err != nil {
		return fmt.Errorf("model: saving the network: %w", err)
	}
	sum := binary.LittleEndian.AppendUint32(nil, crc32.ChecksumIEEE(buf.Bytes()))
	buf.Write(sum)
	if _, err := w.Write(buf.Bytes()); err != nil {
		return fmt.Errorf("model: saving the network: %w", err)
	}
	return nil
}

// keeper is what has the optimiser's state.
func (m *MLP) keeper() interface {
	Save(w io.Writer) error
	Load(r io.Reader) error
} {
	if m.full != nil {
		return m.full.method
	}
	return m.opt
}

// gates is what a save says of every unit and of what every layer drops.
func (m *MLP) gates() (units []byte, shares []float64) {
	for i := range m.layers {
		l := &m.layers[i]
		for u, frozen := range l.frozen {
			var is byte
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
func (m *MLP) setGates(units []byte, shares []float64) {
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

// shape is what a save says of the columns: their widths, then the activations into them.
func (m *MLP) shape() []uint32 {
	var s []uint32
	for _, n := range m.spec.Sizes {
		s = append(s, uint32(n))
	}
	for _, l := range m.layers {
		s = append(s, uint32(l.act))
	}
	return s
}

// another returns an optimiser of the same kind, or what is instead of one.
func (m *MLP) another() (*nn.Optimiser, *fullBatch, error) {
	if m.full != nil {
		return nil, m.newFullBatch(), nil
	}
	opt, err := nn.NewOptimiser(nn.Rules[m.opt.Rule], len(m.params), 0)
	return opt, nil, err
}

var (
	errMagic  = errors.New("not a saved network")
	errOther  = errors.New("saved by another network")
	errSum    = errors.New("damaged")
	errOrder  = errors.New("order of the examples is unusable")
	errPlaces = errors.New("place in the epoch is impossible")
	errGates  = errors.New("what is dropped, cut or frozen is impossible")
)

// Load reads what Save wrote, and no byte more. After an error the MLP is as it was.
func (m *MLP) Load(r io.Reader) error {
	if err := m.load(r); err != nil {
		return fmt.Errorf("model: loading the network: %w", err)
	}
	return nil
}

func (m *MLP) load(r io.Reader) error {
	sum := crc32.NewIEEE()
	in := io.TeeReader(r, sum)
	magic := make([]byte, len(saveMagic))
	var head saveHead
	if _, err := io.ReadFull(in, magic); err != nil {
		return err
	}
	if string(magic) != saveMagic {
		return errMagic
	}
	if err := binary.Read(in, binary.LittleEndian, &head); err != nil {
		return err
	}
	if head.Version != saveVersion {
		return fmt.Errorf("version %d of the format; want %d", head.Version, saveVersion)
	}
	if int(head.Loss) != int(m.loss) || int(head.Columns) != len(m.spec.Sizes) || int(head.Params) != len(m.params) ||
		int(head.Examples) != m.feed.n {
		return errOther
	}
	shape := make([]uint32, len(m.spec.Sizes)+len(m.layers))
	params, was, grads, index := make([]float32, len(m.params)), make([]float32, len(m.params)), make([]float32, len(m.params)), make([]int32, m.feed.n)
	units, shares := make([]byte, len(m.tally)), make([]float64, len(m.layers))
	for i, part := range []any{shape, params, was, grads, index, units, shares} {
		if err := binary.Read(in, binary.LittleEndian, part); err != nil {
			return err
		}
		if i == 0 {
			for j, v := range m.shape() {
				if shape[j] != v {
					return errOther
				}
			}
		}
	}
	opt, full, err := m.another()
	if err != nil {
		return err
	}
	if full != nil {
		err = full.method.Load(in)
	} else {
		err = opt.Load(in)
	}
	if err != nil {
		return err
	}
	want := sum.Sum32()
	var got [4]byte
	if _, err := io.ReadFull(r, got[:]); err != nil {
		return err
	}
	if binary.LittleEndian.Uint32(got[:]) != want {
		return errSum
	}
	var order, drops rand.PCG
	if err := errors.Join(order.UnmarshalBinary(head.Order[:]), drops.UnmarshalBinary(head.Drops[:])); err != nil {
		return errOrder
	}
	for i, share := range shares {
		if !(share >= 0 && share < 1) || share > 0 && (full != nil || i == len(shares)-1) {
			return errGates
		}
	}
	for _, is := range units {
		if is&^(unitFrozen|unitCut) != 0 {
			return errGates
		}
	}
	seen := make([]bool, m.feed.n)
	for _, v := range index {
		if v < 0 || int(v) >= len(seen) || seen[v] {
			return errOrder
		}
		seen[v] = true
	}
	n := uint32(m.feed.n)
	if head.Batch < 1 || head.Batch > n || head.At >= n || head.Drawn > head.At || head.At > 0 && head.Batch == n ||
		head.RecentFrom > head.RecentTo || head.RecentTo > n || head.Epochs > math.MaxInt32 || head.Steps > math.MaxInt32 {
		return errPlaces
	}
	copy(m.params, params)
	copy(m.was, was)
	copy(m.grads, grads)
	copy(m.feed.index, index)
	m.opt, m.full = opt, full
	m.l1, m.l2, m.rate, m.steps, m.last = head.L1, head.L2, head.Rate, int(head.Steps), head.Last
	*m.drops = drops
	m.setGates(units, shares)
	f := &m.feed
	*f.order = order
	f.recent = span{int(head.RecentFrom), int(head.RecentTo)}
	f.size, f.at, f.drawn, f.epochs, f.state = int(head.Batch), int(head.At), int(head.Drawn), int(head.Epochs), head.State
	return nil
}
