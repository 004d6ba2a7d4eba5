package heat

import "math"

// gentle is how much the logarithm of a ratio of shares may change between two neighbours of a border. What changes more has
// come to 0 and 1 on both sides, from which nobody could tell where between them the border runs: it would be a staircase.
const gentle = 2.0

// least is a share of which there still is a logarithm in 32 bits.
const least = 1e-38

// Even returns a field whose border can be drawn smoothly: itself, or a copy in dst that is less steep right at the border, with
// the border where it was. One plane holds signed values from −1 to 1, of which the border is at 0; more hold shares that sum to
// 1, and what are no shares stays as it is.
func Even(dst []float32, w, h, planes int, v []float32) []float32 {
	e := evening{v: v, n: w * h, planes: planes, to: dst[:0]}
	e.side = make([]uint8, e.n)
	for i := range e.side {
		if planes == 1 && v[i] < 0 {
			e.side[i] = 1
		}
		for c := 1; c < planes; c++ {
			if v[c*e.n+i] > v[int(e.side[i])*e.n+i] {
				e.side[i] = uint8(c)
			}
		}
	}
	for y := range h {
		for x := range w {
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
			if steep > gentle {
				e.ease(i, steep/gentle)
			}
		}
	}
	if len(e.to) == 0 {
		return v
	}
	return e.to
}

type evening struct {
	v         []float32 // (planes, n)
	n, planes int
	to        []float32 // empty until something changes
	side      []uint8   // (n): of the border; the largest share, or 1 for below 0
}

// between is how steep the border between two neighbours on its two sides is.
func (e *evening) between(i, j int) float64 {
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

func (e *evening) log(c, i int) float64 { return math.Log(float64(max(e.v[c*e.n+i], least))) }

func (e *evening) shares(i int) bool {
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
func (e *evening) ease(i int, by float64) {
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
