package shape_test

import (
	"math"
	"testing"

	"github.com/whisker-lab/whisker/viz/layout"
	"github.com/whisker-lab/whisker/viz/shape"
)

// coverage draws a list as the shader would and returns the sum of the alphas of all pixels.
func coverage(l *shape.List, w, h int) (area float64, alpha func(x, y int) float64) {
	pixels := make([]float64, w*h)
	for i := 0; i < len(l.Indices); i += 3 {
		a, b, c := l.Vertices[l.Indices[i]], l.Vertices[l.Indices[i+1]], l.Vertices[l.Indices[i+2]]
		det := float64((b.DstX-a.DstX)*(c.DstY-a.DstY) - (c.DstX-a.DstX)*(b.DstY-a.DstY))
		if det == 0 {
			continue
		}
		for y := range h {
			for x := range w {
				px, py := float64(x)+0.5, float64(y)+0.5
				// A hair beside the middle, so that no pixel lies in both halves of a quad.
				px, py = px+1e-4, py+2.3e-4
				u := ((px-float64(a.DstX))*float64(c.DstY-a.DstY) - float64(c.DstX-a.DstX)*(py-float64(a.DstY))) / det
				v := (float64(b.DstX-a.DstX)*(py-float64(a.DstY)) - (px-float64(a.DstX))*float64(b.DstY-a.DstY)) / det
				if u < 0 || v < 0 || u+v > 1 {
					continue
				}
				mix := func(p, q, r float32) float64 { return float64(p) + u*float64(q-p) + v*float64(r-p) }
				d := distance(mix(a.SrcX, b.SrcX, c.SrcX), mix(a.SrcY, b.SrcY, c.SrcY), a)
				alpha := float64(a.ColorA) * min(max(0.5-d, 0), 1)
				pixels[y*w+x] = alpha + pixels[y*w+x]*(1-alpha)
			}
		}
	}
	for _, p := range pixels {
		area += p
	}
	return area, func(x, y int) float64 { return pixels[y*w+x] }
}

// distance is shape.kage's.
func distance(x, y float64, v shape.Vertex) float64 {
	a, b, r, s := float64(v.Custom0), float64(v.Custom1), float64(v.Custom2), float64(v.Custom3)
	if s < 0 && s > -2 {
		return max(y-0.72*a, math.Abs(x)*0.8754-(y+a)*0.4835) - b
	}
	qx, qy := math.Abs(x)-a+r, math.Abs(y)-b+r
	d := math.Hypot(max(qx, 0), max(qy, 0)) + min(max(qx, qy), 0) - r
	if s > 0 {
		d = math.Abs(d) - s/2
	}
	return d
}

var black = shape.Ink{0, 0, 0, 1}

func TestAreas(t *testing.T) {
	wave := layout.Link(10, 20, 90, 80, 28)
	tests := []struct {
		name string
		draw func(l *shape.List)
		want float64 // px², at scale 1
	}{
		{"box", func(l *shape.List) { l.Box(layout.Rect{X: 10, Y: 10, W: 30, H: 20}, 0, 0, black) }, 600},
		{"round box", func(l *shape.List) { l.Box(layout.Rect{X: 10, Y: 10, W: 30, H: 20}, 5, 0, black) }, 600 - (4-math.Pi)*25},
		{"outline", func(l *shape.List) { l.Box(layout.Rect{X: 10, Y: 10, W: 30, H: 20}, 0, 2, black) }, 32*22 - 28*18},
		{"quad", func(l *shape.List) { l.Quad([4][2]float64{{10, 10}, {50, 20}, {20, 60}, {60, 60}}, black) }, 1750},
		{"disc", func(l *shape.List) { l.Disc(50, 50, 12, 0, black) }, math.Pi * 144},
		{"ring", func(l *shape.List) { l.Disc(50, 50, 12, 3, black) }, 2 * math.Pi * 12 * 3},
		{"line", func(l *shape.List) { l.Line(10, 10, 70, 50, 3, black) }, 3 * math.Hypot(60, 40)},
		{"rod", func(l *shape.List) { l.Rod(10, 10, 70, 50, 4, black) }, 4*math.Hypot(60, 40) + math.Pi*4},
		{"ribbon", func(l *shape.List) { l.Ribbon(wave, 3, black) }, 3 * wave.Length()},
		{"hairline", func(l *shape.List) { l.Ribbon(wave, 0.75, black) }, 0.75 * wave.Length()},
		{"dash", func(l *shape.List) { l.Dash(wave, 20, 50, 3, false, black) }, 90},
		{"round dash", func(l *shape.List) { l.Dash(wave, 20, 50, 4, true, black) }, 120 + math.Pi*4},
		{"dash beyond the end", func(l *shape.List) { l.Dash(wave, -20, 1e4, 3, false, black) }, 3 * wave.Length()},
		{"dash before the start", func(l *shape.List) { l.Dash(wave, -20, -2, 3, true, black) }, 0},
		{"dashes", func(l *shape.List) { l.Dashes(layout.Link(0, 50, 98, 50, 28), 4, 3, 2, black) }, 98 * 2 * 4 / 7},
	}
	for _, test := range tests {
		for _, scale := range []float64{1, 2} {
			t.Run(test.name, func(t *testing.T) {
				list := shape.List{Scale: scale}
				test.draw(&list)
				got, _ := coverage(&list, int(100*scale), int(100*scale))
				if got /= scale * scale; math.Abs(got-test.want) > 2+test.want*0.03 {
					t.Errorf("%.1f px² at scale %g; want %.1f", got, scale, test.want)
				}
			})
		}
	}
}

