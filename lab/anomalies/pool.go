package anomalies

import (
	"fmt"
	"math/rand/v2"
	"slices"

	"github.com/whisker-lab/whisker/lab"
	"github.com/whisker-lab/whisker/lab/sample"
	"github.com/whisker-lab/whisker/nn/data"
)

// pool is points to draw from, as they were measured.
type pool struct {
	sample.Room
	rows            [][]float32 // (features, n)
	x, y            []float32   // (n): where they lie on the plot
	normal, strange []int       // places in these
	flat            [2]line     // what takes features to the plot
	learn           int         // how many of normal are learnt from, 0 where that is for the ratio to say
}

// line is a sum of features, each weighted, and a constant.
type line struct {
	weights []float64 // (features)
	bias    float64
}

// newPool draws so many normal points and strangers at least, or as many as there are.
func newPool(c lab.Config, normals, strangers int, r *rand.Rand) (*pool, error) {
	room, err := sample.Open(c)
	if err != nil {
		return nil, fmt.Errorf("anomalies: %w", err)
	}
	p := &pool{Room: room}
	switch room.Source.Name {
	case lab.OwnName:
		return p, p.own(r)
	case "digits":
		p.table(room.Source.Table, data.DigitPixels, c.Text("sees") == "all", int(c.Number("stranger")), r)
	case "cancer":
		t := room.Source.Table
		p.table(t, len(t.Columns), c.Text("sees") == "all", 1, r)
	case "payments", "cards":
		p.drawn(normals, strangers, r)
	default:
		p.strewn(normals, strangers, r)
	}
	return p, nil
}

// table takes all examples of a table, those of one class as strangers, in an order drawn anew. Only its first columns are
// features of the whole.
func (p *pool) table(t *data.Table, features int, whole bool, stranger int, r *rand.Rand) {
	order := r.Perm(len(t.Class))
	column := func(at int) []float32 {
		row := make([]float32, len(order))
		for i, from := range order {
			row[i] = float32(t.Columns[at].Values[from])
		}
		return row
	}
	var at [2]int
	for i, axis := range p.Source.Axes {
		at[i] = slices.IndexFunc(t.Columns, func(c data.Column) bool { return c.Name == axis.Name })
	}
	p.x, p.y = column(at[0]), column(at[1])
	p.rows = [][]float32{p.x, p.y}
	if whole {
		p.rows = nil
		for f := range features {
			p.rows = append(p.rows, column(f))
		}
	}
	for i, from := range order {
		if t.Class[from] == stranger {
			p.strange = append(p.strange, i)
		} else {
			p.normal = append(p.normal, i)
		}
	}
	p.lay(at)
}

// lay finds what takes features to the plot. A column that is a feature is itself; one that is a principal component is found
// by regression on each, as components have nothing to do with each other.
func (p *pool) lay(at [2]int) {
	for i, shown := range [2][]float32{p.x, p.y} {
		l := &p.flat[i]
		l.weights = make([]float64, len(p.rows))
		switch {
		case len(p.rows) == 2:
			l.weights[i] = 1
			continue
		case at[i] < len(p.rows):
			l.weights[at[i]] = 1
			continue
		}
		middle := mean32(shown)
		var squares float64
		for _, v := range shown {
			squares += (float64(v) - middle) * (float64(v) - middle)
		}
		l.bias = middle
		for f, row := range p.rows {
			for j, v := range row {
				l.weights[f] += float64(v) * (float64(shown[j]) - middle) / squares
			}
			l.bias -= l.weights[f] * mean32(row)
		}
	}
}

func mean32(x []float32) (mean float64) {
	for _, v := range x {
		mean += float64(v) / float64(len(x))
	}
	return mean
}

// drawn makes points until there are enough of both classes.
func (p *pool) drawn(normals, strangers int, r *rand.Rand) {
	for n := max(normals, 25); ; n *= 2 {
		points := p.Source.Generate(n, p.Noise, r)
		p.normal, p.strange = nil, nil
		for i, class := range points.Class {
			if class == 1 {
				p.strange = append(p.strange, i)
			} else {
				p.normal = append(p.normal, i)
			}
		}
		if len(p.normal) >= normals && len(p.strange) >= strangers {
			p.plain(points.X, points.Y)
			return
		}
	}
}

// plain takes the plot's own coordinates as features.
func (p *pool) plain(x, y []float32) {
	p.x, p.y = x, y
	p.rows = [][]float32{x, y}
	p.lay([2]int{0, 1})
}

// fewest is how few normal points of the reader's own will do.
const fewest = 4

// own takes the reader's own points: those of the class that most are of are normal. Every second one is learnt from, so that
// each stays what it is when others come.
func (p *pool) own(r *rand.Rand) error {
	points := p.Source.Generate(0, 0, r)
	counts := make([]int, max(p.Source.Classes, 1))
	for _, class := range points.Class {
		counts[class]++
	}
	usual := 0
	for class, n := range counts {
		if n > counts[usual] {
			usual = class
		}
	}
	var rest []int
	for i, class := range points.Class {
		switch {
		case class != usual:
			p.strange = append(p.strange, i)
		case (len(p.normal)+len(rest))%2 == 0:
			p.normal = append(p.normal, i)
		default:
			rest = append(rest, i)
		}
	}
	p.learn = len(p.normal)
	if p.normal = append(p.normal, rest...); len(p.normal) < fewest {
		return sample.Few{Need: fewest}
	}
	p.plain(points.X, points.Y)
	return nil
}

const (
	apart = 0.3 // from everything normal, in the plane's units: nobody could call a stranger strange that lies among the others
	throw = 40  // tries to find such a place
)

// strewn makes normal points, and strews strangers over the rest of the plane.
func (p *pool) strewn(normals, strangers int, r *rand.Rand) {
	points := p.Source.Generate(normals, p.Noise, r)
	x, y := points.X, points.Y
	for i := range x {
		p.normal = append(p.normal, i)
	}
	for range strangers {
		var u, v float32
		for range throw {
			u, v = float32(0.97*data.Plane*(2*r.Float64()-1)), float32(0.97*data.Plane*(2*r.Float64()-1))
			if !near(x[:normals], y[:normals], u, v) {
				break
			}
		}
		p.strange = append(p.strange, len(x))
		x, y = append(x, u), append(y, v)
	}
	p.plain(x, y)
}

// near tells whether any of some points is.
func near(x, y []float32, u, v float32) bool {
	for i := range x {
		if dx, dy := x[i]-u, y[i]-v; dx*dx+dy*dy < apart*apart {
			return true
		}
	}
	return false
}
