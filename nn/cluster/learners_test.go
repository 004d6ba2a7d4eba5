package cluster_test

import (
	"bytes"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/whisker-lab/whisker/nn"
	"github.com/whisker-lab/whisker/nn/cluster"
	"github.com/whisker-lab/whisker/nn/data/packed"
	"github.com/whisker-lab/whisker/nn/nntest"
)

func random(seed uint64) *rand.Rand { return rand.New(rand.NewPCG(seed, 7)) }

// cloud is points of a data set as the learners take them.
func cloud(t testing.TB, name string, n int) (*nn.Tensor, []int32) {
	t.Helper()
	s := packed.Find(name)
	p := s.Generate(n, s.Noise/2, random(3)) // half of what is customary, so that groups that touch have gaps
	points, class := nn.NewTensor(p.Len(), 2), make([]int32, p.Len())
	for i := range class {
		points.Data[2*i], points.Data[2*i+1], class[i] = p.X[i], p.Y[i], int32(p.Class[i])
	}
	return points, class
}

// grouper is what all of them are.
type grouper interface {
	nn.Learner
	Assignment() []int32
}

// mapped makes a self-organising map a grouper by its cells.
type mapped struct{ *cluster.SOM }

func (m mapped) Assignment() []int32 {
	cells, _ := m.SOM.Assignment()
	return cells
}

// builders is every learner of this package. Those that draw nothing at random have a sample to draw.
var builders = []struct {
	name  string
	tune  map[string]float64
	build func(points *nn.Tensor, k int, seed uint64) (grouper, error)
}{
	{"kmeans", nil, func(p *nn.Tensor, k int, seed uint64) (grouper, error) { return cluster.NewKMeans(p, k, random(seed)) }},
	{"kmeans random", nil, func(p *nn.Tensor, k int, seed uint64) (grouper, error) {
		return cluster.NewKMeansAt("random", p, k, random(seed))
	}},
	{"kmeans farthest", nil, func(p *nn.Tensor, k int, seed uint64) (grouper, error) {
		return cluster.NewKMeansAt("farthest", p, k, random(seed))
	}},
	{"kmeans beats", nil, func(p *nn.Tensor, k int, seed uint64) (grouper, error) {
		m, err := cluster.NewKMeansAt("plusplus", p, k, random(seed))
		if err != nil {
			return nil, err
		}
		return cluster.InBeats(m), nil
	}},
	{"gmm", nil, func(p *nn.Tensor, k int, seed uint64) (grouper, error) { return cluster.NewGMM(p, k, random(seed)) }},
	{"dbscan", map[string]float64{"pace": 3}, func(p *nn.Tensor, k int, seed uint64) (grouper, error) {
		return cluster.NewDBSCAN(p, 0.3, k, random(seed))
	}},
	{"meanshift", nil, func(p *nn.Tensor, k int, seed uint64) (grouper, error) {
		return cluster.NewMeanShift(p, 0.8, random(seed))
	}},
	{"agglomerative", nil, func(p *nn.Tensor, k int, seed uint64) (grouper, error) {
		return cluster.NewAgglomerative(p, "ward", max(p.Dim(0)*2/3, 1), random(seed))
	}},
	{"som", map[string]float64{"rate": 0.3}, func(p *nn.Tensor, k int, seed uint64) (grouper, error) {
		m, err := cluster.NewSOM(p, cluster.SOMSpec{Rows: k, Cols: 4, Steps: 60}, rand.NewPCG(seed, 1))
		return mapped{m}, err
	}},
}

func TestConform(t *testing.T) {
	for _, b := range builders {
		t.Run(b.name, func(t *testing.T) {
			// More climbers than points that climb, so that mean shift has a sample to draw.
			points, _ := cloud(t, "moons", cluster.MaxClimbers+30)
			nntest.Conform(t, func(seed uint64) nn.Learner {
				m, err := b.build(points, 4, seed)
				if err != nil {
					t.Fatal(err)
				}
				return m
			}, b.tune)
		})
	}
}

