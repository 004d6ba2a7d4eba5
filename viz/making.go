package viz

import (
	"math"
	"strings"

	"github.com/whisker-lab/whisker/frame"
	"github.com/whisker-lab/whisker/viz/layout"
	"github.com/whisker-lab/whisker/viz/palette"
	"github.com/whisker-lab/whisker/viz/shape"
)

// making is a picture on its way: a strip of steps from noise to what came of it, the one that is looked at large at its end; and below it
// what comes of the same noise with one word changed, each beside a map of where it differs.
//
// Arrays: made/strip (k, h, w) from 0 for paper to 1 for ink, made/steps (k) after how many steps each was there, made/at (1) which is
// large; made/changes (n, h, w), made/maps (n, h, w) from 0 to 1, made/words (n), which word is another, and made/prompts (n, words),
// what is said then: each the place in the slot vocabulary (between commas), from 1, 0 for none. Words: stage.making.head, stage.making.step.0, stage.making.step, stage.making.changes and .short, .pink, stage.to.WORD.
type making struct {
	bind          Bind
	words         []string
	strip         pictures
	steps         []float32
	at            int
	changes, maps pictures
	changed       []float32
	said          *frame.Array
	ramp          *palette.Ramp // of the maps
	from          [2]palette.Colour

	area   layout.Rect
	narrow bool
	shown  []int // of the strip
	tiles  []layout.Rect
	large  layout.Rect
	pairs  [][2]layout.Rect
	below  float64 // where the second part begins
}

// pictures are some of one size.
type pictures struct {
	n, w, h int
	v       []float32
}

// mostPictures is more than are ever shown.
const mostPictures = 256

// picturesOf reads an array (n, h, w), and is none where that is no such.
func picturesOf(f *frame.Frame, name string) (p pictures) {
	a := f.Array(name)
	if a == nil || len(a.Shape) != 3 || a.Shape[0] < 1 || a.Shape[0] > mostPictures || a.Shape[1] < 1 || a.Shape[2] < 1 || a.Shape[1] > mostPixels || a.Shape[2] > mostPixels {
		return p
	}
	p = pictures{n: a.Shape[0], h: a.Shape[1], w: a.Shape[2], v: a.Data}
	if len(p.v) < p.n*p.w*p.h {
		return pictures{}
	}
	return p
}

func (p *pictures) at(i int) raster {
	return raster{w: p.w, h: p.h, v: p.v[i*p.w*p.h:][:p.w*p.h], look: inked}
}

func newMaking(bind Bind) View {
	return &making{bind: bind, words: strings.Split(bind.name("vocabulary", ""), ",")}
}

// Read implements View.
func (v *making) Read(f *frame.Frame) {
	v.strip, v.changes, v.maps = picturesOf(f, "made/strip"), picturesOf(f, "made/changes"), picturesOf(f, "made/maps")
	v.steps, v.changed = values(f, "made/steps"), values(f, "made/words")
	v.said = f.Array("made/prompts")
	v.at = min(max(whole(values(f, "made/at"), 0), 0), max(v.strip.n-1, 0))
	if v.maps.n < v.changes.n {
		v.changes.n = v.maps.n
	}
}

const (
	makingInset = 18.0
	makingHead  = 27.0
	makingFoot  = 18.0
	makingArrow = 18.0
)

// Arrange implements View.
func (v *making) Arrange(area layout.Rect, s *Setup) {
	v.area, v.shown, v.tiles, v.pairs = area, v.shown[:0], v.tiles[:0], v.pairs[:0]
	if area.Empty() || v.strip.n == 0 {
		v.area = layout.Rect{}
		return
	}
	v.narrow = area.W < 480
	inset := makingInset
	if v.narrow {
		inset = 14
	}
	wide := area.W - 2*inset
	most := 7
	if v.narrow {
		most = 4
	}
	for i := range min(v.strip.n, most) { // the first and the last are among them
		at := i
		if v.strip.n > most {
			at = int(math.Round(float64(i) * float64(v.strip.n-1) / float64(most-1)))
		}
		v.shown = append(v.shown, at)
	}
	// The large one is about half as large again as the others, and its pixels are as many of the screen's.
	part := 0.56
	if v.changes.n == 0 {
		part = 1
	}
	rooms := area.H*part - makingHead - makingFoot
	few := float64(len(v.shown) - 1)
	small := snapped(min((wide-few*makingArrow)/(few+1.6), rooms/1.6), s.DPR, v.strip.w)
	large := snapped(min(rooms, wide-few*(small+makingArrow)), s.DPR, v.strip.w)
	large = min(large, snapped(small*2, s.DPR, v.strip.w))
	if small < 8 || large < 8 {
		v.area = layout.Rect{}
		return
	}
	top := area.Y + makingHead
	x := area.X + inset
	gap := makingArrow
	if few > 0 && !v.narrow {
		gap = min((wide-large-few*small)/few, 34)
	}
	for range v.shown[:len(v.shown)-1] {
		v.tiles = append(v.tiles, layout.Rect{X: math.Round(x), Y: math.Round(top + (large-small)/2), W: small, H: small})
		x += small + gap
	}
	v.large = layout.Rect{X: math.Round(x), Y: math.Round(top), W: large, H: large}
	v.below = top + large + makingFoot
	v.arrangeChanges(inset, s)
}

