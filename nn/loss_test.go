package nn_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"gonum.org/v1/gonum/diff/fd"

	"github.com/whisker-lab/whisker/nn"
	"github.com/whisker-lab/whisker/nn/kernel"
)

// plainLoss is a loss of one example, in float64 and word for word: z before the outputs' activation.
func plainLoss(l nn.Loss, z, t []float64) (sum float64) {
	for i, v := range z {
		e := v - t[i]
		switch l {
		case nn.MSE:
			e = math.Tanh(v) - t[i]
			sum += e * e / 2
		case nn.BCE:
			p := 1 / (1 + math.Exp(-v))
			sum -= t[i]*math.Log(p) + (1-t[i])*math.Log(1-p)
		case nn.CCE:
			var all float64
			for _, u := range z {
				all += math.Exp(u)
			}
			sum -= t[i] * math.Log(math.Exp(v)/all)
		case nn.Squared:
			sum += e * e / 2
		case nn.Absolute:
			sum += math.Abs(e)
		case nn.Huber:
			if math.Abs(e) <= 1 {
				sum += e * e / 2
			} else {
				sum += math.Abs(e) - 0.5
			}
		case nn.Hinge:
			sum += max(0, 1-t[i]*v)
		case nn.Perceptron:
			if v > 0 {
				sum += v * (1 - t[i])
			} else {
				sum -= v * t[i]
			}
		}
	}
	return sum
}

// Values and gradients of every loss over odd shapes, against central differences in float64. 4e-6 is what float32 leaves of
// logits up to 3 or so, with the bounds of tanh and exp.
func TestLosses(t *testing.T) {
	const tolerance = 4e-6
	for i, name := range nn.Losses {
		l := nn.Loss(i)
		for _, shape := range [][2]int{{1, 1}, {1, 7}, {2, 5}, {3, 13}, {5, 33}} {
			outputs, n := shape[0], shape[1]
			switch l {
			case nn.BCE:
				outputs = 1
			case nn.CCE:
				outputs = max(2, outputs)
			}
			t.Run(fmt.Sprintf("%s, %d outputs of %d", name, outputs, n), func(t *testing.T) {
				r := rand.New(rand.NewPCG(uint64(i), uint64(n)))
				stride := kernel.Stride(n)
				z, target, share := normal(r, outputs*stride).Data, make([]float32, outputs*stride), make([]float32, stride)
				row := make([]float32, outputs)
				for j := range n {
					share[j] = (1 + r.Float32()) / float32(n)
					if l.Classifies() {
						l.Target(row, r.IntN(max(outputs, 2)))
					}
					for o := range outputs {
						if !l.Classifies() {
							row[o] = 2 * float32(r.NormFloat64())
						}
						target[o*stride+j] = row[o]
					}
				}
				total := func(z []float64) (sum float64) {
					for j := range n {
						var a, b []float64
						for o := range outputs {
							a, b = append(a, z[o*stride+j]), append(b, float64(target[o*stride+j]))
						}
						sum += float64(share[j]) * plainLoss(l, a, b)
					}
					return sum
				}
				want, slopes := total(wide(z)), fd.Gradient(nil, total, wide(z), &fd.Settings{Formula: fd.Central})
				d := make([]float32, len(z))
				got := l.Backward(d, z, target, share, make([]float32, stride), outputs, stride)
				if math.Abs(float64(got)-want) > tolerance*(1+want) {
					t.Errorf("loss %v; want %v", got, want)
				}
				for k, slope := range slopes {
					if math.Abs(float64(d[k])-slope) > tolerance {
						t.Errorf("gradient by output %d of example %d is %v; want %v", k/stride, k%stride, d[k], slope)
					}
				}
				if k := slices.IndexFunc(d, func(v float32) bool { return v != v }); k >= 0 {
					t.Errorf("gradient %d is NaN", k)
				}
			})
		}
	}
}

// The logits of a network that is very sure are far beyond what exp can hold.
func TestLossesOfLargeLogits(t *testing.T) {
	const huge = 3e4
	tests := []struct {
		loss nn.Loss
		z, t []float32
		want float64
	}{
		{nn.BCE, []float32{huge}, []float32{1}, 0}, {nn.BCE, []float32{huge}, []float32{0}, huge},
		{nn.BCE, []float32{-huge}, []float32{1}, huge}, {nn.BCE, []float32{-huge}, []float32{0}, 0},
		{nn.CCE, []float32{huge, 0, -huge}, []float32{1, 0, 0}, 0}, {nn.CCE, []float32{huge, 0, -huge}, []float32{0, 0, 1}, 2 * huge},
		{nn.MSE, []float32{huge}, []float32{-1}, 2}, {nn.Huber, []float32{huge}, []float32{0}, huge - 0.5},
		{nn.Hinge, []float32{huge}, []float32{-1}, huge + 1}, {nn.Perceptron, []float32{huge}, []float32{0}, huge},
		{nn.Absolute, []float32{-huge}, []float32{0}, huge},
	}
	for _, tt := range tests {
		t.Run(fmt.Sprint(tt.loss, tt.z, tt.t), func(t *testing.T) {
			z, target, share := make([]float32, 4*len(tt.z)), make([]float32, 4*len(tt.z)), []float32{1, 0, 0, 0}
			for o, v := range tt.z {
				z[4*o], target[4*o] = v, tt.t[o]
			}
			d := make([]float32, len(z))
			if got := float64(tt.loss.Backward(d, z, target, share, make([]float32, 4), len(tt.z), 4)); got != tt.want {
				t.Errorf("loss %v; want %v", got, tt.want)
			}
			if !kernel.Finite(d) {
				t.Errorf("gradient %v", d)
			}
		})
	}
}

