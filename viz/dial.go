package viz

import (
	"math"
	"strconv"

	"github.com/whisker-lab/whisker/frame"
	"github.com/whisker-lab/whisker/viz/layout"
	"github.com/whisker-lab/whisker/viz/shape"
)

// dial is a rate on a logarithmic rail, with a mark that it should not pass and, hung from the rail, what a few steps come to at some
// rates. Its handle can be dragged, and each of the walks taken over.
//
// Slots: at (5), the rate, the ends of the rail, the mark or 0 for none, and what λ is divided into for it; rates (k), walks
// (k, n, 2) on the plane of range (4), the lowest place low (2) and which of the walks is at the rate now. Bind says in set which
// control the rate is.
type dial struct {
	bind        Bind
	rate        float64
	lo, hi      float64
	edge        float64
	factor      float64
	rates       []float32
	walks       []float32
	steps       int // places of a walk
	now         int
	span        [4]float64
	low         []float32
	rail        layout.Rect // as long as the rail, without height
	hung        []hung
	top         float64
	narrow, few bool
}

// hung is a walk on the dial: which it is and where it hangs.
type hung struct {
	i   int
	box layout.Rect
}

func newDial(bind Bind) View { return &dial{bind: bind} }

// Read implements View.
func (v *dial) Read(f *frame.Frame) {
	v.lo, v.hi, v.rates, v.walks, v.steps = 0, 0, nil, nil, 0
	d := values(f, v.bind.name("at", "dial"))
	if len(d) < 5 || !(d[1] > 0 && d[2] > d[1]) || !finite(float64(d[2])) || !finite(float64(d[0])) {
		return
	}
	v.rate, v.lo, v.hi, v.edge, v.factor = float64(d[0]), float64(d[1]), float64(d[2]), float64(d[3]), float64(d[4])
	plane := plot{}
	plane.spans(f, v.bind.name("range", "contour/range"))
	v.span, v.low = plane.span, values(f, v.bind.name("low", "contour/low"))
	v.now = whole(values(f, v.bind.name("now", "dial/now")), 0)
	rates, walks := values(f, v.bind.name("rates", "dial/rates")), f.Array(v.bind.name("walks", "dial/walks"))
	if walks != nil && len(walks.Shape) == 3 && walks.Shape[0] == len(rates) && len(rates) <= mostWalks && walks.Shape[2] == 2 && len(walks.Data) >= walks.Shape[0]*walks.Shape[1]*2 {
		v.rates, v.walks, v.steps = rates, walks.Data, walks.Shape[1]
	}
}

const (
	mostWalks = 9
	walkWide  = 84.0 // of a walk's picture, which is two thirds as high
	railRoom  = 38.0 // below the rail
)

// Arrange implements View.
func (v *dial) Arrange(area layout.Rect, s *Setup) {
	v.rail, v.hung = layout.Rect{}, v.hung[:0]
	if area.Empty() || !(v.hi > v.lo) {
		return
	}
	left, right := 50.0, 16.0
	if v.narrow = s.style() != layout.Roomy; v.narrow {
		left, right = 14, 14
	}
	v.top = area.Y + 8 // and the title
	if v.narrow {
		v.top -= 18
	}
	v.rail = layout.Rect{X: area.X + left, Y: area.Bottom() - railRoom, W: max(area.W-left-right, 1), H: 1}
	shown := make([]int, 0, len(v.rates))
	v.few = v.rail.W < float64(len(v.rates))*(walkWide+8)
	for i, rate := range v.rates {
		if !(rate > 0) || !finite(float64(rate)) {
			return
		}
		// Where there is no room for all: the slowest, that of now, and the fastest.
		if !v.few || i == 0 || i == len(v.rates)-1 || i == v.now || (v.now == 0 || v.now == len(v.rates)-1) && i == len(v.rates)/2 {
			shown = append(shown, i)
		}
	}
	room := v.rail.W / float64(max(len(shown), 1))
	high := min(v.rail.Y-v.top-62+8*btoi(v.narrow), walkWide*2/3)
	if high < 24 {
		return
	}
	wide := min(high*1.5, room-8)
	for k, i := range shown {
		v.hung = append(v.hung, hung{i, layout.Rect{X: math.Round(v.rail.X + room*(float64(k)+0.5) - wide/2), Y: v.top + 16, W: wide, H: wide / 1.5}})
	}
}

