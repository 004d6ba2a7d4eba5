package mlp

import (
	"math"
	"strconv"

	"github.com/whisker-lab/whisker/lab"
	"github.com/whisker-lab/whisker/nn"
	"github.com/whisker-lab/whisker/nn/eigen"
	"github.com/whisker-lab/whisker/nn/model"
)

// meshSide is how many places of the plane are followed through the network, each way.
const meshSide = 33

// space is how the plane looks to a layer: where its points, and those of a mesh over it, come to lie when two numbers that the
// layer gives are drawn against each other. Places are from −1 to 1, and beyond where the mesh is wider than the points.
type space struct {
	on   bool
	at   float64 // the layer, 0 for the plane itself; between two layers, part of the way
	axes [2]int  // the neurons that were chosen, from 1, or 0

	mesh    *grid
	vectors [][]float64 // of each layer's two components in the last picture: their signs are kept
	before  float64     // how well one straight line does on the plane itself
}

// view takes from a config what the space is to show.
func (n *Net) view(c lab.Config) {
	if !c.Has("space") {
		return
	}
	at, err := strconv.ParseFloat(c.Text("space"), 64)
	n.space.on = err == nil && !n.cloud.Source.Curve
	n.space.at = min(max(at, 0), float64(len(n.Sizes())-1))
	for i, name := range [2]string{"spacex", "spacey"} {
		n.space.axes[i], _ = strconv.Atoi(c.Text(name))
	}
}

// renew forgets what belongs to the points from before.
func (s *space) renew() { s.mesh, s.vectors, s.before = nil, nil, 0 }

// layered is what one layer makes of points and mesh.
type layered struct {
	units        int
	points, mesh [][]float64 // (units) of each
}

// look is a picture of the space: x and y of all points and of the mesh, and what the axes are.
type look struct {
	points, mesh [2][]float64
	axes         [2]Axis
}

// layers runs all points and the mesh through the network, up to and with a layer from 1 on.
func (n *Net) layers(from, to int) []layered {
	all := n.cloud.all()
	found := make([]layered, to-from+1)
	for i := range found {
		found[i].units = n.Sizes()[from+i]
		found[i].points, found[i].mesh = make([][]float64, found[i].units), make([][]float64, found[i].units)
	}
	for _, part := range []struct {
		x    []float32
		n    int
		rows func(l *layered) [][]float64
	}{
		{all.X, all.N, func(l *layered) [][]float64 { return l.points }},
		{n.space.mesh.x, n.space.mesh.size(), func(l *layered) [][]float64 { return l.mesh }},
	} {
		n.Nodes(part.x, part.n, func(b model.Block) {
			if b.Layer < from || b.Layer > to {
				return
			}
			for u, row := range part.rows(&found[b.Layer-from]) {
				for _, v := range b.Row(u) {
					row = append(row, float64(v))
				}
				part.rows(&found[b.Layer-from])[u] = row
			}
		})
	}
	return found
}

// plane is layer 0: the points and the mesh where they are.
func (n *Net) plane() look {
	span := n.cloud.Span()
	var l look
	for i, v := range [2][]float32{n.cloud.Points.X, n.cloud.Points.Y} {
		lo, hi := span[2*i], span[2*i+1]
		for _, x := range v {
			l.points[i] = append(l.points[i], (float64(x)-lo)/(hi-lo)*2-1)
		}
		l.axes[i] = Axis{Kind: "input", N: i + 1}
	}
	for r := range meshSide {
		for c := range meshSide {
			l.mesh[0] = append(l.mesh[0], (float64(c)+0.5)/meshSide*2-1)
			l.mesh[1] = append(l.mesh[1], 1-(float64(r)+0.5)/meshSide*2)
		}
	}
	return l
}

// lone is how far up and down a layer of one neuron is spread, by where the points lay on the plane: on one line they would hide
// each other.
const lone = 0.3

// look draws one layer's picture. What it looks like on the plane tells which way round the components go.
func (n *Net) look(layer int, in layered, flat look) look {
	var l look
	switch x, y := n.pick(in.units); {
	case in.units == 1:
		l.axes[0] = n.axis(layer, 0)
		l.points[0], l.mesh[0] = in.points[0], in.mesh[0]
		n.fit(layer, &l, 0)
		l.axes[1] = Axis{Kind: "spread"}
		l.points[1], l.mesh[1] = scaled(flat.points[1], lone), scaled(flat.mesh[1], lone)
		return l
	case x >= 0:
		for i, u := range [2]int{x, y} {
			l.points[i], l.mesh[i], l.axes[i] = in.points[u], in.mesh[u], n.axis(layer, u)
		}
	default:
		n.components(layer, in, flat, &l)
	}
	n.fit(layer, &l, 0, 1)
	return l
}

// axis names a neuron as an axis.
func (n *Net) axis(layer, unit int) Axis {
	switch {
	case layer < len(n.Sizes())-1:
	case n.Sizes()[layer] == 1:
		return Axis{Kind: "sole", N: 1}
	default:
		return Axis{Kind: "output", N: unit + 1}
	}
	return Axis{Kind: "neuron", N: unit + 1}
}

// pick is which two neurons are drawn, or −1 for the components: those that were chosen, and for one that was not the first that
// is left.
func (n *Net) pick(units int) (x, y int) {
	x, y = min(n.space.axes[0], units)-1, min(n.space.axes[1], units)-1
	if units == 2 && x < 0 && y < 0 {
		return 0, 1
	}
	rest := func(taken int) int {
		if taken == 0 {
			return 1
		}
		return 0
	}
	switch {
	case x >= 0 && (y < 0 || y == x):
		y = rest(x)
	case y >= 0 && x < 0:
		x = rest(y)
	}
	return min(x, units-1), min(y, units-1)
}

