// Package labtest is what the tests of all runs do with a session: open it from a link with every file on the shelf, give it messages and
// see what comes of them.
//
// It is imported by tests only, and knows no run.
//
//	s := labtest.Open("#l=rivals&samples=60")
//	st := labtest.Step(t, s, 30)
//	points := labtest.Array(labtest.Picture(s), "points")
package labtest
