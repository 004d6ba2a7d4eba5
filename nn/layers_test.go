package nn_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/whisker-lab/whisker/nn"
	"github.com/whisker-lab/whisker/nn/kernel"
	"github.com/whisker-lab/whisker/nn/nntest"
)

func source() *rand.Rand { return rand.New(rand.NewPCG(1, 2)) }

func normal(r *rand.Rand, shape ...int) *nn.Tensor {
	t := nn.NewTensor(shape...)
	for i := range t.Data {
		t.Data[i] = float32(r.NormFloat64())
	}
	return t
}

// apart is values that keep their distance from 0 and from each other, for what has kinks there.
func apart(r *rand.Rand, shape ...int) *nn.Tensor {
	t := nn.NewTensor(shape...)
	for i, p := range r.Perm(len(t.Data)) {
		t.Data[i] = 0.1 * (float32(p-len(t.Data)/2) + 0.5)
	}
	return t
}

func codes(r *rand.Rand, most int, shape ...int) *nn.Tensor {
	t := nn.NewTensor(shape...)
	for i := range t.Data {
		t.Data[i] = float32(r.IntN(most))
	}
	return t
}

// drawn sets all weights of a layer at random.
func drawn(l nn.Layer, r *rand.Rand) nn.Layer {
	for _, p := range l.Params() {
		for i := range p.Value.Data {
			p.Value.Data[i] = float32(r.NormFloat64()) * 0.5
		}
	}
	return l
}

func window(h, w, kh, kw, stride int) kernel.Window {
	return kernel.Window{Height: h, Width: w, KernelH: kh, KernelW: kw, Stride: stride}
}

type layerCase struct {
	name  string
	layer func(r *rand.Rand) nn.Layer
	x     func(r *rand.Rand) *nn.Tensor
}

func at(shape ...int) func(r *rand.Rand) *nn.Tensor {
	return func(r *rand.Rand) *nn.Tensor { return normal(r, shape...) }
}

