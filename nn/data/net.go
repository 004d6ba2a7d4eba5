package data

// Net is the weights of a network that has learnt already, which lie in a file: a table of one column.
type Net struct {
	Of    string // the gallery that it learnt from, or the lesson that it is of; its file is named after that
	File  string
	Count int // of weights

	sum uint32 // of the file
}

// Nets lists them.
var Nets = []Net{
	{"mnist", "mnist-weights.bin", 2826, 0xb5112983},
	{"words", "words-weights.bin", 79037, 0x8cee7c87},
}

// FindNet returns the network that has learnt a gallery.
func FindNet(of string) (Net, bool) {
	for _, n := range Nets {
		if n.Of == of {
			return n, true
		}
	}
	return Net{}, false
}

// Open returns the weights, in the order of a network's parameters. The error is a Missing.
func (n Net) Open(shelf Shelf) ([]float64, error) {
	if err := shelf.lacks(n.File); err != nil {
		return nil, err
	}
	t, ok := shelf[n.File].(*Table)
	if !ok || len(t.Columns) != 1 || len(t.Class) != n.Count {
		panic(badShelf)
	}
	return t.Columns[0].Values, nil
}
