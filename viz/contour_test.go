package viz_test

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"github.com/whisker-lab/whisker/frame"
	"github.com/whisker-lab/whisker/viz"
)

const downhill = `{"views": [{"kind": "contour", "area": "network"}, {"kind": "dial", "area": "chart", "bind": {"set": "lr"}}, {"kind": "plot", "area": "output", "bind": {"id": "data", "fit": "wide"}}, {"kind": "fits", "area": "output", "bind": {"fit": "wide"}}]}`

// landscape is a bowl six wide and four high about its lowest place at (1, 0.5), with balls that start at (−1, 1).
func landscape(seq uint32) *frame.Frame {
	f := &frame.Frame{Seq: seq}
	const w, h = 72, 48
	field := f.Add("contour", 1, h, w)
	for i := range field {
		x, y := -2+6*(float64(i%w)+0.5)/w, 2.5-4*(float64(i/w)+0.5)/h
		field[i] = float32(math.Hypot(x-1, y-0.5)/2 - 1)
	}
	copy(f.Add("contour/range", 4), []float32{-2, 4, -1.5, 2.5})
	copy(f.Add("contour/low", 2), []float32{1, 0.5})
	copy(f.Add("contour/from", 3), []float32{-1, 1, 0.75})
	copy(f.Add("balls", 3, 4), []float32{0, 0.75, 0.25, 1, 2, 2, 0.5, 1, 1e20, 0, 1e8, 2})
	copy(f.Add("path/all", 3, 2), []float32{-1, 1, -0.5, 0.8, 0, 0.75})
	copy(f.Add("path/mini", 3, 2), []float32{-1, 1, float32(math.NaN()), float32(math.NaN()), 1.5, 1.5})
	copy(f.Add("path/one", 2, 2), []float32{-1, 1, 1e20, 0})
	copy(f.Add("plot/range", 4), []float32{0, 2, 0, 2})
	copy(f.Add("points", 2, 4), []float32{0.5, 0.5, -1, 0, 1.5, 1.5, -1, 0})
	copy(f.Add("fit/all", 2, 2), []float32{0, 0.75, 2, 0.75})
	copy(f.Add("fit/apart", 2, 3), []float32{0.5, 0.5, 0.75, 1.5, 1.5, 0.75})
	copy(f.Add("dial", 5), []float32{0.3, 0.01, 3, 1, 2})
	copy(f.Add("dial/rates", 5), []float32{0.03, 0.2, 0.3, 0.97, 1.05})
	f.Add("dial/now", 1)[0] = 2
	walks := f.Add("dial/walks", 5, 4, 2)
	for i := range walks {
		walks[i] = float32(i%7) / 4
	}
	return f
}

func onMap(p *viz.PlotBox, x, y float64) (float64, float64) {
	return p.X + (x-p.Range[0])/(p.Range[1]-p.Range[0])*p.W, p.Y + (p.Range[3]-y)/(p.Range[3]-p.Range[2])*p.H
}

// Both axes of the map are in one scale, or a round bowl would not look round.
func TestContourIsTrueToScale(t *testing.T) {
	for _, area := range []string{`{"x": 0, "y": 0, "w": 634, "h": 436}`, `{"x": 0, "y": 0, "w": 900, "h": 200}`, `{"x": 0, "y": 0, "w": 200, "h": 700}`} {
		b := newBench(t, `{"areas": {"network": `+area+`}, `+downhill[1:])
		b.show(landscape(1))
		b.Draw(0)
		if p := b.layout().Plot; math.Abs(p.W/6-p.H/4) > 0.5 || p.W < 50 {
			t.Errorf("in %s the map is %v by %v", area, p.W, p.H)
		}
	}
}

// What is on the map says what it is; a press drops the balls where it is.
func TestContourTargets(t *testing.T) {
	b := newBench(t, downhill)
	b.show(landscape(1))
	b.Draw(0)
	p := b.layout().Plot
	for _, tt := range []struct {
		name, want, cursor string
		x, y               float64
	}{
		{"the ring", `{"id":"startring","kind":"startring","say":{"args":{"x":"−1.000","y":"1.000"},"key":"hint.start","more":"hint.start.drag"}}`, "grab", -1, 1},
		{"the filled ball", `{"id":"ball.0","kind":"ball","say":{"args":{"value":"0.250"},"key":"hint.ball.all"}}`, "default", 0, 0.75},
		{"the half-filled one", `"key":"hint.ball.mini"`, "default", 2, 2},
		{"a place", `"press":{"do":"drop","x":3,"y":-1},"say":{"args":{"x":"3.00`, "crosshair", 3, -1},
	} {
		x, y := onMap(p, tt.x, tt.y)
		got, cursor, _ := b.over(x, y, false)
		if !strings.Contains(got, tt.want) || cursor != tt.cursor {
			t.Errorf("%s: %s, %s; want %s", tt.name, got, cursor, tt.want)
		}
	}
	if got, _, _ := b.over(p.X+p.W-7, p.Y+p.H/2, false); strings.Contains(got, "ball.2") {
		t.Errorf("a ball that has flown off is met: %s", got)
	}
}

