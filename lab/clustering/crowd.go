package clustering

import (
	"fmt"

	"github.com/whisker-lab/whisker/lab"
	"github.com/whisker-lab/whisker/lab/sample"
	"github.com/whisker-lab/whisker/nn"
	"github.com/whisker-lab/whisker/nn/data"
)

// What randomness is drawn for, so that one seed gives unrelated numbers for each.
const (
	forPoints = iota + 1
	forMethod
	forElbow
)

// crowd is the points, and the classes that nobody is told of.
type crowd struct {
	sample.Room
	points *nn.Tensor // (n, 2), as every method sees them: both axes go from −data.Plane to data.Plane
	class  []int32    // (n), hidden
	middle [2]float64 // of the plane, in the data's own units
	unit   [2]float64 // how long 1 is in them
}

func newCrowd(c lab.Config) (*crowd, error) {
	room, err := sample.Open(c)
	if err != nil {
		return nil, fmt.Errorf("clustering: %w", err)
	}
	drawn, onto := room.Draw(c, forPoints), room.Onto(data.Plane)
	d := &crowd{
		Room: room, points: nn.NewTensor(drawn.Len(), 2), class: make([]int32, drawn.Len()),
		middle: [2]float64(onto.Centre), unit: [2]float64(onto.Spread),
	}
	for i := range d.class {
		d.class[i] = int32(drawn.Class[i])
		x, y := d.in(float64(drawn.X[i]), float64(drawn.Y[i]))
		d.points.Data[2*i], d.points.Data[2*i+1] = float32(x), float32(y)
	}
	return d, nil
}

func (d *crowd) len() int { return len(d.class) }

// in takes a place from the data's own units to what the methods see, and out takes it back.
func (d *crowd) in(x, y float64) (float64, float64) {
	return (x - d.middle[0]) / d.unit[0], (y - d.middle[1]) / d.unit[1]
}

func (d *crowd) out(x, y float32) (float32, float32) {
	return float32(float64(x)*d.unit[0] + d.middle[0]), float32(float64(y)*d.unit[1] + d.middle[1])
}

// sample is at most most of the points, evenly many apart.
func (d *crowd) sample(most int) *nn.Tensor {
	n := min(d.len(), most)
	t := nn.NewTensor(n, 2)
	for i := range n {
		copy(t.Data[2*i:2*i+2], d.points.Data[2*(i*d.len()/n):])
	}
	return t
}

// report says what the points are, and what the hidden classes are called once they are shown.
func (d *crowd) report(s *lab.State, reveal bool, group []int32) {
	d.Report(s, nil)
	if !reveal {
		return
	}
	s.Panels.Data.Names = make([]string, mostK)
	for class, colour := range d.dyes(group) {
		s.Panels.Data.Names[colour] = fmt.Sprint("hidden", class+1)
		if d.Source.Names != nil {
			s.Panels.Data.Names[colour] = d.Source.Names[class]
		}
	}
}
