// Package nn is the neural engine: tensors, layers, losses, optimisers, initialisers and scalers in float32.
//
// It owns what learning needs and nothing of how it is shown: it imports neither syscall/js nor Ebitengine, and it
// never reads a clock. Randomness comes in as a *rand.Rand.
//
// Anything that learns is a [Learner], driven from outside one bounded step at a time:
//
//	for !done {
//		loss, done = learner.Step()
//	}
package nn
