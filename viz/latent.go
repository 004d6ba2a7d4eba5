package viz

import (
	"math"

	"github.com/whisker-lab/whisker/frame"
	"github.com/whisker-lab/whisker/viz/layout"
	"github.com/whisker-lab/whisker/viz/shape"
)

// latent is a square of noise, or with one dimension a line of it: numbers drawn by chance, the grid that a generator bends, and one point
// that can be dragged.
//
// Slots: latent (n, dims), latent/at (dims) of that point, and latent/reach (1): how far it goes each way.
type latent struct {
	bind   Bind
	dims   int
	points []float32
	own    [2]float64
	noisePlane
}

func newLatent(bind Bind) View { return &latent{bind: bind} }

// Read implements View.
func (v *latent) Read(f *frame.Frame) {
	name := v.bind.name("latent", "latent")
	v.dims, v.points, v.own = 0, nil, [2]float64{}
	if a := f.Array(name); a != nil && len(a.Shape) == 2 && (a.Shape[1] == 1 || a.Shape[1] == 2) {
		v.dims, v.points = a.Shape[1], a.Data
	}
	for i := range v.dims {
		v.own[i] = float64(at(values(f, name+"/at"), i))
	}
	v.line = v.dims == 1
	v.reaching(f, name+"/reach")
}

// margin is the room about the square, for what is dragged to its edge.
const margin = 9.0

// Arrange implements View.
func (v *latent) Arrange(area layout.Rect, _ *Setup) {
	v.at = layout.Rect{}
	if area.Empty() || v.dims == 0 {
		return
	}
	side := math.Floor(max(min(area.W, area.H-18)-2*margin, 1))
	x := area.X + math.Floor((area.W-side)/2)
	v.at = layout.Rect{X: x, Y: area.Y + 18 + margin, W: side, H: side}
	if v.dims == 1 {
		v.at.X, v.at.W = area.X+margin, max(area.W-2*margin, 1)
		v.at.Y, v.at.H = v.at.Y+math.Floor(side/2)-14, 28
	}
}

// Draw implements View.
func (v *latent) Draw(p *Picture, s *Scene) {
	r := v.at
	if r.Empty() {
		return
	}
	thread := shape.Of(s.Theme.Ink, 0.26)
	p.Under.Box(r, 4, 0, shape.Of(s.Theme.Surface, 1))
	const threads = 10
	for i := range threads + 1 {
		x, y := math.Round(r.X+r.W*float64(i)/threads), math.Round(r.Y+r.H*float64(i)/threads)
		if v.dims == 2 {
			p.Over.Line(x, r.Y, x, r.Bottom(), 1, thread)
			p.Over.Line(r.X, y, r.Right(), y, 1, thread)
		}
	}
	if v.dims == 1 {
		p.Over.Line(r.X, r.Y+r.H/2, r.Right(), r.Y+r.H/2, 1.5, thread)
	}
	blue := shape.Of(s.Theme.Class(0), 0.8)
	rows(v.points, v.dims, func(_ int, z []float64) {
		x, y := v.toScreen(z[0], z[len(z)-1])
		if r.Grow(1).Has(x, y) {
			p.Over.Disc(x, y, 1.7, 0, blue)
		}
	})
	x, y := v.toScreen(v.own[0], v.own[1])
	ring := 1.5
	if s.Hover.ID == ownNoise {
		ring = 2.5
	}
	p.Over.Disc(x, y, 8, 0, shape.Of(s.Theme.Surface, 1))
	p.Over.Disc(x, y, 8, ring, shape.Of(s.Theme.Ink, 1))
	p.Over.Disc(x, y, 4, 0, shape.Of(s.Theme.Class(0), 1))
}

const ownNoise = "latent.own"

// Hit implements View: the point that can be dragged, or else where it would go.
func (v *latent) Hit(x, y float64, touch bool) Target {
	if v.at.Empty() || !v.at.Grow(margin).Has(x, y) {
		return Target{}
	}
	reach := 12.0
	if touch {
		reach = 22
	}
	px, py := v.toScreen(v.own[0], v.own[1])
	if math.Hypot(px-x, py-y) <= reach {
		t := v.handle()
		t.Take = func(int) Gesture {
			return &noiseHand{plane: &v.noisePlane, array: v.bind.name("latent", "latent") + "/at", do: "latent", handle: v.handle, x: px, y: py}
		}
		return t
	}
	a, b := v.from(x, y)
	return Target{ID: "latent", Kind: "latent", Cursor: crosshair, Say: &Say{Key: "hint.noise.place"}, Press: Msg{"do": "latent", "x": plain(a), "y": plain(b)}}
}

func (v *latent) handle() Target {
	return Target{ID: ownNoise, Kind: "latent", Cursor: "grab", Say: &Say{Key: "hint.noise", Args: Args{"x": number(v.own[0]), "y": number(v.own[1])}, More: "hint.noise.drag"}}
}

// Announce implements View.
func (v *latent) Announce(e *Layout) {
	if v.at.Empty() {
		return
	}
	x, _ := v.at.Middle()
	e.Labels = append(e.Labels, Label{"noise.name", math.Round(x), v.at.Y - margin, "c", "b", "stage.noise", Arg{}, "axis"})
}
