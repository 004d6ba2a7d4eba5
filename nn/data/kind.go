package data

// What there is to be learnt of a point.
const (
	OfClasses = "classes" // which class it belongs to
	OfSurface = "surface" // a value, from two coordinates
	OfCurve   = "curve"   // a value, from one
)

// Kind is what there is to be learnt of a source's points.
func (s Source) Kind() string {
	switch {
	case s.Curve:
		return OfCurve
	case s.Values:
		return OfSurface
	}
	return OfClasses
}
