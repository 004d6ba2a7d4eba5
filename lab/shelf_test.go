package lab_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/whisker-lab/whisker/lab"
	"github.com/whisker-lab/whisker/lab/lessons"
	"github.com/whisker-lab/whisker/nn/data"
	"github.com/whisker-lab/whisker/nn/data/packed"
)

// fetched puts a file on a shelf, as a page does that has fetched it.
func fetched(t *testing.T, shelf data.Shelf, file string) {
	t.Helper()
	b, err := os.ReadFile("../nn/data/packed/" + file)
	if err == nil {
		err = shelf.Put(file, b)
	}
	if err != nil {
		t.Fatal(err)
	}
}

// course is the lessons, and in them what none has yet: an opening, an experiment under way and a comparison that need a file.
func course(shelf data.Shelf) []*lab.Lesson {
	all := lessons.On(shelf)
	first := named(all, "layers")
	first.Tries = slices.Clone(first.Tries)
	first.Tries[0] = lab.Try{ID: "warm", Warm: 5, Set: map[string]string{"data": "penguins"}, Steps: 5, Answer: first.Tries[0].Answer}
	first.Tries[1] = lab.Try{ID: "base", Base: map[string]string{"data": "penguins"}, Steps: 5, Answer: first.Tries[0].Answer}
	first.Tries[2] = lab.Try{ID: "do", Do: []lab.Msg{lab.NewMsg("set", map[string]any{"name": "data", "value": "penguins"})}, Steps: 5, Answer: first.Tries[0].Answer}
	first.Compares = append(slices.Clone(first.Compares), "data")
	last := named(all, "anomalies")
	last.Opening = map[string]string{"data": "cancer"}
	return all
}

// named is the lesson of that name.
func named(all []*lab.Lesson, id string) *lab.Lesson {
	return all[slices.IndexFunc(all, func(l *lab.Lesson) bool { return l.ID == id })]
}

// whole is all that there is of a session.
func whole(t *testing.T, s *lab.Session) string {
	t.Helper()
	var b bytes.Buffer
	if err := s.Save(&b); err != nil {
		t.Fatal(err)
	}
	text, err := json.Marshal(s.State())
	if err != nil {
		t.Fatal(err)
	}
	return b.String() + string(text)
}

func TestAMissingFileChangesNothing(t *testing.T) {
	for _, tt := range []struct {
		name, file string
		msg        lab.Msg
	}{
		{"set", "penguins.bin", lab.NewMsg("set", map[string]any{"name": "data", "value": "penguins"})},
		{"link", "digits.bin", lab.NewMsg("link", map[string]any{"link": "#l=fewlabels&data=digits"})},
		{"lesson", "cancer.bin", lab.NewMsg("lesson", map[string]any{"id": "anomalies"})},
		{"load", "penguins.bin", lab.NewMsg("load", map[string]any{"state": json.RawMessage(file(t, lab.New(lessons.On(packed.Shelf()), "#l=nolabels&data=penguins")))})},
		{"compare", "penguins.bin", lab.NewMsg("compare", map[string]any{"name": "data", "value": "penguins"})},
		{"a try that goes on with it", "penguins.bin", lab.NewMsg("try", map[string]any{"at": 0, "guess": "yes"})},
		{"a try that begins with it", "penguins.bin", lab.NewMsg("try", map[string]any{"at": 1, "guess": "yes"})},
		{"a try that chooses it", "penguins.bin", lab.NewMsg("try", map[string]any{"at": 2, "guess": "no"})},
	} {
		t.Run(tt.name, func(t *testing.T) {
			shelf := data.Shelf{}
			s, other := lab.New(course(shelf), "#l=layers&seed=3"), lab.New(course(packed.Shelf()), "#l=layers&seed=3")
			both := func(m lab.Msg) {
				t.Helper()
				for _, s := range []*lab.Session{s, other} {
					if err := s.Apply(m); err != nil {
						t.Fatal(err)
					}
					for s.Stepping() {
						s.Advance(time.Second)
					}
				}
			}
			both(lab.NewMsg("step", map[string]any{"n": 30}))
			both(lab.NewMsg("select", map[string]any{"what": "neuron", "layer": 1, "unit": 1}))
			both(lab.NewMsg("points", map[string]any{"add": [][]float64{{0.5, 0.5, 1}}}))
			both(lab.NewMsg("points", map[string]any{"undo": true}))
			both(lab.NewMsg("try", map[string]any{"at": 3}))
			both(lab.NewMsg("play", nil))
			before := whole(t, s)
			for range 2 { // trying again is no other message
				missing, ok := errors.AsType[data.Missing](s.Apply(tt.msg))
				if !ok || missing.File != tt.file {
					t.Fatalf("misses %q; want %q", missing.File, tt.file)
				}
				if whole(t, s) != before {
					t.Fatal("something has changed")
				}
			}
			fetched(t, shelf, tt.file)
			both(tt.msg)
			both(lab.NewMsg("step", map[string]any{"n": 20}))
			if whole(t, s) != whole(t, other) {
				t.Error("it goes on otherwise than where the file was there")
			}
		})
	}
}

