package viz

import (
	"math"

	"github.com/whisker-lab/whisker/frame"
	"github.com/whisker-lab/whisker/viz/layout"
	"github.com/whisker-lab/whisker/viz/shape"
)

// roc is a curve of how many strange points each threshold would catch over how many false alarms it would raise, the present
// threshold ringed. Slots: curve (k, 2) of shares, at (2) and of (2): how many are normal and how many are strange.
type roc struct {
	bind  Bind
	curve []float32
	at    [2]float64
	of    [2]float64
	there bool
	chart layout.Rect
}

func newROC(bind Bind) View { return &roc{bind: bind} }

// Read implements View.
func (v *roc) Read(f *frame.Frame) {
	v.curve = values(f, v.bind.name("curve", "roc"))
	of, now := values(f, v.bind.name("of", "roc/of")), values(f, v.bind.name("at", "roc/at"))
	v.there = len(v.curve) >= 4 && len(of) >= 2 && len(now) >= 2
	for i := range v.of {
		v.of[i], v.at[i] = float64(at(of, i)), float64(at(now, i))
		v.there = v.there && v.of[i] > 0 && finite(v.of[i]) && finite(v.at[i])
	}
}

// Arrange implements View.
func (v *roc) Arrange(area layout.Rect, _ *Setup) {
	v.chart = layout.Rect{}
	if !area.Empty() && v.there {
		side := max(min(area.W-64, area.H-58), 1)
		v.chart = layout.Rect{X: area.X + 40, Y: area.Y + 20, W: side, H: side}
	}
}

func (v *roc) toScreen(alarms, caught float64) (x, y float64) {
	return v.chart.X + min(max(alarms, 0), 1)*v.chart.W, v.chart.Bottom() - min(max(caught, 0), 1)*v.chart.H
}

// Draw implements View.
func (v *roc) Draw(p *Picture, s *Scene) {
	r := v.chart
	if r.Empty() {
		return
	}
	for _, share := range []float64{0, 0.5, 1} {
		_, y := v.toScreen(0, share)
		y = math.Round(y) + 0.5
		p.Under.Line(r.X, y, r.Right(), y, 1, shape.Of(s.Theme.Line, 1))
	}
	faint, ink := shape.Of(s.Theme.Ink3, 1), shape.Of(s.Theme.Ink, 1)
	p.Over.Dashes(layout.Through([][2]float64{{r.X, r.Bottom()}, {r.Right(), r.Y}}), dotted[0], dotted[1], 1, faint)
	var run [][2]float64
	rows(v.curve, 2, func(_ int, row []float64) {
		x, y := v.toScreen(row[0], row[1])
		run = append(run, [2]float64{x, y})
	})
	for i := 1; i < len(run); i++ { // steps have square corners
		p.Over.Rod(run[i-1][0], run[i-1][1], run[i][0], run[i][1], 1.75, ink)
	}
	x, y := v.toScreen(v.at[0], v.at[1])
	p.Over.Dashes(layout.Through([][2]float64{{x, y}, {x, r.Bottom()}}), 2.5, 2.5, 1.25, faint)
	p.Over.Disc(x, y, 6, 0, shape.Of(s.Theme.Surface, 1))
	p.Over.Disc(x, y, 6, 2, ink)
	if at, ok := s.Hover.Of.(chartAt); ok && at.chart == rocID {
		x, y := v.toScreen(at.x, at.y)
		p.Over.Disc(x, y, 3.4, 0, ink)
	}
}

const rocID = "chart.roc"

// Hit implements View: the nearest threshold.
func (v *roc) Hit(x, y float64, _ bool) Target {
	if v.chart.Empty() || !v.chart.Grow(6).Has(x, y) {
		return Target{}
	}
	best, found := math.Inf(1), [2]float64{}
	rows(v.curve, 2, func(_ int, row []float64) {
		px, py := v.toScreen(row[0], row[1])
		if d := math.Hypot(px-x, py-y); d < best {
			best, found = d, [2]float64{row[0], row[1]}
		}
	})
	return Target{ID: rocID, Kind: "chart", Cursor: crosshair, Of: chartAt{rocID, found[0], found[1]},
		Say: &Say{Key: "hint.roc", Args: Args{"caught": grouped(found[1] * v.of[1]), "alarms": grouped(found[0] * v.of[0])}}}
}

// Announce implements View.
func (v *roc) Announce(e *Layout) {
	r := v.chart
	if r.Empty() {
		return
	}
	put := e.putter("roc.", 1)
	for i, share := range []float64{0, 0.5, 1} {
		x, y := v.toScreen(share, share)
		put("x"+digits(i), x, r.Bottom()+6, "c", "t", "stage.tick", worded(short(math.Round(share*v.of[0]))), "tick")
		put("y"+digits(i), r.X-8, y, "r", "m", "stage.tick", worded(short(math.Round(share*v.of[1]))), "tick")
	}
	put("caught", r.X, r.Y-4, "l", "b", "stage.axis.caught", Arg{}, "axis")
	put("alarms", r.Right(), r.Bottom()+22, "r", "t", "stage.axis.falsealarms", Arg{}, "axis")
	x, y := v.toScreen(v.at[0], v.at[1])
	put("at", min(x+12, r.Right()-84), min(y+14, r.Bottom()-22), "l", "t", "stage.roc.at", Arg{}, "end")
	lx, ly := v.toScreen(0.62, 0.5)
	put("luck", lx, ly+6, "l", "t", "stage.roc.luck", Arg{}, "tick")
}
