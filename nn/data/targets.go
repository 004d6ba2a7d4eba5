package data

import (
	"math"
	"math/rand/v2"
)

// Shapes to be imitated: what a generator of points has to make up out of noise. Those of several clouds tell them apart by class.

// across is how far clouds and rings lie from the middle.
const across = 1.7

// eight is as many small clouds in a ring: the classic trial of whether a generator finds all of them (Metz et al., "Unrolled
// Generative Adversarial Networks", 2017, section 3.1).
func eight(class, _, _ int, _ *rand.Rand) (x, y float64) {
	return polar(across, 2*math.Pi/8*float64(class))
}

// pair is two small clouds.
func pair(class, _, _ int, _ *rand.Rand) (x, y float64) {
	return float64(2*class-1) * 1.2, float64(2*class-1) * 0.5
}

// ring is one thin ring.
func ring(_, i, n int, _ *rand.Rand) (x, y float64) {
	return polar(across, 2*math.Pi*(float64(i)+0.5)/float64(n))
}

// streak is one straight line.
func streak(_, i, n int, _ *rand.Rand) (x, y float64) {
	along := 2*(float64(i)+0.5)/float64(n) - 1
	return 1.8 * along, 1.1 * along
}
