package eigen_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"

	"gonum.org/v1/gonum/mat"
	"gonum.org/v1/gonum/stat"

	"github.com/whisker-lab/whisker/nn/eigen"
)

func noise(n int, seed uint64) []float64 {
	r := rand.New(rand.NewPCG(seed, 1))
	v := make([]float64, n)
	for i := range v {
		v[i] = r.NormFloat64()
	}
	return v
}

// Values and vectors are Gonum's, by A·v = λ·v and by orthogonality, to rounding: 1e-12 of the largest value.
func TestSymmetric(t *testing.T) {
	for _, n := range []int{1, 2, 3, 5, 16, 64} {
		for kind, change := range map[string]func(a []float64){
			"random": func([]float64) {},
			"alike":  func(a []float64) { clear(a); a[0] = 3 }, // all values but one are 0
			"tiny": func(a []float64) {
				for i := range a {
					a[i] *= 1e-30
				}
			},
			"graded": func(a []float64) {
				for i := range a {
					a[i] *= math.Pow(10, -float64(i/n+i%n)/4)
				}
			},
		} {
			t.Run(fmt.Sprint(kind, n), func(t *testing.T) {
				b, a := noise(n*n, uint64(n)), make([]float64, n*n)
				for i := range n {
					for j := range n {
						a[i*n+j] = b[i*n+j] + b[j*n+i]
					}
				}
				change(a)
				var want mat.EigenSym
				if !want.Factorize(mat.NewSymDense(n, append([]float64(nil), a...)), false) {
					t.Fatal("Gonum finds none")
				}
				values, vectors := eigen.Symmetric(append([]float64(nil), a...), n)
				most := 0.0
				for _, v := range values {
					most = max(most, math.Abs(v))
				}
				for k, v := range values {
					if d := math.Abs(v - want.Values(nil)[n-1-k]); d > 1e-12*most {
						t.Errorf("value %d is %g; Gonum's is %g", k, v, want.Values(nil)[n-1-k])
					}
					for i := range n {
						sum := -v * vectors[k*n+i]
						for j := range n {
							sum += a[i*n+j] * vectors[k*n+j]
						}
						if math.Abs(sum) > 1e-12*most*float64(n) {
							t.Fatalf("A·v is %g beside λ·v", sum)
						}
					}
					for l := range k + 1 {
						dot := 0.0
						for i := range n {
							dot += vectors[k*n+i] * vectors[l*n+i]
						}
						if l == k {
							dot--
						}
						if math.Abs(dot) > 1e-12 {
							t.Fatalf("vectors %d and %d: %g", k, l, dot)
						}
					}
				}
			})
		}
	}
}

func TestComponents(t *testing.T) {
	for _, shape := range [][2]int{{2, 2}, {200, 2}, {3, 5}, {100, 8}} {
		n, dims := shape[0], shape[1]
		rows := noise(n*dims, 7)
		for i := range rows {
			rows[i] = 4 + rows[i]*float64(1+i%dims)
		}
		variances, directions := eigen.Components(rows, n, dims)
		var pc stat.PC
		if !pc.PrincipalComponents(mat.NewDense(n, dims, rows), nil) {
			t.Fatal("Gonum finds none")
		}
		var vectors mat.Dense
		pc.VectorsTo(&vectors)
		for k, want := range pc.VarsTo(nil) {
			if math.Abs(variances[k]-want) > 1e-12*variances[0] {
				t.Errorf("%v: variance %d is %g; Gonum's is %g", shape, k, variances[k], want)
			}
			dot := 0.0
			for d := range dims {
				dot += directions[k*dims+d] * vectors.At(d, k)
			}
			if want > 1e-9*variances[0] && math.Abs(math.Abs(dot)-1) > 1e-9 {
				t.Errorf("%v: direction %d is %g beside Gonum's", shape, k, dot)
			}
		}
	}
}

// What is no number neither hangs nor panics.
func TestNoNumbers(t *testing.T) {
	for _, v := range []float64{math.NaN(), math.Inf(1)} {
		eigen.Symmetric([]float64{1, v, 2, v, 2, 0, 2, 0, v}, 3)
	}
}

func ExampleSymmetric() {
	values, vectors := eigen.Symmetric([]float64{2, 1, 1, 2}, 2)
	fmt.Printf("%.0f along (%.2f, %.2f)\n", values[0], vectors[0], vectors[1])
	// Output: 3 along (0.71, 0.71)
}

func BenchmarkSymmetric(b *testing.B) {
	for _, n := range []int{2, 8, 64} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			a := eigen.Covariance(noise(200*n, 1), 200, n)
			work := make([]float64, len(a))
			for b.Loop() {
				copy(work, a)
				eigen.Symmetric(work, n)
			}
		})
	}
}
