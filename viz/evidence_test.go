package viz_test

import (
	"math"
	"testing"

	"github.com/whisker-lab/whisker/frame"
	"github.com/whisker-lab/whisker/viz"
)

// slope is a signed field whose border is straight, from side to side.
func slope(name string) frame.Array {
	a := frame.Array{Name: name, Shape: []int{1, 16, 16}, Data: make([]float32, 256)}
	for i := range a.Data {
		a.Data[i] = (float32(i%16)*0.4 + float32(i/16) - 9) / 16
	}
	return a
}

func TestEvidenceIsInsideThePlot(t *testing.T) {
	b, blank := plots(t, slope("plot"))
	box := b.layout().Plot.Grow(2)
	outside := func(p *viz.Picture) (n int) {
		for _, i := range p.Over.Indices {
			if v := p.Over.Vertices[i]; !box.Has(float64(v.DstX), float64(v.DstY)) {
				n++
			}
		}
		return n
	}
	ring := make([]float32, 0, 400)
	for i := range 100 { // leaves the plane on all sides
		p, q := float64(i)/50*math.Pi, float64(i+1)/50*math.Pi
		ring = append(ring, float32(5+6*math.Cos(p)), float32(5+6*math.Sin(p)), float32(5+6*math.Cos(q)), float32(5+6*math.Sin(q)))
	}
	for name, arrays := range map[string][]frame.Array{
		"lit": {table("plot/evidence", 1, 1)}, "before": {table("plot/before", 4, ring...)},
	} {
		t.Run(name, func(t *testing.T) {
			_, p := plots(t, append(arrays, slope("plot"))...)
			if len(p.Over.Indices) <= len(blank.Over.Indices) {
				t.Fatal("nothing is drawn")
			}
			if got, want := outside(p), outside(blank); got != want {
				t.Errorf("%d corners lie outside the plot, %d without the line", got, want)
			}
		})
	}
	for name, arrays := range map[string][]frame.Array{
		"not lit": {table("plot/evidence", 1, 0)}, "another plot's": {table("other/evidence", 1, 1)},
		"no numbers": {table("plot/before", 4, float32(math.NaN()), 1, 2, float32(math.Inf(1)))}, "less than a piece": {table("plot/before", 3, 1, 2, 3)},
	} {
		if _, p := plots(t, append(arrays, slope("plot"))...); len(p.Over.Indices) != len(blank.Over.Indices) {
			t.Errorf("%s: something is drawn", name)
		}
	}
}

// Dots go on from piece to piece, in whatever order and way round these come.
func TestDotsGoOnAlongTheLine(t *testing.T) {
	dots := func(pieces ...float32) int {
		_, p := plots(t, slope("plot"), table("plot/before", 4, pieces...))
		return len(p.Over.Vertices)
	}
	none, one := dots(), dots(1, 5, 9, 5)
	var many []float32
	for i := range 80 {
		x, y := 1+float32(i*37%80)/10, float32(5)
		piece := []float32{x, y, 1 + float32(i*37%80+1)/10, y}
		if i%3 == 0 {
			piece[0], piece[2] = piece[2], piece[0]
		}
		many = append(many, piece...)
	}
	// A dash has two vertices more at each point that it passes.
	if got := dots(many...); got-none > 2*(one-none) || got < one {
		t.Errorf("%d vertices in eighty pieces, %d in one", got-none, one-none)
	}
	if one == none {
		t.Error("there are no dots")
	}
}
