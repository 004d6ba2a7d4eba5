package cluster

import (
	"fmt"
	"io"
	"math"
	"math/rand/v2"

	"github.com/whisker-lab/whisker/nn"
)

// GMM is a mixture of Gaussians with full covariances, fitted by expectation maximisation (Dempster, Laird and Rubin,
// "Maximum Likelihood from Incomplete Data via the EM Algorithm", 1977). Every point belongs to every component a little.
type GMM struct {
	n, dims, k int
	points     *nn.Tensor // (n, dims)

	weights     []float64 // (k), adding up to 1
	means       []float64 // (k, dims)
	covariances []float64 // (k, dims, dims)
	factors     []float64 // (k, dims, dims): lower triangles L with L·Lᵀ the covariance
	logs        []float64 // (k): of weight/√((2π)^dims·det)
	ridge       float64   // added to the variances, so that no component falls in on one point

	shares     *nn.Tensor // (n, k): responsibilities under the parameters as they are now
	likelihood float64    // mean logarithm of the density at the points, likewise
	scratch    []float64  // (max(dims, k))
	solved     []float64  // (dims)
	shown      []published
	assignment []int32
}

type published struct {
	name   string
	tensor *nn.Tensor
}

const (
	maxMixture   = 64    // dimensions and components
	ridgeShare   = 1e-6  // of the mean variance of the data
	ridgeLeast   = 1e-9  // where all points are equal
	gmmTolerance = 1e-7  // a smaller gain of the mean log density is none
	lostShare    = 1e-10 // of the points: a component that holds less keeps its place
)

// NewGMM begins with k components of the same round shape at points far from each other: k-means++. It copies the points
// (n, dims).
func NewGMM(points *nn.Tensor, k int, r *rand.Rand) (*GMM, error) {
	start, err := NewKMeans(points, k, r)
	if err != nil {
		return nil, err
	}
	return GMMFrom(points, start.Centres())
}

// GMMFrom begins with components of the same round shape around the given means (k, dims).
func GMMFrom(points, means *nn.Tensor) (*GMM, error) {
	at, err := KMeansFrom(points, means)
	if err != nil {
		return nil, err
	}
	n, dims, k := at.n, at.dims, at.k
	if dims > maxMixture || k > maxMixture {
		return nil, fmt.Errorf("cluster: mixture of %d components in %d dimensions: want at most %d of each", k, dims, maxMixture)
	}
	m := &GMM{
		n: n, dims: dims, k: k, points: at.points,
		weights: make([]float64, k), means: make([]float64, k*dims), covariances: make([]float64, k*dims*dims),
		factors: make([]float64, k*dims*dims), logs: make([]float64, k),
		shares: nn.NewTensor(n, k), scratch: make([]float64, max(dims, k)), solved: make([]float64, dims),
		assignment: make([]int32, n),
	}
	m.shown = []published{
		{"points", m.points}, {"means", nn.NewTensor(k, dims)}, {"covariances", nn.NewTensor(k, dims, dims)},
		{"weights", nn.NewTensor(k)}, {"responsibilities", m.shares}, {"assignment", nn.NewTensor(n)},
	}
	variance := m.variance()
	m.ridge = max(ridgeShare*variance, ridgeLeast)
	for c := range k {
		m.weights[c] = 1 / float64(k)
		for d := range dims {
			m.means[c*dims+d] = float64(means.Data[c*dims+d])
			m.covariances[(c*dims+d)*dims+d] = variance/float64(k) + m.ridge
		}
	}
	m.prepare()
	m.expect()
	return m, nil
}

// variance is the mean of the points' variances in each dimension.
func (m *GMM) variance() (mean float64) {
	for d := range m.dims {
		var sum, squares float64
		for i := range m.n {
			sum += float64(m.points.Data[i*m.dims+d])
		}
		centre := sum / float64(m.n)
		for i := range m.n {
			diff := float64(m.points.Data[i*m.dims+d]) - centre
			squares += diff * diff
		}
		mean += squares / float64(m.n*m.dims)
	}
	return mean
}

