package images

// What is laid over the picture, in the order of the control's options.
const (
	overNone = iota
	overWhy  // gradient × input
	overHide // what hiding a patch does
)

// why sets to (height, width) to how much each pixel speaks for the answer: its value times the gradient of the answer's logit by it,
// over all planes (Simonyan, Vedaldi and Zisserman, 2014; Shrikumar et al., "Learning Important Features", 2017, section 2).
func (r *Run) why(to []float32) {
	r.see()
	last := len(r.plan.Stages) - 1
	by := make([]float32, len(r.outputs))
	by[r.reads().Class] = 1
	slope := r.eye.slope(last, by)
	clear(to)
	for i, g := range slope {
		to[i%len(to)] += float32(g * r.pad.pixels[i])
	}
}

// hide finds out what the answer loses where a patch of the picture is hidden: Zeiler and Fergus (2014), section 4.2.
type hide struct {
	step, picture int // of which weights and picture
	seen          int // places
	loss          []float32
	class         int
	before        float32
}

// side is of the patch: about a fifth of the picture.
func (r *Run) side() int { return max(r.set.Height/5|1, 3) }

// hides goes on by n places.
func (r *Run) hides(n int, learning bool) (busy bool) {
	h, places := &r.ponder.hide, r.set.Height*r.set.Width
	if len(h.loss) != places {
		h.loss, h.step = make([]float32, places), -1
	}
	if h.picture != r.ponder.picture {
		clear(h.loss)
	}
	if h.picture != r.ponder.picture || h.step < 0 || h.seen == places && r.stale(h.step, learning) {
		r.see()
		h.class, h.step, h.picture, h.seen = r.reads().Class, r.Steps(), r.ponder.picture, 0
		h.before = r.outputs[h.class]
	}
	if n = min(n, places-h.seen); n == 0 {
		return false
	}
	e, last, classes := r.ponder.eye, len(r.plan.Stages)-1, len(r.outputs)
	e.room(n)
	for i := range n {
		x := e.x.Data[i*r.set.Size():][:r.set.Size()]
		copy(x, r.pad.pixels)
		r.cover(x, h.seen+i)
	}
	e.see(last)
	outputs := e.at[last].Data
	r.Outputs(outputs, outputs, n)
	for i := range n {
		h.loss[h.seen+i] = h.before - outputs[i*classes+h.class]
	}
	h.seen += n
	return true
}

// cover lays paper over the patch around a place.
func (r *Run) cover(x []float32, place int) {
	h, w, half := r.set.Height, r.set.Width, r.side()/2
	for plane := range r.set.Planes {
		for v := max(place/w-half, 0); v <= min(place/w+half, h-1); v++ {
			row := x[(plane*h+v)*w:][:w]
			clear(row[max(place%w-half, 0) : min(place%w+half, w-1)+1])
		}
	}
}
