package mlp

import (
	"fmt"

	"github.com/whisker-lab/whisker/frame"
	"github.com/whisker-lab/whisker/lab"
	"github.com/whisker-lab/whisker/lab/sample"
	"github.com/whisker-lab/whisker/nn"
	"github.com/whisker-lab/whisker/nn/data"
	"github.com/whisker-lab/whisker/nn/model"
)

// What randomness is drawn for, so that one seed gives unrelated numbers for each.
const (
	forPoints = iota + 1
	forSplit
	forWeights
	forOrder
)

// Cloud is the points of a lesson, drawn and dealt out as its config says.
type Cloud struct {
	sample.Room
	Points   data.Points // as they were measured
	Test     []bool      // (n) kept back to be judged by
	Features []data.Feature

	scale       *nn.Scaler // of the two coordinates, found from the training points
	train, test []int      // places in Points
}

// NewCloud draws the points.
func NewCloud(c lab.Config) (*Cloud, error) {
	room, err := sample.Open(c)
	if err != nil {
		return nil, fmt.Errorf("mlp: %w", err)
	}
	d := &Cloud{Room: room, Points: room.Draw(c, forPoints)}
	d.train, d.test = d.Split(c, d.Points.Class, forSplit)
	d.Test = make([]bool, d.Points.Len())
	for _, i := range d.test {
		d.Test[i] = true
	}
	if d.Features, err = data.ParseFeatures(c.Text("inputs")); err != nil {
		return nil, fmt.Errorf("mlp: %w", err)
	}
	if len(d.train) == 0 {
		d.scale = d.Onto(1)
		return d, nil
	}
	p := d.Points.Pick(d.train)
	if d.scale, err = nn.NewScaler(c.Text("scale"), p.Coordinates(), 2, p.Len()); err != nil {
		return nil, fmt.Errorf("mlp: %w", err)
	}
	return d, nil
}

// Train is the points to learn from, as a network sees them.
func (d *Cloud) Train() model.Set { return d.set(d.train) }

// Judge is the points to be judged by.
func (d *Cloud) Judge() model.Set { return d.set(d.test) }

func (d *Cloud) set(at []int) model.Set {
	p := d.Points.Pick(at)
	d.scaled(p.X, p.Y)
	for i, v := range p.Value {
		p.Value[i] = d.Seen(v)
	}
	return model.Set{N: p.Len(), X: data.Features(d.Features, p.X, p.Y), Class: p.Class, Value: p.Value}
}

// scaled brings coordinates to the size that the network sees, in place.
func (d *Cloud) scaled(x, y []float32) {
	for i, v := range [2][]float32{x, y} {
		for j := range v {
			v[j] = float32(d.scale.Do(i, float64(v[j])))
		}
	}
}

// drawn is what stands for a number that a neuron gives: an output in the data's own unit, a hidden neuron's as high on the plot as
// it is.
func (d *Cloud) drawn(v float32, hidden bool) float32 {
	if hidden {
		low, high := d.Source.Axes[1].Min, d.Source.Axes[1].Max
		return float32((low+high)/2 + float64(v)*(high-low)/2/data.Plane)
	}
	return float32(d.Middle + float64(v)*d.Unit)
}

// all is every point, as a network sees them.
func (d *Cloud) all() model.Set {
	at := make([]int, d.Points.Len())
	for i := range at {
		at[i] = i
	}
	return d.set(at)
}

// paint adds the points and the part of the plane they lie in.
func (d *Cloud) paint(f *frame.Frame) {
	d.PaintValues(f, d.Points.Value)
	sample.PaintPoints(f, "points", d.Points, func(i int) (class int, hollow bool) { return d.Points.Class[i], d.Test[i] })
	d.Room.Paint(f)
}
