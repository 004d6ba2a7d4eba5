// Package blame holds the run of the lesson Blame: one example, or a few, going through a small network in slow motion, there and
// back, phase by phase, with every number on the way.
//
// It joins model.Slow to a lesson's config and knows nothing of drawing: it imports neither Ebitengine nor syscall/js.
//
//	lesson.New = func(c lab.Config) (lab.Run, error) { return blame.New(c) }
package blame
