package groups

import (
	"math"
	"math/rand/v2"

	"github.com/whisker-lab/whisker/lab"
	"github.com/whisker-lab/whisker/nn/cluster"
)

const (
	mostK       = 6   // as many as there are colours
	elbowTo     = 8   // so that one sees beyond
	elbowPoints = 400 // that it is found from: a chart to choose by, at once
)

// guide is the chart that helps to choose: how well each number of groups would do.
type guide struct {
	k                  int          // the chosen one, 0 where it has no meaning
	elbow, silhouettes [][2]float64 // k, and the share of the inertia of one group or the silhouette
}

// newGuide tries every number of groups where the method wants to be told one.
func newGuide(c lab.Config, d *crowd) (guide, error) {
	switch c.Text("method") {
	case "kmeans", "gmm":
	default:
		return guide{}, nil
	}
	g := guide{k: int(c.Number("k"))}
	e, err := cluster.NewElbow(d.sample(elbowPoints), elbowTo, rand.New(c.Rand("dataseed", forElbow)))
	if err != nil {
		return g, err
	}
	for !e.Step() {
	}
	whole := e.Inertia()[0]
	for i, inertia := range e.Inertia() {
		g.elbow = append(g.elbow, [2]float64{float64(i + 1), inertia / max(whole, math.SmallestNonzeroFloat64)})
	}
	for i, s := range e.Silhouettes() {
		if !math.IsNaN(s) {
			g.silhouettes = append(g.silhouettes, [2]float64{float64(i + 1), s})
		}
	}
	return g, nil
}

func (g *guide) paint(f *lab.Frame) {
	if g.k == 0 {
		return
	}
	for _, curve := range []struct {
		name string
		rows [][2]float64
	}{{"guide/elbow", g.elbow}, {"guide/silhouette", g.silhouettes}} {
		rows := f.Add(curve.name, len(curve.rows), 2)
		for i, row := range curve.rows {
			rows[2*i], rows[2*i+1] = float32(row[0]), float32(row[1])
		}
	}
	f.Add("guide/k", 1)[0] = float32(g.k)
}
