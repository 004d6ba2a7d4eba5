package model

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/whisker-lab/whisker/nn"
	"github.com/whisker-lab/whisker/nn/cluster"
	"github.com/whisker-lab/whisker/nn/nntest"
)

// slanted is n points with deviations 1, ½, ¼… along axes turned by 30° in the first two dimensions, away from the origin.
func slanted(n, dims int) *nn.Tensor {
	r := rand.New(pcg(7))
	t := nn.NewTensor(n, dims)
	sin, cos := math.Sincos(math.Pi / 6)
	for i := range n {
		row := t.Data[i*dims:][:dims]
		for d := range row {
			row[d] = float32(math.Pow(0.5, float64(d)) * r.NormFloat64())
		}
		if dims > 1 {
			a, b := float64(row[0]), float64(row[1])
			row[0], row[1] = float32(cos*a-sin*b), float32(sin*a+cos*b)
		}
		row[0] += 3
	}
	return t
}

func newHebbian(t testing.TB, spec HebbSpec, points *nn.Tensor, seed uint64) *Hebbian {
	t.Helper()
	m, err := NewHebbian(spec, points, pcg(seed))
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func TestHebbianConforms(t *testing.T) {
	for _, rule := range HebbRules {
		t.Run(rule, func(t *testing.T) {
			spec := HebbSpec{Rule: rule, Cells: 1, Rate: 0.01, Batch: 3}
			if rule == "sanger" || rule == "competitive" {
				spec.Cells = 2
			}
			nntest.Conform(t, func(seed uint64) nn.Learner { return newHebbian(t, spec, slanted(90, 3), seed) },
				map[string]float64{"lr": 0.02})
		})
	}
}

func TestPlainHebbRunsAway(t *testing.T) {
	m := newHebbian(t, HebbSpec{Rule: "hebb", Cells: 1, Rate: 0.05, Batch: 1}, slanted(200, 2), 1)
	last := m.Length(0)
	for steps := 1; !m.Away(); steps++ {
		loss, done := m.Step()
		if done != m.Away() || math.IsNaN(loss) || math.IsInf(loss, 0) {
			t.Fatalf("step %d: loss %v, done %v, away %v", steps, loss, done, m.Away())
		}
		// η·y·x lengthens w by any example at all, |w|² by 2ηy² and more; the rest is float32.
		if length := m.Length(0); length < last*(1-1e-6) {
			t.Fatalf("step %d: length fell from %v to %v", steps, last, length)
		} else {
			last = length
		}
		if steps > 5000 {
			t.Fatal("has not run away")
		}
	}
	if angle := m.Angle(0, 0); angle > 5 {
		t.Errorf("runs off at %v° to the first component", angle)
	}
	before := slices.Clone(m.Weights().Data)
	if _, done := m.Step(); !done || !slices.Equal(before, m.Weights().Data) {
		t.Error("goes on after it has run away")
	}
}

// At a rate of 0.002 the weights still sway by about a degree.
func TestOjaAndSangerFindComponents(t *testing.T) {
	for _, tt := range []struct {
		rule        string
		cells, dims int
	}{{"oja", 1, 2}, {"oja", 1, 5}, {"sanger", 2, 2}, {"sanger", 2, 5}, {"sanger", 3, 3}} {
		t.Run(fmt.Sprint(tt), func(t *testing.T) {
			m := newHebbian(t, HebbSpec{Rule: tt.rule, Cells: tt.cells, Rate: 0.002, Batch: 10}, slanted(400, tt.dims), 3)
			first := m.Angle(0, 0)
			for range 20000 {
				m.Step()
			}
			for c := range tt.cells {
				if angle, length := m.Angle(c, c), m.Length(c); !(angle < 4) || math.Abs(length-1) > 0.03 {
					t.Errorf("cell %d: %v° from its component, length %v", c, angle, length)
				}
			}
			if first < 5 {
				t.Errorf("begins at %v° already", first)
			}
			if tt.dims > 1 && math.Abs(m.Angle(0, 1)-90) > 4 {
				t.Errorf("first cell is at %v° to the second component", m.Angle(0, 1))
			}
		})
	}
}

func TestComponentsAreThoseOfTheCovariance(t *testing.T) {
	m := newHebbian(t, HebbSpec{Rule: "oja", Cells: 1, Rate: 0.01, Batch: 1}, slanted(20000, 2), 1)
	direction, variance := m.Component(0)
	// 30°, and a variance of 1 within four standard errors, √(2/20000).
	if angle := math.Atan(direction[1]/direction[0]) * 180 / math.Pi; math.Abs(angle-30) > 1 || math.Abs(variance-1) > 0.04 {
		t.Errorf("first component at %v° with variance %v; want 30° and 1", angle, variance)
	}
}

// Competitive learning is k-means that moves after every example: in the end its inertia is nearly the same.
func TestCompetitiveCellsBecomeCentres(t *testing.T) {
	r := rand.New(pcg(4))
	points := nn.NewTensor(300, 2)
	for i := range 300 {
		for d := range 2 {
			points.Data[2*i+d] = float32(3*math.Cos(2*math.Pi*float64(i%3)/3+float64(d)*math.Pi/2) + 0.3*r.NormFloat64())
		}
	}
	k, err := cluster.NewKMeans(points, 3, r)
	if err != nil {
		t.Fatal(err)
	}
	for done := false; !done; {
		_, done = k.Step()
	}
	best := k.Inertia()
	m := newHebbian(t, HebbSpec{Rule: "competitive", Cells: 3, Rate: 0.05, Batch: 10}, points, 6)
	for _, rate := range []float64{0.05, 0.005} {
		m.Tune("lr", rate)
		for range 2000 {
			m.Step()
		}
	}
	at, err := cluster.KMeansFrom(points, m.Weights())
	if err != nil {
		t.Fatal(err)
	}
	if got := at.Inertia(); got > 1.05*best {
		t.Errorf("inertia %v; k-means has %v", got, best)
	}
	_, y := m.Example()
	if sum := y.Data[0] + y.Data[1] + y.Data[2]; sum != 1 || slices.Max(y.Data) != 1 {
		t.Errorf("winners %v", y.Data)
	}
}

func TestHebbianDegenerateInput(t *testing.T) {
	for name, points := range map[string]*nn.Tensor{
		"one point": nn.TensorOf([]float32{3, 4}, 1, 2),
		"all equal": nn.TensorOf(slices.Repeat([]float32{3, 4}, 9), 9, 2),
		"on a line": nn.TensorOf([]float32{0, 0, 1, 1, 2, 2}, 3, 2),
	} {
		for _, rule := range HebbRules {
			m := newHebbian(t, HebbSpec{Rule: rule, Cells: 1, Rate: 0.01, Batch: 2}, points, 1)
			for range 50 {
				if loss, _ := m.Step(); math.IsNaN(loss) || math.IsInf(loss, 0) {
					t.Fatalf("%s %s: loss %v", name, rule, loss)
				}
			}
			for _, bits := range nntest.Snapshot(m) {
				if v := float64(math.Float32frombits(bits)); math.IsNaN(v) || math.IsInf(v, 0) {
					t.Fatalf("%s %s: publishes %v", name, rule, v)
				}
			}
		}
	}
	good := HebbSpec{Rule: "oja", Cells: 1, Rate: 0.01, Batch: 1}
	for says, change := range map[string]func(s *HebbSpec, p **nn.Tensor){
		"no rule \"luck\"":    func(s *HebbSpec, p **nn.Tensor) { s.Rule = "luck" },
		"2 cells for oja":     func(s *HebbSpec, p **nn.Tensor) { s.Cells = 2 },
		"3 cells for sanger":  func(s *HebbSpec, p **nn.Tensor) { s.Rule, s.Cells = "sanger", 3 },
		"at rate 0":           func(s *HebbSpec, p **nn.Tensor) { s.Rate = 0 },
		"0 examples":          func(s *HebbSpec, p **nn.Tensor) { s.Batch = 0 },
		"0 points":            func(s *HebbSpec, p **nn.Tensor) { *p = nn.NewTensor(0, 2) },
		"NaN":                 func(s *HebbSpec, p **nn.Tensor) { *p = nn.TensorOf([]float32{float32(math.NaN()), 0}, 1, 2) },
		"shape [4]: want (n,": func(s *HebbSpec, p **nn.Tensor) { *p = nn.NewTensor(4) },
	} {
		spec, points := good, nn.NewTensor(2, 2)
		change(&spec, &points)
		if _, err := NewHebbian(spec, points, pcg(1)); err == nil || !strings.Contains(err.Error(), says) {
			t.Errorf("error %v; want one about %q", err, says)
		}
	}
}

func FuzzHebbian(f *testing.F) {
	nntest.FuzzLoad(f, func(t testing.TB, seed uint64) nn.Learner {
		return newHebbian(t, HebbSpec{Rule: "sanger", Cells: 2, Rate: 0.01, Batch: 2}, slanted(20, 3), seed)
	})
}

func BenchmarkHebbian(b *testing.B) {
	m := newHebbian(b, HebbSpec{Rule: "oja", Cells: 1, Rate: 0.001, Batch: 10}, slanted(10000, 2), 1)
	for b.Loop() {
		m.Step()
	}
	b.ReportMetric(float64(b.N*10)/b.Elapsed().Seconds(), "examples/s")
}

// bent is n normal points on a curve and, behind them, as many strange ones off it: (2, 2n), feature by feature.
func bent(n int) (normal, all []float32, strange []bool) {
	r := rand.New(pcg(8))
	normal, all, strange = make([]float32, 2*n), make([]float32, 4*n), make([]bool, 2*n)
	for i := range 2 * n {
		x, y := 2*r.Float64()-1, 0.03*r.NormFloat64()
		if strange[i] = i >= n; strange[i] {
			y = 0.4 + 0.4*r.Float64()
		}
		y += x * x
		all[i], all[2*n+i] = float32(x), float32(y)
		if i < n {
			normal[i], normal[n+i] = float32(x), float32(y)
		}
	}
	return normal, all, strange
}

func TestAutoencoder(t *testing.T) {
	const n = 200
	normal, all, strange := bent(n)
	spec := AutoencoderSpec{Hidden: []int{12}, Bottleneck: 1, Optimiser: "adam", Rate: 0.01, Batch: 20}
	build := func(seed uint64) *Autoencoder {
		m, err := NewAutoencoder(spec, normal, n, rand.New(pcg(seed)), pcg(seed))
		if err != nil {
			t.Fatal(err)
		}
		return m
	}
	nntest.Conform(t, func(seed uint64) nn.Learner { return build(seed) }, map[string]float64{"lr": 0.02, "batch": 9})

	m := build(2)
	if !slices.Equal(m.Sizes(), []int{2, 12, 1, 12, 2}) {
		t.Fatalf("sizes %v", m.Sizes())
	}
	for range 6000 {
		m.Step()
	}
	scores := make([]float64, 2*n)
	m.Scores(all, 2*n, scores)
	var mean [2]float64
	right := 0
	for i, s := range scores {
		mean[truth(strange[i])] += s / n
		if strange[i] == (s > 0.01) {
			right++
		}
	}
	if mean[1] < 10*mean[0] || right < 2*n*95/100 {
		t.Errorf("mean errors %v, %d of %d told apart", mean, right, 2*n)
	}
	// The score is what Reconstruct leaves, and the loss is half of it a feature, summed.
	back, code := make([]float32, 2*n), make([]float32, n)
	m.Reconstruct(normal, n, back)
	m.Code(normal, n, code)
	var sum float64
	for i := range n {
		a, b := float64(back[i]-normal[i]), float64(back[n+i]-normal[n+i])
		if math.Abs((a*a+b*b)/2-scores[i]) > 1e-6 {
			t.Fatalf("point %d scores %v; its error is %v", i, scores[i], (a*a+b*b)/2)
		}
		sum += scores[i] / n
		if math.Abs(float64(code[i])) > 1 {
			t.Fatalf("code %v", code[i])
		}
	}
	if loss, _ := m.Evaluate(Set{N: n, X: normal, Value: normal}); math.Abs(loss-sum) > 1e-6 {
		t.Errorf("loss %v, mean score %v", loss, sum)
	}
	if slices.Max(code)-slices.Min(code) < 0.5 {
		t.Errorf("codes from %v to %v only", slices.Min(code), slices.Max(code))
	}
	if allocs := testing.AllocsPerRun(5, func() { m.Scores(all, 2*n, scores) }); allocs != 0 {
		t.Errorf("scores allocate %v times", allocs)
	}
	for says, bad := range map[string]struct {
		spec AutoencoderSpec
		n    int
	}{"0 units": {AutoencoderSpec{Optimiser: "sgd"}, n}, "400 values of 3": {spec, 3}, "of 0 examples": {spec, 0}} {
		if _, err := NewAutoencoder(bad.spec, normal, bad.n, rand.New(pcg(1)), pcg(1)); err == nil || !strings.Contains(err.Error(), says) {
			t.Errorf("error %v; want one about %q", err, says)
		}
	}
}
