package viz

import (
	"math"

	"github.com/whisker-lab/whisker/frame"
	"github.com/whisker-lab/whisker/frame/border"
	"github.com/whisker-lab/whisker/viz/layout"
	"github.com/whisker-lab/whisker/viz/shape"
)

// evidence is what a plot shows of an answer: the border now, lit, and as a dotted line the border that was before.
//
// Besides, where the true border is known, that one, dashed.
//
// Arrays, below the name of the plot's field: evidence (1), 1 to light the border; before (k, 4), pieces x1, y1, x2, y2; truth, like before.
type evidence struct {
	lit    bool
	before []float32
	truth  []float32
	lines  [][][2]float64 // the border now, in CSS pixels
	of     layout.Rect    // where these were reckoned for
}

const (
	haloWide  = 9.0
	haloInk   = 0.28
	litWide   = 2.5
	wasWide   = 1.5
	wasOn     = 1.5
	wasOff    = 3.0
	leastStep = 2.0 // between two points of a line: of shorter pieces the normals tremble
)

func (e *evidence) read(f *frame.Frame, plot string) {
	e.lit = at(values(f, plot+"/evidence"), 0) == 1
	e.before, e.truth = values(f, plot+"/before"), values(f, plot+"/truth")
}

// draw lies over the field and under the points.
func (e *evidence) draw(v *plot, p *Picture, s *Scene) {
	from, r := len(p.Over.Indices), v.place.Square
	for _, line := range v.paths(e.truth) {
		p.Over.Dashes(layout.Through(line), dashed[0], dashed[1], wasWide, shape.Of(s.Theme.Ink, 0.75))
	}
	for _, line := range v.paths(e.before) {
		p.Over.Dashes(layout.Through(line), wasOn, wasOff, wasWide, shape.Of(s.Theme.Ink2, 1))
	}
	if e.lit && v.field != nil {
		if s.Fresh || e.of != r {
			e.of, e.lines = r, v.paths(border.Of(nil, v.picture.V, max(v.classes, 1), v.w, v.h, v.span))
		}
		for _, line := range e.lines {
			p.Over.Ribbon(layout.Through(line), haloWide, shape.Of(s.Theme.Nose, haloInk))
		}
		for _, line := range e.lines {
			p.Over.Ribbon(layout.Through(line), litWide, shape.Of(s.Theme.Nose, 1))
		}
	}
	p.Over.Clip(from, r)
}

// paths are pieces on the plane joined to lines on the screen. One that ends at the plot's edge goes on beyond it, so that it is
// cut there along the edge and not across its own way.
func (v *plot) paths(pieces []float32) (paths [][][2]float64) {
	r := v.place.Square
	for _, line := range border.Lines(pieces) {
		var path [][2]float64
		for i, q := range line {
			x, y := v.screen(q[0], q[1])
			if !finite(x) || !finite(y) || math.Abs(x-r.X) > 1e4 || math.Abs(y-r.Y) > 1e4 {
				continue
			}
			if n := len(path); n > 0 && math.Hypot(x-path[n-1][0], y-path[n-1][1]) < leastStep {
				if i < len(line)-1 {
					continue
				}
				if n > 1 {
					path = path[:n-1]
				}
			}
			path = append(path, [2]float64{x, y})
		}
		if n := len(path); n > 1 {
			if path[0] != path[n-1] {
				path = append(path, onward(r, path[n-2], path[n-1])...)
				path = append(onward(r, path[1], path[0]), path...)
			}
			paths = append(paths, path)
		}
	}
	return paths
}

// onward is a place beyond the edge of a plot for a line that has come to it, or none.
func onward(r layout.Rect, a, b [2]float64) [][2]float64 {
	dx, dy := b[0]-a[0], b[1]-a[1]
	long := math.Hypot(dx, dy)
	if r.Grow(-0.5).Has(b[0], b[1]) || long == 0 {
		return nil
	}
	return [][2]float64{{b[0] + dx/long*haloWide, b[1] + dy/long*haloWide}}
}
