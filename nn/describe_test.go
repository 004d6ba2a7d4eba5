package nn_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/whisker-lab/whisker/nn"
)

func TestDescription(t *testing.T) {
	tests := []struct {
		name, json string
		want       []int  // shape of one example's result
		err        string // or part of the error
	}{
		{"mlp", `{"input":[2],"layers":[{"kind":"dense","units":4},{"kind":"tanh"},{"kind":"dense","units":1}]}`, []int{1}, ""},
		{"no layers", `{"input":[2],"layers":[]}`, []int{2}, ""},
		{"cnn", `{"input":[1,28,28],"layers":[{"kind":"conv","units":8,"kernel":5,"pad":"same"},{"kind":"maxpool","kernel":2},{"kind":"conv","units":16,"kernel":5,"pad":"same"},{"kind":"maxpool","kernel":3},{"kind":"flatten"},{"kind":"dense","units":10},{"kind":"softmax"}]}`, []int{10}, ""},
		{"stride", `{"input":[3,9,7],"layers":[{"kind":"conv","units":2,"kernel":3,"stride":2},{"kind":"meanpool","kernel":2,"pad":"same"}]}`, []int{2, 2, 2}, ""},
		{"codes", `{"codes":40,"layers":[{"kind":"lstm","units":8},{"kind":"dense","units":40}]}`, []int{40}, ""},
		{"sequence", `{"input":[3],"sequence":true,"layers":[{"kind":"gru","units":8},{"kind":"dropout","share":0.5},{"kind":"last"},{"kind":"dense","units":2}]}`, []int{2}, ""},
		{"embedding", `{"codes":9,"layers":[{"kind":"embedding","units":4},{"kind":"layernorm"},{"kind":"rnn","units":5}]}`, []int{5}, ""},
		{"residual", `{"input":[2,5,5],"layers":[{"kind":"residual","layers":[{"kind":"conv","units":2,"kernel":3,"pad":"same"},{"kind":"examplenorm"}]},{"kind":"relu"}]}`, []int{2, 5, 5}, ""},
		{"residual of another shape", `{"input":[2,5,5],"layers":[{"kind":"residual","layers":[{"kind":"conv","units":3,"kernel":3,"pad":"same"}]}]}`, nil, "layer 1 (residual): what goes around 2 planes of 5×5 cannot be added to 3 planes of 5×5"},
		{"residual of nothing", `{"input":[2],"layers":[{"kind":"residual"}]}`, nil, "cannot be added"},
		{"residual of residuals", `{"input":[2],"layers":[{"kind":"residual","layers":[{"kind":"residual"}]}]}`, nil, "plain layers"},
		{"residual of the impossible", `{"input":[2],"layers":[{"kind":"residual","layers":[{"kind":"conv","units":1,"kernel":1}]}]}`, nil, "inner layer 1 (conv): needs an image"},
		{"example norm of codes", `{"codes":4,"layers":[{"kind":"examplenorm"}]}`, nil, "needs examples"},
		{"no input", `{"layers":[{"kind":"dense","units":1}]}`, nil, "input: []"},
		{"empty input", `{"input":[0],"layers":[]}`, nil, "every size"},
		{"two inputs", `{"input":[2],"codes":3,"layers":[]}`, nil, "no other input"},
		{"unknown", `{"input":[2],"layers":[{"kind":"dense","units":4},{"kind":"magic"}]}`, nil, "layer 2 (magic): no such kind"},
		{"no units", `{"input":[2],"layers":[{"kind":"dense"}]}`, nil, "layer 1 (dense): units=0"},
		{"dense on image", `{"input":[1,4,4],"layers":[{"kind":"dense","units":3}]}`, nil, "flatten before it"},
		{"conv on row", `{"input":[4],"layers":[{"kind":"conv","units":3,"kernel":2}]}`, nil, "needs an image; it gets 4 numbers"},
		{"kernel too large", `{"input":[1,4,4],"layers":[{"kind":"conv","units":3,"kernel":5}]}`, nil, "layer 1 (conv): kernel=5 is larger than the image; it gets 1 planes of 4×4"},
		{"pool too often", `{"input":[1,4,4],"layers":[{"kind":"maxpool","kernel":4},{"kind":"maxpool","kernel":2}]}`, nil, "layer 2 (maxpool)"},
		{"pad", `{"input":[1,4,4],"layers":[{"kind":"maxpool","kernel":2,"pad":"full"}]}`, nil, `pad="full"`},
		{"share", `{"input":[4],"layers":[{"kind":"dropout","share":1}]}`, nil, "share=1"},
		{"cell without sequence", `{"input":[4],"layers":[{"kind":"lstm","units":2}]}`, nil, "needs a sequence"},
		{"last of codes", `{"codes":4,"layers":[{"kind":"last"}]}`, nil, "needs a sequence"},
		{"dense of codes", `{"codes":4,"layers":[{"kind":"dense","units":4}]}`, nil, "embedding before it"},
		{"init", `{"input":[4],"layers":[{"kind":"dense","units":2,"init":"best"}]}`, nil, `init="best"`},
		{"too many weights", `{"input":[16384],"layers":[{"kind":"dense","units":16384}]}`, nil, "weights so far"},
		{"too many values", `{"input":[1,2000,2000],"layers":[{"kind":"conv","units":99,"kernel":1}]}`, nil, "values, at most"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			d, err := nn.ParseDescription([]byte(tt.json))
			if err != nil {
				t.Fatal(err)
			}
			shape, shapeErr := d.Shape()
			n, err := d.Build(source())
			if (err == nil) != (shapeErr == nil) {
				t.Fatalf("Shape says %v, Build says %v", shapeErr, err)
			}
			if tt.err != "" {
				if err == nil || !strings.Contains(err.Error(), tt.err) {
					t.Fatalf("error %v; want one with %q", err, tt.err)
				}
				return
			}
			if err != nil || !slices.Equal(shape, tt.want) {
				t.Fatalf("shape %v, %v; want %v", shape, err, tt.want)
			}
			x := exampleFor(d, source(), 3)
			y := n.Forward(x, true)
			if got := y.Shape[len(y.Shape)-len(tt.want):]; !slices.Equal(got, tt.want) {
				t.Fatalf("gives %v; want %v", y.Shape, tt.want)
			}
			if len(n.Params()) > 0 {
				n.Backward(nn.NewTensor(y.Shape...))
			}
		})
	}
}

