package labtest

import (
	"slices"
	"testing"
	"time"

	"github.com/whisker-lab/whisker/frame"
	"github.com/whisker-lab/whisker/lab"
)

// Do gives a session a message, which must be taken, and returns its state once all steps that were asked for are made.
func Do(t testing.TB, s *lab.Session, do string, with map[string]any) *lab.State {
	t.Helper()
	if err := s.Apply(lab.NewMsg(do, with)); err != nil {
		t.Fatal(err)
	}
	for s.Stepping() {
		s.Advance(time.Second)
	}
	return s.State()
}

// Step makes n steps.
func Step(t testing.TB, s *lab.Session, n int) *lab.State {
	t.Helper()
	return Do(t, s, "step", map[string]any{"n": n})
}

// Picture is the frame of a session.
func Picture(s *lab.Session) *frame.Frame {
	f := &frame.Frame{}
	s.Snapshot(f)
	return f
}

// Array is a copy of an array of a frame, which must be there.
func Array(f *frame.Frame, name string) []float32 { return slices.Clone(f.Array(name).Data) }
