package kernel

// The updates that optimisers make, over flat arrays of parameters w and their gradient g. Decays and rates come in as
// they are used, so that nothing is divided or raised to a power in here.

const badUpdate = "kernel: parameters and gradient differ in length"

// SGD sets w −= rate·g.
func SGD(w, g []float32, rate float32) {
	checkUpdate(len(w), len(g), len(w), len(w))
	sgd(w, g, rate)
}

// Momentum sets m = decay·m + g and w −= rate·m.
func Momentum(w, g, m []float32, rate, decay float32) {
	checkUpdate(len(w), len(g), len(m), len(m))
	momentum(w, g, m, rate, decay, false)
}

// Nesterov sets m = decay·m + g and w −= rate·(g + decay·m).
func Nesterov(w, g, m []float32, rate, decay float32) {
	checkUpdate(len(w), len(g), len(m), len(m))
	momentum(w, g, m, rate, decay, true)
}

// Scaled sets v = keep·v + take·g² and w −= rate·g/(√v + eps): AdaGrad with keep = take = 1, else RMSProp.
func Scaled(w, g, v []float32, rate, keep, take, eps float32) {
	checkUpdate(len(w), len(g), len(v), len(v))
	scaled(w, g, v, rate, keep, take, eps)
}

// Adam sets m = keep1·m + take1·g, v = keep2·v + take2·g² and w −= rate·m/(√v + eps).
func Adam(w, g, m, v []float32, rate, keep1, take1, keep2, take2, eps float32) {
	checkUpdate(len(w), len(g), len(m), len(v))
	adam(w, g, m, v, rate, keep1, take1, keep2, take2, eps)
}

// Penalise adds the gradient of l1·|w| + l2·w²/2 to g.
func Penalise(g, w []float32, l1, l2 float32) {
	checkUpdate(len(w), len(g), len(w), len(w))
	penalise(g, w, l1, l2)
}

// Copy sets dst to src. The runtime's copy leaves WebAssembly for it, which takes longer than copying a small network.
func Copy(dst, src []float32) { copyRow(dst[:len(src)], src) }

// Finite tells whether x holds neither NaN nor ±Inf.
func Finite(x []float32) bool { return finite(x) }

func checkUpdate(w, g, m, v int) {
	if w != g || w != m || w != v {
		panic(badUpdate)
	}
}

func sgdScalar(w, g []float32, rate float32) {
	for i, d := range g {
		w[i] -= d * rate
	}
}

func momentumScalar(w, g, m []float32, rate, decay float32, ahead bool) {
	for i, d := range g {
		v := m[i]*decay + d
		m[i] = v
		if ahead {
			v = v*decay + d
		}
		w[i] -= v * rate
	}
}

func scaledScalar(w, g, v []float32, rate, keep, take, eps float32) {
	for i, d := range g {
		v[i] = v[i]*keep + d*d*take
		w[i] -= d * rate / (sqrt(v[i]) + eps)
	}
}

func adamScalar(w, g, m, v []float32, rate, keep1, take1, keep2, take2, eps float32) {
	for i, d := range g {
		m[i] = m[i]*keep1 + d*take1
		v[i] = v[i]*keep2 + d*d*take2
		w[i] -= m[i] * rate / (sqrt(v[i]) + eps)
	}
}

func penaliseScalar(g, w []float32, l1, l2 float32) {
	for i, v := range w {
		d := v * l2
		if v > 0 {
			d += l1
		}
		if v < 0 {
			d -= l1
		}
		g[i] += d
	}
}

// finiteScalar multiplies by 0, which only NaN and ±Inf survive.
func finiteScalar(x []float32) bool {
	var sum float32
	for _, v := range x {
		sum += v * 0
	}
	return sum == 0
}
