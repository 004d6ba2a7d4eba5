// Package labtest is what the tests of all runs do with a session: give it messages and see what comes of them.
//
// It is imported by tests only, and knows no run and no lesson.
//
//	st := labtest.Step(t, s, 30)
//	points := labtest.Array(labtest.Picture(s), "points")
package labtest