// across is where a rate lies on the rail, at its ends where it is beyond them.
func (v *dial) across(rate float64) float64 {
	share := math.Log(max(rate, v.lo)/v.lo) / math.Log(v.hi/v.lo)
	return v.rail.X + min(max(share, 0), 1)*v.rail.W
}

// rateAt is the rate at a place on the rail, with three digits.
func (v *dial) rateAt(x float64) float64 {
	share := min(max((x-v.rail.X)/v.rail.W, 0), 1)
	return digitsOf(v.lo * math.Pow(v.hi/v.lo, share))
}

// digitsOf is a number with no more than three digits.
func digitsOf(rate float64) float64 {
	short, _ := strconv.ParseFloat(strconv.FormatFloat(rate, 'g', 3, 64), 64)
	return short
}

// Draw implements View.
func (v *dial) Draw(p *Picture, s *Scene) {
	if v.rail.Empty() {
		return
	}
	y, ink := v.rail.Y, shape.Of(s.Theme.Ink, 1)
	for _, h := range v.hung {
		v.walk(p, s, h)
	}
	end := v.rail.Right()
	if v.edge > 0 {
		end = v.across(v.edge)
		from := len(p.Over.Indices)
		for x := end - 8; x < v.rail.Right(); x += 7 {
			p.Over.Line(x, y+4, x+8, y-4, 1, shape.Of(s.Theme.Ink3, 1))
		}
		p.Over.Clip(from, layout.Rect{X: end, Y: y - 5, W: v.rail.Right() - end, H: 10})
	}
	at := v.across(v.rate)
	p.Over.Rod(v.rail.X, y, end, y, 4, shape.Of(s.Theme.LineStrong, 1))
	p.Over.Rod(v.rail.X, y, min(at, end), y, 4, ink)
	if v.edge > 0 {
		p.Over.Line(end, y-13, end, y+10, 2, shape.Of(s.Theme.Nose, 1))
	}
	radius := 9 + btoi(s.Hover.Kind == dialKind)
	p.Over.Disc(at, y, radius, 0, shape.Of(s.Theme.Surface, 1))
	p.Over.Disc(at, y, radius, 2, ink)
}

// walk draws a walk in its frame and what ties it to its rate.
func (v *dial) walk(p *Picture, s *Scene, h hung) {
	x, _ := h.box.Middle()
	foot := h.box.Bottom() + 20
	p.Over.Line(x, foot, v.across(float64(v.rates[h.i])), v.rail.Y-8, 1, shape.Of(s.Theme.LineStrong, 1))
	p.Under.Box(h.box, 5, 0, shape.Of(between(s.Theme.Surface, s.Theme.Ink, 0.05), 1))
	to := func(x, y float32) (float64, float64) {
		return bounded(h.box.X + (float64(x)-v.span[0])/(v.span[1]-v.span[0])*h.box.W), bounded(h.box.Y + (v.span[3]-float64(y))/(v.span[3]-v.span[2])*h.box.H)
	}
	from := len(p.Over.Indices)
	if len(v.low) >= 2 {
		lx, ly := to(v.low[0], v.low[1])
		for _, k := range [...]float64{-1, 1} {
			p.Over.Line(lx-3, ly-3*k, lx+3, ly+3*k, 1.25, shape.Of(s.Theme.Nose, 1))
		}
	}
	var run [][2]float64
	for k := range v.steps {
		px, py := to(v.walks[2*(h.i*v.steps+k)], v.walks[2*(h.i*v.steps+k)+1])
		if !finite(px + py) {
			break
		}
		if n := len(run); n == 0 || math.Hypot(run[n-1][0]-px, run[n-1][1]-py) > 0.3 {
			run = append(run, [2]float64{px, py})
		}
	}
	p.Over.Ribbon(layout.Through(run), 1.3, shape.Of(s.Theme.Ink, 1))
	if n := len(run); n > 0 {
		p.Over.Disc(run[n-1][0], run[n-1][1], 3, 0, shape.Of(s.Theme.Ink, 1))
	}
	p.Over.Clip(from, h.box)
	edge, wide := s.Theme.LineStrong, 1.0
	if h.i == v.now || s.Hover.Of == walkAt(h.i) {
		edge, wide = s.Theme.Ink, 1.75
	}
	p.Over.Box(h.box, 5, wide, shape.Of(edge, 1))
}

// dialKind is the kind of target that the handle is.
const dialKind = "rate"

