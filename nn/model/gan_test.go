package model

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"

	"gonum.org/v1/gonum/diff/fd"

	"github.com/whisker-lab/whisker/nn"
	"github.com/whisker-lab/whisker/nn/kernel"
	"github.com/whisker-lab/whisker/nn/nntest"
)

// rivals are small ones over a cloud off the middle, with one batch drawn.
func rivals(t testing.TB, loss string, hidden kernel.Activation, seed uint64) *GAN {
	t.Helper()
	return rivalsTold(t, loss, hidden, seed, 0)
}

// rivalsTold are the same, told of each point which of so many classes it is of.
func rivalsTold(t testing.TB, loss string, hidden kernel.Activation, seed uint64, classes int) *GAN {
	t.Helper()
	r := rand.New(rand.NewPCG(seed, 5))
	points := nn.NewTensor(40, 2)
	for i := range points.Data {
		points.Data[i] = float32(0.7 + 0.4*r.NormFloat64())
	}
	c := GANConfig{
		Generator: []int{2 + classes, 7, 5, 2}, Discriminator: []int{2, 6, 5, 1}, Hidden: hidden, Loss: loss, Penalty: 1.5, Batch: 9, Most: 17,
		Rates: [2]float64{0.004, 0.006}, Optimisers: [2]string{"adam", "rmsprop"}, Keep: 0.5, Ratio: 2, Gauss: true,
	}
	if classes > 0 {
		class := make([]int, points.Dim(0))
		for i := range class {
			class[i] = r.IntN(classes)
			points.Data[2*i] += float32(class[i])
		}
		c.Given, c.Average = OneHot(class, classes), 0.9
	}
	m, err := NewGAN(c, points, r, seed)
	if err != nil {
		t.Fatal(err)
	}
	spread := 0.2 + 0.1*float64(classes) // or the gradients are too small to be compared
	for _, p := range m.Params() {       // biases too, or nothing would tell theirs apart
		for i := range p.Value.Data {
			p.Value.Data[i] += float32(spread * r.NormFloat64())
		}
	}
	m.Begin()
	return m
}

// differences is the gradient of f by weights, which float32 resolves well at this step.
func differences(w []float32, f func() float64) []float64 {
	at := make([]float64, len(w))
	for i, v := range w {
		at[i] = float64(v)
	}
	formula := fd.Formula{
		Stencil:    []fd.Point{{Loc: -2, Coeff: 1. / 12}, {Loc: -1, Coeff: -8. / 12}, {Loc: 1, Coeff: 8. / 12}, {Loc: 2, Coeff: -1. / 12}},
		Derivative: 1, Step: 2e-3,
	}
	grad := fd.Gradient(nil, func(x []float64) float64 {
		for i, v := range x {
			w[i] = float32(v)
		}
		return f()
	}, at, &fd.Settings{Formula: formula})
	for i, v := range at {
		w[i] = float32(v)
	}
	return grad
}

// near tells how far gradients are from those by differences, as a share of the largest.
func near(t *testing.T, what string, got []float32, want []float64) {
	t.Helper()
	var largest float64
	for _, w := range want {
		largest = max(largest, math.Abs(w))
	}
	if largest < 1e-3 {
		t.Fatalf("%s: nothing to compare", what)
	}
	for i, w := range want {
		if off := math.Abs(float64(got[i]) - w); !(off <= 4e-3*largest) {
			t.Fatalf("%s[%d]: gradient %v; differences give %v", what, i, got[i], w)
		}
	}
}

