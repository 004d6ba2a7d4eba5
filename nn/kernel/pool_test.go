package kernel

import (
	"math/rand/v2"
	"slices"
	"testing"
)

func TestPool(t *testing.T) {
	x := []float32{
		1, 5, 2, 0,
		3, 4, 8, 1,
		0, 0, 7, 7,
		9, 1, 6, 2,
	}
	two := Window{Height: 4, Width: 4, KernelH: 2, KernelW: 2, Stride: 2}
	three := Window{Height: 4, Width: 4, KernelH: 3, KernelW: 3, Stride: 2}.Same()
	tests := []struct {
		name   string
		window Window
		run    func(y []float32, w Window)
		want   []float32
	}{
		{"max 2", two, func(y []float32, w Window) { NewPool(w).Max(y, nil, x, 1) }, []float32{5, 8, 9, 7}},
		{"sum 2", two, func(y []float32, w Window) { NewPool(w).Sum(y, x, 1, false) }, []float32{13, 11, 10, 22}},
		{"mean 2", two, func(y []float32, w Window) { NewPool(w).Sum(y, x, 1, true) }, []float32{3.25, 2.75, 2.5, 5.5}},
		{"max 3 padded", three, func(y []float32, w Window) { NewPool(w).Max(y, nil, x, 1) }, []float32{8, 8, 9, 7}},
		{"mean 3 padded", three, func(y []float32, w Window) { NewPool(w).Sum(y, x, 1, true) }, []float32{30. / 9, 25. / 6, 23. / 6, 22. / 4}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			oh, ow := tt.window.Out()
			y := make([]float32, oh*ow)
			if tt.run(y, tt.window); !slices.Equal(y, tt.want) {
				t.Errorf("got %v; want %v", y, tt.want)
			}
		})
	}
}

// What goes back through a pool is the transpose of what goes forward: ⟨dy, P·x⟩ = ⟨Pᵀ·dy, x⟩.
func TestPoolBackIsTheTranspose(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 7))
	for _, w := range []Window{
		{Height: 28, Width: 28, KernelH: 2, KernelW: 2, Stride: 2},
		{Height: 14, Width: 14, KernelH: 3, KernelW: 3, Stride: 3},
		Window{Height: 7, Width: 5, KernelH: 3, KernelW: 2, Stride: 2}.Same(),
		{Height: 1, Width: 1, KernelH: 1, KernelW: 1, Stride: 1},
	} {
		const planes = 3
		oh, ow := w.Out()
		x, dy := noise(r, planes*w.Height*w.Width), noise(r, planes*oh*ow)
		y, dx, arg := make([]float32, len(dy)), make([]float32, len(x)), make([]int32, len(dy))
		same := func(name string) {
			t.Helper()
			var a, b float64
			for i := range y {
				a += float64(y[i]) * float64(dy[i])
			}
			for i := range x {
				b += float64(x[i]) * float64(dx[i])
			}
			if d := a - b; d > 1e-3 || d < -1e-3 {
				t.Errorf("%s %+v: %v forward, %v back", name, w, a, b)
			}
		}
		p := NewPool(w)
		p.Max(y, arg, x, planes)
		p.MaxBack(dx, dy, arg, planes)
		same("max")
		for _, mean := range []bool{false, true} {
			p.Sum(y, x, planes, mean)
			p.SumBack(dx, dy, planes, mean)
			same("sum")
		}
	}
}

func BenchmarkMaxPool(b *testing.B) {
	p := NewPool(Window{Height: 28, Width: 28, KernelH: 2, KernelW: 2, Stride: 2})
	x := noise(rand.New(rand.NewPCG(1, 1)), 8*28*28)
	y, arg := make([]float32, 8*14*14), make([]int32, 8*14*14)
	b.Run("forward", func(b *testing.B) {
		for b.Loop() {
			p.Max(y, arg, x, 8)
		}
	})
	b.Run("forward without arg", func(b *testing.B) {
		for b.Loop() {
			p.Max(y, nil, x, 8)
		}
	})
	b.Run("back", func(b *testing.B) {
		for b.Loop() {
			p.MaxBack(x, y, arg, 8)
		}
	})
}

func TestMaxPoolFindsTheFirst(t *testing.T) {
	r := rand.New(rand.NewPCG(8, 8))
	for _, w := range []Window{
		{Height: 28, Width: 28, KernelH: 2, KernelW: 2, Stride: 2},
		{Height: 14, Width: 14, KernelH: 3, KernelW: 3, Stride: 3},
		{Height: 9, Width: 13, KernelH: 2, KernelW: 3, Stride: 1},
		{Height: 11, Width: 31, KernelH: 5, KernelW: 5, Stride: 4},
		Window{Height: 11, Width: 31, KernelH: 3, KernelW: 3, Stride: 2}.Same(),
		{Height: 3, Width: 4, KernelH: 2, KernelW: 2, Stride: 9},
	} {
		p := NewPool(w)
		const planes = 3
		x := make([]float32, planes*w.Height*w.Width)
		for i := range x {
			x[i] = float32(r.IntN(5)) // many equals
		}
		y, bare, want := make([]float32, planes*p.outH*p.outW), make([]float32, planes*p.outH*p.outW), make([]float32, planes*p.outH*p.outW)
		arg, wantArg := make([]int32, len(y)), make([]int32, len(y))
		p.Max(y, arg, x, planes)
		p.Max(bare, nil, x, planes)
		for c := 0; c < planes; c++ {
			for oy := 0; oy < p.outH; oy++ {
				p.maxRow(want, wantArg, x[c*w.Height*w.Width:][:w.Height*w.Width], oy, (c*p.outH+oy)*p.outW)
			}
		}
		if !slices.Equal(y, want) || !slices.Equal(arg, wantArg) || !slices.Equal(bare, want) {
			t.Errorf("%+v: got %v %v; want %v %v", w, y, arg, want, wantArg)
		}
	}
}

func TestMaxRunEqualsScalar(t *testing.T) {
	x := noise(rand.New(rand.NewPCG(9, 9)), 64)
	for _, offsets := range [][]int{{0}, {0, 1, 20, 21}, {3, 1, 2, 9, 40}} {
		var best, bare, bareWant, want [24]float32
		var which, wantWhich [24]int32
		maxRun(bare[:], x, offsets)
		maxRunScalar(bareWant[:], x, offsets)
		maxRunArg(best[:], which[:], x, offsets)
		maxRunArgScalar(want[:], wantWhich[:], x, offsets)
		if bareWant != want || best != want || which != wantWhich || bare != want {
			t.Errorf("%v: got %v %v; want %v %v", offsets, best, which, want, wantWhich)
		}
	}
}
