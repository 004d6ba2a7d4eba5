package semi_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"gonum.org/v1/gonum/mat"

	"github.com/whisker-lab/whisker/nn"
	"github.com/whisker-lab/whisker/nn/data"
	"github.com/whisker-lab/whisker/nn/model"
	"github.com/whisker-lab/whisker/nn/nntest"
	"github.com/whisker-lab/whisker/nn/semi"
)

func random(seed uint64) *rand.Rand { return rand.New(rand.NewPCG(seed, 5)) }

// points is n points of a data set for a graph (n, 2) and for a network (2, n).
func points(t testing.TB, name string, n int, noise float64) (rows *nn.Tensor, columns []float32, class []int, classes int) {
	t.Helper()
	s, ok := data.Find(name)
	if !ok {
		t.Fatalf("no data set %s", name)
	}
	p := s.Generate(n, noise, random(1))
	rows = nn.NewTensor(n, 2)
	for i := range n {
		rows.Data[2*i], rows.Data[2*i+1] = p.X[i], p.Y[i]
	}
	return rows, append(slices.Clone(p.X), p.Y...), p.Class, s.Classes
}

func graph(t testing.TB, rows *nn.Tensor, k int) *semi.Graph {
	t.Helper()
	g, err := semi.NewGraph(rows, k)
	if err != nil {
		t.Fatal(err)
	}
	return g
}

// transducer is propagation or spreading.
type transducer interface {
	nn.Learner
	Answers() []int32
	Accuracy(class []int) float64
	Beliefs() *nn.Tensor
	SetLabel(point, class int)
}

var transducers = []struct {
	name string
	new  func(g *semi.Graph, label []int32, classes int) (transducer, error)
}{
	{"propagation", func(g *semi.Graph, label []int32, classes int) (transducer, error) {
		return semi.NewPropagation(g, label, classes)
	}},
	{"spreading", func(g *semi.Graph, label []int32, classes int) (transducer, error) {
		return semi.NewSpreading(g, label, classes)
	}},
}

func net(classes int) model.MLPSpec {
	return model.MLPSpec{Sizes: []int{2, 8, classes}, Activations: []string{"tanh"}, Loss: "cce", Optimiser: "adam", Rate: 0.02, Batch: 10}
}

func TestConform(t *testing.T) {
	rows, columns, class, classes := points(t, "moons", 120, 0.1)
	g := graph(t, rows, 6)
	for _, tt := range transducers {
		t.Run(tt.name, func(t *testing.T) {
			// They draw nothing at random; the seed chooses the labels, which a save holds.
			nntest.Conform(t, func(seed uint64) nn.Learner {
				m, err := tt.new(g, semi.Erase(class, classes, 0.1, random(seed)), classes)
				if err != nil {
					t.Fatal(err)
				}
				return m
			}, map[string]float64{"alpha": 0.9})
		})
	}
	for _, loss := range []string{"cce", "bce", "mse"} {
		t.Run("self-training "+loss, func(t *testing.T) {
			nntest.Conform(t, func(seed uint64) nn.Learner {
				spec := semi.SelfTrainSpec{Net: net(2), Confidence: 0.8, Round: 9}
				spec.Net.Loss = loss
				if loss == "bce" {
					spec.Net.Sizes[2] = 1
				}
				m, err := semi.NewSelfTrain(spec, columns, semi.Erase(class, classes, 0.1, random(4)), random(seed), rand.NewPCG(seed, 1))
				if err != nil {
					t.Fatal(err)
				}
				return m
			}, map[string]float64{"confidence": 0.7, "lr": 0.01, "batch": 7})
		})
	}
}

// matrix is the weights of a graph.
func matrix(g *semi.Graph) *mat.Dense {
	w := mat.NewDense(g.Len(), g.Len(), nil)
	for _, e := range g.Edges() {
		w.Set(int(e.A), int(e.B), float64(e.Weight))
		w.Set(int(e.B), int(e.A), float64(e.Weight))
	}
	return w
}

// solve is x in a·x = b.
func solve(t *testing.T, a, b *mat.Dense) *mat.Dense {
	t.Helper()
	var x mat.Dense
	if err := x.Solve(a, b); err != nil {
		t.Fatal(err)
	}
	return &x
}

// Sweeps stop where the mean change is 1e-8: with a contraction of 0.99 a sweep that leaves about 1e-6 in the mean.
const closed = 1e-5

