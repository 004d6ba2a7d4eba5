package heat

import (
	"encoding/binary"
	"math"
	"slices"
)

// gentle is how much the logarithm of a ratio of shares may change between two neighbours of a border. What changes more has
// come to 0 and 1 on both sides, from which nobody could tell where between them the border runs: it would be a staircase.
const gentle = 2.0

// least is a share of which there still is a logarithm in 32 bits.
const least = 1e-38

// Evener makes fields whose border can be drawn smoothly. Its memory is kept from field to field.
type Evener struct {
	v         []float32 // (planes, n)
	n, planes int
	to        []float32 // empty until something changes
	side      []uint8   // (n): of the border; the largest share, or 1 for below 0

	before []float32 // what was brought up to date last, and of what shape
	shape  [3]int
}

// Bring brings a field up to date, and tells whether its numbers are others than they were: of what stands still no picture has to
// be made again.
func (e *Evener) Bring(to *[]float32, w, h, planes int, v []float32) (fresh bool) {
	v = v[:w*h*planes]
	if shape := [3]int{w, h, planes}; e.shape == shape && slices.Equal(e.before, v) {
		return false
	}
	e.shape, e.before = [3]int{w, h, planes}, append(e.before[:0], v...)
	*to = e.Even(w, h, planes, e.before)
	return true
}

// Even returns the field, or one that is less steep right at the border, with the border where it was. One plane holds signed
// values from −1 to 1, of which the border is at 0; more hold shares that sum to 1, and what are no shares stays as it is.
// What it returns holds until it is called again.
func (e *Evener) Even(w, h, planes int, v []float32) []float32 {
	e.v, e.n, e.planes, e.to = v, w*h, planes, e.to[:0]
	e.sides()
	for y := range h {
		row := e.side[y*w:][:w]
		above, below := e.side[max(y-1, 0)*w:][:w], e.side[min(y+1, h-1)*w:][:w]
		for x := 0; x < w; x++ {
			// Most of a field is far from its border: eight places at a time are passed over.
			if x > 0 && x+9 <= w {
				here := binary.LittleEndian.Uint64(row[x:])
				if here == binary.LittleEndian.Uint64(row[x-1:]) && here == binary.LittleEndian.Uint64(row[x+1:]) &&
					here == binary.LittleEndian.Uint64(above[x:]) && here == binary.LittleEndian.Uint64(below[x:]) {
					x += 7
					continue
				}
			}
			if steep := e.steepest(x, y, w, h); steep > gentle {
				e.ease(y*w+x, steep/gentle)
			}
		}
	}
	if len(e.to) == 0 {
		return v
	}
	return e.to
}

// sides finds on which side of the border each place is.
func (e *Evener) sides() {
	if cap(e.side) < e.n {
		e.side = make([]uint8, e.n)
	}
	e.side = e.side[:e.n]
	if e.planes == 1 {
		for i, v := range e.v[:e.n] {
			e.side[i] = 0
			if v < 0 {
				e.side[i] = 1
			}
		}
		return
	}
	for i := range e.side {
		top, most := 0, e.v[i]
		for c, at := 1, i+e.n; c < e.planes; c, at = c+1, at+e.n {
			if e.v[at] > most {
				top, most = c, e.v[at]
			}
		}
		e.side[i] = uint8(top)
	}
}

// steepest is how steep the border between a place and its neighbours is at most.
func (e *Evener) steepest(x, y, w, h int) float64 {
	i, steep := y*w+x, 0.0
	here := e.side[i]
	if x > 0 && e.side[i-1] != here {
		steep = max(steep, e.between(i, i-1))
	}
	if x < w-1 && e.side[i+1] != here {
		steep = max(steep, e.between(i, i+1))
	}
	if y > 0 && e.side[i-w] != here {
		steep = max(steep, e.between(i, i-w))
	}
	if y < h-1 && e.side[i+w] != here {
		steep = max(steep, e.between(i, i+w))
	}
	return steep
}

// between is how steep the border between two neighbours on its two sides is.
func (e *Evener) between(i, j int) float64 {
	if e.planes == 1 {
		return math.Abs(ratio(e.v[i]) - ratio(e.v[j]))
	}
	if !e.shares(i) || !e.shares(j) {
		return 0
	}
	a, b := int(e.side[i]), int(e.side[j])
	return e.log(a, i) - e.log(b, i) + e.log(b, j) - e.log(a, j)
}

// ratio is the logarithm of the ratio of the two shares that a signed value says.
func ratio(v float32) float64 {
	const most = 1 - 1.0/(1<<24) // the value next to 1
	return 2 * math.Atanh(min(max(float64(v), -most), most))
}

func (e *Evener) log(c, i int) float64 { return math.Log(float64(max(e.v[c*e.n+i], least))) }

func (e *Evener) shares(i int) bool {
	sum := float32(0)
	for c := range e.planes {
		p := e.v[c*e.n+i]
		if !(p >= 0) {
			return false
		}
		sum += p
	}
	return sum > 0.99 && sum < 1.01
}

// ease makes a place so many times less steep.
func (e *Evener) ease(i int, by float64) {
	if len(e.to) == 0 {
		e.to = append(e.to, e.v[:e.planes*e.n]...)
	}
	if e.planes == 1 {
		e.to[i] = float32(math.Tanh(ratio(e.v[i]) / 2 / by))
		return
	}
	most, sum := e.log(int(e.side[i]), i), 0.0
	for c := range e.planes {
		share := math.Exp((e.log(c, i) - most) / by)
		e.to[c*e.n+i] = float32(share)
		sum += share
	}
	for c := range e.planes {
		e.to[c*e.n+i] /= float32(sum)
	}
}
