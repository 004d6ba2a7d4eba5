package sample

import (
	"math/rand/v2"

	"github.com/whisker-lab/whisker/lab"
	"github.com/whisker-lab/whisker/nn/data"
)

// Room is the data set that a config chooses, and what of its plane is shown.
type Room struct {
	Source data.Source
	Noise  float64 // that points are drawn with
	Middle float64 // the value that a learner sees as 0
	Unit   float64 // and how much more one is that it sees as 1

	span  [4]float64
	named bool
	given bool // names are the reader's own
}

// Open finds the data set. Where it was measured and its file is not there, the error is a data.Missing.
func Open(c lab.Config) (Room, error) {
	source, err := c.Open()
	if err != nil {
		return Room{}, err
	}
	x, y := source.Axes[0], source.Axes[1]
	r := Room{
		Source: source, Noise: c.Number("noise"), Unit: 1,
		span: [4]float64{x.Min, x.Max, y.Min, y.Max}, named: x.Name != data.X1.String(),
	}
	if source.Real {
		r.Noise = 0 // what was measured is not to be shaken
	}
	if r.own() && source.Values {
		lo, hi := c.Own().Value()
		r.Middle, r.Unit = (lo+hi)/2, (hi-lo)/2
	}
	r.given = r.own() && c.Own().Measured()
	return r, nil
}

// own tells whether the points are the reader's.
func (r *Room) own() bool { return r.Source.Name == lab.OwnName }

// Draw returns as many points as the config asks for, or all there are.
func (r *Room) Draw(c lab.Config, purpose uint64) data.Points {
	return r.Source.Generate(int(c.Number("samples")), r.Noise, rand.New(c.Rand("dataseed", purpose)))
}