func TestSpreadingSettlesAtItsClosedForm(t *testing.T) {
	rows, _, class, classes := points(t, "blobs", 60, 0.2)
	g := graph(t, rows, 5)
	label := semi.Erase(class, classes, 0.1, random(2))
	for _, alpha := range []float64{0.5, 0.9, 0.99} {
		m, err := semi.NewSpreading(g, label, classes)
		if err != nil {
			t.Fatal(err)
		}
		m.Tune("alpha", alpha)
		finish(t, m)
		w := matrix(g)
		a, y := mat.NewDense(60, 60, nil), mat.NewDense(60, classes, nil)
		for i := range 60 {
			for j := range 60 {
				s := w.At(i, j) / math.Sqrt(mat.Sum(w.RowView(i))*mat.Sum(w.RowView(j)))
				a.Set(i, j, -alpha*s)
			}
			a.Set(i, i, 1+a.At(i, i))
			if label[i] != semi.None {
				y.Set(i, int(label[i]), 1-alpha)
			}
		}
		compare(t, fmt.Sprint("alpha ", alpha), m.Beliefs(), solve(t, a, y))
	}
}

// The beliefs of points without a label solve (I − T_uu)·F_u = T_ul·Y_l, T the weights with rows that add up to 1: Zhu and
// Ghahramani's equation 5.
func TestPropagationSettlesAtItsClosedForm(t *testing.T) {
	rows, _, class, classes := points(t, "blobs", 60, 0.4)
	g := graph(t, rows, 8)
	label := semi.Erase(class, classes, 0.1, random(2))
	m, err := semi.NewPropagation(g, label, classes)
	if err != nil {
		t.Fatal(err)
	}
	finish(t, m)
	// For labelled points the rows are those of the identity: their belief is their label.
	w := matrix(g)
	a, y := mat.NewDense(60, 60, nil), mat.NewDense(60, classes, nil)
	for i := range 60 {
		a.Set(i, i, 1)
		if label[i] != semi.None {
			y.Set(i, int(label[i]), 1)
			continue
		}
		for j := range 60 {
			a.Set(i, j, a.At(i, j)-w.At(i, j)/mat.Sum(w.RowView(i)))
		}
	}
	compare(t, "propagation", m.Beliefs(), solve(t, a, y))
}

func compare(t *testing.T, what string, got *nn.Tensor, want *mat.Dense) {
	t.Helper()
	n, classes := want.Dims()
	var most float64
	for i := range n {
		for c := range classes {
			most = max(most, math.Abs(float64(got.Data[i*classes+c])-want.At(i, c)))
		}
	}
	if !(most <= closed) || mat.Max(want) < 10*closed {
		t.Errorf("%s: differs from the closed form by %v; its largest value is %v", what, most, mat.Max(want))
	}
}

func finish(t testing.TB, l nn.Learner) {
	t.Helper()
	for range 50000 {
		if _, done := l.Step(); done {
			return
		}
	}
	t.Fatal("does not settle")
}

// With four labels each, beside a network that sees nothing else. The bounds leave a few points to what was seen.
func TestFewLabels(t *testing.T) {
	for _, name := range []string{"moons", "rings"} {
		rows, columns, class, classes := points(t, name, 400, 0.08)
		label := semi.Erase(class, classes, 0.02, random(3))
		for _, tt := range transducers {
			m, err := tt.new(graph(t, rows, 7), label, classes)
			if err != nil {
				t.Fatal(err)
			}
			finish(t, m)
			if got := m.Accuracy(class); got < 0.97 {
				t.Errorf("%s %s: accuracy %v", name, tt.name, got)
			}
		}
		baseline, err := semi.NewSelfTrain(semi.SelfTrainSpec{Net: net(classes), Confidence: 1, Round: 1 << 30}, columns, label, random(8), rand.NewPCG(1, 1))
		if err != nil {
			t.Fatal(err)
		}
		for range 2000 {
			baseline.Step()
		}
		if got := baseline.Accuracy(class); got > 0.95 {
			t.Errorf("%s: the network needs no help: %v", name, got)
		}
	}
}

// With one label of each class, over six choices of these: where the groups are clouds, own answers help; where they are rings,
// the network believes its own mistakes. Seen were 0.906 → 0.963 and 0.54 → 0.50.
func TestSelfTraining(t *testing.T) {
	tests := []struct {
		data      string
		low, high float64 // of what it gains
	}{
		{"pinwheel", 0.03, 1},
		{"blobs", 0.01, 1},
		{"rings", -1, 0.02},
	}
	for _, tt := range tests {
		t.Run(tt.data, func(t *testing.T) {
			_, columns, class, classes := points(t, tt.data, 400, 0.1)
			mean := map[int]float64{}
			for seed := range uint64(6) {
				label := semi.Erase(class, classes, 0.001, random(seed))
				for _, round := range []int{100, 1 << 30} {
					spec := semi.SelfTrainSpec{Net: net(classes), Confidence: 0.9, Round: round}
					m, err := semi.NewSelfTrain(spec, columns, label, random(seed+8), rand.NewPCG(1, 1))
					if err != nil {
						t.Fatal(err)
					}
					for range 3000 {
						m.Step()
					}
					mean[round] += m.Accuracy(class) / 6
					labelled, own := 0, 0
					for i := range label {
						if label[i] != semi.None {
							labelled++
						} else if m.Pseudo()[i] != semi.None {
							own++
						}
					}
					// Labels are repeated until they are no fewer than pseudo-labels, in batches of ten.
					want := ((1+own/labelled)*labelled + own + 9) / 10
					if got := m.Net().BatchesPerEpoch(); got != want {
						t.Fatalf("%d batches of %d labels and %d pseudo-labels; want %d", got, labelled, own, want)
					}
					for i, l := range m.Pseudo() {
						if l != semi.None && (label[i] != semi.None || round > 100) {
							t.Fatalf("point %d has the pseudo-label %d; its label is %d", i, l, label[i])
						}
					}
				}
			}
			if gain := mean[100] - mean[1<<30]; !(gain >= tt.low && gain <= tt.high) {
				t.Errorf("accuracy %v with its own answers, %v without", mean[100], mean[1<<30])
			}
		})
	}
}

