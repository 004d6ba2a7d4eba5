package viz

import (
	"math"

	"github.com/whisker-lab/whisker/viz/layout"
	"github.com/whisker-lab/whisker/viz/shape"
)

// tread draws where a ball of a contour has been, as far as that is in a rectangle, with the ball's own stroke: solid, dashed or thin; faint
// where the ball is gone, as it went all over the place.
func tread(p *Picture, s *Scene, i int, run [][2]float64, r layout.Rect, gone bool) {
	phase, length := 0.0, 0.0
	pieces := within(r.Grow(3), run)
	for _, piece := range pieces {
		length += layout.Through(piece).Length()
	}
	longer := max(length/mostDashed, 1)
	for _, piece := range pieces {
		switch {
		case gone:
			p.Over.Ribbon(layout.Through(piece), 0.8, shape.Of(s.Theme.Ink2, 0.5))
		case i == 0:
			p.Over.Ribbon(layout.Through(piece), 2.2, shape.Of(s.Theme.Ink, 1))
		case i == 1:
			phase = dashes(p, piece, 5*longer, 3*longer, phase, shape.Of(s.Theme.Ink, 1))
		default:
			p.Over.Ribbon(layout.Through(piece), 1, shape.Of(s.Theme.Ink2, 1))
		}
	}
}

// mostDashed is how many px of a path have dashes of the usual length; of a longer one they are longer, so that there never are too many.
const mostDashed = 12000

// dashes goes on dashing a polyline from a phase, and returns that of its end. It is shape.List's for ways that turn back sharply,
// and takes no longer for many corners.
func dashes(p *Picture, run [][2]float64, on, off, phase float64, ink shape.Ink) float64 {
	for k := 1; k < len(run); k++ {
		a, b := run[k-1], run[k]
		length := math.Hypot(b[0]-a[0], b[1]-a[1])
		if length == 0 {
			continue
		}
		at := func(d float64) (x, y float64) {
			t := d / length
			return a[0] + t*(b[0]-a[0]), a[1] + t*(b[1]-a[1])
		}
		for d := -phase; d < length; d += on + off {
			from, to := max(d, 0), min(d+on, length)
			if to > from {
				x1, y1 := at(from)
				x2, y2 := at(to)
				p.Over.Line(x1, y1, x2, y2, 1.5, ink)
			}
		}
		phase = math.Mod(phase+length, on+off)
	}
	return phase
}

// within is the parts of a polyline that lie in a rectangle. C. Liang and B. Barsky, "A new concept and method for line clipping",
// 1984.
func within(r layout.Rect, run [][2]float64) (parts [][][2]float64) {
	var part [][2]float64
	flush := func() {
		if len(part) > 1 {
			parts = append(parts, part)
		}
		part = nil
	}
	for k := 1; k < len(run); k++ {
		a, b := run[k-1], run[k]
		from, to := 0.0, 1.0
		for _, side := range [...][2]float64{{a[0] - b[0], a[0] - r.X}, {b[0] - a[0], r.Right() - a[0]}, {a[1] - b[1], a[1] - r.Y}, {b[1] - a[1], r.Bottom() - a[1]}} {
			switch out, room := side[0], side[1]; {
			case out == 0 && room < 0:
				from = 2
			case out < 0:
				from = max(from, room/out)
			case out > 0:
				to = min(to, room/out)
			}
		}
		if from > to {
			flush()
			continue
		}
		at := func(t float64) [2]float64 { return [2]float64{a[0] + t*(b[0]-a[0]), a[1] + t*(b[1]-a[1])} }
		if len(part) == 0 || from > 0 {
			flush()
			part = append(part, at(from))
		}
		part = append(part, at(to))
		if to < 1 {
			flush()
		}
	}
	flush()
	return parts
}
