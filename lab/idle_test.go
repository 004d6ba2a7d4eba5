package lab_test

import (
	"errors"
	"fmt"
	"testing"
	"time"

	"github.com/whisker-lab/whisker/lab"
)

// pupil is a toy that is right ever more often, cannot be of size 2.5, and has something to work out besides.
type pupil struct {
	*toy
	left   int // pieces of work
	spared int // of these while it learnt
}

func (p *pupil) Judge() (loss, accuracy float64) { return 0, p.weight / 100 }

func (p *pupil) Idle(learning bool) bool {
	if p.left == 0 {
		return false
	}
	if p.left--; learning {
		p.spared++
	}
	return true
}

// taught is a lesson of a pupil, and the pupil.
func taught(metrics ...lab.Metric) (*lab.Lesson, **pupil) {
	l, newest := toys()[1], new(*pupil)
	l.Metrics = metrics
	l.Controls = append(l.Controls, lab.Control{Name: "blocks", Kind: lab.Blocks, Default: "8x5p2", Effect: lab.Rebuild},
		lab.Control{Name: "speed", Kind: lab.Select, Role: lab.RoleSpeed, Default: "max", Options: []string{"max"}, Effect: lab.Live})
	l.New = func(c lab.Config) (lab.Run, error) {
		if c.Text("size") == "2.5" {
			return nil, lab.Refusal{Line: lab.Line{Key: "narrator.toobig", Args: map[string]any{"size": 2.5}}}
		}
		run, err := newToy(c)
		if err != nil {
			return nil, err
		}
		*newest = &pupil{toy: run.(*toy), left: 40}
		if c.Compared() {
			(*newest).left = 7
		}
		return *newest, nil
	}
	return l, newest
}

// While nothing learns there is something to do until all is worked out; while it learns, one piece at a time.
func TestIdle(t *testing.T) {
	l, p := taught()
	s := lab.New([]*lab.Lesson{l}, "")
	if s.Wait() >= 0 {
		t.Error("nobody knows yet of something to do, and it does not wait")
	}
	for n := 0; ; n++ {
		s.Advance(time.Second)
		if s.Wait() < 0 {
			break
		}
		if n > 100 {
			t.Fatal("it does not come to an end")
		}
	}
	if (*p).left != 0 || (*p).spared != 0 || !s.Stale() {
		t.Errorf("%d pieces are left, %d while it learnt, stale %v", (*p).left, (*p).spared, s.Stale())
	}
	(*p).left = 3
	apply(t, s, `{"do":"step","n":1000000}`)
	s.Advance(time.Microsecond)
	if !s.Stepping() || (*p).left != 2 || (*p).spared != 1 {
		t.Errorf("stepping %v; %d pieces left, %d while it learnt", s.Stepping(), (*p).left, (*p).spared)
	}
}

// What cannot be is said, and nothing else changes.
func TestRefusal(t *testing.T) {
	l, _ := taught()
	s := lab.New([]*lab.Lesson{l}, "#l=other&by=2&size=2.5")
	if st := s.State(); st.Link != "#l=other" || st.Narrator.Key != "narrator.toobig" {
		t.Errorf("a link to it opens %s and says %+v", st.Link, st.Narrator)
	}
	apply(t, s, `{"do":"set","name":"by","value":3}`)
	err := s.Apply(lab.NewMsg("set", map[string]any{"name": "size", "value": "2.5"}))
	var no lab.Refusal
	if !errors.As(err, &no) || no.Args["size"] != 2.5 {
		t.Fatalf("error %v", err)
	}
	if st := s.State(); st.Link != "#l=other&by=3" || st.Narrator.Key != "narrator.toobig" {
		t.Errorf("%s says %+v", st.Link, st.Narrator)
	}
}

// The stopwatch goes while it learns, for those lessons that ask for it, and stops at the answer that makes 95 of 100.
func TestStopwatch(t *testing.T) {
	asked := lab.Metric{Name: "secondsTo95"}
	for _, tt := range []struct {
		name    string
		metrics []lab.Metric
		by      float64
		want    bool
	}{{"asked for", []lab.Metric{asked}, 1, true}, {"not asked for", nil, 1, false}, {"it stays wrong", []lab.Metric{asked}, 0, false}} {
		t.Run(tt.name, func(t *testing.T) {
			l, p := taught(tt.metrics...)
			s := lab.New([]*lab.Lesson{l}, "")
			apply(t, s, fmt.Sprintf(`{"do":"set","name":"by","value":%v}`, tt.by))
			apply(t, s, `{"do":"play"}`)
			began := time.Now()
			for n := 0; (*p).at < 200 && n < 1000; n++ {
				s.Advance(time.Millisecond)
			}
			took, there := s.State().Metrics["secondsTo95"]
			if there != tt.want || took > time.Since(began).Seconds() || there && took <= 0 {
				t.Errorf("%v s (%v) of %v", took, there, time.Since(began))
			}
			apply(t, s, `{"do":"reset"}`)
			if _, still := s.State().Metrics["secondsTo95"]; still {
				t.Error("after a new beginning it is there still")
			}
		})
	}
	l, _ := taught(asked)
	l.New = func(c lab.Config) (lab.Run, error) {
		return &pupil{toy: &toy{weight: 99, by: 1}}, nil
	}
	s := lab.New([]*lab.Lesson{l}, "")
	apply(t, s, `{"do":"play"}`)
	s.Advance(5 * time.Millisecond)
	if took, there := s.State().Metrics["secondsTo95"]; there {
		t.Errorf("one that was right from the start took %v s", took)
	}
}

func TestBlocks(t *testing.T) {
	l, p := taught()
	for link, want := range map[string]string{
		"blocks=16x3vs2": "#l=other&blocks=16x3s2v", "blocks=8x5p2": "#l=other", "blocks=": "#l=other&blocks=", "blocks=8": "#l=other", "blocks=99x3,1x1p1": "#l=other&blocks=32x3,1x1",
	} {
		if got := lab.ParseLink([]*lab.Lesson{l}, "#l=other&"+link).Link(); got != want {
			t.Errorf("%s: %s; want %s", link, got, want)
		}
	}
	s := lab.New([]*lab.Lesson{l}, "#l=other&vs=by:2")
	if (*p).left != 7 {
		t.Error("the second run does not know that it is one of two")
	}
	apply(t, s, `{"do":"compare"}`)
	apply(t, s, `{"do":"reset"}`)
	if (*p).left != 40 {
		t.Error("a run that is alone takes itself for one of two")
	}
}
