package viz

import (
	"image"

	"github.com/whisker-lab/whisker/viz/heat"
	"github.com/whisker-lab/whisker/viz/layout"
	"github.com/whisker-lab/whisker/viz/palette"
	"github.com/whisker-lab/whisker/viz/shape"
)

// slots is how many tiles lie side by side in the atlas.
const slots = 16

// Picture is one whole image of the stage, in the order in which it is painted.
type Picture struct {
	Scale   float64       // device pixels per CSS pixel
	Theme   palette.Theme // the shaders need ink and surface
	Ramp    *palette.Ramp
	Strong  *palette.Ramp // as Ramp, for what is small
	Inks    *palette.Ramp // from the surface to ink
	Under   shape.List    // edges, rulers, scales
	Tiles   shape.List    // squares out of the atlas, see Tile
	Fields  []*Field      // the large plots
	Rasters shape.List    // rectangles out of the sheet, see raster
	Over    shape.List    // borders, points, lines

	Atlas *image.RGBA // slots across; grows downwards
	Used  int         // slots that this picture has filled; 0 when they are as before

	Sheet *image.RGBA // of the rasters; grows downwards
	Laid  int         // how many of its rows this picture has filled

	pen     image.Point // where on the sheet the next raster goes
	tallest int         // of those beside it
	row     []float32   // of a raster, as the ramp takes it
}

// Field is what the large plot shows: numbers, of which package paint makes pixels.
type Field struct {
	At       layout.Rect
	Radius   float64
	W, H     int
	Classes  int       // 0 for signed values
	V        []float32 // (max(Classes, 1), H, W), the top row first
	Discrete bool
	Fresh    bool // whether the numbers are others than in the picture before
	// Ramp is what the bands are coloured by where that is not the picture's own. A field with one has no line where its sign changes.
	Ramp *palette.Ramp
}

// Hue is the colour of a plane of a field: a class's, or that of what is no class's.
func (p *Picture) Hue(plane int) palette.Colour {
	if plane == nobody {
		return p.Theme.Surface
	}
	return p.Theme.Class(plane)
}

// Shades are the ramp of a field and the colour of the line where its sign changes.
func (p *Picture) Shades(f *Field) (ramp *palette.Ramp, line palette.Colour) {
	if f.Ramp != nil {
		return f.Ramp, f.Ramp.Band(palette.Bands / 2) // as the band that it lies in
	}
	return p.Ramp, p.Theme.Ink
}

// clear empties the picture for the next one.
func (p *Picture) clear(scale float64) {
	p.Scale, p.Fields, p.Used = scale, p.Fields[:0], 0
	p.Under.Clear(scale)
	p.Tiles.Clear(scale)
	p.Rasters.Clear(scale)
	p.Laid, p.pen, p.tallest = 0, image.Point{}, 0
	p.Over.Clear(scale)
}

// slot is where tile i lies in the atlas; the atlas grows as needed.
func (p *Picture) slot(i int) image.Point {
	rows := i/slots + 1
	if p.Atlas == nil || p.Atlas.Rect.Dy() < rows*heat.Side {
		old := p.Atlas
		p.Atlas = image.NewRGBA(image.Rect(0, 0, slots*heat.Side, rows*heat.Side))
		if old != nil {
			copy(p.Atlas.Pix, old.Pix)
		}
	}
	return image.Pt(i%slots*heat.Side, i/slots*heat.Side)
}

// fill draws a field into slot i.
func (p *Picture) fill(i int, f heat.Field, ramp *palette.Ramp) {
	heat.Tile(p.Atlas, p.slot(i), f, ramp)
	p.Used = max(p.Used, i+1)
}

// tile shows slot i in the square. Its vertices carry: Src the slot's corner, Color the place in the square's own
// coordinates and the opacity, Custom half the side twice and the corner radius, all in device pixels.
func (p *Picture) tile(i int, at layout.Rect, radius, opacity float64) {
	corner := p.slot(i)
	k := p.Scale
	x, y := at.Middle()
	half := at.W / 2 * k
	l := &p.Tiles
	for _, c := range [4][2]float64{{-1, -1}, {1, -1}, {-1, 1}, {1, 1}} {
		u, v := c[0]*(half+1), c[1]*(half+1)
		l.Vertices = append(l.Vertices, shape.Vertex{
			DstX: float32(x*k + u), DstY: float32(y*k + v), SrcX: float32(corner.X), SrcY: float32(corner.Y),
			ColorR: float32(u), ColorG: float32(v), ColorB: float32(opacity),
			Custom0: float32(half), Custom1: float32(half), Custom2: float32(min(radius*k, half)),
		})
	}
	n := uint32(len(l.Vertices))
	l.Indices = append(l.Indices, n-4, n-3, n-2, n-3, n-2, n-1)
}
