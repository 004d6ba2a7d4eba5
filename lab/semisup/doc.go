// Package semisup holds the run of the lesson in which labels are erased: the same points, a few labels, and four ways to answer
// for all the others, next to a network that has nothing but those labels.
//
// It joins the learners of nn/semi to a lesson's config and knows nothing of drawing: it imports neither Ebitengine nor
// syscall/js.
//
//	lesson.New = func(c lab.Config) (lab.Run, error) { return semisup.New(c) }
package semisup
