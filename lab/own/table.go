package own

import (
	"math"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/whisker-lab/whisker/nn/data"
)

const (
	// margin is how much more than the points is shown, as a share of how far they reach.
	margin = 0.06
	// near is how far measurements reach at least, as a share of the largest of them, to be held as they are in 24 bits.
	near = 2e-4
)

// Tabled are measurements as points of a kind: rows of x, y and, of a surface, the value; the names of these axes; the class of
// each row and what the classes are called. Names are those that Named gives. What lies far from 0 and close together is taken less a round
// number, which then stands in the axis' name.
func Tabled(kind string, names []string, rows [][]float64, class []uint8, classes []string) *Points {
	o := &Points{kind: kind, table: &table{axes: slices.Clone(names), classes: slices.Clone(classes)}}
	less := make([]float64, len(names))
	for axis, name := range names {
		lo, hi := reach(rows, axis)
		less[axis] = apart(lo, hi)
		o.table.axes[axis] = lessened(name, less[axis])
		o.table.span = append(o.table.span, spanOf(lo-less[axis], hi-less[axis]))
	}
	for i, r := range rows {
		p := point{x: o.step(0, r[0]-less[0]), y: o.step(1, r[1]-less[1]), class: class[i]}
		if kind == data.OfSurface {
			p.value = o.step(2, r[2]-less[2])
		}
		o.points = append(o.points, p)
	}
	return o
}

// reach is the least and the largest number of a column.
func reach(rows [][]float64, column int) (lo, hi float64) {
	lo, hi = math.Inf(1), math.Inf(-1)
	for _, r := range rows {
		lo, hi = min(lo, r[column]), max(hi, r[column])
	}
	return lo, hi
}

// apart is the round number that numbers are taken less, 0 where they are taken as they are.
func apart(lo, hi float64) float64 {
	if lo == hi || hi-lo >= near*max(math.Abs(lo), math.Abs(hi)) {
		return 0
	}
	unit := math.Pow(10, math.Ceil(math.Log10(hi-lo)))
	return math.Floor(lo/unit) * unit
}

// lessened is the name of an axis whose numbers are taken less than they are.
func lessened(name string, less float64) string {
	if less == 0 {
		return name
	}
	sign := " − "
	if less < 0 {
		sign, less = " + ", -less
	}
	digits := strconv.FormatFloat(less, 'f', -1, 64)
	whole, rest, _ := strings.Cut(digits, ".")
	for i := len(whole) - 3; i > 0; i -= 3 {
		whole = whole[:i] + "," + whole[i:]
	}
	if rest != "" {
		whole += "." + rest
	}
	runes := []rune(name)
	room := max(nameRunes-utf8.RuneCountInString(sign+whole), 0)
	return Named(strings.TrimSpace(string(runes[:min(room, len(runes))])) + sign + whole)
}

// spanOf is how far a column is shown, with a margin.
func spanOf(lo, hi float64) [2]float32 {
	more := (hi - lo) * margin
	if lo == hi {
		more = max(math.Abs(lo), 1) * 1e-3
	}
	return [2]float32{float32(lo - more), float32(hi + more)}
}
