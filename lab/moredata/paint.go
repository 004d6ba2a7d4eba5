package moredata

import (
	"math"

	"github.com/whisker-lab/whisker/frame"
	"github.com/whisker-lab/whisker/frame/border"
	"github.com/whisker-lab/whisker/lab"
	"github.com/whisker-lab/whisker/lab/sample"
	"github.com/whisker-lab/whisker/nn/model"
)

const (
	plotSide  = 256 // of the large plot at rest
	ruleSide  = 128 // by which the true border is found
	smallSide = 48
	specks    = 200 // points on a small picture
	bare      = 0.995
)

// painter has the places of the pictures, and what does not change.
type painter struct {
	places map[int][]float32 // by side, (2, side²)
	truth  []float32         // the true border, (k, 4)
}

func newPainter(r *Run) painter {
	p := painter{places: map[int][]float32{}}
	moving := sample.Side(plotSide, len(r.net.Params()), true)
	for _, side := range [...]int{plotSide, moving, smallSide} {
		x := make([]float32, 2*side*side)
		for row := range side {
			for column := range side {
				u, v := r.room.Place(side, column, row)
				i := row*side + column
				x[i], x[side*side+i] = float32(r.scale.Do(0, float64(float32(u)))), float32(r.scale.Do(1, float64(float32(v))))
			}
		}
		p.places[side] = x
	}
	if rule := r.room.Source.Rule; rule != nil {
		field := make([]float32, ruleSide*ruleSide)
		for i := range field {
			field[i] = float32(rule(r.room.Place(ruleSide, i%ruleSide, i/ruleSide)))
		}
		p.truth = border.Of(nil, field, 1, ruleSide, ruleSide, r.room.Span())
	}
	return p
}

// of is the first network of a size: as it is, where it is learning, or as it was kept.
func (r *Run) of(size int) *model.MLP {
	if size == r.size && r.seed == 0 {
		return r.net
	}
	copy(r.other.Params(), r.kept[size].params)
	return r.other
}

// Paint is part of lab.Run.
func (r *Run) Paint(f *frame.Frame, _ lab.Focus) {
	r.paintCurve(f)
	r.paintPictures(f)
	side := sample.Side(plotSide, len(r.net.Params()), f.Flags&frame.Playing != 0 && r.size == r.at && r.seed == 0)
	r.room.Paint(f)
	r.of(r.at).Outputs(r.paint.places[side], side*side, f.Add("plot", 1, side, side))
	copy(f.Add("plot/truth", len(r.paint.truth)/4, 4), r.paint.truth)
	r.paintPoints(f, "points", sizes[r.at])
	r.paintLosses(f)
}

// paintPoints adds the first examples of the first network, with the labels that it is given.
func (r *Run) paintPoints(f *frame.Frame, name string, n int) {
	at := r.order[0]
	points := frame.Marks[frame.Point](f, name, n)
	for i := range points {
		points[i] = frame.Point{X: r.pool.X[at[i]], Y: r.pool.Y[at[i]], Class: float32(r.pool.Class[at[i]])}
	}
}

// paintCurve adds the learning curve.
func (r *Run) paintCurve(f *frame.Frame) {
	x := f.Add("sweep/x", len(sizes))
	known := 0
	for i, n := range sizes {
		x[i] = float32(n)
		if r.known(i) > 0 {
			known++
		}
	}
	f.Add("sweep/at", 1)[0] = x[r.at]
	train, test := f.Add("sweep/train", known, 4), f.Add("sweep/test", known, 4)
	for i := range sizes {
		if r.known(i) == 0 {
			continue
		}
		own, new, _ := r.mean(i)
		train, test = row(train, x[i], own), row(test, x[i], new)
	}
	if r.truth > 0 && r.truth < bare {
		f.Add("sweep/truth", 1)[0] = float32(r.truth)
	}
}

// row fills in the first row of a table and returns the rest.
func row(table []float32, x float32, of [3]float64) []float32 {
	table[0] = x
	for i, v := range of {
		table[1+i] = float32(v)
	}
	return table[4:]
}

// paintPictures adds what networks of a few sizes make of the plane.
func (r *Run) paintPictures(f *frame.Frame) {
	const size = smallSide * smallSide
	fields := f.Add("sizes", len(hung), smallSide, smallSide)
	x, value, count := f.Add("sizes/x", len(hung)), f.Add("sizes/value", len(hung)), f.Add("sizes/points/count", len(hung))
	for i, at := range hung {
		r.of(at).Outputs(r.paint.places[smallSide], size, fields[i*size:][:size])
		x[i], count[i] = float32(sizes[at]), float32(min(sizes[at], specks))
		_, test, n := r.mean(at)
		if value[i] = float32(math.NaN()); n > 0 {
			value[i] = float32(test[0])
		}
	}
	r.paintPoints(f, "sizes/points", specks)
	span := r.room.Span()
	for i, to := 0, f.Add("sizes/range", 4); i < 4; i++ {
		to[i] = float32(span[i])
	}
}

// paintLosses adds the losses of the network that is looked at, and where that of new examples was least.
func (r *Run) paintLosses(f *frame.Frame) {
	k := &r.kept[r.at]
	if k.n == 0 {
		return
	}
	train, test := f.Add("losses/train", k.n, 2), f.Add("losses/test", k.n, 2)
	for i, row := range k.rows[:k.n] {
		train[2*i], train[2*i+1], test[2*i], test[2*i+1] = row.batches, row.train, row.batches, row.test
	}
	if k.n > 1 {
		f.Add("losses/best", 1)[0] = k.rows[k.lowest()].batches
	}
}
