package data

import (
	"math"
	"math/rand/v2"
	"slices"
)

// Points are examples with two features that are plotted.
type Points struct {
	X, Y  []float32
	Class []int     // 0…classes−1
	Value []float32 // to be foretold instead, where Source.Values is set; nil elsewhere
}

// Len is the number of points.
func (p Points) Len() int { return len(p.X) }

// Coordinates are all x and then all y, (2, n): feature by feature, as networks and scalers take them.
func (p Points) Coordinates() []float32 {
	return append(append(make([]float32, 0, 2*len(p.X)), p.X...), p.Y...)
}

// Pick returns the points at the given places, in that order.
func (p Points) Pick(at []int) Points {
	q := Points{X: make([]float32, len(at)), Y: make([]float32, len(at)), Class: make([]int, len(at))}
	for i, from := range at {
		q.X[i], q.Y[i], q.Class[i] = p.X[from], p.Y[from], p.Class[from]
	}
	if p.Value != nil {
		q.Value = make([]float32, len(at))
		for i, from := range at {
			q.Value[i] = p.Value[from]
		}
	}
	return q
}

// shuffle puts the points into another order.
func (p Points) shuffle(r *rand.Rand) {
	r.Shuffle(p.Len(), func(i, j int) {
		p.X[i], p.X[j] = p.X[j], p.X[i]
		p.Y[i], p.Y[j] = p.Y[j], p.Y[i]
		p.Class[i], p.Class[j] = p.Class[j], p.Class[i]
		if p.Value != nil {
			p.Value[i], p.Value[j] = p.Value[j], p.Value[i]
		}
	})
}

// Source is one data set.
type Source struct {
	Name    string
	Classes int      // 1 where nothing is told apart: all points are of class 0
	Values  bool     // regression: what is learnt is Points.Value, about −1…1
	Curve   bool     // of Values: X alone tells the value, and Y is the value again, as it is drawn
	Real    bool     // measured, not generated
	File    string   // the packed file of what was measured, empty elsewhere; such a source gives points once it is opened
	Table   *Table   // what the file holds, once it is opened
	Noise   float64  // customary
	Max     int      // how many points there are, 0 for as many as are asked for
	Axes    [2]Axis  // of X and Y
	Log     bool     // X and Y are logarithms to base 10 of what their axes are called
	Names   []string // of the classes, as keys for a table of words; nil where they have none
	// Rule is what tells two classes apart, were there no noise: above 0 for class 1, and 0 on the border. nil where nobody knows.
	Rule func(x, y float64) float64
	// Generate returns n points, or all where there are fewer, shuffled. Noise moves them: normally, by a standard
	// deviation of noise, or of that share of the feature's own for real data. Where Values is set it moves the values.
	Generate func(n int, noise float64, r *rand.Rand) Points

	sum     uint32 // of the file
	plotted [2]int // which columns are X and Y
}

// Axis says what a plotted feature is.
type Axis struct {
	Name     string // key for a table of words
	Unit     string // empty where it has none
	Min, Max float64
}

// Plane is how far the plane of generated data reaches from its middle.
const Plane = 2.4

// All lists the data sets in the order in which they are offered. For two classes 0 is minus and 1 is plus.
var All = []Source{
	ruled(generated("circle", 2, 0.1, circle), circleRule),
	ruled(generated("xor", 2, 0, xor), xorRule),
	ruled(generated("gauss", 2, 0.1, gauss), gaussRule),
	ruled(generated("spiral", 2, 0, spiral), spiralRule),
	ruled(generated("moons", 2, 0.1, moons), moonsRule),
	generated("blobs", 3, 0.1, blobs),
	ruled(generated("rings", 2, 0.1, rings), ringsRule),
	generated("pinwheel", 5, 0, pinwheel),
	generated("stretched", 3, 0, stretched),
	generated("long", 1, 0.1, long),
	generated("round", 1, 0.1, round),
	merged(generated("uneven", 10, 0, uneven), 0, 0, 0, 0, 0, 0, 1, 1, 2, 2),
	generated("uniform", 1, 0, uniform),
	generated("eight", 8, 0.1, eight),
	generated("pair", 2, 0.15, pair),
	generated("ring", 1, 0.08, ring),
	generated("streak", 1, 0.08, streak),
	surface("plane", 0.1, plane),
	surface("waves", 0.1, waves),
	curve("line", 0.1, line),
	irisSource(),
	digitsSource(),
	cancerSource(),
	paymentsSource(),
	cardsSource(),
	penguinsSource(),
}

// Find returns the data set of that name.
func Find(name string) (Source, bool) {
	for _, s := range All {
		if s.Name == name {
			return s, true
		}
	}
	return Source{}, false
}

// generated makes a source of a function that returns one point of a class, i of n of that class.
func generated(name string, classes int, noise float64, point func(class, i, n int, r *rand.Rand) (x, y float64)) Source {
	return Source{
		Name: name, Classes: classes, Noise: noise,
		Axes: [2]Axis{{"x1", "", -Plane, Plane}, {"x2", "", -Plane, Plane}},
		Generate: func(n int, noise float64, r *rand.Rand) Points {
			p := Points{X: make([]float32, n), Y: make([]float32, n), Class: make([]int, n)}
			for i := range n {
				class := i % classes
				x, y := point(class, i/classes, (n-class+classes-1)/classes, r)
				p.X[i], p.Y[i], p.Class[i] = float32(x+noise*r.NormFloat64()), float32(y+noise*r.NormFloat64()), class
			}
			p.shuffle(r)
			return p
		},
	}
}

