package lab

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"

	"github.com/whisker-lab/whisker/lab/own"
)

// Config is what all controls of a lesson are set to. It is a value: a changed one is another one.
type Config struct {
	lesson  *Lesson
	values  []string // one for each control, canonical
	versus  versus
	beside  bool              // it is that of a second run
	usual   map[string]string // of settings that the lesson does not say, see Usually
	own     *own.Points       // the reader's data, nil for the example; kept while other data are chosen
	albums  []*own.Pictures   // the reader's pictures, those of one form in each; kept while other data or lessons are chosen
	prose   *own.Text         // the reader's text, nil for the example; kept while other texts or lessons are chosen
	weights string            // that a run begins with, see readWeights; empty for its own
}

const badControl = "lab: the lesson has no such control"

// Defaults is the config that a lesson begins with.
func (l *Lesson) Defaults() Config {
	c := Config{lesson: l, values: make([]string, len(l.Controls))}
	for i, control := range l.Controls {
		c.values[i] = control.Default
	}
	for i := range l.Controls {
		c.values[i] = l.Controls[i].usual(c.Kind())
	}
	return c
}

// Lesson is the lesson whose controls these are.
func (c Config) Lesson() *Lesson { return c.lesson }

// Has tells whether the lesson has a control of that name.
func (c Config) Has(name string) bool { return c.lesson.control(name) >= 0 }

// Usually is the config for a run that knows what is usual: where the lesson has neither a control nor a fixed setting of a
// name, that is what it is set to.
func (c Config) Usually(usual map[string]string) Config {
	c.usual = usual
	return c
}

// Text is what a control is set to, or what the lesson fixed in its place, or what is usual.
func (c Config) Text(name string) string {
	if i := c.lesson.control(name); i >= 0 {
		return c.values[i]
	}
	if text, ok := c.lesson.Fixed[name]; ok {
		return text
	}
	if text, ok := c.usual[name]; ok {
		return text
	}
	panic(badControl)
}

// of is what the control with a role is set to, and whether there is one.
func (c Config) of(r Role) (text string, ok bool) {
	if i := c.lesson.role(r); i >= 0 {
		return c.values[i], true
	}
	return "", false
}

// numberOf is what the control with a role is set to as a number, 0 where there is none or it is none.
func (c Config) numberOf(r Role) float64 {
	text, _ := c.of(r)
	v, _ := strconv.ParseFloat(text, 64)
	return v
}

// Number is what a control is set to, 0 if that is no number.
func (c Config) Number(name string) float64 {
	v, _ := strconv.ParseFloat(c.Text(name), 64)
	return v
}

// Texts are the choices between commas that a control is set to.
func (c Config) Texts(name string) []string { return strings.Split(c.Text(name), ",") }

// level is what a live control tells a run.
func (c Config) level(name string) float64 {
	text := c.Text(name)
	return c.lesson.Controls[c.lesson.control(name)].level(text)
}

// On is whether a toggle is on.
func (c Config) On(name string) bool { return c.Text(name) == "on" }

// Ints are the numbers between commas that a control is set to.
func (c Config) Ints(name string) []int {
	var found []int
	for part := range strings.SplitSeq(c.Text(name), ",") {
		if n, err := strconv.Atoi(part); err == nil {
			found = append(found, n)
		}
	}
	return found
}

// Rand is a source of randomness for one purpose, which grows from the seed in a control.
func (c Config) Rand(seed string, purpose uint64) *rand.PCG {
	return rand.NewPCG(uint64(c.Number(seed)), purpose)
}

// with is the config with one control set. The error says what is wrong with the value.
func (c Config) with(name, text string) (Config, Effect, error) {
	i := c.lesson.control(name)
	if i < 0 {
		return c, Live, errUnknown("control", name)
	}
	control := &c.lesson.Controls[i]
	value, err := control.parse(text)
	if err != nil {
		return c, Live, err
	}
	kind := c.Kind()
	if control.Kind != Inputs && !control.fits(value, kind) {
		return c, Live, fmt.Errorf("lab: %s=%.40q: %w for data of %s", name, value, errOption, kind)
	}
	if c.versus == (versus{name, value}) {
		c.versus.value = c.values[i] // they change places, so that there still are two
	}
	c.values = slices.Clone(c.values)
	c.values[i] = control.fitted(value, kind)
	c.refit(kind, c.Kind())
	if control.Start {
		c.weights = ""
	}
	if v := c.versus; v.name != "" {
		c, _ = c.against(v.name, v.value) // other data may leave nothing to compare
	}
	return c, control.Effect, nil
}

// withAll is the config with some controls set, in the lesson's order, the data first, on which others depend.
func (c Config) withAll(values map[string]string) (Config, error) {
	left := len(values)
	for pass := range 2 {
		for i := range c.lesson.Controls {
			control := &c.lesson.Controls[i]
			text, ok := values[control.Name]
			if !ok || (control.Kind == Data) != (pass == 0) {
				continue
			}
			var err error
			if c, _, err = c.with(control.Name, text); err != nil {
				return c, err
			}
			left--
		}
	}
	if left > 0 {
		return c, errUnknown("control among", strings.Join(slices.Sorted(maps.Keys(values)), ","))
	}
	return c, nil
}

// all are the values by name, as JSON shows them.
func (c Config) all() map[string]any {
	m := make(map[string]any, len(c.values))
	for i := range c.lesson.Controls {
		m[c.lesson.Controls[i].Name] = c.lesson.Controls[i].value(c.values[i])
	}
	return m
}
