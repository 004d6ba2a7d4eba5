//go:build goexperiment.simd && !js

// Experiments take thousands of steps, which are asked of the fastest build alone: the others have its bits, and the page runs them too.

package lessons_test

import (
	"errors"
	"fmt"
	"reflect"
	"testing"
	"time"

	"github.com/whisker-lab/whisker/lab"
	"github.com/whisker-lab/whisker/lab/lessons"
	"github.com/whisker-lab/whisker/nn/data"
	"github.com/whisker-lab/whisker/nn/data/packed"
)

// Every question is answered by its experiment, whatever was guessed, as its lesson says: its numbers are pinned by its seeds. What an
// experiment needs of measured data it asks for when it is begun, not on its way.
func TestTries(t *testing.T) {
	all := packed.Shelf()
	for _, l := range lessons.On(all) {
		if n := len(l.Tries); n < 3 || n > 5 {
			t.Errorf("%s: %d questions; want three to five", l.ID, n)
		}
		if n := len(l.Essential); n == 0 || n > 5 {
			t.Errorf("%s: %d essential controls; want one to five", l.ID, n)
		}
		for i, try := range l.Tries {
			t.Run(l.ID+"/"+try.ID, func(t *testing.T) {
				t.Parallel()
				shelf := data.Shelf{}
				var s *lab.Session
				bringing(t, shelf, all, func() (err error) {
					s, err = lab.Open(lessons.On(shelf), "#l="+l.ID)
					return err
				})
				apply(t, s, fmt.Sprintf(`{"do":"try","at":%d}`, i), `{"do":"step","n":3}`)
				before := s.State()
				guess := fmt.Sprintf(`{"do":"try","at":%d,"guess":"unsure"}`, i)
				bringing(t, shelf, all, func() error { return s.Apply(message(t, guess)) })
				for n := 0; s.State().Playing; n++ {
					if n > 1e4 {
						t.Fatal("it does not come to an end")
					}
					apply(t, s, `{"do":"try","what":"skip"}`)
					s.Advance(time.Second)
				}
				st := s.State()
				if p := st.Panels.Trial; p.Phase != "told" || p.Answer != try.Right {
					t.Errorf("%s: %q; want %q; metrics %v, before %v", p.Phase, p.Answer, try.Right, st.Metrics, p.Was)
				}
				apply(t, s, `{"do":"try","what":"again"}`)
				if st := s.State(); st.Step != before.Step || st.Link != before.Link || !reflect.DeepEqual(st.Metrics, before.Metrics) {
					t.Errorf("again: %s at step %d; want %s at step %d", st.Link, st.Step, before.Link, before.Step)
				}
			})
		}
	}
}

// bringing does something again for as long as it lacks a file, which is brought.
func bringing(t *testing.T, shelf, all data.Shelf, do func() error) {
	t.Helper()
	for {
		err := do()
		missing, lacks := errors.AsType[data.Missing](err)
		if !lacks {
			if err != nil {
				t.Fatal(err)
			}
			return
		}
		if shelf[missing.File] != nil || all[missing.File] == nil {
			t.Fatalf("%s is asked for twice, or is not there", missing.File)
		}
		shelf[missing.File] = all[missing.File]
	}
}
