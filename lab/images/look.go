package images

import (
	"errors"

	"github.com/whisker-lab/whisker/lab"
	"github.com/whisker-lab/whisker/nn/convnet"
)

var (
	errClass = errors.New("images: there is no picture of that class to test by")
	errPlace = errors.New("images: look: there is no such pixel")
)

// place is a pixel of a plane of a stage; x and y are −1 for the whole plane, the stage −1 for none.
type place struct{ stage, plane, x, y int }

var noplace = place{-1, -1, -1, -1}

// in tells whether a network has such a place.
func (p place) in(plan *convnet.Plan) bool {
	if p == noplace {
		return true
	}
	if p.stage < 0 || p.stage >= len(plan.Stages) {
		return false
	}
	s := &plan.Stages[p.stage]
	inside := p.x >= 0 && p.x < s.Width && p.y >= 0 && p.y < s.Height
	return p.plane >= 0 && p.plane < s.Planes && (inside || p.x == -1 && p.y == -1)
}

// look chooses a pixel of a map, or a whole one: {"stage": 2, "plane": 5, "x": 3, "y": 4}; without a stage nothing.
func (r *Run) look(m lab.Msg) error {
	f := m.Fields()
	at := place{f.Int("stage", -1), f.Int("plane", -1), f.Int("x", -1), f.Int("y", -1)}
	if err := f.Err(); err != nil {
		return err
	}
	if at.stage < 0 {
		at = noplace
	}
	if !at.in(r.plan) {
		return errPlace
	}
	if at.stage > 0 && r.plan.Stages[at.stage].Height*r.plan.Stages[at.stage].Width == 1 {
		at.x, at.y = 0, 0 // the whole of it is one pixel
	}
	r.chosen, r.seen = at, -1
	return nil
}

// light shows the pictures of a cell of the confusion matrix, from now on and as they change; without a cell it ends.
func (r *Run) light(m lab.Msg) error {
	cell, err := m.Cell(len(r.set.Classes))
	if err == nil {
		r.lit = cell
	}
	return err
}

// sleep has a picture climb from noise to what excites a plane most: {"stage": 3, "plane": 5}; without a stage it ends.
func (r *Run) sleep(m lab.Msg) error {
	f := m.Fields()
	at := place{f.Int("stage", 0), f.Int("plane", 0), -1, -1}
	if err := f.Err(); err != nil {
		return err
	}
	if at.stage == 0 {
		r.ponder.dream = dream{}
		return nil
	}
	if at.stage < 0 || !at.in(r.plan) {
		return errPlace
	}
	r.ponder.dream.begin(at.stage, at.plane, r.plan)
	return nil
}

// choose looks at the most excited pixel of the last maps.
func (r *Run) choose() {
	r.chosen = noplace
	r.see()
	for i := range r.plan.Stages {
		if s := &r.plan.Stages[i]; s.Kind == convnet.Conv {
			at := strongest(r.eye.at[i].Data, true)
			r.chosen = place{i, at / (s.Height * s.Width), at % s.Width, at / s.Width % s.Height}
		}
	}
	r.seen = -1
}

// see looks at the picture with the weights of now, if it has not.
func (r *Run) see() {
	if r.seen == r.Steps() {
		return
	}
	r.seen = r.Steps()
	copy(r.eye.x.Data, r.pad.pixels)
	r.eye.see(len(r.plan.Stages) - 1)
	logits := r.eye.at[len(r.plan.Stages)-1].Data
	r.Outputs(r.outputs, logits, 1)
	for i := range r.plan.Stages {
		if r.edges[i] != nil {
			r.weigh(i)
		}
	}
	r.trace()
}

// weigh sets how strongly the planes of a stage act on those of the next, for the picture that is seen: of maps on maps what a filter
// weighs times the mean of what arrives, of maps on units what arrives times its weights.
func (r *Run) weigh(stage int) {
	s, before := &r.plan.Stages[stage], &r.plan.Stages[stage-1]
	w, _ := r.eye.params(stage)
	x, area := r.eye.at[stage-1].Data, before.Height*before.Width
	for in := range before.Planes {
		arrives := x[in*area:][:area]
		if s.Kind != convnet.Conv {
			for u := range s.Planes {
				r.edges[stage][u*before.Planes+in] = float32(dot(w[u*before.Size()+in*area:][:area], arrives))
			}
			continue
		}
		mean, k := float32(sum(arrives)/float64(area)), s.Window.Area()
		for u := range s.Planes {
			r.edges[stage][u*before.Planes+in] = float32(sum(w[(u*before.Planes+in)*k:][:k])) * mean
		}
	}
}

// trace follows the chosen pixel back to the picture, by the planes that act most on it.
func (r *Run) trace() {
	at := r.chosen
	for i := range r.strong {
		r.fields[i], r.strong[i] = convnet.Rect{X0: -1, Y0: -1, X1: -1, Y1: -1}, -1
	}
	if at == noplace {
		return
	}
	if at.x < 0 {
		r.strong[at.stage] = at.plane
		return
	}
	r.plan.Fields(r.fields, at.stage, at.x, at.y)
	r.strong[at.stage] = at.plane
	for i := at.stage; i > 0; i-- {
		r.strong[i-1] = r.strong[i]
		if e := r.edges[i]; e != nil {
			n := r.plan.Stages[i-1].Planes
			r.strong[i-1] = strongest(e[r.strong[i]*n:][:n], false)
		}
	}
}

func dot(a, b []float32) (s float64) {
	for i, v := range a {
		s += float64(v * b[i])
	}
	return s
}

func sum(a []float32) (s float64) {
	for _, v := range a {
		s += float64(v)
	}
	return s
}
