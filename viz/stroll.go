package viz

import (
	"math"

	"github.com/whisker-lab/whisker/frame"
	"github.com/whisker-lab/whisker/viz/layout"
	"github.com/whisker-lab/whisker/viz/shape"
)

// stroll is a walk through noise: a map of what becomes of two numbers of it, a ring on it that can be dragged, and beside it what is made
// there, large, with the nearest real picture.
//
// Arrays: walk/map (h, w), walk/at (2) where the ring is, walk/reach (1), how far the map goes each way, walk/fake and walk/near (h, w), and
// walk/says (6): the class that was asked for, what the fake is read as and how surely, how real it is thought, which share of the
// ink differs from the nearest one, and that of one nobody has seen.
type stroll struct {
	bind       Bind
	chart      *frame.Array
	fake, near *frame.Array
	own        [2]float64
	says       []float32

	noisePlane   // the map
	mine, theirs layout.Rect
	narrow       bool
}

func newStroll(bind Bind) View { return &stroll{bind: bind} }

// Read implements View.
func (v *stroll) Read(f *frame.Frame) {
	v.says, v.chart, v.fake, v.near = values(f, "walk/says"), nil, nil, nil
	for _, one := range [...]struct {
		name string
		to   **frame.Array
	}{{"walk/map", &v.chart}, {"walk/fake", &v.fake}, {"walk/near", &v.near}} {
		if a := f.Array(one.name); a != nil && len(a.Shape) == 2 && a.Shape[0] > 0 && a.Shape[1] > 0 && a.Shape[1] <= sheetWide && a.Shape[0] <= sheetWide && len(a.Data) >= a.Shape[0]*a.Shape[1] {
			*one.to = a
		}
	}
	for i := range v.own {
		v.own[i] = finiteOr(float64(at(values(f, "walk/at"), i)))
	}
	v.reaching(f, "walk/reach")
}

const (
	strollHead  = 22.0
	strollFoot  = 20.0
	strollSaid  = 128.0
	strollPanel = 96.0 // high is the page's panel of sliders, which lies at the lower right where there is room
)

// Arrange implements View.
func (v *stroll) Arrange(area layout.Rect, _ *Setup) {
	v.at, v.mine, v.theirs = layout.Rect{}, layout.Rect{}, layout.Rect{}
	if area.Empty() || v.chart == nil || v.fake == nil || v.near == nil {
		return
	}
	inset, gap := 18.0, 26.0
	if v.narrow = area.W < 480; v.narrow {
		inset, gap = 10, 14
	}
	side := math.Floor(min(area.H-strollHead-strollFoot, (area.W-2*inset-gap)*0.46))
	if unit := float64(v.chart.Shape[1]); side >= 1.5*unit {
		side = math.Floor(2*side/unit) / 2 * unit // by halves: what is dense has two pixels for one
	}
	if side < 28 {
		return
	}
	v.at = layout.Rect{X: area.X + inset, Y: area.Y + strollHead, W: side, H: side}
	left := v.at.Right() + gap
	room := area.Right() - inset - left
	beside, below := strollSaid, strollPanel // what is said of both stands beside them, or else below
	if v.narrow {
		beside, below = 0, 78
	}
	tile := math.Floor(min((room-14-beside)/2, area.H-strollHead-below, 140))
	if unit := float64(v.fake.Shape[1]); tile >= 2*unit {
		tile = math.Floor(tile/unit) * unit
	}
	if tile < 14 {
		return
	}
	v.mine = layout.Rect{X: left, Y: v.at.Y, W: tile, H: tile}
	v.theirs = layout.Rect{X: left + tile + 14, Y: v.at.Y, W: tile, H: tile}
}

// Draw implements View.
func (v *stroll) Draw(p *Picture, s *Scene) {
	if v.at.Empty() {
		return
	}
	for _, one := range [...]struct {
		at    layout.Rect
		a     *frame.Array
		nosed bool
	}{{v.at, v.chart, false}, {v.mine, v.fake, true}, {v.theirs, v.near, false}} {
		if one.at.Empty() {
			continue
		}
		p.raster(one.at, 4, 1, raster{w: one.a.Shape[1], h: one.a.Shape[0], v: one.a.Data, look: inked})
		if one.nosed {
			p.Over.Box(one.at.Grow(2), 6, 2, shape.Of(s.Theme.Nose, 1))
		} else {
			p.Over.Box(one.at.Grow(1), 5, 1, shape.Of(s.Theme.LineStrong, 1))
		}
	}
	x, y := v.toScreen(v.own[0], v.own[1])
	radius := v.at.W / 14
	width := 2.5
	if s.Hover.ID == strollRing {
		width = 3.5
	}
	p.Over.Disc(x, y, radius+1.5, width+3, shape.Of(s.Theme.Surface, 0.85))
	p.Over.Disc(x, y, radius, width, shape.Of(s.Theme.Nose, 1))
}

