package lessons_test

import (
	"math"
	"slices"
	"testing"
	"time"

	"github.com/whisker-lab/whisker/lab"
	"github.com/whisker-lab/whisker/lab/lessons"
	"github.com/whisker-lab/whisker/nn/data/packed"
)

// methods are links to a lesson, one for each method that it has.
func methods(l *lab.Lesson) (links []string) {
	for _, c := range l.Controls {
		if c.Name == "method" {
			for _, method := range c.Options {
				links = append(links, "#l="+l.ID+"&method="+method)
			}
		}
	}
	if links == nil {
		links = []string{"#l=" + l.ID}
	}
	return links
}

// slowest is how long the slowest speed that a lesson offers may keep a reader waiting for a step.
const slowest = time.Second

// TestPlayNeverStandsStill plays fast, then slowly, and changes what can be changed: however much was done before, the next step
// is never farther away than one step takes. That is a number which no clock changes.
func TestPlayNeverStandsStill(t *testing.T) {
	for _, l := range lessons.On(packed.Shelf()) {
		for _, link := range methods(l) {
			t.Run(link, func(t *testing.T) {
				s := lab.New(lessons.On(packed.Shelf()), link)
				for _, speed := range []string{l.Controls[control(l, "speed")].Default, "1"} {
					for _, act := range []string{`{"do":"set","name":"seed","value":5}`, `{"do":"reset"}`, `{"do":"reroll"}`} {
						apply(t, s, `{"do":"set","name":"speed","value":"max"}`, `{"do":"play"}`)
						for range 10 {
							s.Advance(time.Millisecond)
						}
						apply(t, s, `{"do":"set","name":"speed","value":"`+speed+`"}`, act)
						if !s.State().Playing { // it came to its end
							apply(t, s, `{"do":"play"}`)
						}
						if w := s.Wait(); w < 0 || w > slowest {
							t.Errorf("%s at speed %s: the next step is %v away", act, speed, w)
						}
					}
				}
			})
		}
	}
}

// control is where a lesson has a control.
func control(l *lab.Lesson, name string) int {
	return slices.IndexFunc(l.Controls, func(c lab.Control) bool { return c.Name == name })
}

// TestNothingIsDoneBeforeAStep opens, starts anew after the end and plays: as long as no step is made nothing is said of an end,
// and what is said of how it goes is said of now.
func TestNothingIsDoneBeforeAStep(t *testing.T) {
	for _, l := range lessons.On(packed.Shelf()) {
		for _, link := range methods(l) {
			t.Run(link, func(t *testing.T) {
				s := lab.New(lessons.On(packed.Shelf()), link)
				for _, act := range []string{"", `{"do":"step","n":400}`, `{"do":"reset"}`, `{"do":"step","n":400}`, `{"do":"play"}`} {
					if act != "" {
						apply(t, s, act)
					}
					st := s.State()
					begun := slices.Contains([]string{"narrator.ready", "narrator.start"}, st.Narrator.Key)
					if st.Step == 0 && (st.Done || !begun) || st.Step == 400 && begun {
						t.Errorf("after %q, at step %d, it says %+v", act, st.Step, st.Narrator)
					}
				}
			})
		}
	}
}

// TestSaidOfNow goes step by step: a number of a sentence that the state has by the same name is the same there.
func TestSaidOfNow(t *testing.T) {
	for _, l := range lessons.On(packed.Shelf()) {
		for _, link := range methods(l) {
			if l.ID == "hebb" {
				continue // its sentences keep numbers of the epoch's end, which the page does not show
			}
			t.Run(link, func(t *testing.T) {
				s := lab.New(lessons.On(packed.Shelf()), link)
				for range 60 {
					apply(t, s, `{"do":"step","n":7}`)
					st := s.State()
					for name, v := range st.Metrics {
						if said, ok := st.Narrator.Args[name].(float64); ok && math.Abs(said-v) > 0.05 {
							t.Fatalf("at step %d it says %+v; %s is %v", st.Step, st.Narrator, name, v)
						}
					}
					if said, ok := st.Narrator.Args["percent"].(int); ok && l.ID == "layers" && said != int(math.Round(100*st.Metrics["testAccuracy"])) {
						t.Fatalf("at step %d it says %+v; metrics %v", st.Step, st.Narrator, st.Metrics)
					}
				}
			})
		}
	}
}
