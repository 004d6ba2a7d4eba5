package viz

import (
	"math"
	"strconv"
	"strings"

	"github.com/whisker-lab/whisker/frame"
	"github.com/whisker-lab/whisker/viz/layout"
	"github.com/whisker-lab/whisker/viz/shape"
)

// foresee is a wave that can be drawn by hand, and how a network goes on with it.
//
// What a frame holds: foresee/wave (n) and foresee/on (m), values from −1 to 1. Bind says as text: control, which of the lesson's holds the wave as
// numbers between commas.
type foresee struct {
	bind     Bind
	wave, on []float32
	plot     layout.Rect
	small    bool
}

func newForesee(bind Bind) View { return &foresee{bind: bind} }

const mostWave = 512

// Read implements View.
func (v *foresee) Read(f *frame.Frame) {
	v.wave, v.on = values(f, "foresee/wave"), values(f, "foresee/on")
	if len(v.wave) < 2 || len(v.wave) > mostWave || len(v.on) > mostWave {
		v.wave, v.on = nil, nil
	}
}

// Arrange implements View.
func (v *foresee) Arrange(area layout.Rect, _ *Setup) {
	v.plot, v.small = layout.Rect{}, area.W < 480
	if area.Empty() || v.wave == nil {
		return
	}
	side := 26.0
	if v.small {
		side = 10
	}
	v.plot = layout.Rect{X: area.X + side, Y: area.Y + 44, W: max(area.W-2*side, 1), H: max(area.H-84, 1)}
}

// place is where a value lies, by its place among those of the wave and of what follows.
func (v *foresee) place(i int, value float64) (x, y float64) {
	n := float64(len(v.wave) + len(v.on) - 1)
	return v.plot.X + v.plot.W*float64(i)/n, v.plot.Y + v.plot.H/2 - min(max(value, -1.15), 1.15)/1.2*v.plot.H/2
}

// Draw implements View.
func (v *foresee) Draw(p *Picture, s *Scene) {
	r := v.plot
	if r.Empty() {
		return
	}
	end, _ := v.place(len(v.wave)-1, 0)
	p.Under.Box(layout.Rect{X: r.X, Y: r.Y, W: end - r.X, H: r.H}, 6, 0, shape.Of(s.Theme.Well, 1))
	_, zero := v.place(0, 0)
	p.Under.Line(r.X, zero, r.Right(), zero, 1, shape.Of(s.Theme.LineStrong, 1))
	p.Over.Line(end, r.Y, end, r.Bottom(), 1.5, shape.Of(s.Theme.Ink3, 1))
	run := func(values []float32, from int) (line [][2]float64) {
		for i, value := range values {
			if x, y := v.place(from+i, float64(value)); finite(y) {
				line = append(line, [2]float64{x, y})
			}
		}
		return line
	}
	width := 2.25
	if s.Hover.ID == foreseeWave {
		width = 3
	}
	mine := run(v.wave, 0)
	p.Over.Ribbon(layout.Through(mine), width, shape.Of(s.Theme.Ink, 1))
	on := run(v.on, len(v.wave))
	if len(mine) > 0 {
		on = append([][2]float64{mine[len(mine)-1]}, on...)
	}
	p.Over.Ribbon(layout.Through(on), 2.25, shape.Of(s.Theme.Nose, 1))
}

const foreseeWave = "foresee.wave"

// Hit implements View: the wave's part is paper to draw on.
func (v *foresee) Hit(x, y float64, _ bool) Target {
	if v.plot.Empty() || !v.plot.Grow(6).Has(x, y) {
		return Target{}
	}
	if end, _ := v.place(len(v.wave)-1, 0); x > end+8 {
		return Target{ID: "foresee.on", Kind: "foresee", Say: &Say{Key: "hint.wave.on"}}
	}
	t := v.paper()
	t.Take = func(int) Gesture {
		g := &waveStroke{v: v, wave: append([]float32(nil), v.wave...), last: -1}
		g.to(x, y)
		return g
	}
	return t
}

func (v *foresee) paper() Target {
	return Target{ID: foreseeWave, Kind: "foresee", Cursor: crosshair, Say: &Say{Key: "hint.wave.draw", More: "hint.wave.drag"}}
}

// waveStroke draws a wave: each place that the hand passes takes its height.
type waveStroke struct {
	v    *foresee
	wave []float32
	last int
	high float32
	done bool
}

// to takes the stroke to a place; what was passed in between lies on a straight line.
func (g *waveStroke) to(x, y float64) {
	n := len(g.wave)
	first, _ := g.v.place(0, 0)
	end, _ := g.v.place(n-1, 0)
	i := min(max(int(math.Round((x-first)/(end-first)*float64(n-1))), 0), n-1)
	high := float32(min(max((g.v.plot.Y+g.v.plot.H/2-y)/(g.v.plot.H/2)*1.2, -1), 1))
	if g.last < 0 {
		g.last, g.high = i, high
	}
	from, to, a, b := g.last, i, g.high, high
	if from > to {
		from, to, a, b = to, from, b, a
	}
	for k := from; k <= to; k++ {
		g.wave[k] = b
		if to > from {
			g.wave[k] = a + (b-a)*float32(k-from)/float32(to-from)
		}
	}
	g.last, g.high = i, high
}

// Drag implements Gesture.
func (g *waveStroke) Drag(to Drag) { g.to(to.X, to.Y) }

// Drop implements Gesture.
func (g *waveStroke) Drop(moved bool) (tap bool) {
	g.done = moved
	return !moved
}

// Hold implements Gesture.
func (g *waveStroke) Hold(f *frame.Frame) { copy(values(f, "foresee/wave"), g.wave) }

// Message implements Gesture: the wave is told when it is drawn.
func (g *waveStroke) Message() any {
	if !g.done {
		return nil
	}
	g.done = false
	parts := make([]string, len(g.wave))
	for i, value := range g.wave {
		parts[i] = strconv.FormatFloat(math.Round(float64(value)*1000)/1000, 'f', -1, 64)
	}
	return Msg{"do": "set", "name": g.v.bind["control"], "value": strings.Join(parts, ",")}
}

// Target implements Gesture.
func (g *waveStroke) Target() Target { return g.v.paper() }

// Announce implements View.
func (v *foresee) Announce(e *Layout) {
	if v.plot.Empty() {
		return
	}
	put := e.putter("wave.", 0.5)
	end, _ := v.place(len(v.wave)-1, 0)
	put("drawn", v.plot.X+2, v.plot.Y-6, "l", "b", "stage.wave.drawn", Arg{}, "called")
	put("on", end+10, v.plot.Y-6, "l", "b", "stage.wave.on", Arg{}, "called")
}
