// Package own holds the points that a reader draws or brings: what can be done to them, their form in links, and the cat that they
// begin with.
//
// It owns their precision, so that what a link holds is what was learnt from, to the bit. It knows of no session and no message:
// package lab imports it, and it imports nothing of the lab.
//
//	points := own.Example(data.OfClasses)
//	edit := own.Edit{Add: [][]float64{{0.5, -1, 1}}}
//	points, err := edit.Apply(points)
//	again, err := own.Parse(points.String())
package own
