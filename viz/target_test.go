package viz_test

import (
	"encoding/json"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/whisker-lab/whisker/frame"
	"github.com/whisker-lab/whisker/viz"
)

// heard is the newest event of a kind that has a target, as the page hears it: the target without its box, and the box.
func (b *bench) heard(kind string) (target string, box map[string]float64) {
	b.t.Helper()
	for _, e := range slices.Backward(b.events) {
		var event struct {
			Type   string
			Target map[string]any
		}
		if err := json.Unmarshal([]byte(e), &event); err != nil {
			b.t.Fatal(err)
		}
		if event.Type != kind {
			continue
		}
		if of, ok := event.Target["box"].(map[string]any); ok {
			box = map[string]float64{}
			for k, v := range of {
				box[k] = v.(float64)
			}
			delete(event.Target, "box")
		}
		text, err := json.Marshal(event.Target)
		if err != nil {
			b.t.Fatal(err)
		}
		return string(text), box
	}
	return "", nil
}

// over is the target at a place, without its box, and the cursor there.
func (b *bench) over(x, y float64, touch bool) (target, cursor string, box map[string]float64) {
	b.t.Helper()
	b.Pointer(viz.Pointer{Type: "move", X: -50, Y: -50})
	b.drain("")
	down := viz.Pointer{Type: "move", X: x, Y: y, Touch: touch}
	if touch { // a finger is nowhere until it is down
		down.Type = "down"
	}
	r := b.Pointer(down)
	target, box = b.heard("hover")
	b.Pointer(viz.Pointer{Type: "cancel", X: x, Y: y, Touch: touch})
	return target, r.Cursor, box
}

