package viz_test

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/whisker-lab/whisker/frame"
	"github.com/whisker-lab/whisker/viz"
)

const spaceSide = 9

// bent is a frame with the plane as a layer sees it instead of the large plot: the mesh pulled to the right, its left half said to
// be −1, and three points.
func bent(seq uint32, classes int) *frame.Frame {
	f := picture(seq, 0, max(classes, 1), 4, 2)
	f.Arrays = slices.DeleteFunc(f.Arrays, func(a frame.Array) bool { return strings.HasPrefix(a.Name, "plot") || a.Name == "points" })
	copy(f.Add("space/points", 3, 4), []float32{-0.5, -0.5, 0, 0, 0.5, 0.5, 1, 0, 0.9, -0.2, 1, 1})
	copy(f.Add("space/from", 3, 2), []float32{-1, -1, 1, 1, 2, 0.5})
	mesh := f.Add("space/mesh", spaceSide, spaceSide, 3)
	for r := range spaceSide {
		for c := range spaceSide {
			x, y := float64(c)/(spaceSide-1)*2-1, 1-float64(r)/(spaceSide-1)*2
			said := -1.0
			if x > 0.1 {
				said = 1
			}
			if classes > 1 {
				said = max(said, 0)
			}
			copy(mesh[3*(r*spaceSide+c):], []float32{float32(x + 0.2*y*y), float32(y), float32(said)})
		}
	}
	f.Add("space/classes", 1)[0] = float32(classes)
	copy(f.Add("space/line", 3), []float32{1, 0, -0.2})
	copy(f.Add("space/axes", 2, 2), []float32{1, 2, 3, 1})
	return f
}

const spaceViews = `{"views": [{"kind": "network", "area": "network"}, {"kind": "plot", "area": "output"}, {"kind": "space", "area": "output"}]}`

func TestSpaceTakesThePlotsPlace(t *testing.T) {
	for _, classes := range []int{0, 3} {
		t.Run(fmt.Sprint(classes), func(t *testing.T) {
			b := newBench(t, spaceViews)
			b.show(picture(1, 0, 1, 4, 2))
			p, _ := b.Draw(0)
			if len(p.Fields) != 1 {
				t.Fatalf("%d large plots", len(p.Fields))
			}
			b.show(bent(2, classes))
			p, _ = b.Draw(10)
			if len(p.Fields) != 0 {
				t.Error("the boundary is drawn under the hidden space")
			}
			if cells := 4 * (spaceSide - 1) * (spaceSide - 1); len(p.Over.Vertices) < cells {
				t.Errorf("%d vertices; want %d for the mesh alone", len(p.Over.Vertices), cells)
			}
			layout := strings.Join(b.drain("layout"), "")
			for _, want := range []string{`"key":"stage.space.neuron","args":{"n":2}`, `"key":"stage.space.component","args":{"n":1}`} {
				if !strings.Contains(layout, want) {
					t.Errorf("the page is not told of %s", want)
				}
			}
			if strings.Contains(layout[strings.LastIndex(layout, `"type":"layout"`):], "stage.axis") {
				t.Error("the plot's axes are still there")
			}
		})
	}
}

// A point of the space is told with its place on the plane.
func TestSpacePointsAreThePlanes(t *testing.T) {
	b := newBench(t, spaceViews)
	b.show(bent(1, 0))
	b.Draw(0)
	plot := b.layout().Plot
	if plot == nil {
		t.Fatal("no plot")
	}
	b.drain("")
	b.Pointer(viz.Pointer{Type: "move", X: plot.X + plot.W*0.75, Y: plot.Y + plot.H*0.25})
	if got := strings.Join(b.drain("hover"), ""); !strings.Contains(got, `"id":"point.1"`) || !strings.Contains(got, `"x":{"axis":0,"value":"1.000"},"y":{"axis":1,"value":"1.000"}`) {
		t.Errorf("over point 1: %s", got)
	}
}

func TestSpaceTakesAnyFrame(t *testing.T) {
	for i, a := range bent(1, 3).Arrays {
		if !strings.HasPrefix(a.Name, "space/") {
			continue
		}
		for name, v := range map[string]float32{"not numbers": float32(math.NaN()), "huge": 1e30, "less": -1e30, "endless": float32(math.Inf(1))} {
			t.Run(a.Name+" "+name, func(t *testing.T) {
				f := bent(1, 3)
				for j := range f.Arrays[i].Data {
					f.Arrays[i].Data[j] = v
				}
				b := newBench(t, spaceViews)
				b.show(f)
				poke(b)
			})
		}
		t.Run(a.Name+" short", func(t *testing.T) {
			f := bent(1, 0)
			f.Arrays[i].Shape, f.Arrays[i].Data = []int{1}, f.Arrays[i].Data[:1]
			b := newBench(t, spaceViews)
			b.show(f)
			poke(b)
		})
	}
}