// The ring goes with the hand, at once, as far as the map goes.
func TestTheRingIsDragged(t *testing.T) {
	b := newBench(t, downhill)
	b.show(landscape(1))
	b.Draw(0)
	x, y := onMap(b.layout().Plot, -1, 1)
	b.drain("")
	b.Pointer(viz.Pointer{Type: "move", X: x, Y: y})
	if r := b.Pointer(viz.Pointer{Type: "down", X: x, Y: y}); !r.Capture {
		t.Fatal("it is not taken")
	}
	unit := (634 - 66.0) / 6 // of the area less its margins
	b.Pointer(viz.Pointer{Type: "move", X: x + 1.5*unit, Y: y})
	b.Draw(1)
	sent := b.drain("drop")
	if len(sent) != 1 || !strings.Contains(sent[0], `"x":0.5,"y":1`) {
		t.Errorf("it tells %v; want it dropped at 0.5, 1", sent)
	}
	b.Pointer(viz.Pointer{Type: "move", X: x - 900, Y: y - 900})
	b.Pointer(viz.Pointer{Type: "up", X: x - 900, Y: y - 900})
	if sent = b.drain("drop"); len(sent) != 1 || !strings.Contains(sent[0], `"x":-2,"y":2.5`) {
		t.Errorf("beyond the edge it tells %v", sent)
	}
}

// The handle and the rail set the rate; a walk is taken over with the rate that it hangs from.
func TestDialTargets(t *testing.T) {
	b := newBench(t, downhill)
	b.show(landscape(1))
	b.Draw(0)
	rail := func(rate float64) float64 {
		return 660 + 50 + (328-66)*math.Log(rate/0.01)/math.Log(300)
	}
	y := 300.0 + 130 - 38
	for _, tt := range []struct{ name, want, x string }{
		{"the handle", `{"id":"rate","kind":"rate","say":{"args":{"rate":"0.300"},"key":"hint.rate","more":"hint.rate.drag"}}`, fmt.Sprint(rail(0.3))},
		{"the rail", `"press":{"do":"set","name":"lr","value":0.1}`, fmt.Sprint(rail(0.1))},
	} {
		var x float64
		if _, err := fmt.Sscan(tt.x, &x); err != nil {
			t.Fatal(err)
		}
		if got, _, _ := b.over(x, y, false); !strings.Contains(got, tt.want) {
			t.Errorf("%s: %s; want %s", tt.name, got, tt.want)
		}
	}
	b.drain("")
	b.Pointer(viz.Pointer{Type: "move", X: rail(0.3), Y: y})
	b.Pointer(viz.Pointer{Type: "down", X: rail(0.3), Y: y})
	b.Pointer(viz.Pointer{Type: "move", X: rail(1.5), Y: y})
	b.Pointer(viz.Pointer{Type: "up", X: rail(1.5), Y: y})
	if sent := b.drain("set"); len(sent) != 1 || !strings.Contains(sent[0], `"value":1.5`) {
		t.Errorf("dragged to 1.5 it tells %v", sent)
	}
	tall := newBench(t, `{"areas": {"network": {"x": 0, "y": 0, "w": 634, "h": 300}, "chart": {"x": 0, "y": 320, "w": 634, "h": 172}}, `+downhill[1:])
	tall.show(landscape(1))
	tall.Draw(0)
	found := map[string]bool{}
	for x := 50.0; x < 620; x += 12 {
		got, _, _ := tall.over(x, 370, false)
		for i, rate := range []string{"0.03", "0.2", "0.3", "0.97", "1.05"} {
			if strings.Contains(got, fmt.Sprintf(`"id":"walk.%d"`, i)) && strings.Contains(got, `"value":`+rate+`}`) {
				found[rate] = true
			}
		}
	}
	if len(found) != 5 {
		t.Errorf("walks at %v are met", found)
	}
}

// A landscape may come short, empty, without numbers or far too large, at any size and in any form of the page.
func TestDownhillTakesAnyFrame(t *testing.T) {
	oddFrames(t, landscape(1), func(t *testing.T, f *frame.Frame) {
		for _, more := range []string{`{`, `{"phone": true, "coarse": true, "dpr": 3, `, `{"embed": true, "areas": {"network": {"x": 0, "y": 0, "w": 2, "h": 1}, "chart": {"x": 0, "y": 0, "w": 1, "h": 2}}, `} {
			b := newBench(t, more+downhill[1:])
			b.show(f)
			b.Draw(0)
			for y := 0.0; y < 450; y += 61 {
				for x := 0.0; x < 1000; x += 67 {
					b.Pointer(viz.Pointer{Type: "move", X: x, Y: y})
				}
			}
			b.Draw(1)
		}
	})
}

// The landscape's pixels are made anew only when it is another one, however many frames come.
func TestContourPixelsAreKept(t *testing.T) {
	b := newBench(t, downhill)
	b.show(landscape(1))
	p, _ := b.Draw(0)
	if len(p.Fields) == 0 || !p.Fields[0].Fresh || p.Fields[0].Ramp == nil {
		t.Fatal("no pixels at first, or none of its own colours")
	}
	b.show(landscape(2))
	if p, _ = b.Draw(1); p.Fields[0].Fresh {
		t.Error("the same landscape is made anew")
	}
	other := landscape(3)
	other.Array("contour").Data[7] = 0
	b.show(other)
	if p, _ = b.Draw(2); !p.Fields[0].Fresh {
		t.Error("another landscape is not")
	}
}

// A ball that is thrown from one end of the world to the other leaves no more triangles than a picture can hold.
func TestPathsThatFlyOffStayCheap(t *testing.T) {
	b := newBench(t, downhill)
	f := landscape(1)
	for _, name := range []string{"path/all", "path/mini", "path/one", "fit/all"} {
		f.Array(name).Name += "/old"
		wild := f.Add(name, 600, 2)
		for i := range wild {
			wild[i] = float32(math.Pow(-1.05, float64(i/2)))
		}
	}
	b.show(f)
	if p, _ := b.Draw(0); len(p.Over.Vertices) > 60_000 || len(p.Over.Vertices) < 1000 {
		t.Errorf("%d corners", len(p.Over.Vertices))
	}
}
