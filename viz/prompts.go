package viz

import (
	"math"
	"strings"

	"github.com/whisker-lab/whisker/frame"
	"github.com/whisker-lab/whisker/viz/layout"
	"github.com/whisker-lab/whisker/viz/shape"
)

// prompts is a table of pictures, one of each prompt: blocks of columns, in each a column for each word of another group, and rows. Those
// that were never shown have a dashed frame, those that came out wrong a ring, and the one that is said a frame of ink.
//
// Arrays: prompts (n, h, w) from 0 for paper to 1 for ink, prompts/never and prompts/wrong (n) 1 where it is so, prompts/at (1) which is said, −1 for
// none. Slots are words between commas: parts (the blocks), columns and rows; the rows vary fastest, then the columns. Words: word.WORD, spaces as points.
type prompts struct {
	bind                  Bind
	blocks, columns, rows []string
	all                   pictures
	never, wrong          []float32
	said                  int

	area  layout.Rect
	side  float64
	tiles []layout.Rect
	heads []promptHead
}

// promptHead is a word at the table.
type promptHead struct {
	x, y  float64
	align string
	word  string
	class string
}

func newPrompts(bind Bind) View {
	of := func(slot string) []string { return strings.Split(bind.name(slot, ""), ",") }
	return &prompts{bind: bind, blocks: of("parts"), columns: of("columns"), rows: of("rows")}
}

// Read implements View.
func (v *prompts) Read(f *frame.Frame) {
	v.all = picturesOf(f, "prompts")
	v.never, v.wrong = values(f, "prompts/never"), values(f, "prompts/wrong")
	v.said = -1
	if at := values(f, "prompts/at"); len(at) > 0 {
		v.said = whole(at, 0)
	}
	if v.all.n != len(v.blocks)*len(v.columns)*len(v.rows) {
		v.all = pictures{}
	}
}

const (
	promptsKey  = 26.0 // the line with the name and the key
	promptsHead = 36.0 // two lines of words above the columns
	promptsGap  = 7.0
	promptsWord = 34.0 // from one word above a column to the next, at least
)

// Arrange implements View.
func (v *prompts) Arrange(area layout.Rect, s *Setup) {
	v.area, v.tiles, v.heads = layout.Rect{}, v.tiles[:0], v.heads[:0]
	if area.Empty() || v.all.n == 0 {
		return
	}
	inset, words, key := 18.0, 52.0, promptsKey
	if area.W < 480 {
		inset, words, key = 14, 44, 2*promptsKey-4
	}
	// As many blocks side by side as give the largest pictures; of two that give the same, the one with room for the words above them.
	across, rows, tight := len(v.blocks), len(v.rows), false
	for n := len(v.blocks); n >= 1; n-- {
		lines := float64((len(v.blocks) + n - 1) / n)
		wide := (area.W-2*inset-words-float64(n-1)*promptsGap)/float64(n*len(v.columns)) - promptsGap
		high := ((area.H-key)/lines-promptsHead)/float64(rows) - promptsGap
		if side := snapped(min(wide, high), s.DPR, v.all.w); n == len(v.blocks) || side > v.side || side == v.side && tight {
			v.side, across, tight = side, n, wide+promptsGap < promptsWord
		}
	}
	if v.side < 10 {
		return
	}
	v.area = area
	lines := (len(v.blocks) + across - 1) / across
	free := area.W - 2*inset - words - float64(across-1)*promptsGap
	pitch := min(math.Floor(free/float64(across*len(v.columns))), v.side+24)
	down := min(math.Floor(((area.H-key)/float64(lines)-promptsHead)/float64(rows)), v.side+12)
	v.tiles = append(v.tiles, make([]layout.Rect, v.all.n)...)
	for b := range v.blocks {
		left := math.Round(area.X + inset + words + float64(b%across)*(pitch*float64(len(v.columns))+promptsGap))
		top := area.Y + key + float64(b/across)*(promptsHead+down*float64(rows))
		v.heads = append(v.heads, promptHead{left + (pitch*float64(len(v.columns))-(pitch-v.side))/2, top + 9, "c", v.blocks[b], "at-num"})
		for c := range v.columns {
			x := left + float64(c)*pitch
			v.heads = append(v.heads, promptHead{x + v.side/2, top + 24, "c", v.columns[c], "tick"})
			for r := range rows {
				y := math.Round(top + promptsHead + float64(r)*down)
				v.tiles[(b*len(v.columns)+c)*rows+r] = layout.Rect{X: x, Y: y, W: v.side, H: v.side}
				if b%across == 0 && c == 0 {
					v.heads = append(v.heads, promptHead{area.X + inset, y + v.side/2, "l", v.rows[r], "tick"})
				}
			}
		}
	}
}

