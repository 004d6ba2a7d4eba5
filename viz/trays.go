package viz

import (
	"math"

	"github.com/whisker-lab/whisker/frame"
	"github.com/whisker-lab/whisker/viz/layout"
	"github.com/whisker-lab/whisker/viz/shape"
)

// trays are drawings sorted into classes by hand, a tray a class, side by side. A press on a drawing picks it; one of the reader's own
// can be dragged into another tray, or out of all of them, and has a cross that throws it away.
//
// Bind says as text: trays, the names of arrays between commas, see thumbs, each ending in its class, 1 for what is said by numbers above
// 0; those that are taken for the other class are ringed. Words stage.tray.CLASS with {n}, and stage.tray.empty.
type trays struct {
	bind Bind
	all  []tray
	area layout.Rect
	held heldDrawing
}

// tray is one of them.
type tray struct {
	thumbs
	name  string
	class int
	box   layout.Rect // all of it
	head  layout.Rect
}

// heldDrawing is the drawing in the hand, tray −1 for none.
type heldDrawing struct {
	tray, i int
	x, y    float64
	ink     []float32
}

func newTrays(bind Bind) View {
	v := &trays{bind: bind, held: heldDrawing{tray: -1}}
	for _, name := range bind.listed("trays") {
		class := 0
		if last := name[len(name)-1]; last >= '0' && last <= '9' {
			class = int(last - '0')
		}
		v.all = append(v.all, tray{name: name, class: class})
	}
	return v
}

// Read implements View.
func (v *trays) Read(f *frame.Frame) {
	for i := range v.all {
		t := &v.all[i]
		t.read(f, t.name)
	}
}

const (
	trayHead  = 28.0
	trayGap   = 29.0 // between two, with a hairline in the middle
	trayThumb = 84.0
	discardAt = 22.0 // from which side on there is room for a cross
)

// Arrange implements View.
func (v *trays) Arrange(area layout.Rect, s *Setup) {
	v.area = area
	if area.Empty() || len(v.all) == 0 {
		return
	}
	inset, gap := 18.0, trayGap
	if area.W < 480 {
		inset, gap = 12, 17
	}
	n := float64(len(v.all))
	wide := (area.W - 2*inset - gap*(n-1)) / n
	for i := range v.all {
		t := &v.all[i]
		t.box = layout.Rect{X: area.X + inset + float64(i)*(wide+gap), Y: area.Y + 8, W: wide, H: max(area.H-16, 1)}
		t.head = layout.Rect{X: t.box.X, Y: t.box.Y, W: wide, H: trayHead}
		t.arrange(layout.Rect{X: t.box.X, Y: t.box.Y + trayHead, W: wide, H: max(t.box.H-trayHead-2, 1)}, trayThumb)
	}
}

// Draw implements View.
func (v *trays) Draw(p *Picture, s *Scene) {
	if v.area.Empty() {
		return
	}
	for k := range v.all {
		t := &v.all[k]
		if k > 0 {
			x := math.Round(t.box.X-(t.box.X-v.all[k-1].box.Right())/2) + 0.5
			p.Under.Line(x, v.area.Y+12, x, v.area.Bottom()-12, 1, shape.Of(s.Theme.Line, 1))
		}
		p.Over.Marker(t.class, t.head.X+6, t.head.Y+9, 5, 0, shape.Of(s.Theme.Class(t.class), 1))
		for i, at := range t.squares {
			if v.held.tray == k && v.held.i == i {
				p.Over.Box(at.Grow(0.5), 6, 1, shape.Of(s.Theme.Line, 1))
				continue
			}
			t.draw(p, s, i)
			switch over, ok := s.Hover.Of.(drawingOf); {
			case ok && over == (drawingOf{k, i}):
				ring(p, at, 2, s.Theme.Ink)
			case i < len(t.says) && finite(float64(t.says[i])) && (t.says[i] > 0) != (t.class > 0):
				ring(p, at, 2.5, s.Theme.Nose)
			}
			if v.discards(t, i) {
				x, y := v.cross(at)
				p.Over.Disc(x, y, 7, 0, shape.Of(s.Theme.Ink, 1))
				for _, d := range []float64{-1, 1} {
					p.Over.Line(x-2.5, y-2.5*d, x+2.5, y+2.5*d, 1.5, shape.Of(s.Theme.Surface, 1))
				}
			}
		}
	}
	if h := v.held; h.tray >= 0 && h.tray < len(v.all) {
		t := &v.all[h.tray]
		if over := v.under(h.x, h.y); over >= 0 && over != h.tray {
			p.Under.Box(v.all[over].box.Grow(4), 9, 2, shape.Of(s.Theme.Ink, 1))
		}
		at := layout.Rect{X: h.x - t.side/2, Y: h.y - t.side/2, W: t.side, H: t.side}
		p.raster(at, 6, 1, raster{w: t.w, h: t.h, v: h.ink, look: inked})
		p.Over.Box(at.Grow(0.5), 6, 1.5, shape.Of(s.Theme.Ink, 1))
	}
}

