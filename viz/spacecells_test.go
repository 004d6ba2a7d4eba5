package viz

import (
	"fmt"
	"math"
	"testing"

	"github.com/whisker-lab/whisker/frame"
	"github.com/whisker-lab/whisker/viz/layout"
	"github.com/whisker-lab/whisker/viz/palette"
)

// On a mesh that nothing has bent the border of a straight field is one straight line, however steep the field, and no picture of
// the mesh's cells.
func TestSpaceHasStraightBorders(t *testing.T) {
	const side, size = 33, 330.0
	f := func(x, y float64) float64 { return 0.31*x + y - 0.12 }
	for _, classes := range []int{0, 3} {
		for _, steep := range []float64{1, 30, 90} {
			t.Run(fmt.Sprint(classes, steep), func(t *testing.T) {
				var data frame.Frame
				frame.Marks[frame.Point](&data, "space/points", 1)[0] = frame.Point{}
				mesh, shares := data.Add("space/mesh", side, side, 3), make([]float32, 3*side*side)
				for i := range side * side {
					x, y := (float64(i%side)+0.5)/side*2-1, 1-(float64(i/side)+0.5)/side*2
					value := math.Tanh(steep * f(x, y))
					mesh[3*i], mesh[3*i+1], mesh[3*i+2] = float32(x), float32(y), float32(value)
					shares[i], shares[side*side+i], shares[2*side*side+i] = float32(1+value)/2, float32(1-value)/2, 0
				}
				if data.Add("space/classes", 1)[0] = float32(classes); classes > 0 {
					copy(data.Add("space/shares", 3, side, side), shares)
				}
				v := newSpace(nil).(*space)
				v.Read(&data)
				v.Arrange(layout.Rect{W: size, H: size}, &Setup{Phone: true})
				p := &Picture{}
				p.clear(1)
				v.Draw(p, &Scene{Setup: v.setup, Theme: &palette.Theme{}, Ramp: palette.NewRamp(palette.Colour{}, palette.Colour{}, palette.Colour{})})
				long := 0.0
				for _, b := range v.borders {
					for i := 0; i < 4; i += 2 {
						x, y := v.toPlane(b[i], b[i+1])
						if off := f(x, y) / math.Hypot(0.31, 1) * size / 2; math.Abs(off) > 1 {
							t.Fatalf("(%g, %g) is %.2f px beside the border", x, y, off)
						}
					}
					long += math.Hypot(b[2]-b[0], b[3]-b[1])
				}
				if want := size * (side - 1) / side * math.Hypot(0.31, 1); math.Abs(long-want) > 0.05*want {
					t.Errorf("the border is %.0f px long; want %.0f", long, want)
				}
				covered(t, p, size)
			})
		}
	}
}

// covered fails where the mesh's faces leave a hole.
func covered(t *testing.T, p *Picture, size float64) {
	t.Helper()
	area, v := 0.0, p.Over.Vertices
	for i := 0; i+2 < len(p.Over.Indices); i += 3 {
		a, b, c := v[p.Over.Indices[i]], v[p.Over.Indices[i+1]], v[p.Over.Indices[i+2]]
		if a.Custom0 >= 1e5 && a.Custom1 >= 1e5 {
			area += math.Abs(float64((b.DstX-a.DstX)*(c.DstY-a.DstY)-(c.DstX-a.DstX)*(b.DstY-a.DstY))) / 2
		}
	}
	if least := size * size * 32 * 32 / 33 / 33; area < least*0.99 {
		t.Errorf("faces cover %.0f px²; want %.0f", area, least)
	}
}
