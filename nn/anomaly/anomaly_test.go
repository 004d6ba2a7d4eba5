package anomaly_test

import (
	"bytes"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/whisker-lab/whisker/nn"
	"github.com/whisker-lab/whisker/nn/anomaly"
	"github.com/whisker-lab/whisker/nn/model"
	"github.com/whisker-lab/whisker/nn/nntest"
)

func random(seed uint64) *rand.Rand { return rand.New(rand.NewPCG(seed, 9)) }

var (
	_ anomaly.Scorer = (*anomaly.Density)(nil)
	_ anomaly.Scorer = (*anomaly.KNN)(nil)
	_ anomaly.Scorer = (*model.Autoencoder)(nil)
	_ nn.Learner     = (*anomaly.Density)(nil)
)

// cloud is n points of two clouds, (2, n).
func cloud(n int) []float32 {
	r, x := random(1), make([]float32, 2*n)
	for i := range n {
		x[i], x[n+i] = float32(4*(i%2))+float32(0.5*r.NormFloat64()), float32(0.5*r.NormFloat64())
	}
	return x
}

func TestConform(t *testing.T) {
	x := cloud(150)
	t.Run("density", func(t *testing.T) {
		nntest.Conform(t, func(seed uint64) nn.Learner {
			m, err := anomaly.NewDensity(x, 150, 3, random(seed))
			if err != nil {
				t.Fatal(err)
			}
			return m
		}, nil)
	})
	t.Run("neighbours", func(t *testing.T) {
		nntest.Conform(t, func(seed uint64) nn.Learner {
			m, err := anomaly.NewKNN(x, 150, 4, random(seed))
			if err != nil {
				t.Fatal(err)
			}
			m.Tune("pace", 2)
			return m
		}, map[string]float64{"pace": 3})
	})
}

// rank is the chance that a strange point scores higher than a normal one, by comparing all pairs: Mann and Whitney's U over
// their number.
func rank(scores []float64, strange []bool) float64 {
	var u, pairs float64
	for i, s := range strange {
		for j, t := range strange {
			if s && !t {
				pairs++
				switch {
				case scores[i] > scores[j]:
					u++
				case scores[i] == scores[j]:
					u += 0.5
				}
			}
		}
	}
	return u / pairs
}

func TestAUCIsTheRankStatistic(t *testing.T) {
	r := random(2)
	for _, levels := range []float64{2, 5, 1e9} { // coarse scores have many equals
		for range 30 {
			n := 2 + r.IntN(60)
			scores, strange := make([]float64, n), make([]bool, n)
			for i := range scores {
				strange[i] = r.IntN(3) == 0
				scores[i] = math.Floor(levels*r.Float64()) + float64(r.IntN(2))
			}
			strange[0], strange[1] = true, false
			if got, want := anomaly.AUC(scores, strange), rank(scores, strange); math.Abs(got-want) > 1e-12 {
				t.Fatalf("AUC %v; the rank statistic is %v for %v, %v", got, want, scores, strange)
			}
			curve := anomaly.ROC(scores, strange)
			last := len(curve.Caught) - 1
			if curve.Caught[0] != 0 || curve.FalseAlarms[0] != 0 || curve.Caught[last] != 1 || curve.FalseAlarms[last] != 1 {
				t.Fatalf("curve from %v, %v to %v, %v", curve.FalseAlarms[0], curve.Caught[0], curve.FalseAlarms[last], curve.Caught[last])
			}
			for i, threshold := range curve.Threshold[1:] {
				// ROC alarms at the threshold, Count above it.
				c := anomaly.Count(scores, strange, math.Nextafter(threshold, math.Inf(-1)))
				caught := float64(c.Caught) / float64(c.Caught+c.Missed)
				alarms := float64(c.FalseAlarms) / float64(c.FalseAlarms+c.Calm)
				if math.Abs(caught-curve.Caught[i+1]) > 1e-12 || math.Abs(alarms-curve.FalseAlarms[i+1]) > 1e-12 {
					t.Fatalf("threshold %v: curve at %v, %v; counts %v", threshold, curve.FalseAlarms[i+1], curve.Caught[i+1], c)
				}
			}
		}
	}
}

