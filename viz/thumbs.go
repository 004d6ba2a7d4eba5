package viz

import (
	"math"

	"github.com/whisker-lab/whisker/frame"
	"github.com/whisker-lab/whisker/viz/layout"
	"github.com/whisker-lab/whisker/viz/palette"
	"github.com/whisker-lab/whisker/viz/shape"
)

// thumbs are drawings as small squares in rows. Arrays: NAME (n, h, w), and, where they are there, NAME/says (n), what is said of each,
// NAME/own (n), which of the reader's it is, −1 for none, and NAME/at (n), its number for a message.
type thumbs struct {
	ink           []float32
	n, w, h       int
	says, own, at []float32
	squares       []layout.Rect
	side          float64
}

const (
	mostThumbs = 400
	thumbGap   = 6.0
)

// read takes them from a frame.
func (t *thumbs) read(f *frame.Frame, name string) {
	*t = thumbs{squares: t.squares[:0], says: values(f, name+"/says"), own: values(f, name+"/own"), at: values(f, name+"/at")}
	a := f.Array(name)
	if a == nil || len(a.Shape) != 3 || a.Shape[1] < 1 || a.Shape[2] < 1 || a.Shape[2] > sheetWide {
		return
	}
	t.h, t.w, t.ink = a.Shape[1], a.Shape[2], a.Data
	t.n = max(min(a.Shape[0], len(a.Data)/(t.w*t.h), mostThumbs), 0)
}

// arrange lays them out as large as they can be, at most so large.
func (t *thumbs) arrange(area layout.Rect, most float64) {
	t.squares, t.side = t.squares[:0], 0
	if area.Empty() || t.n == 0 {
		return
	}
	across, gap := t.n, thumbGap
	for rows := 1; rows <= t.n; rows++ {
		n := (t.n + rows - 1) / rows
		between := thumbGap
		if n > 10 {
			between = 3
		}
		side := math.Floor(min((area.W+between)/float64(n)-between, (area.H+between)/float64(rows)-between, most))
		if side > t.side*1.08 { // fewer rows where there is little to gain
			across, gap, t.side = n, between, side
		}
	}
	if t.side < 2 {
		return
	}
	for i := range t.n {
		x, y := area.X+float64(i%across)*(t.side+gap), area.Y+float64(i/across)*(t.side+gap)
		t.squares = append(t.squares, layout.Rect{X: x, Y: y, W: t.side, H: t.side})
	}
}

// bottom is where the last row ends.
func (t *thumbs) bottom() float64 {
	if len(t.squares) == 0 {
		return 0
	}
	return t.squares[len(t.squares)-1].Bottom()
}

// pixels are drawing i's.
func (t *thumbs) pixels(i int) []float32 { return t.ink[i*t.w*t.h:][:t.w*t.h] }

// draw shows drawing i in its square.
func (t *thumbs) draw(p *Picture, s *Scene, i int) { t.put(p, s, i, t.squares[i]) }

// put shows drawing i somewhere.
func (t *thumbs) put(p *Picture, s *Scene, i int, at layout.Rect) {
	radius := min(6, at.W*0.14)
	p.Under.Box(at, radius, 0, shape.Of(s.Theme.Surface, 1))
	p.raster(at.Grow(-1), radius, 1, raster{w: t.w, h: t.h, v: t.pixels(i), look: inked})
	p.Over.Box(at.Grow(0.5), radius, 1, shape.Of(s.Theme.LineStrong, 1))
}

// ring is drawn about one.
func ring(p *Picture, at layout.Rect, width float64, c palette.Colour) {
	p.Over.Box(at.Grow(1.5), min(7.5, at.W*0.14+1.5), width, shape.Of(c, 1))
}

// hit is the one under the point, or −1.
func (t *thumbs) hit(x, y float64, touch bool) int {
	for i, r := range t.squares {
		if near(r, t.side+thumbGap, x, y, touch) {
			return i
		}
	}
	return -1
}

// verdictText is what is said of a drawing, from −1 to 1, as it is read.
func verdictText(v float64) string {
	if v > 0 {
		return "+" + fixed(v, 2)
	}
	return fixed(v, 2)
}
