package kernel

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"
)

// convNaive is the definition of a convolution and of its gradients, in float64.
func convNaive(w Window, in, out, batch int, x, k, b, dy []float32) (y, dx, dw, db []float64) {
	oh, ow := w.Out()
	y, dx = make([]float64, batch*out*oh*ow), make([]float64, len(x))
	dw, db = make([]float64, len(k)), make([]float64, len(b))
	for n := 0; n < batch; n++ {
		for o := 0; o < out; o++ {
			for oy := 0; oy < oh; oy++ {
				for ox := 0; ox < ow; ox++ {
					at := ((n*out+o)*oh+oy)*ow + ox
					y[at] = float64(b[o])
					db[o] += float64(dy[at])
					for c := 0; c < in; c++ {
						for ky := 0; ky < w.KernelH; ky++ {
							for kx := 0; kx < w.KernelW; kx++ {
								iy, ix := oy*w.Stride+ky-w.Top, ox*w.Stride+kx-w.Left
								if iy < 0 || ix < 0 || iy >= w.Height || ix >= w.Width {
									continue
								}
								i, j := ((n*in+c)*w.Height+iy)*w.Width+ix, ((o*in+c)*w.KernelH+ky)*w.KernelW+kx
								y[at] += float64(k[j]) * float64(x[i])
								dx[i] += float64(k[j]) * float64(dy[at])
								dw[j] += float64(x[i]) * float64(dy[at])
							}
						}
					}
				}
			}
		}
	}
	return y, dx, dw, db
}

var convCases = []struct {
	window         Window
	in, out, batch int
	same           bool
}{
	{Window{Height: 28, Width: 28, KernelH: 5, KernelW: 5, Stride: 1}, 1, 8, 2, true},
	{Window{Height: 14, Width: 14, KernelH: 5, KernelW: 5, Stride: 1}, 8, 16, 1, true},
	{Window{Height: 7, Width: 5, KernelH: 3, KernelW: 3, Stride: 1}, 3, 5, 3, false},
	{Window{Height: 7, Width: 9, KernelH: 2, KernelW: 4, Stride: 1}, 2, 3, 2, true},
	{Window{Height: 5, Width: 6, KernelH: 1, KernelW: 1, Stride: 1}, 3, 6, 2, false},
	{Window{Height: 13, Width: 7, KernelH: 3, KernelW: 5, Stride: 2}, 2, 3, 2, true},
	{Window{Height: 6, Width: 6, KernelH: 3, KernelW: 3, Stride: 3}, 2, 4, 1, false},
	{Window{Height: 3, Width: 3, KernelH: 3, KernelW: 3, Stride: 1}, 2, 3, 2, false},
	{Window{Height: 1, Width: 1, KernelH: 1, KernelW: 1, Stride: 1}, 1, 1, 1, false},
	// Four images and more go side by side, and what is left over one by one.
	{Window{Height: 14, Width: 14, KernelH: 5, KernelW: 5, Stride: 1}, 3, 4, 5, true},
	{Window{Height: 9, Width: 13, KernelH: 3, KernelW: 3, Stride: 1}, 2, 3, 8, true},
	{Window{Height: 9, Width: 16, KernelH: 3, KernelW: 3, Stride: 1}, 2, 3, 6, false},
	{Window{Height: 4, Width: 7, KernelH: 5, KernelW: 5, Stride: 1}, 1, 2, 4, true},
}

func TestConv(t *testing.T) {
	for _, tt := range convCases {
		w := tt.window
		if tt.same {
			w = w.Same()
		}
		t.Run(fmt.Sprintf("%dx%d kernel %dx%d stride %d channels %d to %d", w.Height, w.Width, w.KernelH, w.KernelW, w.Stride, tt.in, tt.out), func(t *testing.T) {
			r := rand.New(rand.NewPCG(4, 4))
			c := NewConv(w, tt.in, tt.out)
			x, k, b := noise(r, tt.batch*c.SizeX()), noise(r, c.SizeW()), noise(r, tt.out)
			y, dy := make([]float32, tt.batch*c.SizeY()), noise(r, tt.batch*c.SizeY())
			dx, dw, db := noise(r, len(x)), make([]float32, len(k)), make([]float32, len(b))
			for range 2 { // the second time over used storage
				clear(dw)
				clear(db)
				c.Forward(y, x, k, b, tt.batch)
				c.Backward(dx, dw, db, dy, x, k, tt.batch)
			}
			wantY, wantDX, wantDW, wantDB := convNaive(w, tt.in, tt.out, tt.batch, x, k, b, dy)
			near(t, "y", y, wantY)
			near(t, "dx", dx, wantDX)
			near(t, "dw", dw, wantDW)
			near(t, "db", db, wantDB)
			if n := testing.AllocsPerRun(5, func() {
				c.Forward(y, x, k, b, tt.batch)
				c.Backward(nil, dw, db, dy, x, k, tt.batch)
			}); n != 0 {
				t.Errorf("a pass allocates %v times; want 0", n)
			}
		})
	}
}

