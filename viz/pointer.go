package viz

import (
	"math"

	"github.com/whisker-lab/whisker/frame"
	"github.com/whisker-lab/whisker/viz/layout"
)

// Pointer is one event of the mouse or of a finger, in CSS pixels.
type Pointer struct {
	Type  string // move, down, up, leave or cancel
	X, Y  float64
	ID    int
	Touch bool
	Shift bool
}

// Reply is what the page does at once: the cursor to show, and whether the pointer is the stage's until it goes up.
type Reply struct {
	Cursor  string
	Capture bool
}

const (
	perPixel = 0.02  // how much a pixel of dragging changes a weight
	finer    = 0.004 // the same with shift
	slack    = 4.0   // px that a press may move and still be a tap
)

// hand is what the pointer is doing.
type hand struct {
	x, y    float64
	over    bool
	touch   bool
	pressed Target // what went down, for taps
	downX   float64
	downY   float64
	down    bool
	id      int
	drag    bool   // a weight or a bias is in the hand
	moved   bool   // beyond the slack
	edit    Target // the weight or bias that was edited last, with its value
	pending bool   // whether that value is still to be sent
	trust   int    // how many more frames may not know of it yet
	kept    Target // the neuron that a finger tapped
	focus   Focus  // what the engine was asked to show
	told    Target // what the page heard last
	toldAt  Place
}

// Pointer takes an event and says at once what the page has to do.
func (s *Stage) Pointer(e Pointer) Reply {
	h := &s.hand
	if (h.drag || s.stroke.on) && e.ID != h.id && e.Type != "leave" {
		return Reply{s.reply().Cursor, true} // a second finger
	}
	before := Place{h.x, h.y}
	h.x, h.y, h.touch = e.X, e.Y, e.Touch
	switch e.Type {
	case "down":
		h.over = true
		s.press(e)
	case "move":
		h.over = !e.Touch || h.down
		if h.down && math.Hypot(e.X-h.downX, e.Y-h.downY) > slack {
			h.moved = true
		}
		if s.stroke.on {
			s.pullStroke(e)
		}
		if s.setup != nil && s.setup.Brush != nil {
			s.stale = true // its reach goes with the pointer
		}
		if h.drag && h.moved {
			s.pull(e.X-before.X, e.Y-before.Y, e.Shift)
		}
	case "up":
		s.release(e)
		h.over = !e.Touch
	case "leave":
		h.over = h.drag
	case "cancel":
		h.down, h.drag, h.over, s.stroke.on = false, false, false, false
		s.flushStroke()
	}
	s.rehover()
	return s.reply()
}

// press begins a tap or a drag.
func (s *Stage) press(e Pointer) {
	h := &s.hand
	h.pressed = s.hit(e.X, e.Y)
	h.down, h.moved, h.downX, h.downY, h.id = true, false, e.X, e.Y, e.ID
	if s.setup != nil && s.beginStroke(e) {
		return
	}
	if h.pressed.Kind == CentreAt {
		h.drag, h.edit, h.trust = true, h.pressed, 0
	}
	if h.pressed.Kind == Edge || h.pressed.Kind == Bias {
		h.drag, h.edit, h.trust = true, h.pressed, 0
		if !finite(h.edit.Value) {
			h.edit.Value = 0 // a diverged weight is taken up from zero
		}
	}
}

// pull changes what is in the hand: up and to the right is more.
func (s *Stage) pull(dx, dy float64, fine bool) {
	step := perPixel
	if fine {
		step = finer
	}
	h := &s.hand
	if h.edit.Kind == CentreAt {
		h.edit.X, h.edit.Y = s.carry(dx, dy)
		h.pending, s.stale = true, true
		s.override(h.edit)
		return
	}
	h.edit.Value = math.Round((h.edit.Value+(dx-dy)*step)*1e4) / 1e4
	h.pending, s.stale = true, true
	s.override(h.edit)
}

// carry is where the centre in hand has got to on the plane, which it cannot leave.
func (s *Stage) carry(dx, dy float64) (x, y float64) {
	x, y = s.hand.edit.X, s.hand.edit.Y
	for _, v := range s.views {
		if p, ok := v.(*plot); ok && len(p.centres) > 0 {
			r := p.place.Square
			x = min(max(x+dx/r.W*(p.span[1]-p.span[0]), p.span[0]), p.span[1])
			y = min(max(y-dy/r.H*(p.span[3]-p.span[2]), p.span[2]), p.span[3])
		}
	}
	return x, y
}

// release ends a tap or a drag.
func (s *Stage) release(e Pointer) {
	h := &s.hand
	if h.drag {
		h.flush(s)
		// Two frames may have been on their way already.
		h.trust = 2
	}
	if !h.down {
		return
	}
	if s.stroke.on && !s.endStroke() {
		h.down = false
		return
	}
	t := h.pressed
	if !h.moved && (h.drag || t.same(s.hit(e.X, e.Y))) {
		tap := Hover{Type: "tap", At: Place{e.X, e.Y}}
		if t.Kind != Nothing {
			tap.Target = &t
		}
		if h.kept = (Target{}); e.Touch && t.Kind == Neuron {
			h.kept = t
		}
		s.emit(tap)
	}
	h.down, h.drag = false, false
}

