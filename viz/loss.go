package viz

import (
	"cmp"
	"math"
	"slices"

	"github.com/whisker-lab/whisker/frame"
	"github.com/whisker-lab/whisker/viz/layout"
	"github.com/whisker-lab/whisker/viz/shape"
)

// loss shows the loss on the training and on the test points over the epochs.
//
// Slots: train, test, and b.train, b.test of a second run.
type loss struct {
	bind        Bind
	train, test []float32    // (k, 2): epoch, loss; the last row is now
	rival       [2][]float32 // the same of a second run: train, test; nil for none
	area        layout.Rect
	chart       layout.Rect
	epochs, top float64 // where the axes end
	step        float64 // between two numbers on the loss axis
}

func newLoss(bind Bind) View { return &loss{bind: bind} }

// Read implements View.
func (v *loss) Read(f *frame.Frame) {
	v.train = values(f, v.bind.name("train", "loss/train"))
	v.test = values(f, v.bind.name("test", "loss/test"))
	v.rival = [2][]float32{values(f, v.bind.name("b.train", "b/loss/train")), values(f, v.bind.name("b.test", "b/loss/test"))}
	v.epochs, v.top = bounds(v.train, v.test)
	if e, top := bounds(v.rival[:]...); e > 0 || top > 0 {
		v.epochs = max(v.epochs, e)
		if v.top > 0 { // one run's failure must not flatten the other's curve
			top = min(top, tallest*v.top)
		}
		v.top = max(v.top, top)
	}
	if v.epochs == 0 {
		v.epochs = 1
	}
	if v.top == 0 {
		v.top = 1
	}
	v.step = layout.Nice(v.top / 3.5)
	v.top = math.Ceil(v.top/v.step-1e-9) * v.step
}

// tallest is how many times as high as the first run's curves the chart may be for those of the second.
const tallest = 2.5

// bounds are the last epoch and the largest loss.
func bounds(curves ...[]float32) (epochs, top float64) {
	for _, rows := range curves {
		for i := 0; i+1 < len(rows); i += 2 {
			epoch, value := float64(rows[i]), float64(rows[i+1])
			if finite(epoch) && finite(value) {
				epochs, top = max(epochs, epoch), max(top, value)
			}
		}
	}
	return epochs, top
}

// levels are the losses that have a line and a number.
func (v *loss) levels() []float64 { return layout.Ticks(0, v.top, int(v.top/v.step+0.5)) }

func finite(v float64) bool { return !math.IsNaN(v) && !math.IsInf(v, 0) }

// Arrange implements View.
func (v *loss) Arrange(area layout.Rect, s *Setup) {
	v.area, v.chart = area, layout.Rect{}
	if !area.Empty() {
		v.chart = layout.Chart(area)
		if v.rival[0] != nil {
			v.chart.W = max(v.chart.W-16, 1) // for the letter before each name
		}
	}
}

func (v *loss) toScreen(epoch, value float64) (x, y float64) {
	r := v.chart
	return r.X + epoch/v.epochs*r.W, r.Bottom() - min(max(value/v.top, 0), 1)*r.H
}

// Draw implements View. A loss that is not finite leaves a gap.
func (v *loss) Draw(p *Picture, s *Scene) {
	r := v.chart
	if r.Empty() {
		return
	}
	for _, t := range v.levels() {
		_, y := v.toScreen(0, t)
		y = math.Round(y) + 0.5 // on whole pixels
		p.Under.Line(r.X, y, r.Right(), y, 1, shape.Of(s.Theme.Line, 1))
	}
	nose, ink := shape.Of(s.Theme.Nose, 1), shape.Of(s.Theme.Ink, 1)
	v.line(p, v.rival[1], true, nose)
	v.line(p, v.rival[0], false, nose)
	v.line(p, v.test, true, ink)
	v.line(p, v.train, false, ink)
	if s.Hover.Kind == LossAt {
		x, _ := v.toScreen(s.Hover.Epoch, 0)
		for y := r.Y; y < r.Bottom(); y += 4.5 {
			p.Over.Line(x, y, x, y+1.5, 1, shape.Of(s.Theme.Ink3, 1))
		}
		v.dot(p, s, s.Hover.Epoch, s.Hover.Tests, true, ink)
		v.dot(p, s, s.Hover.Epoch, s.Hover.Train, false, ink)
	} else {
		epoch, value := last(v.rival[1])
		v.dot(p, s, epoch, value, true, nose)
		epoch, value = last(v.rival[0])
		v.dot(p, s, epoch, value, false, nose)
		epoch, value = last(v.test)
		v.dot(p, s, epoch, value, true, ink)
		epoch, value = last(v.train)
		v.dot(p, s, epoch, value, false, ink)
	}
}

func (v *loss) line(p *Picture, rows []float32, dashed bool, ink shape.Ink) {
	var run [][2]float64
	draw := func() {
		curve := layout.Through(run)
		if dashed {
			p.Over.Dashes(curve, 4, 3, 1.75, ink)
		} else {
			p.Over.Ribbon(curve, 1.75, ink)
		}
		run = run[:0]
	}
	for i := 0; i+1 < len(rows); i += 2 {
		epoch, value := float64(rows[i]), float64(rows[i+1])
		if !finite(epoch) || !finite(value) {
			draw()
			continue
		}
		x, y := v.toScreen(epoch, value)
		if n := len(run); n > 0 && math.Hypot(run[n-1][0]-x, run[n-1][1]-y) < 0.7 && i+3 < len(rows) {
			continue // no eye and no normal gains from points this close
		}
		run = append(run, [2]float64{x, y})
	}
	draw()
}

