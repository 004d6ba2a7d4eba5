package descent

import (
	"errors"
	"fmt"
	"math"
	"math/rand/v2"

	"github.com/whisker-lab/whisker/lab"
	"github.com/whisker-lab/whisker/nn/data"
	"github.com/whisker-lab/whisker/nn/surface"
)

// ground is a landscape: the curve that is fitted, what to, and the part of it that is shown.
type ground struct {
	surface.Fit
	span     [4]float64 // of the two parameters: pmin, pmax, qmin, qmax
	from     [2]float64 // where balls start unless they are told
	low      [2]float64 // the lowest place
	lowest   float64    // the loss there
	bend     surface.Bend
	levelled bool // whether the inputs were brought to mean 0 and deviation 1
	measured bool // whether they were measured
}

// Where the lines of generated data come from, and with what each surface begins.
const (
	slope       = 0.75
	offset      = 0.45
	farOffset   = -0.5 // of the valley
	hump        = 1.3  // how far left the higher hump stands
	humpHeight  = 1.2
	rival       = 1.4 // how far right the lower one
	rivalHeight = 0.75
	steepness   = 1.5 // of the two neurons: the first one's weight
	loudness    = 1.2 // and the second one's
)

// The columns of the penguins' table that measured data are taken from, and what brings them to decimetres and kilograms.
const (
	flipper, mass = "flipperlength", "bodymass"
	inDecimetres  = 100.0
	inKilograms   = 1000.0
)

// newGround makes the landscape that a config chooses.
func newGround(c lab.Config) (*ground, error) {
	g, n, noise := &ground{}, int(c.Number("samples")), c.Number("noise")
	r := rand.New(c.Rand("dataseed", forPoints))
	line := func(lo, hi, offset float64) {
		g.strew(n, lo, hi, noise, r, func(x float64) float64 { return slope*x + offset })
	}
	switch c.Text("surface") {
	case "bowl":
		line(0, 2, offset)
		g.span, g.from = [4]float64{-2.5, 3.5, -1.2, 2.8}, [2]float64{-1.6, 1.6}
	case "valley": // all inputs are far from 0, so that slope and offset can hardly be told apart
		line(1, 3, farOffset)
		g.span, g.from = [4]float64{-2.5, 3.5, -1.6, 2.4}, [2]float64{-0.75, 1.7}
	case "minima":
		g.Curve = surface.Hump
		g.strew(n, -2.8, 2.8, noise, r, func(x float64) float64 {
			return surface.Hump.At(-hump, humpHeight, x).Y + surface.Hump.At(rival, rivalHeight, x).Y
		})
		g.span, g.from = [4]float64{-3, 3, -1.5, 2.5}, [2]float64{2.4, 1.9}
	case "saddle": // begun nearly where a ball would roll onto the saddle and stay
		g.Curve = surface.Neuron
		g.strew(n, -2, 2, noise, r, func(x float64) float64 { return surface.Neuron.At(steepness, loudness, x).Y })
		g.span, g.from = [4]float64{-3, 3, -2, 2}, [2]float64{-1.2, 1.75}
	case "data":
		if err := g.measure(c.Lesson().Shelf, n, r); err != nil {
			return nil, err
		}
		g.span, g.from = [4]float64{-3, 9, -7.8, 0.2}, [2]float64{1.5, -0.5}
	}
	if g.Curve == surface.Line && c.Text("scale") == "zscore" {
		g.level()
	}
	g.low[0], g.low[1] = g.Lowest([2]float64{g.span[0], g.span[2]}, [2]float64{g.span[1], g.span[3]})
	g.lowest, g.bend = g.Loss(g.low[0], g.low[1]), g.Bends(g.low[0], g.low[1])
	if g.levelled { // about the middle of another bowl
		x, y := math.Round(2*g.low[0])/2, math.Round(2*g.low[1])/2
		g.span, g.from = [4]float64{x - 3, x + 3, y - 2, y + 2}, [2]float64{x - 2, y + 1.2}
	}
	for i, name := range [...]string{"startx", "starty"} {
		if c.Text(name) != "auto" {
			g.from[i] = c.Number(name)
		}
	}
	return g, nil
}

// strew draws examples about a curve: one in each of n equal parts of the inputs, so that a few are enough.
func (g *ground) strew(n int, lo, hi, noise float64, r *rand.Rand, curve func(x float64) float64) {
	g.X, g.Y = make([]float64, n), make([]float64, n)
	for i := range n {
		g.X[i] = lo + (hi-lo)*(float64(i)+r.Float64())/float64(n)
		g.Y[i] = curve(g.X[i]) + noise*r.NormFloat64()
	}
}

var errMeasured = errors.New("descent: the penguins' table has no flippers or no weights")

// measure takes penguins from the shelf: how long a flipper is, and how heavy its owner.
func (g *ground) measure(shelf data.Shelf, n int, r *rand.Rand) error {
	penguins, ok := data.Find("penguins")
	if !ok {
		return errMeasured
	}
	penguins, err := penguins.Open(shelf)
	if err != nil {
		return fmt.Errorf("descent: %w", err)
	}
	find := func(name string) []float64 {
		for _, c := range penguins.Table.Columns {
			if c.Name == name {
				return c.Values
			}
		}
		return nil
	}
	long, heavy := find(flipper), find(mass)
	if long == nil || heavy == nil {
		return errMeasured
	}
	g.measured = true
	order := r.Perm(len(long))
	for _, i := range order[:min(n, len(order))] {
		g.X, g.Y = append(g.X, long[i]/inDecimetres), append(g.Y, heavy[i]/inKilograms)
	}
	return nil
}

// level brings the inputs to mean 0 and deviation 1.
func (g *ground) level() {
	var mean, square float64
	n := float64(len(g.X))
	for _, x := range g.X {
		mean += x / n
	}
	for _, x := range g.X {
		square += (x - mean) * (x - mean) / n
	}
	deviation := math.Sqrt(square)
	if deviation == 0 {
		deviation = 1
	}
	for i := range g.X {
		g.X[i] = (g.X[i] - mean) / deviation
	}
	g.levelled = true
}

// height is the loss at a place. A line's is a bowl, of which the lowest place and the bends say all.
func (g *ground) height(p, q float64) float64 {
	if g.Curve != surface.Line {
		return g.Loss(p, q)
	}
	p, q = p-g.low[0], q-g.low[1]
	return g.lowest + (g.bend.PP*p*p+2*g.bend.PQ*p*q+g.bend.QQ*q*q)/2
}

// limit is the rate from which on plain gradient descent cannot rest at the lowest place: 2/λ.
func (g *ground) limit() float64 { return 2 / g.bend.Largest() }
