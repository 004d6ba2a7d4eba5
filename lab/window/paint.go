package window

import (
	"math"

	"github.com/whisker-lab/whisker/frame"
	"github.com/whisker-lab/whisker/lab"
)

// Paint is part of lab.Run: the picture, the map, what ReLU and pooling keep of it, each as (h, w) with no number where the window has
// not been yet, and how they hang together.
func (r *Run) Paint(f *frame.Frame, _ lab.Focus) {
	copy(f.Add("window/seen", r.planes, r.h, r.w), r.pixels)
	copy(f.Add("window/taps", r.planes, r.size, r.size), r.kernel.Data)
	r.paintGrid(f, "window/map", r.found, 1)
	r.paintGrid(f, "window/passed", r.passed, 1)
	if r.down != nil {
		r.paintGrid(f, "window/pooled", r.pooled, square)
	}
	x, y := r.at()
	copy(f.Add("window/at", 2), []float32{float32(x), float32(y)})
	copy(f.Add("window/slide", 2), []float32{float32(r.stride), float32(r.pad)})
	grey := flag(!r.facts.flat)
	copy(f.Add("window/look", 2), []float32{grey, float32(r.facts.unit)})
	copy(f.Add("window/kept", 3), []float32{flag(r.relu), float32(r.pool), flag(r.near)})
	r.paintRow(f, x, y)
	r.paintCounts(f)
}

func flag(on bool) float32 {
	if on {
		return 1
	}
	return 0
}

// paintGrid adds a grid of which every number comes of a square of places of the map.
func (r *Run) paintGrid(f *frame.Frame, name string, g grid, each int) {
	to := f.Add(name, g.h, g.w)
	for i, v := range g.v {
		to[i] = v
		x, y := i%g.w*each, i/g.w*each
		for k := range each * each {
			if r.covered((y+k/each)*r.found.w + x + k%each) {
				to[i] = float32(math.NaN())
			}
		}
	}
}

// paintRow adds how bright the middle row of the window is, from one side of the picture to the other, and what the window finds along
// it, each with the column of the picture that it belongs to.
func (r *Run) paintRow(f *frame.Frame, x, y int) {
	row := min(max(y*r.stride-r.pad+r.size/2, 0), r.h-1)
	bright := f.Add("window/bright", r.w, 2)
	for i := range r.w {
		bright[2*i], bright[2*i+1] = float32(i), float32(r.bright(i, row))
	}
	found := f.Add("window/found", r.found.w, 2)
	for i := range r.found.w {
		found[2*i], found[2*i+1] = float32(i*r.stride-r.pad+r.size/2), r.found.v[y*r.found.w+i]
		if r.covered(y*r.found.w + i) {
			found[2*i+1] = float32(math.NaN())
		}
	}
	copy(f.Add("window/row", 3), []float32{float32(x*r.stride - r.pad), float32(r.size), float32(row)})
}

// paintCounts adds how many pixels of the map have which number.
func (r *Run) paintCounts(f *frame.Frame) {
	counts := f.Add("window/counts", bins)
	for i, n := range r.facts.counts {
		counts[i] = float32(n)
	}
	copy(f.Add("window/ends", 2), []float32{float32(r.facts.lo), float32(r.facts.reach)})
}
