package images

import (
	"math"
	"math/rand/v2"

	"github.com/whisker-lab/whisker/nn/convnet"
)

// dream is a picture that begins as noise and climbs to what excites a plane's pixels most: Erhan, Bengio, Courville and Vincent, "Visualizing
// Higher-Layer Features of a Deep Network" (2009), with the decay and the blur of Yosinski et al., "Understanding Neural Networks
// Through Deep Visualization" (2015), section 3.
type dream struct {
	stage, plane int // stage 0 for none
	made, step   int // iterations, and steps of the network at the last
	x, by, soft  []float32
	first, now   float64 // how excited the plane was and is
}

// How a dream climbs.
const (
	dreams     = 160 // iterations
	stride     = 0.03
	fades      = 0.01 // of every pixel in each
	blurs      = 0.1  // share of a blurred picture, every
	blursEvery = 4
)

// begin has it begin anew.
func (d *dream) begin(stage, plane int, plan *convnet.Plan) {
	size := plan.Stages[0].Size()
	*d = dream{stage: stage, plane: plane, x: make([]float32, size), soft: make([]float32, size), by: make([]float32, plan.Stages[stage].Size())}
	noise := rand.New(rand.NewPCG(uint64(stage), uint64(plane)))
	for i := range d.x {
		d.x[i] = 0.3 + 0.2*float32(noise.Float64())
	}
	s := &plan.Stages[stage]
	if s.Kind == convnet.Answer { // more than the others
		for c := range d.by {
			d.by[c] = -1 / float32(len(d.by))
		}
	}
	d.by[plane*s.Height*s.Width+s.Height/2*s.Width+s.Width/2]++ // the pixel in the middle: all see alike
}

// dreams goes on by n iterations.
func (r *Run) dreams(n int, learning bool) (busy bool) {
	d := &r.ponder.dream
	if d.stage == 0 || d.made >= dreams && (!learning && r.Steps() == d.step || learning && r.Steps() < d.step+often/20) {
		return false
	}
	if r.Steps() != d.step {
		d.made = min(d.made, dreams-dreams/4) // other weights have another goal
	}
	e := r.ponder.eye
	e.room(1)
	for range n {
		copy(e.x.Data, d.x)
		e.see(d.stage)
		values, _ := e.before(d.stage)
		if d.now = dot(values.Data, d.by); d.made == 0 {
			d.first = d.now
		}
		d.climb(e.slope(d.stage, d.by), r.set.Width)
		d.made++
	}
	d.step = r.Steps()
	return true
}

// climb goes up the slope, by as much whatever its length.
func (d *dream) climb(slope []float32, width int) {
	length := math.Sqrt(dot(slope, slope)/float64(len(slope))) + 1e-12
	by := float32(stride / length)
	for i, g := range slope {
		v := d.x[i]*(1-fades) + float32(g*by)
		d.x[i] = min(max(v, 0), 1)
	}
	if d.made%blursEvery == blursEvery-1 {
		d.blur(width)
	}
}

// blur mixes each pixel with the mean of those around it.
func (d *dream) blur(width int) {
	copy(d.soft, d.x)
	height := len(d.x) / width
	for i := range d.x {
		x, y := i%width, i/width
		var sum, n float32
		for v := max(y-1, 0); v < min(y+2, height); v++ {
			for u := max(x-1, 0); u < min(x+2, width); u++ {
				sum += d.soft[v*width+u]
				n++
			}
		}
		d.x[i] += blurs * (sum/n - d.soft[i])
	}
}