func layerCases() []layerCase {
	dense := func(in, out int) func(*rand.Rand) nn.Layer {
		return func(*rand.Rand) nn.Layer { return nn.NewDense(in, out) }
	}
	conv := func(w kernel.Window, in, out int) func(*rand.Rand) nn.Layer {
		return func(*rand.Rand) nn.Layer { return nn.NewConv(w, in, out) }
	}
	pool := func(kind nn.Pooling, w kernel.Window, planes int) func(*rand.Rand) nn.Layer {
		return func(*rand.Rand) nn.Layer { return nn.NewPool(kind, w, planes) }
	}
	spread := func(shape ...int) func(r *rand.Rand) *nn.Tensor {
		return func(r *rand.Rand) *nn.Tensor { return apart(r, shape...) }
	}
	return []layerCase{
		{"dense 3→5, 7 rows", dense(3, 5), at(7, 3)},
		{"dense 1→1, 1 row", dense(1, 1), at(1, 1)},
		{"dense 33→13, 5 rows", dense(33, 13), at(5, 33)},
		{"dense over a sequence", dense(3, 9), at(2, 4, 3)},
		{"conv 3×3 same", conv(window(5, 7, 3, 3, 1).Same(), 2, 3), at(2, 2, 5, 7)},
		{"conv 5×5 same", conv(window(6, 6, 5, 5, 1).Same(), 1, 5), at(1, 1, 6, 6)},
		{"conv 2×3 valid", conv(window(5, 6, 2, 3, 1), 3, 2), at(3, 3, 5, 6)},
		{"conv stride 2", conv(window(7, 5, 3, 3, 2).Same(), 2, 3), at(2, 2, 7, 5)},
		{"conv 1×1", conv(window(1, 1, 1, 1, 1), 3, 2), at(2, 3, 1, 1)},
		{"max pool 2", pool(nn.MaxPooling, window(6, 4, 2, 2, 2), 3), spread(2, 3, 6, 4)},
		{"max pool 3 stride 2 same", pool(nn.MaxPooling, window(7, 9, 3, 3, 2).Same(), 2), spread(1, 2, 7, 9)},
		{"mean pool 3 same", pool(nn.MeanPooling, window(7, 5, 3, 3, 2).Same(), 2), at(1, 2, 7, 5)},
		{"sum pool 2", pool(nn.SumPooling, window(5, 5, 2, 2, 2), 1), at(2, 1, 5, 5)},
		{"flatten", func(*rand.Rand) nn.Layer { return nn.NewFlatten() }, at(2, 3, 2, 2)},
		{"last", func(*rand.Rand) nn.Layer { return nn.NewLast() }, at(3, 2, 5)},
		{"dropout", func(r *rand.Rand) nn.Layer { return nn.NewDropout(0.4, r) }, at(5, 7)},
		{"layer norm", func(*rand.Rand) nn.Layer { return nn.NewLayerNorm(7) }, at(3, 7)},
		{"batch norm, rows", func(*rand.Rand) nn.Layer { return nn.NewBatchNorm(3) }, at(8, 3)},
		{"batch norm, planes", func(*rand.Rand) nn.Layer { return nn.NewBatchNorm(3) }, at(4, 3, 2, 5)},
		{"embedding", func(*rand.Rand) nn.Layer { return nn.NewEmbedding(6, 5) }, func(r *rand.Rand) *nn.Tensor { return codes(r, 6, 3, 4) }},
		{"rnn", func(*rand.Rand) nn.Layer { return nn.NewRNN(3, 5) }, at(4, 2, 3)},
		{"rnn of codes", func(*rand.Rand) nn.Layer { return nn.NewRNN(6, 5) }, func(r *rand.Rand) *nn.Tensor { return codes(r, 6, 5, 3) }},
		{"rnn, one step", func(*rand.Rand) nn.Layer { return nn.NewRNN(1, 1) }, at(1, 1, 1)},
		{"gru", func(*rand.Rand) nn.Layer { return nn.NewGRU(3, 5) }, at(4, 2, 3)},
		{"gru of codes", func(*rand.Rand) nn.Layer { return nn.NewGRU(6, 7) }, func(r *rand.Rand) *nn.Tensor { return codes(r, 6, 3, 5) }},
		{"lstm", func(*rand.Rand) nn.Layer { return nn.NewLSTM(3, 5) }, at(4, 2, 3)},
		{"lstm of codes", func(*rand.Rand) nn.Layer { return nn.NewLSTM(6, 7) }, func(r *rand.Rand) *nn.Tensor { return codes(r, 6, 3, 5) }},
		{"lstm 13, 3 rows", func(*rand.Rand) nn.Layer { return nn.NewLSTM(2, 13) }, at(2, 3, 2)},
		{"softmax", func(*rand.Rand) nn.Layer { return nn.NewSoftmax() }, at(3, 7)},
		{"softmax over a sequence", func(*rand.Rand) nn.Layer { return nn.NewSoftmax() }, at(2, 3, 5)},
		{"example norm, rows", func(*rand.Rand) nn.Layer { return nn.NewExampleNorm() }, at(3, 7)},
		{"example norm, planes", func(*rand.Rand) nn.Layer { return nn.NewExampleNorm() }, at(2, 3, 4, 5)},
		{"residual", func(*rand.Rand) nn.Layer {
			return nn.NewResidual(nn.NewConv(window(5, 6, 3, 3, 1).Same(), 2, 2), nn.NewExampleNorm())
		}, at(2, 2, 5, 6)},
		{"residual of a dropout", func(r *rand.Rand) nn.Layer { return nn.NewResidual(nn.NewDense(4, 4), nn.NewDropout(0.4, r)) }, at(3, 4)},
		{"a network", func(*rand.Rand) nn.Layer {
			return nn.NewNetwork(
				nn.NewConv(window(6, 5, 3, 3, 1).Same(), 1, 3), nn.NewBatchNorm(3),
				nn.NewPool(nn.MeanPooling, window(6, 5, 2, 2, 2), 3), nn.NewFlatten(), nn.NewDense(18, 4), nn.NewLayerNorm(4))
		}, at(3, 1, 6, 5)},
	}
}

