package data

import (
	_ "embed"
	"math/rand/v2"

	"gonum.org/v1/gonum/stat"
)

// Penguins of three species at Palmer Station, by Gorman, Williams and Fraser (2014): see DATA-LICENSES.md.
//
//go:embed packed/penguins.bin
var penguinsFile string

const badPacked = "data: a packed file of this package is damaged"

// Penguins returns all measurements of the penguins.
func Penguins() *Table {
	t, err := Unpack([]byte(penguinsFile))
	if err != nil {
		panic(badPacked)
	}
	return t
}

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

// points takes the first n rows of a shuffle and adds noise to two columns, as a share of their standard deviations.
func (t *Table) points(x, y, n int, noise float64, r *rand.Rand) Points {
	order := r.Perm(len(t.Class))
	n = min(n, len(order))
	p := Points{X: make([]float32, n), Y: make([]float32, n), Class: make([]int, n)}
	sx, sy := stat.StdDev(t.Columns[x].Values, nil), stat.StdDev(t.Columns[y].Values, nil)
	for i, row := range order[:n] {
		p.X[i] = float32(t.Columns[x].Values[row] + noise*sx*r.NormFloat64())
		p.Y[i] = float32(t.Columns[y].Values[row] + noise*sy*r.NormFloat64())
		p.Class[i] = t.Class[row]
	}
	return p
}
