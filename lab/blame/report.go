package blame

import (
	"math"

	"github.com/whisker-lab/whisker/lab"
	"github.com/whisker-lab/whisker/nn/model"
)

// Credit is where a step stands, in numbers, as the page shows it.
type Credit struct {
	Phase  int         `json:"phase"` // from 1; 0 before the first
	Says   float64     `json:"says"`
	Should float64     `json:"should"`
	Loss   float64     `json:"loss"`  // of the example that is shown
	Then   float64     `json:"then"`  // what it says after the update
	After  float64     `json:"after"` // and the loss of that
	Rate   float64     `json:"rate"`
	Batch  int         `json:"batch"`
	Layers []Share     `json:"layers"`
	Units  [][]Unit    `json:"units"`  // of each layer, the inputs first
	Params []Parameter `json:"params"` // layer by layer, a neuron's weights and then its bias
	At     int         `json:"at"`     // the chosen one's place among them
	Check  *float64    `json:"check"`  // its blame by trying, once that was asked for
	Parts  []Part      `json:"parts"`  // what each example of the batch blames on it
}

// Share is how much blame came to the weights into a layer: the mean size of it.
type Share struct {
	Layer   int     `json:"layer"`
	Weights int     `json:"weights"`
	Mean    float64 `json:"mean"`
}

// Unit is a neuron: what it gives, the slope of its activation there, and the blame that came back to it.
type Unit struct {
	Gives  float64 `json:"gives"`
	Slope  float64 `json:"slope"`
	Passed float64 `json:"passed"`
}

// Parameter is a weight, or with In −1 a bias: its value in this step, its blame, that of the shown example alone, and what it becomes.
type Parameter struct {
	Layer int     `json:"layer"`
	Out   int     `json:"out"`
	In    int     `json:"in"`
	Value float64 `json:"value"`
	Blame float64 `json:"blame"`
	Alone float64 `json:"alone"`
	Next  float64 `json:"next"`
}

// Part is what one example blames on a weight.
type Part struct {
	Example int     `json:"example"`
	Blame   float64 `json:"blame"`
}

// Report is part of lab.Run.
func (r *Run) Report(s *lab.State) {
	c := r.credit()
	s.Panels.Data.Classes, s.Panels.Network.Sizes = r.room.Source.Classes, append([]int(nil), r.net.Sizes()...)
	r.room.Report(s, r.room.Source.Names)
	s.Panels.Readouts.Metrics, s.Panels.Readouts.Count = []string{"trainLoss", "output"}, r.updates
	s.Put("trainLoss", r.score(r.now))
	if s.Put("output", c.Says); r.phase == updated {
		s.Put("output", c.Then)
	}
	s.Put("gradient", c.Params[c.At].Blame)
	s.Put("difference", r.difference())
	s.Put("updates", float64(r.updates))
	for _, layer := range []struct {
		name string
		of   Share
	}{{"firstBlame", c.Layers[0]}, {"lastBlame", c.Layers[len(c.Layers)-1]}} {
		s.Put(layer.name, layer.of.Mean)
	}
	for _, v := range append([]float64{c.Says, c.Loss, c.After}, r.now...) {
		if math.IsNaN(v) || math.IsInf(v, 0) {
			return // there is nothing that could be shown of it
		}
	}
	s.Panels.Put("credit", c)
}

func (r *Run) credit() Credit {
	sizes := r.net.Sizes()
	target := r.input(r.example)
	c := Credit{Phase: r.phase, Should: target, Rate: r.rate, Batch: r.batch, At: r.place(r.edge)}
	c.Says = r.net.A[len(sizes)-1][0]
	c.Loss, _ = r.net.Loss(c.Says, target)
	next := make([]float64, len(r.was))
	k := 0
	r.eachParam(func(e edge) {
		next[k] = r.was[k] - float64(r.rate*r.slope[k])
		c.Params = append(c.Params, Parameter{e.Layer, e.Out, e.In, r.was[k], r.slope[k], r.net.Gradient(e.Layer, e.Out, e.In), next[k]})
		k++
	})
	r.spread.SetParams(next)
	r.input(r.example)
	c.Then = r.spread.Forward(r.x[:])
	c.After, _ = r.spread.Loss(c.Then, target)
	for l, n := range sizes {
		units := make([]Unit, n)
		for u := range units {
			units[u] = Unit{Gives: r.net.A[l][u]}
			if l > 0 {
				units[u].Slope, units[u].Passed = r.net.Slope[l][u], r.net.Passed[l][u]
			}
		}
		c.Units = append(c.Units, units)
		if l > 0 {
			c.Layers = append(c.Layers, Share{Layer: l})
		}
	}
	for _, p := range c.Params {
		if p.In != model.Bias {
			share := &c.Layers[p.Layer-1]
			share.Weights++
			share.Mean += math.Abs(p.Blame)
		}
	}
	for i := range c.Layers {
		c.Layers[i].Mean /= float64(c.Layers[i].Weights)
	}
	if r.checked {
		by := r.difference()
		c.Check = &by
	}
	c.Parts = r.parts()
	return c
}

// parts are what each example of the batch blames on the chosen parameter.
func (r *Run) parts() []Part {
	parts := make([]Part, 0, r.batch)
	r.spread.SetParams(r.was)
	for k := range r.batch {
		i := r.member(k)
		target := r.input(i)
		r.spread.Forward(r.x[:])
		r.spread.Backward(target)
		parts = append(parts, Part{i, r.spread.Gradient(r.edge.Layer, r.edge.Out, r.edge.In)})
	}
	return parts
}

// Say is part of lab.Speaker: what the phase does.
func (r *Run) Say(about lab.About) lab.Line {
	switch about.Occasion {
	case lab.Obeyed:
		if about.Message == "edge" || about.Message == "check" {
			return lab.Line{}
		}
		return r.told()
	case lab.Stepped:
		return r.told()
	}
	return lab.Line{}
}

func (r *Run) told() lab.Line {
	return lab.Line{Key: [...]string{"narrator.blame.waiting", "narrator.blame.forward", "narrator.blame.loss", "narrator.blame.backward", "narrator.blame.update"}[r.phase]}
}