// arrangeChanges places the changes: picture and map side by side, or where it is narrow one below the other.
func (v *making) arrangeChanges(inset float64, s *Setup) {
	n := float64(v.changes.n)
	if n == 0 {
		return
	}
	wide, top := v.area.W-2*inset, v.below+makingHead
	high := v.area.Bottom() - top - makingFoot
	across, down, between := 2.0, 1.0, 18.0
	if v.narrow {
		across, down, between = 1, 2, 10
	}
	side := snapped(min(((wide+between)/n-between-3*(across-1))/across, (high-3*(down-1))/down), s.DPR, v.changes.w)
	if side < 8 {
		return
	}
	each := (wide + between) / n
	for i := range v.changes.n {
		a := layout.Rect{X: math.Round(v.area.X + inset + float64(i)*each), Y: math.Round(top), W: side, H: side}
		b := a
		b.X += (across - 1) * (side + 3)
		b.Y += (down - 1) * (side + 3)
		v.pairs = append(v.pairs, [2]layout.Rect{a, b})
	}
}

// snapped is a side of at most so much of which each pixel has a whole number of the screen's.
func snapped(room, dpr float64, pixels int) float64 {
	each := math.Floor(max(room, 0) / float64(pixels) * dpr)
	return max(each, 1) * float64(pixels) / dpr
}

// Draw implements View.
func (v *making) Draw(p *Picture, s *Scene) {
	if v.area.Empty() {
		return
	}
	thin, ink := shape.Of(s.Theme.LineStrong, 1), shape.Of(s.Theme.Ink, 1)
	over, _ := s.Hover.Of.(stripOf)
	for i, at := range v.tiles {
		p.raster(at, 3, 1, v.strip.at(v.shown[i]))
		if border := at.Grow(0.5); s.Hover.Of != nil && int(over) == v.shown[i] {
			p.Over.Box(border, 3, 1.5, ink)
		} else {
			p.Over.Box(border, 3, 1, thin)
		}
		if v.shown[i] == v.at {
			p.Over.Box(at.Grow(2.5), 5, 2, shape.Of(s.Theme.Nose, 1))
		}
		next := v.large
		if i+1 < len(v.tiles) {
			next = v.tiles[i+1]
		}
		_, y := at.Middle()
		arrowTo(p, at.Right()+4, y, next.X-4, y, shape.Of(s.Theme.Ink3, 1))
	}
	p.raster(v.large, 4, 1, v.strip.at(v.at))
	p.Over.Box(v.large.Grow(1), 5, 2, ink)
	if len(v.pairs) == 0 {
		return
	}
	y := math.Round(v.below) + 0.5
	p.Under.Line(v.area.X, y, v.area.Right(), y, 1, shape.Of(s.Theme.Line, 1))
	if v.ramp == nil || v.from != [2]palette.Colour{s.Theme.Surface, s.Theme.Nose} {
		v.from = [2]palette.Colour{s.Theme.Surface, s.Theme.Nose}
		v.ramp = palette.NewRamp(s.Theme.Surface, s.Theme.Surface, s.Theme.Nose)
	}
	inks := p.Inks
	for i, pair := range v.pairs {
		p.raster(pair[0], 3, 1, v.changes.at(i))
		p.Inks = v.ramp
		p.raster(pair[1], 3, 1, v.maps.at(i))
		p.Inks = inks
		p.Over.Box(pair[0].Grow(0.5), 3, 1, thin)
		p.Over.Box(pair[1].Grow(0.5), 3, 1, thin)
		if over, ok := s.Hover.Of.(changeOf); ok && int(over) == i {
			p.Over.Box(pair[0].Grow(0.5), 3, 1.5, ink)
		}
	}
}

// stripOf is a picture of the strip, changeOf one with a word changed.
type (
	stripOf  int
	changeOf int
)

