// Package cat is a small network that learns what a cat is from a few drawings: the shipped ones, and the reader's own.
//
// It owns which drawings are shown to it and which are kept from it, their shaken copies, what it says of a drawing and why, and how
// far a few unseen drawings can be trusted to judge it. It must not know of pages and stages.
//
//	run, err := cat.New(config)
//	run.Step()
//	run.Report(state)
package cat
