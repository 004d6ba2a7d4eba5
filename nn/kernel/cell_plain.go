//go:build !goexperiment.simd || !(wasm || amd64)

package kernel

// Without SIMD the loops in cell.go do everything.

func addLanes(dst, a, b []float32) int          { return 0 }
func tanhCellLanes(h, z []float32) int          { return 0 }
func tanhGradLanes(dz, h, dy, dh []float32) int { return 0 }
func lstmLanes(h, c, tc, z, was []float32) int  { return 0 }
func gruResetLanes(rh, z, was []float32) int    { return 0 }
func gruOutLanes(h, z, was []float32) int       { return 0 }

// expLanes adds up in four lanes, as vectors do, for the same bits.
func expLanes(x []float32, most float32) (sum float32, done int) {
	var lane [4]float32
	n := len(x) &^ 3
	for i, v := range x[:n] {
		x[i] = expOf(v - most)
		lane[i&3] += x[i]
	}
	return (lane[0] + lane[1]) + (lane[2] + lane[3]), n
}

func lstmGradLanes(dz, dc, dy, dh, z, was, tc []float32) int { return 0 }
