//go:build js

package paint

import (
	"image"

	"github.com/hajimehoshi/ebiten/v2"

	"github.com/whisker-lab/whisker/viz"
	"github.com/whisker-lab/whisker/viz/heat"
	"github.com/whisker-lab/whisker/viz/palette"
)

// shaded is a plot whose pixels the GPU makes: the numbers as it has them, and the colours.
type shaded struct {
	of        *viz.Field // another one's numbers are no use, even where its own stand still
	low, high *image.RGBA
	to        [2]*ebiten.Image
	square    [4]ebiten.Vertex
	uniforms  map[string]any // whose slices are kept and written anew
}

// shade brings the numbers of the i-th plot to the GPU and has it draw them.
func (p *Painter) shade(screen ebiten.FinalScreen, pic *viz.Picture, f *viz.Field, i int) {
	for i >= len(p.shaded) {
		p.shaded = append(p.shaded, newShaded())
	}
	g, k := &p.shaded[i], pic.Scale
	fresh := f.Fresh || g.of != f
	g.of = f
	if size := image.Pt(f.W, f.H); g.low == nil || g.low.Rect.Size() != size {
		g.low, g.high, fresh = image.NewRGBA(image.Rectangle{Max: size}), image.NewRGBA(image.Rectangle{Max: size}), true
	}
	switch {
	case fresh && f.Classes == 0:
		heat.Pack(g.low, heat.Field{W: f.W, H: f.H, V: f.V})
	case fresh:
		heat.Margins(g.low, g.high, f.W, f.H, f.Classes, f.V)
	}
	upload(&g.to[0], g.low, f.H, fresh)
	upload(&g.to[1], g.high, f.H, fresh && f.Classes > 4)
	x, y := f.At.Middle()
	w, h := float32(f.At.W/2*k), float32(f.At.H/2*k)
	for i, c := range [4][2]float32{{-1, -1}, {1, -1}, {-1, 1}, {1, 1}} {
		u, v := c[0]*(w+1), c[1]*(h+1)
		g.square[i] = ebiten.Vertex{
			DstX: float32(x*k) + u, DstY: float32(y*k) + v,
			ColorR: u, ColorG: v, ColorB: w, ColorA: h, Custom0: float32(f.Radius * k),
		}
	}
	ramp, line := pic.Shades(f)
	g.set("Ink", opaque(line)...)
	g.set("Surface", opaque(pic.Theme.Surface)...)
	g.set("Size", float32(f.W), float32(f.H))
	g.set("Scale", float32(k))
	g.set("Mode", truth(f.Classes > 0)+truth(f.Classes > 4))
	g.set("Discrete", truth(f.Discrete))
	for i := range palette.Bands {
		copy(g.uniforms["Bands"].([]float32)[4*i:], opaque(ramp.Band(i)))
	}
	for i := range heat.Hues {
		copy(g.uniforms["Classes"].([]float32)[4*i:], opaque(pic.Hue(i)))
	}
	options := ebiten.DrawTrianglesShaderOptions{Images: [4]*ebiten.Image{g.to[0], g.to[1]}, Uniforms: g.uniforms}
	screen.DrawTrianglesShader32(g.square[:], []uint32{0, 1, 2, 1, 2, 3}, p.field, &options)
}

func newShaded() shaded {
	u := map[string]any{}
	for name, n := range map[string]int{"Ink": 4, "Surface": 4, "Size": 2, "Scale": 1, "Mode": 1, "Discrete": 1, "Bands": 4 * palette.Bands, "Classes": 4 * heat.Hues} {
		u[name] = make([]float32, n)
	}
	return shaded{uniforms: u}
}

func (g *shaded) set(name string, v ...float32) { copy(g.uniforms[name].([]float32), v) }

func (g *shaded) drop() {
	for _, image := range g.to {
		if image != nil {
			image.Deallocate()
		}
	}
}

func opaque(c palette.Colour) []float32 { return []float32{c.R, c.G, c.B, 1} }

func truth(b bool) float32 {
	if b {
		return 1
	}
	return 0
}
