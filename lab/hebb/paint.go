package hebb

import (
	"math"

	"github.com/whisker-lab/whisker/frame"
	"github.com/whisker-lab/whisker/lab"
	"github.com/whisker-lab/whisker/lab/sample"
)

const (
	side  = 128 // of the field
	reach = 3.0 // of the plane, for measurements, in standard deviations
	small = 0.11

	beyond = 1.15 // times as far as the longest weight the plane reaches at least
)

// Paint is part of lab.Run.
func (r *Run) Paint(f *frame.Frame, _ lab.Focus) {
	r.paintPoints(f)
	if r.centres != nil {
		r.room.Paint(f)
		r.paintCells(f)
		r.angle.Paint(f, "distance")
		r.length.Paint(f, "inertia")
		return
	}
	shown := r.room.Reaching(r.reaching())
	shown.Paint(f)
	r.paintField(f, &shown)
	r.paintWeights(f)
	r.angle.Paint(f, "angle")
	r.length.Paint(f, "length")
}

// reaching is how far the plane is shown each way: farther, by round numbers, where weights that run away need it.
func (r *Run) reaching() float64 {
	far, longest := r.room.Span()[1], 0.0
	for _, w := range r.Weights().Data {
		longest = max(longest, beyond*math.Abs(float64(w)))
	}
	if far >= longest {
		return far
	}
	power := math.Pow(10, math.Floor(math.Log10(longest)))
	for _, m := range [...]float64{1, 2, 5} {
		if longest <= m*power {
			return m * power
		}
	}
	return 10 * power
}

// full is the answer that has the full colour: 2, or, where weights run away, as much for the plane as it is then.
func (r *Run) full() float64 { return 2 * max(r.Length(0)*r.reaching()/r.room.Span()[1], 1) }

// paintPoints adds the points: grey, as nobody has told what they are, or coloured by the cell that won them; and a ring about
// the one that comes next.
func (r *Run) paintPoints(f *frame.Frame) {
	sample.PaintPoints(f, "points", r.points, func(i int) (class int, hollow bool) {
		if r.centres == nil {
			return frame.Grey, false
		}
		return winner(r.Weights().Data, r.points.X[i], r.points.Y[i]), false
	})
	if next := r.Next(); !r.Away() {
		frame.Marks[frame.Ring](f, "rings", 1)[0] = frame.Ring{X: next[0], Y: next[1]}
	}
}

// winner is the cell whose weights are nearest.
func winner(weights []float32, x, y float32) int {
	best, least := 0, float32(math.Inf(1))
	for c := 0; 2*c+1 < len(weights); c++ {
		dx, dy := weights[2*c]-x, weights[2*c+1]-y
		if d := dx*dx + dy*dy; d < least {
			best, least = c, d
		}
	}
	return best
}

// nearest is the root of the mean squared distance from each of some places (k, 2) to the nearest of others (m, 2).
func nearest(from, to []float32) float64 {
	var sum float64
	for i := 0; i+1 < len(from); i += 2 {
		c := winner(to, from[i], from[i+1])
		dx, dy := float64(to[2*c]-from[i]), float64(to[2*c+1]-from[i+1])
		sum += dx*dx + dy*dy
	}
	return math.Sqrt(sum / float64(len(from)/2))
}

// paintCells adds competitive cells, and in grey where k-means puts its centres.
func (r *Run) paintCells(f *frame.Frame) {
	circles, centres := frame.Marks[frame.Circle](f, "circles", r.cells), frame.Marks[frame.Centre](f, "centres", r.cells)
	for c := range r.cells {
		circles[c] = frame.Circle{X: r.centres.Data[2*c], Y: r.centres.Data[2*c+1], Radius: small, Class: frame.Ink}
		centres[c] = frame.Centre{X: r.Weights().Data[2*c], Y: r.Weights().Data[2*c+1], Class: float32(c)}
	}
}

// paintField adds what the first cell answers to every place, from −1 to 1.
func (r *Run) paintField(f *frame.Frame, shown *sample.Room) {
	field := f.Add("plot", 1, side, side)
	w, full := r.Weights().Data, float32(r.full())
	for row := range side {
		for column := range side {
			u, v := shown.Place(side, column, row)
			field[row*side+column] = min(max((w[0]*float32(u)+w[1]*float32(v))/full, -1), 1)
		}
	}
}

// paintWeights adds the weights of each cell, the component that it is to find, how far off that it is, and what comes next.
func (r *Run) paintWeights(f *frame.Frame) {
	copy(f.Add("cells", r.cells, 2), r.Weights().Data)
	copy(f.Add("cells/next", 2), r.Next())
	f.Add("cells/full", 1)[0] = float32(r.full())
	spreads, off := f.Add("cells/spreads", r.cells, 2), f.Add("cells/off", r.cells)
	for c := range r.cells {
		direction, _ := r.Component(c)
		spreads[2*c], spreads[2*c+1] = float32(direction[0]), float32(direction[1])
		off[c] = float32(r.Angle(c, c))
	}
}
