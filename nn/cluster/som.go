package cluster

import (
	"fmt"
	"io"
	"math"
	"math/rand/v2"
	"slices"

	"github.com/whisker-lab/whisker/nn"
	"github.com/whisker-lab/whisker/nn/kernel"
	"github.com/whisker-lab/whisker/nn/neighbour"
)

// SOMSpec says what map to build and how it learns.
type SOMSpec struct {
	Rows, Cols int
	Steps      int     // over which rate and radius shrink to their ends
	Batch      int     // examples shown in a step, one after the other; 0 for 10
	Rate       float64 // at first; it ends at a hundredth. 0 for 0.5
	Radius     float64 // of the neighbourhood on the grid, at first; it ends at 0.5. 0 for half the longer side
}

// SOM is a self-organising map: a grid of cells, each with a place among the points. The cell nearest to an example wins, and
// it and its neighbours on the grid move towards the example (Kohonen, "Self-organized formation of topologically correct
// feature maps", 1982).
type SOM struct {
	spec    SOMSpec
	n, dims int
	points  *nn.Tensor // (n, dims)
	columns []float32  // (dims, n)
	cells   *nn.Tensor // (rows, cols, dims)
	source  *rand.PCG
	rand    *rand.Rand
	step    int
	rate    float64 // at first
	near    []float64
	nearest kernel.Centres
	index   []int32   // (n), made when asked for
	squared []float32 // (n)
	shown   []published
}

const (
	maxCells      = 4096
	somBatch      = 10
	somRate       = 0.5
	somRateEnd    = 0.01 // of the first
	somRadiusEnd  = 0.5
	maxSOMSteps   = 1 << 24
	neighboursEnd = 3 // radii; e^−4.5 is 1 %
)

// NewSOM begins with every cell at a random place in the box that the points (n, dims) fill: a crumpled net. source draws
// these places and, from then on, the examples.
func NewSOM(points *nn.Tensor, spec SOMSpec, source *rand.PCG) (*SOM, error) {
	if err := neighbour.Check(points); err != nil {
		return nil, fmt.Errorf("cluster: %w", err)
	}
	n, dims := points.Dim(0), points.Dim(1)
	if spec.Batch == 0 {
		spec.Batch = somBatch
	}
	if spec.Rate == 0 {
		spec.Rate = somRate
	}
	if spec.Radius == 0 {
		spec.Radius = float64(max(spec.Rows, spec.Cols)) / 2
	}
	switch {
	case n == 0:
		return nil, fmt.Errorf("cluster: no points")
	case spec.Rows < 1 || spec.Cols < 1 || spec.Rows > maxCells || spec.Cols > maxCells || spec.Rows*spec.Cols > maxCells:
		return nil, fmt.Errorf("cluster: map of %d × %d cells: want 1 to %d in all", spec.Rows, spec.Cols, maxCells)
	case spec.Steps < 1 || spec.Steps > maxSOMSteps || spec.Batch < 1:
		return nil, fmt.Errorf("cluster: map of %d steps of %d examples: want 1 at least, and %d steps at most", spec.Steps, spec.Batch, maxSOMSteps)
	case !(spec.Rate > 0 && spec.Rate <= 1) || !(spec.Radius >= somRadiusEnd) || math.IsInf(spec.Radius, 0):
		return nil, fmt.Errorf("cluster: map with rate %v and radius %v: want a rate to 1 and a radius from %v", spec.Rate, spec.Radius, somRadiusEnd)
	}
	m := &SOM{
		spec: spec, n: n, dims: dims, points: nn.TensorOf(slices.Clone(points.Data), n, dims), columns: make([]float32, n*dims),
		cells: nn.NewTensor(spec.Rows, spec.Cols, dims), source: source, rand: rand.New(source), rate: spec.Rate,
		near: make([]float64, spec.Rows+spec.Cols), index: make([]int32, n), squared: make([]float32, n),
	}
	for d := range dims {
		lo, hi := math.Inf(1), math.Inf(-1)
		for i := range n {
			v := points.Data[i*dims+d]
			m.columns[d*n+i] = v
			lo, hi = min(lo, float64(v)), max(hi, float64(v))
		}
		for c := range spec.Rows * spec.Cols {
			m.cells.Data[c*dims+d] = float32(lo + (hi-lo)*m.rand.Float64())
		}
	}
	m.shown = []published{{"points", m.points}, {"cells", m.cells}}
	return m, nil
}

