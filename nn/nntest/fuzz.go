package nntest

import (
	"bytes"
	"encoding/binary"
	"hash/crc32"
	"testing"

	"github.com/whisker-lab/whisker/nn"
)

// FuzzLoad gives a learner's Load whatever a fuzzer thinks of, beginning with a good save, and with a good checksum too, as
// nothing gets past it otherwise. What is damaged is an error and leaves the learner as it was; what is taken can be stepped
// and saved. It never panics.
func FuzzLoad(f *testing.F, build func(t testing.TB, seed uint64) nn.Learner) {
	f.Helper()
	source := build(f, 1)
	run(source, 3)
	var save bytes.Buffer
	if err := source.Save(&save); err != nil {
		f.Fatal(err)
	}
	f.Add(save.Bytes())
	f.Add(save.Bytes()[:save.Len()/2])
	f.Add([]byte{})
	f.Fuzz(func(t *testing.T, data []byte) {
		l := build(t, 2)
		before := Snapshot(l)
		for _, b := range [][]byte{data, sealed(data)} {
			if err := l.Load(bytes.NewReader(b)); err != nil {
				if !equalBits(Snapshot(l), before) {
					t.Fatalf("a refused save changed the learner: %v", err)
				}
				continue
			}
			run(l, 3)
			var again bytes.Buffer
			if err := l.Save(&again); err != nil {
				t.Fatalf("cannot be saved after Load: %v", err)
			}
			before = Snapshot(l)
		}
	})
}

// sealed is data with its last four bytes made the checksum of all before, and the length that nn.Encoder writes made right.
func sealed(data []byte) []byte {
	const magic = "whisker\x00"
	b := bytes.Clone(data)
	if len(b) < len(magic)+12 {
		return b
	}
	if string(b[:len(magic)]) == magic {
		binary.LittleEndian.PutUint64(b[len(magic):], uint64(len(b)-len(magic)-8))
	}
	end := len(b) - 4
	binary.LittleEndian.PutUint32(b[end:], crc32.ChecksumIEEE(b[:end]))
	return b
}

func equalBits(a, b []uint32) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if a[i] != b[i] {
			return false
		}
	}
	return true
}
