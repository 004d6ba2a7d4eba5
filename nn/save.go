package nn

import (
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"math"
	"math/rand/v2"
)

// A saved file is: magic, how many bytes follow, version, kind, values, checksum. Every value is little-endian, every array
// is preceded by its length, and floats keep their bits. As it says how long it is, something else may follow it.
const (
	saveMagic   = "whisker\x00"
	saveHead    = len(saveMagic) + 8
	saveVersion = 1
	saveLimit   = 1 << 28 // bytes; more is not a file of ours
)

// ErrDamaged says that saved data is cut short, altered, or not Whisker's at all.
var ErrDamaged = errors.New("damaged or foreign data")

// Encoder writes saved state. Errors are kept until Close.
type Encoder struct {
	w   io.Writer
	buf []byte
}

// NewEncoder begins a file of the given kind, which Decoder asks for again.
func NewEncoder(w io.Writer, kind string) *Encoder {
	e := &Encoder{w: w, buf: []byte(saveMagic)}
	e.Uint(0) // until Close knows it
	e.Uint(saveVersion)
	e.String(kind)
	return e
}

// Uint writes one number.
func (e *Encoder) Uint(v uint64) { e.buf = binary.LittleEndian.AppendUint64(e.buf, v) }

// Float writes one number to the bit.
func (e *Encoder) Float(v float64) { e.Uint(math.Float64bits(v)) }

// String writes a string.
func (e *Encoder) String(s string) {
	e.Uint(uint64(len(s)))
	e.buf = append(e.buf, s...)
}

// Floats writes an array to the bit.
func (e *Encoder) Floats(x []float32) {
	e.Uint(uint64(len(x)))
	for _, v := range x {
		e.buf = binary.LittleEndian.AppendUint32(e.buf, math.Float32bits(v))
	}
}

// Doubles writes an array of float64 to the bit.
func (e *Encoder) Doubles(x []float64) {
	e.Uint(uint64(len(x)))
	for _, v := range x {
		e.Float(v)
	}
}

// Ints writes an array of whole numbers.
func (e *Encoder) Ints(x []int32) {
	e.Uint(uint64(len(x)))
	for _, v := range x {
		e.buf = binary.LittleEndian.AppendUint32(e.buf, uint32(v))
	}
}

// Source writes the state of a random source.
func (e *Encoder) Source(p *rand.PCG) {
	state, err := p.MarshalBinary()
	if err != nil {
		panic(err) // a PCG always marshals
	}
	e.String(string(state))
}

// Close adds the checksum and writes the whole file at once.
func (e *Encoder) Close() error {
	binary.LittleEndian.PutUint64(e.buf[len(saveMagic):], uint64(len(e.buf)+4-saveHead))
	e.buf = binary.LittleEndian.AppendUint32(e.buf, crc32.ChecksumIEEE(e.buf))
	_, err := e.w.Write(e.buf)
	return err
}

// Decoder reads what an Encoder wrote. Nothing that it was given to fill changes before Close has found all in order,
// so what is damaged or does not fit leaves the reader as it was.
type Decoder struct {
	buf  []byte
	err  error
	fill []func()
}

// NewDecoder reads a file of the given kind, and no byte more. Its error, if any, comes from Close.
func NewDecoder(r io.Reader, kind string) *Decoder {
	d := &Decoder{}
	data, err := readSave(r)
	if err != nil {
		d.err = fmt.Errorf("nn: load: %w", err)
		return d
	}
	d.buf = data[saveHead : len(data)-4]
	if v := d.uint(); v != saveVersion && d.err == nil {
		d.err = fmt.Errorf("nn: load: version %d, this program reads %d", v, saveVersion)
	}
	if k := d.text(); k != kind && d.err == nil {
		d.err = fmt.Errorf("nn: load: holds %q, not %q", k, kind)
	}
	return d
}

// readSave reads one file, from its magic to its checksum, which must be right.
func readSave(r io.Reader) ([]byte, error) {
	data := make([]byte, saveHead)
	if _, err := io.ReadFull(r, data); err == io.EOF || err == io.ErrUnexpectedEOF {
		return nil, ErrDamaged
	} else if err != nil {
		return nil, err
	}
	size := binary.LittleEndian.Uint64(data[len(saveMagic):])
	if string(data[:len(saveMagic)]) != saveMagic || size < 4 || size > saveLimit {
		return nil, ErrDamaged
	}
	rest, err := io.ReadAll(io.LimitReader(r, int64(size))) // grows with what is there, not with what is said to be
	if err != nil {
		return nil, err
	}
	data = append(data, rest...)
	body := len(data) - 4
	if uint64(len(rest)) != size || crc32.ChecksumIEEE(data[:body]) != binary.LittleEndian.Uint32(data[body:]) {
		return nil, ErrDamaged
	}
	return data, nil
}

// Fail records an error of the reader's own.
func (d *Decoder) Fail(err error) {
	if d.err == nil {
		d.err = err
	}
}

func (d *Decoder) take(n uint64) []byte {
	if d.err != nil || n > uint64(len(d.buf)) {
		d.Fail(fmt.Errorf("nn: load: %w", ErrDamaged))
		return nil
	}
	b := d.buf[:n]
	d.buf = d.buf[n:]
	return b
}

func (d *Decoder) uint() uint64 {
	b := d.take(8)
	if b == nil {
		return 0
	}
	return binary.LittleEndian.Uint64(b)
}

func (d *Decoder) text() string { return string(d.take(d.uint())) }

