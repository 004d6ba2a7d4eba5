package kernel

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

// denseShapes has odd ones, those that fill tiles, those that leave a rest of each, and strides of every form that has a
// kernel of its own.
func denseShapes() (shapes [][3]int) {
	for _, out := range []int{1, 2, 3, 4, 5, 7, 8, 9, 13, 16, 33} {
		for _, in := range []int{1, 2, 3, 4, 7, 8, 13, 33, 64} {
			for _, stride := range []int{4, 8, 12, 16, 20, 28, 32, 36, 100} {
				shapes = append(shapes, [3]int{out, in, stride})
			}
		}
	}
	return shapes
}

// padded gives x a few values more, to see that they are left alone.
func padded(x []float32) []float32 { return append(slices.Clone(x), 41, 42, 43, 44, 45, 46, 47, 48) }

// sameBits compares to the bit, so that −0 is not 0.
func sameBits(t *testing.T, what string, got, want []float32) {
	t.Helper()
	for i, w := range want {
		if math.Float32bits(got[i]) != math.Float32bits(w) {
			t.Fatalf("%s[%d] = %v; the scalar form gives %v", what, i, got[i], w)
		}
	}
}

func TestDenseEqualsScalar(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 1))
	for _, s := range denseShapes() {
		out, in, stride := s[0], s[1], s[2]
		t.Run(fmt.Sprintf("%d×%d of %d", out, in, stride), func(t *testing.T) {
			w, b, x := noise(r, out*in), noise(r, out), noise(r, in*stride)
			dy := noise(r, out*stride)
			for i := range dy {
				if r.IntN(3) == 0 {
					dy[i] = 0 // as behind a relu, and in the padding
				}
			}
			y, want := padded(make([]float32, out*stride)), padded(make([]float32, out*stride))
			for _, rectify := range []bool{false, true} {
				productScalar(want, w, b, x, out, in, stride, in, 1, rectify)
				if rectify {
					DenseReLU(y, w, b, x, out, in, stride)
				} else {
					Dense(y, w, b, x, out, in, stride)
				}
				sameBits(t, fmt.Sprintf("y, relu %v: y", rectify), y, want)
			}
			dx, wantX := padded(make([]float32, in*stride)), padded(make([]float32, in*stride))
			DenseBack(dx, w, dy, out, in, stride)
			productScalar(wantX, w, nil, dy, in, out, stride, 1, in, false)
			sameBits(t, "dx", dx, wantX)

			dw, wantW := padded(make([]float32, out*in)), padded(make([]float32, out*in))
			db, wantB := padded(make([]float32, out)), padded(make([]float32, out))
			DenseGrad(dw, db, dy, x, out, in, stride)
			outerScalar(wantW, dy, x, out, in, stride, in, 1)
			rowSumsScalar(wantB, dy, out, stride)
			sameBits(t, "dw", dw, wantW)
			sameBits(t, "db", db, wantB)
		})
	}
}

// The scalar form is the definition, but for rounding: sums of up to 100 numbers around 1.
func TestDenseIsTheProduct(t *testing.T) {
	r := rand.New(rand.NewPCG(2, 2))
	const tolerance = 2e-5
	near := func(t *testing.T, what string, got float32, want float64) {
		t.Helper()
		if math.Abs(float64(got)-want) > tolerance {
			t.Fatalf("%s = %v; want %v", what, got, want)
		}
	}
	for _, s := range [][3]int{{1, 1, 4}, {3, 5, 8}, {13, 33, 12}, {7, 13, 100}} {
		out, in, stride := s[0], s[1], s[2]
		t.Run(fmt.Sprintf("%d×%d of %d", out, in, stride), func(t *testing.T) {
			w, b, x, dy := noise(r, out*in), noise(r, out), noise(r, in*stride), noise(r, out*stride)
			y, dx, dw, db := make([]float32, out*stride), make([]float32, in*stride), make([]float32, out*in), make([]float32, out)
			Dense(y, w, b, x, out, in, stride)
			DenseBack(dx, w, dy, out, in, stride)
			DenseGrad(dw, db, dy, x, out, in, stride)
			for o := range out {
				var sum float64
				for j := range stride {
					want := float64(b[o])
					for k := range in {
						want += float64(w[o*in+k]) * float64(x[k*stride+j])
					}
					near(t, "y", y[o*stride+j], want)
					sum += float64(dy[o*stride+j])
				}
				near(t, "db", db[o], sum)
				for k := range in {
					var want float64
					for j := range stride {
						want += float64(dy[o*stride+j]) * float64(x[k*stride+j])
					}
					near(t, "dw", dw[o*in+k], want)
				}
			}
			for k := range in {
				for j := range stride {
					var want float64
					for o := range out {
						want += float64(w[o*in+k]) * float64(dy[o*stride+j])
					}
					near(t, "dx", dx[k*stride+j], want)
				}
			}
		})
	}
}

