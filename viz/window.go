package viz

import (
	"math"

	"github.com/whisker-lab/whisker/viz/layout"
	"github.com/whisker-lab/whisker/viz/shape"
)

// window is a picture, the kernel that slides over it, and the map of what it finds. The window can be dragged on either. Slots: those
// of windows.
type window struct {
	windows
	area       layout.Rect
	left       pane
	right      pane
	icon       layout.Rect
	small      bool
	leads, way layout.Curve // from the window to the kernel, and on to the map
}

func newWindow(bind Bind) View { return &window{windows: windows{bind: bind}} }

// How much room things take, in CSS pixels.
const (
	windowHead  = 22.0 // above the pictures
	windowInset = 18.0
	windowGap   = 52.0 // between them, for the kernel
	windowCell  = 36.0 // a pixel whose number is written into it
	roomForSize = 190.0
)

// Arrange implements View.
func (v *window) Arrange(area layout.Rect, s *Setup) {
	v.area = layout.Rect{}
	if area.Empty() || !v.there() {
		return
	}
	v.area, v.small = area, area.W < wordy
	inset, gap := windowInset, windowGap
	if v.small {
		inset, gap = 14, 12
	}
	room := min((area.W-2*inset-gap)/2, area.H-windowHead-2)
	top := area.Y + windowHead
	if v.near {
		v.nearby(layout.Rect{X: area.X + inset, Y: top, W: room, H: room}, area.Right()-inset-room)
	} else {
		cell := scaled(room, s.DPR, max(v.picture.w, v.picture.h))
		top += math.Floor(max(area.H-windowHead-cell*float64(v.picture.h)-12, 0) / 2)
		v.left = v.picture.whole(0, top, cell)
		v.right = v.found.whole(0, top, cell)
		// Both stand about the middle, as far apart as there is room.
		spare := min(max(area.W-2*inset-2*v.left.at.W-gap, 0), 40)
		both := 2*v.left.at.W + gap + spare
		v.left.at.X = math.Round(area.X + (area.W-both)/2)
		v.right.at.X = math.Round(v.left.at.Right() + gap + spare)
		if float64(v.found.w) < 0.9*float64(v.picture.w) { // a smaller map stands where it is read from the middle
			v.right.at.X += math.Round((v.left.at.W - v.right.at.W) / 2)
		}
		v.right.at.Y = math.Round(top + (v.left.at.H-v.right.at.H)/2)
	}
	v.lead()
}

// nearby shows the pixels about the window, and those of the map, as large as their numbers.
func (v *window) nearby(room layout.Rect, right float64) {
	n := max(int(room.W/windowCell), 1)
	around := func(at layout.Rect, r raster, x, y int) pane {
		a := pane{nx: min(n, r.w), ny: min(n, r.h)}
		a.cell = math.Floor(room.W / float64(n))
		a.x0, a.y0 = min(max(x-a.nx/2, 0), r.w-a.nx), min(max(y-a.ny/2, 0), r.h-a.ny)
		a.at = layout.Rect{X: math.Round(at.X), Y: math.Round(at.Y), W: a.cell * float64(a.nx), H: a.cell * float64(a.ny)}
		return a
	}
	x, y := v.corner()
	v.left = around(room, v.picture, x+v.size/2, y+v.size/2)
	v.right = around(layout.Rect{X: right, Y: room.Y}, v.found, v.x, v.y)
}

// lead finds the way from the window by the kernel to what it finds.
func (v *window) lead() {
	x, y := v.corner()
	from, to := v.left.rect(x, y, v.size, v.size), v.right.rect(v.x, v.y, 1, 1)
	v.icon, v.leads, v.way = layout.Rect{}, layout.Curve{}, layout.Curve{}
	_, fromY := from.Middle()
	_, toY := to.Middle()
	if v.small {
		return
	}
	between := v.right.at.X - v.left.at.Right()
	side := math.Floor(min(between-10, 42)/float64(v.size)) * float64(v.size)
	middle := (v.left.at.Right() + v.right.at.X) / 2
	v.icon = layout.Rect{X: math.Round(middle - side/2), Y: math.Round(v.left.at.Y + v.left.at.H/2 - side/2), W: side, H: side}
	_, mid := v.icon.Middle()
	v.leads = layout.Link(from.Right()+2, fromY, v.icon.X-2, mid, 24)
	v.way = layout.Link(v.icon.Right()+2, mid, to.X-2, toY, 24)
}