func TestActivations(t *testing.T) {
	for i, name := range kernel.Activations {
		t.Run(name, func(t *testing.T) {
			l, r := nn.NewActivation(kernel.Activation(i)), source()
			nntest.CheckGrad(t, l, apart(r, 5, 7))
			nntest.CheckAllocs(t, l, normal(r, 4, 7))
		})
	}
}

func TestLayers(t *testing.T) {
	for _, tt := range layerCases() {
		t.Run(tt.name, func(t *testing.T) {
			r := source()
			nntest.CheckGrad(t, drawn(tt.layer(r), r), tt.x(r))
			nntest.CheckAllocs(t, drawn(tt.layer(r), r), tt.x(r))
		})
	}
}

// A recurrent layer that carries its state over gives the same for a sequence in two parts as for the whole.
func TestCarry(t *testing.T) {
	for _, tt := range []struct {
		name  string
		layer nn.Layer
	}{{"rnn", nn.NewRNN(3, 5)}, {"gru", nn.NewGRU(3, 5)}, {"lstm", nn.NewLSTM(3, 5)}} {
		t.Run(tt.name, func(t *testing.T) {
			r := source()
			l := drawn(tt.layer, r)
			x := normal(r, 6, 2, 3)
			whole := slices.Clone(l.Forward(x, false).Data)
			n := nn.NewNetwork(l)
			n.SetCarry(true)
			for range 2 {
				n.Reset()
				got := slices.Clone(l.Forward(nn.TensorOf(x.Data[:24], 4, 2, 3), false).Data)
				got = append(got, l.Forward(nn.TensorOf(x.Data[24:], 2, 2, 3), false).Data...)
				if !slices.Equal(got, whole) {
					t.Fatalf("in two parts %v; whole %v", got, whole)
				}
			}
		})
	}
}

func TestDropoutKeepsTheMean(t *testing.T) {
	l := nn.NewDropout(0.3, source())
	x := nn.NewTensor(100, 100)
	for i := range x.Data {
		x.Data[i] = 1
	}
	var sum, zeros float64
	for _, v := range l.Forward(x, true).Data {
		sum += float64(v)
		if v == 0 {
			zeros++
		}
	}
	if sum < 9800 || sum > 10200 || zeros < 2800 || zeros > 3200 {
		t.Errorf("sum %v and %v zeros of 10,000; want about 10,000 and 3,000", sum, zeros)
	}
	if got := l.Forward(x, false); got != x {
		t.Error("changes its input when not training")
	}
}

func TestBatchNormUsesRunningMoments(t *testing.T) {
	l := nn.NewBatchNorm(1)
	x := nn.TensorOf([]float32{1, 3, 5, 7}, 4, 1)
	for range 200 {
		l.Forward(x, true)
	}
	got := l.Forward(nn.TensorOf([]float32{4}, 1, 1), false).Data[0]
	if got < -1e-3 || got > 1e-3 {
		t.Errorf("the mean of the batches becomes %v; want 0", got)
	}
}

func ExampleNetwork() {
	d := nn.Description{Input: []int{1, 28, 28}, Layers: []nn.Spec{
		{Kind: "conv", Units: 8, Kernel: 5, Pad: "same"}, {Kind: "relu"}, {Kind: "maxpool", Kernel: 2},
		{Kind: "flatten"}, {Kind: "dense", Units: 10},
	}}
	n, err := d.Build(rand.New(rand.NewPCG(1, 1)))
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(n.Forward(nn.NewTensor(3, 1, 28, 28), false).Shape)

	d.Layers[4].Kind = "lstm"
	_, err = d.Build(rand.New(rand.NewPCG(1, 1)))
	fmt.Println(err)
	// Output:
	// [3 10]
	// nn: layer 5 (lstm): needs a sequence; it gets 1568 numbers
}
