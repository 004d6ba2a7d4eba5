package layout

import "math"

// Style is how much room there is.
type Style uint8

const (
	Roomy   Style = iota // beside other columns on a desk
	Phone                // one column, for a thumb: no ruler
	Caption              // embedded as a figure: no ruler, no numbers
	Beside               // on a phone beside the plot, which is the answer: the outputs have no tiles
)

// Network is where a layered network lies in its area.
type Network struct {
	Area    Rect
	Columns []Column
	Ruler   float64 // y of the depth ruler, 0 for none
	Head    float64 // y of the top of the column heads
	Foot    float64 // y of the top of what stands below the inputs, 0 for nothing
	Numbers float64 // room between two tiles that a number under a tile needs
	pieces  int     // of an edge's curve, at most
}

// Column is one layer: n tiles of the same size, evenly spaced about the middle.
type Column struct {
	X    float64   // centre
	Y    []float64 // centres, from the top
	Side float64   // of a tile
	Gap  float64   // from centre to centre
}

// Tile is the square of the i-th tile.
func (c Column) Tile(i int) Rect { return Around(c.X, c.Y[i], c.Side) }

// sides are the tile sizes by style: inputs, hidden, output.
func (s Style) sides() (input, hidden, output float64) {
	switch s {
	case Phone:
		return 36, 40, 46
	case Beside:
		return 32, 34, 0
	case Caption:
		return 34, 40, 52
	}
	return 34, 46, 58
}

// foot is the room that a button below the inputs takes: first the gap to them, then its height.
func (s Style) foot() (gap, height float64) {
	if s == Phone || s == Beside {
		return 10, 44
	}
	return 24, 32
}

// NewNetwork places columns of the given numbers of tiles: inputs first, outputs last. With a foot, a button has room below the
// inputs.
func NewNetwork(area Rect, counts []int, style Style, foot bool) *Network {
	top, under, ruler, left, right := 34.0, 52.0, 34.0, 80.0, 58.0
	switch style {
	case Phone:
		top, under, ruler, left, right = 34, 10, 0, 62, 44 // nor a ruler: tiles that can be seen and pressed need its room
	case Caption:
		top, under, ruler, left, right = 34, 6, 0, 54, 38
	case Beside:
		top, under, ruler, left, right = 26, 4, 0, 48, 0
	}
	n := &Network{Area: area, Columns: make([]Column, len(counts)), Head: area.Y, Numbers: 20}
	if ruler > 0 {
		n.Ruler = area.Bottom() - ruler
	}
	room := max(area.H-top-under, 1)
	zoom := 1.0
	if style == Roomy {
		zoom = min(max(room/330, 1), 1.3)
	}
	share := 0.56 // of the way to the next column, for a tile
	if style == Beside {
		share = 0.64
	}
	edges := 0
	for l := 1; l < len(counts); l++ {
		edges += counts[l-1] * counts[l]
	}
	// Few enough for two thousand edges, and no corner shows where there are few.
	n.pieces = min(max(9000/max(edges, 1), 8), 28)
	input, hidden, output := style.sides()
	last := len(counts) - 1
	x, gaps := area.X+left, hops(last)
	span := max(area.W-left-right, 1)
	middle := area.Y + top + room/2
	for l, count := range counts {
		c := &n.Columns[l]
		side, gap := hidden*zoom, max(136-12*float64(count), hidden+26)*zoom
		switch l {
		case 0:
			side, gap = input*zoom, 48*zoom
			switch {
			case count >= 5:
			case style == Roomy:
				gap = 80 * zoom
			case style == Phone, style == Beside:
				gap = 64
			default:
				gap = 96
			}
		case last:
			side, gap = output*zoom, 100*zoom
		}
		tight := span // the narrower of the gaps beside the column
		if l > 0 {
			tight = gaps[l-1] * span
		}
		if l < last {
			tight = min(tight, gaps[l]*span)
		}
		below, button := 0.0, 0.0
		if l == 0 && foot {
			below, button = style.foot()
			below = min(below, room/16)
		}
		c.Gap = min(gap, max(room-below-button, 1)/float64(max(count, 1)))
		// A tile leaves some room to the next one, and the edges at least 44 % of the way between two columns.
		c.Side = 2 * math.Round(max(min(side, c.Gap-max(2, min(c.Gap*0.15, 4)), tight*share), 4)/2) // even, so that the sides lie on whole pixels
		if l == last && style == Beside {
			c.Side = 0
		}
		c.X = math.Round(x)
		half := float64(count-1)/2*c.Gap + c.Side/2
		centre := middle
		if below+button > 0 { // in the middle, as far as the button has room below
			centre = min(middle, area.Y+top+room-below-button-half)
			n.Foot = math.Round(centre + half + below)
		}
		for i := range count {
			c.Y = append(c.Y, math.Round(centre+(float64(i)-float64(count-1)/2)*c.Gap))
		}
		if l < last {
			x += gaps[l] * span
		}
	}
	return n
}

// hops shares the width among n gaps; the first is a little wider, as most curves fan out there.
func hops(n int) []float64 {
	gaps, sum := make([]float64, n), 0.0
	for i := range gaps {
		gaps[i] = 1
		if i == 0 {
			gaps[i] = 1.108
		}
		if i == n-1 && n > 1 {
			gaps[i] = 0.969
		}
		sum += gaps[i]
	}
	for i := range gaps {
		gaps[i] /= sum
	}
	return gaps
}

// Edge is the curve from unit in of the column before into unit out of column layer.
func (n *Network) Edge(layer, out, in int) Curve {
	a, b := &n.Columns[layer-1], &n.Columns[layer]
	return Link(a.X+a.Side/2, a.Y[in], b.X-b.Side/2, b.Y[out], n.pieces)
}

// Thin is by how much the edges into a column are thinner where its tiles, or those before it, are small.
func (n *Network) Thin(layer int) float64 {
	before, side := n.Columns[layer-1].Side, n.Columns[layer].Side
	if side == 0 {
		side = before
	}
	return min(1, max(0.5, min(before, side)/28))
}

// Open tells whether a column has no tiles.
func (n *Network) Open(layer int) bool { return n.Columns[layer].Side == 0 }

// Bias is where the bias of a tile sits: on its lower left corner.
func (n *Network) Bias(layer, unit int) (x, y float64) {
	c := &n.Columns[layer]
	in := min(c.Side*0.05, 2)
	return c.X - c.Side/2 + in, c.Y[unit] + c.Side/2 - in
}

// Numbered says whether there is room for a number below each tile of the column.
func (n *Network) Numbered(layer int) bool {
	c := &n.Columns[layer]
	return len(c.Y) < 2 || c.Gap-c.Side >= n.Numbers
}

// Room is how wide a head over the column may be.
func (n *Network) Room(layer int) float64 {
	room := n.Area.W
	if layer > 0 {
		room = min(room, n.Columns[layer].X-n.Columns[layer-1].X)
	}
	if layer < len(n.Columns)-1 {
		room = min(room, n.Columns[layer+1].X-n.Columns[layer].X)
	}
	return room
}
