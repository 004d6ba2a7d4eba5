package own

import (
	"math"
	"math/rand/v2"
	"slices"

	"github.com/whisker-lab/whisker/nn/data"
)

// Points are data that the reader drew or brought. They are a value: an edit makes another one. Coordinates are whole numbers of steps
// across what is shown, so that what a link holds is what was learnt from, to the bit.
type Points struct {
	kind   string
	table  *table // of measurements; nil for what was drawn, on the plane of the generated data
	points []point
}

// table says what measurements are called and how far they reach.
type table struct {
	axes    []string // across, upright, and for a surface the value
	classes []string
	span    [][2]float32 // of each axis, the first less than the second
}

// point is a point in steps. What is unused is 0.
type point struct {
	x, y, value uint16
	class       uint8
}

// Name is the data set that the reader makes.
const Name = "own"

const (
	// Most is how many points a reader may have.
	Most = 2000
	// MostClasses is how many classes have a colour and a shape of their own.
	MostClasses = 6

	drawnBits = 12 // some sixteen steps to a pixel
	tableBits = 16
	nameRunes = 40 // of an axis or a class
)

var (
	drawnSpan  = [2]float32{-data.Plane, data.Plane}
	drawnValue = [2]float32{-1, 1}
)

// Empty are no points of a kind yet, to be drawn.
func Empty(kind string) *Points { return &Points{kind: kind} }

// Kind is what there is to be learnt of the points.
func (o *Points) Kind() string { return o.kind }

// Len is how many points there are.
func (o *Points) Len() int { return len(o.points) }

// Equal tells whether both hold the same points in the same order.
func (o *Points) Equal(p *Points) bool { return o.String() == p.String() }

// Measured tells whether they are out of a table, which names axes and classes.
func (o *Points) Measured() bool { return o.table != nil }

// Classes are the names of the classes of a table, none of what was drawn.
func (o *Points) Classes() []string {
	if o.table == nil {
		return nil
	}
	return slices.Clone(o.table.classes)
}

// Counts is how many points there are of each class.
func (o *Points) Counts() []int {
	n := make([]int, o.classes())
	for _, p := range o.points {
		n[p.class]++
	}
	return n
}

// bits is how fine coordinates are.
func (o *Points) bits() int {
	if o.table != nil {
		return tableBits
	}
	return drawnBits
}

// span is how far an axis reaches: 0 across, 1 upright, 2 the value of a surface.
func (o *Points) span(axis int) [2]float32 {
	switch {
	case o.table != nil && axis < len(o.table.span):
		return o.table.span[axis]
	case axis == 2:
		return drawnValue
	}
	return drawnSpan
}

// step is a coordinate in steps; what lies outside is brought to the edge.
func (o *Points) step(axis int, v float64) uint16 {
	span, last := o.span(axis), float64(int(1)<<o.bits()-1)
	share := (v - float64(span[0])) / (float64(span[1]) - float64(span[0]))
	return uint16(math.Round(min(max(share, 0), 1) * last))
}

// at is a coordinate out of steps.
func (o *Points) at(axis int, step uint16) float64 {
	span, last := o.span(axis), float64(int(1)<<o.bits()-1)
	return float64(span[0]) + (float64(span[1])-float64(span[0]))*float64(step)/last
}

// classes is how many classes the points are of, at least two: whoever draws the second one has them.
func (o *Points) classes() int {
	if o.kind != data.OfClasses {
		return 1
	}
	k := 2
	for _, p := range o.points {
		k = max(k, int(p.class)+1)
	}
	if o.table != nil {
		k = max(k, len(o.table.classes))
	}
	return k
}

// Value is the smallest and the largest value that there may be.
func (o *Points) Value() (lo, hi float64) {
	axis := 1
	if o.kind == data.OfSurface {
		axis = 2
	}
	span := o.span(axis)
	return float64(span[0]), float64(span[1])
}

// Source is the points as a data set, all of them and always the same.
func (o *Points) Source() data.Source {
	s := data.Source{
		Name: Name, Classes: o.classes(), Values: o.kind != data.OfClasses, Curve: o.kind == data.OfCurve, Real: true, Max: Most,
		Generate: func(int, float64, *rand.Rand) data.Points { return o.data() },
	}
	names := [2]string{data.X1.String(), data.X2.String()}
	if o.kind == data.OfCurve {
		names[1] = "value"
	}
	if o.table != nil {
		names = [2]string(o.table.axes[:2])
		s.Names = o.table.classes
	}
	for i := range s.Axes {
		span := o.span(i)
		s.Axes[i] = data.Axis{Name: names[i], Min: float64(span[0]), Max: float64(span[1])}
	}
	return s
}

func (o *Points) data() data.Points {
	n := len(o.points)
	p := data.Points{X: make([]float32, n), Y: make([]float32, n), Class: make([]int, n)}
	if o.kind != data.OfClasses {
		p.Value = make([]float32, n)
	}
	for i, q := range o.points {
		p.X[i], p.Y[i], p.Class[i] = float32(o.at(0, q.x)), float32(o.at(1, q.y)), int(q.class)
		switch o.kind {
		case data.OfSurface:
			p.Value[i] = float32(o.at(2, q.value))
		case data.OfCurve:
			p.Value[i] = p.Y[i]
		}
	}
	return p
}

// Sketch is a few of the points, about n of them, spread over all: x and y from −1 to 1, and the class or, for values, the value
// from −1 to 1.
func (o *Points) Sketch(n int) [][3]float64 {
	most := float64(uint(1)<<o.bits() - 1)
	share := func(v uint16) float64 { return math.Round(100*(2*float64(v)/most-1)) / 100 }
	var few [][3]float64
	for i := 0; i < len(o.points); i += max(1, len(o.points)/max(n, 1)) {
		p := o.points[i]
		what := float64(p.class)
		if o.kind != data.OfClasses {
			what = share(p.value)
		}
		few = append(few, [3]float64{share(p.x), share(p.y), what})
	}
	return few
}
