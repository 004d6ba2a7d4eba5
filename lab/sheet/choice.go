package sheet

import (
	"slices"

	"github.com/whisker-lab/whisker/lab/own"
	"github.com/whisker-lab/whisker/nn/data"
)

// Choice is which columns of a table are taken: −1 for none. Without a what, y is a value over x.
type Choice struct {
	X      int  `json:"x"`
	Y      int  `json:"y"`
	What   int  `json:"what"`
	Values bool `json:"values"` // what is a value, not a class
}

// oftenEach is how often each number comes, if it stands for a class.
const oftenEach = 10

// guess chooses columns: what tells a few things apart for the classes, else the last numbers for a value, and the first two
// columns of numbers besides. What only numbers the rows is taken where there is nothing else.
func (s *sheet) guess() Choice {
	c := Choice{-1, -1, -1, false}
	var numeric, order []int
	for i, k := range s.kinds {
		switch distinct := s.distinct(i, own.MostClasses); {
		case k.order:
			order = append(order, i)
		case k.numbers:
			numeric = append(numeric, i)
		case distinct >= 2 && distinct <= own.MostClasses:
			c.What = i
		}
	}
	if len(numeric) < 2 {
		numeric = append(order, numeric...)
	}
	if c.What < 0 && len(numeric) > 2 {
		c.What, c.Values = numeric[len(numeric)-1], true
		for at, i := range slices.Backward(numeric) {
			distinct := s.distinct(i, own.MostClasses)
			last := at == len(numeric)-1 // where classes usually are
			if distinct >= 2 && distinct <= own.MostClasses && distinct < len(s.rows) && (last || oftenEach*distinct <= len(s.rows)) {
				c.What, c.Values = i, false
				break
			}
		}
	}
	for _, i := range numeric {
		switch {
		case i == c.What:
		case c.X < 0:
			c.X = i
		case c.Y < 0:
			c.Y = i
		}
	}
	return c
}

// kind is what there is to be learnt of what was chosen.
func (c Choice) kind() string {
	switch {
	case c.What < 0:
		return data.OfCurve
	case c.Values:
		return data.OfSurface
	}
	return data.OfClasses
}
