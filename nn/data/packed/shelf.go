package packed

import (
	"embed"
	"maps"
	"sync"

	"github.com/whisker-lab/whisker/nn/data"
)

//go:embed *.bin
var files embed.FS

const badFile = "packed: a file of this package is damaged, or not one of a data set"

// unpacked is all files, which take a while to unpack and never change.
var unpacked = sync.OnceValue(unpack)

// Shelf returns a shelf with all files on it.
func Shelf() data.Shelf { return maps.Clone(unpacked()) }

func unpack() data.Shelf {
	shelf := data.Shelf{}
	entries, err := files.ReadDir(".")
	if err != nil {
		panic(badFile)
	}
	for _, entry := range entries {
		b, err := files.ReadFile(entry.Name())
		if err != nil || shelf.Put(entry.Name(), b) != nil {
			panic(badFile)
		}
	}
	return shelf
}

const badName = "packed: no such data set"

// Find returns the data set of that name, ready to generate.
func Find(name string) data.Source {
	s, ok := data.Find(name)
	if !ok {
		panic(badName)
	}
	s, err := s.Open(Shelf())
	if err != nil {
		panic(badFile)
	}
	return s
}

// Size is how many bytes a file has.
func Size(file string) int {
	b, err := files.ReadFile(file)
	if err != nil {
		panic(badFile)
	}
	return len(b)
}
