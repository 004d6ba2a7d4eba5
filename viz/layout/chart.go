package layout

import "math"

// Plot is where the large plot lies: a square, and beside it, if there is room, its colour scale.
type Plot struct {
	Square Rect
	Scale  Rect // empty for none
	Ticked bool // whether there is room for numbers at the axes
}

// roomy is from what width on a plot has numbers beside it.
const roomy = 220

// Room is what a plot's numbers and names need beside it and below it; 0 for as much as usual.
type Room struct{ Left, Below float64 }

// NewPlot fits the plot into its area.
func NewPlot(area Rect, style Style, room Room) Plot {
	if style != Roomy || area.W < roomy {
		side := math.Floor(max(min(area.W, area.H), 1))
		return Plot{Square: Rect{area.X + math.Floor(max(area.W-side, 0)/2), area.Y, side, side}}
	}
	// For the numbers on the left, 54 for the scale and its numbers, and for the numbers below.
	left, below := max(room.Left, 24), max(room.Below, 20)
	side := math.Floor(max(min(area.W-left-54, area.H-below), 1))
	square := Rect{area.X + left, area.Y, side, side}
	return Plot{Square: square, Scale: Rect{square.Right() + 12, area.Y, 12, side}, Ticked: true}
}

// LargePlot fits a plot that needs no scale into the middle of its area.
func LargePlot(area Rect, style Style, room Room) Plot {
	left, right, top, below := 8.0, 8.0, 0.0, 8.0
	if style == Roomy {
		left, right, top, below = max(room.Left, 50), 16, 4, max(room.Below, 34) // for numbers with decimals, and names below them
	}
	side := math.Floor(max(min(area.W-left-right, area.H-top-below), 1))
	x := area.X + left + math.Floor(max(area.W-left-right-side, 0)/2)
	y := area.Y + top + math.Floor(max(area.H-top-below-side, 0)/2)
	return Plot{Square: Rect{x, y, side, side}, Ticked: style == Roomy}
}

// BarePlot fits a plot without scale and numbers into the middle of its area; named leaves room for the names of the axes.
func BarePlot(area Rect, named bool) Plot {
	left, top, below := 0.0, 4.0, 2.0
	if named {
		left, below = 20, 20
	}
	side := math.Floor(max(min(area.W-left, area.H-top-below), 1))
	return Plot{Square: Rect{area.X + left + math.Floor((area.W-left-side)/2), area.Y + top, side, side}, Ticked: named}
}

// WidePlot fills its area, however much wider than high that is.
func WidePlot(area Rect, style Style, _ Room) Plot {
	if style != Roomy {
		return Plot{Square: Rect{area.X + 8, area.Y, max(area.W-16, 1), max(area.H-8, 1)}}
	}
	return Plot{Square: Rect{area.X + 64, area.Y + 4, max(area.W-82, 1), max(area.H-38, 1)}, Ticked: true}
}

// Chart is where a line chart lies, with room left for its numbers and for the names at the lines' ends, of the given widths; 0 for
// as much as usual.
func Chart(area Rect, numbers, ends float64) Rect {
	left, right, top, below := max(32, numbers+8), 72.0, 16.0, 24.0
	if ends > 0 {
		right = min(ends+10, area.W*0.45)
	}
	return Rect{area.X + left, area.Y + top, max(area.W-left-right, 1), max(area.H-top-below, 1)}
}

// Ticks are round numbers in [lo, hi]: 1, 2 or 5 times a power of ten apart, at most most of them and at least one
// where the range has one.
func Ticks(lo, hi float64, most int) []float64 {
	if !(hi > lo) || math.IsInf(hi-lo, 0) || most < 1 {
		return nil
	}
	step := Nice((hi - lo) / float64(most))
	var ticks []float64 // adding zero makes minus zero zero
	for i := math.Ceil(lo/step-1e-9) + 0; i*step <= hi+step*1e-9; i++ {
		ticks = append(ticks, i*step)
	}
	return ticks
}

// Nice is the smallest of 1, 2 and 5 times a power of ten that is at least v.
func Nice(v float64) float64 {
	power := math.Pow(10, math.Floor(math.Log10(v)))
	for _, m := range []float64{1, 2, 5} {
		if v <= m*power*(1+1e-9) {
			return m * power
		}
	}
	return 10 * power
}