// A diverged run must show as one.
func TestLossesOfNaN(t *testing.T) {
	nan := float32(math.NaN())
	for i, name := range nn.Losses {
		z, d := []float32{nan, 0, 0, 0}, make([]float32, 4)
		if got := nn.Loss(i).Backward(d, z, make([]float32, 4), []float32{1, 0, 0, 0}, make([]float32, 4), 1, 4); got == got {
			t.Errorf("%s: loss %v of NaN", name, got)
		}
	}
}

func TestLossesShow(t *testing.T) {
	z := []float32{-3, -0.5, 0, 2}
	several := []float32{-3, -0.5, 0, 2 /**/, 1, -1, -2, 7 /**/, 0, 0, 0, 0}
	soft := func(x float64) float32 { return float32(2/(1+math.Exp(-x)) - 1) }
	tests := []struct {
		loss    nn.Loss
		outputs int
		z, want []float32
	}{
		{nn.MSE, 1, z, []float32{float32(math.Tanh(-3)), float32(math.Tanh(-0.5)), 0, float32(math.Tanh(2))}},
		{nn.BCE, 1, z, []float32{soft(-3), soft(-0.5), 0, soft(2)}},
		{nn.Squared, 1, z, z}, {nn.Absolute, 1, z, z}, {nn.Huber, 1, z, z},
		{nn.Hinge, 1, z, []float32{-1, -0.5, 0, 1}},
		{nn.Hinge, 3, several, several},
		{nn.Perceptron, 1, z, []float32{-1, -1, -1, 1}},
		{nn.Perceptron, 3, several, []float32{0, 0, 1, 0 /**/, 1, 0, 0, 1 /**/, 0, 1, 0, 0}},
	}
	for _, tt := range tests {
		t.Run(fmt.Sprint(tt.loss, tt.outputs), func(t *testing.T) {
			got := slices.Clone(tt.z)
			tt.loss.Show(got, got, tt.outputs, 4)
			for i, w := range tt.want {
				if math.Abs(float64(got[i]-w)) > 2e-7 {
					t.Fatalf("shows %v; want %v", got, tt.want)
				}
			}
		})
	}
	p := make([]float32, 12)
	nn.CCE.Show(p, several, 3, 4)
	for j := range 4 {
		if sum := p[j] + p[4+j] + p[8+j]; math.Abs(float64(sum)-1) > 1e-6 {
			t.Errorf("probabilities of example %d add up to %v", j, sum)
		}
	}
}

func TestLossesTakeClasses(t *testing.T) {
	tests := []struct {
		loss nn.Loss
		want [5]int // outputs for 1…5 classes
	}{
		{nn.MSE, [5]int{0, 1, 3, 4, 5}}, {nn.BCE, [5]int{0, 1, 0, 0, 0}}, {nn.CCE, [5]int{0, 2, 3, 4, 5}}, {nn.Squared, [5]int{}},
		{nn.Absolute, [5]int{}}, {nn.Huber, [5]int{}}, {nn.Hinge, [5]int{0, 1, 3, 4, 5}}, {nn.Perceptron, [5]int{0, 1, 3, 4, 5}},
	}
	for _, tt := range tests {
		for i, want := range tt.want {
			if got := tt.loss.Outputs(i + 1); got != want {
				t.Errorf("%v: %d outputs for %d classes; want %d", tt.loss, got, i+1, want)
			}
		}
		if got := tt.loss.Classifies(); got != (tt.want[1] > 0) {
			t.Errorf("%v.Classifies() = %v", tt.loss, got)
		}
	}
	off := map[nn.Loss]float32{nn.MSE: -1, nn.BCE: 0, nn.CCE: 0, nn.Hinge: -1, nn.Perceptron: 0}
	for l, off := range off {
		one, three := make([]float32, 1), make([]float32, 3)
		for class, want := range []float32{off, 1} {
			if l.Target(one, class); one[0] != want {
				t.Errorf("%v: class %d of two is %v; want %v", l, class, one[0], want)
			}
		}
		if l.Target(three, 1); !slices.Equal(three, []float32{off, 1, off}) {
			t.Errorf("%v: class 1 of three is %v", l, three)
		}
	}
	for i, name := range nn.Losses {
		if l, err := nn.ParseLoss(name); err != nil || l != nn.Loss(i) || l.String() != name {
			t.Errorf("ParseLoss(%q) = %v, %v", name, l, err)
		}
	}
	if _, err := nn.ParseLoss("gain"); err == nil || !strings.Contains(err.Error(), `"gain"`) {
		t.Errorf("error %v; want one that names the loss", err)
	}
}