// The gradients of both rivals under every loss, that of the penalty being of second order, are what differences give, whether they are
// told of classes or not.
func TestGANGradients(t *testing.T) {
	for _, loss := range GANLosses {
		for _, hidden := range []kernel.Activation{kernel.Tanh, kernel.Sigmoid, kernel.LeCun} {
			for _, classes := range []int{0, 3} {
				t.Run(fmt.Sprint(loss, " ", hidden, " ", classes), func(t *testing.T) {
					m := rivalsTold(t, loss, hidden, 2, classes)
					rivalry := func() float64 { return m.Rivalry(m.real.Data, m.noise.Data) }
					rivalry()
					m.blame()
					near(t, "discriminator", append([]float32(nil), m.d.g...), differences(m.d.w, rivalry))

					rivalry()
					m.opts[Generator].Rate = 0
					forge := func() float64 { m.fake(); return m.TrainGenerator() }
					forge()
					near(t, "generator", append([]float32(nil), m.g.g...), differences(m.g.w, forge))
				})
			}
		}
	}
}

// In a batch each fake is made for what a real point is given.
func TestGiven(t *testing.T) {
	m := rivalsTold(t, "wasserstein", kernel.Tanh, 3, 4)
	for i := range m.batch {
		real, noise := m.real.Data[6*i:][:6], m.noise.Data[6*i:][:6]
		var sum float32
		for c := range 4 {
			sum += real[2+c]
			if real[2+c] != noise[2+c] {
				t.Fatalf("row %d: a real point is given %v, its fake %v", i, real[2:], noise[2:])
			}
		}
		// points were moved by their class, one to the right for each
		if c := m.real.Data[6*i]; sum != 1 || real[2] == 1 && c > 2 || real[5] == 1 && c < 2 {
			t.Fatalf("row %d: %v is given %v", i, real[:2], real[2:])
		}
	}
	// the noise is drawn anew, and what is given stays
	z := append([]float32(nil), m.noise.Data...)
	m.Noise(m.noise.Data, rand.New(rand.NewPCG(1, 2)))
	for i, v := range m.noise.Data {
		if (i%6 >= 2) != (v == z[i]) {
			t.Fatalf("noise %d is %v, was %v", i, v, z[i])
		}
	}
}

// The mean of the weights is that of its definition, and what is looked at is made with it.
func TestMeanWeights(t *testing.T) {
	m := rivalsTold(t, "nonsaturating", kernel.Tanh, 8, 2)
	mean := make([]float64, len(m.g.w))
	for i, w := range m.g.w { // the weights were moved after the mean was begun
		m.mean.w[i], mean[i] = w, float64(w)
	}
	for n := 1; n <= 200; n++ {
		m.Step()
		share := max(0.1, 4/float64(n+5))
		for i, w := range m.g.w {
			mean[i] += share * (float64(w) - mean[i])
		}
	}
	for i, w := range m.mean.w {
		if math.Abs(float64(w)-mean[i]) > 1e-4 {
			t.Fatalf("weight %d: the mean is %v; want %v", i, w, mean[i])
		}
	}
	z, made, raw := []float32{0.3, -1, 0, 1}, make([]float32, 2), make([]float32, 2)
	m.Look(3).Make(made, z)
	m.Generate(raw, z)
	if made[0] == raw[0] {
		t.Error("what is looked at is made with the newest weights")
	}
	copy(m.mean.w, m.g.w)
	if m.Look(3).Make(made, z); made[0] != raw[0] {
		t.Errorf("with the same weights %v is made; want %v", made, raw)
	}
}

func TestGivenIsChecked(t *testing.T) {
	points := nn.NewTensor(5, 2)
	given := OneHot([]int{0, 1, 2, 0, 1}, 3)
	for _, bad := range []GANConfig{
		{Generator: []int{3, 2}, Discriminator: []int{2, 1}, Given: given},
		{Generator: []int{4, 2}, Discriminator: []int{5, 1}, Given: given},
		{Generator: []int{4, 2}, Discriminator: []int{2, 1}, Given: OneHot([]int{0, 1}, 3)},
		{Generator: []int{4, 2}, Discriminator: []int{2, 1}, Given: nn.NewTensor(15)},
	} {
		bad.Batch = 2
		if _, err := NewGAN(bad, points, rand.New(rand.NewPCG(1, 1)), 1); err == nil {
			t.Errorf("%v, %v, given %v: taken", bad.Generator, bad.Discriminator, bad.Given.Shape)
		}
	}
}

