package images

import (
	"encoding/base64"

	"github.com/whisker-lab/whisker/lab"
	"github.com/whisker-lab/whisker/nn/convnet"
)

// Reads is what the picture is taken for.
type Reads struct {
	Class         int       `json:"class"`
	Probabilities []float64 `json:"probabilities"`
	Then          int       `json:"then"` // the second best class
}

// Pad is the picture as it came: bytes as base64, side × side.
type Pad struct {
	Pixels string `json:"pixels"`
	Size   int    `json:"size"`
	From   string `json:"from"` // hand or set; empty for empty paper
	Class  *int   `json:"class,omitempty"`
}

// Pictures are some pictures as a panel shows them.
type Pictures struct {
	Height  int    `json:"h"`
	Width   int    `json:"w"`
	Pics    string `json:"pics"` // bytes as base64 (n, h, w)
	Classes []int  `json:"classes,omitempty"`
	N       int    `json:"n,omitempty"` // of which these are some
	Was     int    `json:"was"`
	Read    int    `json:"read"`
}

// Build is what the network is made of.
type Build struct {
	Stages     []Built `json:"stages"`
	Parameters int     `json:"parameters"`
	Dense      int     `json:"dense"` // if all its convolutions were dense layers
	Trained    bool    `json:"trained"`
}

// Built is a stage of it.
type Built struct {
	Kind       string `json:"kind"`
	Block      int    `json:"block,omitempty"`
	Planes     int    `json:"planes"`
	Height     int    `json:"h"`
	Width      int    `json:"w"`
	Kernel     int    `json:"k,omitempty"`
	Stride     int    `json:"stride,omitempty"`
	Valid      bool   `json:"valid,omitempty"`
	Parameters int    `json:"parameters"`
	Dense      int    `json:"dense,omitempty"`
	Shortcut   bool   `json:"shortcut,omitempty"`
	Norm       bool   `json:"norm,omitempty"`
}

// Report is part of lab.Run.
func (r *Run) Report(s *lab.State) {
	r.see()
	j := r.judged()
	if r.set.few {
		s.Panels.Data = lab.DataPanel{Kind: "classes", Classes: len(r.set.Classes), Names: r.set.Classes}
		s.Panels.Put("build", r.build())
		return
	}
	s.Panels.Data = lab.DataPanel{Kind: "classes", Classes: len(r.set.Classes), Names: r.set.Classes}
	s.Put("testAccuracy", j.share(ofTest))
	s.Put("trainAccuracy", j.share(ofTrain))
	s.Put("testLoss", j.done.loss[ofTest])
	s.Put("trainLoss", j.done.loss[ofTrain])
	if j.shift > 0 {
		s.Put("shiftedAccuracy", j.share(ofShifted))
	}
	s.Put("tested", float64(len(j.labels[ofTest])))
	s.Put("parameters", float64(r.plan.Parameters))
	s.Put("denseParameters", float64(r.plan.Dense))
	s.Panels.Readouts.Metrics = []string{"testAccuracy", "trainAccuracy", "secondsTo95"}
	if j.shift > 0 {
		s.Panels.Readouts.Metrics = []string{"testAccuracy", "shiftedAccuracy", "trainAccuracy"}
	}
	s.Panels.Confusion = r.confusion()
	s.Panels.Put("build", r.build())
	s.Panels.Put("gallery", r.gallery())
	s.Panels.Put("pad", r.padPanel())
	if r.lit != nil {
		s.Panels.Put("behind", r.behind())
	}
	if at := r.chosen; at.stage > 0 {
		if s.Panels.Put("filter", r.filter()); at.x >= 0 {
			s.Panels.Put("sum", r.sum())
		}
	}
	if !r.pad.empty {
		reads := r.reads()
		s.Panels.Put("reads", reads)
		if r.asked {
			s.Take(reads.Class, reads.Probabilities)
		}
	}
}

// reads is what the picture is taken for now.
func (r *Run) reads() (v Reads) {
	v.Class, v.Then = -1, -1
	for c, p := range r.outputs {
		v.Probabilities = append(v.Probabilities, float64(p))
		switch {
		case v.Class < 0 || p > r.outputs[v.Class]:
			v.Class, v.Then = c, v.Class
		case v.Then < 0 || p > r.outputs[v.Then]:
			v.Then = c
		}
	}
	return v
}

func (r *Run) padPanel() (p Pad) {
	if r.pad.drawn != nil {
		p.Pixels, p.Size = base64.StdEncoding.EncodeToString(r.pad.drawn), r.pad.of
		if !r.pad.empty {
			p.From = "hand"
		}
		return p
	}
	at := r.set.test[r.pad.index]
	class := r.set.Class[at]
	return Pad{Pixels: encoded(r.pad.pixels[:r.set.Height*r.set.Width]), Size: r.set.Height, From: "set", Class: &class}
}

// encoded is numbers from 0 to 1 as base64 of bytes.
func encoded(pixels []float32) string {
	b := make([]byte, len(pixels))
	for i, v := range pixels {
		b[i] = byte(255*min(max(v, 0), 1) + 0.5)
	}
	return base64.StdEncoding.EncodeToString(b)
}

// confusion counts the pictures to test by, by what they are and what they were taken for when last looked at.
func (r *Run) confusion() (p lab.ConfusionPanel) {
	k := len(r.set.Classes)
	for range k {
		p.Counts = append(p.Counts, make([]int, k))
	}
	for i, read := range r.judge.done.read {
		p.Counts[int(r.judge.labels[ofTest][i])][read]++
	}
	p.Lit = r.lit
	return p
}

// mostBehind is how many pictures of a cell are shown.
const mostBehind = 24

// behind are the pictures of the lit cell.
func (r *Run) behind() Pictures {
	j, size := r.judge, r.set.Height*r.set.Width
	p := Pictures{Height: r.set.Height, Width: r.set.Width, Was: r.lit.Actual, Read: r.lit.Predicted}
	var pixels []float32
	for i, read := range j.done.read {
		if int(j.labels[ofTest][i]) == p.Was && int(read) == p.Read {
			if p.N++; p.N <= mostBehind {
				pixels = append(pixels, j.images[ofTest].Data[i*j.size:][:size]...)
			}
		}
	}
	p.Pics = encoded(pixels)
	return p
}

// gallery is one picture of each class, the first to learn from.
func (r *Run) gallery() Pictures {
	p, plane := Pictures{Height: r.set.Height, Width: r.set.Width, N: len(r.set.learn)}, r.set.Height*r.set.Width
	var pixels []byte
	for class := range r.set.Classes {
		for _, i := range r.set.learn {
			if r.set.Class[i] == class {
				p.Classes = append(p.Classes, class)
				pixels = append(pixels, r.set.At(i)[:plane]...)
				break
			}
		}
	}
	p.Pics = base64.StdEncoding.EncodeToString(pixels)
	return p
}

func (r *Run) build() Build {
	b := Build{Parameters: r.plan.Parameters, Dense: r.plan.Dense, Trained: r.trained}
	for i := range r.plan.Stages {
		s := &r.plan.Stages[i]
		one := Built{
			Kind: s.Kind.String(), Block: s.Block, Planes: s.Planes, Height: s.Height, Width: s.Width, Parameters: s.Parameters, Dense: s.Dense,
			Shortcut: s.Shortcut, Norm: s.Norm, Kernel: s.Window.KernelH, Stride: s.Window.Stride,
		}
		one.Valid = s.Kind == convnet.Conv && r.plan.Spec.Blocks[s.Block-1].Valid
		b.Stages = append(b.Stages, one)
	}
	return b
}
