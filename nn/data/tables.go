package data

import (
	"math/rand/v2"

	"gonum.org/v1/gonum/stat"
)

// The real tables of this package but for the penguins: see DATA-LICENSES.md.

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

// Features returns columns from one up to, but without, another, (to−from, rows): feature by feature, as networks take them.
func (t *Table) Features(from, to int) []float32 {
	x := make([]float32, 0, (to-from)*len(t.Class))
	for _, c := range t.Columns[from:to] {
		for _, v := range c.Values {
			x = append(x, float32(v))
		}
	}
	return x
}

// The two measurements of an iris's petal tell the species apart best of all pairs: 97 % by nine nearest neighbours.
const petalLength, petalWidth = 2, 3

// irisSource is irises of three species, by Fisher (1936).
func irisSource() Source {
	return measured("iris.bin", 0x376d8c47, petalLength, petalWidth, Source{
		Name: "iris", Classes: 3, Max: 150, Names: []string{"setosa", "versicolor", "virginica"},
		Axes: [2]Axis{{"petallength", "cm", 0.5, 7.5}, {"petalwidth", "cm", -0.2, 2.8}},
	})
}

// DigitPixels is how many columns of the digits are pixels, row by row from the top, 0 for white to 16 for black. The two
// columns after them are the principal components of these.
const DigitPixels = 64

// digitsSource is handwritten digits of 8×8 pixels, by Alpaydin and Kaynak (1998).
func digitsSource() Source {
	return measured("digits.bin", 0x5794edbd, DigitPixels, DigitPixels+1, Source{
		Name: "digits", Classes: 10, Max: 1797,
		Axes: [2]Axis{{"pc1", "", -36, 36}, {"pc2", "", -36, 36}},
	})
}

// The worst perimeter and the worst smoothness tell malignant from benign best of all pairs: 95 % by nine nearest neighbours.
const worstPerimeter, worstSmoothness = 22, 24

// cancerSource is cells of breast tumours, by Wolberg, Street and Mangasarian (1995): of each the mean, the standard error and the
// mean of the three worst values of ten properties of its cells. Class 1 is malignant.
func cancerSource() Source {
	return measured("cancer.bin", 0xbd3bcd67, worstPerimeter, worstSmoothness, Source{
		Name: "cancer", Classes: 2, Max: 569, Names: []string{"benign", "malignant"},
		Axes: [2]Axis{{"worstperimeter", "", 40, 260}, {"worstsmoothness", "", 0.06, 0.23}},
	})
}