// Step moves every component to the points it answers for, then shares the points out anew. The loss is minus the mean
// logarithm of the density at the points afterwards, which never rises but for what the ridge takes. It is done when that
// gains nothing more.
func (m *GMM) Step() (loss float64, done bool) {
	before := m.likelihood
	m.maximise()
	m.prepare()
	m.expect()
	return -m.likelihood, math.Abs(m.likelihood-before) <= gmmTolerance
}

// maximise fits the components to the responsibilities.
func (m *GMM) maximise() {
	dims := m.dims
	for c := range m.k {
		mean, cov := m.means[c*dims:][:dims], m.covariances[c*dims*dims:][:dims*dims]
		var total float64
		sums := m.scratch[:dims]
		clear(sums)
		for i := range m.n {
			share := float64(m.shares.Data[i*m.k+c])
			total += share
			for d, v := range m.points.Data[i*dims:][:dims] {
				sums[d] += share * float64(v)
			}
		}
		m.weights[c] = total / float64(m.n)
		if m.weights[c] < lostShare {
			continue
		}
		for d, sum := range sums {
			mean[d] = sum / total
		}
		clear(cov)
		for i := range m.n {
			share := float64(m.shares.Data[i*m.k+c])
			row := m.points.Data[i*dims:][:dims]
			for a := range dims {
				off := share * (float64(row[a]) - mean[a])
				for b := 0; b <= a; b++ {
					cov[a*dims+b] += off * (float64(row[b]) - mean[b])
				}
			}
		}
		for a := range dims {
			for b := 0; b <= a; b++ {
				cov[a*dims+b] /= total
				cov[b*dims+a] = cov[a*dims+b]
			}
			cov[a*dims+a] += m.ridge
		}
	}
	// A lost component weighs next to nothing, but the logarithm of its weight must be finite.
	var total float64
	for c := range m.weights {
		m.weights[c] = max(m.weights[c], lostShare)
		total += m.weights[c]
	}
	for c := range m.weights {
		m.weights[c] /= total
	}
}

// prepare factors the covariances: Cholesky.
func (m *GMM) prepare() {
	dims := m.dims
	for c := range m.k {
		cov, l := m.covariances[c*dims*dims:][:dims*dims], m.factors[c*dims*dims:][:dims*dims]
		logDet := 0.0
		for a := range dims {
			for b := 0; b <= a; b++ {
				sum := cov[a*dims+b]
				for j := range b {
					sum -= l[a*dims+j] * l[b*dims+j]
				}
				if a == b {
					// Rounding can leave less than the ridge, which every variance has at least.
					l[a*dims+a] = math.Sqrt(max(sum, m.ridge/2))
				} else {
					l[a*dims+b] = sum / l[b*dims+b]
				}
			}
			logDet += 2 * math.Log(l[a*dims+a])
		}
		m.logs[c] = math.Log(m.weights[c]) - (float64(dims)*math.Log(2*math.Pi)+logDet)/2
	}
}

// expect shares every point out among the components.
func (m *GMM) expect() {
	var total float64
	for i := range m.n {
		share := m.shares.Data[i*m.k:][:m.k]
		log := m.logDensity(m.points.Data[i*m.dims:][:m.dims])
		total += log
		best := 0
		for c, v := range m.scratch[:m.k] {
			share[c] = float32(math.Exp(v - log))
			if share[c] > share[best] {
				best = c
			}
		}
		m.assignment[i] = int32(best)
	}
	m.likelihood = total / float64(m.n)
}

// logDensity is the logarithm of the density at x, and leaves that of each component's part of it in scratch.
func (m *GMM) logDensity(x []float32) float64 {
	dims, most := m.dims, math.Inf(-1)
	for c := range m.k {
		mean, l := m.means[c*dims:][:dims], m.factors[c*dims*dims:][:dims*dims]
		var squared float64
		for a := range dims { // L·solved = x − mean
			sum := float64(x[a]) - mean[a]
			for j, v := range m.solved[:a] {
				sum -= l[a*dims+j] * v
			}
			m.solved[a] = sum / l[a*dims+a]
			squared += m.solved[a] * m.solved[a]
		}
		m.scratch[c] = m.logs[c] - squared/2
		most = max(most, m.scratch[c])
	}
	var sum float64
	for _, v := range m.scratch[:m.k] {
		sum += math.Exp(v - most)
	}
	return most + math.Log(sum)
}

