//go:build !(goexperiment.simd && (wasm || amd64))

package kernel

func sgd(w, g []float32, rate float32) { sgdScalar(w, g, rate) }

func momentum(w, g, m []float32, rate, decay float32, ahead bool) {
	momentumScalar(w, g, m, rate, decay, ahead)
}

func scaled(w, g, v []float32, rate, keep, take, eps float32) {
	scaledScalar(w, g, v, rate, keep, take, eps)
}

func adam(w, g, m, v []float32, rate, keep1, take1, keep2, take2, eps float32) {
	adamScalar(w, g, m, v, rate, keep1, take1, keep2, take2, eps)
}

func penalise(g, w []float32, l1, l2 float32) { penaliseScalar(g, w, l1, l2) }

func finite(x []float32) bool { return finiteScalar(x) }
