package lab

import (
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/whisker-lab/whisker/nn/data"
)

// Own is data that the reader drew or brought. It is a value: an edit makes another one. Coordinates are whole numbers of steps
// across what is shown, so that what a link holds is what was learnt from, to the bit.
type Own struct {
	kind   string
	table  *table // of measurements; nil for what was drawn, on the plane of the generated data
	points []ownPoint
}

// table says what measurements are called and how far they reach.
type table struct {
	axes    []string // across, upright, and for a surface the value
	classes []string
	span    [][2]float32 // of each axis, the first less than the second
}

// ownPoint is a point in steps. What is unused is 0.
type ownPoint struct {
	x, y, value uint16
	class       uint8
}

const (
	// MostOwn is how many points a reader may have.
	MostOwn = 2000
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

// Kind is what there is to be learnt of the points.
func (o *Own) Kind() string { return o.kind }

// Len is how many points there are.
func (o *Own) Len() int { return len(o.points) }

// Equal tells whether both hold the same points in the same order.
func (o *Own) Equal(p *Own) bool { return o.String() == p.String() }

// bits is how fine coordinates are.
func (o *Own) bits() int {
	if o.table != nil {
		return tableBits
	}
	return drawnBits
}

// span is how far an axis reaches: 0 across, 1 upright, 2 the value of a surface.
func (o *Own) span(axis int) [2]float32 {
	switch {
	case o.table != nil && axis < len(o.table.span):
		return o.table.span[axis]
	case axis == 2:
		return drawnValue
	}
	return drawnSpan
}

// step is a coordinate in steps; what lies outside is brought to the edge.
func (o *Own) step(axis int, v float64) uint16 {
	span, last := o.span(axis), float64(int(1)<<o.bits()-1)
	share := (v - float64(span[0])) / (float64(span[1]) - float64(span[0]))
	return uint16(math.Round(min(max(share, 0), 1) * last))
}

// at is a coordinate out of steps.
func (o *Own) at(axis int, step uint16) float64 {
	span, last := o.span(axis), float64(int(1)<<o.bits()-1)
	return float64(span[0]) + (float64(span[1])-float64(span[0]))*float64(step)/last
}

// classes is how many classes the points are of, at least two: whoever draws the second one has them.
func (o *Own) classes() int {
	if o.kind != OfClasses {
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
func (o *Own) Value() (lo, hi float64) {
	axis := 1
	if o.kind == OfSurface {
		axis = 2
	}
	span := o.span(axis)
	return float64(span[0]), float64(span[1])
}

// Source is the points as a data set, all of them and always the same.
func (o *Own) Source() data.Source {
	s := data.Source{
		Name: "own", Classes: o.classes(), Values: o.kind != OfClasses, Curve: o.kind == OfCurve, Real: true, Max: MostOwn,
		Generate: func(int, float64, *rand.Rand) data.Points { return o.data() },
	}
	names := [2]string{data.X1.String(), data.X2.String()}
	if o.kind == OfCurve {
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

func (o *Own) data() data.Points {
	n := len(o.points)
	p := data.Points{X: make([]float32, n), Y: make([]float32, n), Class: make([]int, n)}
	if o.kind != OfClasses {
		p.Value = make([]float32, n)
	}
	for i, q := range o.points {
		p.X[i], p.Y[i], p.Class[i] = float32(o.at(0, q.x)), float32(o.at(1, q.y)), int(q.class)
		switch o.kind {
		case OfSurface:
			p.Value[i] = float32(o.at(2, q.value))
		case OfCurve:
			p.Value[i] = p.Y[i]
		}
	}
	return p
}

// with is the same with other points.
func (o *Own) with(points []ownPoint) *Own { return &Own{o.kind, o.table, points} }

// curveStep is how far apart the points of a curve that is drawn lie, in units of the plane.
const curveStep = 0.08

// add appends points of rows x, y and what: a class, or a value for a surface. A new point of a curve takes the place of those
// above and below it. Fewer are added where there is no room for all.
func (o *Own) add(rows [][]float64) *Own {
	points := slices.Clone(o.points)
	for _, r := range rows {
		p := ownPoint{x: o.step(0, r[0]), y: o.step(1, r[1])}
		switch o.kind {
		case OfClasses:
			p.class = uint8(r[2])
		case OfSurface:
			p.value = o.step(2, r[2])
		case OfCurve:
			points = slices.DeleteFunc(points, func(q ownPoint) bool { return abs(int(q.x)-int(p.x)) < o.beside() })
		}
		if len(points) < MostOwn {
			points = append(points, p)
		}
	}
	return o.with(points)
}

// beside is how many steps to either side of a point of a curve belong to it.
func (o *Own) beside() int { return int(curveStep / 2 / (2 * data.Plane) * float64(int(1)<<o.bits())) }

func abs(v int) int { return max(v, -v) }

// remove takes points away. The last ones come into their places, so that the others stay where they are in the order, which
// decides what is kept back to be judged by.
func (o *Own) remove(at []int) *Own {
	points, at := slices.Clone(o.points), slices.Clone(at)
	slices.Sort(at)
	for _, i := range slices.Backward(slices.Compact(at)) {
		points[i] = points[len(points)-1]
		points = points[:len(points)-1]
	}
	return o.with(points)
}

// within are the places of the points in an ellipse.
func (o *Own) within(x, y, rx, ry float64) (at []int) {
	for i, p := range o.points {
		if math.Hypot((o.at(0, p.x)-x)/rx, (o.at(1, p.y)-y)/ry) <= 1 {
			at = append(at, i)
		}
	}
	return at
}

// named brings a text of the reader's to what can stand at an axis: one line, short, and without the marks that the page's
// words know.
func named(text string) string {
	var b strings.Builder
	runes := 0
	for _, r := range strings.ToValidUTF8(text, "") {
		if unicode.IsSpace(r) {
			r = ' '
		}
		if !unicode.IsPrint(r) || strings.ContainsRune("*[]{}", r) {
			continue
		}
		if runes++; runes > nameRunes {
			break
		}
		b.WriteRune(r)
	}
	return strings.Join(strings.Fields(b.String()), " ")
}

// isNamed tells whether a text is one that named leaves as it is.
func isNamed(text string) bool { return utf8.ValidString(text) && named(text) == text }
