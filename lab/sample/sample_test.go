package sample_test

import (
	"slices"
	"testing"

	"github.com/whisker-lab/whisker/frame"
	"github.com/whisker-lab/whisker/lab"
	"github.com/whisker-lab/whisker/lab/lessons"
	"github.com/whisker-lab/whisker/lab/sample"
	"github.com/whisker-lab/whisker/nn/data/packed"
)

const purpose = 1

func open(t *testing.T, link string) (lab.Config, sample.Room) {
	t.Helper()
	c := lab.ParseLink(lessons.On(packed.Shelf()), link)
	r, err := sample.Open(c)
	if err != nil {
		t.Fatal(err)
	}
	return c, r
}

// What was measured stays where it was whatever the noise says, and what is generated does not.
func TestNoise(t *testing.T) {
	for _, tt := range []struct {
		data string
		same bool
	}{{"penguins", true}, {"circle", false}} {
		t.Run(tt.data, func(t *testing.T) {
			calm, a := open(t, "#l=layers&noise=0&data="+tt.data)
			loud, b := open(t, "#l=layers&noise=0.5&data="+tt.data)
			if same := slices.Equal(a.Draw(calm, purpose).X, b.Draw(loud, purpose).X); same != tt.same {
				t.Errorf("the same points: %v; want %v", same, tt.same)
			}
		})
	}
}

// Every point is dealt out once, and one of the reader's own stays what it is when others come.
func TestSplit(t *testing.T) {
	for _, data := range []string{"circle", "penguins", "own"} {
		t.Run(data, func(t *testing.T) {
			c, r := open(t, "#l=layers&train=0.7&data="+data)
			class := r.Draw(c, purpose).Class
			train, test := r.Split(c, class, purpose)
			all := slices.Sorted(slices.Values(slices.Concat(train, test)))
			for i, at := range all {
				if at != i {
					t.Fatalf("%v were dealt out", all)
				}
			}
			if len(all) != len(class) || len(train) <= len(test) || len(test) == 0 {
				t.Errorf("%d and %d of %d", len(train), len(test), len(class))
			}
			if few, _ := r.Split(c, class[:20], purpose); data == "own" && !slices.Equal(few, train[:len(few)]) {
				t.Errorf("of twenty %v are learnt from; of all %v", few, train)
			}
		})
	}
	c, r := open(t, "#l=layers&data=own")
	if train, test := r.Split(c, []int{0}, purpose); len(train) != 1 || len(test) != 0 {
		t.Errorf("%v and %v of one; want it to be learnt from", train, test)
	}
}

// The plane's places begin in the upper left, half a place from the edge.
func TestPlace(t *testing.T) {
	_, r := open(t, "#l=layers&data=penguins")
	s := r.Span()
	if x, y := r.Place(1, 0, 0); x != (s[0]+s[1])/2 || y != (s[2]+s[3])/2 {
		t.Errorf("%v, %v is the middle of %v", x, y, s)
	}
	if x, y := r.Place(100, 0, 0); !(x > s[0]) || !(x < s[0]+(s[1]-s[0])/100) || !(y < s[3]) || !(y > s[3]-(s[3]-s[2])/100) {
		t.Errorf("%v, %v is the upper left of %v", x, y, s)
	}
}

// Axes have names where they were measured, until they are standardised.
func TestNames(t *testing.T) {
	c, r := open(t, "#l=layers&data=penguins")
	told := func() (in bool, axes int) {
		var f frame.Frame
		var s lab.State
		r.Paint(&f)
		r.Report(&s, r.Source.Names)
		return f.Array("plot/named") != nil, len(s.Panels.Data.Axes)
	}
	if in, axes := told(); !in || axes != 2 {
		t.Errorf("measured: in the frame %v, %d axes", in, axes)
	}
	if err := r.Standardise(r.Draw(c, purpose), 3); err != nil || r.Span() != [4]float64{-3, 3, -3, 3} {
		t.Fatalf("%v, %v is shown", err, r.Span())
	}
	if in, axes := told(); in || axes != 0 {
		t.Errorf("standardised: in the frame %v, %d axes", in, axes)
	}
	if _, r = open(t, "#l=layers&data=circle"); r.Named() {
		t.Error("x1 is a name of its own")
	}
}

// A point is painted as look says, and whatever stood in its place is gone.
func TestPaintPoints(t *testing.T) {
	c, r := open(t, "#l=layers&data=circle")
	p := r.Draw(c, purpose)
	var f frame.Frame
	for _, every := range []int{2, 1} { // first every second one is hollow, then none
		f.Reset()
		for i, m := range sample.PaintPoints(&f, "points", p, func(i int) (int, bool) { return i % 3, i%every == 1 }) {
			if want := (frame.Point{X: p.X[i], Y: p.Y[i], Class: float32(i % 3), Test: float32(i % every)}); m != want {
				t.Fatalf("point %d is %v; want %v", i, m, want)
			}
		}
	}
}

// At rest nothing is spared; while it moves a quarter of the places at most, fewer for large networks, and enough for the largest.
func TestSide(t *testing.T) {
	for _, tt := range []struct {
		most, products int
		moves          bool
		want           int
	}{
		{256, 1e6, false, 256}, {256, 20, true, 128}, {256, 384, true, 96}, {128, 384, true, 64}, {128, 12800, true, 32}, {48, 1e9, true, 24}, {256, 0, true, 128},
	} {
		if got := sample.Side(tt.most, tt.products, tt.moves); got != tt.want {
			t.Errorf("%d places at most, %d products, moves %t: %d; want %d", tt.most, tt.products, tt.moves, got, tt.want)
		}
	}
	if sample.InTime(32*32, 12800) || !sample.InTime(32*32, 1000) {
		t.Error("what is in time is not told from what is not")
	}
}
