package lessons_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/whisker-lab/whisker/lab"
	"github.com/whisker-lab/whisker/lab/lessons"
	"github.com/whisker-lab/whisker/nn/data"
	"github.com/whisker-lab/whisker/nn/data/packed"
)

func ExampleAll() {
	for _, l := range lessons.On(packed.Shelf()) {
		if l.ID == "layers" {
			fmt.Println(lab.New(lessons.On(packed.Shelf()), "#l=layers").State().Link)
		}
	}
	// Output: #l=layers
}

// The names that links in other people's tutorials hold: a new lesson adds its own.
var names = strings.Fields(`neuron descent layers blame deep features moredata fewlabels nolabels hebb anomalies kernel images cat remember names rivals fakes words`)

func TestDeclarations(t *testing.T) {
	seen := map[string]bool{}
	for _, l := range lessons.On(packed.Shelf()) {
		t.Run(l.ID, func(t *testing.T) {
			if seen[l.ID] || !slices.Contains(names, l.ID) {
				t.Errorf("%q is twice there, or not among the names", l.ID)
			}
			seen[l.ID] = true
			for _, name := range sets(l) {
				_, points := data.Find(name)
				if _, pictures := data.FindGallery(name); !points && !pictures && name != "own" {
					t.Errorf("no data set %q", name)
				}
			}
			controls := map[string]*lab.Control{}
			for i := range l.Controls {
				c := &l.Controls[i]
				if controls[c.Name] != nil || c.Name == "l" || c.Name == "w" || c.Name == "vs" || c.Name == "hide" || strings.ContainsAny(c.Name, "&=#, ") {
					t.Errorf("a control's name is %q", c.Name)
				}
				controls[c.Name] = c
			}
			for _, c := range controls {
				for other, values := range c.Requires {
					if other == "real" || other == "kind" {
						continue
					}
					if controls[other] == nil {
						t.Errorf("%s requires %s, which is no control", c.Name, other)
						continue
					}
					for _, v := range values {
						if v == "+" {
							continue
						}
						if err := set(l, other, v); err != nil {
							t.Errorf("%s requires %s=%s: %v", c.Name, other, v, err)
						}
					}
				}
			}
			for _, name := range l.Compares {
				if controls[name] == nil {
					t.Errorf("runs may differ in %s, which is no control", name)
				}
			}
			if len(l.Views) == 0 {
				t.Error("nothing is shown")
			}
		})
	}
}

// sets are the data sets of a lesson.
func sets(l *lab.Lesson) []string {
	for _, c := range l.Controls {
		if c.Kind == lab.Data {
			return c.Options
		}
	}
	return nil
}

// of is a data set of the lesson of a kind.
func of(t *testing.T, l *lab.Lesson, kind string) string {
	t.Helper()
	for _, name := range sets(l) {
		if s, ok := data.Find(name); ok && s.Kind() == kind {
			return name
		}
	}
	t.Fatalf("%s has options for data of %s, but no such data", l.ID, kind)
	return ""
}

// Every choice of every control makes a run that steps, shows itself and is kept, and the link says which it was.
func TestEveryChoiceRuns(t *testing.T) {
	for _, l := range lessons.On(packed.Shelf()) {
		t.Run(l.ID, func(t *testing.T) {
			t.Parallel()
			for _, c := range l.Controls {
				values := append([]string{c.Default, lab.FormatNumber(c.Min), lab.FormatNumber(c.Max)}, c.Options...)
				if c.Kind != lab.Slider && c.Kind != lab.Numeric {
					values = append(c.Options, c.Default)
				}
				for _, v := range values {
					name := l.ID + "&" + c.Name + "=" + v
					if only := c.Only[v]; only != nil && !slices.Contains(only, data.OfClasses) {
						name += "&data=" + of(t, l, only[0])
					}
					choice(t, name, v != c.Default && c.Only[v] == nil, c.Name)
				}
			}
		})
	}
}

