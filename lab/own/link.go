package own

import (
	"encoding/base64"
	"encoding/binary"
	"errors"
	"fmt"
	"math"

	"github.com/whisker-lab/whisker/nn/data"
)

// Own data as a text for links is base64 (RFC 4648, the alphabet for addresses, no padding) of
//
//	version byte, then a byte of which bits 0–1 are the kind and bit 2 says that a table follows
//	table: for each axis its name, and float32 from and to; the number of classes, a byte, and the name of each
//	number of points, a varint
//	bit by bit from the highest: for each point x, y and, if there is one, the value, of 12 bits, 16 in a table; or 3 bits of class
//
// with a length byte before each name and numbers little-endian.
const version = 1

const withTable = 1 << 2

var kinds = [...]string{data.OfClasses, data.OfSurface, data.OfCurve}

const classBits = 3

// Farthest is how far from 0 an axis may reach.
const Farthest = 1e15

var errDamaged = errors.New("own: damaged")

// axes is how many numbers a point of a kind has.
func axes(kind string) int {
	if kind == data.OfSurface {
		return 3
	}
	return 2
}

// String is the data for a link, and for Parse.
func (o *Points) String() string {
	b := []byte{version, 0}
	for i, kind := range kinds {
		if kind == o.kind {
			b[1] = byte(i)
		}
	}
	name := func(s string) { b = append(append(b, byte(len(s))), s...) }
	if t := o.table; t != nil {
		b[1] |= withTable
		for i := range axes(o.kind) {
			name(t.axes[i])
			for _, v := range t.span[i] {
				b = binary.LittleEndian.AppendUint32(b, math.Float32bits(v))
			}
		}
		b = append(b, byte(len(t.classes)))
		for _, s := range t.classes {
			name(s)
		}
	}
	b = binary.AppendUvarint(b, uint64(len(o.points)))
	w := bitWriter{bytes: b}
	bits := o.bits()
	for _, p := range o.points {
		w.put(uint(p.x), bits)
		w.put(uint(p.y), bits)
		switch o.kind {
		case data.OfClasses:
			w.put(uint(p.class), classBits)
		case data.OfSurface:
			w.put(uint(p.value), bits)
		}
	}
	return base64.RawURLEncoding.EncodeToString(w.bytes)
}

// Parse reads what String wrote, and nothing else.
func Parse(text string) (*Points, error) {
	b, err := base64.RawURLEncoding.Strict().DecodeString(text)
	if err != nil {
		return nil, fmt.Errorf("own: %w", err)
	}
	r := reader{b: b}
	if v := r.byte(); v != version && !r.short {
		return nil, fmt.Errorf("own: version %d; want %d", v, version)
	}
	flags := r.byte()
	kind := int(flags &^ withTable)
	if kind >= len(kinds) {
		return nil, errDamaged
	}
	o := &Points{kind: kinds[kind]}
	if flags&withTable != 0 {
		o.table = r.table(o.kind)
	}
	n, size := binary.Uvarint(r.b)
	if r.short || o.table != nil && !o.table.sound() || size <= 0 || n > Most {
		return nil, errDamaged
	}
	bits, each := o.bits(), 2*o.bits()
	switch o.kind {
	case data.OfClasses:
		each += classBits
	case data.OfSurface:
		each += bits
	}
	rest := bitReader{bytes: r.b[size:]}
	if len(rest.bytes) != (int(n)*each+7)/8 {
		return nil, errDamaged
	}
	classes := MostClasses
	if o.table != nil && o.kind == data.OfClasses {
		classes = len(o.table.classes)
	}
	o.points = make([]point, n)
	for i := range o.points {
		p := &o.points[i]
		p.x, p.y = uint16(rest.get(bits)), uint16(rest.get(bits))
		switch o.kind {
		case data.OfClasses:
			p.class = uint8(rest.get(classBits))
		case data.OfSurface:
			p.value = uint16(rest.get(bits))
		}
		if int(p.class) >= classes && o.kind == data.OfClasses {
			return nil, errDamaged
		}
	}
	if o.String() != text { // there is one way to write anything
		return nil, errDamaged
	}
	return o, nil
}

// sound tells whether a table is one that can be shown.
func (t *table) sound() bool {
	if len(t.classes) > MostClasses {
		return false
	}
	for _, s := range append(append([]string(nil), t.axes...), t.classes...) {
		if s == "" || !isNamed(s) {
			return false
		}
	}
	for _, s := range t.span {
		if !(s[0] < s[1]) || !(s[0] >= -Farthest) || !(s[1] <= Farthest) {
			return false
		}
	}
	return true
}

// reader takes bytes off the front of b; after the end it gives zeros and is short.
type reader struct {
	b     []byte
	short bool
}

func (r *reader) take(n int) []byte {
	if len(r.b) < n {
		r.short = true
		return make([]byte, n)
	}
	taken := r.b[:n]
	r.b = r.b[n:]
	return taken
}

func (r *reader) byte() byte { return r.take(1)[0] }

func (r *reader) name() string { return string(r.take(int(r.byte()))) }

func (r *reader) table(kind string) *table {
	t := &table{}
	for range axes(kind) {
		t.axes = append(t.axes, r.name())
		var span [2]float32
		for i := range span {
			span[i] = math.Float32frombits(binary.LittleEndian.Uint32(r.take(4)))
		}
		t.span = append(t.span, span)
	}
	for range r.byte() {
		t.classes = append(t.classes, r.name())
	}
	return t
}

// bitWriter appends numbers of some bits to whole bytes, the highest bit first.
type bitWriter struct {
	bytes []byte
	free  int // bits of the last byte
}

func (w *bitWriter) put(v uint, bits int) {
	for bits > 0 {
		if w.free == 0 {
			w.bytes, w.free = append(w.bytes, 0), 8
		}
		n := min(bits, w.free)
		part := v >> (bits - n) & (1<<n - 1)
		w.bytes[len(w.bytes)-1] |= byte(part << (w.free - n))
		bits, w.free = bits-n, w.free-n
	}
}

// bitReader gives them back.
type bitReader struct {
	bytes []byte
	at    int // bits read
}

func (r *bitReader) get(bits int) (v uint) {
	for ; bits > 0; bits-- {
		v = v<<1 | uint(r.bytes[r.at/8]>>(7-r.at%8)&1)
		r.at++
	}
	return v
}
