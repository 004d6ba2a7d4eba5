package semi

import (
	"fmt"
	"math"
	"slices"

	"github.com/whisker-lab/whisker/nn"
	"github.com/whisker-lab/whisker/nn/neighbour"
)

// Graph joins every point to its nearest ones. An edge holds where either of two points is among the k nearest of the other,
// and weighs exp(−d²/2σ²), σ the mean length of all edges.
type Graph struct {
	n      int
	points *nn.Tensor
	start  []int32 // (n+1): where the edges of each point begin
	to     []int32 // the other end, rising
	weight []float32
	degree []float64 // (n): sum of the weights
}

// Edge is one edge of the graph, drawn from A to B.
type Edge struct {
	A, B   int32 // A < B
	Weight float32
}

// MaxNeighbours is how many nearest ones may be asked for.
const MaxNeighbours = 100

// NewGraph joins points (n, dims) to their k nearest. It copies the points.
func NewGraph(points *nn.Tensor, k int) (*Graph, error) {
	tree, err := neighbour.NewTree(points)
	if err != nil {
		return nil, fmt.Errorf("semi: %w", err)
	}
	n, dims := points.Dim(0), points.Dim(1)
	if n == 0 {
		return nil, fmt.Errorf("semi: no points")
	}
	if k < 1 || k > MaxNeighbours {
		return nil, fmt.Errorf("semi: %d neighbours: want 1 to %d", k, MaxNeighbours)
	}
	type half struct {
		from, to int32
		squared  float64
	}
	var halves []half
	for i := range n {
		// One more than k: the point itself is among them, or else as many others lie in the same place.
		taken := 0
		for _, f := range tree.Nearest(points.Data[i*dims:][:dims], k+1) {
			if int(f.Index) != i && taken < k {
				halves = append(halves, half{int32(i), f.Index, f.Squared}, half{f.Index, int32(i), f.Squared})
				taken++
			}
		}
	}
	slices.SortFunc(halves, func(a, b half) int {
		if a.from != b.from {
			return int(a.from - b.from)
		}
		return int(a.to - b.to)
	})
	halves = slices.CompactFunc(halves, func(a, b half) bool { return a.from == b.from && a.to == b.to })
	var sigma float64
	for _, h := range halves {
		sigma += math.Sqrt(h.squared) / float64(len(halves))
	}
	g := &Graph{
		n: n, points: nn.TensorOf(slices.Clone(points.Data), n, dims), start: make([]int32, n+1),
		to: make([]int32, len(halves)), weight: make([]float32, len(halves)), degree: make([]float64, n),
	}
	for i, h := range halves {
		w := 1.0 // all points lie in the same place
		if sigma > 0 {
			w = math.Exp(-h.squared / (2 * sigma * sigma))
		}
		// A far point keeps a thread to the others, however thin.
		g.to[i], g.weight[i] = h.to, float32(max(w, thread))
		g.start[h.from+1]++
		g.degree[h.from] += float64(g.weight[i])
	}
	for i := range n {
		g.start[i+1] += g.start[i]
	}
	return g, nil
}

const thread = 1e-30

// Len is the number of points.
func (g *Graph) Len() int { return g.n }

// Edges are all edges, each once, by their ends.
func (g *Graph) Edges() []Edge {
	edges := make([]Edge, 0, len(g.to)/2)
	for i := range g.n {
		for e := g.start[i]; e < g.start[i+1]; e++ {
			if int(g.to[e]) > i {
				edges = append(edges, Edge{int32(i), g.to[e], g.weight[e]})
			}
		}
	}
	return edges
}