const badPoint = "cluster: the point has other dimensions"

// LogDensity is the natural logarithm of the mixture's density at any point (dims).
func (m *GMM) LogDensity(x []float32) float64 {
	if len(x) != m.dims {
		panic(badPoint)
	}
	return m.logDensity(x)
}

// LogLikelihood is the mean logarithm of the density at the points.
func (m *GMM) LogLikelihood() float64 { return m.likelihood }

// Components is how many Gaussians there are.
func (m *GMM) Components() int { return m.k }

// Weight is the share of the points that component c holds.
func (m *GMM) Weight(c int) float64 { return m.weights[c] }

// Mean is the middle of component c (dims). It is the learner's.
func (m *GMM) Mean(c int) []float64 { return m.means[c*m.dims:][:m.dims] }

// Covariance is the shape of component c (dims, dims). It is the learner's.
func (m *GMM) Covariance(c int) []float64 { return m.covariances[c*m.dims*m.dims:][:m.dims*m.dims] }

// Responsibilities are how much of each point each component holds (n, k); rows add up to 1. They are the learner's.
func (m *GMM) Responsibilities() *nn.Tensor { return m.shares }

// Assignment is the component that holds most of each point (n).
func (m *GMM) Assignment() []int32 { return m.assignment }

// SetMean puts a component somewhere else; learning goes on from there.
func (m *GMM) SetMean(c int, at ...float32) {
	if len(at) != m.dims || c < 0 || c >= m.k {
		panic(badPoint)
	}
	for d, v := range at {
		m.means[c*m.dims+d] = float64(v)
	}
	m.expect()
}

// Tune is part of nn.Learner: a mixture has nothing to tune on the way.
func (m *GMM) Tune(name string, v float64) {}

// Publish is part of nn.Learner: the points (n, dims), the means (k, dims), covariances (k, dims, dims) and weights (k) of
// the components, the responsibilities (n, k) and the component that holds most of each point (n).
func (m *GMM) Publish(emit func(name string, t *nn.Tensor)) {
	for i, from := range [][]float64{m.means, m.covariances, m.weights} {
		for j, v := range from {
			m.shown[1+i].tensor.Data[j] = float32(v)
		}
	}
	floats(m.shown[5].tensor.Data, m.assignment)
	for _, p := range m.shown {
		emit(p.name, p.tensor)
	}
}

// floats sets dst to whole numbers.
func floats(dst []float32, from []int32) {
	for i, v := range from {
		dst[i] = float32(v)
	}
}

// Save is part of nn.Learner. The points are not saved: they come from the data.
func (m *GMM) Save(w io.Writer) error {
	e := nn.NewEncoder(w, "mixture")
	e.Doubles(m.weights)
	e.Doubles(m.means)
	e.Doubles(m.covariances)
	return e.Close()
}

// Load is part of nn.Learner.
func (m *GMM) Load(r io.Reader) error {
	d := nn.NewDecoder(r, "mixture")
	d.Doubles("weights", m.weights)
	d.Doubles("means", m.means)
	d.Doubles("covariances", m.covariances)
	if err := d.Close(); err != nil {
		return err
	}
	m.prepare()
	m.expect()
	return nil
}

// Ellipse tells the half axes of a covariance in the plane, at one standard deviation, and the angle of the longer one against
// the first coordinate, in radians.
func Ellipse(xx, xy, yy float64) (long, short, angle float64) {
	middle, off := (xx+yy)/2, math.Hypot((xx-yy)/2, xy)
	return math.Sqrt(middle + off), math.Sqrt(max(middle-off, 0)), math.Atan2(2*xy, xx-yy) / 2
}
