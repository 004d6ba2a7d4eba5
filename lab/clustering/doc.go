// Package clustering holds the runs of the lesson without labels: points in the plane, a method of package cluster that looks
// for groups among them, and what the views show of both.
//
// It joins a learner of nn/cluster to a lesson's config, keeps the hidden classes for the judging alone, and knows nothing
// of drawing: it imports neither Ebitengine nor syscall/js.
//
//	lesson.New = func(c lab.Config) (lab.Run, error) { return clustering.New(c) }
package clustering
