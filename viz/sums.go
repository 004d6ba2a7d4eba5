package viz

import (
	"math"

	"github.com/whisker-lab/whisker/frame"
)

// sums are what neurons reckon with: what goes in, each times a weight, and the bias, come to a sum, of which the activation makes
// an answer. Views of it read the same slots: x (n), raw (n), steps (n), w (k, n), b (k), sum (k), y (k), lit (1), fires (1),
// scaled (1), classes (k), reach (1), curve (m, 2), ends (2), all below neuron/.
type sums struct {
	bind    Bind
	x       []float64 // what goes in, as the neurons see it
	raw     []float64 // and as it was measured
	steps   []float64 // by which that is set by hand
	w       [][]float64
	b       []float64
	sum, y  []float64
	lit     int     // whose sum is written out
	fires   float64 // 1 or 0; −1 where that is not what it says
	scaled  bool
	classes []float32
	reach   float64
	curve   []float32
	bottom  float64 // of the upright axis of the curve
	top     float64
}

// mostUnits is more inputs or neurons than there is room for.
const mostUnits = 8

func (v *sums) Read(f *frame.Frame) {
	get := func(slot string) []float32 { return values(f, v.bind.name(slot, "neuron/"+slot)) }
	list := func(slot string) (all []float64) {
		for _, x := range get(slot) {
			all = append(all, float64(x))
		}
		return all[:min(len(all), mostUnits)]
	}
	v.x, v.raw, v.steps, v.b, v.sum, v.y = list("x"), list("raw"), list("steps"), list("b"), list("sum"), list("y")
	v.w = nil
	w := get("w")
	for o := range v.b {
		row := make([]float64, len(v.x))
		for i := range row {
			row[i] = float64(at(w, o*len(row)+i))
		}
		v.w = append(v.w, row)
	}
	v.lit = min(max(int(at(get("lit"), 0)), 0), max(len(v.b)-1, 0))
	v.fires, v.scaled, v.classes = float64(at(get("fires"), 0)), at(get("scaled"), 0) == 1, get("classes")
	v.reach = max(float64(at(get("reach"), 0)), 1)
	v.curve = get("curve")
	ends := get("ends")
	v.bottom, v.top = float64(at(ends, 0)), float64(at(ends, 1))
	if !(v.top > v.bottom) {
		v.bottom, v.top = 0, 1
	}
}

// there tells whether there is a neuron to show.
func (v *sums) there() bool {
	return len(v.x) > 0 && len(v.b) > 0 && len(v.sum) == len(v.b) && len(v.y) == len(v.b) && len(v.raw) == len(v.x) && len(v.steps) == len(v.x)
}

// product is what an input comes to with the neuron that is lit.
func (v *sums) product(i int) float64 { return v.x[i] * v.w[v.lit][i] }

// places is with how many digits after the point all terms of the sum are written, so that what is written adds up as well as it
// can: fewer where one of them is large.
func (v *sums) places() int {
	most := math.Abs(v.b[v.lit])
	for i := range v.x {
		most = max(most, math.Abs(v.product(i)), math.Abs(v.w[v.lit][i]))
	}
	switch {
	case most >= 1000:
		return 0
	case most >= 100:
		return 1
	}
	return 2
}

// column is the terms of the sum and the sum as they are written, each rounded, and so that what is written adds up: where rounding
// left a hundredth over, the term that was rounded most takes it.
func (v *sums) column(places int) (terms []float64, sum float64) {
	unit := math.Pow(10, -float64(places))
	exact := make([]float64, 0, len(v.x)+1)
	for i := range v.x {
		exact = append(exact, v.product(i))
	}
	exact = append(exact, v.b[v.lit])
	sum = math.Round(v.sum[v.lit]/unit) * unit
	left := sum
	for _, t := range exact {
		terms = append(terms, math.Round(t/unit)*unit)
		left -= terms[len(terms)-1]
	}
	if !finite(left) || math.Abs(left) > float64(len(terms))*unit {
		return exact, v.sum[v.lit]
	}
	for ; math.Abs(left) > unit/2; left -= math.Copysign(unit, left) {
		most := 0
		for i := range terms {
			if (exact[i]-terms[i])*math.Copysign(1, left) > (exact[most]-terms[most])*math.Copysign(1, left) {
				most = i
			}
		}
		terms[most] += math.Copysign(unit, left)
	}
	return terms, sum
}

// stepped is a number that is set by hand by steps of a size.
func stepped(v, step float64) string {
	if !finite(v) {
		return "–"
	}
	return fixed(v, int(max(0, math.Ceil(-math.Log10(max(step, 1e-6))-1e-9))))
}

// placed is a number to so many places, with its sign if it is to be added.
func placed(v float64, places int, sign bool) string {
	if !finite(v) || math.Abs(v) >= 1e7 {
		return number(v)
	}
	unit := math.Pow(10, -float64(places))
	if v = math.Round(v/unit) * unit; v == 0 {
		v = 0 // without a minus
	}
	if sign && v > 0 {
		return "+" + fixed(v, places)
	}
	return fixed(v, places)
}