// Hit implements View.
func (v *making) Hit(x, y float64, touch bool) Target {
	if v.area.Empty() {
		return Target{}
	}
	for i, at := range v.tiles {
		if near(at, at.W+makingArrow, x, y, touch) {
			return v.still(v.shown[i], at)
		}
	}
	if v.large.Has(x, y) {
		return v.still(v.strip.n-1, v.large)
	}
	for i, pair := range v.pairs {
		for _, at := range pair {
			if at.Has(x, y) {
				text := v.text(i)
				return Target{ID: name("change", i), Kind: "change", Cursor: "pointer", Of: changeOf(i), Box: &pair[0],
					Say: &Say{Key: "hint.change", Args: Args{"said": SaidArg{text}}, More: "hint.change.press"}, Press: Msg{"do": saying, "text": text}}
			}
		}
	}
	return Target{}
}

// word is one by its number, from 1.
func (v *making) word(k int) string {
	if k > 0 && k <= len(v.words) {
		return v.words[k-1]
	}
	return ""
}

// text is what is said in change i.
func (v *making) text(i int) string {
	var said []string
	if v.said != nil && len(v.said.Shape) == 2 {
		n := v.said.Shape[1]
		for k := range n {
			if word := v.word(whole(v.said.Data, i*n+k)); word != "" {
				said = append(said, word)
			}
		}
	}
	return strings.Join(said, " ")
}

// still is a picture of the strip, which can be pressed, or dragged over.
func (v *making) still(i int, at layout.Rect) Target {
	t := Target{ID: name("still", i), Kind: "still", Cursor: "pointer", Of: stripOf(i), Box: &at,
		Say: &Say{Key: "hint.still", Args: Args{"n": whole(v.steps, i), "of": whole(v.steps, v.strip.n-1)}, More: "hint.still.press"}, Press: Msg{"do": "look", "at": i}}
	x, y := at.Middle()
	t.Take = func(int) Gesture { return &scrub{v: v, x: x, y: y, at: i, said: t} }
	return t
}

// scrub is a hand that goes along the strip.
type scrub struct {
	v    *making
	x, y float64
	at   int
	said Target
	news bool
}

// Drag implements Gesture.
func (g *scrub) Drag(to Drag) {
	g.x, g.y = to.X, to.Y
	at, nearest := g.at, math.Inf(1)
	for i, r := range append(g.v.tiles[:len(g.v.tiles):len(g.v.tiles)], g.v.large) {
		x, _ := r.Middle()
		if far := math.Abs(x - g.x); far < nearest {
			at, nearest = g.v.shown[i], far
		}
	}
	if at != g.at {
		g.at, g.news = at, true
	}
}

// Drop implements Gesture.
func (g *scrub) Drop(moved bool) (tap bool) { return !moved }

// Hold implements Gesture.
func (g *scrub) Hold(f *frame.Frame) {
	if a := values(f, "made/at"); len(a) > 0 {
		a[0] = float32(g.at)
	}
}

// Message implements Gesture.
func (g *scrub) Message() any {
	if !g.news {
		return nil
	}
	g.news = false
	return Msg{"do": "look", "at": g.at}
}

// Target implements Gesture.
func (g *scrub) Target() Target {
	said := g.said
	said.Cursor = "grabbing"
	return said
}

// Announce implements View.
func (v *making) Announce(e *Layout) {
	if v.area.Empty() {
		return
	}
	put := e.putter("making.", 1)
	left := v.area.X + makingInset
	if v.narrow {
		left = v.area.X + 14
	}
	put("title", left, v.area.Y+4, "l", "t", "stage.making.head", Arg{}, "at-name strong")
	for i, at := range v.tiles {
		x, _ := at.Middle()
		key := "stage.making.step"
		if i == 0 {
			key = "stage.making.step.0"
		}
		put("step"+digits(i), x, at.Bottom()+4, "c", "t", key, Arg{Name: "n", Number: whole(v.steps, v.shown[i])}, "tick")
	}
	x, _ := v.large.Middle()
	put("large", x, v.large.Bottom()+4, "c", "t", "stage.making.large", Arg{Name: "n", Number: whole(v.steps, v.at)}, "tick")
	if len(v.pairs) == 0 {
		return
	}
	key := "stage.making.changes"
	if v.narrow {
		key += ".short"
	}
	put("changes", left, v.below+7, "l", "t", key, Arg{}, "at-name strong")
	put("pink", v.area.Right()-(left-v.area.X), v.below+7, "r", "t", "stage.making.pink", Arg{}, "gapname")
	for i, pair := range v.pairs {
		put("to"+digits(i), pair[0].X, pair[1].Bottom()+3, "l", "t", "stage.to."+v.word(whole(v.changed, i)), Arg{}, "end")
	}
}