// ruled is a source of which the rule is known.
func ruled(s Source, rule func(x, y float64) float64) Source {
	s.Rule = rule
	return s
}

// merged makes classes of different sizes: into says what class each of a source's becomes.
func merged(s Source, into ...int) Source {
	apart := s.Generate
	s.Classes = slices.Max(into) + 1
	s.Generate = func(n int, noise float64, r *rand.Rand) Points {
		p := apart(n, noise, r)
		for i, c := range p.Class {
			p.Class[i] = into[c]
		}
		return p
	}
	return s
}

// polar is the point at a radius and an angle.
func polar(radius, angle float64) (x, y float64) {
	return radius * math.Cos(angle), radius * math.Sin(angle)
}

// between draws evenly from lo…hi.
func between(r *rand.Rand, lo, hi float64) float64 { return lo + (hi-lo)*r.Float64() }

// circle is a disc of plus inside a ring of minus.
func circle(class, _, _ int, r *rand.Rand) (x, y float64) {
	angle := between(r, 0, 2*math.Pi)
	if class == 1 {
		return polar(between(r, 0, 1), angle)
	}
	return polar(between(r, 1.5, 2.1), angle)
}

// xor is four squares; plus is where both coordinates have the same sign.
func xor(class, i, _ int, r *rand.Rand) (x, y float64) {
	x, y = between(r, 0.15, 2.1), between(r, 0.15, 2.1)
	if i%2 == 1 {
		x, y = -x, -y
	}
	if class == 0 {
		y = -y
	}
	return x, y
}

// gauss is two round clouds on a diagonal.
func gauss(class, _, _ int, r *rand.Rand) (x, y float64) {
	at := float64(2*class - 1)
	return at + 0.45*r.NormFloat64(), at + 0.45*r.NormFloat64()
}

// spiral is two arms that turn one and three quarters of a turn around each other.
func spiral(class, i, n int, _ *rand.Rand) (x, y float64) {
	along := (float64(i) + 0.5) / float64(n)
	return polar(2.15*along, -along*3.5*math.Pi-math.Pi*float64(class)+math.Pi/2)
}

// moons is two half circles that reach into each other.
func moons(class, _, _ int, r *rand.Rand) (x, y float64) {
	x, y = polar(1.35, between(r, 0, math.Pi))
	if class == 1 {
		return x + 0.65, -y + 0.4
	}
	return x - 0.65, y - 0.4
}

// blobs is three round clouds.
func blobs(class, _, _ int, r *rand.Rand) (x, y float64) {
	x, y = polar(1.3, math.Pi/2+2*math.Pi/3*float64(class))
	return x + 0.35*r.NormFloat64(), y + 0.35*r.NormFloat64()
}

// rings is a thin ring of plus inside a thin ring of minus.
func rings(class, _, _ int, r *rand.Rand) (x, y float64) {
	radius := 1.9
	if class == 1 {
		radius = 0.9
	}
	return polar(radius, between(r, 0, 2*math.Pi))
}

// pinwheel is five clouds drawn out from the middle and bent: Johnson et al. (2016), section 2.
func pinwheel(class, _, _ int, r *rand.Rand) (x, y float64) {
	out, side := 1.2+0.35*r.NormFloat64(), 0.1*r.NormFloat64()
	angle := 2*math.Pi/5*float64(class) + 0.75*(out-1.2)
	sin, cos := math.Sincos(angle)
	return out*cos - side*sin, out*sin + side*cos
}

// stretched is three clouds, drawn out along one diagonal so far that the nearest middle is often another cloud's.
func stretched(class, _, _ int, r *rand.Rand) (x, y float64) {
	along, across := 0.8*r.NormFloat64(), 0.12*r.NormFloat64()
	at := 0.85 * float64(class-1)
	return (along+across)*math.Sqrt2/2 - at*0.7, (along-across)*math.Sqrt2/2 + at*0.7
}

// long is one cloud, drawn out along a line that rises by two for every three.
func long(_, _, _ int, r *rand.Rand) (x, y float64) {
	along, across := 0.95*r.NormFloat64(), 0.3*r.NormFloat64()
	sin, cos := 2/math.Sqrt(13), 3/math.Sqrt(13)
	return along*cos - across*sin, along*sin + across*cos
}

// round is one cloud, as wide in every direction.
func round(_, _, _ int, r *rand.Rand) (x, y float64) {
	return 0.75 * r.NormFloat64(), 0.75 * r.NormFloat64()
}

// uneven is a wide cloud of six tenths of the points and two dense ones of two tenths each, close to it.
func uneven(lot, _, _ int, r *rand.Rand) (x, y float64) {
	switch {
	case lot < 6:
		return -0.7 + 0.65*r.NormFloat64(), 0.65 * r.NormFloat64()
	case lot < 8:
		return 1.45 + 0.14*r.NormFloat64(), 0.7 + 0.14*r.NormFloat64()
	}
	return 1.45 + 0.14*r.NormFloat64(), -0.7 + 0.14*r.NormFloat64()
}

// uniform is a square without any structure.
func uniform(_, _, _ int, r *rand.Rand) (x, y float64) {
	return between(r, -reach, reach), between(r, -reach, reach)
}
