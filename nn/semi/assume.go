package semi

import (
	"cmp"
	"fmt"
	"math/rand/v2"
	"slices"

	"gonum.org/v1/gonum/stat"

	"github.com/whisker-lab/whisker/nn/data"
)

// Assumptions lists what learning from few labels rests on (Chapelle, Schölkopf and Zien, "Semi-Supervised Learning", 2006,
// section 1.2), by the names of what Break does to it.
//
//   - continuity: points that lie close together are of the same class. Broken, two in five points are of any class.
//   - cluster: points of one cloud are of the same class, so that the border runs where points are few. Broken, the classes
//     are bands from left to right, as many points in each, whose borders cut through every cloud.
//   - manifold: points lie along something thinner than the plane. Broken, they are strewn around it.
var Assumptions = [...]string{"continuity", "cluster", "manifold"}

const (
	anyClass = 0.4
	strewn   = 0.5 // of each coordinate's standard deviation
)

// Break returns points that break one of the Assumptions; p stays as it is.
func Break(assumption string, p data.Points, classes int, r *rand.Rand) (data.Points, error) {
	p.X, p.Y, p.Class = slices.Clone(p.X), slices.Clone(p.Y), slices.Clone(p.Class)
	n := p.Len()
	switch assumption {
	case "continuity":
		for i := range n {
			if r.Float64() < anyClass {
				p.Class[i] = r.IntN(classes)
			}
		}
	case "cluster":
		order := make([]int, n)
		for i := range order {
			order[i] = i
		}
		slices.SortFunc(order, func(a, b int) int { return cmp.Or(cmp.Compare(p.X[a], p.X[b]), cmp.Compare(a, b)) })
		for rank, i := range order {
			p.Class[i] = rank * classes / n
		}
	case "manifold":
		for _, x := range [][]float32{p.X, p.Y} {
			wide := make([]float64, n)
			for i, v := range x {
				wide[i] = float64(v)
			}
			off := strewn * stat.StdDev(wide, nil)
			for i := range x {
				x[i] += float32(off * r.NormFloat64())
			}
		}
	default:
		return p, fmt.Errorf("semi: no assumption %q", assumption)
	}
	return p, nil
}
