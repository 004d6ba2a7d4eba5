package viz

import (
	"math"

	"github.com/whisker-lab/whisker/frame"
	"github.com/whisker-lab/whisker/viz/heat"
	"github.com/whisker-lab/whisker/viz/layout"
	"github.com/whisker-lab/whisker/viz/shape"
)

// space shows the plane as a layer sees it: a mesh that the network has bent, coloured by what it says, and the points on it.
// It has nothing to show, and its area is another's, where the frame has no such points.
//
// Bind may say bare, 1 where only the mesh and the points are shown, not what is said, in little room; and in, the name that all its
// arrays begin with: points (n, 4) like a plot's, from (n, 2) where they lie on the
// plane, mesh (rows, columns, 3) with what is said there, classes, shares (classes, rows, columns) of what is said, line (3) and
// axes (2, 2). The points' values, those that are
// lit and those that were asked about are a plot's.
type space struct {
	plot
	bare    bool
	from    []float32
	mesh    []float32
	rows    int
	columns int
	classes int
	said    []float32 // (planes, rows, columns): what the network says there
	even    []float32 // the same with borders that can be drawn smoothly
	evener  heat.Evener
	borders [][4]float64
	line    []float32
	axes    []float32
}

func newSpace(bind Bind) View { return &space{plot: plot{bind: bind}, bare: bind["bare"] == "1"} }

// Read implements View.
func (v *space) Read(f *frame.Frame) {
	v.plot.Read(f)
	name := v.bind.name("in", "space") + "/"
	v.field, v.plot.classes, v.named, v.marks = nil, 0, false, marks{}
	v.points, v.from = frame.MarksOf[frame.Point](f, name+"points"), values(f, name+"from")
	v.line, v.axes = values(f, name+"line"), values(f, name+"axes")
	v.span = [4]float64{-1, 1, -1, 1}
	v.mesh, v.rows, v.columns, v.classes = nil, 0, 0, 0
	if a := f.Array(name + "mesh"); a != nil && len(a.Shape) == 3 && a.Shape[2] == 3 && len(a.Data) >= a.Shape[0]*a.Shape[1]*3 {
		v.mesh, v.rows, v.columns = a.Data, a.Shape[0], a.Shape[1]
	}
	if n := at(values(f, name+"classes"), 0); n > 1 && n <= 64 {
		v.classes = int(n)
	}
	if !v.bare {
		v.listen(values(f, name+"shares"))
	}
}

// node is where a place of the mesh has come to lie, kept within the picture.
func (v *space) node(row, column int) (x, y float64) {
	i := 3 * (row*v.columns + column)
	x, y = v.toScreen(float64(v.mesh[i]), float64(v.mesh[i+1]))
	r := v.place.Square
	inside := func(x, lo, hi float64) float64 {
		if !(x > lo) { // nor is what is no number
			return lo
		}
		return min(x, hi)
	}
	return inside(x, r.X, r.Right()), inside(y, r.Y, r.Bottom())
}

// every is how many places of the mesh lie between two of its lines.
const every = 4

// Draw implements View.
func (v *space) Draw(p *Picture, s *Scene) {
	if v.place.Square.Empty() {
		return
	}
	p.Over.Box(v.place.Square, 4, 0, shape.Of(s.Theme.Zero, 1))
	if !v.bare {
		v.cells(p, s)
	}
	v.threads(p, s)
	if !v.bare {
		v.border(p, shape.Of(s.Theme.Ink, 1))
	}
	v.best(p, s)
	p.Over.Box(v.place.Square.Grow(-0.5), 4, 1, shape.Of(s.Theme.LineStrong, 1))
	v.dots(p, s)
	v.asked.draw(&v.plot, p, s)
	v.hovered(p, s)
}

