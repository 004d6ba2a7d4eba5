package data_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"gonum.org/v1/gonum/stat"

	"github.com/whisker-lab/whisker/nn/data"
	"github.com/whisker-lab/whisker/nn/data/packed"
)

func seeded(seed uint64) *rand.Rand { return rand.New(rand.NewPCG(seed, 1)) }

func equal(p, q data.Points) bool {
	return slices.Equal(p.X, q.X) && slices.Equal(p.Y, q.Y) && slices.Equal(p.Class, q.Class) && slices.Equal(p.Value, q.Value)
}

// What every data set promises.
func TestAll(t *testing.T) {
	names := map[string]bool{}
	for _, s := range data.All {
		t.Run(s.Name, func(t *testing.T) {
			if found, ok := data.Find(s.Name); names[s.Name] || !ok || found.Name != s.Name {
				t.Errorf("listed twice, or not found: %v", ok)
			}
			names[s.Name] = true
			s = packed.Find(s.Name)
			if s.Classes < 1 || s.Names != nil && len(s.Names) != s.Classes || !(s.Noise >= 0) {
				t.Errorf("%d classes with names %v, noise %v", s.Classes, s.Names, s.Noise)
			}
			for _, n := range []int{0, 1, 2, 7, 150} {
				p := s.Generate(n, s.Noise, seeded(1))
				if s.Max > 0 {
					n = min(n, s.Max)
				}
				if p.Len() != n || len(p.Y) != n || len(p.Class) != n || p.Value != nil && len(p.Value) != n || s.Values != (p.Value != nil) {
					t.Fatalf("%d points, %d, %d classes, %d values; want %d", p.Len(), len(p.Y), len(p.Class), len(p.Value), n)
				}
				for i, c := range p.Class {
					x, y := float64(p.X[i]), float64(p.Y[i])
					if c < 0 || c >= s.Classes || math.IsNaN(x+y) || math.IsInf(x+y, 0) {
						t.Fatalf("point %d of %d: %v, %v of class %d of %d", i, n, x, y, c, s.Classes)
					}
				}
			}
			for i, axis := range s.Axes {
				p, on := s.Generate(300, 0, seeded(2)), 0
				for _, v := range [][]float32{p.X, p.Y}[i] {
					if float64(v) >= axis.Min && float64(v) <= axis.Max {
						on++
					}
				}
				if share := float64(on) / float64(p.Len()); axis.Name == "" || share < 0.98 { // normal clouds have no end
					t.Errorf("axis %q from %v to %v has %v of the points", axis.Name, axis.Min, axis.Max, share)
				}
			}
			a, b, c := s.Generate(80, 0.1, seeded(3)), s.Generate(80, 0.1, seeded(3)), s.Generate(80, 0.1, seeded(4))
			if !equal(a, b) {
				t.Error("one seed gives two data sets")
			}
			if equal(a, c) {
				t.Error("two seeds give one data set")
			}
			if s.Classes > 1 && slices.IsSorted(a.Class) {
				t.Error("the classes lie one after the other")
			}
		})
	}
	if _, ok := data.Find("nothing"); ok {
		t.Error("finds what is not there")
	}
}

// Where a point lies tells its class, by the rule that the data set is made from.
func TestGeneratedClasses(t *testing.T) {
	polar := func(x, y float64) (radius, angle float64) { return math.Hypot(x, y), math.Atan2(y, x) }
	tests := []struct {
		name  string
		class func(x, y float64) int
		right float64 // share, as normal clouds have no end
	}{
		{"circle", func(x, y float64) int { return sign(1.25 - math.Hypot(x, y)) }, 1},
		{"xor", func(x, y float64) int { return sign(x * y) }, 1},
		{"gauss", func(x, y float64) int { return sign(x + y) }, 0.99},
		{"spiral", func(x, y float64) int {
			radius, angle := polar(x, y)
			turn := (angle - math.Pi/2 + radius/2.15*3.5*math.Pi) / math.Pi // −class, up to whole turns
			if math.Abs(turn-math.Round(turn)) > 1e-3 {
				return -1 // on neither arm
			}
			return (int(math.Round(turn))%2 + 2) % 2
		}, 1},
		{"rings", func(x, y float64) int { return sign(1.4 - math.Hypot(x, y)) }, 1},
		{"moons", func(x, y float64) int {
			upper := math.Abs(math.Hypot(x+0.65, y+0.4) - 1.35)
			return sign(upper - math.Abs(math.Hypot(x-0.65, y-0.4)-1.35))
		}, 1},
		{"blobs", func(x, y float64) int {
			_, angle := polar(x, y)
			return (int(math.Round((angle-math.Pi/2)/(2*math.Pi/3))) + 3) % 3
		}, 0.99},
		{"pinwheel", func(x, y float64) int {
			radius, angle := polar(x, y)
			return (int(math.Round((angle-0.75*(radius-1.2))/(2*math.Pi/5))) + 5) % 5
		}, 0.99},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s, ok := data.Find(tt.name)
			if !ok {
				t.Fatal("not listed")
			}
			const n = 601
			p, right := s.Generate(n, 0, seeded(5)), 0
			count := make([]int, s.Classes)
			for i, c := range p.Class {
				count[c]++
				if tt.class(float64(p.X[i]), float64(p.Y[i])) == c {
					right++
				}
			}
			if share := float64(right) / n; share < tt.right {
				t.Errorf("%v are where their class is; want %v", share, tt.right)
			}
			if slices.Max(count)-slices.Min(count) > 1 {
				t.Errorf("classes of %v", count)
			}
		})
	}
}

func sign(v float64) int {
	if v > 0 {
		return 1
	}
	return 0
}

// The same seed without noise gives the points that noise moves away from, one by one: what it draws lies between.
func TestNoiseMovesPoints(t *testing.T) {
	s, _ := data.Find("rings")
	p := s.Generate(4000, 0.1, seeded(6))
	var off []float64
	for i, c := range p.Class {
		off = append(off, math.Hypot(float64(p.X[i]), float64(p.Y[i]))-[]float64{1.9, 0.9}[c])
	}
	// Across a ring noise is normal, but for the ring's own bend of 0.1²/(2·0.9). Five standard errors are 6 %.
	if mean, deviation := stat.MeanStdDev(off, nil); math.Abs(mean-0.004) > 0.01 || math.Abs(deviation-0.1) > 0.006 {
		t.Errorf("noise of 0.1 moves points by %v ± %v", mean, deviation)
	}
}

func TestPick(t *testing.T) {
	p := data.Points{X: []float32{1, 2, 3}, Y: []float32{4, 5, 6}, Class: []int{0, 1, 2}}
	if q := p.Pick([]int{2, 0}); !equal(q, data.Points{X: []float32{3, 1}, Y: []float32{6, 4}, Class: []int{2, 0}}) {
		t.Errorf("picks %v", q)
	}
	if q := p.Pick(nil); q.Len() != 0 {
		t.Errorf("picks %v of nothing", q)
	}
}

func Example() {
	source, _ := data.Find("xor")
	points := source.Generate(200, 0, rand.New(rand.NewPCG(7, 0)))
	train, test := data.Split(points.Class, source.Classes, 0.75, true, rand.New(rand.NewPCG(7, 1)))
	x := data.Features([]data.Feature{data.X1, data.X2, data.X1X2}, points.X, points.Y)
	fmt.Println(len(train), len(test), len(x))
	product := x[2*200] // above 0 for plus, below for minus
	fmt.Println(product > 0 == (points.Class[0] == 1))
	// Output:
	// 150 50 600
	// true
}
