package viz_test

import (
	"encoding/json"
	"fmt"
	"math"
	"math/rand/v2"
	"testing"

	"github.com/whisker-lab/whisker/frame"
	"github.com/whisker-lab/whisker/viz"
)

// crowd is a frame of n points in three classes on the background of their groups.
func crowd(n int) *frame.Frame {
	f := &frame.Frame{Seq: 1}
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

// turns are the views of one area that take turns.
const turns = `{"views": [
	{"kind": "plot", "area": "network", "bind": {"fit": "large"}},
	{"kind": "lines", "area": "output", "bind": {"lines": "a,b", "at": "at", "x": "k", "y": ""}},
	{"kind": "dendrogram", "area": "output"},
	{"kind": "grid", "area": "output", "bind": {"field": "map"}}]}`

// written is what the page was last told to write, by id.
func written(t *testing.T, b *bench) map[string]viz.Label {
	t.Helper()
	found := map[string]viz.Label{}
	for _, e := range b.drain("layout") {
		var l struct {
			Labels []struct {
				ID, Key string
				Y       float64
			}
		}
		if err := json.Unmarshal([]byte(e), &l); err != nil {
			t.Fatal(err)
		}
		clear(found)
		for _, one := range l.Labels {
			found[one.ID] = viz.Label{ID: one.ID, Key: one.Key, Y: one.Y}
		}
	}
	return found
}

func TestViewsTakeTurns(t *testing.T) {
	tests := []struct {
		name string
		fill func(f *frame.Frame)
		want []string // ids of labels
		not  []string
	}{
		{"nothing", func(f *frame.Frame) {}, []string{"px0"}, []string{"lines.a.yname", "tree.yname", "grid.map"}},
		{"two lines", func(f *frame.Frame) {
			copy(f.Add("a", 3, 2), []float32{1, 1, 2, 0.5, 3, 0.1})
			copy(f.Add("b", 3, 2), []float32{1, 0, 2, 0.5, 3, 0.12})
		}, []string{"lines.a.end0", "lines.a.end1", "lines.a.xname"}, []string{"tree.yname", "grid.map", "lines.a.yname"}},
		{"the second line only", func(f *frame.Frame) { copy(f.Add("b", 2, 2), []float32{1, 0, 2, 0.5}) }, []string{"lines.b.end0", "lines.b.yname"}, []string{"lines.a.end0", "tree.yname"}},
		{"a tree", func(f *frame.Frame) {
			copy(f.Add("tree", 1, 6), []float32{0.2, 0, 0.7, 0, 1, 2})
			copy(f.Add("tree/cut", 2), []float32{0.5, 3})
		}, []string{"tree.yname", "tree.y0"}, []string{"lines.a.xname", "grid.map"}},
		{"a map", func(f *frame.Frame) { f.Add("map", 1, 3, 3) }, []string{"grid.map"}, []string{"lines.a.xname", "tree.yname"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			b := newBench(t, turns)
			f := crowd(10)
			tt.fill(f)
			b.show(f)
			p, _ := b.Draw(0)
			if p == nil {
				t.Fatal("no picture")
			}
			labels := written(t, b)
			for _, id := range tt.want {
				if _, ok := labels[id]; !ok {
					t.Errorf("nothing is written at %s: %v", id, labels)
				}
			}
			for _, id := range tt.not {
				if _, ok := labels[id]; ok {
					t.Errorf("%s is written", id)
				}
			}
			// The line that ends higher is named higher, and the two names do not overlap.
			if a, ok := labels["lines.a.end1"]; ok && labels["lines.a.end0"].Y-a.Y < 14 {
				t.Errorf("ends at %v and %v", labels["lines.a.end0"].Y, a.Y)
			}
		})
	}
}

// Each point is one shape, its outline included, and there is no end to how many may come.
func TestCrowds(t *testing.T) {
	shapes := func(n int) int {
		b := newBench(t, turns)
		b.show(crowd(n))
		p, _ := b.Draw(0)
		return len(p.Over.Vertices) / 4
	}
	if few, many := shapes(100), shapes(10_000); few < 100 || few > 200 || many < 10_000 || many > 10_100 {
		t.Errorf("%d shapes for 100 points, %d for 10,000", few, many)
	}
}

func TestTakesAnyMarks(t *testing.T) {
	nan := float32(math.NaN())
	for _, name := range []string{"spots", "summits", "tree", "tree/cut", "map", "ellipses", "a", "at"} {
		for i, values := range [][]float32{{}, {1}, {nan, nan, nan, nan, nan, nan}, {1e30, -1e30, 1e30, 1e30, 1e30, 1e30}, {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0}} {
			t.Run(fmt.Sprint(name, i), func(t *testing.T) {
				b := newBench(t, turns)
				f := crowd(10)
				copy(f.Add(name, 1, 1, len(values)), values)
				b.show(f)
				poke(b)
			})
		}
	}
}
