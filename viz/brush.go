package viz

import (
	"math"

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
	on      bool
	paper   *plot
	id      float64
	count   int
	dabs    int
	x, y    float64 // of the last dab, px
	carried int     // the point in hand, or −1
	pending Points
	quiet   bool // nothing is said of what lies under the hand until it has moved on
}

// hush is how far that is, in px.
const hush = 16.0

// paper is the plot under a place, if it can be drawn on.
func (s *Stage) paper(x, y float64) *plot {
	for _, v := range s.views {
		if p, ok := v.(interface{ sheet() *plot }); ok && !p.sheet().place.Square.Empty() && p.sheet().place.Square.Has(x, y) {
			return p.sheet()
		}
	}
	return nil
}

func (v *plot) sheet() *plot { return v }

// beginStroke takes a press on the plot for the brush, and says whether it does.
func (s *Stage) beginStroke(e Pointer) bool {
	b, k := s.setup.Brush, &s.stroke
	if b == nil || s.hand.pressed.Kind != DataAt && s.hand.pressed.Kind != PlotAt {
		return false
	}
	paper := s.paper(e.X, e.Y)
	if paper == nil {
		return false
	}
	k.count++
	// A stage that was made anew begins to count again: where the hand came down makes the number another one.
	*k = stroke{on: true, paper: paper, count: k.count, id: float64(k.count) + e.X/1e4 + e.Y/1e8, x: e.X, y: e.Y, carried: -1}
	switch {
	case b.Tool == "erase":
		s.erase(e.X, e.Y)
	case b.Tool == "draw" && s.hand.pressed.Kind == DataAt:
		k.carried = s.hand.pressed.Unit
	case b.Tool == "draw":
		s.dab(e.X, e.Y)
	}
	return true
}

// pullStroke goes on with it.
func (s *Stage) pullStroke(e Pointer) {
	b, k := s.setup.Brush, &s.stroke
	if b == nil || !s.hand.moved {
		return
	}
	square := k.paper.place.Square
	x, y := min(max(e.X, square.X), square.Right()), min(max(e.Y, square.Y), square.Bottom())
	switch {
	case k.carried >= 0:
		u, w := k.paper.toPlane(x, y)
		k.pending.Move = [][]float64{{float64(k.carried), u, w}}
	case b.Tool == "curve":
		s.along(x, y)
	case math.Hypot(x-k.x, y-k.y) < dabEvery:
	case b.Tool == "erase":
		s.erase(x, y)
	default:
		s.dab(x, y)
	}
	s.stale = true
}

// endStroke ends it. A press on a point of another class that did not move makes it one of this class.
func (s *Stage) endStroke() (tapped bool) {
	b, k := s.setup.Brush, &s.stroke
	k.on, k.quiet, k.x, k.y = false, true, s.hand.x, s.hand.y
	s.flushStroke()
	if b == nil || s.hand.moved || s.hand.pressed.Kind != DataAt {
		return b != nil && b.Tool == "curve" && !s.hand.moved
	}
	t := s.hand.pressed
	if k.carried >= 0 && (t.Class != valued && float64(t.Class) != b.What || t.Class == valued && t.Value != b.What) {
		s.emit(Send{"msg", Points{Do: "points", Relabel: [][]float64{{float64(t.Unit), b.What}}}})
		return false
	}
	return b.Tool != "erase"
}

// hushed tells whether the hand has just drawn here.
func (s *Stage) hushed() bool {
	k := &s.stroke
	k.quiet = k.quiet && math.Hypot(s.hand.x-k.x, s.hand.y-k.y) < hush
	return k.quiet
}

// dab adds a point, or a handful.
func (s *Stage) dab(x, y float64) {
	b, k := s.setup.Brush, &s.stroke
	k.x, k.y = x, y
	k.dabs++
	many := 1
	if b.Wide {
		many = sprayPoints
	}
	for i := range many {
		reach := 0.0
		if b.Wide {
			reach = sprayReach * math.Sqrt((float64(i)+0.5)/float64(many))
		}
		sin, cos := math.Sincos(golden * float64(k.dabs*many+i))
		px, py := x+reach*cos, y+reach*sin
		if k.paper.place.Square.Has(px, py) {
			u, w := k.paper.toPlane(px, py)
			k.pending.Add = append(k.pending.Add, []float64{u, w, b.What})
		}
	}
	s.stale = true
}

// along adds the points of a curve from the last place to this one, at even steps of x.
func (s *Stage) along(x, y float64) {
	b, k := s.setup.Brush, &s.stroke
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
	k.pending.Kind = b.Kind
	k.x, k.y = x, y
}

// erase takes away what is near.
func (s *Stage) erase(x, y float64) {
	k := &s.stroke
	k.x, k.y = x, y
	r, span := k.paper.place.Square, k.paper.span
	u, w := k.paper.toPlane(x, y)
	reach := eraserReach
	if s.setup.Brush.Wide {
		reach = sprayReach
	}
	s.emit(Send{"msg", Points{Do: "points", Erase: []float64{u, w, reach / r.W * (span[1] - span[0]), reach / r.H * (span[3] - span[2])}, Stroke: k.id}})
}

// flushStroke sends what was drawn since the last time.
func (s *Stage) flushStroke() {
	k := &s.stroke
	if k.pending.Add == nil && k.pending.Move == nil {
		return
	}
	k.pending.Do, k.pending.Stroke = "points", k.id
	s.emit(Send{"msg", k.pending})
	k.pending = Points{}
}

// drawBrush shows how far the eraser and the spray reach.
func (s *Stage) drawBrush(p *Picture) {
	b, h := s.setup.Brush, &s.hand
	if b == nil || h.touch && !s.stroke.on || !h.over && !s.stroke.on || s.paper(h.x, h.y) == nil || b.Tool == "curve" || b.Tool == "draw" && !b.Wide {
		return
	}
	reach := sprayReach
	if !b.Wide {
		reach = eraserReach
	}
	p.Over.Disc(h.x, h.y, reach, 3, shape.Of(s.scene.Theme.Surface, 0.7))
	p.Over.Disc(h.x, h.y, reach, 1.25, shape.Of(s.scene.Theme.Ink, 1))
}
