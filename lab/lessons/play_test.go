package lessons_test

import (
	"slices"
	"testing"
	"time"

	"github.com/whisker-lab/whisker/lab"
	"github.com/whisker-lab/whisker/lab/lessons"
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
	for _, l := range lessons.All() {
		for _, link := range methods(l) {
			t.Run(link, func(t *testing.T) {
				s := lab.New(lessons.All(), link)
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
