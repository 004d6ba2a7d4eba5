package descent

import (
	"math"

	"github.com/whisker-lab/whisker/frame"
	"github.com/whisker-lab/whisker/nn"
)

// path is where a ball has been: the beginning of its way, and the newest part of it. A ball that hardly moves adds nothing.
type path struct {
	first  [2 * firsts]float32
	recent [2 * lasts]float32 // a ring
	n      int                // places that were added
}

const (
	firsts = 400
	lasts  = 200
)

// place is the i-th place that was added, of those that are kept.
func (p *path) place(i int) (x, y float32) {
	if i < firsts {
		return p.first[2*i], p.first[2*i+1]
	}
	i = (i - firsts) % lasts
	return p.recent[2*i], p.recent[2*i+1]
}

// add goes on to a place, if it is so far from the last one.
func (p *path) add(x, y, least float32) {
	if p.n > 0 {
		if lx, ly := p.place(p.n - 1); max(abs(x-lx), abs(y-ly)) < least {
			return
		}
	}
	if p.n < firsts {
		p.first[2*p.n], p.first[2*p.n+1] = x, y
	} else {
		i := (p.n - firsts) % lasts
		p.recent[2*i], p.recent[2*i+1] = x, y
	}
	p.n++
}

func abs(v float32) float32 { return float32(math.Abs(float64(v))) }

// paint adds the places to a frame as rows of x and y; where some are left out a row has no numbers.
func (p *path) paint(f *frame.Frame, name string) {
	late := max(p.n-lasts, firsts)
	n, gap := min(p.n, firsts), late > firsts
	rows := n + max(p.n-late, 0)
	if gap {
		rows++
	}
	to := f.Add(name, rows, 2)
	copy(to, p.first[:2*n])
	at := 2 * n
	if gap {
		nan := float32(math.NaN())
		to[at], to[at+1] = nan, nan
		at += 2
	}
	for i := late; i < p.n; i++ {
		to[at], to[at+1] = p.place(i)
		at += 2
	}
}

// used are the parts of it that hold places.
func (p *path) used() (first, recent []float32) {
	return p.first[:2*min(p.n, firsts)], p.recent[:2*min(max(p.n-firsts, 0), lasts)]
}

func (p *path) write(e *nn.Encoder) {
	e.Uint(uint64(p.n))
	first, recent := p.used()
	e.Floats(first)
	e.Floats(recent)
}

func (p *path) read(d *nn.Decoder) {
	p.n = d.Count(math.MaxInt32)
	first, recent := p.used()
	d.Floats("a path", first)
	d.Floats("a path's end", recent)
}
