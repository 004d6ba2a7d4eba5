package viz

import (
	"math"

	"github.com/whisker-lab/whisker/frame"
	"github.com/whisker-lab/whisker/viz/layout"
	"github.com/whisker-lab/whisker/viz/shape"
)

// strip shows stacks of layers: of each what its layers hand on of one point, a column a layer and a row a cell, and below that how signal
// and blame fare on their way, on one axis of logarithms.
//
// Bind says as text: nets, names of arrays between commas. NAME (cells, layers) is what is handed on, NAME/signal (layers), NAME/blame
// (layers), which is drawn as a share of what the last layer has, NAME/right (1), a share that is told beside the name, and NAME/kind (1),
// where there are several. Words stage.NAME, or stage.NAME.KIND, stage.NAME.says beside them, stage.strip.right with {value}, and hint.NAME with {x}, {value} and {share}.
type strip struct {
	bind   Bind
	stacks []stack
	left   float64
}

// stack is one of them.
type stack struct {
	name          string
	cells         []float32 // (rows, layers)
	rows, layers  int
	signal, blame []float32
	right, kind   []float32
	at, profile   layout.Rect
}

// stripColumn is the layer that a target is of.
type stripColumn struct{ stack, layer int }

// The axis of signal and blame, in decades, and where the ramp of cells ends.
const (
	stripHighest = 1.0
	stripLowest  = -9.0
	stripFull    = 1.5
	mostStrip    = 256 * 64
)

func newStrip(bind Bind) View { return &strip{bind: bind} }

// Read implements View.
func (v *strip) Read(f *frame.Frame) {
	v.stacks = v.stacks[:0]
	for _, name := range v.bind.listed("nets") {
		s := stack{name: name, signal: values(f, name+"/signal"), blame: values(f, name+"/blame"), right: values(f, name+"/right"), kind: values(f, name+"/kind")}
		if a := f.Array(name); a != nil && len(a.Shape) == 2 {
			if rows, layers := a.Shape[0], a.Shape[1]; rows > 0 && layers > 0 && rows*layers <= mostStrip && len(a.Data) >= rows*layers {
				s.cells, s.rows, s.layers = a.Data, rows, layers
				v.stacks = append(v.stacks, s)
			}
		}
	}
}

// How much room things take, in CSS pixels.
const (
	stripHead = 24.0
	stripGap  = 5.0
	stripFoot = 20.0
)

// Arrange implements View.
func (v *strip) Arrange(area layout.Rect, _ *Setup) {
	if area.Empty() || len(v.stacks) == 0 {
		return
	}
	inset, right := 18.0, 4.0
	if area.W < 480 {
		inset, right = 8, 8
	}
	v.left = area.X + inset
	each := (area.H - stripFoot) / float64(len(v.stacks))
	room := max(each-stripHead-stripGap-10, 8)
	cells := min(math.Floor(room*0.42), 14*float64(v.stacks[0].rows))
	for i := range v.stacks {
		s := &v.stacks[i]
		top := area.Y + each*float64(i)
		s.at = layout.Rect{X: v.left + 36, Y: math.Round(top + stripHead), W: max(area.Right()-inset-right-v.left-36, 1), H: cells}
		s.profile = layout.Rect{X: s.at.X, Y: s.at.Bottom() + stripGap, W: s.at.W, H: max(room-cells, 1)}
	}
}

// edge is where a layer's column begins.
func (s *stack) edge(layer int) float64 { return s.at.X + s.at.W*float64(layer)/float64(s.layers) }

// height is where a number lies on the axis of logarithms, and whether there is so small a one.
func (s *stack) height(value float64) (y float64, there bool) {
	l := math.Log10(value)
	if !(l > stripLowest) {
		return s.profile.Bottom(), false
	}
	return s.profile.Bottom() - (min(l, stripHighest)-stripLowest)/(stripHighest-stripLowest)*s.profile.H, true
}

// share is which share of the last layer's blame a layer has, 0 where there is none.
func (s *stack) share(layer int) float64 {
	if last := float64(at(s.blame, s.layers-1)); last > 0 && finite(last) {
		if share := float64(at(s.blame, layer)) / last; finite(share) {
			return share
		}
	}
	return 0
}

// Draw implements View.
func (v *strip) Draw(p *Picture, sc *Scene) {
	for i := range v.stacks {
		s := &v.stacks[i]
		v.columns(p, sc, s)
		v.profile(p, sc, s)
		if over, ok := sc.Hover.Of.(stripColumn); ok && over.stack == i && over.layer < s.layers {
			x := (s.edge(over.layer) + s.edge(over.layer+1)) / 2
			p.Over.Line(x, s.at.Y-3, x, s.profile.Bottom(), 1.25, shape.Of(sc.Theme.Ink, 1))
		}
	}
}

// columns are what the layers hand on. Neighbours of one colour are one shape.
func (v *strip) columns(p *Picture, sc *Scene, s *stack) {
	tall := s.at.H / float64(s.rows)
	for row := range s.rows {
		y := s.at.Y + tall*float64(row)
		from := 0
		for layer := 1; layer <= s.layers; layer++ {
			c := sc.Ramp.At(s.cells[row*s.layers+from] / stripFull)
			if layer < s.layers && sc.Ramp.At(s.cells[row*s.layers+layer]/stripFull) == c {
				continue
			}
			x1, x2 := s.edge(from), s.edge(layer)
			p.Under.Quad([4][2]float64{{x1, y}, {x2, y}, {x1, y + tall}, {x2, y + tall}}, shape.Of(c, 1))
			from = layer
		}
	}
	p.Over.Box(s.at.Grow(0.5), 4, 1, shape.Of(sc.Theme.LineStrong, 1))
}