// threads are the lines of the mesh, which were straight and square on the plane; those through its middle are stronger.
func (v *space) threads(p *Picture, s *Scene) {
	stride := 1
	if v.bare {
		stride = 2 // a bend in little room has few corners
	}
	run := func(n, line, lines int, node func(i int) (x, y float64)) {
		wide, ink := 1.0, shape.Of(s.Theme.Ink, 0.28)
		if line == (lines-1)/2 {
			wide, ink = 1.5, shape.Of(s.Theme.Ink, 0.55)
		}
		for from, to := 0, stride; to < n; from, to = to, to+stride {
			for to+stride < n && v.straight(from, to+stride, node) {
				to += stride
			}
			x, y := node(from)
			u, w := node(to)
			if (x != u || y != w) && !v.edge(x, y, u, w) {
				p.Over.Rod(x, y, u, w, wide, ink)
			}
		}
	}
	for r := 0; r < v.rows; r += every {
		run(v.columns, r, v.rows, func(i int) (float64, float64) { return v.node(r, i) })
	}
	for c := 0; c < v.columns; c += every {
		run(v.rows, c, v.columns, func(i int) (float64, float64) { return v.node(i, c) })
	}
}

// edge tells whether a line runs along a side of the picture: it only lies there because it leaves it.
func (v *space) edge(x1, y1, x2, y2 float64) bool {
	r := v.place.Square
	for _, side := range [2]float64{r.X, r.Right()} {
		if x1 == side && x2 == side {
			return true
		}
	}
	for _, side := range [2]float64{r.Y, r.Bottom()} {
		if y1 == side && y2 == side {
			return true
		}
	}
	return false
}

// best is the straight line that parts the points best, dashed.
func (v *space) best(p *Picture, s *Scene) {
	if len(v.line) < 3 {
		return
	}
	a, b, c := float64(v.line[0]), float64(v.line[1]), float64(v.line[2])
	if !finite(a) || !finite(b) || !finite(c) || math.Hypot(a, b) < 1e-6 || math.Abs(c) > 10 {
		return
	}
	// Where it meets the four sides, of which two see it.
	var ends [][2]float64
	for _, side := range [2]float64{-1, 1} {
		if y := -(a*side + c) / b; y >= -1 && y <= 1 {
			ends = append(ends, [2]float64{side, y})
		}
		if x := -(b*side + c) / a; x > -1 && x < 1 {
			ends = append(ends, [2]float64{x, side})
		}
	}
	if len(ends) < 2 {
		return
	}
	x1, y1 := v.toScreen(ends[0][0], ends[0][1])
	x2, y2 := v.toScreen(ends[1][0], ends[1][1])
	curve := layout.Through([][2]float64{{x1, y1}, {x2, y2}})
	p.Over.Dashes(curve, 6, 4, 3.5, shape.Of(s.Theme.Surface, 1))
	p.Over.Dashes(curve, 6, 4, 1.75, shape.Of(s.Theme.Ink2, 1))
}

// Hit implements View: the nearest point, and where it was on the plane.
func (v *space) Hit(x, y float64, touch bool) Target {
	if !v.has(x, y) {
		return Target{}
	}
	i := v.nearest(x, y, touch)
	if i < 0 {
		return Target{}
	}
	said := v.sayPoint(i)
	from := where(float64(at(v.from, 2*i)), float64(at(v.from, 2*i+1)))
	said.Args["x"], said.Args["y"] = from["x"], from["y"]
	return v.point(i, x, y, said)
}

// axisKinds are the kinds of axes by their codes.
var axisKinds = [...]string{"input", "neuron", "output", "component", "spread", "sole"}

// Announce implements View.
func (v *space) Announce(e *Layout) {
	r := v.place.Square
	if r.Empty() {
		return
	}
	if v.bind["id"] == "" {
		e.Plot = &PlotBox{r, v.span}
		v.asked.announce(&v.plot, e)
	}
	if !v.place.Ticked {
		return
	}
	for i := range 2 {
		kind, n := at(v.axes, 2*i), at(v.axes, 2*i+1)
		if !(kind >= 0 && int(kind) < len(axisKinds)) || !(n >= 0 && n < most) {
			continue
		}
		l := Label{v.bind["id"] + "space" + digits(i), r.Right(), r.Bottom() + 3, "r", "t", "stage.space." + axisKinds[int(kind)], Arg{Name: "n", Number: int(n)}, "axis"}
		if i == 1 {
			l.X, l.Y, l.Class = r.X-4, r.Y+1, "axis up"
		}
		e.Labels = append(e.Labels, l)
	}
}
