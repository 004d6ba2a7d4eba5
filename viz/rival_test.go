package viz_test

import (
	"encoding/json"
	"math"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// beside adds a second plot to a bench's setup, and to its frame a second run.
const beside = `{
	"views": [{"kind": "plot", "area": "output"}, {"kind": "plot", "area": "rival", "bind": {"id": "b", "field": "b/plot", "range": "b/plot/range", "points": "points"}}, {"kind": "loss", "area": "chart"}],
	"areas": {"output": {"x": 0, "y": 0, "w": 328, "h": 270}, "rival": {"x": 340, "y": 0, "w": 328, "h": 270}, "chart": {"x": 0, "y": 300, "w": 328, "h": 130}}
}`

// Two plots have labels of their own, and the first is the one that the page knows.
func TestTwoPlots(t *testing.T) {
	b := newBench(t, beside)
	f := picture(1, 0, 1, 3)
	for i := range f.Add("b/plot", 1, 8, 8) {
		f.Array("b/plot").Data[i] = 0.5
	}
	copy(f.Add("b/plot/range", 4), []float32{-1, 1, -1, 1})
	b.show(f)
	p, _ := b.Draw(0)
	if len(p.Fields) != 2 || p.Fields[0].W == p.Fields[1].W || p.Fields[0].At == p.Fields[1].At {
		t.Fatalf("%d fields, at %v", len(p.Fields), p.Fields)
	}
	l := b.layout()
	seen, own := map[string]bool{}, 0
	for _, label := range b.labels() {
		if seen[label.ID] {
			t.Errorf("two labels are called %s", label.ID)
		}
		seen[label.ID] = true
		if strings.HasPrefix(label.ID, "bp") || strings.HasPrefix(label.ID, "baxis") {
			own++
		}
	}
	if own < 6 {
		t.Errorf("the second plot has %d labels", own)
	}
	if l.Plot == nil || l.Plot.X > 100 || l.Plot.Range != [4]float64{-2, 2, -2, 2} {
		t.Errorf("the page is told of the plot %+v", l.Plot)
	}
}

// Where there is little room, a plot has no numbers beside it.
func TestSmallPlots(t *testing.T) {
	b := newBench(t, strings.ReplaceAll(beside, `"w": 328, "h": 270`, `"w": 158, "h": 158`))
	b.show(picture(1, 0, 1, 3))
	b.Draw(0)
	l := b.layout()
	if l.Plot == nil || l.Plot.W != 158 || l.Plot.H != 158 {
		t.Errorf("the plot is %+v; want all of its area", l.Plot)
	}
	for _, label := range b.labels() {
		if strings.HasPrefix(label.ID, "px") || strings.HasPrefix(label.ID, "axis") {
			t.Errorf("label %s at %v, %v", label.ID, label.X, label.Y)
		}
	}
}

// Both runs' curves are named, apart from each other, and a second one that runs away does not flatten the first.
func TestTwoCurves(t *testing.T) {
	var tops [3]float64
	for i, last := range [...]float32{0.3, 1e6, float32(math.NaN())} {
		b := newBench(t, beside)
		f := picture(1, 0, 1, 3)
		copy(f.Add("b/loss/train", 3, 2), []float32{0, 0.7, 10, 0.4, 20, last})
		copy(f.Add("b/loss/test", 3, 2), []float32{0, 0.8, 10, 0.5, 20, last})
		b.show(f)
		b.Draw(0)
		ends := map[string]float64{}
		for _, l := range b.labels() {
			if strings.HasPrefix(l.ID, "end.") {
				ends[l.ID] = l.Y
			}
			if strings.HasPrefix(l.ID, "ly") {
				v, err := strconv.ParseFloat(l.Args.Text, 64)
				if err != nil {
					t.Error(err)
				}
				tops[i] = max(tops[i], v)
			}
		}
		want := 4
		if last != last {
			want = 2 // of what is no number there is no end
		}
		if len(ends) != want {
			t.Errorf("ending at %v, these are named: %v", last, ends)
		}
		for a, y := range ends {
			for b, z := range ends {
				if a != b && math.Abs(y-z) < 15.5 {
					t.Errorf("ending at %v, %s and %s lie at %v and %v", last, a, b, y, z)
				}
			}
		}
	}
	if tops != [...]float64{1, 3, 1} { // 3 is the next line above two and a half times the first run's 0.8
		t.Errorf("the axis ends at %v", tops)
	}
}

// said is a label as the page hears it.
type said struct {
	ID   string
	X, Y float64
	Args struct{ Text string }
}

// labels are those of the newest layout.
func (b *bench) labels() []said {
	b.t.Helper()
	for _, e := range slices.Backward(b.events) {
		var l struct {
			Type   string
			Labels []said
		}
		if err := json.Unmarshal([]byte(e), &l); err == nil && l.Type == "layout" {
			return l.Labels
		}
	}
	b.t.Fatal("no layout was told")
	return nil
}
