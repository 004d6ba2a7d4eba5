package viz

import (
	"image"
	"math"

	"github.com/whisker-lab/whisker/frame"
	"github.com/whisker-lab/whisker/viz/layout"
	"github.com/whisker-lab/whisker/viz/palette"
	"github.com/whisker-lab/whisker/viz/shape"
)

// grid is a table of numbers from 0 to 1 as squares, the darker the larger: the heights of a map. Slot: field (1, h, w). A frame
// without it has no grid.
type grid struct {
	bind Bind
	w, h int
	v    []float32
	at   layout.Rect
}

func newGrid(bind Bind) View { return &grid{bind: bind} }

// mostCells is how many squares a grid may have: each is a shape.
const mostCells = 64 * 64

// Read implements View.
func (v *grid) Read(f *frame.Frame) {
	v.w, v.h, v.v = 0, 0, nil
	if a := f.Array(v.bind.name("field", "field")); a != nil && len(a.Shape) == 3 && len(a.Data) <= mostCells && len(a.Data) >= a.Shape[1]*a.Shape[2] {
		v.h, v.w, v.v = a.Shape[1], a.Shape[2], a.Data
	}
}

// Arrange implements View.
func (v *grid) Arrange(area layout.Rect, _ *Setup) {
	v.at = layout.Rect{}
	if area.Empty() || v.w == 0 || v.h == 0 {
		return
	}
	cell := math.Floor(max(min(area.W/float64(v.w), (area.H-24)/float64(v.h)), 1))
	w, h := cell*float64(v.w), cell*float64(v.h)
	v.at = layout.Rect{X: area.X + math.Floor((area.W-w)/2), Y: area.Y + 4, W: w, H: h}
}

// Draw implements View.
func (v *grid) Draw(p *Picture, s *Scene) {
	if v.at.Empty() {
		return
	}
	cell := v.at.W / float64(v.w)
	for i := range v.w * v.h {
		place := image.Pt(i%v.w, i/v.w)
		share := float32(min(max(float64(v.v[i]), 0), 1))
		r := layout.Rect{X: v.at.X + float64(place.X)*cell, Y: v.at.Y + float64(place.Y)*cell, W: cell - 1, H: cell - 1}
		p.Over.Box(r, 2, 0, shape.Of(between(s.Theme.Well, s.Theme.Ink, share), 1))
	}
}

// between is a share of the way from one colour to another.
func between(a, b palette.Colour, share float32) palette.Colour {
	return palette.Colour{R: a.R + share*(b.R-a.R), G: a.G + share*(b.G-a.G), B: a.B + share*(b.B-a.B)}
}

// Hit implements View: it is only read.
func (v *grid) Hit(x, y float64, touch bool) Target { return Target{} }

// Announce implements View.
func (v *grid) Announce(e *Layout) {
	if v.at.Empty() {
		return
	}
	x, _ := v.at.Middle()
	e.Labels = append(e.Labels, Label{"grid." + v.bind.name("field", "field"), x, v.at.Bottom() + 6, "c", "t", "stage.axis.map", Arg{}, "tick"})
}
