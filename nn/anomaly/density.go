package anomaly

import (
	"fmt"
	"math/rand/v2"

	"github.com/whisker-lab/whisker/nn"
	"github.com/whisker-lab/whisker/nn/cluster"
)

// Density scores points by how thinly a mixture of Gaussians, fitted to what is normal, covers their place (Bishop, "Novelty
// detection and neural network validation", 1994).
type Density struct {
	*cluster.GMM
	features int
	point    []float32
}

// NewDensity begins to fit a mixture of so many Gaussians to normal points x (features, n).
func NewDensity(x []float32, n, gaussians int, r *rand.Rand) (*Density, error) {
	points, err := rows(x, n)
	if err != nil {
		return nil, err
	}
	m, err := cluster.NewGMM(points, gaussians, r)
	if err != nil {
		return nil, fmt.Errorf("anomaly: %w", err)
	}
	return &Density{GMM: m, features: points.Dim(1), point: make([]float32, points.Dim(1))}, nil
}

// Scores sets dst (n) to minus the natural logarithm of the density at points x (features, n).
func (m *Density) Scores(x []float32, n int, dst []float64) {
	each(x, n, m.point, func(i int) { dst[i] = -m.LogDensity(m.point) })
}

// rows turns x (features, n) into points (n, features).
func rows(x []float32, n int) (*nn.Tensor, error) {
	if n < 1 || len(x) == 0 || len(x)%n != 0 {
		return nil, fmt.Errorf("anomaly: %d values of %d points", len(x), n)
	}
	features := len(x) / n
	t := nn.NewTensor(n, features)
	for i := range n {
		for f := range features {
			t.Data[i*features+f] = x[f*n+i]
		}
	}
	return t, nil
}

const badPoints = "anomaly: points do not fit"

// each calls visit for every point of x (len(point), n), with its features in point.
func each(x []float32, n int, point []float32, visit func(i int)) {
	if len(x) < len(point)*n {
		panic(badPoints)
	}
	for i := range n {
		for f := range point {
			point[f] = x[f*n+i]
		}
		visit(i)
	}
}
