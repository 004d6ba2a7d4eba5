package viz_test

import (
	"math/rand/v2"
	"testing"

	"github.com/whisker-lab/whisker/lab"
)

// crowd is a frame of n points in three classes on the background of their groups.
func crowd(n int) *lab.Frame {
	f := &lab.Frame{Seq: 1}
	r := rand.New(rand.NewPCG(1, 1))
	field := f.Add("plot", 3, 128, 128)
	for i := range field {
		field[i] = r.Float32()
	}
	span := f.Add("plot/range", 4)
	span[0], span[1], span[2], span[3] = -2.4, 2.4, -2.4, 2.4
	points := f.Add("points", n, 4)
	for i := range n {
		row := points[4*i : 4*i+4]
		row[0], row[1], row[2], row[3] = 4*r.Float32()-2, 4*r.Float32()-2, float32(i%3), 0
	}
	return f
}

// BenchmarkCrowd is what a frame of 10,000 points costs before it goes to the GPU.
func BenchmarkCrowd(b *testing.B) {
	f := crowd(10_000)
	s := newBench(b, `{"views": [{"kind": "plot", "area": "network", "bind": {"fit": "large"}}]}`)
	for i := 0; b.Loop(); i++ {
		f.Seq = uint32(i + 1)
		s.show(f)
		s.Draw(float64(16 * i))
	}
}