// exampleFor is a batch of random examples for a network.
func exampleFor(d nn.Description, r *rand.Rand, batch int) *nn.Tensor {
	switch {
	case d.Codes > 0:
		return codes(r, d.Codes, 4, batch)
	case d.Sequence:
		return normal(r, 4, batch, d.Input[0])
	}
	return normal(r, append([]int{batch}, d.Input...)...)
}

func TestSameSeedSameWeights(t *testing.T) {
	d := nn.Description{Input: []int{3}, Sequence: true, Layers: []nn.Spec{{Kind: "lstm", Units: 4}, {Kind: "dense", Units: 2}}}
	a, err := d.Build(source())
	if err != nil {
		t.Fatal(err)
	}
	b, _ := d.Build(source())
	for i, p := range a.Params() {
		if !slices.Equal(p.Value.Data, b.Params()[i].Value.Data) {
			t.Errorf("%s differs", p.Name)
		}
	}
}

func everything() nn.Description {
	return nn.Description{Codes: 7, Layers: []nn.Spec{
		{Kind: "embedding", Units: 3}, {Kind: "lstm", Units: 4}, {Kind: "gru", Units: 4}, {Kind: "rnn", Units: 4},
		{Kind: "batchnorm"}, {Kind: "dropout", Share: 0.5}, {Kind: "dense", Units: 2},
	}}
}

