package viz

import (
	"math"

	"github.com/whisker-lab/whisker/viz/palette"
	"github.com/whisker-lab/whisker/viz/shape"
)

// listen takes what is said at the places of the mesh: shares where there are some, else the largest class, or a value.
func (v *space) listen(shares []float32) {
	n, planes := v.rows*v.columns, max(v.classes, 1)
	v.even = nil
	if v.said = v.said[:0]; n == 0 {
		return
	}
	if v.classes > 0 && len(shares) >= planes*n {
		v.said = append(v.said, shares[:planes*n]...)
	} else {
		v.said = append(v.said, make([]float32, planes*n)...)
		for i := range n {
			x := v.mesh[3*i+2]
			if !finite(float64(x)) {
				x = 0
			}
			if v.classes > 0 {
				v.said[int(min(max(x, 0), float32(planes-1)))*n+i] = 1
			} else {
				v.said[i] = x
			}
		}
	}
	for i, x := range v.said {
		if !finite(float64(x)) {
			v.said[i] = 0
		}
	}
	v.even = v.evener.Even(v.columns, v.rows, planes, v.said)
}

// runners is how many classes there may be to tell apart in a cell: one for each corner, and one for the middle.
const runners = 5

// bead is a place of the bent plane and what is said there: a value, or the shares of the classes that lead somewhere in the cell.
type bead struct {
	x, y float64
	says [runners]float64
}

func midway(a, b bead, t float64) bead {
	m := bead{x: a.x + (b.x-a.x)*t, y: a.y + (b.y-a.y)*t}
	for i := range m.says {
		m.says[i] = a.says[i] + (b.says[i]-a.says[i])*t
	}
	return m
}

// cells colours what lies between four places of the mesh by what is said there. Where that changes within a cell, its four
// triangles about the middle are cut where it does, and border learns where that was. Neighbours in a row that are of one colour and
// lie straight are one shape.
func (v *space) cells(p *Picture, s *Scene) {
	v.borders = v.borders[:0]
	for r := 0; r+1 < v.rows; r++ {
		from, of := 0, shape.Ink{}
		fill := func(to int) {
			if from < to {
				corner := func(row, column int) [2]float64 {
					x, y := v.node(row, column)
					return [2]float64{x, y}
				}
				p.Over.Quad([4][2]float64{corner(r, from), corner(r, to), corner(r+1, from), corner(r+1, to)}, of)
			}
		}
		for c := 0; c+1 < v.columns; c++ {
			at := [4]int{r*v.columns + c, r*v.columns + c + 1, (r+1)*v.columns + c + 1, (r+1)*v.columns + c}
			var corners [4]bead
			for i, at := range at {
				corners[i].x, corners[i].y = v.node(at/v.columns, at%v.columns)
			}
			ink, whole := shape.Ink{}, false
			if v.classes > 0 {
				ink, whole = v.classed(p, s, at, corners)
			} else {
				ink, whole = v.valued(p, s, at, corners)
			}
			switch {
			case !whole:
				fill(c)
				from = c + 1
			case from == c:
				of = ink
			case ink != of || !v.straight(from, c+1, func(i int) (x, y float64) { return v.node(r, i) }) || !v.straight(from, c+1, func(i int) (x, y float64) { return v.node(r+1, i) }):
				fill(c)
				from, of = c, ink
			}
		}
		fill(v.columns - 1)
	}
}

// astray is how far from a straight line places of the mesh may lie that are drawn as one, in CSS pixels: less than an eye sees.
const astray = 0.15

// straight tells whether what lies between two nodes lies on the straight line from the one to the other.
func (v *space) straight(from, to int, node func(i int) (x, y float64)) bool {
	x, y := node(from)
	u, w := node(to)
	u, w = u-x, w-y
	long := math.Hypot(u, w)
	along := 0.0
	for i := from + 1; i < to; i++ {
		a, b := node(i)
		a, b = a-x, b-y
		on := a*u + b*w
		if math.Abs(a*w-b*u) > astray*long || on < along || on > long*long { // it may also have turned back
			return false
		}
		along = on
	}
	return true
}

// fillCell fills a cell.
func fillCell(p *Picture, c [4]bead, ink shape.Ink) {
	p.Over.Quad([4][2]float64{{c[0].x, c[0].y}, {c[1].x, c[1].y}, {c[3].x, c[3].y}, {c[2].x, c[2].y}}, ink)
}

// triangles calls f with the four triangles about the middle of a cell.
func triangles(c [4]bead, f func(triangle []bead)) {
	middle := midway(midway(c[0], c[2], 0.5), midway(c[1], c[3], 0.5), 0.5)
	for i := range c {
		f([]bead{c[i], c[(i+1)%4], middle})
	}
}

