package viz_test

import (
	"encoding/json"
	"math"
	"testing"

	"github.com/whisker-lab/whisker/frame"
	"github.com/whisker-lab/whisker/viz"
)

// onPlot is where a place of the plane lies on the desk: the square of the plot begins at 684, 0 and is 250 wide and high, over ±2.
func onPlot(x, y float64) (float64, float64) { return 684 + (x+2)/4*250, (2 - y) / 4 * 250 }

// strokes goes through places of the plane with the pointer down and returns what the engine is asked for.
func strokes(t *testing.T, brush string, places ...[2]float64) (points []viz.Points, taps int) {
	t.Helper()
	b := newBench(t, `{"brush": `+brush+`}`)
	f := picture(1, 0, 1, 2)
	b.show(f)
	b.Draw(0)
	b.events = nil
	for i, at := range places {
		kind := "move"
		if i == 0 {
			kind = "down"
		}
		x, y := onPlot(at[0], at[1])
		if reply := b.Pointer(viz.Pointer{Type: kind, X: x, Y: y}); !reply.Capture {
			t.Errorf("the pointer is not held at %v", at)
		}
	}
	x, y := onPlot(places[len(places)-1][0], places[len(places)-1][1])
	if reply := b.Pointer(viz.Pointer{Type: "up", X: x, Y: y}); reply.Capture {
		t.Error("the pointer is held after it went up")
	}
	for _, e := range b.events {
		var event struct {
			Type string
			Msg  viz.Points
		}
		if err := json.Unmarshal([]byte(e), &event); err != nil {
			t.Fatal(err)
		}
		switch {
		case event.Type == "tap":
			taps++
		case event.Type == "msg" && event.Msg.Do == "points":
			points = append(points, event.Msg)
		}
	}
	return points, taps
}

// The desk's frame has points of class 0 at 0, 0 and of class 1 at 1, 1 and −1, 1.
func TestBrush(t *testing.T) {
	const draw = `{"tool": "draw", "what": 2}`
	for _, tt := range []struct {
		name, brush string
		places      [][2]float64
		check       func(p viz.Points) bool
		messages    int
		taps        int
	}{
		{"a press adds a point", draw, [][2]float64{{-1, -1}}, func(p viz.Points) bool {
			return len(p.Add) == 1 && math.Abs(p.Add[0][0]+1) < 1e-9 && math.Abs(p.Add[0][1]+1) < 1e-9 && p.Add[0][2] == 2
		}, 1, 0},
		{"a stroke adds several, apart", draw, [][2]float64{{-1, -1}, {-0.95, -1}, {-0.8, -1}, {-0.6, -1}}, func(p viz.Points) bool { return len(p.Add) == 3 && p.Stroke != 0 }, 1, 0},
		{"a wide brush adds a handful", `{"tool": "draw", "what": 0, "wide": true}`, [][2]float64{{-1, -1}}, func(p viz.Points) bool { return len(p.Add) == 5 }, 1, 0},
		{"a point that is dragged moves", draw, [][2]float64{{0, 0}, {0.3, 0.3}, {0.5, -0.5}}, func(p viz.Points) bool {
			return len(p.Move) == 1 && p.Move[0][0] == 0 && math.Abs(p.Move[0][1]-0.5) < 1e-9 && math.Abs(p.Move[0][2]+0.5) < 1e-9 && p.Add == nil
		}, 1, 0},
		{"a point that is pressed becomes one of the class", draw, [][2]float64{{1, 1}}, func(p viz.Points) bool { return len(p.Relabel) == 1 && p.Relabel[0][0] == 1 && p.Relabel[0][1] == 2 }, 1, 0},
		{"a point of the class is only pressed", `{"tool": "draw", "what": 1}`, [][2]float64{{1, 1}}, nil, 0, 1},
		{"the eraser takes away what it goes over", `{"tool": "erase"}`, [][2]float64{{0, 0}, {0.5, 0}, {1, 0}}, func(p viz.Points) bool { return len(p.Erase) == 4 && p.Erase[2] > 0.1 && p.Erase[2] < 0.3 }, 3, 0},
		{"a curve has a point at every step", `{"tool": "curve", "kind": "curve"}`, [][2]float64{{-1, -1}, {-0.5, 0}, {0, 1}}, func(p viz.Points) bool {
			return p.Kind == "curve" && len(p.Add) >= 15 && len(p.Add) <= 18
		}, 1, 0},
		{"a press is no curve", `{"tool": "curve", "kind": "curve"}`, [][2]float64{{-1, -1}}, nil, 0, 1},
	} {
		t.Run(tt.name, func(t *testing.T) {
			points, taps := strokes(t, tt.brush, tt.places...)
			if len(points) != tt.messages || taps != tt.taps {
				t.Fatalf("%d messages, %d taps; want %d and %d: %+v", len(points), taps, tt.messages, tt.taps, points)
			}
			for _, p := range points {
				if !tt.check(p) {
					t.Errorf("%+v", p)
				}
			}
		})
	}
}