func TestGather(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 3))
	for _, width := range []int{1, 2, 3, 4, 5, 6, 7, 8, 9, 15} {
		for _, n := range []int{1, 2, 3, 4, 5, 10, 13} {
			t.Run(fmt.Sprint(width, " of ", n), func(t *testing.T) {
				rows, stride := noise(r, width*20), Stride(n)
				index, dst := make([]int32, n), padded(make([]float32, width*stride))
				for i := range index {
					index[i] = int32(r.IntN(20))
				}
				Gather(dst, rows, index, width, stride)
				for f := range width {
					for j := range stride {
						from := index[0]
						if j < n {
							from = index[j]
						}
						if got, want := dst[f*stride+j], rows[int(from)*width+f]; got != want {
							t.Fatalf("value %d of example %d is %v; want %v", f, j, got, want)
						}
					}
				}
				sameBits(t, "what follows", dst[width*stride:], padded(nil))
			})
		}
	}
}

func TestDenseRefuses(t *testing.T) {
	f := func(n int) []float32 { return make([]float32, n) }
	tests := []struct {
		name string
		run  func()
	}{
		{"a stride of six", func() { Dense(f(12), f(4), f(2), f(12), 2, 2, 6) }},
		{"no inputs", func() { Dense(f(8), f(4), f(2), f(8), 2, 0, 4) }},
		{"few weights", func() { Dense(f(8), f(3), f(2), f(8), 2, 2, 4) }},
		{"few biases", func() { Dense(f(8), f(4), f(1), f(8), 2, 2, 4) }},
		{"few biases before relu", func() { DenseReLU(f(8), f(4), f(1), f(8), 2, 2, 4) }},
		{"few outputs", func() { DenseBack(f(8), f(4), f(7), 2, 2, 4) }},
		{"few inputs", func() { DenseGrad(f(4), f(2), f(8), f(7), 2, 2, 4) }},
		{"few gradients of biases", func() { DenseGrad(f(4), f(1), f(8), f(8), 2, 2, 4) }},
		{"an empty batch", func() { Gather(f(8), f(8), nil, 2, 4) }},
		{"a batch beyond its stride", func() { Gather(f(8), f(20), []int32{0, 1, 2, 3, 4}, 2, 4) }},
		{"a short batch", func() { Gather(f(7), f(8), []int32{0}, 2, 4) }},
		{"a row that is not there", func() { Gather(f(8), f(8), []int32{4}, 2, 4) }},
		{"a row before the first", func() { Gather(f(12), f(12), []int32{-1}, 3, 4) }},
		{"a loss of a short target", func() { HalfSquares(f(4), f(4), f(3), f(4), 1, 4) }},
		{"a loss of a short share", func() { HalfSquares(f(4), f(4), f(4), f(3), 1, 4) }},
		{"a loss of short logits", func() { LogitLoss(f(4), f(4), f(3), f(4), f(4), 1, 4) }},
		{"a loss of a short softplus", func() { LogitLoss(f(4), f(3), f(4), f(4), f(4), 1, 4) }},
		{"an update of other parameters", func() { SGD(f(4), f(3), 1) }},
		{"an update of other means", func() { Adam(f(4), f(4), f(3), f(4), 1, 1, 1, 1, 1, 1) }},
		{"softmax of no classes", func() { Softmax(f(4), nil, f(4), 0, 4) }},
		{"softmax into a short array", func() { Softmax(f(7), nil, f(8), 2, 4) }},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			defer func() {
				if recover() == nil {
					t.Error("no panic")
				}
			}()
			tt.run()
		})
	}
}
