package own

import (
	"math"

	"github.com/whisker-lab/whisker/nn/data"
)

// There will be cats: what is drawn until the reader draws something.

// Example is what own data of a kind begin with: a cat's head of the second class with eyes of the first, or its outline from
// ear to ear as a curve.
func Example(kind string) *Points {
	o := Empty(kind)
	switch kind {
	case data.OfCurve:
		return o.add(catsBack())
	case data.OfSurface:
		return o.add(catsHead(-0.8, 0.8))
	}
	return o.add(catsHead(0, 1))
}

// catsHead is the outline as points of the one kind and the eyes as points of the other.
func catsHead(eyes, outline float64) (rows [][]float64) {
	corners := [][2]float64{
		{-1.85, -0.4}, {-1.75, 2.1}, {-0.65, 1.15}, {0.65, 1.15}, {1.75, 2.1}, {1.85, -0.4}, {1.5, -1.3}, {0.75, -1.85}, {0, -2},
		{-0.75, -1.85}, {-1.5, -1.3}, {-1.85, -0.4},
	}
	const apart = 0.3
	for i, to := range corners[1:] {
		from := corners[i]
		n := max(1, int(math.Hypot(to[0]-from[0], to[1]-from[1])/apart))
		for k := range n {
			share := float64(k) / float64(n)
			rows = append(rows, []float64{from[0] + (to[0]-from[0])*share, from[1] + (to[1]-from[1])*share, outline})
		}
	}
	for _, side := range [2]float64{-1, 1} {
		for _, at := range [6][2]float64{{0.75, 0}, {0.75, -0.3}, {0.6, 0.1}, {0.9, 0.1}, {0.6, -0.2}, {0.9, -0.2}} {
			rows = append(rows, []float64{side * at[0], at[1], eyes})
		}
	}
	return rows
}

// catsBack is the upper half of a head as a height over x.
func catsBack() (rows [][]float64) {
	corners := [][2]float64{{-2.1, -1.2}, {-1.6, 1.4}, {-0.75, 0.4}, {0.75, 0.4}, {1.6, 1.4}, {2.1, -1.2}}
	for x := -2.08; x < 2.1; x += curveStep {
		for i, to := range corners[1:] {
			if from := corners[i]; x >= from[0] && x < to[0] {
				rows = append(rows, []float64{x, from[1] + (to[1]-from[1])*(x-from[0])/(to[0]-from[0])})
			}
		}
	}
	return rows
}
