package nn_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"

	"github.com/whisker-lab/whisker/nn"
)

// Without training, layers that are taken together give the bits that they give one by one.
func TestPooledEqualsItsLayers(t *testing.T) {
	conv := nn.Spec{Kind: "conv", Units: 3, Kernel: 5, Pad: "same"}
	tests := []struct {
		name   string
		layers []nn.Spec
	}{
		{"two in a row", []nn.Spec{
			conv, {Kind: "relu"}, {Kind: "maxpool", Kernel: 2}, conv, {Kind: "relu"}, {Kind: "maxpool", Kernel: 3}, {Kind: "flatten"},
		}},
		{"another activation", []nn.Spec{conv, {Kind: "tanh"}, {Kind: "maxpool", Kernel: 2}}},
		{"means", []nn.Spec{conv, {Kind: "relu"}, {Kind: "meanpool", Kernel: 2}}},
		{"overlapping windows", []nn.Spec{conv, {Kind: "relu"}, {Kind: "maxpool", Kernel: 3, Stride: 2}}},
		{"no pool", []nn.Spec{conv, {Kind: "relu"}}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			d := nn.Description{Input: []int{2, 28, 28}, Layers: tt.layers}
			net, err := d.Build(rand.New(rand.NewPCG(1, 1)))
			if err != nil {
				t.Fatal(err)
			}
			r := rand.New(rand.NewPCG(2, 2))
			for _, n := range []int{1, 4, 7, 8, 3} {
				x := normal(r, n, 2, 28, 28)
				got, want := net.Forward(x, false), x
				if allocs := testing.AllocsPerRun(3, func() { net.Forward(x, false) }); allocs != 0 {
					t.Errorf("%d images: allocates %v times", n, allocs)
				}
				data := append([]float32(nil), got.Data...)
				for _, l := range net.Layers {
					want = l.Forward(want, false)
				}
				if fmt.Sprint(got.Shape) != fmt.Sprint(want.Shape) {
					t.Fatalf("%d images: shape %v; one by one %v", n, got.Shape, want.Shape)
				}
				for i, v := range want.Data {
					if math.Float32bits(data[i]) != math.Float32bits(v) {
						t.Fatalf("%d images: value %d is %v; one by one %v", n, i, data[i], v)
					}
				}
			}
		})
	}
}
