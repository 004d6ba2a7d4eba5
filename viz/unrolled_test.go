package viz_test

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"github.com/whisker-lab/whisker/frame"
	"github.com/whisker-lab/whisker/viz"
)

// remembering is a frame of a network with a memory: its task and cell as frames number them, and how many steps and cells it has.
func remembering(task, cell, steps, hidden int, open bool) *frame.Frame {
	f := &frame.Frame{Seq: 1}
	outs := []int{4, 2, 1}[task]
	items := f.Add("memory/items", steps)
	for i := range items {
		switch {
		case task == 1:
			items[i] = float32(i % 2)
		case i == 0 || task == 2 && i == steps-1:
			items[i] = 2
		case i == steps-1:
			items[i] = 7
		default:
			items[i] = float32([]int{4, 0, 10}[task] + i%3)
		}
	}
	states := f.Add("memory/states", steps, hidden)
	for i := range states {
		states[i] = float32(math.Sin(float64(i)))
	}
	if ways := []int{0, 2, 3, 0}[cell]; ways > 0 {
		gates := f.Add("memory/gates", steps, ways, hidden)
		for i := range gates {
			gates[i] = float32(i%10) / 10
		}
	}
	blame := f.Add("memory/blame", steps)
	for i := range blame {
		blame[i] = float32(math.Pow(0.6, float64(steps-1-i)))
	}
	answers := f.Add("memory/answers", steps, outs)
	for i := range answers {
		answers[i] = 1 / float32(outs)
	}
	shown := float32(0)
	if open {
		shown = 1
	}
	copy(f.Add("memory", 9), []float32{float32(task), float32(cell), -1, shown, 0, 0, 4, 2.5, 1})
	return f
}

// waving is a frame of a wave and how it goes on.
func waving() *frame.Frame {
	f := &frame.Frame{Seq: 1}
	for _, name := range []string{"foresee/wave", "foresee/on"} {
		for i, w := 0, f.Add(name, 64); i < 64; i++ {
			w[i] = float32(math.Sin(float64(i) / 3))
		}
	}
	return f
}

// memorySetup is a stage with only such a network.
func memorySetup(w, h int, more string) string {
	return fmt.Sprintf(`{"views": [{"kind": "unrolled", "area": "network"}, {"kind": "foresee", "area": "network", "bind": {"control": "wave"}}], "areas": {"network": {"x": 0, "y": 0, "w": %d, "h": %d}}%s}`, w, h, more)
}

func TestMemoryTakesAnyFrame(t *testing.T) {
	for _, f := range []*frame.Frame{remembering(0, 0, 10, 8, true), remembering(1, 1, 2, 1, true), remembering(2, 2, 50, 32, true), remembering(0, 3, 10, 8, false), waving()} {
		oddFrames(t, f, func(t *testing.T, f *frame.Frame) {
			b := newBench(t, memorySetup(616, 480, ""))
			b.show(f)
			poke(b)
		})
	}
}

// All columns are in view, from one end to the other, however many steps there are, and no words lie outside.
func TestMemoryFits(t *testing.T) {
	for _, size := range [][2]int{{616, 470}, {358, 300}, {320, 290}, {900, 600}} {
		for _, steps := range []int{3, 10, 26, 50} {
			for task := range 3 {
				for cell := range 4 {
					b := newBench(t, memorySetup(size[0], size[1], ""))
					b.show(remembering(task, cell, steps, 8, true))
					p, _ := b.Draw(0)
					for _, v := range append(append(p.Under.Vertices, p.Over.Vertices...), p.Rasters.Vertices...) {
						if v.DstX < -2 || v.DstX > float32(size[0])+2 || v.DstY < -2 || v.DstY > float32(size[1])+2 {
							t.Fatalf("%v, task %d, cell %d, %d steps: something is drawn at %v, %v", size, task, cell, steps, v.DstX, v.DstY)
						}
					}
					if p.Rasters.Indices == nil || len(p.Rasters.Indices) < 6*(steps+1) {
						t.Errorf("%d steps: %d states", steps, len(p.Rasters.Indices)/6)
					}
				}
			}
		}
	}
}

// The copies come out of the one network in one motion, which ends; with reduced motion they are there at once.
func TestUnrollingMoves(t *testing.T) {
	for _, still := range []bool{false, true} {
		b := newBench(t, memorySetup(616, 470, fmt.Sprintf(`, "reducedMotion": %v`, still)))
		b.show(remembering(0, 0, 10, 8, false))
		p, again := b.Draw(1000)
		if again || len(p.Rasters.Indices) != 6*2 { // its state, and the key of the colours
			t.Fatalf("rolled up: moves %v, %d states", again, len(p.Rasters.Indices)/6)
		}
		b.show(remembering(0, 0, 10, 8, true))
		p, again = b.Draw(2000)
		if again == still {
			t.Errorf("reduced %v: moves %v", still, again)
		}
		where := func(p *viz.Picture) float32 { return p.Rasters.Vertices[len(p.Rasters.Vertices)-1].DstX }
		first := where(p)
		p, again = b.Draw(2450)
		if still {
			if p != nil {
				t.Error("it moves though motion is reduced")
			}
			continue
		}
		half := where(p)
		p, again = b.Draw(2900)
		for again {
			p, again = b.Draw(3000)
		}
		if p == nil {
			p, _ = b.Draw(3100)
		}
		if p != nil && !(first < half && half < where(p)) {
			t.Errorf("the last copy is at %v, %v, %v", first, half, where(p))
		}
	}
}

// What can be pressed says what it does: another item, or a look at that moment.
func TestMemoryTargets(t *testing.T) {
	b := newBench(t, memorySetup(616, 470, ""))
	b.show(remembering(0, 2, 10, 8, true))
	b.Draw(0)
	found := map[string]bool{}
	for y := 1.0; y < 470; y += 5 {
		for x := 1.0; x < 616; x += 7 {
			b.events = nil
			b.Pointer(viz.Pointer{Type: "move", X: x, Y: y})
			for _, e := range b.events {
				for _, want := range []string{`"memory.item.0"`, `"memory.item.4"`, `"memory.item.9"`, `"memory.step.4"`, `"memory.blame.0"`, `"memory.gate.0.3"`, `"memory.gate.2.3"`, `"memory.loop"`} {
					if strings.Contains(e, want) {
						found[want] = true
						if press := strings.Contains(e, `"press"`); press != (strings.Contains(want, "item.0") || strings.Contains(want, "item.4") || strings.Contains(want, "step")) {
							t.Errorf("%s: %s", want, e)
						}
					}
				}
			}
		}
	}
	if len(found) != 8 {
		t.Errorf("found only %v", found)
	}
}

// A stroke over the wave is told once it is drawn, as so many numbers.
func TestWaveIsDrawn(t *testing.T) {
	b := newBench(t, memorySetup(616, 470, ""))
	b.show(waving())
	b.Draw(0)
	b.Pointer(viz.Pointer{Type: "down", X: 60, Y: 200})
	for x := 70.0; x <= 250; x += 20 {
		b.Pointer(viz.Pointer{Type: "move", X: x, Y: 100})
		b.Draw(x)
	}
	sent := func() (found string) {
		for _, e := range b.events {
			if strings.Contains(e, `"wave"`) && strings.Contains(e, `"set"`) {
				found = e
			}
		}
		return found
	}
	if sent() != "" {
		t.Error("it is told before it is drawn")
	}
	b.Pointer(viz.Pointer{Type: "up", X: 250, Y: 100})
	b.Draw(300)
	if e := sent(); strings.Count(e, ",") < 63 {
		t.Errorf("told %q", e)
	}
}
