package lab_test

import (
	"fmt"
	"reflect"
	"testing"
	"time"

	"github.com/whisker-lab/whisker/lab"
)

// asking are toys with questions: does the weight come to 20 in ten steps, by steps of 1, of 2 after five of 1, and doubled at once?
func asking() []*lab.Lesson {
	all := toys()
	reaches := func(_, now *lab.State) string {
		if now.Metrics["weight"] >= 20 {
			return "yes"
		}
		return "no"
	}
	all[0].Opening = map[string]string{"seed": "7"}
	all[0].Tries = []lab.Try{
		{ID: "plain", Right: "no", Steps: 10, Answer: reaches},
		{ID: "faster", Right: "yes", Warm: 10, Set: map[string]string{"by": "2"}, Steps: 10, Answer: reaches},
		{ID: "doubled", Right: "no", Base: map[string]string{"by": "5"}, Warm: 1, Do: []lab.Msg{lab.NewMsg("double", map[string]any{"times": 1})}, Answer: reaches},
		{ID: "rebuilt", Right: "no", Warm: 8, Set: map[string]string{"layers": ""}, Steps: 3, Answer: reaches},
		{ID: "bursts", Right: "no", Base: map[string]string{"burst": "3"}, Steps: 10, Answer: reaches},
	}
	return all
}

// ask sends messages of JSON.
func tell(t *testing.T, s *lab.Session, messages ...string) *lab.State {
	t.Helper()
	apply(t, s, messages...)
	return s.State()
}

// through makes all steps of an experiment.
func through(t *testing.T, s *lab.Session) *lab.State {
	t.Helper()
	for range 1000 {
		st := tell(t, s, `{"do":"try","what":"skip"}`)
		if st.Panels.Trial.Phase == "told" {
			return st
		}
		s.Advance(time.Second)
	}
	t.Fatal("the experiment does not end")
	return nil
}

func TestExperiments(t *testing.T) {
	for at, want := range []struct {
		step   int
		weight float64
		was    any // the weight before the change
		answer string
	}{
		{10, 10, nil, "no"}, {20, 30, 10.0, "yes"}, {1, 10, 5.0, "no"}, {3, 3, 8.0, "no"}, {3, 3, nil, "no"},
	} {
		t.Run(asking()[0].Tries[at].ID, func(t *testing.T) {
			s := lab.New(asking(), "#l=toy&by=3")
			run(t, s, `{"do":"step","n":4}`)
			before := s.State()
			if p := before.Panels.Trial; p.Phase != "asked" {
				t.Errorf("at first it is %s", p.Phase)
			}
			tell(t, s, fmt.Sprintf(`{"do":"try","at":%d,"guess":"yes"}`, at))
			st := through(t, s)
			p := st.Panels.Trial
			if st.Step != want.step || st.Playing || st.Metrics["weight"] != want.weight || p.Answer != want.answer || !p.Shows || p.Guess != "yes" {
				t.Errorf("it stops at step %d with %v, answered %q, shown %v", st.Step, st.Metrics, p.Answer, p.Shows)
			}
			if was, ok := p.Was["weight"]; ok != (want.was != nil) || ok && was != want.was {
				t.Errorf("before the change it was %v; want %v", p.Was, want.was)
			}
			again := tell(t, s, `{"do":"try","what":"again"}`)
			if again.Step != before.Step || again.Link != before.Link || !reflect.DeepEqual(again.Metrics, before.Metrics) || again.Panels.Trial.Phase != "asked" || again.Panels.Trial.At != at {
				t.Errorf("again it is %s at step %d with %v", again.Link, again.Step, again.Metrics)
			}
		})
	}
}

// Whoever goes another way ends the experiment, and the question waits; who only looks, or pauses, does not.
func TestExperimentsWait(t *testing.T) {
	for message, goesOn := range map[string]bool{
		`{"do":"set","name":"by","value":4}`: false, `{"do":"step","n":1}`: false, `{"do":"reset"}`: false, `{"do":"double","times":1}`: false,
		`{"do":"pause"}`: true, `{"do":"focus"}`: true, `{"do":"save"}`: true, `{"do":"share"}`: true,
	} {
		s := lab.New(asking(), "#l=toy")
		tell(t, s, `{"do":"try","at":1,"guess":"no"}`)
		s.Advance(time.Millisecond)
		st := tell(t, s, message)
		if on := st.Panels.Trial.Phase == "running" || st.Panels.Trial.Phase == "warming"; on != goesOn || st.Panels.Trial.At != 1 {
			t.Errorf("after %s it is %+v", message, st.Panels.Trial)
		}
	}
	s := lab.New(asking(), "#l=toy")
	tell(t, s, `{"do":"try","guess":"no"}`)
	through(t, s)
	if st := tell(t, s, `{"do":"set","name":"by","value":4}`); st.Panels.Trial.Phase != "told" || st.Panels.Trial.Shows {
		t.Errorf("after a change what was told is %+v; want it no longer shown", st.Panels.Trial)
	}
	if st := tell(t, s, `{"do":"lesson","id":"other"}`); st.Panels.Trial != nil && st.Panels.Trial.Phase != "asked" {
		t.Errorf("another lesson begins with %+v", st.Panels.Trial)
	}
}

// The same guess gives the same bits, whatever was done before.
func TestExperimentsAreDeterministic(t *testing.T) {
	var ends []map[string]float64
	for _, first := range []string{`{"do":"step","n":3}`, `{"do":"reroll"}`, `{"do":"set","name":"layers","value":"3"}`} {
		s := lab.New(asking(), "#l=toy&by=9")
		run(t, s, first)
		tell(t, s, `{"do":"try","at":1,"guess":"unsure"}`)
		ends = append(ends, through(t, s).Metrics)
	}
	if !reflect.DeepEqual(ends[0], ends[1]) || !reflect.DeepEqual(ends[1], ends[2]) {
		t.Errorf("%v", ends)
	}
}

func TestQuestionsThatAreNone(t *testing.T) {
	for _, bad := range []string{
		`{"do":"try","at":9}`, `{"do":"try","at":-1}`, `{"do":"try","guess":"perhaps"}`, `{"do":"try","what":"cheat"}`, `{"do":"try","at":"one"}`, `{"do":"try","what":"again"}`, `{"do":"try","guess":7}`,
	} {
		s := lab.New(asking(), "#l=toy&by=3")
		before := s.State()
		m, err := lab.ParseMsg([]byte(bad))
		if err != nil {
			t.Fatal(err)
		}
		if s.Apply(m) == nil {
			t.Errorf("%s is taken", bad)
		}
		if !reflect.DeepEqual(s.State(), before) {
			t.Errorf("%s changes something", bad)
		}
	}
	s := lab.New(asking(), "#l=other")
	if m, _ := lab.ParseMsg([]byte(`{"do":"try","guess":"yes"}`)); s.Apply(m) == nil {
		t.Error("a lesson without questions takes a guess")
	}
}

// Without a link a lesson opens as it says; a link means what it always did.
func TestOpening(t *testing.T) {
	for _, tt := range []struct {
		link string
		seed float64
	}{{"", 7}, {"#", 7}, {"#l=toy", 1}, {"#l=toy&by=2", 1}} {
		if st := lab.New(asking(), tt.link).State(); st.Seed != tt.seed {
			t.Errorf("%q begins with seed %v; want %v", tt.link, st.Seed, tt.seed)
		}
	}
	s := lab.New(asking(), "#l=other")
	if st := tell(t, s, `{"do":"lesson","id":"toy"}`); st.Seed != 7 {
		t.Errorf("from the menu it begins with seed %v; want 7", st.Seed)
	}
}