// A network's parts say what they are in the page's words, what a press on them does and what opens then.
func TestNetworkTargets(t *testing.T) {
	b := newBench(t, "")
	f := picture(1, 0, 1, 4, 3)
	copy(f.Array("w/2").Data, []float32{0.5})
	copy(f.Array("w/1").Data, []float32{1.25, -2})
	copy(f.Array("b/2").Data, []float32{-0.25})
	b.show(f)
	b.Draw(0)
	l := b.layout()
	a, to, out, off := node(l, 1, 0), node(l, 2, 0), node(l, 3, 0), node(l, 0, 1)
	in := node(l, 0, 2)
	// Out of the tile of the third input, which is the second that is on.
	x, y := in.X+in.W/2+8, in.Y
	tests := []struct {
		name, want, cursor string
		x, y               float64
		box                *viz.Node
	}{
		{"a neuron", `{"id":"neuron.1.0","kind":"neuron","opens":"inspector","press":{"do":"select","layer":1,"unit":0,"what":"neuron"},"say":{"args":{"layer":1,"n":1},"key":"hint.neuron","more":"hint.open"}}`, "pointer", a.X, a.Y, &a},
		{"a saturated one", `{"id":"neuron.1.1","kind":"neuron","opens":"inspector","press":{"do":"select","layer":1,"unit":1,"what":"neuron"},"say":{"args":{"name":{"unit":[1,1]}},"key":"hint.saturated","more":"hint.open"}}`, "pointer", node(l, 1, 1).X, node(l, 1, 1).Y, nil},
		{"a silent one", `{"id":"neuron.1.2","kind":"neuron","opens":"inspector","press":{"do":"select","layer":1,"unit":2,"what":"neuron"},"say":{"args":{"name":{"unit":[1,2]}},"key":"hint.silent","more":"hint.open"}}`, "pointer", node(l, 1, 2).X, node(l, 1, 2).Y, nil},
		{"the output", `{"id":"neuron.3.0","kind":"neuron","opens":"inspector","press":{"do":"select","layer":3,"unit":0,"what":"neuron"},"say":{"args":{},"key":"hint.oneoutput","more":"hint.open"}}`, "pointer", out.X, out.Y, &out},
		{"an input that is on", `{"id":"input.2","kind":"input","press":{"do":"toggle","index":2,"name":"inputs"},"say":{"args":{"i":2},"key":"stage.input","more":"hint.input.on"}}`, "pointer", in.X, in.Y, &in},
		{"an input that is off", `{"id":"input.1","kind":"input","press":{"do":"toggle","index":1,"name":"inputs"},"say":{"args":{"i":1},"key":"stage.input","more":"hint.input.off"}}`, "pointer", off.X, off.Y, &off},
		{"an edge", `{"id":"edge.2.0.0","kind":"edge","opens":"inspector","press":{"do":"select","in":0,"layer":2,"out":0,"what":"edge"},"say":{"args":{"from":{"unit":[1,0]},"to":{"unit":[2,0]},"value":"0.500"},"key":"hint.weight","more":"hint.drag"}}`, "ns-resize", a.X + a.W/2 + 12, a.Y + 0.3, nil},
		{"a bias", `{"id":"bias.2.0","kind":"bias","opens":"inspector","press":{"do":"select","layer":2,"unit":0,"what":"neuron"},"say":{"args":{"of":{"unit":[2,0]},"value":"−0.250"},"key":"hint.bias","more":"hint.drag"}}`, "ns-resize", to.X - to.W/2, to.Y + to.H/2, &to},
		{"an edge of the second input that is on", `"from":{"unit":[0,2]}`, "ns-resize", x, y, nil},
		{"nothing", "", "default", 3, 3, nil}, // as before
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, cursor, box := b.over(tt.x, tt.y, false)
			if got != tt.want && (strings.HasPrefix(tt.want, "{") || tt.want == "" || !strings.Contains(got, tt.want)) {
				t.Errorf("%s; want %s", got, tt.want)
			}
			if cursor != tt.cursor {
				t.Errorf("cursor %s; want %s", cursor, tt.cursor)
			}
			if n := tt.box; n != nil && (box["x"] != n.X-n.W/2 || box["y"] != n.Y-n.H/2 || box["w"] != n.W || box["h"] != n.H) {
				t.Errorf("box %v; want that of %+v", box, n)
			}
		})
	}
	if got, _, _ := b.over(a.X, a.Y, true); !strings.Contains(got, "neuron.1.0") || strings.Contains(got, "hint.open") {
		t.Errorf("a finger is told to click: %s", got)
	}
	coarse := newBench(t, `{"coarse": true}`)
	coarse.show(f)
	coarse.Draw(0)
	n := node(coarse.layout(), 1, 0)
	if got, _, _ := coarse.over(n.X, n.Y, false); strings.Contains(got, "hint.open") {
		t.Errorf("a coarse pointer is told to click: %s", got)
	}
	classes := newBench(t, `{"views": [{"kind": "network", "area": "network", "bind": {"inputs": "features"}}]}`)
	classes.show(asking(picture(1, 0, 3, 4)))
	classes.Draw(0)
	l = classes.layout()
	if got, _, _ := classes.over(node(l, 2, 1).X, node(l, 2, 1).Y, false); !strings.Contains(got, `"say":{"args":{"name":{"class":1}},"key":"hint.output"`) {
		t.Errorf("a class's output: %s", got)
	}
	if got, _, _ := classes.over(node(l, 0, 2).X, node(l, 0, 2).Y, false); !strings.Contains(got, `"name":"features"`) {
		t.Errorf("an input of another control: %s", got)
	}
	if got, _, _ := classes.over(node(l, 1, 1).X, node(l, 1, 1).Y, false); !strings.Contains(got, "hint.neuron") {
		t.Errorf("what is cut out is not saturated: %s", got)
	}
}