// Draw implements View.
func (v *window) Draw(p *Picture, s *Scene) {
	if v.area.Empty() {
		return
	}
	v.lead() // the hand may have moved it since it was arranged
	v.show(p, s, v.picture, v.left)
	v.show(p, s, v.found, v.right)
	lead := shape.Of(s.Theme.Nose, 0.75)
	p.Over.Ribbon(v.leads, 1.5, lead)
	p.Over.Ribbon(v.way, 1.5, lead)
	v.drawKernel(p, s, v.icon, v.size)
	from := len(p.Over.Indices)
	x, y := v.corner()
	frameOf(p, s, v.left.rect(x, y, v.size, v.size))
	frameOf(p, s, v.right.rect(v.x, v.y, 1, 1))
	p.Over.Clip(from, v.area)
}

// drawKernel draws the kernel's numbers as squares in the colours of weights.
func (v *window) drawKernel(p *Picture, s *Scene, r layout.Rect, size int) {
	if r.Empty() || len(v.numbers) < size*size {
		return
	}
	largest := 0.0
	for _, w := range v.numbers {
		largest = max(largest, math.Abs(finiteOr(float64(w))))
	}
	cell := r.W / float64(size)
	p.Over.Box(r.Grow(3), 4, 0, shape.Of(s.Theme.Surface, 1))
	for i := range size * size {
		w := v.numbers[i]
		if largest > 0 {
			w /= float32(largest)
		}
		at := layout.Rect{X: r.X + float64(i%size)*cell, Y: r.Y + float64(i/size)*cell, W: cell - 1, H: cell - 1}
		p.Over.Box(at, 2, 0, shape.Of(s.Ramp.At(w), 1))
		p.Over.Box(at, 2, 1, shape.Of(s.Theme.LineStrong, 1))
	}
}

// Announce implements View.
func (v *window) Announce(e *Layout) {
	if v.area.Empty() {
		return
	}
	put := e.putter("window.", 1)
	head := func(id string, a pane, key string, r raster) {
		put(id, a.at.X, a.at.Y-6, "l", "b", key, Arg{}, "at-name strong")
		if a.at.W >= roomForSize {
			put(id+"size", a.at.Right(), a.at.Y-6, "r", "b", "stage.tick", times(r.w, r.h), "count")
		}
	}
	head("seen", v.left, "stage.window.picture", v.picture)
	head("map", v.right, "stage.window.map", v.found)
	if !v.icon.Empty() {
		x, _ := v.icon.Middle()
		put("icon", x, v.icon.Y-7, "c", "b", "stage.window.kernel", Arg{}, "count")
	}
	if v.near {
		v.write(put, "p", v.left, v.picture)
		v.write(put, "m", v.right, v.found)
	}
}

// write puts its number into every pixel of a pane; of a picture in colour, how bright it is.
func (v *window) write(put put, id string, a pane, r raster) {
	for i := range a.nx * a.ny {
		x, y := a.x0+i%a.nx, a.y0+i/a.nx
		n, ok := r.number(x, y)
		if r.look == coloured {
			n = v.bright(x, y)
		}
		if !ok {
			continue
		}
		class := "pixel"
		if r.look != signed {
			if n < 0.5*float64(r.unit) {
				class = "pixel pale"
			} else {
				class = "pixel dark"
			}
		}
		box := a.rect(x, y, 1, 1)
		cx, cy := box.Middle()
		put(id+digits(y)+"."+digits(x), cx, cy, "c", "m", "stage.tick", worded(placed(n, 2, false)), class)
	}
}

// bright is how bright a pixel of the picture is, over its colours.
func (v *window) bright(x, y int) (mean float64) {
	for c := range v.planes {
		mean += float64(at(v.picture.v, (c*v.picture.h+y)*v.picture.w+x)) / float64(v.planes)
	}
	return mean
}
