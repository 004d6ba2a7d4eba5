package viz_test

import (
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/whisker-lab/whisker/frame"
	"github.com/whisker-lab/whisker/viz"
)

const sweepSetup = `{"views": [{"kind": "sweep", "area": "network", "bind": {"lines": "own,new", "sets": "examples", "axis": "examples", "unit": "%", "floor": "50",
	"level": "rule", "gap": "points", "pictures": "sizes,others"}}]}`

// swept is a frame with a curve of three numbers of four, and two pairs of pictures.
func swept() *frame.Frame {
	f := &frame.Frame{Seq: 1}
	copy(f.Add("sweep/x", 4), []float32{10, 100, 1000, 10000})
	f.Add("sweep/at", 1)[0] = 100
	copy(f.Add("own", 3, 4), []float32{10, 1, 1, 1, 100, 0.986, 0.9, 1, 1000, 0.95, 0.94, 0.96})
	copy(f.Add("new", 3, 4), []float32{10, 0.6, 0.4, 0.7, 100, 0.784, 0.7, 0.9, 1000, 0.94, 0.93, 0.95})
	f.Add("rule", 1)[0] = 0.92
	for _, name := range []string{"sizes", "others"} {
		copy(f.Add(name+"/x", 2), []float32{10, 1000})
		copy(f.Add(name+"/value", 2), []float32{0.6, float32(math.NaN())})
		for i := range f.Add(name, 2, 8, 8) {
			f.Array(name).Data[i] = float32(math.Sin(float64(i)))
		}
		copy(f.Add(name+"/points", 2, 4), []float32{0, 0, 0, 0, 0.5, 0.5, 1, 0})
		copy(f.Add(name+"/points/count", 2), []float32{1, 2})
		copy(f.Add(name+"/range", 4), []float32{-1, 1, -1, 1})
	}
	return f
}

// seek finds a place of a target whose id begins so.
func seek(b *bench, id string) (x, y float64) {
	b.t.Helper()
	for y := 2.0; y < 436; y += 4 {
		for x := 2.0; x < 634; x += 4 {
			if target, _, _ := b.over(x, y, false); strings.HasPrefix(target, `{"id":"`+id) {
				return x, y
			}
		}
	}
	b.t.Fatalf("nothing is called %s", id)
	return 0, 0
}

// words is what the page heard of its labels last.
func words(b *bench) string {
	b.t.Helper()
	for _, e := range slices.Backward(b.events) {
		if strings.Contains(e, `"type":"layout"`) {
			return e
		}
	}
	b.t.Fatal("no layout was announced")
	return ""
}

// What is pressed chooses a number, says what is known of it, and what is not.
func TestSweepTargets(t *testing.T) {
	b := newBench(t, sweepSetup)
	b.show(swept())
	b.Draw(0)
	for _, tt := range []struct{ id, want string }{
		{"sweep.dot.0.1", `"press":{"do":"set","name":"examples","value":100},"say":{"args":{"least":"90%","most":"100%","value":"99%","x":"100"},"key":"hint.sweep.own"}`},
		{"sweep.dot.1.2", `"press":{"do":"set","name":"examples","value":1000},"say":{"args":{"least":"93%","most":"95%","value":"94%","x":"1,000"},"key":"hint.sweep.new"}`},
		{"sweep.stop.3", `"press":{"do":"set","name":"examples","value":10000},"say":{"args":{"x":"10,000"},"key":"hint.sweep.none"}`},
		{"sweep.picture.0.0", `"press":{"do":"set","name":"examples","value":10},"say":{"args":{"value":"60%","x":"10"},"key":"hint.picture.sizes"}`},
		{"sweep.picture.1.1", `"press":{"do":"set","name":"examples","value":1000},"say":{"args":{"value":"–","x":"1,000"},"key":"hint.picture.others"}`},
		{"sweep.rail", `"key":"hint.sweep.examples"`},
	} {
		x, y := seek(b, tt.id)
		if target, _, _ := b.over(x, y, false); !strings.Contains(target, tt.want) {
			t.Errorf("%s is %s; want %s", tt.id, target, tt.want)
		}
	}
}

