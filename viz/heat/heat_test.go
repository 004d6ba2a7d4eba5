package heat_test

import (
	"bytes"
	"flag"
	"image"
	"image/png"
	"math"
	"os"
	"path/filepath"
	"testing"

	"github.com/whisker-lab/whisker/viz/heat"
	"github.com/whisker-lab/whisker/viz/palette"
)

var update = flag.Bool("update", false, "write the golden images anew")

var (
	nan = float32(math.NaN())
	inf = float32(math.Inf(1))
)

// field makes w by h numbers from coordinates in [-1,1], y upwards.
func field(w, h int, f func(x, y float64) float64) heat.Field {
	v := make([]float32, 0, w*h)
	for j := range h {
		for i := range w {
			v = append(v, float32(f(2*(float64(i)+0.5)/float64(w)-1, 1-2*(float64(j)+0.5)/float64(h))))
		}
	}
	return heat.Field{W: w, H: h, V: v}
}

func ramp(t testing.TB, neg, zero, pos string) *palette.Ramp {
	t.Helper()
	var c [3]palette.Colour
	for i, s := range []string{neg, zero, pos} {
		var err error
		if c[i], err = palette.Parse(s); err != nil {
			t.Fatal(err)
		}
	}
	return palette.NewRamp(c[0], c[1], c[2])
}

// golden compares an image with testdata/name.png, to the last bit.
func golden(t *testing.T, name string, got *image.RGBA) {
	t.Helper()
	path := filepath.Join("testdata", name+".png")
	// As NRGBA: these pixels are bytes for a shader, and premultiplying would change them.
	plain := &image.NRGBA{Pix: got.Pix, Stride: got.Stride, Rect: got.Rect}
	if *update {
		var b bytes.Buffer
		if err := png.Encode(&b, plain); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, b.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	want, err := png.Decode(f)
	if err != nil {
		t.Fatal(err)
	}
	if want.Bounds() != got.Rect {
		t.Fatalf("%v; want %v", got.Rect, want.Bounds())
	}
	for y := range got.Rect.Dy() {
		for x := range got.Rect.Dx() {
			r, g, b, a := want.At(x, y).RGBA()
			p, q, s, u := plain.At(x, y).RGBA()
			if r != p || g != q || b != s || a != u {
				t.Fatalf("%s differs at (%d, %d): %v; want %v", name, x, y, plain.At(x, y), want.At(x, y))
			}
		}
	}
}

var waves = func(x, y float64) float64 { return math.Sin(3*x) * math.Cos(2*y) * 1.2 }

func TestTile(t *testing.T) {
	light := ramp(t, "#A5C2EE", "#F5F4EF", "#F6C38C")
	dark := ramp(t, "#1F4B8B", "#1B1E23", "#8A4D10")
	odd := field(40, 40, waves)
	odd.V[0], odd.V[1], odd.V[2] = nan, inf, -inf
	tests := []struct {
		name  string
		field heat.Field
		ramp  *palette.Ramp
	}{
		{"tile-light", field(40, 40, waves), light},
		{"tile-dark", field(40, 40, waves), dark},
		{"tile-coarse", field(7, 5, waves), light},
		{"tile-fine", field(96, 96, waves), light},
		{"tile-odd", odd, light},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			dst := image.NewRGBA(image.Rect(0, 0, 60, 50))
			heat.Tile(dst, image.Pt(15, 5), test.field, test.ramp)
			golden(t, test.name, dst)
		})
	}
	t.Run("too few numbers", func(t *testing.T) {
		dst := image.NewRGBA(image.Rect(0, 0, 40, 40))
		heat.Tile(dst, image.Point{}, heat.Field{W: 40, H: 40, V: make([]float32, 10)}, light)
		if dst.Pix[3] != 0 {
			t.Error("something was drawn")
		}
	})
}

func TestPack(t *testing.T) {
	dst := image.NewRGBA(image.Rect(0, 0, 32, 24))
	heat.Pack(dst, field(32, 24, waves))
	golden(t, "pack", dst)
	values := []float32{-1, -0.5, -1e-4, 0, 1e-4, 0.3, 1, 2, -2, nan, inf}
	want := []float64{-1, -0.5, -1e-4, 0, 1e-4, 0.3, 1, 1, -1, 0, 1}
	dst = image.NewRGBA(image.Rect(0, 0, len(values), 1))
	heat.Pack(dst, heat.Field{W: len(values), H: 1, V: values})
	for i, v := range values {
		got := (float64(dst.Pix[4*i])*256 + float64(dst.Pix[4*i+1]) - 32768) / 32767 // as the shader does
		if math.Abs(got-want[i]) > 1.0/32767 {
			t.Errorf("%g is read as %g", v, got)
		}
	}
}

func TestMargins(t *testing.T) {
	const w, h, classes = 24, 24, 5
	var p []float32
	for c := range classes {
		p = append(p, field(w, h, func(x, y float64) float64 {
			sum := 0.0
			score := func(c int) float64 {
				a := 2 * math.Pi * float64(c) / classes
				return math.Exp(4 * (x*math.Cos(a) + y*math.Sin(a)))
			}
			for c := range classes {
				sum += score(c)
			}
			return score(c) / sum
		}).V...)
	}
	low, high := image.NewRGBA(image.Rect(0, 0, w, h)), image.NewRGBA(image.Rect(0, 0, w, h))
	heat.Margins(low, high, w, h, classes, p)
	golden(t, "margins-low", low)
	golden(t, "margins-high", high)

	one := func(probabilities ...float32) []uint8 {
		low, high := image.NewRGBA(image.Rect(0, 0, 1, 1)), image.NewRGBA(image.Rect(0, 0, 1, 1))
		heat.Margins(low, high, 1, 1, len(probabilities), probabilities)
		return append(low.Pix, high.Pix...)
	}
	tests := []struct {
		name string
		p    []float32
		want []uint8
	}{
		{"sure", []float32{1, 0, 0}, []uint8{255, 1, 1, 0, 0, 0, 0, 0}},
		{"a tie", []float32{0.5, 0.5, 0}, []uint8{128, 128, 38, 0, 0, 0, 0, 0}},
		{"not a number", []float32{nan, nan, nan}, []uint8{128, 128, 128, 0, 0, 0, 0, 0}},
		{"more classes than channels", []float32{0, 0, 0, 0, 0, 0, 0, 0, 0, 1}, []uint8{128, 128, 128, 128, 128, 128, 128, 128}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got := one(test.p...); !bytes.Equal(got, test.want) {
				t.Errorf("%v; want %v", got, test.want)
			}
		})
	}
}

func BenchmarkTile(b *testing.B) {
	dst := image.NewRGBA(image.Rect(0, 0, 40, 40))
	f, r := field(40, 40, waves), ramp(b, "#A5C2EE", "#F5F4EF", "#F6C38C")
	for b.Loop() {
		heat.Tile(dst, image.Point{}, f, r)
	}
}

func BenchmarkPack(b *testing.B) {
	dst, f := image.NewRGBA(image.Rect(0, 0, 256, 256)), field(256, 256, waves)
	for b.Loop() {
		heat.Pack(dst, f)
	}
}
