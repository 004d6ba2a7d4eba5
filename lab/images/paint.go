package images

import (
	"strconv"

	"github.com/whisker-lab/whisker/frame"
	"github.com/whisker-lab/whisker/lab"
	"github.com/whisker-lab/whisker/nn/convnet"
)

// Paint is part of lab.Run: the picture on its way through the network.
func (r *Run) Paint(f *frame.Frame, _ lab.Focus) {
	r.see()
	r.judged()
	p := r.plan
	copy(f.Add("pic/input", p.Stages[0].Planes, p.Stages[0].Height, p.Stages[0].Width), r.pad.pixels)
	shapes := f.Add("pic/shapes", len(p.Stages), 4)
	for i := range p.Stages {
		s := &p.Stages[i]
		copy(shapes[4*i:], []float32{float32(s.Kind), float32(s.Planes), float32(s.Height), float32(s.Width)})
		at := "/" + strconv.Itoa(i)
		switch s.Kind {
		case convnet.Conv, convnet.Pool:
			copy(f.Add("maps"+at, s.Planes, s.Height, s.Width), r.eye.at[i].Data)
		case convnet.Dense:
			copy(f.Add("maps"+at, s.Planes), r.eye.at[i].Data)
		}
		if s.Kind == convnet.Conv {
			r.paintFilters(f, i, at)
		}
		if e := r.edges[i]; e != nil {
			copy(f.Add("edges"+at, s.Planes, p.Stages[i-1].Planes), e)
		}
	}
	copy(f.Add("answer", len(r.outputs)), r.outputs)
	letters := 0
	for _, name := range r.set.Classes {
		letters = max(letters, len(name))
	}
	f.Add("answer/letters", 1)[0] = float32(letters)
	r.paintChosen(f)
	switch r.over {
	case overWhy:
		r.why(f.Add("why", r.set.Height, r.set.Width))
	case overHide:
		if h := &r.ponder.hide; len(h.loss) > 0 && h.picture == r.ponder.picture {
			copy(f.Add("hide", r.set.Height, r.set.Width), h.loss)
			f.Add("hide/seen", 1)[0] = float32(h.seen)
		}
	}
	if d := &r.ponder.dream; d.stage > 0 {
		copy(f.Add("dream", r.set.Height, r.set.Width), d.x)
	}
	for part, name := range [...]string{ofTest: "accuracy/test", ofTrain: "accuracy/train"} {
		r.right[part].Paint(f, name)
	}
}

// paintFilters adds of each filter the slice for the plane that it weighs most.
func (r *Run) paintFilters(f *frame.Frame, stage int, at string) {
	s, in := &r.plan.Stages[stage], r.plan.Stages[stage-1].Planes
	w, _ := r.eye.params(stage)
	k := s.Window.Area()
	to, from := f.Add("filters"+at, s.Planes, s.Window.KernelH, s.Window.KernelW), f.Add("filters"+at+"/from", s.Planes)
	for u := range s.Planes {
		plane := heaviest(w[u*in*k:][:in*k], k)
		from[u] = float32(plane)
		copy(to[u*k:][:k], w[(u*in+plane)*k:])
	}
}

// heaviest is which slice of k weights has the largest sum of squares.
func heaviest(w []float32, k int) (at int) {
	most := -1.0
	for i := 0; i*k < len(w); i++ {
		if s := dot(w[i*k:][:k], w[i*k:][:k]); s > most {
			at, most = i, s
		}
	}
	return at
}

// paintChosen adds the pixel that is looked at, and what it sees.
func (r *Run) paintChosen(f *frame.Frame) {
	at := r.chosen
	copy(f.Add("look", 4), []float32{float32(at.stage), float32(at.plane), float32(at.x), float32(at.y)})
	fields, planes := f.Add("field", len(r.fields), 4), f.Add("field/planes", len(r.strong))
	for i, q := range r.fields {
		copy(fields[4*i:], []float32{float32(q.X0), float32(q.Y0), float32(q.X1), float32(q.Y1)})
		planes[i] = float32(r.strong[i])
	}
}
