package lessons

import (
	"slices"

	"github.com/whisker-lab/whisker/lab"
	"github.com/whisker-lab/whisker/nn/data"
)

// What many lessons have in common. A lesson that needs more of a control changes what it gets.

// required is a shorter name for what a control requires.
type required = map[string][]string

// made requires data that were not measured.
var made = required{"real": {"false"}}

// only requires one of some methods.
func only(methods ...string) required { return required{"method": methods} }

// without is a list less some of it.
func without(all []string, names ...string) []string {
	return slices.DeleteFunc(slices.Clone(all), func(one string) bool { return slices.Contains(names, one) })
}

// measured are the data sets of a list that were measured.
func measured(all []string) []string {
	return slices.DeleteFunc(slices.Clone(all), func(name string) bool {
		s, ok := data.Find(name)
		return !ok || !s.Real
	})
}

// datasets chooses one, at first the first of them.
func datasets(names []string) lab.Control {
	return lab.Control{Name: "data", Kind: lab.Data, Group: "data", Default: names[0], Options: names, Few: 4, Effect: lab.Redata}
}

// usually is a control with another default.
func usually(c lab.Control, usual string) lab.Control {
	c.Default = usual
	return c
}

func noise(usual string) lab.Control {
	return lab.Control{Name: "noise", Kind: lab.Slider, Group: "data", Max: 0.5, Step: 0.05, Default: usual, Format: "percent", Effect: lab.Redata, Requires: made}
}

// samples is how many points are drawn, from 50.
func samples(usual string, most, step float64) lab.Control {
	return lab.Control{Name: "samples", Kind: lab.Slider, Group: "data", Min: 50, Max: most, Step: step, Default: usual, Log: most > 2000, Effect: lab.Redata}
}

// speed is how many steps a second are made.
func speed(usual string, options ...string) lab.Control {
	return lab.Control{Name: "speed", Kind: lab.Select, Group: "transport", Role: lab.RoleSpeed, Min: 0.1, Max: 10000, Default: usual, Options: options, Effect: lab.Live}
}

func lr(usual string, most float64) lab.Control {
	return lab.Control{Name: "lr", Kind: lab.Slider, Group: "recipe", Role: lab.RoleRate, Min: 0.0001, Max: most, Default: usual, Log: true, Effect: lab.Live}
}

func seed() lab.Control {
	return lab.Control{Name: "seed", Kind: lab.Numeric, Group: "seeds", Role: lab.RoleSeed, Start: true, Max: 999999, Step: 1, Default: "1", Effect: lab.Rebuild}
}

func dataseed(usual string) lab.Control {
	return lab.Control{Name: "dataseed", Kind: lab.Numeric, Group: "seeds", Role: lab.RoleRedraw, Max: 999999, Step: 1, Default: usual, Effect: lab.Redata}
}

// with is a control that also requires something.
func with(c lab.Control, more required) lab.Control {
	all := required{}
	for _, r := range [...]required{c.Requires, more} {
		for name, values := range r {
			all[name] = values
		}
	}
	c.Requires = all
	return c
}

// areas are the places for pictures that every lesson has.
func areas() []lab.Area {
	return []lab.Area{
		{Name: "network", Place: "main", Look: "net"},
		{Name: "output", Place: "side", Look: "plot"},
		{Name: "chart", Place: "foot", Look: "loss"},
	}
}

// panels are those that every lesson has, and more.
func panels(more ...lab.Panel) []lab.Panel {
	return append([]lab.Panel{
		{Kind: "readouts", Place: "side"}, {Kind: "legend", Place: "head"}, {Kind: "trial", Place: "data"}, {Kind: "remarks", Place: "data"},
	}, more...)
}
