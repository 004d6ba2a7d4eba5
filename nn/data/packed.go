package data

import (
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"math"
)

// Table is measurements of examples of known classes, as a packed file holds them:
//
//	"WDAT", version byte                     then numbers little-endian, texts with a length byte before
//	rows uint32, columns byte, classes byte
//	name, source, licence                    texts
//	for each column: name, unit, decimals byte, lo int32
//	for each class: name
//	values (columns, rows) uint16            (lo + value)/10^decimals
//	classes (rows) byte
//	CRC-32 of all before it: against damage, and small in the reader's browser
type Table struct {
	Name, Source, Licence string
	Columns               []Column
	Classes               []string
	Class                 []int // (rows)
}

// Column is one measurement of every example.
type Column struct {
	Name, Unit string
	Decimals   int // that its numbers are written down with
	Values     []float64
}

const (
	packMagic   = "WDAT"
	packVersion = 2
	packMaxRows = 1 << 20
	packSum     = 4 // bytes of the checksum

	packMaxDecimals = 9
)

var (
	errPackMagic   = errors.New("data: not a packed table")
	errPackVersion = errors.New("data: packed file")
	errPackSum     = errors.New("data: packed file: checksum differs")
	errPackShort   = errors.New("data: packed file: cut short")
	errPackLong    = errors.New("data: packed file: something follows the end")
)

// Pack writes t. It fails where a value does not fit its column's 16 bits, or a text its length byte.
func (t *Table) Pack() ([]byte, error) {
	b := append([]byte(packMagic), packVersion)
	if len(t.Columns) > 255 || len(t.Classes) > 255 || len(t.Class) > packMaxRows {
		return nil, fmt.Errorf("data: packing %s: too large", t.Name)
	}
	b = binary.LittleEndian.AppendUint32(b, uint32(len(t.Class)))
	b = append(b, byte(len(t.Columns)), byte(len(t.Classes)))
	texts := []string{t.Name, t.Source, t.Licence}
	for _, c := range t.Columns {
		texts = append(texts, c.Name, c.Unit)
	}
	for _, s := range append(texts, t.Classes...) {
		if len(s) > 255 {
			return nil, fmt.Errorf("data: packing %s: text of %d bytes", t.Name, len(s))
		}
	}
	text := func(s string) { b = append(append(b, byte(len(s))), s...) }
	for _, s := range texts[:3] {
		text(s)
	}
	lows := make([]float64, len(t.Columns))
	for i, c := range t.Columns {
		if len(c.Values) != len(t.Class) || c.Decimals < 0 || c.Decimals > packMaxDecimals {
			return nil, fmt.Errorf("data: packing %s: column %s: %d values of %d decimals for %d rows", t.Name, c.Name, len(c.Values), c.Decimals, len(t.Class))
		}
		for row, v := range c.Values {
			if v = math.Round(v * power(c.Decimals)); row == 0 || v < lows[i] {
				lows[i] = v
			}
		}
		if !(math.Abs(lows[i]) <= math.MaxInt32) {
			return nil, fmt.Errorf("data: packing %s: column %s: %v does not fit", t.Name, c.Name, lows[i])
		}
		text(c.Name)
		text(c.Unit)
		b = append(b, byte(c.Decimals))
		b = binary.LittleEndian.AppendUint32(b, uint32(int32(lows[i])))
	}
	for _, s := range t.Classes {
		text(s)
	}
	for i, c := range t.Columns {
		for row, v := range c.Values {
			q := math.Round(v*power(c.Decimals)) - lows[i]
			if !(q >= 0 && q <= math.MaxUint16) {
				return nil, fmt.Errorf("data: packing %s: column %s: row %d: %v does not fit", t.Name, c.Name, row, v)
			}
			b = binary.LittleEndian.AppendUint16(b, uint16(q))
		}
	}
	for row, c := range t.Class {
		if c < 0 || c >= len(t.Classes) {
			return nil, fmt.Errorf("data: packing %s: row %d: class %d of %d", t.Name, row, c, len(t.Classes))
		}
		b = append(b, byte(c))
	}
	return binary.LittleEndian.AppendUint32(b, crc32.ChecksumIEEE(b)), nil
}

// Unpack reads what Pack wrote.
func Unpack(b []byte) (*Table, error) {
	body, err := sealed(b, packMagic, packVersion, errPackMagic)
	if err != nil {
		return nil, err
	}
	return unpack(body)
}

// sealed is what lies between a packed file's head and its checksum, if both are right.
func sealed(b []byte, magic string, version byte, foreign error) ([]byte, error) {
	if len(b) < len(magic)+1+packSum || string(b[:len(magic)]) != magic {
		return nil, foreign
	}
	if v := b[len(magic)]; v != version {
		return nil, fmt.Errorf("%w: version %d; want %d", errPackVersion, v, version)
	}
	body := b[:len(b)-packSum]
	if crc32.ChecksumIEEE(body) != binary.LittleEndian.Uint32(b[len(body):]) {
		return nil, errPackSum
	}
	return body[len(magic)+1:], nil
}

// unpack reads a table after its version and before its checksum.
func unpack(b []byte) (*Table, error) {
	in := reader{rest: b}
	rows, columns, classes := int(in.uint32()), int(in.byte()), int(in.byte())
	t := &Table{Name: in.text(), Source: in.text(), Licence: in.text()}
	lows := make([]float64, columns)
	for i := range columns {
		c := Column{Name: in.text(), Unit: in.text()}
		c.Decimals = int(in.byte())
		lows[i] = float64(int32(in.uint32()))
		if c.Decimals > packMaxDecimals {
			return nil, fmt.Errorf("data: packed table: column %d has %d decimals", i, c.Decimals)
		}
		t.Columns = append(t.Columns, c)
	}
	for range classes {
		t.Classes = append(t.Classes, in.text())
	}
	// Before anything is made to measure: the file must be as long as it says.
	switch want := rows * (2*columns + 1); {
	case in.short || rows > packMaxRows || len(in.rest) < want:
		return nil, errPackShort
	case len(in.rest) > want:
		return nil, errPackLong
	}
	for i := range t.Columns {
		c := &t.Columns[i]
		c.Values = make([]float64, rows)
		for row := range rows {
			c.Values[row] = (lows[i] + float64(in.uint16())) / power(c.Decimals)
		}
	}
	t.Class = make([]int, rows)
	for row := range rows {
		t.Class[row] = int(in.byte())
		if t.Class[row] >= classes {
			return nil, fmt.Errorf("data: packed table: row %d is of class %d of %d", row, t.Class[row], classes)
		}
	}
	return t, nil
}

func power(decimals int) float64 { return math.Pow10(decimals) }

// reader takes numbers and texts off the front of bytes. After the end it gives zeros and says so.
type reader struct {
	rest  []byte
	short bool
}

func (r *reader) take(n int) []byte {
	if len(r.rest) < n {
		r.rest, r.short = nil, true
		return make([]byte, n)
	}
	b := r.rest[:n]
	r.rest = r.rest[n:]
	return b
}

func (r *reader) byte() byte     { return r.take(1)[0] }
func (r *reader) uint16() uint16 { return binary.LittleEndian.Uint16(r.take(2)) }
func (r *reader) uint32() uint32 { return binary.LittleEndian.Uint32(r.take(4)) }
func (r *reader) float64() float64 {
	return math.Float64frombits(binary.LittleEndian.Uint64(r.take(8)))
}
func (r *reader) text() string { return string(r.take(int(r.byte()))) }