// The handle goes from stop to stop as it is dragged, and shows it before the engine has answered.
func TestSweepIsDragged(t *testing.T) {
	b := newBench(t, sweepSetup)
	b.show(swept())
	b.Draw(0)
	first, y := seek(b, "sweep.rail")
	last := first
	for x := first; x < 634; x += 4 {
		if target, _, _ := b.over(x, y+6, false); strings.HasPrefix(target, `{"id":"sweep.rail`) {
			last = x
		}
	}
	y += 6
	b.drain("")
	from := first + (last-first)/3
	b.Pointer(viz.Pointer{Type: "move", X: from, Y: y})
	if r := b.Pointer(viz.Pointer{Type: "down", X: from, Y: y}); !r.Capture {
		t.Fatal("it is not taken")
	}
	for x := from; x <= last+40; x += 20 {
		b.Pointer(viz.Pointer{Type: "move", X: x, Y: y + 30})
		b.Draw(x)
	}
	if l := words(b); !strings.Contains(l, `"args":{"text":"10,000"},"cls":"tick now"`) {
		t.Errorf("it is not the last stop that is marked: %s", l)
	}
	b.Pointer(viz.Pointer{Type: "up", X: last + 40, Y: y})
	var said []string
	for _, e := range b.events {
		if strings.Contains(e, `"do":"set"`) && strings.Contains(e, `"type":"msg"`) {
			said = append(said, e[strings.Index(e, `"value":`):])
		}
	}
	if text := strings.Join(said, " "); !strings.HasSuffix(text, `"value":10000}}`) || !strings.Contains(text, `"value":1000}}`) {
		t.Errorf("said %v; want it to go by 1000 to 10000", said)
	}
}

// The numbers told are those that are shown: the gap is the difference of what is read.
func TestSweepLabels(t *testing.T) {
	b := newBench(t, sweepSetup)
	b.show(swept())
	b.Draw(0)
	text := words(b)
	for _, want := range []string{
		`"stage.gap.points","args":{"value":"21%"}`, `"stage.level.rule","args":{"value":"92%"}`, `"stage.line.own","args":{"value":"95%"}`,
		`"stage.line.new","args":{"value":"94%"}`, `"stage.picture.sizes","args":{"text":"10"}`,
	} {
		if !strings.Contains(text, want) {
			t.Errorf("no %q among %s", want, text)
		}
	}
	if strings.Contains(text, "stage.sweep.empty") {
		t.Error("it says that nothing is known")
	}
	b.show(func() *frame.Frame {
		f := swept()
		f.Array("own").Data = nil
		f.Array("new").Data = nil
		f.Array("own").Shape = []int{0}
		f.Array("new").Shape = []int{0}
		return f
	}())
	b.Draw(1)
	if !strings.Contains(words(b), "stage.sweep.empty") {
		t.Error("an empty chart says nothing")
	}
}

// Whatever comes in a frame is drawn, or is not, but nothing breaks.
func TestSweepTakesAnyFrame(t *testing.T) {
	whole := swept()
	for i, a := range whole.Arrays {
		for _, odd := range []string{"gone", "short", "empty", "not numbers", "huge", "negative"} {
			t.Run(a.Name+" "+odd, func(t *testing.T) {
				f := &frame.Frame{Seq: 1, Arrays: append([]frame.Array(nil), whole.Arrays...)}
				c := a
				c.Data = append([]float32(nil), a.Data...)
				switch odd {
				case "gone":
					c.Name = "gone"
				case "short":
					c.Shape, c.Data = []int{len(a.Data) / 2}, c.Data[:len(a.Data)/2]
				case "empty":
					c.Shape, c.Data = []int{0}, nil
				default:
					for j := range c.Data {
						c.Data[j] = map[string]float32{"not numbers": float32(math.NaN()), "huge": 1e30, "negative": -5}[odd]
					}
				}
				f.Arrays[i] = c
				for _, more := range []string{"", `, "phone": true`} {
					b := newBench(t, strings.TrimSuffix(sweepSetup, "}")+more+"}")
					b.show(f)
					poke(b)
				}
			})
		}
	}
}
