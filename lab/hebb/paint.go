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
)

// Paint is part of lab.Run.
func (r *Run) Paint(f *frame.Frame, _ lab.Focus) {
	r.room.Paint(f)
	r.paintPoints(f)
	if r.centres != nil {
		r.paintCells(f)
		r.angle.Paint(f, "distance")
		r.length.Paint(f, "inertia")
		return
	}
	r.paintField(f)
	r.paintArrows(f)
	r.angle.Paint(f, "angle")
	r.length.Paint(f, "length")
}

// paintPoints adds the points: grey, as nobody has told what they are, or coloured by the cell that won them.
func (r *Run) paintPoints(f *frame.Frame) {
	sample.PaintPoints(f, "points", r.points, func(i int) (class int, hollow bool) {
		if r.centres == nil {
			return frame.Grey, false
		}
		return winner(r.Weights().Data, r.points.X[i], r.points.Y[i]), false
	})
	if r.Steps() == 0 {
		return
	}
	x, _ := r.Example()
	ring := &frame.Marks[frame.Ring](f, "rings", 1)[0]
	*ring = frame.Ring{X: x.Data[0], Y: x.Data[1]}
	if r.centres == nil { // examples are shown from the mean
		ring.X += r.Mean().Data[0]
		ring.Y += r.Mean().Data[1]
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
func (r *Run) paintField(f *frame.Frame) {
	field := f.Add("plot", 1, side, side)
	w, mean := r.Weights().Data, r.Mean().Data
	for row := range side {
		for column := range side {
			u, v := r.room.Place(side, column, row)
			x, y := float32(u)-mean[0], float32(v)-mean[1]
			field[row*side+column] = min(max((w[0]*x+w[1]*y)/2, -1), 1)
		}
	}
}

// paintArrows adds the weights of each cell, and in grey the components that they are to find, both ways.
func (r *Run) paintArrows(f *frame.Frame) {
	mean := r.Mean().Data
	axes, arrows := frame.Marks[frame.Segment](f, "segments", 2*r.cells), frame.Marks[frame.Arrow](f, "arrows", r.cells)
	for c := range r.cells {
		direction, variance := r.Component(c)
		for i, way := range []float64{-1, 1} {
			long := way * 2 * math.Sqrt(variance)
			axes[2*c+i] = frame.Segment{
				X1: mean[0], Y1: mean[1], X2: mean[0] + float32(long*direction[0]), Y2: mean[1] + float32(long*direction[1]),
				Class: frame.Ink, Opacity: 0.7,
			}
		}
		x, y := r.Weights().Data[2*c], r.Weights().Data[2*c+1]
		// Weights that run away point out of the picture.
		if l := float32(r.Length(c)); l > 4 {
			x, y = x/l*4, y/l*4
		}
		arrows[c] = frame.Arrow{X1: mean[0], Y1: mean[1], X2: mean[0] + x, Y2: mean[1] + y, Class: frame.Nose, Opacity: 1}
	}
}
