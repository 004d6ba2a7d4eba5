package kernel

// The recurrent cells' arithmetic for one time step of n examples, in one pass over each row. Gates lie side by side:
// z (n, gates·hidden). Where there is SIMD, the loops below do what is left over after fours.

// AddTo sets dst = a + b.
func AddTo(dst, a, b []float32) {
	a, b = a[:len(dst)], b[:len(dst)]
	for i := addLanes(dst, a, b); i < len(dst); i++ {
		dst[i] = a[i] + b[i]
	}
}

// TanhCell sets h = tanh(z).
func TanhCell(h, z []float32) {
	z = z[:len(h)]
	for i := tanhCellLanes(h, z); i < len(h); i++ {
		h[i] = tanhOf(z[i])
	}
}

// TanhGrad sets dz = (dy + dh)·(1 − h²), the gradient before a tanh that gave h, which is used twice.
func TanhGrad(dz, h, dy, dh []float32) {
	h, dy, dh = h[:len(dz)], dy[:len(dz)], dh[:len(dz)]
	for i := tanhGradLanes(dz, h, dy, dh); i < len(dz); i++ {
		dz[i] = (dy[i] + dh[i]) * (1 - float32(h[i]*h[i]))
	}
}

// LSTMCell turns z (n, 4·hidden) into the activated gates i, f, g, o and sets c = f⊙before + i⊙g, tc = tanh(c) and
// h = o⊙tc.
func LSTMCell(h, c, tc, z, before []float32, n, hidden int) {
	for r := 0; r < n; r++ {
		row, at := z[r*4*hidden:][:4*hidden], r*hidden
		i, f, g, o := row[:hidden], row[hidden:][:hidden], row[2*hidden:][:hidden], row[3*hidden:][:hidden]
		was, c, tc, h := before[at:][:hidden], c[at:][:hidden], tc[at:][:hidden], h[at:][:hidden]
		for j := lstmLanes(h, c, tc, row, was); j < hidden; j++ {
			i[j], f[j], g[j], o[j] = sigmoidOf(i[j]), sigmoidOf(f[j]), tanhOf(g[j]), sigmoidOf(o[j])
			c[j] = float32(f[j]*was[j]) + float32(i[j]*g[j])
			tc[j] = tanhOf(c[j])
			h[j] = o[j] * tc[j]
		}
	}
}

// LSTMGrad sets dz to the gradient before the gates' activations, and changes dc, the gradient by c, to that by the c of
// one step before. dy and dh both flow into h.
func LSTMGrad(dz, dc, dy, dh, z, before, tc []float32, n, hidden int) {
	for r := 0; r < n; r++ {
		row, grad, at := z[r*4*hidden:][:4*hidden], dz[r*4*hidden:][:4*hidden], r*hidden
		i, f, g, o := row[:hidden], row[hidden:][:hidden], row[2*hidden:][:hidden], row[3*hidden:][:hidden]
		di, df, dg, do := grad[:hidden], grad[hidden:][:hidden], grad[2*hidden:][:hidden], grad[3*hidden:][:hidden]
		was, tc, dc := before[at:][:hidden], tc[at:][:hidden], dc[at:][:hidden]
		dy, dh := dy[at:][:hidden], dh[at:][:hidden]
		for j := lstmGradLanes(grad, dc, dy, dh, row, was, tc); j < hidden; j++ {
			d := dy[j] + dh[j]
			do[j] = d * tc[j] * (o[j] * (1 - o[j]))
			e := dc[j] + float32(d*o[j]*(1-float32(tc[j]*tc[j])))
			di[j] = e * g[j] * (i[j] * (1 - i[j]))
			df[j] = e * was[j] * (f[j] * (1 - f[j]))
			dg[j] = e * i[j] * (1 - float32(g[j]*g[j]))
			dc[j] = e * f[j]
		}
	}
}

// GRUReset activates the gates z and r of z (n, 3·hidden) and sets rh = r⊙before.
func GRUReset(rh, z, before []float32, n, hidden int) {
	for b := 0; b < n; b++ {
		row := z[b*3*hidden:][:2*hidden]
		keep, r := row[:hidden], row[hidden:]
		was, rh := before[b*hidden:][:hidden], rh[b*hidden:][:hidden]
		for j := gruResetLanes(rh, row, was); j < hidden; j++ {
			keep[j], r[j] = sigmoidOf(keep[j]), sigmoidOf(r[j])
			rh[j] = r[j] * was[j]
		}
	}
}

// GRUOut activates the candidate g and sets h = z⊙before + (1 − z)⊙g.
func GRUOut(h, z, before []float32, n, hidden int) {
	for b := 0; b < n; b++ {
		row := z[b*3*hidden:][:3*hidden]
		keep, g := row[:hidden], row[2*hidden:]
		was, h := before[b*hidden:][:hidden], h[b*hidden:][:hidden]
		for j := gruOutLanes(h, row, was); j < hidden; j++ {
			g[j] = tanhOf(g[j])
			h[j] = float32(keep[j]*was[j]) + float32((1-keep[j])*g[j])
		}
	}
}

// GRUGrad sets the parts of dz (n, 3·hidden) that belong to z and g, and changes dh, the gradient by h beside dy, to the
// part that reaches the h of one step before through z.
func GRUGrad(dz, dh, dy, z, before []float32, n, hidden int) {
	for b := 0; b < n; b++ {
		row, grad := z[b*3*hidden:][:3*hidden], dz[b*3*hidden:][:3*hidden]
		keep, g, dKeep, dg := row[:hidden], row[2*hidden:], grad[:hidden], grad[2*hidden:]
		was, dh, dy := before[b*hidden:][:hidden], dh[b*hidden:][:hidden], dy[b*hidden:][:hidden]
		for j := range dh {
			e := dy[j] + dh[j]
			dKeep[j] = e * (was[j] - g[j]) * (keep[j] * (1 - keep[j]))
			dg[j] = e * (1 - keep[j]) * (1 - float32(g[j]*g[j]))
			dh[j] = e * keep[j]
		}
	}
}

// GRUResetGrad sets the part of dz that belongs to r, and adds to dh what reaches the h of one step before through r, both
// from drh, the gradient by r⊙before.
func GRUResetGrad(dz, dh, drh, z, before []float32, n, hidden int) {
	for b := 0; b < n; b++ {
		r, dr := z[(b*3+1)*hidden:][:hidden], dz[(b*3+1)*hidden:][:hidden]
		was, dh, drh := before[b*hidden:][:hidden], dh[b*hidden:][:hidden], drh[b*hidden:][:hidden]
		for j := range dh {
			dr[j] = drh[j] * was[j] * (r[j] * (1 - r[j]))
			dh[j] += float32(drh[j] * r[j])
		}
	}
}
