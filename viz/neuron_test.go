package viz

import (
	"math"
	"math/rand/v2"
	"testing"

	"github.com/whisker-lab/whisker/viz/layout"
	"github.com/whisker-lab/whisker/viz/palette"
)

// What the ledger writes adds up to the digit, and no term is a whole unit away from what it is.
func TestLedgerColumnAddsUp(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 2000 {
		v := ledger{sums: sums{b: []float64{4 * r.NormFloat64()}, w: [][]float64{nil}}}
		sum := v.b[0]
		for range 1 + r.IntN(3) {
			x, w := r.NormFloat64(), 3*r.NormFloat64()
			v.x, v.w[0] = append(v.x, x), append(v.w[0], w)
			sum += x * w
		}
		v.sum = []float64{sum}
		terms, total := v.column(2)
		of := 0.0
		for i, term := range terms {
			exact := v.b[0]
			if i < len(v.x) {
				exact = v.product(i)
			}
			if of += term; math.Abs(term-exact) >= 0.0151 {
				t.Fatalf("a term of %v is written as %v", exact, term)
			}
		}
		if math.Abs(of-total) > 1e-9 || math.Abs(total-sum) > 0.00501 {
			t.Fatalf("%v come to %v, not to %v; the sum is %v", terms, of, total, sum)
		}
	}
}

// Where numbers have left all bounds there is still a picture.
func TestNeuronWithoutNumbers(t *testing.T) {
	inf, nan := math.Inf(1), math.NaN()
	for _, bad := range []float64{inf, nan, -inf, 1e30} {
		s := sums{x: []float64{bad, 1}, raw: []float64{1, 1}, steps: []float64{1, 1}, w: [][]float64{{bad, 1}}, b: []float64{bad}, sum: []float64{bad}, y: []float64{bad}, reach: 6, top: 1}
		for _, v := range []View{&neuron{sums: s}, &ledger{sums: s}, &anatomy{sums: s}} {
			v.Arrange(layout.Rect{W: 600, H: 200}, &Setup{})
			var p Picture
			p.clear(1)
			v.Draw(&p, &Scene{Theme: &p.Theme, Ramp: palette.NewRamp(palette.Colour{}, palette.Colour{}, palette.Colour{})})
			var e Layout
			v.Announce(&e)
			for _, vertex := range p.Over.Vertices {
				if math.IsNaN(float64(vertex.DstX)) || math.IsNaN(float64(vertex.DstY)) || math.Abs(float64(vertex.DstX)) > 1e5 {
					t.Fatalf("%T with %v draws at %v, %v", v, bad, vertex.DstX, vertex.DstY)
				}
			}
			for _, l := range e.Labels {
				if math.IsNaN(l.X + l.Y) {
					t.Fatalf("%T with %v writes %s nowhere", v, bad, l.ID)
				}
			}
		}
	}
}
