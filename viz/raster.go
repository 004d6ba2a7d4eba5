package viz

import (
	"encoding/binary"
	"image"

	"github.com/whisker-lab/whisker/viz/layout"
	"github.com/whisker-lab/whisker/viz/shape"
)

// look says how a raster's numbers become colours.
type look uint8

const (
	signed   look = iota // the ramp, from −unit to +unit
	inked                // ink on the surface, from 0 to unit
	grey                 // a photograph's own greys, from 0 for black to unit for white
	coloured             // three planes: red, green and blue
	vivid                // as signed, in the colours of what is small
)

// raster is a picture made of pixels that are to be seen as such.
type raster struct {
	w, h int
	v    []float32 // (h, w), the top row first, or, where it is coloured, (3, h, w)
	look look
	unit float32 // what counts as 1; 0 for 1
}

// sheetWide is how wide the sheet is on which the rasters of a picture lie, in pixels; none is wider.
const sheetWide = 512

// raster shows pixels in a rectangle with round corners; what is no such picture is left out. Pixels are all of one width where the
// rectangle's sides are a multiple of theirs.
//
// Its vertices carry: Src the corner on the sheet, Color the place in the rectangle's own coordinates, the opacity and how many
// pixels wide it is, Custom half the sides, the corner radius and how many pixels high; all lengths in device pixels.
func (p *Picture) raster(at layout.Rect, radius, opacity float64, r raster) {
	planes := 1
	if r.look == coloured {
		planes = 3
	}
	if r.w < 1 || r.h < 1 || r.w > sheetWide || len(r.v) < planes*r.w*r.h || at.Empty() {
		return
	}
	corner := p.lay(r.w, r.h)
	p.ink(corner, r)
	k := p.Scale
	x, y := at.Middle()
	halfW, halfH := at.W/2*k, at.H/2*k
	l := &p.Rasters
	for _, c := range [4][2]float64{{-1, -1}, {1, -1}, {-1, 1}, {1, 1}} {
		u, v := c[0]*(halfW+1), c[1]*(halfH+1)
		l.Vertices = append(l.Vertices, shape.Vertex{
			DstX: float32(x*k + u), DstY: float32(y*k + v), SrcX: float32(corner.X), SrcY: float32(corner.Y),
			ColorR: float32(u), ColorG: float32(v), ColorB: float32(opacity), ColorA: float32(r.w),
			Custom0: float32(halfW), Custom1: float32(halfH), Custom2: float32(min(radius*k, halfW, halfH)), Custom3: float32(r.h),
		})
	}
	n := uint32(len(l.Vertices))
	l.Indices = append(l.Indices, n-4, n-3, n-2, n-3, n-2, n-1)
}

// lay finds room on the sheet, which grows as needed: rows of rasters, each as high as its highest.
func (p *Picture) lay(w, h int) image.Point {
	if p.pen.X+w > sheetWide {
		p.pen, p.tallest = image.Pt(0, p.pen.Y+p.tallest), 0
	}
	corner := p.pen
	p.pen.X, p.tallest = p.pen.X+w, max(p.tallest, h)
	p.Laid = p.pen.Y + p.tallest
	if p.Sheet == nil || p.Sheet.Rect.Dy() < p.Laid {
		old := p.Sheet
		p.Sheet = image.NewRGBA(image.Rect(0, 0, sheetWide, max(256, 2*p.Laid)))
		if old != nil {
			copy(p.Sheet.Pix, old.Pix)
		}
	}
	return corner
}

// ink colours a raster's pixels on the sheet.
func (p *Picture) ink(corner image.Point, r raster) {
	unit := r.unit
	if !(unit > 0) {
		unit = 1
	}
	if p.row == nil {
		p.row = make([]float32, sheetWide)
	}
	row := p.row[:r.w]
	for y := range r.h {
		o := p.Sheet.PixOffset(corner.X, corner.Y+y)
		line := p.Sheet.Pix[o : o+4*r.w]
		from := r.v[y*r.w:][:r.w]
		switch r.look {
		case coloured:
			size := r.w * r.h
			for x := range from {
				at := y*r.w + x
				binary.LittleEndian.PutUint32(line[4*x:4*x+4], eight(r.v[at]/unit)|eight(r.v[size+at]/unit)<<8|eight(r.v[2*size+at]/unit)<<16|255<<24)
			}
		case grey:
			for x, v := range from {
				binary.LittleEndian.PutUint32(line[4*x:4*x+4], eight(v/unit)*0x010101|255<<24)
			}
		default:
			for x, v := range from {
				row[x] = v / unit
			}
			ramp := p.Ramp
			switch r.look {
			case inked:
				ramp = p.Inks
			case vivid:
				ramp = p.Strong
			}
			ramp.Fill(line, row)
		}
	}
}

// eight is a share in eight bits; what is no number is none.
func eight(v float32) uint32 {
	switch {
	case v >= 1:
		return 255
	case v > 0:
		return uint32(int32(v*255 + 0.5))
	}
	return 0
}
