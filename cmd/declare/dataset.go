package main

import (
	"math"
	"math/rand/v2"

	"github.com/whisker-lab/whisker/lab"
	"github.com/whisker-lab/whisker/lab/lessons"
	"github.com/whisker-lab/whisker/lab/own"
	"github.com/whisker-lab/whisker/nn/data"
	"github.com/whisker-lab/whisker/nn/data/packed"
)

// thumbnail is how many points stand for a data set.
const thumbnail = 48

// dataset is what the page knows of a data set.
type dataset struct {
	Kind    string       `json:"kind"` // see data.Source.Kind
	Classes int          `json:"classes"`
	Real    bool         `json:"real"`
	File    string       `json:"file,omitempty"`    // in the folder data, which is fetched when it is needed
	Size    int          `json:"size,omitempty"`    // of the file, in bytes
	Points  [][3]float64 `json:"points"`            // x and y from −1 to 1, and the class, or a value about −1 to 1
	Curve   [][3]float64 `json:"curve,omitempty"`   // of the reader's own: the same for a curve
	Picture *specimen    `json:"picture,omitempty"` // of a gallery
}

// declared is what the lessons and the data sets are.
func declared() map[string]any {
	sets := map[string]dataset{}
	for _, s := range data.All {
		sets[s.Name] = picture(packed.Find(s.Name))
	}
	for _, g := range data.Galleries {
		one, there := sets[g.Name]
		if !there {
			one = dataset{Kind: data.OfClasses, Classes: len(g.Classes), Real: true, File: g.File, Size: packed.Size(g.File), Points: [][3]float64{}}
		}
		one.Picture = specimenOf(g)
		sets[g.Name] = one
	}
	drawn := picture(own.Example(data.OfClasses).Source())
	drawn.Curve = picture(own.Example(data.OfCurve).Source()).Points
	sets[lab.OwnName] = drawn
	return map[string]any{"lessons": lessons.All(), "datasets": sets}
}

// picture draws points as they are customary and brings them into the square.
func picture(s data.Source) dataset {
	d := dataset{Kind: s.Kind(), Classes: s.Classes, Real: s.Real, File: s.File}
	if s.File != "" {
		d.Size = packed.Size(s.File)
	}
	p := s.Generate(thumbnail, s.Noise/2, rand.New(rand.NewPCG(3, 0)))
	at := func(v float32, a data.Axis) float64 {
		share := (float64(v)-a.Min)/(a.Max-a.Min)*2 - 1
		return math.Round(100*min(max(share, -1), 1)) / 100
	}
	for i := range p.X {
		what := float64(p.Class[i])
		if s.Values {
			what = math.Round(100*float64(p.Value[i])) / 100
		}
		d.Points = append(d.Points, [3]float64{at(p.X[i], s.Axes[0]), at(p.Y[i], s.Axes[1]), what})
	}
	return d
}
