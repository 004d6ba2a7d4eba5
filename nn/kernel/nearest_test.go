package kernel

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
)

func TestNearest(t *testing.T) {
	for _, tt := range []struct{ n, dims, k int }{{1, 1, 1}, {7, 2, 3}, {8, 2, 8}, {13, 2, 5}, {33, 3, 7}, {100, 5, 1}, {9, 1, 2}} {
		t.Run(fmt.Sprintf("%d points, %d dims, %d centres", tt.n, tt.dims, tt.k), func(t *testing.T) {
			r := rand.New(rand.NewPCG(1, 1))
			x, c := noise(r, tt.n*tt.dims), noise(r, tt.k*tt.dims)
			copy(c[(tt.k-1)*tt.dims:], c[:tt.dims]) // a centre twice: the first is taken
			index, want := make([]int32, tt.n), make([]int32, tt.n)
			dist, wantDist := make([]float32, tt.n), make([]float32, tt.n)
			var g Centres
			g.Set(c, tt.dims)
			g.Nearest(index, dist, x, tt.n)
			nearestScalar(want, wantDist, x, c, tt.n, tt.dims)
			if !slices.Equal(index, want) || !slices.Equal(dist, wantDist) {
				t.Errorf("got %v %v; want %v %v", index, dist, want, wantDist)
			}
		})
	}
}

func TestAddRowsAt(t *testing.T) {
	for _, width := range []int{1, 4, 8} {
		for _, n := range []int{0, 1, 3, 4, 13} {
			r := rand.New(rand.NewPCG(2, 2))
			x, sums := noise(r, n*width), noise(r, 3*width)
			want := slices.Clone(sums)
			index := make([]int32, n)
			for i := range index {
				index[i] = int32(r.IntN(3))
			}
			AddRowsAt(sums, x, index, width)
			addRowsAtScalar(want, x, index, width)
			if !slices.Equal(sums, want) {
				t.Errorf("width %d, %d rows: got %v; want %v", width, n, sums, want)
			}
		}
	}
}
