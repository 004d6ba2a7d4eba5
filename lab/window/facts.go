package window

import (
	"math"
	"slices"
)

// facts are what there is to say of all that the window finds.
type facts struct {
	total     float64 // of the kernel's numbers: a flat place gives so much of its brightness
	flat      bool    // whether that is nothing
	detail    float64 // how much neighbouring pixels of the map differ, on average
	upright   float64 // the share of upright edges among the places where it finds most
	strongest float64 // the largest number that is left in the end
	unit      float64 // what has the full colour
	counts    [bins]int
	lo, reach float64 // from where to where they count
}

const (
	bins     = 32
	most     = 0.05 // the share of places where the window finds most
	weak     = 0.1  // below what share of its numbers' sizes their sum is no brightness
	full     = 0.6  // the share of the largest number that has the full colour
	darkest  = 0.05 // a map that has nothing larger is all paper
	mostFlat = 1e-4
)

// learnt looks at all places.
func (r *Run) learnt() (f facts) {
	size := 0.0
	for _, w := range r.kernel.Data {
		f.total += float64(w)
		size += math.Abs(float64(w))
	}
	f.flat = !(f.total > weak*size)
	largest := 0.0
	for _, v := range r.found.v {
		largest = max(largest, math.Abs(float64(v)))
	}
	if f.unit = f.total; f.flat {
		f.unit = max(full*largest, darkest)
	}
	f.detail = r.found.detail()
	f.upright = r.upright()
	f.strongest = float64(slices.Max(r.pooled.v))
	f.reach = round(max(largest, darkest))
	if slices.Min(r.found.v) < 0 || f.flat {
		f.lo = -f.reach
	}
	for _, v := range r.found.v {
		at := int((float64(v) - f.lo) / (f.reach - f.lo) * bins)
		f.counts[min(max(at, 0), bins-1)]++
	}
	return f
}

// detail is how much a pixel differs from the next one across and down, on average.
func (g grid) detail() (mean float64) {
	n := 0
	for i, v := range g.v {
		if (i+1)%g.w != 0 {
			mean += math.Abs(float64(g.v[i+1] - v))
			n++
		}
		if i+g.w < len(g.v) {
			mean += math.Abs(float64(g.v[i+g.w] - v))
			n++
		}
	}
	return mean / float64(max(n, 1))
}

// upright is the share of places with an upright edge, where the picture changes more across than down, among the few where the window
// finds most.
func (r *Run) upright() float64 {
	sizes := make([]float64, 0, r.places())
	for _, v := range r.found.v {
		sizes = append(sizes, math.Abs(float64(v)))
	}
	slices.Sort(sizes)
	least := max(sizes[len(sizes)-1-int(most*float64(len(sizes)-1))], mostFlat)
	upright, all := 0, 0
	for i, v := range r.found.v {
		x, y := i%r.found.w*r.stride-r.pad+r.size/2, i/r.found.w*r.stride-r.pad+r.size/2
		if math.Abs(float64(v)) < least || x < 1 || y < 1 || x >= r.w-1 || y >= r.h-1 {
			continue
		}
		all++
		if math.Abs(r.bright(x+1, y)-r.bright(x-1, y)) > math.Abs(r.bright(x, y+1)-r.bright(x, y-1)) {
			upright++
		}
	}
	return float64(upright) / float64(max(all, 1))
}

// bright is how bright a pixel is, over its colours.
func (r *Run) bright(x, y int) (mean float64) {
	for p := range r.planes {
		mean += float64(r.pixels[(p*r.h+y)*r.w+x])
	}
	return mean / float64(r.planes)
}

// round is the next round number, for the end of an axis.
func round(v float64) float64 {
	power := math.Pow(10, math.Floor(math.Log10(v)))
	for _, m := range [...]float64{1, 2, 3, 4, 5, 8} {
		if v <= m*power*(1+1e-6) {
			return m * power
		}
	}
	return 10 * power
}
