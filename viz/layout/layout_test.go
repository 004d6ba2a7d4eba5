package layout_test

import (
	"fmt"
	"math"
	"slices"
	"testing"

	"github.com/whisker-lab/whisker/viz/layout"
)

func TestNetworkFitsItsArea(t *testing.T) {
	desk := layout.Rect{X: 269, Y: 174, W: 634, H: 436}
	phone := layout.Rect{X: 16, Y: 52, W: 328, H: 306}
	figure := layout.Rect{X: 18, Y: 14, W: 406, H: 290}
	tests := []struct {
		name   string
		area   layout.Rect
		style  layout.Style
		counts []int
		foot   bool
	}{
		{"as in the mock", desk, layout.Roomy, []int{7, 4, 3, 1}, false},
		{"no hidden layer", desk, layout.Roomy, []int{7, 1}, false},
		{"the largest", desk, layout.Roomy, []int{7, 16, 16, 16, 16, 16, 16, 16, 16, 6}, false},
		{"on a phone", phone, layout.Phone, []int{7, 4, 3, 1}, false},
		{"the largest on a phone", phone, layout.Phone, []int{7, 16, 16, 16, 16, 16, 16, 16, 16, 6}, false},
		{"in a figure", figure, layout.Caption, []int{2, 4, 3, 1}, false},
		{"no neuron", desk, layout.Roomy, []int{7, 0, 1}, false},
		{"with a button below two inputs", desk, layout.Roomy, []int{2, 3, 1}, true},
		{"with a button below six", desk, layout.Roomy, []int{6, 4, 1}, true},
		{"with a button on a phone", phone, layout.Phone, []int{6, 4, 1}, true},
		{"next to no room", layout.Rect{W: 40, H: 30}, layout.Roomy, []int{7, 16, 1}, false},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			n := layout.NewNetwork(test.area, test.counts, test.style, test.foot)
			tiny := test.area.W < 100
			if (n.Foot > 0) != test.foot {
				t.Errorf("the button's place: %g", n.Foot)
			}
			if first := n.Columns[0]; test.foot {
				low := test.area.Bottom()
				if n.Ruler > 0 {
					low = n.Ruler - 8
				}
				if end := first.Tile(len(first.Y) - 1).Bottom(); n.Foot < end+6 || n.Foot+32 > low {
					t.Errorf("a button at %g, below %g and above %g", n.Foot, end, low)
				}
			}
			for l, c := range n.Columns {
				if len(c.Y) != test.counts[l] {
					t.Fatalf("column %d has %d tiles; want %d", l, len(c.Y), test.counts[l])
				}
				if c.Side < 4 || math.Mod(c.Side, 2) != 0 {
					t.Errorf("column %d has tiles of %g px", l, c.Side)
				}
				if !tiny && c.Side < 12 {
					t.Errorf("column %d has tiles of %g px: nothing can be read there", l, c.Side)
				}
				for i := range c.Y {
					r := c.Tile(i)
					if !tiny && (r.X < test.area.X || r.Right() > test.area.Right() || r.Y < test.area.Y || r.Bottom() > test.area.Bottom()) {
						t.Errorf("tile %d of column %d, %v, leaves %v", i, l, r, test.area)
					}
					if !tiny && i > 0 && c.Tile(i-1).Bottom() >= r.Y {
						t.Errorf("tiles %d and %d of column %d overlap", i-1, i, l)
					}
				}
				if !tiny && l > 0 && c.X-c.Side/2-n.Columns[l-1].X-n.Columns[l-1].Side/2 < 8 {
					t.Errorf("no room for edges before column %d", l)
				}
			}
		})
	}
}

// The mock draws these: 2-4-3-1 at 1280×800.
func TestNetworkIsTheMocks(t *testing.T) {
	n := layout.NewNetwork(layout.Rect{X: 269, Y: 174, W: 634, H: 436}, []int{7, 4, 3, 1}, layout.Roomy, false)
	for l, want := range []struct{ x, side float64 }{{349, 36}, {528, 48}, {689, 48}, {845, 62}} {
		if c := n.Columns[l]; c.X != want.x || c.Side != want.side {
			t.Errorf("column %d is %g px wide at %g; want %g at %g", l, c.Side, c.X, want.side, want.x)
		}
	}
	if n.Ruler != 576 {
		t.Errorf("ruler at %g", n.Ruler)
	}
	if !n.Numbered(1) || layout.NewNetwork(n.Area, []int{7, 8, 1}, layout.Roomy, false).Numbered(1) {
		t.Error("numbers go below four neurons and not below eight")
	}
}

