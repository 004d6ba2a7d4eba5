//go:build js

package paint

import (
	_ "embed"
	"fmt"
	"image"
	"unsafe"

	"github.com/hajimehoshi/ebiten/v2"

	"github.com/whisker-lab/whisker/viz"
	"github.com/whisker-lab/whisker/viz/heat"
	"github.com/whisker-lab/whisker/viz/palette"
	"github.com/whisker-lab/whisker/viz/shape"
)

var (
	//go:embed shape.kage
	shapeSource []byte
	//go:embed tile.kage
	tileSource []byte
	//go:embed field.kage
	fieldSource []byte
)

// Painter holds what lies on the GPU: three shaders, the atlas and the plots' pixels.
type Painter struct {
	shape, tile, field *ebiten.Shader
	atlas              *ebiten.Image
	pixels             [][2]*ebiten.Image // low and high of each plot
	square             [4]ebiten.Vertex
	baked              []baked // of each plot, where GL is software
	soft               bool
}

// New compiles the shaders.
func New() (*Painter, error) {
	p := new(Painter)
	for _, s := range []struct {
		name   string
		source []byte
		to     **ebiten.Shader
	}{{"shape", shapeSource, &p.shape}, {"tile", tileSource, &p.tile}, {"field", fieldSource, &p.field}} {
		shader, err := ebiten.NewShader(s.source)
		if err != nil {
			return nil, fmt.Errorf("paint: %s: %w", s.name, err)
		}
		*s.to = shader
	}
	return p, nil
}

// Draw paints the picture on a screen that is clear.
func (p *Painter) Draw(screen ebiten.FinalScreen, pic *viz.Picture) {
	p.shapes(screen, &pic.Under)
	p.tiles(screen, pic)
	for i, f := range pic.Fields {
		if i == len(p.pixels) {
			p.pixels = append(p.pixels, [2]*ebiten.Image{})
		}
		if p.soft {
			p.bake(screen, pic, f, i)
		} else {
			p.plot(screen, pic, f, &p.pixels[i])
		}
	}
	p.shapes(screen, &pic.Over)
}

// vertices are a list's as Ebitengine's own; the conversion below compiles only as long as the two are alike.
func vertices(l *shape.List) []ebiten.Vertex {
	_ = ebiten.Vertex(shape.Vertex{})
	return unsafe.Slice((*ebiten.Vertex)(unsafe.Pointer(unsafe.SliceData(l.Vertices))), len(l.Vertices))
}

func (p *Painter) shapes(screen ebiten.FinalScreen, l *shape.List) {
	screen.DrawTrianglesShader32(vertices(l), l.Indices, p.shape, nil)
}

// unmanaged is an image of its own: an atlas in Ebitengine's atlas would only cost a copy.
func unmanaged(size image.Point) *ebiten.Image {
	return ebiten.NewImageWithOptions(image.Rectangle{Max: size}, &ebiten.NewImageOptions{Unmanaged: true})
}

// upload brings an image of the GPU up to date in one call, making it anew if the size has changed.
func upload(to **ebiten.Image, from *image.RGBA, rows int, fresh bool) {
	size := from.Rect.Size()
	if *to == nil || (*to).Bounds().Size() != size {
		if *to != nil {
			(*to).Deallocate()
		}
		*to, rows, fresh = unmanaged(size), size.Y, true
	}
	if fresh {
		part := image.Rect(0, 0, size.X, rows)
		(*to).SubImage(part).(*ebiten.Image).WritePixels(from.Pix[:rows*from.Stride])
	}
}

func (p *Painter) tiles(screen ebiten.FinalScreen, pic *viz.Picture) {
	if pic.Atlas == nil || len(pic.Tiles.Indices) == 0 {
		return
	}
	across := pic.Atlas.Rect.Dx() / heat.Side
	rows := (pic.Used + across - 1) / across * heat.Side
	upload(&p.atlas, pic.Atlas, rows, rows > 0)
	options := ebiten.DrawTrianglesShaderOptions{Images: [4]*ebiten.Image{p.atlas}}
	screen.DrawTrianglesShader32(vertices(&pic.Tiles), pic.Tiles.Indices, p.tile, &options)
}

func (p *Painter) plot(screen ebiten.FinalScreen, pic *viz.Picture, f *viz.Field, pixels *[2]*ebiten.Image) {
	upload(&pixels[0], f.Low, f.H, f.Fresh)
	upload(&pixels[1], f.High, f.H, f.Fresh && f.Classes > 4)
	x, y := f.At.Middle()
	k := pic.Scale
	w, h := float32(f.At.W/2*k), float32(f.At.H/2*k)
	for i, c := range [4][2]float32{{-1, -1}, {1, -1}, {-1, 1}, {1, 1}} {
		u, v := c[0]*(w+1), c[1]*(h+1)
		p.square[i] = ebiten.Vertex{
			DstX: float32(x*k) + u, DstY: float32(y*k) + v,
			ColorR: u, ColorG: v, ColorB: w, ColorA: h, Custom0: float32(f.Radius * k),
		}
	}
	uniforms := map[string]any{
		"Ink": opaque(pic.Theme.Ink), "Surface": opaque(pic.Theme.Surface),
		"Size": []float32{float32(f.W), float32(f.H)}, "Scale": float32(k),
		"Mode": truth(f.Classes > 0) + truth(f.Classes > 4), "Discrete": truth(f.Discrete),
	}
	var bands, classes []float32
	for i := range palette.Bands {
		bands = append(bands, opaque(pic.Ramp.Band(i))...)
	}
	for i := range 7 {
		classes = append(classes, opaque(pic.Theme.Class(i))...)
	}
	classes = append(classes, opaque(pic.Theme.Surface)...) // the eighth is nobody's
	uniforms["Bands"], uniforms["Classes"] = bands, classes
	options := ebiten.DrawTrianglesShaderOptions{Images: [4]*ebiten.Image{pixels[0], pixels[1]}, Uniforms: uniforms}
	screen.DrawTrianglesShader32(p.square[:], []uint32{0, 1, 2, 1, 2, 3}, p.field, &options)
}

func opaque(c palette.Colour) []float32 { return []float32{c.R, c.G, c.B, 1} }

func truth(b bool) float32 {
	if b {
		return 1
	}
	return 0
}
