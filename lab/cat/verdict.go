package cat

import (
	"cmp"
	"slices"
)

// Where what lies on the pad is from.
const (
	fromNobody = iota // it is empty
	fromHand
	fromSet
	fromStart // the run has put it there, so that there is something to judge
)

// alikes is how many drawings are shown that are most like the one on the pad.
const alikes = 4

// verdict is the drawing on the pad and what the network says of it.
type verdict struct {
	ink  []float32 // (side, side), nil for an empty one
	from int
	says float32
	why  []float32 // (sees²): what each pixel had to do with it, for a cat or against it
	like []int     // the most similar of those that are shown, the nearest first

	input []float32
	known bool // whether like is of what is there now
}

// lay puts a drawing on the pad.
func (v *verdict) lay(ink []float32, from int) {
	v.ink, v.from, v.known = ink, from, false
	if !slices.ContainsFunc(ink, func(one float32) bool { return one > 0 }) {
		v.ink, v.from = nil, fromNobody
	}
}

// forget makes it look anew for what is similar.
func (v *verdict) forget() { v.known = false }

// ask has the network of a run say what the drawing is and why.
func (v *verdict) ask(r *Run) {
	if v.ink == nil {
		v.like = v.like[:0]
		return
	}
	size := r.sees * r.sees
	if len(v.input) != size {
		v.input, v.why = make([]float32, size), make([]float32, size)
	}
	seen(v.input, v.ink, r.sees)
	var said [1]float32
	r.net.Outputs(v.input, 1, said[:])
	v.says = said[0]
	r.net.Parts(v.input, 0, v.why)
	if !v.known {
		v.known = true
		v.like = nearest(v.like[:0], v.ink, r.shown)
	}
}

// nearest appends the places of those of a list that are most like a drawing: from a line of the one it is not far to a line of the
// other, and the other way round. That is symmetric chamfer matching: Barrow, Tenenbaum, Bolles and Wolf, "Parametric correspondence and
// chamfer matching" (1977).
func nearest(to []int, ink []float32, list []picture) []int {
	var own, other field
	own.of(ink)
	apart := make([]float64, len(list))
	for i, one := range list {
		other.of(one.ink)
		apart[i] = other.from(ink) + own.from(one.ink)
		to = append(to, i)
	}
	slices.SortStableFunc(to, func(a, b int) int { return cmp.Compare(apart[a], apart[b]) })
	return to[:min(alikes, len(to))]
}

const (
	lineInk          = 0.35 // from which on a pixel is part of a line
	straight, across = 3, 4 // steps to the next pixel, in thirds of one
	far              = 1 << 20
)

// field is how far it is from each pixel to the nearest line.
type field [side * side]int32

// of reckons the field of a drawing in two passes: Borgefors, "Distance transformations in digital images" (1986).
func (f *field) of(ink []float32) {
	for i, v := range ink {
		if f[i] = far; v >= lineInk {
			f[i] = 0
		}
	}
	relax := func(x, y, dx, dy int, by int32) {
		if u, v := x+dx, y+dy; u >= 0 && u < side && v >= 0 && v < side {
			f[y*side+x] = min(f[y*side+x], f[v*side+u]+by)
		}
	}
	for y := range side {
		for x := range side {
			relax(x, y, -1, 0, straight)
			relax(x, y, 0, -1, straight)
			relax(x, y, -1, -1, across)
			relax(x, y, 1, -1, across)
		}
	}
	for y := side - 1; y >= 0; y-- {
		for x := side - 1; x >= 0; x-- {
			relax(x, y, 1, 0, straight)
			relax(x, y, 0, 1, straight)
			relax(x, y, 1, 1, across)
			relax(x, y, -1, 1, across)
		}
	}
}

// from is how far it is on average from the lines of a drawing to those of the field.
func (f *field) from(ink []float32) float64 {
	sum, n := 0, 0
	for i, v := range ink {
		if v >= lineInk {
			sum += int(f[i])
			n++
		}
	}
	return float64(sum) / float64(max(n, 1))
}
