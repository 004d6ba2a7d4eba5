package viz

import (
	"math"
	"strconv"
	"strings"

	"github.com/whisker-lab/whisker/viz/layout"
	"github.com/whisker-lab/whisker/viz/shape"
)

// names say what a network's picture is made of: its strongest weight, what one neuron sees, a bias, the output. They are there as
// long as nothing is looked at and there is room for them.
type names struct {
	of      naming
	neuron  int            // of the first hidden layer, from 1; 0 for none
	labels  []Label        // the others
	leaders [][][2]float64 // from a name to what it means
	dots    [][2]float64   // at a leader's end
}

// naming is what the places of the names depend on, besides the weight's number.
type naming struct {
	net          *layout.Network
	edge, neuron int
}

// How much room a name takes: those of css/overlay.css are no wider, and break where they would be.
const (
	nameHigh    = 16.0
	weightWide  = 204.0
	biasWide    = 126.0
	neuronWide  = 128.0
	outputWide  = 100.0
	nameRoom    = 3.0 // about each
	mostColumns = 4   // an input's, two hidden layers and the output's
	mostNeurons = 5   // in one column
	sticks      = 0.8 // a weight keeps its name as long as it is this share of the strongest
)

// explain brings the names up to date and draws their leaders.
func (v *network) explain(p *Picture, s *Scene) {
	_, hovered := s.Hover.Of.(Part)
	of := v.named()
	if of.net == nil || hovered || s.Selected != (Part{}) || v.setup.style() != layout.Roomy {
		v.names = names{}
		return
	}
	if of != v.names.of {
		v.place(of)
	}
	for i, label := range v.names.labels {
		if label.ID == "name.weight" {
			v.names.labels[i].Args.Text = brief(shown(v.layers[1].w, of.edge))
		}
	}
	for _, line := range v.names.leaders {
		p.Under.Ribbon(layout.Through(line), 1, shape.Of(s.Theme.Ink3, 1))
	}
	for _, dot := range v.names.dots {
		p.Under.Disc(dot[0], dot[1], 2, 0, shape.Of(s.Theme.Ink, 1))
	}
}

// brief is a number with as many decimals as a name has room for.
func brief(v float64) string {
	decimals := 2
	if math.Abs(v) >= 0.995 {
		decimals = 1
	}
	return strings.ReplaceAll(strconv.FormatFloat(v, 'f', decimals, 64), "-", minus)
}

// named chooses what has a name; its net is nil where the network is too large for names.
func (v *network) named() naming {
	if len(v.net.Columns) > mostColumns {
		return naming{}
	}
	for _, n := range v.sizes[1:] {
		if n > mostNeurons {
			return naming{}
		}
	}
	of := naming{net: v.net, edge: -1}
	most := 0.0
	for i := range v.curves[1] {
		if w := math.Abs(shown(v.layers[1].w, i)); w > most && !math.IsInf(w, 0) {
			most, of.edge = w, i
		}
	}
	// Two weights about as strong would else have the name jump between them.
	if old := v.names.of; old.net == v.net && old.edge >= 0 && math.Abs(shown(v.layers[1].w, old.edge)) >= sticks*most {
		of.edge = old.edge
	}
	if v.hops() < 2 || !v.net.Numbered(1) || v.net.Room(1) < neuronWide+2*nameRoom {
		return of
	}
	plain := func(i int) bool {
		return i >= 0 && i < v.sizes[1] && at(v.layers[1].flag, i) == 0 && !v.gate(1, i, frozen|cutOut)
	}
	middle := (v.sizes[1] - 1) / 2
	for away := range v.sizes[1] {
		for _, i := range []int{middle + away, middle - away} {
			if of.neuron == 0 && plain(i) {
				of.neuron = i + 1
			}
		}
	}
	return of
}

// place finds room for every name, or leaves it out.
func (v *network) place(of naming) {
	v.names = names{of: of, neuron: of.neuron}
	taken := v.taken()
	add := func(id string, x, y float64, align, valign, class string, box layout.Rect) {
		v.names.labels = append(v.names.labels, Label{"name." + id, x, y, align, valign, "stage.name." + id, Arg{}, class})
		taken = append(taken, box)
	}
	if l := v.hops(); l > 0 {
		column := v.net.Columns[l]
		if last := len(column.Y) - 1; last >= 0 {
			box := layout.Rect{X: column.X - outputWide/2, Y: column.Tile(last).Bottom() + 7, W: outputWide, H: 2 * nameHigh}
			if v.free(box, taken) {
				add("output", column.X, box.Y, "c", "t", "called narrow", box)
			}
		}
	}
	if of.edge >= 0 {
		if dot, box, ok := v.besideEdge(v.curves[1][of.edge], taken); ok {
			x, _ := box.Middle()
			y, valign, from := box.Bottom(), "b", box.Bottom()+2
			if box.Y > dot[1] {
				y, valign, from = box.Y, "t", box.Y-2
			}
			add("weight", x, y, "c", valign, "called", box)
			v.names.labels[len(v.names.labels)-1].Args.Name = "value"
			v.names.leaders, v.names.dots = append(v.names.leaders, [][2]float64{{dot[0], from}, dot}), append(v.names.dots, dot)
		}
	}
	if v.hops() < 2 {
		return
	}
	for i := v.sizes[1] - 1; i >= 0; i-- {
		if i+1 == of.neuron && v.sizes[1] > 1 || v.gate(1, i, cutOut) {
			continue
		}
		x, y := v.net.Bias(1, i)
		box := layout.Rect{X: x - 34 - biasWide, Y: y + 18 - nameHigh/2, W: biasWide, H: nameHigh}
		line := [][2]float64{{x - 31, y + 18}, {x - 24, y + 18}, {x - 4.5, y + 3.5}}
		if v.free(box, taken) && v.crossings(line[1], line[2]) == 0 && v.crossings(line[0], line[1]) == 0 {
			add("bias", x-34, y+18, "r", "m", "called", box)
			v.names.leaders = append(v.names.leaders, line)
			return
		}
	}
}

