package viz_test

import (
	"encoding/json"
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/whisker-lab/whisker/viz"
	"github.com/whisker-lab/whisker/viz/layout"
)

// spoken is a label as the page hears it.
type spoken struct {
	ID, Align, Valign, Key, Cls string
	X, Y                        float64
	Args                        map[string]any
}

// labels are those of the newest layout whose id or key begins so.
func (b *bench) spoken(begin string) (found []spoken) {
	b.t.Helper()
	for _, e := range slices.Backward(b.events) {
		if !strings.Contains(e, `"type":"layout"`) {
			continue
		}
		var l struct{ Labels []spoken }
		if err := json.Unmarshal([]byte(e), &l); err != nil {
			b.t.Fatal(err)
		}
		for _, label := range l.Labels {
			if strings.HasPrefix(label.ID, begin) || strings.HasPrefix(label.Key, begin) {
				found = append(found, label)
			}
		}
		return found
	}
	return nil
}

// box is what a label takes of the page if it is so wide and so high.
func (l spoken) box(w, h float64) layout.Rect {
	r := layout.Rect{X: l.X, Y: l.Y, W: w, H: h}
	r.X -= w * map[string]float64{"c": 0.5, "r": 1}[l.Align]
	r.Y -= h * map[string]float64{"m": 0.5, "b": 1}[l.Valign]
	return r
}

// What a network's names may take, as css/overlay.css has them.
var nameSize = map[string][2]float64{
	"stage.name.weight": {204, 16}, "stage.name.neuron": {128, 16}, "stage.name.bias": {126, 16}, "stage.name.output": {100, 32},
}

func TestNamesLieOverNothing(t *testing.T) {
	for _, hidden := range [][]int{{}, {1}, {2}, {3}, {4}, {5}, {3, 2}, {4, 3}, {5, 5}} {
		for _, folded := range []bool{false, true} {
			for _, size := range [][2]float64{{634, 436}, {560, 560}, {420, 400}, {360, 260}} {
				t.Run(fmt.Sprint(hidden, folded, size), func(t *testing.T) {
					b := newBench(t, fmt.Sprintf(`{"folded": %v, "areas": {"network": {"x": 0, "y": 0, "w": %v, "h": %v}}}`, folded, size[0], size[1]))
					b.show(picture(1, 0, 1, hidden...))
					b.Draw(0)
					var boxes []layout.Rect
					for _, l := range b.spoken("stage.name.") {
						s := nameSize[l.Key]
						boxes = append(boxes, l.box(s[0], s[1]))
					}
					whole := layout.Rect{Y: 28, W: size[0], H: size[1] - 28}
					for i, r := range boxes {
						if r.X < whole.X || r.Right() > whole.Right() || r.Y < whole.Y || r.Bottom() > whole.Bottom() {
							t.Errorf("%v leaves %v", r, whole)
						}
						for _, n := range b.layout().Nodes {
							if (layout.Rect{X: n.X - n.W/2, Y: n.Y - n.H/2, W: n.W, H: n.H}).Grow(2.9).Meets(r) {
								t.Errorf("%v lies on tile %d.%d", r, n.Layer, n.Unit)
							}
						}
						for _, o := range boxes[:i] {
							if o.Meets(r) {
								t.Errorf("%v lies on %v", r, o)
							}
						}
					}
				})
			}
		}
	}
}

