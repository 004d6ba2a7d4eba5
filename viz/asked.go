package viz

import (
	"math"

	"github.com/whisker-lab/whisker/frame"
	"github.com/whisker-lab/whisker/viz/shape"
)

// asked are the points of a plot that somebody asked about.
//
// Slot: asked, with the reasons below.
type asked struct {
	rows []frame.Asked
}

// Why a point is ringed.
const (
	chosenPoint = 1 // it was selected
	pushedMost  = 2 // it moved the selected weight most
	pushedToo   = 3 // it moved that weight almost as much
)

func (a *asked) read(f *frame.Frame, b Bind) {
	a.rows = frame.MarksOf[frame.Asked](f, b.name("asked", "why/points"))
}

// each calls f with the points and where they lie, the one that was selected last.
func (a *asked) each(v *plot, f func(index int, x, y float64, why int)) {
	for _, r := range a.rows {
		if !(r.Point >= 0 && r.Point < float32(len(v.points))) {
			continue
		}
		index, why := int(r.Point), int(r.Why)
		x, y := v.screen(v.points[index].X, v.points[index].Y)
		if v.place.Square.Grow(1).Has(x, y) {
			f(index, x, y, why)
		}
	}
}

// draw rings the points.
func (a *asked) draw(v *plot, p *Picture, s *Scene) {
	a.each(v, func(_ int, x, y float64, why int) {
		radius, stroke := 7.5, 2.0
		if why != chosenPoint {
			radius, stroke = 6.5, 1.5
		}
		p.Over.Disc(x, y, radius, stroke+2, shape.Of(s.Theme.Surface, 1))
		p.Over.Disc(x, y, radius, stroke, shape.Of(s.Theme.Nose, 1))
	})
}

// announce has the page write the numbers of the selected point and of the one that pushed most beside them.
func (a *asked) announce(v *plot, e *Layout) {
	square := v.place.Square
	a.each(v, func(index int, x, y float64, why int) {
		id, class := "asked", "asked"
		switch why {
		case chosenPoint:
		case pushedMost:
			id, class = "pusher", "asked pusher"
		default:
			return
		}
		// Above and to the left, unless the square ends there.
		align, dx, dy := "r", -6.0, -13.0
		if x-square.X < 52 {
			align, dx = "l", 6
		}
		if y-square.Y < 26 {
			dy = 13
		}
		e.Labels = append(e.Labels, Label{id, math.Round(x + dx), math.Round(y + dy), align, "m", "stage.point", Arg{Name: "n", Number: index + 1}, class})
	})
}
