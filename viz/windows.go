package viz

import (
	"math"

	"github.com/whisker-lab/whisker/frame"
	"github.com/whisker-lab/whisker/viz/layout"
	"github.com/whisker-lab/whisker/viz/shape"
)

// windows are a kernel that slides over a picture, what it finds and what is kept of that. Views of it read the same slots: seen
// (planes, h, w), taps (planes, k, k), map (h, w), passed (h, w) and pooled (h, w), at (2) the place of the map where it is, slide (2)
// stride and border, look (2) whether the map is brightness and what has the full colour, kept (3) whether there is ReLU, how it is
// pooled and whether pixels are shown large; all below window/.
type windows struct {
	bind                Bind
	picture             raster
	found, after, small raster // small has no width where nothing is pooled
	planes, size        int
	numbers             []float32
	x, y                int // of the map
	stride, pad         int
	grey                bool
	relu, near          bool
	pool                int
}

// mostPixels is more than a picture has a side.
const mostPixels = 256

// array is one of the slots, nil where there is none with so many dimensions, none too large.
func (v *windows) array(f *frame.Frame, slot string, dims int) *frame.Array {
	a := f.Array(v.bind.name(slot, "window/"+slot))
	if a == nil || len(a.Shape) != dims {
		return nil
	}
	n := 1
	for _, d := range a.Shape {
		if d < 1 || d > mostPixels {
			return nil
		}
		n *= d
	}
	if len(a.Data) < n {
		return nil
	}
	return a
}

// Read implements View.
func (v *windows) Read(f *frame.Frame) {
	v.picture, v.found, v.after, v.small, v.numbers, v.size = raster{}, raster{}, raster{}, raster{}, nil, 0
	look, kept, at, slide := v.array(f, "look", 1), v.array(f, "kept", 1), v.array(f, "at", 1), v.array(f, "slide", 1)
	picture, numbers := v.array(f, "seen", 3), v.array(f, "taps", 3)
	found, after := v.array(f, "map", 2), v.array(f, "passed", 2)
	if look == nil || kept == nil || at == nil || slide == nil || picture == nil || numbers == nil || found == nil || after == nil {
		return
	}
	v.planes = picture.Shape[0]
	v.picture = raster{w: picture.Shape[2], h: picture.Shape[1], v: picture.Data, look: grey, unit: 1}
	if v.planes == 3 {
		v.picture.look = coloured
	}
	v.numbers, v.size = numbers.Data, numbers.Shape[1]
	v.grey = look.Data[0] == 1
	v.relu, v.near = kept.Data[0] == 1, whole(kept.Data, 2) == 1
	v.pool = max(whole(kept.Data, 1), 0)
	as := func(a *frame.Array, times float32) raster {
		r := raster{w: a.Shape[1], h: a.Shape[0], v: a.Data, unit: times}
		if len(look.Data) > 1 {
			r.unit *= look.Data[1]
		}
		if v.grey {
			r.look = grey
		}
		return r
	}
	v.found, v.after = as(found, 1), as(after, 1)
	if small := v.array(f, "pooled", 2); small != nil {
		times := float32(1)
		if v.pool == poolSum {
			times = 4
		}
		v.small = as(small, times)
	}
	v.x, v.y = min(max(whole(at.Data, 0), 0), v.found.w-1), min(max(whole(at.Data, 1), 0), v.found.h-1)
	v.stride, v.pad = max(whole(slide.Data, 0), 1), max(whole(slide.Data, 1), 0)
}

// How four pixels become one, as the engine counts them.
const (
	poolMax     = 1
	poolAverage = 2
	poolSum     = 3
)

// there tells whether there is something to show.
func (v *windows) there() bool { return v.size > 0 && v.picture.w > 0 && v.found.w > 0 }

// corner is the pixel in the window's upper left corner, which may lie in the border.
func (v *windows) corner() (x, y int) { return v.x*v.stride - v.pad, v.y*v.stride - v.pad }

