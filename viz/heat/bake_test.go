package heat_test

import (
	"image"
	"math"
	"testing"

	"github.com/whisker-lab/whisker/viz/heat"
	"github.com/whisker-lab/whisker/viz/palette"
)

// large is a plot of a field in the colours of the light theme, so many pixels wide.
func large(t testing.TB, side int, f heat.Field, classes int) *heat.Large {
	t.Helper()
	r := ramp(t, "#A5C2EE", "#F5F4EF", "#F6C38C")
	p := &heat.Large{W: f.W, H: f.H / max(classes, 1), Classes: classes, V: f.V, Wide: float64(side), High: float64(side), Radius: 4, Scale: 1}
	for i := range p.Bands {
		p.Bands[i] = r.Band(i)
	}
	for i, s := range []string{"#2257B8", "#C66D05", "#1F9A8A", "#AC76F4", "#574506", "#17191C", "#858A93", "#FFFFFF"} {
		c, err := palette.Parse(s)
		if err != nil {
			t.Fatal(err)
		}
		p.Hues[i] = c
	}
	p.Ink, p.Surface = palette.Colour{R: 0.11, G: 0.12, B: 0.13}, palette.Colour{R: 1, G: 1, B: 1}
	return p
}

// ringed is plus inside a circle and minus around it.
func ringed(x, y float64) float64 { return 1.2 - 2*math.Hypot(x, y) }

// shares are three classes about three places, one plane below the other.
func shares(side int) heat.Field {
	var all []float32
	for c := range 3 {
		at := 2 * math.Pi * float64(c) / 3
		all = append(all, field(side, side, func(x, y float64) float64 {
			return math.Exp(-2 * (math.Pow(x-0.6*math.Cos(at), 2) + math.Pow(y-0.6*math.Sin(at), 2)))
		}).V...)
	}
	return heat.Field{W: side, H: 3 * side, V: all}
}

func TestBakedPicturesAreGolden(t *testing.T) {
	plain := field(32, 32, ringed)
	for name, p := range map[string]*heat.Large{
		"baked-signed": large(t, 120, plain, 0), "baked-classes": large(t, 120, shares(32), 3),
		"baked-discrete": func() *heat.Large { p := large(t, 120, plain, 0); p.Discrete = true; return p }(),
	} {
		dst := image.NewRGBA(image.Rect(0, 0, 120, 120))
		new(heat.Baker).Bake(dst, p)
		golden(t, name, dst)
	}
}

// The border is where the field is zero, and as thick at any scale; a band has its own colour in its middle.
func TestBakedBorder(t *testing.T) {
	for _, scale := range []float64{1, 1.5, 2, 3} {
		side := int(100 * scale)
		p := large(t, side, field(64, 64, func(x, _ float64) float64 { return x }), 0)
		p.Scale = scale
		outer := p.Bands[0]
		for i := 1; i < palette.Bands-1; i++ {
			p.Bands[i] = p.Surface // so that ink alone is dark
		}
		dst := image.NewRGBA(image.Rect(0, 0, side, side))
		new(heat.Baker).Bake(dst, p)
		ink := 0.0
		for i := side / 4; i < 3*side/4; i++ {
			c := dst.RGBAAt(i, side/2)
			ink += (255 - float64(c.R)) / (255 - 28)
		}
		if ink < 1.2*scale || ink > 1.9*scale+0.6 {
			t.Errorf("at %v pixels to a pixel the border is %.1f wide; want about %.1f", scale, ink, 1.5*scale)
		}
		left := dst.RGBAAt(side/20, side/2)
		if want := outer; math.Abs(float64(left.R)/255-float64(want.R)) > 0.01 {
			t.Errorf("the outermost band is %v; want %v", left, want)
		}
	}
}

// A field that is nothing to draw leaves a picture that is nothing.
func TestBakedNonsense(t *testing.T) {
	b := new(heat.Baker)
	dst := image.NewRGBA(image.Rect(0, 0, 30, 20))
	for _, p := range []*heat.Large{
		{W: 4, H: 4, V: make([]float32, 3), Wide: 30, High: 20}, {W: 1, H: 1, V: make([]float32, 1), Wide: 30, High: 20},
		{W: 4, H: 4, Classes: 99, V: make([]float32, 99*16), Wide: 30, High: 20},
	} {
		b.Bake(dst, p)
	}
	wild := large(t, 30, heat.Field{W: 4, H: 4, V: []float32{nan, inf, -inf, 1, 2, 3, 4, 5, 6, 7, 8, nan, nan, nan, 0, 0}}, 0)
	wild.High = 20
	b.Bake(dst, wild)
	for i := 3; i < len(dst.Pix); i += 4 * 31 {
		if dst.Pix[i] == 0 && i > 4*90 {
			t.Fatalf("a hole at %d", i)
		}
	}
}

func TestBakingAllocatesNothing(t *testing.T) {
	b, dst := new(heat.Baker), image.NewRGBA(image.Rect(0, 0, 250, 250))
	p := large(t, 250, field(128, 128, ringed), 0)
	b.Bake(dst, p)
	if n := testing.AllocsPerRun(3, func() { b.Bake(dst, p) }); n != 0 {
		t.Errorf("%v allocations", n)
	}
}

func BenchmarkBake(b *testing.B) {
	for name, p := range map[string]*heat.Large{"signed": large(b, 250, field(128, 128, ringed), 0), "classes": large(b, 250, shares(128), 3)} {
		b.Run(name, func(b *testing.B) {
			baker, dst := new(heat.Baker), image.NewRGBA(image.Rect(0, 0, 250, 250))
			for b.Loop() {
				baker.Bake(dst, p)
			}
		})
	}
}
