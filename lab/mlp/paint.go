package mlp

import (
	"strconv"

	"github.com/whisker-lab/whisker/frame"
	"github.com/whisker-lab/whisker/lab"
	"github.com/whisker-lab/whisker/lab/sample"
	"github.com/whisker-lab/whisker/nn"
	"github.com/whisker-lab/whisker/nn/data"
	"github.com/whisker-lab/whisker/nn/model"
)

const (
	tileSide = 40  // of a neuron's picture
	plotSide = 256 // of the large plot at rest
)

// What a neuron's flag says.
const (
	saturated = 1
	silent    = 2
)

// painter fills frames with what a network makes of the plane.
type painter struct {
	tiles, plot *grid
	moving      *grid     // the plot's while it moves
	inputs      []float32 // (all features, tileSide²): each as bright as fits
	fields      [][]float32
	activity    []model.Activity
	names       [][4]string // field, act, flag and gate of each layer
}

func newPainter(n *Net) painter {
	p := painter{tiles: newGrid(n.cloud, n.cloud.Features, tileSide), fields: make([][]float32, len(n.Sizes()))}
	all := make([]data.Feature, len(data.FeatureNames))
	for f := range all {
		all[f] = data.Feature(f)
	}
	p.inputs = newGrid(n.cloud, all, tileSide).x
	size := p.tiles.size()
	for f := range all {
		row := p.inputs[f*size:][:size]
		most := float32(0)
		for _, v := range row {
			most = max(most, v, -v)
		}
		for i := range row {
			row[i] /= max(most, 1e-9)
		}
	}
	for l := range n.Sizes() {
		k := strconv.Itoa(l)
		p.names = append(p.names, [4]string{"field/" + k, "act/" + k, "flag/" + k, "gate/" + k})
	}
	return p
}

// Paint is part of lab.Run.
func (n *Net) Paint(f *frame.Frame, focus lab.Focus) {
	sizes := f.Add("net/sizes", len(n.Sizes()))
	for i, s := range n.Sizes() {
		sizes[i] = float32(s)
	}
	on := f.Add("net/inputs", len(data.FeatureNames))
	clear(on)
	for feature := range data.Feature(len(on)) {
		if n.cloud.Source.Curve && !alongX(feature) {
			on[feature] = -1 // not to be had
		}
	}
	for _, feature := range n.cloud.Features {
		on[feature] = 1
	}
	n.tiles(f)
	n.activities(f)
	n.gates(f)
	switch {
	case n.cloud.Source.Curve:
		n.curve(f, focus)
	case n.space.on:
		n.paintSpace(f)
	default:
		n.large(f, focus)
		n.cloud.paint(f)
	}
	n.lights(f)
	f.Add("plot/discrete", 1)[0] = flag(n.discrete)
	f.Add("points/hidetest", 1)[0] = flag(n.hidetest)
}

func flag(on bool) float32 {
	if on {
		return 1
	}
	return 0
}

// tiles adds what every input and every neuron makes of the plane.
func (n *Net) tiles(f *frame.Frame) {
	p := &n.paint
	copy(f.Add(p.names[0][0], len(data.FeatureNames), tileSide, tileSide), p.inputs)
	size := p.tiles.size()
	for l, units := range n.Sizes()[1:] {
		p.fields[l+1] = f.Add(p.names[l+1][0], units, tileSide, tileSide)
	}
	n.Nodes(p.tiles.x, size, func(b model.Block) {
		for u := range b.Units {
			copy(p.fields[b.Layer][u*size+b.At:], b.Row(u))
		}
	})
	if n.Loss() == nn.CCE {
		signed(p.fields[len(p.fields)-1])
	}
}

// signed turns probabilities into values from −1 to 1.
func signed(p []float32) {
	for i := range p {
		p[i] = 2*p[i] - 1
	}
}

// activities adds how strongly every neuron answers to the training points, and which hardly can.
func (n *Net) activities(f *frame.Frame) {
	p := &n.paint
	act := f.Add(p.names[0][1], len(data.FeatureNames))
	clear(act)
	for i, feature := range n.cloud.Features {
		for _, v := range n.train.X[i*n.train.N:][:n.train.N] {
			act[feature] += max(v, -v) / float32(n.train.N)
		}
	}
	p.activity = n.Activity(n.train.X, n.train.N, p.activity[:0])
	rest := p.activity
	for l, units := range n.Sizes()[1:] {
		act, flag := f.Add(p.names[l+1][1], units), f.Add(p.names[l+1][2], units)
		for u, a := range rest[:units] {
			act[u], flag[u] = a.Mean, 0
			if l+2 < len(n.Sizes()) { // an output is meant to be sure
				flag[u] = flagOf(a)
			}
		}
		rest = rest[units:]
	}
}

func flagOf(a model.Activity) float32 {
	switch {
	case a.Silent:
		return silent
	case a.Saturated:
		return saturated
	}
	return 0
}

// places are those of the large plot, made when they are first asked for.
func (n *Net) places(moving bool) *grid {
	p := &n.paint.plot
	if moving {
		p = &n.paint.moving
	}
	if *p == nil {
		*p = newGrid(n.cloud, n.cloud.Features, sample.Side(plotSide, products(n.Sizes()), moving))
	}
	return *p
}

// products is how many weights a network of such layers has.
func products(sizes []int) (n int) {
	for i, units := range sizes[1:] {
		n += sizes[i] * units
	}
	return n
}

// large adds the large plot: the output, or the one neuron that is looked at.
func (n *Net) large(f *frame.Frame, focus lab.Focus) {
	p := n.places(f.Flags&frame.Playing != 0)
	size, side, sizes := p.size(), p.side, n.Sizes()
	if n.check(focus.Layer, focus.Unit, -1) == nil {
		field := f.Add("plot", 1, side, side)
		n.Nodes(p.x, size, func(b model.Block) {
			if b.Layer == focus.Layer {
				copy(field[b.At:], b.Row(focus.Unit))
			}
		})
		if focus.Layer == len(sizes)-1 && n.Loss() == nn.CCE {
			signed(field)
		}
	} else {
		n.Outputs(p.x, size, f.Add("plot", sizes[len(sizes)-1], side, side))
	}
	at := f.Add("plot/focus", 2)
	at[0], at[1] = float32(focus.Layer), float32(focus.Unit)
}
