package nntest

import (
	"bytes"
	"fmt"
	"math"
	"math/rand/v2"
	"testing"

	"gonum.org/v1/gonum/diff/fd"

	"github.com/whisker-lab/whisker/nn"
)

// GradTolerance is how far a layer's gradient may be from the numeric one, as a share of the largest gradient in the same
// array. The layers compute in float32, so that a difference over Step is good to about 1e-4 of the outputs' scale; the
// sums over outputs and the differences themselves are in float64.
const (
	GradTolerance = 2e-3
	GradStep      = 1e-2
)

// fivePoint is the fourth-order central difference: with a step that float32 resolves well its own error is some 1e-8.
var fivePoint = fd.Formula{
	Stencil:    []fd.Point{{Loc: -2, Coeff: 1. / 12}, {Loc: -1, Coeff: -8. / 12}, {Loc: 1, Coeff: 8. / 12}, {Loc: 2, Coeff: -1. / 12}},
	Derivative: 1,
	Step:       GradStep,
}

// CheckGrad compares a layer's gradients, by its input and by every parameter, with differences of its outputs weighted
// at random. Inputs must keep 2·GradStep away from kinks, such as that of relu. Backward may return nil, for layers
// whose input has no gradient.
//
// Layers with state of their own (nn.Keeper) are put back to where they were before every pass.
func CheckGrad(t testing.TB, layer nn.Layer, x *nn.Tensor) {
	t.Helper()
	rewind := keep(t, layer)
	pass := func() *nn.Tensor {
		rewind()
		return layer.Forward(x, true)
	}
	shape := append([]int(nil), x.Shape...)
	y := pass()
	r := rand.New(rand.NewPCG(11, 13))
	dy := nn.NewTensor(y.Shape...)
	for i := range dy.Data {
		dy.Data[i] = float32(r.NormFloat64())
	}
	before := append([]float32(nil), y.Data...)
	objective := func() float64 {
		var sum float64
		for i, v := range pass().Data {
			sum += float64(v) * float64(dy.Data[i])
		}
		return sum
	}

	for _, p := range layer.Params() {
		if len(p.Grad.Data) != len(p.Value.Data) {
			t.Fatalf("parameter %s: %d values, %d gradients", p.Name, len(p.Value.Data), len(p.Grad.Data))
		}
		p.Grad.Zero()
	}
	dx := layer.Backward(dy)
	for i, v := range pass().Data {
		if v != before[i] {
			t.Fatalf("output %d is %v, then %v: Forward is not repeatable", i, before[i], v)
		}
	}
	if dx != nil {
		if fmt.Sprint(dx.Shape) != fmt.Sprint(shape) {
			t.Fatalf("gradient of the input has shape %v; want %v", dx.Shape, shape)
		}
		dx = nn.TensorOf(append([]float32(nil), dx.Data...), dx.Shape...)
	}
	grads := make([][]float32, len(layer.Params()))
	for i, p := range layer.Params() {
		grads[i] = append([]float32(nil), p.Grad.Data...)
	}

	if dx != nil {
		compare(t, "input", dx.Data, x.Data, objective)
	}
	for i, p := range layer.Params() {
		compare(t, p.Name, grads[i], p.Value.Data, objective)
	}

	// Backward adds: a second time gives twice the gradient.
	pass()
	layer.Backward(dy)
	for i, p := range layer.Params() {
		for j, g := range p.Grad.Data {
			if d := float64(g) - 2*float64(grads[i][j]); math.Abs(d) > 1e-4*(1+math.Abs(float64(g))) {
				t.Fatalf("%s[%d]: %v after two passes, %v after one: Backward must add", p.Name, j, g, grads[i][j])
			}
		}
	}
}

// keep remembers the layer's own state and returns what puts it back.
func keep(t testing.TB, layer nn.Layer) func() {
	k, ok := layer.(nn.Keeper)
	if !ok {
		return func() {}
	}
	var b bytes.Buffer
	e := nn.NewEncoder(&b, "checkgrad")
	k.Keep(e)
	if err := e.Close(); err != nil {
		t.Fatal(err)
	}
	return func() {
		d := nn.NewDecoder(bytes.NewReader(b.Bytes()), "checkgrad")
		k.Restore(d)
		if err := d.Close(); err != nil {
			t.Fatal(err)
		}
	}
}

// compare checks got against differences of f over the values of at, which it leaves as they were.
func compare(t testing.TB, name string, got, at []float32, f func() float64) {
	t.Helper()
	start := make([]float64, len(at))
	for i, v := range at {
		start[i] = float64(v)
	}
	want := fd.Gradient(nil, func(x []float64) float64 {
		for i, v := range x {
			at[i] = float32(v)
		}
		return f()
	}, start, &fd.Settings{Formula: fivePoint})
	for i, v := range start {
		at[i] = float32(v)
	}
	var scale float64
	for _, w := range want {
		scale = max(scale, math.Abs(w))
	}
	for i, w := range want {
		if d := math.Abs(float64(got[i]) - w); !(d <= GradTolerance*max(scale, 0.1)) {
			t.Errorf("%s[%d]: gradient %v; differences give %v", name, i, got[i], w)
			return
		}
	}
}

// CheckAllocs checks that a pass forward and back allocates nothing once the layer has its storage.
func CheckAllocs(t testing.TB, layer nn.Layer, x *nn.Tensor) {
	t.Helper()
	y := layer.Forward(x, true)
	dy := nn.NewTensor(y.Shape...)
	layer.Backward(dy)
	if n := testing.AllocsPerRun(10, func() {
		layer.Forward(x, true)
		layer.Backward(dy)
	}); n != 0 {
		t.Errorf("a pass allocates %v times; want 0", n)
	}
}
