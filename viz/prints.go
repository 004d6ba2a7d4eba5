package viz

import (
	"math"

	"github.com/whisker-lab/whisker/frame"
	"github.com/whisker-lab/whisker/viz/layout"
	"github.com/whisker-lab/whisker/viz/shape"
)

// prints is a wall of small pictures: a row for each moment, a column for each class that was asked for, and what a grader reads the
// newest ones as. A press on a column begins a walk there.
//
// Arrays: wall (rows, columns, h·w) from 0 for paper to 1 for ink, wall/rows (rows, 2) of kind and step, see the kinds below, wall/size (2) of
// height and width, wall/reads (columns), what the newest are read as, −1 for nothing, and wall/from (1), the column of the walk, −1 for none.
type prints struct {
	bind    Bind
	columns int
	h, w    int
	ink     []float32
	rows    []printRow
	reads   []float32
	from    int

	short bool // there is room for short names only
	side  float64
	tiles layout.Rect // all of them
	reach float64     // from one column to the next
	foot  float64     // where what is read stands
}

type printRow struct {
	kind int
	step float64
	y    float64
}

// Kinds of rows.
const (
	printKept  = iota // of an earlier moment
	printLater        // of a moment that is yet to come
	printLive
	printReal
)

const (
	mostMoments = 16
	mostAsked   = 16
	printHead   = 20.0 // room for the classes that are asked for
	printReads  = 18.0 // and for what is read
	readWide    = 26.0 // is what is read with its tick or cross
)

func newPrints(bind Bind) View { return &prints{bind: bind} }

// Read implements View.
func (v *prints) Read(f *frame.Frame) {
	name := v.bind.name("wall", "wall")
	v.columns, v.ink, v.rows, v.reads = 0, nil, v.rows[:0], nil
	v.from = whole(values(f, name+"/from"), 0)
	size := values(f, name+"/size")
	v.h, v.w = whole(size, 0), whole(size, 1)
	a := f.Array(name)
	if a == nil || len(a.Shape) != 3 || v.h < 1 || v.w < 1 || v.h > mostSide || v.w > mostSide || a.Shape[2] != v.h*v.w || a.Shape[1] < 1 || a.Shape[1] > mostAsked {
		return
	}
	v.columns, v.ink = a.Shape[1], a.Data
	rows(values(f, name+"/rows"), 2, func(i int, r []float64) {
		if i == len(v.rows) && i < mostMoments && (i+1)*v.columns*v.h*v.w <= len(v.ink) && r[0] >= printKept && r[0] <= printReal {
			v.rows = append(v.rows, printRow{kind: int(r[0]), step: r[1]})
		}
	})
	v.reads = values(f, name+"/reads")
}

// Arrange implements View: pixels are all of one width where there is room for whole multiples.
func (v *prints) Arrange(area layout.Rect, s *Setup) {
	v.side = 0
	n := float64(len(v.rows))
	if area.Empty() || v.columns == 0 || n == 0 {
		return
	}
	left, inset, gap := 74.0, 16.0, 6.0
	if v.short = area.W < 480; v.short {
		left, inset, gap = 58, 6, 2
	}
	apart := 8.0 // between what is read and the real ones
	wide, high := area.W-left-2*inset, area.H-printHead-printReads-apart-6
	side := math.Floor(min((wide+gap)/float64(v.columns)-gap, high/n-3))
	if unit := float64(v.w); side >= 2*unit {
		side = math.Floor(side/unit) * unit
	}
	if side < 6 {
		return
	}
	v.side, v.reach = side, math.Floor(min((wide+gap)/float64(v.columns), side+14))
	between := math.Floor(min(max((high-n*side)/n, 3), 8))
	across := v.reach*float64(v.columns-1) + side
	x := math.Floor(area.X + inset + left + max(wide-across, 0)/2)
	y := math.Floor(area.Y + printHead + 4 + max(high-n*(side+between), 0)/2)
	v.tiles = layout.Rect{X: x, Y: y, W: across}
	for i := range v.rows {
		if i > 0 && v.rows[i-1].kind == printLive {
			v.foot = y - between + 3
			y += printReads + apart - between + 3
		}
		v.rows[i].y = y
		y += side + between
	}
	v.tiles.H = y - between - v.tiles.Y
}

// at is a picture's square.
func (v *prints) at(row, column int) layout.Rect {
	return layout.Rect{X: v.tiles.X + float64(column)*v.reach, Y: v.rows[row].y, W: v.side, H: v.side}
}

// printOf is the picture that a target is of.
type printOf struct{ row, column int }

