package data

import (
	"encoding/binary"
	"fmt"
	"math/rand/v2"
)

// Shelf holds the tables of what was measured, by the names of their files, as many as have been brought. Who made it fills it;
// a table on it never changes, so whoever reads from one gets the same today and tomorrow.
type Shelf map[string]*Table

// Missing says which file a data set needs that is not on the shelf.
type Missing struct{ File string }

func (m Missing) Error() string { return "data: " + m.File + " has not been brought" }

// Put unpacks a file and lays it on the shelf. It refuses a file that no data set has, one that is damaged, and one that is sound
// but not the one that this version was made with: the same link is to give the same numbers.
func (s Shelf) Put(file string, packed []byte) error {
	for _, source := range All {
		if source.File != file || file == "" {
			continue
		}
		t, err := Unpack(packed)
		if err != nil {
			return fmt.Errorf("%s: %w", file, err)
		}
		if sum := binary.LittleEndian.Uint32(packed[len(packed)-packSum:]); sum != source.sum {
			return fmt.Errorf("%s: data: packed table: checksum %08x; want %08x, the one of this version", file, sum, source.sum)
		}
		s[file] = t
		return nil
	}
	return fmt.Errorf("data: no data set has a file %.40q", file)
}

const badShut = "data: a measured data set gives points once it is opened"

// measured makes a source of two columns of a file, which has a checksum.
func measured(file string, sum uint32, x, y int, s Source) Source {
	s.Real, s.File, s.sum, s.plotted = true, file, sum, [2]int{x, y}
	s.Generate = func(int, float64, *rand.Rand) Points { panic(badShut) }
	return s
}

// Lacks is the file that the source needs and the shelf does not hold, as a Missing; nil where there is none.
func (s Source) Lacks(shelf Shelf) error {
	if s.File != "" && shelf[s.File] == nil {
		return Missing{s.File}
	}
	return nil
}

// Open returns the source with its table, from which it generates. What is made up by itself needs no shelf. The error is a
// Missing.
func (s Source) Open(shelf Shelf) (Source, error) {
	if err := s.Lacks(shelf); err != nil || s.File == "" {
		return s, err
	}
	t := shelf[s.File]
	s.Table = t
	s.Generate = func(n int, noise float64, r *rand.Rand) Points {
		return t.points(s.plotted[0], s.plotted[1], n, noise, r)
	}
	return s, nil
}
