package viz

import (
	"math"

	"github.com/whisker-lab/whisker/frame"
	"github.com/whisker-lab/whisker/viz/shape"
)

// Brush is what the pointer does to the reader's own points.
type Brush struct {
	Tool string  `json:"tool"` // draw, erase or curve
	What float64 `json:"what"` // the class that is drawn, or the value of a surface
	Wide bool    `json:"wide"` // several points at once
	Kind string  `json:"kind"` // of the data that are drawn, for those that are yet to begin
}

// Points asks the engine to change the reader's own points. Coordinates are the plane's.
type Points struct {
	Do      string      `json:"do"` // "points"
	Kind    string      `json:"kind,omitempty"`
	Add     [][]float64 `json:"add,omitempty"`
	Move    [][]float64 `json:"move,omitempty"`
	Relabel [][]float64 `json:"relabel,omitempty"`
	Erase   []float64   `json:"erase,omitempty"`
	Stroke  float64     `json:"stroke,omitempty"`
}

const (
	dabEvery    = 11.0 // px between two points of a stroke
	eraserReach = 11.0 // px
	sprayReach  = 22.0 // px
	sprayPoints = 5
	golden      = 2.399963 // radians: turned by it, points never lie in rows
	curveEvery  = 0.08     // of the plane: lab's own step between two points of a curve
)

// stroke is a movement of the hand that draws.
type stroke struct {
	paper   *plot
	brush   Brush
	id      float64
	dabs    int
	x, y    float64 // of the last dab, px
	pressed int     // the point under the hand when it came down, or −1
	carried bool    // whether it is in the hand
	pending Points
	queue   []any // what has to be told before that
}

// stroke begins a stroke at a place where the brush draws: over the point there, or over none for −1.
func (v *plot) stroke(point int, x, y float64) func(nth int) Gesture {
	if v.setup == nil || v.setup.Brush == nil {
		return nil
	}
	return func(nth int) Gesture {
		// A stage that was made anew begins to count again: where the hand came down makes the number another one.
		k := &stroke{paper: v, brush: *v.setup.Brush, id: float64(nth) + x/1e4 + y/1e8, x: x, y: y, pressed: point}
		switch {
		case k.brush.Tool == "erase":
			k.erase(x, y)
		case k.brush.Tool == "draw" && point >= 0:
			k.carried = true
		case k.brush.Tool == "draw":
			k.dab(x, y)
		}
		return k
	}
}

// Drag implements Gesture.
func (k *stroke) Drag(to Drag) {
	square := k.paper.place.Square
	x, y := min(max(to.X, square.X), square.Right()), min(max(to.Y, square.Y), square.Bottom())
	switch {
	case k.carried:
		u, w := k.paper.toPlane(x, y)
		k.pending.Move = [][]float64{{float64(k.pressed), u, w}}
	case k.brush.Tool == "curve":
		k.along(x, y)
	case math.Hypot(x-k.x, y-k.y) < dabEvery:
	case k.brush.Tool == "erase":
		k.erase(x, y)
	default:
		k.dab(x, y)
	}
}

// Drop implements Gesture. A press on a point of another class that did not move makes it one of this class.
func (k *stroke) Drop(moved bool) (tap bool) {
	if moved || k.pressed < 0 {
		return k.brush.Tool == "curve" && !moved
	}
	if k.carried && !k.paper.holds(k.pressed, k.brush.What) {
		k.queue = append(k.queue, Points{Do: "points", Relabel: [][]float64{{float64(k.pressed), k.brush.What}}})
		return false
	}
	return k.brush.Tool != "erase"
}

// holds says whether a point is of the class, or has the value, that a brush gives.
func (v *plot) holds(point int, what float64) bool {
	if point >= len(v.points) {
		return true
	}
	if v.valued {
		return v.unit[0]+v.unit[1]*float64(at(v.value, point)) == what
	}
	return float64(int(v.points[point].Class)) == what
}

// Hold implements Gesture: points are where the engine says.
func (k *stroke) Hold(*frame.Frame) {}

// Message implements Gesture.
func (k *stroke) Message() any {
	if len(k.queue) > 0 {
		msg := k.queue[0]
		k.queue = k.queue[1:]
		return msg
	}
	if k.pending.Add == nil && k.pending.Move == nil {
		return nil
	}
	msg := k.pending
	msg.Do, msg.Stroke = "points", k.id
	k.pending = Points{}
	return msg
}

// Target implements Gesture: the hand hides what it draws.
func (k *stroke) Target() Target {
	if k.carried {
		return Target{Cursor: "grabbing"}
	}
	return Target{Cursor: crosshair}
}

// dab adds a point, or a handful.
func (k *stroke) dab(x, y float64) {
	k.x, k.y = x, y
	k.dabs++
	many := 1
	if k.brush.Wide {
		many = sprayPoints
	}
	for i := range many {
		reach := 0.0
		if k.brush.Wide {
			reach = sprayReach * math.Sqrt((float64(i)+0.5)/float64(many))
		}
		sin, cos := math.Sincos(golden * float64(k.dabs*many+i))
		px, py := x+reach*cos, y+reach*sin
		if k.paper.place.Square.Has(px, py) {
			u, w := k.paper.toPlane(px, py)
			k.pending.Add = append(k.pending.Add, []float64{u, w, k.brush.What})
		}
	}
}

// along adds the points of a curve from the last place to this one, at even steps of x.
func (k *stroke) along(x, y float64) {
	u, w := k.paper.toPlane(k.x, k.y)
	v, z := k.paper.toPlane(x, y)
	step := curveEvery / 4.8 * (k.paper.span[1] - k.paper.span[0])
	from, to := int(math.Ceil(min(u, v)/step)), int(math.Floor(max(u, v)/step))
	if from > to {
		return // not yet at the next one
	}
	for i := from; i <= to; i++ {
		at, height := float64(i)*step, z
		if v != u {
			height = w + (z-w)*(at-u)/(v-u)
		}
		k.pending.Add = append(k.pending.Add, []float64{at, height})
	}
	k.pending.Kind = k.brush.Kind
	k.x, k.y = x, y
}

// erase takes away what is near.
func (k *stroke) erase(x, y float64) {
	k.x, k.y = x, y
	r, span := k.paper.place.Square, k.paper.span
	u, w := k.paper.toPlane(x, y)
	reach := k.brush.reach()
	k.queue = append(k.queue, Points{Do: "points", Erase: []float64{u, w, reach / r.W * (span[1] - span[0]), reach / r.H * (span[3] - span[2])}, Stroke: k.id})
}

// reach is how far the eraser and the spray do.
func (b *Brush) reach() float64 {
	if b.Wide {
		return sprayReach
	}
	return eraserReach
}

// DrawLast implements Crown: a ring shows that reach.
func (v *plot) DrawLast(p *Picture, s *Scene) {
	b, h := s.Setup.Brush, s.Hand
	if b == nil || !h.Here || h.Touch && !h.Busy || !v.has(h.X, h.Y) || b.Tool == "curve" || b.Tool == "draw" && !b.Wide {
		return
	}
	p.Over.Disc(h.X, h.Y, b.reach(), 3, shape.Of(s.Theme.Surface, 0.7))
	p.Over.Disc(h.X, h.Y, b.reach(), 1.25, shape.Of(s.Theme.Ink, 1))
}
