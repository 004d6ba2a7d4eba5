package viz

import (
	"math"

	"github.com/whisker-lab/whisker/frame"
	"github.com/whisker-lab/whisker/viz/layout"
	"github.com/whisker-lab/whisker/viz/shape"
)

// verdict is what a network says of one drawing: on a meter from −1 to 1, which of its pixels spoke for and against, and which of
// those that it was shown are most like it.
//
// Arrays: verdict (h, w), the drawing as the network sees it, verdict/why (h, w), verdict/says (1), like (k, h, w) and like/class (k).
// Without verdict there is nothing on the pad.
type verdict struct {
	bind  Bind
	w, h  int
	ink   []float32
	why   []float32
	most  float32 // of |why|
	says  float64
	like  thumbs
	class []float32
	scale [64]float32 // the meter's colours

	area, pic, meter layout.Rect
	word             [2]float64 // where the answer stands
}

// sure is from where on an answer is called one.
const sure = 0.1

func newVerdict(bind Bind) View {
	v := &verdict{bind: bind}
	for i := range v.scale {
		v.scale[i] = 2*(float32(i)+0.5)/float32(len(v.scale)) - 1
	}
	return v
}

// Read implements View.
func (v *verdict) Read(f *frame.Frame) {
	v.w, v.h, v.ink, v.why, v.most, v.says = 0, 0, nil, nil, 0, math.NaN()
	v.like.read(f, "like")
	v.class = values(f, "like/class")
	a := f.Array("verdict")
	if a == nil || len(a.Shape) != 2 || len(a.Data) < a.Shape[0]*a.Shape[1] || a.Shape[1] > sheetWide {
		return
	}
	v.h, v.w, v.ink = a.Shape[0], a.Shape[1], a.Data
	if says := values(f, "verdict/says"); len(says) > 0 {
		v.says = float64(says[0])
	}
	if why := values(f, "verdict/why"); len(why) >= v.w*v.h {
		v.why = why[:v.w*v.h]
		for _, one := range v.why {
			v.most = max(v.most, one, -one)
		}
	}
}

// there tells whether something is judged.
func (v *verdict) there() bool { return v.w > 0 && v.h > 0 && finite(v.says) }

// Arrange implements View: the meter, the drawing and those like it side by side, or, where there is no room for that, the meter on top.
func (v *verdict) Arrange(area layout.Rect, s *Setup) {
	v.area, v.pic, v.meter = area, layout.Rect{}, layout.Rect{}
	if area.Empty() {
		return
	}
	const caption = 22.0
	inset := 18.0
	top := area.Y + 12
	left, right := area.X+inset, area.Right()-inset
	if area.W >= 520 {
		side := math.Floor(min(area.H-24-caption, area.W*0.27))
		v.pic = layout.Rect{X: right - 2*side - 22, Y: top + caption, W: side, H: side}
		v.like.arrange(layout.Rect{X: right - side, Y: top + caption, W: side, H: side}, (side-thumbGap)/2)
		v.meter = layout.Rect{X: left, Y: top + 96, W: max(v.pic.X-left-34, 1), H: 12}
		v.word = [2]float64{left, top + 58}
		return
	}
	inset = 12
	left, right = area.X+inset, area.Right()-inset
	side := math.Floor(min(area.H-82-caption, (right-left-24)/2))
	v.word = [2]float64{left, top + 12}
	v.meter = layout.Rect{X: left, Y: top + 34, W: right - left, H: 10}
	v.pic = layout.Rect{X: left, Y: area.Bottom() - side - 8, W: side, H: side}
	v.like.arrange(layout.Rect{X: right - side, Y: v.pic.Y, W: side, H: side}, (side-thumbGap)/2)
}

