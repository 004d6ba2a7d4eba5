package viz_test

import (
	"encoding/json"
	"maps"
	"math"
	"strings"
	"testing"

	"github.com/whisker-lab/whisker/frame"
	"github.com/whisker-lab/whisker/viz"
)

// plots shows a frame of the given arrays in two plots, the second of which has nothing but points.
func plots(t *testing.T, arrays ...frame.Array) (*bench, *viz.Picture) {
	t.Helper()
	b := newBench(t, `{"views": [{"kind": "plot", "area": "network"},
		{"kind": "plot", "area": "output", "bind": {"id": "b.", "field": "other", "pins": "", "notes": ""}}]}`)
	// Whatever comes twice is found by its first.
	f := &frame.Frame{Seq: 1, Arrays: append(arrays, table("plot/range", 1, 0, 10, 0, 10), table("points", 4, -1, -1, 0, 0))}
	b.show(f)
	picture, _ := b.Draw(1)
	if picture == nil {
		t.Fatal("no picture")
	}
	return b, picture
}

func table(name string, columns int, rows ...float32) frame.Array {
	return frame.Array{Name: name, Shape: []int{len(rows) / columns, columns}, Data: rows}
}

type word struct {
	ID, Align, Valign, Key string
	Args                   map[string]any
}

// words are the labels that the page heard of, by their names.
func (b *bench) words() map[string]word {
	b.t.Helper()
	all := map[string]word{}
	for _, e := range b.drain("layout") {
		var layout struct{ Labels []word }
		if err := json.Unmarshal([]byte(e), &layout); err != nil {
			b.t.Fatal(err)
		}
		for _, l := range layout.Labels {
			if all[l.ID].ID != "" {
				b.t.Errorf("two labels are called %s", l.ID)
			}
			all[l.ID] = l
		}
	}
	return all
}

// A note stands above its place and towards the middle, below it where there is no room, and in the middle without a mark.
func TestNotes(t *testing.T) {
	_, blank := plots(t)
	unmarked := len(blank.Over.Vertices)
	for _, tt := range []struct {
		name   string
		row    []float32 // x, y, what, class, share
		want   word
		marked bool
	}{
		{"on the left", []float32{2, 3, 0, 1, 0.738}, word{"note0", "l", "b", "stage.note.0", map[string]any{"class": 1.0, "percent": 74.0}}, true},
		{"on the right", []float32{8, 3, 0, 0, 1}, word{"note0", "r", "b", "stage.note.0", map[string]any{"class": 0.0, "percent": 100.0}}, true},
		{"at the top", []float32{2, 9, 1, -1, -1}, word{"note0", "l", "t", "stage.note.1", map[string]any{}}, true},
		{"in the middle", []float32{5, 5, 4, -2, -1}, word{"note0", "c", "m", "stage.note.4", map[string]any{}}, false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			b, picture := plots(t, table("notes", 5, tt.row...))
			got := b.words()["note0"]
			if !maps.Equal(got.Args, tt.want.Args) || got.Align != tt.want.Align || got.Valign != tt.want.Valign || got.Key != tt.want.Key {
				t.Errorf("%+v; want %+v", got, tt.want)
			}
			if marked := len(picture.Over.Vertices) > unmarked; marked != tt.marked {
				t.Errorf("its place is marked: %v", marked)
			}
		})
	}
}

// Labels are larger than points; thousands of points are smaller, and each is one shape.
func TestPinsAndCrowds(t *testing.T) {
	widest := func(p *viz.Picture) (w float32) {
		for _, v := range p.Over.Vertices[:min(len(p.Over.Vertices), 400)] {
			if v.Custom0 < 100 { // the frame around the plot is no point
				w = max(w, v.Custom0)
			}
		}
		return w
	}
	point := []float32{5, 5, 0, 1}
	_, none := plots(t)
	blank := len(none.Over.Vertices)
	_, picture := plots(t, table("points", 4, point...))
	size, each := widest(picture), len(picture.Over.Vertices)-blank
	if _, pinned := plots(t, table("points", 4, point...), table("pins", 3, 5, 5, 0)); !(widest(pinned) > size+2) {
		t.Errorf("a pin is %v wide, a point %v", widest(pinned), size)
	}
	var many []float32
	for range 9000 {
		many = append(many, point...)
	}
	_, crowd := plots(t, table("points", 4, many...))
	if !(widest(crowd) < size-1) {
		t.Errorf("in a crowd a point is %v wide, else %v", widest(crowd), size)
	}
	if got := len(crowd.Over.Vertices) - blank; got > 9000*each || got == 0 || each > 8 {
		t.Errorf("%d vertices for 9000 points, %d for one; want one shape for each in each of two plots", got, each)
	}
}

// What is no number is not drawn and lies nowhere.
func TestMarksTakeAnything(t *testing.T) {
	nan, inf := float32(math.NaN()), float32(math.Inf(1))
	for _, row := range [][]float32{{nan, 1, 0, 0, 0}, {1, inf, 0, 0, 0}, {1, 1, nan, 0, 0}, {1e30, -1e30, 1e9, 1e9, 1e9}, {1, 1, -7, -9, -9}} {
		b, _ := plots(t, table("notes", 5, row...), table("pins", 3, row[:3]...), table("points", 4, row[:4]...))
		poke(b)
		b.words()
	}
}

// A plot without a field has no scale, and a place on it no value; two plots call their labels by different names.
func TestPlotWithoutField(t *testing.T) {
	b, _ := plots(t)
	all := b.words()
	for id := range all {
		if strings.Contains(id, "scale") {
			t.Errorf("there is a scale: %s", id)
		}
	}
	if all["px0"].ID == "" || all["b.px0"].ID == "" {
		t.Errorf("labels %v", all)
	}
	b.Pointer(viz.Pointer{Type: "move", X: 200, Y: 200})
	b.Draw(2)
	heard := b.drain("hover")
	if len(heard) == 0 || !strings.Contains(heard[len(heard)-1], `"say":{"key":"hint.place"`) {
		t.Errorf("heard %v", heard)
	}
	b.Pointer(viz.Pointer{Type: "move", X: 200, Y: 200})
	if again := b.drain("hover"); len(again) > 0 {
		t.Errorf("the pointer did not move: %v", again)
	}
}
