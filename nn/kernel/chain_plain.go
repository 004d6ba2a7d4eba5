//go:build !(goexperiment.simd && (wasm || amd64))

package kernel

func passes(p []pass) { passesScalar(p) }

func grads(g []gradPass) {
	for _, g := range g {
		DenseGrad(g.dw, g.db, g.dy, g.x, g.out, g.in, ChainStride)
	}
}
