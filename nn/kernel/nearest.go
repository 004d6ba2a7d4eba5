package kernel

import "math"

// nearestScalar finds for every point the nearest centre: x (dims, n) holds the points coordinate by coordinate, centres
// (k, dims) row by row. It sets index to the centre, the first among equals, and dist to the squared distance. NaN is
// nearest to the first.
func nearestScalar(index []int32, dist, x, centres []float32, n, dims int) {
	k := len(centres) / dims
	for i := 0; i < n; i++ {
		best, at := float32(math.Inf(1)), int32(0)
		for c := 0; c < k; c++ {
			var sum float32
			for d := 0; d < dims; d++ {
				diff := x[d*n+i] - centres[c*dims+d]
				sum += diff * diff
			}
			if sum < best {
				best, at = sum, int32(c)
			}
		}
		index[i], dist[i] = at, best
	}
}

// addRowsAtScalar adds each row of x (len(index), width) to that row of sums (…, width) which its index names.
func addRowsAtScalar(sums, x []float32, index []int32, width int) {
	for i, c := range index {
		sum := sums[int(c)*width:][:width]
		for j, v := range x[i*width:][:width] {
			sum[j] += v
		}
	}
}

// Centres is a set of points to which others are compared.
type Centres struct {
	k, dims int
	rows    []float32 // (k, dims)
	spread  []float32 // (k, dims+1, 4): every coordinate in four lanes, then the number of the centre
}

// Set takes centres (k, dims) row by row. It keeps rows.
func (g *Centres) Set(rows []float32, dims int) {
	g.k, g.dims, g.rows = len(rows)/dims, dims, rows
	g.spread = sized(g.spread, g.k*(dims+1)*4)
	for c, n := 0, 0; c < g.k; c++ {
		for d := 0; d <= dims; d++ {
			v := float32(c)
			if d < dims {
				v = rows[c*dims+d]
			}
			for range 4 {
				g.spread[n] = v
				n++
			}
		}
	}
}
