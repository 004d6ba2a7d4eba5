package data

import (
	"math"
	"strconv"
)

// Gallery is one set of pictures, which lie in a file.
type Gallery struct {
	Name          string
	File          string
	Count         int // of pictures
	Planes        int
	Height, Width int
	Classes       []string // keys for a table of words, or, of digits, what they are called everywhere

	sum uint32 // of the file
}

// Galleries lists the sets of pictures. Those whose name ends in 28 are the same pictures as those without, at twice the height and
// width.
var Galleries = []Gallery{
	{"mnist", "mnist.bin", 5000, 1, 14, 14, numerals(), 0x11144b9d},
	{"mnist28", "mnist28.bin", 5000, 1, 28, 28, numerals(), 0x80f3ce36},
	{"fashion", "fashion.bin", 5000, 1, 14, 14, clothes(), 0x542c6499},
	{"fashion28", "fashion28.bin", 5000, 1, 28, 28, clothes(), 0xeac23b86},
	{"digits", "digits.bin", 1797, 1, 8, 8, numerals(), 0x5794edbd},
	{"photos", "photos.bin", 2, 3, 64, 64, []string{"chelsea", "coffee"}, 0xa498ea65},
	{"drawings", "drawings.bin", 169, 1, 28, 28, []string{"cat", "dog", "fish", "bird", "rabbit", "animal", "cup", "house", "star", "sun"}, 0x4b50ca0d},
}

// numerals are the classes of digits.
func numerals() []string {
	names := make([]string, 10)
	for i := range names {
		names[i] = strconv.Itoa(i)
	}
	return names
}

// clothes are the classes of Fashion-MNIST, in its order.
func clothes() []string {
	return []string{"tshirt", "trousers", "pullover", "dress", "coat", "sandal", "shirt", "sneaker", "bag", "boot"}
}

// FindGallery returns the set of pictures of that name.
func FindGallery(name string) (Gallery, bool) {
	for _, g := range Galleries {
		if g.Name == name {
			return g, true
		}
	}
	return Gallery{}, false
}

// Lacks is the file that the gallery needs and the shelf does not hold, as a Missing; nil where there is none.
func (g Gallery) Lacks(shelf Shelf) error { return shelf.lacks(g.File) }

// Open returns the pictures. The error is a Missing.
func (g Gallery) Open(shelf Shelf) (*Pictures, error) {
	if err := g.Lacks(shelf); err != nil {
		return nil, err
	}
	switch held := shelf[g.File].(type) {
	case *Pictures:
		return held, nil
	case *Table:
		return held.pictures(g), nil
	}
	panic(badShelf)
}

const badShelf = "data: a shelf holds tables and pictures"

// pictures are the first columns of a table as pixels, whose values go up to the largest of all.
func (t *Table) pictures(g Gallery) *Pictures {
	p := &Pictures{
		Name: t.Name, Source: t.Source, Licence: t.Licence, Planes: g.Planes, Height: g.Height, Width: g.Width, Bits: 8,
		Classes: t.Classes, Class: t.Class, Group: make([]int, len(t.Class)),
	}
	p.Pixels = make([]byte, p.Len()*p.Size())
	most := 0.0
	for _, c := range t.Columns[:p.Size()] {
		for _, v := range c.Values {
			most = max(most, v)
		}
	}
	for j, c := range t.Columns[:p.Size()] {
		for i, v := range c.Values {
			p.Pixels[i*p.Size()+j] = byte(math.Round(255 * v / most))
		}
	}
	return p
}
