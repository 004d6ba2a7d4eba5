package own

import (
	"bytes"
	"fmt"
	"slices"

	"github.com/whisker-lab/whisker/nn/data"
)

// Form is what pictures of the reader's own a lesson takes. The zero value is none.
type Form struct {
	Planes  int      `json:"planes"` // 1 for grey or ink, 3 for red, green and blue
	Height  int      `json:"height"`
	Width   int      `json:"width"`
	Bits    int      `json:"bits"` // of a pixel that are kept: 4, or 8
	Most    int      `json:"most"` // pictures
	Classes []string `json:"classes,omitempty"`
}

// alike tells whether pictures of the one form are pictures of the other.
func (f Form) alike(g Form) bool {
	return f.Planes == g.Planes && f.Height == g.Height && f.Width == g.Width && f.Bits == g.Bits
}

func (f Form) size() int { return f.Planes * f.Height * f.Width }

// MostPictures is how many a reader may have.
const MostPictures = 2000

// MostPictureClasses is how many classes they may be of.
const MostPictureClasses = 10

// Pictures are those that a reader drew or brought. They are a value: an edit makes another one. Their pixels are kept in the form's
// bits, so that what a link holds is what was learnt from, to the bit.
type Pictures struct {
	form  Form
	names []string // of the classes, where the reader has named them
	items []pictured
	text  string // see String: made once, as a state asks for it twenty times a second
}

// pictured is one of them; its pixels never change.
type pictured struct {
	class  uint8
	pixels []byte // (planes, height, width), 0…255
}

// NoPictures are none yet of a form.
func NoPictures(form Form) *Pictures {
	p := &Pictures{form: form}
	p.text = p.written()
	return p
}

// Len is how many there are.
func (p *Pictures) Len() int { return len(p.items) }

// Class is what picture i is of.
func (p *Pictures) Class(i int) int { return int(p.items[i].class) }

// At is the pixels of picture i, (planes, height, width), 0 for nothing to 255.
func (p *Pictures) At(i int) []byte { return p.items[i].pixels }

// Is tells whether they are of a form.
func (p *Pictures) Is(form Form) bool { return p.form.alike(form) }

// Names are what the classes are called: by the reader, or by the form, as keys for a table of words.
func (p *Pictures) Names() []string {
	if p.names != nil {
		return slices.Clone(p.names)
	}
	return slices.Clone(p.form.Classes)
}

// Counts is how many there are of each class.
func (p *Pictures) Counts() []int {
	n := len(p.Names())
	for _, one := range p.items {
		n = max(n, int(one.class)+1)
	}
	counts := make([]int, n)
	for _, one := range p.items {
		counts[one.class]++
	}
	return counts
}

// Equal tells whether both hold the same pictures in the same order.
func (p *Pictures) Equal(q *Pictures) bool {
	return p.form.alike(q.form) && slices.Equal(p.names, q.names) && slices.EqualFunc(p.items, q.items, func(a, b pictured) bool {
		return a.class == b.class && bytes.Equal(a.pixels, b.pixels)
	})
}

// Data is the pictures as learners take them, each a group of its own.
func (p *Pictures) Data() *data.Pictures {
	d := &data.Pictures{
		Name: Name, Planes: p.form.Planes, Height: p.form.Height, Width: p.form.Width, Bits: p.form.Bits, Classes: p.Names(),
	}
	for len(d.Classes) < len(p.Counts()) {
		d.Classes = append(d.Classes, "")
	}
	for i, one := range p.items {
		d.Pixels = append(d.Pixels, one.pixels...)
		d.Class, d.Group = append(d.Class, int(one.class)), append(d.Group, i)
	}
	return d
}

// Addition is a picture that comes to the others.
type Addition struct {
	Class  int
	Pixels []byte // (planes, height, width), 0…255
}

// PictureEdit is what is done to pictures, in this order.
type PictureEdit struct {
	Clear   bool
	Names   []string // of the classes; nil leaves them as they are
	Relabel [][]int  // picture and class
	Remove  []int    // pictures
	Add     []Addition
}

// Apply makes the pictures after the edit; those before it are as they were. Beyond as many as there may be nothing comes to them.
func (e PictureEdit) Apply(p *Pictures) (*Pictures, error) {
	q := &Pictures{form: p.form, names: p.names, items: slices.Clone(p.items)}
	if e.Clear {
		q.items = nil
	}
	if e.Names != nil {
		if len(e.Names) > MostPictureClasses {
			return nil, fmt.Errorf("own: pictures: %d classes; at most %d", len(e.Names), MostPictureClasses)
		}
		q.names = make([]string, len(e.Names))
		for i, name := range e.Names {
			if q.names[i] = Named(name); q.names[i] == "" {
				return nil, fmt.Errorf("own: pictures: class %d has no name", i)
			}
		}
	}
	for _, row := range e.Relabel {
		if len(row) != 2 || row[0] < 0 || row[0] >= len(q.items) || row[1] < 0 || row[1] >= MostPictureClasses {
			return nil, fmt.Errorf("own: pictures: relabel %v: want a picture of %d and a class below %d", row, len(q.items), MostPictureClasses)
		}
		q.items[row[0]].class = uint8(row[1])
	}
	gone := map[int]bool{}
	for _, i := range e.Remove {
		if i < 0 || i >= len(q.items) {
			return nil, fmt.Errorf("own: pictures: remove %d: there are %d", i, len(q.items))
		}
		gone[i] = true
	}
	if len(gone) > 0 {
		kept := q.items[:0:0]
		for i, one := range q.items {
			if !gone[i] {
				kept = append(kept, one)
			}
		}
		q.items = kept
	}
	for _, a := range e.Add {
		if a.Class < 0 || a.Class >= MostPictureClasses {
			return nil, fmt.Errorf("own: pictures: class %d; want one below %d", a.Class, MostPictureClasses)
		}
		if len(a.Pixels) != p.form.size() {
			return nil, fmt.Errorf("own: pictures: %d pixels; want %d×%d×%d", len(a.Pixels), p.form.Planes, p.form.Height, p.form.Width)
		}
		if len(q.items) < min(max(p.form.Most, 1), MostPictures) {
			q.items = append(q.items, pictured{uint8(a.Class), p.form.kept(a.Pixels)})
		}
	}
	q.text = q.written()
	return q, nil
}

// kept is pixels as finely as they are kept.
func (f Form) kept(pixels []byte) []byte {
	if f.Bits == 8 {
		return slices.Clone(pixels)
	}
	most := 1<<f.Bits - 1
	kept := make([]byte, len(pixels))
	for i, v := range pixels {
		kept[i] = byte((int(v)*most + 127) / 255 * 255 / most)
	}
	return kept
}

// Alike tells whether others are of the same form.
func (p *Pictures) Alike(q *Pictures) bool { return p.form.alike(q.form) }

// In are the pictures as a lesson takes those of this form: with its names for the classes, where the reader gave none, and its bound.
func (p *Pictures) In(form Form) *Pictures {
	q := *p
	q.form = form
	return &q
}

// Untouched tells whether the reader has left them as they begin: there are none, and nothing is named.
func (p *Pictures) Untouched() bool { return len(p.items) == 0 && p.names == nil }
