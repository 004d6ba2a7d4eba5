package heat

import (
	"encoding/binary"
	"image"
	"math"

	"github.com/whisker-lab/whisker/viz/palette"
)

// Hues is how many classes have a colour here: six, grey, and nobody's.
const Hues = 8

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
	Hues         [Hues]palette.Colour
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
	pale    [Hues][levels]uint32
	colours [palette.Bands]uint32
}

const (
	levels = 256
	flat   = 20000 // one over the slope below which a field has no border, however near 0 it is
)

// Bake fills dst with the picture. Its pixels are premultiplied: the corners are round.
func (b *Baker) Bake(dst *image.RGBA, p *Large) {
	side := dst.Rect.Size()
	planes := max(p.Classes, 1)
	if n := p.W * p.H; p.W < 2 || p.H < 2 || len(p.V) < planes*n || planes > Hues || side.X < 2 || side.Y < 2 {
		clear(dst.Pix)
		return
	}
	b.prepare(p, planes, side)
	b.row(p, planes, 0, 0)
	for j := range side.Y {
		b.row(p, planes, min(j+1, side.Y-1), 1)
		line := dst.Pix[j*dst.Stride:][:4*side.X]
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
func (b *Baker) prepare(p *Large, planes int, side image.Point) {
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
		b.rows[i] = grown(b.rows[i], planes*side.X)
	}
	b.share = grown(b.share, side.X)
	if cap(b.at) < side.X {
		b.at = make([]int32, side.X)
	}
	b.at = b.at[:side.X]
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

// tame is a number in [-1,1]; what is none is 0. In WebAssembly Go's min and max are calls, as they know of NaN.
func tame(v float32) float32 {
	switch {
	case v >= 1:
		return 1
	case v <= -1:
		return -1
	case v != v:
		return 0
	}
	return v
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
		out, share := b.rows[to][c*wide:][:wide], b.share[:wide]
		for i, k := range b.at {
			pair := (*[2]float32)(strip[k:])
			out[i] = pair[0] + (pair[1]-pair[0])*share[i]
		}
	}
}

// signed draws a row in nine bands with soft edges, or in two, and in ink where the sign changes.
func (b *Baker) signed(line []byte, p *Large) {
	now, next := b.rows[0], b.rows[1][:len(b.rows[0])]
	reach := float32(0.75*p.Scale + 0.5) // of the border, in pixels
	for i, v := range now {
		k := i
		if k == len(now)-1 {
			k--
		}
		pair := (*[2]float32)(now[k:])
		dx, dy := pair[1]-pair[0], next[i]-v
		most := size(dx) + size(dy) // no less than the slope
		t := tame(v)*4 + 4
		lower := int(int32(t))
		off := t - float32(lower) - 0.5
		pixel := line[4*i : 4*i+4]
		if !p.Discrete && size(v) >= reach*most && size(off) >= 2*most {
			if off > 0 && lower < palette.Bands-1 {
				lower++
			}
			binary.LittleEndian.PutUint32(pixel, b.colours[uint(lower)%palette.Bands])
			continue
		}
		binary.LittleEndian.PutUint32(pixel, b.edge(p, v, dx, dy, off, lower, reach))
	}
}

// edge is a pixel near the border or between two bands.
func (b *Baker) edge(p *Large, v, dx, dy, off float32, lower int, reach float32) uint32 {
	slope := steepness(dx, dy)
	var c palette.Colour
	if p.Discrete {
		c = blend(p.Bands[0], p.Bands[palette.Bands-1], share(v/slope+0.5))
	} else {
		upper := lower
		if lower < palette.Bands-1 {
			upper++
		}
		c = blend(p.Bands[lower], p.Bands[upper], share(off/(slope*4)+0.5))
	}
	return packed(blend(c, p.Ink, inked(size(v), slope, reach)))
}

// classes draws a row in the colours of the classes that lead, paler where the lead is smaller, with ink between them.
func (b *Baker) classes(line []byte, p *Large, planes int) {
	wide := len(b.at)
	reach := float32(0.75*p.Scale + 0.5)
	for i := range wide {
		top, first := 0, float32(-2)
		for c, at := 0, i; c < planes; c, at = c+1, at+wide {
			if v := b.rows[0][at]; v > first {
				top, first = c, v
			}
		}
		k := i
		if k == wide-1 {
			k--
		}
		pair := (*[2]float32)(b.rows[0][top*wide+k:])
		dx, dy := pair[1]-pair[0], b.rows[1][top*wide+i]-b.rows[0][top*wide+i]
		ahead := share(first)
		c := b.pale[uint(top)%Hues][uint(int32(ahead*(levels-1)+0.5))%levels]
		if ahead < reach*(size(dx)+size(dy)) {
			c = packed(blend(unpacked(c), p.Ink, inked(ahead, steepness(dx, dy), reach)))
		}
		binary.LittleEndian.PutUint32(line[4*i:4*i+4], c)
	}
}

// steepness is by how much a field changes from pixel to pixel, never 0.
func steepness(dx, dy float32) float32 {
	if s := float32(math.Sqrt(float64(dx*dx + dy*dy))); s > 0.00001 {
		return s
	}
	return 0.00001
}

// size is how large a number is without its sign.
func size(v float32) float32 { return math.Float32frombits(math.Float32bits(v) &^ (1 << 31)) }

// share is a number in [0,1].
func share(v float32) float32 {
	switch {
	case v >= 1:
		return 1
	case v > 0:
		return v
	}
	return 0
}

// inked is how much of a pixel is the border's. Where the field is flat there is none, even if it is flat at zero.
func inked(off, slope, reach float32) float32 {
	return share(reach-off/slope) * share(slope*flat-1)
}

// round takes away what lies outside the round corners.
func round(dst *image.RGBA, radius float64) {
	side, reach := dst.Rect.Size(), int(math.Ceil(radius))
	for j := range reach {
		for i := range reach {
			d := math.Hypot(radius-float64(i)-0.5, radius-float64(j)-0.5) - radius
			if d <= -0.5 {
				continue
			}
			left := uint32(255 * min(max(0.5-d, 0), 1))
			for _, at := range [4]image.Point{{X: i, Y: j}, {X: side.X - 1 - i, Y: j}, {X: i, Y: side.Y - 1 - j}, {X: side.X - 1 - i, Y: side.Y - 1 - j}} {
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
