package viz

import "math"

// logTicks are the logarithms of 5, 10, 50, 100, …, as many as there is room for.
func logTicks(lo, hi float64, most int) (ticks []float64) {
	for _, between := range []bool{true, false} {
		ticks = ticks[:0]
		for decade := math.Floor(lo); decade <= hi; decade++ {
			for _, m := range []float64{1, 5} {
				if t := decade + math.Log10(m); t >= lo && t <= hi && (m == 1 || between) {
					ticks = append(ticks, t)
				}
			}
		}
		if len(ticks) <= most {
			return ticks
		}
	}
	return ticks
}

// unlogged is a number that an axis, of logarithms perhaps, stands for, as it is written.
func (v *plot) unlogged(x float64) string {
	if !v.logged {
		return number(x)
	}
	value := math.Pow(10, x)
	if value >= 10 {
		return grouped(value)
	}
	return tick(value, math.Pow(10, math.Floor(x+1e-9)))
}

// whereabouts is a place on the plane as words are filled with it.
func (v *plot) whereabouts(x, y float64) Args {
	return Args{"x": AxisArg{0, v.unlogged(x)}, "y": AxisArg{1, v.unlogged(y)}}
}
