package kernel

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

// Updates, penalties and losses give the bits of their scalar forms, over every length and stride.
func TestUpdatesEqualScalar(t *testing.T) {
	type state struct{ w, g, m, v []float32 }
	updates := []struct {
		name         string
		fast, scalar func(s state)
	}{
		{"sgd", func(s state) { SGD(s.w, s.g, 0.3) }, func(s state) { sgdScalar(s.w, s.g, 0.3) }},
		{"momentum", func(s state) { Momentum(s.w, s.g, s.m, 0.3, 0.9) }, func(s state) { momentumScalar(s.w, s.g, s.m, 0.3, 0.9, false) }},
		{"nesterov", func(s state) { Nesterov(s.w, s.g, s.m, 0.3, 0.9) }, func(s state) { momentumScalar(s.w, s.g, s.m, 0.3, 0.9, true) }},
		{"scaled", func(s state) { Scaled(s.w, s.g, s.v, 0.3, 0.9, 0.1, 1e-8) }, func(s state) { scaledScalar(s.w, s.g, s.v, 0.3, 0.9, 0.1, 1e-8) }},
		{"adam", func(s state) { Adam(s.w, s.g, s.m, s.v, 0.3, 0.9, 0.1, 0.99, 0.01, 1e-8) }, func(s state) { adamScalar(s.w, s.g, s.m, s.v, 0.3, 0.9, 0.1, 0.99, 0.01, 1e-8) }},
		{"penalise", func(s state) { Penalise(s.g, s.w, 0.3, 0.2) }, func(s state) { penaliseScalar(s.g, s.w, 0.3, 0.2) }},
	}
	for _, u := range updates {
		t.Run(u.name, func(t *testing.T) {
			for n := range 70 {
				r := rand.New(rand.NewPCG(4, uint64(n)))
				a := state{padded(noise(r, n)), noise(r, n), noise(r, n), noise(r, n)}
				if n > 2 {
					a.w[1], a.g[2] = 0, 0
				}
				for i, v := range a.v {
					a.v[i] = v * v
				}
				b := state{slices.Clone(a.w), slices.Clone(a.g), slices.Clone(a.m), slices.Clone(a.v)}
				for range 3 {
					u.fast(state{a.w[:n], a.g, a.m, a.v})
					u.scalar(state{b.w[:n], b.g, b.m, b.v})
				}
				for i, pair := range [][2][]float32{{a.w, b.w}, {a.g, b.g}, {a.m, b.m}, {a.v, b.v}} {
					sameBits(t, fmt.Sprintf("%d parameters, array %d: x", n, i), pair[0], pair[1])
				}
			}
		})
	}
}

func TestFinite(t *testing.T) {
	for n := range 70 {
		x := noise(rand.New(rand.NewPCG(5, uint64(n))), n)
		if !Finite(x) {
			t.Fatalf("%v holds neither NaN nor infinity", x)
		}
		for i := range x {
			was := x[i]
			for _, bad := range []float32{float32(math.NaN()), inf(), -inf()} {
				if x[i] = bad; Finite(x) {
					t.Fatalf("%v at %d of %d is not seen", bad, i, n)
				}
			}
			x[i] = was
		}
	}
	if !Finite([]float32{math.MaxFloat32, -math.MaxFloat32, math.MaxFloat32, math.MaxFloat32, math.MaxFloat32}) {
		t.Error("the largest numbers are taken for infinite")
	}
}

func TestLossesEqualScalar(t *testing.T) {
	for _, rows := range []int{1, 2, 3, 5} {
		for _, stride := range []int{4, 8, 12, 36} {
			t.Run(fmt.Sprint(rows, " of ", stride), func(t *testing.T) {
				r := rand.New(rand.NewPCG(6, uint64(stride)))
				y, target, share, soft := noise(r, rows*stride), noise(r, rows*stride), noise(r, stride), noise(r, stride)
				share[stride-1] = 0
				d, want := padded(noise(r, rows*stride)), []float32(nil)
				want = slices.Clone(d)
				got := HalfSquares(d, y, target, share, rows, stride)
				if w := halfSquaresScalar(want, y, target, share, rows, stride); got != w {
					t.Errorf("half squares %v; want %v", got, w)
				}
				sameBits(t, "gradient", d, want)
				got = LogitLoss(d, soft, y, target, share, rows, stride)
				if w := logitLossScalar(want, soft, y, target, share, rows, stride); got != w {
					t.Errorf("loss of logits %v; want %v", got, w)
				}
				sameBits(t, "gradient", d, want)
			})
		}
	}
}
