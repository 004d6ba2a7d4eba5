package cluster

import (
	"fmt"
	"io"
	"math/rand/v2"

	"github.com/whisker-lab/whisker/nn"
	"github.com/whisker-lab/whisker/nn/kernel"
)

// Starts lists the ways to choose the first centres.
//
//   - random: any points, each once (Forgy, 1965).
//   - plusplus: each next one with a chance that grows with the square of its distance to those before (Arthur and
//     Vassilvitskii, "k-means++: The Advantages of Careful Seeding", 2007).
//   - farthest: one at random, then always the point farthest from those before (Gonzalez, "Clustering to minimize the maximum
//     intercluster distance", 1985). Outliers draw it.
var Starts = [...]string{"random", "plusplus", "farthest"}

// NewKMeansAt begins with k centres chosen in one of the ways of Starts.
func NewKMeansAt(start string, points *nn.Tensor, k int, r *rand.Rand) (*KMeans, error) {
	m, err := newKMeans(points, k)
	if err != nil {
		return nil, err
	}
	switch start {
	case "random":
		for c, pick := range r.Perm(m.n)[:k] {
			m.begin(c, pick)
		}
	case "plusplus":
		m.plusPlus(r)
	case "farthest":
		m.farthest(r)
	default:
		return nil, fmt.Errorf("cluster: no start %q", start)
	}
	return m, nil
}

// begin puts centre c where a point is.
func (m *KMeans) begin(c, point int) {
	copy(m.centres.Data[c*m.dims:][:m.dims], m.points.Data[point*m.dims:])
}

// measure sets m.distance to the squared distances to the nearest of the first few centres.
func (m *KMeans) measure(centres int) {
	m.nearest.Set(m.centres.Data[:centres*m.dims], m.dims)
	m.nearest.Nearest(m.index, m.distance, m.columns, m.n)
}

func (m *KMeans) plusPlus(r *rand.Rand) {
	pick := r.IntN(m.n)
	for c := 0; ; c++ {
		m.begin(c, pick)
		if c == m.k-1 {
			break
		}
		m.measure(c + 1)
		var total float64
		for _, d := range m.distance {
			total += float64(d)
		}
		left := r.Float64() * total
		for pick = 0; pick < m.n-1; pick++ {
			if left -= float64(m.distance[pick]); left < 0 {
				break
			}
		}
	}
	m.forget()
}

func (m *KMeans) farthest(r *rand.Rand) {
	m.begin(0, r.IntN(m.n))
	for c := 1; c < m.k; c++ {
		m.measure(c)
		pick := 0
		for i, d := range m.distance {
			if d > m.distance[pick] {
				pick = i
			}
		}
		m.begin(c, pick)
	}
	m.forget()
}

// forget leaves no trace of the search for centres: before the first step no point has been given to any.
func (m *KMeans) forget() {
	clear(m.index)
	clear(m.distance)
}

// Beat is half of an iteration of k-means.
type Beat int

// The beats.
const (
	Assign Beat = iota // every point to the nearest centre
	Move               // every centre to the mean of its points
)

// Beats is k-means in two visible beats: a step is either of the two. The loss is the inertia, which no beat ever raises,
// after the first.
type Beats struct {
	*KMeans
	next Beat
}

// InBeats slows k-means down. It is done when an assignment changes nothing.
func InBeats(m *KMeans) *Beats { return &Beats{KMeans: m} }

// Next is the beat that the next step does.
func (b *Beats) Next() Beat { return b.next }

// Step does one beat.
func (b *Beats) Step() (loss float64, done bool) {
	if b.next == Assign {
		if loss, done = b.assign(); !done {
			b.next = Move
		}
		return loss, done
	}
	b.next = Assign
	b.move()
	return b.spread(), false
}

// spread measures how far every point is from the centre it was given to, which is no longer the nearest for all.
func (m *KMeans) spread() float64 {
	for i, c := range m.index {
		var sum float32
		for d := range m.dims {
			diff := m.points.Data[i*m.dims+d] - m.centres.Data[int(c)*m.dims+d]
			sum += diff * diff
		}
		m.distance[i] = sum
	}
	return float64(kernel.Sum(m.distance)) / float64(m.n)
}

// SetCentre puts a centre somewhere else; the next beat assigns the points anew.
func (b *Beats) SetCentre(c int, at ...float32) {
	b.KMeans.SetCentre(c, at...)
	b.next = Assign
}

// Restart begins again with the given centres (k, dims).
func (b *Beats) Restart(centres *nn.Tensor) {
	b.KMeans.Restart(centres)
	b.next = Assign
}

// Save is part of nn.Learner.
func (b *Beats) Save(w io.Writer) error {
	e := nn.NewEncoder(w, "kmeans in beats")
	b.write(e)
	e.Uint(uint64(b.next))
	return e.Close()
}

// Load is part of nn.Learner.
func (b *Beats) Load(r io.Reader) error {
	d := nn.NewDecoder(r, "kmeans in beats")
	b.read(d)
	d.Int((*int)(&b.next), int(Assign), int(Move))
	return d.Close()
}
