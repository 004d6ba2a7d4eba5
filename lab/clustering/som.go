package clustering

import (
	"math"

	"github.com/whisker-lab/whisker/frame"
	"github.com/whisker-lab/whisker/lab"
	"github.com/whisker-lab/whisker/nn/cluster"
)

// som is a self-organising map: a net that spreads itself over the points.
type som struct {
	*cluster.SOM
	crowd *crowd
}

const (
	netSide     = 8
	netSteps    = 300
	netExamples = 12 // in a step
)

func newSOM(c lab.Config, d *crowd) (*som, error) {
	m, err := cluster.NewSOM(d.points, cluster.SOMSpec{Rows: netSide, Cols: netSide, Steps: netSteps, Batch: netExamples}, c.Rand("seed", forMethod))
	if err != nil {
		return nil, err
	}
	return &som{m, d}, nil
}

// Step shows the map some points. The loss is that of all points, which trembles less.
func (m *som) Step() (loss float64, done bool) {
	_, done = m.SOM.Step()
	_, loss = m.Assignment()
	return loss, done
}

// assignment: a map makes no groups.
func (m *som) assignment() []int32   { return nil }
func (m *som) groups() int           { return 0 }
func (m *som) pass() int             { return max(m.crowd.len()/netExamples, 1) }
func (m *som) pace() float64         { return 25 }
func (m *som) curve() (string, bool) { return "error", false }

func (m *som) report(s *lab.State) {
	_, inertia := m.Assignment()
	s.Put("inertia", inertia)
	s.Put("radius", m.Radius())
	s.Panels.Readouts.Metrics = []string{"inertia", "radius"}
}

// paint draws the net; where it is stretched its threads are thin, as there is little between.
func (m *som) paint(c canvas) {
	cells := m.Cells().Data
	threads := frame.Marks[frame.Segment](c.Frame, "segments", 2*netSide*(netSide-1))
	height := c.Add("map", 1, 2*netSide-1, 2*netSide-1)
	clear(height)
	shortest, longest, sum := math.Inf(1), 0.0, 0.0
	thread := func(a, b int) float64 {
		return math.Hypot(float64(cells[2*a]-cells[2*b]), float64(cells[2*a+1]-cells[2*b+1]))
	}
	each := func(f func(a, b, row, column int)) {
		for r := range netSide {
			for q := range netSide {
				if q+1 < netSide {
					f(r*netSide+q, r*netSide+q+1, 2*r, 2*q+1)
				}
				if r+1 < netSide {
					f(r*netSide+q, (r+1)*netSide+q, 2*r+1, 2*q)
				}
			}
		}
	}
	each(func(a, b, _, _ int) {
		long := thread(a, b)
		shortest, longest, sum = min(shortest, long), max(longest, long), sum+long
	})
	mean := sum / float64(2*netSide*(netSide-1))
	each(func(a, b, row, column int) {
		long := thread(a, b)
		s := &threads[0]
		s.X1, s.Y1 = c.crowd.out(cells[2*a], cells[2*a+1])
		s.X2, s.Y2 = c.crowd.out(cells[2*b], cells[2*b+1])
		s.Class, s.Opacity = frame.Ink, float32(min(max(1-0.5*(long/max(mean, 1e-9)-1), 0.2), 0.9))
		threads = threads[1:]
		height[row*(2*netSide-1)+column] = float32((long - shortest) / max(longest-shortest, 1e-9))
	})
	m.fill(height)
	spots := frame.Marks[frame.Spot](c.Frame, "spots", netSide*netSide)
	for i := range spots {
		x, y := c.crowd.out(cells[2*i], cells[2*i+1])
		spots[i] = frame.Spot{X: x, Y: y, Class: frame.Ink, Radius: 3}
	}
}

// fill gives the cells, and the places between four of them, the mean of the threads around (Ultsch, "Self-organizing neural
// networks for visualisation and classification", 1993).
func (m *som) fill(height []float32) {
	const w = 2*netSide - 1
	for r := range w {
		for q := range w {
			if (r+q)%2 == 1 {
				continue
			}
			var sum, n float32
			for _, step := range [4][2]int{{-1, 0}, {1, 0}, {0, -1}, {0, 1}} {
				if y, x := r+step[0], q+step[1]; y >= 0 && y < w && x >= 0 && x < w {
					sum += height[y*w+x]
					n++
				}
			}
			height[r*w+q] = sum / n
		}
	}
}

func (m *som) comment(r *Run) lab.Line {
	args := map[string]any{"radius": math.Round(10*m.Radius()) / 10}
	switch {
	case r.done:
		return lab.Line{Key: "narrator.som.done"}
	case m.Radius() > netSide/4:
		return lab.Line{Key: "narrator.som.unfolds", Args: args}
	}
	return lab.Line{Key: "narrator.som.settles", Args: args}
}
