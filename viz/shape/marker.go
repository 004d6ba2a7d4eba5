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

// triangle reaches from its centre to the top, 0.95 of that to either side and 0.72 down.
func (l *List) triangle(x, y, reach, grow float64, down bool, ink Ink) {
	k := l.Scale
	reach, grow = reach*k, grow*k
	c := custom{float32(reach), float32(grow), 0, -1}
	turn := 1.0
	if down {
		turn = -1
	}
	l.around(x*k, y*k, reach+2*max(grow, 0)+1, reach+2*max(grow, 0)+1, turn, 0, ink, c)
}
