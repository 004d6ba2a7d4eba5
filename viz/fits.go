package viz

import (
	"github.com/whisker-lab/whisker/frame"
	"github.com/whisker-lab/whisker/viz/shape"
)

// fitted is drawn over a plot that is bound alike: what each ball of a contour makes of the examples, as a curve with the ball's own
// stroke, and how far off the first of them is.
//
// Slots: apart (n, 3) x, y and what was foretold, and what the plot needs to know where it lies. The curves (k, 2) are the arrays
// called fit and the balls' names.
type fitted struct {
	plot
	curves [][]float32
	apart  []float32
}

func newFits(bind Bind) View { return &fitted{plot: plot{bind: bind}} }

// Read implements View.
func (v *fitted) Read(f *frame.Frame) {
	v.plot.Read(f)
	v.curves = v.curves[:0]
	for _, name := range walkers {
		v.curves = append(v.curves, values(f, "fit/"+name))
	}
	v.apart = values(f, v.bind.name("apart", "fit/apart"))
}

// Draw implements View.
func (v *fitted) Draw(p *Picture, s *Scene) {
	r := v.place.Square
	if r.Empty() {
		return
	}
	from := len(p.Over.Indices)
	rows(v.apart, 3, func(_ int, row []float64) {
		x, y := v.toScreen(row[0], row[1])
		_, to := v.toScreen(row[0], row[2])
		p.Over.Line(x, y, x, bounded(to), 1, shape.Of(s.Theme.Ink3, 0.75))
	})
	for i := len(walkers) - 1; i >= 0; i-- {
		var run [][2]float64
		rows(v.curves[i], 2, func(_ int, row []float64) {
			x, y := v.toScreen(row[0], row[1])
			run = append(run, [2]float64{x, bounded(y)})
		})
		tread(p, s, i, run, r, false)
	}
	p.Over.Clip(from, r)
}

// Hit implements View: the plot below has all that can be met.
func (v *fitted) Hit(x, y float64, touch bool) Target { return Target{} }

// Announce implements View: and names it.
func (v *fitted) Announce(e *Layout) {}