// What is degenerate either has a clean result or is refused with words.
func TestDegenerateInput(t *testing.T) {
	nan := nn.TensorOf([]float32{0, float32(math.NaN()), 1, 1, 2, 2}, 3, 2)
	shapes := []struct {
		name   string
		points *nn.Tensor
		k      int
		refuse map[string]string // by learner, or all: what the error says
	}{
		{"no points", nn.NewTensor(0, 2), 1, map[string]string{"all": "0"}},
		{"one point", nn.TensorOf([]float32{3, 4}, 1, 2), 1, nil},
		{"all equal", nn.TensorOf(slices.Repeat([]float32{3, 4}, 9), 9, 2), 3, nil},
		{"all but one equal", nn.TensorOf(append(slices.Repeat([]float32{3, 4}, 9), 5, 5), 10, 2), 2, nil},
		{"on a line", nn.TensorOf([]float32{0, 0, 1, 0, 2, 0, 3, 0, 4, 0}, 5, 2), 2, nil},
		{"two far apart", nn.TensorOf([]float32{-1e15, 0, 1e15, 0}, 2, 2), 2, nil},
		{"not a number", nan, 2, map[string]string{"all": "NaN"}},
		{"k too large", nn.NewTensor(3, 2), 4, map[string]string{
			"kmeans": "k=4", "kmeans random": "k=4", "kmeans farthest": "k=4", "kmeans beats": "k=4", "gmm": "k=4"}},
		{"k of none", nn.NewTensor(3, 2), 0, map[string]string{
			"kmeans": "k=0", "kmeans random": "k=0", "kmeans farthest": "k=0", "kmeans beats": "k=0", "gmm": "k=0", "dbscan": "core of 0", "som": "0 × 4"}},
		{"no table", nn.NewTensor(6), 1, map[string]string{"all": "shape"}},
	}
	for _, tt := range shapes {
		for _, b := range builders {
			t.Run(tt.name+" "+b.name, func(t *testing.T) {
				m, err := b.build(tt.points, tt.k, 1)
				says, refused := tt.refuse[b.name]
				if all, ok := tt.refuse["all"]; ok {
					says, refused = all, true
					if tt.name == "no points" && err != nil {
						says = "point"
					}
				}
				if refused {
					if err == nil || !strings.HasPrefix(err.Error(), "cluster: ") || !strings.Contains(err.Error(), says) {
						t.Errorf("error %v; want one about %q", err, says)
					}
					return
				}
				if err != nil {
					t.Fatal(err)
				}
				loss := finish(t, m)
				if math.IsNaN(loss) || math.IsInf(loss, 0) {
					t.Errorf("loss %v", loss)
				}
				for _, bits := range nntest.Snapshot(m) {
					if v := float64(math.Float32frombits(bits)); math.IsNaN(v) || math.IsInf(v, 0) {
						t.Fatalf("publishes %v", v)
					}
				}
			})
		}
	}
	p := nn.NewTensor(3, 2)
	for _, tt := range []struct {
		says string
		err  error
	}{
		{"eps 0", second(cluster.NewDBSCAN(p, 0, 2, random(1)))},
		{"eps -1", second(cluster.NewDBSCAN(p, -1, 2, random(1)))},
		{"eps NaN", second(cluster.NewDBSCAN(p, math.NaN(), 2, random(1)))},
		{"bandwidth 0", second(cluster.NewMeanShift(p, 0, random(1)))},
		{"no start \"luck\"", second(cluster.NewKMeansAt("luck", p, 2, random(1)))},
		{"no linkage \"centroid\"", second(cluster.NewAgglomerative(p, "centroid", 10, random(1)))},
		{"merging 2001 points: want 1 to 2000", second(cluster.NewAgglomerative(p, "ward", cluster.MaxLeaves+1, random(1)))},
		{"rate 2", second(cluster.NewSOM(p, cluster.SOMSpec{Rows: 2, Cols: 2, Steps: 9, Rate: 2}, rand.NewPCG(1, 1)))},
		{"0 steps", second(cluster.NewSOM(p, cluster.SOMSpec{Rows: 2, Cols: 2}, rand.NewPCG(1, 1)))},
		{"k=0", second(cluster.NewElbow(p, 0, random(1)))},
	} {
		if tt.err == nil || !strings.Contains(tt.err.Error(), tt.says) {
			t.Errorf("error %v; want one about %q", tt.err, tt.says)
		}
	}
}

func second[T any](_ T, err error) error { return err }

