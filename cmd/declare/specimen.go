package main

import (
	"github.com/whisker-lab/whisker/nn/data"
	"github.com/whisker-lab/whisker/nn/data/packed"
)

// specimen is what stands for a set of pictures: four of the small ones, or a large one at half its size.
type specimen struct {
	Planes int    `json:"planes"`
	Height int    `json:"height"`
	Width  int    `json:"width"`
	Pixels []byte `json:"pixels"` // (planes, height, width), 0 for nothing to 255
}

// small is how wide pictures are of which four stand together.
const small = 32

func specimenOf(g data.Gallery) *specimen {
	p, err := g.Open(packed.Shelf())
	if err != nil {
		panic(err)
	}
	if p.Width > small {
		p = p.Halved()
		return &specimen{p.Planes, p.Height, p.Width, p.At(0)}
	}
	s := &specimen{p.Planes, 2 * p.Height, 2 * p.Width, make([]byte, 4*p.Size())}
	for i := range 4 {
		of := first(p, i*len(p.Classes)/4)
		for y := range p.Height {
			copy(s.Pixels[(i/2*p.Height+y)*s.Width+i%2*p.Width:][:p.Width], p.At(of)[y*p.Width:])
		}
	}
	return s
}

// first is the first picture of a class.
func first(p *data.Pictures, class int) int {
	for i, c := range p.Class {
		if c == class {
			return i
		}
	}
	return 0
}
