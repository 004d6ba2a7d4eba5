package viz

import (
	"math"

	"github.com/whisker-lab/whisker/frame"
)

// startKind is the kind of target that the ring is where balls start.
const startKind = "startring"

// walkerOf says which ball a target is.
type walkerOf int

// Hit implements View: the ring, a ball, or else the place, which a press drops the balls at.
func (v *landmap) Hit(x, y float64, touch bool) Target {
	reach := 13.0
	if touch {
		reach = 24
	}
	sx, sy, ok := v.startAt()
	inside := v.has(x, y)
	if ok && math.Hypot(sx-x, sy-y) <= reach {
		t := v.startTarget(float64(at(v.start, 0)), float64(at(v.start, 1)))
		t.Take = func(int) Gesture {
			return &dropping{v: v, x: float64(at(v.start, 0)), y: float64(at(v.start, 1))}
		}
		return t
	}
	if !inside {
		return Target{}
	}
	found, best := -1, reach
	v.each(func(i int, bx, by float64) {
		if d := math.Hypot(bx-x, by-y); d <= best {
			found, best = i, d
		}
	})
	if found >= 0 {
		return Target{ID: name("ball", found), Kind: "ball", Of: walkerOf(found), Cursor: "default",
			Say: &Say{Key: "hint.ball." + walkers[found], Args: Args{"value": number(float64(at(v.balls, 4*found+2)))}}}
	}
	p, q := v.toPlane(x, y)
	return Target{ID: "ground", Kind: "ground", Cursor: crosshair, Follows: true, Press: dropAt(p, q),
		Say: &Say{Key: "hint.ground", Args: Args{"x": number(p), "y": number(q)}, More: "hint.ground.press"}}
}

func (v *landmap) startTarget(p, q float64) Target {
	return Target{ID: startKind, Kind: startKind, Cursor: "grab",
		Say: &Say{Key: "hint.start", Args: Args{"x": number(p), "y": number(q)}, More: "hint.start.drag"}}
}

// dropAt is the message that drops the balls, at a place to a hundredth of the plane.
func dropAt(p, q float64) Msg {
	return Msg{"do": "drop", "x": math.Round(100*p) / 100, "y": math.Round(100*q) / 100}
}

// dropping is the ring in the hand. It cannot leave the map.
type dropping struct {
	v    *landmap
	x, y float64
	news bool
}

// Drag implements Gesture.
func (g *dropping) Drag(to Drag) {
	g.news = g.v.carried(&g.x, &g.y, to) || g.news
}

// Drop implements Gesture.
func (g *dropping) Drop(moved bool) (tap bool) { return false }

// Hold implements Gesture.
func (g *dropping) Hold(f *frame.Frame) {
	if start := values(f, g.v.bind.name("from", "contour/from")); len(start) >= 2 {
		start[0], start[1] = float32(g.x), float32(g.y)
	}
}

// Message implements Gesture.
func (g *dropping) Message() any {
	if !g.news {
		return nil
	}
	g.news = false
	return dropAt(g.x, g.y)
}

// Target implements Gesture.
func (g *dropping) Target() Target { return g.v.startTarget(g.x, g.y) }

// Announce implements View.
func (v *landmap) Announce(e *Layout) {
	r := v.place.Square
	if r.Empty() {
		return
	}
	e.Plot = &PlotBox{r, v.span}
	put := e.putter("contour.", 1)
	if x, y, ok := v.startAt(); ok && v.waits() {
		v.beside(put, "drag", x, y, 16, "stage.contour.start", worded(number(float64(at(v.start, 2)))))
	}
	if x, y := v.screen(at(v.low, 0), at(v.low, 1)); len(v.low) >= 2 && v.has(x, y) && !v.covered(x, y) {
		below := y + 14
		if below > r.Bottom()-24 {
			below = y - 36
		}
		put("low", min(max(x, r.X+60), r.Right()-60), below, "c", "t", "stage.contour.low", Arg{}, "paper nose")
	}
	if !v.place.Ticked {
		return
	}
	for axis, key := range [...]string{"x", "y"} {
		for i, t := range v.ticks(axis) {
			x, y := v.toScreen(t.at, t.at)
			switch {
			case axis == 0 && x+wide(t.text)/2 < r.Right()-70:
				put(key+digits(i), x, r.Bottom()+5, "c", "t", "stage.tick", worded(t.text), "tick")
			case axis == 1 && y > r.Y+20 && y < r.Bottom()-4:
				put(key+digits(i), r.X-7, y, "r", "m", "stage.tick", worded(t.text), "tick")
			}
		}
	}
	put("across", r.Right(), r.Bottom()+5, "r", "t", "stage.contour.across", Arg{}, "axis")
	put("up", r.X-41, r.Y+2, "c", "t", "stage.contour.up", Arg{}, "axis up")
}

// waits tells whether no ball has left the start.
func (v *landmap) waits() bool {
	for i := range walkers {
		if at(v.balls, 4*i+3) == ballGone {
			return false
		}
	}
	waits := true
	v.each(func(int, float64, float64) { waits = false })
	return waits
}

// covered tells whether a ball, or the ring, lies where a name would.
func (v *landmap) covered(x, y float64) (is bool) {
	near := func(_ int, bx, by float64) { is = is || math.Abs(bx-x) < 40 && by > y-12 && by < y+44 }
	if sx, sy, ok := v.startAt(); ok {
		near(0, sx, sy)
	}
	v.each(near)
	return is
}

// beside puts words at one side of a place, on the map.
func (v *landmap) beside(put put, id string, x, y, off float64, key string, a Arg) {
	r, align := v.place.Square, "r"
	if x-off < r.X+120 {
		off, align = -off, "l"
	}
	put(id, x-off, min(max(y, r.Y+20), r.Bottom()-20), align, "m", key, a, "paper")
}
