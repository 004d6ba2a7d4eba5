package data

import "math"

// What tells the two classes of generated data apart, as it would be without noise: above 0 for plus, 0 on the border. Noise that
// moves points as far in every direction leaves these borders about where they are.

func circleRule(x, y float64) float64 { return 1.25 - math.Hypot(x, y) }

func ringsRule(x, y float64) float64 { return 1.4 - math.Hypot(x, y) }

func xorRule(x, y float64) float64 { return x * y }

func gaussRule(x, y float64) float64 { return x + y }

// spiralRule is which of the two arms is nearer along the circle.
func spiralRule(x, y float64) float64 {
	along := math.Hypot(x, y) / 2.15
	plus := -along*3.5*math.Pi - math.Pi + math.Pi/2
	return math.Cos(math.Atan2(y, x) - plus)
}

// moonsRule is which of the two half circles is nearer.
func moonsRule(x, y float64) float64 {
	return arc(x+0.65, y+0.4) - arc(x-0.65, -(y-0.4))
}

// arc is how far a place is from the upper half of a circle with the moons' radius about 0.
func arc(x, y float64) float64 {
	if y >= 0 {
		return math.Abs(math.Hypot(x, y) - 1.35)
	}
	return math.Hypot(math.Abs(x)-1.35, y)
}
