package viz

import (
	"math"
	"testing"

	"github.com/whisker-lab/whisker/viz/layout"
	"github.com/whisker-lab/whisker/viz/palette"
)

// rasters is a picture in which colours can be told apart: −1 is red, 0 black, +1 blue; paper is black and ink white.
func rasters() *Picture {
	black, white := palette.Colour{}, palette.Colour{R: 1, G: 1, B: 1}
	p := &Picture{Ramp: palette.NewRamp(palette.Colour{R: 1}, black, palette.Colour{B: 1}), Strong: palette.NewRamp(palette.Colour{G: 1}, black, white), Inks: palette.NewRamp(black, black, white)}
	p.clear(2)
	return p
}

// Each look makes of numbers the pixels that it says, whatever the numbers are.
func TestRasterColours(t *testing.T) {
	nan := float32(math.NaN())
	tests := []struct {
		name string
		r    raster
		want [][3]byte
	}{
		{"signed", raster{3, 1, []float32{-2, 0, 2}, signed, 2}, [][3]byte{{255, 0, 0}, {0, 0, 0}, {0, 0, 255}}},
		{"vivid", raster{3, 1, []float32{-2, 0, 2}, vivid, 2}, [][3]byte{{0, 255, 0}, {0, 0, 0}, {255, 255, 255}}},
		{"beyond the unit", raster{2, 1, []float32{-9, 9}, signed, 2}, [][3]byte{{255, 0, 0}, {0, 0, 255}}},
		{"inked", raster{1, 3, []float32{0, 1, -1}, inked, 0}, [][3]byte{{0, 0, 0}, {255, 255, 255}, {0, 0, 0}}},
		{"grey", raster{2, 1, []float32{0.5, 1}, grey, 0}, [][3]byte{{128, 128, 128}, {255, 255, 255}}},
		{"coloured", raster{2, 1, []float32{1, 0, 0, 1, 0.2, 7}, coloured, 0}, [][3]byte{{255, 0, 51}, {0, 255, 255}}},
		{"no numbers", raster{2, 1, []float32{nan, nan}, signed, nan}, [][3]byte{{0, 0, 0}, {0, 0, 0}}},
		{"no numbers in grey", raster{1, 1, []float32{nan}, grey, 0}, [][3]byte{{0, 0, 0}}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			p := rasters()
			p.raster(layout.Rect{W: 10, H: 10}, 0, 1, tt.r)
			for i, want := range tt.want {
				o := p.Sheet.PixOffset(i%tt.r.w, i/tt.r.w)
				if got := [3]byte(p.Sheet.Pix[o:]); got != want || p.Sheet.Pix[o+3] != 255 {
					t.Errorf("pixel %d is %v; want %v", i, got, want)
				}
			}
		})
	}
}

// Rasters lie beside each other on the sheet, none over another, and it keeps what it holds when it grows.
func TestRastersLieApart(t *testing.T) {
	p := rasters()
	type part struct{ x, y, w, h int }
	var parts []part
	for i := range 60 {
		w, h := 5+i*7%90, 3+i*11%70
		v := make([]float32, w*h)
		for j := range v {
			v[j] = float32(i%5+1) / 5
		}
		p.raster(layout.Rect{X: float64(i), W: 8, H: 8}, 2, 1, raster{w, h, v, grey, 0})
		last := p.Rasters.Vertices[len(p.Rasters.Vertices)-1]
		parts = append(parts, part{int(last.SrcX), int(last.SrcY), w, h})
	}
	for i, q := range parts {
		if q.x+q.w > sheetWide || q.y+q.h > p.Laid || p.Laid > p.Sheet.Rect.Dy() {
			t.Fatalf("raster %d lies at %v of %d rows", i, q, p.Laid)
		}
		want := byte(eight(float32(i%5+1) / 5))
		for y := range q.h {
			for x := range q.w {
				if got := p.Sheet.Pix[p.Sheet.PixOffset(q.x+x, q.y+y)]; got != want {
					t.Fatalf("raster %d at %d, %d is %d; want %d", i, x, y, got, want)
				}
			}
		}
	}
	if len(p.Rasters.Indices) != 6*60 {
		t.Errorf("%d indices", len(p.Rasters.Indices))
	}
	p.clear(1)
	if p.Laid != 0 || len(p.Rasters.Vertices) != 0 {
		t.Error("a new picture begins with rasters")
	}
}

// What is no picture leaves nothing: a frame from outside may hold anything.
func TestRasterRefuses(t *testing.T) {
	at := layout.Rect{W: 4, H: 4}
	for name, draw := range map[string]func(p *Picture){
		"too few numbers": func(p *Picture) { p.raster(at, 0, 1, raster{2, 2, make([]float32, 3), signed, 1}) },
		"one plane of three": func(p *Picture) {
			p.raster(at, 0, 1, raster{2, 2, make([]float32, 4), coloured, 1})
		},
		"no width":      func(p *Picture) { p.raster(at, 0, 1, raster{0, 2, nil, signed, 1}) },
		"below nothing": func(p *Picture) { p.raster(at, 0, 1, raster{-1, -1, make([]float32, 4), signed, 1}) },
		"too wide":      func(p *Picture) { p.raster(at, 0, 1, raster{sheetWide + 1, 1, make([]float32, 9999), signed, 1}) },
		"no room":       func(p *Picture) { p.raster(layout.Rect{}, 0, 1, raster{1, 1, []float32{1}, signed, 1}) },
	} {
		p := rasters()
		draw(p)
		if len(p.Rasters.Indices) != 0 || p.Laid != 0 {
			t.Errorf("%s: something is drawn", name)
		}
	}
}
