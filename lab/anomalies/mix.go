package anomalies

import (
	"fmt"
	"math"
	"math/rand/v2"

	"github.com/whisker-lab/whisker/lab"
	"github.com/whisker-lab/whisker/lab/sample"
	"github.com/whisker-lab/whisker/nn"
	"github.com/whisker-lab/whisker/nn/data"
)

// What randomness is drawn for, so that one seed gives unrelated numbers for each.
const (
	forPoints = iota + 1
	forWeights
	forOrder
	forTurns
)

// mix is what a method learns, which is normal throughout, and what it is judged by: more of the same, and strangers.
type mix struct {
	sample.Room
	features int
	normal   int       // points to learn from
	test     int       // points to be judged by
	x        []float32 // (features, normal), as a method sees them
	judged   []float32 // (features, test)
	strange  []bool    // (test)
	at       []float32 // (normal + test, 2): where they lie on the plot
	scale    *nn.Scaler
	flat     [2]line // from scaled features to the plot
	turns    []int   // the points to be judged in the order in which they come
}

func newMix(c lab.Config) (*mix, error) {
	n, ratio := int(c.Number("samples")), c.Number("ratio")
	learn, calm, odd := deal(n, ratio, n, n)
	p, err := newPool(c, learn+calm, odd, rand.New(c.Rand("dataseed", forPoints)))
	if err != nil {
		return nil, err
	}
	if learn, calm, odd = deal(n, ratio, len(p.normal), len(p.strange)); p.learn > 0 {
		learn, calm, odd = p.learn, len(p.normal)-p.learn, len(p.strange)
	}
	m := &mix{
		Room: p.Room, features: len(p.rows), normal: learn, test: calm + odd,
		x: pick(p.rows, p.normal[:learn]), strange: make([]bool, calm+odd),
	}
	tested := append(append([]int(nil), p.normal[learn:learn+calm]...), p.strange[:odd]...)
	m.judged = pick(p.rows, tested)
	for i := calm; i < calm+odd; i++ {
		m.strange[i] = true
	}
	for _, i := range append(append([]int(nil), p.normal[:learn]...), tested...) {
		m.at = append(m.at, p.x[i], p.y[i])
	}
	if m.scale, err = nn.NewScaler("zscore", m.x, m.features, m.normal); err != nil {
		return nil, fmt.Errorf("anomalies: %w", err)
	}
	if m.features == data.DigitPixels {
		share(m.scale.Spread)
	}
	m.scale.Apply(m.x, m.x, m.normal)
	m.scale.Apply(m.judged, m.judged, m.test)
	for i, l := range p.flat {
		m.flat[i] = line{make([]float64, m.features), l.bias}
		for f, w := range l.weights {
			m.flat[i].weights[f] = w * m.scale.Spread[f]
			m.flat[i].bias += w * m.scale.Centre[f]
		}
	}
	m.turns = rand.New(c.Rand("dataseed", forTurns)).Perm(m.test)
	return m, nil
}

// deal shares n points out, or as many as there are: half of them to learn from, and in the other half the ratio of strangers.
func deal(n int, ratio float64, normals, strangers int) (learn, calm, odd int) {
	for ; n > least; n-- {
		test := n / 2
		odd = int(math.Round(ratio * float64(test)))
		if odd <= strangers && n-odd <= normals {
			break
		}
	}
	test := n / 2
	odd = min(int(math.Round(ratio*float64(test))), strangers)
	return n - test, test - odd, odd
}

// least is how few points are dealt.
const least = 8

// share gives all features the same spread, as those have that are of one kind: a pixel that is hardly ever black would
// outweigh all others by its own.
func share(spread []float64) {
	var sum float64
	for _, s := range spread {
		sum += s * s / float64(len(spread))
	}
	for f := range spread {
		spread[f] = math.Sqrt(sum)
	}
}

// pick takes some columns of rows (features, n).
func pick(rows [][]float32, at []int) []float32 {
	x := make([]float32, 0, len(rows)*len(at))
	for _, row := range rows {
		for _, i := range at {
			x = append(x, row[i])
		}
	}
	return x
}

// whole tells whether a method sees more than the plot shows.
func (m *mix) whole() bool { return m.features > 2 }

// strangers is how many of the points to be judged are strange.
func (m *mix) strangers() (n int) {
	for _, s := range m.strange {
		if s {
			n++
		}
	}
	return n
}

// lies is where point i of x (features, n) lies on the plot.
func (m *mix) lies(x []float32, n, i int) (u, v float32) {
	var at [2]float64
	for axis, l := range m.flat {
		at[axis] = l.bias
		for f, w := range l.weights {
			at[axis] += w * float64(x[f*n+i])
		}
	}
	return float32(at[0]), float32(at[1])
}

// seen is what a method that sees the plane alone sees of a place.
func (m *mix) seen(u, v float64) [2]float32 {
	return [2]float32{
		float32(m.scale.Do(0, u)), float32(m.scale.Do(1, v)),
	}
}

// names are what is normal and what is strange.
func (m *mix) names() []string {
	if n := m.Source.Names; len(n) == 2 && m.Source.Name != lab.OwnName { // of the reader's own either may be normal
		return n
	}
	return []string{"normal", "stranger"}
}
