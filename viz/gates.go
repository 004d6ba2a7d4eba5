package viz

import (
	"math"

	"github.com/whisker-lab/whisker/viz/layout"
	"github.com/whisker-lab/whisker/viz/palette"
	"github.com/whisker-lab/whisker/viz/shape"
)

// What a neuron's gate says, as a sum.
const (
	frozen = 1 // its weights stay as they are
	cutOut = 2 // it gives 0, whatever comes in
)

// gate tells whether a neuron is frozen or cut out; inputs are neither.
func (v *network) gate(l, unit, which int) bool {
	return l > 0 && l < len(v.layers) && int(at(v.layers[l].gate, unit))&which != 0
}

const (
	faded      = 0.45 // saturation of a frozen tile
	hatching   = 0.26 // opacity of the lines over it
	hatchEvery = 6.0
	severed    = 0.1 // opacity of edges to and from what is cut out
)

// gated says how an edge is drawn whose ends are frozen or cut out: dotted where no step moves it, all but gone where
// nothing passes.
func (v *network) gated(l, out, in int) (dotted bool, opacity float64) {
	opacity = 1
	if v.gate(l, out, cutOut) || v.gate(l-1, in, cutOut) {
		opacity = severed
	}
	return v.gate(l, out, frozen), opacity
}

// dots are a point and five times as much of nothing along the curve.
func dots(p *Picture, curve layout.Curve, width float64, ink shape.Ink) {
	for s := 0.0; s < curve.Length(); s += 6 {
		p.Under.Dash(curve, s, s+1, width, true, ink)
	}
}

// ice is what lies over a frozen tile: a hatching and a lock.
func ice(p *Picture, t *palette.Theme, r layout.Rect, radius float64) {
	r = r.Grow(-1)
	ink, corner := shape.Of(t.Ink, hatching), radius*0.6
	for c := hatchEvery; c < 2*r.W; c += hatchEvery {
		from, to := max(0, c-r.W), min(c, r.W)
		// The round corners cut the first, the last and the longest lines.
		if cut := max(0, corner-math.Abs(c-r.W)/2) * 0.7; to-from > 2*cut {
			from, to = from+cut, to-cut
		}
		if c > corner && c < 2*r.W-corner {
			p.Over.Line(r.X+from, r.Y+c-from, r.X+to, r.Y+c-to, 1, ink)
		}
	}
	if r.W < 24 {
		return
	}
	x, y := r.Right()-7.5, r.Bottom()-7
	body := layout.Rect{X: x - 4, Y: y - 2.5, W: 8, H: 6.5}
	for _, halo := range []float64{1.5, 0} {
		ink := shape.Of(t.Ink, 1)
		if halo > 0 {
			ink = shape.Of(t.Surface, 1)
		}
		p.Over.Disc(x, y-3, 2.6, 1.5+2*halo, ink)
		p.Over.Box(body.Grow(halo), 1.5+halo, 0, ink)
	}
}
