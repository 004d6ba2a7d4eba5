package heat

import (
	"encoding/binary"
	"image"
	"math"

	"github.com/whisker-lab/whisker/viz/palette"
)

// Side is how many pixels wide and high a tile is in the atlas.
const Side = 40

// Field is numbers over a rectangle, row by row, the top row first.
type Field struct {
	W, H int
	V    []float32 // (H, W)
}

// Tile draws a field through the ramp as Side by Side pixels at the given place of dst. A field of another size is
// stretched to fit.
func Tile(dst *image.RGBA, at image.Point, f Field, ramp *palette.Ramp) {
	if f.W < 1 || f.H < 1 || len(f.V) < f.W*f.H {
		return
	}
	var stretched [Side]float32
	for y := range Side {
		row := f.V[y*f.H/Side*f.W:][:f.W]
		if f.W != Side {
			for x := range stretched {
				stretched[x] = row[x*f.W/Side]
			}
			row = stretched[:]
		}
		o := dst.PixOffset(at.X, at.Y+y)
		ramp.Fill(dst.Pix[o:o+4*Side], row)
	}
}

// Pack writes signed values in [-1,1] with 16 bits, high byte in red and low byte in green, for a shader to sample:
// eight bits would show as steps where the field is flat. What is not a number becomes zero.
func Pack(dst *image.RGBA, f Field) {
	for y := range f.H {
		o := dst.PixOffset(0, y)
		line := dst.Pix[o : o+4*f.W]
		for x, v := range f.V[y*f.W:][:f.W] {
			n := uint32(32768)
			if v >= 1 {
				n = 65535
			} else if v <= -1 {
				n = 1
			} else if v == v {
				n = uint32(int32(v*32767 + 32768))
			}
			binary.LittleEndian.PutUint32(line[4*x:4*x+4], n>>8|n&255<<8|255<<24)
		}
	}
}

// Margins writes by how much each class leads the best of the others, in [-1,1], for a shader to sample: class 0 to 3
// into the channels of low, 4 to 7 into those of high. The byte is the signed square root, which is finest near 0,
// where the line between two regions runs. The field p holds the planes of all classes one after the other.
func Margins(low, high *image.RGBA, w, h, classes int, p []float32) {
	n := w * h
	classes = min(classes, 8)
	for y := range h {
		for x := range w {
			i := y*w + x
			race := raceAt(p, i, n, classes)
			o := low.PixOffset(x, y)
			for c := range 8 {
				b := uint8(0) // further behind than any
				if c < classes {
					b = signedRoot(p[c*n+i] - race.rival(c))
				}
				if c < 4 {
					low.Pix[o+c] = b
				} else {
					high.Pix[o+c-4] = b
				}
			}
		}
	}
}

// race is which of the classes is first at a place, with what, and the best of the others.
type race struct {
	first, second float32
	top           int
}

// raceAt is the race at place i of p, which holds planes of n numbers, one for each class.
func raceAt(p []float32, i, n, classes int) race {
	r := race{float32(math.Inf(-1)), float32(math.Inf(-1)), 0}
	for c := range classes {
		switch v := p[c*n+i]; {
		case v > r.first:
			r = race{v, r.first, c}
		case v > r.second:
			r.second = v
		}
	}
	return r
}

// rival is the best of all but class c.
func (r race) rival(c int) float32 {
	if c == r.top {
		return r.second
	}
	return r.first
}

// signedRoot maps [-1,1] to [1,255] with 128 for zero.
func signedRoot(v float32) uint8 {
	r := math.Sqrt(math.Abs(float64(v)))
	switch {
	case v != v:
		return 128
	case v < 0:
		r = -r
	}
	return uint8(min(max(r, -1), 1)*127 + 128.5)
}
