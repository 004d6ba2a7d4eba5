package viz

import (
	"math"
	"strconv"

	"github.com/whisker-lab/whisker/frame"
	"github.com/whisker-lab/whisker/viz/layout"
)

// unrolled shows a network with a loop twice: once, with the loop, as it is at one moment; and below that once a step, side by side, with
// what each step sees, its state, what its gates let through, and how much of the blame of the last answer comes back to it. Both are one
// network: when it is unrolled the copies come out of the one above.
//
// What a frame holds: memory (9) of task, cell, the step that is looked at or −1, whether it is unrolled, the right answer, how far blame
// may go back or 0, how much a network without a loop sees, how long the last step's gradient was and what it was cut down to, 0 for nothing; memory/items (steps), memory/states (steps, hidden), memory/gates (steps,
// gates, hidden), memory/answers (steps, answers), memory/blame (steps).
type unrolled struct {
	task, cell, moment int
	right, cut, window int
	norm, clip         float64 // of the gradient
	open               bool
	items              []float32
	states, gates      []float32
	answers, blame     []float32
	steps, hidden      int
	ways, outs         int // gates, and answers
	area               layout.Rect
	small              bool // there is no room for much writing
	still              bool // motion is reduced

	tile, box   layout.Rect // of the network once: what it sees, and its state
	from        layout.Rect // where the state was when it was rolled up
	scale       float64     // of the network once, which is larger while it is alone
	across      int         // cells beside each other in the box
	cell2       float64     // and how large each is
	bars        layout.Rect // of the answers
	row         float64     // between two of them
	x           []float64   // the middles of the columns
	wide        []float64   // and how wide each is
	look        layout.Rect // where tiles stand, over the whole width
	column      layout.Rect // where states do
	gate        layout.Rect // where the strips of the gates do, the first one
	bar         layout.Rect // where the bars of the blame do
	told        bool        // whether a frame has been read
	was         bool        // whether it was unrolled in the one before
	began, gone float64     // of the motion: when it began, and how far it has come; 1 where nothing moves
	starts      bool
}

// Tasks and cells, as frames number them.
const (
	taskRecall = iota
	taskParity
	taskAdd
)
const (
	cellPlain = iota
	cellGRU
	cellLSTM
	cellNone
)

// What items are, by task.
const (
	recallSymbols = 4
	recallAsked   = 7
	addDigits     = 10
)

// What is more than this is no frame of ours.
const (
	mostUnrolled = 64
	mostState    = 64
	mostWays     = 4
	mostOuts     = 8
)

func newUnrolled(Bind) View { return &unrolled{gone: 1} }

// Read implements View.
func (v *unrolled) Read(f *frame.Frame) {
	about := values(f, "memory")
	v.items, v.states, v.gates, v.answers, v.blame = nil, nil, nil, nil, nil
	v.steps, v.hidden, v.ways, v.outs = 0, 0, 0, 0
	items, states, answers := f.Array("memory/items"), f.Array("memory/states"), f.Array("memory/answers")
	if len(about) < 9 || items == nil || states == nil || answers == nil || len(states.Shape) != 2 || len(answers.Shape) != 2 {
		v.told = false
		return
	}
	n, h, k := len(items.Data), states.Shape[1], answers.Shape[1]
	if n < 2 || n > mostUnrolled || h < 1 || h > mostState || k < 1 || k > mostOuts || len(states.Data) < n*h || len(answers.Data) < n*k {
		v.told = false
		return
	}
	v.steps, v.hidden, v.outs = n, h, k
	v.items, v.states, v.answers, v.blame = items.Data, states.Data, answers.Data, values(f, "memory/blame")
	if g := f.Array("memory/gates"); g != nil && len(g.Shape) == 3 && g.Shape[1] >= 1 && g.Shape[1] <= mostWays && g.Shape[2] == h && len(g.Data) >= n*g.Shape[1]*h {
		v.gates, v.ways = g.Data, g.Shape[1]
	}
	v.task, v.cell, v.moment, v.right = whole(about, 0), whole(about, 1), whole(about, 2), whole(about, 4)
	v.cut, v.window = whole(about, 5), max(whole(about, 6), 1)
	v.norm, v.clip = float64(about[7]), float64(about[8])
	if v.moment >= n {
		v.moment = -1
	}
	open := about[3] != 0
	if v.told && open != v.open {
		v.starts = true
	}
	v.open, v.told = open, true
}

