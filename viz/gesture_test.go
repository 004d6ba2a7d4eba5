package viz_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/whisker-lab/whisker/frame"
	"github.com/whisker-lab/whisker/viz"
	"github.com/whisker-lab/whisker/viz/layout"
)

// dial is a view of one number that is turned by hand: all that a view with a gesture of its own needs.
type dial struct {
	area  layout.Rect
	value []float32
}

func (v *dial) Read(f *frame.Frame) {
	if v.value = nil; f.Array("dial") != nil {
		v.value = f.Array("dial").Data
	}
}
func (v *dial) Arrange(area layout.Rect, _ *viz.Setup) { v.area = area }
func (v *dial) Draw(*viz.Picture, *viz.Scene)          {}
func (v *dial) Announce(*viz.Layout)                   {}
func (v *dial) Hit(x, y float64, _ bool) viz.Target {
	if !v.area.Has(x, y) || len(v.value) == 0 {
		return viz.Target{}
	}
	return v.target(v.value[0])
}

func (v *dial) target(value float32) viz.Target {
	return viz.Target{
		ID: "dial", Kind: "dial", Say: &viz.Say{Key: "hint.dial", Args: viz.Args{"value": value}}, Press: viz.Msg{"do": "ring"}, Opens: "bell", Cursor: "move",
		Take: func(int) viz.Gesture { return &turn{v, value, false} },
	}
}

// turn is the dial in the hand.
type turn struct {
	*dial
	value float32
	news  bool
}

func (g *turn) Drag(to viz.Drag)    { g.value, g.news = g.value+float32(to.DX), true }
func (g *turn) Drop(bool) bool      { return true }
func (g *turn) Hold(f *frame.Frame) { f.Array("dial").Data[0] = g.value }
func (g *turn) Target() viz.Target  { return g.target(g.value) }
func (g *turn) Message() any {
	if !g.news {
		return nil
	}
	g.news = false
	return viz.Msg{"do": "dial", "value": g.value}
}

// A view that nobody but a table knows is pressed and dragged like any other.
func TestAViewBringsItsOwnGesture(t *testing.T) {
	b := &bench{t: t}
	b.Stage = viz.NewOf([]viz.Kind{{Kind: "dial", New: func(viz.Bind) viz.View { return &dial{} }}}, func(event any) {
		text, err := json.Marshal(event)
		if err != nil {
			t.Fatal(err)
		}
		b.events = append(b.events, string(text))
	})
	if err := b.Setup(desk(t, `{"views": [{"kind": "dial", "area": "chart"}]}`)); err != nil {
		t.Fatal(err)
	}
	f := &frame.Frame{Seq: 1}
	f.Add("dial", 1)[0] = 5
	b.show(f)
	b.Draw(0)
	point := func(kind string, x float64) viz.Reply { return b.Pointer(viz.Pointer{Type: kind, X: x, Y: 350}) }
	shows := func(want string, when string) {
		t.Helper()
		point("leave", 0)
		point("move", 700)
		if got, _ := b.heard("hover"); !strings.Contains(got, `"args":{"value":`+want+`}`) {
			t.Errorf("%s: %s; want %s", when, got, want)
		}
	}
	shows("5", "at rest")
	if r := point("down", 700); !r.Capture || r.Cursor != "move" {
		t.Errorf("taken: %+v", r)
	}
	point("move", 720)
	point("move", 730)
	if got, _ := b.heard("hover"); !strings.Contains(got, `"args":{"value":35}`) {
		t.Errorf("in the hand: %s", got)
	}
	b.show(f) // which does not know yet
	b.events = nil
	b.Draw(0)
	if got := b.drain("dial"); len(got) != 1 || got[0] != `{"type":"msg","msg":{"do":"dial","value":35}}` {
		t.Errorf("told once a picture: %v", got)
	}
	point("up", 730)
	if got := b.drain("tap"); len(got) > 0 {
		t.Errorf("a drag is no tap: %v", got)
	}
	for i, want := range []string{"35", "35", "5"} {
		b.show(f)
		b.Draw(0)
		shows(want, "frame "+string(rune('1'+i))+" after")
	}
	b.events = nil
	point("down", 700)
	point("up", 701)
	if got, _ := b.heard("tap"); got != `{"id":"dial","kind":"dial","opens":"bell","press":{"do":"ring"},"say":{"args":{"value":5},"key":"hint.dial"}}` {
		t.Errorf("tap: %s", got)
	}
}

// A centre goes with the hand, not beyond the plane, and stays there until the engine has answered.
func TestCentreIsCarried(t *testing.T) {
	for _, tt := range []struct {
		name string
		to   [2]float64
		want string
	}{
		{"within the plane", [2]float64{1.5, -0.5}, `"msg":{"do":"centre","index":1,"x":1.5,"y":-0.5}`},
		{"beyond it", [2]float64{9, 1}, `"msg":{"do":"centre","index":1,"x":2,"y":1}`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			b := newBench(t, "")
			f := picture(1, 0, 1, 2)
			copy(f.Add("centres", 2, 3), []float32{-1.5, -1.5, 0, 0.5, 0.5, 1})
			b.show(f)
			b.Draw(0)
			x, y := onPlot(0.5, 0.5)
			got, cursor, _ := b.over(x, y, false)
			if got != `{"id":"centre.1","kind":"centre","say":{"args":{"n":2},"key":"hint.centre","mark":1,"more":"hint.centre.drag"}}` || cursor != "grab" {
				t.Errorf("%s, %s", got, cursor)
			}
			b.Pointer(viz.Pointer{Type: "down", X: x, Y: y})
			b.drain("")
			x, y = onPlot(tt.to[0], tt.to[1])
			b.Pointer(viz.Pointer{Type: "move", X: x, Y: y})
			b.Draw(0)
			if got := b.drain("centre"); len(got) == 0 || !strings.Contains(got[0], tt.want) {
				t.Errorf("%v; want %s", got, tt.want)
			}
			b.Pointer(viz.Pointer{Type: "up", X: x, Y: y})
			b.show(f)
			b.Draw(0)
			x, y = onPlot(min(tt.to[0], 1.99), tt.to[1])
			if got, _, _ := b.over(x, y, false); !strings.Contains(got, "centre.1") {
				t.Errorf("it has gone back: %s", got)
			}
		})
	}
}

// An edge in the hand is told as a weight, with where it comes from.
func TestEdgeIsEdited(t *testing.T) {
	b := newBench(t, "")
	b.show(picture(1, 0, 1, 4, 3))
	b.Draw(0)
	a := node(b.layout(), 1, 0)
	x, y := a.X+a.W/2+12, a.Y+0.3
	b.Pointer(viz.Pointer{Type: "down", X: x, Y: y})
	b.Pointer(viz.Pointer{Type: "move", X: x, Y: y - 50})
	b.Draw(0)
	if got := b.drain("edit"); len(got) != 1 || !strings.Contains(got[0], `"what":"weight","layer":2,"out":0,"in":0,"value":`) {
		t.Errorf("%v", got)
	}
	// A setup in the middle makes new views and lets nothing go.
	if err := b.Setup(desk(t, "")); err != nil {
		t.Fatal(err)
	}
	if r := b.Pointer(viz.Pointer{Type: "move", X: x, Y: y - 60}); !r.Capture || r.Cursor != "ns-resize" {
		t.Errorf("let go: %+v", r)
	}
	b.show(picture(2, 0, 3))
	b.Pointer(viz.Pointer{Type: "move", X: x, Y: y - 70})
	b.Pointer(viz.Pointer{Type: "up", X: x, Y: y - 70})
	poke(b)
}
