package window

import "math"

// Sum is how one pixel of the map comes about, in numbers that are rounded to as many digits as are to be shown, and so that what is
// shown adds up: the products of each plane to that plane's part, and the parts to the sum.
type Sum struct {
	Pixels   []*float64 `json:"pixels"` // (planes, size, size); null is a zero of the border
	Kernel   []float64  `json:"kernel"`
	Products []float64  `json:"products"`
	Parts    []float64  `json:"parts"` // of the planes
	Sum      float64    `json:"sum"`
	Digits   int        `json:"digits"` // after the point, of products and sums
}

// sum is how the pixel under the window comes about.
func (r *Run) sum() Sum {
	x, y := r.at()
	area := r.size * r.size
	s := Sum{Digits: r.digits()}
	exact := make([]float64, 0, len(r.kernel.Data))
	for i, w := range r.kernel.Data {
		plane, row, column := i/area, y*r.stride-r.pad+i%area/r.size, x*r.stride-r.pad+i%r.size
		s.Kernel = append(s.Kernel, tidy(float64(w)))
		if row < 0 || column < 0 || row >= r.h || column >= r.w {
			s.Pixels, exact = append(s.Pixels, nil), append(exact, 0)
			continue
		}
		v := tidy(float64(r.pixels[(plane*r.h+row)*r.w+column]))
		s.Pixels, exact = append(s.Pixels, &v), append(exact, float64(v*float64(w)))
	}
	s.Products, s.Sum = fitting(exact, r.pixel(), s.Digits)
	for p := range r.planes {
		part := 0.0
		for _, v := range s.Products[p*area:][:area] {
			part += v
		}
		s.Parts = append(s.Parts, rounded(part, s.Digits))
	}
	return s
}

// digits is how many after the point tell all there is to tell: pixels have two.
func (r *Run) digits() int {
	for _, w := range r.kernel.Data {
		if w != float32(math.Round(float64(w))) {
			return 3
		}
	}
	return 2
}

// tidy is a float32 as a number of six digits, as it was written.
func tidy(v float64) float64 { return math.Round(1e6*v) / 1e6 }

// rounded is a number to so many digits after the point.
func rounded(v float64, digits int) float64 {
	unit := math.Pow(10, float64(digits))
	return math.Round(v*unit)/unit + 0 // without a minus
}

// fitting rounds terms and their total so that the rounded terms add up to the rounded total: what rounding left over goes to the terms
// that were rounded most.
func fitting(exact []float64, total float64, digits int) (terms []float64, sum float64) {
	unit := math.Pow(10, float64(digits))
	left, whole := int(math.Round(total*unit)), make([]int, len(exact))
	sum = float64(left)/unit + 0
	for i, v := range exact {
		whole[i] = int(math.Round(v * unit))
		left -= whole[i]
	}
	for step := 1; left != 0; left -= step {
		if step = 1; left < 0 {
			step = -1
		}
		most := 0
		for i, v := range exact {
			if (v*unit-float64(whole[i]))*float64(step) > (exact[most]*unit-float64(whole[most]))*float64(step) {
				most = i
			}
		}
		whole[most] += step
	}
	for _, n := range whole {
		terms = append(terms, float64(n)/unit+0)
	}
	return terms, sum
}
