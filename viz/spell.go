package viz

import (
	"math"
	"strconv"

	"github.com/whisker-lab/whisker/frame"
	"github.com/whisker-lab/whisker/viz/layout"
	"github.com/whisker-lab/whisker/viz/shape"
)

// spell is a line that is written letter by letter: each on a tile, with the chance that it had; below each the cells of the network after it, as a
// column of a heat strip; and at the right the letters that may come next, as bars, longest first. A bar that is pressed is written, a tile is gone back to, and
// a row of the strip is followed.
//
// Arrays: spell (n, 2) of code point and chance; spell/state (3): whether the line has ended, the chance of that, and how many letters have no bar; spell/next
// (k, 3) of code point, code and chance; memory (cells, 1+n), the first column that before the line; memory/at (1), the cell that is followed, and memory/order
// (cells), the cells by how much they know.
type spell struct {
	bind  Bind
	tiles [][2]float64
	ended bool
	end   float64 // the chance that the end had
	more  int
	next  [][3]float64
	cells []float32
	rows  int // of them
	cols  int
	at    int
	order []float32

	phone  bool
	first  int // the first letter that is shown
	pitch  float64
	side   float64 // of a tile
	top    float64
	left   float64
	strip  layout.Rect
	picked []int // the cells that are shown, from the top
	tall   float64
	bars   layout.Rect
	row    float64 // from bar to bar
	column []float32
}

func newSpell(bind Bind) View { return &spell{bind: bind} }

const (
	mostLetters = 128
	mostNext    = 12
	mostMemory  = 256
)

// Read implements View.
func (v *spell) Read(f *frame.Frame) {
	*v = spell{bind: v.bind, tiles: v.tiles[:0], next: v.next[:0], picked: v.picked[:0], column: v.column}
	rows(values(f, "spell"), 2, func(_ int, r []float64) {
		if len(v.tiles) < mostLetters {
			v.tiles = append(v.tiles, [2]float64{r[0], r[1]})
		}
	})
	rows(values(f, "spell/next"), 3, func(_ int, r []float64) {
		if len(v.next) < mostNext {
			v.next = append(v.next, [3]float64{r[0], r[1], min(max(r[2], 0), 1)})
		}
	})
	state := values(f, "spell/state")
	v.ended, v.end, v.more = at(state, 0) == 1, finiteOr(float64(at(state, 1))), max(whole(state, 2), 0)
	if a := f.Array("memory"); a != nil && len(a.Shape) == 2 && a.Shape[0] > 0 && a.Shape[0] <= mostMemory && a.Shape[1] == len(v.tiles)+1 && len(a.Data) >= a.Shape[0]*a.Shape[1] {
		v.cells, v.rows, v.cols = a.Data, a.Shape[0], a.Shape[1]
	}
	v.at = whole(values(f, "memory/at"), 0)
	v.order = values(f, "memory/order")
}

// How much room things take, in CSS pixels.
const (
	spellWidest   = 54.0 // from tile to tile
	spellClosest  = 27.0
	spellTight    = 38.0 // below it chances are whole and without their sign
	spellGap      = 6.0
	spellBars     = 206.0
	spellBarsNear = 128.0
	spellChance   = 22.0 // below the tiles
	spellFoot     = 22.0
	spellBar      = 31.0
	spellFew      = 8 // cells on a phone
)

// Arrange implements View.
func (v *spell) Arrange(area layout.Rect, s *Setup) {
	v.strip, v.bars, v.picked = layout.Rect{}, layout.Rect{}, v.picked[:0]
	if area.Empty() || v.rows == 0 {
		return
	}
	v.phone = s.style() != layout.Roomy
	inset, numbers, bars := 18.0, 34.0, spellBars
	if v.phone {
		inset, numbers, bars = 4, 34, spellBarsNear
	}
	v.left = area.X + inset + numbers
	wide := area.Right() - inset - v.left
	beside := wide - bars - 8
	places := len(v.tiles) + 2
	if v.phone { // there the place that comes next is above the bars
		places--
	}
	v.pitch = min(max(math.Floor(beside/float64(places)), spellClosest), spellWidest)
	v.first = max(places-int(beside/v.pitch), 0)
	v.side, v.top = v.pitch-spellGap, area.Y+10
	below := v.top + v.side + spellChance
	v.strip = layout.Rect{X: v.left, Y: below + 6, W: v.pitch*float64(len(v.tiles)+1-v.first) - spellGap, H: max(area.Bottom()-spellFoot-below-6, 1)}
	v.bars = layout.Rect{X: area.Right() - inset - bars, Y: below + 26, W: bars, H: max(area.Bottom()-below-26, 1)}
	if v.phone {
		v.bars.Y = below + 4
		v.bars.H = max(v.strip.Bottom()-v.bars.Y, 1)
	}
	v.row = min(spellBar, v.bars.H/float64(max(len(v.next)+1, 1)))
	if v.phone { // fewer bars, with room for a finger
		v.next = v.next[:min(len(v.next), 7)]
		v.row = min(spellBar, v.bars.H/float64(max(len(v.next), 1)))
	}
	v.pick()
	v.tall = v.strip.H / float64(len(v.picked))
}

