package images

import (
	"slices"

	"github.com/whisker-lab/whisker/lab"
)

// pad is the picture that the network is looking at: drawn, or one of the set.
type pad struct {
	drawn  []byte // what was drawn, 28×28 or 14×14; nil where it is one of the set
	of     int    // its side
	index  int    // of the picture of the set, among those to test by
	empty  bool   // nothing is drawn
	pixels []float32
	moved  int // pixels to the right, of a picture of the set
}

// next is another picture of the set to test by: the next one, or the next of a class.
func (p *pad) next(s *set, class int) {
	from := p.index
	if p.pixels == nil {
		p.pixels, from = make([]float32, s.Size()), -1
	}
	for i := range s.test {
		at := (from + 1 + i) % len(s.test)
		if class < 0 || s.Class[s.test[at]] == class {
			p.index = at
			break
		}
	}
	p.drawn, p.of, p.empty = nil, 0, false
	p.fill(s)
}

// fill makes what the network sees of it.
func (p *pad) fill(s *set) {
	if p.drawn == nil {
		whole := make([]float32, s.Size())
		s.Fill(whole, s.test[p.index])
		shifted(p.pixels, whole, s.Width, p.moved)
		return
	}
	from := make([]float32, len(p.drawn))
	p.empty = true
	for i, v := range p.drawn {
		from[i] = float32(v) / 255
		p.empty = p.empty && v == 0
	}
	for plane := range s.Planes {
		resized(p.pixels[plane*s.Height*s.Width:][:s.Height*s.Width], s.Height, s.Width, from, p.of)
	}
}

// shift moves a picture of the set.
func (p *pad) shift(s *set, by int) {
	p.moved = by
	p.fill(s)
}

// draw takes what was drawn; nothing is empty paper.
func (p *pad) draw(s *set, pixels []float32) {
	p.of = 28
	if len(pixels) == 14*14 {
		p.of = 14
	}
	p.drawn = make([]byte, p.of*p.of)
	for i, v := range pixels {
		p.drawn[i] = byte(255*v + 0.5)
	}
	p.fill(s)
}

// Act is part of lab.Actor: draw, next, look, light and dream.
func (r *Run) Act(m lab.Msg) (known bool, err error) {
	switch m.Do {
	case "draw":
		return true, r.draw(m)
	case "next":
		return true, r.next(m)
	case "look":
		return true, r.look(m)
	case "light":
		return true, r.light(m)
	case "dream":
		return true, r.sleep(m)
	}
	return false, nil
}

// draw lays a picture on the pad: {"pixels": 28×28 or 14×14 numbers from 0 to 1, or base64 of bytes}; without it the pad is empty.
func (r *Run) draw(m lab.Msg) error {
	f := m.Fields()
	pixels := f.Pixels("pixels", 28*28, 14*14)
	if err := f.Err(); err != nil {
		return err
	}
	r.pad.draw(r.set, pixels)
	r.another()
	r.asked = true
	return nil
}

// next lays a picture of the set on the pad: the next one, or {"class": 3} the next of a class.
func (r *Run) next(m lab.Msg) error {
	f := m.Fields()
	class := f.Int("class", -1)
	if err := f.Err(); err != nil {
		return err
	}
	if class >= len(r.set.Classes) || class >= 0 && !slices.ContainsFunc(r.set.test, func(i int) bool { return r.set.Class[i] == class }) {
		return errClass
	}
	r.pad.next(r.set, class)
	r.another()
	r.asked = true
	return nil
}