// The cursor says what the brush would do, a ring how far it reaches, and what was just drawn is not spoken of.
func TestBrushShowsItself(t *testing.T) {
	for _, tt := range []struct {
		name, brush   string
		at            [2]float64
		hover, during string
		ring          bool
	}{
		{"over a point", `{"tool": "draw", "what": 2}`, [2]float64{0, 0}, "grab", "grabbing", false},
		{"over the plane", `{"tool": "draw", "what": 2}`, [2]float64{-1, -1}, "crosshair", "crosshair", false},
		{"spraying", `{"tool": "draw", "what": 2, "wide": true}`, [2]float64{-1, -1}, "crosshair", "crosshair", true},
		{"erasing", `{"tool": "erase"}`, [2]float64{-1, -1}, "crosshair", "crosshair", true},
		{"tracing a curve", `{"tool": "curve"}`, [2]float64{-1, -1}, "crosshair", "crosshair", false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			b := newBench(t, `{"brush": `+tt.brush+`}`)
			b.show(picture(1, 0, 1, 2))
			x, y := onPlot(tt.at[0], tt.at[1])
			off := newBench(t, "")
			off.show(picture(1, 0, 1, 2))
			off.Draw(0)
			off.Pointer(viz.Pointer{Type: "move", X: x, Y: y})
			off.Spoil()
			bare, _ := off.Draw(0)
			b.Draw(0)
			if r := b.Pointer(viz.Pointer{Type: "move", X: x, Y: y}); r.Cursor != tt.hover {
				t.Errorf("before: %s; want %s", r.Cursor, tt.hover)
			}
			p, _ := b.Draw(0)
			if ring := len(p.Over.Vertices) > len(bare.Over.Vertices); ring != tt.ring {
				t.Errorf("a ring: %v; want %v", ring, tt.ring)
			}
			if r := b.Pointer(viz.Pointer{Type: "down", X: x, Y: y}); r.Cursor != tt.during {
				t.Errorf("while it draws: %s; want %s", r.Cursor, tt.during)
			}
			if got, _ := b.heard("hover"); got != "null" {
				t.Errorf("while it draws there is still %s", got)
			}
			b.Pointer(viz.Pointer{Type: "up", X: x, Y: y})
			b.events = nil
			b.Pointer(viz.Pointer{Type: "move", X: x + 5, Y: y})
			if got, _ := b.heard("hover"); got != "" {
				t.Errorf("beside what was drawn there is %s", got)
			}
			b.Pointer(viz.Pointer{Type: "move", X: x + 20, Y: y})
			if got, _ := b.heard("hover"); got == "" || got == "null" {
				t.Error("further off there is nothing")
			}
		})
	}
}

func TestNoBrush(t *testing.T) {
	b := newBench(t, "")
	b.show(picture(1, 0, 1, 2))
	b.Draw(0)
	b.events = nil
	x, y := onPlot(-1, -1)
	for _, kind := range []string{"down", "move", "up"} {
		if b.Pointer(viz.Pointer{Type: kind, X: x, Y: y}).Capture {
			t.Errorf("%s: the pointer is held", kind)
		}
	}
	if got := b.drain("points"); got != nil {
		t.Errorf("%v", got)
	}
}

// A setup, a frame and a second finger in the middle of a stroke do no harm.
func TestBrushIsRobust(t *testing.T) {
	b := newBench(t, `{"brush": {"tool": "draw", "what": 0, "wide": true}}`)
	b.show(picture(1, 0, 3, 2))
	b.Draw(0)
	x, y := onPlot(1.9, 1.9)
	b.Pointer(viz.Pointer{Type: "down", X: x, Y: y, ID: 1, Touch: true})
	b.Pointer(viz.Pointer{Type: "down", X: 20, Y: 20, ID: 2, Touch: true})
	b.show(picture(2, frame.Playing, 1, 4, 4))
	if err := b.Setup(desk(t, "")); err != nil {
		t.Fatal(err)
	}
	b.Pointer(viz.Pointer{Type: "move", X: 5000, Y: -100, ID: 1, Touch: true})
	b.Draw(1)
	b.Pointer(viz.Pointer{Type: "cancel", ID: 1, Touch: true})
	b.Pointer(viz.Pointer{Type: "move", X: x, Y: y})
	b.Draw(2)
	for _, brush := range []string{`{"tool": "erase"}`, `{"tool": "curve"}`, `{"tool": "none"}`, `{}`} {
		if err := b.Setup(desk(t, `{"brush": `+brush+`}`)); err != nil {
			t.Fatal(err)
		}
		poke(b)
	}
}
