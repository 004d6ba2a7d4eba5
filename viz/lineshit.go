package viz

import (
	"math"

	"github.com/whisker-lab/whisker/viz/shape"
)

// chartAt is what a chart shows of itself under the pointer.
type chartAt struct {
	chart string
	x, y  float64
}

// id is the chart's among all.
func (v *lines) id() string {
	if v.loss {
		return "chart"
	}
	return "chart." + keyed(v.series[0].array)
}

// Hit implements View: what is known nearest to the pointer.
func (v *lines) Hit(x, y float64, _ bool) Target {
	if v.chart.Empty() || !v.shown || !v.chart.Grow(6).Has(x, y) {
		return Target{}
	}
	t := Target{ID: v.id(), Kind: "chart", Cursor: crosshair}
	if v.loss {
		epoch, ok := v.epoch(x)
		if !ok {
			return Target{}
		}
		t.Of = chartAt{t.ID, epoch, 0}
		t.Say = &Say{Key: "hint.loss", Args: Args{"epoch": grouped(epoch), "train": v.lossAt(1, epoch), "test": v.lossAt(0, epoch)}}
		return t
	}
	row, ok := v.under(x, y)
	if !ok {
		return Target{}
	}
	t.Of, t.Say = chartAt{t.ID, row[0], row[1]}, &Say{Key: "hint.place", Args: Args{"x": short(row[0]), "y": number(row[1])}}
	return t
}

// epoch is that of the training loss which is nearest to the pointer.
func (v *lines) epoch(x float64) (float64, bool) {
	train := &v.series[1]
	i := train.near((x-v.chart.X)/v.chart.W*v.hi[0] + v.lo[0])
	if i < 0 {
		return 0, false
	}
	epoch := float64(train.rows[2*i])
	return epoch, finite(epoch)
}

// lossAt is a curve's value at an epoch, in words.
func (v *lines) lossAt(curve int, epoch float64) string {
	if row := v.series[curve].row(v.series[curve].near(epoch)); row != nil {
		return number(row[1])
	}
	return number(math.NaN())
}

// under is the row that the pointer means: the nearest on a square chart, else of those with the nearest x.
func (v *lines) under(x, y float64) (found [2]float64, ok bool) {
	best, second := math.Inf(1), math.Inf(1)
	for _, s := range v.series {
		rows(s.rows, 2, func(_ int, r []float64) {
			px, py := v.toScreen(r[0], r[1])
			first, then := math.Abs(px-x), math.Abs(py-y)
			if v.unit {
				first = math.Hypot(first, then)
			}
			if first < best || first == best && then < second {
				best, second, found, ok = first, then, [2]float64{r[0], r[1]}, true
			}
		})
	}
	return found, ok
}

// hovered is what the pointer means, and whether it is on this chart.
func (v *lines) hovered(s *Scene) (at chartAt, ok bool) {
	at, ok = s.Hover.Of.(chartAt)
	return at, ok && len(v.series) > 0 && at.chart == v.id()
}

// upright marks an x with a line of dots.
func (v *lines) upright(p *Picture, x float64, ink shape.Ink) {
	px, _ := v.toScreen(x, v.lo[1])
	for y := v.chart.Y; y < v.chart.Bottom(); y += 4.5 {
		p.Over.Line(px, y, px, y+1.5, 1, ink)
	}
}

// short is a number without decimals where it has none.
func short(v float64) string {
	if v == math.Trunc(v) && math.Abs(v) < 1e9 {
		return grouped(v)
	}
	return number(v)
}
