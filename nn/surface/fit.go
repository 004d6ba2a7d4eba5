package surface

import (
	"math"

	"github.com/whisker-lab/whisker/nn"
)

// Curve is a model that foretells y from x by two parameters, p and q.
type Curve uint8

// The curves. The loss of a line is a bowl; that of a hump has a dent for every hump of the data; that of two neurons in a row is
// the same for −p, −q, and has a saddle in between.
const (
	Line   Curve = iota // p·x + q
	Hump                // q at x = p, less and less on both sides
	Neuron              // q·tanh(p·x)
)

// Reach is how wide a hump is: at that distance from its top a quarter of its height is left.
const Reach = 1.1

// Jet is the value of a curve with its derivatives by p and q, the first and the second ones.
type Jet struct{ Y, P, Q, PP, PQ, QQ float64 }

// At is the curve at x.
func (c Curve) At(p, q, x float64) Jet {
	switch c {
	case Hump:
		u := (x - p) / Reach
		v := 1 / (1 + u*u)
		lean := 4 * u * v * v * v / Reach
		return Jet{Y: q * v * v, P: q * lean, Q: v * v, PP: 4 * q * v * v * v * (6*u*u*v - 1) / (Reach * Reach), PQ: lean}
	case Neuron:
		t := nn.Tanh(p * x)
		steep := x * (1 - t*t)
		return Jet{Y: q * t, P: q * steep, Q: t, PP: -2 * q * x * t * steep, PQ: steep}
	}
	return Jet{Y: p*x + q, P: x, Q: 1}
}

// Fit is a curve together with the examples that it is to foretell. The loss is the mean of half the squared errors.
type Fit struct {
	Curve Curve
	X, Y  []float64 // (n)
}

// Loss is the height of the landscape.
func (f *Fit) Loss(p, q float64) float64 {
	var sum float64
	for i, x := range f.X {
		e := f.Curve.At(p, q, x).Y - f.Y[i]
		sum += e * e
	}
	return sum / float64(2*len(f.X))
}

// Slope is the gradient of the loss of some of the examples, by their places.
func (f *Fit) Slope(p, q float64, at []int32) (dp, dq float64) {
	for _, i := range at {
		j := f.Curve.At(p, q, f.X[i])
		e := j.Y - f.Y[i]
		dp += e * j.P
		dq += e * j.Q
	}
	n := float64(len(at))
	return dp / n, dq / n
}

// Bend is the Hessian of the loss: how the landscape bends at a place.
type Bend struct{ PP, PQ, QQ float64 }

// Bends is the Hessian at a place, over all examples.
func (f *Fit) Bends(p, q float64) (b Bend) {
	n := float64(len(f.X))
	for i, x := range f.X {
		j := f.Curve.At(p, q, x)
		e := j.Y - f.Y[i]
		b.PP += (j.P*j.P + e*j.PP) / n
		b.PQ += (j.P*j.Q + e*j.PQ) / n
		b.QQ += (j.Q*j.Q + e*j.QQ) / n
	}
	return b
}

// Largest is the larger eigenvalue, the curvature along the steepest way: λ.
func (b Bend) Largest() float64 { return (b.PP+b.QQ)/2 + b.half() }

// Least is the smaller one, below 0 on a saddle.
func (b Bend) Least() float64 { return (b.PP+b.QQ)/2 - b.half() }

func (b Bend) half() float64 {
	d := (b.PP - b.QQ) / 2
	return math.Sqrt(d*d + b.PQ*b.PQ)
}

const (
	columns, rows = 72, 48 // of the places that Lowest begins with
	corrections   = 60     // that it makes at most
)

// Lowest is the lowest place of the landscape: the best of many between lo and hi, and from there on Newton's way down, which is
// one step for a line and may leave that part of the plane.
func (f *Fit) Lowest(lo, hi [2]float64) (p, q float64) {
	least := math.Inf(1)
	for r := range rows {
		for c := range columns {
			x, y := lo[0]+(hi[0]-lo[0])*(float64(c)+0.5)/columns, lo[1]+(hi[1]-lo[1])*(float64(r)+0.5)/rows
			if v := f.Loss(x, y); v < least {
				least, p, q = v, x, y
			}
		}
	}
	all := make([]int32, len(f.X))
	for i := range all {
		all[i] = int32(i)
	}
	for range corrections {
		dp, dq := f.Slope(p, q, all)
		b := f.Bends(p, q)
		det := b.PP*b.QQ - b.PQ*b.PQ
		x, y := p-dp, q-dq // where Newton knows no way, straight down
		if b.Least() > 1e-12*b.Largest() {
			x, y = p-(b.QQ*dp-b.PQ*dq)/det, q-(b.PP*dq-b.PQ*dp)/det
		}
		v := f.Loss(x, y)
		for halves := 0; !(v < least) && halves < 20; halves++ {
			x, y = (x+p)/2, (y+q)/2
			v = f.Loss(x, y)
		}
		if !(v < least) {
			break
		}
		least, p, q = v, x, y
	}
	return p, q
}