// choice opens a link, which then has to name what is said to be set, makes two steps, and saves and restores it.
func choice(t *testing.T, link string, named bool, name string) {
	t.Helper()
	s := lab.New(lessons.On(packed.Shelf()), "#l="+link)
	st := s.State()
	if named && !strings.Contains(st.Link, name+"=") {
		t.Errorf("%s opens %s", link, st.Link)
	}
	apply(t, s, `{"do":"step","n":2}`)
	st = s.State()
	if st.Step != 2 && !st.Diverged && !st.Done {
		t.Errorf("%s: at step %d", link, st.Step)
	}
	if _, err := json.Marshal(st); err != nil {
		t.Errorf("%s: %v", link, err)
	}
	var file bytes.Buffer
	if err := s.Save(&file); err != nil {
		t.Errorf("%s: %v", link, err)
	} else if _, err := lab.Restore(lessons.On(packed.Shelf()), &file); err != nil {
		t.Errorf("%s: %v", link, err)
	}
}

// The defaults are what their controls make of them.
func TestDefaultsAreCanonical(t *testing.T) {
	for _, l := range lessons.On(packed.Shelf()) {
		for _, c := range l.Controls {
			s := lab.New(lessons.On(packed.Shelf()), "#l="+l.ID)
			if err := s.Apply(lab.NewMsg("set", map[string]any{"name": c.Name, "value": c.Default})); err != nil || s.State().Link != "#l="+l.ID {
				t.Errorf("%s: %s is by default %q, which gives %s, %v", l.ID, c.Name, c.Default, s.State().Link, err)
			}
		}
	}
}

// set tells what is wrong with a value.
func set(l *lab.Lesson, name, value string) error {
	return lab.New([]*lab.Lesson{l}, "").Apply(lab.NewMsg("set", map[string]any{"name": name, "value": value}))
}

// The same link and the same messages give the same bits.
func TestSessionsAreDeterministic(t *testing.T) {
	for _, l := range lessons.On(packed.Shelf()) {
		t.Run(l.ID, func(t *testing.T) {
			var files [2][]byte
			for i := range files {
				s := lab.New(lessons.On(packed.Shelf()), "#l="+l.ID+"&seed=11")
				apply(t, s, `{"do":"step","n":23}`, `{"do":"reroll"}`, `{"do":"step","unit":"epoch","n":2}`, `{"do":"step","n":3}`)
				var b bytes.Buffer
				if err := s.Save(&b); err != nil {
					t.Fatal(err)
				}
				files[i] = b.Bytes()
			}
			if !bytes.Equal(files[0], files[1]) {
				t.Error("two runs differ")
			}
		})
	}
}

// A step within an epoch makes no garbage, and neither does the loop around it.
func TestStepsAllocateNothing(t *testing.T) {
	for _, l := range lessons.On(packed.Shelf()) {
		for _, more := range []string{"", "&vs=lr:0.2"} {
			s := lab.New(lessons.On(packed.Shelf()), "#l="+l.ID+"&samples=500&batch=1&speed=max"+more)
			apply(t, s, `{"do":"step","n":3}`)
			one := message(t, `{"do":"step","n":40}`)
			if err := s.Apply(one); err != nil {
				t.Fatal(err)
			}
			// 40 steps of an epoch of 350, in however many slices.
			if n := testing.AllocsPerRun(1, func() {
				for s.Stepping() {
					s.Advance(time.Second)
				}
			}); n != 0 {
				t.Errorf("%s%s: %v allocations; want 0", l.ID, more, n)
			}
		}
	}
}

func message(t testing.TB, text string) lab.Msg {
	t.Helper()
	m, err := lab.ParseMsg([]byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// apply does messages and finishes their steps.
func apply(t testing.TB, s *lab.Session, messages ...string) {
	t.Helper()
	for _, text := range messages {
		if err := s.Apply(message(t, text)); err != nil {
			t.Fatalf("%s: %v", text, err)
		}
		for s.Stepping() {
			s.Advance(time.Second)
		}
	}
}
