package shape

import (
	"math"

	"github.com/whisker-lab/whisker/viz/layout"
	"github.com/whisker-lab/whisker/viz/palette"
)

// Vertex has the names and the order of Ebitengine's own, so that a list goes to it as it is.
//
// Dst is a place in device pixels. For shapes, Src is the same place in the shape's own coordinates, Color is
// premultiplied, and Custom says which shape:
//
//	half width, half height, corner radius, stroke   stroke 0 fills, above 0 draws the outline that wide
//	half width, half height, corner radius, -2-rim   filled, with a rim in the colour of the paper inside the outline
//	half width, half height, corner radius, -999-rim the rim filled, and inside it paper
//	reach, growth, rim, -1                           a triangle, point up, with such a rim; below 0 the rim is what is filled
type Vertex struct {
	DstX, DstY                         float32
	SrcX, SrcY                         float32
	ColorR, ColorG, ColorB, ColorA     float32
	Custom0, Custom1, Custom2, Custom3 float32
}

// List collects triangles. Lengths given to its methods are CSS pixels.
type List struct {
	Scale    float64 // device pixels per CSS pixel
	Vertices []Vertex
	Indices  []uint32
}

// Clear empties the list and keeps its memory.
func (l *List) Clear(scale float64) {
	l.Scale, l.Vertices, l.Indices = scale, l.Vertices[:0], l.Indices[:0]
}

// Ink is a colour with its opacity, premultiplied.
type Ink [4]float32

// Of is the colour at the given opacity.
func Of(c palette.Colour, opacity float64) Ink {
	a := float32(opacity)
	return Ink{c.R * a, c.G * a, c.B * a, a}
}

// custom is what tells the shader the shape, in device pixels.
type custom [4]float32

// What Custom3 says where it is no stroke.
const (
	triangular = -1
	paperRim   = -2
	hollowRim  = -999
)

// rim is how far beyond its outline a shape's triangles reach, in device pixels: half a pixel is still touched, and each pixel
// beyond that would be paid for where GL is software.
const rim = 0.6

// endless is a half length that no pixel is near the end of.
const endless = 1e5

func (l *List) vertex(x, y, u, v float64, ink Ink, c custom) {
	l.Vertices = append(l.Vertices, Vertex{
		float32(x), float32(y), float32(u), float32(v),
		ink[0], ink[1], ink[2], ink[3], c[0], c[1], c[2], c[3],
	})
}

// quad adds the two triangles of the last four vertices, given row by row.
func (l *List) quad() {
	n := uint32(len(l.Vertices))
	l.Indices = append(l.Indices, n-4, n-3, n-2, n-3, n-2, n-1)
}

// around adds a rectangle about (x, y) in device pixels, half w by half h, turned by the unit vector (cos, sin).
func (l *List) around(x, y, w, h, cos, sin float64, ink Ink, c custom) {
	for _, k := range [4][2]float64{{-w, -h}, {w, -h}, {-w, h}, {w, h}} {
		l.vertex(x+k[0]*cos-k[1]*sin, y+k[0]*sin+k[1]*cos, k[0], k[1], ink, c)
	}
	l.quad()
}

// Box is a rectangle with round corners. A stroke above 0 draws its outline that wide, centred on the edge; 0 fills.
func (l *List) Box(r layout.Rect, radius, stroke float64, ink Ink) {
	x, y := r.Middle()
	l.turned(x, y, r.W/2, r.H/2, radius, stroke, 1, 0, ink)
}

func (l *List) turned(x, y, w, h, radius, stroke, cos, sin float64, ink Ink) {
	k := l.Scale
	w, h, edge := w*k, h*k, stroke*k/2+rim
	c := custom{float32(w), float32(h), float32(min(radius*k, w, h)), float32(stroke * k)}
	l.around(x*k, y*k, w+edge, h+edge, cos, sin, ink, c)
}

// Quad fills between four corners, given row by row, without smoothing its sides: it is for faces that meet.
func (l *List) Quad(corners [4][2]float64, ink Ink) {
	for _, c := range corners {
		l.vertex(c[0]*l.Scale, c[1]*l.Scale, 0, 0, ink, custom{endless, endless, 0, 0})
	}
	l.quad()
}

// Face fills a convex shape, in the way of Quad.
func (l *List) Face(corners [][2]float64, ink Ink) {
	first := uint32(len(l.Vertices))
	for i, c := range corners {
		l.vertex(c[0]*l.Scale, c[1]*l.Scale, 0, 0, ink, custom{endless, endless, 0, 0})
		if i > 1 {
			l.Indices = append(l.Indices, first, first+uint32(i)-1, first+uint32(i))
		}
	}
}

