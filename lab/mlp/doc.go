// Package mlp holds the runs of lessons whose data are points in the plane, and what the views show of them: the
// points, what a network makes of every place between them, and the weights in between.
//
// It joins a model of package nn to a lesson's config and knows nothing of drawing: it imports neither Ebitengine nor
// syscall/js.
//
//	lesson.New = func(c lab.Config) (lab.Run, error) { return mlp.NewNet(c) }
package mlp
