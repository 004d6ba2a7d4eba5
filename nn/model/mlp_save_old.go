package model

import (
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
)

// Networks were once saved in a format of their own. It is no longer written, but files that readers kept, and those that
// come with other people's tutorials, hold it; so it is read for as long as there is Whisker.
const (
	oldMagic   = "WMLP"
	oldVersion = 2
	orderBytes = 20 // of a rand.PCG
)

// oldHead is the start of such a file, little-endian, after the magic.
type oldHead struct {
	Version, Loss, Columns uint16
	Params, Examples       uint32
	L1, L2                 float32
	Batch, At, Drawn       uint32
	RecentFrom, RecentTo   uint32
	Epochs, Steps, State   uint64
	Last, Rate             float64
	Order, Drops           [orderBytes]byte
}

var (
	errOther = errors.New("saved by another network")
	errSum   = errors.New("damaged")
)

// readOld fills s with what a file of the old format holds, from its magic on.
func (m *MLP) readOld(r io.Reader, s *mlpState) error {
	sum := crc32.NewIEEE()
	in := io.TeeReader(r, sum)
	var head oldHead
	for _, part := range []any{make([]byte, len(oldMagic)), &head} {
		if err := binary.Read(in, binary.LittleEndian, part); err != nil {
			return err
		}
	}
	if head.Version != oldVersion {
		return fmt.Errorf("version %d of the old format; want %d", head.Version, oldVersion)
	}
	if int(head.Loss) != int(m.loss) || int(head.Columns) != len(m.spec.Sizes) || int(head.Params) != len(m.params) ||
		int(head.Examples) != m.feed.n {
		return errOther
	}
	for _, want := range m.oldShape() {
		var got uint32
		if err := binary.Read(in, binary.LittleEndian, &got); err != nil {
			return err
		}
		if got != want {
			return errOther
		}
	}
	units := make([]byte, len(s.units))
	for _, part := range []any{s.params, s.was, s.grads, s.index, units, s.shares} {
		if err := binary.Read(in, binary.LittleEndian, part); err != nil {
			return err
		}
	}
	for i, is := range units {
		s.units[i] = int32(is)
	}
	method := s.opt.Load
	if s.full != nil {
		method = s.full.method.Load
	}
	if err := method(in); err != nil {
		return err
	}
	want := sum.Sum32()
	var got uint32
	if err := binary.Read(r, binary.LittleEndian, &got); err != nil {
		return err
	}
	if got != want {
		return errSum
	}
	return s.setOld(head)
}

// oldShape is what the old format says of the columns: their widths, then the activations into them.
func (m *MLP) oldShape() (shape []uint32) {
	for _, n := range m.spec.Sizes {
		shape = append(shape, uint32(n))
	}
	for _, l := range m.layers {
		shape = append(shape, uint32(l.act))
	}
	return shape
}

func (s *mlpState) setOld(head oldHead) error {
	if err := errors.Join(s.order.UnmarshalBinary(head.Order[:]), s.drops.UnmarshalBinary(head.Drops[:])); err != nil {
		return errOrder
	}
	s.penalties[0], s.penalties[1], s.rate, s.last, s.shuffle = head.L1, head.L2, head.Rate, head.Last, head.State
	s.size, s.at, s.drawn = int(head.Batch), int(head.At), int(head.Drawn)
	s.from, s.to = int(head.RecentFrom), int(head.RecentTo)
	s.epochs, s.steps = int(head.Epochs), int(head.Steps)
	return nil
}