// Sizes, in CSS pixels.
const (
	unrolledHead   = 18.0 // of a line of words
	unrolledTile   = 34.0
	unrolledWidest = 34.0 // a column
	unrolledCell   = 36.0 // of a state at most
	unrolledStrip  = 22.0 // of a gate
	unrolledMotion = 900.0
)

// Arrange implements View.
func (v *unrolled) Arrange(area layout.Rect, s *Setup) {
	v.area, v.small, v.still = area, area.W < 480, s.ReducedMotion
	v.x, v.wide = v.x[:0], v.wide[:0]
	if area.Empty() || v.steps == 0 {
		v.area = layout.Rect{}
		return
	}
	once := math.Round(min(area.H*0.31, 132))
	if v.starts {
		v.from = v.box
	}
	v.scale = 1
	v.arrangeRow(layout.Rect{X: area.X, Y: area.Y + once, W: area.W, H: area.H - once})
	if !v.open {
		v.scale = 1.9
		if v.small {
			v.scale = 1.5
		}
		v.look.Y = area.Bottom() - v.look.H - 14
		once = v.rule() - area.Y
	}
	v.arrangeOnce(layout.Rect{X: area.X, Y: area.Y, W: area.W, H: once})
}

// rule is where the line is between the network once and the row of it.
func (v *unrolled) rule() float64 {
	if v.small {
		return v.look.Y - unrolledHead
	}
	return v.look.Y - 2*unrolledHead - 10
}

// arrangeOnce places the network once.
func (v *unrolled) arrangeOnce(r layout.Rect) {
	middle := r.Y + unrolledHead + (r.H-unrolledHead-20)/2
	inset, side := 26.0, 40.0
	if v.small {
		inset, side = 12, 32
	}
	side *= 1 + 0.45*(v.scale-1)
	v.tile = layout.Rect{X: r.X + inset, Y: math.Round(middle - side/2), W: side, H: side}
	v.across = (v.hidden + 1) / 2
	if v.hidden > 16 {
		v.across = (v.hidden + 3) / 4
	}
	down := (v.hidden + v.across - 1) / v.across
	v.cell2 = math.Floor(min(20*v.scale, 112*v.scale/float64(v.across), (r.H-unrolledHead-34)/float64(down)))
	if v.small {
		v.cell2 = math.Floor(min(15*v.scale, 80/float64(v.across), (r.H-unrolledHead-30)/float64(down)))
	}
	v.cell2 = max(v.cell2, 3)
	w, h := v.cell2*float64(v.across), v.cell2*float64(down)
	x := r.X + math.Round(r.W*0.375)
	v.box = layout.Rect{X: math.Round(x - w/2), Y: math.Round(middle - h/2), W: w, H: h}
	left := r.X + math.Round(r.W*0.55)
	v.bars = layout.Rect{X: left, Y: r.Y + unrolledHead + 2, W: math.Round(r.W * 0.2), H: r.H - unrolledHead - 16}
	if v.small {
		v.bars.W = r.Right() - left - 8
	}
	v.row = min(v.bars.H/float64(max(v.outs, 2)), 22*v.scale)
	if v.task == taskAdd {
		v.row = 22
	}
	v.bars.Y = math.Round(middle - v.row*float64(v.outs)/2)
}

