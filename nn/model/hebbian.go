package model

import (
	"fmt"
	"io"
	"math"
	"math/rand/v2"
	"slices"

	"github.com/whisker-lab/whisker/nn"
	"github.com/whisker-lab/whisker/nn/cluster"
	"github.com/whisker-lab/whisker/nn/eigen"
	"github.com/whisker-lab/whisker/nn/neighbour"
)

// HebbRules lists the rules by which cells that fire together wire together. x is an example from the mean of all, y = w·x what
// a cell makes of it.
//
//   - hebb: w += η·y·x (Hebb, "The Organization of Behavior", 1949, in its plainest form). It runs away.
//   - oja: w += η·y·(x − y·w) (Oja, "A simplified neuron model as a principal component analyzer", 1982). The weights settle at
//     length 1 along the first principal component.
//   - sanger: each cell sees what those before it leave of x (Sanger, "Optimal unsupervised learning in a single-layer linear
//     feedforward neural network", 1989). The weights settle along the first components, in their order.
//   - competitive: the cell whose weights are nearest to x, and it alone, moves there: w += η·(x − w) (Rumelhart and Zipser,
//     "Feature discovery by competitive learning", 1985). Here x is the example itself, and the cells settle as centres.
var HebbRules = [...]string{"hebb", "oja", "sanger", "competitive"}

const (
	hebb = iota
	oja
	sanger
	competitive
)

// HebbSpec says what cells learn by which rule. Rate can be tuned later.
type HebbSpec struct {
	Rule  string // see HebbRules
	Cells int    // 1 for hebb and oja
	Rate  float64
	Batch int     // examples a step, one after the other
	Start float64 // length of the first weights, 0 for 0.3; competitive ones begin elsewhere
}

// Hebbian is a layer of linear cells that learns without a teacher.
type Hebbian struct {
	rule, batch int
	n, dims     int
	rate        float64
	rows        []float32 // (n, dims), from the mean but for competitive
	mean        *nn.Tensor
	weights     *nn.Tensor // (cells, dims)
	example     *nn.Tensor // (dims): the one shown last, from the mean
	y           *nn.Tensor // (cells): what the cells made of it
	left        []float32  // (dims)
	source      *rand.PCG
	rand        *rand.Rand
	away        bool
	steps       int
	components  [][]float64 // principal ones, each (dims)
	variances   []float64   // along them
	principals  *nn.Tensor  // (dims, dims)
}

const (
	maxHebbDims  = 1024
	awayBeyond   = 1e6 // a weight that has run away
	hebbStart    = 0.3 // length of the first weights
	badComponent = "model: no such cell or component"
)

// NewHebbian begins with short weights in random directions or, for competitive, at examples far from each other (k-means++). points (n, dims) are copied.
// source draws the weights and, from then on, the examples. The points' spread and the rate belong together: scale the points.
func NewHebbian(spec HebbSpec, points *nn.Tensor, source *rand.PCG) (*Hebbian, error) {
	if err := neighbour.Check(points); err != nil {
		return nil, fmt.Errorf("model: %w", err)
	}
	n, dims := points.Dim(0), points.Dim(1)
	rule := slices.Index(HebbRules[:], spec.Rule)
	switch {
	case rule < 0:
		return nil, fmt.Errorf("model: no rule %q", spec.Rule)
	case n < 1 || dims > maxHebbDims:
		return nil, fmt.Errorf("model: %d points in %d dimensions: want 1 at least, in %d at most", n, dims, maxHebbDims)
	case spec.Cells < 1 || (rule == hebb || rule == oja) && spec.Cells != 1 || rule == sanger && spec.Cells > dims:
		return nil, fmt.Errorf("model: %d cells for %s in %d dimensions", spec.Cells, spec.Rule, dims)
	case !(spec.Start >= 0) || math.IsInf(spec.Start, 0):
		return nil, fmt.Errorf("model: first weights of length %v", spec.Start)
	case spec.Batch < 1 || !(spec.Rate > 0) || math.IsInf(spec.Rate, 0):
		return nil, fmt.Errorf("model: %d examples a step at rate %v: want 1 at least, and a positive rate", spec.Batch, spec.Rate)
	}
	m := &Hebbian{
		rule: rule, batch: spec.Batch, n: n, dims: dims, rate: spec.Rate, rows: slices.Clone(points.Data),
		mean: nn.NewTensor(dims), weights: nn.NewTensor(spec.Cells, dims), example: nn.NewTensor(dims), y: nn.NewTensor(spec.Cells),
		left: make([]float32, dims), source: source, rand: rand.New(source), principals: nn.NewTensor(dims, dims),
	}
	m.centre()
	m.analyse()
	if rule == competitive {
		// Cells that begin side by side share one group for ever.
		apart, err := cluster.NewKMeans(points, spec.Cells, m.rand)
		if err != nil {
			return nil, fmt.Errorf("model: %w", err)
		}
		copy(m.weights.Data, apart.Centres().Data)
		return m, nil
	}
	start := spec.Start
	if start == 0 {
		start = hebbStart
	}
	for c := range spec.Cells {
		w := m.weights.Data[c*dims:][:dims]
		var squares float64
		for squares == 0 {
			for d := range w {
				w[d] = float32(m.rand.NormFloat64())
				squares += float64(w[d]) * float64(w[d])
			}
		}
		for d := range w {
			w[d] *= float32(start / math.Sqrt(squares))
		}
	}
	return m, nil
}

