// Package data holds the data sets: generators of points in the plane, real measurements packed into the binary, the
// features that a network may see of a point, and the split into examples to learn from and examples to be judged by.
//
// It owns no model and imports neither syscall/js nor Ebitengine. Randomness comes in as a *rand.Rand, so that the same
// seed gives the same points. A data set is a function and a line in [All].
//
//	source, _ := data.Find("moons")
//	points := source.Generate(200, source.Noise, rand.New(rand.NewPCG(7, 0)))
//	train, test := data.Split(points.Class, source.Classes, 0.5, true, rand.New(rand.NewPCG(7, 1)))
//	x := data.Features([]data.Feature{data.X1, data.X2}, points.X, points.Y) // (2, 200)
package data
