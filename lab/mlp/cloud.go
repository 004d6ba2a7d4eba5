package mlp

import (
	"fmt"
	"math/rand/v2"

	"github.com/whisker-lab/whisker/frame"
	"github.com/whisker-lab/whisker/lab"
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
	Source   data.Source
	Points   data.Points // as they were measured
	Test     []bool      // (n) kept back to be judged by
	Features []data.Feature

	scale       *nn.Scaler // of the two coordinates, found from the training points
	middle      float64    // what a value of 0 is for the network
	unit        float64    // and what one of 1 is more than that
	train, test []int      // places in Points
}

// NewCloud draws the points.
func NewCloud(c lab.Config) (*Cloud, error) {
	source, ok := c.Source()
	if !ok {
		return nil, fmt.Errorf("mlp: no data set %q", c.Text("data"))
	}
	noise := c.Number("noise")
	if source.Real {
		noise = 0 // what was measured is not to be shaken
	}
	d := &Cloud{Source: source, Points: source.Generate(int(c.Number("samples")), noise, rand.New(c.Rand("dataseed", forPoints)))}
	d.unit = 1
	if c.Text("data") == lab.OwnName {
		d.own(c)
	} else {
		d.train, d.test = data.Split(d.Points.Class, source.Classes, c.Number("train"), true, rand.New(c.Rand("dataseed", forSplit)))
	}
	d.Test = make([]bool, d.Points.Len())
	for _, i := range d.test {
		d.Test[i] = true
	}
	var err error
	if d.Features, err = data.ParseFeatures(c.Text("inputs")); err != nil {
		return nil, fmt.Errorf("mlp: %w", err)
	}
	if len(d.train) == 0 {
		d.scale = d.frame()
		return d, nil
	}
	p := d.Points.Pick(d.train)
	if d.scale, err = nn.NewScaler(c.Text("scale"), append(append([]float32(nil), p.X...), p.Y...), 2, p.Len()); err != nil {
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
		p.Value[i] = float32((float64(v) - d.middle) / d.unit)
	}
	return model.Set{N: p.Len(), X: data.Features(d.Features, p.X, p.Y), Class: p.Class, Value: p.Value}
}

// scaled brings coordinates to the size that the network sees, in place.
func (d *Cloud) scaled(x, y []float32) {
	for i, v := range [2][]float32{x, y} {
		for j := range v {
			v[j] = float32((float64(v[j]) - d.scale.Centre[i]) / d.scale.Spread[i])
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
	return float32(d.middle + float64(v)*d.unit)
}

// all is every point, as a network sees them.
func (d *Cloud) all() model.Set {
	at := make([]int, d.Points.Len())
	for i := range at {
		at[i] = i
	}
	return d.set(at)
}

// Span is the part of the plane that is shown: xmin, xmax, ymin, ymax.
func (d *Cloud) Span() [4]float64 {
	x, y := d.Source.Axes[0], d.Source.Axes[1]
	return [4]float64{x.Min, x.Max, y.Min, y.Max}
}

// named tells whether what is plotted has a name of its own.
func (d *Cloud) named() bool { return d.Source.Axes[0].Name != data.X1.String() }

// report says what the points are.
func (d *Cloud) report(s *lab.State) {
	s.Panels.Data.Kind, s.Panels.Data.Names = d.Source.Kind(), d.Source.Names
	if !d.named() && !d.Source.Curve {
		return
	}
	for _, a := range d.Source.Axes {
		s.Panels.Data.Axes = append(s.Panels.Data.Axes, lab.Axis{Name: a.Name, Unit: a.Unit})
	}
}

// values adds the points' values from −1 to 1, where they have some, and what these stand for.
func (d *Cloud) values(f *frame.Frame) {
	if !d.Source.Values {
		return
	}
	values, unit := f.Add("points/value", d.Points.Len()), f.Add("plot/unit", 2)
	for i, v := range d.Points.Value {
		values[i] = float32((float64(v) - d.middle) / d.unit)
	}
	unit[0], unit[1] = float32(d.middle), float32(d.unit)
}

// paint adds the points and the part of the plane they lie in.
func (d *Cloud) paint(f *frame.Frame) {
	d.values(f)
	points := frame.Marks[frame.Point](f, "points", d.Points.Len())
	for i := range points {
		points[i] = frame.Point{X: d.Points.X[i], Y: d.Points.Y[i], Class: float32(d.Points.Class[i]), Test: flag(d.Test[i])}
	}
	span := f.Add("plot/range", 4)
	for i, v := range d.Span() {
		span[i] = float32(v)
	}
	if d.named() {
		f.Add("plot/named", 1)[0] = 1
	}
}