func TestMeasures(t *testing.T) {
	scores, strange := []float64{1, 5, 3, math.NaN(), 2}, []bool{false, true, false, true, true}
	if got, want := anomaly.Count(scores, strange, 2), (anomaly.Counts{Caught: 2, Missed: 1, FalseAlarms: 1, Calm: 1}); got != want {
		t.Errorf("counts %v; want %v", got, want)
	}
	if got := anomaly.AUC(scores, strange); math.Abs(got-5./6) > 1e-12 {
		t.Errorf("AUC %v; want 5/6", got)
	}
	for _, one := range []bool{false, true} {
		same := []bool{one, one}
		if got := anomaly.AUC([]float64{1, 2}, same); !math.IsNaN(got) || anomaly.ROC([]float64{1, 2}, same).Caught != nil {
			t.Errorf("AUC %v where all are %v", got, one)
		}
	}
	if got := anomaly.AUC(nil, nil); !math.IsNaN(got) {
		t.Errorf("AUC of nothing %v", got)
	}
	if got := anomaly.AUC([]float64{3, 3, 3}, []bool{true, false, true}); got != 0.5 {
		t.Errorf("AUC of equal scores %v", got)
	}
	hundred := make([]float64, 100)
	for i := range hundred {
		hundred[i] = float64(99 - i)
	}
	for _, share := range []float64{0, 0.05, 0.5, 1} {
		above := anomaly.Count(hundred, make([]bool, 100), anomaly.Threshold(hundred, share)).FalseAlarms
		if want := min(int(100*share), 99); above != want { // at the lowest score nothing is below it
			t.Errorf("share %v: %d alarms", share, above)
		}
	}
	if got := anomaly.Threshold(nil, 0.5); !math.IsNaN(got) {
		t.Errorf("threshold of nothing %v", got)
	}
}

func TestScoresFindStrangers(t *testing.T) {
	x := cloud(200)
	density, err := anomaly.NewDensity(x, 200, 2, random(3))
	if err != nil {
		t.Fatal(err)
	}
	knn, err := anomaly.NewKNN(x, 200, 5, random(3))
	if err != nil {
		t.Fatal(err)
	}
	for _, l := range []nn.Learner{density, knn} {
		done := false
		for steps := 0; !done; steps++ {
			if _, done = l.Step(); steps > 1000 {
				t.Fatal("not done")
			}
		}
	}
	// Half are drawn as the normal ones are, half lie between and around the clouds.
	test, strange := make([]float32, 400), make([]bool, 200)
	copy(test[:100], x[:100])
	copy(test[200:300], x[200:300])
	for i := range 100 {
		sin, cos := math.Sincos(float64(i))
		test[100+i], test[300+i], strange[100+i] = 2+float32(4.5*cos), float32(4.5*sin), true
		if i%5 == 0 {
			test[100+i], test[300+i] = 2, float32(i)/100
		}
	}
	scores := make([]float64, 200)
	for name, s := range map[string]anomaly.Scorer{"density": density, "neighbours": knn} {
		s.Scores(test, 200, scores)
		if auc := anomaly.AUC(scores, strange); auc < 0.98 {
			t.Errorf("%s: AUC %v", name, auc)
		}
		if n := testing.AllocsPerRun(3, func() { s.Scores(test, 200, scores) }); n != 0 {
			t.Errorf("%s: %v allocations", name, n)
		}
	}
}