// Draw implements View.
func (v *prints) Draw(p *Picture, s *Scene) {
	if v.side == 0 {
		return
	}
	size, radius := v.h*v.w, min(4, v.side*0.12)
	over, hovers := s.Hover.Of.(printOf)
	for i, row := range v.rows {
		for c := range v.columns {
			at := v.at(i, c)
			if row.kind == printLater {
				p.Over.Box(at.Grow(-0.5), radius, 1, shape.Of(s.Theme.Line, 0.8))
				continue
			}
			p.raster(at, radius, 1, raster{w: v.w, h: v.h, v: v.ink[(i*v.columns+c)*size:][:size], look: inked})
			edge := s.Theme.Line
			if row.kind == printLive {
				edge = s.Theme.Ink3
			}
			p.Over.Box(at.Grow(1), radius+1, 1, shape.Of(edge, 1))
			if hovers && over == (printOf{i, c}) {
				ring(p, at.Grow(1), 2, s.Theme.Ink)
			}
		}
	}
	if live := v.live(); live >= 0 && v.from >= 0 && v.from < v.columns {
		first, last := v.at(0, v.from), v.at(live, v.from)
		around := layout.Rect{X: first.X, Y: first.Y, W: v.side, H: last.Bottom() - first.Y}
		p.Over.Box(around.Grow(3), 6, 2, shape.Of(s.Theme.Nose, 1))
	}
}

// live is the row of the newest pictures, or −1.
func (v *prints) live() int {
	for i, row := range v.rows {
		if row.kind == printLive {
			return i
		}
	}
	return -1
}

// Hit implements View.
func (v *prints) Hit(x, y float64, touch bool) Target {
	if v.side == 0 || v.columns == 0 {
		return Target{}
	}
	for i, row := range v.rows {
		for c := range v.columns {
			at := v.at(i, c)
			if !near(at, v.reach, x, y, touch) {
				continue
			}
			t := Target{ID: name("print", i, c), Kind: "print", Cursor: "pointer", Of: printOf{i, c}, Box: &at, Press: Msg{"do": "walk", "from": c}}
			t.Say = &Say{Args: Args{"name": ClassArg{c}, "n": grouped(row.step)}, More: "hint.prints.press"}
			switch row.kind {
			case printLater:
				t.Say.Key, t.Say.More, t.Press, t.Cursor = "hint.prints.later", "", nil, ""
			case printLive:
				t.Say.Key = "hint.prints.live"
				t.Say.Args["reads"] = ClassArg{max(whole(v.reads, c), 0)}
			case printReal:
				t.Say.Key, t.Say.More, t.Press, t.Cursor = "hint.prints.real", "", nil, ""
			default:
				t.Say.Key = "hint.prints"
			}
			return t
		}
	}
	return Target{}
}

// Announce implements View.
func (v *prints) Announce(e *Layout) {
	if v.side == 0 {
		return
	}
	put := e.putter("wall.", 1)
	left := v.tiles.X - 9
	put("asked", left, v.tiles.Y-12, "r", "m", "stage.prints.asked", Arg{}, "axis")
	for c := range v.columns {
		x, _ := v.at(0, c).Middle()
		put("class"+digits(c), x, v.tiles.Y-12, "c", "m", "stage.tick", worded(digits(c)), "end strong")
	}
	for i, row := range v.rows {
		y := row.y + v.side/2
		switch row.kind {
		case printKept, printLater:
			key := "stage.prints.at"
			if i > 0 {
				key = "stage.tick"
			}
			put("row"+digits(i), left, y, "r", "m", key, worded(grouped(row.step)), "axis")
		case printLive:
			put("row"+digits(i), left, y, "r", "m", "stage.prints.live", Arg{}, "end strong")
			key := "stage.prints.reads"
			if v.short {
				key = "stage.prints.reads.short"
			}
			put("reads", left, v.foot+printReads/2, "r", "m", key, Arg{}, "axis")
			for c := range v.columns {
				x, _ := v.at(i, c).Middle()
				read := whole(v.reads, c)
				text, class := "–", "tick"
				switch {
				case read == c && v.reach < readWide:
					text, class = "✓", "right"
				case read == c:
					text, class = digits(read)+" ✓", "right"
				case read >= 0 && v.reach < readWide:
					text, class = digits(read), "wrong"
				case read >= 0:
					text, class = digits(read)+" ✗", "wrong"
				}
				put("read"+digits(c), x, v.foot+printReads/2, "c", "m", "stage.tick", worded(text), class)
			}
		case printReal:
			put("row"+digits(i), left, y, "r", "m", "stage.prints.real", Arg{}, "end strong")
		}
	}
}