// walkAt says which walk of a dial a target is.
type walkAt int

// Hit implements View: the handle, a walk, or else a place on the rail.
func (v *dial) Hit(x, y float64, touch bool) Target {
	if v.rail.Empty() {
		return Target{}
	}
	reach := 13.0
	if touch {
		reach = 22
	}
	at := v.across(v.rate)
	if math.Hypot(x-at, y-v.rail.Y) <= reach {
		t := v.handle(v.rate)
		t.Take = func(int) Gesture { return &turning{v: v, x: at} }
		return t
	}
	for _, h := range v.hung {
		if h.box.Grow(3).Has(x, y) {
			rate := float64(v.rates[h.i])
			return Target{ID: name("walk", h.i), Kind: "walk", Of: walkAt(h.i), Cursor: "pointer", Press: v.set(digitsOf(rate)),
				Say: &Say{Key: "hint.walk", Args: Args{"rate": number(rate)}, More: "hint.walk.press"}}
		}
	}
	if math.Abs(y-v.rail.Y) <= reach && x >= v.rail.X-4 && x <= v.rail.Right()+4 {
		rate := v.rateAt(x)
		return Target{ID: "rail", Kind: "rail", Cursor: "pointer", Press: v.set(rate), Say: &Say{Key: "hint.rail", Args: Args{"rate": number(rate)}}}
	}
	return Target{}
}

func (v *dial) set(rate float64) Msg { return Msg{"do": "set", "name": v.bind["set"], "value": rate} }

func (v *dial) handle(rate float64) Target {
	return Target{ID: dialKind, Kind: dialKind, Cursor: "ew-resize", Say: &Say{Key: "hint.rate", Args: Args{"rate": number(rate)}, More: "hint.rate.drag"}}
}

// turning is the handle in the hand.
type turning struct {
	v    *dial
	x    float64
	news bool
}

// Drag implements Gesture.
func (g *turning) Drag(to Drag) {
	g.x, g.news = min(max(g.x+to.DX, g.v.rail.X), g.v.rail.Right()), true
}

// Drop implements Gesture.
func (g *turning) Drop(moved bool) (tap bool) { return false }

// Hold implements Gesture.
func (g *turning) Hold(f *frame.Frame) {
	if d := values(f, g.v.bind.name("at", "dial")); len(d) > 0 && !g.v.rail.Empty() {
		d[0] = float32(g.v.rateAt(g.x))
	}
}

// Message implements Gesture.
func (g *turning) Message() any {
	if !g.news || g.v.rail.Empty() {
		return nil
	}
	g.news = false
	return g.v.set(g.v.rateAt(g.x))
}

// Target implements Gesture.
func (g *turning) Target() Target { return g.v.handle(g.v.rateAt(g.x)) }

// Announce implements View.
func (v *dial) Announce(e *Layout) {
	if v.rail.Empty() {
		return
	}
	put := e.putter("dial.", 1)
	for _, h := range v.hung {
		x, _ := h.box.Middle()
		class := "tick"
		if h.i == v.now {
			class = "at-num"
		}
		put("rate"+digits(h.i), x, h.box.Bottom()+4, "c", "t", "stage.tick", worded(number(float64(v.rates[h.i]))), class)
	}
	if !v.narrow {
		put("title", v.rail.X, v.top-3, "l", "t", "stage.dial", Arg{Name: "n", Number: max(v.steps-1, 0)}, "count")
	}
	below := v.rail.Y + 13
	put("slow", v.rail.X, below, "l", "t", "stage.dial.slow", Arg{}, "count")
	if v.edge <= 0 {
		put("free", v.rail.Right(), below, "r", "t", "stage.dial.free", Arg{}, "count")
		return
	}
	mark := strconv.FormatFloat(v.factor, 'g', 3, 64) + "/λ = " + number(v.edge)
	x := min(v.across(v.edge), v.rail.Right()-36)
	put("mark", x, below, "c", "t", "stage.tick", worded(mark), "count nose")
	if v.rail.Right()-x > 110 {
		put("off", v.rail.Right(), below, "r", "t", "stage.dial.off", Arg{}, "count")
	}
	if v.rail.W > 420 {
		put("well", v.rail.X+v.rail.W*0.38, below, "c", "t", "stage.dial.well", Arg{}, "count")
		put("bounce", x-wide(mark)/2-14, below, "r", "t", "stage.dial.bounce", Arg{}, "count")
	}
}
