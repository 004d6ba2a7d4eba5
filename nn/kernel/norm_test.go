package kernel

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

// Both ways give the bits of their scalar forms, over every length, and columns of mean 0 and variance 1.
func TestNormaliseEqualsScalar(t *testing.T) {
	const eps = 1e-5
	for _, rows := range []int{1, 2, 7, 8} {
		for stride := range 22 {
			t.Run(fmt.Sprintf("%d rows of %d", rows, stride), func(t *testing.T) {
				r := rand.New(rand.NewPCG(9, uint64(stride)))
				n := rows * stride
				x, row := noise(r, n), func() []float32 { return make([]float32, stride) }
				a, b := make([]float32, n), make([]float32, n)
				inv, want := row(), row()
				Normalise(a, inv, row(), x, rows, stride, eps)
				normaliseScalar(b, want, row(), x, 0, rows, stride, eps)
				sameBits(t, "hat", a, b)
				sameBits(t, "inv", inv, want)
				for j := range stride {
					var sum, squares float64
					for u := range rows {
						sum += float64(a[u*stride+j])
						squares += float64(a[u*stride+j]) * float64(a[u*stride+j])
					}
					if rows > 2 && (math.Abs(sum) > 1e-4 || math.Abs(squares/float64(rows)-1) > 0.1) {
						t.Errorf("column %d has the sum %v and the mean square %v; want 0 and about 1", j, sum, squares/float64(rows))
					}
				}
				d := noise(r, n)
				e := slices.Clone(d)
				NormaliseBack(d, a, inv, row(), row(), rows, stride)
				normaliseBackScalar(e, b, want, row(), row(), 0, rows, stride)
				sameBits(t, "the gradient", d, e)
			})
		}
	}
}

func BenchmarkNormalise(b *testing.B) {
	const rows, stride = 8, 256
	x, hat, inv, mean := noise(rand.New(rand.NewPCG(1, 2)), rows*stride), make([]float32, rows*stride), make([]float32, stride), make([]float32, stride)
	for b.Loop() {
		Normalise(hat, inv, mean, x, rows, stride, 1e-5)
	}
}
