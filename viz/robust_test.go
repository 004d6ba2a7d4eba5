package viz_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/whisker-lab/whisker/frame"
	"github.com/whisker-lab/whisker/viz"
)

// poke draws, moves over everything and taps: nothing may panic.
func poke(b *bench) {
	for now := 0.0; now < 4000; now += 90 {
		b.Draw(now)
	}
	for y := 0.0; y < 450; y += 37 {
		for x := 0.0; x < 1000; x += 41 {
			b.Pointer(viz.Pointer{Type: "move", X: x, Y: y})
		}
		b.Draw(5000)
	}
}

func TestTakesAnyFrame(t *testing.T) {
	oddFrames(t, asking(picture(1, frame.Pulse, 3, 4, 3)), func(t *testing.T, f *frame.Frame) {
		b := newBench(t, "")
		b.show(f)
		poke(b)
		for _, c := range [][4]float32{{1, 99, -1, -1}, {9, 1, 1, 1e30}, {1, -1, 70, -1}, {2, 1, 1, -1}, {1, 99, 99, 99}} {
			b.show(pick(f, c, noFocus))
			b.Draw(6000)
			b.show(pick(f, nobodyChosen, [2]float32{c[0], c[1]}))
			b.Draw(6000)
		}
	})
}

func TestTakesAnyNetworkAndSetup(t *testing.T) {
	networks := [][]int{{}, {1}, {16}, {4, 2}, {16, 16, 16, 16, 16, 16, 16, 16}}
	setups := []string{
		"", `{"phone": true, "coarse": true, "dpr": 3}`, `{"embed": true}`, `{"contrast": true}`, `{"reducedMotion": true}`,
		`{"areas": {}}`, `{"areas": {"network": {"x": 0, "y": 0, "w": 1, "h": 1}, "output": {"x": 0, "y": 0, "w": 2, "h": 1}, "chart": {"x": 0, "y": 0, "w": 1, "h": 2}}}`,
		`{"views": []}`,
	}
	for _, hidden := range networks {
		for _, outputs := range []int{1, 3, 6, 9} {
			for i, setup := range setups {
				t.Run(fmt.Sprint(hidden, outputs, i), func(t *testing.T) {
					b := newBench(t, setup)
					b.show(picture(1, frame.Pulse|frame.Playing, outputs, hidden...))
					if p, again := b.Draw(0); p == nil || !again {
						t.Errorf("a picture: %v, a pulse: %v", p != nil, again)
					}
					if p, again := b.Draw(1e5); again || p == nil {
						t.Errorf("the pulse never ends: %v, %v", again, p != nil)
					}
					poke(b)
				})
			}
		}
	}
}

func TestRejects(t *testing.T) {
	for _, bad := range []string{"", "7", `{"dpr": 0}`, `{"dpr": -1}`, `{"theme": {"ink": "black"}}`, `{"views": [{"kind": "cube"}]}`} {
		if err := viz.New(func(any) {}).Setup([]byte(bad)); err == nil {
			t.Errorf("setup %q was taken", bad)
		}
	}
	b := newBench(t, "")
	if _, err := b.Show([]byte("no frame")); err == nil {
		t.Error("bytes that are no frame were taken")
	}
	b.show(picture(4, 0, 1, 2))
	if p, _ := b.Draw(0); p == nil {
		t.Error("no picture of the frame after")
	}
}

func TestPulseRunsAndEnds(t *testing.T) {
	for _, setup := range []string{"", `{"reducedMotion": true}`} {
		b := newBench(t, setup)
		b.show(picture(1, 0, 1, 4, 3))
		p, again := b.Draw(0)
		if again {
			t.Error("a frame without a pulse moves")
		}
		still := len(p.Under.Vertices)
		b.show(picture(2, frame.Pulse, 1, 4, 3))
		seen := map[string]bool{}
		for now := 1000.0; now < 5000; now += 16 {
			p, again := b.Draw(now)
			if p == nil {
				break
			}
			switch extra := len(p.Under.Vertices) - still; {
			case extra > 0 && now < 1850:
				seen["forward"] = true
			case extra > 0:
				seen["back"] = true
			}
			if !again && now < 2600 {
				t.Errorf("the pulse ends at %g", now-1000)
			}
		}
		if !seen["forward"] || !seen["back"] {
			t.Errorf("%s: seen %v", setup, seen)
		}
		if p, again := b.Draw(6000); p != nil || again {
			t.Error("it still moves after five seconds")
		}
	}
}

// TestKinds: every kind has a name of its own, and before it is arranged nothing is there.
func TestKinds(t *testing.T) {
	seen := map[string]bool{}
	for _, k := range viz.Kinds {
		if k.Kind == "" || seen[k.Kind] {
			t.Errorf("two views are called %q", k.Kind)
		}
		seen[k.Kind] = true
		view := k.New(viz.Bind{})
		view.Read(&frame.Frame{})
		var l viz.Layout
		view.Announce(&l)
		if view.Hit(5, 5, false).Kind != viz.Nothing {
			t.Errorf("%s: something is there before it is arranged", k.Kind)
		}
	}
}

func TestBind(t *testing.T) {
	f := picture(1, 0, 1, 2)
	for i := range f.Arrays {
		if f.Arrays[i].Name == "loss/train" {
			f.Arrays[i].Name = "other"
		}
	}
	b := newBench(t, `{"views": [{"kind": "loss", "area": "chart", "bind": {"train": "other"}}]}`)
	b.show(f)
	b.Draw(0)
	if !strings.Contains(strings.Join(b.events, ""), `"stage.loss.train"`) {
		t.Error("the bound array is not shown")
	}
}

func ExampleArg() {
	a, _ := json.Marshal(viz.Arg{Name: "i", Number: 0})
	b, _ := json.Marshal(viz.Arg{Name: "text", Text: "−1"})
	c, _ := json.Marshal(viz.Arg{})
	fmt.Println(string(a), string(b), string(c))
	// Output: {"i":0} {"text":"−1"} {}
}

// BenchmarkDraw is the largest network: what a frame costs before it goes to the GPU.
func BenchmarkDraw(b *testing.B) {
	for _, hidden := range [][]int{{4, 2}, {16, 16, 16, 16, 16, 16, 16, 16}} {
		s := newBench(b, "")
		bytes := picture(1, 0, 1, hidden...).Append(nil)
		b.Run(fmt.Sprintf("%d layers of %d", len(hidden), hidden[0]), func(b *testing.B) {
			for b.Loop() {
				s.events = s.events[:0]
				if _, err := s.Show(bytes); err != nil {
					b.Fatal(err)
				}
				s.Draw(0)
			}
		})
	}
}
