// Package moredata holds the run of the lesson More data: the same network learns from 10 examples, then from 20, and so on to
// 2,000, each time from several starts, and what share of its own and of new examples it gets right makes the learning curve.
//
// It joins model.MLP to a lesson's config and knows nothing of drawing: it imports neither Ebitengine nor syscall/js.
//
//	lesson.New = func(c lab.Config) (lab.Run, error) { return moredata.New(c) }
package moredata
