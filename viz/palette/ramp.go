package palette

import "encoding/binary"

// half is how many steps the ramp has on either side of zero.
const half = 255

// Bands is how many flat colours the large plot shows, from -1 to +1 by a quarter.
const Bands = 9

// Ramp maps [-1,1] to colour: zero mixed with the one end or the other in OKLab, linear in |v|.
type Ramp struct {
	lut  [2*half + 1]uint32 // R, G, B and 255, from the lowest byte up
	band [Bands]Colour
}

// NewRamp makes the ramp with the given colours at -1, 0 and +1.
func NewRamp(neg, zero, pos Colour) *Ramp {
	r := new(Ramp)
	at := func(v float64) Colour {
		if v < 0 {
			return Mix(zero, neg, -v)
		}
		return Mix(zero, pos, v)
	}
	for i := range r.lut {
		c := at(float64(i)/half - 1)
		r.lut[i] = uint32(eight(c.R)) | uint32(eight(c.G))<<8 | uint32(eight(c.B))<<16 | 255<<24
	}
	for i := range r.band {
		r.band[i] = at(float64(i)/4 - 1)
	}
	return r
}

// Fill writes the colours of v into dst as RGBA, four bytes for each number, clamped to [-1,1]; what is not a number is
// as zero. It is written for WebAssembly, where a call or a bounds check for each pixel costs more than the pixel.
func (r *Ramp) Fill(dst []byte, v []float32) {
	dst = dst[:4*len(v)]
	for i, x := range v {
		k := half
		if x >= 1 {
			k = 2 * half
		} else if x <= -1 {
			k = 0
		} else if x == x {
			k = int(int32(x*half + (half + 0.5)))
		}
		binary.LittleEndian.PutUint32(dst[4*i:4*i+4], r.lut[uint(k)%uint(len(r.lut))])
	}
}

// Band is the i-th flat colour, i in [0,Bands).
func (r *Ramp) Band(i int) Colour { return r.band[i] }

// At is the colour of one number, as Fill gives it.
func (r *Ramp) At(v float32) Colour {
	var c [4]byte
	r.Fill(c[:], []float32{v})
	return Colour{float32(c[0]) / 255, float32(c[1]) / 255, float32(c[2]) / 255}
}
