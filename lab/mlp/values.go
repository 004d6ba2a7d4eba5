package mlp

import (
	"math"

	"github.com/whisker-lab/whisker/frame"
	"github.com/whisker-lab/whisker/lab"
	"github.com/whisker-lab/whisker/nn/data"
	"github.com/whisker-lab/whisker/nn/model"
)

// curvePoints is how many places a curve is drawn through.
const curvePoints = 241

// alongX tells whether a feature depends on the first coordinate alone.
func alongX(f data.Feature) bool { return f == data.X1 || f == data.X1X1 || f == data.SinX1 }

// errors are a network's mean absolute error and the root of its mean squared error over a set of values, in the data's own unit.
func (n *Net) errors(net judged, s model.Set) (mae, rmse float64) {
	said := make([]float32, s.N)
	net.Outputs(s.X, s.N, said)
	for i, v := range said {
		d := math.Abs(float64(v) - float64(s.Value[i]))
		mae += d / float64(s.N)
		rmse += d * d / float64(s.N)
	}
	if s.N == 0 {
		return math.NaN(), math.NaN()
	}
	return mae * n.cloud.Unit, math.Sqrt(rmse) * n.cloud.Unit
}

// curve adds what the output, or the one neuron that is looked at, makes of the first coordinate, and the points with what the
// network says of each.
func (n *Net) curve(f *frame.Frame, focus lab.Focus) {
	span := n.cloud.Span()
	x, y := make([]float32, curvePoints), make([]float32, curvePoints)
	for i := range x {
		x[i] = float32(span[0] + (span[1]-span[0])*float64(i)/(curvePoints-1))
	}
	raw := append([]float32(nil), x...)
	n.cloud.scaled(x, y)
	in := data.Features(n.cloud.Features, x, y)
	said := make([]float32, curvePoints)
	looked := n.check(focus.Layer, focus.Unit, -1) == nil && focus.Layer < len(n.Sizes())-1
	if looked {
		n.Nodes(in, curvePoints, func(b model.Block) {
			if b.Layer == focus.Layer {
				copy(said[b.At:], b.Row(focus.Unit))
			}
		})
	} else {
		n.Outputs(in, curvePoints, said)
	}
	rows := f.Add("curve", curvePoints, 2)
	for i, v := range said {
		rows[2*i], rows[2*i+1] = raw[i], n.cloud.drawn(v, looked)
	}
	all := n.cloud.all()
	fits := make([]float32, all.N)
	n.Outputs(all.X, all.N, fits)
	points := f.Add("curve/points", all.N, 4)
	for i, fit := range fits {
		row := points[4*i:][:4]
		row[0], row[1], row[2], row[3] = n.cloud.Points.X[i], n.cloud.Points.Y[i], n.cloud.drawn(fit, false), 0
		if n.cloud.Test[i] {
			row[3] = 1
		}
	}
	reach := f.Add("curve/range", 4)
	for i, v := range span {
		reach[i] = float32(v)
	}
	at := f.Add("plot/focus", 2)
	at[0], at[1] = float32(focus.Layer), float32(focus.Unit)
}

// How well values are foretold, as a share of their variance that is explained.
const (
	closeFrom  = 0.95
	heartShare = 0.25 // between training and test
	nothingYet = 0.1
)

// narrateValues is narrate for values.
func (n *Net) narrateValues(h *lab.History) lab.Line {
	mae, rmse := n.errors(n.MLP, n.test)
	_, trained := n.errors(n.MLP, n.train)
	if math.IsNaN(mae) {
		return lab.Line{}
	}
	spread := n.spread()
	explained := func(e float64) float64 { return 1 - e*e/(spread*spread) }
	args := map[string]any{"mae": mae}
	epoch := n.Epoch()
	switch {
	case explained(trained) >= closeFrom && explained(trained)-explained(rmse) >= heartShare:
		return lab.Line{Key: "narrator.values.overfit", Args: map[string]any{"train": trained, "test": rmse}}
	case explained(rmse) >= closeFrom:
		return lab.Line{Key: "narrator.values.good", Args: args}
	}
	if line := n.idleLine(); line.Key != "" && epoch >= patience {
		return line
	}
	switch {
	case epoch >= patience && explained(rmse) <= nothingYet:
		return lab.Line{Key: "narrator.values.mean", Args: args}
	case epoch >= stuckAfter && still(h):
		return lab.Line{Key: "narrator.values.stuck", Args: args}
	}
	return lab.Line{Key: trend(h, "narrator.values.learning", "narrator.values.trained", "narrator.values.worse"), Args: args}
}

// spread is the standard deviation of the test points' values about the mean of the training points': the error of whoever
// always says that mean.
func (n *Net) spread() float64 {
	mean, sum := 0.0, 0.0
	for _, v := range n.train.Value {
		mean += float64(v) / float64(n.train.N)
	}
	for _, v := range n.test.Value {
		sum += (float64(v) - mean) * (float64(v) - mean) / float64(n.test.N)
	}
	return math.Sqrt(sum) * n.cloud.Unit
}