// pick chooses the cells that are shown: all, or on a phone those that know most, and the one that is followed.
func (v *spell) pick() {
	few := v.rows
	if v.phone {
		few = min(few, spellFew)
	}
	if few == v.rows {
		for i := range v.rows {
			v.picked = append(v.picked, i)
		}
		return
	}
	for i := range v.rows {
		if k := whole(v.order, i); k >= 0 && k < v.rows && len(v.picked) < few {
			v.picked = append(v.picked, k)
		}
	}
	for i := 0; len(v.picked) < few; i++ {
		v.picked = append(v.picked, i)
	}
	if v.at >= 0 && v.at < v.rows && v.place(v.at) < 0 {
		v.picked[few-1] = v.at
	}
}

// place is the row of a cell, −1 where it is not shown.
func (v *spell) place(cell int) int {
	for i, k := range v.picked {
		if k == cell {
			return i
		}
	}
	return -1
}

// columns are those of the strip that are shown; 0 is before the line.
func (v *spell) columns() (from, to int) { return v.first, v.cols }

// tile is where a letter stands, 0 for the place before the line, len(tiles)+1 for the one that comes next.
func (v *spell) tile(i int) layout.Rect {
	return layout.Rect{X: v.left + float64(i-v.first)*v.pitch, Y: v.top, W: v.side, H: v.side}
}

// spellOf is what of the picture a target is of: a letter, a bar or a cell.
type spellOf struct {
	what  byte
	index int
}

// Draw implements View.
func (v *spell) Draw(p *Picture, s *Scene) {
	if v.strip.Empty() {
		return
	}
	over, _ := s.Hover.Of.(spellOf)
	for i := v.first; i <= len(v.tiles)+1; i++ {
		r, line, ink := v.tile(i), 1.0, shape.Of(s.Theme.LineStrong, 1)
		switch {
		case i == len(v.tiles)+1:
			line, ink = 1.75, shape.Of(s.Theme.Ink, 1)
		case over == spellOf{'t', i}:
			line, ink = 1.5, shape.Of(s.Theme.Ink, 1)
		}
		p.Under.Box(r, 7, 0, shape.Of(s.Theme.Surface, 1))
		p.Over.Box(r, 7, line, ink)
	}
	if last := v.tile(len(v.tiles) + 1); !v.ended {
		x, y := last.Middle()
		p.Over.Line(x, y-v.side*0.24, x, y+v.side*0.24, 1.75, shape.Of(s.Theme.Ink, 1))
	}
	v.heat(p, s, over)
	v.drawNext(p, s, over)
}

// heat draws the strip, a picture for each column, with thin gaps.
func (v *spell) heat(p *Picture, s *Scene, over spellOf) {
	from, to := v.columns()
	h := len(v.picked)
	if len(v.column) < (to-from)*h {
		v.column = make([]float32, (to-from)*h)
	}
	for t := from; t < to; t++ {
		column := v.column[(t-from)*h:][:h]
		for i, cell := range v.picked {
			column[i] = v.cells[cell*v.cols+t]
		}
		p.raster(layout.Rect{X: v.tile(t).X, Y: v.strip.Y, W: v.side, H: v.strip.H}, 2, 1, raster{w: 1, h: h, v: column, look: vivid})
	}
	if v.tall >= 5 {
		gap := shape.Of(s.Theme.Surface, 1)
		for i := 1; i < h; i++ {
			y := v.strip.Y + float64(i)*v.tall
			p.Over.Line(v.strip.X, y, v.strip.Right(), y, 1, gap)
		}
	}
	if over.what == 'c' {
		if i := v.place(over.index); i >= 0 {
			p.Over.Box(v.line(i).Grow(1), 3, 1.5, shape.Of(s.Theme.Ink, 1))
		}
	}
	if i := v.place(v.at); i >= 0 {
		r := v.line(i)
		p.Over.Box(r.Grow(2.5), 4, 2, shape.Of(s.Theme.Nose, 1))
		_, y := r.Middle()
		p.Over.Box(layout.Rect{X: r.X - 32, Y: y - 8, W: 27, H: 16}, 8, 0, shape.Of(s.Theme.Nose, 1))
	}
}

