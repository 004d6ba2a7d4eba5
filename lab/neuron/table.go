package neuron

import (
	"slices"

	"github.com/whisker-lab/whisker/lab"
	"github.com/whisker-lab/whisker/nn/kernel"
	"github.com/whisker-lab/whisker/nn/model"
)

// table is a few observations, each a row: what goes in together, and what should come out.
type table struct {
	name    string
	inputs  []lab.Axis
	rows    [][]float64 // what goes in
	want    []float64   // what should come out: 0 or 1, the place of a class, or a value
	classes []string    // what comes out is called; none for values
	span    [4]float64  // of the plane of the first two inputs: xmin, xmax, ymin, ymax
	step    []float64   // by which each input is set by hand
	counted bool        // whether it is a truth table
}

// Tables lists what table may be.
func Tables() []string {
	return []string{"and", "or", "xor", "people", "not", "nand", ownName, "gentoo", "species", "mass"}
}

// Truths lists the tables of yes and no, in which an activation can be chosen, and Observed those that were measured or might
// have been.
func Truths() []string {
	return []string{"and", "or", "xor", "people", "not", "nand", ownName, "gentoo"}
}
func Observed() []string { return []string{"people", "gentoo", "species", "mass"} }

const ownName = "own"

// concepts are the truth tables that have a name: bit i is what row i should give, of the rows 00, 01, 10 and 11.
var concepts = [...]struct {
	name string
	bits int
}{{"and", 0b1000}, {"or", 0b1110}, {"not", 0b0011}, {"xor", 0b0110}, {"nand", 0b0111}}

// tableOf is the table of a name; own is what the reader's gives.
func tableOf(name string, own int) table {
	switch name {
	case "people":
		return people()
	case "gentoo", "species", "mass":
		return penguins(name)
	}
	bits := own
	for _, c := range concepts {
		if c.name == name {
			bits = c.bits
		}
	}
	return truths(name, bits)
}

// truths is a truth table of two inputs.
func truths(name string, bits int) table {
	t := table{
		name: name, inputs: []lab.Axis{{Name: "x1"}, {Name: "x2"}}, rows: [][]float64{{0, 0}, {0, 1}, {1, 0}, {1, 1}},
		classes: []string{"quiet", "fires"}, span: [4]float64{-0.5, 1.5, -0.5, 1.5}, step: []float64{0.1, 0.1}, counted: true,
	}
	for i := range t.rows {
		t.want = append(t.want, float64(bits>>i&1))
	}
	return t
}

// apart tells whether a straight line parts what should fire from what should not.
func (t *table) apart() bool {
	return !t.counted || !slices.Equal(t.want, []float64{0, 1, 1, 0}) && !slices.Equal(t.want, []float64{1, 0, 0, 1})
}

// people are made up: who is about to buy another car.
func people() table {
	return table{
		name: "people", inputs: []lab.Axis{{Name: "age", Unit: "years"}, {Name: "pay", Unit: "$"}, {Name: "car", Unit: "years"}},
		rows: [][]float64{
			{22, 18000, 9}, {25, 52000, 2}, {31, 24000, 3}, {34, 61000, 8}, {45, 38000, 10}, {52, 83000, 1}, {58, 47000, 7}, {63, 29000, 12},
		},
		want: []float64{0, 0, 0, 1, 1, 0, 1, 1}, classes: []string{"keeps", "buys"}, span: [4]float64{15, 70, 10000, 90000}, step: []float64{1, 1000, 1},
	}
}

// penguins are three each of the species of package data, whose test holds that they are among its measurements.
func penguins(name string) table {
	t := table{
		name: name, inputs: []lab.Axis{{Name: "billlength", Unit: "mm"}, {Name: "billdepth", Unit: "mm"}, {Name: "flipperlength", Unit: "mm"}},
		rows: [][]float64{
			{39.1, 18.7, 181}, {42, 19.5, 200}, {34, 17.1, 185}, {45.2, 17.8, 198}, {54.2, 20.8, 201}, {49.3, 19.9, 203},
			{41.7, 14.7, 210}, {49.6, 16, 225}, {49.1, 14.5, 212},
		},
		span: [4]float64{30, 60, 12, 23}, step: []float64{0.5, 0.1, 1},
	}
	switch name {
	case "mass": // in kilograms
		t.want = []float64{3.75, 4.05, 3.4, 3.95, 4.3, 4.05, 4.7, 5.7, 4.625}
	case "species":
		t.want, t.classes = []float64{0, 0, 0, 1, 1, 1, 2, 2, 2}, []string{"adelie", "chinstrap", "gentoo"}
	default:
		t.want, t.classes = []float64{0, 0, 0, 0, 0, 0, 1, 1, 1}, []string{"other", "gentoo"}
	}
	return t
}

// several tells whether what should come out is one of several.
func (t *table) several() bool { return len(t.classes) > 2 }

// values tells whether what should come out is a value.
func (t *table) values() bool { return t.classes == nil }

// neurons is how many it takes to say what should come out.
func (t *table) neurons() int {
	if t.several() {
		return len(t.classes)
	}
	return 1
}

// activation is the one that says what should come out: the one that is chosen, for yes and no.
func (t *table) activation(chosen string) string {
	switch {
	case t.several():
		return model.SoftmaxName
	case t.values():
		return kernel.Linear.String()
	}
	return chosen
}
