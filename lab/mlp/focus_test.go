package mlp_test

import (
	"testing"

	"github.com/whisker-lab/whisker/frame"
	"github.com/whisker-lab/whisker/lab"
	"github.com/whisker-lab/whisker/lab/lessons"
	"github.com/whisker-lab/whisker/nn/data/packed"
)

// The pointer rests on a neuron while the network is changed by keys: the plot goes on showing that neuron, or the output where
// there is no such neuron any more.
func TestFocusOutlivesARebuild(t *testing.T) {
	for _, tt := range []struct {
		layers string
		fields int // of the large plot, 1 for a neuron, 3 for the classes
	}{{"6,3", 1}, {"3", 1}, {"2", 3}} {
		t.Run(tt.layers, func(t *testing.T) {
			s := lab.New(lessons.On(packed.Shelf()), "#l=layers&data=blobs")
			for _, m := range []lab.Msg{
				lab.NewMsg("focus", map[string]any{"layer": 1, "unit": 2}),
				lab.NewMsg("set", map[string]any{"name": "layers", "value": tt.layers}),
			} {
				if err := s.Apply(m); err != nil {
					t.Fatal(err)
				}
			}
			var f frame.Frame
			s.Snapshot(&f)
			if got := f.Array("plot").Shape[0]; got != tt.fields {
				t.Errorf("the plot shows %d fields; want %d", got, tt.fields)
			}
		})
	}
}