func TestMarkersAreOfOneSize(t *testing.T) {
	for class := range 7 {
		list := shape.List{Scale: 8} // large enough to measure
		list.Marker(class, 6, 6, 3.1, 0, black)
		got, _ := coverage(&list, 96, 96)
		if got /= 64; math.Abs(got-math.Pi*3.1*3.1)/(math.Pi*3.1*3.1) > 0.15 {
			t.Errorf("class %d covers %.1f px²; want about %.1f", class, got, math.Pi*3.1*3.1)
		}
		list.Clear(8)
		list.Marker(class, 6, 6, 3.1, 0.8, black)
		if grown, _ := coverage(&list, 96, 96); grown/64 < got*1.3 {
			t.Errorf("class %d grows to %.1f px² only", class, grown/64)
		}
	}
}

// An edge is translucent: it must not be darker where its pieces meet.
func TestRibbonHasNoJoints(t *testing.T) {
	list := shape.List{Scale: 1}
	list.Ribbon(layout.Link(0, 10, 100, 90, 28), 6, shape.Ink{0, 0, 0, 0.5})
	_, alpha := coverage(&list, 100, 100)
	for y := range 100 {
		for x := range 100 {
			if a := alpha(x, y); a > 0.501 {
				t.Fatalf("alpha %.2f at (%d, %d)", a, x, y)
			}
		}
	}
}

func TestClearKeepsMemory(t *testing.T) {
	list := shape.List{Scale: 1}
	draw := func() {
		list.Clear(1)
		for i := range 50 {
			list.Disc(float64(i), 5, 3, 0, black)
		}
	}
	draw()
	if n := testing.AllocsPerRun(10, draw); n != 0 {
		t.Errorf("%g allocations", n)
	}
}

// What is clipped has the same edges inside and nothing outside, and what was there before stays whole.
func TestClip(t *testing.T) {
	for _, scale := range []float64{1, 2} {
		l := shape.List{Scale: scale}
		side := int(60 * scale)
		l.Disc(10, 10, 6, 0, black)
		whole, _ := coverage(&l, side, side)
		mark := len(l.Indices)
		l.Disc(30, 30, 20, 0, black)
		l.Clip(mark, layout.Rect{X: 30, Y: 20, W: 25, H: 60})
		area, alpha := coverage(&l, side, side)
		k := int(scale)
		if alpha(10*k, 10*k) < 0.99 || alpha(40*k, 30*k) < 0.99 {
			t.Error("what is inside has gone")
		}
		if alpha(28*k, 30*k) > 0 || alpha(40*k, 18*k) > 0 {
			t.Error("something lies outside")
		}
		// Half a disc without the segment above a chord that is half the radius away.
		want := scale * scale * (math.Pi*400/2 - (400*math.Acos(0.5)-10*math.Sqrt(300))/2)
		if got := area - whole; math.Abs(got-want) > 0.01*want {
			t.Errorf("%g px² at %g; want %g", got, scale, want)
		}
	}
}