// The first round believes the surest tenth at most, as many of each class.
func TestSelfTrainingGrowsSlowly(t *testing.T) {
	_, columns, class, classes := points(t, "blobs", 300, 0.1)
	spec := semi.SelfTrainSpec{Net: net(classes), Confidence: 0.5, Round: 100}
	m, err := semi.NewSelfTrain(spec, columns, semi.Erase(class, classes, 0.02, random(1)), random(2), rand.NewPCG(1, 1))
	if err != nil {
		t.Fatal(err)
	}
	for round := 1; round <= 3; round++ {
		for range 100 {
			m.Step()
		}
		count := make([]int, classes)
		for _, l := range m.Pseudo() {
			if l != semi.None {
				count[l]++
			}
		}
		if want := 10 * round; slices.Max(count) != want || slices.Min(count) != want {
			t.Errorf("round %d: pseudo-labels of %v; want %d of each", round, count, want)
		}
	}
}

func TestSetLabel(t *testing.T) {
	rows := nn.TensorOf([]float32{0, 0, 1, 0, 2, 0, 3, 0}, 4, 2)
	for _, tt := range transducers {
		m, err := tt.new(graph(t, rows, 1), []int32{0, semi.None, semi.None, semi.None}, 2)
		if err != nil {
			t.Fatal(err)
		}
		finish(t, m)
		if got := m.Answers(); !slices.Equal(got, []int32{0, 0, 0, 0}) {
			t.Errorf("%s: answers %v", tt.name, got)
		}
		m.SetLabel(3, 1)
		finish(t, m)
		if got := m.Answers(); !slices.Equal(got, []int32{0, 0, 1, 1}) {
			t.Errorf("%s: answers %v after another label", tt.name, got)
		}
	}
}

func TestGraph(t *testing.T) {
	g := graph(t, nn.TensorOf([]float32{0, 0, 1, 0, 3, 0}, 3, 2), 1)
	// 0 and 1 choose each other, 2 chooses 1; σ is the mean of 1 and 2.
	want := []semi.Edge{{A: 0, B: 1, Weight: float32(math.Exp(-1 / 4.5))}, {A: 1, B: 2, Weight: float32(math.Exp(-4 / 4.5))}}
	got := g.Edges()
	if len(got) != 2 {
		t.Fatalf("edges %v; want %v", got, want)
	}
	for i := range got {
		if got[i].A != want[i].A || got[i].B != want[i].B || math.Abs(float64(got[i].Weight-want[i].Weight)) > 1e-6 {
			t.Errorf("edges %v; want %v", got, want)
		}
	}
}

func TestIslandsWithoutLabelsHaveNoAnswer(t *testing.T) {
	rows := nn.TensorOf([]float32{0, 0, 1, 0, 50, 0, 51, 0}, 4, 2)
	for _, tt := range transducers {
		m, err := tt.new(graph(t, rows, 1), []int32{1, semi.None, semi.None, semi.None}, 2)
		if err != nil {
			t.Fatal(err)
		}
		finish(t, m)
		if got := m.Answers(); !slices.Equal(got, []int32{1, 1, semi.None, semi.None}) {
			t.Errorf("%s: answers %v", tt.name, got)
		}
		if got := m.Accuracy([]int{1, 1, 0, 0}); math.Abs(got-1./3) > 1e-12 {
			t.Errorf("%s: accuracy %v; want 1/3", tt.name, got)
		}
	}
}

