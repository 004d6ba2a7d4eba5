// Package data holds the data sets: generators of points in the plane, real measurements on a shelf that whoever
// wants them fills, the features that a network may see of a point, and the split into examples to learn from and examples to be
// judged by.
//
// It owns no model and imports neither syscall/js nor Ebitengine. Randomness comes in as a *rand.Rand, so that the same
// seed gives the same points. A data set is a function and a line in [All]. It holds no file: those of the site lie in nn/data/packed.
//
//	source, _ := data.Find("moons")
//	source, err := source.Open(shelf) // where it was measured, and the file may not be there
//	points := source.Generate(200, source.Noise, rand.New(rand.NewPCG(7, 0)))
//	train, test := data.Split(points.Class, source.Classes, 0.5, true, rand.New(rand.NewPCG(7, 1)))
//	x := data.Features([]data.Feature{data.X1, data.X2}, points.X, points.Y) // (2, 200)
package data
