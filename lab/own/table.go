package own

import (
	"math"
	"slices"

	"github.com/whisker-lab/whisker/nn/data"
)

// margin is how much more than the points is shown, as a share of how far they reach.
const margin = 0.06

// Tabled are measurements as points of a kind: rows of x, y and, of a surface, the value; the names of these axes; the class of
// each row and what the classes are called. Names are those that Named gives.
func Tabled(kind string, names []string, rows [][]float64, class []uint8, classes []string) *Points {
	o := &Points{kind: kind, table: &table{axes: slices.Clone(names), classes: slices.Clone(classes)}}
	for axis := range names {
		o.table.span = append(o.table.span, spanOf(rows, axis))
	}
	for i, r := range rows {
		p := point{x: o.step(0, r[0]), y: o.step(1, r[1]), class: class[i]}
		if kind == data.OfSurface {
			p.value = o.step(2, r[2])
		}
		o.points = append(o.points, p)
	}
	return o
}

// spanOf is how far a column reaches, with a margin.
func spanOf(rows [][]float64, column int) [2]float32 {
	lo, hi := math.Inf(1), math.Inf(-1)
	for _, r := range rows {
		lo, hi = min(lo, r[column]), max(hi, r[column])
	}
	more := (hi - lo) * margin
	if least := max(math.Abs(lo), math.Abs(hi), 1) * 1e-4; more < least { // of one value, or of hardly two
		more = least * 10
	}
	return [2]float32{float32(lo - more), float32(hi + more)}
}