// drawingOf is the drawing that a target is of.
type drawingOf struct{ tray, i int }

// discards tells whether a drawing has a cross.
func (v *trays) discards(t *tray, i int) bool {
	return int(at(t.own, i)) >= 0 && i < len(t.own) && t.side >= discardAt
}

// cross is its middle.
func (v *trays) cross(at layout.Rect) (x, y float64) { return at.Right() - 2, at.Y + 2 }

// under is the tray under a point, or −1.
func (v *trays) under(x, y float64) int {
	for i := range v.all {
		if v.all[i].box.Grow(8).Has(x, y) {
			return i
		}
	}
	return -1
}

// Hit implements View.
func (v *trays) Hit(x, y float64, touch bool) Target {
	if v.area.Empty() {
		return Target{}
	}
	reach := 9.0
	if touch {
		reach = 13
	}
	for k := range v.all {
		t := &v.all[k]
		for i, at := range t.squares {
			if cx, cy := v.cross(at); v.discards(t, i) && math.Hypot(x-cx, y-cy) <= reach {
				return Target{ID: name("discard", int(t.own[i])), Kind: "discard", Cursor: "pointer", Of: drawingOf{k, i},
					Say: &Say{Key: "hint.discard"}, Press: Msg{"do": "pictures", "remove": []int{int(t.own[i])}}}
			}
		}
		if i := t.hit(x, y, touch); i >= 0 {
			return v.target(k, i)
		}
	}
	return Target{}
}

// target is a drawing.
func (v *trays) target(k, i int) Target {
	t := &v.all[k]
	said := Target{ID: name("drawing", t.class, i), Kind: "drawing", Cursor: "pointer", Of: drawingOf{k, i}, Box: &t.squares[i],
		Say:   &Say{Key: "hint.drawing", Args: Args{"name": ClassArg{t.class}, "says": verdictText(float64(at(t.says, i)))}, More: "hint.drawing.press", Mark: marked(t.class)},
		Press: Msg{"do": "pick", "from": "shown", "index": int(at(t.at, i))}}
	if own := int(at(t.own, i)); i < len(t.own) && own >= 0 {
		said.Cursor, said.Say.More = "grab", "hint.drawing.drag"
		x, y := t.squares[i].Middle()
		said.Take = func(int) Gesture { return &sort{v: v, k: k, i: i, own: own, x: x, y: y, said: said} }
	}
	return said
}

// sort is a drawing in the hand: it goes into the tray where it is let go, or, beyond all trays, away.
type sort struct {
	v         *trays
	k, i, own int
	x, y      float64
	said      Target
	msg       Msg
}

// Drag implements Gesture.
func (g *sort) Drag(to Drag) {
	g.x, g.y = to.X, to.Y
	v := g.v
	if v.held.tray < 0 {
		v.held = heldDrawing{tray: g.k, i: g.i}
		if t := &v.all[g.k]; g.i < t.n {
			v.held.ink = append([]float32(nil), t.pixels(g.i)...)
		}
	}
	v.held.x, v.held.y = g.x, g.y
}

// Drop implements Gesture.
func (g *sort) Drop(moved bool) (tap bool) {
	g.v.held = heldDrawing{tray: -1}
	if !moved {
		return true
	}
	switch over := g.v.under(g.x, g.y); {
	case over < 0:
		g.msg = Msg{"do": "pictures", "remove": []int{g.own}}
	case over != g.k:
		g.msg = Msg{"do": "pictures", "relabel": [][]int{{g.own, g.v.all[over].class}}}
	}
	return false
}

// Hold implements Gesture: the frame need not know of it.
func (g *sort) Hold(*frame.Frame) {}

// Message implements Gesture.
func (g *sort) Message() any {
	if g.msg == nil {
		return nil
	}
	msg := g.msg
	g.msg = nil
	return msg
}

// Target implements Gesture.
func (g *sort) Target() Target {
	said := g.said
	said.Cursor = "grabbing"
	return said
}

// Announce implements View.
func (v *trays) Announce(e *Layout) {
	if v.area.Empty() {
		return
	}
	put := e.putter("tray.", 1)
	for _, t := range v.all {
		id := digits(t.class)
		put("name"+id, t.head.X+20, t.head.Y+9, "l", "m", "stage.tray."+id, Arg{}, "end")
		put("n"+id, t.head.Right(), t.head.Y+9, "r", "m", "stage.tick", worded(digits(t.n)), "tick")
		if t.n == 0 {
			x, y := t.box.Middle()
			put("empty"+id, x, y+8, "c", "m", "stage.tray.empty", Arg{}, "empty")
		}
	}
}