const strollRing = "walk.ring"

// Hit implements View: the ring, or where it would go.
func (v *stroll) Hit(x, y float64, touch bool) Target {
	if v.at.Empty() {
		return Target{}
	}
	reach := v.at.W/14 + 5
	if touch {
		reach = max(reach, 22)
	}
	px, py := v.toScreen(v.own[0], v.own[1])
	if math.Hypot(px-x, py-y) <= reach {
		t := v.handle()
		t.Take = func(int) Gesture {
			return &noiseHand{plane: &v.noisePlane, array: "walk/at", do: "walk", handle: v.handle, x: px, y: py}
		}
		return t
	}
	if v.at.Has(x, y) {
		a, b := v.from(x, y)
		return Target{ID: "walk.map", Kind: "walk", Cursor: crosshair, Say: &Say{Key: "hint.stroll.place"}, Press: Msg{"do": "walk", "x": plain(a), "y": plain(b)}}
	}
	if !v.mine.Empty() && v.mine.Has(x, y) {
		return Target{ID: "walk.fake", Kind: "walk", Box: &v.mine, Say: &Say{Key: "hint.stroll.fake"}}
	}
	if !v.theirs.Empty() && v.theirs.Has(x, y) {
		return Target{ID: "walk.near", Kind: "walk", Box: &v.theirs, Say: &Say{Key: "hint.stroll.near"}}
	}
	return Target{}
}

func (v *stroll) handle() Target {
	return Target{ID: strollRing, Kind: "walk", Cursor: "grab", Say: &Say{Key: "hint.stroll", Args: Args{"x": fixed(v.own[0], 2), "y": fixed(v.own[1], 2)}, More: "hint.stroll.drag"}}
}

// share100 is a share as it is read, a dash where it is none.
func share100(v float32) string {
	if !finite(float64(v)) || v < 0 || v > 1 {
		return "–"
	}
	return whole100(float64(v))
}

// Announce implements View.
func (v *stroll) Announce(e *Layout) {
	if v.at.Empty() {
		return
	}
	put := e.putter("walk.", 1)
	short := ""
	if v.narrow {
		short = ".short"
	}
	put("up", v.at.X, v.at.Y-6, "l", "b", "stage.walk.up"+short, Arg{}, "axis")
	put("across", v.at.Right(), v.at.Bottom()+5, "r", "t", "stage.walk.across", Arg{}, "axis")
	if v.mine.Empty() {
		return
	}
	asked, read := whole(v.says, 0), whole(v.says, 1)
	put("fake", v.mine.X, v.mine.Y-6, "l", "b", "stage.walk.fake"+short, Arg{}, "end strong")
	put("near", v.theirs.X, v.theirs.Y-6, "l", "b", "stage.walk.near"+short, Arg{}, "axis")
	left, y := v.theirs.Right()+18, v.mine.Y+4
	if v.narrow {
		left, y = v.mine.X, v.mine.Bottom()+8
	}
	if read >= 0 {
		text, class := digits(read)+" ✓", "right"
		if read != asked {
			text, class = digits(read)+" ✗", "wrong"
		}
		put("read", left, y, "l", "t", "stage.walk.reads", worded(text), class)
		put("belief", left, y+18, "l", "t", "stage.walk.belief", worded(share100(at(v.says, 3))), "axis")
	}
	key := "stage.walk.own"
	if at(v.says, 4) < at(v.says, 5)/2 {
		key = "stage.walk.copy"
	}
	put("differs", left, y+36, "l", "t", key, worded(share100(at(v.says, 4))), "axis")
	put("unseen", left, y+54, "l", "t", "stage.walk.unseen", worded(share100(at(v.says, 5))), "axis")
}
