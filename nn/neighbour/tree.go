package neighbour

import (
	"cmp"
	"fmt"
	"math"
	"slices"

	"gonum.org/v1/gonum/spatial/kdtree"

	"github.com/whisker-lab/whisker/nn"
)

// Tree is a k-d tree (Bentley, "Multidimensional binary search trees used for associative searching", 1975) over points that
// do not change. It is searched without allocating, and by one caller at a time.
//
// gonum builds it. Its own search sorts what it finds by way of an interface, which allocates, and leaves open which of
// two points at the same distance comes first; so the tree is searched here.
type Tree struct {
	dims  int
	rows  []float32 // (n, dims)
	nodes []node
	root  int32
	found []Found
	most  int     // to find
	reach float64 // squared; grows smaller as nearer points are found
}

// Found is a point of the tree.
type Found struct {
	Index   int32
	Squared float64 // distance, squared
}

// node splits its points at its own coordinate in dimension plane.
type node struct {
	index, left, right int32 // left and right are none where there are no more points
	plane              int32
}

const none = -1

// NewTree builds the tree of points (n, dims), which it copies. n may be 0.
func NewTree(points *nn.Tensor) (*Tree, error) {
	if err := Check(points); err != nil {
		return nil, err
	}
	n, dims := points.Dim(0), points.Dim(1)
	t := &Tree{dims: dims, rows: slices.Clone(points.Data), nodes: make([]node, 0, n), found: make([]Found, 0, n)}
	places := make(places, n)
	for i := range places {
		places[i] = &place{index: int32(i), at: t.rows[i*dims:][:dims]}
	}
	t.root = t.flatten(kdtree.New(places, false).Root)
	return t, nil
}

// Check tells what is wrong with points (n, dims): every coordinate must be finite.
func Check(points *nn.Tensor) error {
	if len(points.Shape) != 2 || points.Dim(1) < 1 {
		return fmt.Errorf("points of shape %v: want (n, dims)", points.Shape)
	}
	for i, v := range points.Data {
		if math.IsNaN(float64(v)) || math.IsInf(float64(v), 0) {
			return fmt.Errorf("point %d: coordinate %d is %v", i/points.Dim(1), i%points.Dim(1), v)
		}
	}
	return nil
}

// flatten lays the nodes out in one array.
func (t *Tree) flatten(n *kdtree.Node) int32 {
	if n == nil {
		return none
	}
	at := len(t.nodes)
	t.nodes = append(t.nodes, node{index: n.Point.(*place).index, plane: int32(n.Plane)})
	left := t.flatten(n.Left)
	right := t.flatten(n.Right)
	t.nodes[at].left, t.nodes[at].right = left, right
	return int32(at)
}

// Len is the number of points.
func (t *Tree) Len() int { return len(t.nodes) }

const badPlace = "neighbour: the place has other dimensions than the points"

// Nearest returns the k points nearest to a place (dims), the nearest first, and of equals the one with the lower index.
// They are the tree's until the next search.
func (t *Tree) Nearest(at []float32, k int) []Found {
	t.most, t.reach = min(k, len(t.nodes)), math.Inf(1)
	return t.search(at)
}

// Within returns all points not farther than radius from a place (dims), in no useful order, but always in the same one.
// They are the tree's until the next search.
func (t *Tree) Within(at []float32, radius float64) []Found {
	t.most, t.reach = 0, radius*radius
	return t.search(at)
}

func (t *Tree) search(at []float32) []Found {
	if len(at) != t.dims {
		panic(badPlace)
	}
	t.found = t.found[:0]
	t.descend(t.root, at)
	return t.found
}

func (t *Tree) descend(i int32, at []float32) {
	if i == none {
		return
	}
	n := &t.nodes[i]
	row := t.rows[int(n.index)*t.dims:][:len(at)]
	var squared float64
	for d, v := range at {
		diff := float64(v) - float64(row[d])
		squared += diff * diff
	}
	if squared <= t.reach {
		t.keep(Found{n.index, squared})
	}
	apart := float64(at[n.plane]) - float64(row[n.plane])
	near, far := n.left, n.right
	if apart > 0 {
		near, far = far, near
	}
	t.descend(near, at)
	if apart*apart <= t.reach {
		t.descend(far, at)
	}
}

// keep puts f into its place among the most nearest, or at the end where all are wanted.
func (t *Tree) keep(f Found) {
	if t.most == 0 {
		t.found = append(t.found, f)
		return
	}
	if len(t.found) == t.most {
		if before(t.found[t.most-1], f) {
			return
		}
		t.found = t.found[:t.most-1]
	}
	i := len(t.found)
	t.found = append(t.found, f)
	for ; i > 0 && before(f, t.found[i-1]); i-- {
		t.found[i] = t.found[i-1]
	}
	t.found[i] = f
	if len(t.found) == t.most {
		t.reach = t.found[t.most-1].Squared
	}
}

func before(a, b Found) bool {
	return a.Squared < b.Squared || a.Squared == b.Squared && a.Index < b.Index
}

// place is a point as gonum's tree sees it.
type place struct {
	index int32
	at    []float32
}

func (p *place) Compare(c kdtree.Comparable, d kdtree.Dim) float64 {
	return float64(p.at[d]) - float64(c.(*place).at[d])
}

func (p *place) Dims() int { return len(p.at) }

func (p *place) Distance(c kdtree.Comparable) (squared float64) {
	for d := range p.at {
		diff := p.Compare(c, kdtree.Dim(d))
		squared += diff * diff
	}
	return squared
}

// places are split in the middle: gonum's own pivots are drawn from a source that no link can name.
type places []*place

func (p places) Index(i int) kdtree.Comparable         { return p[i] }
func (p places) Len() int                              { return len(p) }
func (p places) Slice(start, end int) kdtree.Interface { return p[start:end] }
func (p places) Pivot(d kdtree.Dim) int {
	slices.SortFunc(p, func(a, b *place) int {
		return cmp.Or(cmp.Compare(a.at[d], b.at[d]), cmp.Compare(a.index, b.index))
	})
	return len(p) / 2
}
