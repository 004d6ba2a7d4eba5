package scene

import (
	"math"
	"math/rand/v2"

	"github.com/whisker-lab/whisker/nn/data"
)

// Side is the height and width of a picture, Pixels how many pixels it has.
const (
	Side   = 14
	Pixels = Side * Side
)

// sides is how large a thing is, small and big: two big ones just fill a side.
var sides = [...]int{5, 7}

const widest = 7

// stamp is a thing as it is put on a picture.
type stamp struct {
	side int
	ink  [widest * widest]float32 // (side, side)
}

// A Drawer draws pictures of prompts: rings and squares by formula, cats after the line drawings of a gallery.
type Drawer struct {
	stamps [2][][]stamp // (sizes, shapes) of one or more
}

// cats are those line drawings that can still be read when they are as small as here, of all cats of the gallery.
var cats = [...]int{1, 2, 7, 9}

// NewDrawer takes the gallery of line drawings.
func NewDrawer(drawings *data.Pictures) *Drawer {
	d := &Drawer{}
	var faces [][]float32
	for i, class := range drawings.Class {
		if drawings.Classes[class] == "cat" {
			pixels := make([]float32, drawings.Size())
			drawings.Fill(pixels, i)
			faces = append(faces, pixels)
		}
	}
	for size, side := range sides {
		ring, square := stamp{side: side}, stamp{side: side}
		ring.cover(func(x, y float64) bool {
			far, thick := x*x+y*y, 1.3+0.25*float64(size)
			inner := 1 - 2*thick/float64(side)
			return far <= 1 && far >= inner*inner
		})
		square.cover(func(x, y float64) bool { return max(math.Abs(x), math.Abs(y)) <= 0.96 })
		kinds := [][]stamp{{ring}, {square}, nil}
		for _, i := range cats {
			kinds[2] = append(kinds[2], shrunk(faces[i], drawings.Width, side))
		}
		d.stamps[size] = kinds
	}
	return d
}

// fine is how many places across and down a pixel are looked at.
const fine = 4

// cover inks what of each pixel a shape covers, which lies within −1…1 both ways.
func (s *stamp) cover(in func(x, y float64) bool) {
	each := 2 / float64(s.side*fine)
	for i := range s.side * s.side {
		n := 0
		for k := range fine * fine {
			x := float64(i%s.side*fine+k%fine) + 0.5
			y := float64(i/s.side*fine+k/fine) + 0.5
			if in(float64(x*each)-1, float64(y*each)-1) {
				n++
			}
		}
		s.ink[i] = float32(n) / (fine * fine)
	}
}

// bold is by how much the lines of a drawing are darkened when it shrinks.
const bold = 1.7

// shrunk is a drawing (width, width), cropped to its ink and fitted into a square.
func shrunk(from []float32, width, side int) stamp {
	x0, y0, x1, y1 := width, width, 0, 0
	for i, v := range from {
		if v > 0 {
			x0, x1 = min(x0, i%width), max(x1, i%width+1)
			y0, y1 = min(y0, i/width), max(y1, i/width+1)
		}
	}
	whole := float64(max(x1-x0, y1-y0))
	left, top := (float64(x0+x1)-whole)/2, (float64(y0+y1)-whole)/2
	s, each := stamp{side: side}, whole/float64(side*fine)
	for i := range side * side {
		sum := float32(0)
		for k := range fine * fine {
			x := left + float64((float64(i%side*fine+k%fine)+0.5)*each)
			y := top + float64((float64(i/side*fine+k/fine)+0.5)*each)
			if x >= 0 && y >= 0 && int(x) < width && int(y) < width {
				sum += from[int(y)*width+int(x)]
			}
		}
		s.ink[i] = min(float32(sum*bold)/(fine*fine), 1)
	}
	return s
}

// Draw sets dst (Side, Side) to a drawing of a whole prompt, from 0 for paper to 1 for ink: where exactly things stand, and after which
// drawing, is left to chance.
func (d *Drawer) Draw(dst []float32, p Prompt, r *rand.Rand) {
	if !p.Whole() {
		panic(badPrompt)
	}
	clear(dst[:Pixels])
	kinds := d.stamps[p[Size]][p[Shape]]
	s := &kinds[r.IntN(len(kinds))]
	along, away := Side-s.side, r.IntN(2) // how far from the edge
	slack := along / 2
	wobble := func(middle int) int { return min(max(middle+r.IntN(3)-1, 0), along) }
	starts := [2]int{wobble(slack), -1}
	if p[Number] == 1 {
		gap := along - s.side // what is left over along the side
		first := r.IntN(gap/2 + 1)
		starts = [2]int{first, first + s.side + r.IntN(gap-first+1)}
	}
	for _, at := range starts {
		if at < 0 {
			continue
		}
		switch p[Place] {
		case 0:
			s.put(dst, away, at)
		case 1:
			s.put(dst, along-away, at)
		case 2:
			s.put(dst, at, away)
		case 3:
			s.put(dst, at, along-away)
		}
	}
}

// put lays a thing on a picture.
func (s *stamp) put(dst []float32, x, y int) {
	for i := range s.side * s.side {
		at := (y+i/s.side)*Side + x + i%s.side
		dst[at] = max(dst[at], s.ink[i])
	}
}
