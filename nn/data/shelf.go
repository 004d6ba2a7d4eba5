package data

import (
	"encoding/binary"
	"fmt"
	"math/rand/v2"
)

// Shelf holds what was measured, by the names of its files, as many as have been brought: each a *Table, *Pictures or *Text. Who made it
// fills it; what lies on it never changes, so whoever reads from it gets the same today and tomorrow.
type Shelf map[string]any

// Missing says which file a data set needs that is not on the shelf.
type Missing struct{ File string }

func (m Missing) Error() string { return "data: " + m.File + " has not been brought" }

// Put unpacks a file and lays it on the shelf. It refuses a file that no data set has, one that is damaged, and one that is sound
// but not the one that this version was made with: the same link is to give the same numbers.
func (s Shelf) Put(file string, packed []byte) error {
	sum, unpack := claimed(file)
	if unpack == nil {
		return fmt.Errorf("data: no data set has a file %.40q", file)
	}
	held, err := unpack(packed)
	if err != nil {
		return fmt.Errorf("%s: %w", file, err)
	}
	if got := binary.LittleEndian.Uint32(packed[len(packed)-packSum:]); got != sum {
		return fmt.Errorf("%s: data: packed file: checksum %08x; want %08x, the one of this version", file, got, sum)
	}
	s[file] = held
	return nil
}

// claimed says what checksum a file has to have, and how it is unpacked, if a data set has it; else nothing unpacks it.
func claimed(file string) (sum uint32, unpack func([]byte) (any, error)) {
	table := func(b []byte) (any, error) { return Unpack(b) }
	for _, source := range All {
		if file != "" && source.File == file {
			return source.sum, table
		}
	}
	for _, g := range Galleries {
		if file != "" && g.File == file {
			return g.sum, func(b []byte) (any, error) { return UnpackPictures(b) }
		}
	}
	for _, n := range Nets {
		if file != "" && n.File == file {
			return n.sum, table
		}
	}
	for _, w := range Writings {
		if file != "" && w.File == file {
			return w.sum, func(b []byte) (any, error) { return UnpackText(b) }
		}
	}
	return 0, nil
}

const badShut = "data: a measured data set gives points once it is opened"

// measured makes a source of two columns of a file, which has a checksum.
func measured(file string, sum uint32, x, y int, s Source) Source {
	s.Real, s.File, s.sum, s.plotted = true, file, sum, [2]int{x, y}
	s.Generate = func(int, float64, *rand.Rand) Points { panic(badShut) }
	return s
}

// Lacks is the file that the source needs and the shelf does not hold, as a Missing; nil where there is none.
func (s Source) Lacks(shelf Shelf) error { return shelf.lacks(s.File) }

// lacks is a file that is not there, as a Missing; no name is none that could be missing.
func (s Shelf) lacks(file string) error {
	if file != "" && s[file] == nil {
		return Missing{file}
	}
	return nil
}

// Open returns the source with its table, from which it generates. What is made up by itself needs no shelf. The error is a
// Missing.
func (s Source) Open(shelf Shelf) (Source, error) {
	if err := s.Lacks(shelf); err != nil || s.File == "" {
		return s, err
	}
	t, ok := shelf[s.File].(*Table)
	if !ok {
		panic(badShelf)
	}
	s.Table = t
	s.Generate = func(n int, noise float64, r *rand.Rand) Points {
		return t.points(s.plotted[0], s.plotted[1], n, noise, r)
	}
	return s, nil
}
