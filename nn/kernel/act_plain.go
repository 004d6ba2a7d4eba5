//go:build !(goexperiment.simd && (wasm || amd64))

package kernel

// Apply sets y[i] = f(x[i]). y may be x.
func (a Activation) Apply(y, x []float32) { a.applyScalar(y, x) }

// SignedSigmoidTo sets y[i] = 2/(1+exp(−x[i])) − 1. y may be x, here and below.
func SignedSigmoidTo(y, x []float32) { each(y, x, signedSigmoidOf) }

// ExpTo sets y[i] = exp x[i], within 4 ulp; what would be below 1.3e-38 is 0.
func ExpTo(y, x []float32) { each(y, x, expOf) }

// LogTo sets y[i] = ln x[i], within 4 ulp.
func LogTo(y, x []float32) { each(y, x, logOf) }

// SoftplusTo sets y[i] = ln(1+exp x[i]), within 5 ulp; what would be below 1.3e-38 is 0.
func SoftplusTo(y, x []float32) { each(y, x, softplusOf) }

func slopeParabola(d, a []float32, c0, c1, c2 float32) {
	slopeParabolaScalar(d[:len(a)], a, c0, c1, c2)
}

func slopeKink(d, a []float32, slope float32) { slopeKinkScalar(d[:len(a)], a, slope) }

func slopeGELU(d, x []float32) {
	d = d[:len(x)]
	for i, v := range x {
		d[i] *= geluSlopeOf(v)
	}
}

func softmax(p, soft, z []float32, classes, stride int) {
	softmaxScalar(p, soft, z, classes, stride, 0)
}
