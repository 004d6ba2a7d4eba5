package data

import (
	_ "embed"
	"math/rand/v2"

	"gonum.org/v1/gonum/stat"
)

// The real tables of this package but for the penguins: see DATA-LICENSES.md. They are kept plain: the page is compressed as a
// whole, better than each by itself, and needs no code to undo it.
var (
	// Irises of three species, by Fisher (1936).
	//
	//go:embed packed/iris.bin
	irisFile string
	// Handwritten digits of 8×8 pixels, by Alpaydin and Kaynak (1998).
	//
	//go:embed packed/digits.bin
	digitsFile string
	// Cells of breast tumours, by Wolberg, Street and Mangasarian (1995).
	//
	//go:embed packed/cancer.bin
	cancerFile string
)

const badPacked = "data: a packed file of this package is damaged"

// open unpacks a file of this package.
func open(file string) *Table {
	t, err := Unpack([]byte(file))
	if err != nil {
		panic(badPacked)
	}
	return t
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

// Iris returns all measurements of the irises.
func Iris() *Table { return open(irisFile) }

// The two measurements of an iris's petal tell the species apart best of all pairs: 97 % by nine nearest neighbours.
const petalLength, petalWidth = 2, 3

func irisSource() Source {
	return Source{
		Name: "iris", Classes: 3, Real: true, Max: 150, Names: []string{"setosa", "versicolor", "virginica"},
		Axes: [2]Axis{{"petallength", "cm", 0.5, 7.5}, {"petalwidth", "cm", -0.2, 2.8}},
		Generate: func(n int, noise float64, r *rand.Rand) Points {
			return Iris().points(petalLength, petalWidth, n, noise, r)
		},
	}
}

// DigitPixels is how many columns of the digits are pixels, row by row from the top, 0 for white to 16 for black. The two
// columns after them are the principal components of these.
const DigitPixels = 64

// Digits returns all handwritten digits.
func Digits() *Table { return open(digitsFile) }

func digitsSource() Source {
	return Source{
		Name: "digits", Classes: 10, Real: true, Max: 1797,
		Axes: [2]Axis{{"pc1", "", -36, 36}, {"pc2", "", -36, 36}},
		Generate: func(n int, noise float64, r *rand.Rand) Points {
			return Digits().points(DigitPixels, DigitPixels+1, n, noise, r)
		},
	}
}

// Cancer returns all measurements of the tumours: of each the mean, the standard error and the mean of the three worst values
// of ten properties of its cells. Class 1 is malignant.
func Cancer() *Table { return open(cancerFile) }

// The worst perimeter and the worst smoothness tell malignant from benign best of all pairs: 95 % by nine nearest neighbours.
const worstPerimeter, worstSmoothness = 22, 24

func cancerSource() Source {
	return Source{
		Name: "cancer", Classes: 2, Real: true, Max: 569, Names: []string{"benign", "malignant"},
		Axes: [2]Axis{{"worstperimeter", "", 40, 260}, {"worstsmoothness", "", 0.06, 0.23}},
		Generate: func(n int, noise float64, r *rand.Rand) Points {
			return Cancer().points(worstPerimeter, worstSmoothness, n, noise, r)
		},
	}
}