func TestLink(t *testing.T) {
	c := layout.Link(0, 0, 100, 60, 28)
	first, last := c.Points[0], c.Points[len(c.Points)-1]
	if first.X != 0 || first.Y != 0 || last.X != 100 || last.Y != 60 {
		t.Errorf("from %v to %v", first, last)
	}
	if math.Abs(first.NX) > 1e-9 || math.Abs(last.NX) > 1e-9 {
		t.Error("the ends are not horizontal")
	}
	for i, p := range c.Points {
		if math.Abs(math.Hypot(p.NX, p.NY)-1) > 1e-9 {
			t.Errorf("normal %d is %g long", i, math.Hypot(p.NX, p.NY))
		}
		if i > 0 && p.X <= c.Points[i-1].X {
			t.Errorf("point %d goes back", i)
		}
	}
	if l := c.Length(); l < math.Hypot(100, 60) || l > 160 {
		t.Errorf("%g px long", l)
	}
	if m := c.At(c.Length() / 2); math.Abs(m.X-50) > 0.5 || math.Abs(m.Y-30) > 0.5 {
		t.Errorf("the middle is at %v", m)
	}
	if d := c.Distance(50, 30); d > 0.5 {
		t.Errorf("the middle is %g px away from itself", d)
	}
	if d := c.Distance(0, -10); math.Abs(d-10) > 1e-9 {
		t.Errorf("%g px; want 10", d)
	}
	// However steep, no piece lies far beside the curve.
	for _, h := range []float64{-400, -40, 3, 90, 300} {
		few := layout.Link(0, 0, 60, h, 28)
		for i := range 1000 {
			t1 := float64(i) / 1000
			u := 1 - t1
			x, y := 60*(1.5*u*u*t1+1.5*u*t1*t1+t1*t1*t1), h*(3*u*t1*t1+t1*t1*t1)
			if d := few.Distance(x, y); d > 0.25 {
				t.Errorf("%v high in %d pieces: %.2f px beside the curve", h, len(few.Points)-1, d)
				break
			}
		}
	}
	if flat := layout.Link(0, 5, 80, 5, 28); len(flat.Points) != 2 {
		t.Errorf("a straight edge has %d points", len(flat.Points))
	}
}

func TestThrough(t *testing.T) {
	for _, xy := range [][][2]float64{nil, {{1, 2}}, {{1, 2}, {1, 2}}, {{0, 0}, {10, 0}, {10, 10}, {0, 0}}} {
		t.Run(fmt.Sprint(len(xy)), func(t *testing.T) {
			c := layout.Through(xy)
			if len(c.Points) < len(xy) {
				t.Fatalf("%d points", len(c.Points))
			}
			for i, p := range c.Points {
				if l := math.Hypot(p.NX, p.NY); !(l > 0.9 && l < 2.1) {
					t.Errorf("normal %d is %g long", i, l)
				}
			}
		})
	}
}

func TestTicks(t *testing.T) {
	tests := []struct {
		lo, hi float64
		most   int
		want   string
	}{
		{0, 312, 4, "[0 100 200 300]"},
		{-2.4, 2.4, 5, "[-2 -1 0 1 2]"},
		{0, 0.6, 3, "[0 0.2 0.4 0.6]"},
		{0, 1, 4, "[0 0.5 1]"},
		{5, 5, 4, "[]"},
		{0, math.Inf(1), 4, "[]"},
		{0, math.NaN(), 4, "[]"},
		{0, 1, 0, "[]"},
	}
	for _, test := range tests {
		t.Run(fmt.Sprint(test.lo, test.hi), func(t *testing.T) {
			got := layout.Ticks(test.lo, test.hi, test.most)
			for i := range got {
				got[i] = math.Round(got[i]*1e9) / 1e9
			}
			if s := fmt.Sprint(got); s != test.want {
				t.Errorf("%s; want %s", s, test.want)
			}
		})
	}
}

func TestPlot(t *testing.T) {
	desk := layout.NewPlot(layout.Rect{X: 928, Y: 154, W: 328, H: 270}, layout.Roomy, layout.Room{})
	if want := (layout.Rect{X: 952, Y: 154, W: 250, H: 250}); desk.Square != want {
		t.Errorf("%v; want %v", desk.Square, want)
	}
	if desk.Scale.X != 1214 || !desk.Ticked {
		t.Errorf("scale %v", desk.Scale)
	}
	phone := layout.NewPlot(layout.Rect{W: 192, H: 200}, layout.Phone, layout.Room{})
	if phone.Square.W != 192 || !phone.Scale.Empty() || phone.Ticked {
		t.Errorf("%+v", phone)
	}
}

func TestRect(t *testing.T) {
	r := layout.Around(10, 20, 6)
	if !r.Has(7, 17) || r.Has(13, 20) || !r.Grow(1).Has(13, 20) {
		t.Errorf("%v", r)
	}
	if (layout.Rect{W: 1, H: math.NaN()}).Empty() == false || r.Empty() {
		t.Error("Empty")
	}
}

func ExampleTicks() {
	fmt.Println(layout.Ticks(0, 250, 4), slices.Max(layout.Ticks(0, 250, 4)))
	// Output: [0 100 200] 200
}

// However sharply a line turns, each of its pieces is as wide at its ends as it should be: the normals there stand across it.
func TestThroughIsNeverThin(t *testing.T) {
	for _, xy := range [][][2]float64{
		{{0, 0}, {10, 100}, {20, 0}, {30, 100}}, {{0, 0}, {1, 50}, {2, 49}, {3, 99}}, {{0, 0}, {10, 0}, {0, 0}}, {{0, 0}, {10, 0}, {10, 10}, {0, 10}}, {{0, 0}, {5, 5}, {5, 5}, {10, 0}},
	} {
		c := layout.Through(xy)
		for i := 1; i < len(c.Points); i++ {
			p, q := c.Points[i-1], c.Points[i]
			dx, dy := q.X-p.X, q.Y-p.Y
			length := math.Hypot(dx, dy)
			if length == 0 {
				continue
			}
			for _, end := range []layout.Point{p, q} {
				if across := math.Abs(dx*end.NY-dy*end.NX) / length; across < 0.99 {
					t.Errorf("%v: the piece from %v, %v to %v, %v is %v as wide as it should be", xy, p.X, p.Y, q.X, q.Y, across)
				}
			}
		}
	}
}
