package viz

import (
	"math"

	"github.com/whisker-lab/whisker/frame"
	"github.com/whisker-lab/whisker/viz/layout"
	"github.com/whisker-lab/whisker/viz/shape"
)

// bent is drawn below the points of a plot that is bound alike: a grid as something has bent it, and which way some points are pulled.
// In the list of views it stands before that plot.
//
// Slots: bent (lines, corners, 2) and pulls (n, 4), from where and where to, both in units of the plane; and what the plot needs to know
// where it lies. A frame may lack either.
type bent struct {
	plot
	lines, corners int
	mesh, pulls    []float32
}

func newBent(bind Bind) View { return &bent{plot: plot{bind: bind}} }

// Read implements View.
func (v *bent) Read(f *frame.Frame) {
	v.plot.Read(f)
	v.lines, v.corners, v.mesh = 0, 0, nil
	if a := f.Array(v.bind.name("bent", "bent")); a != nil && len(a.Shape) == 3 && a.Shape[2] == 2 && len(a.Data) >= a.Shape[0]*a.Shape[1]*2 {
		v.lines, v.corners, v.mesh = a.Shape[0], a.Shape[1], a.Data
	}
	v.pulls = values(f, v.bind.name("pulls", "pulls"))
}

// shortest is how long an arrow is at least, in CSS pixels.
const shortest = 5.0

// Draw implements View.
func (v *bent) Draw(p *Picture, s *Scene) {
	if v.place.Square.Empty() {
		return
	}
	thread := shape.Of(s.Theme.Ink, 0.26)
	for l := range v.lines {
		var run [][2]float64
		for k := range v.corners {
			i := 2 * (l*v.corners + k)
			x, y := v.screen(v.mesh[i], v.mesh[i+1])
			inside := v.place.Square.Has(x, y)
			if inside && (len(run) == 0 || math.Hypot(run[len(run)-1][0]-x, run[len(run)-1][1]-y) > 0.7) {
				run = append(run, [2]float64{x, y})
			}
			if !inside || k == v.corners-1 {
				p.Over.Ribbon(layout.Through(run), 1, thread)
				run = run[:0]
			}
		}
	}
	nose := shape.Of(s.Theme.Nose, 1)
	rows(v.pulls, 4, func(_ int, r []float64) {
		x1, y1 := v.toScreen(r[0], r[1])
		x2, y2 := v.toScreen(r[2], r[3])
		length := math.Hypot(x2-x1, y2-y1)
		if length < shortest || length > 1e3 || !v.place.Square.Has(x1, y1) || !v.place.Square.Has(x2, y2) {
			return
		}
		cos, sin, head := (x2-x1)/length, (y2-y1)/length, min(5, length/2)
		p.Over.Rod(x1, y1, x2, y2, 1.4, nose)
		for _, side := range []float64{-0.6, 0.6} {
			p.Over.Rod(x2, y2, x2-head*(cos+side*sin), y2-head*(sin-side*cos), 1.4, nose)
		}
	})
}

// Hit implements View: the plot above has all that can be met.
func (v *bent) Hit(x, y float64, touch bool) Target { return Target{} }

// Announce implements View.
func (v *bent) Announce(e *Layout) {}