func (v *loss) dot(p *Picture, s *Scene, epoch float64, value *float32, hollow bool, ink shape.Ink) {
	if value == nil {
		return
	}
	x, y := v.toScreen(epoch, float64(*value))
	if hollow {
		p.Over.Disc(x, y, 3.2, 0, shape.Of(s.Theme.Bg, 1))
		p.Over.Disc(x, y, 3.2, 1.6, ink)
		return
	}
	p.Over.Disc(x, y, 3.4, 0, ink)
}

// last is the newest row, its loss nil where it is not finite or not there.
func last(rows []float32) (epoch float64, value *float32) {
	return row(rows, len(rows)/2-1)
}

func row(rows []float32, i int) (epoch float64, value *float32) {
	if i < 0 || 2*i+1 >= len(rows) {
		return 0, nil
	}
	epoch = float64(rows[2*i])
	if v := rows[2*i+1]; finite(epoch) && finite(float64(v)) {
		return epoch, &v
	}
	return epoch, nil
}

// Hit implements View: the epoch whose loss is known nearest to the pointer.
func (v *loss) Hit(x, y float64, touch bool) Target {
	if v.chart.Empty() || !v.chart.Grow(6).Has(x, y) || len(v.train) < 2 {
		return Target{}
	}
	want, best, nearest := (x-v.chart.X)/v.chart.W*v.epochs, math.Inf(1), 0
	for i := 0; 2*i+1 < len(v.train); i++ {
		if d := math.Abs(float64(v.train[2*i]) - want); d < best {
			best, nearest = d, i
		}
	}
	if e, _ := row(v.train, nearest); !finite(e) {
		return Target{}
	}
	t := Target{Kind: LossAt}
	t.Epoch, t.Train = row(v.train, nearest)
	best = math.Inf(1)
	for i := 0; 2*i+1 < len(v.test); i++ {
		epoch, value := row(v.test, i)
		if d := math.Abs(epoch - t.Epoch); d < best {
			best, t.Tests = d, value
		}
	}
	return t
}

// Announce implements View.
func (v *loss) Announce(e *Layout) {
	r := v.chart
	if r.Empty() {
		return
	}
	put := func(id string, x, y float64, align, valign, key string, a Arg, class string) {
		e.Labels = append(e.Labels, Label{id, math.Round(x*2) / 2, math.Round(y*2) / 2, align, valign, key, a, class})
	}
	for i, t := range v.levels() {
		_, y := v.toScreen(0, t)
		put("ly"+digits(i), r.X-7, y, "r", "m", "stage.tick", Arg{Name: "text", Text: tick(t, v.step)}, "tick")
	}
	ticks := layout.Ticks(0, v.epochs, int(max(r.W/48, 2)))
	step := v.epochs
	if len(ticks) > 1 {
		step = ticks[1]
	}
	for i, t := range ticks {
		x, _ := v.toScreen(t, 0)
		if x > r.Right()-10 {
			continue // the axis' name stands there
		}
		put("lx"+digits(i), x, r.Bottom()+6, "c", "t", "stage.tick", Arg{Name: "text", Text: tick(t, step)}, "tick")
	}
	put("loss", r.X, r.Y-4, "l", "b", "stage.loss", Arg{}, "axis")
	put("epoch", r.Right()+8, r.Bottom()+6, "l", "t", "stage.epoch", Arg{}, "axis")
	v.name(put)
}

// name puts the curves' names and values at their ends, in the order of the curves, apart from each other and above the
// axis' name.
func (v *loss) name(put func(id string, x, y float64, align, valign, key string, a Arg, class string)) {
	type end struct {
		id, key, class string
		y              float64
		value          float32
	}
	var ends []end
	add := func(rows []float32, id, key, class string) {
		if _, value := last(rows); value != nil {
			_, y := v.toScreen(0, float64(*value))
			ends = append(ends, end{id, key, class, y, *value})
		}
	}
	first := "stage.loss."
	if v.rival[0] != nil {
		first = "stage.loss.a."
	}
	add(v.test, "end.test", first+"test", "end")
	add(v.train, "end.train", first+"train", "end")
	add(v.rival[1], "end.b.test", "stage.loss.b.test", "end rival")
	add(v.rival[0], "end.b.train", "stage.loss.b.train", "end rival")
	slices.SortStableFunc(ends, func(a, b end) int { return cmp.Compare(a.y, b.y) })
	const apart = 16.0
	for range ends { // neighbours share what they lack until nobody lacks anything
		for i := 1; i < len(ends); i++ {
			if push := (apart - (ends[i].y - ends[i-1].y)) / 2; push > 0 {
				ends[i-1].y, ends[i].y = ends[i-1].y-push, ends[i].y+push
			}
		}
	}
	floor := v.chart.Bottom() - 4
	for i := len(ends) - 1; i >= 0; i-- {
		ends[i].y = min(ends[i].y, floor)
		floor = ends[i].y - apart
	}
	for _, e := range ends {
		put(e.id, v.chart.Right()+8, e.y, "l", "m", e.key, Arg{Name: "value", Text: number(float64(e.value))}, e.class)
	}
}