// taken is where no name may lie: tiles, what is written beside them, and the button below the inputs.
func (v *network) taken() []layout.Rect {
	var taken []layout.Rect
	for l, c := range v.net.Columns {
		for i := range c.Y {
			tile := c.Tile(i)
			taken = append(taken, tile.Grow(3))
			switch {
			case l == 0:
				taken = append(taken, layout.Rect{X: tile.X - 56, Y: tile.Y, W: 56, H: tile.H})
			case l < v.hops() && v.net.Numbered(l):
				wide := 64.0
				if l == 1 && i+1 == v.names.neuron {
					wide = neuronWide
				} else if at(v.layers[l].flag, i) != 0 || v.gate(l, i, frozen|cutOut) {
					wide = 96
				}
				taken = append(taken, layout.Rect{X: c.X - wide/2, Y: tile.Bottom(), W: wide, H: 20})
			}
		}
	}
	if v.net.Foot > 0 {
		taken = append(taken, layout.Rect{X: v.net.Columns[0].X - 56, Y: v.net.Foot, W: 112, H: 34})
	}
	return taken
}

// free says whether a name has room: within the area between heads and ruler, clear of what is taken and of every edge.
func (v *network) free(box layout.Rect, taken []layout.Rect) bool {
	box = box.Grow(nameRoom)
	area, low := v.net.Area, v.net.Area.Bottom()
	if v.net.Ruler > 0 {
		low = v.net.Ruler - 10
	}
	if box.X < area.X || box.Right() > area.Right() || box.Y < v.net.Head+30 || box.Bottom() > low {
		return false
	}
	for _, r := range taken {
		if box.Meets(r) {
			return false
		}
	}
	for _, layer := range v.curves {
		for _, c := range layer {
			last := len(c.Points) - 1
			if !around(c.Points[0], c.Points[last]).Meets(box) {
				continue // an edge never leaves the rectangle of its ends
			}
			for i := 1; i <= last; i++ {
				if around(c.Points[i-1], c.Points[i]).Meets(box) {
					return false
				}
			}
		}
	}
	return true
}

// around is the rectangle of two points of an edge, as thick as an edge may be.
func around(a, b layout.Point) layout.Rect {
	return layout.Rect{X: min(a.X, b.X), Y: min(a.Y, b.Y) - 2, W: math.Abs(b.X - a.X), H: math.Abs(b.Y-a.Y) + 4}
}

// crossings is how many edges a straight line meets.
func (v *network) crossings(from, to [2]float64) int {
	n := 0
	side := func(a, b, p [2]float64) bool { return (b[0]-a[0])*(p[1]-a[1]) > (b[1]-a[1])*(p[0]-a[0]) }
	for _, layer := range v.curves {
		for _, c := range layer {
			for i := 1; i < len(c.Points); i++ {
				a, b := [2]float64{c.Points[i-1].X, c.Points[i-1].Y}, [2]float64{c.Points[i].X, c.Points[i].Y}
				if side(from, to, a) != side(from, to, b) && side(a, b, from) != side(a, b, to) {
					n++
				}
			}
		}
	}
	return n
}

// besideEdge finds the place for an edge's name, above or below it, whose leader is short and meets few other edges.
func (v *network) besideEdge(c layout.Curve, taken []layout.Rect) (dot [2]float64, box layout.Rect, ok bool) {
	best := math.Inf(1)
	for _, share := range []float64{0.5, 0.42, 0.58, 0.34, 0.66} {
		p := c.At(share * c.Length())
		for _, way := range []float64{-1, 1} {
			for _, aside := range []float64{0, 30, -30, 60, -60} {
				r := layout.Rect{X: p.X + aside - weightWide/2, W: weightWide, H: nameHigh}
				for off := 14.0; off < v.net.Area.H; off += 3 {
					if r.Y = p.Y + way*(off+nameHigh/2) - nameHigh/2; !v.free(r, taken) {
						continue
					}
					// The line begins beside the edge, which it is not to count.
					to := [2]float64{p.X, p.Y + way*off}
					cost := off + math.Abs(aside) + 40*float64(v.crossings([2]float64{p.X, p.Y + 3*way}, to))
					if cost < best && !v.covered(p.X, p.Y, to[1], taken) {
						best, dot, box, ok = cost, [2]float64{p.X, p.Y}, r, true
					}
					break
				}
			}
		}
	}
	return dot, box, ok
}

// covered says whether an upright line runs through what is taken.
func (v *network) covered(x, y1, y2 float64, taken []layout.Rect) bool {
	line := layout.Rect{X: x - nameRoom, Y: min(y1, y2), W: 2 * nameRoom, H: math.Abs(y2 - y1)}
	for _, r := range taken {
		if line.Meets(r) {
			return true
		}
	}
	return false
}
