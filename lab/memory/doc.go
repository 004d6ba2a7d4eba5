// Package memory holds the run of the lesson Remember: a network with a loop, or one that only sees a few steps, learns to answer what it
// can only know from long ago. It shows the same network step by step: its state, its gates, and how much of the blame comes back.
//
// It joins nn's recurrent layers to a lesson's config and knows nothing of drawing: it imports neither Ebitengine nor syscall/js.
//
//	lesson.New = func(c lab.Config) (lab.Run, error) { return memory.New(c) }
package memory
