package heat

import (
	"encoding/binary"
	"image"
	"math"

	"github.com/whisker-lab/whisker/viz/palette"
)

// mostHues is how many classes have a colour here: six, grey, and nobody's.
const mostHues = 8

// Large is how a field is drawn as the large plot.
type Large struct {
	W, H     int       // of the field
	Classes  int       // planes of the field, 0 for signed values
	V        []float32 // (max(Classes, 1), H, W), the top row first
	Discrete bool

	// Where it lies, in device pixels: the picture's first pixel is there, the field begins OffX and OffY before it and is Wide by High.
	OffX, OffY, Wide, High float64
	Radius, Scale          float64 // of the corners; device pixels to a CSS pixel

	Bands        [palette.Bands]palette.Colour
	Ink, Surface palette.Colour
	Hues         [mostHues]palette.Colour
}

// Like tells whether another picture of the same numbers would be the same.
func (p *Large) Like(q *Large) bool {
	return p.W == q.W && p.H == q.H && p.Classes == q.Classes && p.Discrete == q.Discrete &&
		p.OffX == q.OffX && p.OffY == q.OffY && p.Wide == q.Wide && p.High == q.High && p.Radius == q.Radius && p.Scale == q.Scale &&
		p.Bands == q.Bands && p.Ink == q.Ink && p.Surface == q.Surface && p.Hues == q.Hues
}

// Baker makes the large plot's picture on the processor, as paint's field.kage makes it on the GPU, pixel by pixel the same:
// where GL is software that is ten times as fast, and it can be compared. Its memory is kept from picture to picture.
type Baker struct {
	clean   []float32    // the planes, or by how much each class leads the best other one
	strip   []float32    // (planes, W) of one row between two
	rows    [2][]float32 // (planes, wide) of this row of pixels and the next
	at      []int32      // of each column of pixels, the place before it
	share   []float32    // and how far it is from there to the next
	pale    [mostHues][levels]uint32
	colours [palette.Bands]uint32
}

const (
	levels = 256
	flat   = 20000 // one over the slope below which a field has no border, however near 0 it is
)

// Bake fills dst with the picture. Its pixels are premultiplied: the corners are round.
func (b *Baker) Bake(dst *image.RGBA, p *Large) {
	size := dst.Rect.Size()
	planes := max(p.Classes, 1)
	if n := p.W * p.H; p.W < 2 || p.H < 2 || len(p.V) < planes*n || planes > mostHues || size.X < 2 || size.Y < 2 {
		clear(dst.Pix)
		return
	}
	b.prepare(p, planes, size)
	b.row(p, planes, 0, 0)
	for j := range size.Y {
		b.row(p, planes, min(j+1, size.Y-1), 1)
		line := dst.Pix[j*dst.Stride:][:4*size.X]
		if p.Classes == 0 {
			b.signed(line, p)
		} else {
			b.classes(line, p, planes)
		}
		b.rows[0], b.rows[1] = b.rows[1], b.rows[0]
	}
	round(dst, p.Radius)
}

// prepare brings the field and what depends on the columns into its own memory.
func (b *Baker) prepare(p *Large, planes int, size image.Point) {
	n := p.W * p.H
	b.clean = grown(b.clean, planes*n)
	if p.Classes == 0 {
		for i, v := range p.V[:n] {
			b.clean[i] = tame(v)
		}
	} else {
		lead(b.clean, p.V, planes, n)
	}
	b.strip = grown(b.strip, planes*p.W)
	for i := range b.rows {
		b.rows[i] = grown(b.rows[i], planes*size.X)
	}
	b.share = grown(b.share, size.X)
	if cap(b.at) < size.X {
		b.at = make([]int32, size.X)
	}
	b.at = b.at[:size.X]
	for i := range b.at {
		at, share := between((float64(i)+0.5+p.OffX)/p.Wide*float64(p.W), p.W)
		b.at[i], b.share[i] = int32(at), float32(share)
	}
	for i, c := range p.Bands {
		b.colours[i] = packed(c)
	}
	for k := range planes * min(p.Classes, 1) {
		for i := range levels {
			weight := 0.35
			if !p.Discrete {
				weight *= 0.3 + 0.7*math.Sqrt(float64(i)/(levels-1))
			}
			b.pale[k][i] = packed(blend(p.Surface, p.Hues[k], float32(weight)))
		}
	}
}

// between is the place before x among the middles of n cells and the share of the way to the next; beyond the outermost middles
// it goes on as it came.
func between(x float64, n int) (at int, share float64) {
	at = int(min(max(math.Floor(x-0.5), 0), float64(n-2)))
	return at, min(max(x-0.5-float64(at), -0.5), 1.5)
}

// lead fills by how much each class leads the best of the others, in [-1,1].
func lead(dst, v []float32, planes, n int) {
	for i := range n {
		race := raceAt(v, i, n, planes)
		for c := range planes {
			dst[c*n+i] = tame(v[c*n+i] - race.rival(c))
		}
	}
}

// tame is a number in [-1,1]; what is none is 0.
func tame(v float32) float32 {
	if v != v {
		return 0
	}
	return min(max(v, -1), 1)
}