func near(t *testing.T, name string, got []float32, want []float64) {
	t.Helper()
	for i, w := range want {
		if d := math.Abs(float64(got[i]) - w); !(d <= 1e-5*(10+math.Abs(w))) {
			t.Fatalf("%s[%d] = %v; want %v", name, i, got[i], w)
		}
	}
}

func TestConvTilesEqualScalar(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 5))
	for _, k := range []int{1, 3, 4, 9, 25} {
		for rows := 1; rows <= 4; rows++ {
			offsets := make([]int, k)
			for i := range offsets {
				offsets[i] = 3*i + i%2
			}
			x, w, b := noise(r, 4*k+64), make([]float32, k*4*spread), make([]float32, 4*spread)
			for i := range w {
				w[i] = float32(i/spread%13) - 6.5
			}
			for i := range b {
				b[i] = float32(i / spread)
			}
			y, want := make([]float32, rows*20), make([]float32, rows*20)
			convTile(y, 20, 1, 9, x, 0, 5, offsets, w, b)
			convTileScalar(want, 20, 1, 9, x, 0, 5, offsets, w, b)
			for i := range y {
				if y[i] != want[i] {
					t.Fatalf("convTile k=%d rows=%d: y[%d] = %v; want %v", k, rows, i, y[i], want[i])
				}
			}
			var sums, wantSums [8]float32
			dy := noise(r, rows*40)
			convGrad(&sums, dy, 40, rows, x[1:], x[2:], 32)
			convGradScalar(&wantSums, dy, 40, rows, x[1:], x[2:], 32)
			for j := 0; j < rows; j++ {
				if sums[j] != wantSums[j] || sums[4+j] != wantSums[4+j] {
					t.Fatalf("convGrad rows=%d: %v; want %v", rows, sums, wantSums)
				}
			}
		}
	}
}

func TestSum(t *testing.T) {
	r := rand.New(rand.NewPCG(6, 6))
	for _, n := range []int{0, 1, 3, 5, 16, 17, 33, 1001} {
		x := noise(r, n)
		if got, want := Sum(x), sumScalar(x); got != want {
			t.Errorf("Sum of %d values = %v; want %v", n, got, want)
		}
	}
}

func BenchmarkConv(b *testing.B) {
	for _, tt := range convCases[:2] {
		c := NewConv(tt.window.Same(), tt.in, tt.out)
		r := rand.New(rand.NewPCG(1, 1))
		const batch = 20
		x, k, bias := noise(r, batch*c.SizeX()), noise(r, c.SizeW()), noise(r, tt.out)
		y, dx, dw := make([]float32, batch*c.SizeY()), make([]float32, len(x)), make([]float32, len(k))
		flops := 2 * batch * float64(c.SizeW()) * float64(c.SizeY()/tt.out)
		b.Run(fmt.Sprintf("forward %d to %d", tt.in, tt.out), func(b *testing.B) {
			for b.Loop() {
				c.Forward(y, x, k, bias, batch)
			}
			b.ReportMetric(flops*float64(b.N)/b.Elapsed().Seconds()/1e9, "GFLOP/s")
		})
		b.Run(fmt.Sprintf("weights %d to %d", tt.in, tt.out), func(b *testing.B) {
			for b.Loop() {
				c.Backward(nil, dw, bias, y, x, k, batch)
			}
			b.ReportMetric(flops*float64(b.N)/b.Elapsed().Seconds()/1e9, "GFLOP/s")
		})
		b.Run(fmt.Sprintf("backward %d to %d", tt.in, tt.out), func(b *testing.B) {
			for b.Loop() {
				c.Backward(dx, dw, bias, y, x, k, batch)
			}
			b.ReportMetric(2*flops*float64(b.N)/b.Elapsed().Seconds()/1e9, "GFLOP/s")
		})
	}
}
