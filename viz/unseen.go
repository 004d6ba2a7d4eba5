package viz

import (
	"math"

	"github.com/whisker-lab/whisker/frame"
	"github.com/whisker-lab/whisker/viz/layout"
	"github.com/whisker-lab/whisker/viz/shape"
)

// unseen is how far what was learnt goes: the shares of right answers about what was shown and about what was not, on one bar, with
// what so few can tell, and below it the drawings that were never shown, those that are taken for something else ringed.
//
// Arrays: range (5), the share about the unseen, from where to where it may truly lie, that about those that were shown, and a coin's;
// unseen, see thumbs, and unseen/class (n).
type unseen struct {
	bind Bind
	thumbs
	class []float32
	share [5]float64 // no number where there is nothing to tell
	bar   layout.Rect
	wrong int
}

func newUnseen(bind Bind) View { return &unseen{bind: bind} }

// Read implements View.
func (v *unseen) Read(f *frame.Frame) {
	v.read(f, "unseen")
	v.class = values(f, "unseen/class")
	r := values(f, "range")
	for i := range v.share {
		if v.share[i] = math.NaN(); i < len(r) {
			v.share[i] = float64(r[i])
		}
	}
	v.wrong = 0
	for i := range v.n {
		if v.missed(i) {
			v.wrong++
		}
	}
}

// missed tells whether drawing i is taken for something else.
func (v *unseen) missed(i int) bool {
	return i < len(v.class) && i < len(v.says) && finite(float64(v.says[i])) && (v.says[i] > 0) != (v.class[i] > 0)
}

const (
	barTop  = 26.0 // room for the name of the gap
	barFoot = 54.0 // and for names below the bar
)

// Arrange implements View.
func (v *unseen) Arrange(area layout.Rect, s *Setup) {
	v.bar = layout.Rect{}
	v.squares = v.squares[:0]
	if area.Empty() {
		return
	}
	v.bar = layout.Rect{X: area.X + 12, Y: area.Y + barTop, W: max(area.W-24, 1), H: 12}
	top := v.bar.Bottom() + barFoot
	v.arrange(layout.Rect{X: area.X + 4, Y: top, W: area.W - 8, H: max(area.Bottom()-top-24, 1)}, 46)
}

// along is where a share lies on the bar.
func (v *unseen) along(share float64) float64 { return v.bar.X + v.bar.W*min(max(share, 0), 1) }

// Draw implements View.
func (v *unseen) Draw(p *Picture, s *Scene) {
	if v.bar.Empty() {
		return
	}
	_, y := v.bar.Middle()
	test, low, high, own, coin := v.share[0], v.share[1], v.share[2], v.share[3], v.share[4]
	p.Under.Line(v.bar.X, y, v.bar.Right(), y, 3, shape.Of(s.Theme.LineStrong, 1))
	if finite(coin) {
		x := math.Round(v.along(coin)) + 0.5
		p.Over.Line(x, y-9, x, y+9, 1, shape.Of(s.Theme.Ink3, 1))
	}
	if finite(low) && finite(high) {
		from, to := v.along(low), v.along(high)
		p.Under.Box(layout.Rect{X: from, Y: v.bar.Y, W: to - from, H: v.bar.H}, 6, 0, shape.Of(s.Theme.Ink, 0.16))
	}
	if finite(test) && finite(own) && own-test > 0.005 {
		p.Over.Line(v.along(test), y, v.along(own), y, 3, shape.Of(s.Theme.Nose, 1))
	}
	if finite(own) {
		p.Over.Disc(v.along(own), y, 6.5, 0, shape.Of(s.Theme.Ink, 1))
	}
	if finite(test) {
		p.Over.Disc(v.along(test), y, 7, 0, shape.Of(s.Theme.Surface, 1))
		p.Over.Disc(v.along(test), y, 7, 2.5, shape.Of(s.Theme.Ink, 1))
	}
	for i, at := range v.squares {
		v.draw(p, s, i)
		if v.missed(i) {
			ring(p, at, 2.5, s.Theme.Nose)
		} else if over, ok := s.Hover.Of.(unseenOf); ok && int(over) == i {
			ring(p, at, 2, s.Theme.Ink)
		}
	}
}

// unseenOf is the drawing that a target is of.
type unseenOf int

// Hit implements View.
func (v *unseen) Hit(x, y float64, touch bool) Target {
	if i := v.hit(x, y, touch); i >= 0 {
		class := int(at(v.class, i))
		key := "hint.unseen.right"
		if v.missed(i) {
			key = "hint.unseen.wrong"
		}
		return Target{ID: name("unseen", i), Kind: "unseen", Cursor: "pointer", Of: unseenOf(i), Box: &v.squares[i],
			Say:   &Say{Key: key, Args: Args{"name": ClassArg{class}, "says": verdictText(float64(at(v.says, i)))}, More: "hint.drawing.press", Mark: marked(class)},
			Press: Msg{"do": "pick", "from": "unseen", "index": i}}
	}
	if !v.bar.Empty() && v.bar.Grow(10).Has(x, y) && finite(v.share[1]) {
		return Target{ID: "range", Kind: "range", Say: &Say{Key: "hint.range", Args: Args{"low": whole100(v.share[1]), "high": whole100(v.share[2]), "n": v.n}}}
	}
	return Target{}
}

// whole100 is a share in per cent, as it is read.
func whole100(share float64) string { return fixed(wholly(100*share), 0) + "%" }

// Announce implements View.
func (v *unseen) Announce(e *Layout) {
	if v.bar.Empty() {
		return
	}
	put := e.putter("range.", 1)
	test, low, high, own := v.share[0], v.share[1], v.share[2], v.share[3]
	below := v.bar.Bottom() + 5
	coin := v.along(v.share[4])
	if finite(test) {
		x := v.along(test)
		// Both names stand below their marks, or as near as they can beside one another.
		ends := v.bar.Right() + 10
		if finite(own) && own > test {
			put("shown", min(v.along(own)+38, ends), below, "r", "t", "stage.range.own", Arg{Name: "value", Text: whole100(own)}, "end")
			ends = min(v.along(own)+38, ends) - 86
		}
		x = min(x+40, ends)
		put("test", x, below, "r", "t", "stage.range.test", Arg{Name: "value", Text: whole100(test)}, "end")
		if x-80-coin > 26 {
			put("coin", coin, below, "c", "t", "stage.range.coin", Arg{}, "tick")
		}
		put("likely", v.bar.X-8, below+20, "l", "t", "stage.range.likely", Arg{Name: "value", Text: whole100(low) + "–" + whole100(high)}, "tick")
	}
	if gap := wholly(100*own) - wholly(100*test); finite(gap) && gap >= 1 {
		put("gap", v.bar.Right()+10, v.bar.Y-6, "r", "b", "stage.range.gap", Arg{Name: "value", Text: fixed(gap, 0)}, "gapname")
	}
	if v.n > 0 && len(v.squares) > 0 {
		key, class := "stage.unseen.wrong", "gapname"
		switch {
		case !finite(test):
			key, class = "stage.unseen.later", "below"
		case v.wrong == 0:
			key, class = "stage.unseen.right", "below"
		}
		put("wrong", v.squares[0].X, v.bottom()+6, "l", "t", key, Arg{Name: "n", Number: v.wrong}, class)
	} else {
		x, _ := v.bar.Middle()
		put("none", x, v.bar.Bottom()+barFoot, "c", "t", "stage.unseen.none", Arg{}, "empty")
	}
}