// Each method on the data it suits and on data it does not: the adjusted Rand index against the hidden classes. The bounds
// leave a tenth to what was seen.
func TestEachMethodHasItsData(t *testing.T) {
	methods := map[string]func(p *nn.Tensor, k int) (grouper, error){
		"kmeans": func(p *nn.Tensor, k int) (grouper, error) { return cluster.NewKMeansAt("farthest", p, k, random(2)) },
		"gmm":    func(p *nn.Tensor, k int) (grouper, error) { return cluster.NewGMM(p, k, random(2)) },
		"dbscan": func(p *nn.Tensor, k int) (grouper, error) { return cluster.NewDBSCAN(p, 0.25, 5, random(2)) },
		"meanshift": func(p *nn.Tensor, k int) (grouper, error) {
			return cluster.NewMeanShift(p, 0.9, random(2))
		},
		"ward": func(p *nn.Tensor, k int) (grouper, error) { return cluster.NewAgglomerative(p, "ward", 500, random(2)) },
		"single": func(p *nn.Tensor, k int) (grouper, error) {
			return cluster.NewAgglomerative(p, "single", 500, random(2))
		},
	}
	tests := []struct {
		method, data string
		k            int
		least, most  float64
	}{
		{"kmeans", "blobs", 3, 0.9, 1},
		{"kmeans", "moons", 2, 0, 0.6},
		{"kmeans", "rings", 2, -0.1, 0.2},
		{"kmeans", "stretched", 3, 0, 0.6},
		{"gmm", "blobs", 3, 0.9, 1},
		{"gmm", "stretched", 3, 0.9, 1},
		{"gmm", "rings", 2, -0.1, 0.2},
		{"dbscan", "moons", 2, 0.8, 1},
		{"dbscan", "rings", 2, 0.8, 1},
		{"dbscan", "uneven", 3, 0, 0.9},
		{"meanshift", "blobs", 3, 0.9, 1},
		{"ward", "blobs", 3, 0.9, 1},
		{"single", "rings", 2, 0.8, 1},
		{"single", "moons", 2, 0.9, 1},
		{"single", "uneven", 3, -0.1, 0.2},
	}
	for _, tt := range tests {
		t.Run(tt.method+" "+tt.data, func(t *testing.T) {
			points, class := cloud(t, tt.data, 600)
			m, err := methods[tt.method](points, tt.k)
			if err != nil {
				t.Fatal(err)
			}
			finish(t, m)
			got := m.Assignment()
			if a, ok := m.(*cluster.Agglomerative); ok {
				got = a.Cut(tt.k)
			}
			if ari := cluster.AdjustedRand(class, got); !(ari >= tt.least && ari <= tt.most) {
				t.Errorf("adjusted Rand %v; want %v to %v", ari, tt.least, tt.most)
			}
		})
	}
}

func TestInertiaNeverRises(t *testing.T) {
	for _, start := range cluster.Starts {
		for _, name := range []string{"blobs", "moons", "uniform", "penguins"} {
			t.Run(start+" "+name, func(t *testing.T) {
				points, _ := cloud(t, name, 300)
				m, err := cluster.NewKMeansAt(start, points, 6, random(5))
				if err != nil {
					t.Fatal(err)
				}
				b, last, want := cluster.InBeats(m), math.Inf(1), cluster.Assign
				for steps := 0; ; steps++ {
					if b.Next() != want {
						t.Fatalf("beat %v; want %v", b.Next(), want)
					}
					loss, done := b.Step()
					// The sums are in float32: the last digit may flicker.
					if loss > last*(1+1e-6) {
						t.Fatalf("beat %d: inertia rose from %v to %v", steps, last, loss)
					}
					if last = loss; done {
						break
					}
					want = cluster.Move - want
				}
				if got := m.Inertia(); math.Abs(got-last) > 1e-6*last {
					t.Errorf("inertia %v; the last beat said %v", got, last)
				}
			})
		}
	}
}

func TestLikelihoodNeverFalls(t *testing.T) {
	for _, name := range []string{"blobs", "moons", "uneven", "penguins"} {
		points, _ := cloud(t, name, 300)
		m, err := cluster.NewGMM(points, 4, random(5))
		if err != nil {
			t.Fatal(err)
		}
		last := -m.LogLikelihood()
		for range 50 {
			loss, _ := m.Step()
			if loss > last+1e-6 { // shares are kept in float32, and the ridge takes a millionth
				t.Fatalf("%s: loss rose from %v to %v", name, last, loss)
			}
			last = loss
		}
		for i := range 300 {
			var sum float64
			for c := range m.Components() {
				sum += float64(m.Responsibilities().Data[i*4+c])
			}
			if math.Abs(sum-1) > 1e-6 {
				t.Fatalf("%s: responsibilities of point %d add up to %v", name, i, sum)
			}
		}
	}
}

