package neighbour_test

import (
	"cmp"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/whisker-lab/whisker/nn"
	"github.com/whisker-lab/whisker/nn/neighbour"
)

func cloud(n, dims int, coarse bool) *nn.Tensor {
	r := rand.New(rand.NewPCG(uint64(n), uint64(dims)))
	t := nn.NewTensor(n, dims)
	for i := range t.Data {
		t.Data[i] = float32(r.NormFloat64())
		if coarse { // so that many distances are equal
			t.Data[i] = float32(math.Round(float64(t.Data[i])))
		}
	}
	return t
}

// all is every point by distance, then by index: what a search by hand gives.
func all(points *nn.Tensor, at []float32) []neighbour.Found {
	var found []neighbour.Found
	for i := range points.Dim(0) {
		var sum float64
		for d, v := range at {
			diff := float64(v) - float64(points.Data[i*len(at)+d])
			sum += diff * diff
		}
		found = append(found, neighbour.Found{Index: int32(i), Squared: sum})
	}
	slices.SortFunc(found, order)
	return found
}

func order(a, b neighbour.Found) int {
	return cmp.Or(cmp.Compare(a.Squared, b.Squared), cmp.Compare(a.Index, b.Index))
}

func TestTreeFindsWhatASearchByHandFinds(t *testing.T) {
	for _, coarse := range []bool{false, true} {
		for _, n := range []int{0, 1, 2, 3, 50, 333} {
			for _, dims := range []int{1, 2, 5} {
				t.Run(fmt.Sprint(n, " points of ", dims, " coarse ", coarse), func(t *testing.T) {
					points := cloud(n, dims, coarse)
					tree, err := neighbour.NewTree(points)
					if err != nil {
						t.Fatal(err)
					}
					for _, at := range [][]float32{make([]float32, dims), cloud(1, dims, coarse).Data, slices.Repeat([]float32{9}, dims)} {
						want := all(points, at)
						for _, k := range []int{1, 3, 10, n} {
							if got := tree.Nearest(at, k); !slices.Equal(got, want[:min(k, n)]) {
								t.Fatalf("%d nearest to %v: %v; want %v", k, at, got, want[:min(k, n)])
							}
						}
						for _, radius := range []float64{0, 1, 2.5, 100} {
							got := slices.Clone(tree.Within(at, radius))
							slices.SortFunc(got, order)
							inside := 0
							for inside < n && want[inside].Squared <= radius*radius {
								inside++
							}
							if !slices.Equal(got, want[:inside]) {
								t.Fatalf("within %v of %v: %v; want %v", radius, at, got, want[:inside])
							}
						}
					}
				})
			}
		}
	}
}

func TestSearchesAllocateNothing(t *testing.T) {
	points := cloud(500, 2, false)
	tree, _ := neighbour.NewTree(points)
	if n := testing.AllocsPerRun(50, func() {
		tree.Nearest(points.Data[:2], 10)
		tree.Within(points.Data[:2], 1)
	}); n != 0 {
		t.Errorf("%v allocations", n)
	}
}

func TestNewTreeRefuses(t *testing.T) {
	for name, points := range map[string]*nn.Tensor{
		"flat":     nn.NewTensor(4),
		"no width": nn.NewTensor(4, 0),
		"nan":      nn.TensorOf([]float32{0, float32(math.NaN())}, 1, 2),
		"infinite": nn.TensorOf([]float32{0, float32(math.Inf(-1))}, 2, 1),
	} {
		if _, err := neighbour.NewTree(points); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}

func ExampleTree_Nearest() {
	tree, err := neighbour.NewTree(nn.TensorOf([]float32{0, 0, 3, 4, 1, 0}, 3, 2))
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, found := range tree.Nearest([]float32{0, 0}, 2) {
		fmt.Println(found.Index, math.Sqrt(found.Squared))
	}
	// Output:
	// 0 0
	// 2 1
}

func BenchmarkTree(b *testing.B) {
	points := cloud(10000, 2, false)
	b.Run("build", func(b *testing.B) {
		for b.Loop() {
			_, _ = neighbour.NewTree(points)
		}
		b.ReportMetric(float64(b.N*10000)/b.Elapsed().Seconds(), "points/s")
	})
	b.Run("10 nearest", func(b *testing.B) {
		tree, _ := neighbour.NewTree(points)
		i := 0
		for b.Loop() {
			tree.Nearest(points.Data[2*i:][:2], 10)
			i = (i + 1) % 10000
		}
		b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "points/s")
	})
}