func TestErase(t *testing.T) {
	class := make([]int, 300)
	for i := range class {
		class[i] = min(i%10, 2) // 30, 30 and 240
	}
	before := 301
	for _, share := range []float64{1, 0.5, 0.1, 0.001, 0} {
		label := semi.Erase(class, 3, share, random(1))
		count := [3]int{}
		for i, l := range label {
			if l != semi.None {
				count[l]++
				if int(l) != class[i] {
					t.Fatalf("point %d of class %d is labelled %d", i, class[i], l)
				}
			}
		}
		want := [3]int{int(30 * share), int(30 * share), int(240 * share)}
		if share == 0.001 {
			want = [3]int{1, 1, 1}
		}
		if count != want {
			t.Errorf("share %v leaves %v labels; want %v", share, count, want)
		}
		if n := count[0] + count[1] + count[2]; n >= before {
			t.Errorf("share %v leaves %d labels, no fewer than before", share, n)
		} else {
			before = n
		}
	}
	some, fewer := semi.Erase(class, 3, 0.5, random(1)), semi.Erase(class, 3, 0.1, random(1))
	for i := range fewer {
		if fewer[i] != semi.None && some[i] == semi.None {
			t.Fatalf("point %d has a label at 10 %% and none at 50 %%", i)
		}
	}
	if got := semi.Accuracy([]int32{0, 1}, []int32{0, 1}, []int{0, 1}); !math.IsNaN(got) {
		t.Errorf("accuracy on no points %v", got)
	}
}

func TestDegenerateInput(t *testing.T) {
	equal := nn.TensorOf(slices.Repeat([]float32{3, 4}, 12), 12, 2)
	label := slices.Repeat([]int32{semi.None}, 12)
	label[5] = 1
	one := nn.NewTensor(1, 2)
	for _, tt := range transducers {
		for _, in := range []struct {
			rows  *nn.Tensor
			label []int32
		}{{equal, label}, {one, []int32{0}}} {
			m, err := tt.new(graph(t, in.rows, 3), in.label, 2)
			if err != nil {
				t.Fatal(err)
			}
			finish(t, m)
			for _, v := range m.Beliefs().Data {
				if !(v >= 0 && v <= 1.0001) {
					t.Errorf("%s: belief %v", tt.name, v)
				}
			}
		}
		for says, label := range map[string][]int32{
			"no point has a label": {semi.None}, "class 2 of 2": {2}, "2 labels for 1": {0, 1},
		} {
			if _, err := tt.new(graph(t, one, 3), label, 2); err == nil || !strings.Contains(err.Error(), says) {
				t.Errorf("%s: error %v; want one about %q", tt.name, err, says)
			}
		}
	}
	for says, err := range map[string]error{
		"no points":    second(semi.NewGraph(nn.NewTensor(0, 2), 3)),
		"0 neighbours": second(semi.NewGraph(one, 0)),
		"NaN":          second(semi.NewGraph(nn.TensorOf([]float32{float32(math.NaN())}, 1, 1), 3)),
		"no point has": second(semi.NewSelfTrain(semi.SelfTrainSpec{Net: net(2), Confidence: 0.9, Round: 5}, make([]float32, 2), []int32{-1}, random(1), rand.NewPCG(1, 1))),
		"confidence 2": second(semi.NewSelfTrain(semi.SelfTrainSpec{Net: net(2), Confidence: 2, Round: 5}, make([]float32, 2), []int32{1}, random(1), rand.NewPCG(1, 1))),
		"empty":        second(semi.NewSelfTrain(semi.SelfTrainSpec{Net: net(2), Confidence: 0.9, Round: 5}, nil, nil, random(1), rand.NewPCG(1, 1))),
	} {
		if err == nil || !strings.Contains(err.Error(), says) {
			t.Errorf("error %v; want one about %q", err, says)
		}
	}
}

func second[T any](_ T, err error) error { return err }

func ExampleSpreading() {
	rows := nn.TensorOf([]float32{0, 1, 2, 10, 11, 12}, 6, 1)
	g, err := semi.NewGraph(rows, 2)
	if err != nil {
		fmt.Println(err)
		return
	}
	m, err := semi.NewSpreading(g, []int32{0, semi.None, semi.None, semi.None, semi.None, 1}, 2)
	if err != nil {
		fmt.Println(err)
		return
	}
	for done := false; !done; {
		_, done = m.Step()
	}
	fmt.Println(m.Answers())
	// Output: [0 0 0 1 1 1]
}

func BenchmarkSweep(b *testing.B) {
	rows, _, class, classes := points(b, "moons", 10000, 0.1)
	g := graph(b, rows, 7)
	for _, tt := range transducers {
		b.Run(tt.name, func(b *testing.B) {
			m, err := tt.new(g, semi.Erase(class, classes, 0.01, random(1)), classes)
			if err != nil {
				b.Fatal(err)
			}
			for b.Loop() {
				m.Step()
			}
			b.ReportMetric(float64(b.N*10000)/b.Elapsed().Seconds(), "points/s")
		})
	}
	b.Run("graph", func(b *testing.B) {
		for b.Loop() {
			graph(b, rows, 7)
		}
		b.ReportMetric(float64(b.N*10000)/b.Elapsed().Seconds(), "points/s")
	})
}