func TestSaveIsExact(t *testing.T) {
	d := everything()
	r := source()
	n, err := d.Build(r)
	if err != nil {
		t.Fatal(err)
	}
	n.SetCarry(true)
	x := exampleFor(d, r, 3)
	n.Forward(x, true)
	var file bytes.Buffer
	if err := n.Save(&file); err != nil {
		t.Fatal(err)
	}
	want := slices.Clone(n.Forward(x, true).Data)

	m, _ := d.Build(rand.New(rand.NewPCG(9, 9)))
	m.SetCarry(true)
	if err := m.Load(bytes.NewReader(file.Bytes())); err != nil {
		t.Fatal(err)
	}
	if got := m.Forward(x, true).Data; !slices.Equal(got, want) {
		t.Errorf("after Load %v; want %v", got, want)
	}
}

func TestLoadRefuses(t *testing.T) {
	n, _ := everything().Build(source())
	var file bytes.Buffer
	if err := n.Save(&file); err != nil {
		t.Fatal(err)
	}
	good := file.Bytes()
	other, _ := nn.Description{Input: []int{2}, Layers: []nn.Spec{{Kind: "dense", Units: 2}}}.Build(source())
	flipped := slices.Clone(good)
	flipped[len(good)/2] ^= 1
	tests := []struct {
		name    string
		n       *nn.Network
		data    []byte
		damaged bool
	}{
		{"nothing", n, nil, true},
		{"half", n, good[:len(good)/2], true},
		{"one bit", n, flipped, true},
		{"one byte more", n, slices.Insert(slices.Clone(good), len(good)/2, 0), true},
		{"another network", other, good, false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			before := slices.Clone(tt.n.Params()[0].Value.Data)
			err := tt.n.Load(bytes.NewReader(tt.data))
			if err == nil || errors.Is(err, nn.ErrDamaged) != tt.damaged {
				t.Errorf("error %v; damaged %v", err, tt.damaged)
			}
			if !slices.Equal(before, tt.n.Params()[0].Value.Data) {
				t.Error("changed the network")
			}
		})
	}
}

func FuzzDescription(f *testing.F) {
	f.Add([]byte(`{"input":[1,28,28],"layers":[{"kind":"conv","units":8,"kernel":5,"pad":"same"},{"kind":"maxpool","kernel":2},{"kind":"flatten"},{"kind":"dense","units":10}]}`))
	f.Add([]byte(`{"codes":7,"layers":[{"kind":"gru","units":4},{"kind":"last"},{"kind":"softmax"}]}`))
	f.Add([]byte(`{"input":[-1],"sequence":true,"layers":[{"kind":"conv","kernel":-9223372036854775808}]}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		d, err := nn.ParseDescription(data)
		if err != nil {
			return
		}
		if _, err := d.Shape(); err != nil {
			return
		}
		again, err := json.Marshal(d)
		if err != nil {
			t.Fatal(err)
		}
		e, err := nn.ParseDescription(again)
		if err != nil {
			t.Fatal(err)
		}
		if a, b := must(d.Shape()), must(e.Shape()); !slices.Equal(a, b) {
			t.Fatalf("%s: shape %v, after JSON %v", data, a, b)
		}
	})
}

func must(shape []int, err error) []int {
	if err != nil {
		panic(err)
	}
	return shape
}

func FuzzLoad(f *testing.F) {
	n, err := everything().Build(source())
	if err != nil {
		f.Fatal(err)
	}
	var file bytes.Buffer
	if err := n.Save(&file); err != nil {
		f.Fatal(err)
	}
	f.Add(file.Bytes())
	f.Add(file.Bytes()[:20])
	f.Fuzz(func(t *testing.T, data []byte) {
		_ = n.Load(bytes.NewReader(data))
		_ = n.Load(bytes.NewReader(nn.Checked(data)))
	})
}
