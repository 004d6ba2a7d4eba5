package clustering

import (
	"cmp"
	"math"
	"math/rand/v2"
	"slices"

	"github.com/whisker-lab/whisker/frame"
	"github.com/whisker-lab/whisker/lab"
	"github.com/whisker-lab/whisker/nn"
	"github.com/whisker-lab/whisker/nn/cluster"
	"github.com/whisker-lab/whisker/nn/neighbour"
)

const (
	mostK       = 6   // as many as there are colours
	elbowTo     = 8   // so that one sees beyond
	elbowPoints = 400 // that it is found from: a chart to choose by, at once
	reachPoints = 1000
	widthPoints = 120
)

// guide is the chart that helps to choose what the method has to be told.
type guide struct {
	curves []curve
	at     []float32 // what is chosen: x, or a place on the curve
}

type curve struct {
	name string
	rows []float32 // (n, 2)
}

func newGuide(c lab.Config, d *crowd) (guide, error) {
	switch c.Text("method") {
	case "kmeans", "gmm":
		return elbow(d, int(c.Number("k")), rand.New(c.Rand("dataseed", forElbow)))
	case "dbscan":
		return reach(d, c.Number("eps"), int(c.Number("least")))
	case "meanshift":
		return widths(d, c.Number("bandwidth"), c)
	}
	return guide{}, nil
}

// elbow is how good k-means gets with each number of groups: the share of the inertia of one group, and the silhouette.
func elbow(d *crowd, k int, r *rand.Rand) (guide, error) {
	e, err := cluster.NewElbow(d.sample(elbowPoints), elbowTo, r)
	if err != nil {
		return guide{}, err
	}
	for !e.Step() {
	}
	g := guide{curves: []curve{{name: "guide/elbow"}, {name: "guide/silhouette"}}, at: []float32{float32(k)}}
	whole := max(e.Inertia()[0], math.SmallestNonzeroFloat32)
	for i, inertia := range e.Inertia() {
		g.curves[0].rows = append(g.curves[0].rows, float32(i+1), float32(inertia/whole))
	}
	for i, s := range e.Silhouettes() {
		if !math.IsNaN(s) {
			g.curves[1].rows = append(g.curves[1].rows, float32(i+1), float32(s))
		}
	}
	return g, nil
}

// reach is how far it is from each point to its neighbour number least, itself the first, the farthest first: those with no
// more than ε are cores (the k-dist graph of Ester et al., 1996).
func reach(d *crowd, eps float64, least int) (guide, error) {
	tree, err := neighbour.NewTree(d.points)
	if err != nil {
		return guide{}, err
	}
	from := d.sample(reachPoints)
	found := make([]float64, from.Dim(0))
	for i := range found {
		near := tree.Nearest(from.Data[2*i:2*i+2], least)
		found[i] = math.Sqrt(near[len(near)-1].Squared)
	}
	slices.SortFunc(found, func(a, b float64) int { return cmp.Compare(b, a) })
	rows, outside := make([]float32, 0, 2*len(found)), 0
	share := float32(d.len()) / float32(len(found))
	for i, far := range found {
		rows = append(rows, float32(i+1)*share, float32(far))
		outside += count(far > eps)
	}
	return guide{[]curve{{"guide/reach", rows}}, []float32{float32(outside) * share, float32(eps)}}, nil
}

// widths is how many summits mean shift finds with each bandwidth, from a few of the points.
func widths(d *crowd, chosen float64, c lab.Config) (guide, error) {
	few := d.sample(widthPoints)
	g := guide{curves: []curve{{name: "guide/widths"}}, at: []float32{float32(chosen)}}
	for w := 0.4; w < 2.01; w += 0.2 {
		n, err := summits(few, w, rand.New(c.Rand("dataseed", forElbow)))
		if err != nil {
			return guide{}, err
		}
		g.curves[0].rows = append(g.curves[0].rows, float32(w), float32(n))
	}
	return g, nil
}

func summits(points *nn.Tensor, width float64, r *rand.Rand) (int, error) {
	m, err := cluster.NewMeanShift(points, width, r)
	if err != nil {
		return 0, err
	}
	for range longestPath {
		if _, done := m.Step(); done {
			break
		}
	}
	return m.Groups(), nil
}

func (g *guide) paint(f *frame.Frame) {
	for _, c := range g.curves {
		copy(f.Add(c.name, len(c.rows)/2, 2), c.rows)
	}
	if g.at != nil {
		copy(f.Add("guide/at", len(g.at)), g.at)
	}
}