func TestNamesAreThereWhileNothingElseIsAsked(t *testing.T) {
	all := []string{"stage.name.bias", "stage.name.neuron", "stage.name.output", "stage.name.weight"}
	keys := func(b *bench) (found []string) {
		for _, l := range b.spoken("stage.name.") {
			found = append(found, l.Key)
		}
		slices.Sort(found)
		return found
	}
	for _, test := range []struct {
		name, setup string
		hidden      []int
		want        []string
	}{
		{"on a desk", "", []int{3}, all},
		{"on a phone", `{"phone": true}`, []int{3}, nil},
		{"in a figure", `{"embed": true}`, []int{3}, nil},
		{"three hidden layers", "", []int{2, 2, 2}, nil},
		{"six neurons", "", []int{6}, nil},
		{"without a hidden layer", "", nil, []string{"stage.name.output", "stage.name.weight"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			b := newBench(t, test.setup)
			b.show(picture(1, 0, 1, test.hidden...))
			b.Draw(0)
			if got := keys(b); !slices.Equal(got, test.want) {
				t.Errorf("%v; want %v", got, test.want)
			}
		})
	}
	b := newBench(t, "")
	b.show(picture(1, 0, 1, 3))
	b.Draw(0)
	n := node(b.layout(), 1, 1)
	b.Pointer(viz.Pointer{Type: "move", X: n.X, Y: n.Y})
	b.Draw(0)
	if got := keys(b); got != nil {
		t.Errorf("with the pointer over a neuron: %v", got)
	}
	b.Pointer(viz.Pointer{Type: "leave"})
	b.Draw(0)
	if got := keys(b); len(got) != 4 {
		t.Errorf("when it has gone: %v", got)
	}
	b.show(pick(picture(2, 0, 1, 3), [4]float32{1, 0, -1, -1}, noFocus))
	b.Draw(0)
	if got := keys(b); got != nil {
		t.Errorf("with a neuron selected: %v", got)
	}
	nan := picture(3, 0, 1, 3)
	for i := range nan.Array("w/1").Data {
		nan.Array("w/1").Data[i] = float32(math.NaN())
	}
	b.show(nan)
	b.Draw(0)
	if got := keys(b); slices.Contains(got, "stage.name.weight") {
		t.Errorf("weights that are no numbers have the name %v", got)
	}
}

func TestStrongestWeightIsNamed(t *testing.T) {
	for _, test := range []struct {
		w    [6]float32
		want string
	}{
		{[6]float32{0.1, -1.44, 0.3, 0.2, 1.2, 0}, "−1.4"},
		{[6]float32{0.1, 0.23, 0, 0, 0, 0}, "0.23"},
		{[6]float32{0, 0, 0, 0, 0.998, 0}, "1.0"},
	} {
		b := newBench(t, "")
		f := picture(1, 0, 1, 3)
		copy(f.Array("w/1").Data, test.w[:])
		b.show(f)
		b.Draw(0)
		if l := b.spoken("stage.name.weight"); len(l) != 1 || l[0].Args["value"] != test.want {
			t.Errorf("%v: %v; want %s", test.w, l, test.want)
		}
	}
}

func TestFoldedShowsWhatIsOn(t *testing.T) {
	b := newBench(t, `{"folded": true}`)
	b.show(picture(1, 0, 1, 4, 3))
	b.Draw(0)
	if n := len(b.layout().Nodes); n != 2+4+3+1 {
		t.Errorf("%d nodes; want only the two inputs that are on", n)
	}
	node(b.layout(), 0, 2) // by its number among all
	if more := b.spoken("more"); len(more) != 1 || more[0].Key != "stage.inputs.more" || more[0].Args["n"] != 5.0 {
		t.Errorf("what is folded away: %v", more)
	}
	f := picture(2, 0, 1, 4, 3)
	copy(f.Array("net/inputs").Data, []float32{1, -1, 1, -1, -1, -1, -1})
	b.show(f)
	b.Draw(0)
	if more := b.spoken("more"); more != nil {
		t.Errorf("inputs that are not to be had: %v", more)
	}
}

// On a phone the button to the inputs that are off is about as wide as the column above it.
func TestFoldedCoversNoNeuron(t *testing.T) {
	for _, hidden := range [][]int{{3}, {4, 2}, {8}, {4, 4, 4}, {8, 8, 8, 8}} {
		for _, width := range []float64{124, 148} { // of windows of 320 and 390 px
			b := newBench(t, fmt.Sprintf(`{"folded": true, "beside": true, "phone": true, "areas": {"network": {"x": 0, "y": 0, "w": %v, "h": 230}}}`, width))
			b.show(picture(1, 0, 1, hidden...))
			b.Draw(0)
			more := b.spoken("more")
			if len(more) != 1 || more[0].Key != "stage.inputs.plus" {
				t.Fatalf("%v, %v px: what is folded away: %v", hidden, width, more)
			}
			button := more[0].box(52, 44)
			if button.X < -6 {
				t.Errorf("%v, %v px: the button begins at %v", hidden, width, button.X)
			}
			for _, n := range b.layout().Nodes {
				if r := (layout.Rect{X: n.X - n.W/2, Y: n.Y - n.H/2, W: n.W, H: n.H}); n.Layer == 1 && r.X < button.Right() && r.Right() > button.X && r.Y < button.Bottom() && r.Bottom() > button.Y {
					t.Errorf("%v, %v px: neuron %d under the button", hidden, width, n.Unit+1)
				}
			}
		}
	}
}
