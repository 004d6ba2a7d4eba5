package kernel

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"
)

func noise(r *rand.Rand, n int) []float32 {
	v := make([]float32, n)
	for i := range v {
		v[i] = float32(r.NormFloat64())
	}
	return v
}

// mulNaive is the definition of a product, in float64.
func mulNaive(c, a, b Matrix, add bool) []float64 {
	want := make([]float64, c.Rows*c.Cols)
	for i := 0; i < c.Rows; i++ {
		for j := 0; j < c.Cols; j++ {
			var s float64
			if add {
				s = float64(c.at(i, j))
			}
			for k := 0; k < a.Cols; k++ {
				s += float64(a.at(i, k)) * float64(b.at(k, j))
			}
			want[i*c.Cols+j] = s
		}
	}
	return want
}

func TestGemm(t *testing.T) {
	sizes := []struct{ m, n, k int }{
		{0, 3, 2}, {2, 0, 3}, {2, 3, 0}, {1, 1, 1}, {1, 8, 4}, {3, 5, 7}, {4, 8, 4}, {5, 9, 5}, {13, 7, 33},
		{33, 13, 5}, {16, 64, 64}, {7, 40, 257}, {9, 17, 600},
	}
	for _, s := range sizes {
		for mode := range 8 {
			ta, tb, add := mode&1 != 0, mode&2 != 0, mode&4 != 0
			t.Run(fmt.Sprintf("%dx%dx%d ta=%v tb=%v add=%v", s.m, s.n, s.k, ta, tb, add), func(t *testing.T) {
				r := rand.New(rand.NewPCG(1, uint64(mode)))
				view := func(rows, cols int, trans bool) Matrix {
					if trans {
						return view(r, cols, rows).T()
					}
					return view(r, rows, cols)
				}
				a, b, c := view(s.m, s.k, ta), view(s.k, s.n, tb), view(s.m, s.n, false)
				want := mulNaive(c, a, b, add)
				before := append([]float32(nil), c.Data...)
				var g Gemm
				g.Mul(c, a, b, add)
				for i := 0; i < c.Rows; i++ {
					for j := 0; j < c.Cols; j++ {
						if got, w := float64(c.at(i, j)), want[i*s.n+j]; math.Abs(got-w) > 1e-5*math.Sqrt(float64(s.k+1))*4 {
							t.Fatalf("c[%d][%d] = %v; want %v", i, j, got, w)
						}
					}
					for j := c.Cols; j < c.Stride && i*c.Stride+j < len(c.Data); j++ {
						if c.Data[i*c.Stride+j] != before[i*c.Stride+j] {
							t.Fatalf("wrote beyond row %d", i)
						}
					}
				}
			})
		}
	}
}

// view is a random matrix with a gap of three after each row.
func view(r *rand.Rand, rows, cols int) Matrix {
	return Matrix{Data: noise(r, rows*(cols+3)), Rows: rows, Cols: cols, Stride: cols + 3}
}

func TestTileEqualsScalar(t *testing.T) {
	r := rand.New(rand.NewPCG(2, 2))
	for _, depth := range []int{4, 8, 12, 64} {
		a, b := make([]float32, depth*tileRows*spread), noise(r, depth*tileCols)
		packLeft(a, Mat(noise(r, tileRows*depth), tileRows, depth), 0, 0, depth)
		for _, add := range []bool{false, true} {
			c := noise(r, 3*11+8)
			want := append([]float32(nil), c...)
			tile(c, 11, a, b, depth, add)
			tileScalar(want, 11, a, b, depth, add)
			for i := range c {
				if c[i] != want[i] {
					t.Fatalf("depth %d add %v: c[%d] = %v; want %v", depth, add, i, c[i], want[i])
				}
			}
		}
	}
}

func TestGemmAllocatesOnce(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 3))
	a, b, c := view(r, 13, 33), view(r, 33, 7), view(r, 13, 7)
	var g Gemm
	g.Mul(c, a, b, false)
	if n := testing.AllocsPerRun(10, func() { g.Mul(c, a, b, true) }); n != 0 {
		t.Fatalf("Mul allocates %v times; want 0", n)
	}
}

func TestGemmRefuses(t *testing.T) {
	tests := []struct {
		name string
		run  func()
	}{
		{"inner sizes", func() {
			new(Gemm).Mul(Mat(make([]float32, 4), 2, 2), Mat(make([]float32, 6), 2, 3), Mat(make([]float32, 4), 2, 2), false)
		}},
		{"short storage", func() {
			new(Gemm).Mul(Mat(make([]float32, 3), 2, 2), Mat(make([]float32, 4), 2, 2), Mat(make([]float32, 4), 2, 2), false)
		}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			defer func() {
				if recover() == nil {
					t.Fatal("no panic")
				}
			}()
			tt.run()
		})
	}
}

func BenchmarkGemm(b *testing.B) {
	for _, s := range []struct{ m, n, k int }{{128, 128, 128}, {16, 64, 64}, {16, 256, 64}, {64, 40, 400}, {400, 40, 64}, {512, 512, 512}} {
		b.Run(fmt.Sprintf("%dx%dx%d", s.m, s.n, s.k), func(b *testing.B) {
			r := rand.New(rand.NewPCG(1, 1))
			x, y, z := Mat(noise(r, s.m*s.k), s.m, s.k), Mat(noise(r, s.k*s.n), s.k, s.n), Mat(noise(r, s.m*s.n), s.m, s.n)
			var g Gemm
			for b.Loop() {
				g.Mul(z, x, y, false)
			}
			b.ReportMetric(2*float64(s.m)*float64(s.n)*float64(s.k)*float64(b.N)/b.Elapsed().Seconds()/1e9, "GFLOP/s")
		})
	}
}