// centre takes the mean off the points.
func (m *Hebbian) centre() {
	for d := range m.dims {
		var sum float64
		for i := range m.n {
			sum += float64(m.rows[i*m.dims+d])
		}
		m.mean.Data[d] = float32(sum / float64(m.n))
	}
	if m.rule == competitive {
		return
	}
	for i := range m.rows {
		m.rows[i] -= m.mean.Data[i%m.dims]
	}
}

// analyse finds the principal components, which the cells are measured by and know nothing of.
func (m *Hebbian) analyse() {
	m.components, m.variances = make([][]float64, m.dims), make([]float64, m.dims)
	values := make([]float64, len(m.rows))
	for i, v := range m.rows {
		values[i] = float64(v)
	}
	directions := make([]float64, m.dims*m.dims)
	if m.n > 1 {
		m.variances, directions = eigen.Components(values, m.n, m.dims)
	}
	if m.n < m.dims {
		clear(directions[m.n*m.dims:]) // along which nothing can vary
	}
	for c := range m.components {
		m.components[c] = directions[c*m.dims:][:m.dims]
		for d, v := range m.components[c] {
			m.principals.Data[c*m.dims+d] = float32(v)
		}
	}
}

// Step shows the cells some examples, one after the other. The loss is the mean squared distance of these from what the cells
// make of them, Σ y·w, or from the winner, before they learn from them. It is done when weights have run away, and then
// leaves them there.
func (m *Hebbian) Step() (loss float64, done bool) {
	for range m.batch {
		if m.away {
			break
		}
		copy(m.example.Data, m.rows[m.rand.IntN(m.n)*m.dims:][:m.dims])
		if m.rule == competitive {
			loss += m.compete()
		} else {
			loss += m.learn()
		}
		for _, w := range m.weights.Data {
			if !(w >= -awayBeyond && w <= awayBeyond) {
				m.away = true
			}
		}
	}
	m.steps++
	return loss / float64(m.batch), m.away
}

// learn is one example for the linear cells.
func (m *Hebbian) learn() (squared float64) {
	x, rate := m.example.Data, float32(m.rate)
	copy(m.left, x)
	for c := range m.y.Data {
		w := m.weights.Data[c*m.dims:][:m.dims]
		var y float32
		for d, v := range x {
			y += w[d] * v
		}
		m.y.Data[c] = y
		for d := range m.left {
			m.left[d] -= y * w[d]
		}
		// Sanger's cell learns from what it and those before it leave; for a single cell that is Oja's rule.
		from := m.left
		if m.rule == hebb {
			from = x
		}
		for d, v := range from {
			w[d] += rate * y * v
		}
	}
	for _, v := range m.left {
		squared += float64(v) * float64(v)
	}
	return squared
}

// compete is one example for cells of which one wins.
func (m *Hebbian) compete() float64 {
	x, best := m.example.Data, 0
	for c := range m.y.Data {
		var squared float32
		for d, v := range m.weights.Data[c*m.dims:][:m.dims] {
			squared += (x[d] - v) * (x[d] - v)
		}
		if m.y.Data[c] = squared; squared < m.y.Data[best] {
			best = c
		}
	}
	least := float64(m.y.Data[best])
	clear(m.y.Data)
	m.y.Data[best] = 1
	for d, v := range x {
		w := &m.weights.Data[best*m.dims+d]
		*w += float32(m.rate) * (v - *w)
	}
	return least
}

