// Package features holds the run that shows what each layer of a network makes of the plane: the plane bent layer by layer, and
// for each neuron the points that excite it most.
//
// The network, its learning and the pictures of its hidden spaces are package mlp's; what is looked at is this one's. It imports
// neither Ebitengine nor syscall/js.
//
//	lesson.New = func(c lab.Config) (lab.Run, error) { return features.New(c) }
package features