// components draws the first two principal components of what a layer gives for the training points.
func (n *Net) components(layer int, in layered, flat look, l *look) {
	train := n.cloud.train
	data := make([]float64, len(train)*in.units)
	means := make([]float64, in.units)
	usable := len(train) > 1
	for u, row := range in.points {
		for i, at := range train {
			data[i*in.units+u] = row[at]
			means[u] += row[at] / float64(len(train))
		}
		usable = usable && finite(row) && finite(in.mesh[u])
	}
	vectors := make([]float64, 2*in.units)
	vectors[0], vectors[in.units+1] = 1, 1 // the first two neurons, where there are no components
	if usable {
		_, found := eigen.Components(data, len(train), in.units)
		for i := range 2 {
			copy(vectors[i*in.units:], found[min(i, in.units-1)*in.units:][:in.units])
		}
	}
	for i := range 2 {
		v := vectors[i*in.units:][:in.units]
		l.axes[i] = Axis{Kind: "component", N: i + 1}
		l.points[i], l.mesh[i] = project(in.points, v, means), project(in.mesh, v, means)
		if n.turned(layer, i, v, l.points[i], flat.points[i]) {
			for u := range v {
				v[u] = -v[u]
			}
			l.points[i], l.mesh[i] = scaled(l.points[i], -1), scaled(l.mesh[i], -1)
		}
	}
	n.remember(layer, vectors)
}

// turned tells whether a component has to be turned round: a vector and its opposite are both right, and without a rule pictures
// would flip. It goes as in the picture before; in the first one, the way that the plane's own axis goes.
func (n *Net) turned(layer, i int, v, points, flat []float64) bool {
	var along float64
	if kept := n.space.vectors; layer < len(kept) && len(kept[layer]) == 2*len(v) {
		for u, x := range v {
			along += x * kept[layer][i*len(v)+u]
		}
	} else {
		for at, x := range points {
			along += x * flat[at]
		}
	}
	return along < 0
}

func (n *Net) remember(layer int, vectors []float64) {
	for len(n.space.vectors) <= layer {
		n.space.vectors = append(n.space.vectors, nil)
	}
	n.space.vectors[layer] = vectors
}

func project(rows [][]float64, v, means []float64) []float64 {
	out := make([]float64, len(rows[0]))
	for u, row := range rows {
		for i, x := range row {
			out[i] += v[u] * (x - means[u])
		}
	}
	return out
}

func scaled(v []float64, by float64) []float64 {
	out := make([]float64, len(v))
	for i, x := range v {
		out[i] = x * by
	}
	return out
}

// room is how much wider a picture is than what lies in it.
const room = 1.12

// fit brings the given axes of a picture to −1…1, all by the same measure: a bounded activation by its bounds, so that nothing
// moves but what learns; else by how far the points reach.
func (n *Net) fit(layer int, l *look, axes ...int) {
	middle, half := [2]float64{}, 0.0
	lo, hi, bounded := n.Activation(layer).Range()
	if top := layer == len(n.Sizes())-1; top && n.Loss().Classifies() {
		bounded, lo, hi = true, -1, 1
		if n.Loss() == nn.CCE {
			lo = 0
		}
	}
	for _, i := range axes {
		from, to := math.Inf(1), math.Inf(-1)
		for _, x := range l.points[i] {
			from, to = min(from, x), max(to, x)
		}
		if bounded && l.axes[i].Kind != "component" {
			from, to = float64(lo), float64(hi)
		}
		middle[i], half = (from+to)/2, max(half, (to-from)/2*room)
	}
	if !(half > 1e-12) || math.IsInf(half, 0) || !finite(middle[:]) {
		middle, half = [2]float64{}, 1 // all in one place, or nowhere
	}
	for _, i := range axes {
		for _, v := range [2][]float64{l.points[i], l.mesh[i]} {
			for j, x := range v {
				v[j] = (x - middle[i]) / half
			}
		}
	}
}

// sight is the picture of now.
func (n *Net) sight() look {
	from := int(n.space.at)
	part := n.space.at - float64(from)
	to := from
	if part > 0 {
		to++
	}
	looks := n.looks(from, to)
	return between(looks[0], looks[len(looks)-1], part)
}

// looks are the pictures of some layers, from the one up to and with the other; 0 is the plane itself.
func (n *Net) looks(from, to int) []look {
	if n.space.mesh == nil {
		n.space.mesh = newGrid(n.cloud, n.cloud.Features, meshSide)
	}
	flat := n.plane()
	var looks []look
	if from == 0 {
		looks = append(looks, flat)
	}
	if to == 0 {
		return looks
	}
	for i, l := range n.layers(max(from, 1), to) {
		looks = append(looks, n.look(max(from, 1)+i, l, flat))
	}
	return looks
}

// between is the picture on the way from one layer's to another's: every place has gone that part of its way.
func between(a, b look, part float64) look {
	if part == 0 {
		return a
	}
	mix := func(p, q []float64) []float64 {
		m := make([]float64, len(q))
		for i := range q {
			m[i] = p[i] + (q[i]-p[i])*part
		}
		return m
	}
	for i := range 2 {
		b.points[i], b.mesh[i] = mix(a.points[i], b.points[i]), mix(a.mesh[i], b.mesh[i])
	}
	if part < 0.5 {
		b.axes = a.axes
	}
	return b
}
