package kernel

import "math"

// The reference of what the vectors in act_simd.go compute, operation by operation, so that both give the same bits.
// The polynomials were fitted for this file: least relative error at Chebyshev nodes, reweighted until it is level.

func inf() float32 { return math.Float32frombits(0x7F800000) }

func sqrt(x float32) float32 { return float32(math.Sqrt(float64(x))) }

// tanhLimit is where tanh has become 1 in float32.
const tanhLimit = 9

// x·P(x²)/Q(x²) for 0 ≤ x ≤ tanhLimit, relative error 2.1e-8 before rounding. All coefficients are positive: nothing cancels.
const (
	tanhP0, tanhP1, tanhP2, tanhP3, tanhP4 = 0.9999999794234964, 0.1338104951828926, 0.003495615055229315, 2.060946777131201e-05, 1.3355089074864453e-08
	tanhQ1, tanhQ2, tanhQ3, tanhQ4         = 0.4671436514893982, 0.02587708838236364, 0.00032856763570106903, 7.776755726366309e-07
)

// eʳ for |r| ≤ ln 2 / 2, relative error 1.9e-9 before rounding. Above expHigh it is +Inf, below expLow 0.
const (
	expHigh, expLow                                 = 88.722831, -87.3
	expP0, expP1, expP2, expP3, expP4, expP5, expP6 = 1.0000000005542131, 1.0000000363229722, 0.4999999207909757, 0.1666642017060706, 0.04166822573147221, 0.008374815753702136, 0.0013836836924969067

	log2e       = 1.4426950408889634
	ln2Hi       = 0.693359375 // few enough bits for n·ln2Hi to be exact
	ln2Lo       = -2.12194440e-4
	magic       = 12582912 // 1.5·2²³: adding it rounds to a whole number
	magicBits   = 0x4B400000
	mantissaLen = 23
)

// ln(1+t)/t: a rational for 0 ≤ t ≤ 1 (error 9.4e-10), a polynomial for √½ ≤ 1+t ≤ √2 (error 2.6e-8).
const (
	log1pP0, log1pP1, log1pP2, log1pP3                            = 0.9999999990594783, 1.066214003991919, 0.23815496735866365, 0.003417205826496939
	log1pQ1, log1pQ2, log1pQ3                                     = 1.5662138734144406, 0.6879314981064892, 0.07528629723918441
	logP0, logP1, logP2, logP3, logP4, logP5, logP6, logP7, logP8 = 0.9999999741887584, -0.4999998797525542, 0.33334185651303977, -0.2500207312486165, 0.19956831897173957, -0.16562413287397001, 0.1495230387030986, -0.14366717981405142, 0.08722099800239823

	rootHalfBits  = 0x3F3504F3
	smallest      = 1.1754944e-38 // normal number
	denormalScale = 1 << 25
)

const (
	geluC   = 0.7978845608028654 // √(2/π)
	geluK   = 0.044715
	geluLow = -10 // GELU is 0 in float32 below, and −Inf·0 is kept out
)

func tanhOf(x float32) float32 {
	if x > tanhLimit {
		x = tanhLimit
	}
	if x < -tanhLimit {
		x = -tanhLimit
	}
	u := x * x
	p := (((u*tanhP4+tanhP3)*u+tanhP2)*u+tanhP1)*u + tanhP0
	q := (((u*tanhQ4+tanhQ3)*u+tanhQ2)*u+tanhQ1)*u + 1
	return x * p / q
}

func sigmoidOf(x float32) float32 { return tanhOf(x*0.5)*0.5 + 0.5 }

func signedSigmoidOf(x float32) float32 { return tanhOf(x * 0.5) }

func lecunOf(x float32) float32 { return tanhOf(x*lecunSlope) * lecunScale }

func geluOf(x float32) float32 {
	if x < geluLow {
		x = geluLow
	}
	return x * 0.5 * (tanhOf((x*x*x*geluK+x)*geluC) + 1)
}

func geluSlopeOf(x float32) float32 {
	if x < geluLow {
		x = geluLow
	}
	if x > -geluLow {
		x = -geluLow
	}
	u := x * x
	t := tanhOf((u*x*geluK + x) * geluC)
	return (t+1)*0.5 + x*0.5*(1-t*t)*((u*(3*geluK)+1)*geluC)
}

