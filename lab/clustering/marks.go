package clustering

import "math"

// Colours of marks that are no group's, as package viz has them.
const (
	inGrey = -1
	inInk  = -2
	inNose = -3
)

// centres adds places (k, 2) that can be dragged.
func (c canvas) centres(at []float32) {
	rows := c.Add("centres", len(at)/2, 3)
	for g := range len(at) / 2 {
		rows[3*g], rows[3*g+1] = c.crowd.out(at[2*g], at[2*g+1])
		rows[3*g+2] = float32(g)
	}
}

// short is how far before the middle of a centre an arrow to it ends, so that its head is seen.
const short = 0.13

// arrows adds one from each place (k, 2) to another, where they are far enough apart.
func (c canvas) arrows(from, to []float32) {
	rows := c.Add("arrows", len(from)/2, 6)
	for g := range len(from) / 2 {
		row := rows[6*g : 6*g+6]
		x, y := float64(from[2*g]), float64(from[2*g+1])
		dx, dy := float64(to[2*g])-x, float64(to[2*g+1])-y
		share := max(1-short/max(math.Hypot(dx, dy), short), 0)
		row[0], row[1] = c.crowd.out(float32(x), float32(y))
		row[2], row[3] = c.crowd.out(float32(x+share*dx), float32(y+share*dy))
		row[4], row[5] = inInk, 1
	}
}

// spokes ties every point to the centre of its group.
func (c canvas) spokes(group []int32, centres []float32) {
	rows := c.Add("segments", len(group), 6)
	for i, g := range group {
		row := rows[6*i : 6*i+6]
		row[0], row[1] = c.at(i)
		row[2], row[3] = c.crowd.out(centres[2*g], centres[2*g+1])
		row[4], row[5] = float32(g), 0.28
	}
}
