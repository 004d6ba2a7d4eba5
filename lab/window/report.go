package window

import (
	"math"

	"github.com/whisker-lab/whisker/lab"
)

// Panel is what the page shows of a window in numbers.
type Panel struct {
	Sum
	Planes int     `json:"planes"`
	Size   int     `json:"size"` // of the kernel
	Grey   bool    `json:"grey"` // whether the map is brightness rather than more or less than nothing
	Unit   float64 `json:"unit"` // what has the full colour
	Map    Map     `json:"map"`
	Pool   *Map    `json:"pool,omitempty"`  // of what is pooled
	Dense  int     `json:"dense"`           // numbers of a layer that joins every pixel of the picture with every pixel of the map
	Row    int     `json:"row"`             // of the window
	Column int     `json:"column"`          // of the window
	Says   string  `json:"says"`            // what was found where the window is: a key of the page's words
	Means  string  `json:"means,omitempty"` // what more and less than nothing mean, likewise; empty where the map is brightness
}

// Map is how large a map is, and what of.
type Map struct {
	From   [2]int `json:"from"` // width and height of what the window slides over
	To     [2]int `json:"to"`
	Stride int    `json:"stride"`
	Pad    int    `json:"pad,omitempty"`
}

// Report is part of lab.Run.
func (r *Run) Report(s *lab.State) {
	x, y := r.at()
	p := Panel{
		Sum: r.sum(), Planes: r.planes, Size: r.size, Grey: !r.facts.flat, Unit: r.facts.unit, Row: y, Column: x, Says: r.finds(),
		Map:   Map{[2]int{r.w, r.h}, [2]int{r.found.w, r.found.h}, r.stride, r.pad},
		Dense: len(r.pixels) * r.places(),
	}
	if r.facts.flat {
		p.Means = "any"
		if r.said == "edges" || r.said == "lying" {
			p.Means = r.said
		}
	}
	if r.down != nil {
		p.Pool = &Map{p.Map.To, [2]int{r.pooled.w, r.pooled.h}, square, 0}
	}
	s.Panels.Put("window", p)
	s.Panels.Readouts.Metrics, s.Panels.Readouts.Count = []string{"numbers", "places", "strongest"}, r.steps
	s.Put("pixel", p.Sum.Sum)
	s.Put("numbers", float64(len(r.kernel.Data)))
	s.Put("places", float64(r.places()))
	s.Put("column", float64(x))
	s.Put("row", float64(y))
	s.Put("detail", r.facts.detail)
	s.Put("upright", r.facts.upright)
	s.Put("strongest", r.facts.strongest)
	s.Put("mapStrongest", r.strongest())
	s.Put("kept", float64(len(r.pooled.v))/float64(r.places()))
}

// strongest is the largest number of the map, before ReLU and pooling.
func (r *Run) strongest() (top float64) {
	top = math.Inf(-1)
	for _, v := range r.found.v {
		top = max(top, float64(v))
	}
	return top
}

// What the window finds is said to be next to nothing below that share of what has the full colour, and much above the other.
const (
	little = 0.12
	much   = 0.5
)

// Say is part of lab.Speaker: what another kernel looks for, and what the window finds where it is.
func (r *Run) Say(about lab.About) lab.Line {
	switch {
	case about.Occasion == lab.Set && about.Control == "kernel":
		if r.said == "" {
			return lab.Line{Key: "narrator.window.own"}
		}
		return lab.Line{Key: "narrator.window.is." + r.said}
	case about.Occasion == lab.Stepped:
		return r.line()
	}
	return lab.Line{}
}

func (r *Run) line() lab.Line {
	if r.steps == r.places() {
		return lab.Line{Key: "narrator.window.done"}
	}
	return lab.Line{Key: "narrator.window." + r.finds()}
}

// finds is what the window finds where it is, in a word.
func (r *Run) finds() string {
	v := r.pixel()
	switch {
	case !r.facts.flat:
		return "mixed"
	case math.Abs(v) < little*r.facts.unit/full:
		return "flat"
	case math.Abs(v) < much*r.facts.unit:
		return "some"
	case r.said != "edges" && r.said != "lying":
		return "found"
	case v > 0:
		return r.said + ".up"
	}
	return r.said + ".down"
}
