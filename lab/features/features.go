package features

import (
	"slices"
	"strconv"

	"github.com/whisker-lab/whisker/frame"
	"github.com/whisker-lab/whisker/lab"
	"github.com/whisker-lab/whisker/lab/mlp"
)

// Most is how many points are named that excite a neuron most.
const Most = 6

// Run is a network that learns, together with where one looks into it.
type Run struct {
	*mlp.Net
	fold   float64 // the place between the plane, 0, and the last hidden layer
	neuron int     // that is looked at: its place among all hidden ones, from 1

	bend *mlp.Bend
	seen []float32 // the weights that bend was made of, and what was cut out
}

var (
	_ lab.Run       = (*Run)(nil)
	_ lab.Weighted  = (*Run)(nil)
	_ lab.Explainer = (*Run)(nil)
	_ lab.Scorer    = (*Run)(nil)
	_ lab.Speaker   = (*Run)(nil)
	_ lab.Actor     = (*Run)(nil)
	_ lab.Adapter   = (*Run)(nil)
)

// New builds the network that a config describes: see mlp.NewNet.
func New(c lab.Config) (*Run, error) {
	n, err := mlp.NewNet(c)
	if err != nil {
		return nil, err
	}
	return &Run{Net: n, neuron: 1}, nil
}

// Tune is part of nn.Learner.
func (r *Run) Tune(name string, v float64) {
	switch name {
	case "fold":
		r.fold = v
	case "which":
		r.neuron = int(v)
	default:
		r.Net.Tune(name, v)
	}
}

// Adapt is part of lab.Adapter.
func (r *Run) Adapt(c lab.Config, changed lab.Change) bool {
	if changed.Effect != lab.Live {
		r.seen = nil // of other points
	}
	return r.Net.Adapt(c, changed)
}

// bent is what the layers make of the plane, looked at anew where the network is another one than it was.
func (r *Run) bent() *mlp.Bend {
	now := r.Weights()
	for layer, units := range r.Sizes()[1:] {
		for unit := range units {
			if r.IsCut(layer+1, unit) {
				now = append(now, float32(layer+1), float32(unit))
			}
		}
	}
	if r.bend == nil || !slices.Equal(r.seen, now) {
		r.bend, r.seen = r.Bend(), now
	}
	return r.bend
}

// place is where the fold is: as deep as the network goes at most.
func (r *Run) place() float64 { return min(max(r.fold, 0), float64(len(r.Sizes())-2)) }

// chosen is the hidden neuron that is looked at, layer 0 where there is none: the last one for any number beyond it.
func (r *Run) chosen() (layer, unit int) {
	at := max(r.neuron, 1)
	sizes := r.Sizes()
	for l := 1; l < len(sizes)-1; l++ {
		if layer, unit = l, min(at, sizes[l])-1; at <= sizes[l] {
			break
		}
		at -= sizes[l]
	}
	return layer, unit
}

// FoldPanel is where the plane is shown on its way, and how well one straight cut does there; null where that means nothing.
type FoldPanel struct {
	At   float64      `json:"at"`
	Last int          `json:"last"` // the last hidden layer
	Cut  []lab.Number `json:"cut"`  // (last + 1): the share of training points on the right side, from the plane on
}

// LikesPanel is a hidden neuron and the points that excite it most.
type LikesPanel struct {
	Layer  int           `json:"layer"`
	Unit   int           `json:"unit"`
	Count  int           `json:"count"` // of all hidden neurons
	At     int           `json:"at"`    // its place among them, from 1
	Cut    bool          `json:"cut"`   // whether it is out
	Points []mlp.Excited `json:"points"`
}

// Report is part of lab.Run.
func (r *Run) Report(s *lab.State) {
	r.Net.Report(s)
	s.Panels.Readouts.Metrics = []string{"testAccuracy", "cut", "flatcut"}
	b := r.bent()
	last := b.Last()
	s.Put("flatcut", b.Cut[0])
	s.Put("cut", b.Cut[last])
	s.Put("flatapart", b.Apart[0])
	s.Put("apart", b.Apart[last])
	fold := &FoldPanel{At: r.place(), Last: last}
	for _, cut := range b.Cut {
		fold.Cut = append(fold.Cut, lab.Number(cut))
	}
	s.Panels.Put("fold", fold)
	layer, unit := r.chosen()
	if layer == 0 {
		return
	}
	likes := &LikesPanel{Layer: layer, Unit: unit, Cut: r.IsCut(layer, unit), At: unit + 1, Points: r.Excites(layer, unit, Most)}
	for l, units := range r.Sizes()[1 : last+1] {
		likes.Count += units
		if l+1 < layer {
			likes.At += units
		}
	}
	s.Panels.Put("likes", likes)
}

// Paint is part of lab.Run: besides what a network shows of itself the bent planes, apart (layers, 2), likes/at, the neuron that is
// looked at, and likes/lit (n), 1 for the points that excite it most.
func (r *Run) Paint(f *frame.Frame, focus lab.Focus) {
	r.Net.Paint(f, focus)
	b := r.bent()
	b.Paint(f, r.place())
	f.Add("bend/at", 1)[0] = float32(r.place())
	rows := f.Add("apart", len(b.Apart), 2)
	for i, v := range b.Apart {
		rows[2*i], rows[2*i+1] = float32(i), float32(v)
	}
	layer, unit := r.chosen()
	if layer == 0 {
		return
	}
	at := f.Add("likes/at", 2)
	at[0], at[1] = float32(layer), float32(unit)
	if a := f.Array("field/" + strconv.Itoa(layer)); a != nil { // as its tile shows it
		high, wide := a.Shape[1], a.Shape[2]
		tile := a.Data[unit*high*wide:][:high*wide]
		copy(f.Add("likes/field", 1, high, wide), tile)
	}
	lit := f.Add("likes/lit", r.Points())
	clear(lit)
	for _, e := range r.Excites(layer, unit, Most) {
		lit[e.Point] = 1
	}
}
