package cluster

import (
	"fmt"
	"math"
	"math/rand/v2"

	"github.com/whisker-lab/whisker/nn"
)

// SilhouettePoints is how many points a silhouette is taken of; of more, evenly many apart.
const SilhouettePoints = 1000

const badGroups = "cluster: one group for each point, please"

// Silhouette is how much nearer points are to their own group than to the next one, from −1 to 1: the mean of (b−a)/max(a,b), a
// the mean distance to the others of the own group, b that to the nearest other one (Rousseeuw, "Silhouettes", 1987). A
// point alone in its group counts 0; points of no group, −1, are left out. It is NaN where there are fewer than two groups.
func Silhouette(points *nn.Tensor, assignment []int32) float64 {
	n, dims := points.Dim(0), points.Dim(1)
	if len(assignment) != n {
		panic(badGroups)
	}
	var rows []int
	groups := 0
	for i := range min(n, SilhouettePoints) {
		if at := i * n / min(n, SilhouettePoints); assignment[at] >= 0 {
			rows = append(rows, at)
			groups = max(groups, int(assignment[at])+1)
		}
	}
	size, sum := make([]int, groups), make([]float64, groups)
	used := 0
	for _, i := range rows {
		if size[assignment[i]]++; size[assignment[i]] == 1 {
			used++
		}
	}
	if used < 2 {
		return math.NaN()
	}
	var total float64
	for _, i := range rows {
		own := assignment[i]
		if size[own] == 1 {
			continue
		}
		clear(sum)
		for _, j := range rows {
			var squared float64
			for d := range dims {
				diff := float64(points.Data[i*dims+d]) - float64(points.Data[j*dims+d])
				squared += diff * diff
			}
			sum[assignment[j]] += math.Sqrt(squared)
		}
		a, b := sum[own]/float64(size[own]-1), math.Inf(1)
		for g, s := range sum {
			if g != int(own) && size[g] > 0 {
				b = min(b, s/float64(size[g]))
			}
		}
		if m := max(a, b); m > 0 {
			total += (b - a) / m
		}
	}
	return total / float64(len(rows))
}

// AdjustedRand is how far two ways to group the same points agree, 1 for entirely and about 0 for by chance (Hubert and Arabie,
// "Comparing partitions", 1985). Points of no group, −1, count as a group of their own.
func AdjustedRand(a, b []int32) float64 {
	if len(a) != len(b) {
		panic(badGroups)
	}
	ka, kb := groupsOf(a), groupsOf(b)
	table := make([]int, ka*kb)
	inA, inB := make([]int, ka), make([]int, kb)
	for i := range a {
		x, y := int(a[i])+1, int(b[i])+1
		table[x*kb+y]++
		inA[x]++
		inB[y]++
	}
	both, pairsA, pairsB := pairs(table), pairs(inA), pairs(inB)
	all := pairs([]int{len(a)})
	if all == 0 {
		return 1
	}
	chance, most := pairsA*pairsB/all, (pairsA+pairsB)/2
	if most == chance { // both have all points in one group, or each in its own
		return 1
	}
	return (both - chance) / (most - chance)
}

// groupsOf is how many rows a table needs for the groups from −1 on.
func groupsOf(a []int32) int {
	most := int32(-1)
	for _, g := range a {
		if g < -1 {
			panic(badGroups)
		}
		most = max(most, g)
	}
	return int(most) + 2
}

// pairs is how many pairs of points lie in the same field.
func pairs(counts []int) (sum float64) {
	for _, n := range counts {
		sum += float64(n) * float64(n-1) / 2
	}
	return sum
}

// Elbow runs k-means for each number of centres from 1 on, so that one can see from where on more of them gain little. It goes
// on by single iterations.
type Elbow struct {
	points      *nn.Tensor
	runs        []*KMeans // a few from different starts, for each k in turn
	rand        *rand.Rand
	k           int // that runs now
	run         int
	steps       int
	inertia     []float64
	silhouettes []float64
}

const (
	elbowRuns  = 3
	elbowSteps = 100
)

// NewElbow is for k from 1 to most, or to the number of points. It copies the points (n, dims).
func NewElbow(points *nn.Tensor, most int, r *rand.Rand) (*Elbow, error) {
	if most < 1 {
		return nil, fmt.Errorf("cluster: elbow up to k=%d: want 1 at least", most)
	}
	if len(points.Shape) == 2 {
		most = min(most, max(points.Dim(0), 1))
	}
	e := &Elbow{rand: r, inertia: make([]float64, 0, most), silhouettes: make([]float64, 0, most)}
	for k := 1; k <= most; k++ {
		m, err := newKMeans(points, k)
		if err != nil {
			return nil, err
		}
		e.runs = append(e.runs, m)
	}
	e.points = e.runs[0].points
	e.start()
	return e, nil
}

// start begins a run for the next k.
func (e *Elbow) start() {
	e.steps = 0
	e.runs[e.k].plusPlus(e.rand)
	e.runs[e.k].steps = 0
}

// Step does one iteration of k-means. It is done when every k has its inertia.
func (e *Elbow) Step() (done bool) {
	if e.k == len(e.runs) {
		return true
	}
	m := e.runs[e.k]
	_, still := m.Step()
	if e.steps++; !still && e.steps < elbowSteps {
		return false
	}
	inertia := m.Inertia()
	if e.run == 0 {
		e.inertia, e.silhouettes = append(e.inertia, math.Inf(1)), append(e.silhouettes, math.NaN())
	}
	if inertia < e.inertia[e.k] {
		e.inertia[e.k] = inertia
		e.silhouettes[e.k] = Silhouette(e.points, m.previous) // where Inertia has just put them
	}
	if e.run++; e.run == elbowRuns {
		e.run, e.k = 0, e.k+1
	}
	if e.k < len(e.runs) {
		e.start()
	}
	return e.k == len(e.runs)
}

// Inertia is the least mean squared distance to the nearest of k centres, for k from 1 on, as far as it has got.
func (e *Elbow) Inertia() []float64 { return e.inertia }

// Silhouettes are those of the same runs; the first, of one group, is NaN.
func (e *Elbow) Silhouettes() []float64 { return e.silhouettes }
