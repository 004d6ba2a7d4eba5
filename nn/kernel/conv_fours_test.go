package kernel

import (
	"math/rand/v2"
	"testing"
)

func TestConvRowEqualsScalar(t *testing.T) {
	r := rand.New(rand.NewPCG(6, 6))
	for _, kw := range []int{3, 5} {
		for _, n := range []int{7, 8, 13, 14, 20, 28} {
			for _, planes := range []int{1, 3} {
				for rows := 1; rows <= kw; rows++ {
					row := 4 * (n + kw - 1)
					plane, area := row*(rows+1), kw*(rows+2)
					x, w := noise(r, planes*plane), noise(r, planes*area)
					y, want := make([]float32, 4*n), make([]float32, 4*n)
					convRow(y, x, w, 0.5, planes, rows, plane, row, area, kw)
					convRowScalar(want, x, w, 0.5, planes, rows, plane, row, area, kw)
					sameBits(t, "a row", y, want)
				}
			}
		}
	}
}

func TestInterleave(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 7))
	for n := 1; n <= 9; n++ {
		apart := n + 3
		src := noise(r, 4*apart)
		four, back := make([]float32, 4*n), make([]float32, 4*apart)
		interleave(four, src, n, apart)
		for i := range n {
			for k := range 4 {
				if four[4*i+k] != src[k*apart+i] {
					t.Fatalf("n=%d: lane %d of place %d is %v; want %v", n, k, i, four[4*i+k], src[k*apart+i])
				}
			}
		}
		deinterleave(back, four, n, apart)
		for i, v := range back {
			want := src[i]
			if i%apart >= n {
				want = 0 // nothing is written between the rows
			}
			if v != want {
				t.Fatalf("n=%d: back[%d] = %v; want %v", n, i, v, want)
			}
		}
	}
}

func TestCopy(t *testing.T) {
	r := rand.New(rand.NewPCG(8, 8))
	for n := range 40 {
		src, dst := noise(r, n), make([]float32, n+2)
		Copy(dst, src)
		sameBits(t, "a copy", dst[:n], src)
		if dst[n] != 0 || dst[n+1] != 0 {
			t.Errorf("n=%d: wrote beyond its end", n)
		}
	}
}
