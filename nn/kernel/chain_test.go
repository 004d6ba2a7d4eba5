package kernel

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
)

// drawLinks makes layers of the given sizes, each with the given activation.
func drawLinks(r *rand.Rand, sizes []int, act Activation) []Link {
	links := make([]Link, len(sizes)-1)
	for i := range links {
		in, out := sizes[i], sizes[i+1]
		links[i] = Link{
			Out: out, In: in, Act: act, W: noise(r, out*in), B: noise(r, out),
			DW: padded(make([]float32, out*in)), DB: padded(make([]float32, out)),
			A: padded(make([]float32, out*ChainStride)), D: padded(make([]float32, out*ChainStride)),
		}
	}
	return links
}

// clone copies what the layers compute, not their weights.
func clone(links []Link) []Link {
	links = slices.Clone(links)
	for i := range links {
		l := &links[i]
		l.DW, l.DB, l.A, l.D = slices.Clone(l.DW), slices.Clone(l.DB), slices.Clone(l.A), slices.Clone(l.D)
	}
	return links
}

// layerwise is what a chain computes, one layer and one function after the other.
func layerwise(links []Link, x []float32, top []float32) {
	in := x
	for _, l := range links {
		n := l.Out * ChainStride
		Dense(l.A, l.W, l.B, in, l.Out, l.In, ChainStride)
		l.Act.Apply(l.A[:n], l.A[:n])
		in = l.A
	}
	copy(links[len(links)-1].D, top)
	for i := len(links) - 1; i >= 0; i-- {
		l, in := links[i], x
		if i > 0 {
			below, n := links[i-1], l.In*ChainStride
			in = below.A
			DenseBack(below.D, l.W, l.D, l.Out, l.In, ChainStride)
			below.Act.Slope(below.D[:n], below.A[:n])
		}
		DenseGrad(l.DW, l.DB, l.D, in, l.Out, l.In, ChainStride)
	}
}

func TestChainEqualsItsLayers(t *testing.T) {
	for _, act := range []Activation{Linear, ReLU, Tanh, Sigmoid, LeCun} {
		for _, sizes := range [][]int{{2, 1}, {1, 1, 1}, {2, 4, 2, 1}, {3, 8, 8, 3}, {7, 5, 6, 7, 2}, {13, 16, 1, 9, 4}, {7, 8, 8, 8, 8, 8, 8, 1}} {
			t.Run(fmt.Sprint(act, sizes), func(t *testing.T) {
				r := rand.New(rand.NewPCG(1, uint64(len(sizes))))
				links := drawLinks(r, sizes, act)
				want := clone(links)
				c := NewChain(links)
				for range 3 {
					x, top := noise(r, sizes[0]*ChainStride), noise(r, sizes[len(sizes)-1]*ChainStride)
					for i := range top {
						if r.IntN(3) == 0 {
							top[i] = 0 // as in the padding
						}
					}
					x[r.IntN(len(x))] *= 1e4
					layerwise(want, x, top)
					c.Forward(x)
					copy(links[len(links)-1].D, top)
					c.Backward()
					for i, l := range links {
						what := fmt.Sprintf("layer %d: ", i+1)
						sameBits(t, what+"activations", l.A, want[i].A)
						sameBits(t, what+"the loss by pre-activations", l.D, want[i].D)
						sameBits(t, what+"the loss by weights", l.DW, want[i].DW)
						sameBits(t, what+"the loss by biases", l.DB, want[i].DB)
					}
				}
			})
		}
	}
}

func TestPassesEqualScalar(t *testing.T) {
	r := rand.New(rand.NewPCG(2, 2))
	for rows := range 10 {
		for depth := 1; depth < 10; depth++ {
			w, b, x, v := noise(r, (rows+1)*depth), noise(r, rows+1), noise(r, depth*ChainStride), noise(r, (rows+1)*ChainStride)
			for then := nothing; then <= parabola; then++ {
				p := pass{w: w, b: b, x: x, rows: rows + 1, depth: depth, across: depth, down: 1, then: then, v: v, k: [3]float32{0.7, -0.2, 1.5}}
				q := p
				p.y, q.y = padded(make([]float32, len(v))), padded(make([]float32, len(v)))
				passes([]pass{p})
				passesScalar([]pass{q})
				sameBits(t, fmt.Sprintf("%d×%d, then %d: y", rows+1, depth, then), p.y, q.y)
			}
		}
	}
}

func TestChainRefuses(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 3))
	links := func(change func(l []Link)) []Link {
		l := drawLinks(r, []int{2, 3, 1}, Tanh)
		change(l)
		return l
	}
	tests := []struct {
		name string
		run  func()
	}{
		{"no layers", func() { NewChain(nil) }},
		{"an activation that needs its input", func() { NewChain(links(func(l []Link) { l[0].Act = GELU })) }},
		{"layers that do not follow", func() { NewChain(links(func(l []Link) { l[1].In = 2 })) }},
		{"no units", func() { NewChain(links(func(l []Link) { l[1].Out = 0 })) }},
		{"few weights", func() { NewChain(links(func(l []Link) { l[0].W = l[0].W[:5] })) }},
		{"few biases", func() { NewChain(links(func(l []Link) { l[0].B = l[0].B[:2] })) }},
		{"few activations", func() { NewChain(links(func(l []Link) { l[0].A = l[0].A[:35] })) }},
		{"a short batch", func() { NewChain(links(func([]Link) {})).Forward(make([]float32, 2*ChainStride-1)) }},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			defer func() {
				if recover() == nil {
					t.Error("no panic")
				}
			}()
			tt.run()
		})
	}
}
