package viz_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/whisker-lab/whisker/frame"
	"github.com/whisker-lab/whisker/viz"
)

// printed is a wall of two moments, of which one is yet to come, of what is there now and of real pictures, with a walk below.
func printed() *frame.Frame {
	f := &frame.Frame{Seq: 1}
	fill := func(name string, shape ...int) {
		for i, data := 0, f.Add(name, shape...); i < len(data); i++ {
			data[i] = float32(i%5) / 4
		}
	}
	fill("wall", 4, 10, 196)
	copy(f.Add("wall/rows", 4, 2), []float32{0, 0, 1, 2000, 2, 1234, 3, 0})
	copy(f.Add("wall/size", 2), []float32{14, 14})
	copy(f.Add("wall/reads", 10), []float32{0, 1, 2, 3, 4, 5, 6, 1, 8, -1})
	f.Add("wall/from", 1)[0] = 7
	fill("walk/map", 98, 98)
	copy(f.Add("walk/at", 2), []float32{0, 0})
	f.Add("walk/reach", 1)[0] = 2.5
	fill("walk/fake", 14, 14)
	fill("walk/near", 14, 14)
	copy(f.Add("walk/says", 6), []float32{7, 1, 0.9, 0.25, 0.46, 0.38})
	return f
}

const printedViews = `{"views": [{"kind": "prints", "area": "network"}, {"kind": "stroll", "area": "chart"}],
	"areas": {"network": {"x": 0, "y": 0, "w": 600, "h": 280}, "chart": {"x": 0, "y": 300, "w": 600, "h": 240}}}`

// A press on what is or was made walks from its column; what is yet to come and what is real do nothing.
func TestPrints(t *testing.T) {
	b := newBench(t, printedViews)
	b.show(printed())
	b.Draw(0)
	seen := map[string]string{}
	for y := 0.0; y < 280; y += 4 {
		for x := 0.0; x < 600; x += 4 {
			got, _, _ := b.over(x, y, false)
			if _, id, ok := strings.Cut(got, `"id":"print.`); ok {
				id, _, _ = strings.Cut(id, `"`)
				seen[id] = got
			}
		}
	}
	for row := range 4 {
		for column := range 10 {
			got := seen[fmt.Sprintf("%d.%d", row, column)]
			press := fmt.Sprintf(`"press":{"do":"walk","from":%d}`, column)
			if got == "" || strings.Contains(got, press) != (row == 0 || row == 2) {
				t.Errorf("row %d, column %d: %s", row, column, got)
			}
		}
	}
	b = newBench(t, printedViews)
	b.show(printed())
	b.Draw(0)
	labels := map[string]string{}
	for _, l := range b.labels() {
		labels[l.ID] = l.Args.Text
	}
	for id, want := range map[string]string{"wall.read7": "1 ✗", "wall.read3": "3 ✓", "wall.read9": "–", "wall.row1": "2,000"} {
		if labels[id] != want {
			t.Errorf("%s says %+v; want %s", id, labels[id], want)
		}
	}
}

// The ring goes where the hand is, within the map.
func TestStrollIsDragged(t *testing.T) {
	for _, tt := range []struct {
		to   [2]float64
		want string
	}{
		{[2]float64{49, 0}, `{"do":"walk","x":1.25,"y":0}`}, {[2]float64{0, -49}, `{"do":"walk","x":0,"y":1.25}`}, {[2]float64{-999, 999}, `{"do":"walk","x":-2.5,"y":-2.5}`},
	} {
		b := newBench(t, printedViews)
		b.show(printed())
		b.Draw(0)
		x, y := 18+98.0, 322+98.0
		if got, cursor, _ := b.over(x, y, false); !strings.Contains(got, `"id":"walk.ring"`) || cursor != "grab" {
			t.Fatalf("at rest: %s, %s", got, cursor)
		}
		b.Pointer(viz.Pointer{Type: "down", X: x, Y: y})
		b.drain("")
		b.Pointer(viz.Pointer{Type: "move", X: x + tt.to[0], Y: y + tt.to[1]})
		b.Draw(20)
		if got := strings.Join(b.drain("msg"), ""); !strings.Contains(got, tt.want) {
			t.Errorf("to %v: %s; want %s", tt.to, got, tt.want)
		}
	}
	b := newBench(t, printedViews)
	b.show(printed())
	b.Draw(0)
	if got, _, _ := b.over(30, 340, false); !strings.Contains(got, `"id":"walk.map"`) || !strings.Contains(got, `"press":{"do":"walk"`) {
		t.Errorf("beside the ring: %s", got)
	}
}

func TestPrintsTakeAnyFrame(t *testing.T) {
	oddFrames(t, printed(), func(t *testing.T, f *frame.Frame) {
		for _, setup := range []string{printedViews, strings.ReplaceAll(printedViews, `"w": 600`, `"w": 340`), strings.ReplaceAll(printedViews, `"h": 2`, `"h": 1`)} {
			b := newBench(t, setup)
			b.show(f)
			for y := 0.0; y < 560; y += 37 {
				for x := 0.0; x < 620; x += 41 {
					b.Pointer(viz.Pointer{Type: "move", X: x, Y: y})
				}
			}
			b.Draw(20)
		}
	})
}