// A plot says what lies on it; what a press does there is the lesson's word.
func TestPlotTargets(t *testing.T) {
	at := func(x, y float64) [2]float64 { px, py := onPlot(x, y); return [2]float64{px, py} }
	flat := func(value float32) func(f *frame.Frame) {
		return func(f *frame.Frame) {
			for i := range f.Array("plot").Data {
				f.Array("plot").Data[i] = value
			}
		}
	}
	surface := func(f *frame.Frame) {
		flat(0.5)(f)
		copy(f.Add("points/value", 3), []float32{0.5, 0, 0})
		copy(f.Add("plot/unit", 2), []float32{10, 4})
	}
	curved := func(f *frame.Frame) {
		f.Arrays = slices.DeleteFunc(f.Arrays, func(a frame.Array) bool { return a.Name == "plot" || a.Name == "points" })
		copy(f.Add("curve", 2, 2), []float32{-1, 0.25, 1, 0.75})
		copy(f.Add("curve/points", 1, 4), []float32{0, 0, 0.125, 1})
		copy(f.Add("curve/range", 4), []float32{-2, 2, -2, 2})
	}
	places := `"x":{"axis":0,"value":"−1.000"},"y":{"axis":1,"value":"−1.000"}`
	for _, tt := range []struct {
		name, bind string
		outputs    int
		change     func(f *frame.Frame)
		at         [2]float64
		want       string
	}{
		{"a point", `{}`, 1, nil, at(0, 0), `{"id":"point.0","kind":"point","say":{"args":{"name":{"class":0},"x":{"axis":0,"value":"0.000"},"y":{"axis":1,"value":"0.000"}},"key":"hint.point","mark":0}}`},
		{"a point of the test", `{"fate": "train"}`, 1, nil, at(-1, 1), `{"id":"point.2","kind":"point","say":{"args":{"name":{"class":1},"x":{"axis":0,"value":"−1.000"},"y":{"axis":1,"value":"1.000"}},"key":"hint.point","mark":1,"more":"hint.point.test"}}`},
		{"a training point", `{"fate": "train"}`, 1, nil, at(1, 1), `"more":"hint.point.train"`},
		{"a point with a label", `{"fate": "labels"}`, 1, nil, at(1, 1), `"more":"hint.point.labelled"`},
		{"a point without one", `{"fate": "labels"}`, 1, nil, at(-1, 1), `"more":"hint.point.unlabelled"`},
		{"a point of no class", `{}`, 1, func(f *frame.Frame) { f.Array("points").Data[2] = -1 }, at(0, 0), `"key":"hint.point.none","mark":-1`},
		{"a point with a value", `{}`, 1, surface, at(0, 0), `"say":{"args":{"value":"12.0","x":{"axis":0,"value":"0.000"},"y":{"axis":1,"value":"0.000"}},"key":"hint.point.value"}`},
		{"a point to ask about", `{"press": "ask"}`, 1, nil, at(1, 1), `"press":{"do":"ask","x":1,"y":1}`},
		{"a point to select", `{"press": "select"}`, 1, nil, at(1, 1), `"press":{"do":"select","index":1,"what":"point"}`},
		{"a place of the second class", `{}`, 1, flat(0.5), at(-1, -1), `{"id":"plot","kind":"plot","say":{"args":{"value":"0.500",` + places + `},"key":"hint.plot","mark":1}}`},
		{"a place of the first", `{}`, 1, flat(-0.5), at(-1, -1), `"key":"hint.plot","mark":0`},
		{"a place of a surface", `{}`, 1, surface, at(-1, -1), `"say":{"args":{"value":"12.0",` + places + `},"key":"hint.plot"}`},
		{"a place that one of three wins", `{}`, 3, func(f *frame.Frame) {
			flat(0.125)(f)
			for i := range 64 * 64 {
				f.Array("plot").Data[64*64+i] = 0.75
			}
		}, at(-1, -1), `"say":{"args":{"name":{"class":1},"percent":75,` + places + `},"key":"hint.plot.class","mark":1}`},
		{"a bare place", `{"place": "bare"}`, 1, nil, at(-1, -1), `"say":{"args":{` + places + `},"key":"hint.place"}`},
		{"a bare place in a group", `{"place": "bare"}`, 3, nil, at(-1, -1), `"key":"hint.plot.class"`},
		{"a place that is no number", `{}`, 1, flat(float32(math.NaN())), at(-1, -1), `"say":{"args":{` + places + `},"key":"hint.place"}`},
		{"a place to ask about", `{"press": "ask"}`, 1, nil, at(-1, -1), `"press":{"do":"ask","x":-1,"y":-1}`},
		{"a place that selects none", `{"press": "select"}`, 1, nil, at(-1, -1), `"press":{"do":"select","index":-1,"what":"point"}`},
		{"a point of a curve", `{"fate": "train"}`, 1, curved, at(0, 0), `"say":{"args":{"value":"0.125","x":{"axis":0,"value":"0.000"},"y":{"axis":1,"value":"0.000"}},"key":"hint.point.curve","more":"hint.point.test"}`},
		{"a place on a curve", `{"press": "select"}`, 1, curved, at(-1, -1), `"press":{"do":"select","index":-1,"what":"point"},"say":{"args":{"x":{"axis":0,"value":"−1.000"},"y":{"axis":1,"value":"0.250"}},"key":"hint.plot.curve"}`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			b := newBench(t, `{"views": [{"kind": "plot", "area": "output", "bind": `+tt.bind+`}, {"kind": "curve", "area": "output", "bind": `+tt.bind+`}]}`)
			f := picture(1, 0, tt.outputs, 2)
			if tt.change != nil {
				tt.change(f)
			}
			b.show(f)
			b.Draw(0)
			got, cursor, _ := b.over(tt.at[0], tt.at[1], false)
			if got != tt.want && (strings.HasPrefix(tt.want, "{") || !strings.Contains(got, tt.want)) {
				t.Errorf("%s; want %s", got, tt.want)
			}
			if cursor != "crosshair" {
				t.Errorf("cursor %s", cursor)
			}
			if strings.Contains(tt.bind, "press") == !strings.Contains(got, `"press"`) {
				t.Errorf("what is bound to a press does not come: %s", got)
			}
		})
	}
}

