package lessons_test

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"github.com/whisker-lab/whisker/frame"
	"github.com/whisker-lab/whisker/lab"
	"github.com/whisker-lab/whisker/lab/lessons"
)

// However few points of one's own there are, a lesson shows them, says what is missing and refuses nothing; with enough of them it
// learns.
func TestFewOwnPoints(t *testing.T) {
	all, tried := lessons.All(), 0
	for _, lesson := range all {
		s, err := lab.Open(all, "#l="+lesson.ID+"&data=own")
		if err != nil || s.State().Panels.Own == nil {
			continue
		}
		tried++
		t.Run(lesson.ID, func(t *testing.T) {
			try := func(do string, fields map[string]any) {
				t.Helper()
				if err := s.Apply(lab.NewMsg(do, fields)); err != nil {
					t.Fatalf("%s %v: %v", do, fields, err)
				}
			}
			try("points", map[string]any{"clear": true})
			if key := s.State().Narrator.Key; key != "narrator.points.none" {
				t.Errorf("without points it says %s", key)
			}
			for n := range 13 {
				if n > 0 {
					try("points", map[string]any{"add": []any{[]any{float64(n%5) - 2, float64(n%3) - 1, float64(n / 9)}}})
				}
				st := s.State()
				if st.Panels.Own.N != n || !st.Panels.Own.Linked || lab.New(all, st.Link).State().Panels.Own.N != n {
					t.Errorf("%d points are %d, or %s does not hold them", n, st.Panels.Own.N, st.Link)
				}
				try("step", map[string]any{"n": 2})
				s.Advance(20 * time.Millisecond)
				if key := s.State().Narrator.Key; n == 0 && !strings.HasPrefix(key, "narrator.points") && key != "narrator.groups.nobody" {
					t.Errorf("without points it says %s after a step", key)
				}
				try("play", nil)
				s.Advance(20 * time.Millisecond)
				try("pause", nil)
				var picture frame.Frame
				s.Snapshot(&picture)
				if shown := picture.Array("points"); n > 0 && (shown == nil || len(shown.Data) == 0) {
					t.Errorf("%d points are not shown", n)
				}
				var saved bytes.Buffer
				if err := s.Save(&saved); err != nil {
					t.Fatal(err)
				}
				if _, err := lab.Restore(all, &saved); err != nil {
					t.Errorf("%d points are not restored: %v", n, err)
				}
				try("reset", nil)
			}
			try("step", map[string]any{"n": 3})
			if s.Advance(time.Second); s.State().Step != 3 {
				t.Errorf("twelve points are not learnt from: step %d, %v", s.State().Step, s.State().Narrator)
			}
		})
	}
	if tried < 4 {
		t.Errorf("%d lessons take points of one's own", tried)
	}
}
