package model

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"

	"gonum.org/v1/gonum/diff/fd"

	"github.com/whisker-lab/whisker/nn"
)

// costs is the loss of logits as it is written in books, in float64.
func costs(z []float64, labels []float32, classes int, squared, plain bool) (mean float64) {
	for r, label := range labels {
		row := z[r*classes:][:classes]
		var whole float64
		for _, v := range row {
			whole += math.Exp(v)
		}
		for c, v := range row {
			y, t := math.Exp(v)/whole, 0.0
			if plain {
				y = 1 / (1 + math.Exp(-v))
			}
			if c == int(label) {
				t = 1
			}
			switch {
			case squared:
				mean += (y - t) * (y - t) / 2
			case t == 1:
				mean -= math.Log(y)
			case plain:
				mean -= math.Log(1 - y)
			}
		}
	}
	return mean / float64(len(labels))
}

// Each loss is what its formula gives, and its gradient what finite differences of that give.
func TestCNNLosses(t *testing.T) {
	const classes = 5
	labels := []float32{3, 0, 4}
	for _, loss := range CNNLosses {
		for _, plain := range []bool{false, true} {
			t.Run(fmt.Sprintf("%s, plain %v", loss, plain), func(t *testing.T) {
				v, err := newVerdict(loss, plain)
				if err != nil {
					t.Fatal(err)
				}
				r := rand.New(rand.NewPCG(1, 2))
				z, exact := nn.NewTensor(len(labels), classes), make([]float64, len(labels)*classes)
				for i := range z.Data {
					z.Data[i] = float32(2 * r.NormFloat64())
					exact[i] = float64(z.Data[i])
				}
				var dz nn.Tensor
				got, want := v.loss(&dz, z, labels, classes), costs(exact, labels, classes, loss == "squared", plain)
				if math.Abs(got-want) > 1e-6*want {
					t.Errorf("loss %v; want %v", got, want)
				}
				slope := fd.Gradient(nil, func(z []float64) float64 { return costs(z, labels, classes, loss == "squared", plain) }, exact, &fd.Settings{Formula: fd.Central})
				for i, g := range dz.Data {
					if math.Abs(float64(g)-slope[i]) > 1e-6 {
						t.Errorf("gradient %d is %v; want %v", i, g, slope[i])
					}
				}
				if n := testing.AllocsPerRun(10, func() { v.loss(&dz, z, labels, classes) }); n != 0 {
					t.Errorf("%v allocations", n)
				}
			})
		}
	}
	if _, err := newVerdict("guess", false); err == nil {
		t.Error("a loss that there is not: no error")
	}
}