// flush sends the value in hand, if it is new.
func (h *hand) flush(s *Stage) {
	if !h.pending {
		return
	}
	h.pending = false
	t := h.edit
	if t.Kind == CentreAt {
		s.emit(Send{"msg", Put{"centre", t.Unit, float64(float32(t.X)), float64(float32(t.Y))}})
		return
	}
	edit := Edit{Do: "edit", What: "bias", Layer: t.Layer, Out: t.Unit, Value: t.Value}
	if t.Kind == Edge {
		edit.What, edit.In = "weight", &t.In
	}
	s.emit(Send{"msg", edit})
}

// settle puts the value in hand into a frame that may not know of it yet.
func (h *hand) settle(f *frame.Frame) {
	if !h.drag {
		if h.trust == 0 {
			return
		}
		h.trust--
	}
	if h.moved {
		put(f, h.edit)
	}
}

// override shows an edit before the engine has answered.
func (s *Stage) override(t Target) {
	put(&s.frame, t)
	for _, v := range s.views {
		v.Read(&s.frame)
	}
}

// put writes a weight, a bias or a centre into the frame's arrays.
func put(f *frame.Frame, t Target) {
	if t.Kind == CentreAt {
		if a := f.Array("centres"); a != nil && 3*t.Unit+1 < len(a.Data) {
			a.Data[3*t.Unit], a.Data[3*t.Unit+1] = float32(t.X), float32(t.Y)
		}
		return
	}
	name, i := "b/", t.Unit
	if t.Kind == Edge {
		name = "w/"
	}
	a := f.Array(name + digits(t.Layer))
	if a == nil {
		return
	}
	if t.Kind == Edge {
		if len(a.Shape) != 2 || t.In >= a.Shape[1] {
			return
		}
		i = t.Unit*a.Shape[1] + t.In
	}
	if i >= 0 && i < len(a.Data) {
		a.Data[i] = float32(t.Value)
	}
}

// hit asks the views, of which only one can have the point.
func (s *Stage) hit(x, y float64) Target {
	if s.setup == nil || !s.shown {
		return Target{}
	}
	for _, v := range s.views {
		if t := v.Hit(x, y, s.hand.touch || s.setup.Coarse); t.Kind != Nothing {
			return t
		}
	}
	return Target{}
}

// rehover finds what is under the pointer now and tells the page and the engine.
func (s *Stage) rehover() {
	h := &s.hand
	t := Target{}
	switch {
	case h.drag:
		t = h.edit
	case s.stroke.on || s.hushed(): // the hand hides what is there
	case h.over:
		t = s.hit(h.x, h.y)
	}
	if !t.same(s.scene.Hover) || t.Kind == LossAt && t.Epoch != s.scene.Hover.Epoch {
		s.stale = true
	}
	s.scene.Hover = t
	s.attend()
	place := Place{h.x, h.y}
	still := t.Kind != PlotAt && t.Kind != LossAt || place == h.toldAt
	if t.Kind == LossAt && h.told.Kind == LossAt && h.told.Epoch == t.Epoch || still && equal(t, h.told) {
		return
	}
	h.told, h.toldAt = t, place
	e := Hover{Type: "hover", At: place}
	if t.Kind != Nothing {
		e.Target = &t
	}
	s.emit(e)
}

// equal compares two targets with their values; the losses are told by their epoch.
func equal(t, u Target) bool {
	t.Train, t.Tests, u.Train, u.Tests = nil, nil, nil, nil
	if t.Value != t.Value && u.Value != u.Value { // both are no number
		t.Value, u.Value = 0, 0
	}
	return t == u
}

// attend asks the engine for the field of the neuron under the pointer, or else of the one that is selected.
func (s *Stage) attend() {
	want := Focus{"focus", nowhere, nowhere}
	for _, t := range []Target{s.scene.Hover, s.hand.kept, s.scene.Selected} {
		if t.Kind == Neuron {
			want.Layer, want.Unit = t.Layer, t.Unit
			break
		}
	}
	have := s.hand.focus
	if have.Do == "" {
		have = Focus{"focus", nowhere, nowhere}
	}
	if want != have {
		s.hand.focus = want
		s.emit(Send{"msg", want})
	}
}

// reply is the cursor over what the pointer is over.
func (s *Stage) reply() Reply {
	r := Reply{Cursor: "default", Capture: s.hand.drag || s.stroke.on}
	switch {
	case s.stroke.on && s.stroke.carried >= 0:
		r.Cursor = "grabbing"
		return r
	case s.stroke.on:
		r.Cursor = crosshair
		return r
	}
	switch s.scene.Hover.Kind {
	case Neuron, Input:
		r.Cursor = "pointer"
	case Edge, Bias:
		r.Cursor = "ns-resize"
	case CentreAt:
		r.Cursor = "grab"
	case DataAt:
		if r.Cursor = crosshair; s.setup != nil && s.setup.Brush != nil && s.setup.Brush.Tool == "draw" {
			r.Cursor = "grab"
		}
	case PlotAt, LossAt:
		r.Cursor = crosshair
	}
	return r
}

// near says whether the point is in the tile, or in the larger square that a finger gets.
func near(tile layout.Rect, gap, x, y float64, touch bool) bool {
	if touch {
		tile = tile.Grow(max(0, (min(44, gap)-tile.W)/2))
	}
	return tile.Has(x, y)
}
