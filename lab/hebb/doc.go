// Package hebb holds the run of the lesson Hebb: cells that learn without a teacher from points in the plane, beside the
// principal components, or the centres of k-means, that they are to find.
//
// It joins model.Hebbian to a lesson's config and knows nothing of drawing: it imports neither Ebitengine nor syscall/js.
//
//	lesson.New = func(c lab.Config) (lab.Run, error) { return hebb.New(c) }
package hebb
