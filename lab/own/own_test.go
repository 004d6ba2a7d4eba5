package own_test

import (
	"encoding/base64"
	"testing"

	"github.com/whisker-lab/whisker/lab/own"
	"github.com/whisker-lab/whisker/nn/data"
)

// An edit leaves the points before it as they are: undoing rests on it.
func TestEditsMakeOtherPoints(t *testing.T) {
	before := own.Example(data.OfClasses)
	text := before.String()
	for _, tt := range []struct {
		name string
		edit own.Edit
		n    int
	}{
		{"add", own.Edit{Add: [][]float64{{0, 0, 1}}}, 1}, {"move", own.Edit{Move: [][]float64{{0, 1, 1}}}, 0},
		{"relabel", own.Edit{Relabel: [][]float64{{0, 3}}}, 0}, {"remove", own.Edit{Remove: []int{0, 3}}, -2},
		{"clear", own.Edit{Clear: true}, -before.Len()}, {"another kind", own.Edit{Kind: data.OfCurve}, -before.Len()},
	} {
		t.Run(tt.name, func(t *testing.T) {
			after, err := tt.edit.Apply(before)
			if err != nil || after.Equal(before) || after.Len() != before.Len()+tt.n {
				t.Errorf("%d points of %d, %v", after.Len(), before.Len(), err)
			}
			if before.String() != text {
				t.Error("the points before it are others")
			}
		})
	}
}

// Measurements keep names, classes and places through a link.
func TestTabled(t *testing.T) {
	o := own.Tabled(data.OfSurface, []string{"x", "y", "height"}, [][]float64{{0, 1, 100}, {2, 3, 200}}, make([]uint8, 2), nil)
	again, err := own.Parse(o.String())
	if err != nil || !again.Equal(o) || !again.Measured() || again.Source().Kind() != data.OfSurface {
		t.Fatalf("%v, %v", again, err)
	}
	if lo, hi := again.Value(); lo != 94 || hi != 206 {
		t.Errorf("values from %v to %v; want a margin of 6 %% beyond 100 and 200", lo, hi)
	}
}

func TestParseRefuses(t *testing.T) {
	raw := func(b ...byte) string { return base64.RawURLEncoding.EncodeToString(b) }
	for _, tt := range []struct{ name, text string }{
		{"nothing", ""}, {"no base64", "!!"}, {"padded", "AQAA="}, {"another version", raw(2, 0, 0)}, {"no such kind", raw(1, 3, 0)}, {"flags of the future", raw(1, 8, 0)},
		{"cut short", raw(1, 0, 5, 1, 2)}, {"something after it", raw(1, 0, 0, 0)}, {"far too many", raw(1, 0, 0xff, 0xff, 0xff, 0xff, 0x0f)},
		{"an endless number", raw(1, 0, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff)}, {"a class too many", raw(1, 0, 1, 0, 0, 0, 0xe0)},
		{"bits in the padding", raw(1, 0, 1, 0, 0, 0, 0x1f)}, {"a table without a name", raw(1, 4, 0, 0, 0, 0, 0, 0, 0, 0x80, 0x3f, 0, 0, 0, 0, 0, 0, 0, 0x80, 0x3f, 0, 0)},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if o, err := own.Parse(tt.text); err == nil {
				t.Errorf("was read as %d points of %s", o.Len(), o.Kind())
			}
		})
	}
}

func FuzzParse(f *testing.F) {
	f.Add("AQAA")
	f.Add(own.Example(data.OfClasses).String())
	f.Add(own.Example(data.OfCurve).String())
	f.Add(own.Example(data.OfSurface).String())
	f.Fuzz(func(t *testing.T, text string) {
		o, err := own.Parse(text)
		if err != nil {
			return
		}
		if again := o.String(); again != text {
			t.Errorf("%q is written %q", text, again)
		}
		p := o.Source().Generate(0, 0, nil)
		for i := range p.X {
			if p.X[i] != p.X[i] || p.Y[i] != p.Y[i] || p.Class[i] >= o.Source().Classes && o.Kind() == data.OfClasses {
				t.Fatalf("point %d is %v, %v of class %d", i, p.X[i], p.Y[i], p.Class[i])
			}
		}
	})
}

// A sketch is a few points of all, within its square, of what was drawn as of what was brought.
func TestSketch(t *testing.T) {
	drawn := own.Example(data.OfClasses)
	brought := own.Tabled(data.OfSurface, []string{"x", "y", "height"}, [][]float64{{0, 1, 100}, {2, 3, 200}}, make([]uint8, 2), nil)
	for _, o := range []*own.Points{drawn, brought, own.Empty(data.OfCurve)} {
		few := o.Sketch(10)
		if len(few) > 20 || o.Len() > 0 && len(few) == 0 {
			t.Errorf("%d of %d points", len(few), o.Len())
		}
		for _, p := range few {
			if p[0] < -1 || p[0] > 1 || p[1] < -1 || p[1] > 1 {
				t.Errorf("a point is at %v", p)
			}
		}
	}
}
