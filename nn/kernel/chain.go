package kernel

import "math"

// Chain is a row of dense layers that learns from batches of nine to twelve examples, whose rows are three vectors long. A call
// takes as long as a layer of a few neurons, so a chain makes one for all layers forward and two back. It gives the bits that
// [Dense], [Activation.Apply], [DenseGrad], [DenseBack] and [Activation.Slope] give layer by layer.
type Chain struct {
	forward, back []pass
	grads         []gradPass
}

// Link is one layer of a chain, over arrays that the chain shares with its owner.
type Link struct {
	Out, In int
	Act     Activation // one that [Activation.Chains]
	W, DW   []float32  // (out, in): weights, and the loss by them
	B, DB   []float32  // (out): biases, and the loss by them
	A       []float32  // (out, ChainStride): activations
	D       []float32  // (out, ChainStride): the loss by the pre-activations
}

// ChainStride is the stride of the batches that a chain learns from.
const ChainStride = 12

const badChain = "kernel: layers do not make a chain"

// Chains tells whether a layer with that activation can be part of a chain.
func (a Activation) Chains() bool {
	return a == Linear || a == ReLU || a == Tanh || a == Sigmoid || a == LeCun
}

// NewChain joins layers, each fed with what the one before gives.
func NewChain(links []Link) *Chain {
	if len(links) == 0 {
		panic(badChain)
	}
	c := &Chain{}
	for i, l := range links {
		if min(l.Out, l.In) < 1 || !l.Act.Chains() || i > 0 && l.In != links[i-1].Out || min(len(l.W), len(l.DW)) < l.Out*l.In ||
			min(len(l.B), len(l.DB)) < l.Out || min(len(l.A), len(l.D)) < l.Out*ChainStride {
			panic(badChain)
		}
		up := pass{y: l.A, w: l.W, b: l.B, rows: l.Out, depth: l.In, across: l.In, down: 1}
		up.then, up.k = l.Act.afterwards()
		grad := gradPass{dw: l.DW, db: l.DB, dy: l.D, out: l.Out, in: l.In}
		if i > 0 {
			below := links[i-1]
			up.x, grad.x = below.A, below.A
			down := pass{y: below.D, w: l.W, x: l.D, rows: l.In, depth: l.Out, across: 1, down: l.In, v: below.A}
			down.then, down.k = below.Act.beforehand()
			c.back = append([]pass{down}, c.back...)
		}
		c.forward, c.grads = append(c.forward, up), append(c.grads, grad)
	}
	return c
}

// Forward sets the activations of all layers to what they make of x (in, ChainStride).
func (c *Chain) Forward(x []float32) {
	first := &c.forward[0]
	if len(x) < first.depth*ChainStride {
		panic(badDense)
	}
	first.x, c.grads[0].x = x, x
	passes(c.forward)
}

// Backward sets the gradients of all weights and biases, and the D of all layers but the last, whose own is given. It follows
// a Forward and reads its x again.
func (c *Chain) Backward() {
	passes(c.back)
	grads(c.grads)
}

// pass is one productScalar at a stride of twelve, and what follows it.
type pass struct {
	y, w, b, x   []float32 // b may be nil
	rows, depth  int
	across, down int
	then         then
	k            [3]float32 // what the function that follows is made of
	v            []float32  // (rows, 12): the activations at which a slope is taken
}

// then is what follows a product.
type then uint8

const (
	nothing  then = iota
	rectify       // y = relu y
	curve         // y = k₁·tanh(k₀·y) + k₂
	kink          // y = 0 where v is not above 0
	parabola      // y = y·((k₂·v + k₁)·v + k₀)
)

// gradPass is one DenseGrad at a stride of twelve.
type gradPass struct {
	dw, db, dy, x []float32
	out, in       int
}

// afterwards is how an activation follows a product.
func (a Activation) afterwards() (then, [3]float32) {
	none := math.Float32frombits(1 << 31) // adding −0 leaves a sign as it is
	switch a {
	case ReLU:
		return rectify, [3]float32{}
	case Tanh:
		return curve, [3]float32{1, 1, none}
	case Sigmoid:
		return curve, [3]float32{0.5, 0.5, 0.5}
	case LeCun:
		return curve, [3]float32{lecunSlope, lecunScale, none}
	}
	return nothing, [3]float32{}
}

// beforehand is how the slope of an activation follows the product on the way back.
func (a Activation) beforehand() (then, [3]float32) {
	switch a {
	case ReLU:
		return kink, [3]float32{}
	case Tanh:
		return parabola, [3]float32{1, 0, -1}
	case Sigmoid:
		return parabola, [3]float32{0, 1, -1}
	case LeCun:
		return parabola, [3]float32{lecunScale * lecunSlope, 0, -lecunSlope / lecunScale}
	}
	return nothing, [3]float32{}
}

func passesScalar(passes []pass) {
	for _, p := range passes {
		productScalar(p.y, p.w, p.b, p.x, p.rows, p.depth, ChainStride, p.across, p.down, p.then == rectify)
		n := p.rows * ChainStride
		switch y, k := p.y[:n], p.k; p.then {
		case curve:
			for i, v := range y {
				y[i] = tanhOf(v*k[0])*k[1] + k[2]
			}
		case kink:
			slopeKinkScalar(y, p.v[:n], 0)
		case parabola:
			slopeParabolaScalar(y, p.v[:n], k[0], k[1], k[2])
		}
	}
}