// Charts say what they are at where the pointer is, and draw it otherwise than their neighbour.
func TestChartTargets(t *testing.T) {
	b := newBench(t, `{"views": [{"kind": "loss", "area": "chart"}, {"kind": "lines", "area": "output", "bind": {"lines": "a/x,b"}}]}`)
	f := picture(1, 0, 1, 2)
	copy(f.Add("a/x", 3, 2), []float32{1, 0, 2, 5, 3, 10})
	copy(f.Add("b", 3, 2), []float32{1, 10, 2, 4, 3, 0.5})
	f.Array("loss/train").Data[2] = 1200
	f.Array("loss/train").Data[4] = 2400
	b.show(f)
	p, _ := b.Draw(0)
	still := len(p.Over.Vertices)
	for _, tt := range []struct {
		name, want string
		x, y       float64
	}{
		{"the loss", `{"id":"chart","kind":"chart","say":{"args":{"epoch":"1,200","test":"0.200","train":"0.500"},"key":"hint.loss"}}`, 660 + 32 + (328-104)/2, 360},
		{"the loss, elsewhere in its middle", `{"id":"chart","kind":"chart","say":{"args":{"epoch":"1,200","test":"0.200","train":"0.500"},"key":"hint.loss"}}`, 660 + 32 + (328-104)/2 + 3, 380},
		{"the upper line", `{"id":"chart.a.x","kind":"chart","say":{"args":{"x":"3","y":"10.0"},"key":"hint.place"}}`, 660 + 32 + 328 - 104, 20},
		{"the lower line", `{"id":"chart.a.x","kind":"chart","say":{"args":{"x":"3","y":"0.500"},"key":"hint.place"}}`, 660 + 32 + 328 - 104, 230},
		{"beside them", ``, 661, 1},
	} {
		got, cursor, _ := b.over(tt.x, tt.y, false)
		if got != tt.want || (cursor == "crosshair") != (tt.want != "") {
			t.Errorf("%s: %s, %s; want %s", tt.name, got, cursor, tt.want)
		}
	}
	b.Pointer(viz.Pointer{Type: "move", X: 660 + 32 + 328 - 104, Y: 20})
	if p, _ := b.Draw(1); p == nil || len(p.Over.Vertices) <= still {
		t.Error("the place under the pointer is not marked")
	}
	b.drain("")
	if b.Pointer(viz.Pointer{Type: "move", X: 660 + 32 + 328 - 105, Y: 21}); len(b.drain("hover")) > 0 {
		t.Error("the same place is told twice")
	}
}