// banded is the colour's number for a value, as whole or broken as the value is.
func banded(value float64) float64 {
	return (min(max(value, -1), 1) + 1) / 2 * (palette.Bands - 1)
}

// valued draws a cell in which the value changes its band, or says what all of it is filled with.
func (v *space) valued(p *Picture, s *Scene, at [4]int, corners [4]bead) (ink shape.Ink, whole bool) {
	low, high := math.Inf(1), math.Inf(-1)
	for i, at := range at {
		value := float64(v.even[at])
		corners[i].says[0] = value
		low, high = min(low, value), max(high, value)
	}
	first, last := int(math.Round(banded(low))), int(math.Round(banded(high)))
	ink = shape.Of(s.Ramp.Band(first), 1)
	if first == last && (low < 0) == (high < 0) {
		return ink, true
	}
	fillCell(p, corners, ink)
	triangles(corners, func(t []bead) {
		for band := first + 1; band <= last; band++ { // one over the other, each from where it begins
			from := (float64(band)-0.5)/(palette.Bands-1)*2 - 1
			p.Over.Face(outline(cut(t, func(b bead) float64 { return b.says[0] - from })), shape.Of(s.Ramp.Band(band), 1))
		}
		v.edgeOf(t, func(b bead) float64 { return b.says[0] })
	})
	return ink, false
}

// classed is valued for classes.
func (v *space) classed(p *Picture, s *Scene, at [4]int, corners [4]bead) (first shape.Ink, whole bool) {
	n := v.rows * v.columns
	leads := func(share func(class int) float32) (best int) {
		for class := 1; class < v.classes; class++ {
			if share(class) > share(best) {
				best = class
			}
		}
		return best
	}
	var some []int // the classes that lead somewhere
	meet := func(class int) {
		for _, other := range some {
			if other == class {
				return
			}
		}
		some = append(some, class)
	}
	for _, at := range at {
		meet(leads(func(class int) float32 { return v.even[class*n+at] }))
	}
	ink := func(class int) shape.Ink {
		return shape.Of(palette.Mix(s.Theme.Surface, s.Theme.Class(min(class, palette.Classes)), 0.35), 1)
	}
	if first = ink(some[0]); len(some) == 1 {
		return first, true
	}
	fillCell(p, corners, first)
	meet(leads(func(class int) (sum float32) {
		for _, at := range at {
			sum += v.even[class*n+at]
		}
		return sum
	}))
	for i, at := range at {
		for k, class := range some {
			corners[i].says[k] = float64(v.even[class*n+at])
		}
	}
	triangles(corners, func(t []bead) {
		for k, class := range some {
			part := t
			for o := range some {
				if o != k {
					part = cut(part, func(b bead) float64 { return b.says[k] - b.says[o] })
				}
			}
			p.Over.Face(outline(part), ink(class))
			for o := range k { // between two classes the border is the second one's
				v.edgeOf(part, func(b bead) float64 { return b.says[k] - b.says[o] - 1e-12 })
			}
		}
	})
	return first, false
}

// cut is the part of a convex shape where f is not below 0; f is straight on it. By Sutherland and Hodgman, as shape.List.Clip.
func cut(part []bead, f func(bead) float64) (kept []bead) {
	for i, a := range part {
		b := part[(i+1)%len(part)]
		p, q := f(a), f(b)
		if p >= 0 {
			kept = append(kept, a)
		}
		if (p < 0) != (q < 0) {
			kept = append(kept, midway(a, b, p/(p-q)))
		}
	}
	return kept
}

func outline(part []bead) (xy [][2]float64) {
	for _, b := range part {
		xy = append(xy, [2]float64{b.x, b.y})
	}
	return xy
}

// edgeOf notes the piece of border on which f changes its sign within a shape, or along one of its sides.
func (v *space) edgeOf(part []bead, f func(bead) float64) {
	var on []bead
	for i, a := range part {
		b := part[(i+1)%len(part)]
		if p, q := f(a), f(b); math.Abs(p) < 1e-9 {
			on = append(on, a)
		} else if (p < 0) != (q < 0) && math.Abs(q) >= 1e-9 {
			on = append(on, midway(a, b, p/(p-q)))
		}
	}
	if len(on) == 2 && !v.edge(on[0].x, on[0].y, on[1].x, on[1].y) {
		v.borders = append(v.borders, [4]float64{on[0].x, on[0].y, on[1].x, on[1].y})
	}
}

// border is where the network changes its mind, by what cells has found.
func (v *space) border(p *Picture, ink shape.Ink) {
	for _, b := range v.borders {
		p.Over.Rod(b[0], b[1], b[2], b[3], 1.5, ink)
	}
}