// number is a number of a map, and whether it has been found yet.
func (r raster) number(x, y int) (n float64, ok bool) {
	if x < 0 || y < 0 || x >= r.w || y >= r.h {
		return 0, false
	}
	n = float64(r.v[y*r.w+x])
	return n, finite(n)
}

// pane is where a picture lies, or the part of it that is shown.
type pane struct {
	at     layout.Rect
	cell   float64 // px a pixel
	x0, y0 int     // the pixel in its upper left corner
	nx, ny int     // pixels across and down
}

// rect is where some pixels lie, as far as they are shown: w by h from x and y on, each in the picture's own numbers.
func (a pane) rect(x, y, w, h int) layout.Rect {
	return layout.Rect{X: a.at.X + float64(x-a.x0)*a.cell, Y: a.at.Y + float64(y-a.y0)*a.cell, W: float64(w) * a.cell, H: float64(h) * a.cell}
}

// pixel is the one under a place, or the nearest.
func (a pane) pixel(x, y float64) (px, py int) {
	px, py = int(math.Floor((x-a.at.X)/a.cell)), int(math.Floor((y-a.at.Y)/a.cell))
	return a.x0 + min(max(px, 0), a.nx-1), a.y0 + min(max(py, 0), a.ny-1)
}

// whole is a pane of all of a raster.
func (r raster) whole(x, y, cell float64) pane {
	return pane{layout.Rect{X: x, Y: y, W: cell * float64(r.w), H: cell * float64(r.h)}, cell, 0, 0, r.w, r.h}
}

// part is what of a raster a pane shows.
func (r raster) part(a pane) raster {
	if a.nx == r.w && a.ny == r.h {
		return r
	}
	planes := 1
	if r.look == coloured {
		planes = 3
	}
	cut := make([]float32, 0, planes*a.nx*a.ny)
	for p := range planes {
		for y := range a.ny {
			from := (p*r.h+a.y0+y)*r.w + a.x0
			cut = append(cut, r.v[from:from+a.nx]...)
		}
	}
	r.v, r.w, r.h = cut, a.nx, a.ny
	return r
}

// show draws a raster into its pane; what has not been found yet is paper.
func (v *windows) show(p *Picture, s *Scene, r raster, a pane) {
	if r.w == 0 || a.at.Empty() {
		return
	}
	part := r.part(a)
	p.raster(a.at, 0, 1, part)
	if r.look == coloured {
		return
	}
	paper := shape.Of(s.Theme.Zero, 1)
	for y := range part.h {
		for from := 0; from < part.w; from++ {
			to := from
			for to < part.w && !finite(float64(part.v[y*part.w+to])) {
				to++
			}
			if to > from {
				p.Over.Box(layout.Rect{X: a.at.X + float64(from)*a.cell, Y: a.at.Y + float64(y)*a.cell, W: float64(to-from) * a.cell, H: a.cell + 0.5}, 0, 0, paper)
				from = to
			}
		}
	}
	p.Over.Box(a.at, 0, 1, shape.Of(s.Theme.Line, 1))
}

// frameOf draws the window about some pixels: in the one colour that says look here, with paper about it.
func frameOf(p *Picture, s *Scene, r layout.Rect) {
	if least := 7.0; r.W < least {
		x, y := r.Middle()
		r = layout.Around(x, y, least)
	}
	p.Over.Box(r.Grow(1), 1.5, 4.4, shape.Of(s.Theme.Surface, 0.9))
	p.Over.Box(r.Grow(1), 1.5, 2.2, shape.Of(s.Theme.Nose, 1))
}

// scaled is how many px a pixel of a picture may have: a whole number of the screen's own where that loses little.
func scaled(room, dpr float64, pixels int) float64 {
	each := max(room, 1) / float64(pixels) * dpr
	if whole := math.Floor(each); whole >= 0.86*each {
		each = whole
	}
	return each / dpr
}

// times is how large a picture is, in words.
func times(w, h int) Arg { return worded(digits(w) + " × " + digits(h)) }
