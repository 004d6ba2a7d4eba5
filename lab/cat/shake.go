package cat

import (
	"math"
	"math/rand/v2"
)

// How far a drawing is shaken at most: as two hands draw one thing.
const (
	turned  = 0.3  // radians
	slanted = 0.25 // of the height, sideways
	smaller = 0.2  // of each side
	moved   = 2.5  // pixels
)

// shaken sets dst to a drawing as another hand might have drawn it: turned, slanted, narrower or lower, moved, and, where mirror is
// set, half the time the other way round. Each pixel is what lies between the four nearest.
func shaken(dst, ink []float32, r *rand.Rand, mirror bool) {
	within := func(most float64) float64 { return most * (2*r.Float64() - 1) }
	angle, slant := within(turned), within(slanted)
	wide, high := 1-smaller*r.Float64(), 1-smaller*r.Float64()
	dx, dy := within(moved), within(moved)
	sin, cos := math.Sincos(angle)
	if flip := r.IntN(2); mirror && flip == 1 {
		wide = -wide
	}
	const middle = (side - 1) / 2.0
	for y := range side {
		for x := range side {
			u, v := float64(x)-middle-dx, float64(y)-middle-dy
			u, v = float64(cos*u)+float64(sin*v), float64(cos*v)-float64(sin*u)
			u -= float64(slant * v)
			dst[y*side+x] = between(ink, u/wide+middle, v/high+middle)
		}
	}
}

// between is the ink at a place between pixels; there is none beyond the edges.
func between(ink []float32, x, y float64) float32 {
	left, top := math.Floor(x), math.Floor(y)
	u, v := float32(x-left), float32(y-top)
	at := func(x, y float64) float32 {
		if x < 0 || y < 0 || x >= side || y >= side {
			return 0
		}
		return ink[int(y)*side+int(x)]
	}
	upper := at(left, top) + float32(u*(at(left+1, top)-at(left, top)))
	lower := at(left, top+1) + float32(u*(at(left+1, top+1)-at(left, top+1)))
	return upper + float32(v*(lower-upper))
}
