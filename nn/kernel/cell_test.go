package kernel

import (
	"math"
	"math/rand/v2"
	"testing"
)

// Rows of 13 are three fours and one over: the four lanes and the loop must agree to the bit.
func TestCellsEqualScalar(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 3))
	for _, hidden := range []int{1, 4, 13, 64} {
		const n = 3
		z, was := noise(r, n*4*hidden), noise(r, n*hidden)
		h, c, tc := make([]float32, n*hidden), make([]float32, n*hidden), make([]float32, n*hidden)
		gates := append([]float32(nil), z...)
		LSTMCell(h, c, tc, gates, was, n, hidden)
		for row := 0; row < n; row++ {
			for j := 0; j < hidden; j++ {
				at := row*4*hidden + j
				i, f, g, o := sigmoidOf(z[at]), sigmoidOf(z[at+hidden]), tanhOf(z[at+2*hidden]), sigmoidOf(z[at+3*hidden])
				wantC := float32(f*was[row*hidden+j]) + float32(i*g)
				if c[row*hidden+j] != wantC || h[row*hidden+j] != o*tanhOf(wantC) {
					t.Fatalf("LSTM hidden %d: c = %v, h = %v; want %v, %v", hidden, c[row*hidden+j], h[row*hidden+j], wantC, o*tanhOf(wantC))
				}
			}
		}
		x := noise(r, hidden)
		TanhCell(h[:hidden], x)
		for i, v := range x {
			if h[i] != tanhOf(v) {
				t.Fatalf("TanhCell(%v) = %v; want %v", v, h[i], tanhOf(v))
			}
		}
	}
}

func TestExpLanes(t *testing.T) {
	x := []float32{-100, -87.4, -87.3, -1, 0, 1e-9, 3, 88, 88.7, 89, float32(math.Inf(1)), float32(math.Inf(-1)), float32(math.NaN()), 0.5, 12, -12}
	got := append([]float32(nil), x...)
	expLanes(got, 0)
	for i, v := range got {
		if want := expOf(x[i]); v != want && v == v && v != x[i] {
			t.Errorf("exp(%v) = %v; want %v", x[i], v, want)
		}
	}
}

func TestCrossEntropy(t *testing.T) {
	z := []float32{1, 2, 3, 0, -1, 1000, 0, 5, 5, 5, 5, 5}
	dz := make([]float32, len(z))
	class := []float32{2, 0}
	loss := CrossEntropy(dz, z, class, 2, 6)
	var want float64
	for r := 0; r < 2; r++ {
		row := z[r*6:][:6]
		var sum float64
		for _, v := range row {
			sum += math.Exp(float64(v) - 1000*float64(1-r))
		}
		want += (math.Log(sum) + 1000*float64(1-r) - float64(row[int(class[r])])) / 2
		var total float64
		for _, v := range dz[r*6:][:6] {
			total += float64(v)
		}
		if math.Abs(total) > 1e-6 {
			t.Errorf("gradients of row %d add up to %v; want 0", r, total)
		}
	}
	if math.Abs(loss-want) > 1e-5*want {
		t.Errorf("loss %v; want %v", loss, want)
	}
}
