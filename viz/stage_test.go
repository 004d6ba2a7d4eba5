package viz_test

import (
	"encoding/json"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/whisker-lab/whisker/frame"
	"github.com/whisker-lab/whisker/viz"
)

// desk is a setup at 1280×800; more is merged into it.
func desk(t testing.TB, more string) []byte {
	t.Helper()
	setup := map[string]any{}
	for _, s := range []string{`{
		"views": [{"kind": "network", "area": "network"}, {"kind": "plot", "area": "output"}, {"kind": "loss", "area": "chart"}],
		"areas": {"network": {"x": 0, "y": 0, "w": 634, "h": 436}, "output": {"x": 660, "y": 0, "w": 328, "h": 270}, "chart": {"x": 660, "y": 300, "w": 328, "h": 130}},
		"dpr": 1, "theme": {"ink": "#1C1E22", "negHeat": "#A5C2EE", "zero": "#F5F4EF", "posHeat": "#F6C38C"}
	}`, more} {
		if s == "" {
			continue
		}
		if err := json.Unmarshal([]byte(s), &setup); err != nil {
			t.Fatal(err)
		}
	}
	b, err := json.Marshal(setup)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// frame is what an engine sends of a network with the given hidden layers; outputs 1 or the number of classes.
func picture(seq uint32, flags uint32, outputs int, hidden ...int) *frame.Frame {
	f := &frame.Frame{Seq: seq, Flags: flags}
	add := func(name string, shape ...int) []float32 {
		n := 1
		for _, s := range shape {
			n *= s
		}
		a := frame.Array{Name: name, Shape: shape, Data: make([]float32, n)}
		for i := range a.Data {
			a.Data[i] = float32(math.Sin(float64(i)*1.7 + float64(len(name))))
		}
		f.Arrays = append(f.Arrays, a)
		return a.Data
	}
	sizes := append(append([]int{2}, hidden...), outputs)
	for i := range add("net/sizes", len(sizes)) {
		f.Arrays[0].Data[i] = float32(sizes[i])
	}
	copy(add("net/inputs", 7), []float32{1, 0, 1, 0, 0, 0, 0})
	add("act/0", 7)
	add("field/0", 7, 40, 40)
	for l := 1; l < len(sizes); l++ {
		k := fmt.Sprint(l)
		add("w/"+k, sizes[l], sizes[l-1])
		add("g/"+k, sizes[l], sizes[l-1])
		add("b/"+k, sizes[l])
		add("act/"+k, sizes[l])
		for i := range add("flag/"+k, sizes[l]) {
			f.Arrays[len(f.Arrays)-1].Data[i] = float32(i % 3)
		}
		add("field/"+k, sizes[l], 40, 40)
	}
	add("plot", outputs, 64, 64)
	copy(add("plot/range", 4), []float32{-2, 2, -2, 2})
	copy(add("plot/focus", 2), []float32{-1, -1})
	copy(add("points", 3, 4), []float32{0, 0, 0, 0, 1, 1, 1, 0, -1, 1, 1, 1})
	copy(add("loss/train", 3, 2), []float32{0, 0.7, 10, 0.5, 20, 0.1})
	copy(add("loss/test", 3, 2), []float32{0, 0.8, 10, 0.6, 20, 0.2})
	return f
}

// bench is a stage with its events.
type bench struct {
	*viz.Stage
	t      testing.TB
	events []string // JSON
}

func newBench(t testing.TB, more string) *bench {
	t.Helper()
	b := &bench{t: t}
	var last viz.Layout
	b.Stage = viz.New(func(event any) {
		switch e := event.(type) { // as stage.js does
		case viz.Layout:
			last = e
		case viz.Labels:
			last.Labels = e.Labels
			event = last
		}
		text, err := json.Marshal(event)
		if err != nil {
			t.Fatal(err)
		}
		b.events = append(b.events, string(text))
	})
	if err := b.Setup(desk(t, more)); err != nil {
		t.Fatal(err)
	}
	return b
}

func (b *bench) show(f *frame.Frame) {
	b.t.Helper()
	if seq, err := b.Show(f.Append(nil)); err != nil || seq != f.Seq {
		b.t.Fatalf("Show: %d, %v", seq, err)
	}
}

// drain returns the events so far whose type, or whose message, is the given one.
func (b *bench) drain(kind string) []string {
	var found []string
	for _, e := range b.events {
		if strings.Contains(e, `"type":"`+kind+`"`) || strings.Contains(e, `"do":"`+kind+`"`) {
			found = append(found, e)
		}
	}
	b.events = nil
	return found
}

func (b *bench) layout() viz.Layout {
	b.t.Helper()
	for _, e := range slices.Backward(b.events) {
		if strings.Contains(e, `"type":"layout"`) {
			var l struct {
				Nodes []viz.Node
				Plot  *viz.PlotBox
			}
			if err := json.Unmarshal([]byte(e), &l); err != nil {
				b.t.Fatal(err)
			}
			return viz.Layout{Nodes: l.Nodes, Plot: l.Plot}
		}
	}
	b.t.Fatal("no layout was announced")
	return viz.Layout{}
}

func node(l viz.Layout, layer, unit int) viz.Node {
	for _, n := range l.Nodes {
		if n.Layer == layer && n.Unit == unit {
			return n
		}
	}
	panic("no such node")
}

func TestDrawsOnlyWhatIsNew(t *testing.T) {
	b := &bench{t: t}
	b.Stage = viz.New(func(event any) { b.events = append(b.events, fmt.Sprintf("%T", event)) })
	draws := func(want bool, when string) {
		t.Helper()
		if p, again := b.Draw(0); (p != nil) != want || again {
			t.Fatalf("%s: a picture: %v, again: %v", when, p != nil, again)
		}
	}
	draws(false, "before anything")
	b.show(picture(1, 0, 1, 4, 3))
	draws(false, "before the setup")
	if err := b.Setup(desk(t, "")); err != nil {
		t.Fatal(err)
	}
	draws(true, "with both")
	if got := strings.Join(b.events, " "); got != "viz.Layout viz.Drawn" {
		t.Errorf("events: %s", got)
	}
	draws(false, "again")
	b.show(picture(2, 0, 1, 4, 3))
	draws(true, "with a new frame")
	if got := strings.Join(b.events, " "); got != "viz.Layout viz.Drawn viz.Drawn" {
		t.Errorf("the same layout was announced twice: %s", got)
	}
	grown := picture(3, 0, 1, 4, 3)
	grown.Array("loss/train").Data[4], grown.Array("loss/test").Data[4] = 9000, 9000
	b.show(grown)
	draws(true, "with a longer curve")
	if got := strings.Join(b.events[3:], " "); got != "viz.Labels viz.Drawn" {
		t.Errorf("where a curve has grown, the page heard %s; want its labels alone", got)
	}
	b.Pointer(viz.Pointer{Type: "move", X: 5, Y: 5})
	draws(false, "with the pointer over nothing")
	n := 400.0 // the plot: its value changes, its picture does not
	b.Pointer(viz.Pointer{Type: "move", X: 700, Y: n / 2})
	b.Draw(0)
	b.Pointer(viz.Pointer{Type: "move", X: 720, Y: n/2 + 3})
	draws(false, "with the pointer moving over the plot")
	b.Spoil()
	draws(true, "after the screen was lost")
	b.show(picture(4, 0, 3, 5))
	draws(true, "with another network")
	if !slices.Contains(b.events[3:], "viz.Layout") {
		t.Error("the other network's layout was not announced")
	}
}

func TestLayoutIsOfTheFrame(t *testing.T) {
	b := newBench(t, "")
	b.show(picture(1, 0, 1, 4, 3))
	b.Draw(0)
	l := b.layout()
	if len(l.Nodes) != 7+4+3+1 {
		t.Errorf("%d nodes", len(l.Nodes))
	}
	if l.Plot == nil || l.Plot.Range != [4]float64{-2, 2, -2, 2} {
		t.Errorf("plot: %+v", l.Plot)
	}
	all := strings.Join(b.events, "\n")
	for _, want := range []string{
		`"key":"stage.input","args":{"i":6},"cls":"input off"`, `"key":"stage.saturated","args":{"n":2}`, `"key":"stage.silent","args":{"n":3}`,
		`"key":"stage.neuron","args":{"n":1},"cls":"num"`, `"key":"stage.hop","args":{"n":3},"cls":"hop"`, `"key":"stage.cap","args":{"n":3},"cls":"cap"`,
		`"key":"stage.tick","args":{"text":"−1"}`, `"key":"stage.tick","args":{"text":"+1"}`, `"key":"stage.loss","args":{}`,
		`"key":"stage.loss.train","args":{"value":"0.100"},"cls":"end"`, `"key":"stage.loss.test","args":{"value":"0.200"},"cls":"end"`, `"heads":[{"layer":0`,
	} {
		if !strings.Contains(all, want) {
			t.Errorf("no label has %s", want)
		}
	}
	figure := newBench(t, `{"embed": true}`)
	figure.show(picture(1, 0, 1, 4, 3))
	figure.Draw(0)
	if n := len(figure.layout().Nodes); n != 2+4+3+1 {
		t.Errorf("a figure shows %d nodes; inputs that are off have no place in it", n)
	}
}

func TestHoverAsksForTheNeuronsField(t *testing.T) {
	b := newBench(t, "")
	b.show(picture(1, 0, 1, 4, 3))
	b.Draw(0)
	n := node(b.layout(), 2, 1)
	b.drain("")
	for _, step := range []struct{ name, kind, want string }{
		{"over a neuron", "move", `"msg":{"do":"focus","layer":2,"unit":1}`},
		{"still there", "move", ""},
		{"gone", "leave", `"msg":{"do":"focus","layer":-1,"unit":-1}`},
	} {
		b.Pointer(viz.Pointer{Type: step.kind, X: n.X, Y: n.Y})
		got := strings.Join(b.drain("focus"), " ")
		if step.want == "" && got != "" || !strings.Contains(got, step.want) {
			t.Errorf("%s: %s; want %s", step.name, got, step.want)
		}
	}
}

// pick has a frame say what is selected (layer, unit, in, point) and what is looked at (layer, unit).
func pick(f *frame.Frame, chosen [4]float32, focus [2]float32) *frame.Frame {
	f.Arrays = slices.DeleteFunc(f.Arrays, func(a frame.Array) bool { return a.Name == "chosen" || a.Name == "focus" })
	copy(f.Add("chosen", 4), chosen[:])
	copy(f.Add("focus", 2), focus[:])
	return f
}

var (
	nobodyChosen = [4]float32{-1, -1, -1, -1}
	noFocus      = [2]float32{-1, -1}
)

// What is looked at has a ring, or else what is selected; a whole layer one about each of its tiles. What the pointer alone
// has the engine look at has none.
func TestSelection(t *testing.T) {
	b := newBench(t, "")
	over := func(chosen [4]float32, focus [2]float32) int {
		t.Helper()
		b.show(pick(picture(1, 0, 1, 4, 3), chosen, focus))
		p, _ := b.Draw(0)
		return len(p.Over.Vertices)
	}
	plain := over(nobodyChosen, noFocus)
	one := over(nobodyChosen, [2]float32{1, 2}) - plain
	if one <= 0 {
		t.Fatal("there is no ring")
	}
	nan := float32(math.NaN())
	for _, tt := range []struct {
		name   string
		chosen [4]float32
		focus  [2]float32
		rings  int
	}{
		{"a neuron is selected", [4]float32{1, 2, -1, -1}, noFocus, 1},
		{"an input is looked at", nobodyChosen, [2]float32{0, 1}, 1},
		{"one is selected, another looked at", [4]float32{1, 2, -1, -1}, [2]float32{2, 0}, 1},
		{"the first layer", nobodyChosen, [2]float32{1, -1}, 4},
		{"the second layer", nobodyChosen, [2]float32{2, -1}, 3},
		{"the output", nobodyChosen, [2]float32{3, -1}, 1},
		{"a layer that is none", nobodyChosen, [2]float32{9, -1}, 0},
		{"a point only", [4]float32{-1, -1, -1, 2}, noFocus, 0},
		{"no numbers", [4]float32{nan, nan, nan, nan}, [2]float32{nan, nan}, 0},
	} {
		if got := over(tt.chosen, tt.focus) - plain; got != tt.rings*one {
			t.Errorf("%s: %d more vertices; want %d times %d", tt.name, got, tt.rings, one)
		}
	}
	if got := over([4]float32{1, 2, 1, -1}, noFocus) - plain; got <= 0 || got == one {
		t.Errorf("an edge: %d more vertices", got)
	}
	b.show(pick(picture(1, 0, 1, 4, 3), nobodyChosen, noFocus))
	b.Draw(0)
	n := node(b.layout(), 1, 2)
	b.Pointer(viz.Pointer{Type: "move", X: n.X, Y: n.Y})
	p, _ := b.Draw(0)
	hovered := len(p.Over.Vertices)
	if got := over(nobodyChosen, [2]float32{1, 2}); got != hovered {
		t.Errorf("the echo of the pointer is marked: %d vertices; want %d", got, hovered)
	}
}

// w is the weight that the stage shows.
func (b *bench) w(x, y float64) float64 {
	b.t.Helper()
	b.Pointer(viz.Pointer{Type: "move", X: -50, Y: -50, ID: 1})
	b.drain("")
	b.Pointer(viz.Pointer{Type: "move", X: x, Y: y, ID: 1})
	var hover struct {
		Target struct {
			Say struct{ Args struct{ Value string } }
		}
	}
	if err := json.Unmarshal([]byte(b.drain("hover")[0]), &hover); err != nil {
		b.t.Fatal(err)
	}
	v, err := strconv.ParseFloat(strings.ReplaceAll(hover.Target.Say.Args.Value, "−", "-"), 64)
	if err != nil {
		b.t.Fatal(err)
	}
	return v
}

func TestDragEdits(t *testing.T) {
	f := picture(1, 0, 1, 4, 3)
	for _, test := range []struct {
		name   string
		touch  bool
		shift  bool
		dx, dy float64
		want   float64
	}{
		{"up is more", false, false, 0, -50, 1},
		{"down is less", false, false, 0, 50, -1},
		{"right is more", false, false, 50, 0, 1},
		{"shift is finer", false, true, 0, -50, 0.2},
		{"by finger", true, false, 0, -50, 1},
	} {
		t.Run(test.name, func(t *testing.T) {
			b := newBench(t, "")
			b.show(f)
			b.Draw(0)
			n := node(b.layout(), 2, 0)
			x, y := n.X-n.W/2, n.Y+n.H/2 // its bias
			before := b.w(x, y)
			if test.touch { // which has tapped the neuron before
				picked := picture(1, 0, 1, 4, 3)
				picked.Arrays = slices.DeleteFunc(picked.Arrays, func(a frame.Array) bool { return a.Name == "chosen" })
				copy(picked.Add("chosen", 4), []float32{2, 0, -1, -1})
				b.show(picked)
			}
			at := viz.Pointer{X: x, Y: y, ID: 1, Touch: test.touch, Shift: test.shift}
			send := func(kind string, dx, dy float64) viz.Reply {
				at.Type, at.X, at.Y = kind, at.X+dx, at.Y+dy
				return b.Pointer(at)
			}
			if r := send("down", 0, 0); !r.Capture {
				t.Fatal("not captured")
			}
			b.drain("")
			for range 10 {
				send("move", test.dx/10, test.dy/10)
			}
			if len(b.drain("edit")) != 0 {
				t.Error("an edit was sent before the next picture")
			}
			send("move", 0, 0)
			b.Draw(0)
			edits := b.drain("edit")
			want := fmt.Sprintf(`{"type":"msg","msg":{"do":"edit","what":"bias","layer":2,"out":0,"value":%v}}`, math.Round((before+test.want)*1e4)/1e4)
			if len(edits) != 1 || !closeTo(edits[0], want) {
				t.Errorf("%v; want %s", edits, want)
			}
			if r := send("up", 0, 0); r.Capture {
				t.Error("still captured")
			}
			if taps := b.drain("tap"); len(taps) != 0 {
				t.Errorf("a drag is no tap: %v", taps)
			}
			// Two frames may have left before the edit came to the engine; the third one knows.
			for i := range 3 {
				b.show(f)
				b.Draw(0)
				want := before + test.want
				if i == 2 {
					want = before
				}
				if got := b.w(x, y); math.Abs(got-want) > 0.111 {
					t.Errorf("after %d frames the stage shows %g; want %g", i+1, got, want)
				}
			}
		})
	}
}

// closeTo compares two edits, whose values may differ by the pixels within which a press is still a tap.
func closeTo(a, b string) bool {
	type edit struct {
		Msg struct {
			Do, What   string
			Layer, Out int
			Value      float64
		}
	}
	var p, q edit
	if json.Unmarshal([]byte(a), &p) != nil || json.Unmarshal([]byte(b), &q) != nil {
		return false
	}
	d := math.Abs(p.Msg.Value - q.Msg.Value)
	p.Msg.Value, q.Msg.Value = 0, 0
	return p == q && d <= 0.111
}

// A finger that has tapped nothing scrolls over weights and biases: the page keeps it, and no weight changes.
func TestSwipeEditsNothing(t *testing.T) {
	b := newBench(t, "")
	b.show(picture(1, 0, 1, 4, 3))
	b.Draw(0)
	n := node(b.layout(), 2, 0)
	b.drain("")
	x, y := n.X-n.W/2, n.Y+n.H/2
	for i, kind := range []string{"down", "move", "up"} {
		if r := b.Pointer(viz.Pointer{Type: kind, X: x, Y: y - 40*float64(i), ID: 1, Touch: true}); r.Capture {
			t.Errorf("the stage takes the finger at %s", kind)
		}
	}
	b.Draw(0)
	if all := strings.Join(b.events, " "); strings.Contains(all, `"do":"edit"`) {
		t.Errorf("a swipe edits: %s", all)
	}
}

func TestTap(t *testing.T) {
	b := newBench(t, "")
	b.show(picture(1, 0, 1, 4, 3))
	b.Draw(0)
	l := b.layout()
	n, input := node(l, 1, 2), node(l, 0, 3)
	press := func(x, y, toX, toY float64, touch bool, end string) []string {
		b.drain("")
		b.Pointer(viz.Pointer{Type: "down", X: x, Y: y, Touch: touch})
		b.Pointer(viz.Pointer{Type: "move", X: toX, Y: toY, Touch: touch})
		b.Pointer(viz.Pointer{Type: end, X: toX, Y: toY, Touch: touch})
		var taps []string
		for _, e := range b.events {
			if strings.Contains(e, `"tap"`) {
				taps = append(taps, e)
			}
		}
		return taps
	}
	if got := press(n.X, n.Y, n.X+2, n.Y, false, "up"); len(got) != 1 || !strings.Contains(got[0], `"id":"neuron.1.2","kind":"neuron"`) {
		t.Errorf("a click on a neuron: %v", got)
	}
	if got := press(input.X, input.Y, input.X, input.Y, true, "up"); len(got) != 1 || !strings.Contains(got[0], `"id":"input.3","kind":"input"`) {
		t.Errorf("a tap on an input: %v", got)
	}
	if got := press(n.X, n.Y, n.X, n.Y+30, true, "up"); len(got) != 0 {
		t.Errorf("a swipe: %v", got)
	}
	if got := press(n.X, n.Y, n.X, n.Y+2, true, "cancel"); len(got) != 0 {
		t.Errorf("a page that pans: %v", got)
	}
	if got := press(3, 3, 3, 3, false, "up"); len(got) != 1 || !strings.Contains(got[0], `"target":null`) {
		t.Errorf("a click beside everything: %v", got)
	}
	press(n.X, n.Y, n.X, n.Y, true, "up")
	if all := strings.Join(b.events, " "); strings.LastIndex(all, `"do":"focus","layer":1,"unit":2`) < strings.LastIndex(all, `"layer":-1`) {
		t.Errorf("a tapped neuron does not stay in the plot: %s", all)
	}
}
