package viz

import (
	"math"

	"github.com/whisker-lab/whisker/frame"
	"github.com/whisker-lab/whisker/viz/layout"
	"github.com/whisker-lab/whisker/viz/shape"
)

// dendrogram is the tree of which groups were merged into which, from the bottom up, and the height at which it is cut.
//
// Slots: tree, a table with a row a merge: x and height of one part, of the other, the height of the merge, from 0 to 1, and
// the class whose colour it has; tree/cut, the height of the cut and what height 1 is. A frame without a tree has none.
//
// Heights are drawn by their square roots: the last merges are so much higher than all others that one would see only them.
type dendrogram struct {
	bind  Bind
	there bool
	tree  []float32
	cut   []float32
	chart layout.Rect
}

func newDendrogram(bind Bind) View { return &dendrogram{bind: bind} }

// Read implements View.
func (v *dendrogram) Read(f *frame.Frame) {
	name := v.bind.name("tree", "tree")
	v.there, v.tree, v.cut = f.Array(name) != nil, values(f, name), values(f, v.bind.name("cut", "tree/cut"))
}

// Arrange implements View.
func (v *dendrogram) Arrange(area layout.Rect, _ *Setup) {
	v.chart = layout.Rect{}
	if v.there && !area.Empty() {
		numbers := 0.0
		for _, t := range v.ticks() {
			numbers = max(numbers, wide(t.text))
		}
		v.chart = layout.Chart(area, numbers, 0)
		v.chart.W = max(area.Right()-v.chart.X-16, 1) // no names at its right
	}
}

func (v *dendrogram) toScreen(x, height float64) (float64, float64) {
	r := v.chart
	return r.X + min(max(x, 0), 1)*r.W, r.Bottom() - math.Sqrt(min(max(height, 0), 1))*r.H
}

// Draw implements View.
func (v *dendrogram) Draw(p *Picture, s *Scene) {
	r := v.chart
	if r.Empty() {
		return
	}
	p.Under.Line(r.X, r.Bottom(), r.Right(), r.Bottom(), 1, shape.Of(s.Theme.LineStrong, 1))
	// Where branches stand closer than they are wide they would run into one block.
	width := min(max(r.W/float64(len(v.tree)/6+1), 0.6), 1.25)
	rows(v.tree, 6, func(_ int, row []float64) {
		ink := shape.Of(markColour(s.Theme, float32(row[5])), 1)
		x1, y1 := v.toScreen(row[0], row[1])
		x2, y2 := v.toScreen(row[2], row[3])
		_, top := v.toScreen(0, row[4])
		p.Over.Rod(x1, y1, x1, top, width, ink)
		p.Over.Rod(x2, y2, x2, top, width, ink)
		p.Over.Rod(x1, top, x2, top, width, ink)
	})
	if height := float64(at(v.cut, 0)); len(v.cut) > 0 && finite(height) {
		_, y := v.toScreen(0, height)
		y = math.Round(y) + 0.5
		for x := r.X; x < r.Right(); x += 4.5 {
			p.Over.Line(x, y, x+1.5, y, 1, shape.Of(s.Theme.Nose, 1))
		}
	}
}

// Hit implements View: it is only read.
func (v *dendrogram) Hit(x, y float64, touch bool) Target { return Target{} }

// Announce implements View.
func (v *dendrogram) Announce(e *Layout) {
	r := v.chart
	if r.Empty() {
		return
	}
	put := e.putter("tree.", 0.5)
	for i, t := range v.ticks() {
		_, y := v.toScreen(0, t.at/float64(v.cut[1]))
		put("y"+digits(i), r.X-7, y, "r", "m", "stage.tick", worded(t.text), "tick")
	}
	put("yname", r.X, r.Y-4, "l", "b", "stage.axis.curve.height", Arg{}, "axis")
	put("xname", r.Right(), r.Bottom()+6, "r", "t", "stage.axis.points", Arg{}, "axis")
}

// ticks are the heights that have a number, where somebody says how high the tree is.
func (v *dendrogram) ticks() (all []numbered) {
	if top := float64(at(v.cut, 1)); top > 0 && finite(top) {
		heights := layout.Ticks(0, top, 4)
		for _, t := range heights {
			all = append(all, numbered{t, tick(t, heights[len(heights)-1]/float64(max(len(heights)-1, 1)))})
		}
	}
	return all
}
