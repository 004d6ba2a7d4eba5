package duel

import (
	"math"

	"github.com/whisker-lab/whisker/frame"
	"github.com/whisker-lab/whisker/lab"
)

const (
	side      = 96   // of the field
	most      = 100  // arrows
	longest   = 0.4  // of an arrow, on the plane
	middling  = 0.15 // the gradient for which it is half as long
	lines     = 11   // of the grid, each way
	corners   = 41   // of each line
	nearest   = 0.35
	beyondAll = 1e6
)

// view is what is reckoned for the picture alone, and kept while nothing has changed.
type view struct {
	fresh  bool
	points []float32 // (side², 2)
	scores []float32 // (side²)
	bent   []float32 // (lines, corners, 2) of the grid as the generator bends it
	flat   []float32 // (lines, corners, dims) the same before
	pulls  []float32 // (most, 2)
	at     []float32 // (most, 2) the fakes that are pulled
	own    [2]float32
	pull   [2]float32
}

// Paint is part of lab.Run.
func (r *Run) Paint(f *frame.Frame, _ lab.Focus) {
	m, v := r.measure(), r.see()
	r.room.Paint(f)
	field := f.Add("plot", 1, side, side)
	for i, s := range v.scores {
		field[i] = float32(m.ground.of(float64(s)))
	}
	points := frame.Marks[frame.Point](f, "points", 2*m.n)
	for i := range r.points.Len() {
		points[i] = frame.Point{X: r.points.X[i], Y: r.points.Y[i], Class: 1}
	}
	for i := range m.n {
		x, y := r.onPlane(m.fakes[2*i], m.fakes[2*i+1])
		points[m.n+i] = frame.Point{X: x, Y: y, Class: 0, Test: 1}
	}
	r.paintPlaces(f, m)
	if r.mesh {
		r.paintLines(f, "bent", v.bent, 2)
	}
	if r.arrows && (!r.slow || r.phase == pulled) {
		r.paintPulls(f, v)
	}
	r.paintNoise(f, v)
	for i := range r.trails {
		r.trails[i].Paint(f, trailNames[i])
	}
	r.paintDraw(f)
}

// onPlane is where a place of the rivals' lies on what is shown.
func (r *Run) onPlane(x, y float32) (float32, float32) {
	return float32(r.scale.Undo(0, float64(x))), float32(r.scale.Undo(1, float64(y)))
}

// see brings the view up to date.
func (r *Run) see() *view {
	v := &r.grid
	if v.fresh {
		return v
	}
	v.fresh = true
	if v.points == nil {
		r.survey(v)
	}
	r.look.Score(v.scores, v.points)
	r.look.Make(v.bent, v.flat)
	r.look.Make(v.own[:], r.probe)
	copy(v.at, r.measure().fakes)
	r.look.Pull(v.pulls, v.at)
	r.look.Pull(v.pull[:], v.own[:])
	return v
}

// survey lays out the places of the field and of the grid, once.
func (r *Run) survey(v *view) {
	v.points, v.scores = make([]float32, 2*side*side), make([]float32, side*side)
	for i := range v.scores {
		v.points[2*i] = plane * float32(2*(float64(i%side)+0.5)/side-1)
		v.points[2*i+1] = plane * float32(1-2*(float64(i/side)+0.5)/side)
	}
	far := r.reach()
	n := 1
	if r.dims == 2 {
		n = 2 * lines
	}
	v.flat, v.bent = make([]float32, n*corners*r.dims), make([]float32, n*corners*2)
	for l := range n {
		for k := range corners {
			along, across := float32(far*(2*float64(k)/(corners-1)-1)), float32(far*(2*float64(l%lines)/(lines-1)-1))
			at := v.flat[(l*corners+k)*r.dims:][:r.dims]
			switch {
			case r.dims == 1:
				at[0] = along
			case l < lines:
				at[0], at[1] = along, across
			default:
				at[0], at[1] = across, along
			}
		}
	}
	v.at = make([]float32, 2*min(most, r.points.Len()))
	v.pulls = make([]float32, len(v.at))
}

// paintLines adds lines (n, corners, 2), on the plane.
func (r *Run) paintLines(f *frame.Frame, name string, at []float32, dims int) {
	n := len(at) / dims / corners
	to := f.Add(name, n, corners, 2)
	for i := range n * corners {
		to[2*i], to[2*i+1] = r.onPlane(at[2*i], at[2*i+1])
	}
}

// arrow is where a fake is pulled to: as long as the pull is strong, up to a bound that it comes close to and never reaches.
func (r *Run) arrow(at, pull []float32) (x1, y1, x2, y2 float32, strength float64) {
	dx, dy := float64(pull[0]), float64(pull[1])
	strength = math.Sqrt(float64(dx*dx) + float64(dy*dy))
	scale := longest / (strength + middling)
	if !(strength < beyondAll) {
		scale, strength = 0, 0
	}
	x1, y1 = r.onPlane(at[0], at[1])
	x2, y2 = r.onPlane(at[0]+float32(dx*scale), at[1]+float32(dy*scale))
	return x1, y1, x2, y2, strength
}

// paintPulls adds the way to look real of some fakes, and of the reader's own.
func (r *Run) paintPulls(f *frame.Frame, v *view) {
	n := len(v.at) / 2
	to := f.Add("pulls", n+1, 4)
	for i := range n {
		to[4*i], to[4*i+1], to[4*i+2], to[4*i+3], _ = r.arrow(v.at[2*i:], v.pulls[2*i:])
	}
	to[4*n], to[4*n+1], to[4*n+2], to[4*n+3], _ = r.arrow(v.own[:], v.pull[:])
}

// paintPlaces rings places that have hardly any fake, once there are some that do.
func (r *Run) paintPlaces(f *frame.Frame, m *measured) {
	if !r.collapsed() {
		return
	}
	circles := frame.Marks[frame.Circle](f, "circles", m.missing(&r.places))
	k := 0
	for c, share := range r.places.share {
		if share > 0 && !r.places.found(m, c) {
			x, y := r.onPlane(r.places.at[2*c], r.places.at[2*c+1])
			circles[k] = frame.Circle{X: x, Y: y, Radius: float32(max(slack*r.places.reach[c], nearest) * r.scale.Spread[0]), Class: frame.Nose}
			k++
		}
	}
}

// paintNoise adds the noise that the fakes are made of, and the reader's.
func (r *Run) paintNoise(f *frame.Frame, v *view) {
	copy(f.Add("latent", len(r.noise)/r.dims, r.dims), r.noise)
	copy(f.Add("latent/at", r.dims), r.probe)
	f.Add("latent/reach", 1)[0] = float32(r.reach())
	x, y := r.onPlane(v.own[0], v.own[1])
	frame.Marks[frame.Pin](f, "pins", 1)[0] = frame.Pin{X: x, Y: y, Class: 0}
}

// paintDraw adds the discriminator's loss where it cannot tell at all, from the first turn to the last.
func (r *Run) paintDraw(f *frame.Frame) {
	level := float32([...]float64{2 * math.Ln2, 2 * math.Ln2, 0.25, 0}[r.loss])
	copy(f.Add("draw", 2, 2), []float32{0, level, float32(max(r.turns, 1)), level})
}
