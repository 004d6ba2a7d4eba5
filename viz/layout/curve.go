package layout

import "math"

// Point is a place on a Curve, with the unit normal there (to the left of the way it goes, seen with y up).
type Point struct{ X, Y, NX, NY float64 }

// Curve is a polyline that stands for a smooth curve from left to right.
type Curve struct {
	Points []Point
	along  []float64 // length from the start to each point
}

// straying is how many px the pieces of a Link may lie beside its curve.
const straying = 0.15

// Link is the cubic between two columns, horizontal at both ends and with handles at half the gap, in at most the given
// number of pieces: as few as follow it closely, short where it bends.
func Link(x1, y1, x2, y2 float64, pieces int) Curve {
	w, h := x2-x1, y2-y1
	if math.Abs(h) <= 0.5 {
		pieces = 1
	}
	// A piece over a step dt strays by (bend·dt)²/8.
	const samples = 32
	var sum [samples + 1]float64
	for i := range samples {
		t := (float64(i) + 0.5) / samples
		u := 1 - t
		dx, dy := 1.5*w*(u*u+t*t), 6*h*t*u
		ddx, ddy := 3*w*(t-u), 6*h*(u-t)
		bend := 0.0
		if speed := math.Hypot(dx, dy); speed > 0 {
			bend = math.Sqrt(math.Abs(dx*ddy-dy*ddx) / speed)
		}
		sum[i+1] = sum[i] + bend/samples
	}
	total := sum[samples]
	n := min(max(int(math.Ceil(total/math.Sqrt(8*straying))), 1), pieces)
	points := make([]Point, n+1)
	at := 0
	for i := range points {
		t := float64(i) / float64(n)
		if 0 < i && i < n {
			want := total * t
			for sum[at+1] < want {
				at++
			}
			t = (float64(at) + (want-sum[at])/(sum[at+1]-sum[at])) / samples
		}
		u := 1 - t
		dx, dy := 1.5*w*(u*u+t*t), 6*h*t*u
		l := math.Hypot(dx, dy)
		if l == 0 {
			dx, l = 1, 1
		}
		points[i] = Point{x1 + w*(1.5*u*u*t+1.5*u*t*t+t*t*t), y1 + h*(3*u*t*t+t*t*t), dy / l, -dx / l}
	}
	return measured(points)
}

// Through is the polyline through the given x, y pairs, for charts: its normals lean evenly at the corners. Where it turns back sharply
// it has two points, with the normal of what comes and that of what goes: no piece is thinner than the others.
func Through(xy [][2]float64) Curve {
	points := make([]Point, 0, len(xy))
	direction := func(i int) (x, y float64) {
		x, y = xy[i+1][0]-xy[i][0], xy[i+1][1]-xy[i][1]
		if l := math.Hypot(x, y); l > 0 {
			return x / l, y / l
		}
		return 1, 0
	}
	put := func(p [2]float64, dx, dy float64) { points = append(points, Point{p[0], p[1], dy, -dx}) }
	for i, p := range xy {
		dx, dy := 1.0, 0.0
		switch {
		case len(xy) < 2:
		case i == 0:
			dx, dy = direction(0)
		case i == len(xy)-1:
			dx, dy = direction(i - 1)
		default:
			ax, ay := direction(i - 1)
			bx, by := direction(i)
			dx, dy = ax+bx, ay+by
			// The mitre keeps the line's width through the corner; past 60° it is cut, as it would stick out.
			if l := dx*dx + dy*dy; l > 1 {
				dx, dy = dx*2/l, dy*2/l
			} else {
				put(p, ax, ay)
				dx, dy = bx, by
			}
		}
		put(p, dx, dy)
	}
	return measured(points)
}

func measured(points []Point) Curve {
	along := make([]float64, len(points))
	for i := 1; i < len(points); i++ {
		along[i] = along[i-1] + math.Hypot(points[i].X-points[i-1].X, points[i].Y-points[i-1].Y)
	}
	return Curve{points, along}
}

// Length is how long the curve is.
func (c Curve) Length() float64 {
	if len(c.along) == 0 {
		return 0
	}
	return c.along[len(c.along)-1]
}

// Along is the length from the start to point i.
func (c Curve) Along(i int) float64 { return c.along[i] }

// At is the place at length s from the start.
func (c Curve) At(s float64) Point {
	last := len(c.Points) - 1
	for i := 1; i <= last; i++ {
		if s <= c.along[i] && c.along[i] > c.along[i-1] {
			p, q := c.Points[i-1], c.Points[i]
			t := max(s-c.along[i-1], 0) / (c.along[i] - c.along[i-1])
			mix := func(a, b float64) float64 { return a + (b-a)*t }
			return Point{mix(p.X, q.X), mix(p.Y, q.Y), mix(p.NX, q.NX), mix(p.NY, q.NY)}
		}
	}
	return c.Points[last]
}

// Distance is how far the point is from the curve.
func (c Curve) Distance(x, y float64) float64 {
	best := math.Inf(1)
	for i := 1; i < len(c.Points); i++ {
		p, q := c.Points[i-1], c.Points[i]
		dx, dy := q.X-p.X, q.Y-p.Y
		t := 0.0
		if l := dx*dx + dy*dy; l > 0 {
			t = min(max(((x-p.X)*dx+(y-p.Y)*dy)/l, 0), 1)
		}
		best = min(best, math.Hypot(p.X+t*dx-x, p.Y+t*dy-y))
	}
	return best
}
