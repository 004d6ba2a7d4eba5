package viz

import (
	"math"

	"github.com/whisker-lab/whisker/viz/layout"
	"github.com/whisker-lab/whisker/viz/shape"
)

// anatomy is a nerve cell in line art, with as many other cells that speak to it as there are inputs. Its synapses are the weights:
// their colour is the sign, their size how much it counts. When it fires, the ends of its axon are full. Slots: those of sums.
type anatomy struct {
	sums
	area  layout.Rect
	k     float64    // px a unit of the drawing
	zero  [2]float64 // its upper left
	plain bool       // with fewer words, where there is less room
	limbs []limb
}

// limb is a stroke that becomes thinner, in units of the drawing.
type limb struct {
	curve    layout.Curve
	from, to float64
}

func newAnatomy(bind Bind) View { return &anatomy{sums: sums{bind: bind}} }

// The drawing is so many units wide and high, its body lies there, and words stand above and below it.
const (
	cellW, cellH = 600.0, 176.0
	somaX, somaY = 296.0, 92.0
	somaR        = 25.0
	tipX         = 128.0 // where a dendrite ends
	boutonX      = 116.0 // and where the other cell does
	contour      = 1.35
)

// Arrange implements View.
func (v *anatomy) Arrange(area layout.Rect, _ *Setup) {
	v.area, v.limbs = layout.Rect{}, nil
	if area.Empty() || !v.there() {
		return
	}
	v.area, v.k = area, min(area.W/cellW, area.H/cellH)
	v.zero, v.plain = [2]float64{area.X + (area.W-v.k*cellW)/2, area.Y + (area.H-v.k*cellH)/2}, v.k < 0.75
	for i := range v.x {
		v.dendrite(v.level(i))
	}
	v.grow(12, 4, [4][2]float64{{290, 72}, {288, 52}, {298, 40}, {290, 16}})
	v.grow(5, 3, [4][2]float64{{293, 42}, {300, 32}, {310, 28}, {318, 14}})
	v.grow(12, 4, [4][2]float64{{292, 112}, {290, 132}, {300, 148}, {292, 168}})
	v.grow(5, 3, [4][2]float64{{296, 148}, {304, 158}, {312, 160}, {322, 168}})
	v.grow(20, 8, [4][2]float64{{316, somaY}, {345, somaY}, {360, somaY}, {385, somaY}})
	v.grow(8, 8, [4][2]float64{{380, somaY}, {420, somaY}, {470, somaY}, {505, somaY}})
	for _, end := range v.ends() {
		v.grow(7, 5, [4][2]float64{{500, somaY}, {520, somaY}, {524, end[1]}, {end[0], end[1]}})
	}
}

// level is how high the i-th of the cells lies that speak to this one.
func (v *anatomy) level(i int) float64 {
	n := len(v.x)
	if n == 1 {
		return somaY
	}
	return 50 + 84*float64(i)/float64(n-1)
}

// ends are where the axon ends: at the next cells.
func (v *anatomy) ends() [3][2]float64 {
	return [3][2]float64{{556, somaY - 40}, {562, somaY}, {556, somaY + 40}}
}

// dendrite reaches from the body to where another cell ends, with two twigs.
func (v *anatomy) dendrite(y float64) {
	lean := math.Copysign(1, y-somaY)
	if y == somaY {
		lean = 0.4
	}
	v.grow(17, 5, [4][2]float64{{280, somaY + 10*lean}, {240, somaY + 12*lean}, {215, y}, {tipX, y}})
	along := func(share float64) float64 { return (1-share)*(somaY+11*lean) + share*y } // how high it is there
	v.grow(6, 3.5, [4][2]float64{{214, along(0.6)}, {196, y + 2*lean}, {184, y + 15*lean}, {152, y + 16*lean}})
	v.grow(6, 3.5, [4][2]float64{{206, along(0.7)}, {190, y - 6*lean}, {176, y - 15*lean}, {146, y - 14*lean}})
	// The other cell's axon.
	v.grow(6, 5, [4][2]float64{{0, y - 3}, {40, y - 4}, {70, y + 3}, {boutonX - 4, y}})
}