// line is a row of the strip.
func (v *spell) line(i int) layout.Rect {
	return layout.Rect{X: v.strip.X, Y: v.strip.Y + float64(i)*v.tall, W: v.strip.W, H: v.tall}
}

// bar is where the i-th letter that may come next is shown: its letter, its bar and its chance.
func (v *spell) bar(i int) layout.Rect {
	return layout.Rect{X: v.bars.X, Y: v.bars.Y + float64(i)*v.row, W: v.bars.W, H: v.row}
}

// barFrom is where bars begin, and barRoom what is kept for the chance behind them.
func (v *spell) barFrom() float64 { return v.bars.X + 40 }

const barRoom = 48.0

func (v *spell) drawNext(p *Picture, s *Scene, over spellOf) {
	most := v.bars.Right() - barRoom - v.barFrom()
	for i, n := range v.next {
		r := v.bar(i)
		ink := shape.Of(s.Theme.Ink3, 0.62)
		if i == 0 {
			ink = shape.Of(s.Theme.Ink, 1)
		}
		if over == (spellOf{'n', i}) {
			p.Under.Box(r, 7, 0, shape.Of(s.Theme.Well, 1))
		}
		_, y := r.Middle()
		high := min(v.row-10, 20)
		p.Over.Box(layout.Rect{X: v.barFrom(), Y: y - high/2, W: max(n[2]*most, 1.5), H: high}, min(3, high/4), 0, ink)
	}
}

// Hit implements View.
func (v *spell) Hit(x, y float64, touch bool) Target {
	if v.strip.Empty() {
		return Target{}
	}
	for i := v.first; i <= len(v.tiles); i++ {
		if !near(v.tile(i), v.pitch, x, y, touch) {
			continue
		}
		t := Target{ID: name("letter", i), Kind: "letter", Cursor: "pointer", Of: spellOf{'t', i}, Press: Msg{"do": "write", "keep": i}}
		if i == 0 {
			t.Say = &Say{Key: "hint.letter.start", Args: Args{}, More: "hint.letter.clear"}
		} else {
			t.Say = &Say{Key: "hint.letter", Args: Args{"letter": visible(v.tiles[i-1][0]), "chance": chanceText(v.tiles[i-1][1])}, More: "hint.letter.back"}
		}
		return t
	}
	for i, n := range v.next {
		if !v.bar(i).Has(x, y) {
			continue
		}
		say := &Say{Key: "hint.next", Args: Args{"letter": visible(n[0]), "chance": chanceText(n[2])}, More: "hint.next.press"}
		if n[0] == 0 {
			say = &Say{Key: "hint.next.end", Args: Args{"chance": chanceText(n[2])}, More: "hint.next.press"}
		}
		box := v.bar(i)
		return Target{ID: name("next", i), Kind: "next", Cursor: "pointer", Of: spellOf{'n', i}, Say: say, Press: Msg{"do": "write", "add": int(n[1])}, Box: &box}
	}
	if v.strip.Grow(1).Has(x, y) {
		i := min(max(int((y-v.strip.Y)/v.tall), 0), len(v.picked)-1)
		from, to := v.columns()
		t := min(max(from+int((x-v.strip.X)/v.pitch), from), to-1)
		cell := v.picked[i]
		say := &Say{Key: "hint.memory", Args: Args{"n": cell + 1, "value": signedText(float64(v.cells[cell*v.cols+t])), "letter": ""}, More: "hint.memory.press"}
		if t == 0 {
			say.Key = "hint.memory.start"
		} else {
			say.Args["letter"] = visible(v.tiles[t-1][0])
		}
		return Target{ID: name("memory", cell, t), Kind: "memory", Cursor: "pointer", Of: spellOf{'c', cell}, Say: say, Press: Msg{"do": "cell", "at": cell}}
	}
	return Target{}
}

