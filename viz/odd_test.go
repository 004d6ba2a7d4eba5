package viz_test

import (
	"math"
	"testing"

	"github.com/whisker-lab/whisker/frame"
)

// oddFrames shows frames of which one array is not as it should be: a stage takes whatever comes.
func oddFrames(t *testing.T, whole *frame.Frame, show func(t *testing.T, f *frame.Frame)) {
	all := func(v float32) func(a *frame.Array) {
		return func(a *frame.Array) {
			for i := range a.Data {
				a.Data[i] = v
			}
		}
	}
	odd := []struct {
		name   string
		change func(a *frame.Array)
	}{
		{"without", func(a *frame.Array) { a.Name = "gone" }},
		{"short", func(a *frame.Array) { a.Shape, a.Data = []int{len(a.Data) / 2}, a.Data[:len(a.Data)/2] }},
		{"empty", func(a *frame.Array) { a.Shape, a.Data = []int{0}, nil }},
		{"not numbers", all(float32(math.NaN()))},
		{"huge", all(1e30)},
		{"less than nothing", all(-7)},
		{"all one", all(1)},
	}
	for i, a := range whole.Arrays {
		for _, o := range odd {
			if o.name == "huge" && a.Name == "net/sizes" {
				continue // no frame of that size can come
			}
			t.Run(a.Name+" "+o.name, func(t *testing.T) {
				f := &frame.Frame{Seq: whole.Seq, Flags: whole.Flags, Arrays: append([]frame.Array(nil), whole.Arrays...)}
				c := a
				c.Data, c.Shape = append([]float32(nil), a.Data...), append([]int(nil), a.Shape...)
				o.change(&c)
				f.Arrays[i] = c
				show(t, f)
			})
		}
	}
}