func TestDraggingACentreGoesOn(t *testing.T) {
	points, _ := cloud(t, "blobs", 300)
	m, err := cluster.NewKMeans(points, 3, random(1))
	if err != nil {
		t.Fatal(err)
	}
	b := cluster.InBeats(m)
	best := finish(t, b)
	b.SetCentre(1, 0.1, 0.1)
	if at := b.Centres().Data[2:4]; at[0] != 0.1 || at[1] != 0.1 || b.Next() != cluster.Assign {
		t.Fatalf("centre at %v, next beat %v", at, b.Next())
	}
	if loss, done := b.Step(); done || loss <= best {
		t.Errorf("after the drag loss %v, done %v; it was %v", loss, done, best)
	}
	if loss := finish(t, b); math.Abs(loss-best) > 1e-3 {
		t.Errorf("settles at %v; it was %v", loss, best)
	}
	// A drag that changes nobody's centre is still put right.
	x := b.Centres().Data[2]
	b.SetCentre(1, x+1e-3, b.Centres().Data[3])
	b.Step()
	b.Step()
	if got := b.Centres().Data[2]; math.Abs(float64(got-x)) > 1e-5 {
		t.Errorf("centre at %v; it was %v", got, x)
	}
}

func TestNobodyIsAssignedBeforeAStep(t *testing.T) {
	points, _ := cloud(t, "blobs", 90)
	for _, start := range cluster.Starts {
		m, err := cluster.NewKMeansAt(start, points, 3, random(1))
		if err != nil {
			t.Fatal(err)
		}
		if slices.Max(m.Assignment()) != 0 {
			t.Errorf("%s: assigned %v", start, m.Assignment())
		}
	}
}

// Among so many points a step moves a part of the climbers only, and a save falls in between.
func TestMeanShiftGoesOnInTheMiddle(t *testing.T) {
	points, _ := cloud(t, "blobs", 4000)
	build := func(seed uint64) *cluster.MeanShift {
		m, err := cluster.NewMeanShift(points, 1, random(seed))
		if err != nil {
			t.Fatal(err)
		}
		return m
	}
	m, other := build(1), build(2)
	before := slices.Clone(m.Climbers().Data)
	m.Step()
	moved := 0
	for i, v := range before {
		if m.Climbers().Data[i] != v {
			moved++
		}
	}
	if moved == 0 || moved > len(before)/2 {
		t.Errorf("%d of %d coordinates changed", moved, len(before))
	}
	var save bytes.Buffer
	if err := m.Save(&save); err != nil {
		t.Fatal(err)
	}
	if err := other.Load(&save); err != nil {
		t.Fatal(err)
	}
	for range 5 {
		a, _ := m.Step()
		if b, _ := other.Step(); a != b || !slices.Equal(m.Climbers().Data, other.Climbers().Data) {
			t.Fatalf("loss %v after Load; want %v", b, a)
		}
	}
	finish(t, m)
	if m.Groups() != 3 {
		t.Errorf("%d groups", m.Groups())
	}
}

func TestMapUnfolds(t *testing.T) {
	points, _ := cloud(t, "uniform", 1000)
	m, err := cluster.NewSOM(points, cluster.SOMSpec{Rows: 8, Cols: 8, Steps: 1000}, rand.NewPCG(2, 2))
	if err != nil {
		t.Fatal(err)
	}
	// Neighbours on the grid are neighbours in the plane: the mean length of the net's threads against that of a flat net.
	threads := func() (mean float64) {
		cells := m.Cells().Data
		for r := range 8 {
			for c := range 7 {
				for _, pair := range [][2]int{{r*8 + c, r*8 + c + 1}, {c*8 + r, (c+1)*8 + r}} {
					mean += math.Hypot(float64(cells[2*pair[0]]-cells[2*pair[1]]), float64(cells[2*pair[0]+1]-cells[2*pair[1]+1])) / 112
				}
			}
		}
		return mean
	}
	crumpled := threads()
	finish(t, m)
	if flat := threads(); flat > 0.6 || crumpled < 2*flat {
		t.Errorf("threads of %v, then %v; a flat net has 4.2/8 = 0.525", crumpled, flat)
	}
	if _, inertia := m.Assignment(); inertia > 0.08 { // 64 squares of 0.525 side: 0.046
		t.Errorf("inertia %v", inertia)
	}
}

