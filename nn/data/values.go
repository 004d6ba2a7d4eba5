package data

import (
	"math"
	"math/rand/v2"
)

// reach is how far from the middle points of the plane are drawn, before noise.
const reach = 2.1

// surface makes a source of a height above every point of the plane.
func surface(name string, noise float64, height func(x, y float64) float64) Source {
	return Source{
		Name: name, Classes: 1, Values: true, Noise: noise,
		Axes: [2]Axis{{"x1", "", -Plane, Plane}, {"x2", "", -Plane, Plane}},
		Generate: func(n int, noise float64, r *rand.Rand) Points {
			p := Points{X: make([]float32, n), Y: make([]float32, n), Class: make([]int, n), Value: make([]float32, n)}
			for i := range n {
				x, y := between(r, -reach, reach), between(r, -reach, reach)
				p.X[i], p.Y[i], p.Value[i] = float32(x), float32(y), float32(height(x, y)+noise*r.NormFloat64())
			}
			return p
		},
	}
}

// curve makes a source of a value for every x. The x lie at even distances, so that few points show the curve too.
func curve(name string, noise float64, value func(x float64) float64) Source {
	return Source{
		Name: name, Classes: 1, Values: true, Curve: true, Noise: noise,
		Axes: [2]Axis{{"x1", "", -Plane, Plane}, {"value", "", -Plane, Plane}},
		Generate: func(n int, noise float64, r *rand.Rand) Points {
			p := Points{X: make([]float32, n), Y: make([]float32, n), Class: make([]int, n), Value: make([]float32, n)}
			for i := range n {
				x := reach * (2*(float64(i)+0.5)/float64(n) - 1)
				p.X[i], p.Value[i] = float32(x), float32(value(x)+noise*r.NormFloat64())
			}
			p.shuffle(r)
			copy(p.Y, p.Value)
			return p
		},
	}
}

// plane rises evenly along a diagonal: one neuron is enough.
func plane(x, y float64) float64 { return (x + y) / (2 * reach) }

// waves is six hills and valleys, a full turn of a sine one way and of a cosine the other.
func waves(x, y float64) float64 { return math.Sin(1.5*x) * math.Cos(1.5*y) }

// line is a wave on a slope.
func line(x float64) float64 { return 0.75*math.Sin(2.2*x) + 0.2*x }