// Draw implements View.
func (v *verdict) Draw(p *Picture, s *Scene) {
	if v.meter.Empty() {
		return
	}
	p.raster(v.meter, 6, 1, raster{w: len(v.scale), h: 1, v: v.scale[:], look: signed})
	p.Over.Box(v.meter.Grow(0.5), 6, 1, shape.Of(s.Theme.LineStrong, 1))
	x, y := v.meter.Middle()
	p.Over.Line(x, v.meter.Y-4, x, v.meter.Bottom()+4, 1.5, shape.Of(s.Theme.Ink, 1))
	if !v.there() {
		return
	}
	at := v.meter.X + v.meter.W*(min(max(v.says, -1), 1)+1)/2
	p.Over.Disc(at, y, 9, 0, shape.Of(s.Theme.Surface, 1))
	p.Over.Disc(at, y, 9, 2.5, shape.Of(s.Theme.Ink, 1))
	if v.why != nil && !v.pic.Empty() {
		p.raster(v.pic, 8, 1, raster{w: v.w, h: v.h, v: v.why, look: signed, unit: max(v.most*0.5, 1e-6)})
		p.raster(v.pic, 8, 0.14, raster{w: v.w, h: v.h, v: v.ink, look: inked})
		p.Over.Box(v.pic.Grow(0.5), 8, 1, shape.Of(s.Theme.LineStrong, 1))
	}
	for i, at := range v.like.squares {
		v.like.draw(p, s, i)
		if i < len(v.class) {
			class := int(v.class[i])
			p.Over.Marker(class, at.Right()-7, at.Bottom()-7, 4.5, 2, shape.Of(s.Theme.Surface, 1))
			p.Over.Marker(class, at.Right()-7, at.Bottom()-7, 4.5, 0, shape.Of(s.Theme.Class(class), 1))
		}
	}
}

// Hit implements View: the pixel under the pointer, and what it had to do with the answer.
func (v *verdict) Hit(x, y float64, _ bool) Target {
	if v.there() && v.why != nil && v.pic.Has(x, y) {
		column, row := min(int((x-v.pic.X)/v.pic.W*float64(v.w)), v.w-1), min(int((y-v.pic.Y)/v.pic.H*float64(v.h)), v.h-1)
		part := float64(v.why[row*v.w+column])
		key := "hint.why.nothing"
		if part > 0 {
			key = "hint.why.for"
		} else if part < 0 {
			key = "hint.why.against"
		}
		return Target{ID: name("why", row, column), Kind: "why", Cursor: crosshair, Say: &Say{Key: key, Args: Args{"value": number(part)}}}
	}
	if v.meter.Grow(8).Has(x, y) && v.there() {
		return Target{ID: "verdict", Kind: "verdict", Say: &Say{Key: "hint.verdict", Args: Args{"says": verdictText(v.says)}}}
	}
	if i := v.like.hit(x, y, false); i >= 0 && i < len(v.class) {
		return Target{ID: name("like", i), Kind: "like", Box: &v.like.squares[i], Say: &Say{Key: "hint.like", Args: Args{"name": ClassArg{int(v.class[i])}}, Mark: marked(int(v.class[i]))}}
	}
	return Target{}
}

// Announce implements View.
func (v *verdict) Announce(e *Layout) {
	if v.meter.Empty() {
		return
	}
	put := e.putter("verdict.", 1)
	wide := v.area.W >= 520
	if !v.there() {
		x, y := v.meter.Middle()
		put("empty", x, y-26, "c", "b", "stage.verdict.empty", Arg{}, "empty")
	} else {
		key, class := "stage.verdict.unsure", "verdictword"
		switch {
		case v.says >= sure:
			key, class = "stage.verdict.1", "verdictword plus"
		case v.says <= -sure:
			key, class = "stage.verdict.0", "verdictword minus"
		}
		if wide {
			put("says", v.word[0], v.area.Y+12, "l", "t", "stage.verdict.says", Arg{}, "axis")
		}
		put("word", v.word[0], v.word[1], "l", "m", key, Arg{Name: "value", Text: verdictText(v.says)}, class)
	}
	y := v.meter.Bottom() + 7
	put("from", v.meter.X, y, "l", "t", "stage.verdict.from", Arg{}, "tick")
	x, _ := v.meter.Middle()
	put("middle", x, y, "c", "t", "stage.verdict.middle", Arg{}, "tick")
	put("to", v.meter.Right(), y, "r", "t", "stage.verdict.to", Arg{}, "tick")
	if !v.there() {
		return
	}
	if v.why != nil && v.pic.W > 20 {
		put("why", v.pic.X, v.pic.Y-5, "l", "b", "stage.verdict.why", Arg{}, "axis")
	}
	if len(v.like.squares) > 0 {
		put("like", v.like.squares[0].X, v.like.squares[0].Y-5, "l", "b", "stage.verdict.like", Arg{}, "axis")
	}
	if wide {
		put("legend", v.meter.X, v.meter.Bottom()+40, "l", "t", "stage.verdict.legend", Arg{}, "below")
	}
}
