// Package lessons declares the lessons, one in each file, and lists them in All in the order in which they are taught.
//
// It owns names, ranges, defaults and the choice of views, and no arithmetic: what learns is made by package mlp and its
// like. It imports neither Ebitengine nor syscall/js.
//
//	s := lab.New(lessons.All(), "#l=layers")
package lessons
