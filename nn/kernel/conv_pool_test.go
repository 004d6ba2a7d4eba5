package kernel

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"
)

// oddOnes puts among x what relu and a maximum can treat in more than one way: NaN, infinities, both zeros.
func oddOnes(r *rand.Rand, x []float32) {
	odd := []float32{float32(math.NaN()), inf(), -inf(), 0, float32(math.Copysign(0, -1))}
	for i := range x {
		if r.IntN(6) == 0 {
			x[i] = odd[r.IntN(len(odd))]
		}
	}
}

func TestMaxReLUEqualsScalar(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 1))
	for _, k := range []int{2, 3} {
		for n := 1; n < 9; n++ {
			for step := 4 * k; step <= 4*k+8; step += 4 {
				line := n * step
				x := noise(r, k*line)
				oddOnes(r, x)
				y, want := padded(make([]float32, 4*n)), padded(make([]float32, 4*n))
				maxReLU(y[:4*n], x, k, line, step)
				maxReLUScalar(want[:4*n], x, k, line, step)
				sameBits(t, fmt.Sprintf("%d windows of %d, %d apart: y", n, k, step), y, want)
			}
		}
	}
}

func TestForwardMaxEqualsItsPasses(t *testing.T) {
	r := rand.New(rand.NewPCG(2, 2))
	for _, size := range [][2]int{{28, 28}, {14, 14}, {9, 13}, {7, 7}} {
		for _, kernel := range []int{3, 5} {
			for _, pool := range [][2]int{{2, 2}, {3, 3}, {2, 3}, {3, 5}} {
				for batch := range 10 {
					c := NewConv(Window{Height: size[0], Width: size[1], KernelH: kernel, KernelW: kernel, Stride: 1}.Same(), 2, 3)
					p := NewPool(Window{Height: size[0], Width: size[1], KernelH: pool[0], KernelW: pool[0], Stride: pool[1]})
					if !c.Pools(p) {
						t.Fatalf("%v, kernel %d, pool %v: not together", size, kernel, pool)
					}
					x, w, b := noise(r, batch*c.SizeX()), noise(r, c.SizeW()), noise(r, c.Out)
					if batch > 4 {
						x[r.IntN(len(x))] = inf()
					}
					places := p.outH * p.outW
					y, z := padded(make([]float32, batch*c.Out*places)), make([]float32, batch*c.SizeY())
					done := c.ForwardMax(y[:batch*c.Out*places], x, w, b, batch, p)
					if done != batch&^3 {
						t.Fatalf("%d of %d images are done", done, batch)
					}
					c.Forward(z, x, w, b, batch)
					ReLU.Apply(z, z)
					want := make([]float32, batch*c.Out*places)
					p.Max(want, nil, z, batch*c.Out)
					clear(want[done*c.Out*places:]) // the rest is left alone
					sameBits(t, fmt.Sprintf("%v, kernel %d, pool %v, %d images: y", size, kernel, pool, batch), y, padded(want))
				}
			}
		}
	}
}

func TestPoolsKnowsWhatFits(t *testing.T) {
	image := Window{Height: 14, Width: 14, KernelH: 5, KernelW: 5, Stride: 1}.Same()
	window := func(k, stride int) Window {
		return Window{Height: 14, Width: 14, KernelH: k, KernelW: k, Stride: stride}
	}
	strided := image
	strided.Stride = 2
	tests := []struct {
		name string
		conv Window
		pool Window
		want bool
	}{
		{"two by two", image, window(2, 2), true},
		{"four by four", image, window(4, 4), false},
		{"overlapping", image, window(3, 2), false},
		{"padded", image, window(3, 3).Same(), false},
		{"other images", image, Window{Height: 7, Width: 14, KernelH: 2, KernelW: 2, Stride: 2}, false},
		{"a convolution that goes one by one", strided, Window{Height: 5, Width: 5, KernelH: 2, KernelW: 2, Stride: 2}, false},
	}
	for _, tt := range tests {
		if got := NewConv(tt.conv, 1, 2).Pools(NewPool(tt.pool)); got != tt.want {
			t.Errorf("%s: %v; want %v", tt.name, got, tt.want)
		}
	}
}
