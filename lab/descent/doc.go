// Package descent holds the run of the lesson Downhill: a model with two parameters whose whole loss is drawn as a landscape, and
// three balls that walk down it from the same place on the same data. One looks at all examples before each step, one at a few of
// them, one at a single one.
//
// It joins package surface and nn.Optimiser to a lesson's config and knows nothing of drawing: it imports neither Ebitengine nor
// syscall/js.
//
//	lesson.New = func(c lab.Config) (lab.Run, error) { return descent.New(c) }
package descent
