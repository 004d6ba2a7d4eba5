package viz

import (
	"math"
	"slices"

	"github.com/whisker-lab/whisker/viz/layout"
	"github.com/whisker-lab/whisker/viz/shape"
)

// kept is what becomes of a map: ReLU, then pooling, each as a small picture, and the four pixels under the window, of which one is
// made. Slots: those of windows.
type kept struct {
	windows
	area   layout.Rect
	panes  [3]pane
	rasts  [3]raster
	n      int         // of the panes that are there
	four   layout.Rect // the square of four boxes, or, where nothing is pooled, the one box before ReLU
	result layout.Rect
}

func newKept(bind Bind) View { return &kept{windows: windows{bind: bind}} }

const (
	keptHead = 30.0
	keptGap  = 46.0
	keptBox  = 46.0 // a box for a number
	keptHigh = 24.0
	keptRoom = 196.0 // for the boxes and the result
)

// Arrange implements View.
func (v *kept) Arrange(area layout.Rect, s *Setup) {
	v.area, v.four, v.result = layout.Rect{}, layout.Rect{}, layout.Rect{}
	if area.Empty() || !v.there() {
		return
	}
	v.area = area
	v.rasts, v.n = [3]raster{v.found, v.after, v.small}, 3
	if v.small.w == 0 {
		v.n = 2
	}
	narrow := area.W < wordy
	inset, gap, room := windowInset, keptGap, keptRoom
	if narrow {
		inset, gap, room = 0, 26, 0
	}
	high := area.H - keptHead - 8
	if narrow {
		high -= 62 // the boxes stand below
	}
	side := min(high, (area.W-2*inset-room-2*gap)/3)
	if side < 8 {
		v.area = layout.Rect{}
		return
	}
	for i := range v.n {
		r := v.rasts[i]
		cell := side / float64(max(r.w, r.h))
		v.panes[i] = r.whole(math.Round(area.X+inset+float64(i)*(side+gap)), area.Y+keptHead, cell)
	}
	left, top := area.Right()-inset-room+16, area.Y+keptHead+(side-2*keptHigh-3)/2
	if narrow {
		left, top = area.X+inset, area.Y+keptHead+side+14
	}
	v.four = layout.Rect{X: left, Y: top, W: 2*keptBox + 3, H: 2*keptHigh + 3}
	if v.n == 2 {
		v.four = layout.Rect{X: left + keptBox + 3, Y: top + keptHigh/2, W: keptBox, H: keptHigh}
	}
	v.result = layout.Rect{X: left + 2*keptBox + 3 + 26, Y: top + keptHigh + 1.5 - 17, W: 56, H: 34}
}

// block is the upper left one of the four places that the window's belongs to.
func (v *kept) block() (x, y int) { return v.x / 2 * 2, v.y / 2 * 2 }

// box is where one of the four boxes lies.
func (v *kept) box(i int) layout.Rect {
	if v.n == 2 {
		return v.four
	}
	return layout.Rect{X: v.four.X + float64(i%2)*(keptBox+3), Y: v.four.Y + float64(i/2)*(keptHigh+3), W: keptBox, H: keptHigh}
}

// boxes are the numbers that go in, and the one that comes out; what has not been found yet is no number.
func (v *kept) boxes() (in []float64, out float64) {
	get := func(r raster, x, y int) float64 {
		n, ok := r.number(x, y)
		if !ok {
			return math.NaN()
		}
		return n
	}
	if v.n == 2 {
		return []float64{get(v.found, v.x, v.y)}, get(v.after, v.x, v.y)
	}
	x, y := v.block()
	for i := range 4 {
		in = append(in, get(v.after, x+i%2, y+i/2))
	}
	return in, get(v.small, x/2, y/2)
}

// Draw implements View.
func (v *kept) Draw(p *Picture, s *Scene) {
	if v.area.Empty() {
		return
	}
	for i, a := range v.panes[:v.n] {
		v.show(p, s, v.rasts[i], a)
		if i > 0 {
			from := v.panes[i-1].at.Right() + 6
			y := a.at.Y + a.at.H/2
			arrowTo(p, from, y, a.at.X-6, y, shape.Of(s.Theme.Ink3, 1))
		}
	}
	from := len(p.Over.Indices)
	for i, a := range v.panes[:v.n] {
		x, y := v.x, v.y
		if i == 2 {
			if x, y = v.x/2, v.y/2; x >= v.small.w || y >= v.small.h {
				continue // what is left over at the edge is not pooled
			}
		}
		frameOf(p, s, a.rect(x, y, 1, 1))
	}
	p.Over.Clip(from, v.area)
	in, out := v.boxes()
	stays := -1 // the first of the largest
	if v.pool == poolMax && v.n == 3 && finite(out) {
		stays = slices.Index(in, out)
	}
	for i, n := range in {
		v.drawBox(p, s, v.box(i), n, i == stays)
	}
	_, y := v.result.Middle()
	arrowTo(p, v.four.Right()+5, y, v.result.X-6, y, shape.Of(s.Theme.Ink3, 1))
	v.drawBox(p, s, v.result, out, true)
}