func TestElbow(t *testing.T) {
	points, _ := cloud(t, "blobs", 300)
	e, err := cluster.NewElbow(points, 10, random(1))
	if err != nil {
		t.Fatal(err)
	}
	for steps := 0; !e.Step(); steps++ {
		if steps > 3*10*100 {
			t.Fatal("no end")
		}
	}
	inertia, silhouettes := e.Inertia(), e.Silhouettes()
	if len(inertia) != 10 || len(silhouettes) != 10 || !math.IsNaN(silhouettes[0]) {
		t.Fatalf("inertia %v, silhouettes %v", inertia, silhouettes)
	}
	for k := 1; k < 10; k++ {
		if inertia[k] > inertia[k-1] {
			t.Errorf("inertia of %d centres is %v, of one less %v", k+1, inertia[k], inertia[k-1])
		}
	}
	if before, after := inertia[1]-inertia[2], inertia[2]-inertia[3]; before < 5*after {
		t.Errorf("no elbow at 3: gains %v, then %v", before, after)
	}
	if best := slices.Index(silhouettes, slices.Max(silhouettes[1:])); best+1 != 3 {
		t.Errorf("silhouettes say %d: %v", best+1, silhouettes)
	}
	few, err := cluster.NewElbow(nn.NewTensor(2, 2), 10, random(1))
	if err != nil {
		t.Fatal(err)
	}
	for !few.Step() {
	}
	if len(few.Inertia()) != 2 {
		t.Errorf("two points: inertia %v", few.Inertia())
	}
}

func TestSilhouetteOfSamples(t *testing.T) {
	points, class := cloud(t, "blobs", 5000)
	few, some := cloud(t, "blobs", 900)
	if a, b := cluster.Silhouette(points, class), cluster.Silhouette(few, some); math.Abs(a-b) > 0.03 {
		t.Errorf("of 5,000 points %v, of 900 %v", a, b)
	}
	for i := range some {
		some[i] = int32(i%2) - 1 // noise and one group
	}
	if got := cluster.Silhouette(few, some); !math.IsNaN(got) {
		t.Errorf("of one group %v", got)
	}
	if got := cluster.Silhouette(nn.NewTensor(0, 2), nil); !math.IsNaN(got) {
		t.Errorf("of nothing %v", got)
	}
}

func TestEllipse(t *testing.T) {
	// A covariance with variances 9 and 4 along axes turned by 30°.
	sin, cos := math.Sincos(math.Pi / 6)
	long, short, angle := cluster.Ellipse(9*cos*cos+4*sin*sin, 5*sin*cos, 9*sin*sin+4*cos*cos)
	near(t, "ellipse", []float64{long, short, angle}, []float64{3, 2, math.Pi / 6}, 1e-12)
}

func ExampleDBSCAN() {
	points := nn.TensorOf([]float32{0, 0, 0, 1, 1, 0, 1, 1, 9, 9}, 5, 2)
	m, err := cluster.NewDBSCAN(points, 1.2, 3, rand.New(rand.NewPCG(1, 1)))
	if err != nil {
		fmt.Println(err)
		return
	}
	for done := false; !done; {
		_, done = m.Step()
	}
	fmt.Println(m.Groups(), m.Assignment(), m.Role(4) == cluster.Noise)
	// Output: 1 [0 0 0 0 -1] true
}

func BenchmarkStep(b *testing.B) {
	points, _ := cloud(b, "blobs", 10000)
	for _, l := range builders {
		b.Run(l.name, func(b *testing.B) {
			if l.name == "agglomerative" {
				l.build = func(p *nn.Tensor, k int, seed uint64) (grouper, error) {
					return cluster.NewAgglomerative(p, "ward", cluster.MaxLeaves, random(seed))
				}
			}
			m, err := l.build(points, 5, 1)
			if err != nil {
				b.Fatal(err)
			}
			per := 10000
			switch l.name {
			case "dbscan":
				m.Tune("pace", 50)
				per = 50
			case "som":
				per = 10
			case "meanshift":
				per = cluster.MaxClimbers // in all; a step may move fewer
			case "agglomerative":
				per = 1
			}
			for b.Loop() {
				if _, done := m.Step(); done && l.name != "kmeans" {
					b.StopTimer()
					m, _ = l.build(points, 5, 1)
					m.Tune("pace", 50)
					b.StartTimer()
				}
			}
			b.ReportMetric(float64(b.N*per)/b.Elapsed().Seconds(), "points/s")
		})
	}
}