// Relu bends nowhere, so that its penalty has no second part; away from its kinks, where most places lie, differences see the same.
func TestPenaltyOfKinks(t *testing.T) {
	for _, hidden := range []kernel.Activation{kernel.ReLU, kernel.LeakyReLU} {
		var agree, all int
		for seed := range uint64(6) {
			m := rivals(t, "wasserstein", hidden, seed)
			rivalry := func() float64 { return m.Rivalry(m.real.Data, m.noise.Data) }
			rivalry()
			m.blame()
			got := append([]float32(nil), m.d.g...)
			for i, w := range differences(m.d.w, rivalry) {
				if all++; math.Abs(float64(got[i])-w) <= 4e-3*max(math.Abs(w), 1) {
					agree++
				}
			}
		}
		if agree < all*17/20 {
			t.Errorf("%v: %d of %d gradients are those of differences", hidden, agree, all)
		}
		t.Logf("%v: %d of %d", hidden, agree, all)
	}
}

// The arrow on a fake is minus the gradient of its own loss by its place.
func TestPull(t *testing.T) {
	for at, loss := range GANLosses {
		m := rivals(t, loss, kernel.Tanh, 4)
		look := m.Look(5)
		points, pull, score := []float32{0.3, -0.2, 1.1, 0.8, -0.5, 0.4, 0, 0, 0.9, 0.1, -1, -1, 2, 0.2}, make([]float32, 14), make([]float32, 1)
		look.Pull(pull, points)
		for i := range 7 {
			want := differences(points[2*i:2*i+2], func() float64 {
				look.Score(score, points[2*i:2*i+2])
				return ganLoss(at).made(make([]float32, 4), append(score, 0, 0, 0), 1)
			})
			for u, w := range want {
				if math.Abs(float64(pull[2*i+u])+w) > 2e-3*max(1, math.Abs(w)) {
					t.Errorf("%s: point %d is pulled by %v; differences give %v", loss, i, pull[2*i+u], -w)
				}
			}
		}
	}
}

func TestGANsConform(t *testing.T) {
	tune := map[string]float64{"lr": 0.005, "lrg": 0.004, "lrd": 0.003, "ratio": 3, "batch": 13, "loss": 2, "ruleg": 0, "ruled": 5}
	for at, loss := range GANLosses {
		t.Run(loss, func(t *testing.T) {
			nntest.Conform(t, func(seed uint64) nn.Learner {
				m := rivalsTold(t, loss, kernel.Tanh, 1, 3*(at%2))
				m.rand = rand.New(rand.NewPCG(seed, 1))
				m.source = rand.NewPCG(seed, 1)
				m.rand = rand.New(m.source)
				return m
			}, tune)
		})
	}
}

// A turn in its parts, with looks between, gives the bits of a whole one; one of a rival alone leaves the other as it is.
func TestTurnInParts(t *testing.T) {
	for _, loss := range GANLosses {
		whole, parts := rivalsTold(t, loss, kernel.ReLU, 6, 2), rivalsTold(t, loss, kernel.ReLU, 6, 2)
		look := parts.Look(3)
		for range 20 {
			whole.Step()
			parts.Begin()
			look.Make(make([]float32, 10), make([]float32, 20))
			parts.Teach()
			look.Pull(make([]float32, 10), make([]float32, 20))
			parts.Forge()
		}
		for k, p := range whole.Params() {
			for i, v := range p.Value.Data {
				if parts.Params()[k].Value.Data[i] != v {
					t.Fatalf("%s: %s[%d] is %v in parts, %v as a whole", loss, p.Name, i, parts.Params()[k].Value.Data[i], v)
				}
			}
		}
		before := append([]float32(nil), parts.d.w...)
		parts.Begin()
		parts.Forge()
		for i, v := range before {
			if parts.d.w[i] != v {
				t.Fatalf("%s: the generator's turn moves the discriminator", loss)
			}
		}
	}
}