// Text reads a string.
func (d *Decoder) Text(v *string) {
	got := d.text()
	d.fill = append(d.fill, func() { *v = got })
}

// Count reads how many of something follow, at most most. Unlike all else it is known at once, and 0 after an error.
func (d *Decoder) Count(most int) int {
	got := d.uint()
	if d.err == nil && got > uint64(most) {
		d.Fail(fmt.Errorf("nn: load: %d of what at most %d may be", got, most))
	}
	if d.err != nil {
		return 0
	}
	return int(got)
}

// Uint reads one number.
func (d *Decoder) Uint(v *uint64) {
	got := d.uint()
	d.fill = append(d.fill, func() { *v = got })
}

// Int reads one number that must lie in [lo, hi].
func (d *Decoder) Int(v *int, lo, hi int) {
	got := d.uint()
	if d.err == nil && (int64(got) < int64(lo) || int64(got) > int64(hi)) {
		d.Fail(fmt.Errorf("nn: load: %d is not between %d and %d", int64(got), lo, hi))
	}
	d.fill = append(d.fill, func() { *v = int(got) })
}

// Index reads one number in [0, below).
func (d *Decoder) Index(v *int32, below int) {
	got := d.uint()
	if d.err == nil && got >= uint64(below) {
		d.Fail(fmt.Errorf("nn: load: %d is not below %d", got, below))
	}
	d.fill = append(d.fill, func() { *v = int32(got) })
}

// Float reads one number.
func (d *Decoder) Float(v *float64) {
	got := math.Float64frombits(d.uint())
	d.fill = append(d.fill, func() { *v = got })
}

// Expect reads a string that must be want; what names it in the error.
func (d *Decoder) Expect(what, want string) {
	if got := d.text(); d.err == nil && got != want {
		d.Fail(fmt.Errorf("nn: load: %s is %q, not %q", what, got, want))
	}
}

// Floats reads an array that must have len(dst) values; what names it in the error.
func (d *Decoder) Floats(what string, dst []float32) {
	n := d.uint()
	if d.err == nil && n != uint64(len(dst)) {
		d.Fail(fmt.Errorf("nn: load: %s has %d values, not %d", what, n, len(dst)))
	}
	if d.err != nil {
		return
	}
	src := d.take(4 * n)
	d.fill = append(d.fill, func() {
		for i := range dst {
			dst[i] = math.Float32frombits(binary.LittleEndian.Uint32(src[4*i:]))
		}
	})
}

// Doubles reads an array that must have len(dst) values; what names it in the error.
func (d *Decoder) Doubles(what string, dst []float64) {
	src := d.array(what, len(dst), 8)
	d.fill = append(d.fill, func() {
		for i := range dst {
			dst[i] = math.Float64frombits(binary.LittleEndian.Uint64(src[8*i:]))
		}
	})
}

// Ints reads an array that must have len(dst) values in [lo, hi]; what names it in the error.
func (d *Decoder) Ints(what string, dst []int32, lo, hi int) {
	src := d.array(what, len(dst), 4)
	for at := 0; at < len(src); at += 4 {
		if v := int(int32(binary.LittleEndian.Uint32(src[at:]))); v < lo || v > hi {
			d.Fail(fmt.Errorf("nn: load: %s holds %d, not between %d and %d", what, v, lo, hi))
			return
		}
	}
	d.fill = append(d.fill, func() {
		for i := range dst {
			dst[i] = int32(binary.LittleEndian.Uint32(src[4*i:]))
		}
	})
}

// array reads the bytes of an array that must have n values of a size; nil where it has not.
func (d *Decoder) array(what string, n, size int) []byte {
	got := d.uint()
	if d.err == nil && got != uint64(n) {
		d.Fail(fmt.Errorf("nn: load: %s has %d values, not %d", what, got, n))
	}
	if d.err != nil {
		return nil
	}
	return d.take(uint64(n * size))
}

// Tensor reads an array of any length up to most into t, as one dimension.
func (d *Decoder) Tensor(what string, t *Tensor, most int) {
	n := d.uint()
	if d.err == nil && n > uint64(most) {
		d.Fail(fmt.Errorf("nn: load: %s has %d values, at most %d fit", what, n, most))
	}
	if d.err != nil {
		return
	}
	src := d.take(4 * n)
	d.fill = append(d.fill, func() {
		t.Resize(int(n))
		for i := range t.Data {
			t.Data[i] = math.Float32frombits(binary.LittleEndian.Uint32(src[4*i:]))
		}
	})
}

// Source reads the state of a random source.
func (d *Decoder) Source(p *rand.PCG) {
	state := d.text()
	if d.err != nil {
		return
	}
	if err := new(rand.PCG).UnmarshalBinary([]byte(state)); err != nil {
		d.Fail(fmt.Errorf("nn: load: random state: %w", ErrDamaged))
		return
	}
	d.fill = append(d.fill, func() { _ = p.UnmarshalBinary([]byte(state)) })
}

// Close checks that all was read and fills what was given. Its error says what is wrong.
func (d *Decoder) Close() error {
	if d.err == nil && len(d.buf) != 0 {
		d.Fail(fmt.Errorf("nn: load: %d bytes too many: %w", len(d.buf), ErrDamaged))
	}
	if d.err != nil {
		return d.err
	}
	for _, f := range d.fill {
		f()
	}
	return nil
}

// Keeper is a layer with state beyond its weights: running means, a random source, the hidden state of a sequence.
type Keeper interface {
	Keep(e *Encoder)
	Restore(d *Decoder)
}
