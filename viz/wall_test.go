package viz_test

import (
	"encoding/json"
	"fmt"
	"math"
	"strings"
	"testing"

	"github.com/whisker-lab/whisker/frame"
	"github.com/whisker-lab/whisker/viz"
	"github.com/whisker-lab/whisker/viz/shape"
)

// block is what a test says of a stage of a network that sees.
type block struct{ kind, planes, side int }

// walled is a frame of such a network over a picture of side by side pixels; the chosen pixel is in the middle of the last maps.
func walled(side int, blocks ...block) *frame.Frame {
	f := &frame.Frame{Seq: 1}
	wave := func(v []float32, seed float64) {
		for i := range v {
			v[i] = float32(math.Sin(float64(i)*0.7 + seed*1.3))
		}
	}
	wave(f.Add("pic/input", 1, side, side), 1)
	all := append([]block{{0, 1, side}}, blocks...)
	all = append(all, block{4, 10, 1})
	shapes := f.Add("pic/shapes", len(all), 4)
	look := 0
	for i, b := range all {
		copy(shapes[4*i:], []float32{float32(b.kind), float32(b.planes), float32(b.side), float32(b.side)})
		if b.kind == 1 || b.kind == 2 {
			look = i
		}
	}
	for i, b := range all[1:] {
		s := fmt.Sprint(i + 1)
		if b.kind != 4 {
			wave(f.Add("maps/"+s, b.planes, b.side, b.side), float64(i))
		}
		if b.kind == 1 {
			wave(f.Add("filters/"+s, b.planes, 3, 3), float64(i)+0.5)
		}
		if b.kind != 2 {
			wave(f.Add("edges/"+s, b.planes, all[i].planes), float64(i)+0.2)
		}
	}
	answer := f.Add("answer", 10)
	for i := range answer {
		answer[i] = 0.02
	}
	answer[3] = 0.82
	copy(f.Add("look", 5), []float32{float32(look), 0, float32(all[look].side / 2), float32(all[look].side / 2), 0})
	field, planes := f.Add("field", len(all), 4), f.Add("field/planes", len(all))
	for i := range all {
		reach := float32(look - i)
		middle := float32(all[i].side / 2)
		copy(field[4*i:], []float32{middle - reach, middle - reach, middle + reach + 1, middle + reach + 1})
		planes[i] = 0
	}
	return f
}

// small and deep are the networks of the tests.
func smallNet() *frame.Frame {
	return walled(14, block{1, 8, 14}, block{2, 8, 7}, block{1, 16, 7}, block{2, 16, 3})
}

func deepNet(blocks, filters int) *frame.Frame {
	var all []block
	for side, i := 28, 0; i < blocks; i++ {
		all = append(all, block{1, filters, side})
		if i%3 == 2 && side > 3 {
			side /= 2
			all = append(all, block{2, filters, side})
		}
	}
	return walled(28, append(all, block{3, 64, 1})...)
}

// seesSetup is a stage with only such a network.
func seesSetup(w, h int, more string) string {
	return fmt.Sprintf(`{"views": [{"kind": "wall", "area": "network"}], "areas": {"network": {"x": 0, "y": 0, "w": %d, "h": %d}}%s}`, w, h, more)
}

// Whatever is built has room: nothing lies outside the card, no words at the head of it over others, and what is not shown is counted.
func TestWallFits(t *testing.T) {
	nets := []struct {
		name string
		f    *frame.Frame
		more bool // some of it is not shown
	}{
		{"the small one", smallNet(), false},
		{"one block of one filter", walled(28, block{1, 1, 28}), false},
		{"32 filters", walled(28, block{1, 32, 28}, block{2, 32, 14}, block{1, 32, 14}), true},
		{"four blocks", deepNet(4, 8), true}, // neurons of its dense layer
		{"ten blocks", deepNet(10, 32), true},
		{"only dense", walled(14, block{3, 128, 1}, block{3, 10, 1}), true},
		{"nothing between", walled(14), false},
	}
	sizes := []struct{ w, h int }{{616, 560}, {616, 300}, {358, 350}, {320, 330}, {900, 640}}
	for _, net := range nets {
		for _, size := range sizes {
			t.Run(fmt.Sprintf("%s in %d by %d", net.name, size.w, size.h), func(t *testing.T) {
				b := newBench(t, seesSetup(size.w, size.h, ""))
				b.show(net.f)
				p, _ := b.Draw(0)
				if p == nil {
					t.Fatal("nothing is drawn")
				}
				for _, list := range [][]float32{across(p.Under.Vertices), across(p.Over.Vertices), across(p.Rasters.Vertices)} {
					for _, x := range list {
						if x < 0 || x > float32(size.w) {
							t.Fatalf("something lies at %g of %d", x, size.w)
						}
					}
				}
				more := 0
				var heads []viz.Label
				for _, l := range announced(t, b) {
					if l.X < 0 || l.X > float64(size.w) || l.Y < 0 || l.Y > float64(size.h) {
						t.Errorf("%s lies outside: %g %g", l.ID, l.X, l.Y)
					}
					if strings.HasPrefix(l.ID, "wall.head") {
						heads = append(heads, l)
					}
					if strings.HasPrefix(l.ID, "wall.more") || strings.HasPrefix(l.ID, "wall.skipped") {
						more++
					}
				}
				for i := 1; i < len(heads); i++ {
					if heads[i].X-heads[i-1].X < 18 {
						t.Errorf("%s and %s are %g px apart", heads[i-1].ID, heads[i].ID, heads[i].X-heads[i-1].X)
					}
				}
				if net.more && more == 0 || !net.more && more > 0 && size.w > 400 {
					t.Errorf("%d times it says that there is more; want some: %v", more, net.more)
				}
			})
		}
	}
}

