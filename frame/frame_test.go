package frame_test

import (
	"bytes"
	"encoding/binary"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/whisker-lab/whisker/frame"
)

// sample is a frame with everything that the form allows.
func sample() *frame.Frame {
	f := &frame.Frame{Seq: 7, Flags: frame.Pulse}
	copy(f.Add("numbers", 2, 3), []float32{1, -2.5, 0, float32(math.Inf(1)), float32(math.NaN()), math.MaxFloat32})
	f.Add("empty", 0, 4)
	f.Add("one")[0] = 3
	f.Add(strings.Repeat("n", 255), 1)[0] = 4
	return f
}

func same(a, b *frame.Frame) bool {
	return a.Seq == b.Seq && a.Flags == b.Flags && slices.EqualFunc(a.Arrays, b.Arrays, func(x, y frame.Array) bool {
		return x.Name == y.Name && slices.Equal(x.Shape, y.Shape) && slices.EqualFunc(x.Data, y.Data, func(v, w float32) bool {
			return math.Float32bits(v) == math.Float32bits(w)
		})
	})
}

func TestFrameRoundTrip(t *testing.T) {
	f, got := sample(), new(frame.Frame)
	b := f.Append([]byte("before"))
	if !bytes.HasPrefix(b, []byte("before")) {
		t.Error("Append lost what was there")
	}
	b = b[len("before"):]
	for range 2 { // the second time into what is there
		if err := got.Decode(b); err != nil {
			t.Fatal(err)
		}
		if !same(f, got) {
			t.Fatalf("got %v; want %v", got.Arrays, f.Arrays)
		}
	}
	if a := got.Array("one"); a == nil || a.Data[0] != 3 || got.Array("none") != nil {
		t.Error("arrays are not found by name")
	}
}

// A frame is as large from one to the next, so after the first nothing is made anew.
func TestFramesReuseTheirStorage(t *testing.T) {
	b, f := sample().Append(nil), new(frame.Frame)
	if n := testing.AllocsPerRun(20, func() {
		if err := f.Decode(b); err != nil {
			t.Fatal(err)
		}
	}); n != 0 {
		t.Errorf("%v allocations a frame; want 0", n)
	}
}

func TestDecodeRefuses(t *testing.T) {
	good := sample().Append(nil)
	put := func(at int, v uint32) []byte {
		b := bytes.Clone(good)
		binary.LittleEndian.PutUint32(b[at:], v)
		return b
	}
	tests := []struct {
		name string
		b    []byte
		says string
	}{
		{"nothing", nil, "not a frame"},
		{"another magic", append([]byte("WFRX"), good[4:]...), "not a frame"},
		{"another version", put(4, 2), "version 2"},
		{"too many arrays", put(16, 1<<13), "8192 arrays"},
		{"more arrays than there are", put(16, 5), "cut short"},
		{"fewer arrays than there are", put(16, 3), "after the end"},
		{"a byte more", append(bytes.Clone(good), 0), "1 bytes after the end"},
		{"a vast dimension", put(20+2+len("numbers"), math.MaxUint32), "cut short"},
		{"too many dimensions", func() []byte { b := bytes.Clone(good); b[21] = 9; return b }(), "9 dimensions"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			f := sample()
			err := f.Decode(tt.b)
			if err == nil || !strings.Contains(err.Error(), tt.says) {
				t.Fatalf("got %v; want %q", err, tt.says)
			}
			if len(f.Arrays) != 0 || f.Seq != 0 || f.Flags != 0 {
				t.Errorf("left %+v; want an empty frame", f)
			}
		})
	}
	for n := range len(good) {
		if new(frame.Frame).Decode(good[:n]) == nil {
			t.Errorf("the first %d bytes are taken for a frame", n)
		}
	}
}

// FuzzDecode: nothing is made that the bytes do not hold, and what is taken is written again the same.
func FuzzDecode(f *testing.F) {
	f.Add(sample().Append(nil))
	f.Add((&frame.Frame{}).Append(nil))
	f.Add([]byte("WFRM"))
	f.Fuzz(func(t *testing.T, b []byte) {
		var frame frame.Frame
		if err := frame.Decode(b); err != nil {
			return
		}
		held := 0
		for _, a := range frame.Arrays {
			held += 4 * len(a.Data)
		}
		if held > len(b) {
			t.Fatalf("%d bytes of values out of %d bytes", held, len(b))
		}
		if again := frame.Append(nil); !bytes.Equal(again, b) {
			t.Errorf("written again it is %x; want %x", again, b)
		}
	})
}
