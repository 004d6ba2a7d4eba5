// Package window holds the run of the lesson A small window: a kernel of a few numbers that slides over a picture, what it finds
// everywhere, and what ReLU and pooling keep of that.
//
// It joins the convolution and the pooling of package kernel to a lesson's config. It knows nothing of drawing: it imports neither
// Ebitengine nor syscall/js.
//
//	lesson.New = func(c lab.Config) (lab.Run, error) { return window.New(c) }
package window