// Disc is a circle: filled, or an outline stroke wide, centred on the radius.
func (l *List) Disc(x, y, radius, stroke float64, ink Ink) {
	l.turned(x, y, radius, radius, radius, stroke, 1, 0, ink)
}

// Line is straight, with square ends.
func (l *List) Line(x1, y1, x2, y2, width float64, ink Ink) { l.line(x1, y1, x2, y2, width, 0, ink) }

// Rod is straight, with round ends beyond the given points.
func (l *List) Rod(x1, y1, x2, y2, width float64, ink Ink) {
	l.line(x1, y1, x2, y2, width, width/2, ink)
}

func (l *List) line(x1, y1, x2, y2, width, radius float64, ink Ink) {
	length := math.Hypot(x2-x1, y2-y1)
	cos, sin := 1.0, 0.0
	if length > 0 {
		cos, sin = (x2-x1)/length, (y2-y1)/length
	}
	l.turned((x1+x2)/2, (y1+y2)/2, length/2+radius, width/2, radius, 0, cos, sin, ink)
}

// Ribbon follows the whole curve. It has no joints, so that it may be translucent; its ends are cut.
func (l *List) Ribbon(curve layout.Curve, width float64, ink Ink) {
	if len(curve.Points) < 2 {
		return
	}
	k := l.Scale
	half := width * k / 2
	reach := half + rim
	c := custom{endless, float32(half), 0, 0}
	for i, p := range curve.Points {
		x, y := p.X*k, p.Y*k
		l.vertex(x+p.NX*reach, y+p.NY*reach, 0, reach, ink, c)
		l.vertex(x-p.NX*reach, y-p.NY*reach, 0, -reach, ink, c)
		if i > 0 {
			l.quad()
		}
	}
}

// Taper follows the whole curve and is as wide as from at its start and as to at its end, in even steps from point to point; its
// ends are round.
func (l *List) Taper(curve layout.Curve, from, to float64, ink Ink) {
	last := len(curve.Points) - 1
	if last < 1 {
		return
	}
	k := l.Scale
	for i, p := range curve.Points {
		half := (from + (to-from)*float64(i)/float64(last)) * k / 2
		reach, x, y := half+rim, p.X*k, p.Y*k
		c := custom{endless, float32(half), 0, 0}
		l.vertex(x+p.NX*reach, y+p.NY*reach, 0, reach, ink, c)
		l.vertex(x-p.NX*reach, y-p.NY*reach, 0, -reach, ink, c)
		if i > 0 {
			l.quad()
		}
	}
	l.Disc(curve.Points[0].X, curve.Points[0].Y, from/2, 0, ink)
	l.Disc(curve.Points[last].X, curve.Points[last].Y, to/2, 0, ink)
}

// Dash is the part of the curve between two lengths from its start, with round ends of the ribbon's width if round.
func (l *List) Dash(curve layout.Curve, from, to, width float64, round bool, ink Ink) {
	from, to = max(from, 0), min(to, curve.Length())
	if !(to > from) || len(curve.Points) < 2 {
		return
	}
	k := l.Scale
	half, middle := width*k/2, (from+to)/2
	c := custom{float32((to - from) / 2 * k), float32(half), 0, 0}
	over := 0.0
	if round {
		over = half
		c[0], c[2] = c[0]+float32(half), float32(half)
	}
	reach, first := half+rim, true
	put := func(p layout.Point, s, beyond float64) {
		x, y := p.X*k-p.NY*beyond, p.Y*k+p.NX*beyond
		u := (s-middle)*k + beyond
		l.vertex(x+p.NX*reach, y+p.NY*reach, u, reach, ink, c)
		l.vertex(x-p.NX*reach, y-p.NY*reach, u, -reach, ink, c)
		if !first {
			l.quad()
		}
		first = false
	}
	put(curve.At(from), from, -over-rim)
	for i, p := range curve.Points {
		if s := curve.Along(i); s > from && s < to {
			put(p, s, 0)
		}
	}
	put(curve.At(to), to, over+rim)
}

// Dashes repeats on px of ribbon and off px of nothing along the curve.
func (l *List) Dashes(curve layout.Curve, on, off, width float64, ink Ink) {
	for s := 0.0; s < curve.Length(); s += on + off {
		l.Dash(curve, s, s+on, width, false, ink)
	}
}
