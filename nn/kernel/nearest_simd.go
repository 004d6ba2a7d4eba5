//go:build goexperiment.simd && (wasm || amd64)

package kernel

import (
	"math"
	"simd/archsimd"
	"unsafe"
)

// Nearest finds for every point the nearest centre: x (dims, n) holds the points coordinate by coordinate. It sets index
// to the centre, the first among equals, and dist to the squared distance. Eight points go at once, one in each lane.
func (g *Centres) Nearest(index []int32, dist, x []float32, n int) {
	if len(index) < n || len(dist) < n || len(x) < n*g.dims {
		panic(badMatrix)
	}
	if n < 8 {
		nearestScalar(index, dist, x, g.rows, n, g.dims)
		return
	}
	p, row := unsafe.Pointer(unsafe.SliceData(x)), uintptr(4*n)
	at, ds := unsafe.Pointer(unsafe.SliceData(index)), unsafe.Pointer(unsafe.SliceData(dist))
	for i := 0; i < n; i += 8 {
		off := uintptr(4 * min(i, n-8)) // the last eight overlap the ones before
		var best, bestAt [2]archsimd.Float32x4
		if g.dims == 2 {
			best[0], best[1], bestAt[0], bestAt[1] = g.inPlane(load(p, off), load(p, off+16), load(p, off+row), load(p, off+row+16))
		} else {
			best[0], best[1], bestAt[0], bestAt[1] = g.inSpace(unsafe.Add(p, off), row)
		}
		store(best[0], ds, off)
		store(best[1], ds, off+16)
		bestAt[0].ConvertToInt32().StoreArray((*[4]int32)(unsafe.Add(at, off)))
		bestAt[1].ConvertToInt32().StoreArray((*[4]int32)(unsafe.Add(at, off+16)))
	}
}

// inPlane keeps the coordinates of eight points in registers.
func (g *Centres) inPlane(x0, x1, y0, y1 archsimd.Float32x4) (best0, best1, at0, at1 archsimd.Float32x4) {
	best0 = archsimd.BroadcastFloat32x4(float32(math.Inf(1)))
	best1 = best0
	p := unsafe.Pointer(unsafe.SliceData(g.spread))
	for c := g.k; c > 0; c-- {
		cx, cy, which := load(p, 0), load(p, 16), load(p, 32)
		u, v := x0.Sub(cx), y0.Sub(cy)
		d := u.Mul(u).Add(v.Mul(v))
		near := d.Less(best0)
		best0, at0 = d.IfElse(near, best0), which.IfElse(near, at0)
		u, v = x1.Sub(cx), y1.Sub(cy)
		d = u.Mul(u).Add(v.Mul(v))
		near = d.Less(best1)
		best1, at1 = d.IfElse(near, best1), which.IfElse(near, at1)
		p = unsafe.Add(p, 48)
	}
	return best0, best1, at0, at1
}

// inSpace reads the coordinates of eight points again for every centre.
func (g *Centres) inSpace(x unsafe.Pointer, row uintptr) (best0, best1, at0, at1 archsimd.Float32x4) {
	best0 = archsimd.BroadcastFloat32x4(float32(math.Inf(1)))
	best1 = best0
	p := unsafe.Pointer(unsafe.SliceData(g.spread))
	for c := g.k; c > 0; c-- {
		var d0, d1 archsimd.Float32x4
		q := x
		for d := g.dims; d > 0; d-- {
			u, v := load(q, 0).Sub(load(p, 0)), load(q, 16).Sub(load(p, 0))
			d0, d1 = d0.Add(u.Mul(u)), d1.Add(v.Mul(v))
			p, q = unsafe.Add(p, 16), unsafe.Add(q, row)
		}
		which := load(p, 0)
		p = unsafe.Add(p, 16)
		near0, near1 := d0.Less(best0), d1.Less(best1)
		best0, at0 = d0.IfElse(near0, best0), which.IfElse(near0, at0)
		best1, at1 = d1.IfElse(near1, best1), which.IfElse(near1, at1)
	}
	return best0, best1, at0, at1
}

// AddRowsAt adds each row of x (len(index), width) to that row of sums (…, width) which its index names.
func AddRowsAt(sums, x []float32, index []int32, width int) {
	if width != 4 {
		addRowsAtScalar(sums, x, index, width)
		return
	}
	x = x[:4*len(index)]
	last := uint32(len(sums)/4 - 1)
	s, p := unsafe.Pointer(unsafe.SliceData(sums)), unsafe.Pointer(unsafe.SliceData(x))
	for len(index) >= 4 {
		i, j, k, l := uint32(index[0]), uint32(index[1]), uint32(index[2]), uint32(index[3])
		if max(i, j, k, l) > last {
			panic(badMatrix)
		}
		a, b, c, d := uintptr(i)*16, uintptr(j)*16, uintptr(k)*16, uintptr(l)*16
		store(load(s, a).Add(load(p, 0)), s, a)
		store(load(s, b).Add(load(p, 16)), s, b)
		store(load(s, c).Add(load(p, 32)), s, c)
		store(load(s, d).Add(load(p, 48)), s, d)
		p, index = unsafe.Add(p, 64), index[4:]
	}
	addRowsAtScalar(sums, x[len(x)-4*len(index):], index, 4)
}
