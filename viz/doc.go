// Package viz owns what the stage shows and how it answers the pointer: the views, what can be pressed and dragged in them,
// and the events for the page. A view is a file and a line in Kinds: the stage and the pointer know none by name. It knows
// package frame and nothing of models, and makes a Picture of triangles and pixels that package
// paint hands to Ebitengine. It must not import Ebitengine or syscall/js, so all of it is tested without a display.
//
//	stage := viz.New(func(event any) { … })
//	err := stage.Setup(setup)         // JSON from the page
//	seq, err := stage.Show(frame)     // bytes from the engine
//	picture, again := stage.Draw(now) // nil when there is nothing new to draw
package viz
