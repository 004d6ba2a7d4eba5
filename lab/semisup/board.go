package semisup

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strconv"

	"github.com/whisker-lab/whisker/lab"
	"github.com/whisker-lab/whisker/lab/sample"
	"github.com/whisker-lab/whisker/nn"
	"github.com/whisker-lab/whisker/nn/data"
	"github.com/whisker-lab/whisker/nn/semi"
)

// What randomness is drawn for, so that one seed gives unrelated numbers for each.
const (
	forPoints = iota + 1
	forLabels
	forWeights
	forOrder
	forBreak
)

// mostClasses is how many classes have a colour and a shape of their own. Of the digits these are 0 to 5.
const mostClasses = 6

// board is the points with all their classes, of which those who learn are told only the labels.
type board struct {
	sample.Room
	points   data.Points // as they were measured
	classes  int
	label    []int32 // (n), semi.None where it was erased
	labelled int
	broken   string // the assumption that does not hold, empty for none

	scale *nn.Scaler // of the two coordinates, found from all points: that they are there is known
	x     []float32  // (2, n), scaled
}

// newBoard draws the points and erases their labels.
func newBoard(c lab.Config) (*board, error) {
	room, err := sample.Open(c)
	if err != nil {
		return nil, fmt.Errorf("semisup: %w", err)
	}
	b := &board{Room: room, classes: min(room.Source.Classes, mostClasses)}
	b.points = draw(room.Source, b.classes, int(c.Number("samples")), room.Noise, rand.New(c.Rand("dataseed", forPoints)))
	if what := c.Text("break"); what != "none" {
		b.broken = what
		if b.points, err = semi.Break(what, b.points, b.classes, rand.New(c.Rand("dataseed", forBreak))); err != nil {
			return nil, fmt.Errorf("semisup: %w", err)
		}
	}
	n := b.points.Len()
	b.label = semi.Erase(b.points.Class, b.classes, c.Number("labels"), rand.New(c.Rand("dataseed", forLabels)))
	for _, l := range b.label {
		if l != semi.None {
			b.labelled++
		}
	}
	b.x = slices.Concat(b.points.X, b.points.Y)
	if b.scale, err = nn.NewScaler("zscore", b.x, 2, n); err != nil {
		return nil, fmt.Errorf("semisup: %w", err)
	}
	b.scale.Apply(b.x, b.x, n)
	return b, nil
}

// draw returns n points, or all there are, of the first classes of a source.
func draw(s data.Source, classes, n int, noise float64, r *rand.Rand) data.Points {
	if classes == s.Classes {
		return s.Generate(n, noise, r)
	}
	all := s.Generate(s.Max, noise, r)
	var kept []int
	for i, c := range all.Class {
		if c < classes && len(kept) < n {
			kept = append(kept, i)
		}
	}
	return all.Pick(kept)
}

// rows are the points as a graph takes them, (n, 2).
func (b *board) rows() *nn.Tensor {
	n := b.points.Len()
	t := nn.NewTensor(n, 2)
	for i := range n {
		t.Data[2*i], t.Data[2*i+1] = b.x[i], b.x[n+i]
	}
	return t
}

// names are what the classes are called, nil where they have only numbers. Digits are.
func (b *board) names() []string {
	if b.Source.Name != "digits" {
		return b.Source.Names
	}
	names := make([]string, b.classes)
	for c := range names {
		names[c] = strconv.Itoa(c)
	}
	return names
}

// report says what the points are.
func (b *board) report(s *lab.State) {
	b.Report(s, b.names())
	s.Panels.Data.Classes = b.classes
	s.Put("labelled", float64(b.labelled))
	s.Put("points", float64(b.points.Len()))
}

// shown tells whether a point lies in the part of the plane that is shown.
func (b *board) shown(i int) bool {
	s, x, y := b.Span(), float64(b.points.X[i]), float64(b.points.Y[i])
	return x >= s[0] && x <= s[1] && y >= s[2] && y <= s[3]
}

// grid is the plane as side×side places, row by row from the top, scaled: (2, side²).
func (b *board) grid(side int) []float32 {
	n := side * side
	x := make([]float32, 2*n)
	for row := range side {
		for column := range side {
			u, v := b.Place(side, column, row)
			x[row*side+column], x[n+row*side+column] = float32(u), float32(v)
		}
	}
	b.scale.Apply(x, x, n)
	return x
}