// across is where vertices lie from left to right.
func across(vertices []shape.Vertex) (x []float32) {
	for _, v := range vertices {
		x = append(x, v.DstX)
	}
	return x
}

// announced are the labels of the newest layout.
func announced(t *testing.T, b *bench) []viz.Label {
	t.Helper()
	var l struct {
		Labels []struct {
			ID, Key string
			X, Y    float64
		}
	}
	for _, e := range b.drain("layout") {
		if err := json.Unmarshal([]byte(e), &l); err != nil {
			t.Fatal(err)
		}
	}
	all := make([]viz.Label, len(l.Labels))
	for i, one := range l.Labels {
		all[i] = viz.Label{ID: one.ID, Key: one.Key, X: one.X, Y: one.Y}
	}
	return all
}

// What can be pressed says so, and what is chosen already is left by another press.
func TestWallTargets(t *testing.T) {
	b := newBench(t, seesSetup(616, 560, ""))
	f := smallNet()
	b.show(f)
	b.Draw(0)
	found := map[string][]string{}
	for y := 1.0; y < 560; y += 2 {
		for x := 1.0; x < 616; x += 2 {
			target, _, _ := b.over(x, y, false)
			var said struct {
				ID    string
				Press map[string]any
				Say   struct{ Key string }
			}
			if target == "" || target == "null" {
				continue
			}
			if err := json.Unmarshal([]byte(target), &said); err != nil {
				t.Fatal(err)
			}
			press, err := json.Marshal(said.Press)
			if err != nil {
				t.Fatal(err)
			}
			found[said.ID] = append(found[said.ID], string(press)+" "+said.Say.Key)
		}
	}
	tests := []struct {
		id, want string
		least    int // different presses
	}{
		{"wall.picture", `null hint.wall.picture`, 1},
		{"wall.map.1.0", `{"do":"look","plane":0,"stage":1,"x":7,"y":7} hint.wall.map`, 14 * 14},
		{"wall.map.1.7", `{"do":"look","plane":7,"stage":1,"x":0,"y":13} hint.wall.map`, 14 * 14},
		{"wall.map.2.3", `{"do":"look","plane":3,"stage":2,"x":6,"y":0} hint.wall.pool`, 49},
		{"wall.map.4.0", `{"do":"look"} hint.wall.pool`, 9},
		{"wall.filter.1.2", `{"do":"look","plane":2,"stage":1} hint.wall.filter`, 1},
		{"wall.answer.3", `{"do":"look","plane":3,"stage":5} hint.wall.answer`, 1},
		{"wall.answer.9", `{"do":"look","plane":9,"stage":5} hint.wall.answer`, 1},
	}
	for _, tt := range tests {
		kinds := map[string]bool{}
		for _, one := range found[tt.id] {
			kinds[one] = true
		}
		if !kinds[tt.want] {
			t.Errorf("%s has not %s; it has %d others", tt.id, tt.want, len(kinds))
		}
		if len(kinds) < tt.least {
			t.Errorf("%s has %d presses; want %d", tt.id, len(kinds), tt.least)
		}
	}
}

// A map that is nothing everywhere is told apart, by a line and in words.
func TestWallSilent(t *testing.T) {
	lines := func(f *frame.Frame) int {
		b := newBench(t, seesSetup(616, 560, ""))
		b.show(f)
		p, _ := b.Draw(0)
		return len(p.Over.Indices)
	}
	alive, silent := smallNet(), smallNet()
	clear(silent.Array("maps/1").Data[5*14*14 : 6*14*14])
	if lines(silent) != lines(alive)+6 {
		t.Error("a silent map has no line of its own")
	}
}

// Whatever a frame holds or lacks, nothing breaks.
func TestWallTakesAnyFrame(t *testing.T) {
	oddFrames(t, smallNet(), func(t *testing.T, f *frame.Frame) {
		b := newBench(t, seesSetup(616, 400, ""))
		b.show(f)
		b.Draw(0)
		for y := 0.0; y < 400; y += 13 {
			for x := 0.0; x < 616; x += 11 {
				b.Pointer(viz.Pointer{Type: "move", X: x, Y: y})
			}
			b.Draw(1)
		}
	})
}

// BenchmarkWall is what a frame of the largest wall costs before it goes to the GPU.
func BenchmarkWall(b *testing.B) {
	f := walled(28, block{1, 32, 28}, block{2, 32, 14}, block{1, 32, 14}, block{2, 32, 7}, block{3, 64, 1})
	s := newBench(b, seesSetup(616, 560, ""))
	for i := 0; b.Loop(); i++ {
		f.Seq = uint32(i + 1)
		s.show(f)
		s.Draw(float64(16 * i))
	}
}
