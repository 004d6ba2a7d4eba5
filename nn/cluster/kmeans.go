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

// KMeans moves k centres to where the points nearest to them are on average, until none changes hands (Lloyd, "Least Squares
// Quantization in PCM", 1957/1982).
type KMeans struct {
	n, dims, k int
	columns    []float32 // (dims, n): for distances, a point in each lane
	rows       []float32 // (n, width): coordinates, a 1 that counts, zeros; for sums
	width      int

	centres  *nn.Tensor // (k, dims)
	index    []int32    // of the nearest centre
	previous []int32
	distance []float32 // to it, squared
	sums     []float32 // (k, width), of one block of points
	totals   []float64 // (k, width)
	nearest  kernel.Centres
	steps    int
	labels   *nn.Tensor // (n)
	distances,
	points *nn.Tensor
}

// block is how many points are added up in float32 before the sum goes into a float64.
const block = 512

// NewKMeans begins with k centres drawn from points (n, dims), far from each other with high probability: k-means++ (Arthur
// and Vassilvitskii, 2007). It copies the points.
func NewKMeans(points *nn.Tensor, k int, r *rand.Rand) (*KMeans, error) {
	m, err := newKMeans(points, k)
	if err != nil {
		return nil, err
	}
	m.plusPlus(r)
	return m, nil
}

// KMeansFrom begins with the given centres (k, dims).
func KMeansFrom(points, centres *nn.Tensor) (*KMeans, error) {
	if len(centres.Shape) != 2 || len(points.Shape) != 2 || centres.Dim(1) != points.Dim(1) {
		return nil, fmt.Errorf("cluster: centres %v do not lie among points %v", centres.Shape, points.Shape)
	}
	m, err := newKMeans(points, centres.Dim(0))
	if err != nil {
		return nil, err
	}
	copy(m.centres.Data, centres.Data)
	return m, nil
}

// Restart begins again with the given centres (k, dims).
func (m *KMeans) Restart(centres *nn.Tensor) {
	if len(centres.Data) != len(m.centres.Data) {
		panic(badCentres)
	}
	copy(m.centres.Data, centres.Data)
	m.steps = 0
}

const badCentres = "cluster: centres do not fit the points"

func newKMeans(points *nn.Tensor, k int) (*KMeans, error) {
	if err := neighbour.Check(points); err != nil {
		return nil, fmt.Errorf("cluster: %w", err)
	}
	n, dims := points.Dim(0), points.Dim(1)
	if k < 1 || k > n {
		return nil, fmt.Errorf("cluster: k=%d: want 1 to %d, the number of points", k, n)
	}
	m := &KMeans{
		n: n, dims: dims, k: k, width: (dims + 4) / 4 * 4,
		columns: make([]float32, n*dims),
		centres: nn.NewTensor(k, dims),
		index:   make([]int32, n), previous: make([]int32, n), distance: make([]float32, n),
		labels: nn.NewTensor(n), points: nn.TensorOf(slices.Clone(points.Data), n, dims),
	}
	m.distances = nn.TensorOf(m.distance, n)
	m.rows = make([]float32, n*m.width)
	m.sums, m.totals = make([]float32, k*m.width), make([]float64, k*m.width)
	for i := 0; i < n; i++ {
		for d := 0; d < dims; d++ {
			v := points.Data[i*dims+d]
			m.columns[d*n+i], m.rows[i*m.width+d] = v, v
		}
		m.rows[i*m.width+dims] = 1
	}
	return m, nil
}

// Step gives every point to the nearest centre and moves the centres. The loss is the inertia before the move: the mean
// squared distance of a point to its centre. It is done when no point has changed hands. A centre without points stays.
func (m *KMeans) Step() (loss float64, done bool) {
	if loss, done = m.assign(); !done {
		m.move()
	}
	return loss, done
}

// assign gives every point to the nearest centre, and tells whether none has changed hands.
func (m *KMeans) assign() (loss float64, done bool) {
	m.index, m.previous = m.previous, m.index
	m.nearest.Set(m.centres.Data, m.dims)
	m.nearest.Nearest(m.index, m.distance, m.columns, m.n)
	done = m.steps > 0 && slices.Equal(m.index, m.previous)
	m.steps++
	return float64(kernel.Sum(m.distance)) / float64(m.n), done
}

// move takes every centre to the mean of its points.
func (m *KMeans) move() {
	clear(m.totals)
	for from := 0; from < m.n; from += block {
		to := min(from+block, m.n)
		clear(m.sums)
		kernel.AddRowsAt(m.sums, m.rows[from*m.width:to*m.width], m.index[from:to], m.width)
		for i, v := range m.sums {
			m.totals[i] += float64(v)
		}
	}
	for c := 0; c < m.k; c++ {
		total := m.totals[c*m.width:]
		count := total[m.dims]
		if count == 0 {
			continue
		}
		for d := 0; d < m.dims; d++ {
			m.centres.Data[c*m.dims+d] = float32(total[d] / count)
		}
	}
}

// Inertia is the mean squared distance of a point to the nearest centre as the centres are now.
func (m *KMeans) Inertia() float64 {
	m.nearest.Set(m.centres.Data, m.dims)
	m.nearest.Nearest(m.previous, m.distance, m.columns, m.n) // not a step: previous is overwritten by the next one
	return float64(kernel.Sum(m.distance)) / float64(m.n)
}

// Centres are the centres as they are now (k, dims). They are the learner's.
func (m *KMeans) Centres() *nn.Tensor { return m.centres }

// SetCentre puts a centre somewhere else; learning goes on from there.
func (m *KMeans) SetCentre(c int, at ...float32) {
	if c < 0 || c >= m.k || len(at) != m.dims {
		panic(badCentres)
	}
	copy(m.centres.Data[c*m.dims:], at)
	m.steps = 0
}

// Assignment is which centre each point was given to in the last step.
func (m *KMeans) Assignment() []int32 { return m.index }

// Tune is part of nn.Learner: k-means has nothing to tune on the way.
func (m *KMeans) Tune(name string, v float64) {}

// Publish is part of nn.Learner: the points (n, dims), the centres (k, dims), and for each point its centre and squared
// distance (n).
func (m *KMeans) Publish(emit func(name string, t *nn.Tensor)) {
	for i, c := range m.index {
		m.labels.Data[i] = float32(c)
	}
	emit("points", m.points)
	emit("centres", m.centres)
	emit("assignment", m.labels)
	emit("distance", m.distances)
}

// Save is part of nn.Learner. The points are not saved: they come from the data.
func (m *KMeans) Save(w io.Writer) error {
	e := nn.NewEncoder(w, "kmeans")
	m.write(e)
	return e.Close()
}

// Load is part of nn.Learner.
func (m *KMeans) Load(r io.Reader) error {
	d := nn.NewDecoder(r, "kmeans")
	m.read(d)
	return d.Close()
}

func (m *KMeans) write(e *nn.Encoder) {
	e.Uint(uint64(m.steps))
	e.Floats(m.centres.Data)
	e.Ints(m.index)
	e.Floats(m.distance)
}

func (m *KMeans) read(d *nn.Decoder) {
	d.Int(&m.steps, 0, math.MaxInt32)
	d.Floats("centres", m.centres.Data)
	d.Ints("assignment", m.index, 0, m.k-1)
	d.Floats("distance", m.distance)
}
