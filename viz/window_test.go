package viz_test

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"github.com/whisker-lab/whisker/frame"
	"github.com/whisker-lab/whisker/viz"
)

// slid is a window of 3 × 3 at place (x, y) of the map of a picture, w by w.
func slid(w, x, y int, pooled bool) *frame.Frame {
	f, m := &frame.Frame{Seq: 1}, w-2
	fill := func(name string, shape ...int) {
		for i := range f.Add("window/"+name, shape...) {
			f.Arrays[len(f.Arrays)-1].Data[i] = float32(i%7)/4 - 0.5
		}
	}
	fill("seen", 1, w, w)
	fill("taps", 1, 3, 3)
	fill("map", m, m)
	fill("passed", m, m)
	if pooled {
		fill("pooled", m/2, m/2)
	}
	copy(f.Add("window/at", 2), []float32{float32(x), float32(y)})
	copy(f.Add("window/slide", 2), []float32{1, 0})
	copy(f.Add("window/look", 2), []float32{0, 1})
	copy(f.Add("window/kept", 3), []float32{1, 1, 0})
	bright, found := f.Add("window/bright", w, 2), f.Add("window/found", m, 2)
	for i := range w {
		bright[2*i], bright[2*i+1] = float32(i), 0.5
	}
	for i := range m {
		found[2*i], found[2*i+1] = float32(i+1), float32(i%3)-1
	}
	copy(f.Add("window/row", 3), []float32{float32(x), 3, float32(y + 1)})
	fill("counts", 8)
	for i := range f.Arrays[len(f.Arrays)-1].Data {
		f.Arrays[len(f.Arrays)-1].Data[i] = float32(i)
	}
	copy(f.Add("window/ends", 2), []float32{-2, 2})
	return f
}

const slidViews = `{"views": [{"kind": "window", "area": "network"}, {"kind": "kept", "area": "chart"}, {"kind": "along", "area": "output"}, {"kind": "counts", "area": "foot"}],
	"areas": {"network": {"x": 0, "y": 0, "w": 600, "h": 290}, "chart": {"x": 0, "y": 300, "w": 600, "h": 140}, "output": {"x": 640, "y": 0, "w": 320, "h": 250}, "foot": {"x": 640, "y": 260, "w": 320, "h": 120}}}`

// pixel and found are where a pixel of the picture lies, and one of the map, each of 16 px.
func pixel(x, y int) (float64, float64) { return 26 + 16*float64(x), 30 + 16*float64(y) }
func found(x, y int) (float64, float64) { return 350 + 16*float64(x), 46 + 16*float64(y) }

// The window goes where the hand is, on the picture by its middle and on the map by its place, and no farther than the map reaches.
func TestWindowIsDragged(t *testing.T) {
	for _, tt := range []struct {
		name string
		at   func(x, y int) (float64, float64)
		to   [2]int
		want string
	}{
		{"on the picture", pixel, [2]int{10, 7}, `{"do":"drop","x":9,"y":6}`},
		{"into its corner", pixel, [2]int{15, 15}, `{"do":"drop","x":13,"y":13}`},
		{"beyond it", pixel, [2]int{-9, 30}, `{"do":"drop","x":0,"y":13}`},
		{"on the map", found, [2]int{10, 7}, `{"do":"drop","x":10,"y":7}`},
		{"beyond the map", found, [2]int{40, -3}, `{"do":"drop","x":13,"y":0}`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			b := newBench(t, slidViews)
			b.show(slid(16, 5, 5, true))
			b.Draw(0)
			x, y := tt.at(6, 6)
			if got, cursor, _ := b.over(x, y, false); !strings.Contains(got, `"kind":"window","press":{"do":"drop"`) || cursor != "grab" {
				t.Errorf("at rest: %s, %s", got, cursor)
			}
			b.Pointer(viz.Pointer{Type: "down", X: x, Y: y})
			x, y = tt.at(tt.to[0], tt.to[1])
			b.drain("")
			b.Pointer(viz.Pointer{Type: "move", X: x, Y: y})
			b.Draw(1)
			if got := b.drain("drop"); len(got) != 1 || !strings.Contains(got[0], tt.want) {
				t.Errorf("%v; want %s", got, tt.want)
			}
			b.Pointer(viz.Pointer{Type: "up", X: x, Y: y})
		})
	}
}

