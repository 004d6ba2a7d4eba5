package viz

import (
	"math"

	"github.com/whisker-lab/whisker/frame"
)

// nearestCentre is the centre under the pointer, or −1.
func (v *plot) nearestCentre(x, y float64, touch bool) int {
	reach, found := 12.0, -1
	if touch {
		reach = 22
	}
	v.centres.each(func(i int, r frame.Centre) {
		cx, cy := v.screen(r.X, r.Y)
		if d := math.Hypot(cx-x, cy-y); d < reach {
			reach, found = d, i
		}
	})
	return found
}

// centre is the target of a centre.
func (v *plot) centre(i int) Target {
	r := v.centres.marks[i]
	t := v.centreOf(i, int(r.Class))
	t.Take = func(int) Gesture { return &carry{v: v, i: i, class: int(r.Class), x: float64(r.X), y: float64(r.Y)} }
	return t
}

func (v *plot) centreOf(i, class int) Target {
	return Target{ID: name("centre", i), Kind: "centre", Of: centreOf(i), Cursor: "grab",
		Say: &Say{Key: "hint.centre", Args: Args{"n": i + 1}, More: "hint.centre.drag", Mark: &class}}
}

// carry is a centre in the hand. It cannot leave the plane.
type carry struct {
	v        *plot
	i, class int
	x, y     float64
	news     bool
}

// Drag implements Gesture.
func (c *carry) Drag(to Drag) {
	c.news = c.v.carried(&c.x, &c.y, to) || c.news
}

// carried moves a place of the plane with the hand, as far as its edges, and tells whether there is a plane.
func (v *plot) carried(x, y *float64, to Drag) bool {
	r, span := v.place.Square, v.span
	if r.Empty() {
		return false
	}
	*x = min(max(*x+to.DX/r.W*(span[1]-span[0]), span[0]), span[1])
	*y = min(max(*y-to.DY/r.H*(span[3]-span[2]), span[2]), span[3])
	return true
}

// Drop implements Gesture.
func (c *carry) Drop(moved bool) (tap bool) { return true }

// Hold implements Gesture.
func (c *carry) Hold(f *frame.Frame) {
	if all := frame.MarksOf[frame.Centre](f, c.v.bind.name("centres", "centres")); c.i < len(all) {
		all[c.i].X, all[c.i].Y = float32(c.x), float32(c.y)
	}
}

// Message implements Gesture.
func (c *carry) Message() any {
	if !c.news {
		return nil
	}
	c.news = false
	return Put{"centre", c.i, float64(float32(c.x)), float64(float32(c.y))}
}

// Target implements Gesture.
func (c *carry) Target() Target { return c.v.centreOf(c.i, c.class) }