// drawBox draws a box in the colour that its number has in the map.
func (v *kept) drawBox(p *Picture, s *Scene, r layout.Rect, n float64, lit bool) {
	fill := s.Theme.Surface
	if finite(n) && !v.grey {
		fill = s.Ramp.At(float32(n) / max(v.found.unit, 1e-6))
	}
	p.Over.Box(r, 5, 0, shape.Of(fill, 1))
	if lit {
		p.Over.Box(r, 5, 2, shape.Of(s.Theme.Nose, 1))
		return
	}
	p.Over.Box(r, 5, 1, shape.Of(s.Theme.LineStrong, 1))
}

// arrowTo is a thin arrow from left to right.
func arrowTo(p *Picture, x1, y1, x2, y2 float64, ink shape.Ink) {
	if x2-x1 < 4 {
		return
	}
	p.Over.Line(x1, y1, x2, y2, 1.25, ink)
	p.Over.Rod(x2, y2, x2-4.5, y2-3.5, 1.25, ink)
	p.Over.Rod(x2, y2, x2-4.5, y2+3.5, 1.25, ink)
}

// Hit implements View: a press brings the window to the pixel.
func (v *kept) Hit(x, y float64, touch bool) Target {
	if v.area.Empty() {
		return Target{}
	}
	for i, a := range v.panes[:v.n] {
		if !a.at.Has(x, y) {
			continue
		}
		px, py := a.pixel(x, y)
		t := Target{ID: name("kept", i), Kind: "kept", Cursor: "pointer", Follows: true, Say: &Say{Key: "hint.window.later", Args: Args{"x": px, "y": py}, More: "hint.window.press"}}
		if n, ok := v.rasts[i].number(px, py); ok {
			t.Say.Key, t.Say.Args = "hint.window.found", Args{"x": px, "y": py, "value": placed(n, 2, false)}
		}
		each := 1
		if i == 2 {
			each = 2
		}
		t.Press = Msg{"do": "drop", "x": px * each, "y": py * each}
		return t
	}
	return Target{}
}

// Announce implements View.
func (v *kept) Announce(e *Layout) {
	if v.area.Empty() {
		return
	}
	put := e.putter("kept.", 1)
	second := "stage.kept.relu"
	if !v.relu {
		second = "stage.kept.asis"
	}
	pooled := [...]string{"stage.kept.max", "stage.kept.max", "stage.kept.average", "stage.kept.sum"}[min(v.pool, poolSum)]
	for i, key := range []string{"stage.kept.map", second, pooled}[:v.n] {
		a := v.panes[i]
		put("head"+digits(i), a.at.X, a.at.Y-6, "l", "b", key, Arg{}, "at-name strong")
		if a.at.W > 88 {
			put("size"+digits(i), a.at.Right(), a.at.Y-6, "r", "b", "stage.tick", worded(digits(v.rasts[i].w)+"²"), "count")
		}
		if i == 0 {
			continue
		}
		middle, way := (v.panes[i-1].at.Right()+a.at.X)/2, "stage.kept.below"
		if i == 1 && !v.relu {
			continue
		}
		if i == 2 {
			way = "stage.kept.half"
		}
		put("way"+digits(i), middle, a.at.Y+a.at.H/2-6, "c", "b", way, Arg{}, "count")
	}
	in, out := v.boxes()
	for i, n := range in {
		x, y := v.box(i).Middle()
		put("in"+digits(i), x, y, "c", "m", "stage.tick", worded(placedOr(n)), "at-num")
	}
	x, y := v.result.Middle()
	put("out", x, y, "c", "m", "stage.tick", worded(placedOr(out)), "at-num")
	title, said := "stage.kept.four", pooled+".says"
	if v.n == 2 {
		title, said = "stage.kept.one", second+".says"
	}
	if v.area.W >= wordy {
		put("title", v.four.X, v.panes[0].at.Y-6, "l", "b", title, Arg{}, "count")
		put("says", v.four.X, v.panes[0].at.Bottom()-2, "l", "b", said, Arg{}, "count")
		return
	}
	put("says", v.result.Right()+10, y, "l", "m", said, Arg{}, "kept-says")
}

// placedOr is a number to a hundredth, or a question where there is none yet.
func placedOr(n float64) string {
	if !finite(n) {
		return "?"
	}
	return placed(n, 2, false)
}