// grow adds a limb along a cubic.
func (v *anatomy) grow(from, to float64, c [4][2]float64) {
	const pieces = 14
	run := make([][2]float64, pieces+1)
	for i := range run {
		t := float64(i) / pieces
		u := 1 - t
		for d := range 2 {
			run[i][d] = u*u*u*c[0][d] + 3*u*u*t*c[1][d] + 3*u*t*t*c[2][d] + t*t*t*c[3][d]
		}
		run[i] = v.at(run[i][0], run[i][1])
	}
	v.limbs = append(v.limbs, limb{layout.Through(run), from * v.k, to * v.k})
}

// at is a place of the drawing in CSS pixels.
func (v *anatomy) at(x, y float64) [2]float64 {
	return [2]float64{v.zero[0] + x*v.k, v.zero[1] + y*v.k}
}

// Draw implements View.
func (v *anatomy) Draw(p *Picture, s *Scene) {
	if v.area.Empty() {
		return
	}
	ink, paper := shape.Of(s.Theme.Ink, 1), shape.Of(s.Theme.Zero, 1)
	soma, r := v.at(somaX, somaY), somaR*v.k
	// Drawn twice, ink and then paper, so that the outline is that of the whole.
	for _, pass := range []struct {
		wider float64
		ink   shape.Ink
	}{{2 * contour, ink}, {0, paper}} {
		for _, l := range v.limbs {
			p.Over.Taper(l.curve, l.from+pass.wider, l.to+pass.wider, pass.ink)
		}
		p.Over.Disc(soma[0], soma[1], r+pass.wider/2, 0, pass.ink)
	}
	for i := range 3 { // the sheath of the axon
		at := v.at(396+36*float64(i), somaY)
		box := layout.Rect{X: at[0], Y: at[1] - 9*v.k, W: 32 * v.k, H: 18 * v.k}
		p.Over.Box(box, 8*v.k, 0, paper)
		p.Over.Box(box, 8*v.k, contour, ink)
	}
	p.Over.Disc(soma[0], soma[1], 12*v.k, contour, ink)
	full := paper
	if v.fires == 1 {
		full = ink
	}
	p.Over.Disc(soma[0], soma[1], 7*v.k, 0, full)
	for _, end := range v.ends() {
		at := v.at(end[0], end[1])
		p.Over.Disc(at[0], at[1], 7.5*v.k, 0, full)
		p.Over.Disc(at[0], at[1], 7.5*v.k, contour, ink)
	}
	for i := range v.x {
		w, at := v.w[v.lit][i], v.at(boutonX, v.level(i))
		radius := (4 + 1.5*min(math.Abs(w), 2.4)) * max(v.k, 0.8)
		if !finite(radius) {
			radius = 4
		}
		p.Over.Disc(at[0], at[1], radius, 0, shape.Of(s.Theme.Sign(float32(w)), 1))
		p.Over.Disc(at[0], at[1], radius, contour, ink)
	}
	for _, n := range v.names() {
		from, to := v.at(n.x, n.y+7), v.at(n.toX, n.toY)
		p.Over.Line(from[0], from[1], to[0], to[1], 1, shape.Of(s.Theme.Ink3, 1))
	}
}

// named is a word of the drawing, and what it points at.
type named struct {
	word           string
	x, y, toX, toY float64
}

func (v *anatomy) names() []named {
	first := v.level(0)
	all := []named{
		{"synapse", boutonX, 16, boutonX, first - 10}, {"body", 376, 26, 317, somaY - 18}, {"axon", 448, 52, 448, somaY - 11},
		{"dendrites", 206, 16, 214, first + 2}, {"next", 556, 22, 556, somaY - 50},
	}
	if v.plain {
		return all[:3]
	}
	return all
}

// Hit implements View: it is only read.
func (v *anatomy) Hit(x, y float64, touch bool) Target { return Target{} }

// Announce implements View.
func (v *anatomy) Announce(e *Layout) {
	if v.area.Empty() {
		return
	}
	put := e.putter("anatomy.", 1)
	for _, n := range v.names() {
		at := v.at(n.x, n.y)
		put(n.word, at[0], at[1], "c", "m", "stage.anatomy."+n.word, Arg{}, "at-cap")
	}
	if v.plain {
		return
	}
	foot := v.at(0, cellH)
	put("colours", foot[0], foot[1]-2, "l", "b", "stage.anatomy.colours", Arg{}, "at-cap")
	for i := range v.x {
		at := v.at(0, v.level(i)-9)
		put("other"+digits(i), at[0], at[1], "l", "b", "stage.anatomy.other", Arg{}, "at-cap")
	}
}
