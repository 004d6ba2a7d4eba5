// Package neuron holds the run of the lesson A neuron: one neuron, or a few side by side, whose inputs, weights and bias can be set
// by hand, and that learns the rows of a small table.
//
// It joins model.Neuron to a lesson's config and owns the tables. It knows nothing of drawing: it imports neither Ebitengine nor
// syscall/js.
//
//	lesson.New = func(c lab.Config) (lab.Run, error) { return neuron.New(c) }
package neuron