// Weights are those of the cells (cells, dims): from the mean, or for competitive from the origin. They are the learner's.
func (m *Hebbian) Weights() *nn.Tensor { return m.weights }

// Mean is that of the points (dims). It is the learner's.
func (m *Hebbian) Mean() *nn.Tensor { return m.mean }

// Example is the example shown last (dims), from the mean but for competitive, and what the cells made of it (cells), for
// competitive 1 for the winner. They are the learner's.
func (m *Hebbian) Example() (x, y *nn.Tensor) { return m.example, m.y }

// Next is the example that the next step shows first (dims), from the mean but for competitive. It is the learner's.
func (m *Hebbian) Next() []float32 {
	ahead := *m.source // a copy: to look changes nothing
	return m.rows[rand.New(&ahead).IntN(m.n)*m.dims:][:m.dims]
}

// Away tells whether the weights have run away.
func (m *Hebbian) Away() bool { return m.away }

// Steps returns the number of steps so far.
func (m *Hebbian) Steps() int { return m.steps }

// Component is a principal component of the points, as stat.PC has it (dims), and the variance along it; the first has the
// largest. Where there are fewer points than dimensions the last ones are zeros.
func (m *Hebbian) Component(i int) (direction []float64, variance float64) {
	if i < 0 || i >= m.dims {
		panic(badComponent)
	}
	return m.components[i], m.variances[i]
}

// Length is that of a cell's weights.
func (m *Hebbian) Length(cell int) float64 {
	if cell < 0 || cell >= len(m.y.Data) {
		panic(badComponent)
	}
	var squares float64
	for _, w := range m.weights.Data[cell*m.dims:][:m.dims] {
		squares += float64(w) * float64(w)
	}
	return math.Sqrt(squares)
}

// Angle is the one between a cell's weights and a principal component, in degrees from 0 to 90: which way along the component
// the weights point makes no difference. It is NaN where one of them has no direction.
func (m *Hebbian) Angle(cell, component int) float64 {
	direction, _ := m.Component(component)
	length := m.Length(cell)
	var dot, squares float64
	for d, w := range m.weights.Data[cell*m.dims:][:m.dims] {
		dot += float64(w) * direction[d]
		squares += direction[d] * direction[d]
	}
	return math.Acos(min(math.Abs(dot)/(length*math.Sqrt(squares)), 1)) * 180 / math.Pi
}

// Tune changes lr.
func (m *Hebbian) Tune(name string, v float64) {
	if name == "lr" && v >= 0 && !math.IsInf(v, 0) {
		m.rate = v
	}
}

// Publish is part of nn.Learner: the weights (cells, dims), the mean of the points (dims), their principal components (dims,
// dims), the example shown last (dims) and what the cells made of it (cells).
func (m *Hebbian) Publish(emit func(name string, t *nn.Tensor)) {
	emit("weights", m.weights)
	emit("mean", m.mean)
	emit("components", m.principals)
	emit("example", m.example)
	emit("y", m.y)
}

// Save is part of nn.Learner. The points are not saved: they come from the data.
func (m *Hebbian) Save(w io.Writer) error {
	e := nn.NewEncoder(w, "hebbian "+HebbRules[m.rule])
	e.Float(m.rate)
	e.Uint(uint64(m.steps))
	e.Source(m.source)
	e.Floats(m.weights.Data)
	e.Floats(m.example.Data)
	e.Floats(m.y.Data)
	e.Uint(uint64(truth(m.away)))
	return e.Close()
}

// Load is part of nn.Learner.
func (m *Hebbian) Load(r io.Reader) error {
	d := nn.NewDecoder(r, "hebbian "+HebbRules[m.rule])
	away := 0
	d.Float(&m.rate)
	d.Int(&m.steps, 0, math.MaxInt32)
	d.Source(m.source)
	d.Floats("weights", m.weights.Data)
	d.Floats("example", m.example.Data)
	d.Floats("y", m.y.Data)
	d.Int(&away, 0, 1)
	if err := d.Close(); err != nil {
		return err
	}
	m.away = away == 1
	return nil
}

func truth(b bool) int {
	if b {
		return 1
	}
	return 0
}
