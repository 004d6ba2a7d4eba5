package shape

import "math"

// Marker is the shape of a class, of the same area for each: circle, square, triangle, diamond, plus, triangle down.
// The radius is the circle's. Grow moves the outline outwards by so many px; classes without a shape are circles.
func (l *List) Marker(class int, x, y, radius, grow float64, ink Ink) {
	switch class {
	case 1:
		side := radius*0.9 + grow
		l.turned(x, y, side, side, 0, 0, 1, 0, ink)
	case 2, 5:
		l.triangle(x, y, radius*1.38, grow, class == 5, ink)
	case 3:
		side := radius*1.28/math.Sqrt2 + grow
		l.turned(x, y, side, side, 0, 0, math.Sqrt2/2, math.Sqrt2/2, ink)
	case 4:
		long, short := radius*1.15+grow, radius*0.42+grow
		l.turned(x, y, long, short, 0, 0, 1, 0, ink)
		l.turned(x, y, short, long, 0, 0, 1, 0, ink)
	default:
		l.Disc(x, y, radius+grow, 0, ink)
	}
}

// Rimmed is a marker whose outline is moved outwards by out and filled with ink, and on it the rim, from there inwards to in beyond the
// radius, in the colour of the paper; or hollow, the rim in ink and what is within in the colour of the paper. It is what two markers one
// over the other would be, and costs as much as one: where GL is software each triangle is paid for.
func (l *List) Rimmed(class int, x, y, radius, out, in float64, hollow bool, ink, paper Ink) {
	if class == 4 { // two boxes, of which the second's rim would lie over the first
		outer, inner := paper, ink
		if hollow {
			outer, inner = ink, paper
		}
		l.Marker(class, x, y, radius, out, outer)
		l.Marker(class, x, y, radius, in, inner)
		return
	}
	from := len(l.Vertices)
	l.Marker(class, x, y, radius, out, ink)
	rim := float32((out - in) * l.Scale)
	for i := range l.Vertices[from:] {
		switch v := &l.Vertices[from+i]; {
		case v.Custom3 == triangular && hollow:
			v.Custom2 = -rim
		case v.Custom3 == triangular:
			v.Custom2 = rim
		case hollow:
			v.Custom3 = hollowRim - rim
		default:
			v.Custom3 = paperRim - rim
		}
	}
}

// triangle reaches from its centre to the top, 0.95 of that to either side and 0.72 down.
func (l *List) triangle(x, y, reach, grow float64, down bool, ink Ink) {
	k := l.Scale
	reach, grow = reach*k, grow*k
	c := custom{float32(reach), float32(grow), 0, triangular}
	turn := 1.0
	if down {
		turn = -1
	}
	l.around(x*k, y*k, reach+2*max(grow, 0)+1, reach+2*max(grow, 0)+1, turn, 0, ink, c)
}