// A press brings the window to the pixel, on every picture; a finger that lands far from the window takes hold of nothing, so that the
// page scrolls.
func TestWindowIsPressed(t *testing.T) {
	for _, tt := range []struct {
		name        string
		x, y        float64
		touch       bool
		want        string
		takesHandle bool
	}{
		{"a pixel", 26 + 16*3, 30 + 16*9, false, `{"id":"window","kind":"window","press":{"do":"drop","x":2,"y":8},"say":{"args":{"value":"−0.50","x":3,"y":9},"key":"hint.window.pixel","more":"hint.window.drag"}}`, true},
		{"a number of the map", 350 + 16*3, 46 + 16*9, false, `{"id":"found","kind":"window","press":{"do":"drop","x":3,"y":9},"say":{"args":{"value":"0.25","x":3,"y":9},"key":"hint.window.found","more":"hint.window.drag"}}`, true},
		{"by a finger beside the window", 26 + 16*6, 30 + 16*6, true, `"id":"window"`, true},
		{"by a finger far from it", 26 + 16*14, 30 + 16*14, true, `"id":"window"`, false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			b := newBench(t, slidViews)
			b.show(slid(16, 5, 5, true))
			b.Draw(0)
			if got, _, _ := b.over(tt.x, tt.y, tt.touch); !tt.touch && got != tt.want {
				t.Errorf("%s; want %s", got, tt.want)
			}
			r := b.Pointer(viz.Pointer{Type: "down", X: tt.x, Y: tt.y, Touch: tt.touch})
			if r.Capture != tt.takesHandle {
				t.Errorf("taken %v; want %v", r.Capture, tt.takesHandle)
			}
			b.events = nil
			b.Pointer(viz.Pointer{Type: "up", X: tt.x, Y: tt.y, Touch: tt.touch})
			if got, _ := b.heard("tap"); !strings.Contains(got, `"do":"drop"`) {
				t.Errorf("a tap says %s", got)
			}
		})
	}
}

// What the window has not seen is paper and no number; what is shown of the rest is true to the digit.
func TestWhatIsUnseenIsNoNumber(t *testing.T) {
	b := newBench(t, slidViews)
	f := slid(16, 5, 5, true)
	f.Array("window/map").Data[3] = float32(math.NaN())
	f.Array("window/passed").Data[4*14+4] = float32(math.NaN())
	f.Array("window/pooled").Data[2*7+2] = float32(math.NaN())
	b.show(f)
	b.Draw(0)
	said := map[string]string{}
	for _, l := range b.spoken("kept.") {
		said[l.ID] = fmt.Sprint(l.Args["text"])
	}
	if said["kept.in0"] != "?" || said["kept.out"] != "?" || said["kept.in1"] != "0.75" {
		t.Errorf("the four pixels are %v", said)
	}
	x, y := found(3, 0)
	if got, _, _ := b.over(x, y, false); !strings.Contains(got, `"hint.window.later"`) {
		t.Errorf("where it has not been: %s", got)
	}
}

// No frame makes the views of a window panic, whatever of it is missing or no number, and in whatever room.
func TestWindowsTakeAnyFrame(t *testing.T) {
	oddFrames(t, slid(16, 5, 5, true), func(t *testing.T, f *frame.Frame) {
		b := newBench(t, slidViews)
		b.show(f)
		poke(b)
	})
	for _, size := range [][2]float64{{1, 1}, {60, 40}, {300, 160}, {520, 900}} {
		for _, near := range []float32{0, 1} {
			b := newBench(t, strings.ReplaceAll(strings.ReplaceAll(slidViews, `"w": 600`, fmt.Sprintf(`"w": %v`, size[0])), `"h": 290`, fmt.Sprintf(`"h": %v`, size[1])))
			f := slid(16, 5, 5, false)
			f.Array("window/kept").Data[2] = near
			b.show(f)
			poke(b)
		}
	}
}

// Shown large, every pixel has its number, and the window goes by how far the hand moves.
func TestPixelsAsNumbers(t *testing.T) {
	b := newBench(t, slidViews)
	f := slid(16, 5, 5, true)
	f.Array("window/kept").Data[2] = 1
	b.show(f)
	b.Draw(0)
	n := 0
	for _, l := range b.spoken("window.p") {
		if l.Cls != "" && strings.HasPrefix(l.Cls, "pixel") {
			n++
		}
	}
	if n != 49 {
		t.Errorf("%d pixels have their numbers; want 7 × 7", n)
	}
	b.Pointer(viz.Pointer{Type: "down", X: 150, Y: 150})
	b.drain("")
	b.Pointer(viz.Pointer{Type: "move", X: 150 + 2*36, Y: 150 - 36})
	b.Draw(1)
	if got := b.drain("drop"); len(got) != 1 || !strings.Contains(got[0], `{"do":"drop","x":7,"y":4}`) {
		t.Errorf("%v; want two places to the right and one up", got)
	}
}
