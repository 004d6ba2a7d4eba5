package frame

import (
	"encoding/binary"
	"errors"
	"fmt"
	"math"
)

// Flags of a frame.
const (
	Playing uint32 = 1 << iota // training goes on by itself
	Pulse                      // one step was just made, slowly enough to be watched
)

// Frame is all that a stage needs to draw: arrays by name, in the order in which they were added.
//
// As bytes, little-endian: "WFRM", then version, number, flags and number of arrays as uint32; for each array the length
// of its name, the number of its dimensions (a byte each), the name, the dimensions as uint32 and the values as float32.
type Frame struct {
	Seq    uint32 // 1 for the first frame of a session
	Flags  uint32
	Arrays []Array

	spare []Array // storage of arrays that were there before
}

// Array is one array of a frame, row-major.
type Array struct {
	Name  string
	Shape []int
	Data  []float32
}

const (
	frameMagic   = "WFRM"
	frameVersion = 1
	frameHead    = len(frameMagic) + 4*4
	mostArrays   = 1 << 12
	mostDims     = 8
)

var (
	errFrame      = errors.New("frame: not a frame")
	errFrameShort = errors.New("frame: cut short")
)

// Reset empties the frame and keeps its storage.
func (f *Frame) Reset() {
	f.spare = append(f.spare[:0], f.Arrays[:cap(f.Arrays)]...)
	f.Arrays = f.Arrays[:0]
}

// Add appends an array and returns its values, to be filled: they hold whatever was there before.
func (f *Frame) Add(name string, shape ...int) []float32 {
	n, i := 1, len(f.Arrays)
	for _, d := range shape {
		n *= d
	}
	a := Array{Name: name}
	if i < len(f.spare) {
		a.Shape, a.Data = f.spare[i].Shape[:0], f.spare[i].Data
	}
	a.Shape = append(a.Shape, shape...)
	if cap(a.Data) < n {
		a.Data = make([]float32, n)
	}
	a.Data = a.Data[:n]
	f.Arrays = append(f.Arrays, a)
	return a.Data
}

// Array finds an array by its name, or returns nil.
func (f *Frame) Array(name string) *Array {
	for i := range f.Arrays {
		if f.Arrays[i].Name == name {
			return &f.Arrays[i]
		}
	}
	return nil
}

// Append writes the frame to the end of b.
func (f *Frame) Append(b []byte) []byte {
	b = append(b, frameMagic...)
	for _, v := range [...]uint32{frameVersion, f.Seq, f.Flags, uint32(len(f.Arrays))} {
		b = binary.LittleEndian.AppendUint32(b, v)
	}
	for i := range f.Arrays {
		a := &f.Arrays[i]
		b = append(b, byte(len(a.Name)), byte(len(a.Shape)))
		b = append(b, a.Name...)
		for _, d := range a.Shape {
			b = binary.LittleEndian.AppendUint32(b, uint32(d))
		}
		from := len(b)
		b = append(b, make([]byte, 4*len(a.Data))...)
		for j, v := range a.Data {
			binary.LittleEndian.PutUint32(b[from+4*j:], math.Float32bits(v))
		}
	}
	return b
}

// Decode reads what Append wrote, into the frame's own storage. After an error the frame is empty.
func (f *Frame) Decode(b []byte) error {
	f.Reset()
	f.Seq, f.Flags = 0, 0
	err := f.decode(b)
	if err != nil {
		f.Reset()
		f.Seq, f.Flags = 0, 0
	}
	return err
}

func (f *Frame) decode(b []byte) error {
	if len(b) < frameHead || string(b[:len(frameMagic)]) != frameMagic {
		return errFrame
	}
	word := func(at int) uint32 { return binary.LittleEndian.Uint32(b[at:]) }
	if v := word(4); v != frameVersion {
		return fmt.Errorf("frame: version %d; want %d", v, frameVersion)
	}
	count := word(16)
	if count > mostArrays {
		return fmt.Errorf("frame: %d arrays", count)
	}
	f.Seq, f.Flags = word(8), word(12)
	at := frameHead
	var shape [mostDims]int
	for range count {
		if len(b)-at < 2 {
			return errFrameShort
		}
		name, dims := int(b[at]), int(b[at+1])
		at += 2
		if dims > mostDims {
			return fmt.Errorf("frame: an array of %d dimensions", dims)
		}
		if len(b)-at < name+4*dims {
			return errFrameShort
		}
		known := b[at : at+name]
		at += name
		// The values must be there before anything is made to hold them.
		size, room := uint64(1), uint64(len(b)-at)
		for i := range dims {
			d := uint64(word(at))
			at += 4
			if size *= d; size > room || d > room {
				return errFrameShort
			}
			shape[i] = int(d)
		}
		if uint64(len(b)-at) < 4*size {
			return errFrameShort
		}
		data := f.Add(f.name(known), shape[:dims]...)
		for j := range data {
			data[j] = math.Float32frombits(word(at + 4*j))
		}
		at += 4 * len(data)
	}
	if at != len(b) {
		return fmt.Errorf("frame: %d bytes after the end", len(b)-at)
	}
	return nil
}

// name is the text of b, the one of the frame before where it is the same: most frames bring the same names.
func (f *Frame) name(b []byte) string {
	if i := len(f.Arrays); i < len(f.spare) && f.spare[i].Name == string(b) {
		return f.spare[i].Name
	}
	return string(b)
}
