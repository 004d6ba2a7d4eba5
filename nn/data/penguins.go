package data

import (
	_ "embed"
	"math/rand/v2"
)

// Penguins of three species at Palmer Station, by Gorman, Williams and Fraser (2014): see DATA-LICENSES.md.
//
//go:embed packed/penguins.bin
var penguinsFile string

// Penguins returns all measurements of the penguins.
func Penguins() *Table { return open(penguinsFile) }

// The two measurements of a penguin's bill tell the species apart best of all pairs: 96 % by nine nearest neighbours.
const billLength, billDepth = 0, 1

func penguinsSource() Source {
	return Source{
		Name: "penguins", Classes: 3, Real: true, Max: 342, Names: []string{"adelie", "chinstrap", "gentoo"},
		Axes: [2]Axis{{"billlength", "mm", 30, 62}, {"billdepth", "mm", 12, 23}},
		Generate: func(n int, noise float64, r *rand.Rand) Points {
			return Penguins().points(billLength, billDepth, n, noise, r)
		},
	}
}
