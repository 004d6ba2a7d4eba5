package viz

import (
	"math"
	"strconv"

	"github.com/whisker-lab/whisker/frame"
	"github.com/whisker-lab/whisker/viz/layout"
	"github.com/whisker-lab/whisker/viz/shape"
)

// planes are the plane and what each layer makes of it, small and side by side, with how well one straight cut does in each. Each is
// a bare space, see there.
//
// Slots: in, the name that all arrays begin with: a number for each picture, cut and apart (pictures), and at, which of them is
// shown large, or between which. Bind says as press the control that a press sets to the picture's number.
type planes struct {
	bind  Bind
	each  []*space
	n     int
	cut   []float32
	apart []float32
	at    float64
}

func newPlanes(bind Bind) View { return &planes{bind: bind} }

// mostPlanes is how many there may be: there is no room for more.
const mostPlanes = 9

// Read implements View.
func (v *planes) Read(f *frame.Frame) {
	name := v.bind.name("in", "bend") + "/"
	v.cut, v.apart, v.at = values(f, name+"cut"), values(f, name+"apart"), float64(at(values(f, name+"at"), 0))
	v.n = min(len(v.cut), mostPlanes)
	for len(v.each) < v.n {
		i := strconv.Itoa(len(v.each))
		v.each = append(v.each, newSpace(Bind{"in": name + i, "id": "bend" + i, "bare": "1"}).(*space))
	}
	for _, one := range v.each[:v.n] {
		one.Read(f)
		one.dot = 1.9
	}
}

// What stands above and below each plane, and the room between two of them.
const (
	planeAbove, planeBelow = 22.0, 44.0
	planeGap, planeGapMost = 12.0, 40.0
	planeFrame             = 4.0   // about the one that is shown large
	planeRoomy             = 104.0 // from what width on there is room for words below it
)

// Arrange implements View.
func (v *planes) Arrange(area layout.Rect, s *Setup) {
	area.X, area.W = area.X+planeFrame, area.W-2*planeFrame
	n := float64(v.n)
	side, gap := 0.0, 0.0
	if area.W > 0 && area.H > 0 && v.n > 0 {
		side = math.Floor(min(area.H-planeAbove-planeBelow, (area.W-(n-1)*planeGap)/n))
		gap = math.Floor(min((area.W-n*side)/max(n-1, 1), planeGapMost))
	}
	left := area.X + math.Floor((area.W-n*side-(n-1)*gap)/2)
	for i, one := range v.each[:v.n] {
		one.setup, one.place = s, layout.Plot{}
		if side >= 24 {
			one.place.Square = layout.Rect{X: left + float64(i)*(side+gap), Y: area.Y + planeAbove, W: side, H: side}
		}
	}
}

// shows tells whether a picture is the one that is shown large.
func (v *planes) shows(i int) bool { return v.at == float64(i) }

// Draw implements View.
func (v *planes) Draw(p *Picture, s *Scene) {
	for i, one := range v.each[:v.n] {
		r := one.place.Square
		if r.Empty() {
			continue
		}
		one.Draw(p, s)
		switch _, under := s.Hover.Of.(planeOf); {
		case v.shows(i):
			p.Over.Box(r.Grow(2.5), 6, 2, shape.Of(s.Theme.Ink, 1))
		case under && s.Hover.Of == planeOf(i):
			p.Over.Box(r.Grow(2.5), 6, 1.5, shape.Of(s.Theme.Ink3, 1))
		}
		if i == 0 {
			continue
		}
		from := v.each[i-1].place.Square.Right()
		if gap := r.X - from; gap >= 20 {
			_, y := r.Middle()
			x, ink := r.X-gap*0.26, shape.Of(s.Theme.Ink3, 1)
			p.Over.Rod(from+gap*0.26, y, x, y, 1.5, ink)
			p.Over.Rod(x-3.5, y-3.5, x, y, 1.5, ink)
			p.Over.Rod(x-3.5, y+3.5, x, y, 1.5, ink)
		}
	}
}

// planeOf says which plane a target is.
type planeOf int

// Hit implements View: a whole plane, which is shown large when it is pressed.
func (v *planes) Hit(x, y float64, touch bool) Target {
	for i, one := range v.each[:v.n] {
		r := one.place.Square
		if r.Empty() || !near(r, r.W+planeGap, x, y, touch) {
			continue
		}
		said := &Say{Key: "hint.plane", Args: Args{"n": i}, More: "hint.plane.press"}
		if i == 0 {
			said.Key = "hint.plane.input"
		}
		t := Target{ID: name("bend", i), Kind: "bend", Say: said, Cursor: "pointer", Of: planeOf(i), Box: &r}
		if control := v.bind["press"]; control != "" {
			t.Press = Msg{"do": "set", "name": control, "value": i}
		}
		return t
	}
	return Target{}
}

// Announce implements View.
func (v *planes) Announce(e *Layout) {
	var apart []float64
	for i := range v.n {
		apart = append(apart, float64(at(v.apart, i)))
	}
	texts := alike(apart...)
	for i, one := range v.each[:v.n] {
		r := one.place.Square
		if r.Empty() {
			continue
		}
		put, class := e.putter("bend"+digits(i)+".", 1), "pic"
		if v.shows(i) {
			class += " on"
		}
		x, _ := r.Middle()
		if i == 0 {
			put("name", x, r.Y-6, "c", "b", "stage.plane.input", Arg{}, class)
		} else {
			put("name", x, r.Y-6, "c", "b", "stage.plane.layer", Arg{Name: "n", Number: i}, class)
		}
		key := "stage.plane.cut"
		if r.W < planeRoomy {
			key = "stage.plane.share"
		}
		if share := float64(at(v.cut, i)); finite(share) {
			put("cut", x, r.Bottom()+5, "c", "t", key, Arg{Name: "percent", Number: int(math.Round(100 * share))}, "pic share")
		}
		if finite(apart[i]) {
			put("apart", x, r.Bottom()+21, "c", "t", "stage.plane.apart", worded(texts[i]), "pic")
		}
	}
}
