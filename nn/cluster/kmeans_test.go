package cluster_test

import (
	"bytes"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/whisker-lab/whisker/nn"
	"github.com/whisker-lab/whisker/nn/cluster"
)

// blobs is n points around each of k centres on a circle of radius 5.
func blobs(k, n, dims int, seed uint64) *nn.Tensor {
	r := rand.New(rand.NewPCG(seed, 1))
	t := nn.NewTensor(k*n, dims)
	for i := 0; i < k*n; i++ {
		a := 2 * math.Pi * float64(i%k) / float64(k)
		for d := 0; d < dims; d++ {
			t.Data[i*dims+d] = float32(5*math.Cos(a+float64(d)*math.Pi/2) + 0.2*r.NormFloat64())
		}
	}
	return t
}

func TestKMeansFindsBlobs(t *testing.T) {
	for _, dims := range []int{1, 2, 3, 7} {
		t.Run(fmt.Sprintf("%d dimensions", dims), func(t *testing.T) {
			k := 3
			m, err := cluster.NewKMeans(blobs(k, 40, dims, 1), k, rand.New(rand.NewPCG(3, 3)))
			if err != nil {
				t.Fatal(err)
			}
			last, done := math.Inf(1), false
			for steps := 0; !done; steps++ {
				var loss float64
				if loss, done = m.Step(); loss > last*(1+1e-6) {
					t.Fatalf("inertia rose from %v to %v", last, loss)
				}
				if last = math.Min(last, 1e30); steps > 50 {
					t.Fatal("not done after 50 steps")
				}
				last = loss
			}
			if dims > 1 && last > 0.06*float64(dims) {
				t.Errorf("inertia %v", last)
			}
			if got := m.Inertia(); math.Abs(got-last) > 1e-6 {
				t.Errorf("Inertia() = %v; want %v", got, last)
			}
		})
	}
}

func TestKMeansSavesExactly(t *testing.T) {
	points := blobs(4, 33, 2, 2)
	build := func(seed uint64) *cluster.KMeans {
		m, err := cluster.NewKMeans(points, 5, rand.New(rand.NewPCG(seed, 4)))
		if err != nil {
			t.Fatal(err)
		}
		return m
	}
	a, b := build(1), build(2)
	a.Step()
	a.Step()
	var file bytes.Buffer
	if err := a.Save(&file); err != nil {
		t.Fatal(err)
	}
	if err := b.Load(&file); err != nil {
		t.Fatal(err)
	}
	for range 5 {
		la, da := a.Step()
		lb, db := b.Step()
		if la != lb || da != db || !slices.Equal(a.Centres().Data, b.Centres().Data) {
			t.Fatalf("after Load %v %v; want %v %v", lb, db, la, da)
		}
	}
	if n := testing.AllocsPerRun(5, func() { a.Step() }); n != 0 {
		t.Errorf("a step allocates %v times; want 0", n)
	}
	if err := b.Load(bytes.NewReader([]byte("not a file"))); err == nil {
		t.Error("loads what is not a file")
	}
}

func TestKMeansRefuses(t *testing.T) {
	p := nn.NewTensor(3, 2)
	for _, k := range []int{-1, 0, 4} {
		if _, err := cluster.NewKMeans(p, k, rand.New(rand.NewPCG(1, 1))); err == nil {
			t.Errorf("k=%d of 3 points: no error", k)
		}
	}
	if _, err := cluster.KMeansFrom(p, nn.NewTensor(2, 3)); err == nil {
		t.Error("centres of other dimensions: no error")
	}
	if _, err := cluster.NewKMeans(p, 3, rand.New(rand.NewPCG(1, 1))); err != nil {
		t.Errorf("three equal points, k=3: %v", err)
	}
}

func ExampleKMeans() {
	points := nn.TensorOf([]float32{0, 0, 0, 1, 9, 9, 9, 8}, 4, 2)
	m, err := cluster.NewKMeans(points, 2, rand.New(rand.NewPCG(1, 1)))
	if err != nil {
		fmt.Println(err)
		return
	}
	for done := false; !done; {
		_, done = m.Step()
	}
	a := m.Assignment()
	fmt.Println(a[0] == a[1], a[2] == a[3], a[0] == a[2], m.Inertia())
	// Output: true true false 0.25
}

func BenchmarkKMeans(b *testing.B) {
	r := rand.New(rand.NewPCG(1, 1))
	points := nn.NewTensor(10000, 2)
	for i := range points.Data {
		points.Data[i] = r.Float32()
	}
	m, _ := cluster.NewKMeans(points, 8, r)
	for b.Loop() {
		m.Step()
	}
	steps := float64(b.N) / b.Elapsed().Seconds()
	b.ReportMetric(steps, "iterations/s")
	b.ReportMetric(steps*10000*(8*5+2)/1e9, "GFLOP/s")
}