// Whoever begins with data that are not there is told, whichever way in, and begins as ever once they are.
func TestBeginningWithAMissingFile(t *testing.T) {
	full := lessons.On(packed.Shelf())
	was := lab.New(full, "#l=layers&data=penguins&vs=lr:1")
	if err := was.Apply(lab.NewMsg("step", map[string]any{"n": 9})); err != nil {
		t.Fatal(err)
	}
	for was.Stepping() {
		was.Advance(time.Second)
	}
	var copied bytes.Buffer
	if err := was.Save(&copied); err != nil {
		t.Fatal(err)
	}
	kept := file(t, was)
	for name, open := range map[string]func(all []*lab.Lesson) (*lab.Session, error){
		"link": func(all []*lab.Lesson) (*lab.Session, error) { return lab.Open(all, "#l=hebb&data=penguins") },
		"two":  func(all []*lab.Lesson) (*lab.Session, error) { return lab.Open(all, "#l=layers&data=penguins&vs=lr:1") },
		"restore": func(all []*lab.Lesson) (*lab.Session, error) {
			return lab.Restore(all, bytes.NewReader(copied.Bytes()))
		},
		"file": func(all []*lab.Lesson) (*lab.Session, error) { return lab.OpenFile(all, kept) },
		"opened": func(all []*lab.Lesson) (*lab.Session, error) {
			return lab.Opened(named(all, "nolabels"), map[string]string{"data": "penguins"})
		},
	} {
		t.Run(name, func(t *testing.T) {
			shelf := data.Shelf{}
			all := lessons.On(shelf)
			s, err := open(all)
			if missing, ok := errors.AsType[data.Missing](err); !ok || missing.File != "penguins.bin" || s != nil || strings.Contains(err.Error(), "damaged") {
				t.Fatalf("%v, error %v", s, err)
			}
			fetched(t, shelf, "penguins.bin")
			if s, err = open(all); err != nil {
				t.Fatal(err)
			}
			other, err := open(full)
			if err != nil || whole(t, s) != whole(t, other) {
				t.Errorf("begins otherwise than where the file was there, %v", err)
			}
		})
	}
}

// brought does something again for as long as it lacks a file, which is fetched.
func brought(t *testing.T, shelf data.Shelf, do func() error) {
	t.Helper()
	err := do()
	for {
		missing, ok := errors.AsType[data.Missing](err)
		if !ok {
			break
		}
		fetched(t, shelf, missing.File)
		err = do()
	}
	if err != nil {
		t.Fatal(err)
	}
}

// Whatever an experiment needs it asks for before it begins, so that none ends in the middle.
func TestEveryTryAsksForItsFilesFirst(t *testing.T) {
	for at, l := range lessons.All() {
		for i, try := range l.Tries {
			shelf := data.Shelf{}
			var s *lab.Session
			brought(t, shelf, func() (err error) {
				s, err = lab.Open(lessons.On(shelf), "#l="+lessons.All()[at].ID)
				return err
			})
			guess := lab.NewMsg("try", map[string]any{"at": i, "guess": lab.Unsure})
			if try.Answers != nil {
				guess = lab.NewMsg("try", map[string]any{"at": i, "guess": try.Answers[0]})
			}
			brought(t, shelf, func() error { return s.Apply(guess) })
			for range 3 { // the change comes after what it is compared with
				if err := s.Apply(lab.NewMsg("try", map[string]any{"what": "skip"})); err != nil {
					t.Fatal(err)
				}
				for range 200 {
					s.Advance(10 * time.Millisecond)
				}
			}
			if told := s.State().Panels.Trial; told.Phase != "told" {
				t.Errorf("%s is %s after all its steps", try.ID, told.Phase)
			}
		}
	}
}