// arrangeRow places the columns, and what stands above and below them.
func (v *unrolled) arrangeRow(r layout.Rect) {
	left, right := 46.0, 12.0
	if v.small {
		left, right = 8, 8
	}
	room := r.W - left - right
	pitch := room / float64(v.steps)
	ends := max(pitch, min(unrolledTile+4, room/4))
	between := (room - 2*ends) / float64(max(v.steps-2, 1))
	x := r.X + left
	for i := range v.steps {
		w := between
		if i == 0 || i == v.steps-1 {
			w = ends
		}
		v.x = append(v.x, math.Round(2*(x+w/2))/2)
		column := min(unrolledWidest, w*0.66)
		if w < 24 {
			column = w - min(3, w*0.25)
		}
		if w >= 8 {
			column = math.Floor(column)
		}
		v.wide = append(v.wide, max(column, 1))
		x += w
	}
	head, tile := 2*unrolledHead+10, unrolledTile
	if v.small {
		head, tile = unrolledHead, 26
	}
	v.look = layout.Rect{X: r.X + left, Y: r.Y + head, W: room, H: tile}
	ways := float64(v.ways) * (unrolledStrip + 5)
	blame := min(140, max(r.H*0.2, 26))
	foot := blame + 16 + 24 // its numbers, and the words over it
	high := r.Bottom() - foot - ways - 18 - v.look.Bottom() - 12
	if v.small && v.ways > 0 {
		ways = float64(v.ways) * 17
		high = r.Bottom() - foot - ways - 14 - v.look.Bottom() - 12
	}
	high = max(min(high, unrolledCell*float64(v.hidden), 320), 12)
	v.column = layout.Rect{X: v.look.X, Y: v.look.Bottom() + 12, W: room, H: math.Floor(high)}
	strip := 0.0
	if v.ways > 0 {
		strip = ways/float64(v.ways) - 5
	}
	v.gate = layout.Rect{X: v.look.X, Y: v.column.Bottom() + 6, W: room, H: strip}
	v.bar = layout.Rect{X: v.look.X, Y: r.Bottom() - 16 - blame, W: room, H: blame}
}

// at is the step that the network is shown at once.
func (v *unrolled) now() int {
	if v.moment >= 0 {
		return v.moment
	}
	return v.steps - 1
}

// tileOf is where the item of a step stands, and whether there is room for it.
func (v *unrolled) tileOf(i int) (r layout.Rect, there bool) {
	side := min(v.look.H, v.pitch(i)-3)
	if ends := i == 0 || i == v.steps-1; ends {
		side = min(v.look.H, max(side, 22))
	}
	return layout.Rect{X: v.x[i] - side/2, Y: v.look.Y + (v.look.H-side)/2, W: side, H: side}, side >= 9
}

// pitch is about how much room a column has.
func (v *unrolled) pitch(i int) float64 {
	if v.steps < 3 || i == 0 {
		return v.x[1] - v.x[0]
	}
	if i == v.steps-1 {
		return v.x[i] - v.x[i-1]
	}
	return min(v.x[i+1]-v.x[i], v.x[i]-v.x[i-1])
}

// columnOf is where the state of a step stands.
func (v *unrolled) columnOf(i int) layout.Rect {
	return layout.Rect{X: v.x[i] - v.wide[i]/2, Y: v.column.Y, W: v.wide[i], H: v.column.H}
}

// on tells whether a step's blame is not cut off.
func (v *unrolled) on(i int) bool { return v.cut <= 0 || i >= v.steps-v.cut }

// most is what the bars of the blame are as high as: the last step's, or more where it grows on its way back.
func (v *unrolled) most() float64 {
	most := 1.0
	for i := range v.steps {
		if b := float64(at(v.blame, i)); finite(b) {
			most = max(most, b)
		}
	}
	return most
}

// fine writes a share with as many digits as it takes, as the page does.
func fine(v float64) string {
	switch {
	case !finite(v):
		return "–"
	case v >= 0.1:
		return strconv.FormatFloat(math.Round(v*100+1e-6), 'f', 0, 64) + "%"
	case v >= 0.01:
		return strconv.FormatFloat(v*100, 'f', 1, 64) + "%"
	case v >= 0.0001:
		return strconv.FormatFloat(v*100, 'f', 2, 64) + "%"
	case v > 0:
		return "<0.01%"
	}
	return "0%"
}
