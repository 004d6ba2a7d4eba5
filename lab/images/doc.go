// Package images holds the run of the lesson Images: a convolutional network that learns to read pictures, and all that can be seen
// of it on one picture, drawn or from the set: maps, what a pixel sees, what excites a filter, which pixels decided.
//
// It joins model.CNN to a lesson's config and knows nothing of drawing: it imports neither Ebitengine nor syscall/js.
//
//	lesson.New = func(c lab.Config) (lab.Run, error) { return images.New(c) }
package images
