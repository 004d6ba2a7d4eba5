package anomaly

import (
	"fmt"
	"io"
	"math"
	"math/rand/v2"

	"github.com/whisker-lab/whisker/nn"
	"github.com/whisker-lab/whisker/nn/neighbour"
)

// KNN scores points by their mean distance to the k nearest normal ones (Angiulli and Pizzuti, "Fast Outlier Detection in High
// Dimensional Spaces", 2002). There is nothing to fit; its steps score the normal points themselves.
type KNN struct {
	n, features, k int
	points         *nn.Tensor // (n, features)
	tree           *neighbour.Tree
	order          []int32   // (n): in which the points are scored
	next           int       // in order
	own            []float64 // (n): NaN until scored
	sum            float64   // of those
	pace           int
	point          []float32
	shown          *nn.Tensor // (n)
}

const knnPace = 100

// NewKNN keeps normal points x (features, n). r draws the order in which they are scored.
func NewKNN(x []float32, n, k int, r *rand.Rand) (*KNN, error) {
	points, err := rows(x, n)
	if err != nil {
		return nil, err
	}
	tree, err := neighbour.NewTree(points)
	if err != nil {
		return nil, fmt.Errorf("anomaly: %w", err)
	}
	if k < 1 || k >= n {
		return nil, fmt.Errorf("anomaly: %d neighbours: want 1 to %d, the number of other points", k, n-1)
	}
	m := &KNN{
		n: n, features: points.Dim(1), k: k, points: points, tree: tree, order: make([]int32, n), own: make([]float64, n),
		pace: min(knnPace, n), point: make([]float32, points.Dim(1)), shown: nn.NewTensor(n),
	}
	for i, at := range r.Perm(n) {
		m.order[i], m.own[i] = int32(at), math.NaN()
	}
	return m, nil
}

// Scores sets dst (n) to the mean distance of points x (features, n) to the k nearest normal ones. A normal point counts
// itself; see Own.
func (m *KNN) Scores(x []float32, n int, dst []float64) {
	each(x, n, m.point, func(i int) { dst[i] = m.mean(m.point, -1) })
}

// mean is the mean distance to the k nearest but one, −1 for none.
func (m *KNN) mean(at []float32, but int32) (sum float64) {
	left := m.k
	for _, f := range m.tree.Nearest(at, m.k+1) {
		if f.Index == but || left == 0 {
			continue
		}
		left--
		sum += math.Sqrt(f.Squared)
	}
	return sum / float64(m.k)
}

// Own are the scores of the normal points, each among the others, and NaN for those that no step has come to. They are the
// learner's.
func (m *KNN) Own() []float64 { return m.own }

// Step scores some more of the normal points. The loss is the mean of those that have a score. It is done when all have.
func (m *KNN) Step() (loss float64, done bool) {
	for range m.pace {
		if m.next == m.n {
			break
		}
		i := m.order[m.next]
		m.next++
		m.own[i] = m.mean(m.points.Data[int(i)*m.features:][:m.features], i)
		m.sum += m.own[i]
	}
	return m.sum / float64(m.next), m.next == m.n
}

// Tune changes pace, the points scored in a step.
func (m *KNN) Tune(name string, v float64) {
	if name == "pace" && v >= 1 {
		m.pace = int(min(v, float64(m.n)))
	}
}

// Publish is part of nn.Learner: the normal points (n, features) and their own scores (n), −1 until they have one.
func (m *KNN) Publish(emit func(name string, t *nn.Tensor)) {
	for i, v := range m.own {
		if m.shown.Data[i] = float32(v); math.IsNaN(v) {
			m.shown.Data[i] = -1
		}
	}
	emit("points", m.points)
	emit("own", m.shown)
}

// Save is part of nn.Learner. The points are not saved: they come from the data.
func (m *KNN) Save(w io.Writer) error {
	e := nn.NewEncoder(w, "neighbours")
	e.Uint(uint64(m.pace))
	e.Uint(uint64(m.next))
	e.Float(m.sum)
	e.Ints(m.order)
	e.Doubles(m.own)
	return e.Close()
}

// Load is part of nn.Learner.
func (m *KNN) Load(r io.Reader) error {
	d := nn.NewDecoder(r, "neighbours")
	d.Int(&m.pace, 1, m.n)
	d.Int(&m.next, 0, m.n)
	d.Float(&m.sum)
	d.Ints("order", m.order, 0, m.n-1)
	d.Doubles("scores", m.own)
	return d.Close()
}
