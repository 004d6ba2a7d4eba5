package blame

import (
	"github.com/whisker-lab/whisker/frame"
	"github.com/whisker-lab/whisker/lab"
	"github.com/whisker-lab/whisker/lab/sample"
)

const side = 64 // of the field: each place is gone through by itself

// Paint is part of lab.Run.
func (r *Run) Paint(f *frame.Frame, _ lab.Focus) {
	r.paintNet(f)
	r.paintPlane(f)
	r.loss.Paint(f, "rounds")
}

// paintNet adds the network's numbers: of all neurons, layer by layer, and of all parameters, layer by layer, a neuron's weights and
// then its bias.
func (r *Run) paintNet(f *frame.Frame) {
	sizes := r.net.Sizes()
	all, neurons := f.Add("credit/sizes", len(sizes)), 0
	for i, n := range sizes {
		all[i] = float32(n)
		neurons += n
	}
	// After the update it is shown as it is then.
	shown := r.net
	if r.phase == updated {
		shown = r.spread
		shown.SetParams(r.now)
		r.input(r.example)
		shown.Forward(r.x[:])
	}
	gives, passed := f.Add("credit/gives", neurons), f.Add("credit/passed", neurons)
	k := 0
	for l, n := range sizes {
		for u := range n {
			gives[k], passed[k] = float32(shown.A[l][u]), float32(r.net.Passed[l][u])
			k++
		}
	}
	w, blame := f.Add("credit/w", len(r.now)), f.Add("credit/share", len(r.now))
	for i, v := range r.now {
		w[i], blame[i] = float32(v), float32(r.slope[i])
	}
	f.Add("credit/phase", 1)[0] = float32(r.phase)
	copy(f.Add("credit/edge", 3), []float32{float32(r.edge.Layer), float32(r.edge.Out), float32(r.edge.In)})
	target := r.input(r.example)
	loss, _ := r.net.Loss(shown.A[len(sizes)-1][0], target)
	copy(f.Add("credit/end", 2), []float32{float32(target), float32(loss)})
}

// paintPlane adds what the network says to every place, and the examples, of which that one is ringed that is shown.
func (r *Run) paintPlane(f *frame.Frame) {
	r.room.Paint(f)
	field := f.Add("plot", 1, side, side)
	r.spread.SetParams(r.now)
	no, yes := r.net.Ends()
	for row := range side {
		for column := range side {
			x, y := r.room.Place(side, column, row)
			r.x[0], r.x[1] = r.scale.Do(0, x), r.scale.Do(1, y)
			field[row*side+column] = float32((r.spread.Forward(r.x[:])-no)/(yes-no)*2 - 1)
		}
	}
	sample.PaintPoints(f, "points", r.points, func(i int) (class int, hollow bool) { return r.points.Class[i], false })
	rings := frame.Marks[frame.Ring](f, "rings", r.batch)
	for k := range rings {
		i := r.member(k)
		rings[k] = frame.Ring{X: r.points.X[i], Y: r.points.Y[i]}
	}
}
