package viz

import (
	"math"

	"github.com/whisker-lab/whisker/frame"
	"github.com/whisker-lab/whisker/viz/layout"
	"github.com/whisker-lab/whisker/viz/shape"
)

// piles heaps points up over their scores, each as one dot: what is normal above, what is strange below. The threshold stands
// across both; bins begin at it, so that no dot stands on its wrong side.
//
// Slots: rows (n, 3), of a score, 1 for what is strange, and the point's place in the plot's array; at (1), the threshold; known,
// the scores that it can be dragged to, from the highest down; turn (1), the row that is looked at, if there is one. Bind says by
// set which control it is, whose value is the share of the known scores that lie above.
type piles struct {
	bind   Bind
	rows   []pile
	known  []float32
	at     float64
	turn   int
	lo, hi float64 // of the axis
	width  float64 // of a bin
	high   [2]int  // how many dots the highest pile of each kind has
	side   [2][2]int
	area   layout.Rect
	base   [2]float64
	radius float64
}

// pile is a dot: where it stands in which of the two rows of piles, and which point it is.
type pile struct {
	score            float64
	strange          int
	bin, level, spot int
}

func newPiles(bind Bind) View { return &piles{bind: bind} }

const (
	bins     = 44 // at most, along the axis
	farPiles = 4  // times as far as the threshold goes the axis at most: what scores more is heaped up at its end
)

// Read implements View.
func (v *piles) Read(f *frame.Frame) {
	v.rows, v.turn, v.high, v.side = v.rows[:0], -1, [2]int{}, [2][2]int{}
	v.known = values(f, v.bind.name("known", "piles/known"))
	threshold := values(f, v.bind.name("at", "piles/at"))
	if len(threshold) == 0 || !finite(float64(threshold[0])) {
		return
	}
	if turn := values(f, v.bind.name("turn", "piles/turn")); len(turn) > 0 {
		v.turn = int(turn[0])
	}
	v.at, v.lo, v.hi = float64(threshold[0]), math.Inf(1), math.Inf(-1)
	rows(values(f, v.bind.name("rows", "piles")), 3, func(_ int, r []float64) {
		v.lo, v.hi = min(v.lo, r[0]), max(v.hi, r[0])
		v.rows = append(v.rows, pile{score: r[0], strange: int(min(max(r[1], 0), 1)), spot: int(r[2])})
	})
	if len(v.rows) == 0 {
		return
	}
	v.lo = min(math.Floor(v.lo), v.at)
	if v.hi = max(min(v.hi, v.lo+farPiles*max(v.middle()-v.lo, 1e-9)), v.at); v.hi <= v.lo {
		v.hi = v.lo + 1
	}
	v.lo = min(v.lo, v.at-(v.hi-v.lo)/bins) // there is room for a dot before the threshold
	v.width = (v.hi - v.lo) / bins
	v.heap()
}

// middle is a threshold that few known points lie above, whatever the present one is: the axis stays as it is while that moves.
func (v *piles) middle() float64 {
	if len(v.known) == 0 {
		return v.at
	}
	return float64(v.known[len(v.known)/20])
}

// heap stacks the dots.
func (v *piles) heap() {
	levels := map[[2]int]int{}
	for i := range v.rows {
		p := &v.rows[i]
		p.bin = int(math.Ceil((min(p.score, v.hi)-v.at)/v.width-1e-9)) - 1
		if p.score > v.at {
			p.bin = max(p.bin, 0)
		}
		key := [2]int{p.bin, p.strange}
		p.level = levels[key]
		levels[key]++
		v.high[p.strange] = max(v.high[p.strange], p.level+1)
		alarm := 0
		if p.bin >= 0 {
			alarm = 1
		}
		v.side[p.strange][alarm]++
	}
}

// Arrange implements View.
func (v *piles) Arrange(area layout.Rect, s *Setup) {
	v.area = layout.Rect{}
	if area.Empty() || len(v.rows) == 0 {
		return
	}
	left, right := 64.0, 18.0
	if s.style() != layout.Roomy {
		left, right = 20, 16
	}
	v.area = layout.Rect{X: area.X + left, Y: area.Y + 6, W: max(area.W-left-right, 1), H: max(area.H-46, 1)}
	// What is normal gets as much of the height as it needs more dots for; each has room for its counts.
	room := v.area.H - 2*counted
	share := float64(v.high[0]) / float64(max(v.high[0]+max(v.high[1], 2), 1))
	v.base = [2]float64{v.area.Y + counted + room*share, v.area.Bottom()}
	v.radius = min(2.7, v.area.W/bins/2-0.4, room/2/float64(v.high[0]+max(v.high[1], 2)))
}

// counted is the height of a line of counts.
const counted = 20.0

// toX is where a score lies.
func (v *piles) toX(score float64) float64 {
	return v.area.X + min(max((score-v.lo)/(v.hi-v.lo), 0), 1)*v.area.W
}

// place is the middle of a dot.
func (v *piles) place(p pile) (x, y float64) {
	x = v.area.X + (v.at+(float64(p.bin)+0.5)*v.width-v.lo)/(v.hi-v.lo)*v.area.W
	return min(max(x, v.area.X+v.radius), v.area.Right()-v.radius), v.base[p.strange] - v.radius*(2*float64(p.level)+1) - 1
}

// Draw implements View.
func (v *piles) Draw(p *Picture, s *Scene) {
	if v.area.Empty() {
		return
	}
	at := v.toX(v.at)
	alarm := layout.Rect{X: at, Y: v.area.Y, W: max(v.area.Right()-at, 0), H: v.area.H}
	p.Under.Box(alarm, 0, 0, shape.Of(s.Theme.Well, 0.55))
	for _, y := range v.base {
		p.Under.Line(v.area.X, math.Round(y)+0.5, v.area.Right(), math.Round(y)+0.5, 1, shape.Of(s.Theme.LineStrong, 1))
	}
	for i, dot := range v.rows {
		x, y := v.place(dot)
		p.Over.Marker(dot.strange, x, y, max(v.radius-0.25, 0.6), 0, shape.Of(s.Theme.Class(dot.strange), 1))
		if i == v.turn {
			p.Over.Disc(x, y, 7.5, 4, shape.Of(s.Theme.Surface, 1))
			p.Over.Disc(x, y, 7.5, 2, shape.Of(s.Theme.Nose, 1))
		}
	}
	if under, ok := s.Hover.Of.(pointOf); ok {
		for _, dot := range v.rows {
			if dot.spot == int(under) {
				x, y := v.place(dot)
				p.Over.Disc(x, y, 6.5, 1.5, shape.Of(s.Theme.Ink, 1))
			}
		}
	}
	ink := shape.Of(s.Theme.Ink, 1)
	p.Over.Line(at, v.area.Y, at, v.area.Bottom(), 2, ink)
	y, radius := v.area.Bottom(), 9+btoi(s.Hover.Kind == thresholdKind)
	p.Over.Disc(at, y, radius, 0, shape.Of(s.Theme.Surface, 1))
	p.Over.Disc(at, y, radius, 2, ink)
	for _, dx := range []float64{-2, 2} {
		p.Over.Line(at+dx, y-3, at+dx, y+3, 1.25, ink)
	}
}
