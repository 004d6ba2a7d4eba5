package lab

import "github.com/whisker-lab/whisker/nn/data"

// What there is to be learnt of a point.
const (
	OfClasses = "classes" // which class it belongs to
	OfSurface = "surface" // a value, from two coordinates
	OfCurve   = "curve"   // a value, from one
)

// KindOf is what there is to be learnt of a data set's points.
func KindOf(s data.Source) string {
	switch {
	case s.Curve:
		return OfCurve
	case s.Values:
		return OfSurface
	}
	return OfClasses
}
