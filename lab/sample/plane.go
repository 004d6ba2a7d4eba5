package sample

import (
	"fmt"
	"math"

	"github.com/whisker-lab/whisker/nn"
	"github.com/whisker-lab/whisker/nn/data"
)

// Span is the part of the plane that is shown: xmin, xmax, ymin, ymax.
func (r *Room) Span() [4]float64 { return r.span }

// Named tells whether what is plotted has a name of its own.
func (r *Room) Named() bool { return r.named }

// Reaching is the room with so much of the plane shown each way from its middle.
func (r Room) Reaching(far float64) Room {
	r.span = [4]float64{-far, far, -far, far}
	return r
}

// Place is the middle of a column and a row of the plane as side×side places, the first row at the top.
func (r *Room) Place(side, column, row int) (x, y float64) {
	s := &r.span
	across, down := (float64(column)+0.5)/float64(side), (float64(row)+0.5)/float64(side)
	return s[0] + across*(s[1]-s[0]), s[3] - down*(s[3]-s[2])
}

// A picture that moves is reckoned at a quarter of the places, or fewer where a network is large: with as many products as this.
const movingProducts = 1 << 22

// leastSide is how many places there are each way at least: with fewer a border between them could not be told from another.
const leastSide = 32

// Side is at how many places each way what networks make of the plane is to be reckoned: at most of them while it is looked at in
// peace. While it moves a quarter of the places is enough, and leaves the time to learn; or fewer, where one place takes so many
// products that they would not be there in time for the next picture.
func Side(most, products int, moves bool) int {
	if !moves {
		return most
	}
	fits := int(math.Sqrt(movingProducts/float64(max(products, 1)))) &^ 15
	return max(min(fits, most/2), min(leastSide, most/2))
}

// InTime tells whether so many places of so many products are there in time for the next picture of something that moves.
func InTime(places, products int) bool { return places*products <= movingProducts }

// Onto scales what is shown to −reach…reach.
func (r *Room) Onto(reach float64) *nn.Scaler {
	s := &nn.Scaler{}
	for _, a := range r.Source.Axes {
		s.Centre, s.Spread = append(s.Centre, (a.Min+a.Max)/2), append(s.Spread, (a.Max-a.Min)/(2*reach))
	}
	return s
}

// Standardise brings points to mean 0 and deviation 1, and shows so many deviations each way. What is plotted then is no longer
// what the axes are called.
func (r *Room) Standardise(p data.Points, reach float64) error {
	for _, row := range [2][]float32{p.X, p.Y} {
		s, err := nn.NewScaler("zscore", row, 1, len(row))
		if err != nil {
			return fmt.Errorf("standardise: %w", err)
		}
		s.Apply(row, row, len(row))
	}
	r.span, r.named = [4]float64{-reach, reach, -reach, reach}, false
	return nil
}
