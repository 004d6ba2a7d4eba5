package mlp

import (
	"github.com/whisker-lab/whisker/lab"
	"github.com/whisker-lab/whisker/nn/data"
)

const (
	spreadBins  = 24
	outputBins  = 21 // odd, so that 0 is the middle of one
	outputReach = 2.0
)

// spreads counts how the inputs that are on lie before and after scaling, over the training points. All inputs share one
// axis before and one after, with 0 on each: what scaling changes is how they compare.
func (d *Cloud) spreads() []lab.Spread {
	p := d.Points.Pick(d.train)
	before := data.Features(d.Features, p.X, p.Y)
	d.scaled(p.X, p.Y)
	after := data.Features(d.Features, p.X, p.Y)
	n := p.Len()
	lo, hi := reach(before)
	low, high := reach(after)
	var all []lab.Spread
	for i, f := range d.Features {
		all = append(all, lab.Spread{
			Name: f.String(), Before: histogram(before[i*n:][:n], lo, hi), After: histogram(after[i*n:][:n], low, high),
		})
	}
	return all
}

// reach is the smallest range that has all of x and 0.
func reach(x []float32) (lo, hi float64) {
	for _, v := range x {
		lo, hi = min(lo, float64(v)), max(hi, float64(v))
	}
	if lo == hi {
		hi = lo + 1
	}
	return lo, hi
}

func histogram(x []float32, lo, hi float64) lab.Histogram {
	h := lab.Histogram{Lo: lo, Hi: hi, Counts: make([]int, spreadBins)}
	for _, v := range x {
		at := int((float64(v) - lo) / (hi - lo) * spreadBins)
		h.Counts[min(max(at, 0), spreadBins-1)]++
	}
	return h
}

// outputs counts what the units of each layer give for the training points.
func (n *Net) outputs() []lab.Histogram {
	layers := len(n.Sizes()) - 1
	counts := make([]int, layers*outputBins)
	n.Histograms(n.train.X, n.train.N, -outputReach, outputReach, counts)
	all := make([]lab.Histogram, layers)
	for l := range all {
		all[l] = lab.Histogram{Lo: -outputReach, Hi: outputReach, Counts: counts[l*outputBins:][:outputBins]}
	}
	return all
}
