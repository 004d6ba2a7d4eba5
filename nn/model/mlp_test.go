package model

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/whisker-lab/whisker/nn"
	"github.com/whisker-lab/whisker/nn/data"
	"github.com/whisker-lab/whisker/nn/data/packed"
	"github.com/whisker-lab/whisker/nn/kernel"
	"github.com/whisker-lab/whisker/nn/nntest"
)

var _ nn.Learner = (*MLP)(nil)

func pcg(seed uint64) *rand.PCG { return rand.NewPCG(seed, 99) }

// cloud is n random examples for a loss with that many outputs.
func cloud(loss string, features, outputs, n int, r *rand.Rand) Set {
	s := Set{N: n, X: make([]float32, features*n)}
	for i := range s.X {
		s.X[i] = float32(r.NormFloat64())
	}
	if l, err := nn.ParseLoss(loss); err == nil && !l.Classifies() {
		s.Value = make([]float32, outputs*n)
		for i := range s.Value {
			s.Value[i] = float32(r.NormFloat64())
		}
		return s
	}
	s.Class = make([]int, n)
	for i := range s.Class {
		s.Class[i] = r.IntN(max(outputs, 2))
	}
	return s
}

func newMLP(t testing.TB, spec MLPSpec, train Set, seed uint64) *MLP {
	t.Helper()
	m, err := NewMLP(spec, train, rand.New(pcg(seed)), pcg(seed+1000))
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// shadow is the loss of an MLP with the given parameters over a set, in float64 and one example after the other.
func shadow(m *MLP, params []float64, s Set) (total float64) {
	for i := range s.N {
		x := make([]float64, m.features())
		for f := range x {
			x[f] = float64(s.X[f*s.N+i])
		}
		w := params
		for l := 1; l <= len(m.layers); l++ {
			y := make([]float64, m.Sizes()[l])
			b := w[len(x)*len(y):]
			for o := range y {
				y[o] = b[o]
				for k, v := range x {
					y[o] += w[o*len(x)+k] * v
				}
				if l < len(m.layers) {
					y[o] = activation64(m.Activation(l), y[o])
				}
			}
			x, w = y, b[len(y):]
		}
		t := make([]float32, len(x))
		if m.loss.Classifies() {
			m.loss.Target(t, s.Class[i])
		} else {
			for o := range t {
				t[o] = s.Value[o*s.N+i]
			}
		}
		total += loss64(m.loss, x, t)
	}
	return total / float64(s.N)
}

func activation64(a kernel.Activation, x float64) float64 {
	switch a {
	case kernel.Tanh:
		return math.Tanh(x)
	case kernel.Sigmoid:
		return 1 / (1 + math.Exp(-x))
	case kernel.ReLU:
		return max(x, 0)
	case kernel.LeakyReLU:
		return max(x, kernel.LeakySlope*x)
	case kernel.GELU:
		return x / 2 * (1 + math.Tanh(math.Sqrt(2/math.Pi)*(x+0.044715*x*x*x)))
	case kernel.Threshold:
		if x < 0 {
			return 0
		}
		return 1
	case kernel.LeCun:
		return 1.7159 * math.Tanh(2*x/3)
	}
	return x
}

func loss64(l nn.Loss, z []float64, t []float32) (sum float64) {
	switch l {
	case nn.MSE, nn.Squared:
		for i, v := range z {
			if l == nn.MSE {
				v = math.Tanh(v)
			}
			sum += (v - float64(t[i])) * (v - float64(t[i])) / 2
		}
	case nn.BCE:
		sum = math.Log1p(math.Exp(z[0])) - float64(t[0])*z[0]
	case nn.CCE:
		for i, v := range z {
			sum += math.Exp(v)
			if t[i] == 1 {
				defer func() { sum -= v }()
			}
		}
		sum = math.Log(sum)
	default:
		for i, v := range z {
			sum += straight64(l, v, float64(t[i]))
		}
	}
	return sum
}

// straight64 is what one output adds to a loss of straight lines.
func straight64(l nn.Loss, v, t float64) float64 {
	switch e := math.Abs(v - t); {
	case l == nn.Huber && e <= 1:
		return e * e / 2
	case l == nn.Huber:
		return e - 0.5
	case l == nn.Hinge:
		return max(0, 1-t*v)
	case l == nn.Perceptron:
		return max(0, (1-2*t)*v)
	default:
		return e
	}
}

// The gradient of float32 against central differences in float64, with a step so fine that no kink lies within it.
func TestGradient(t *testing.T) {
	shapes := []struct {
		sizes []int
		n     int
	}{
		{[]int{1, 1}, 1}, {[]int{2, 1}, 3}, {[]int{3, 2, 5}, 4}, {[]int{2, 4, 2, 1}, 10}, {[]int{7, 5, 3, 6, 2}, 9}, {[]int{5, 13, 4}, 33},
	}
	const step, tolerance = 1e-6, 4e-5
	for _, loss := range nn.Losses {
		for _, act := range kernel.Activations {
			if act == "threshold" {
				continue // TestThresholdStopsLearning
			}
			for _, shape := range shapes {
				sizes := slices.Clone(shape.sizes)
				if loss == "perceptron" && len(sizes) > 2 {
					continue // has no hidden layers
				}
				if loss == "bce" {
					sizes[len(sizes)-1] = 1
				}
				if loss == "cce" {
					sizes[len(sizes)-1] = max(2, sizes[len(sizes)-1])
				}
				t.Run(fmt.Sprint(loss, " ", act, " ", sizes), func(t *testing.T) {
					r := rand.New(pcg(5))
					acts := slices.Repeat([]string{act}, len(sizes)-2)
					set := cloud(loss, sizes[0], sizes[len(sizes)-1], shape.n, r)
					m := newMLP(t, MLPSpec{Sizes: sizes, Activations: acts, Loss: loss, Optimiser: "sgd"}, set, 3)
					for l := range m.layers {
						for i := range m.layers[l].b {
							m.layers[l].b[i] = float32(r.NormFloat64() / 4)
						}
					}
					params := make([]float64, len(m.params))
					for i, v := range m.params {
						params[i] = float64(v)
					}
					want := shadow(m, params, set)
					got, _ := m.Step()
					if math.Abs(got-want) > 2e-6*(1+want) {
						t.Errorf("loss %v; want %v", got, want)
					}
					for i, was := range params {
						params[i] = was + step
						up := shadow(m, params, set)
						params[i] = was - step
						down := shadow(m, params, set)
						params[i] = was
						slope := (up - down) / (2 * step)
						if math.Abs(slope-float64(m.grads[i])) > tolerance*(1+math.Abs(slope)) {
							t.Fatalf("parameter %d: gradient %v; want %v", i, m.grads[i], slope)
						}
					}
				})
			}
		}
	}
}

func TestConform(t *testing.T) {
	tune := map[string]float64{"lr": 0.02, "l1": 1e-4, "l2": 1e-3, "batch": 7, "momentum": 0.5, "beta1": 0.8, "rho": 0.95, "eps": 1e-6}
	for _, loss := range nn.Losses {
		for _, rule := range nn.Rules {
			t.Run(loss+" "+rule, func(t *testing.T) {
				outputs := 3
				if loss == "bce" {
					outputs = 1
				}
				nntest.Conform(t, func(seed uint64) nn.Learner {
					set := cloud(loss, 3, outputs, 53, rand.New(pcg(9)))
					spec := MLPSpec{
						Sizes: []int{3, 5, 4, outputs}, Activations: []string{"tanh", "gelu"}, Loss: loss, Optimiser: rule, Rate: 0.01,
						L2: 1e-3, Batch: 10,
					}
					if loss == "perceptron" {
						spec.Sizes, spec.Activations = []int{3, outputs}, nil
					}
					return newMLP(t, spec, set, seed)
				}, tune)
			})
		}
	}
	t.Run("batch of all", func(t *testing.T) {
		nntest.Conform(t, func(seed uint64) nn.Learner {
			return newMLP(t, MLPSpec{Sizes: []int{2, 3, 1}, Activations: []string{"relu"}, Loss: "bce", Optimiser: "adam", Rate: 0.01},
				cloud("bce", 2, 1, 21, rand.New(pcg(9))), seed)
		}, tune)
	})
}

// learn trains on one half of a data set and returns the accuracy on the other.
func learn(t *testing.T, name string, features []data.Feature, spec MLPSpec, steps int) float64 {
	t.Helper()
	source := packed.Find(name)
	p := source.Generate(400, source.Noise/2, rand.New(pcg(1)))
	fit, judge := data.Split(p.Class, source.Classes, 0.5, true, rand.New(pcg(2)))
	var sets [2]Set
	var scale *nn.Scaler
	for i, at := range [][]int{fit, judge} {
		q := p.Pick(at)
		x := data.Features(features, q.X, q.Y)
		if i == 0 {
			var err error
			if scale, err = nn.NewScaler("zscore", x, len(features), q.Len()); err != nil {
				t.Fatal(err)
			}
		}
		scale.Apply(x, x, q.Len())
		sets[i] = Set{N: q.Len(), X: x, Class: q.Class}
	}
	m := newMLP(t, spec, sets[0], 4)
	for range steps {
		m.Step()
	}
	_, accuracy := m.Evaluate(sets[1])
	return accuracy
}

func TestLearns(t *testing.T) {
	two := []data.Feature{data.X1, data.X2}
	tests := []struct {
		name     string
		features []data.Feature
		sizes    []int
		act      string
		loss     string
		opt      string
		rate     float64
		steps    int
		want     float64
	}{
		{"circle", two, []int{2, 4, 2, 1}, "tanh", "bce", "sgd", 0.3, 3000, 0.98},
		{"circle", []data.Feature{data.X1X1, data.X2X2}, []int{2, 1}, "", "mse", "sgd", 0.3, 500, 0.98},
		{"xor", two, []int{2, 4, 1}, "tanh", "mse", "momentum", 0.03, 3000, 0.97},
		{"gauss", two, []int{2, 1}, "", "bce", "sgd", 0.1, 300, 0.97},
		{"spiral", two, []int{2, 16, 16, 1}, "relu", "bce", "adam", 0.01, 6000, 0.95},
		{"moons", two, []int{2, 8, 1}, "sigmoid", "bce", "rmsprop", 0.05, 4000, 0.98},
		{"blobs", two, []int{2, 3}, "", "cce", "sgd", 0.3, 500, 0.98},
		{"rings", two, []int{2, 8, 1}, "gelu", "bce", "adamw", 0.02, 2000, 0.98},
		{"pinwheel", two, []int{2, 16, 5}, "leakyrelu", "cce", "nesterov", 0.03, 3000, 0.97},
		{"penguins", two, []int{2, 6, 3}, "lecun", "cce", "adagrad", 0.1, 2000, 0.93},
	}
	for _, tt := range tests {
		t.Run(fmt.Sprint(tt.name, tt.sizes), func(t *testing.T) {
			spec := MLPSpec{
				Sizes: tt.sizes, Activations: slices.Repeat([]string{tt.act}, len(tt.sizes)-2), Loss: tt.loss, Optimiser: tt.opt,
				Rate: tt.rate, Batch: 10,
			}
			if got := learn(t, tt.name, tt.features, spec, tt.steps); got < tt.want {
				t.Errorf("accuracy %v; want %v", got, tt.want)
			}
		})
	}
}

// What regresses, on data that have values, and what needs all examples in every step.
func TestLearnsMore(t *testing.T) {
	tests := []struct {
		name, loss, opt string
		sizes           []int
		rate            float64
		batch, steps    int
		want            float64 // mean absolute error, or share that is wrong
	}{
		{"plane", "squared", "sgd", []int{2, 1}, 0.3, 10, 500, 0.01},
		{"plane", "absolute", "sgd", []int{2, 1}, 0.01, 10, 2000, 0.02},
		{"waves", "huber", "adam", []int{2, 16, 1}, 0.02, 20, 4000, 0.08},
		{"waves", "absolute", "adam", []int{2, 16, 1}, 0.01, 20, 6000, 0.08},
		{"waves", "squared", "lbfgs", []int{2, 16, 1}, 0, 0, 300, 0.06},
		{"gauss", "hinge", "sgd", []int{2, 1}, 0.1, 10, 300, 0.03},
		{"gauss", "perceptron", "sgd", []int{2, 1}, 0.1, 1, 1000, 0.04},
		{"blobs", "perceptron", "sgd", []int{2, 3}, 0.1, 1, 1000, 0.04},
		{"blobs", "hinge", "adam", []int{2, 8, 3}, 0.02, 10, 500, 0.03},
		{"moons", "hinge", "adam", []int{2, 8, 1}, 0.02, 10, 1500, 0.02},
		{"xor", "bce", "lbfgs", []int{2, 4, 1}, 0, 0, 60, 0.03},
		{"spiral", "bce", "lbfgs", []int{2, 16, 16, 1}, 0, 0, 300, 0.05},
		{"moons", "mse", "lbfgs", []int{2, 6, 1}, 0, 0, 100, 0.02},
	}
	for _, tt := range tests {
		t.Run(fmt.Sprint(tt.name, " ", tt.loss, " ", tt.opt), func(t *testing.T) {
			source, ok := data.Find(tt.name)
			if !ok {
				t.Fatal("no such data set")
			}
			set := func(seed uint64) Set {
				p := source.Generate(300, 0, rand.New(pcg(seed)))
				return Set{N: p.Len(), X: data.Features([]data.Feature{data.X1, data.X2}, p.X, p.Y), Class: p.Class, Value: p.Value}
			}
			m, judge := newMLP(t, MLPSpec{
				Sizes: tt.sizes, Activations: slices.Repeat([]string{"tanh"}, len(tt.sizes)-2), Loss: tt.loss, Optimiser: tt.opt,
				Rate: tt.rate, Batch: tt.batch,
			}, set(1), 4), set(2)
			for range tt.steps {
				m.Step()
			}
			_, accuracy := m.Evaluate(judge)
			wrong := 1 - accuracy
			if source.Values {
				y := make([]float32, judge.N)
				m.Outputs(judge.X, judge.N, y)
				wrong = 0
				for i, v := range y {
					wrong += math.Abs(float64(v-judge.Value[i])) / float64(judge.N)
				}
			}
			if !(wrong <= tt.want) {
				t.Errorf("error %v; want %v", wrong, tt.want)
			}
		})
	}
}
