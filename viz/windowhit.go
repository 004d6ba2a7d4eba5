package viz

import (
	"math"

	"github.com/whisker-lab/whisker/frame"
	"github.com/whisker-lab/whisker/viz/layout"
)

// Where a window is taken hold of.
const (
	onPicture = "left"
	onMap     = "right"
)

// Hit implements View: the window, or a pixel to which a press brings it. A mouse takes hold of it anywhere; a finger that lands farther
// from it scrolls the page.
func (v *window) Hit(x, y float64, touch bool) Target {
	if v.area.Empty() {
		return Target{}
	}
	switch {
	case v.left.at.Grow(1).Has(x, y):
		px, py := v.left.pixel(x, y)
		wx, wy := v.corner()
		t := Target{ID: "window", Kind: "window", Of: onPicture, Cursor: "grab", Follows: true, Press: v.drop(v.over(px, py)),
			Say: &Say{Key: "hint.window.pixel", Args: Args{"x": px, "y": py, "value": placed(v.bright(px, py), 2, false)}, More: "hint.window.drag"}}
		return v.taken(t, onPicture, v.left.rect(wx, wy, v.size, v.size), x, y, touch)
	case v.right.at.Grow(1).Has(x, y):
		px, py := v.right.pixel(x, y)
		t := Target{ID: "found", Kind: "window", Of: onMap, Cursor: "grab", Follows: true, Press: v.drop(px, py),
			Say: &Say{Key: "hint.window.later", Args: Args{"x": px, "y": py}, More: "hint.window.drag"}}
		if n, ok := v.found.number(px, py); ok {
			t.Say.Key, t.Say.Args = "hint.window.found", Args{"x": px, "y": py, "value": placed(n, 2, false)}
		}
		return v.taken(t, onMap, v.right.rect(v.x, v.y, 1, 1), x, y, touch)
	}
	return Target{}
}

// taken lets the window be taken into the hand.
func (v *window) taken(t Target, on string, box layout.Rect, x, y float64, touch bool) Target {
	if !touch || box.Grow(26).Has(x, y) {
		t.Take = func(int) Gesture {
			return &sliding{v: v, on: on, x: v.x, y: v.y, exact: [2]float64{float64(v.x), float64(v.y)}}
		}
	}
	return t
}

// over is the place of the map whose window has a pixel in its middle, or the nearest there is.
func (v *window) over(px, py int) (x, y int) {
	put := func(p, of int) int { return min(max((p-v.size/2+v.pad+v.stride/2)/v.stride, 0), of-1) }
	return put(px, v.found.w), put(py, v.found.h)
}

func (v *window) drop(x, y int) Msg { return Msg{"do": "drop", "x": x, "y": y} }

// sliding is the window in the hand.
type sliding struct {
	v    *window
	on   string
	x, y int
	// Where pixels are shown large, the picture moves below the window: there it goes by how far the hand moves, in places.
	exact [2]float64
	news  bool
}

// Drag implements Gesture: the window goes where the hand is.
func (g *sliding) Drag(to Drag) {
	if g.v.area.Empty() {
		return
	}
	x, y := g.v.right.pixel(to.X, to.Y)
	switch {
	case g.v.near:
		for i, d := range [2]float64{to.DX, to.DY} {
			g.exact[i] = min(max(g.exact[i]+d/g.v.left.cell, 0), float64([2]int{g.v.found.w, g.v.found.h}[i]-1))
		}
		x, y = int(math.Round(g.exact[0])), int(math.Round(g.exact[1]))
	case g.on == onPicture:
		x, y = g.v.over(g.v.left.pixel(to.X, to.Y))
	}
	g.news = g.news || x != g.x || y != g.y
	g.x, g.y = x, y
}

// Drop implements Gesture.
func (g *sliding) Drop(moved bool) (tap bool) { return true }

// Hold implements Gesture.
func (g *sliding) Hold(f *frame.Frame) {
	if at := values(f, g.v.bind.name("at", "window/at")); len(at) >= 2 {
		at[0], at[1] = float32(g.x), float32(g.y)
	}
}

// Message implements Gesture.
func (g *sliding) Message() any {
	if !g.news {
		return nil
	}
	g.news = false
	return g.v.drop(g.x, g.y)
}

// Target implements Gesture.
func (g *sliding) Target() Target {
	n, _ := g.v.found.number(g.x, g.y)
	return Target{ID: "window", Kind: "window", Of: g.on, Cursor: "grabbing", Follows: true,
		Say: &Say{Key: "hint.window.found", Args: Args{"x": g.x, "y": g.y, "value": placed(n, 2, false)}}}
}
