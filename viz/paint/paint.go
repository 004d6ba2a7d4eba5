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
	"github.com/whisker-lab/whisker/viz/shape"
)

var (
	//go:embed shape.kage
	shapeSource []byte
	//go:embed tile.kage
	tileSource []byte
	//go:embed raster.kage
	rasterSource []byte
	//go:embed field.kage
	fieldSource []byte
)

// Painter holds what lies on the GPU: four shaders, the atlas, the sheet of rasters and the plots' pixels.
type Painter struct {
	shape, tile, raster, field *ebiten.Shader
	atlas, sheet               *ebiten.Image
	shaded                     []shaded // of each plot
	baked                      []baked  // the same where GL is software
	soft                       bool
	paper                      []float32 // the colour of the paper, as the shader of shapes has it
	how                        ebiten.DrawTrianglesShaderOptions
}

// New compiles the shaders.
func New() (*Painter, error) {
	p := &Painter{paper: make([]float32, 4)}
	p.how.Uniforms = map[string]any{"Paper": p.paper}
	for _, s := range []struct {
		name   string
		source []byte
		to     **ebiten.Shader
	}{{"shape", shapeSource, &p.shape}, {"tile", tileSource, &p.tile}, {"raster", rasterSource, &p.raster}, {"field", fieldSource, &p.field}} {
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
	copy(p.paper, opaque(pic.Theme.Surface))
	p.shapes(screen, &pic.Under)
	p.tiles(screen, pic)
	p.rasters(screen, pic)
	for i, f := range pic.Fields {
		if p.soft {
			p.bake(screen, pic, f, i)
		} else {
			p.shade(screen, pic, f, i)
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
	screen.DrawTrianglesShader32(vertices(l), l.Indices, p.shape, &p.how)
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

func (p *Painter) rasters(screen ebiten.FinalScreen, pic *viz.Picture) {
	if len(pic.Rasters.Indices) == 0 {
		return
	}
	upload(&p.sheet, pic.Sheet, pic.Laid, true)
	options := ebiten.DrawTrianglesShaderOptions{Images: [4]*ebiten.Image{p.sheet}}
	screen.DrawTrianglesShader32(vertices(&pic.Rasters), pic.Rasters.Indices, p.raster, &options)
}
