// Package easel holds the run of the lesson Words make pictures: words of a small language become pictures, by flow matching or by a
// generator against a discriminator, and a judge of its own says which of them came out right, of those that were shown and of those that
// never were.
//
// It joins nn/scene and nn/model to a lesson's config and knows nothing of drawing on a screen: it imports neither Ebitengine nor syscall/js.
//
//	lesson.New = func(c lab.Config) (lab.Run, error) { return easel.New(c) }
package easel
