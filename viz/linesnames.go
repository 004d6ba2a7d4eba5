package viz

import (
	"cmp"
	"slices"

	"github.com/whisker-lab/whisker/viz/layout"
)

// Announce implements View.
func (v *lines) Announce(e *Layout) {
	r := v.chart
	if r.Empty() || !v.shown {
		return
	}
	id, across, up := "lines."+v.series[0].array+".", "x", "y"
	if v.loss {
		id, across, up = "", "lx", "ly"
	}
	put := e.putter(id, 0.5)
	for i, t := range v.levels() {
		_, y := v.toScreen(0, t)
		put(up+digits(i), r.X-7, y, "r", "m", "stage.tick", worded(v.level(t)), "tick")
	}
	most := int(max(r.W/48, 2))
	if v.whole && !v.loss {
		most = min(most, max(int(v.hi[0]-v.lo[0]), 1))
	}
	ticks := layout.Ticks(v.lo[0], v.hi[0], most)
	step := v.hi[0]
	if len(ticks) > 1 {
		step = ticks[1] - ticks[0]
	}
	for i, t := range ticks {
		text := tick(t, step)
		if x, _ := v.toScreen(t, 0); x+wide(text)/2 <= r.Right() || v.unit { // else the axis' name stands there
			put(across+digits(i), x, r.Bottom()+6, "c", "t", "stage.tick", worded(text), "tick")
		}
	}
	v.titles(put)
	if says := v.bind["says"]; says != "" && len(v.at) == 1 && finite(float64(v.at[0])) {
		x, _ := v.toScreen(float64(v.at[0]), 0)
		align, by := "l", 6.0
		if x > r.X+r.W*0.6 {
			align, by = "r", -6
		}
		put("at", x+by, r.Y+1, align, "t", "stage.mark."+says, Arg{}, "axis")
	}
	if !v.unit {
		v.ends(put)
	}
}

// titles names the axes.
func (v *lines) titles(put put) {
	r := v.chart
	if v.loss {
		put("loss", r.X, r.Y-4, "l", "b", "stage.loss", Arg{}, "axis")
		put("epoch", r.Right()+8, r.Bottom()+6, "l", "t", "stage.epoch", Arg{}, "axis after")
		return
	}
	name := v.bind.name("y", "value")
	if name == "" && len(v.series) == 1 {
		name = keyed(v.series[0].array)
	}
	if name != "" {
		put("yname", r.X, r.Y-4, "l", "b", "stage.axis."+name, Arg{}, "axis")
	}
	beyond := 8.0
	if v.unit { // there is a number at the very end
		beyond = 16
	}
	put("xname", r.Right()+beyond, r.Bottom()+6, "l", "t", "stage.axis."+v.bind.name("x", "step"), Arg{}, "axis after")
}

// point names a line that is one point, beside it.
func (v *lines) point(put put, s *series) {
	row := s.last()
	if row == nil {
		return
	}
	x, y := v.toScreen(row[0], row[1])
	align, by := "l", 8.0
	if x > v.chart.X+v.chart.W*0.6 {
		align, by = "r", -8
	}
	put(s.id, x+by, min(y+12, v.chart.Bottom()-8), align, "m", s.key, Arg{Name: "value", Text: v.level(row[1])}, "cap")
}

// apart is how far two names are, from middle to middle.
const apart = 16.0

// ends names the lines where they end, with the value there, in the order of the ends and never over each other or the axis' name.
func (v *lines) ends(put put) {
	type end struct {
		*series
		y, value float64
	}
	var all []end
	for i := range v.series {
		s := &v.series[i]
		if n := len(s.rows); n > 1 && finite(float64(s.rows[n-1])) && (!v.loss || s.last() != nil) {
			value := float64(s.rows[n-1])
			if v.loss {
				value = s.last()[1]
			}
			_, y := v.toScreen(0, value)
			if v.share && n == 2 {
				v.point(put, s)
				continue
			}
			all = append(all, end{s, y, value})
		}
	}
	slices.SortStableFunc(all, func(a, b end) int { return cmp.Compare(a.y, b.y) })
	for range all { // neighbours share what they lack until nobody lacks anything
		for i := 1; v.loss && i < len(all); i++ {
			if push := (apart - (all[i].y - all[i-1].y)) / 2; push > 0 {
				all[i-1].y, all[i].y = all[i-1].y-push, all[i].y+push
			}
		}
	}
	// As low as the last one may be, and from there upwards with room for each.
	below := v.chart.Bottom() - 4
	for i := len(all) - 1; i >= 0; i-- {
		all[i].y = min(all[i].y, below)
		below = all[i].y - apart
	}
	first := ""
	if v.loss {
		if first = "stage.loss."; v.rival() {
			first = "stage.loss.a."
		}
	}
	values := make([]float64, len(all))
	for i, e := range all {
		values[i] = e.value
	}
	texts := alike(values...)
	for i, value := range values {
		if v.share {
			texts[i] = whole100(value)
		}
	}
	for i, e := range all {
		key := first + e.key
		if e.rival {
			key = "stage.loss." + e.key
		}
		put(e.id, v.chart.Right()+8, e.y, "l", "m", key, Arg{Name: "value", Text: texts[i]}, e.class)
	}
}
