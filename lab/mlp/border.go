package mlp

import (
	"cmp"
	"math"
	"slices"

	"github.com/whisker-lab/whisker/frame"
	"github.com/whisker-lab/whisker/lab"
)

// border is a straight line, ax + by + c = 0, and the share of points that it has on the right side.
type border struct {
	a, b, c float64
	share   float64
}

// directions is how many are tried at first for the best straight line, and refined how often the best is then refined.
const (
	directions = 36
	refined    = 3
)

// shadow is where point of lies along a direction.
type shadow struct {
	at float64
	of int
}

// fewShadows are so few that they are in order sooner by moving each to its place, if they were in order for a direction nearby.
const fewShadows = 1000

// arrange brings shadows into their order.
func arrange(row []shadow) {
	if len(row) > fewShadows {
		slices.SortFunc(row, func(p, q shadow) int { return cmp.Compare(p.at, q.at) })
		return
	}
	for i := 1; i < len(row); i++ {
		one, k := row[i], i
		for ; k > 0 && row[k-1].at > one.at; k-- {
			row[k] = row[k-1]
		}
		row[k] = one
	}
}

// bestBorder finds about the best straight line between two classes of points.
func bestBorder(x, y []float64, class []int) border {
	row := make([]shadow, len(x))
	for i := range row {
		row[i].of = i
	}
	best := border{share: -1}
	try := func(angle float64) {
		sin, cos := math.Sincos(angle)
		ones := 0
		for i := range row {
			of := row[i].of
			row[i].at = float64(x[of]*cos) + float64(y[of]*sin)
			ones += class[of]
		}
		arrange(row)
		// With the line before point i, all from i on are taken for class 1, or all before it.
		right := ones
		for i := 0; i <= len(row); i++ {
			if i > 0 {
				right += 1 - 2*class[row[i-1].of]
				if i < len(row) && row[i].at == row[i-1].at {
					continue
				}
			}
			if share := float64(max(right, len(row)-right)) / float64(max(len(row), 1)); share > best.share {
				at := 0.0
				switch {
				case len(row) == 0:
				case i == 0:
					at = row[0].at - 0.05
				case i == len(row):
					at = row[i-1].at + 0.05
				default:
					at = (row[i-1].at + row[i].at) / 2
				}
				best = border{cos, sin, -at, share}
			}
		}
	}
	for i := range directions {
		try(math.Pi * float64(i) / directions)
	}
	step := math.Pi / directions
	for range refined {
		step /= 2
		angle := math.Atan2(best.b, best.a)
		try(angle - step)
		try(angle + step)
	}
	return best
}

// nearest is the share of points that lie nearest to the middle of their own class, between which all borders are straight.
func nearest(x, y []float64, class []int, classes int) float64 {
	sums := make([][3]float64, classes)
	for i, c := range class {
		sums[c][0] += x[i]
		sums[c][1] += y[i]
		sums[c][2]++
	}
	right := 0
	for i, c := range class {
		best, at := math.Inf(1), -1
		for k, s := range sums {
			if d := math.Hypot(x[i]-s[0]/s[2], y[i]-s[1]/s[2]); d < best {
				best, at = d, k
			}
		}
		if at == c {
			right++
		}
	}
	return float64(right) / float64(max(len(class), 1))
}

// parted is how well straight lines do between the training points of a picture, and the line where there are two classes.
func (n *Net) parted(l look) border {
	class := make([]int, len(n.cloud.train))
	xy := [2][]float64{make([]float64, len(class)), make([]float64, len(class))}
	for i, at := range n.cloud.train {
		class[i] = n.cloud.Points.Class[at]
		xy[0][i], xy[1][i] = l.points[0][at], l.points[1][at]
	}
	switch k := n.Classes(); {
	case k == 0 || !finite(xy[0]) || !finite(xy[1]):
		return border{share: math.NaN()}
	case k == 2:
		return bestBorder(xy[0], xy[1], class)
	default:
		return border{share: nearest(xy[0], xy[1], class, k)}
	}
}

// reportSpace tells of the picture in words.
func (n *Net) reportSpace(s *lab.State) {
	if !n.space.on {
		return
	}
	if n.space.before == 0 {
		n.space.before = n.parted(n.plane()).share
	}
	l := n.sight()
	s.Panels.Put("space", &SpacePanel{
		At: n.space.at, Layers: len(n.Sizes()) - 1, Axes: l.axes,
		Parted: lab.Number(n.parted(l).share), Before: lab.Number(n.space.before),
	})
}

// paintLook adds a picture below a name: points like points, from (n, 2) where they lie on the plane, mesh (rows, columns, 3) with
// what the network says there, classes how many there are to be told apart, 0 for a value, shares what the network says of each,
// (classes, rows, columns), line, the best straight line, and axes, what they are. Nothing is said where said is nil.
func (n *Net) paintLook(f *frame.Frame, name string, l look, line border, said []float32) {
	points := frame.Marks[frame.Point](f, name+"/points", n.cloud.Points.Len())
	from := f.Add(name+"/from", n.cloud.Points.Len(), 2)
	for i := range points {
		points[i] = frame.Point{X: float32(l.points[0][i]), Y: float32(l.points[1][i]), Test: flag(n.cloud.Test[i])}
		if n.Classes() > 0 {
			points[i].Class = float32(n.cloud.Points.Class[i])
		}
		from[2*i], from[2*i+1] = n.cloud.Points.X[i], n.cloud.Points.Y[i]
	}
	size, outputs := n.space.mesh.size(), n.Sizes()[len(n.Sizes())-1]
	mesh := f.Add(name+"/mesh", meshSide, meshSide, 3)
	for i := range size {
		v := float32(0)
		if said != nil {
			v = said[i]
		}
		if outputs > 1 && said != nil {
			best := 0
			for o := range outputs {
				if said[o*size+i] > said[best*size+i] {
					best = o
				}
			}
			v = float32(best)
		}
		mesh[3*i], mesh[3*i+1], mesh[3*i+2] = float32(l.mesh[0][i]), float32(l.mesh[1][i]), v
	}
	classes := f.Add(name+"/classes", 1)
	if classes[0] = 0; outputs > 1 && said != nil {
		classes[0] = float32(outputs)
		copy(f.Add(name+"/shares", outputs, meshSide, meshSide), said)
	}
	if n.Classes() == 2 && line.share > 0 {
		row := f.Add(name+"/line", 3)
		row[0], row[1], row[2] = float32(line.a), float32(line.b), float32(line.c)
	}
	axes := f.Add(name+"/axes", 2, 2)
	for i, axis := range l.axes {
		axes[2*i], axes[2*i+1] = float32(axis.code()), float32(axis.N)
	}
}

// overMesh is what the network says at every place of the mesh.
func (n *Net) overMesh() []float32 {
	size := n.space.mesh.size()
	said := make([]float32, n.Sizes()[len(n.Sizes())-1]*size)
	n.Outputs(n.space.mesh.x, size, said)
	return said
}

// paintSpace adds the picture of the space that is shown.
func (n *Net) paintSpace(f *frame.Frame) {
	l := n.sight()
	n.cloud.PaintValues(f, n.cloud.Points.Value)
	n.paintLook(f, "space", l, n.parted(l), n.overMesh())
}