// profile is blame as bars and signal as a line.
func (v *strip) profile(p *Picture, sc *Scene, s *stack) {
	r := s.profile
	for decade := stripLowest; decade <= 0; decade += 3 {
		y, _ := s.height(math.Pow(10, decade))
		y = math.Round(y) + 0.5
		p.Under.Line(r.X, y, r.Right(), y, 1, shape.Of(sc.Theme.Line, 1))
	}
	gap := 0.0
	if s.layers <= 120 {
		gap = min(r.W/float64(s.layers)*0.2, 2)
	}
	pink := shape.Of(sc.Theme.Nose, 0.78)
	var run [][2]float64
	for layer := range s.layers {
		x1, x2 := s.edge(layer), s.edge(layer+1)
		if y, there := s.height(s.share(layer)); there {
			p.Under.Quad([4][2]float64{{x1 + gap/2, y}, {x2 - gap/2, y}, {x1 + gap/2, r.Bottom()}, {x2 - gap/2, r.Bottom()}}, pink)
		}
		if y, there := s.height(float64(at(s.signal, layer))); there {
			run = append(run, [2]float64{(x1 + x2) / 2, y})
		}
	}
	switch len(run) {
	case 0:
	case 1: // one layer is a dot
		p.Over.Disc(run[0][0], run[0][1], 4, 0, shape.Of(sc.Theme.Ink, 1))
	default:
		curve := layout.Through(run)
		p.Over.Ribbon(curve, 4, shape.Of(sc.Theme.Surface, 1))
		p.Over.Ribbon(curve, 1.8, shape.Of(sc.Theme.Ink, 1))
	}
}

// Hit implements View: the layer that is meant.
func (v *strip) Hit(x, y float64, _ bool) Target {
	for i := range v.stacks {
		s := &v.stacks[i]
		all := layout.Rect{X: s.at.X, Y: s.at.Y, W: s.at.W, H: s.profile.Bottom() - s.at.Y}
		if all.Empty() || !all.Has(x, y) {
			continue
		}
		layer := min(int((x-s.at.X)/s.at.W*float64(s.layers)), s.layers-1)
		return Target{ID: name("strip.column", i, layer), Kind: "strip", Cursor: crosshair, Of: stripColumn{i, layer},
			Say: &Say{Key: "hint." + keyed(s.name), Args: Args{"x": digits(layer + 1), "value": small(float64(at(s.signal, layer))), "share": portion(s.share(layer))}}}
	}
	return Target{}
}

// small is a number that may be next to nothing.
func small(v float64) string {
	if v != 0 && math.Abs(v) < 1e-9 {
		return "0"
	}
	return number(v)
}

// portion is a share in per cent, of a small one its first digit.
func portion(share float64) string {
	percent, decimals := 100*share, 0
	if !(percent >= 1e-7) {
		percent = 0
	}
	for v := percent; v > 0 && v < 0.95; v *= 10 {
		decimals++
	}
	return fixed(percent, decimals) + "%"
}

// Announce implements View.
func (v *strip) Announce(e *Layout) {
	put := e.putter("strip.", 0.5)
	for i := range v.stacks {
		s, id := &v.stacks[i], digits(i)
		if s.at.Empty() {
			continue
		}
		key := "stage." + keyed(s.name)
		if kind := whole(s.kind, 0); kind >= 0 {
			key += "." + digits(kind)
		}
		put("name"+id, v.left, s.at.Y-5, "l", "b", key, Arg{}, "end")
		if s.at.W >= 420 { // where there is room beside the name
			put("says"+id, v.left+216, s.at.Y-6, "l", "b", "stage."+keyed(s.name)+".says", Arg{}, "axis")
		}
		if len(s.right) > 0 && finite(float64(s.right[0])) {
			put("right"+id, s.at.Right(), s.at.Y-5, "r", "b", "stage.strip.right", Arg{Name: "value", Text: fixed(wholly(100*float64(s.right[0])), 0) + "%"}, "end")
		}
		for d, decade := range [...]float64{0, -3, -6, -9} {
			if s.profile.H < 44 && d%3 != 0 {
				continue
			}
			y, _ := s.height(math.Pow(10, decade) * 1.000001)
			put("y"+id+"."+digits(d), s.profile.X-6, y, "r", "m", "stage.tick", worded([...]string{"1", "10⁻³", "10⁻⁶", "10⁻⁹"}[d]), "tick")
		}
	}
	if len(v.stacks) == 0 || v.stacks[len(v.stacks)-1].at.Empty() {
		return
	}
	s := &v.stacks[len(v.stacks)-1]
	y, last := s.profile.Bottom()+4, math.Inf(-1)
	put("axis", v.left, y, "l", "t", "stage.axis.layer", Arg{}, "axis")
	every := int(layout.Nice(float64(s.layers) / 5))
	for layer := 1; layer <= s.layers; layer++ {
		if layer != 1 && layer != s.layers && layer%max(every, 1) != 0 {
			continue
		}
		x := (s.edge(layer-1) + s.edge(layer)) / 2
		if layer != s.layers && s.edge(s.layers)-x < 28 || x-last < 24 {
			continue
		}
		last = x
		put("x"+digits(layer), x, y, "c", "t", "stage.tick", worded(digits(layer)), "tick")
	}
}