// Draw implements View.
func (v *prompts) Draw(p *Picture, s *Scene) {
	if v.area.Empty() {
		return
	}
	over, hovers := s.Hover.Of.(promptOf)
	for i, at := range v.tiles {
		p.raster(at, 2, 1, v.all.at(i))
		v.border(p, s, at, at32(v.never, i) > 0, at32(v.wrong, i) > 0)
		if i == v.said || hovers && int(over) == i {
			p.Over.Box(at.Grow(1), 3, 2, shape.Of(s.Theme.Ink, 1))
		}
	}
	for i, at := range v.keys() {
		p.Under.Box(at, 2, 0, shape.Of(s.Theme.Surface, 1))
		v.border(p, s, at, i == 0, i == 1)
	}
}

// at32 is v[i], 0 beyond its end.
func at32(v []float32, i int) float32 { return at(v, i) }

// border says what a picture is.
func (v *prompts) border(p *Picture, s *Scene, at layout.Rect, never, wrong bool) {
	switch {
	case never:
		r, ink := at.Grow(2), shape.Of(s.Theme.Ink, 1)
		for _, side := range [4][4]float64{{r.X, r.Y, r.Right(), r.Y}, {r.Right(), r.Y, r.Right(), r.Bottom()}, {r.Right(), r.Bottom(), r.X, r.Bottom()}, {r.X, r.Bottom(), r.X, r.Y}} {
			dashedLine(p, side[0], side[1], side[2], side[3], ink)
		}
	default:
		p.Over.Box(at.Grow(0.5), 2, 1, shape.Of(s.Theme.Line, 1))
	}
	if wrong {
		p.Over.Box(at.Grow(4), 5, 2, shape.Of(s.Theme.Nose, 1))
	}
}

// dashedLine is one of short dashes, which begin and end with one.
func dashedLine(p *Picture, x1, y1, x2, y2 float64, ink shape.Ink) {
	long := math.Hypot(x2-x1, y2-y1)
	n := max(math.Floor((long+2)/5), 1)
	each := (long + 2) / n
	for i := range int(n) {
		from, to := float64(i)*each/long, min((float64(i)*each+each-2)/long, 1)
		p.Over.Line(x1+(x2-x1)*from, y1+(y2-y1)*from, x1+(x2-x1)*to, y1+(y2-y1)*to, 1.4, ink)
	}
}

// keys are the little squares of the key: never shown, and wrong.
func (v *prompts) keys() [2]layout.Rect {
	y := v.area.Y + 8
	if v.area.W < 480 {
		return [2]layout.Rect{{X: v.area.X + 18, Y: y + 20, W: 12, H: 12}, {X: v.area.X + 18 + 118, Y: y + 20, W: 12, H: 12}}
	}
	right := v.area.Right() - 18
	return [2]layout.Rect{{X: right - 250, Y: y, W: 12, H: 12}, {X: right - 140, Y: y, W: 12, H: 12}}
}

// saying is the message that says something else.
const saying = "prompt"

// promptOf is the prompt that a target is of.
type promptOf int

// Hit implements View.
func (v *prompts) Hit(x, y float64, touch bool) Target {
	for i, r := range v.tiles {
		if !near(r.Grow(3), v.side+promptsGap, x, y, touch) {
			continue
		}
		key := "hint.prompt"
		if at(v.never, i) > 0 {
			key += ".never"
		}
		if at(v.wrong, i) > 0 {
			key += ".wrong"
		}
		b, c, row := i/len(v.rows)/len(v.columns), i/len(v.rows)%len(v.columns), i%len(v.rows)
		text := v.blocks[b] + " " + v.columns[c] + " " + v.rows[row]
		return Target{ID: name("drawn", i), Kind: "drawn", Cursor: "pointer", Of: promptOf(i), Box: &v.tiles[i],
			Say: &Say{Key: key, Args: Args{"said": SaidArg{text}}, More: "hint.prompt.press"}, Press: Msg{"do": saying, "text": text}}
	}
	return Target{}
}

// Announce implements View.
func (v *prompts) Announce(e *Layout) {
	if v.area.Empty() {
		return
	}
	put := e.putter("prompts.", 1)
	left := v.area.X + 18
	if v.area.W < 480 {
		left = v.area.X + 14
	}
	put("name", left, v.area.Y+6, "l", "t", "stage.prompts", Arg{Name: "n", Number: v.all.n}, "at-name strong")
	for i, at := range v.keys() {
		put("key"+digits(i), at.Right()+10, at.Y+6, "l", "m", [...]string{"stage.prompts.never", "stage.prompts.wrong"}[i], Arg{}, [...]string{"tick", "gapname"}[i])
	}
	for i, h := range v.heads {
		put("word"+digits(i), h.x, h.y, h.align, "m", "word."+strings.ReplaceAll(h.word, " ", "."), Arg{}, h.class)
	}
}
