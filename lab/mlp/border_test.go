package mlp

import (
	"math"
	"math/rand/v2"
	"testing"
)

// side counts what a line has on its better side, the slow way.
func side(b border, x, y []float64, class []int) float64 {
	right := 0
	for i := range x {
		if (b.a*x[i]+b.b*y[i]+b.c > 0) == (class[i] == 1) {
			right++
		}
	}
	return float64(max(right, len(x)-right)) / float64(len(x))
}

func TestBestBorder(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	cloud := func(n int, of func(x, y float64) int) (x, y []float64, class []int) {
		for range n {
			u, v := 2*r.Float64()-1, 2*r.Float64()-1
			x, y, class = append(x, u), append(y, v), append(class, of(u, v))
		}
		return x, y, class
	}
	bit := func(b bool) int {
		if b {
			return 1
		}
		return 0
	}
	tests := []struct {
		name     string
		of       func(x, y float64) int
		from, to float64
	}{
		{"a slope", func(x, y float64) int { return bit(0.3*x-0.8*y > 0.1) }, 0.97, 1},
		{"the other way round", func(x, y float64) int { return bit(0.3*x-0.8*y < 0.1) }, 0.97, 1},
		{"upright", func(x, _ float64) int { return bit(x > 0.2) }, 1, 1},
		{"quarters", func(x, y float64) int { return bit(x*y > 0) }, 0.5, 0.8},
		{"all alike", func(x, y float64) int { return 1 }, 1, 1},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			x, y, class := cloud(200, test.of)
			b := bestBorder(x, y, class)
			if b.share < test.from || b.share > test.to {
				t.Errorf("parts %v; want %v to %v", b.share, test.from, test.to)
			}
			if got := side(b, x, y, class); math.Abs(got-b.share) > 1e-12 {
				t.Errorf("says %v, parts %v", b.share, got)
			}
		})
	}
	if b := bestBorder(nil, nil, nil); b.share != 0 {
		t.Errorf("parts %v of nothing", b.share)
	}
}

func TestNearest(t *testing.T) {
	x, y, class := []float64{0, 0.1, 1, 1.1, 0.5}, []float64{0, 0, 0, 0, 3}, []int{0, 0, 1, 1, 2}
	if got := nearest(x, y, class, 3); got != 1 {
		t.Errorf("%v; want all", got)
	}
	if got := nearest([]float64{0, 1, 0, 1}, []float64{0, 1, 1, 0}, []int{0, 0, 1, 1}, 2); got > 0.5 {
		t.Errorf("%v of crossed pairs", got)
	}
}