func expOf(x float32) float32 {
	n := x*log2e + magic
	bits := int32(math.Float32bits(n)) - magicBits
	n -= magic
	r := x - n*ln2Hi
	r -= n * ln2Lo
	y := (((((r*expP6+expP5)*r+expP4)*r+expP3)*r+expP2)*r+expP1)*r + expP0
	y = math.Float32frombits(uint32(int32(math.Float32bits(y)) + bits<<mantissaLen))
	if x > expHigh {
		y = inf()
	}
	if x < expLow {
		y = 0
	}
	if x != x {
		y = x
	}
	return y
}

func logOf(x float32) float32 {
	v, shift := x, float32(0)
	if x < smallest {
		v, shift = x*denormalScale, 25
	}
	bits := int32(math.Float32bits(v))
	e := (bits - rootHalfBits) >> mantissaLen
	t := math.Float32frombits(uint32(bits-e<<mantissaLen)) - 1
	n := float32(e) - shift
	p := (((((((t*logP8+logP7)*t+logP6)*t+logP5)*t+logP4)*t+logP3)*t+logP2)*t+logP1)*t + logP0
	y := n*ln2Hi + (t*p + n*ln2Lo)
	if !(x < inf()) {
		y = x // +Inf and NaN
	}
	if x <= 0 {
		y = float32(math.NaN())
	}
	if x == 0 {
		y = -inf()
	}
	return y
}

// softplusOf is ln(1+eˣ), as the larger of x and 0 plus a part that never overflows.
func softplusOf(x float32) float32 {
	big, low := x, -x
	if x < 0 {
		big, low = 0, x
	}
	t := expOf(low)
	p := ((t*log1pP3+log1pP2)*t+log1pP1)*t + log1pP0
	q := ((t*log1pQ3+log1pQ2)*t+log1pQ1)*t + 1
	return big + t*p/q
}

func reluOf(x float32) float32 {
	if x < 0 {
		x = 0
	}
	return x
}

func leakyOf(x float32) float32 {
	if x < 0 {
		x *= LeakySlope
	}
	return x
}

func thresholdOf(x float32) float32 {
	if x < 0 {
		return 0
	}
	if x >= 0 {
		return 1
	}
	return x // NaN
}

// each sets y[i] = f(x[i]): the plain form of the functions below, and the reference in tests.
func each(y, x []float32, f func(float32) float32) {
	y = y[:len(x)]
	for i, v := range x {
		y[i] = f(v)
	}
}

func (a Activation) applyScalar(y, x []float32) {
	switch a {
	case Linear:
		copy(y[:len(x)], x)
	case Tanh:
		each(y, x, tanhOf)
	case Sigmoid:
		each(y, x, sigmoidOf)
	case ReLU:
		each(y, x, reluOf)
	case LeakyReLU:
		each(y, x, leakyOf)
	case GELU:
		each(y, x, geluOf)
	case Threshold:
		each(y, x, thresholdOf)
	case LeCun:
		each(y, x, lecunOf)
	default:
		panic(badActivation)
	}
}

func slopeParabolaScalar(d, a []float32, c0, c1, c2 float32) {
	for i, v := range a {
		d[i] *= (v*c2+c1)*v + c0
	}
}

// slopeKinkScalar does not multiply by a slope of 0, which infinity and the sign would survive.
func slopeKinkScalar(d, a []float32, slope float32) {
	for i, v := range a {
		switch {
		case v > 0:
		case slope == 0:
			d[i] = 0
		default:
			d[i] *= slope
		}
	}
}

// softmaxScalar does the columns from the given one on.
func softmaxScalar(p, soft, z []float32, classes, stride, from int) {
	for j := from; j < stride; j++ {
		top := z[j]
		for c := 1; c < classes; c++ {
			if v := z[c*stride+j]; v > top {
				top = v
			}
		}
		var sum float32
		for c := range classes {
			e := expOf(z[c*stride+j] - top)
			p[c*stride+j] = e
			sum += e
		}
		if soft != nil {
			soft[j] = logOf(sum) + top
		}
		for c := range classes {
			p[c*stride+j] /= sum
		}
	}
}