// visible is a letter as it is shown; a gap has a sign of its own.
func visible(point float64) string {
	if point == ' ' {
		return "␣"
	}
	return string(rune(int32(min(max(point, 0), 0x10ffff))))
}

// chanceText is a chance in per cent, a small one with a decimal.
func chanceText(p float64) string {
	switch percent := 100 * p; {
	case percent >= 9.95:
		return fixed(percent, 0) + "%"
	case percent >= 0.05:
		return strconv.FormatFloat(percent, 'f', 1, 64) + "%"
	}
	return "<0.1%"
}

// signedText is a number with its sign.
func signedText(v float64) string {
	if v > 0 {
		return "+" + fixed(v, 2)
	}
	return fixed(v, 2)
}

// Announce implements View.
func (v *spell) Announce(e *Layout) {
	if v.strip.Empty() {
		return
	}
	put := e.putter("spell.", 0.5)
	class := "letter"
	if v.pitch < 40 {
		class = "letter small"
	}
	for i := v.first; i <= len(v.tiles); i++ {
		r := v.tile(i)
		x, y := r.Middle()
		if i == 0 {
			put("t0", x, y, "c", "m", "stage.spell.start", Arg{}, "tick")
			continue
		}
		put("t"+digits(i), x, y, "c", "m", "stage.tick", worded(visible(v.tiles[i-1][0])), class)
		chance := chanceText(v.tiles[i-1][1])
		if v.pitch < spellTight {
			chance = fixed(100*v.tiles[i-1][1], 0)
		}
		put("p"+digits(i), x, r.Bottom()+4, "c", "t", "stage.tick", worded(chance), "tick")
	}
	last := v.tile(len(v.tiles) + 1)
	if x, y := last.Middle(); v.ended {
		put("end", x, y, "c", "m", "stage.spell.end", Arg{}, "tick strong")
		put("pend", x, last.Bottom()+4, "c", "t", "stage.tick", worded(chanceText(v.end)), "tick")
	}
	if !v.phone {
		key := "stage.spell.chance"
		if v.pitch < spellTight {
			key = "stage.spell.percent"
		}
		put("chance", v.left-8, last.Bottom()+4, "r", "t", key, Arg{}, "tick")
		_, y := last.Middle()
		put("nextname", max(last.Right()+12, v.bars.X), y, "l", "m", "stage.spell.next", Arg{}, "called")
	}
	v.announceNext(put)
	v.announceCells(put)
}

func (v *spell) announceNext(put put) {
	most := v.bars.Right() - barRoom - v.barFrom()
	for i, n := range v.next {
		_, y := v.bar(i).Middle()
		id := digits(i)
		if n[0] == 0 {
			put("n"+id, v.barFrom()-8, y, "r", "m", "stage.spell.end", Arg{}, "end")
		} else {
			put("n"+id, v.barFrom()-8, y, "r", "m", "stage.tick", worded(visible(n[0])), "sign")
		}
		put("c"+id, v.barFrom()+max(n[2]*most, 1.5)+7, y, "l", "m", "stage.tick", worded(chanceText(n[2])), "tick")
	}
	if r := v.bar(len(v.next)); v.more > 0 && r.Bottom() <= v.bars.Bottom()+2 {
		put("more", v.barFrom(), r.Y+4, "l", "t", "stage.spell.more", Arg{Name: "n", Number: v.more}, "tick")
	}
}

func (v *spell) announceCells(put put) {
	chosen := v.place(v.at)
	step := 1
	if len(v.picked) > spellFew {
		step = 8
	}
	for i, cell := range v.picked {
		_, y := v.line(i).Middle()
		if i == chosen {
			put("cellname", v.strip.X-18.5, y, "c", "m", "stage.tick", worded(digits(cell+1)), "cellno")
		} else if (step == 1 || i == 0 || (i+1)%step == 0) && (chosen < 0 || math.Abs(float64(i-chosen))*v.tall >= 14) {
			put("r"+digits(i), v.strip.X-8, y, "r", "m", "stage.tick", worded(digits(cell+1)), "tick")
		}
	}
	put("cells", v.strip.X, v.strip.Bottom()+5, "l", "t", "stage.spell.cells", Arg{}, "tick")
}