func TestNeighboursByHand(t *testing.T) {
	m, err := anomaly.NewKNN([]float32{0, 3, 7}, 3, 2, random(1))
	if err != nil {
		t.Fatal(err)
	}
	for i, v := range m.Own() {
		if !math.IsNaN(v) {
			t.Errorf("point %d scores %v before any step", i, v)
		}
	}
	loss, done := m.Step()
	if want := []float64{5, 3.5, 5.5}; !slices.Equal(m.Own(), want) || !done || math.Abs(loss-14./3) > 1e-12 {
		t.Errorf("own scores %v, loss %v, done %v; want %v", m.Own(), loss, done, want)
	}
	scores := make([]float64, 2)
	if m.Scores([]float32{10, 3}, 2, scores); !slices.Equal(scores, []float64{5, 1.5}) {
		t.Errorf("scores %v", scores)
	}
}

func TestDegenerateInput(t *testing.T) {
	equal := slices.Repeat([]float32{2}, 20)
	if m, err := anomaly.NewDensity(equal, 10, 2, random(1)); err != nil {
		t.Error(err)
	} else {
		m.Step()
		scores := make([]float64, 2)
		if m.Scores([]float32{2, 5, 2, 5}, 2, scores); !(scores[0] < scores[1]) || math.IsInf(scores[1], 0) {
			t.Errorf("all equal: scores %v", scores)
		}
	}
	if m, err := anomaly.NewKNN(equal, 10, 3, random(1)); err != nil {
		t.Error(err)
	} else if loss, done := m.Step(); loss != 0 || !done {
		t.Errorf("all equal: loss %v, done %v", loss, done)
	}
	for says, err := range map[string]error{
		"k=3":                second(anomaly.NewDensity([]float32{1, 2}, 1, 3, random(1))),
		"0 values":           second(anomaly.NewDensity(nil, 0, 1, random(1))),
		"3 values of 2":      second(anomaly.NewKNN([]float32{1, 2, 3}, 2, 1, random(1))),
		"1 neighbours: want": second(anomaly.NewKNN([]float32{1}, 1, 1, random(1))),
		"NaN":                second(anomaly.NewKNN([]float32{1, float32(math.NaN())}, 2, 1, random(1))),
	} {
		if err == nil || !strings.HasPrefix(err.Error(), "anomaly: ") || !strings.Contains(err.Error(), says) {
			t.Errorf("error %v; want one about %q", err, says)
		}
	}
	var save bytes.Buffer
	m, _ := anomaly.NewKNN([]float32{0, 3, 7}, 3, 2, random(1))
	_ = m.Save(&save)
	if other, _ := anomaly.NewKNN([]float32{0, 3, 7, 8}, 4, 2, random(1)); other.Load(&save) == nil {
		t.Error("loads what belongs to other points")
	}
}

func second[T any](_ T, err error) error { return err }

func FuzzKNN(f *testing.F) {
	x := cloud(20)
	nntest.FuzzLoad(f, func(t testing.TB, seed uint64) nn.Learner {
		m, err := anomaly.NewKNN(x, 20, 3, random(seed))
		if err != nil {
			t.Fatal(err)
		}
		m.Tune("pace", 2)
		return m
	})
}

func ExampleAUC() {
	scores := []float64{0.1, 0.4, 0.35, 0.8}
	strange := []bool{false, false, true, true}
	fmt.Println(anomaly.AUC(scores, strange), anomaly.Count(scores, strange, 0.3))
	// Output: 0.75 {2 0 1 1}
}

func BenchmarkScores(b *testing.B) {
	x, scores := cloud(10000), make([]float64, 10000)
	density, _ := anomaly.NewDensity(x, 10000, 3, random(1))
	knn, _ := anomaly.NewKNN(x, 10000, 10, random(1))
	for _, tt := range []struct {
		name string
		of   anomaly.Scorer
	}{{"density", density}, {"neighbours", knn}} {
		b.Run(tt.name, func(b *testing.B) {
			for b.Loop() {
				tt.of.Scores(x, 10000, scores)
			}
			b.ReportMetric(float64(b.N*10000)/b.Elapsed().Seconds(), "points/s")
		})
	}
}
