//go:build goexperiment.simd && (wasm || amd64)

package kernel

import "unsafe"

func halfSquares(d, y, t, share []float32, rows, stride int) float32 {
	dp, yp, tp := unsafe.Pointer(unsafe.SliceData(d)), unsafe.Pointer(unsafe.SliceData(y)), unsafe.Pointer(unsafe.SliceData(t))
	var sum vec
	for ; rows > 0; rows-- {
		sp := unsafe.Pointer(unsafe.SliceData(share))
		for n := stride; n > 0; n -= 4 {
			e := load(yp, 0).Sub(load(tp, 0))
			s := e.Mul(load(sp, 0))
			store(s, dp, 0)
			sum = sum.Add(e.Mul(s))
			dp, yp, tp, sp = unsafe.Add(dp, 16), unsafe.Add(yp, 16), unsafe.Add(tp, 16), unsafe.Add(sp, 16)
		}
	}
	return across(sum) * 0.5
}

func logitLoss(d, soft, z, t, share []float32, rows, stride int) float32 {
	dp, zp, tp := unsafe.Pointer(unsafe.SliceData(d)), unsafe.Pointer(unsafe.SliceData(z)), unsafe.Pointer(unsafe.SliceData(t))
	sp, fp := unsafe.Pointer(unsafe.SliceData(share)), unsafe.Pointer(unsafe.SliceData(soft))
	var sum vec
	for n := stride; n > 0; n -= 4 {
		sum = sum.Add(load(fp, 0).Mul(load(sp, 0)))
		sp, fp = unsafe.Add(sp, 16), unsafe.Add(fp, 16)
	}
	for ; rows > 0; rows-- {
		sp = unsafe.Pointer(unsafe.SliceData(share))
		for n := stride; n > 0; n -= 4 {
			v, s := load(tp, 0), load(sp, 0)
			sum = sum.Sub(load(zp, 0).Mul(v).Mul(s))
			store(load(dp, 0).Sub(v).Mul(s), dp, 0)
			dp, zp, tp, sp = unsafe.Add(dp, 16), unsafe.Add(zp, 16), unsafe.Add(tp, 16), unsafe.Add(sp, 16)
		}
	}
	return across(sum)
}