// Step shows the map some examples. The loss is the mean squared distance of these to the cells that won, before they moved.
// It is done when rate and radius have reached their ends.
func (m *SOM) Step() (loss float64, done bool) {
	along := min(float64(m.step)/float64(m.spec.Steps), 1)
	rate := m.rate * math.Pow(somRateEnd, along)
	radius := m.Radius()
	for i := range m.near {
		m.near[i] = math.Exp(-float64(i*i) / (2 * radius * radius))
	}
	reach := int(neighboursEnd*radius) + 1
	for range m.spec.Batch {
		x := m.points.Data[m.rand.IntN(m.n)*m.dims:][:m.dims]
		winner, squared := m.winner(x)
		loss += float64(squared) / float64(m.spec.Batch)
		row, col := winner/m.spec.Cols, winner%m.spec.Cols
		for r := max(row-reach, 0); r < min(row+reach+1, m.spec.Rows); r++ {
			for c := max(col-reach, 0); c < min(col+reach+1, m.spec.Cols); c++ {
				pull := float32(rate * m.near[max(r-row, row-r)] * m.near[max(c-col, col-c)])
				cell := m.cells.Data[(r*m.spec.Cols+c)*m.dims:][:m.dims]
				for d, v := range x {
					cell[d] += pull * (v - cell[d])
				}
			}
		}
	}
	if m.step < maxSOMSteps {
		m.step++
	}
	return loss, m.step >= m.spec.Steps
}

// winner is the cell nearest to x, the first among equals.
func (m *SOM) winner(x []float32) (cell int, squared float32) {
	squared = float32(math.Inf(1))
	for c, cells := 0, m.cells.Data; c < len(cells)/m.dims; c++ {
		var sum float32
		for d, v := range cells[c*m.dims:][:m.dims] {
			diff := x[d] - v
			sum += diff * diff
		}
		if sum < squared {
			cell, squared = c, sum
		}
	}
	return cell, squared
}

// Radius is how far the neighbourhood reaches now, in cells.
func (m *SOM) Radius() float64 {
	along := min(float64(m.step)/float64(m.spec.Steps), 1)
	return m.spec.Radius * math.Pow(somRadiusEnd/m.spec.Radius, along)
}

// Cells are the places of the cells (rows, cols, dims). They are the learner's.
func (m *SOM) Cells() *nn.Tensor { return m.cells }

// Assignment is the winner for each point (n), row·cols + column, and the mean squared distance to it, as the map is now.
func (m *SOM) Assignment() (cells []int32, inertia float64) {
	m.nearest.Set(m.cells.Data, m.dims)
	m.nearest.Nearest(m.index, m.squared, m.columns, m.n)
	return m.index, float64(kernel.Sum(m.squared)) / float64(m.n)
}

// Tune changes rate, as it was at first.
func (m *SOM) Tune(name string, v float64) {
	if name == "rate" && v > 0 && v <= 1 {
		m.rate = v
	}
}

// Publish is part of nn.Learner: the points (n, dims) and the places of the cells (rows, cols, dims).
func (m *SOM) Publish(emit func(name string, t *nn.Tensor)) {
	for _, p := range m.shown {
		emit(p.name, p.tensor)
	}
}

// Save is part of nn.Learner. The points are not saved: they come from the data.
func (m *SOM) Save(w io.Writer) error {
	e := nn.NewEncoder(w, "map")
	e.Uint(uint64(m.step))
	e.Float(m.rate)
	e.Source(m.source)
	e.Floats(m.cells.Data)
	return e.Close()
}

// Load is part of nn.Learner.
func (m *SOM) Load(r io.Reader) error {
	d := nn.NewDecoder(r, "map")
	d.Int(&m.step, 0, maxSOMSteps)
	d.Float(&m.rate)
	d.Source(m.source)
	d.Floats("cells", m.cells.Data)
	return d.Close()
}