// row fills one of the two rows with the field along row j of the pixels.
func (b *Baker) row(p *Large, planes, j, to int) {
	at, share := between((float64(j)+0.5+p.OffY)/p.High*float64(p.H), p.H)
	f, wide := float32(share), len(b.at)
	for c := range planes {
		upper := b.clean[(c*p.H+at)*p.W:][:p.W]
		lower := b.clean[(c*p.H+at+1)*p.W:][:p.W]
		strip := b.strip[:p.W]
		for i, v := range upper {
			strip[i] = v + (lower[i]-v)*f
		}
		out := b.rows[to][c*wide:][:wide]
		for i, k := range b.at {
			v := strip[k]
			out[i] = v + (strip[k+1]-v)*b.share[i]
		}
	}
}

// signed draws a row in nine bands with soft edges, or in two, and in ink where the sign changes.
func (b *Baker) signed(line []byte, p *Large) {
	now, next := b.rows[0], b.rows[1]
	reach := float32(0.75*p.Scale + 0.5) // of the border, in pixels
	for i, v := range now {
		k := min(i, len(now)-2)
		dx, dy := now[k+1]-now[k], next[i]-v
		most := max(dx, -dx) + max(dy, -dy) // no less than the slope
		t := min(max(v, -1), 1)*4 + 4
		lower := int(t)
		off := t - float32(lower) - 0.5
		if !p.Discrete && max(v, -v) >= reach*most && max(off, -off) >= 2*most {
			if off > 0 {
				lower++
			}
			binary.LittleEndian.PutUint32(line[4*i:], b.colours[min(lower, palette.Bands-1)])
			continue
		}
		slope := max(float32(math.Sqrt(float64(dx*dx+dy*dy))), 0.00001)
		var c palette.Colour
		if p.Discrete {
			c = blend(p.Bands[0], p.Bands[palette.Bands-1], min(max(v/slope, -0.5), 0.5)+0.5)
		} else {
			c = blend(p.Bands[lower], p.Bands[min(lower+1, palette.Bands-1)], min(max(off/(slope*4)+0.5, 0), 1))
		}
		binary.LittleEndian.PutUint32(line[4*i:], packed(blend(c, p.Ink, inked(max(v, -v), slope, reach))))
	}
}

// classes draws a row in the colours of the classes that lead, paler where the lead is smaller, with ink between them.
func (b *Baker) classes(line []byte, p *Large, planes int) {
	wide := len(b.at)
	reach := float32(0.75*p.Scale + 0.5)
	for i := range wide {
		top, first := 0, float32(-2)
		for c := range planes {
			if v := b.rows[0][c*wide+i]; v > first {
				top, first = c, v
			}
		}
		now, next := b.rows[0][top*wide:][:wide], b.rows[1][top*wide:][:wide]
		k := min(i, wide-2)
		dx, dy := now[k+1]-now[k], next[i]-now[i]
		ahead := min(max(first, 0), 1)
		c := b.pale[top][int(ahead*(levels-1)+0.5)]
		if ahead < reach*(max(dx, -dx)+max(dy, -dy)) {
			slope := max(float32(math.Sqrt(float64(dx*dx+dy*dy))), 0.00001)
			c = packed(blend(unpacked(c), p.Ink, inked(ahead, slope, reach)))
		}
		binary.LittleEndian.PutUint32(line[4*i:], c)
	}
}

// inked is how much of a pixel is the border's. Where the field is flat there is none, even if it is flat at zero.
func inked(off, slope, reach float32) float32 {
	return min(max(reach-off/slope, 0), 1) * min(max(slope*flat-1, 0), 1)
}

// round takes away what lies outside the round corners.
func round(dst *image.RGBA, radius float64) {
	size, reach := dst.Rect.Size(), int(math.Ceil(radius))
	for j := range reach {
		for i := range reach {
			d := math.Hypot(radius-float64(i)-0.5, radius-float64(j)-0.5) - radius
			if d <= -0.5 {
				continue
			}
			left := uint32(255 * min(max(0.5-d, 0), 1))
			for _, at := range [4]image.Point{{X: i, Y: j}, {X: size.X - 1 - i, Y: j}, {X: i, Y: size.Y - 1 - j}, {X: size.X - 1 - i, Y: size.Y - 1 - j}} {
				if !at.In(dst.Rect) {
					continue
				}
				pixel := dst.Pix[dst.PixOffset(at.X, at.Y):][:4]
				for c := range pixel {
					pixel[c] = byte(uint32(pixel[c]) * left / 255)
				}
			}
		}
	}
}

func blend(a, b palette.Colour, share float32) palette.Colour {
	return palette.Colour{R: a.R + (b.R-a.R)*share, G: a.G + (b.G-a.G)*share, B: a.B + (b.B-a.B)*share}
}

// packed is a colour as the four bytes of an opaque pixel.
func packed(c palette.Colour) uint32 {
	return uint32(c.R*255+0.5) | uint32(c.G*255+0.5)<<8 | uint32(c.B*255+0.5)<<16 | 255<<24
}

func unpacked(p uint32) palette.Colour {
	return palette.Colour{R: float32(p&255) / 255, G: float32(p>>8&255) / 255, B: float32(p>>16&255) / 255}
}

func grown(v []float32, n int) []float32 {
	if cap(v) < n {
		return make([]float32, n)
	}
	return v[:n]
}
