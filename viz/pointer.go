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
	slack = 4.0  // px that a press may move and still be a tap
	hush  = 16.0 // px from where something was drawn, within which nothing is said of what lies there
)

// hand is what the pointer is doing.
type hand struct {
	x, y         float64
	over         bool
	touch        bool
	pressed      Target // what went down, for taps
	downX, downY float64
	down         bool
	id           int
	presses      int
	held         Gesture // what is in the hand, or was last
	busy         bool    // whether it still is
	moved        bool    // beyond the slack
	trust        int     // how many more frames may not know of it yet
	quiet        bool    // nothing is said of what lies under the hand until it has moved on
	fromX, fromY float64 // from where
	kept         Target  // what a finger tapped that one looks at
	focus        Focus   // what the engine was asked to show
	told         string  // what the page heard last
	toldAt       Place
}

// Pointer takes an event and says at once what the page has to do.
func (s *Stage) Pointer(e Pointer) Reply {
	h := &s.hand
	if h.busy && e.ID != h.id && e.Type != "leave" {
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
		if s.setup != nil && s.setup.Brush != nil {
			s.stale = true // its reach goes with the pointer
		}
		if h.busy && h.moved {
			h.held.Drag(Drag{e.X, e.Y, e.X - before.X, e.Y - before.Y, e.Shift})
			s.hold()
		}
	case "up":
		s.release(e)
		h.over = !e.Touch
	case "leave":
		h.over = h.busy
	case "cancel":
		h.down, h.busy, h.over = false, false, false
		h.flush(s)
	}
	s.rehover()
	return s.reply()
}

// press begins a tap or a gesture.
func (s *Stage) press(e Pointer) {
	h := &s.hand
	h.pressed = s.hit(e.X, e.Y)
	h.down, h.moved, h.downX, h.downY, h.id = true, false, e.X, e.Y, e.ID
	h.presses++
	if h.pressed.Take != nil {
		h.flush(s)
		h.held, h.busy, h.trust = h.pressed.Take(h.presses), true, 0
		s.stale = true
	}
}

// release ends a tap or a gesture.
func (s *Stage) release(e Pointer) {
	h := &s.hand
	tap, dropped := true, h.busy
	if h.busy {
		h.busy = false
		h.quiet, h.fromX, h.fromY = h.held.Target().ID == "", e.X, e.Y
		tap = h.held.Drop(h.moved)
		h.flush(s)
		h.trust = 2 // that many frames may have been on their way already
	}
	if !h.down {
		return
	}
	h.down = false
	if t := h.pressed; tap && !h.moved {
		if under := s.hit(e.X, e.Y); !dropped && t.ID != under.ID {
			return
		}
		if h.kept = (Target{}); e.Touch && t.Focus[0] > 0 {
			h.kept = t
		}
		s.emit(Hover{Type: "tap", Target: t.said(), At: Place{e.X, e.Y}})
	}
}

// flush sends what the gesture has to tell.
func (h *hand) flush(s *Stage) {
	if h.held == nil {
		return
	}
	for msg := h.held.Message(); msg != nil; msg = h.held.Message() {
		s.emit(Send{"msg", msg})
	}
}

// settle has a frame say what is in the hand, or was until a moment ago, if it may not know of it yet.
func (h *hand) settle(f *frame.Frame) {
	if !h.busy {
		if h.trust == 0 {
			return
		}
		h.trust--
	}
	if h.moved && h.held != nil {
		h.held.Hold(f)
	}
}

// hold shows what is in the hand before the engine has answered.
func (s *Stage) hold() {
	s.hand.held.Hold(&s.frame)
	for _, v := range s.views {
		v.Read(&s.frame)
	}
	s.stale = true
}

// hit asks the views, of which only one can have the point.
func (s *Stage) hit(x, y float64) Target {
	if s.setup == nil || !s.shown {
		return Target{}
	}
	for _, v := range s.views {
		if t := v.Hit(x, y, s.hand.touch || s.setup.Coarse); t.ID != "" {
			return t
		}
	}
	return Target{}
}

// rehover finds what is under the pointer now and tells the page and the engine.
func (s *Stage) rehover() {
	h := &s.hand
	h.quiet = h.quiet && math.Hypot(h.x-h.fromX, h.y-h.fromY) < hush
	t := Target{}
	switch {
	case h.busy:
		t = h.held.Target()
	case h.over && !h.quiet:
		t = s.hit(h.x, h.y)
	}
	if !t.same(&s.scene.Hover) {
		s.stale = true
	}
	s.scene.Hover, s.scene.Hand = t, Hand{Place{h.x, h.y}, h.over || h.busy, h.busy, h.touch}
	s.attend()
	place, text := Place{h.x, h.y}, t.text()
	if text == h.told && (!t.Follows || place == h.toldAt) {
		return
	}
	h.told, h.toldAt = text, place
	s.emit(Hover{Type: "hover", Target: t.said(), At: place})
}

// attend asks the engine for the field of the neuron under the pointer, or of the one that a finger tapped.
func (s *Stage) attend() {
	want := Focus{"focus", -1, -1}
	for _, t := range []*Target{&s.scene.Hover, &s.hand.kept} {
		if t.Focus[0] > 0 {
			want.Layer, want.Unit = t.Focus[0], t.Focus[1]
			break
		}
	}
	have := s.hand.focus
	if have.Do == "" {
		have = Focus{"focus", -1, -1}
	}
	if want != have {
		s.hand.focus = want
		if part := (Part{neuronPart, want.Layer, want.Unit, 0}); want.Layer > 0 && part != s.look {
			s.echo = part
		}
		s.emit(Send{"msg", want})
	}
}

// reply is the cursor over what the pointer is over.
func (s *Stage) reply() Reply {
	r := Reply{Cursor: s.scene.Hover.Cursor, Capture: s.hand.busy}
	if r.Cursor == "" {
		r.Cursor = "default"
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
