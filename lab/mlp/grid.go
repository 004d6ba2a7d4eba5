package mlp

import "github.com/whisker-lab/whisker/nn/data"

// grid is the plane as side×side places, row by row from the top, and what a network sees at each.
type grid struct {
	side int
	x    []float32 // (features, side·side)
}

// newGrid covers a cloud's plane.
func newGrid(d *Cloud, features []data.Feature, side int) *grid {
	g := &grid{side: side, x: make([]float32, len(features)*side*side)}
	xs, ys := make([]float32, side), make([]float32, side)
	for i := range side {
		x, y := d.Place(side, i, i)
		xs[i], ys[i] = float32(x), float32(y)
	}
	d.scaled(xs, ys)
	// Every feature is a product of one number for the column and one for the row.
	along, down := make([]float32, side), make([]float32, side)
	for f, feature := range features {
		for i := range side {
			along[i], down[i] = 1, 1
			switch feature {
			case data.X1, data.X1X1, data.SinX1:
				along[i] = feature.Of(xs[i], 0)
			case data.X2, data.X2X2, data.SinX2:
				down[i] = feature.Of(0, ys[i])
			case data.X1X2:
				along[i], down[i] = xs[i], ys[i]
			}
		}
		for r := range side {
			row := g.x[(f*side+r)*side:][:side]
			for i, v := range along {
				row[i] = v * down[r]
			}
		}
	}
	return g
}

// size is how many places there are.
func (g *grid) size() int { return g.side * g.side }
