// Package deep holds the run of the lesson A hundred layers: the same thin layers stacked plainly and with shortcuts, and the same number
// of weights as one wide layer. The depth that is looked at learns first, then a few others, for the curve of right answers against depth.
//
// It joins model.Deep to a lesson's config and knows nothing of drawing: it imports neither Ebitengine nor syscall/js.
//
//	lesson.New = func(c lab.Config) (lab.Run, error) { return deep.New(c) }
package deep
